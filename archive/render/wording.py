"""The words for what became of a unit, a field, a revision: the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.changes import TELLING, rule_meaning
from archive.model import (
    Comparison,
    FactChange,
    FactChangeKind,
    Field,
    FieldChange,
    Label,
    LogEntry,
    RevisionRef,
    Unit,
    UnitKind,
)
from archive.render.finding import fact_phrase
from archive.render.layout import Piece, counted, enumerated
from archive.render.look import Ink
from archive.render.moment import claim_text, moment

_FIELD_NAMES = {
    Field.TITLE: "headline",
    Field.BYLINE: "byline",
    Field.DATELINE: "date line",
    Field.PUBLISHED: "published",
    Field.MODIFIED: "modified",
    Field.HEADINGS: "heading",
}


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
    parts += [rule.partition(": ")[2] for rule in unit.rules if ": " in rule]  # what a note speaks of
    return ", ".join(parts)


def labelled(labels: Iterable[Label]) -> str:
    """Labels in a row."""
    return ", ".join(label.value for label in labels)


def reasons(change: Unit | FieldChange) -> list[str]:
    """Each label of a change with its rule, and what that means."""
    return [
        f"{label.value}: {rule_meaning(rule)} ({rule.partition(': ')[0]})"
        for label, rule in zip(change.labels, change.rules, strict=False)
    ]


def silence(comparison: Comparison) -> str:
    """Why a comparison is a silent correction, or is none."""
    if comparison.silent:
        return (
            "Silent: a figure, date, name, quotation or negation changed; the text has no correction note "
            "that is new, and the modified time is no newer."
        )
    if not comparison.old.precedes(comparison.new):
        return f"Silence does not apply: {_not_a_step(comparison)}, so nobody made this change."
    return (
        "Not silent: no figure, date, name, quotation or negation changed within a passage or the headline, "
        "or a new correction note or a newer modified time says so."
    )


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


def field_told(change: FieldChange) -> str:
    """What became of a field, in a word; a heading that is the same has moved."""
    if change.old is None:
        return "added"
    if change.new is None:
        return "removed"
    return "moved" if change.old == change.new else "edited"


def field_sides(change: FieldChange) -> tuple[str | None, str | None]:
    """A field's old and new value, dates as a person reads them."""
    if change.field in {Field.PUBLISHED, Field.MODIFIED}:
        old, new = (None if text is None else claim_text(text) for text in (change.old, change.new))
        return old, new
    return change.old, change.new


def tally(entry: LogEntry) -> str:
    """How many passages had which fate: `passages: 2 edited, 1 moved`; empty where none had any."""
    counts = (
        (entry.edited, "edited"),
        (entry.added, "added"),
        (entry.removed, "removed"),
        (entry.moved, "moved"),
    )
    told = [f"{count:,} {what}" for count, what in counts if count]
    return f"passages: {', '.join(told)}" if told else ""


def labels_of(entry: LogEntry) -> list[Piece]:
    """The labels of what a revision changed, and whether it is a silent correction."""
    pieces = [Piece(labelled(entry.labels), Ink.NOTE)] if entry.labels else []
    if entry.silent:
        pieces += [Piece("; " if pieces else ""), Piece("silent", Ink.BAD)]
    return pieces


def hidden_line(hidden_count: int, hidden: Sequence[Label], kept: Sequence[Label]) -> str:
    """How much is hidden, and what was to be hidden but is not; empty where neither is so."""
    parts = list[str]()
    if hidden_count:
        parts.append(f"{counted(hidden_count, 'change')} hidden: {labelled(hidden)}.")
    if kept:
        parts.append(f"Shown all the same, being changes of fact: {labelled(kept)}.")
    return " ".join(parts)


def verdict(comparison: Comparison) -> str:
    """Labels, whether silent, and weight, on one line."""
    labels = labelled(comparison.labels) or "none"
    silent = "yes" if comparison.silent else "no"
    if not comparison.is_empty and not comparison.old.precedes(comparison.new):
        silent = f"does not apply ({_not_a_step(comparison)})"
    elif not comparison.silent and _has_lost_note(comparison):
        silent = "no, but its new note speaks of no change found"
    return f"labels: {labels}; silent: {silent}; weight: {comparison.weight:.2f}"


def _not_a_step(comparison: Comparison) -> str:
    if comparison.old.article != comparison.new.article:
        return "the two are different articles"
    return "the old one is the later one"


def _has_lost_note(comparison: Comparison) -> bool:
    """Whether something telling changed, and a correction note that is new speaks of none of it."""
    told = [rule for unit in comparison.units for rule in unit.rules if rule.startswith("note: ")]
    is_telling = any(
        TELLING.intersection(unit.labels)
        for unit in comparison.units
        if unit.old and unit.new and Label.CORRECTION_NOTE not in unit.labels
    )
    return is_telling and bool(told) and all(rule.endswith("no change found") for rule in told)


def fact_change(change: FactChange) -> str:
    """What became of a fact, in words: `about 2,500 → about 2,600 US troops`."""
    old, new = change.old, change.new
    if old is None or new is None:
        fact = new or old
        return "" if fact is None else fact_phrase(fact)
    if change.change is FactChangeKind.MOVED:
        return f"{fact_phrase(new)} (moved from passage {old.passage + 1} to {new.passage + 1})"
    if (old.subject, old.speaker, old.qualifier) == (new.subject, new.speaker, new.qualifier):
        bare = replace(old, subject=None, speaker=None)
        return f"{fact_phrase(bare)} → {fact_phrase(new)}"
    return f"{fact_phrase(old)} → {fact_phrase(new)}"
