"""Dates that the tables of a language tell: "letzte Woche", "fin juin", "los años 80", "XIXe siècle".

English has more ways than tables can hold; it is read by `date_phrases` and its neighbours instead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts.date_names import day_after, my_or_month
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import Found, year_of
from archive.facts.date_years import years
from archive.facts.language import Language
from archive.facts.numbers import alternation

_ROMAN = {"I": 1, "V": 5, "X": 10}
_ROMAN_BEFORE = re.compile(r"(?<!\w)([IVX]+|\d{1,2})(?:er|ère|ème|e) $")
_ROMAN_AFTER = re.compile(r" ([IVX]+)\b")
_LONGEST_ROMAN = 12
_RULES = {"day": "date.day", "weekday": "date.weekday", "inyear": "date.month"}


class _Tables(NamedTuple):
    """The tables of a language as patterns; `starts` are the words they begin with."""

    starts: frozenset[str]
    phrases: re.Pattern[str]
    parts: re.Pattern[str]
    decade_lead: re.Pattern[str]
    decade: re.Pattern[str]
    century: re.Pattern[str]


@cache
def _tables(language: Language) -> _Tables:
    phrases = alternation(language.phrases).replace("'", "['’]") or "(?!)"
    parts = alternation(language.parts) or "(?!)"
    return _Tables(
        date_starts(language),
        re.compile(rf"(?i)({phrases})\b"),
        re.compile(rf"(?i)({parts})[ -](?=\w)"),
        re.compile(rf"(?i)\b(?:{language.decade_lead}) $" if language.decade_lead else "(?!)"),
        re.compile(rf"(?i)(\d\d\d0|[1-9]0)(?:{language.decade_tail})(?!\w)"),
        re.compile(rf"(?i)(\d{{1,2}})(?:{language.century})\b" if language.century else "(?!)"),
    )


@cache
def date_starts(language: Language) -> frozenset[str]:
    """The words that such dates begin with, and those of centuries."""
    names = (*language.phrases, *language.parts, *language.century_words)
    return frozenset(re.split(r"[ '’-]", name)[0] for name in names)


def from_tables(rules: DatePatterns, text: str, at: int, word: str) -> Found | None:
    """The date that begins with a word at a place, or the century that it names."""
    language = rules.language
    tables = _tables(language)
    if word not in tables.starts:
        return None
    phrase = tables.phrases.match(text, at)
    if phrase is not None:
        expression = language.phrases[phrase[1].lower().replace("’", "'")]
        rule = _RULES.get(expression.split(" ")[0], "date.unit")
        dated = day_after(rules, text, at, phrase.end()) if rule == "date.weekday" else None
        return dated or Found(at, phrase.end(), expression, rule)
    part = tables.parts.match(text, at)
    if part is not None:
        inner = _whole(rules, text, part.end())
        if inner is not None and " / " not in inner.expression:
            expression = f"{inner.expression} {language.parts[part[1].lower()]}"
            return Found(at, inner.end, expression, "date.part", inner.has_year)
    return _named_century(text, at, word) if word in language.century_words else None


def _whole(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The year or month that a part is of."""
    digits = rules.years.match(text, at)
    return years(text, digits, is_sure=True) if digits is not None else my_or_month(rules, text, at)


def _named_century(text: str, at: int, word: str) -> Found | None:
    """As in "XIXe siècle", "19e siècle", "siglo XIX"."""
    before = _ROMAN_BEFORE.search(text, max(0, at - _LONGEST_ROMAN), at)
    if before is not None:
        return _century(before[1], before.start(), at + len(word))
    after = _ROMAN_AFTER.match(text, at + len(word))
    return _century(after[1], at, after.end()) if after is not None else None


def _century(name: str, start: int, end: int) -> Found:
    number = int(name) if name.isdigit() else 0
    if not number:
        values = [_ROMAN[letter] for letter in name]
        number = sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
    return Found(start, end, f"{number * 100 - 100:04d} / {number * 100 - 1:04d}", "date.century", True)


def decade_or_century(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "1980er Jahre", "années 80", "19. Jahrhundert"."""
    tables = _tables(rules.language)
    century = tables.century.match(text, at)
    if century is not None:
        return _century(century[1], at, century.end())
    lead = tables.decade_lead.search(text, max(0, at - 20), at) if rules.language.decade_lead else None
    decade = tables.decade.match(text, at) if lead is not None or rules.language.decade_tail else None
    if decade is None:
        return None
    first = year_of(decade[1])
    start = lead.start() if lead is not None else at
    return Found(start, decade.end(), f"{first} / {first + 9}", "date.decade", True)
