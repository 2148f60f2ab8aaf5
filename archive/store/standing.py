"""What follows from the events: which article each article, address and look counts for now.

Captures keep the article they were recorded for. A merge sends one article's looks to another, a split
sends some looks to a new one; the newest split that names a look or its address counts, then the merges
are followed to their end. All of it is shadow: `rebuild` makes it again, `verify` holds it against the
events.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.model import EventKind
from archive.store.events import event_rows, holding, parts
from archive.store.states import chunks, places
from archive.text.address import cleaned

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from archive.store.events import EventRow

VERSION = "1"
"""The rules for cleaning addresses and following events; a file made by others is to be rebuilt."""

_TABLES = {
    "standing": "article_id, root_id, is_withheld",
    "moved": "capture_id, article_id",
    "alias": "name, article_id",
    "home": "address_id, article_id, form",
}


@dataclass(slots=True)
class Standing:
    """What follows from the events, as rows of the four tables, in order."""

    standing: list[tuple[int, int, int]] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)
    alias: list[tuple[str, int]] = field(default_factory=list)
    home: list[tuple[int, int, str]] = field(default_factory=list)


def roots(rows: Iterable[EventRow]) -> dict[int, int]:
    """The article that each article counts as, where that is another one.

    A merge leads from the one to the other; a split taken back leads from the new one to the old one.

    Raises:
        ValueError: They lead round in a circle, which no program of ours stores.
    """
    known = list(rows)
    undone = {row.undoes for row in known}
    into: dict[int, int] = {}
    for row in known:
        if row.kind is EventKind.MERGE and row.number not in undone and row.other_id is not None:
            into[row.article_id] = row.other_id
        elif row.kind is EventKind.SPLIT and row.number in undone and row.other_id is not None:
            into[row.other_id] = row.article_id
    found = {}
    for start in into:
        article_id, steps = start, 0
        while article_id in into:
            article_id = into[article_id]
            steps += 1
            if steps > len(into):
                raise ValueError(f"the merges of article {start} lead round in a circle")
        found[start] = article_id
    return found


def expected(driver: sqlite3.Connection) -> Standing:
    """What should stand, from the truth alone; changes nothing."""
    rows = event_rows(driver)
    hold = holding(rows)
    root = roots(rows)
    withheld = {root.get(row.article_id, row.article_id) for row in hold if row.kind is EventKind.WITHHOLD}
    result = Standing()
    hidden = withheld | {article_id for article_id, end in root.items() if end in withheld}
    result.standing = sorted((i, root.get(i, i), int(i in hidden)) for i in root.keys() | hidden)
    result.alias = sorted(
        {(row.name, row.article_id) for row in hold if row.kind is EventKind.ALIAS and row.name is not None}
    )
    of_address, of_capture = _splits(driver, hold)
    result.moved = _moved(driver, of_address, of_capture, root)
    result.home = [
        (number, of_address[number][1] if number in of_address else article_id, cleaned(url))
        for number, article_id, url in driver.execute("SELECT id, article_id, url FROM address ORDER BY id")
    ]
    return result


def _splits(
    driver: sqlite3.Connection, hold: list[EventRow]
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """For addresses and captures that a split names, the number of the newest that does and its article."""
    splits = {row.number: row.other_id for row in hold if row.kind is EventKind.SPLIT}
    of_address: dict[int, tuple[int, int]] = {}
    of_capture: dict[int, tuple[int, int]] = {}
    for number, moves in sorted(parts(driver, splits.keys()).items()):
        to = splits[number]
        assert to is not None
        for part in moves:
            if part.address_id is not None:
                of_address[part.address_id] = (number, to)
            elif part.capture_id is not None:
                of_capture[part.capture_id] = (number, to)
    return of_address, of_capture


def _moved(
    driver: sqlite3.Connection,
    of_address: dict[int, tuple[int, int]],
    of_capture: dict[int, tuple[int, int]],
    root: dict[int, int],
) -> list[tuple[int, int]]:
    touched: dict[int, tuple[int, int | None]] = {}
    for column, ids in (("address_id", of_address), ("id", of_capture), ("article_id", root)):
        for chunk in chunks(ids):
            for number, article_id, address_id in driver.execute(
                f"SELECT id, article_id, address_id FROM capture WHERE {column} IN ({places(chunk)})", chunk
            ):
                touched[number] = (article_id, address_id)
    found = []
    for number, (article_id, address_id) in touched.items():
        newest = max(
            of_capture.get(number, (0, article_id)), of_address.get(address_id or 0, (0, article_id))
        )
        now = root.get(newest[1], newest[1])
        if now != article_id:
            found.append((number, now))
    return sorted(found)


def stored(driver: sqlite3.Connection) -> Standing:
    """What stands."""
    return Standing(
        *(
            driver.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
            for table, columns in _TABLES.items()
        )
    )


def store(driver: sqlite3.Connection) -> set[int]:
    """Bring what stands up to the events.

    Returns:
        The articles whose looks or visibility are no longer the same: they have to be derived again.
    """
    old, new = stored(driver), expected(driver)
    changed: set[int] = set()
    for row in {*old.standing} ^ {*new.standing}:
        changed.update(row[:2])
    differing = {number for number, _ in {*old.moved} ^ {*new.moved}}
    for chunk in chunks(differing):
        changed.update(
            i
            for (i,) in driver.execute(f"SELECT article_id FROM capture WHERE id IN ({places(chunk)})", chunk)
        )
    changed.update(article_id for _, article_id in {*old.moved} ^ {*new.moved})
    for table, columns in _TABLES.items():
        before, after = getattr(old, table), getattr(new, table)
        if before == after:
            continue
        driver.execute(f"DELETE FROM {table}")
        driver.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places(columns.split(','))})", after)
    return changed


def clear(driver: sqlite3.Connection) -> None:
    """Take all of it away, to be stored again."""
    for table in _TABLES:
        driver.execute(f"DELETE FROM {table}")


def root_of(driver: sqlite3.Connection, article_id: int) -> int:
    """The article that one counts as now."""
    row = driver.execute("SELECT root_id FROM standing WHERE article_id = ?", (article_id,)).fetchone()
    return article_id if row is None else int(row[0])


def members(driver: sqlite3.Connection, root_id: int) -> list[int]:
    """The articles that count as one, itself first."""
    others = driver.execute(
        "SELECT article_id FROM standing WHERE root_id = ? AND article_id <> root_id ORDER BY 1", (root_id,)
    )
    return [root_id, *(number for (number,) in others)]


def withheld_among(driver: sqlite3.Connection, article_ids: Collection[int]) -> set[int]:
    """Those of the articles that are hidden."""
    found: set[int] = set()
    for chunk in chunks(article_ids):
        found.update(
            number
            for (number,) in driver.execute(
                f"SELECT article_id FROM standing WHERE is_withheld AND article_id IN ({places(chunk)})",
                chunk,
            )
        )
    return found
