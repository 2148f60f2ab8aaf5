"""Lines of a given width out of pieces of text.

A *piece* is text with its ink. Every piece is made safe here, on its way to a line, so that no
renderer can forget it: the only escape sequences in the result are our own. Widths are display
cells: a Chinese character takes two, a combining accent none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from archive.render.look import Ink, Look
from archive.render.safe import terminal_safe


class Piece(NamedTuple):
    """Some text and what it is. A line feed in it is data and is shown as `␊`; see `BREAK`."""

    text: str
    ink: Ink = Ink.PLAIN


BREAK = Piece("\n")
"""A piece that ends the line."""

_OPENERS = "（「『【《〈〔“‘([{"
_CLOSERS = "、。，．！？：；）」』】》〉〕”’…ー々〜)]}.,:;!?%"
_MARK_STARTS = ("[-", "{+")
_MARK_ENDS = ("-]", "+}")

# Patterns with large classes are compiled when first needed: most commands never need most of them.


@cache
def _narrow() -> re.Pattern[str]:
    """Text in scripts that are one cell a character for certain: no need for the table of widths."""
    return re.compile(
        "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
        "\u20a0-\u20bf\u2190-\u21ff\u2400-\u2426]*"
    )


@cache
def _wide() -> re.Pattern[str]:
    """A character of a script that is written without spaces, and two cells wide."""
    return re.compile(
        "[\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
        "\U00020000-\U0003ffff]"
    )


@cache
def _tokens() -> re.Pattern[str]:
    """Spaces, words, and wide characters one by one, each with the punctuation that clings to it."""
    wide = _wide().pattern
    return re.compile(
        rf" +|[{re.escape(_OPENERS)}]*{wide}[{re.escape(_CLOSERS)}\u0300-\u036f\ufe00-\ufe0f]*|[^ {wide[1:]}+"
    )


_SPACED = re.compile(" +|[^ ]+")


def cells(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii() or _narrow().fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clipped(text: str, width: int) -> str:
    """The text made safe, cut to a width with `…` at the end where it is longer."""
    text = terminal_safe(text)
    if cells(text) <= width:
        return text
    return _split_at(text, width - 1)[0].rstrip(" ") + "…"


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to a width, after it or (`right`) before it."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    Example:
        >>> counted(1, "passage"), counted(2500, "passage")
        ('1 passage', '2,500 passages')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def enumerated(items: Sequence[str], last: str = "and") -> str:
    """Items as one speaks them.

    Example:
        >>> enumerated(["3", "4", "7"])
        '3, 4 and 7'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def line(pieces: Iterable[Piece], look: Look) -> str:
    """One line, as long as it comes."""
    return "".join(look.paint(terminal_safe(piece.text), piece.ink) for piece in pieces)


def wrap(
    pieces: Iterable[Piece],
    look: Look,
    *,
    first: Sequence[Piece] = (),
    rest: Sequence[Piece] | None = None,
    width: int | None = None,
    is_column: bool = False,
) -> list[str]:
    """Lines no wider than the width, broken at spaces and between Chinese or Japanese characters.

    A word that is too long on its own is broken where its script is written without spaces, or in a
    column; an address in running text is left whole, so that it can be copied.

    Args:
        pieces: The text.
        look: How it is to look.
        first: What stands before the first line, within the width.
        rest: What stands before the others; None: as many spaces as `first` is wide.
        width: Instead of the look's.
        is_column: The result is a column: break whatever is too long.
    """
    total = look.columns if width is None else width
    indent = cells("".join(piece.text for piece in first))
    if rest is None:
        rest = (Piece(" " * indent),)
    room = max(total - max(indent, cells("".join(piece.text for piece in rest))), 1)
    lines = [_painted(parts, look) for parts in _filled(_words(pieces), room, is_column=is_column)]
    starts = line(first, look), line(rest, look)
    return [
        (starts[bool(number)] + text).rstrip(" ") if text else _bare(rest if number else first, look)
        for number, text in enumerate(lines or [""])
    ]


def _bare(pieces: Sequence[Piece], look: Look) -> str:
    """What stands before a line with nothing after it: no space at its end."""
    kept = list(pieces)
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    return line([*kept[:-1], Piece(kept[-1].text.rstrip(" "), kept[-1].ink)], look) if kept else ""


class _Word(NamedTuple):
    """What may not be broken: parts of one or several inks, and the space before it."""

    gap: Piece
    parts: tuple[Piece, ...]
    width: int


def _words(pieces: Iterable[Piece]) -> Iterator[_Word | None]:
    """Words in order; None for the end of a line."""
    pieces = list(pieces)
    has_wide = any(not piece.text.isascii() and _wide().search(piece.text) for piece in pieces)
    tokens = _tokens() if has_wide else _SPACED
    gap, parts = Piece(""), list[Piece]()

    def taken() -> Iterator[_Word]:
        nonlocal gap, parts
        if parts:
            yield _Word(gap, tuple(parts), sum(cells(part.text) for part in parts))
            gap, parts = Piece(""), []

    for piece in pieces:
        if piece is BREAK:
            yield from taken()
            yield None
            gap = Piece("")
            continue
        for token in tokens.findall(terminal_safe(piece.text)):
            if token[0] == " ":
                yield from taken()
                gap = Piece(gap.text + token, piece.ink)
                continue
            if has_wide and parts and _may_break(parts[-1].text, token):
                yield from taken()
            parts.append(Piece(token, piece.ink))
    yield from taken()


def _may_break(before: str, after: str) -> bool:
    if not (_wide().search(before[-2:]) or _wide().search(after[:2])):
        return False
    return not (
        after[0] in _CLOSERS
        or after.startswith(_MARK_ENDS)
        or before[-1] in _OPENERS
        or before.endswith(_MARK_STARTS)
    )


def _filled(words: Iterable[_Word | None], room: int, *, is_column: bool) -> Iterator[list[Piece]]:
    """Lines of pieces, each as full as it can be."""
    current, used = list[Piece](), 0
    for word in words:
        if word is None:
            yield current
            current, used = [], 0
            continue
        gap = word.gap if current else Piece("")
        if used + len(gap.text) + word.width <= room:
            current += [gap, *word.parts] if gap.text else word.parts
            used += len(gap.text) + word.width
            continue
        if current:
            yield current
        *full, current = _broken(word, room, is_column=is_column)
        yield from full
        used = sum(cells(part.text) for part in current)
    if current:
        yield current


def _broken(word: _Word, room: int, *, is_column: bool) -> list[list[Piece]]:
    """A word in as many lines as it needs."""
    text = "".join(part.text for part in word.parts)
    if word.width <= room or (text.isascii() and not is_column):
        return [list(word.parts)]
    lines, used = [list[Piece]()], 0
    for part in word.parts:
        start = at = 0
        for end, width in _characters(part.text):
            if used and used + width > room:
                lines[-1].append(Piece(part.text[start:at], part.ink))
                lines.append([])
                start, used = at, 0
            at, used = end, used + width
        lines[-1].append(Piece(part.text[start:], part.ink))
    return lines


def _split_at(text: str, width: int) -> tuple[str, str]:
    """The text in two, the first no wider than the width; never between a letter and its accent."""
    at = used = 0
    for end, size in _characters(text):
        used += size
        if used > width:
            break
        at = end
    return text[:at], text[at:]


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Where each character ends, its accents and joined emoji included, and how many cells it takes."""
    width = 0
    for position, character in enumerate(text):
        size = _cell(character)
        if position and size and text[position - 1] != "\u200d":
            yield position, width
            width = 0
        width = max(width, size)
    if text:
        yield len(text), width


@cache
def _cell(character: str) -> int:
    return cells(character)


def _painted(parts: Sequence[Piece], look: Look) -> str:
    """Parts as one string, neighbours of one ink painted together."""
    result, run, ink = list[str](), list[str](), Ink.PLAIN
    for part in parts:
        if part.ink is not ink:
            result.append(look.paint("".join(run), ink))
            run, ink = [], part.ink
        run.append(part.text)
    result.append(look.paint("".join(run), ink))
    return "".join(result)
