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
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from archive.errors import BadInput
from archive.model import Draft, Mention
from archive.readers import Unreadable
from archive.services.prepare import Prepared, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from datetime import datetime

Item = Draft | Unreadable
Found = dict[tuple[str, str], tuple[Mention, ...]]
"""Mentions of passages, by text and language ('' for unknown)."""

CHUNK_ITEMS = 50
CHUNK_CHARS = 500_000
ALONE_ITEMS = 150
"""So many items are prepared in the main process before a crew is worth its start."""
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
        from archive.facts import mentions
        from archive.store.shadow import language_read

        ready: list[Prepared | Unreadable] = []
        found: Found = {}
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
                    found[key] = mentions(passage.text, language)
        return Chunk(ready, found)


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
        yield alone.chunk(chunk)
        count += len(chunk)
        if count >= ALONE_ITEMS and _cores() > 1:
            break
    else:
        return
    yield from _by_crew(chunks, alone)


def _chunks(items: Iterable[Item], now: Callable[[], datetime]) -> Iterator[list[tuple[Item, datetime]]]:
    chunk: list[tuple[Item, datetime]] = []
    size_chars = 0
    for item in items:
        chunk.append((item, now()))
        if isinstance(item, Draft):
            size_chars += len(item.text or item.raw or "")
        if len(chunk) >= CHUNK_ITEMS or size_chars >= CHUNK_CHARS:
            yield chunk
            chunk, size_chars = [], 0
    if chunk:
        yield chunk


def _by_crew(chunks: Iterable[list[tuple[Item, datetime]]], alone: Preparer) -> Iterator[Chunk]:
    count = min(_cores(), MOST_WORKERS)
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    workers = [_worker() for _ in range(count)]
    for worker in workers:
        idle.put(worker)

    def prepare(chunk: list[tuple[Item, datetime]]) -> Chunk:
        worker = idle.get()
        try:
            return _asked(worker, chunk)
        except (OSError, EOFError, pickle.PickleError):
            return alone.chunk(chunk)  # a worker that died costs time, not data
        finally:
            idle.put(worker)

    waiting: deque[Future[Chunk]] = deque()
    threads = ThreadPoolExecutor(count, thread_name_prefix="crew")
    try:
        for chunk in chunks:
            waiting.append(threads.submit(prepare, chunk))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            _dismiss(worker)


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _worker() -> subprocess.Popen[bytes]:
    start = f"import sys; sys.path[:] = {sys.path!r}; from archive.services.crew import work; work()"
    command = [sys.executable, "-c", start]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves


def _asked(worker: subprocess.Popen[bytes], chunk: list[tuple[Item, datetime]]) -> Chunk:
    assert worker.stdin is not None
    assert worker.stdout is not None
    _send(worker.stdin, chunk)
    answer = _received(worker.stdout)
    assert isinstance(answer, Chunk)
    return answer


def _dismiss(worker: subprocess.Popen[bytes]) -> None:
    for stream in (worker.stdin, worker.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    worker.wait()


def work() -> None:
    """A worker's life: chunks in, chunks out, until there is nobody left to work for."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes out
    preparer = Preparer()
    try:
        while True:
            _send(target, preparer.chunk(_received(source)))  # type: ignore[arg-type]
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _received(stream: IO[bytes]) -> object:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from our own process
