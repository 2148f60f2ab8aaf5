"""Days that fall on another date each year.

Easter and what hangs on it, the "nth Monday of" kind, and feasts of the Hebrew and Islamic calendars.

The rules are those of the United States where countries differ (Thanksgiving); Easter is the western one.
"""

from __future__ import annotations

from datetime import date, timedelta

from archive.facts.calendars import hanukkah, hebrew_new_year, islamic_day

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
    "arbor day": (4, 4, -1),
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
    "corpus christi": 60,
    "easter saturday": -1,
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
_AFTER_HEBREW_NEW_YEAR = {"rosh hashanah": 0, "rosh hashana": 0, "yom kippur": 9, "sukkot": 14}
_ISLAMIC = {
    "ramadan": (9, 1),
    "ramadhan": (9, 1),
    "eid al-fitr": (10, 1),
    "eid al fitr": (10, 1),
    "eid ul-fitr": (10, 1),
    "eid al-adha": (12, 10),
    "eid al adha": (12, 10),
    "eid ul-adha": (12, 10),
    "islamic new year": (1, 1),
}
"""Month and day."""
FEAST_DAYS = {"ramadan": 30, "ramadhan": 30, "hanukkah": 8, "chanukah": 8, "passover": 8, "sukkot": 7}
"""How long those feasts go on that are no single day."""
FEASTS = frozenset((
    *_WEEKDAYS, *_AFTER_EASTER, *_AFTER_THANKSGIVING, *_AFTER_HEBREW_NEW_YEAR, *_ISLAMIC, *FEAST_DAYS,
))  # fmt: skip
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
    if name in _AFTER_HEBREW_NEW_YEAR:
        return hebrew_new_year(year) + timedelta(_AFTER_HEBREW_NEW_YEAR[name])
    if name in _ISLAMIC:
        return islamic_day(year, *_ISLAMIC[name])
    if name in ("hanukkah", "chanukah"):
        return hanukkah(year)
    if name == "passover":
        return hebrew_new_year(year) - timedelta(163)
    month, weekday, place = _WEEKDAYS[name]
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (max(place, 1) - 1))
    if place < 0:
        while (found + timedelta(7)).month == month:
            found += timedelta(7)
    return found
