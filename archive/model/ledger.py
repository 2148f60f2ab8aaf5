"""The ledger of a story: what each of its facts said, revision by revision; and what became another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive.model.fact import FactKind, Value
from archive.model.record import Record, hidden


class Part(StrEnum):
    """Where in a story a fact stands."""

    HEADLINE = "headline"
    HEADING = "heading"
    BODY = "body"


class Direction(StrEnum):
    """Which way a figure went."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerValue(Record):
    """What a fact said from a revision on, until its next value or until it went.

    Attributes:
        revision: The first revision that says so, and `last_revision` the last one without a break.
        captured_at: When that was first seen.
        not_before: The look before, which saw it otherwise; None in the first revision.
        passage: Where it stood, from 0; None in a headline or heading, as `part` says.
        sentence: The sentence it stood in.
        about: What it spoke of, in the words of the story.
    """

    value: Value | None
    text: str
    unit: str | None
    qualifier: str | None
    subject: str | None
    speaker: str | None
    revision: int
    last_revision: int
    captured_at: datetime
    not_before: datetime | None
    part: Part
    passage: int | None
    start: int
    end: int
    sentence: str
    about: str = hidden("")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow(Record):
    """One fact of a story through time. The fields of a fact are those of its last value.

    Attributes:
        about: What it speaks of, in the story's words: the subject with its verb, else the words before it.
        first_revision: The first revision it stood in; between it and the last it may have been away.
        is_current: Whether it stands in the latest revision.
        mentions: In how many places the revision that says it most often does so.
        values: What it said, oldest first; two next to each other differ, or it was away between them.
        possible_same: Other spellings in the story that may name the same; proposed, never merged.
    """

    article: str
    kind: FactKind
    text: str
    value: Value | None
    unit: str | None
    subject: str | None
    speaker: str | None
    qualifier: str | None
    part: Part
    section: int | None
    passage: int | None
    start: int
    end: int
    about: str
    first_revision: int
    last_revision: int
    is_current: bool
    mentions: int
    values: tuple[LedgerValue, ...]
    possible_same: tuple[str, ...] = ()
    revisions: tuple[int, ...] = hidden(())
    """Every revision it stood in."""
    told: tuple[LedgerValue, ...] = hidden(())
    """As `values`, but a new one also where the same is told of others, by another or otherwise bounded."""
    abouts: tuple[str, ...] = hidden(())
    """What it spoke of in all those revisions, each once; of a quotation who said it."""
    is_of_others: bool = hidden(default=False)
    """Whether a value was told of others, or by another, in the same words."""

    @property
    def is_changed(self) -> bool:
        """Whether it said more than one thing."""
        said = {(one.value, one.unit, one.qualifier, one.speaker) for one in self.values}
        return len(said) > 1 or self.is_of_others


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFact(Record):
    """A fact that says something else since a revision: `old` and `new` are what it said before and after.

    Attributes:
        change: By how much a number changed: new less old; None where they are no numbers of one unit.
        share: The same as a share of the old one; None where the old one is zero.
        mentions: In how many places of the story it changed so at once.
    """

    article: str
    kind: FactKind
    about: str
    old: LedgerValue
    new: LedgerValue
    captured_at: datetime
    not_before: datetime | None
    change: float | None
    share: float | None
    mentions: int
    title: str | None = None
