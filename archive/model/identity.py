"""Which article is which: what was decided about it, and what seems to be so.

What a person decides is an event: it is kept with its reason, it never rewrites a capture, and an undo is
one more event. Proposals and copies are no decisions: they are found when they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from archive.model.draft import Address
from archive.model.record import Record, hidden


class EventKind(StrEnum):
    """What was decided about an article.

    `merge`: it is the other one. `split`: some of its addresses or looks are another article. `distinct`: it
    is not the other one, however alike. `alias`: it has one more name. `withhold`: it is hidden. `erase`: its
    content was taken out. `undo`: an earlier event no longer holds. `evidence`, in exports only: something
    named an address of another article as one of this article.
    """

    MERGE = "merge"
    SPLIT = "split"
    DISTINCT = "distinct"
    ALIAS = "alias"
    WITHHOLD = "withhold"
    ERASE = "erase"
    UNDO = "undo"
    EVIDENCE = "evidence"


class LookName(NamedTuple):
    """A look as other files know it too: its address, its moment, and the SHA-256 of its bytes in hex."""

    url: str | None
    captured_at: datetime
    raw_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """A decision about an article.

    Attributes:
        article: The key of the article it is about.
        other: The key of the other article: of a merge the one that both are now.
        name: The further name.
        addresses: What a split moves.
        captures: The looks that a split moves one by one, or that were erased.
        undoes_at: Of an undo, when the event was recorded that it takes back.
        undoes_number: The number of that event in the file.
        looks: The same looks as `captures`, as other files know them.
        number: Its number in the file.
        is_undone: Whether a later event took it back.
        after_capture: The last capture there was.
    """

    event: EventKind
    article: str
    recorded_at: datetime | None = None
    reason: str = ""
    other: str | None = None
    name: str | None = None
    addresses: tuple[str, ...] = ()
    captures: tuple[int, ...] = ()
    undoes_at: datetime | None = None
    is_undone: bool = False
    number: int | None = None
    undoes_number: int | None = hidden(None)
    looks: tuple[LookName, ...] = hidden(())
    after_capture: int = hidden(0)


class Remains(NamedTuple):
    """What is left of a look whose bytes were not kept, or whose content was erased.

    Attributes:
        state: The digest of the content; None where the content is there.
        raw: The SHA-256 of the bytes, in hex.
        size: How many bytes they were.
    """

    state: str | None
    raw: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class JoinedAddress(Address, Record):
    """An address of an article.

    Attributes:
        key: The key of the article for which it was recorded: another one after a merge or a split.
        form: What is compared of it.
    """

    key: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Proposal(Record):
    """Two articles that may be one. Nothing is joined by it.

    Attributes:
        article: The one that was recorded later.
        other: The one that was there before.
        share: How much of the shorter one's text stands in the other one too, from 0 to 1; None where only
            addresses speak for it.
        reason: Why it is proposed.
    """

    article: str
    other: str
    share: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Copy(Record):
    """The same text at another source: linked, not merged.

    Attributes:
        article: The other article.
        share: How much of the shorter one's text stands in both, from 0 to 1.
    """

    article: str
    source: str | None
    share: float
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleIdentity(Record):
    """Who an article is: its names and addresses, why each was joined, and what was decided.

    Attributes:
        keys: All its names, its own key first.
        withheld: Why it is hidden; None: it is not.
        erased: Why its content was taken out; None: it was not.
        events: What was decided about it, in order.
    """

    article: str
    keys: tuple[str, ...]
    created_at: datetime
    captures: int
    revisions: int
    addresses: tuple[JoinedAddress, ...]
    proposals: tuple[Proposal, ...]
    copies: tuple[Copy, ...]
    events: tuple[Event, ...]
    withheld: str | None = None
    erased: str | None = None
    extractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure(Record):
    """What erasing an article took out.

    Attributes:
        captures: How many looks have no content any more.
        states: How many contents are gone; those that other articles have too stay.
        passages: How many passages are gone.
        raw: The bytes of how many captures are gone.
        rekeyed: How many others' bytes had been held against them, and were packed anew.
        files: Copies of the archive made by this program that lie beside it and still hold the text.
    """

    article: str
    captures: int
    states: int
    passages: int
    raw: int
    rekeyed: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reextracted(Record):
    """What a newer extractor made of the kept bytes of a look: a technical change, no news.

    Attributes:
        outcome: `same`, `changed`, `refused` (the newer one finds no article in it; the older reading
            stays), `unkept` (there are no bytes to read) or `failed`.
        old: What the look was taken to say before; None: nothing.
        new: What it is taken to say now.
        changed: How many passages differ.
        fields: Which fields differ: title, byline, dateline, published, modified, language, links.
    """

    article: str
    capture: int
    outcome: str
    old: str | None
    new: str | None
    extractor_before: str | None
    extractor: str | None
    changed: int = 0
    fields: tuple[str, ...] = ()
    reason: str | None = None
