"""Holidays in English, of a fixed day and moving ones: "Christmas Eve", "last Easter", "Ramadan 2020"."""

from __future__ import annotations

import re
from datetime import timedelta

from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import HOLIDAYS, SHIFTS, Found, plain_name
from archive.facts.feasts import FEAST_DAYS, FEASTS, feast_day
from archive.facts.numbers import alternation

_HOLIDAY = re.compile(
    rf"(?i)({alternation((*HOLIDAYS, *FEASTS))})\b(?:,? (?:in "
    rf"|of )?((?:19|20)\d\d)\b)?( (?:holiday )?weekend\b)?".replace("'", "['’]?")
)
_YEAR_AFTER = re.compile(r"(?i),? (?:of )?(this|last|next) year\b(?!['’])")
_TURN_BEFORE = re.compile(r"(?i)\b(next|this|last) $")


def _counted(turn: str, name: str) -> str:
    """The expression of a feast that moves, of each of its days: `feast 0 easter`."""
    first = f"{turn} {name.replace(' ', '_')}"
    days = FEAST_DAYS.get(name, 1)
    return first if days == 1 else f"{first} / {first} +{days - 1}D"


def _dated(name: str, year: int) -> str:
    """The days of a feast that moves in a year."""
    first = feast_day(name, year)
    days = FEAST_DAYS.get(name, 1)
    return first.isoformat() if days == 1 else f"{first} / {first + timedelta(days - 1)}"


def from_holiday(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "Christmas Eve", "Halloween 2020"."""
    match = _HOLIDAY.match(text, at)
    if match is None:
        return None
    name = plain_name(match[1])
    if name in FEASTS:
        expression = _dated(name, int(match[2])) if match[2] else _counted("feast 0", name)
    else:
        day = HOLIDAYS[name]
        expression = f"{match[2]}-{day}" if match[2] else f"yearday 0 {day}"
    yearly = None if match[2] or match[3] else _YEAR_AFTER.match(text, match.end())
    if yearly is not None:
        shift = SHIFTS[yearly[1].lower()]
        words = _counted(f"feastof {shift}", name) if name in FEASTS else f"dayof {shift} {HOLIDAYS[name]}"
        return Found(at, yearly.end(), words, "date.holiday")
    turn = None if match[2] else _TURN_BEFORE.search(text, max(0, at - 5), at)
    if turn is not None:
        at = turn.start()
        expression = expression.replace(" 0 ", {"next": " 1 ", "last": " -1 "}.get(turn[1].lower(), " 0 "))
    if match[3] and " / " not in expression:
        return Found(at, match.end(), f"{expression} longweekend", "date.holiday", bool(match[2]))
    return Found(at, match.end(), expression, "date.holiday", bool(match[2]))
