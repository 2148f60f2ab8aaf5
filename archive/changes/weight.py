"""How telling a comparison is: one number from 0 to 1, and what it is made of.

Every changed unit and field has points, 0 to 1: those of its most telling label (`POINTS`), a tenth of each
further label's, times its place (`LEAD` for the first passage). A unit that came or went whole, or moved,
counts by its own table where its labels say less. The weight is what is left when all of them are
taken as independent chances to matter: 1 - (1 - p1)(1 - p2)…; so it never falls when more changes, one
figure in the headline weighs more than twenty commas, and the order plays no part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import Grain, Label, UnitKind, WeightPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.model import FieldChange, Unit

POINTS = {
    Label.NEGATION: 0.5,
    Label.FIGURE: 0.4,
    Label.MONEY: 0.4,
    Label.PERCENTAGE: 0.4,
    Label.QUOTATION: 0.4,
    Label.NAME: 0.35,
    Label.DATE: 0.3,
    Label.CORRECTION_NOTE: 0.5,
    Label.ATTRIBUTION: 0.25,
    Label.HEDGING: 0.25,
    Label.HEADLINE: 0.4,
    Label.HEADING: 0.12,
    Label.BYLINE: 0.15,
    Label.DATELINE: 0.1,
    Label.REWORDING: 0.08,
    Label.LINK: 0.05,
    Label.SPELLING: 0.03,
    Label.TYPOGRAPHIC: 0.01,
    Label.BOILERPLATE: 0.01,
}
"""Points of a change that carries the label."""

WHOLE = 0.5
"""A unit that came or went counts its labels by half (they say what it holds, not what changed) …"""
PRESENCE = 0.15
"""… and at least this much, unless it is boilerplate or mere typography."""
MOVED = 0.05
"""A unit that only moved."""
LEAD = 1.5
"""The first passage counts by this much more."""
HIGHEST = 0.95
"""No single change is certain to matter."""
_NOISE = frozenset({Label.BOILERPLATE, Label.TYPOGRAPHIC})


def weight_parts(
    fields: Iterable[FieldChange], units: Iterable[Unit], *, grain: Grain = Grain.PASSAGE
) -> tuple[WeightPart, ...]:
    """The points of every change with its reason, most telling first; places count from 1, as people do."""
    parts = []
    for field in fields:
        points = _points(field.labels)
        if points:
            parts.append(WeightPart(points, f"{field.field.value}: {_named(field.labels)}", field))
    for unit in units:
        points, what = _unit_points(unit)
        if not points:
            continue
        if 0 in unit.new or 0 in unit.old:
            points, what = min(HIGHEST, points * LEAD), f"{what}, in the lead"
        parts.append(WeightPart(round(points, 4), f"{unit_place(unit, grain)}: {what}", unit))
    return tuple(sorted(parts, key=lambda part: (-part.points, part.reason)))


def reckoning(labels: Sequence[Label]) -> str:
    """How the points of a change with such labels come about, in a sentence.

    Example:
        >>> reckoning([Label.MONEY, Label.REWORDING])[:43]
        'Points: money 0.40, rewording 0.08; of a ch'
    """
    points = ", ".join(f"{label.value} {POINTS[label]:.2f}" for label in labels) or "none"
    return (
        f"Points: {points}; of a change the most telling label's, and a tenth of each other's. One that came "
        f"or went whole has {WHOLE:.0%} of them, yet {PRESENCE:.2f} at least unless it is mere noise; a move "
        f"{MOVED:.2f}; the first passage {LEAD:.1f} times as many. The weight takes all as independent "
        "chances to matter: 1 - (1 - p1)(1 - p2)…"
    )


def weight(parts: Iterable[WeightPart]) -> float:
    """The parts as one number, rounded to four places.

    Example:
        >>> weight([WeightPart(0.4, "a figure"), WeightPart(0.5, "a negation")])
        0.7
    """
    rest = 1.0
    for part in parts:
        rest *= 1 - part.points
    return round(1 - rest, 4)


def _points(labels: Sequence[Label]) -> float:
    points = sorted((POINTS[label] for label in labels), reverse=True)
    return min(HIGHEST, round(points[0] + sum(points[1:]) / 10, 4)) if points else 0.0


def _unit_points(unit: Unit) -> tuple[float, str]:
    if unit.kind is UnitKind.SAME:
        return (MOVED, "moved") if unit.moved else (0.0, "")
    named = f"{unit.kind.value}, {_named(unit.labels)}"
    points = _points(unit.labels)
    if unit.kind in {UnitKind.ADDED, UnitKind.REMOVED}:
        if not _NOISE.issuperset(unit.labels):
            points = max(PRESENCE, points * WHOLE)
    elif unit.moved:
        points, named = min(HIGHEST, points + MOVED), f"{named}, moved"
    return points, named


def _named(labels: Sequence[Label]) -> str:
    return ", ".join(label.value for label in labels)


def unit_place(unit: Unit, grain: Grain) -> str:
    """Where a unit stands, counted as people do, from 1: `passage 3`, or `old passage 3` where it is gone."""
    numbers = [number + 1 for number in unit.new or unit.old]
    noun = grain.value if len(numbers) == 1 else f"{grain.value}s"
    *others, last = map(str, numbers)
    where = f"{noun} {', '.join(others)} and {last}" if others else f"{noun} {last}"
    return where if unit.new else f"old {where}"
