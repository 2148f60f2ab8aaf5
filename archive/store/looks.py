"""What a writer is given and gives: looks to be stored, where an address belongs, what was last seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archive.store.seal import seal

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model import Claimed, Digest, Link, Remains


class Home(NamedTuple):
    """The article that an address belongs to, before merges.

    Attributes:
        is_exact: Whether it is this very address; else one that is the same when cleaned.
        url: The address that was found.
    """

    article_id: int
    is_exact: bool
    url: str


class Seen(NamedTuple):
    """What the last look with content at an address saw."""

    capture_id: int
    captured_at: str
    source: str | None
    published: str | None
    modified: str | None
    language: str | None
    content_type: str | None
    raw_id: int | None
    raw_digest: str | None
    extractor: str
    digest: Digest
    state_id: int
    link_set_id: int | None
    claims: str | None
    is_erased: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCapture:
    """A look to be stored; the digest is None where no content was seen."""

    article_id: int
    url: str | None
    source: str | None
    captured_at: datetime
    recorded_at: datetime
    sight: str
    reason: str | None
    published_at: Claimed | None
    modified_at: Claimed | None
    language: str | None
    content_type: str | None
    raw: bytes | None
    digest: Digest | None
    extractor: str | None
    links: tuple[Link, ...] = ()
    remains: Remains | None = None
    keeps_raw: bool = True


def extraction_seal(
    capture_id: int, extractor: str, digest: str, active: int, link_set: bytes | None, claims: str | None
) -> bytes:
    """The seal of an extraction; what it has none of is not in it, as it was before there were links."""
    more = () if link_set is None and claims is None else (link_set and link_set.hex(), claims)
    return seal(capture_id, extractor, digest, active, *more)
