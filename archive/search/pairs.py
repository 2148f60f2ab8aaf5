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
    from collections.abc import Sequence

BETWEEN = "\ue001"
"""What joins two words to a term: to FTS5 a letter, and in no word of a text."""

GAP = "\ue002"

_WORDS = {
    "en": (
        "a about after again against all also although among an and any are as at back be because "
        "been before being between both but by can cent could day days did do does down during each "
        "even ever few first five for former four from get government had has have he her here him "
        "his how i if in including into is it its just last like made make many may me members "
        "million minister month more most mr much my near new no not now of off officials on one only "
        "or other our out over own part people per percent police president s said same says second "
        "she should since six so some state still such t than that the their them then there these "
        "they third this those three through time to told two under until up us very was we week well "
        "were what when where which while who whose why will with within without would year years yet "
        "you"
    ),
    "de": (
        "aber als am an auch auf aus bei bis das dass dem den der des die doch durch ein eine einem "
        "einen einer eines er es fur habe haben hat hatte ich ihm ihr ihre im in ist kann man mehr "
        "mit nach nicht noch nur oder sei seien sein seine sich sie sind sowie uber um und uns vom "
        "von vor war waren werde werden wie wir wird worden wurde wurden zu zum zur zwei"
    ),
    "es": (
        "al anos ano antes ayer como con contra cuando de del desde dos e el ella en entre era es "
        "esta este fue ha han hasta la las lo los mas muy no o para pero por porque que se segun ser "
        "si sin sobre son su sus tambien todo un una uno y ya"
    ),
    "fr": (
        "alors apres au aussi aux avait avant avec c ce ces cette comme contre d dans de des deux du "
        "elle elles en entre est et etait ete etre fait il ils j je l la le les leur leurs lors lui "
        "mais meme n ne nous on ont ou par pas plus pour qu que qui s sa se selon ses son sont sous "
        "sur tout tous un une y"
    ),
    "it": (
        "al alla anche che chi come con da dal dalla dei del della delle di e ed era gli ha hanno i "
        "il in io la le lo ma nel nella non o per piu sono su sul sulla tra un una"
    ),
    "nl": (
        "aan bij dat de deze die dit door een en er haar heeft het hij hun ik in is maar met naar "
        "niet nog of om ook op te tot uit van voor was werd wordt zich zijn"
    ),
    "pt": (
        "a ao aos as com como da das de do dos e ele ela em foi mais mas na nas no nos o os para pela "
        "pelo por que se sua um uma"
    ),
}
COMMON = frozenset(" ".join(_WORDS.values()).split())
"""Words that stand in a large part of all stories in their language, folded as terms are."""


def paired(terms: str) -> str:
    """The pairs with a common word in a text, in order, as terms parted by spaces.

    Where two pairs come one after the other they overlap in the text: a term that no text has stands between
    any that would only seem to.

    Args:
        terms: The terms of the text, in order, parted by one space.
    """
    made: list[str] = []
    seam = None
    for left, right in pairwise(terms.split(" ")):
        if left in COMMON or right in COMMON:
            if seam == left:
                made.append(GAP)
            made.append(left + BETWEEN + right)
            seam, end = None, right
        elif made and seam is None:
            seam = end
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
