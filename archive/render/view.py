"""What of a comparison is shown, before anything is drawn: one decision for every format.

Changes are numbered; long unchanged stretches are folded; a passage that moved leaves a mark where
it stood; and what `hide` leaves out is counted, so that no format can leave it out silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from archive.model import (
    Comparison,
    Field,
    FieldChange,
    Grain,
    Label,
    RevisionRef,
    Unit,
    UnitKind,
    WordOp,
    WordRun,
)
from archive.render.layout import counted, enumerated
from archive.render.moment import claim_text, moment
from archive.render.safe import looks_the_same, revealed

FACT_LABELS = frozenset(
    {Label.FIGURE, Label.MONEY, Label.PERCENTAGE, Label.DATE, Label.NAME, Label.QUOTATION, Label.NEGATION}
)
"""Labels of a change of fact: a change that has one is always shown."""

_FIELD_NAMES = {
    Field.TITLE: "headline",
    Field.BYLINE: "byline",
    Field.DATELINE: "date line",
    Field.PUBLISHED: "published",
    Field.MODIFIED: "modified",
    Field.HEADINGS: "heading",
}


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
    shown_fields = tuple(change for change in comparison.fields if not _is_hidden(change.labels, hide))
    hidden_units = [unit for unit in comparison.units if not unit.moved and _is_hidden(unit.labels, hide)]
    hidden_fields = [change for change in comparison.fields if change not in shown_fields]
    found = {label for unit in hidden_units for label in unit.labels}
    found.update(label for change in hidden_fields for label in change.labels)
    kept = hide & FACT_LABELS & set(comparison.labels)
    return View(
        comparison,
        shown_fields,
        tuple(_rows(comparison.units, context, hide)),
        len(hidden_units) + len(hidden_fields),
        tuple(label for label in Label if label in found),
        tuple(label for label in Label if label in kept),
    )


def _is_hidden(labels: Sequence[Label], hide: frozenset[Label]) -> bool:
    return bool(labels) and hide.issuperset(labels) and FACT_LABELS.isdisjoint(labels)


def _is_change(unit: Unit) -> bool:
    return unit.kind is not UnitKind.SAME or unit.moved or bool(unit.labels)


def _rows(units: Sequence[Unit], context: int, hide: frozenset[Label]) -> Iterator[Row]:
    places = list(_with_departures(units))
    is_hidden = [
        isinstance(place, Unit) and not place.moved and _is_hidden(place.labels, hide) for place in places
    ]
    is_change = [
        isinstance(place, Unit) and _is_change(place) and not hidden
        for place, hidden in zip(places, is_hidden, strict=True)
    ]
    near = _near(
        is_change,
        [isinstance(place, Departed) or hidden for place, hidden in zip(places, is_hidden, strict=True)],
        context,
    )
    same, hidden_count = list[Unit](), 0
    for number, place in enumerate(places):
        if isinstance(place, Unit) and not (is_change[number] or near[number]):
            if is_hidden[number]:
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


def places(numbers: Sequence[int], noun: str) -> str:
    """Positions as a person counts them, from 1, with their noun.

    Example:
        >>> places((2,), "passage"), places((2, 3), "passage")
        ('passage 3', 'passages 3 and 4')
    """
    return (
        f"{noun if len(numbers) == 1 else noun + 's'} {enumerated([str(number + 1) for number in numbers])}"
    )


def told(unit: Unit, noun: str) -> str:
    """What became of a unit, in words.

    Example:
        >>> told(Unit(UnitKind.SAME, True, (2,), (11,), "x", "x", ()), "passage")
        'moved from passage 3 to 12'
    """
    parts = list[str]()
    if unit.kind is UnitKind.SPLIT:
        parts.append(f"{places(unit.old, noun)} split in {len(unit.new)}")
    elif unit.kind is UnitKind.MERGED:
        parts.append(f"{places(unit.old, noun)} merged")
    elif unit.kind is not UnitKind.SAME:
        parts.append(unit.kind.value)
    if unit.moved:
        new = enumerated([str(number + 1) for number in unit.new])
        parts.append(f"moved from {places(unit.old, noun)} to {new}")
    return ", ".join(parts)


def name_of(ref: RevisionRef, side: str) -> str:
    """A side of a comparison: `iraq@2`, or `old text` where it is in no archive."""
    return f"{side} text" if ref.article is None else f"{ref.article}@{ref.revision}"


def about(ref: RevisionRef) -> str:
    """When a side was seen, and the start of its digest."""
    parts = [] if ref.captured_at is None else [f"seen {moment(ref.captured_at)}"]
    if ref.id is not None:
        parts.append(ref.id[:15])
    return "  ".join(parts)


def field_name(change: FieldChange) -> str:
    """What a person calls the field."""
    return _FIELD_NAMES[change.field]


def field_sides(change: FieldChange) -> tuple[str | None, str | None]:
    """A field's old and new value, dates as a person reads them."""
    if change.field in {Field.PUBLISHED, Field.MODIFIED}:
        old, new = (None if text is None else claim_text(text) for text in (change.old, change.new))
        return old, new
    return change.old, change.new


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


def hidden_line(view: View) -> str:
    """How much is hidden, and what was to be hidden but is not; empty where neither is so."""
    parts = list[str]()
    if view.hidden_count:
        labels = ", ".join(label.value for label in view.hidden)
        parts.append(f"{counted(view.hidden_count, 'change')} hidden: {labels}.")
    if view.kept:
        labels = ", ".join(label.value for label in view.kept)
        parts.append(f"Shown all the same, being changes of fact: {labels}.")
    return " ".join(parts)


def verdict(comparison: Comparison) -> str:
    """Labels, whether silent, and weight, on one line."""
    labels = ", ".join(label.value for label in comparison.labels) or "none"
    silent = "yes" if comparison.silent else "no"
    return f"labels: {labels}; silent: {silent}; weight: {comparison.weight:.2f}"
