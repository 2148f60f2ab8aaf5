"""What came of asking for an address: its bytes, nothing new, or why there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model import Outcome


class Hop(NamedTuple):
    """One answer on the way: the address asked, and its status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it later whether something changed.

    Attributes:
        url: The address that gave them, at the end of its redirects: they are worth nothing elsewhere.
        etag: Its `ETag`, quotation marks and all.
        last_modified: Its `Last-Modified`, as written.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address that gave content.

    Attributes:
        url: Where the content was, after all redirects.
        hops: Every answer, in order; the last is the content's.
        content_type: As declared, with its parameters.
        body: The bytes, unpacked.
        validators: For the next look; None where the server gave none.
        fetched_at: When the answer had come, aware.
        notes: What a reader of the archive should know of the way there, as plain sentences.
    """

    url: str
    hops: tuple[Hop, ...]
    content_type: str | None
    body: bytes
    validators: Validators | None
    fetched_at: datetime
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The address that was asked for."""
        return self.hops[0].url

    @property
    def moved_for_good(self) -> bool:
        """There were redirects, and all of them were permanent (301, 308)."""
        return _moved_for_good(self.hops)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server said that nothing changed since the look that gave the validators."""

    url: str
    hops: tuple[Hop, ...]
    validators: Validators
    fetched_at: datetime

    @property
    def moved_for_good(self) -> bool:
        """There were redirects, and all of them were permanent (301, 308)."""
        return _moved_for_good(self.hops)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A look that saw no content.

    Attributes:
        url: The last address asked.
        outcome: Gone, refused or failed.
        reason: Why, as a plain sentence.
        hops: The answers there were.
        retry_after_s: How long the server asks to be left alone, in seconds.
        is_unasked: Nothing was asked of any server: the address may not be asked, or its host was not found.
    """

    url: str
    outcome: Outcome
    reason: str
    hops: tuple[Hop, ...]
    fetched_at: datetime
    retry_after_s: float | None = None
    is_unasked: bool = False


def _moved_for_good(hops: tuple[Hop, ...]) -> bool:
    statuses = {hop.status for hop in hops[:-1]}
    return bool(statuses) and statuses <= {301, 308}


Look: TypeAlias = "Fetched | Unchanged | Unseen"
