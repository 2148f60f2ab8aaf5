"""Dates that begin with a digit: numeric ones, days before a month, years."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import (
    BEFORE_YEAR,
    DAY_LINKS,
    SHIFTS,
    WORD,
    YEAR_STRONG,
    Found,
    day_in_words,
    iso,
    year_in_words,
    year_of,
)
from archive.facts.relative import resolved

_DAY_OF_MONTH = re.compile(r"(?i)(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th) (?:of )?(this|next|last) month\b")
_CJK = re.compile(
    r"((?:1[5-9]|20)\d\d) ?[年년](?: ?(1[0-2]|0?[1-9]) ?[月월](?: ?(3[01]|[12]\d|0?[1-9]) ?[日일号])?)?"
)
_SHORT_DIGITS = re.compile(r"\d{1,4}(?!\d)")
_YEAR_QUARTER = re.compile(r"((?:19|20)\d\d)[- ]?([QqH])([1-4])\b")
_COUNTED_NOUN = re.compile(
    r" (?!is\b|was\b|has\b|as\b|its\b|this\b|us\b|his\b|plus\b|versus\b|thus\b|says\b|across\b"
    r"|elections?\b)[a-z][a-z-]+s\b| (?:people|men|women|children|acres?|feet|troops|per cent"
    r"|percent)\b"
)
_YEAR_LEAD = re.compile(
    r"(?i)\b(?:in|since|by|from|until|till|before|after|during|of|for|early|mid|late|year|circa"
    r"|between|and|through|to|fiscal|fy|the|this|spring|summer|autumn|fall|winter|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|im|seit|jahr|en|depuis"
    r"|desde|année|año|ab|bis|vor|nach|dès)[ -]$"
)


_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2]) ?[-/] ?((?:19|20)\d\d)(?![\d/]|[-.]\d)")
_DAYS_OF_MONTH = re.compile(
    r"(?i)(3[01]|[12]?\d)(?:st|nd|rd|th)?(?: (?:to|till|until|through|-) "
    r"|[-–])(?:the )?(3[01]|[12]?\d)(?:st|nd|rd|th)?,? (?:of )?(this|next|last) month\b"
)
_BEFORE_SLASH = re.compile(
    r"(?i)\b(?:on|by|since|until|from|before|after|to|of|for|this|next|last|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|\d\d?/\d\d?,?(?: or| and)?)(?: ?-)?\s*$"
)
_SLASH_AFTER = re.compile(r" ?[-–] ?\d\d?/\d")
_SLASH_BEFORE = re.compile(r"\d/\d\d? ?[-–]$")
_COMMA_YEAR = re.compile(r", ?(20\d\d)\b")
_OR_LATER = re.compile(
    r"(?i) (?:or (?:later|earlier|after|before)|and (?:after|before|later|earlier)|onwards?)\b"
)
_SHORT_YEAR = re.compile(r"\d\d\b(?![\d.,/:-]*\d|[%s])")
_SHORT_YEAR_LEAD = re.compile(
    r"(?i)\b(?:in|of|since|until|till|from|by|before|after|to|and|late|early|mid|summer|winter|spring|fall|autumn)[ -]['’]$"
)
_SHORT_DECADE = re.compile(r"([1-9]0)['’]?s\b")
_DECADE_LEAD = re.compile(r"(?i)\b(?:(?:the )?(early|mid|late)[ -]|the |in |(?=['’]))(['’]?)$")
_WARMTH = re.compile(r"(?i)temperature|degrees|highs?\b|lows?\b|heat|percentile|score|\b(?:his|her|their)\b")
_ORDINAL_DAY = re.compile(r"(3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b")
_ON_THE = re.compile(r"(?i)\b(?:(?:on|by|until|since|before|after|of|for) the|on) $")
_WORD_AFTER = re.compile(r" (?!of this month)[A-Za-z]")
_LINK_AFTER = re.compile(r" (?:and|at|for|with|to|in|but|or|from)\b")
_COUNTED_LEAD = re.compile(r"(?i)\b(?:in|since|by|until|the|during|before|after)[ -]$")
_COUNTING_LEAD = re.compile(r"(?i)\b(?:by|the|of)[ -]$")
_YEARLY_LEAD = re.compile(r"(?i)\b(?:in|since|during|the) $")


def from_digit(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The date that begins with the digit at a place."""
    digits = _SHORT_DIGITS.match(text, at)
    if digits is None or not may_be_date(rules, text, digits.end()):
        return None
    match = _CJK.match(text, at)
    if match is not None:
        expression = iso(int(match[1]), int(match[2] or 0), int(match[3] or 0))
        return Found(at, match.end(), expression, "date.cjk", True) if resolved(expression, None) else None
    match = rules.iso.match(text, at)
    if match is not None:
        clock = f" T{match[5]}" if match[5] else ""
        return Found(
            at, match.end(), iso(int(match[1]), int(match[3]), int(match[4])) + clock, "date.iso", True
        )
    match = rules.named_month_first.match(text, at)
    if match is not None:
        return Found(
            at,
            match.end(),
            iso(int(match[1]), rules.language.months[match[2].lower()], int(match[3])),
            "date.iso",
            True,
        )
    match = rules.numeric.match(text, at)
    if match is not None:
        return numeric_date(rules, match)
    match = rules.year_month.match(text, at) if rules.is_english else None
    if match is not None and match[2][0].isupper():
        return Found(
            at, match.end(), iso(int(match[1]), rules.language.months[match[2].lower()]), "date.month", True
        )
    match = rules.dmy.match(text, at)
    if match is not None:
        return named_day(rules, match, at)
    return _english(rules, text, at) if rules.is_english else None


def _english(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The ways of English: "20th of this month", "2019 Q1", "11/2016", "19th century", "4/22"."""
    single = _DAY_OF_MONTH.match(text, at)
    if single is not None:
        return Found(
            at,
            single.end(),
            f"monthin {SHIFTS[single[2].lower()]} {int(single[1]):02d}",
            "date.monthday",
        )
    match = _YEAR_QUARTER.match(text, at)
    if match is not None:
        low, high = (
            (int(match[3]) * 3 - 2, int(match[3]) * 3)
            if match[2] in "Qq"
            else (int(match[3]) * 6 - 5, int(match[3]) * 6)
        )
        return Found(at, match.end(), f"{match[1]}-{low:02d} / {match[1]}-{high:02d}", "date.quarter", True)
    match = _MONTH_AND_YEAR.match(text, at)
    if match is not None:
        return Found(at, match.end(), iso(int(match[2]), int(match[1])), "date.numeric", True)
    match = _DAYS_OF_MONTH.match(text, at)
    if match is not None:
        shift = SHIFTS[match[3].lower()]
        return Found(
            at,
            match.end(),
            f"monthin {shift} {int(match[1]):02d} / monthin {shift} {int(match[2]):02d}",
            "date.range",
        )
    match = rules.century.match(text, at)
    if match is not None:
        number = int(match["n"][:-2])
        return Found(
            at,
            match.end(),
            f"{number * 100 - 100:04d} / {number * 100 - 1:04d}",
            "date.century",
            True,
        )
    match = rules.slash.match(text, at)
    if match is not None and (
        _BEFORE_SLASH.search(text, max(0, at - 14), at)
        or _SLASH_AFTER.match(text, match.end())
        or (at and text[at - 1] in "-–" and _SLASH_BEFORE.search(text, max(0, at - 7), at))
    ):
        year = _COMMA_YEAR.match(text, match.end())
        if year is not None:
            return Found(
                at,
                year.end(),
                f"{year[1]}-{int(match[1]):02d}-{int(match[2]):02d}",
                "date.numeric",
                True,
            )
        return _short_numeric(rules, match)
    short = _SHORT_YEAR.match(text, at) if at and text[at - 1] in "'’" else None
    if short is not None and _SHORT_YEAR_LEAD.search(text, max(0, at - 12), at):
        return Found(at - 1, short.end(), str(year_of(short[0])), "date.year", True)
    decade = _SHORT_DECADE.match(text, at)
    if (
        decade is not None
        and (lead := _DECADE_LEAD.search(text, max(0, at - 12), at)) is not None
        and not _WARMTH.search(text, max(0, at - 70), at)
    ):
        first = int(decade[1]) + (1900 if int(decade[1]) >= 30 else 2000)
        part = (lead[1] or "").lower()
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
        start = lead.start(1) if part else lead.end() - len(lead[2])
        return Found(start, decade.end(), f"{first + low} / {first + high}", "date.decade", True)
    if (day := _ORDINAL_DAY.match(text, at)) and _ON_THE.search(text, max(0, at - 12), at):
        after = _WORD_AFTER.match(text, day.end())
        if after is None or _LINK_AFTER.match(text, day.end()):
            return Found(at, day.end(), f"monthday 0 {int(day[1]):02d}", "date.monthday")
    return None


def _short_numeric(rules: DatePatterns, match: re.Match[str]) -> Found:
    """As in "on 4/22": a month and a day, in the order of the language."""
    first, second = int(match[1]), int(match[2])
    is_either = second <= 12 and first != second
    if rules.language.has_day_first and second <= 12:
        first, second = second, first
    other = f"or {second:02d}-{first:02d}" if is_either and rules.language.has_day_first is None else None
    return Found(
        match.start(), match.end(), f"yearday 0 {first:02d}-{second:02d}", "date.numeric", False, other
    )


def may_be_date(rules: DatePatterns, text: str, end: int) -> bool:
    """Whether what stands right after digits can go on as a date: a cheap look before the patterns are tried."""
    following = text[end : end + 1]
    if following == " ":
        word = WORD.match(text, end + 1)
        if word is None:
            return text[end + 1 : end + 2] in ("-", "–", "/", "年", "년")
        lower = word[0].lower()
        return lower in rules.language.months or lower in DAY_LINKS or lower in rules.language.day_of
    return following != "" and following not in ',;:)%]"”’?!'


def numeric_date(rules: DatePatterns, match: re.Match[str]) -> Found | None:
    """Three numbers; day and month in the language's order, else as they fit.

    English alone does not tell the order ("en-GB" and "en-US" do): the month is then taken to come first, and
    the other reading goes with it.
    """
    first, sign, second = int(match[1]), match[2], int(match[3])
    if sign == "." and len(match[4]) < 4:
        return None
    is_open = rules.is_english and sign != "." and rules.language.has_day_first is None
    month, day = (
        (first, second)
        if rules.is_english and sign != "." and not rules.language.has_day_first
        else (second, first)
    )
    if month > 12:
        month, day = day, month
    elif is_open and day <= 12 and day != month:
        other = f"or {iso(year_of(match[4]), day, month)}"
        return Found(
            match.start(), match.end(), iso(year_of(match[4]), month, day), "date.numeric", True, other
        )
    if month > 12 or (not rules.language.code and first <= 12 and second <= 12):
        return None
    expression = iso(year_of(match[4]), month, day)
    return (
        Found(match.start(), match.end(), expression, "date.numeric", True)
        if resolved(expression, None)
        else None
    )


def named_day(rules: DatePatterns, match: re.Match[str], start: int) -> Found | None:
    """A day, or days, of a month that is named, from a match of `dmy` or `mdy`."""
    month = rules.language.months[match["m"].lower()]
    day = int(match["d"]) if match["d"] else day_in_words(match["dw"])
    second = match["d2"]
    if second is None and "dw2" in match.re.groupindex and match["dw2"]:
        second = str(day_in_words(match["dw2"]))
    is_verb = match["m"] in ("may", "march", "mar", "sep", "dec") and not match["y"]
    if is_verb and (match["dw"] or "").lower() in ("first", "second", "third") and " of " not in match[0]:
        # "first march", "may second": rather a verb with an adverb.
        return None
    end = match.end()
    year = year_of(match["y"]) if match["y"] else 0
    if not year and rules.is_english:
        link = BEFORE_YEAR.match(match.string, end)
        spoken = year_in_words(match.string, link.end()) if link else None
        if spoken is not None:
            year, end = spoken
    if year:
        expression = iso(year, month, day)
        if second:
            expression += " / " + iso(year, month, int(second))
    else:
        expression = f"yearday 0 {month:02d}-{day:02d}"
        if second:
            expression += f" / yearday 0 {month:02d}-{int(second):02d}"
    return Found(start, end, expression, "date.day_month", bool(year))


def years(text: str, match: re.Match[str], *, is_sure: bool = False) -> Found | None:
    """A year, a range of years or a decade, where the words around say that it is no count."""
    start, end = match.span()
    if match[2]:
        first = int(match[1])
        if first % 10:
            return None
        return Found(
            start,
            end,
            f"{first} / {first + (99 if first % 100 == 0 and first < 1900 else 9)}",
            "date.decade",
            True,
        )
    year = int(match[1])
    if match[4] or match[6]:
        second = int(match[4] or match[6])
        if match[3] == "-" and 1 <= second <= 12 and match[4] and second <= year % 100:
            return Found(start, end, iso(year, second), "date.month", True)
        if second < 100:
            second += year // 100 * 100
        if ((match[3] or match[5]) == "/" and second != year + 1) or not year < second < year + 200:
            return None
        return Found(start, end, f"{year} / {second}", "date.years", True)
    if not is_sure and not is_year(text, start, end, year):
        return None
    return Found(start, end, str(year), "date.year", True)


def year_at(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The year, years or decade in digits at `at`."""
    match = rules.years.match(text, at)
    return years(text, match) if match is not None else None


def is_year(text: str, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not a count."""
    before = text[max(0, start - 12) : start]
    if year < 1500 and not YEAR_STRONG.search(before):
        return False
    counted = _COUNTED_NOUN.match(text, end)
    if counted is not None:
        return (_COUNTED_LEAD.search(before) is not None and not _COUNTING_LEAD.search(before)) or (
            _YEARLY_LEAD.search(before) is not None and 1900 <= year <= 2050 and "people" not in counted[0]
        )
    if _YEAR_LEAD.search(before):
        return True
    if text[end : end + 1] == " " and _OR_LATER.match(text, end):
        return 1500 <= year <= 2100
    if before.rstrip().endswith(("(", ",", "/", "©", "–")) or not before.strip():
        return 1700 <= year <= 2050
    return text[end : end + 1] in (")", ",", ".", ";", ":", "") and 1900 <= year <= 2050
