"""Halves and quarters of a year or a month: "first quarter of 2018", "H2 2019", "the second half of July"."""

from __future__ import annotations

import re

from archive.facts.date_names import my_or_month
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import COUNT, SHIFTS, WORD, Found
from archive.facts.date_years import centuries, year_at

_SHIFTED = re.compile(r"(?i)(this|next|last) (month|year)\b")
_DECADE_OF = re.compile(r"(?i)(first|second|third|fourth|fifth|last) decade of (?:the )?")
_HALF_OF_DATE = re.compile(r" of (?:the )?(?=\w)")


def half_at(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "first quarter of 2018", "H2 2019"."""
    match = rules.half.match(text, at)
    if match is None:
        return None
    name = (match["o"] or match["q"]).lower()
    shift = match["s"] or match["s2"]
    year = match["y"] or (match["y2"] and f"20{match['y2']}")
    number = int(name[1]) if match["q"] else COUNT[name]
    if not number and (year or shift):
        number = 4 if match["k"].lower() == "quarter" else 2
    if match["k"] and not year and not shift and match["k"].lower() == "half" and number in (1, 2):
        return _half_of(rules, text, at, match.end(), number)
    is_half = (match["k"] or "").lower() == "half" or (name[0] == "h" and bool(match["q"]))
    if not number or (is_half and number > 2):
        return None
    if shift:
        turn = SHIFTS.get(shift.lower(), 0)
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


def _long(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The decade or century at a place."""
    century = rules.century.match(text, at)
    if century is not None:
        return centuries(century)
    found = year_at(rules, text, at)
    return found if found is not None and found.rule == "date.decade" else None


def decade_of(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the first decade of the 21st century"."""
    match = _DECADE_OF.match(text, at)
    years = _long(rules, text, match.end()) if match is not None else None
    if match is None or years is None or years.rule != "date.century":
        return None
    number = COUNT[match[1].lower()] or 10
    first = int(years.expression[:4]) + 10 * (number - 1)
    return Found(at, years.end, f"{first:04d} / {first + 9:04d}", "date.half", True)


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
    elif (shifted := _SHIFTED.match(text, of.end())) is not None:
        shift = SHIFTS[shifted[1].lower()]
        inner = Found(of.end(), shifted.end(), f"{shifted[2].lower()} {shift}", "date.unit")
    elif (years := _long(rules, text, of.end())) is not None:
        low, high = (int(end) for end in years.expression.split(" / "))
        middle = (low + high + 1) // 2
        low, high = (low, middle - 1) if number == 1 else (middle, high)
        return Found(at, years.end, f"{low:04d} / {high:04d}", "date.half", True)
    elif name in ("month", "year") and of[0].endswith("the "):
        inner = Found(of.end(), of.end() + len(name), f"{name} 0", "date.unit")
    if inner is None:
        return None
    return Found(at, inner.end, f"{inner.expression} h{number}", "date.half", inner.has_year)
