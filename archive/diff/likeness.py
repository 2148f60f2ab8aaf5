"""How alike two texts are, and which texts are worth a look.

A text is read as its words in lower case, punctuation left out (a text without words: its signs). Two
texts are as alike as the words they share: half the score is the share of words in a longest common
subsequence, which knows order; half is the share of words in common weighted by how rare each is, which
knows meaning. Only pairs that share something rare are scored, found through an inverted index of words
and of word pairs, so that a thousand shuffled paragraphs cost a thousand looks and not a million.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from archive.diff.script import Alphabet
from archive.text.words import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

_RARE_COUNT = 6  # a feature in more texts of a side than this points nowhere
_CANDIDATES = 6


class Likeness:
    """The likeness of the texts at some positions of an old and a new list."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], old_places: Sequence[int], new_places: Sequence[int]
    ) -> None:
        from rapidfuzz.distance import LCSseq

        self._common = LCSseq.similarity
        self._alphabet = Alphabet()
        self._folded: dict[str, str] = {}
        self.old = {place: self._read(old[place]) for place in old_places}
        self.new = {place: self._read(new[place]) for place in new_places}
        counts: Counter[str] = Counter()
        for text in (*self.old.values(), *self.new.values()):
            counts.update(set(text))
        total = max(1, len(self.old) + len(self.new))
        self._weight = {code: 0.2 + log(1 + total / count) for code, count in counts.items()}
        self._memory: dict[tuple[str, str], float] = {}

    def _read(self, text: str) -> str:
        folded = self._folded
        out = []
        for piece in pieces(text):
            word = folded.get(piece)
            if word is None:
                word = piece.lstrip().lower()
                word = folded[piece] = self._alphabet.encode([word]) if any(c.isalnum() for c in word) else ""
            out.append(word)
        return "".join(out) or self._alphabet.encode(pieces(text))

    def score(self, old: str, new: str) -> float:
        """How alike two texts are that were read, 0.0 to 1.0."""
        if not old or not new:
            return 0.0
        key = (old, new)
        found = self._memory.get(key)
        if found is None:
            order = 2 * self._common(old, new) / (len(old) + len(new))
            found = self._memory[key] = (order + self.shared(old, new)) / 2
        return found

    def shared(self, old: str, new: str) -> float:
        """The share, by weight, of words that both hold."""
        weight = self._weight
        a, b = Counter(old), Counter(new)
        both = sum(weight[code] * min(count, b[code]) for code, count in a.items() if code in b)
        total = sum(weight[code] for code in old) + sum(weight[code] for code in new)
        return 2 * both / total

    def contained(self, part: str, whole: str) -> float:
        """The share, by weight, of the part's words that stand in the whole."""
        if not part:
            return 0.0
        weight = self._weight
        rest = Counter(whole)
        both = sum(
            weight[code] * min(count, rest[code]) for code, count in Counter(part).items() if code in rest
        )
        return both / sum(weight[code] for code in part)

    def candidates(self) -> list[tuple[float, int, int]]:
        """Pairs that share rare words or word pairs: (score, old position, new position)."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, text in self.new.items():
            for feature in _features(text):
                index[feature].append(place)
        found = []
        for place, text in self.old.items():
            votes: Counter[int] = Counter()
            for feature in _features(text):
                places = index.get(feature)
                if places is not None and len(places) <= _RARE_COUNT:
                    for other in places:
                        votes[other] += 1
            if votes:
                best = sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - place), vote[0]))
                found += [
                    (self.score(text, self.new[other]), place, other) for other, _ in best[:_CANDIDATES]
                ]
        return found


def _features(text: str) -> set[str]:
    return {*text, *map("".join, pairwise(text))}
