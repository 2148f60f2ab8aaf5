"""What is watched, and what came of looking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archive.model.record import Record, hidden

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model.draft import Outcome


class WatchKind(StrEnum):
    """What an address is watched as."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Watched(Record):
    """An address that is watched.

    Attributes:
        address: As it was named, or as its feed or sitemap lists it.
        kind: None until the first look has told.
        is_named: By the user; else it was found in what the user named.
        parent: The feed or sitemap it was found in.
        stories: Of a feed or sitemap: how many stories found in it are watched.
        failures: Looks in a row that saw nothing.
        next_at: When it is due.
    """

    address: str
    kind: WatchKind | None
    is_named: bool
    parent: str | None
    stories: int
    added_at: datetime
    looked_at: datetime | None
    changed_at: datetime | None
    outcome: Outcome | None
    reason: str | None
    failures: int
    next_at: datetime


@dataclass(frozen=True, slots=True)
class WatchLook(Record):
    """What came of one look at what is watched.

    Attributes:
        article: Of a page; None for a feed or sitemap, and where nothing could be stored.
        outcome: Of a feed or sitemap: `revised` where it lists stories not known before, else `same`.
        stories: Of a feed or sitemap: how many it lists that were not watched before.
        next_at: When the address is due again.
    """

    address: str
    kind: WatchKind | None
    article: str | None
    revision: int | None
    outcome: Outcome
    reason: str | None
    stories: int
    next_at: datetime
    captures: tuple[int, ...] = hidden(())
