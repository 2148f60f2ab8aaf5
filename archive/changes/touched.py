"""A change with its surroundings: what the labels' rules look at.

A comparison of words says which characters of either side changed. A rule finds expressions (`$5.2m`,
`24 March`, `can't`) in the text around those characters, and keeps those that a change touched: so the
`€` that became a `$` makes the whole sum another, though its figure stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from archive.model import WordOp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.changes.lexicon import Expression
    from archive.model import WordRun

_AROUND_CHARS = 32  # no expression that a rule looks for reaches further
_LETTERS = re.compile(r"[^\W\d_]+")
_WITHIN_SENTENCE = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w'’-]*")


class Touched(NamedTuple):
    """An expression that a change touched: as written, and where it stands."""

    text: str
    start: int
    end: int


class Island(NamedTuple):
    """What one stretch of a text became: the texts, and where they stand on either side."""

    old: str
    new: str
    old_start: int
    new_start: int


class Spans:
    """Stretches of a text that do not overlap, for asking which of them another stretch touches."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with the stretch; an empty one, if it stands within it."""
        at = bisect_right(self._starts, start) - 1
        for low, high in self._spans[max(at, 0) : at + 3]:
            if low < end and start < high if low < high else start < low < end:
                return True
        return False

    def __iter__(self) -> Iterable[tuple[int, int]]:
        return iter(self._spans)


class Text:
    """One side of a change: its text, and the stretches of it that changed."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.changed = Spans(spans)
        self._windows: list[tuple[int, int]] = []
        for start, end in spans:
            low = start - _AROUND_CHARS
            low = 0 if low <= 0 else text.rfind(" ", 0, low) + 1
            high = min(len(text), end + _AROUND_CHARS)
            if self._windows and low <= self._windows[-1][1]:
                self._windows[-1] = (self._windows[-1][0], high)
            else:
                self._windows.append((low, high))
        near = " ".join([text[low:high] for low, high in self._windows])
        lower = near.lower()
        self._words = frozenset(_LETTERS.findall(lower))
        self._signs = set(near)
        if any(map(str.isdigit, self._signs)):
            self._signs.add("0")
        if lower != near:
            self._signs.add("A")

    def touched(self, expression: Expression) -> list[Touched]:
        """The expressions that a change touched, in order."""
        found: list[Touched] = []
        if self._signs.isdisjoint(expression.signs) and self._words.isdisjoint(expression.words):
            return found
        for low, high in self._windows:
            for match in expression.pattern.finditer(self.text, low, high):
                start, end = match.span()
                if self.changed.touch(start, end):
                    found.append(Touched(match[0], start, end))
        return found

    @cached_property
    def names_within(self) -> frozenset[str]:
        """The capitalised words that stand within a sentence somewhere in the text."""
        return frozenset(_WITHIN_SENTENCE.findall(self.text))


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
                removed = text
                old.append(text)
                old_at += len(text)
            else:
                added = text
                new.append(text)
                new_at += len(text)
        self.islands = tuple(islands)
        self._texts = "".join(old), "".join(new)
        self.is_edit = bool(self._texts[0] and self._texts[1])
        self.look_at(range(len(islands)))

    def look_at(self, numbers: Iterable[int]) -> None:
        """Let rules see no islands but these."""
        seen = [self.islands[number] for number in numbers]
        self.old = Text(self._texts[0], [(i.old_start, i.old_start + len(i.old)) for i in seen])
        self.new = Text(self._texts[1], [(i.new_start, i.new_start + len(i.new)) for i in seen])

    def touched(self, expression: Expression) -> tuple[list[Touched], list[Touched]]:
        """The expressions that the change touched on the old and on the new side."""
        return self.old.touched(expression), self.new.touched(expression)
