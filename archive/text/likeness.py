"""Which of some words a mistyped one was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_LIKE = 75
"""From 0 to 100: `titel` and `title` are 80 alike; words that mean something else are less."""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that a mistyped one was meant to be; None where it is like none.

    Example:
        >>> nearest("Titel", ["title", "text"]), nearest("note", ["quote", "title"])
        ('title', None)
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        word.strip(), sorted(words), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LEAST_LIKE
    )
    return None if found is None else str(found[0])
