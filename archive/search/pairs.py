"""Pairs of neighbouring words of which one is common: a small index of its own for phrases.

To find `in the city` in an index of words, FTS5 reads where `in` and `the` stand in nearly every article.
So each article's pairs with a word of grammar, `in the` and `the city`, are terms of a second index, in
their order: the phrase is the one after the other there. Where a phrase has two words together that are not
common, that index tells a few articles too many. The words of headlines and headings are terms of it too:
what says all in its headline is found at once.

Which words count as common is part of what the index holds, like the folding of letters: whoever changes
the list changes the index's version.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BETWEEN = "\ue001"
"""What joins two words to a term: to FTS5 a letter, and in no word of a text."""

GAP = "\ue002"

_WORDS = {
    "de": "als auf das dem den der des die ein eine fur im in ist mit nicht sich und von zu",
    "en": (
        "a an and are as at be been but by for from has have he his in is it not of on or said that the "
        "their they to was were which who will with would"
    ),
    "es": "a al con de del el en la las los para por que se su un una y",
    "fr": "a au d dans de des du en est et l la le les par pour que qui sur un une",
    "it": "a che con del della di e i il in la le per un una",
    "nl": "dat de een en het in is met op te van voor zijn",
    "pt": "a as com da de do dos e em na no o os para que um uma",
}
COMMON = frozenset(" ".join(_WORDS.values()).split())
"""Words of which news is full, folded as terms are; rarer ones are found fast enough.

Each makes the pairs larger, and phrases with it faster to find: with three times as many of English the index
is a tenth larger.
"""


def paired(texts: Iterable[str]) -> str:
    """The pairs with a common word in texts, as terms parted by spaces.

    Pairs that overlap in a text come one after the other, and no others do so that seem to: where they would,
    a term that no text has stands between. What comes again is not repeated: the revisions of a long story
    are much alike.

    Args:
        texts: The terms of each text, in order, parted by one space.
    """
    found: dict[str, tuple[str, str]] = {}
    for terms in texts:
        chain: list[str] = []
        first = last = ""
        for left, right in pairwise(terms.split(" ")):
            if left in COMMON or right in COMMON:
                if not chain:
                    first = left
                chain.append(left + BETWEEN + right)
                last = right
            elif chain:
                found[" ".join(chain)] = first, last
                chain = []
        if chain:
            found[" ".join(chain)] = first, last
    made, before = [], ""
    for stretch, (first, last) in found.items():
        if first == before:
            made.append(GAP)
        made.append(stretch)
        before = last
    return " ".join(made)


def chains(phrase: Sequence[str], *, is_prefix: bool = False) -> list[tuple[int, list[str]]]:
    """The stretches of a phrase that pairs tell, as the terms of each, with the place each begins at.

    Args:
        phrase: Its words, in order.
        is_prefix: Of the last only the beginning is given.

    Example:
        >>> [(at, [pair.split(BETWEEN) for pair in chain]) for at, chain in chains(["night", "of", "fog"])]
        [(0, [['night', 'of'], ['of', 'fog']])]
    """
    found: list[tuple[int, list[str]]] = []
    last = len(phrase) - 2
    for at, (left, right) in enumerate(pairwise(phrase)):
        if left in COMMON or (right in COMMON and not (is_prefix and at == last)):
            if found and found[-1][0] + len(found[-1][1]) == at:
                found[-1][1].append(left + BETWEEN + right)
            else:
                found.append((at, [left + BETWEEN + right]))
    return found
