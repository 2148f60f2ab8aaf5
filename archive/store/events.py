"""Decisions about which article is which, as rows: only ever added, each with its seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import Event, EventKind, LookName
from archive.store.moment import read, written
from archive.store.seal import seal
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime


class Part(NamedTuple):
    """What a split moves: an address with all looks at it, or one look."""

    address_id: int | None
    capture_id: int | None


class EventRow(NamedTuple):
    """An event, by the ids in the file."""

    number: int
    kind: EventKind
    article_id: int
    other_id: int | None
    name: str | None
    undoes: int | None


def event_rows(driver: sqlite3.Connection) -> list[EventRow]:
    """All events, in order."""
    return [
        EventRow(number, EventKind(kind), *row)
        for number, kind, *row in driver.execute(
            "SELECT id, kind, article_id, other_id, name, undoes FROM event ORDER BY id"
        )
    ]


def holding(rows: Iterable[EventRow]) -> list[EventRow]:
    """The events that no later one took back; undos are not among them."""
    known = list(rows)
    undone = {row.undoes for row in known}
    return [row for row in known if row.kind is not EventKind.UNDO and row.number not in undone]


def parts(driver: sqlite3.Connection, numbers: Collection[int]) -> dict[int, list[Part]]:
    """What events move, by their number, in order."""
    found: dict[int, list[Part]] = {number: [] for number in numbers}
    for chunk in chunks(numbers):
        for number, *part in driver.execute(
            "SELECT event_id, address_id, capture_id FROM event_part "
            f"WHERE event_id IN ({places(chunk)}) ORDER BY event_id, position",
            chunk,
        ):
            found[number].append(Part(*part))
    return found


def add_event(
    driver: sqlite3.Connection,
    kind: EventKind,
    article_id: int,
    *,
    recorded_at: datetime,
    reason: str,
    other_id: int | None = None,
    name: str | None = None,
    undoes: int | None = None,
    moves: Collection[Part] = (),
    after_capture: int | None = None,
) -> int:
    """Store a decision; gives its number."""
    dealt_out = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'"
    number = 1 + int(driver.execute(dealt_out).fetchone()[0])
    if after_capture is None:
        after_capture = int(driver.execute("SELECT coalesce(max(id), 0) FROM capture").fetchone()[0])
    driver.execute(
        "INSERT INTO event (id, kind, article_id, other_id, name, undoes, after_capture, recorded_at, "
        "reason, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, x'')",
        (number, kind.value, article_id, other_id, name, undoes, after_capture, written(recorded_at), reason),
    )
    driver.executemany(
        "INSERT INTO event_part (event_id, position, address_id, capture_id) VALUES (?, ?, ?, ?)",
        [(number, position, *part) for position, part in enumerate(moves)],
    )
    driver.execute("UPDATE event SET seal = ? WHERE id = ?", (event_seal(driver, number), number))
    return number


def event_seal(driver: sqlite3.Connection, number: int) -> bytes:
    """The seal that an event should have: over it, the keys of its articles, and what it moves."""
    row = driver.execute(
        "SELECT e.id, e.kind, a.key, other.key, e.name, e.undoes, e.after_capture, e.recorded_at, e.reason "
        "FROM event AS e LEFT JOIN article AS a ON a.id = e.article_id "
        "LEFT JOIN article AS other ON other.id = e.other_id WHERE e.id = ?",
        (number,),
    ).fetchone()
    moved: list[str | int | None] = []
    for part in driver.execute(
        "SELECT p.position, p.address_id, a.url, p.capture_id FROM event_part AS p "
        "LEFT JOIN address AS a ON a.id = p.address_id WHERE p.event_id = ? ORDER BY p.position",
        (number,),
    ):
        moved.extend(part)
    for part in driver.execute(
        "SELECT capture_id FROM erasure WHERE event_id = ? ORDER BY capture_id", (number,)
    ):
        moved.extend(part)
    return seal(*row, *moved)


def events(driver: sqlite3.Connection, article_ids: Collection[int] | None = None) -> Iterator[Event]:
    """The events about articles, or all, in order."""
    undone = {row.undoes for row in event_rows(driver)}
    question = (
        "SELECT e.id, e.kind, a.key, other.key, e.name, e.undoes, undone.recorded_at, e.after_capture, "
        "e.recorded_at, e.reason, e.article_id, e.other_id "
        "FROM event AS e JOIN article AS a ON a.id = e.article_id "
        "LEFT JOIN article AS other ON other.id = e.other_id "
        "LEFT JOIN event AS undone ON undone.id = e.undoes ORDER BY e.id"
    )
    for (
        number,
        kind,
        key,
        other,
        name,
        undoes,
        undoes_at,
        after,
        recorded_at,
        reason,
        one_id,
        other_id,
    ) in driver.execute(question).fetchall():
        if article_ids is not None and one_id not in article_ids and other_id not in article_ids:
            continue
        addresses = driver.execute(
            "SELECT a.url FROM event_part AS p JOIN address AS a ON a.id = p.address_id "
            "WHERE p.event_id = ? ORDER BY p.position",
            (number,),
        ).fetchall()
        looks = driver.execute(
            "SELECT c.id, a.url, c.captured_at, lower(hex(raw.digest)) FROM capture AS c "
            "LEFT JOIN address AS a ON a.id = c.address_id LEFT JOIN raw ON raw.id = c.raw_id "
            "WHERE c.id IN (SELECT capture_id FROM event_part WHERE event_id = ? "
            "UNION ALL SELECT capture_id FROM erasure WHERE event_id = ?) ORDER BY c.id",
            (number, number),
        ).fetchall()
        yield Event(
            event=EventKind(kind),
            article=key,
            recorded_at=read(recorded_at),
            reason=reason,
            other=other,
            name=name,
            addresses=tuple(url for (url,) in addresses),
            captures=tuple(look[0] for look in looks),
            undoes_at=None if undoes_at is None else read(undoes_at),
            is_undone=number in undone,
            number=number,
            undoes_number=undoes,
            looks=tuple(LookName(url, read(moment), raw or None) for _, url, moment, raw in looks),
            after_capture=after,
        )
