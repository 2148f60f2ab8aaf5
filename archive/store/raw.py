"""The exact bytes of a capture, kept small.

A text is nearly its own state: so the bytes are held against the state's headings and passages, joined
by one line feed (`lines`) or two (`blocks`). Where that is the text, nothing is kept; where it is not
quite, what differs is kept (zstd with it as prefix, tens of bytes); a page, which is mostly other
things, is compressed alone. Decoding proves itself by the digest.

What `lines` and `blocks` give is part of the file format: it must never change.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import Damaged

if TYPE_CHECKING:
    from types import ModuleType

    from archive.model import State

LEVEL = 9
"""Compression: denser levels gain little on short texts and cost ingest its speed."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Bytes as the table holds them.

    Attributes:
        digest: SHA-256 of the bytes as they came.
        size: How many they are.
        coding: `lines`, `blocks`, `zstd`, `zstd+lines` or `zstd+blocks`.
        data: What is kept of them; None where the state's text is all.
    """

    digest: bytes
    size: int
    coding: str
    data: bytes | None

    @property
    def needs_state(self) -> bool:
        """Whether the state's text is a part of it."""
        return self.coding != "zstd"


def coded(raw: bytes, state: State | None) -> Coded:
    """The bytes in the smallest coding.

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
            zstd = _zstd()
            data = zstd.compress(raw, LEVEL, zstd_dict=zstd.ZstdDict(text, is_raw=True).as_prefix)
            return Coded(digest, len(raw), f"zstd+{form}", data)
    return Coded(digest, len(raw), "zstd", _zstd().compress(raw, LEVEL))


def decoded(part: Coded, state: State | None) -> bytes:
    """The bytes as they came.

    Raises:
        Damaged: They no longer have their digest.
    """
    raw = _decoded(part, state)
    if raw is None or len(raw) != part.size or hashlib.sha256(raw).digest() != part.digest:
        raise Damaged(
            f"The raw bytes {part.digest.hex()[:12]}… no longer have their digest; "
            "`archive verify` lists the damage."
        )
    return raw


def _decoded(part: Coded, state: State | None) -> bytes | None:
    text = b"" if state is None else _text(state, part.coding.removeprefix("zstd+"))
    if part.data is None:
        return text
    zstd = _zstd()
    options = {"zstd_dict": zstd.ZstdDict(text, is_raw=True).as_prefix} if part.needs_state and text else {}
    try:
        return bytes(zstd.decompress(part.data, **options))
    except zstd.ZstdError:
        return None


def _text(state: State, form: str) -> bytes:
    lines = []
    for section in state.sections:
        if section.heading is not None:
            lines.append("#" * section.level + " " + section.heading)
        lines.extend(passage.text for passage in section.passages)
    return ("\n\n" if form == "blocks" else "\n").join(lines).encode()


def _zstd() -> ModuleType:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
