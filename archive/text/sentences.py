"""Sentences: where one ends and the next begins.

Sentences are units of comparison and of attribution only; what is stored is the passage.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from archive.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

SPLITTER = "sentencex+1"
"""Name and version of the rules: another name may divide the same text otherwise."""


@cache
def _boundaries() -> Callable[[str, str], list[dict[str, object]]]:
    from sentencex import get_sentence_boundaries

    return get_sentence_boundaries  # type: ignore[no-any-return]


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of a passage, as spans without the white space around them.

    Args:
        text: One passage, or several parted by line feeds.
        language: ISO 639-1 code; an unknown one is treated as English.

    Returns:
        Spans in order that do not overlap and cover every character but white space.
    """
    spans = []
    for found in _boundaries()(language, text):
        start, end = int(found["start_index"]), int(found["end_index"])  # type: ignore[call-overload]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if end > start:
            spans.append(Span(start, end))
    return tuple(spans)
