"""Texts as sets of the runs of three words in them: what two edited forms of one text still share.

Each run is a number (CRC-32 of its terms, as the index has them), and one in eight numbers, the same in
every text, is its sketch: two texts that share most of their runs share most of those too, so that likely
pairs are found without comparing all with all, and what stands in many texts is known by few of them.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from archive.search.terms import indexed

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

RUN_WORDS = 3
ONE_IN = 8
MOST_RUNS = 50_000
"""So many of a text are enough to know it by, however long it is."""


def shingles(texts: Iterable[str]) -> frozenset[int]:
    """The runs of words in passages; none goes from one passage to the next.

    Example:
        >>> one, other = (shingles([f"The {what} was shut on Monday."]) for what in ("bridge", "mole"))
        >>> len(one), len(one & other)
        (4, 2)
    """
    found: set[int] = set()
    for text in texts:
        terms = indexed(text).split()
        found.update(
            zlib.crc32(" ".join(terms[at : at + RUN_WORDS]).encode())
            for at in range(len(terms) - RUN_WORDS + 1)
        )
        if len(found) > MOST_RUNS:
            break
    return frozenset(found)


def sketch(runs: Set[int]) -> list[int]:
    """One in eight of the runs of a text."""
    return [number for number in runs if not number % ONE_IN]
