"""Where drafts come from: a file, a folder of files, a stream; each read in its format, one thing at a time.

What a folder holds in other formats is passed over, and so is what is hidden; what is named directly is
read or said to be unreadable. Folders are read in the order of their names, each once, however many
links lead to it. Nothing is opened that could block: only regular files.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from archive.errors import BadInput
from archive.model import Draft
from archive.readers.html import LONGEST_PAGE_BYTES
from archive.readers.interchange import LONGEST_LINE_BYTES, read_line
from archive.readers.sniff import SEEN_BYTES, Kind, kind_of
from archive.readers.text import LONGEST_TEXT_BYTES, checked_key, read_name, read_text
from archive.readers.unreadable import Unreadable, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("text", "markdown", "html", "jsonl", "feed", "warc")
"""The formats that are read, as `--format` takes them."""

_ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".warc": "warc",
    ".warc.gz": "warc",
}
_XML = ".xml"
_READ = ", ".join((*_ENDINGS, _XML))
"""As a person is told; what ends in `.xml` is read where it is a feed."""
_XML_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")
_PACKED = frozenset({".mhtml", ".mht", ".webarchive"})
_NO_PACKED = "It is a page packed with others, which this version does not read; save it as HTML."
_XHTML_START = re.compile(rb"<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*)?(?:<!doctype html|<html)")
_HOST_AND_PATH = re.compile(r"www\.[\w.-]+(?:/.*)?|(?!\.)[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/.*")
"""What looks like an address without its `https://`."""

_MARKED_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def read_path(
    path: Path | str,
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    article: str | None = None,
) -> Iterator[Draft | Unreadable]:
    """Everything in a file or a folder and the folders in it, in the order of names; lazily.

    Memory stays flat, whatever the size of a JSONL file.

    Args:
        path: A file or a folder. A text's key is its name, in a folder its path below it, less the ending.
        format: One of `FORMATS`; None: by the ending, for a file without one by its first character.
        article: The key of an article, for texts, and for lines that name none.

    Raises:
        BadInput: There is no such format.
    """
    _check(format)
    path = Path(path)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        yield from _folder(path, format, article)
    else:
        yield from _named(path, format, article)


def read_stream(
    stream: BinaryIO,
    *,
    name: str = "-",
    format: str | None = None,  # noqa: A002
    article: str | None = None,
) -> Iterator[Draft | Unreadable]:
    """Everything in a stream of bytes: JSON lines as they come, or one text.

    Args:
        stream: Open for reading; left open.
        name: How to name it to a person.
        format: One of `FORMATS`; None: JSONL where it starts with a brace, else text.
        article: The key of an article, for a text, and for lines that name none.

    Raises:
        BadInput: There is no such format.
    """
    _check(format)
    yield from _stream(stream, origin=name, name=None, form=format, article=article)


def _check(form: str | None) -> None:
    if form is not None and form not in FORMATS:
        raise BadInput(f"There is no format “{form}”; there are {', '.join(FORMATS)}.")


def _named(path: Path, form: str | None, article: str | None) -> Iterator[Draft | Unreadable]:
    """A file that the user named."""
    if _HOST_AND_PATH.fullmatch(path.as_posix()) and not os.path.lexists(path):
        meant = f"https://{printable(path)}"
        yield Unreadable(printable(path), f"There is no such file; if a page is meant, write {meant}.")
        return
    ending = _ending(path)
    if form is None and ending and ending != _XML:
        form = _ENDINGS.get(ending)
        if form is None:
            yield Unreadable(
                printable(path),
                _NO_PACKED
                if ending in _PACKED
                else f"Its ending {ending!a} is none that is read ({_READ}); say its format with --format.",
            )
            return
    yield from _file(path, path.stem, form, article)


def _folder(root: Path, form: str | None, article: str | None) -> Iterator[Draft | Unreadable]:
    """The files of a folder and of those in it, depth first, in the order of names."""
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    has_any = False
    while waiting:
        path = waiting.pop()
        ending = _ending(path)
        is_folder = False
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            if is_folder:
                status = path.stat()
                if (status.st_dev, status.st_ino) in seen:
                    yield Unreadable(
                        printable(path), "It is a link to a folder that is read already; passed over."
                    )
                    continue
                seen.add((status.st_dev, status.st_ino))
                inside = sorted((entry.name for entry in os.scandir(path)), reverse=True)
                waiting += [path / name for name in inside if not name.startswith(".")]
                continue
        except OSError as error:
            if is_folder or ending in _ENDINGS or not ending or path == root:
                has_any = True
                yield Unreadable(printable(path), _refusal(error))
            continue
        if ending in _ENDINGS or (ending == _XML and _is_feed(path)):
            has_any = True
            name = path.relative_to(root).with_suffix("").as_posix()
            yield from _file(path, name, form or _ENDINGS.get(ending, "feed"), article)
    if not has_any:
        yield Unreadable(printable(root), f"It holds no file that is read ({_READ}).")


def _ending(path: Path) -> str:
    """A file's ending in lower case; of a packed one with what it is packed of, as far as that is read."""
    both = "".join(path.suffixes[-2:]).lower()
    return both if both in _ENDINGS else path.suffix.lower()


def _is_feed(path: Path) -> bool:
    """Whether a file begins as a feed does; one that may not be read is said to be so when it is read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            return kind_of(stream.read(SEEN_BYTES)) is Kind.FEED
    except PermissionError:
        return True
    except OSError:
        return False


def _file(path: Path, name: str, form: str | None, article: str | None) -> Iterator[Draft | Unreadable]:
    origin = printable(path)
    try:
        # Asked before, since opening a device acts on it, and after, since it can have been exchanged.
        if not stat.S_ISREG(path.stat().st_mode):
            yield Unreadable(origin, "It is no regular file; a pipe is read as standard input, `-`.")
            return
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        yield Unreadable(origin, _refusal(error))
        return
    with os.fdopen(handle, "rb") as stream:
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            yield from _stream(stream, origin=origin, name=name, form=form, article=article)
        else:
            yield Unreadable(origin, "It is no regular file any more.")


def _refusal(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file, or it is a link that leads nowhere."
    if isinstance(error, PermissionError):
        return "It may not be read; change its permissions."
    return f"It cannot be read: {getattr(error, 'strerror', None) or error}."


def _stream(
    stream: BinaryIO, *, origin: str, name: str | None, form: str | None, article: str | None
) -> Iterator[Draft | Unreadable]:
    if form == "warc":
        from archive.readers.warc import read_warc

        yield from read_warc(stream, origin=origin)
        return
    try:
        first = stream.readline(LONGEST_LINE_BYTES + 1)
    except OSError as error:
        yield Unreadable(origin, _refusal(error))
        return
    if form is None:
        start = first.removeprefix(codecs.BOM_UTF8).lstrip()[:1000].lower()
        is_html = start.startswith((b"<!doctype html", b"<html", b"<head")) or _XHTML_START.match(start)
        form = "jsonl" if start.startswith(b"{") else "html" if is_html else "text"
        if form == "text" and start.startswith(_XML_STARTS):
            form = "feed"
    if form == "jsonl":
        yield from _json_lines(stream, first, origin, article)
        return
    try:
        if form == "html":
            raw = _whole(stream, first, LONGEST_PAGE_BYTES)
            yield page_draft(raw, origin=origin, name=name, article=article)
            return
        if form == "feed":
            yield from _feed(stream, first, origin)
            return
        raw = _whole(stream, first, LONGEST_TEXT_BYTES)
        yield read_text(raw, origin=origin, name=name, article=article, markdown=form == "markdown")
    except BadInput as error:
        yield Unreadable(origin, error.sentence)
    except OSError as error:
        yield Unreadable(origin, _refusal(error))


def _feed(stream: BinaryIO, first: bytes, origin: str) -> Iterator[Draft | Unreadable]:
    """The texts that a saved feed carries whole; what it only lists is to be fetched."""
    from archive.readers.feed import LARGEST_FEED_BYTES, read_feed
    from archive.readers.feed_text import feed_drafts, is_own_story

    data = _whole(stream, first, LARGEST_FEED_BYTES)
    if kind_of(data[:SEEN_BYTES]) is Kind.SITEMAP:
        raise BadInput(
            "It is a sitemap, which lists addresses and carries no story; give its address instead, and the "
            "pages it lists are fetched."
        )
    feed = read_feed(data)
    drafts = list(feed_drafts(feed))
    others = [entry for entry in feed.entries if entry.content is not None and not is_own_story(feed, entry)]
    for entry in others:
        yield Unreadable(
            f"{origin}: {entry.url}",
            f"The story is of another site than the feed's own, {feed.home}: what the feed says of it is not "
            "what it says. Give the story's own address, and its page is fetched.",
        )
    if not drafts and not others:
        raise BadInput(
            "The feed carries no story whole; give its address instead, and the pages it lists are fetched."
        )
    for draft in drafts:
        yield replace(draft, origin=f"{origin}: {draft.url}")


def _whole(stream: BinaryIO, first: bytes, longest_bytes: int) -> bytes:
    """All bytes, or one more than are taken."""
    pieces, size_bytes = [first], len(first)
    while size_bytes <= longest_bytes:
        piece = stream.read(longest_bytes + 1 - size_bytes)
        if not piece:
            break
        pieces.append(piece)
        size_bytes += len(piece)
    return b"".join(pieces)


def page_draft(raw: bytes, *, origin: str, name: str | None, article: str | None = None) -> Draft:
    """A draft of a saved page, still to be extracted.

    A name like `KEY@2021-07-28T0900Z` says which article it is and when it was captured. Any other name is
    the key it gets where the page names no address that is known: what pages are saved as is no identity.

    Args:
        raw: All its bytes.
        origin: How to name it to a person.
        name: Its name without ending, relative to the folder that is read; None for a stream.
        article: The article's key, whatever the name and the page say.

    Raises:
        BadInput: It is empty or too long, or its name cannot be a key.
    """
    if not raw.strip():
        raise BadInput("The page is empty; get it again.")
    if len(raw) > LONGEST_PAGE_BYTES:
        raise BadInput(f"The page is longer than {LONGEST_PAGE_BYTES:,} bytes, the most that is read.")
    named = read_name(name) if name is not None else None
    key = checked_key(article) if article is not None else None
    if key is None and named is not None and named.captured_at is not None:
        key = named.key
    return Draft(
        article=key,
        new_key=named.key if named is not None else None,
        captured_at=named.captured_at if named is not None else None,
        raw=raw,
        content_type="text/html",
        origin=origin,
    )


def _json_lines(
    stream: BinaryIO, line: bytes, origin: str, article: str | None
) -> Iterator[Draft | Unreadable]:
    if line.startswith(_MARKED_WIDE):
        yield Unreadable(
            origin, "JSONL is UTF-8, and this has a byte order mark of another encoding; convert it."
        )
        return
    line = line.removeprefix(codecs.BOM_UTF8)
    number, is_empty = 1, True
    while line:
        at = f"{origin}:{number}"
        try:
            if len(line) > LONGEST_LINE_BYTES:
                yield Unreadable(
                    at, f"The line is longer than {LONGEST_LINE_BYTES:,} bytes; it is passed over."
                )
                is_empty = False
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST_LINE_BYTES)
            elif not line.isspace():
                is_empty = False
                yield _one(line, at, article)
            line = stream.readline(LONGEST_LINE_BYTES + 1)
        except OSError as error:
            yield Unreadable(at, _refusal(error))
            return
        number += 1
    if is_empty:
        yield Unreadable(origin, "It is empty: there is no line to read.")


def _one(line: bytes, at: str, article: str | None) -> Draft | Unreadable:
    try:
        return read_line(line, at, article=article)
    except BadInput as error:
        return Unreadable(at, error.sentence)
