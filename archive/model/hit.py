"""What a search asks for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from archive.model.comparison import Label
from archive.model.fact import FactKind
from archive.model.record import Record, hidden
from archive.model.story import Span
from archive.model.time import Claimed


class DateField(StrEnum):
    """Which date `--since`, `--until` and `--on` speak of."""

    PUBLISHED = "published"
    CAPTURED = "captured"
    MODIFIED = "modified"
    MENTIONED = "mentioned"


class Scope(StrEnum):
    """Which revisions have to match."""

    ANY = "any"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


class Order(StrEnum):
    """In which order hits come; ties by the article's age in the archive."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    WEIGHT = "weight"


class CountBy(StrEnum):
    """What hits are counted by."""

    MONTH = "month"
    SOURCE = "source"
    ARTICLE = "article"


class FactTest(NamedTuple):
    """What a fact has to be.

    Attributes:
        kind: Its kind.
        operator: `<`, `<=`, `>`, `>=` or `=`; None: any fact of the kind will do.
        value: What it is held against: a number, a date as ISO 8601 text, or words.
        unit: Of money the currency it has to be in, as ISO 4217; None: any.
    """

    kind: FactKind
    operator: str | None = None
    value: float | str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Tally(Record):
    """How many articles match, by something.

    Attributes:
        key: A month (`2021-07`, of the date shown), a source, or an article's key; None: not known.
        count: Articles; by article the revisions of it that match.
    """

    key: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is asked.

    Attributes:
        query: Words, phrases and operators, as typed; empty: by date alone.
        since: The first day, inclusive, in UTC.
        until: The last day, inclusive, in UTC.
        as_of: Search the archive as it stood then.
        is_exact: No inflections.
        limit_count: How many hits at most; None: all.
        offset_count: How many hits to leave out at the start.
        facts: Only revisions that state facts of all these.
        speakers: Only revisions with a quotation of each of these, by name.
        labels: Only revisions beside a change that carries any of these; which change, the scope says.
        is_silent: Only revisions beside such a change that is a silent correction.
        order: None: by relevance where there are words, else the newest first.
    """

    query: str = ""
    since: date | None = None
    until: date | None = None
    date_field: DateField | None = None
    as_of: datetime | None = None
    scope: Scope = Scope.ANY
    is_exact: bool = False
    limit_count: int | None = 20
    offset_count: int = 0
    order: Order | None = None
    facts: tuple[FactTest, ...] = ()
    speakers: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """An article that matches.

    Attributes:
        revision: The revision the snippet is from: the latest that matches; by weight, the one beside the
            heaviest change.
        snippet: A piece of a passage that matches.
        score: Higher is better; comparable within one search only. By weight: that of the heaviest change.
        first_revision: The first revision that matches.
        last_revision: The last one.
        current: Whether the latest revision matches.
        spans: The unbroken stretches of revisions that match, each from first to last: between the first and
            the last of all there may be some that do not.
        marks: Where the matching words stand in `snippet`.
    """

    article: str
    revision: int
    title: str | None
    published_at: Claimed | None
    captured_at: datetime
    snippet: str
    score: float
    first_revision: int
    last_revision: int
    current: bool
    marks: tuple[Span, ...] = hidden(())
    first_captured_at: datetime | None = hidden(None)
    last_captured_at: datetime | None = hidden(None)
    spans: tuple[tuple[int, int], ...] = ()


class Miss(NamedTuple):
    """Why a search shows nothing, as far as that can be told.

    Attributes:
        passed_over: How many articles match: all of them were to be left out at the start.
        without: How many match the query alone, without dates, scope, facts and the like.
        mistyped: A word of the query that seems to be a field, and the field that it is like.
        is_wordless: The query has signs in it, and no word.
        unknown: A word of the query that stands nowhere, and the one of the archive's that is most like it.
    """

    passed_over: int = 0
    without: int = 0
    mistyped: tuple[str, str] | None = None
    is_wordless: bool = False
    unknown: tuple[str, str] | None = None
