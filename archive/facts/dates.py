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
from archive.facts.date_halves import decade_of, half_at
from archive.facts.date_holidays import from_holiday
from archive.facts.date_leads import led
from archive.facts.date_names import PART_OF_DAY, day_after, from_month, from_weekday
from archive.facts.date_phrases import (
    from_decade,
    from_season,
    from_shift,
    from_tens,
    from_weekend,
    from_year_word,
)
from archive.facts.date_stretches import counted_part, from_ordinal, from_part, lone_ordinal
from archive.facts.date_tables import decade_or_century, from_tables
from archive.facts.date_tenses import turned
from archive.facts.date_words import DECADES, HOLIDAY_STARTS, ORDINALS, PARTS, SEASONS, SHIFTS, TENS, Found
from archive.facts.relative import resolved
from archive.model import FactKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from archive.facts.date_patterns import DatePatterns

_PARTS_OF_DATES = re.compile("early|late|mid|end|start")
_LETTER = re.compile("[a-z]")
_MONTH_FEAST = re.compile(r"(?i)may day\b|april fool")
_WITHIN = re.compile(r"(?i)\bwithin (?:the )?$")
_OR_LATER = re.compile(
    r"(?i) (?:or (?:later|earlier|after|before|above|greater|newer|older)|and (?:after|before|later|earlier)|onwards?)\b(?! (?:\w+ )?\d)"
)
_OPEN_ENDED = frozenset(
    f"date.{rule}" for rule in ("year", "numeric", "iso", "day_month", "month", "weekday", "unit", "holiday")
)
_OR_LATER_STARTS = frozenset((" o", " a", " O", " A"))
_SPOKEN_YEARS = frozenset((*TENS, "sixteen", "seventeen", "eighteen", "nineteen", "two"))
_ENGLISH: tuple[tuple[Container[str], Callable[[DatePatterns, str, int], Found | None]], ...] = (
    ({*ORDINALS, "last", "final"}, counted_part),
    (("last",), decade_of),
    (SHIFTS, from_shift),
    (_SPOKEN_YEARS, from_tens),
    (("twenty", "thirty"), lambda _, text, at: lone_ordinal(text, at)),
    (("year", "cy", "fy", "sy"), from_year_word),
    (PARTS, from_part),
    ({*ORDINALS, "last", "q", "h"}, from_ordinal),
    (DECADES, from_decade),
    (("weekend",), from_weekend),
    (SEASONS, from_season),
    (HOLIDAY_STARTS, from_holiday),
)


ENGLISH_WORDS = frozenset((*ORDINALS, *SHIFTS, *_SPOKEN_YEARS, *PARTS, *DECADES, *SEASONS, *HOLIDAY_STARTS)) | {
    "year", "cy", "fy", "sy", "q", "h", "weekend", "final"
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
        if found is None and rules.language.code and not rules.is_english:
            return decade_or_century(rules, text, at)
        return found
    if not rules.is_english and (found := from_tables(rules, text, at, word)) is not None:
        return found
    if word in rules.language.months:
        if word in ("may", "april") and rules.is_english and _MONTH_FEAST.match(text, at):
            return from_holiday(rules, text, at)
        return from_month(rules, text, at)
    if word in rules.language.weekdays:
        return from_weekday(rules, text, at)
    if word in rules.language.days:
        return _from_day(rules, text, at, word)
    return _from_english(rules, text, at, word) if rules.is_english and word in ENGLISH_WORDS else None


def _from_day(rules: DatePatterns, text: str, at: int, word: str) -> Found:
    """As in "yesterday", "tomorrow morning", "today, 5 June"."""
    end = at + len(word)
    dated = day_after(rules, text, at, end)
    if dated is not None:
        return dated
    part = PART_OF_DAY.match(text, end) if rules.is_english and word != "tonight" else None
    return Found(at, part.end() if part else end, f"day {rules.language.days[word]}", "date.day")


def _from_english(rules: DatePatterns, text: str, at: int, word: str) -> Found | None:
    """The date that begins with one of the other words of English."""
    if word in rules.leads:
        following = _NEXT_WORD.match(text, at + len(word))
        if following is None:
            is_day = word in ORDINALS and text[max(0, at - 5) : at].lower() == " the "
            return from_ordinal(rules, text, at) if is_day else None
        if following[1] is not None and following[1].lower() not in rules.leads[word]:
            return None
    for words, parse in _ENGLISH:
        if word in words:
            found = parse(rules, text, at)
            if found is not None:
                return found
    return None


def mention(
    text: str, found: Found, floor: int = 0, kind: FactKind = FactKind.DATE, *, is_english: bool = True
) -> Mention | None:
    """The found date as a mention; None where it is no day of the calendar."""
    expression = turned(found.expression, text, found.start, found.end, is_english=is_english)
    start, qualifier, expression = led(text, found, expression, floor)
    later = _OR_LATER.match(text, found.end) if text[found.end : found.end + 2] in _OR_LATER_STARTS else None
    if later is not None and qualifier is None and found.rule in _OPEN_ENDED:
        found, qualifier = found._replace(end=later.end()), later[0].strip().lower()
    if (
        found.rule == "date.stretch"
        and (within := _WITHIN.search(text, max(floor, start - 11), start)) is not None
    ):
        start = within.start()
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
