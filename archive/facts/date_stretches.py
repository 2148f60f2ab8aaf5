"""English parts of longer stretches: "early 2016", "the first half of May", "the third Monday of July"."""

from __future__ import annotations

import re

from archive.facts.date_digits import from_digit, named_day, year_at, years
from archive.facts.date_names import my_or_month
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_phrases import from_season, from_shift
from archive.facts.date_words import (
    COUNT,
    ORDINALS,
    PARTS,
    SEASONS,
    SHIFTS,
    UNITS,
    WORD,
    Found,
)
from archive.facts.relative import iso_week

_WEEK_NUMBER = re.compile(r"(?i)week (?:no\. ?)?([1-5]?\d)\b(?! ?[/:.-]\d)(?:,? of ((?:19|20)\d\d)\b)?")
_FIRST_OF = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|last|1st|2nd|3rd|4th|5th) (?:(?P<n>\d{1,2}|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|few) )?(?:full )?(?P<u>days?|weeks?|months?) (?:of"
    r"|in) (?:the )?(?=\w)"
)
_NTH_WEEKDAY = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) (?P<wd>[a-z]{6,9}) (?:of|in) "
)
_MONTH_SHIFT = re.compile(r"(?i)(this|next|last|the) month\b")
_HALF_OF_DATE = re.compile(r" of (?:the )?(?=\w)")
_UNIT = re.compile(rf"(?i)({UNITS})\b")
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
    order = {"1st": "first"}.get(match["o"].lower(), match["o"].lower())
    unit = match["u"].lower().removesuffix("s")
    nth = COUNT.get(order, 0)
    if order not in ("first", "last") and unit != "month" and not match["n"] and nth:
        size = 7 if unit == "week" else 1
        expression = f"{inner.expression} days{(nth - 1) * size + 1}-{nth * size}"
        return Found(at, inner.end, expression, "date.counted", inner.has_year)
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


def _nth_weekday(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the third Monday of next month", "last Friday in July 2019"."""
    match = _NTH_WEEKDAY.match(text, at)
    if match is None or match["wd"].lower() not in rules.language.weekdays:
        return None
    inner = None
    word = WORD.match(text, match.end())
    name = word[0].lower() if word is not None else ""
    if name in rules.language.months:
        inner = my_or_month(rules, text, match.end())
    elif (month := _MONTH_SHIFT.match(text, match.end())) is not None:
        inner = Found(match.end(), month.end(), f"month {SHIFTS.get(month[1].lower(), 0)}", "date.unit")
    if inner is None:
        return None
    order = COUNT[match["o"].lower()]
    expression = f"{inner.expression} nth{order}-{rules.language.weekdays[match['wd'].lower()]}"
    return Found(at, inner.end, expression, "date.counted", inner.has_year)


def from_part(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "early 2016", "late June", "the end of the year", "earlier this month"."""
    match = rules.part.match(text, at)
    if match is None:
        return None
    name = (match["p"] or match["p2"] or match["p3"]).lower()
    part = PARTS[name]
    rest = match.end()
    if rest >= len(text):
        return None
    is_the = bool(match["the"] or match["the2"] or match["the3"]) or name in ("rest of", "end", "start")
    unit = _UNIT.match(text, rest) if is_the else None
    if unit is not None:
        current = f"{unit[1].lower()} 0"
        if match["p3"]:
            current = f"{current} start / day 0" if name == "earlier" else f"day 0 / {current} end"
            return Found(at, unit.end(), current, "date.part")
        return Found(at, unit.end(), f"{current} {part}", "date.part")
    inner = _whole(rules, text, rest)
    if (
        inner is not None
        and inner.rule in ("date.season", "date.century")
        and part in ("early", "mid", "late")
    ):
        expression = _third(inner.expression, part)
        return Found(at, inner.end, expression, "date.part", inner.has_year) if expression else None
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
    place = ("early", "mid", "late").index(part)
    if not high:
        return f"{low} {part}"
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
    if word is not None and word[0].lower() in rules.language.months:
        return my_or_month(rules, text, rest)
    if word is not None and word[0].lower() in SEASONS:
        seasonal = from_season(rules, text, rest)
        return seasonal or Found(rest, word.end(), f"season 0 {SEASONS[word[0].lower()]}", "date.season")
    inner = from_shift(rules, text, rest) if word is not None and word[0].lower() in SHIFTS else None
    return None if inner is not None and inner.rule in ("date.stretch", "date.day", "date.weekday") else inner


def from_ordinal(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "first of May", "nineteenth century", "third quarter"."""
    match = rules.dmy.match(text, at)
    if match is not None and match["dw"]:
        return named_day(rules, match, at)
    match = rules.century.match(text, at)
    if match is not None and not match["n"][0].isdigit():
        number = ORDINALS[match["n"].lower().replace(" ", "-")]
        return Found(
            at, match.end(), f"{number * 100 - 100:04d} / {number * 100 - 1:04d}", "date.century", True
        )
    return half_at(rules, text, at)


def half_at(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "first quarter of 2018", "H2 2019"."""
    match = rules.half.match(text, at)
    if match is None:
        return None
    name = (match["o"] or match["q"]).lower()
    number = int(name[1]) if match["q"] else COUNT[name]
    if match["k"] and not match["y"] and not match["s"] and match["k"].lower() == "half" and number in (1, 2):
        return _half_of(rules, text, at, match.end(), number)
    is_half = (match["k"] or "").lower() == "half" or (name[0] == "h" and bool(match["q"]))
    if not number or (is_half and number > 2):
        return None
    year = match["y"]
    if match["s"]:
        turn = SHIFTS.get(match["s"].lower(), 0)
        return Found(
            at,
            match.end(),
            f"year {turn} {'h' if is_half else 'q'}{number}",
            "date.half" if is_half else "date.quarter",
        )
    if is_half:
        if not year:
            return None
        low, high = (1, 6) if number == 1 else (7, 12)
        return Found(at, match.end(), f"{year}-{low:02d} / {year}-{high:02d}", "date.half", True)
    if year:
        return Found(
            at,
            match.end(),
            f"{year}-{number * 3 - 2:02d} / {year}-{number * 3:02d}",
            "date.quarter",
            True,
        )
    if match["q"] and text[at].islower():
        return None
    return Found(at, match.end(), f"quarterof 0 {number}", "date.quarter")


def _half_of(rules: DatePatterns, text: str, at: int, end: int, number: int) -> Found | None:
    """As in "the second half of July", "the first half of the year"."""
    of = _HALF_OF_DATE.match(text, end)
    if of is None:
        return None
    word = WORD.match(text, of.end())
    name = word[0].lower() if word is not None else ""
    inner = None
    if name in rules.language.months:
        inner = my_or_month(rules, text, of.end())
    elif name in ("month", "year") and of[0].endswith("the "):
        inner = Found(of.end(), of.end() + len(name), f"{name} 0", "date.unit")
    if inner is None:
        return None
    return Found(at, inner.end, f"{inner.expression} h{number}", "date.half", inner.has_year)


def numbered_week(text: str, at: int) -> Found | None:
    """As in "week 23", "week 3 of 2027"."""
    match = _WEEK_NUMBER.match(text, at)
    if match is None or not 1 <= int(match[1]) <= 53:
        return None
    if match[2] is None:
        return Found(at, match.end(), f"weekof 0 {int(match[1])}", "date.week")
    try:
        days = iso_week(int(match[2]), int(match[1]))
    except ValueError:
        return None
    return Found(at, match.end(), days.replace("/", " / "), "date.week", True)
