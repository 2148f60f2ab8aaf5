"""Dates and ranges of dates in a passage.

A date is parsed from an anchor (a digit, the name of a month or a weekday, "last", "early", …) into
an expression of `archive.facts.relative`. One that needs no reference has a `value`; the rest keep
the expression as `relative` and get their value in their story. A word that bounds a date ("since",
"by") belongs to it and is its qualifier; "from … to" and "between … and" belong to a range.

Languages without the words of relative dates (all but English) have absolute dates, days and months
without a year, weekdays and "yesterday". One file a way to begin: `date_digits`, `date_names`,
`date_phrases`.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.facts.date_digits import from_digit
from archive.facts.date_names import PART_OF_DAY, from_month, from_weekday
from archive.facts.date_phrases import (
    from_decade,
    from_holiday,
    from_season,
    from_shift,
    from_tens,
    from_weekend,
    from_year_word,
)
from archive.facts.date_stretches import counted_part, from_ordinal, from_part, half_at
from archive.facts.date_words import DECADES, HOLIDAY_STARTS, ORDINALS, PARTS, SEASONS, SHIFTS, TENS, Found
from archive.facts.relative import resolved
from archive.model import FactKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from archive.facts.date_patterns import DatePatterns

_FUTURE = re.compile(
    r"\b(?:w(?:ill|on['’]t|ould|e['’]ll)|s(?:hall|cheduled|et to|lated|he['’]ll|ure)|p(?:lans?|lanned|lanning)"
    r"|expect(?:s|ed)?|d(?:ue|eadline)|upcoming|going to|i(?:ntends?|['’]ll)|aims?|h(?:opes?|e['’]ll)"
    r"|t(?:hey['’]ll|o be)|let['’]s|forthcoming)\b"
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|killed|died|announced|met|came|went|reported|\w{3,}ed)\b"
)
_TURNING = ("weekday", "yearday", "inyear", "monthday", "feast")
_NOT_YET_TURNED = re.compile(r"^(weekday|yearday|inyear|monthday|feast) (?:-1|0) ")
_PARTICIPLE = re.compile(r"(?i)\w(?:ed|en)\s$")
_PARTS_OF_DATES = re.compile("early|late|mid|end|start")
_LETTER = re.compile("[a-z]")
_LEAD = re.compile(
    r"(?i)(?:\b(?P<bound>(?:starting|beginning|ending|commencing)(?: from| on| with)?|(?:any ?time )?(?:since|before|after)|until|till?"
    r"|by|prior to|as of|(?:no|not) (?:later|earlier|sooner) than|(?:later|earlier|sooner) than|in advance of|ahead of"
    r"|as (?:early|late) as|on or (?:before|after)|before or on|around|circa)(?: around| about)? )?"
    r"(?P<more>(?:(?:the |a )?(?P<week>week (?:starting|beginning|commencing|of|ending)(?: on)?"
    r"|month of|(?:day )(?P<side>before|after)) )?(?:(?P<the>the )(?P<year>(?:fiscal "
    r"|calendar )?(?:year ))?)?)$"
)
_LEAD_WORDS = frozenset(
    [
        "starting",
        "since",
        "before",
        "after",
        "until",
        "till",
        "by",
        "to",
        "of",
        "than",
        "around",
        "about",
        "the",
        "year",
        "beginning",
        "commencing",
        "ending",
        "on",
        "from",
        "with",
        "as",
        "circa",
        "til",
    ]
)
_LEADING_TO = {
    "on": ("ing", "or"),
    "from": ("ing",),
    "with": ("ing",),
    "of": ("week", "month", "as", "advance", "ahead"),
    "to": ("prior",),
    "than": ("er",),
}
_WITH_THE = (
    "date.weekend",
    "date.counted",
    "date.monthday",
    "date.decade",
    "date.quarter",
    "date.century",
    "date.half",
    "date.day_month",
    "date.season",
)
_SINGLE_DAYS = frozenset(
    f"date.{rule}" for rule in ("day", "weekday", "day_month", "numeric", "iso", "holiday", "monthday")
)
_BY_WHEN = (
    "date.day_month", "date.weekday", "date.part", "date.month", "date.year", "date.unit", "date.day",
)  # fmt: skip
_PLAIN_BOUNDS = frozenset(("until", "till", "by"))
_BEFORE_A_NOUN = ("date.month", "date.weekday", "date.year")
_ORDINAL_START = re.compile(r"(?i)\d+(?:st|nd|rd|th)")
_OR_LATER = re.compile(
    r"(?i) (?:or (?:later|earlier|after|before)|and (?:after|before|later|earlier)|onwards?)\b(?! (?:\w+ )?\d)"
)
_OR_LATER_STARTS = frozenset((" o", " a", " O", " A"))
_SPOKEN_YEARS = frozenset((*TENS, "sixteen", "seventeen", "eighteen", "nineteen", "two"))
_ENGLISH: tuple[tuple[Container[str], Callable[[DatePatterns, str, int], Found | None]], ...] = (
    ({*ORDINALS, "last"}, counted_part),
    (SHIFTS, from_shift),
    (_SPOKEN_YEARS, from_tens),
    (("year", "cy", "fy", "sy"), from_year_word),
    (PARTS, from_part),
    ({*ORDINALS, "last", "q", "h"}, from_ordinal),
    (DECADES, from_decade),
    (("weekend",), from_weekend),
    (SEASONS, from_season),
    (HOLIDAY_STARTS, from_holiday),
)


ENGLISH_WORDS = frozenset((*ORDINALS, *SHIFTS, *_SPOKEN_YEARS, *PARTS, *DECADES, *SEASONS, *HOLIDAY_STARTS)) | {
    "year", "cy", "fy", "sy", "q", "h", "weekend"
}  # fmt: skip
_NEXT_WORD = re.compile(r"[ -] ?(?:([^\W\d_]+)|\d)")


def point(rules: DatePatterns, text: str, at: int, word: str) -> Found | None:
    """The date that begins at a place.

    Args:
        rules: The patterns of the language.
        text: The passage.
        at: Where its first word or digit is.
        word: That word in lower case; empty for a digit.
    """
    if text[at].isdigit():
        found = from_digit(rules, text, at)
        if (
            found is None
            and rules.is_english
            and text[at] in "12345"
            and text[at + 1 : at + 3] in ("st", "nd", "rd", "th")
        ):
            found = counted_part(rules, text, at) or half_at(rules, text, at)
        return found
    if word in rules.language.months:
        if word == "may" and rules.is_english and text[at + 3 : at + 7].lower() == " day":
            return from_holiday(rules, text, at)
        return from_month(rules, text, at)
    if word in rules.language.weekdays:
        return from_weekday(rules, text, at)
    if word in rules.language.days:
        end = at + len(word)
        part = PART_OF_DAY.match(text, end) if rules.is_english and word != "tonight" else None
        return Found(at, part.end() if part else end, f"day {rules.language.days[word]}", "date.day")
    if rules.is_english and word in ENGLISH_WORDS:
        if word in rules.leads:
            following = _NEXT_WORD.match(text, at + len(word))
            if following is None or (
                following[1] is not None and following[1].lower() not in rules.leads[word]
            ):
                return None
        for words, parse in _ENGLISH:
            if word in words:
                found = parse(rules, text, at)
                if found is not None:
                    return found
    return None


def lies_ahead(text: str, at: int) -> bool:
    """Whether the sentence up to a place speaks of what is to come rather than of what was."""
    low = max(at - 150, 0)
    lower = text[max(text.rfind(". ", low, at), low) : at].lower()
    return _FUTURE.search(lower) is not None or _PAST.search(lower) is None


def turned(expression: str, text: str, start: int, end: int) -> str:
    """The expression, told by the words around it whether the date lies ahead or behind."""
    if not expression.startswith(_TURNING) and "inyear" not in expression:
        return expression
    low = max(start - 70, 0)
    low = max(text.rfind(". ", low, start), text.rfind("; ", low, start), low)
    lower = text[low:start].lower()
    ahead = [match.start() for match in _FUTURE.finditer(lower)]
    if ahead:
        behind = [match.start() for match in _PAST.finditer(lower)]
        is_ahead = not behind or behind[-1] < ahead[-1]
    else:
        is_ahead = _FUTURE.search(text[end : end + 30].lower()) is not None and _PAST.search(lower) is None
    return _NOT_YET_TURNED.sub(r"\1 1 ", expression) if is_ahead else expression


def _is_agent(text: str, found: Found, at: int) -> bool:
    """Whether "by" at a place says by whom something was done, not by when: "seen by last year's"."""
    return found.rule not in _BY_WHEN and _PARTICIPLE.search(text, max(0, at - 12), at) is not None


def _led(text: str, found: Found, expression: str, floor: int) -> tuple[int, str | None, str]:
    """Where a date begins with the words that belong to it, what bounds it, and what they make of it.

    "The" belongs to it where a day or a stretch has a number ("the 27th", "the 1990s"), "since", "before" and their
    like where they make it the end of a stretch.
    """
    start = found.start
    if (
        start < 3
        or text[start - 1] != " "
        or (word := text[max(0, start - 14) : start - 1].rpartition(" ")[2].lower()) not in _LEAD_WORDS
    ):
        return start, None, expression
    if word in _LEADING_TO and not text[max(0, start - 24) : start - 2 - len(word)].lower().endswith(
        _LEADING_TO[word]
    ):
        # "on" and "of" say nothing by themselves.
        return start, None, expression
    if word not in _PLAIN_BOUNDS:
        return _led_by_words(text, found, expression, max(floor, start - 44))
    at = start - 1 - len(word)
    if at < floor or found.rule == "date.range" or (word == "by" and _is_agent(text, found, at)):
        return start, None, expression
    return at, word, expression


def _led_by_words(text: str, found: Found, expression: str, low: int) -> tuple[int, str | None, str]:
    """The same, where more than one plain word may lead."""
    start = found.start
    match = _LEAD.search(text, low, start)
    if match is None or (found.rule == "date.range" and match["bound"] is None and match["week"] is None):
        return start, None, expression
    bound = match["bound"]
    if match["week"]:
        start = match.start("more")
        if match["side"]:
            sign = "-" if match["side"].lower() == "before" else "+"
            if found.rule not in _SINGLE_DAYS or " / " in expression:
                return found.start, None, expression
            expression = (
                f"{expression} {sign}1D"
                if not expression.startswith("day ")
                else f"day {int(expression[4:].split(' ', maxsplit=1)[0]) + (-1 if match['side'].lower() == 'before' else 1)}"
            )
        elif match["week"].lower().startswith("week") and " / " not in expression:
            expression += " weekto" if "ending" in match["week"].lower() else " week"
    elif match["the"] and (
        text[found.end - 6 : found.end].lower() in ("decade", "ecades")
        or match["year"]
        or (
            found.rule in _WITH_THE
            and (found.rule not in ("date.day_month", "date.season") or _ORDINAL_START.match(text, start))
        )
    ):
        start = match.start("the")
    if bound is None:
        return start, None, expression
    if (
        match["the"]
        and start > match.start("the")
        and found.rule in _BEFORE_A_NOUN
        and text[start] not in "yY"
    ):
        # "before the October elections": the article, and so the bound, belong to what follows.
        return start, None, expression
    if bound.lower() == "by" and _is_agent(text, found, match.start()):
        return start, None, expression
    if found.rule == "date.range":
        return start, None, expression
    return match.start("bound"), bound.lower(), expression


def mention(text: str, found: Found, floor: int = 0, kind: FactKind = FactKind.DATE) -> Mention | None:
    """The found date as a mention; None where it is no day of the calendar."""
    expression = turned(found.expression, text, found.start, found.end)
    start, qualifier, expression = _led(text, found, expression, floor)
    later = _OR_LATER.match(text, found.end) if text[found.end : found.end + 2] in _OR_LATER_STARTS else None
    if (
        later is not None
        and qualifier is None
        and found.rule in ("date.year", "date.numeric", "date.iso", "date.day_month", "date.month")
    ):
        found, qualifier = found._replace(end=later.end()), later[0].strip().lower()
    if found.other is not None:
        qualifier = found.other if qualifier is None else f"{qualifier}, {found.other}"
    value = resolved(expression, None)
    is_absolute = value is not None
    if (
        not is_absolute
        and expression[0].isdigit()
        and not _LETTER.search(_PARTS_OF_DATES.sub("", expression))
    ):
        return None
    relative = None if is_absolute else expression
    return Mention(kind, Span(start, found.end), found.rule, value, relative, None, None, qualifier)
