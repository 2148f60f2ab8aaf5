"""One side of a comparison: a revision's content with what is known about it, laid out in units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archive.model import Grain, PassageKind, RevisionRef
from archive.text.sentences import split_sentences

if TYPE_CHECKING:
    from archive.model import Claimed, Fact, Link, State

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One revision, as `compare` takes it.

    Attributes:
        ref: Which revision it is; all None for a text that is in no archive.
        published_at: What the publisher claims.
        modified_at: What the publisher claims.
        facts: The story's facts; None: found here.
        language: ISO 639-1 code for sentences and facts; None: English.
        links: Where the words lead; None: not known, as of a plain text.
    """

    state: State
    ref: RevisionRef = field(default_factory=RevisionRef)
    published_at: Claimed | None = None
    modified_at: Claimed | None = None
    facts: tuple[Fact, ...] | None = None
    language: str | None = None
    links: tuple[Link, ...] | None = None


class Place(NamedTuple):
    """A unit of one side: its text, and where it stands in the story.

    Attributes:
        passage: The passage's position in the story.
        start: Where the unit begins in the passage's text.
        line: Its position among passages and headings together.
    """

    text: str
    kind: PassageKind
    passage: int
    start: int
    line: int


class Heading(NamedTuple):
    """A section's heading: its text (empty where a section after the first has none) and level.

    Attributes:
        line: Its position among passages and headings together.
        passage: The position of the passage that follows it.
    """

    text: str
    level: int
    line: int
    passage: int


def layout(side: Side, grain: Grain) -> tuple[list[Place], list[Heading]]:
    """The units and the headings of a story in reading order."""
    places: list[Place] = []
    headings: list[Heading] = []
    line = passage_number = 0
    for number, section in enumerate(side.state.sections):
        if section.heading is not None or number:
            headings.append(Heading(section.heading or "", section.level, line, passage_number))
            line += 1
        for passage in section.passages:
            if grain is Grain.PASSAGE:
                places.append(Place(passage.text, passage.kind, passage_number, 0, line))
            else:
                places += [
                    Place(span.of(passage.text), passage.kind, passage_number, span.start, line)
                    for span in split_sentences(passage.text, side.language or DEFAULT_LANGUAGE)
                ]
            line += 1
            passage_number += 1
    return places, headings
