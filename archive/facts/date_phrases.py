"""English dates in other words: "last week", "early 2016", "the first half of May", "over the weekend"."""

from __future__ import annotations

import re

from archive.facts.date_digits import named_day, year_at, years
from archive.facts.date_names import my_or_month
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import (
    COUNT,
    DECADES,
    HOLIDAYS,
    ORDINALS,
    PARTS,
    SEASONS,
    SHIFTS,
    SPAN_UNITS,
    UNITS,
    WORD,
    YEAR_STRONG,
    Found,
    year_in_words,
)
from archive.facts.feasts import FEASTS, feast_day
from archive.facts.numbers import alternation
from archive.facts.relative import season

_NINETEEN = re.compile(rf"(?i)nineteen[- ]({'|'.join(DECADES)})\b")
_HOLIDAY = re.compile(
    rf"(?i)({alternation((*HOLIDAYS, *FEASTS))})\b(?:,? (?:in "
    rf"|of )?((?:19|20)\d\d)\b)?".replace("'", "['’]")
)
_FIRST_OF = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|last|1st|2nd|3rd|4th|5th) (?:(?P<n>\d{1,2}|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|few) )?(?:full )?(?P<u>days?|weeks?|months?) (?:of"
    r"|in) (?:the )?(?=\w)"
)
_YEAR_WORD = re.compile(r"(?i)(?:year|cy|fy) ?((?:1[5-9]|20)\d\d)\b(?!,\d)")
_THE = re.compile(r"(?i)\bthe $")
_UNIT = re.compile(rf"(?i)({UNITS})\b")
_OF_YEAR = re.compile(r" (?:of )?(\d{4})\b")
_CURRENT = re.compile(r"(?:week|weekend|month|quarter|year|decade|century) 0$")
_THE_DECADE = re.compile(r"(?i)\bthe (?:early |mid |late |nineteen )?$")
_THE_WEEKEND = re.compile(r"(?i)\b(?:over|at|during|on) the $")
_IN_SEASON = re.compile(r"(?i)\b(?:in|during|over|by|since|until|whole|throughout) (?:the )?$")


def counted_part(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the first two weeks of 2021", "last week of December"."""
    match = _FIRST_OF.match(text, at)
    if match is None:
        return None
    inner = year_at(rules, text, match.end()) if text[match.end()].isdigit() else None
    word = WORD.match(text, match.end())
    if inner is None and word is not None and word[0].lower() in rules.language.months:
        inner = my_or_month(rules, text, match.end())
    elif inner is None and word is not None and word[0].lower() in SHIFTS:
        inner = from_shift(rules, text, match.end())
    if inner is None or " / " in inner.expression:
        return None
    name = (match["n"] or "one").lower()
    count = int(name) if name.isdigit() else rules.language.small.get(name, 1)
    order = {"1st": "first"}.get(match["o"].lower(), match["o"].lower())
    unit = match["u"].lower().removesuffix("s")
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


def from_shift(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "last week", "next Monday", "this June", "the past three years"."""
    match = rules.shift.match(text, at)
    if match is None:
        return None
    word = match["s"].lower()
    shift = SHIFTS[word]
    end = match.end()
    if match["u"]:
        return _shifted_unit(rules, match, word, shift)
    if match["night"]:
        return (
            Found(
                at,
                end,
                f"day {shift if match['night'].lower() == 'night' else min(shift, 0)}",
                "date.day",
            )
            if word in ("last", "this", "next")
            else None
        )
    if (
        match["wd"]
        and end < len(text)
        and text[end] == " "
        and (slash := rules.slash.match(text, end + 1)) is not None
    ):
        return Found(at, slash.end(), f"yearday 0 {int(slash[1]):02d}-{int(slash[2]):02d}", "date.numeric")
    if match["wd"] and word == "past":
        return Found(at, end, f"weekday -1 {rules.language.weekdays[match['wd'].lower()]}", "date.weekday")
    if match["wd"]:
        return Found(
            at, end, f"weekin {shift} {rules.language.weekdays[match['wd'].lower()]}", "date.weekday"
        )
    if match["m"]:
        if match["m"].islower() and match["m"] in ("may", "march", "mar"):
            return None
        month = rules.language.months[match["m"].lower()]
        year = _OF_YEAR.match(text, end)
        if year:
            return None
        turn = {-1: "-1", 0: "0", 1: "1"}[shift]
        return Found(at, end, f"inyear {turn} {month:02d}", "date.month")
    if match["season"]:
        return Found(at, end, f"season {shift} {SEASONS[match['season'].lower()]}", "date.season")
    return _stretch(rules, match, word, shift)


def _shifted_unit(rules: DatePatterns, match: re.Match[str], word: str, shift: int) -> Found | None:
    """As in "last week", "next week Monday"."""
    text, at, end = match.string, match.start(), match.end()
    if match["u"].lower() == "fortnight" or (word == "past" and match["u"].lower() in SPAN_UNITS):
        return Found(
            at,
            end,
            f"{'past' if shift < 0 else 'coming'} 1 {SPAN_UNITS[match['u'].lower()]}",
            "date.stretch",
        )
    if word == "following":
        return None
    if match["u"].lower() == "week" and (inner := rules.week_day.match(text, end)) is not None:
        return Found(
            at,
            inner.end(),
            f"weekin {shift} {rules.language.weekdays[inner[1].lower()]}",
            "date.weekday",
        )
    if match["u"].lower() == "week" and (inner := rules.week_days.match(text, end)) is not None:
        days = [rules.language.weekdays[inner[place].lower()] for place in (1, 2)]
        return Found(at, inner.end(), f"weekin {shift} {days[0]} / weekin {shift} {days[1]}", "date.range")
    return Found(at, end, f"{match['u'].lower()} {shift}", "date.unit")


def _stretch(rules: DatePatterns, match: re.Match[str], word: str, shift: int) -> Found | None:
    """As in "the past three years"."""
    text, at, end = match.string, match.start(), match.end()
    number = (match["n"] or "").lower().removesuffix(" of")
    if word not in ("last", "past", "previous", "next", "coming"):
        return None
    if not number and match["pu"] == "day" and _THE.search(text, max(0, at - 4), at):
        return None
    if not number and match["pu"] == "day":
        return Found(at, end, f"day {shift}", "date.day")
    count = (
        int(number)
        if number.isdigit()
        else {"few": 3, "couple": 2, "several": 3}.get(number) or rules.language.small.get(number, 0)
    )
    unit = SPAN_UNITS[match["pu"].lower().removesuffix("s")]
    if not count:
        return None
    return Found(at, end, f"{'past' if shift < 0 else 'coming'} {count} {unit}", "date.stretch")


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
    is_the = bool(match["the"] or match["the2"] or match["the3"])
    unit = _UNIT.match(text, rest) if is_the else None
    if unit is not None:
        current = f"{unit[1].lower()} 0"
        if match["p3"]:
            current = f"{current} start / day 0" if name == "earlier" else f"day 0 / {current} end"
            return Found(at, unit.end(), current, "date.part")
        return Found(at, unit.end(), f"{current} {part}", "date.part")
    inner = _whole(rules, text, rest)
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


def _whole(rules: DatePatterns, text: str, rest: int) -> Found | None:
    """What "early" and its like are a part of: a year, a month, "last year"."""
    digits = rules.years.match(text, rest)
    if digits is not None and digits[4] is None and digits[6] is None:
        return years(text, digits, is_sure=True)
    word = WORD.match(text, rest)
    if word is not None and word[0].lower() in rules.language.months:
        return my_or_month(rules, text, rest)
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
    is_half = (match["k"] or "").lower() == "half" or (name[0] == "h" and bool(match["q"]))
    if not number:
        return None
    year = match["y"]
    if is_half:
        if not year or number > 2:
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
    turn = {"last": -1, "next": 1}.get((match["s"] or "").lower(), 0)
    return Found(at, match.end(), f"quarterof {turn} {number}", "date.quarter")


def from_tens(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "twenty-second of June", "in nineteen ninety-six"."""
    match = rules.dmy.match(text, at)
    if match is not None:
        return named_day(rules, match, at)
    decade = _NINETEEN.match(text, at)
    if decade is not None:
        first = DECADES[decade[1].lower()]
        return Found(at, decade.end(), f"{first} / {first + 9}", "date.decade", True)
    spoken = year_in_words(text, at)
    if spoken is not None and spoken[1] - at > 10 and YEAR_STRONG.search(text, max(0, at - 12), at):
        return Found(at, spoken[1], str(spoken[0]), "date.year", True)
    return None


def from_year_word(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "year 2012", "FY 2019"."""
    match = _YEAR_WORD.match(text, at)
    return Found(at, match.end(), match[1], "date.year", True) if match is not None else None


def from_decade(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the nineties"."""
    if not _THE_DECADE.search(text, max(0, at - 14), at):
        return None
    word = WORD.match(text, at)
    first = DECADES[word[0].lower()] if word is not None else 0
    return Found(
        at, at + len(word[0] if word is not None else ""), f"{first} / {first + 9}", "date.decade", True
    )


def from_weekend(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "over the weekend"."""
    return (
        Found(at, at + 7, "weekend -1", "date.weekend")
        if _THE_WEEKEND.search(text, max(0, at - 12), at)
        else None
    )


def from_season(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "spring 2019", "in the summer"."""
    match = rules.season.match(text, at)
    if match is not None:
        months = season(int(match["y"]), SEASONS[match["season"].lower()]).replace("/", " / ")
        return Found(at, match.end(), months, "date.season", True)
    word = WORD.match(text, at)
    if word is not None and word[0].islower() and _IN_SEASON.search(text, max(0, at - 16), at):
        return Found(at, word.end(), f"season 0 {SEASONS[word[0]]}", "date.season")
    return None


def from_holiday(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "Christmas Eve", "Halloween 2020"."""
    match = _HOLIDAY.match(text, at)
    if match is None:
        return None
    name = match[1].lower().replace("’", "'")
    if name in FEASTS:
        expression = f"feast 0 {name.replace(' ', '_')}"
        if match[2]:
            expression = feast_day(name, int(match[2])).isoformat()
        return Found(at, match.end(), expression, "date.holiday", bool(match[2]))
    day = HOLIDAYS[name]
    return Found(
        at,
        match.end(),
        f"{match[2]}-{day}" if match[2] else f"yearday 0 {day}",
        "date.holiday",
        bool(match[2]),
    )
