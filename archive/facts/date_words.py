"""The English words of dates, and a date as it is found."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from typing import NamedTuple

from archive.facts.feasts import FEASTS
from archive.facts.language import numbers

ORDINALS = numbers(
    """1: first; 2: second; 3: third; 4: fourth; 5: fifth; 6: sixth; 7: seventh; 8: eighth; 9: ninth; 10: tenth
    11: eleventh; 12: twelfth; 13: thirteenth; 14: fourteenth; 15: fifteenth; 16: sixteenth; 17: seventeenth
    18: eighteenth; 19: nineteenth; 20: twentieth; 21: twenty-first; 22: twenty-second; 23: twenty-third
    24: twenty-fourth; 25: twenty-fifth; 26: twenty-sixth; 27: twenty-seventh; 28: twenty-eighth
    29: twenty-ninth; 30: thirtieth; 31: thirty-first"""
)
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
HOLIDAYS = {
    "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26", "halloween": "10-31",
    "new year's day": "01-01", "new year's eve": "12-31", "valentine's day": "02-14", "earth day": "04-22",
    "veterans day": "11-11", "armistice day": "11-11", "juneteenth": "06-19",
    "international workers' day": "05-01", "new years day": "01-01", "new year day": "01-01", "independence day": "07-04",
    "st. patrick's day": "03-17", "st patrick's day": "03-17", "saint patrick's day": "03-17", "saint patrick": "03-17",
    "bastille day": "07-14", "international women's day": "03-08", "may day": "05-01", "groundhog day": "02-02",
    "cinco de mayo": "05-05", "guy fawkes night": "11-05",
    "bonfire night": "11-05", "st george's day": "04-23", "st. george's day": "04-23", "st andrew's day": "11-30",
    "st. andrew's day": "11-30", "st david's day": "03-01", "anzac day": "04-25", "australia day": "01-26",
    "canada day": "07-01", "remembrance day": "11-11", "epiphany": "01-06", "assumption day": "08-15",
    "all saints' day": "11-01", "all souls' day": "11-02", "st. stephen's day": "12-26", "st stephen's day": "12-26",
    "flag day": "06-14", "inauguration day": "01-20", "kwanzaa": "12-26", "candlemas": "02-02",
    "christmastide": "12-25", "xmas": "12-25", "hogmanay": "12-31", "walpurgis night": "04-30", "human rights day": "12-10",
    "pi day": "03-14", "april fools' day": "04-01", "april fool's day": "04-01", "world aids day": "12-01", "victory day": "05-09",
}  # fmt: skip
_NAMES = {name.replace("'", ""): name for name in (*HOLIDAYS, *FEASTS)}


def plain_name(name: str) -> str:
    """A holiday as its tables have it, however its apostrophe is written."""
    return _NAMES[name.lower().replace("’", "").replace("'", "")]


DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
HOLIDAY_STARTS = frozenset(re.split("[ .']", name)[0] for name in (*HOLIDAYS, *FEASTS))


def _second_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in (*HOLIDAYS, *FEASTS):
        parts = re.match(r"([a-z]+)(?: ([a-z]+))?", name)
        if parts is not None:
            found.setdefault(parts[1], set()).add(parts[2] or "")
    return {start: frozenset(seconds) for start, seconds in found.items() if "" not in seconds}


HOLIDAY_SECONDS = _second_words()
"""The second words of holidays by their first, where every holiday that begins so has one."""
SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
PARTS = {
    "early": "early", "earlier": "early", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "rest of": "late", "rest": "late", "remainder of": "late", "remainder": "late", "end": "end", "close": "end",
}  # fmt: skip
UNITS = "week|workweek|weekend|month|quarter|year|decade|century|fortnight"
SPAN_UNITS = {
    "day": "D",
    "week": "W",
    "workweek": "W",
    "month": "M",
    "year": "Y",
    "decade": "10Y",
    "weekend": "WE",
    "century": "100Y",
    "centurie": "100Y",
    "fortnight": "14D",
    "quarter": "3M",
    "night": "D",
}
ANCHORS = frozenset(
    (
        *SHIFTS,
        *PARTS,
        *DECADES,
        *(word for word in ORDINALS if word.isalpha()),
        "mid-",
        "q",
        "fiscal",
        *SEASONS,
        "noon",
        "midnight",
        *HOLIDAY_STARTS,
        "year",
        "cy",
        "fy",
        "sy",
        "half",
        "h",
        "first",
        "second",
        "third",
        "fourth",
        "weekend",
        "rest",
        "final",
    )
)
COUNT = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 0,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
}
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_YEAR_WORDS = re.compile(
    rf"(?i)(?:(?P<c>sixteen|seventeen|eighteen|nineteen|twenty)[- ](?:(?P<t>{'|'.join(TENS)})(?:[- ](?P<o>{'|'.join(_ONES[1:])}))?|(?P<teen>{'|'.join(_TEENS)})"
    rf"|(?:oh|zero|hundred and)[- ](?P<z>{'|'.join(_ONES[1:])})|hundred(?:(?: and)?[- ](?:(?P<t3>{'|'.join(TENS)})(?:[- ](?P<o3>{'|'.join(_ONES[1:])}))?|(?P<teen3>{'|'.join(_TEENS)})))?)|two thousand(?:(?: and)? (?:(?P<t2>{'|'.join(TENS)})(?:[- ](?P<o2>{'|'.join(_ONES[1:])}))?"
    rf"|(?P<teen2>{'|'.join(_TEENS)})|(?P<z2>{'|'.join(_ONES[1:])})))?)\b"
)
DAY_LINKS = frozenset(
    ["of", "day", "to", "till", "until", "through", "and", "bis", "al", "au", "a", "und", "et", "y", "q", "h"]
)
"""What may stand between a day in digits and the rest of its date."""
WORD = re.compile(r"[^\W\d_]+")
YEAR_STRONG = re.compile(
    r"(?i)\b(?:in|since|by|until|till|before|after|during|of|early|mid|late|year|the|im|seit|jahr|en"
    r"|depuis|desde)[ -]$"
)
BEFORE_YEAR = re.compile(r"(?i)(?:,| of| in)? (?:the year )?")


class Found(NamedTuple):
    """A date in a text: where, its expression, and how else it may be read (`or 2024-12-03`)."""

    start: int
    end: int
    expression: str
    rule: str
    has_year: bool = False
    other: str | None = None


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """A date of any precision in ISO 8601."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def year_of(text: str) -> int:
    """A year of two or four digits; two digits are taken for 1930 to 2029."""
    number = int(text.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 30 else 1900)


def day_in_words(text: str) -> int:
    """The day of the month that "twenty-first" or "twenty one" names."""
    name = text.lower().replace(" ", "-")
    if name in ORDINALS:
        return ORDINALS[name]
    tens, _, ones = name.partition("-")
    return TENS[tens] + (_ONES.index(ones) if ones else 0)


def year_in_words(text: str, at: int) -> tuple[int, int] | None:
    """A year such as "nineteen eighty-six" or "two thousand and one" at a place, and where it ends."""
    match = _YEAR_WORDS.match(text, at)
    if match is None:
        return None
    century = {"sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(
        (match["c"] or "").lower(), 2000
    )
    tens = (match["t"] or match["t2"] or match["t3"] or "").lower()
    ones = (match["o"] or match["o2"] or match["o3"] or match["z"] or match["z2"] or "").lower()
    teen = (match["teen"] or match["teen2"] or match["teen3"] or "").lower()
    year = century + TENS.get(tens, 0) + _ONES.index(ones) + (10 + _TEENS.index(teen) if teen else 0)
    return year, match.end()
