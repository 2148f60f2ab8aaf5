"""Dates that begin with a digit: numeric ones, days before a month, years."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts import labels
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import (
    BEFORE_YEAR,
    DAY_LINKS,
    ORDINALS,
    SHIFTS,
    WORD,
    Found,
    day_in_words,
    iso,
    year_in_words,
    year_of,
)
from archive.facts.date_years import STOPS, of_year
from archive.facts.relative import resolved

_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
_DAY_OF_MONTH = re.compile(
    rf"(?i)(?:(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|({_WORDS})) (?:(?:of )?(this|next|last)|of (the)) month\b"
)
_CJK = re.compile(
    r"((?:1[5-9]|20)\d\d) ?[年년](?: ?(1[0-2]|0?[1-9]) ?[月월](?: ?(3[01]|[12]\d|0?[1-9]) ?[日일号])?)?"
)
_SHORT_DIGITS = re.compile(r"\d{1,4}(?!\d)")


_DAYS_OF_MONTH = re.compile(
    rf"(?i)(?:(3[01]|[12]?\d)(?:st|nd|rd|th)?|({_WORDS}))(?: (?:to|till|until|through|and|-) "
    rf"|[-–])(?:the )?(?:(3[01]|[12]?\d)(?:st|nd|rd|th)?|({_WORDS})),? (?:of )?(?:the (?=next|last))?(this|next|last|the) month\b"
)
_BEFORE_SLASH = re.compile(
    r"(?i)\b(?:on|by|since|until|from|before|after|to|of|for|this|next|last|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|\d\d?/\d\d?,?(?: or| and)?)(?: ?-)?\s*$"
)
_RUN = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d|[.,:-]\d)")
_LAST_MONTH = 12
_ON = re.compile(r"(?i)\bon $")
_ON_DAY = re.compile(r"(1[0-2]|0?[1-9])[-.](3[01]|[12]\d|0?[1-9])(?!\d)")
_CLEAR = re.compile(r"(?:^|[a-z,(] ?)$")
_SLASH_AFTER = re.compile(r" ?[-–] ?\d\d?/\d")
_SLASH_BEFORE = re.compile(r"\d/\d\d? ?[-–]$")
_COMMA_YEAR = re.compile(r"(?:, ?| )(20\d\d)\b(?![,.]\d)")
_ORDINAL_DAY = re.compile(r"(3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b")
_ORDINAL_DAYS = re.compile(
    r"(3[01]|[12]\d|[1-9])(?:st|nd|rd|th) (?:to|until|till|through|and) (?:the )?(3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b"
    r"(?=[.,;:!?)]| (?:and|but|at|in|for|with|to|as|when|while)\b|$)"
)
_FROM_THE = re.compile(r"(?i)\b(?:from|between) (?:the )?$")
_ON_THE = re.compile(r"(?i)\b(?:(?:on|by|until|since|before|after|around|of|for) the|on) $")
_WORD_AFTER = re.compile(r" (?!of this month)[A-Za-z]")
_LINK_AFTER = re.compile(r" (?:and|at|for|with|to|in|but|or|from)\b")


def from_digit(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The date that begins with the digit at a place."""
    digits = _SHORT_DIGITS.match(text, at)
    if digits is None:
        return _run_together(text, at)
    if not may_be_date(rules, text, digits.end()):
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


def _run_together(text: str, at: int) -> Found | None:
    """As in "20190405"."""
    match = _RUN.match(text, at)
    if match is None or labels.is_label(text, at, match.end()):
        return None
    return Found(at, match.end(), f"{match[1]}-{match[2]}-{match[3]}", "date.iso", True)


def _english(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The ways of English: "20th of this month", "2019 Q1", "11/2016", "19th century", "4/22"."""
    shifted = month_days(text, at)
    if shifted is not None:
        return shifted
    found = of_year(rules, text, at)
    if found is not None:
        return found
    match = rules.slash.match(text, at)
    if match is not None and (
        (
            int(match[2]) > _LAST_MONTH
            and STOPS.match(text, match.end())
            and _CLEAR.search(text, max(0, at - 2), at)
        )
        or _BEFORE_SLASH.search(text, max(0, at - 14), at)
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
    match = _ON_DAY.match(text, at) if _ON.search(text, max(0, at - 4), at) else None
    if match is not None and STOPS.match(text, match.end()):
        return _short_numeric(rules, match)
    days = _ORDINAL_DAYS.match(text, at)
    if days is not None and _FROM_THE.search(text, max(0, at - 12), at):
        low, high = int(days[1]), int(days[2])
        return Found(at, days.end(), f"monthday 0 {low:02d} / monthday 0 {high:02d}", "date.range")
    if (day := _ORDINAL_DAY.match(text, at)) and _ON_THE.search(text, max(0, at - 12), at):
        after = _WORD_AFTER.match(text, day.end())
        if after is None or _LINK_AFTER.match(text, day.end()):
            return Found(at, day.end(), f"monthday 0 {int(day[1]):02d}", "date.monthday")
    return None


def month_days(text: str, at: int) -> Found | None:
    """As in "20th of this month", "the third to the ninth of next month"."""
    match = _DAY_OF_MONTH.match(text, at)
    if match is not None:
        shift = SHIFTS.get((match[3] or match[4]).lower(), 0)
        day = int(match[1]) if match[1] else day_in_words(match[2])
        return Found(at, match.end(), f"monthin {shift} {day:02d}", "date.monthday")
    match = _DAYS_OF_MONTH.match(text, at)
    if match is None:
        return None
    shift = SHIFTS.get(match[5].lower(), 0)
    low = int(match[1]) if match[1] else day_in_words(match[2])
    high = int(match[3]) if match[3] else day_in_words(match[4])
    return Found(at, match.end(), f"monthin {shift} {low:02d} / monthin {shift} {high:02d}", "date.range")


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
    first, sign, second = int(match[1]), match[2].strip(), int(match[3])
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
    if second is None and match["dw2"]:
        second = str(day_in_words(match["dw2"]))
    named = match["y"] or match["y2"] or match["y3"]
    is_verb = match["m"] in ("may", "march", "mar", "sep", "dec") and not named
    if is_verb and (match["dw"] or "").lower() in ("first", "second", "third") and " of " not in match[0]:
        # "first march", "may second": rather a verb with an adverb.
        return None
    end = match.end()
    year = year_of(named) if named else 0
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
