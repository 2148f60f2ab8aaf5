"""New years of the Hebrew and the Islamic calendar, by arithmetic, as days of ours.

After Reingold and Dershowitz, "Calendrical Calculations". The Islamic calendar is the tabular one: where the
new moon has to be seen, the day may differ by one.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_HEBREW_EPOCH = -1373427
"""The first day of the Hebrew calendar, counted from 1 January of the year 1."""
_ISLAMIC_EPOCH = 227015
_HEBREW_OFFSET = 3761
"""The Hebrew year that begins in a year of ours is that many years on."""


def _elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of a Hebrew year, and over the days it may not begin on."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


@lru_cache(maxsize=256)
def hebrew_new_year(year: int) -> date:
    """The first day of the Hebrew year that begins in the autumn of a year of ours.

    Example:
        >>> hebrew_new_year(2021).isoformat()
        '2021-09-07'
    """
    hebrew = year + _HEBREW_OFFSET
    before, this, after = _elapsed(hebrew - 1), _elapsed(hebrew), _elapsed(hebrew + 1)
    # A year may have neither 356 nor 382 days.
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + this + delay)


def islamic_day(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar, the first of its name in a year of ours.

    Example:
        >>> islamic_day(2021, 10, 1).isoformat()
        '2021-05-13'
    """
    islamic = (year - 622) * 33 // 32 - 1
    while True:
        leaps = (3 + 11 * islamic) // 30
        ordinal = _ISLAMIC_EPOCH - 1 + day + (59 * (month - 1) + 1) // 2 + (islamic - 1) * 354 + leaps
        found = date.fromordinal(ordinal)
        if found.year >= year:
            return found
        islamic += 1


def hanukkah(year: int) -> date:
    """The 25th of Kislev, which the length of the Hebrew year moves."""
    first = hebrew_new_year(year)
    length = (hebrew_new_year(year + 1) - first).days
    return first + timedelta(84 if length in (355, 385) else 83)
