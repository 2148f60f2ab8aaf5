"""How alike two texts are, and which texts are worth a look.

A text is read as its words in lower case, punctuation left out (a text without words: its signs). Two
texts are as alike as the words they share: half the score is the share of words in a longest common
subsequence, which knows order; half is the share of words in common weighted by how rare each is, which
knows meaning. Only pairs that share something rare are scored, found through an inverted index of words
and, where those say little, of word pairs: a thousand shuffled paragraphs cost a thousand looks and not a
million.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from archive.diff.script import code_point
from archive.text.words import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_RARE_COUNT = 6
"""A word, or pair of words, in more texts of a side than this points nowhere."""
_MOST_CELLS = 25_000_000
"""Texts of up to 5,000 words each are compared in full."""
_CANDIDATES = 5
_FEW_VOTES = 3
"""A text that shares no more rare words than this with any other is looked up by its pairs of words too."""


class Reading:
    """A text as its words: one code point for each, how often each stands there, their weight in all."""

    __slots__ = ("bag", "total", "words")

    def __init__(self, words: str, weight: Mapping[str, float]) -> None:
        self.words = words
        self.bag = Counter(words)
        self.total = sum([weight[code] * count for code, count in self.bag.items()])


class Likeness:
    """The likeness of the texts at some positions of an old and a new list."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], old_places: Sequence[int], new_places: Sequence[int]
    ) -> None:
        from rapidfuzz.distance import LCSseq

        self._in_common = LCSseq.similarity
        reader = _Reader()
        old_words = {place: reader.words(old[place]) for place in old_places}
        new_words = {place: reader.words(new[place]) for place in new_places}
        counts: Counter[str] = Counter()
        for words in (*old_words.values(), *new_words.values()):
            counts.update(set(words))
        total = len(old_words) + len(new_words)
        self._weight = {code: 0.2 + log(1 + total / count) for code, count in counts.items()}
        self.old = {place: Reading(words, self._weight) for place, words in old_words.items()}
        self.new = {place: Reading(words, self._weight) for place, words in new_words.items()}
        self._memory: dict[tuple[str, str], float] = {}

    def joined(self, first: Reading, second: Reading) -> Reading:
        """Two texts read as one."""
        return Reading(first.words + second.words, self._weight)

    def score(self, old: Reading, new: Reading) -> float:
        """How alike two texts are, 0.0 to 1.0."""
        key = (old.words, new.words)
        found = self._memory.get(key)
        if found is None:
            shared = self._shared(old, new)
            if shared:
                shared = (self._in_order(old.words, new.words) + 2 * shared / (old.total + new.total)) / 2
            found = self._memory[key] = shared
        return found

    def _in_order(self, old: str, new: str) -> float:
        """The share of words in a longest common subsequence; of very long texts, of pairs in common."""
        if len(old) * len(new) > _MOST_CELLS:
            pairs, others = Counter(pairwise(old)), Counter(pairwise(new))
            return 2 * (pairs & others).total() / (len(old) + len(new))
        return 2 * self._in_common(old, new) / (len(old) + len(new))

    def contained(self, part: Reading, whole: Reading) -> float:
        """The share, by weight, of the part's words that stand in the whole."""
        return self._shared(part, whole) / part.total if part.total else 0.0

    def left_over(self, whole: Reading, part: Reading) -> Reading:
        """What of a text's words a part of it does not hold, in no order."""
        return Reading("".join((whole.bag - part.bag).elements()), self._weight)

    def _shared(self, old: Reading, new: Reading) -> float:
        """The weight of the words that both hold."""
        weight, a, b = self._weight, old.bag, new.bag
        return sum(
            [weight[code] * (x if (x := a[code]) < (y := b[code]) else y) for code in a.keys() & b.keys()]
        )

    def candidates(self) -> list[tuple[float, int, int]]:
        """Pairs that share rare words or word pairs: (score, old position, new position)."""
        single = _Index(self.new, set)
        double: _Index | None = None
        found = []
        for place, text in self.old.items():
            votes = single.votes(text.words)
            if max(votes.values(), default=0) <= _FEW_VOTES:
                double = double or _Index(self.new, lambda words: set(map("".join, pairwise(words))))
                votes += double.votes(text.words)
            if votes:
                ranked = sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - place), vote[0]))
                least = ranked[0][1] / 3
                found += [
                    (self.score(text, self.new[other]), place, other)
                    for other, count in ranked[:_CANDIDATES]
                    if count >= least
                ]
        return found


class _Reader:
    """Turns texts into words, one code point for each distinct one."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._by_piece: dict[str, str] = {}

    def words(self, text: str) -> str:
        """The words in lower case as code points; of a text without words its signs."""
        known = self._by_piece
        found = pieces(text)
        try:
            words = "".join([known[piece] for piece in found])
        except KeyError:
            for piece in found:
                if piece not in known:
                    word = piece.lstrip().lower()
                    known[piece] = self._code(word) if any(map(str.isalnum, word)) else ""
            words = "".join([known[piece] for piece in found])
        return words or "".join([self._code(piece.lstrip()) for piece in found])

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            code = self._codes[word] = code_point(len(self._codes))
        return code


class _Index:
    """Where the rare features of texts stand."""

    def __init__(self, texts: Mapping[int, Reading], features: Callable[[str], Iterable[str]]) -> None:
        self._features = features
        places: dict[str, list[int]] = defaultdict(list)
        for place, text in texts.items():
            for feature in features(text.words):
                places[feature].append(place)
        self._places = {feature: at for feature, at in places.items() if len(at) <= _RARE_COUNT}

    def votes(self, words: str) -> Counter[int]:
        """How many rare features each text shares with these words."""
        places = self._places
        return Counter(
            [place for feature in self._features(words) if feature in places for place in places[feature]]
        )
