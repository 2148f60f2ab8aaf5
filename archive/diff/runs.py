"""Words of two texts, side by side: what was kept, taken out and put in.

Words are compared whole, without the white space before them; that follows afterwards, so that a
full stop does not make another word of the one it follows. An island of change that could stand in
several places (`the big [the big] dog`) is slid to where a reader would put it, and two islands parted
by nothing but a lone article, conjunction, preposition or comma become one where both replace text:
confetti tells nobody anything. Figures, names, quotation marks and every other word are never taken in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.diff.script import Island, encoded, islands
from archive.model import WordOp, WordRun
from archive.text.words import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIRRORED = {WordOp.REMOVED: WordOp.ADDED, WordOp.ADDED: WordOp.REMOVED, WordOp.KEPT: WordOp.KEPT}

_LINKING_WORDS = (
    "a an and as at but by for from in into is it its of on or so that the their this to was with ,"
)
_LINKING = frozenset(_LINKING_WORDS.split())
"""Words so common that one of them alone between two changes is chance more often than not."""

_CLOSING = re.compile(r"[.!?…。！？]|[”’\"')\]»]")


def word_runs(old: str, new: str) -> tuple[WordRun, ...]:
    """Runs of whole words: `=` and `-` joined give the old text exactly, `=` and `+` the new one.

    Within a change the removed words come first. Swapping the sides swaps `-` and `+` and nothing else.

    Example:
        >>> [(run.op.value, run.text) for run in word_runs("12 people died.", "21 people died.")]
        [('-', '12'), ('+', '21'), ('=', ' people died.')]
    """
    if old == new:
        return (WordRun(WordOp.KEPT, old),) if old else ()
    if not old:
        return (WordRun(WordOp.ADDED, new),)
    if not new:
        return (WordRun(WordOp.REMOVED, old),)
    if old > new:  # computed one way only, so that the other is its mirror
        return mirrored(_runs(pieces(new), pieces(old)))
    return _runs(pieces(old), pieces(new))


def mirrored(runs: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """The runs told from new to old: within each change the removed words again first."""
    told: list[WordRun] = []
    for run in runs:
        other = WordRun(_MIRRORED[run.op], run.text)
        if other.op is WordOp.REMOVED and told and told[-1].op is WordOp.ADDED:
            told.insert(-1, other)
        else:
            told.append(other)
    return tuple(told)


def _runs(old: list[str], new: list[str]) -> tuple[WordRun, ...]:
    old_words = [piece.lstrip() for piece in old]
    new_words = [piece.lstrip() for piece in new]
    found = islands(*encoded(old_words, new_words))
    found = _merged(_slid(found, old_words, new_words), old_words)
    return _written(found, old, new, old_words)


def _slid(found: list[Island], old: Sequence[str], new: Sequence[str]) -> list[Island]:
    """Pure insertions and removals where they read best: at the ends of sentences and clauses first."""
    placed: list[Island] = []
    for number, island in enumerate(found):
        before = island.old_start - (placed[-1].old_end + 1 if placed else 0)
        following = found[number + 1].old_start - 1 if number + 1 < len(found) else len(old)
        after = following - island.old_end
        if island.old_start == island.old_end:
            shift = _best_shift(new, island.new_start, island.new_end, before, after)
        elif island.new_start == island.new_end:
            shift = _best_shift(old, island.old_start, island.old_end, before, after)
        else:
            shift = 0
        placed.append(Island(*(position + shift for position in island)))
    return placed


def _best_shift(words: Sequence[str], start: int, end: int, before: int, after: int) -> int:
    """How far to slide a stretch of words, at most so many kept words to the left and to the right."""
    first = last = 0
    while first > -before and words[start + first - 1] == words[end + first - 1]:
        first -= 1
    while last < after and words[start + last] == words[end + last]:
        last += 1
    if first == last:
        return 0
    return max(range(first, last + 1), key=lambda by: (_edge(words, start + by) + _edge(words, end + by), by))


def _edge(words: Sequence[str], at: int) -> int:
    """How natural it is to cut before the word: 3 at a sentence's end, 2 at a clause's, 0 within."""
    if at == 0 or at == len(words):
        return 3
    before = words[at - 1]
    if _CLOSING.fullmatch(before):
        return 3
    if before in {",", ";", ":", "–", "—", "-", "("}:
        return 2
    return 1 if words[at] in {"“", '"', "(", "and", "or", "but", "who", "which"} else 0


def _merged(found: list[Island], old: Sequence[str]) -> list[Island]:
    """The islands, those that only a lone linking word parts made one where both replace text."""
    joined: list[Island] = []
    for island in found:
        if joined:
            last = joined[-1]
            if (
                island.old_start - last.old_end == 1
                and old[last.old_end].lower() in _LINKING
                and _replaces(last)
                and _replaces(island)
                and min(_size(last), _size(island)) >= 4
            ):
                joined[-1] = Island(last.old_start, island.old_end, last.new_start, island.new_end)
                continue
        joined.append(island)
    return joined


def _replaces(island: Island) -> bool:
    return island.old_start < island.old_end and island.new_start < island.new_end


def _size(island: Island) -> int:
    return island.old_end - island.old_start + island.new_end - island.new_start


def _written(
    found: list[Island],
    old: list[str],
    new: list[str],
    old_words: Sequence[str],
) -> tuple[WordRun, ...]:
    """The islands as runs of text, the white space put where it belongs."""
    writer = _Writer()
    i = j = 0
    for island in [*found, Island(len(old), len(old), len(new), len(new))]:
        count = island.old_start - i
        if old[i : i + count] == new[j : j + count]:
            writer.keep(old[i : i + count])
        else:
            for at in range(count):
                old_piece, new_piece = old[i + at], new[j + at]
                if old_piece != new_piece:
                    word = old_words[i + at]
                    cut = len(word)
                    writer.change(old_piece[: len(old_piece) - cut], new_piece[: len(new_piece) - cut])
                    old_piece = word
                if old_piece:
                    writer.keep([old_piece])
        writer.change(
            "".join(old[island.old_start : island.old_end]), "".join(new[island.new_start : island.new_end])
        )
        i, j = island.old_end, island.new_end
    return writer.finished()


class _Writer:
    """Gathers runs; a change's white space is left outside it where both sides share it."""

    def __init__(self) -> None:
        self._runs: list[WordRun] = []
        self._kept: list[str] = []
        self._old = self._new = ""

    def keep(self, kept: list[str]) -> None:
        if kept:
            if self._old or self._new:
                self._close(kept)
            else:
                self._kept.extend(kept)

    def change(self, old: str, new: str) -> None:
        self._old += old
        self._new += new

    def _close(self, following: list[str]) -> None:
        """Write the change that stands open; `following` is what is kept after it."""
        old, new = self._old, self._new
        self._old = self._new = ""
        if old and new:
            space = 0
            while space < min(len(old), len(new)) and old[space] == new[space] and old[space].isspace():
                space += 1
            self._kept.append(old[:space])
            old, new = old[space:], new[space:]
        else:
            changed = old or new
            space = len(changed) - len(changed.lstrip())
            lead = changed[:space]
            # " very" before " big" reads better as "very " once the space before it is kept.
            if 0 < space < len(changed) and following and following[0].startswith(lead):
                changed = changed[space:] + lead
                self._kept.append(lead)
                following = [following[0][space:], *following[1:]]
                old, new = (changed, "") if old else ("", changed)
        kept = "".join(self._kept)
        if kept:
            self._runs.append(WordRun(WordOp.KEPT, kept))
        if old:
            self._runs.append(WordRun(WordOp.REMOVED, old))
        if new:
            self._runs.append(WordRun(WordOp.ADDED, new))
        self._kept = list(following)

    def finished(self) -> tuple[WordRun, ...]:
        if self._old or self._new:
            self._close([])
        kept = "".join(self._kept)
        if kept:
            self._runs.append(WordRun(WordOp.KEPT, kept))
        return tuple(self._runs)
