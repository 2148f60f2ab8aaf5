"""A run of capitalised words, and what is named in it: what the rules of names look at and answer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archive.facts.name_context import ABBREVIATED

if TYPE_CHECKING:
    from archive.model import FactKind


class Name(NamedTuple):
    """A name found: where, what it names, and by which rule."""

    start: int
    end: int
    kind: FactKind
    rule: str


class Step(NamedTuple):
    """What a rule answers: how many words it used, and how far the text is read."""

    used: int
    reach: int


def stem(token: str) -> str:
    """A word without a possessive ending."""
    if token[-1] in "s'’" and len(token) > 2:
        if token[-2:] in ("'s", "’s"):
            return token[:-2]
        if token[-2:] in ("s'", "s’"):
            return token[:-1]
    return token


@lru_cache(maxsize=8192)
def bare_word(word: str) -> str:
    """A word without a possessive ending or full stop."""
    return stem(word).rstrip(".,") if len(word) > 3 else stem(word)


class Run:
    """A run of capitalised words from one of them on, up to a possessive: what the rules look at.

    Attributes:
        words: The words as written.
        bare: The same without possessive endings and full stops.
        ends: Where each word ends in the text.
        start: Where the first word begins.
        is_head: Whether a sentence begins here, so that the capital says nothing.
        is_last: Whether the text's run of capitals ends with the last word.
    """

    __slots__ = ("bare", "ends", "found", "is_head", "is_last", "start", "text", "words")

    def __init__(self, text: str, found: list[Name], words: list[str], start: int, ends: list[int]) -> None:
        self.text = text
        self.found = found
        self.start = start
        self.is_head = False
        self.is_last = True
        self.words = words
        self.ends = ends
        if len(words) == 1:
            self.bare = [bare_word(words[0])]
            return
        self.bare = [bare_word(word) for word in words]
        for place, word in enumerate(words):
            if word[-2:] in ("'s", "’s") and word != self.bare[place]:
                # A possessive ends a name: "Iraq's President" is two.
                self.is_last = place + 1 == len(words)
                words = words[: place + 1]
                self.bare = self.bare[: place + 1]
                break
        self.words = words

    def phrase(self, length: int) -> str:
        """The first words as one, the last of them bare."""
        return self.bare[0] if length == 1 else " ".join([*self.words[: length - 1], self.bare[length - 1]])

    def take(
        self, used: int, kind: FactKind, rule: str, end: int | None = None, start: int | None = None
    ) -> Step:
        """Keep the first words as a name, without the possessive or full stop at their end."""
        begin = self.start if start is None else start
        stop = self.ends[used - 1] if end is None else end
        trimmed = stem(self.text[begin:stop])
        if trimmed[-1] == "." and not ABBREVIATED.search(trimmed):
            trimmed = trimmed[:-1]
        self.found.append(Name(begin, begin + len(trimmed), kind, rule))
        return Step(used, stop)

    def skip(self, used: int) -> Step:
        """Leave the first words unnamed."""
        return Step(used, self.ends[used - 1])
