"""Looks at articles, and the revisions they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from archive.model.record import Plain, Record, hidden, plain

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model.comparison import FieldChange, Label, Unit
    from archive.model.draft import Outcome
    from archive.model.story import Digest, State
    from archive.model.time import Claimed


@dataclass(frozen=True, slots=True)
class Receipt(Record):
    """What came of one thing given to `ingest`.

    Attributes:
        source: Where it was read from: a path, `path:line`, or `-` for standard input.
        outcome: `failed` and `added` false where it could not be read; the reason says why.
        capture: The capture's number; of the one that was there already, where this was a repeat of it.
        added: Whether a capture was stored.
    """

    source: str
    article: str | None
    revision: int | None
    outcome: Outcome
    reason: str | None = None
    capture: int | None = hidden(None)
    added: bool = hidden(True)


@dataclass(frozen=True, slots=True)
class Capture(Record):
    """One look at an article. `capture` is its permanent number; `revision` what it is part of today."""

    article: str
    capture: int
    captured_at: datetime
    outcome: Outcome
    reason: str | None
    address: str | None
    revision: int | None
    recorded_at: datetime = hidden()
    source: str | None = hidden(None)
    language: str | None = hidden(None)
    extractor: str | None = hidden(None)
    raw_digest: str | None = hidden(None)
    content_type: str | None = hidden(None)
    published_at: Claimed | None = hidden(None)
    modified_at: Claimed | None = hidden(None)


@dataclass(frozen=True, slots=True)
class Revision(Record):
    """A run of looks with the same state.

    Attributes:
        id: The state's digest.
        captured_at: When it was first seen.
        not_before: The last look before it, which still saw something else; None for the first.
        last_captured_at: When it was last seen in this run.
    """

    article: str
    revision: int
    id: Digest
    captured_at: datetime
    not_before: datetime | None
    published_at: Claimed | None
    modified_at: Claimed | None
    last_captured_at: datetime = hidden()
    language: str | None = hidden(None)
    source: str | None = hidden(None)


@dataclass(frozen=True, slots=True)
class LogEntry(Record):
    """A revision and what it changed against the one before it; the counts are of passages.

    Attributes:
        read_by: The extractors of the look before it and of its first look, where they are two: what is
            different may be the reading, not the publisher's. Left out of JSON where they are one.
    """

    article: str
    revision: int
    id: Digest
    captured_at: datetime
    not_before: datetime | None
    published_at: Claimed | None
    modified_at: Claimed | None
    title: str | None
    words: int
    labels: tuple[Label, ...]
    added: int
    removed: int
    edited: int
    moved: int
    words_added: int = hidden(0)
    words_removed: int = hidden(0)
    lead: str = hidden("")
    weight: float = hidden(0.0)
    silent: bool = hidden(False)
    read_by: tuple[str, str] | None = hidden(None)

    def as_dict(self) -> dict[str, Plain]:
        """As in the contract of `log`, and `read_by` where it was read otherwise than the one before."""
        told = {} if self.read_by is None else {"read_by": plain(self.read_by)}
        return {**Record.as_dict(self), **told}


def read_otherwise(before: str, now: str) -> str:
    """That two extractors read the looks on either side of a change, as it is said."""
    return f"read by {now}, before by {before}: may differ by the reading alone"


class ChangeOrder(StrEnum):
    """In what order changes are listed: most telling first, or newest first."""

    WEIGHT = "weight"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Change(LogEntry):
    """A revision that changed something, as a listing of changes across the archive shows it.

    Attributes:
        telling: The unit or field that weighs most; None where nothing weighs anything.
    """

    ALSO: ClassVar[tuple[str, ...]] = ("weight", "silent")

    source: str | None = hidden(None)
    telling: Unit | FieldChange | None = hidden(None)


@dataclass(frozen=True, slots=True)
class ArticleSummary(Record):
    """One article, as a listing shows it."""

    article: str
    title: str | None
    source: str | None
    revisions: int
    first_captured_at: datetime
    last_captured_at: datetime
    published_at: Claimed | None
    captures: int = hidden(0)
    lead: str = hidden("")


@dataclass(frozen=True, slots=True)
class RevisionText(Record):
    """A revision with its content."""

    about: Revision
    state: State

    def as_dict(self) -> dict[str, Plain]:
        """As in the contract of `show`."""
        about = self.about.as_dict()
        return {
            "article": about["article"],
            "revision": about["revision"],
            "id": about["id"],
            "title": self.state.title,
            "byline": self.state.byline,
            "dateline": self.state.dateline,
            "published": about["published"],
            "modified": about["modified"],
            "captured": about["captured"],
            "not_before": about["not_before"],
            "sections": [
                {
                    "heading": section.heading,
                    "level": section.level,
                    "passages": [passage.text for passage in section.passages],
                    "kinds": [passage.kind.value for passage in section.passages],
                }
                for section in self.state.sections
            ],
        }
