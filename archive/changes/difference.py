"""The facts that say something else in the next revision, and by how much."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from archive.changes.pairing import are_others, content, differs, folded
from archive.changes.telling import Sentences, about, pairs, value_of
from archive.model import ChangedFact, FactKind

if TYPE_CHECKING:
    from archive.changes.telling import Telling
    from archive.model import Fact, Value

_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_DAYS = (365.25, 30.4375, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
MEASURED = frozenset(
    {
        FactKind.FIGURE,
        FactKind.MONEY,
        FactKind.PERCENTAGE,
        FactKind.MEASURE,
        FactKind.DATE,
        FactKind.DURATION,
        FactKind.AGE,
    }
)
"""Kinds whose values can rise and fall."""


def changed_facts(article: str, old: Telling, new: Telling, title: str | None = None) -> list[ChangedFact]:
    """The facts that say something else, in the order of the new revision; each once, however often said."""
    sentences = Sentences()
    found: dict[object, list[tuple[Fact, Fact, int]]] = {}
    changed = [
        (pair.old, pair.new)
        for pair in pairs(old, new)
        if pair.old is not None and pair.new is not None and differs(pair.old, pair.new)
    ]
    changed.sort(key=lambda pair: (pair[1].passage, pair[1].start))
    for before, after in changed:
        key = (content(before)[:3], content(after)[:3], folded(before.speaker), folded(after.speaker))
        same = found.setdefault(key, [])
        for number, (first_before, first_after, count) in enumerate(same):
            if not are_others(first_after.subject, after.subject):
                same[number] = (first_before, first_after, count + 1)
                break
        else:
            same.append((before, after, 1))
    rows = []
    for before, after, count in (each for same in found.values() for each in same):
        change, share = _difference(before, after)
        rows.append(
            ChangedFact(
                article=article,
                kind=after.kind,
                about=about(after, new.texts[after.passage]),
                old=value_of(old, before, sentences),
                new=value_of(new, after, sentences),
                captured_at=new.revision.captured_at,
                not_before=new.revision.not_before,
                change=change,
                share=share,
                mentions=count,
                title=title,
            )
        )
    return rows


def _difference(old: Fact, new: Fact) -> tuple[float | None, float | None]:
    """By how much a number changed, and by what share of the old one."""
    before, after = amount(old.kind, old.value), amount(new.kind, new.value)
    if before is None or after is None or old.unit != new.unit:
        return None, None
    change = round(after - before, 6)
    return change, None if not before or old.kind is FactKind.DATE else round(change / abs(before), 4)


def amount(kind: FactKind, value: Value | None) -> float | None:
    """A value as a number: a range is its middle, a date its day's number, a duration its days.

    Example:
        >>> amount(FactKind.FIGURE, "3/5"), amount(FactKind.DURATION, "P2W"), amount(FactKind.PLACE, "Rome")
        (4.0, 14.0, None)
    """
    if isinstance(value, int | float):
        return float(value)
    if value is None:
        return None
    if kind not in MEASURED:
        return None
    low, solidus, high = value.partition("/")
    if solidus:
        ends = amount(kind, low), amount(kind, high)
        return None if ends[0] is None or ends[1] is None else (ends[0] + ends[1]) / 2
    if kind is FactKind.DATE:
        return _day(value)
    if kind in (FactKind.DURATION, FactKind.AGE) and value.startswith("P"):
        match = _DURATION.fullmatch(value)
        return (
            None
            if match is None
            else sum(float(n) * d for n, d in zip(match.groups(), _DAYS, strict=True) if n)
        )
    try:
        return float(value)
    except ValueError:
        return None


def _day(value: str) -> float | None:
    try:
        return float(date.fromisoformat(value[:10]).toordinal())
    except ValueError:
        return None
