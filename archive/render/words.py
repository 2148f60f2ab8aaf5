"""Runs of words for the terminal: in colour, or with `[-removed-]` and `{+added+}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.model import WordOp, WordRun
from archive.render.layout import BREAK, Piece
from archive.render.look import Ink, Look

LINE_END = "↵"
"""Stands for an end of a passage or sentence that was itself added or removed."""

_MARKS = {WordOp.REMOVED: ("[-", "-]"), WordOp.ADDED: ("{+", "+}")}
_INKS = {WordOp.REMOVED: Ink.REMOVED, WordOp.ADDED: Ink.ADDED}
# Between the two characters of anything in the text itself that would read as one of our marks.
_FALSE_MARK = re.compile(r"(?<=\[)(?=-)|(?<=\{)(?=\+)|(?<=-)(?=\])|(?<=\+)(?=\})")
_EDGES = re.compile(r"( *)(.*?)( *)", re.DOTALL)


def word_pieces(words: Iterable[WordRun], look: Look, *, only: WordOp | None = None) -> Iterator[Piece]:
    r"""Runs as pieces of text.

    Without colour, a mark that stands in the text itself has a backslash put into it (`[\-`), so that
    no article can pretend to a change.

    Args:
        words: The runs.
        look: How it is to look.
        only: Of the changed runs only the removed or only the added ones: one side of the comparison.
    """
    for run in words:
        text = run.text if look.has_colour else _FALSE_MARK.sub(r"\\", run.text)
        if run.op is WordOp.KEPT:
            yield from with_breaks(text, Ink.PLAIN)
        elif only is None or run.op is only:
            yield from _changed(run.op, text, look)


def with_breaks(text: str, ink: Ink) -> Iterator[Piece]:
    """A text as pieces, a line ended at each line feed."""
    for number, part in enumerate(text.split("\n")):
        if number:
            yield BREAK
        yield Piece(part, ink)


def _changed(op: WordOp, text: str, look: Look) -> Iterator[Piece]:
    """A changed run; the spaces at its ends stand outside its marks, where a line can be broken."""
    ink = _INKS[op]
    edges = _EDGES.fullmatch(text)
    before, core, after = edges.groups() if edges and not text.isspace() else ("", text, "")
    start, end = ("", "") if look.has_colour else _MARKS[op]
    yield Piece(before)
    parts = core.split("\n")
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        shown = part if is_last else part + LINE_END
        if shown:
            yield Piece(f"{start}{shown}{end}", ink)
        if op is WordOp.ADDED and not is_last:
            yield BREAK
    yield Piece(after)
