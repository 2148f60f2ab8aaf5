"""English parts of longer stretches: "early 2016", "the first half of May", "the third Monday of July"."""

from __future__ import annotations

import re

from archive.facts.date_digits import from_digit, month_days, named_day
from archive.facts.date_halves import decade_of, half_at
from archive.facts.date_names import my_or_month
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_phrases import from_season, from_shift
from archive.facts.date_words import (
    COUNT,
    DECADES,
    ORDINALS,
    PARTS,
    SEASONS,
    SHIFTS,
    UNITS,
    WORD,
    Found,
    day_in_words,
    iso,
)
from archive.facts.date_years import centuries, year_at, years
from archive.facts.relative import iso_week

_WEEK_NUMBER = re.compile(
    r"(?i)week (?:no\. ?)?([1-5]?\d)\b(?! ?[/:.-]\d)"
    r"(?:,? (?:of )?((?:19|20)\d\d)\b| of (this|next|last|the) year\b)?"
)
_FIRST_OF = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
    r"|final|\d{1,2}(?:st|nd|rd|th)) (?:(?P<n>\d{1,2}|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|few) )?(?:full )?(?P<u>days?|weeks?|months?) (?:of"
    r"|in) (?:the )?(?=\w)"
)
_NTH_WEEKDAY = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) (?P<wd>[a-z]{6,9})(?: (?:of|in))? "
)
_MONTH_SHIFT = re.compile(r"(?i)(this|next|last|the) (month|year)\b")
_UNIT = re.compile(rf"(?i)({UNITS})\b")
_ORDINAL = re.compile(rf"(?i)({'|'.join(sorted(ORDINALS, key=len, reverse=True)).replace('-', '[- ]')})\b")
_ON_THE = re.compile(r"(?i)\b(?:on|by|until|since) the $")
_STOP = re.compile(r"[.!?;](?: |$)|$")
_PLACES = 3
"""Ordinals up to this one rather order things than days: "on the first, second and third"."""
_POSSESSIVE = re.compile(r"(?i)\b(?:his|her|their|my|your|our) $")
_THIRDS = {"early": "early", "start": "early", "mid": "mid", "late": "late", "end": "late"}
_CURRENT = re.compile(r"(?:week|weekend|month|quarter|year|decade|century) 0$")


def counted_part(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the first two weeks of 2021", "last week of December"."""
    match = _FIRST_OF.match(text, at)
    if match is None:
        return _nth_weekday(rules, text, at)
    inner = year_at(rules, text, match.end()) if text[match.end()].isdigit() else None
    word = WORD.match(text, match.end())
    if inner is None and word is not None and word[0].lower() in rules.language.months:
        inner = my_or_month(rules, text, match.end())
    elif inner is None and word is not None and word[0].lower() in SHIFTS:
        inner = from_shift(rules, text, match.end())
    elif (
        inner is None
        and text[match.end() - 4 : match.end()] == "the "
        and (current := _UNIT.match(text, match.end())) is not None
    ):
        inner = Found(match.end(), current.end(), f"{current[1].lower()} 0", "date.unit")
    if inner is None or " / " in inner.expression:
        return None
    name = (match["n"] or "one").lower()
    count = int(name) if name.isdigit() else rules.language.small.get(name, 1)
    order = {"1st": "first", "final": "last"}.get(match["o"].lower(), match["o"].lower())
    unit = match["u"].lower().removesuffix("s")
    nth = int(order[:-2]) if order[0].isdigit() else ORDINALS.get(order, 0)
    if order not in ("first", "last") and unit != "month" and not match["n"] and nth:
        size = 7 if unit == "week" else 1
        expression = f"{inner.expression} days{(nth - 1) * size + 1}-{nth * size}"
        return Found(at, inner.end, expression, "date.counted", inner.has_year)
    if order not in ("first", "last") and (monthly := _month_of(inner.expression, nth)) is not None:
        return Found(at, inner.end, monthly, "date.counted", inner.has_year)
    if order not in ("first", "last") or (unit == "month" and "-" in inner.expression):
        return Found(at, inner.end, inner.expression, "date.part", inner.has_year)
    length = {"day": "D", "week": "D", "month": "M"}[unit]
    return Found(
        at,
        inner.end,
        f"{inner.expression} {order}{count * (7 if unit == 'week' else 1)}{length}",
        "date.counted",
        inner.has_year,
    )


def _month_of(expression: str, nth: int) -> str | None:
    """The nth month of a year."""
    if not 1 <= nth <= 12:
        return None
    if expression.isdigit():
        return iso(int(expression), nth)
    return f"monthof {expression[5:]} {nth:02d}" if expression.startswith("year ") else None


def _nth_weekday(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the third Monday of next month", "last Friday in July 2019"."""
    match = _NTH_WEEKDAY.match(text, at)
    if match is None or (name_of_day := match["wd"].lower()) not in ("weekend", *rules.language.weekdays):
        return None
    inner = year_at(rules, text, match.end()) if text[match.end() : match.end() + 1].isdigit() else None
    word = WORD.match(text, match.end())
    name = word[0].lower() if word is not None else ""
    if name in rules.language.months:
        inner = my_or_month(rules, text, match.end())
    elif (unit := _MONTH_SHIFT.match(text, match.end())) is not None:
        shift = SHIFTS.get(unit[1].lower(), 0)
        inner = Found(match.end(), unit.end(), f"{unit[2].lower()} {shift}", "date.unit")
    if inner is None or " / " in inner.expression:
        return None
    order = COUNT[match["o"].lower()]
    weekday = rules.language.weekdays.get(name_of_day, 5)
    expression = f"{inner.expression} nth{order}-{weekday}" + (" weekend" if name_of_day == "weekend" else "")
    return Found(at, inner.end, expression, "date.counted", inner.has_year)


def from_part(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "early 2016", "late June", "the end of the year", "earlier this month"."""
    match = rules.part.match(text, at)
    if match is None:
        return None
    if _POSSESSIVE.search(text, max(0, at - 6), at):
        # "in his early twenties": an age.
        return None
    name = (match["p"] or match["p2"] or match["p3"]).lower()
    part = PARTS[name]
    rest = match.end()
    if rest >= len(text):
        return None
    is_the = bool(match["the"] or match["the2"] or match["the3"]) or name in (
        "rest of",
        "remainder of",
        "end",
        "start",
    )
    unit = _UNIT.match(text, rest) if is_the else None
    if unit is not None:
        current = f"{unit[1].lower()} 0"
        if match["p3"]:
            current = f"{current} start / day 0" if name == "earlier" else f"day 0 / {current} end"
            return Found(at, unit.end(), current, "date.part")
        return Found(at, unit.end(), f"{current} {part}", "date.part")
    inner = _whole(rules, text, rest)
    if inner is not None and inner.rule in ("date.season", "date.century") and part in _THIRDS:
        expression = _third(inner.expression, part)
        return Found(at, inner.end, expression, "date.part", inner.has_year) if expression else None
    if inner is not None and inner.rule in ("date.quarter", "date.half") and part in ("start", "end"):
        end = inner.expression.split(" / ")[0 if part == "start" else -1]
        return Found(at, inner.end, f"{end} {part}", "date.part", inner.has_year)
    if inner is None or (" / " in inner.expression and inner.rule != "date.decade"):
        return None
    if name in ("earlier", "later"):
        low, high = ("start", "") if part == "early" else ("", "end")
        if not _CURRENT.match(inner.expression):
            return Found(at, inner.end, inner.expression, "date.part", inner.has_year)
        expression = f"{inner.expression} {low} / day 0" if low else f"day 0 / {inner.expression} {high}"
        return Found(at, inner.end, expression, "date.part")
    if inner.rule == "date.decade":
        first = int(inner.expression[:4])
        low_year, high_year = {
            "early": (0, 3),
            "start": (0, 1),
            "mid": (4, 6),
            "late": (7, 9),
            "end": (8, 9),
        }[part]
        return Found(at, inner.end, f"{first + low_year} / {first + high_year}", "date.part", True)
    return Found(at, inner.end, f"{inner.expression} {part}", "date.part", inner.has_year)


def _third(expression: str, part: str) -> str | None:
    """The early, middle or late part of a season or century."""
    low, _, high = expression.partition(" / ")
    if not high:
        return f"{low} {part}"
    place = ("early", "mid", "late").index(_THIRDS[part])
    if len(low) == 4:
        first = int(low) + (0, 33, 66)[place]
        return f"{first:04d} / {first + 33:04d}"
    return (low, _month_after(low), high)[place]


def _month_after(month: str) -> str:
    """The month after one in ISO form."""
    number = int(month[5:]) % 12 + 1
    return f"{int(month[:4]) + (number == 1):04d}-{number:02d}"


def _whole(rules: DatePatterns, text: str, rest: int) -> Found | None:
    """What "early" and its like are a part of: a year, a month, "last year"."""
    century = rules.century.match(text, rest)
    if century is not None:
        return from_digit(rules, text, rest) if text[rest].isdigit() else from_ordinal(rules, text, rest)
    digits = rules.years.match(text, rest)
    if digits is not None and digits[4] is None and digits[6] is None:
        return years(text, digits, is_sure=True)
    word = WORD.match(text, rest)
    if word is not None and word[0].lower() in DECADES:
        first = DECADES[word[0].lower()]
        return Found(rest, word.end(), f"{first} / {first + 9}", "date.decade", True)
    if word is not None and word[0].lower() in rules.language.months:
        return my_or_month(rules, text, rest)
    if word is not None and word[0].lower() in SEASONS:
        seasonal = from_season(rules, text, rest)
        return seasonal or Found(rest, word.end(), f"season 0 {SEASONS[word[0].lower()]}", "date.season")
    if word is not None and (word[0].lower() in ORDINALS or word[0].lower() in ("q", "h", "last")):
        half = half_at(rules, text, rest)
        if half is not None:
            return half
    inner = from_shift(rules, text, rest) if word is not None and word[0].lower() in SHIFTS else None
    return None if inner is not None and inner.rule in ("date.stretch", "date.day", "date.weekday") else inner


def lone_ordinal(text: str, at: int) -> Found | None:
    """As in "on the twelfth.", where a clause ends after it."""
    match = _ORDINAL.match(text, at)
    if match is None or not _ON_THE.search(text, max(0, at - 12), at):
        return None
    day = day_in_words(match[1])
    if (day > _PLACES and text[match.end() : match.end() + 1] == ",") or _STOP.match(text, match.end()):
        return Found(at, match.end(), f"monthday 0 {day:02d}", "date.monthday")
    return None


def from_ordinal(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "first of May", "nineteenth century", "third quarter"."""
    shifted = month_days(text, at)
    if shifted is not None:
        return shifted
    match = rules.dmy.match(text, at)
    if match is not None and match["dw"]:
        return named_day(rules, match, at)
    lone = lone_ordinal(text, at)
    if lone is not None:
        return lone
    match = rules.century.match(text, at)
    if match is not None and not match["n"][0].isdigit():
        return centuries(match)
    return decade_of(rules, text, at) or half_at(rules, text, at)


def numbered_week(text: str, at: int) -> Found | None:
    """As in "week 23", "week 3 of 2027"."""
    match = _WEEK_NUMBER.match(text, at)
    if match is None or not 1 <= int(match[1]) <= 53:
        return None
    if match[2] is None:
        shift = SHIFTS.get(match[3].lower(), 0) if match[3] else 0
        return Found(at, match.end(), f"weekof {shift} {int(match[1])}", "date.week")
    try:
        days = iso_week(int(match[2]), int(match[1]))
    except ValueError:
        return None
    return Found(at, match.end(), days.replace("/", " / "), "date.week", True)
