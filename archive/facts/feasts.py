"""Days that fall on another date each year: Easter and what hangs on it, and the "nth Monday of" kind.

The rules are those of the United States where countries differ (Thanksgiving); Easter is the western one.
"""

from __future__ import annotations

from datetime import date, timedelta

_WEEKDAYS = {
    "martin luther king day": (1, 0, 3),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "martin luther king jr. day": (1, 0, 3),
    "martin luther king jr day": (1, 0, 3),
    "mlk day": (1, 0, 3),
    "presidents' day": (2, 0, 3),
    "mother's day": (5, 6, 2),
    "father's day": (6, 6, 3),
    "indigenous peoples' day": (10, 0, 2),
    "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}
"""Month, weekday (0 is Monday), and which one of the month; -1 is the last."""
_AFTER_EASTER = {
    "mardi gras": -47,
    "shrove tuesday": -47,
    "ash wednesday": -46,
    "maundy thursday": -3,
    "holy saturday": -1,
    "ascension day": 39,
    "pentecost": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "trinity sunday": 56,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
}
_AFTER_THANKSGIVING = {
    "black friday": 1,
    "small business saturday": 2,
    "cyber monday": 4,
    "giving tuesday": 5,
}
FEASTS = frozenset((*_WEEKDAYS, *_AFTER_EASTER, *_AFTER_THANKSGIVING))
"""Their names, in lower case."""


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar, by the anonymous algorithm (Meeus, ch. 8).

    Example:
        >>> easter(2024).isoformat()
        '2024-03-31'
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    quarter, beyond = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - quarter - moon + 15) % 30
    leap, left = divmod(rest, 4)
    days = (32 + 2 * beyond + 2 * leap - epact - left) % 7
    shift = (golden + 11 * epact + 22 * days) // 451
    month, day = divmod(epact + days - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def feast_day(name: str, year: int) -> date:
    """The day of a feast in a year.

    Raises:
        KeyError: The name is none of `FEASTS`.

    Example:
        >>> feast_day("thanksgiving", 2021).isoformat()
        '2021-11-25'
    """
    if name in _AFTER_EASTER:
        return easter(year) + timedelta(_AFTER_EASTER[name])
    if name in _AFTER_THANKSGIVING:
        return feast_day("thanksgiving", year) + timedelta(_AFTER_THANKSGIVING[name])
    month, weekday, place = _WEEKDAYS[name]
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (max(place, 1) - 1))
    if place < 0:
        while (found + timedelta(7)).month == month:
            found += timedelta(7)
    return found
