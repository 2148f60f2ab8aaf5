"""A comparison on the terminal: inline, like a careful proof-reader's marks, or side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from archive.model import Comparison, FactChange, FactChangeKind, FieldChange, Label, Unit, UnitKind, WordOp
from archive.render.finding import fact_phrase
from archive.render.layout import Piece, cells, clipped, counted, line, padded, wrap
from archive.render.look import Ink, Look, unpainted
from archive.render.view import (
    Departed,
    Folded,
    Shown,
    View,
    about,
    field_name,
    field_sides,
    field_words,
    hidden_line,
    name_of,
    places,
    told,
    unit_words,
    verdict,
    view,
)
from archive.render.words import with_breaks, word_pieces

_SIGNS = {
    UnitKind.SAME: " ",
    UnitKind.EDITED: "~",
    UnitKind.ADDED: "+",
    UnitKind.REMOVED: "-",
    UnitKind.SPLIT: "~",
    UnitKind.MERGED: "~",
}
_SIGN_INKS = {"+": Ink.GOOD, "-": Ink.BAD, ">": Ink.MOVED, "<": Ink.MOVED, "~": Ink.NOTE, " ": Ink.QUIET}
_FACT_SIGNS = {
    FactChangeKind.CHANGED: "~",
    FactChangeKind.ADDED: "+",
    FactChangeKind.REMOVED: "-",
    FactChangeKind.MOVED: ">",
}


def comparison(
    compared: Comparison,
    look: Look,
    *,
    context: int = 1,
    hide: frozenset[Label] = frozenset(),
    why: bool = False,
) -> str:
    """What changed, inline: fields, then passages or sentences, facts, and the verdict.

    Args:
        compared: What changed.
        look: How it is to look.
        context: How many unchanged units are shown beside each change; the rest is folded.
        hide: Labels to leave out: a change with no other label, and none of a fact, is counted, not shown.
        why: Tell the rule of each label and what the weight is made of.
    """
    seen = view(compared, context=context, hide=hide)
    return "\n".join(_document(seen, look, _inline(seen, look, why=why), why=why, is_inline=True))


def side_by_side(
    compared: Comparison,
    look: Look,
    *,
    context: int = 1,
    hide: frozenset[Label] = frozenset(),
    why: bool = False,
) -> str:
    """The same with the old text on the left and the new on the right."""
    seen = view(compared, context=context, hide=hide)
    return "\n".join(_document(seen, look, _columns(seen, look, why=why), why=why, is_inline=False))


def _document(seen: View, look: Look, body: Iterator[str], *, why: bool, is_inline: bool) -> Iterator[str]:
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
        widest = max(cells(field_name(change)) for change in seen.fields)
        for change in seen.fields:
            yield from _field(change, widest, look) if is_inline else _field_columns(change, look)
    yield ""
    yield from body
    if compared.facts:
        yield ""
        yield from _facts(compared.facts, look)
    yield ""
    if note := hidden_line(seen):
        yield from wrap([Piece(note, Ink.NOTE)], look)
    yield from wrap([Piece(verdict(compared), Ink.STRONG)], look)
    if why:
        for part in compared.why:
            yield from wrap([Piece(part.reason)], look, first=[Piece(f"  {part.points:+.2f}  ", Ink.QUIET)])


def _labels(labels: tuple[Label, ...], rules: tuple[str, ...] = ()) -> str:
    """Labels, each with its rule where rules are told."""
    if len(rules) != len(labels):
        return ", ".join(label.value for label in labels)
    return ", ".join(f"{label.value} ({rule})" for label, rule in zip(labels, rules, strict=True))


def _field(change: FieldChange, widest: int, look: Look) -> list[str]:
    old, new = field_sides(change)
    if change.words:
        pieces = list(word_pieces(field_words(change), look))
    elif old is None or new is None:
        sign, ink, text = ("+", Ink.GOOD, new) if old is None else ("-", Ink.BAD, old)
        pieces = [Piece(f"{sign} {text}", ink)]
    else:
        (_, shown_old), (_, shown_new) = field_words(change)
        pieces = [Piece(shown_old, Ink.BAD), Piece(" → "), Piece(shown_new, Ink.GOOD)]
    if change.labels:
        pieces.append(Piece(f"  ({_labels(change.labels)})", Ink.QUIET))
    return wrap(pieces, look, first=[Piece(f"{padded(field_name(change), widest)}  ", Ink.STRONG)])


def _field_columns(change: FieldChange, look: Look) -> Iterator[str]:
    labels = f"  ({_labels(change.labels)})" if change.labels else ""
    yield line([Piece(field_name(change), Ink.STRONG), Piece(labels, Ink.QUIET)], look)
    words = field_words(change)
    sides = [list(word_pieces(words, look, only=op)) for op in (WordOp.REMOVED, WordOp.ADDED)]
    yield from _two_columns(_Side("", sides[0]), _Side("", sides[1]), "~", look)


def _digits(seen: View) -> int:
    """How many digits the largest number of a unit takes."""
    last = max((number for unit in seen.comparison.units for number in (*unit.old, *unit.new)), default=0)
    return len(str(last + 1))


def _note(unit: Unit, noun: str, *, why: bool) -> str:
    """What became of a unit and its labels, for the line under it."""
    labels = _labels(unit.labels, unit.rules if why else ())
    return ": ".join(part for part in (told(unit, noun), labels) if part)


def _folded(row: Folded, noun: str) -> str:
    parts = []
    if row.same:
        parts.append(counted(len(row.same), f"unchanged {noun}"))
    if row.hidden_count:
        parts.append(counted(row.hidden_count, "hidden change"))
    return f"… {', '.join(parts)}"


def _departed(row: Departed, noun: str) -> Piece:
    return Piece(f"moved to {places(row.unit.new, noun)}: “{row.unit.old_text.split(chr(10))[0]}”", Ink.MOVED)


def _inline(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    digits = _digits(seen)
    blank = " " * (digits + 4)
    for row in seen.rows:
        if isinstance(row, Folded):
            yield line([Piece(blank), Piece(_folded(row, seen.noun), Ink.QUIET)], look)
        elif isinstance(row, Departed):
            start = f"< {row.unit.old[0] + 1:>{digits}}  "
            text = clipped(_departed(row, seen.noun).text, look.columns - len(start))
            yield line([Piece(start, Ink.MOVED), Piece(text, Ink.MOVED)], look)
        else:
            yield from _unit(row, digits, look)
            if row.is_change:
                note = Piece(f"({_note(row.unit, seen.noun, why=why)})", Ink.QUIET)
                yield from wrap([note], look, first=[Piece(blank)])


def _sign(unit: Unit) -> str:
    return ">" if unit.moved and unit.kind is UnitKind.SAME else _SIGNS[unit.kind]


def _unit(row: Shown, digits: int, look: Look) -> list[str]:
    unit, sign = row.unit, _sign(row.unit)
    ink = _SIGN_INKS[sign]
    number = (unit.new or unit.old)[0] + 1
    first = [Piece(f"{sign} {number:>{digits}}  ", ink)]
    whole = {UnitKind.ADDED: Ink.GOOD, UnitKind.REMOVED: Ink.BAD}.get(unit.kind)
    if whole is not None:
        # The sign before every line says it; marks round a whole passage would only be in the way.
        rest = [Piece(f"{sign}{' ' * (digits + 3)}", ink)]
        text = unit.new_text or unit.old_text
        return wrap(with_breaks(text, whole), look, first=first, rest=rest)
    if not row.is_change:
        return wrap(with_breaks(unit.new_text, Ink.QUIET), look, first=first)
    return wrap(word_pieces(unit_words(unit), look), look, first=first)


class _Side(NamedTuple):
    """One half of a row: the unit's number with space after it, and its text; nothing where there is none."""

    number: str
    pieces: list[Piece]


def _columns(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    digits = _digits(seen)
    for row in seen.rows:
        if isinstance(row, Folded):
            yield line([Piece(" " * (digits + 2)), Piece(_folded(row, seen.noun), Ink.QUIET)], look)
            continue
        unit = row.unit
        old = f"{unit.old[0] + 1:>{digits}}  " if unit.old else ""
        if isinstance(row, Departed):
            yield from _two_columns(_Side(old, [_departed(row, seen.noun)]), _Side("", []), "<", look)
            continue
        new = f"{unit.new[0] + 1:>{digits}}  " if unit.new else ""
        left, right = _sides(row, look)
        yield from _two_columns(_Side(old, left), _Side(new, right), _sign(unit), look)
        if row.is_change:
            note = Piece(f"({_note(unit, seen.noun, why=why)})", Ink.QUIET)
            yield from wrap([note], look, first=[Piece(" " * (digits + 2))])


def _sides(row: Shown, look: Look) -> tuple[list[Piece], list[Piece]]:
    unit = row.unit
    if not row.is_change:
        return list(with_breaks(unit.old_text, Ink.QUIET)), list(with_breaks(unit.new_text, Ink.QUIET))
    if unit.kind in {UnitKind.ADDED, UnitKind.REMOVED}:
        return list(with_breaks(unit.old_text, Ink.BAD)), list(with_breaks(unit.new_text, Ink.GOOD))
    words = unit_words(unit)
    return (
        list(word_pieces(words, look, only=WordOp.REMOVED)),
        list(word_pieces(words, look, only=WordOp.ADDED)),
    )


def _two_columns(old: _Side, new: _Side, sign: str, look: Look) -> Iterator[str]:
    """Two texts beside each other, each wrapped to half the width, the sign between."""
    half = (look.columns - 3) // 2
    left, right = (
        wrap(side.pieces, look, first=[Piece(side.number, Ink.QUIET)], width=half, is_column=True)
        if side.pieces
        else []
        for side in (old, new)
    )
    middle = line([Piece(f" {sign} ", _SIGN_INKS[sign])], look)
    for old_line, new_line in zip_longest(left, right, fillvalue=""):
        space = " " * (half - cells(unpainted(old_line)))
        yield f"{old_line}{space}{middle}{new_line}".rstrip(" ")


def _facts(changes: tuple[FactChange, ...], look: Look) -> Iterator[str]:
    yield line([Piece("Facts", Ink.STRONG)], look)
    widest = max(len(change.kind.value) for change in changes)
    for change in changes:
        sign = _FACT_SIGNS[change.change]
        first = [
            Piece(f"{sign} ", _SIGN_INKS[sign]),
            Piece(f"{padded(change.kind.value, widest)}  ", Ink.QUIET),
        ]
        yield from wrap([Piece(fact_change(change))], look, first=first)


def fact_change(change: FactChange) -> str:
    """What became of a fact, in words: `2,500 → 2,600 US troops`."""
    old, new = change.old, change.new
    if old is None or new is None:
        fact = new or old
        return "" if fact is None else fact_phrase(fact)
    if change.change is FactChangeKind.MOVED:
        return f"{fact_phrase(new)} (moved from passage {old.passage + 1} to {new.passage + 1})"
    if (old.subject, old.speaker, old.qualifier) == (new.subject, new.speaker, new.qualifier):
        return f"{old.text} → {fact_phrase(new)}"
    return f"{fact_phrase(old)} → {fact_phrase(new)}"
