"""A revision with its margin: which revision brought each sentence, or each run of words, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import SentenceOrigin
from archive.render.layout import Piece, padded, wrap
from archive.render.look import Ink, Look
from archive.render.moment import moment

LEAST_ROOM_CELLS = 40
"""Where the text would get less than this beside the date, the margin holds the revision alone."""
_BETWEEN = "  "


def origins(rows: Sequence[SentenceOrigin], look: Look) -> str:
    """The sentences in order, each beside the revision in which it first stood; passages parted by a line.

    Where the rows tell of words, each run of them has its own line; a run that goes on with a sentence is
    set in.
    """
    if not rows:
        return "No sentences."
    return "\n".join(_lines(rows, look))


def _lines(rows: Sequence[SentenceOrigin], look: Look) -> Iterator[str]:
    blocks = [list(_runs(row)) for row in rows]
    widest = max(len(run.revision) for block in blocks for run in block)
    dated = max(len(run.captured) for block in blocks for run in block)
    has_dates = widest + dated + 2 * len(_BETWEEN) + LEAST_ROOM_CELLS <= look.columns
    before: SentenceOrigin | None = None
    for row, block in zip(rows, blocks, strict=True):
        if before is not None and (row.section, row.passage) != (before.section, before.passage):
            yield ""
        if row.heading and (before is None or row.section != before.section):
            yield from wrap([Piece(row.heading, Ink.STRONG)], look)
            yield ""
        before = row
        for number, run in enumerate(block):
            margin = [Piece(padded(run.revision, widest) + _BETWEEN, Ink.KEY)]
            if has_dates:
                margin.append(Piece(padded(run.captured, dated) + _BETWEEN, Ink.QUIET))
            if number:
                margin.append(Piece("  "))
            yield from wrap([Piece(run.text)], look, first=margin)


class _Run(NamedTuple):
    """What one revision brought: a sentence, or words of one."""

    text: str
    revision: str
    captured: str


def _runs(row: SentenceOrigin) -> Iterator[_Run]:
    if row.words is None:
        edited = f", edited @{row.edited_revision}" if row.edited_revision is not None else ""
        yield _Run(row.text, f"@{row.first_revision}{edited}", moment(row.first_captured_at))
        return
    for (text, number), captured_at in zip(row.words, row.words_captured_at, strict=True):
        yield _Run(text.strip(" "), f"@{number}", moment(captured_at))
