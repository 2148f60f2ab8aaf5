"""A story's content: the state, its sections, their passages.

A state is all that sameness is decided on: title, byline, date line, headings with their level,
passages with their kind. What is said *about* it (addresses, claimed dates, language, extractor)
belongs to the capture that saw it.

These are named tuples, not dataclasses: an archive makes, hashes and sends millions of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, NewType

Digest = NewType("Digest", str)
"""The name of a state: `c1:` and the SHA-256 of its canonical form in hex."""


class PassageKind(StrEnum):
    """What a passage is in the story."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    ROW = "row"
    CODE = "code"


class Span(NamedTuple):
    """A stretch of a text: code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text it covers."""
        return text[self.start : self.end]


class Passage(NamedTuple):
    """One paragraph, list item (its marker included), quotation block, caption, table row or code block."""

    text: str
    kind: PassageKind = PassageKind.PARAGRAPH


class Section(NamedTuple):
    """A heading with its passages; `heading` is None and `level` 0 for the lead."""

    heading: str | None
    level: int
    passages: tuple[Passage, ...]


class State(NamedTuple):
    """One distinct content, in canonical form."""

    title: str | None
    byline: str | None
    dateline: str | None
    sections: tuple[Section, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in reading order, headings not among them."""
        return tuple(passage for section in self.sections for passage in section.passages)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in reading order."""
        return tuple(section.heading for section in self.sections if section.heading is not None)

    def lines(self) -> Iterator[str]:
        """Every text of the body in reading order: headings and passages."""
        for section in self.sections:
            if section.heading is not None:
                yield section.heading
            for passage in section.passages:
                yield passage.text
