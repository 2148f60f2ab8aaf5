"""What a reader makes of a source: a look at an article that is not stored yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from archive.model.story import Section
from archive.model.time import Claimed

if TYPE_CHECKING:
    from archive.model.identity import Event, Remains


class Outcome(StrEnum):
    """What came of a look at an article.

    The first four saw its content; which of them it is follows from the looks before it.
    """

    NEW = "new"
    REVISED = "revised"
    SAME = "same"
    REVERTED = "reverted"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"


SIGHTLESS = frozenset({Outcome.REFUSED, Outcome.GONE, Outcome.FAILED})
"""Outcomes of a look that saw no content of the article."""

LONGEST_KEY_CHARS = 300
LONGEST_URL_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class Address:
    """An address of an article, and why it is one.

    Attributes:
        joined_at: When it was joined to the article; None in a draft: when the draft is stored.
    """

    url: str
    joined_at: datetime | None
    reason: str


class Link(NamedTuple):
    """A link in a passage.

    Attributes:
        passage: Position of the passage in reading order, from 0, headings not counted.
        start: Of the linked words in the passage's text, in code points.
        end: After the last of them.
        url: Where it leads, absolute where the page's address is known.
    """

    passage: int
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One look at an article, as given or read. One of `article` and `url` is needed.

    The content is `text` (plain text or Markdown, still to be divided) or `sections`; a look that
    saw none has an `outcome` among refused, gone and failed instead, with its `reason`; one with the
    outcome `same` and no content says that what was last seen at its address is still there.
    A draft with `raw` and the content type of a web page, and no more, is still to be extracted.

    Attributes:
        article: The article's key.
        new_key: The key of the article if it is to be made, where nothing else names one.
        url: The address it was seen at.
        captured_at: When it was seen (aware); None means now.
        published_at: The publication time that the publisher claims, with its precision.
        modified_at: The modification time that the publisher claims.
        text: The content as plain text; beside sections, those as running text.
        sections: The content divided already; wins over `text`.
        raw: The bytes as they came; None: those of `text`.
        content_type: The media type of `raw`.
        links: The links in its passages, in order.
        outcome: Only for a look without content, or as an export recorded it.
        reason: Why there is no content, or what was noticed.
        extractor: Name and version of what read the content out of `raw`, as `name/version`.
        recorded_at: When an export's archive stored it; None: now.
        addresses: Other addresses of the article, each with the evidence: of a page its canonical
            link, its redirects; of an export all that were known.
        event: Instead of a look, a decision about an article, as an export tells it.
        remains: Of an export, what is left of bytes that were not kept, or of content that was erased.
        origin: Where the draft was read from, as a person would name it (`stories.jsonl:3`).
        passed_over: What its line of JSON had besides, under keys that are none.
    """

    article: str | None = None
    new_key: str | None = None
    url: str | None = None
    captured_at: datetime | None = None
    source: str | None = None
    published_at: Claimed | None = None
    modified_at: Claimed | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str | None = None
    text: str | None = None
    sections: tuple[Section, ...] | None = None
    raw: bytes | None = None
    content_type: str | None = None
    links: tuple[Link, ...] = ()
    outcome: Outcome | None = None
    reason: str | None = None
    extractor: str | None = None
    recorded_at: datetime | None = None
    addresses: tuple[Address, ...] = ()
    event: Event | None = None
    remains: Remains | None = None
    origin: str = ""
    passed_over: tuple[str, ...] = field(default=(), compare=False, repr=False)
