"""The exact bytes of a capture, kept small.

A text is nearly its own state: so the bytes are held against the state's headings and passages, joined
by one line feed (`lines`) or two (`blocks`). Where that is the text, nothing is kept; where it is not
quite, what differs is kept (zstd with it as prefix, tens of bytes). A page is mostly other things, and
nearly the page that was seen at its address before: so it is held against that one, its keyframe, which
is itself held against nothing. Depth one, never a chain. Decoding proves itself by the digest.

A keyframe that is lost takes with it what is held against it, so it takes no more than `MOST_HELD`. The
page after that stands alone and is the next keyframe; two such neighbours are nearly alike, so each carries
the other, held against itself, in a frame before its own bytes that other readers of zstd pass over. From
the second keyframe of an address on, none that is lost takes anything with it, not even itself.

What `lines` and `blocks` give is part of the file format: it must never change.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from struct import pack, unpack_from
from typing import TYPE_CHECKING

from archive.errors import Damaged
from archive.store.packing import zstd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import State

LEVEL = 9
"""Compression: denser levels gain little on short texts and cost ingest its speed."""

MOST_HELD = 31
"""How many pages are held against one keyframe: with it, 32 that could be lost together."""

MOST_CARRIED = 2
"""How many other keyframes one carries: the one before it and the one after."""

CARRIES = b"\x5e\x2a\x4d\x18"
"""What a frame begins with that zstd passes over; its length follows, in four bytes."""

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})

LEFT_ONLY_DIGEST = frozenset({"unkept", "erased"})
"""Codings of bytes that are not there."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Bytes as the table holds them.

    Attributes:
        digest: SHA-256 of the bytes as they came.
        size: How many they are.
        coding: `lines`, `blocks`, `zstd`, `zstd+lines`, `zstd+blocks`, `zstd+key`, `unkept` or `erased`.
        data: What is kept of them; None where the state's text is all, or nothing is kept.
    """

    digest: bytes
    size: int
    coding: str
    data: bytes | None

    @property
    def needs_state(self) -> bool:
        """Whether the state's text is a part of it."""
        return self.coding.endswith(("lines", "blocks"))

    @property
    def needs_key(self) -> bool:
        """Whether its keyframe's bytes are a part of it."""
        return self.coding == "zstd+key"


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A page that others of its address are held against.

    Attributes:
        raw_id: Its row.
        data: Its bytes as they came.
        packed_bytes: How many bytes it takes itself, without what it carries.
        held: How many are held against it.
    """

    raw_id: int
    data: bytes
    packed_bytes: int
    held: int = 0

    @property
    def has_room(self) -> bool:
        """Whether another page may be held against it."""
        return self.held < MOST_HELD


@dataclass(frozen=True, slots=True)
class Carried:
    """A second copy of a keyframe, held against the one that carries it.

    Attributes:
        digest: SHA-256 of its bytes as they came.
        data: What is kept of them.
    """

    digest: bytes
    data: bytes


def is_page(content_type: str | None) -> bool:
    """Whether bytes of this type are held against the page before them.

    Example:
        >>> is_page("Text/HTML; charset=utf-8")
        True
    """
    return (content_type or "").partition(";")[0].strip().lower() in _PAGE_TYPES


def coded(raw: bytes, state: State | None) -> Coded:
    """The bytes of a text in the smallest coding.

    Args:
        raw: The bytes as they came.
        state: What was read out of them.
    """
    digest = hashlib.sha256(raw).digest()
    if state is not None:
        form = "blocks" if b"\n\n" in raw else "lines"
        text = _text(state, form)
        if raw == text:
            return Coded(digest, len(raw), form, None)
        if len(text) >= 8 and len(raw) < 8 * len(text):  # zstd takes no shorter dictionary
            return Coded(digest, len(raw), f"zstd+{form}", _packed(raw, text))
    return Coded(digest, len(raw), "zstd", _packed(raw, b""))


def coded_page(raw: bytes, key: Keyframe | None) -> Coded:
    """The bytes of a page: against its keyframe, if it is still like it.

    One that takes more than half of what its keyframe takes is likely a new layout: it stands alone, where
    that is no larger, and is the keyframe of those that follow.
    """
    digest = hashlib.sha256(raw).digest()
    held = None
    if key is not None and len(key.data) >= 8:
        held = _packed(raw, key.data)
        if 2 * len(held) <= key.packed_bytes:
            return Coded(digest, len(raw), "zstd+key", held)
    alone = _packed(raw, b"")
    if held is not None and 2 * len(held) <= len(alone):
        return Coded(digest, len(raw), "zstd+key", held)
    return Coded(digest, len(raw), "zstd", alone)


def carried(data: bytes | None) -> tuple[tuple[Carried, ...], bytes]:
    """What a keyframe carries, and its own packed bytes.

    Of damaged ones as much as can be told.
    """
    found, at, whole = [], 0, data or b""
    while whole[at : at + 4] == CARRIES and len(whole) >= at + 8:
        (size,) = unpack_from("<I", whole, at + 4)
        frame = whole[at + 8 : at + 8 + size]
        if size < 32 or len(frame) < size:
            break
        found.append(Carried(frame[:32], frame[32:]))
        at += 8 + size
    return tuple(found), whole[at:]


def carrying(others: Iterable[Carried], packed: bytes) -> bytes:
    """The data of a keyframe that carries others."""
    frames = [CARRIES + pack("<I", 32 + len(other.data)) + other.digest + other.data for other in others]
    return b"".join((*frames, packed))


def second_copy(raw: bytes, carrier: bytes) -> Carried:
    """A second copy of a keyframe.

    Args:
        raw: Its bytes.
        carrier: Those of the keyframe that will carry it.
    """
    return Carried(hashlib.sha256(raw).digest(), _packed(raw, carrier))


def restored(copy: Carried, carrier: bytes) -> bytes | None:
    """The bytes that a second copy gives; None where it is damaged itself."""
    raw = _unpacked(copy.data, carrier)
    return raw if raw is not None and hashlib.sha256(raw).digest() == copy.digest else None


def unkept(raw: bytes, state: State | None) -> Coded:
    """The bytes where no copy of them is wanted: digest and size, unless the state gives them itself."""
    if state is not None:
        for form in ("lines", "blocks"):
            if raw == _text(state, form):
                return Coded(hashlib.sha256(raw).digest(), len(raw), form, None)
    return Coded(hashlib.sha256(raw).digest(), len(raw), "unkept", None)


def decoded(part: Coded, state: State | None, key: bytes | None = None) -> bytes:
    """The bytes as they came.

    Args:
        part: As the table holds them.
        state: Where its text is a part of them.
        key: The bytes of their keyframe, where it is.

    Raises:
        Damaged: They no longer have their digest.
    """
    raw = _decoded(part, state, key)
    if raw is None or len(raw) != part.size or hashlib.sha256(raw).digest() != part.digest:
        raise Damaged(
            f"The raw bytes {part.digest.hex()[:12]}… no longer have their digest; "
            "`archive verify` lists the damage."
        )
    return raw


def _decoded(part: Coded, state: State | None, key: bytes | None) -> bytes | None:
    prefix = (key or b"") if part.needs_key else b""
    if part.needs_state:
        prefix = b"" if state is None else _text(state, part.coding.removeprefix("zstd+"))
        if part.data is None:
            return prefix
    if part.data is None:
        return None
    return _unpacked(carried(part.data)[1] if part.coding == "zstd" else part.data, prefix)


def _unpacked(data: bytes, prefix: bytes) -> bytes | None:
    module = zstd()
    options = {"zstd_dict": module.ZstdDict(prefix, is_raw=True).as_prefix} if len(prefix) >= 8 else {}
    try:
        return bytes(module.decompress(data, **options))
    except module.ZstdError:
        return None


def _packed(raw: bytes, prefix: bytes) -> bytes:
    module = zstd()
    if not prefix:
        return bytes(module.compress(raw, LEVEL))
    return bytes(module.compress(raw, LEVEL, zstd_dict=module.ZstdDict(prefix, is_raw=True).as_prefix))


def _text(state: State, form: str) -> bytes:
    lines = []
    for section in state.sections:
        if section.heading is not None:
            lines.append("#" * section.level + " " + section.heading)
        lines.extend(passage.text for passage in section.passages)
    return ("\n\n" if form == "blocks" else "\n").join(lines).encode()
