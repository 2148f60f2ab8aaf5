"""What both ways of showing a comparison on the terminal share: head, facts, verdict, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.changes import reckoning
from archive.model import FactChange, FactChangeKind, FieldChange, Unit, UnitKind
from archive.render.layout import Piece, cells, clipped, counted, line, padded, wrap
from archive.render.look import Ink, Look
from archive.render.view import Departed, Folded, View
from archive.render.wording import (
    about,
    fact_change,
    hidden_line,
    labelled,
    name_of,
    places,
    reasons,
    silence,
    told,
    verdict,
)

_SIGNS = {
    UnitKind.SAME: " ",
    UnitKind.EDITED: "~",
    UnitKind.ADDED: "+",
    UnitKind.REMOVED: "-",
    UnitKind.SPLIT: "~",
    UnitKind.MERGED: "~",
}
SIGN_INKS = {"+": Ink.GOOD, "-": Ink.BAD, ">": Ink.MOVED, "<": Ink.MOVED, "~": Ink.NOTE, " ": Ink.QUIET}
_FACT_SIGNS = {
    FactChangeKind.CHANGED: "~",
    FactChangeKind.ADDED: "+",
    FactChangeKind.REMOVED: "-",
    FactChangeKind.MOVED: ">",
}


def document(seen: View, look: Look, fields: Iterable[str], units: Iterable[str], *, why: bool) -> str:
    """The whole: both sides by name, fields, units, facts, what is hidden, and the verdict."""
    return "\n".join(_document(seen, look, fields, units, why=why))


def _document(
    seen: View, look: Look, fields: Iterable[str], units: Iterable[str], *, why: bool
) -> Iterator[str]:
    compared = seen.comparison
    names = [name_of(compared.old, "old"), name_of(compared.new, "new")]
    width = max(cells(clipped(name, look.columns)) for name in names)
    for side, name, ref in (("old", names[0], compared.old), ("new", names[1], compared.new)):
        pieces = [Piece(padded(name, width), Ink.STRONG), Piece(f"  {about(ref)}", Ink.QUIET)]
        yield from wrap(pieces, look, first=[Piece(f"{side}  ", Ink.QUIET)])
    if compared.is_empty:
        yield ""
        yield "No difference."
        return
    if seen.fields:
        yield ""
        yield from fields
    if seen.rows:
        yield ""
        yield from units
    if compared.facts:
        yield ""
        yield from _facts(compared.facts, look)
    yield ""
    if hidden := hidden_line(seen.hidden_count, seen.hidden, seen.kept):
        yield from wrap([Piece(hidden, Ink.NOTE)], look)
    yield from wrap([Piece(verdict(compared), Ink.STRONG)], look)
    if why:
        for part in compared.why:
            yield from wrap([Piece(part.reason)], look, first=[Piece(f"  {part.points:+.2f}  ", Ink.QUIET)])
        for sentence in (reckoning(compared.labels), silence(compared)):
            yield from wrap([Piece(sentence, Ink.QUIET)], look, first=[Piece("  ")])


def digits(seen: View) -> int:
    """How many digits the largest number of a unit takes."""
    last = max((number for unit in seen.comparison.units for number in (*unit.old, *unit.new)), default=0)
    return len(str(last + 1))


def note(unit: Unit, noun: str) -> str:
    """What became of a unit and its labels, for the line under it."""
    return ": ".join(part for part in (told(unit, noun), labelled(unit.labels)) if part)


def explained(change: Unit | FieldChange, indent: int, look: Look) -> Iterator[str]:
    """A line for each label, with its rule."""
    for reason in reasons(change):
        yield from wrap(
            [Piece(reason, Ink.QUIET)], look, first=[Piece(" " * indent)], rest=[Piece(" " * (indent + 2))]
        )


def folded(row: Folded, noun: str) -> str:
    """The line that stands for a folded stretch."""
    parts = []
    if row.same:
        parts.append(counted(len(row.same), f"unchanged {noun}"))
    if row.hidden_count:
        parts.append(counted(row.hidden_count, "hidden change"))
    return f"… {', '.join(parts)}"


def departed(row: Departed, noun: str) -> Piece:
    """The line that stands where a unit moved away."""
    return Piece(f"moved to {places(row.unit.new, noun)}: “{row.unit.old_text.split(chr(10))[0]}”", Ink.MOVED)


def sign_of(unit: Unit) -> str:
    """The sign before a unit: `~` edited, split or merged, `+` added, `-` removed, `>` moved here."""
    return ">" if unit.moved and unit.kind is UnitKind.SAME else _SIGNS[unit.kind]


def _facts(changes: tuple[FactChange, ...], look: Look) -> Iterator[str]:
    yield line([Piece("Facts", Ink.STRONG)], look)
    widest = max(len(change.kind.value) for change in changes)
    for change in changes:
        sign = _FACT_SIGNS[change.change]
        first = [
            Piece(f"{sign} ", SIGN_INKS[sign]),
            Piece(f"{padded(change.kind.value, widest)}  ", Ink.QUIET),
        ]
        yield from wrap([Piece(fact_change(change))], look, first=first)
