"""A change with its surroundings: what the labels' rules look at.

A comparison of words says which characters of either side changed. A rule finds expressions (`$5.2m`,
`24 March`, `can't`) in the text around those characters, and keeps those that a change touched: so the
`€` that became a `$` makes the whole sum another, though its figure stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from archive.changes import lexicon
from archive.model import WordOp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import WordRun

_AROUND_CHARS = 32  # no expression that a rule looks for reaches further
_NEXT_WORD = re.compile(r"\W*(\w*)")


class Touched(NamedTuple):
    """An expression that a change touched: its normal form, the word after it, and where it stands."""

    value: str
    following: str
    start: int
    end: int


class Island(NamedTuple):
    """What one stretch of a text became: texts, and where they stand on either side."""

    old: str
    new: str
    old_start: int
    new_start: int
    is_whole: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a change: its text, and the stretches of it that changed."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def windows(self) -> tuple[tuple[int, int], ...]:
        """The stretches with what stands around them, joined where they meet."""
        joined: list[tuple[int, int]] = []
        for start, end in self.spans:
            low, high = self._word_edge(start), min(len(self.text), end + _AROUND_CHARS)
            if joined and low <= joined[-1][1]:
                joined[-1] = (joined[-1][0], high)
            else:
                joined.append((low, high))
        return tuple(joined)

    def _word_edge(self, start: int) -> int:
        low = start - _AROUND_CHARS
        return 0 if low <= 0 else self.text.rfind(" ", 0, low) + 1

    def touched(self, pattern: re.Pattern[str]) -> list[Touched]:
        """The expressions of a pattern that a change touched, folded, in order."""
        found = []
        for low, high in self.windows:
            for match in pattern.finditer(self.text, low, high):
                start, end = match.span()
                if self.is_changed(start, end):
                    following = _NEXT_WORD.match(self.text, end)
                    word = following[1].lower() if following else ""
                    found.append(Touched(match[0], word, start, end))
        return found

    def is_changed(self, start: int, end: int) -> bool:
        """Whether a change touches the stretch; an empty one touches what it stands within."""
        return any(
            low < end and start < high if low < high else start < low < end for low, high in self.spans
        )


class Change:
    """An edit (or an addition or removal, where the other text is empty) as rules look at it."""

    def __init__(self, runs: Sequence[WordRun]) -> None:
        islands: list[Island] = []
        old: list[str] = []
        new: list[str] = []
        old_at = new_at = 0
        removed = added = ""
        for op, text in (*runs, (WordOp.KEPT, "")):
            if op is WordOp.KEPT:
                if removed or added:
                    islands.append(Island(removed, added, old_at - len(removed), new_at - len(added)))
                    removed = added = ""
                old.append(text)
                new.append(text)
                old_at, new_at = old_at + len(text), new_at + len(text)
            elif op is WordOp.REMOVED:
                removed += text
                old.append(text)
                old_at += len(text)
            else:
                added += text
                new.append(text)
                new_at += len(text)
        self.islands = tuple(islands)
        self.old = Side("".join(old), tuple((i.old_start, i.old_start + len(i.old)) for i in islands))
        self.new = Side("".join(new), tuple((i.new_start, i.new_start + len(i.new)) for i in islands))

    @property
    def is_edit(self) -> bool:
        """Whether there is text on both sides."""
        return bool(self.old.text and self.new.text)

    def both(self, pattern: re.Pattern[str]) -> tuple[list[Touched], list[Touched]]:
        """What a pattern finds touched on the old and on the new side."""
        return self.old.touched(pattern), self.new.touched(pattern)


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations stand in a text, their marks included."""
    return tuple(match.span() for match in lexicon.QUOTED.finditer(text))
