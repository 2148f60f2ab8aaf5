"""Unpacking a body as it comes, and no further than a limit.

A few kilobytes of gzip can stand for gigabytes. Each coding is undone piece by piece, and never is more
unpacked than is still allowed, so that neither time nor memory goes beyond the limit.
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Any

from archive.fetch.network import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, zstd"
"""The codings asked for, as the header `Accept-Encoding`."""

# What IANA's registry lists and packs; servers write other things here too (`utf-8`), which mean nothing.
_CODINGS = frozenset(
    {"gzip", "x-gzip", "deflate", "zstd", "br", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"}
)

PIECE_BYTES = 65_536
MOST_MEMBERS = 1_000
"""Streams that may follow each other in one body."""
MOST_CODINGS = 2
_WIDEST_WINDOW_LOG2 = 23  # 8 MB: what RFC 9659 lets a zstd stream on the web ask for


def unpacked(pieces: Iterable[bytes], codings: str, limit_bytes: int) -> bytes:
    """A whole body with its content codings undone.

    Args:
        pieces: The bytes as they come.
        codings: The header `Content-Encoding`.
        limit_bytes: How large the result, and each step to it, may be.

    Raises:
        Stopped: It is larger, broken, or in a coding that is not read.

    Example:
        >>> unpacked([zlib.compress(b"news")], "deflate", 100)
        b'news'
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name in _CODINGS]
    if len(names) > MOST_CODINGS:
        raise Stopped(f"It is packed {len(names)} times over; {MOST_CODINGS} times is the most that is read.")
    steps = _limited(pieces, limit_bytes)
    for name in reversed(names):
        if name in ("gzip", "x-gzip", "deflate"):
            steps = _limited(_inflated(steps, is_gzip=name != "deflate"), limit_bytes)
        elif name == "zstd":
            steps = _limited(_from_zstd(steps), limit_bytes)
        else:
            raise Stopped(f"It is packed as {name}, which was not asked for and is not read.")
    return b"".join(steps)


def _limited(pieces: Iterable[bytes], limit_bytes: int) -> Iterator[bytes]:
    size_bytes = 0
    for piece in pieces:
        size_bytes += len(piece)
        if size_bytes > limit_bytes:
            raise Stopped(f"It is larger than {limit_bytes:,} bytes, the most that is read.")
        yield piece


def _inflated(pieces: Iterable[bytes], *, is_gzip: bool) -> Iterator[bytes]:
    """Gzip (several members in a row are one body), or deflate with or without the zlib frame."""
    unpacker, members = None, 0
    for piece in pieces:
        data = piece
        while data:
            if unpacker is None:
                members = _one_more(members)
                unpacker = zlib.decompressobj(31 if is_gzip else _frame(data))
            try:
                made = unpacker.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                if members > 1:  # what follows a whole member, and is none, is padding
                    return
                raise Stopped(f"It is broken: what is packed cannot be unpacked ({error}).") from error
            if made:
                yield made
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data, unpacker = unpacker.unused_data, None
                if not is_gzip:
                    return
    if unpacker is not None:
        yield unpacker.flush(PIECE_BYTES)
        if not unpacker.eof:
            raise Stopped("It was cut off: what is packed has no end.", is_final=False)


def _one_more(members: int) -> int:
    """Count a member that begins; not without end, since an empty one costs its sender next to nothing."""
    if members >= MOST_MEMBERS:
        raise Stopped("It is packed in too many parts to be a page.")
    return members + 1


def _frame(data: bytes) -> int:
    """Whether deflate comes in zlib's frame, as the standard says, or bare, as some servers send it."""
    return 15 if data[0] & 0x0F == 8 and data[0] >> 4 <= 7 else -15


def _from_zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    options: Any = {zstd.DecompressionParameter.window_log_max: _WIDEST_WINDOW_LOG2}
    unpacker, members = None, 0
    for piece in pieces:
        data = piece
        while data:
            if unpacker is None:
                members = _one_more(members)
                unpacker = zstd.ZstdDecompressor(options=options)
            try:
                made = unpacker.decompress(data, PIECE_BYTES)
                while made:
                    yield made
                    if unpacker.eof or unpacker.needs_input:
                        break
                    made = unpacker.decompress(b"", PIECE_BYTES)
            except zstd.ZstdError as error:
                raise Stopped(f"It is broken: what is packed cannot be unpacked ({error}).") from error
            data = b""
            if unpacker.eof:
                data, unpacker = unpacker.unused_data, None
    if unpacker is not None:
        raise Stopped("It was cut off: what is packed has no end.", is_final=False)
