"""What an article's texts say, every stretch of words once, with the revisions it stands in.

A passage that was edited is mostly the old one again; a story with hundreds of revisions says nearly
everything a hundred times. So only the texts that stand in all revisions are taken whole. Of the others each
row of `LONGEST` terms is taken once, with all the revisions in which any of them has it; rows that follow one
another in a text and stand in the same revisions make one stretch.

A phrase of up to `LONGEST` terms so stands in a revision if, and only if, it stands in a stretch of that
revision. All rows of that length of a longer one do, too, and then the texts themselves must tell.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 5
"""Of how many terms a phrase may be for stretches to tell all of it.

Every edit costs twice as many terms of its surroundings: with eight the index is a tenth larger.
"""

BOUNDARY = "\ue000"
"""The term between two stretches, which no text contains: phrases never cross it."""

JOINT = f" {BOUNDARY} "


class Stretches(NamedTuple):
    """Stretches that stand in the same revisions.

    Attributes:
        terms: All of them, in an order of their own, with `BOUNDARY` between; one space between terms.
        revisions: The set of revisions they stand in.
        is_steady: Whether they are whole texts, each of which stands in all revisions. Of other texts what
            they share may stand in all revisions too.
    """

    terms: str
    revisions: int
    is_steady: bool


def stretches(texts: Iterable[tuple[str, int]], everything: int) -> list[Stretches]:
    """The stretches of an article's texts: the same for the same texts, in whatever order they come.

    Args:
        texts: The terms of each, parted by one space, with the set of revisions it stands in.
        everything: The set of all the article's revisions.

    Example:
        >>> texts = [("the ferry to elm stops at noon today", 0b01), ("no ferry to elm stops at noon", 0b11)]
        >>> for each in stretches(texts, 0b11):
        ...     print(each.is_steady, bin(each.revisions), each.terms.replace(BOUNDARY, "/"))
        True 0b11 no ferry to elm stops at noon
        False 0b1 the ferry to elm stops at noon today
        >>> texts = [("the ferry to elm stops at noon today", 0b01), ("no ferry to elm stops at noon", 0b10)]
        >>> for each in stretches(texts, 0b11):
        ...     print(each.is_steady, bin(each.revisions), each.terms.replace(BOUNDARY, "/"))
        False 0b1 elm stops at noon today / the ferry to elm stops
        False 0b10 no ferry to elm stops
        False 0b11 ferry to elm stops at noon
    """
    steady, changed = set[str](), dict[str, int]()
    for terms, revisions in texts:
        if not terms:
            continue
        if revisions == everything:
            steady.add(terms)
        else:
            changed[terms] = changed.get(terms, 0) | revisions
    found = [Stretches(JOINT.join(sorted(steady)), everything, is_steady=True)] if steady else []
    # Every row of terms has a number, in the order they come, so that each is hashed only once.
    numbers: defaultdict[tuple[str, ...], int] = defaultdict(count().__next__)
    rows = []
    for terms, revisions in sorted(changed.items()):
        words = terms.split(" ")
        rows.append((words, revisions, list(map(numbers.__getitem__, _grams(words)))))
    standing = [0] * len(numbers)
    for _, revisions, row in rows:
        for number in row:
            standing[number] |= revisions
    parts = defaultdict[int, list[str]](list)
    for words, _, row in rows:
        start = 0
        for revisions, run in groupby(map(standing.__getitem__, row)):
            end = start + len(list(run))
            if revisions:
                parts[revisions].append(" ".join(words[start : end - 1 + LONGEST]))
            start = end
        for number in row:  # is taken, and stands in no revisions any more
            standing[number] = 0
    found += [
        Stretches(JOINT.join(sorted(texts_)), revisions, is_steady=False)
        for revisions, texts_ in sorted(parts.items(), key=itemgetter(0))
    ]
    return found


def _grams(words: list[str]) -> Iterable[tuple[str, ...]]:
    """The rows of `LONGEST` terms in a text; a shorter text is one."""
    if len(words) <= LONGEST:
        return [tuple(words)]
    return zip(*(words[start:] for start in range(LONGEST)), strict=False)
