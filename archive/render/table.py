"""Aligned columns, as listings have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.render.layout import Piece, cells, clipped, line, padded, wrap
from archive.render.look import Ink, Look
from archive.render.safe import terminal_safe

LEAST_ROOM_CELLS = 20
"""Where the last column would get less than this, rows are written as running text instead."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and a cell for each row."""

    heading: str
    cells: Sequence[Piece]
    is_right: bool = False

    @property
    def width(self) -> int:
        """As wide as its widest cell."""
        return max(cells(self.heading), *(cells(terminal_safe(cell.text)) for cell in self.cells))


def name(title: str | None, lead: str) -> Piece:
    """What a listing calls an article: its headline, or the start of the lead in quotation marks."""
    if title is not None:
        return Piece(title)
    return Piece(f"“{lead}”" if lead else "", Ink.QUIET)


def table(
    columns: Sequence[Column], heading: str, last: Sequence[Sequence[Piece]], look: Look, *, is_clipped: bool
) -> str:
    """Aligned columns, two spaces between, and a last one that takes what is left.

    The first column takes at most a quarter of the width; a longer key is not cut, but has the rest of its
    row under it. The last column is cut with `…` (`is_clipped`), or wrapped.
    """
    widths = [column.width for column in columns]
    widths[0] = min(widths[0], max(look.columns // 4, cells(columns[0].heading)))
    if sum(widths) + 2 * len(widths) + LEAST_ROOM_CELLS > look.columns:
        return "\n".join(_running(columns, last, look))
    headings = [
        Piece(padded(column.heading, width, right=column.is_right) + "  ", Ink.QUIET)
        for column, width in zip(columns, widths, strict=True)
    ]
    lines = [line([*headings, Piece(heading, Ink.QUIET)], look)]
    for number, rest in enumerate(last):
        row = [
            Piece(
                padded(terminal_safe(column.cells[number].text), width, right=column.is_right) + "  ",
                column.cells[number].ink,
            )
            for column, width in zip(columns, widths, strict=True)
        ]
        if cells(row[0].text) > widths[0] + 2:
            lines.append(line([Piece(row[0].text.rstrip(" "), row[0].ink)], look))
            row[0] = Piece(" " * (widths[0] + 2))
        room = look.columns - sum(cells(cell.text) for cell in row)
        lines += wrap(_cut(rest, room) if is_clipped else rest, look, first=row, is_column=is_clipped)
    return "\n".join(lines)


def _running(columns: Sequence[Column], last: Sequence[Sequence[Piece]], look: Look) -> Iterable[str]:
    """Rows as running text, for a narrow terminal."""
    for number, rest in enumerate(last):
        pieces = list[Piece]()
        for column in columns:
            pieces += [column.cells[number], Piece("  ")]
        yield from wrap([*pieces, *rest], look, rest=[Piece("  ")])


def _cut(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """The pieces that fit, the last of them cut."""
    kept = list[Piece]()
    for piece in pieces:
        text = clipped(piece.text, room)
        kept.append(Piece(text, piece.ink))
        room -= cells(text)
        if text != terminal_safe(piece.text) or room <= 0:
            break
    return kept
