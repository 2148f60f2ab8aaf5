"""States in the database: passages stored once by content, sections as runs of their ids.

New passages of a story get neighbouring ids, so that a whole story is often one run and an edit adds
two. Ids are dealt out here, under the write lock, rather than by SQLite row by row. The hot paths of
ingest speak to the driver itself: on such small statements it is several times as fast.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from archive.model import Digest, Passage, PassageKind, Section, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST_VALUES = 500
"""How many values one statement's `IN (…)` takes."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """A state as it lies in the database: its content, and the ids of its passages in reading order."""

    state: State
    passage_ids: tuple[int, ...]


def fingerprint(passage: Passage) -> int:
    """First 4 bytes of the SHA-256 of kind and text: what an equal passage is looked up by."""
    return int.from_bytes(hashlib.sha256(f"{passage.kind.value}\n{passage.text}".encode()).digest()[:4])


def packed(ids: Iterable[int]) -> str:
    """Ids in order as runs, in JSON.

    Example:
        >>> packed([7, 8, 9, 3])
        '[[7,3],[3,1]]'
    """
    runs: list[list[int]] = []
    for number in ids:
        if runs and number == runs[-1][0] + runs[-1][1]:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    return json.dumps(runs, separators=(",", ":"))


def unpacked(runs: str) -> tuple[int, ...]:
    """The ids that `packed` wrote."""
    return tuple(number for first, count in json.loads(runs) for number in range(first, first + count))


def chunks(values: Iterable[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """Values in lists of at most `size`."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def places(values: Sequence[object]) -> str:
    """As many `?` as there are values."""
    return ",".join("?" * len(values))


def next_id(driver: sqlite3.Connection, table: str) -> int:
    """The first id that no row has; stays so while we hold the write lock."""
    return int(driver.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def add_states(driver: sqlite3.Connection, states: Mapping[Digest, State]) -> dict[Digest, int]:
    """Store the states that are not there yet.

    Returns:
        The id of every state given.
    """
    ids: dict[Digest, int] = {}
    hollow: dict[Digest, int] = {}
    for chunk in chunks(states):
        for digest, number, is_erased in driver.execute(
            f"SELECT digest, id, is_erased FROM state WHERE digest IN ({places(chunk)})", chunk
        ):
            (hollow if is_erased else ids)[Digest(digest)] = number
    fresh = {digest: state for digest, state in states.items() if digest not in ids}
    if not fresh:
        return ids
    passage_ids = _add_passages(driver, (passage for state in fresh.values() for passage in state.passages))
    state_rows, section_rows = [], []
    numbers = count(next_id(driver, "state"))
    for digest, state in fresh.items():
        number = ids[digest] = hollow.get(digest) or next(numbers)
        state_rows.append((number, digest, state.title, state.byline, state.dateline))
        for position, section in enumerate(state.sections):
            runs = packed(passage_ids[passage] for passage in section.passages)
            section_rows.append((number, position, section.heading, section.level, runs))
    driver.executemany(
        "INSERT INTO state (id, digest, title, byline, dateline) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, byline = excluded.byline, "
        "dateline = excluded.dateline, is_erased = NULL",  # it came again
        state_rows,
    )
    driver.executemany(
        "INSERT INTO section (state_id, position, heading, level, passages) VALUES (?, ?, ?, ?, ?)",
        section_rows,
    )
    return ids


def _add_passages(driver: sqlite3.Connection, passages: Iterable[Passage]) -> dict[Passage, int]:
    wanted = {passage: fingerprint(passage) for passage in dict.fromkeys(passages)}
    ids: dict[Passage, int] = {}
    for chunk in chunks(set(wanted.values())):
        found = driver.execute(
            f"SELECT id, kind, text FROM passage WHERE fingerprint IN ({places(chunk)})",
            chunk,
        )
        for number, kind, text in found:
            ids.setdefault(Passage(text, PassageKind(kind)), number)
    rows = []
    number = next_id(driver, "passage")
    for passage, mark in wanted.items():
        if passage not in ids:
            ids[passage] = number
            rows.append((number, mark, passage.kind.value, passage.text))
            number += 1
    driver.executemany("INSERT INTO passage (id, fingerprint, kind, text) VALUES (?, ?, ?, ?)", rows)
    return ids


def stored_states(driver: sqlite3.Connection, state_ids: Iterable[int]) -> dict[int, Stored]:
    """The states with these ids, as they lie in the database; what is missing there is missing here."""
    heads: dict[int, tuple[str | None, str | None, str | None]] = {}
    bodies: dict[int, list[tuple[str | None, int, tuple[int, ...]]]] = {}
    wanted: dict[int, Passage] = {}
    for chunk in chunks(dict.fromkeys(state_ids)):
        marks = places(chunk)
        for number, *head in driver.execute(
            f"SELECT id, title, byline, dateline FROM state WHERE id IN ({marks})",
            chunk,
        ):
            heads[number] = (head[0], head[1], head[2])
        for number, heading, level, runs in driver.execute(
            f"SELECT state_id, heading, level, passages FROM section WHERE state_id IN ({marks}) "
            "ORDER BY state_id, position",
            chunk,
        ):
            bodies.setdefault(number, []).append((heading, level, unpacked(runs)))
    needed = {number for body in bodies.values() for _, _, ids in body for number in ids}
    for batch in chunks(sorted(needed)):
        for number, kind, text in driver.execute(
            f"SELECT id, kind, text FROM passage WHERE id IN ({places(batch)})",
            batch,
        ):
            wanted[number] = Passage(text, PassageKind(kind))
    result = {}
    for number, (title, byline, dateline) in heads.items():
        body = bodies.get(number, [])
        sections = tuple(
            Section(heading, level, tuple(wanted[i] for i in ids if i in wanted))
            for heading, level, ids in body
        )
        passage_ids = tuple(i for _, _, ids in body for i in ids)
        result[number] = Stored(State(title, byline, dateline, sections), passage_ids)
    return result
