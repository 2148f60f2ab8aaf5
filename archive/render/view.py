"""What of a comparison is shown, before anything is drawn: one decision for every format.

Long unchanged stretches are folded; a passage that moved leaves a mark where it stood; and what
`hide` leaves out is counted, so that no format can leave it out silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from archive.changes.labels import TELLING
from archive.model import (
    Comparison,
    FieldChange,
    Grain,
    Label,
    Unit,
    UnitKind,
    WordOp,
    WordRun,
)
from archive.render.safe import looks_the_same, revealed
from archive.render.wording import field_sides


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit that is shown in full: a change, or what stands beside one."""

    unit: Unit
    is_change: bool


@dataclass(frozen=True, slots=True)
class Departed:
    """The place where a unit stood that moved away."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Folded:
    """Neighbouring units that are not shown: unchanged ones, and changes that were asked to be hidden."""

    same: tuple[Unit, ...]
    hidden_count: int


Row: TypeAlias = Shown | Departed | Folded


@dataclass(frozen=True, slots=True)
class View:
    """A comparison, ready to be drawn.

    Attributes:
        fields: The changes of fields that are shown.
        rows: The units in order.
        hidden_count: How many changes are left out.
        hidden: The labels on whose account.
        kept: Labels that were to be hidden and are not, being those of a change of fact.
    """

    comparison: Comparison
    fields: tuple[FieldChange, ...]
    rows: tuple[Row, ...]
    hidden_count: int
    hidden: tuple[Label, ...]
    kept: tuple[Label, ...]

    @property
    def noun(self) -> str:
        """What a unit is called."""
        return "sentence" if self.comparison.grain is Grain.SENTENCE else "passage"


def view(comparison: Comparison, *, context: int = 1, hide: frozenset[Label] = frozenset()) -> View:
    """What of a comparison is shown.

    Args:
        comparison: What changed.
        context: How many unchanged units are shown before and after each change.
        hide: A change whose labels are all among these is left out, unless it is a change of fact or
            the unit moved as well.
    """
    shown_fields = tuple(change for change in comparison.fields if not is_hidden(change, hide))
    hidden_units = [unit for unit in comparison.units if is_hidden(unit, hide)]
    hidden_fields = [change for change in comparison.fields if is_hidden(change, hide)]
    found = {label for unit in hidden_units for label in unit.labels}
    found.update(label for change in hidden_fields for label in change.labels)
    kept = hide & TELLING & set(comparison.labels)
    return View(
        comparison,
        shown_fields,
        tuple(_rows(comparison.units, context, hide)),
        len(hidden_units) + len(hidden_fields),
        tuple(label for label in Label if label in found),
        tuple(label for label in Label if label in kept),
    )


def is_hidden(change: Unit | FieldChange, hide: frozenset[Label]) -> bool:
    """Whether a change is left out: all its labels are to be, it is none of fact, and it did not move."""
    labels = change.labels
    if not labels or (isinstance(change, Unit) and change.moved):
        return False
    return hide.issuperset(labels) and TELLING.isdisjoint(labels)


def _is_change(unit: Unit) -> bool:
    return unit.kind is not UnitKind.SAME or unit.moved or bool(unit.labels)


def _rows(units: Sequence[Unit], context: int, hide: frozenset[Label]) -> Iterator[Row]:
    places = list(_with_departures(units))
    hidden_places = [isinstance(place, Unit) and is_hidden(place, hide) for place in places]
    is_change = [
        isinstance(place, Unit) and _is_change(place) and not hidden
        for place, hidden in zip(places, hidden_places, strict=True)
    ]
    near = _near(
        is_change,
        [isinstance(place, Departed) or hidden for place, hidden in zip(places, hidden_places, strict=True)],
        context,
    )
    same, hidden_count = list[Unit](), 0
    for number, place in enumerate(places):
        if isinstance(place, Unit) and not (is_change[number] or near[number]):
            if hidden_places[number]:
                hidden_count += 1
            else:
                same.append(place)
            continue
        if same or hidden_count:
            yield Folded(tuple(same), hidden_count)
            same, hidden_count = [], 0
        yield Shown(place, is_change[number]) if isinstance(place, Unit) else place
    if same or hidden_count:
        yield Folded(tuple(same), hidden_count)


def _near(is_change: Sequence[bool], is_passed_over: Sequence[bool], context: int) -> list[bool]:
    """Which places are at most so many unchanged units from a change."""
    near = [False] * len(is_change)
    for order in (range(len(is_change)), range(len(is_change) - 1, -1, -1)):
        left = 0
        for number in order:
            if is_change[number]:
                left = context
            elif left and not is_passed_over[number]:
                near[number] = True
                left -= 1
    return near


def _with_departures(units: Sequence[Unit]) -> Iterator[Unit | Departed]:
    """The units, and each one that moved once more where it stood in the old revision."""
    leaving = sorted((unit for unit in units if unit.moved and unit.old), key=lambda unit: unit.old[0])
    at = 0
    for unit in units:
        if unit.old and not unit.moved:
            while at < len(leaving) and leaving[at].old[0] < unit.old[0]:
                yield Departed(leaving[at])
                at += 1
        yield unit
    for unit in leaving[at:]:
        yield Departed(unit)


def field_words(change: FieldChange) -> tuple[WordRun, ...]:
    """A field's change as runs of words: those of the comparison, or else all removed and all added."""
    old, new = field_sides(change)
    runs = change.words or tuple(
        WordRun(op, text) for op, text in ((WordOp.REMOVED, old), (WordOp.ADDED, new)) if text is not None
    )
    return visible(runs, old or "", new or "")


def unit_words(unit: Unit) -> tuple[WordRun, ...]:
    """A unit's runs of words, invisible characters shown where nothing else differs."""
    return visible(unit.words, unit.old_text, unit.new_text)


def visible(words: tuple[WordRun, ...], old: str, new: str) -> tuple[WordRun, ...]:
    """The runs, their invisible characters made visible where old and new would look the same."""
    if not looks_the_same(old, new):
        return words
    return tuple(WordRun(run.op, revealed(run.text)) for run in words)
