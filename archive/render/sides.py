"""A comparison on the terminal, the old text on the left and the new on the right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from archive.model import Comparison, Label, UnitKind, WordOp
from archive.render.frame import SIGN_INKS, departed, digits, document, explained, folded, note, sign_of
from archive.render.layout import Piece, cells, line, wrap
from archive.render.look import Ink, Look, unpainted
from archive.render.view import Departed, Folded, Shown, View, field_words, unit_words, view
from archive.render.wording import field_name, field_told, labelled
from archive.render.words import with_breaks, word_pieces


def side_by_side(
    compared: Comparison,
    look: Look,
    *,
    context: int = 1,
    hide: frozenset[Label] = frozenset(),
    why: bool = False,
) -> str:
    """What changed, as `comparison` shows it, the old text on the left and the new on the right."""
    seen = view(compared, context=context, hide=hide)
    return document(seen, look, _fields(seen, look, why=why), _units(seen, look, why=why), why=why)


def _fields(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    for change in seen.fields:
        what = ": ".join(part for part in (field_told(change), labelled(change.labels)) if part)
        yield line([Piece(field_name(change), Ink.STRONG), Piece(f"  ({what})", Ink.QUIET)], look)
        words = field_words(change)
        old, new = (
            _Side("", list(word_pieces(words, look, only=op))) for op in (WordOp.REMOVED, WordOp.ADDED)
        )
        yield from _two_columns(old, new, "~", look)
        if why:
            yield from explained(change, 2, look)


class _Side(NamedTuple):
    """One half of a row: the unit's number with space after it, and its text; nothing where there is none."""

    number: str
    pieces: list[Piece]


def _units(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    width = digits(seen)
    for row in seen.rows:
        if isinstance(row, Folded):
            yield line([Piece(" " * (width + 2)), Piece(folded(row, seen.noun), Ink.QUIET)], look)
            continue
        unit = row.unit
        old = f"{unit.old[0] + 1:>{width}}  " if unit.old else ""
        if isinstance(row, Departed):
            yield from _two_columns(_Side(old, [departed(row, seen.noun)]), _Side("", []), "<", look)
            continue
        new = f"{unit.new[0] + 1:>{width}}  " if unit.new else ""
        left, right = _sides(row, look)
        yield from _two_columns(_Side(old, left), _Side(new, right), sign_of(unit), look)
        if row.is_change:
            told = Piece(f"({note(unit, seen.noun)})", Ink.QUIET)
            yield from wrap([told], look, first=[Piece(" " * (width + 2))])
            if why:
                yield from explained(unit, width + 4, look)


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
    for old_line, new_line in zip_longest(left, right, fillvalue=""):
        space = " " * (half - cells(unpainted(old_line)))
        middle = look.paint(f" {sign}", SIGN_INKS[sign])
        yield f"{old_line}{space}{middle} {new_line}".rstrip(" ")
