"""WARC files, as web archives and crawlers write them: each page in one is a look, at the moment it says.

A file is a row of records, packed or not. What a server answered with status 200 and calls a page is taken,
and pages that were stored without their answer; one that was left out because it was the same as before
(`revisit`) is a look that found nothing new. Front pages, pictures, styles, scripts, requests and the like
are passed over, and so are answers of any other status: a crawl asks for much that is no story. Read as a
stream, a record at a time.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from archive.errors import BadInput
from archive.model import Draft, Outcome
from archive.readers.html.limits import LONGEST_PAGE_BYTES
from archive.readers.moment import read_captured
from archive.readers.unreadable import Unreadable
from archive.text.address import names_a_story

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONGEST_HEADER_BYTES = 65_536
LONGEST_BLOCK_BYTES = LONGEST_PAGE_BYTES + LONGEST_HEADER_BYTES
_GZIP = b"\x1f\x8b"
_PIECE_BYTES = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_NO_GAP = "The file is broken here: this is no record of a WARC file; what follows cannot be read."


class _Record(NamedTuple):
    """A record: its headers, by name in lower case, and its block; None for a block too long to be a page."""

    headers: dict[str, str]
    block: bytes | None


def read_warc(stream: BinaryIO, *, origin: str) -> Iterator[Draft | Unreadable]:
    """The pages in a WARC file, in its order.

    Args:
        stream: Its bytes, packed with gzip or not.
        origin: How to name it to a person.
    """
    try:
        for record in _records(_opened(stream)):
            try:
                draft = _draft(record, origin)
            except BadInput as error:
                yield Unreadable(_place(record, origin), error.sentence)
                continue
            if draft is not None:
                yield draft
    except BadInput as error:
        yield Unreadable(origin, error.sentence)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Unreadable(origin, "The file breaks off, or is broken: the rest of it cannot be unpacked.")
    except OSError as error:
        yield Unreadable(origin, f"It cannot be read: {error.strerror or error}.")


def _opened(stream: BinaryIO) -> io.BufferedReader[Any]:
    """The stream, unpacked where it is packed."""
    whole: io.BufferedReader[Any]
    whole = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    if whole.peek(2)[:2] == _GZIP:
        return io.BufferedReader(gzip.GzipFile(fileobj=whole))
    return whole


def _records(stream: io.BufferedReader[Any]) -> Iterator[_Record]:
    """The records, one at a time.

    Raises:
        BadInput: What comes is no record, or the file ends within one.
    """
    while True:
        line = stream.readline(LONGEST_HEADER_BYTES)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(LONGEST_HEADER_BYTES)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise BadInput(_NO_GAP)
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise BadInput(_NO_GAP)
        yield _Record(headers, _block(stream, int(length), is_wanted=_is_wanted(headers)))


def _headers(stream: io.BufferedReader[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    name, size = "", 0
    while True:
        line = stream.readline(LONGEST_HEADER_BYTES)
        size += len(line)
        if size > LONGEST_HEADER_BYTES or not line:
            raise BadInput(_NO_GAP)
        if not line.strip():
            return found
        text = line.decode("utf-8", "replace").strip()
        if line[:1] in b" \t" and name:  # a header that goes on in the next line
            found[name] += f" {text}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found[name] = value.strip()


def _block(stream: io.BufferedReader[Any], size: int, *, is_wanted: bool) -> bytes | None:
    """The block of a record, or None, where it is not wanted or too long: then it is read past."""
    pieces, left = [], size
    keeps = is_wanted and size <= LONGEST_BLOCK_BYTES
    while left:
        piece = stream.read(min(left, _PIECE_BYTES))
        if not piece:
            raise BadInput("The file breaks off within a record; what stood before is read.")
        left -= len(piece)
        if keeps:
            pieces.append(piece)
    return b"".join(pieces) if keeps else None


def _is_wanted(headers: dict[str, str]) -> bool:
    kind = headers.get("warc-type", "").lower()
    if kind not in ("response", "resource", "revisit"):
        return False
    url = _url(headers)
    return url is not None and url.lower().startswith(("http://", "https://")) and names_a_story(url)


def _url(headers: dict[str, str]) -> str | None:
    return headers.get("warc-target-uri", "").strip("<> ") or None


def _place(record: _Record, origin: str) -> str:
    return f"{origin}: {_url(record.headers) or record.headers.get('warc-record-id', '')}"


def _draft(record: _Record, origin: str) -> Draft | None:
    """The look that a record is; None where it is none.

    Raises:
        BadInput: It is a page, and cannot be read.
    """
    headers, url = record.headers, _url(record.headers)
    if not _is_wanted(headers):
        return None
    kind = headers["warc-type"].lower()
    if record.block is None:
        raise BadInput(f"It is longer than {LONGEST_PAGE_BYTES:,} bytes, the most that is read.")
    if kind == "resource":
        content_type, body = headers.get("content-type", ""), record.block
    else:
        top, _, body = record.block.partition(b"\r\n\r\n")
        status = _STATUS.match(top)
        if status is None or int(status[1]) not in (200, 203):
            return None
        said = _headers(io.BufferedReader(io.BytesIO(top.partition(b"\n")[2] + b"\r\n\r\n")))
        content_type = said.get("content-type", "")
        if kind == "response" and _is_page(content_type):
            body = _unpacked(_joined(body, said), said.get("content-encoding", ""))
    if not _is_page(content_type):
        return None
    captured_at = read_captured(headers.get("warc-date", ""), what="Its WARC-Date")
    if kind == "revisit":
        reason = "the web archive says that it was the same as before"
        return Draft(
            url=url,
            captured_at=captured_at,
            outcome=Outcome.SAME,
            reason=reason,
            origin=_place(record, origin),
        )
    if len(body) > LONGEST_PAGE_BYTES:
        raise BadInput(f"It is longer than {LONGEST_PAGE_BYTES:,} bytes, the most that is read.")
    return Draft(
        url=url, captured_at=captured_at, raw=body, content_type=content_type, origin=_place(record, origin)
    )


def _is_page(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _PAGES


def _joined(body: bytes, said: dict[str, str]) -> bytes:
    """A body without the marks of its pieces; some archives leave the header and take away the marks."""
    if said.get("transfer-encoding", "").lower() != "chunked":
        return body
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return body if not pieces else b"".join(pieces)
        length = int(size, 16)
        if not length:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def _unpacked(body: bytes, codings: str) -> bytes:
    """A body with its content codings undone, those that the archive has not undone before.

    Raises:
        BadInput: It is broken, too long, or in a coding that is not read.
    """
    for name in reversed([name.strip().lower() for name in codings.split(",")]):
        try:
            if name in ("gzip", "x-gzip") and body[:2] == _GZIP:
                body = zlib.decompressobj(31).decompress(body, LONGEST_PAGE_BYTES + 1)
            elif name == "deflate" and body[:1] == b"x":
                body = zlib.decompressobj(15).decompress(body, LONGEST_PAGE_BYTES + 1)
            elif name == "zstd" and body[:4] == b"\x28\xb5\x2f\xfd":
                body = zstd.ZstdDecompressor().decompress(body, LONGEST_PAGE_BYTES + 1)
            elif name == "br" and b"<" not in body[:1_000]:
                raise BadInput("It is packed with Brotli, which is not read; unpack it first.")
        except (zlib.error, zstd.ZstdError) as error:
            raise BadInput(f"It is broken: what is packed cannot be unpacked ({error}).") from error
    return body
