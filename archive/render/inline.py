"""A comparison on the terminal, inline: like a careful proof-reader's marks."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Comparison, FieldChange, Label, UnitKind
from archive.render.frame import SIGN_INKS, departed, digits, document, explained, folded, note, sign_of
from archive.render.layout import Piece, cells, clipped, line, padded, wrap
from archive.render.look import Ink, Look
from archive.render.view import Departed, Folded, Shown, View, field_words, unit_words, view
from archive.render.wording import field_name, field_sides, labelled
from archive.render.words import with_breaks, word_pieces


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
    return document(seen, look, _fields(seen, look, why=why), _units(seen, look, why=why), why=why)


def _fields(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    widest = max(cells(field_name(change)) for change in seen.fields)
    for change in seen.fields:
        yield from _field(change, widest, look)
        if why:
            yield from explained(change, widest + 2, look)


def _field(change: FieldChange, widest: int, look: Look) -> list[str]:
    old, new = field_sides(change)
    if old is None or new is None:
        sign, ink, text = ("+", Ink.GOOD, new) if old is None else ("-", Ink.BAD, old)
        pieces = [Piece(f"{sign} {text}", ink)]
    elif old == new:
        pieces = [Piece(f"> {new}", Ink.MOVED), Piece("  moved")]
    elif change.words:
        pieces = list(word_pieces(field_words(change), look))
    else:
        (_, shown_old), (_, shown_new) = field_words(change)
        pieces = [Piece(shown_old, Ink.BAD), Piece(" → "), Piece(shown_new, Ink.GOOD)]
    if change.labels:
        pieces.append(Piece(f"  ({labelled(change.labels)})", Ink.QUIET))
    return wrap(pieces, look, first=[Piece(f"{padded(field_name(change), widest)}  ", Ink.STRONG)])


def _units(seen: View, look: Look, *, why: bool) -> Iterator[str]:
    width = digits(seen)
    blank = " " * (width + 4)
    for row in seen.rows:
        if isinstance(row, Folded):
            yield line([Piece(blank), Piece(folded(row, seen.noun), Ink.QUIET)], look)
        elif isinstance(row, Departed):
            start = f"< {row.unit.old[0] + 1:>{width}}  "
            text = clipped(departed(row, seen.noun).text, look.columns - len(start))
            yield line([Piece(start, Ink.MOVED), Piece(text, Ink.MOVED)], look)
        else:
            yield from _unit(row, width, look)
            if row.is_change:
                told = Piece(f"({note(row.unit, seen.noun)})", Ink.QUIET)
                yield from wrap([told], look, first=[Piece(blank)])
                if why:
                    yield from explained(row.unit, len(blank) + 2, look)


def _unit(row: Shown, width: int, look: Look) -> list[str]:
    unit, sign = row.unit, sign_of(row.unit)
    ink = SIGN_INKS[sign]
    number = (unit.new or unit.old)[0] + 1
    first = [Piece(f"{sign} {number:>{width}}  ", ink)]
    whole = {UnitKind.ADDED: Ink.GOOD, UnitKind.REMOVED: Ink.BAD}.get(unit.kind)
    if whole is not None:
        # The sign before every line says it; marks round a whole passage would only be in the way.
        rest = [Piece(f"{sign}{' ' * (width + 3)}", ink)]
        text = unit.new_text or unit.old_text
        return wrap(with_breaks(text, whole), look, first=first, rest=rest)
    if not row.is_change:
        return wrap(with_breaks(unit.new_text, Ink.QUIET), look, first=first)
    return wrap(word_pieces(unit_words(unit), look), look, first=first)
