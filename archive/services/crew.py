"""Preparing drafts on the machine's other cores.

Reading a text and finding its facts depend on nothing but the text, so they can be done anywhere: a crew
of worker processes prepares chunks of drafts while the main process, the only writer, stores those
before. Results come in the order of the drafts, and are the same as without a crew.

A worker is a process of its own that reads pickled drafts from its standard input and ends when that is
closed, so that none outlives a main process that was killed. (`multiprocessing` would import the
caller's main module again, or leave forked children waiting for ever.)
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING

from archive.errors import BadInput
from archive.garbage import collect_seldom
from archive.model import Draft
from archive.readers import Unreadable
from archive.services.prepare import Prepared, is_page, prepared
from archive.services.wire import Found, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from datetime import datetime

Item = Draft | Unreadable

CHUNK_ITEMS = 100
CHUNKS_AHEAD = 3
CHUNK_CHARS = 500_000
ALONE_ITEMS = 150
"""So many items are prepared in the main process before a crew is worth its start."""
ALONE_PAGES = 4
"""So many pages are, which take far longer."""
PAGE_ITEMS = 5
"""A page counts as so many items of a chunk: the answers of a chunk are waited for together."""
PAGE_MARKUP = 20
"""So many bytes of a page are one of its story's text."""
MOST_WORKERS = 8
REMEMBERED_PASSAGES = 20_000

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Items prepared, in order, and the mentions that were found in their passages."""

    items: list[Prepared | Unreadable]
    found: Found


@dataclass(slots=True)
class Preparer:
    """Prepares items, and finds the mentions of each passage once as long as it remembers it."""

    _seen: set[tuple[str, str]] = field(default_factory=set)

    def chunk(self, items: Iterable[tuple[Item, datetime]]) -> Chunk:
        """Items, each with the time it was read, prepared."""
        from archive.facts import all_mentions
        from archive.store.shadow import language_read

        ready: list[Prepared | Unreadable] = []
        unread: list[tuple[str, str]] = []
        for item, now in items:
            made = ready_of(item, now)
            ready.append(made)
            if isinstance(made, Unreadable) or made.state is None:
                continue
            language = language_read(made.draft.language, made.state)
            for passage in made.state.passages:
                key = (passage.text, language or "")
                if key not in self._seen:
                    if len(self._seen) >= REMEMBERED_PASSAGES:
                        self._seen.clear()
                    self._seen.add(key)
                    unread.append(key)
        found = all_mentions([(text, language or None) for text, language in unread])
        return Chunk(ready, dict(zip(unread, found, strict=True)))


def ready_of(item: Item, now: datetime) -> Prepared | Unreadable:
    """An item prepared, or why it cannot be."""
    if isinstance(item, Unreadable):
        return item
    try:
        return prepared(item, now=now)
    except BadInput as error:
        return Unreadable(item.origin, str(error))


def prepared_chunks(items: Iterable[Item], now: Callable[[], datetime]) -> Iterator[Chunk]:
    """Items prepared in chunks: a few here, many by a crew.

    Args:
        items: In the order in which they are to be stored.
        now: The clock.
    """
    chunks = _chunks(items, now)
    alone = Preparer()
    count = 0
    for chunk in chunks:
        count += sum(ALONE_ITEMS // ALONE_PAGES if _is_page(item) else 1 for item, _ in chunk)
        if count >= ALONE_ITEMS and _cores() > 1 and (following := next(chunks, None)) is not None:
            yield from _by_crew(partial(alone.chunk, chunk), chain([following], chunks))
            return
        yield alone.chunk(chunk)


def _chunks(items: Iterable[Item], now: Callable[[], datetime]) -> Iterator[list[tuple[Item, datetime]]]:
    chunk: list[tuple[Item, datetime]] = []
    count, pages, size_chars = 0, 0, 0
    most_pages = ALONE_PAGES  # the first chunk is prepared while no crew is there yet
    for item in items:
        chunk.append((item, now()))
        count += 1
        if isinstance(item, Draft):
            size = len(item.text or item.raw or "")
            if _is_page(item):
                pages, count, size = pages + 1, count + PAGE_ITEMS - 1, size // PAGE_MARKUP
            size_chars += size
            size_chars += sum(len(p.text) for section in item.sections or () for p in section.passages)
        if count >= CHUNK_ITEMS or size_chars >= CHUNK_CHARS or pages >= most_pages:
            yield chunk
            chunk, count, pages, size_chars = [], 0, 0, 0
            most_pages = CHUNK_ITEMS
    if chunk:
        yield chunk


def _is_page(item: Item) -> bool:
    return isinstance(item, Draft) and is_page(item)


def _by_crew(opening: Callable[[], Chunk], chunks: Iterable[list[tuple[Item, datetime]]]) -> Iterator[Chunk]:
    """Chunks by a crew, after the one that is prepared here while the crew comes up."""
    members: list[_Member] = []
    waiting: deque[list[tuple[list[int], Future[Chunk]]]] = deque()
    has_opened = False
    try:
        members.extend(_Member() for _ in range(min(_cores(), MOST_WORKERS)))
        sharing = _Sharing(len(members))
        for chunk in chunks:
            shares: dict[int, list[int]] = {}
            for place, (item, _) in enumerate(chunk):
                shares.setdefault(sharing.worker(item), []).append(place)
            waiting.append(
                [
                    (places, members[number].prepare([chunk[place] for place in places]))
                    for number, places in shares.items()
                ]
            )
            if not has_opened:
                yield opening()
                has_opened = True
            if len(waiting) > CHUNKS_AHEAD:
                yield _joined(waiting.popleft())
        while waiting:
            yield _joined(waiting.popleft())
    finally:
        for member in members:
            member.dismiss()


class _Sharing:
    """Which worker's an item is: one article's drafts go to one worker, who knows its passages.

    A page takes long, and pages differ: one of an article that is new goes to whoever was given least.
    """

    def __init__(self, count: int) -> None:
        self._given_bytes = [0] * count
        self._of_article: dict[int, int] = {}

    def worker(self, item: Item) -> int:
        """The worker's number, from 0."""
        if isinstance(item, Unreadable):
            return 0
        name = (item.article or item.url or item.new_key or "").encode(errors="replace")
        share = zlib.crc32(name)
        if not _is_page(item):
            return share % len(self._given_bytes)
        least = min(range(len(self._given_bytes)), key=self._given_bytes.__getitem__)
        number = self._of_article.setdefault(share, least)
        self._given_bytes[number] += len(item.raw or b"")
        return number


def _joined(parts: list[tuple[list[int], Future[Chunk]]]) -> Chunk:
    items: dict[int, Prepared | Unreadable] = {}
    found: Found = {}
    for places, future in parts:
        chunk = future.result()
        items.update(zip(places, chunk.items, strict=True))
        found.update(chunk.found)
    return Chunk([items[place] for place in sorted(items)], found)


class _Member:
    """A worker process, and the thread of ours that talks with it."""

    def __init__(self) -> None:
        start = f"import sys; sys.path[:] = {sys.path!r}; from archive.services.crew import work; work()"
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="crew")

    def prepare(self, items: list[tuple[Item, datetime]]) -> Future[Chunk]:
        """Have items prepared."""
        return self._thread.submit(self._asked, items)

    def _asked(self, items: list[tuple[Item, datetime]]) -> Chunk:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _send(self._process.stdin, pickle.dumps(items, protocol=pickle.HIGHEST_PROTOCOL))
            return Chunk(*unpacked(_received(self._process.stdout), [item for item, _ in items]))
        except (OSError, EOFError):
            return Preparer().chunk(items)  # a worker that died costs time, not data

    def dismiss(self) -> None:
        """Let the process end, and wait for it."""
        self._thread.shutdown(cancel_futures=True)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work() -> None:
    """A worker's life: drafts in, what they came to out, until there is nobody left to work for."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes out
    collect_seldom()
    preparer = Preparer()
    try:
        while True:
            chunk = preparer.chunk(pickle.loads(_received(source)))  # noqa: S301 - from our own process
            _send(target, packed(chunk.items, chunk.found))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
