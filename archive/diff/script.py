"""Where two sequences differ: islands of change in a sea of what is kept.

Each distinct item becomes a code point, and diff-match-patch compares the strings of code points. Its
clock is off (a time-out makes a result depend on the machine's load), and so is its cleanup, which would
cut inside an item. Myers' algorithm costs the square of what differs, so long and very different
stretches are first divided at items, or runs of 2, 4, 8 … items, that stand once on either side; where
there are none left, rapidfuzz's bit-parallel longest common subsequence takes over, up to a bound, and
beyond it the stretch counts as replaced. Everything follows from the input alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from archive.diff.chain import heaviest_chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_EASY_CELLS = 40_000  # up to 200 × 200 items: Myers, however different they are
_MOST_CELLS = 400_000_000  # 20,000 × 20,000 items: 50 MB of bits, half a second
_SURROGATES = range(0xD800, 0xE000)


class Island(NamedTuple):
    """A stretch of change: half-open positions in the old and the new sequence, one of them perhaps empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def code_point(number: int) -> str:
    """The code point that stands for the item of this number; surrogates are left out."""
    point = number + 1
    return chr(point if point < _SURROGATES.start else point + len(_SURROGATES))


def encoded(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Two sequences as strings, one code point for each distinct item."""
    codes: dict[str, str] = {}
    for item in (*old, *new):
        if item not in codes:
            codes[item] = code_point(len(codes))
    return "".join([codes[item] for item in old]), "".join([codes[item] for item in new])


@cache
def _myers() -> Callable[[str, str, bool], list[tuple[int, str]]]:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    return differ.diff_main  # type: ignore[no-any-return]


def islands(old: str, new: str) -> list[Island]:
    """The stretches that differ between two encoded sequences, in order, with kept items between them.

    Example:
        >>> [tuple(island) for island in islands("abcd", "axcde")]
        [(1, 2, 1, 2), (4, 4, 4, 5)]
    """
    joined: list[Island] = []
    for island in _found(old, new, 0, 0):
        if joined and joined[-1].old_end == island.old_start and joined[-1].new_end == island.new_start:
            last = joined.pop()
            joined.append(Island(last.old_start, island.old_end, last.new_start, island.new_end))
        else:
            joined.append(island)
    return joined


def _found(old: str, new: str, old_at: int, new_at: int) -> Iterator[Island]:
    """The islands of two stretches that begin at the given positions."""
    head = _common_prefix(old, new)
    old, new = old[head:], new[head:]
    tail = _common_prefix(old[::-1], new[::-1])
    if tail:
        old, new = old[:-tail], new[:-tail]
    old_at, new_at = old_at + head, new_at + head
    if not old and not new:
        return
    cells = len(old) * len(new)
    if not cells:
        yield Island(old_at, old_at + len(old), new_at, new_at + len(new))
    elif cells <= _EASY_CELLS:
        yield from _by_myers(old, new, old_at, new_at)
    else:
        yield from _divided(old, new, old_at, new_at)


def _common_prefix(old: str, new: str) -> int:
    """How many items both begin with, found by halving."""
    low, high = 0, min(len(old), len(new))
    if old[:high] == new[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _by_myers(old: str, new: str, old_at: int, new_at: int) -> Iterator[Island]:
    i, j = old_at, new_at
    old_start, new_start = i, j
    for op, stretch in _myers()(old, new, False):
        if op == 0:
            if (i, j) != (old_start, new_start):
                yield Island(old_start, i, new_start, j)
            i, j = i + len(stretch), j + len(stretch)
            old_start, new_start = i, j
        elif op < 0:
            i += len(stretch)
        else:
            j += len(stretch)
    if (i, j) != (old_start, new_start):
        yield Island(old_start, i, new_start, j)


def _divided(old: str, new: str, old_at: int, new_at: int) -> Iterator[Island]:
    """The islands of two long stretches, cut where both hold the same rare run."""
    length = 1
    while length <= 64 and length <= min(len(old), len(new)):
        anchors = _anchors(old, new, length)
        if anchors:
            i = j = 0
            for at_old, at_new in anchors:
                if at_old < i or at_new < j:
                    continue  # overlaps the run before
                yield from _found(old[i:at_old], new[j:at_new], old_at + i, new_at + j)
                i, j = at_old + length, at_new + length
            yield from _found(old[i:], new[j:], old_at + i, new_at + j)
            return
        length *= 2
    if len(old) * len(new) <= _MOST_CELLS:
        from rapidfuzz.distance import Indel

        start: Island | None = None
        for op in Indel.opcodes(old, new):
            if op.tag == "equal":
                if start is not None:
                    yield start
                start = None
            elif start is None:
                start = Island(
                    old_at + op.src_start, old_at + op.src_end, new_at + op.dest_start, new_at + op.dest_end
                )
            else:
                start = Island(start.old_start, old_at + op.src_end, start.new_start, new_at + op.dest_end)
        if start is not None:
            yield start
    else:
        yield Island(old_at, old_at + len(old), new_at, new_at + len(new))


def _anchors(old: str, new: str, length: int) -> list[tuple[int, int]]:
    """Where runs of so many items stand that occur once in either, the longest chain of them in order."""
    places = _once(old, length)
    others = _once(new, length)
    points = [(at, others[run], 1.0) for run, at in places.items() if run in others]
    return [points[k][:2] for k in heaviest_chain(points)]


def _once(text: str, length: int) -> dict[str, int]:
    """Runs of so many items that occur once, with where."""
    places: dict[str, int] = {}
    for at in range(len(text) - length + 1):
        run = text[at : at + length]
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}
