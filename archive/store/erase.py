"""Taking the content of an article out of the file, so that only its digest and its times are left.

In one transaction: the texts that no other article has, the links, the bytes, and everything derived of
them. What others' bytes were held against is packed anew. The index holds words that FTS5 only marks as
gone, so it is made again. Freed pages are overwritten (`secure_delete`), and after the transaction the
log is emptied into the file and the file made anew (`VACUUM`): until that is done the words may still lie
in free space, so it is done again whenever it was interrupted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.model import EventKind
from archive.store.derive import Deriver
from archive.store.events import event_seal
from archive.store.pages import drop_copies, stored_bytes
from archive.store.raw import Keyframe, coded, coded_page
from archive.store.states import chunks, places, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.store.decisions import Decider


UNSWEPT = 1
"""The file's `user_version` while erased words may still lie in its free space."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was taken out; see `archive.model.Erasure`."""

    captures: int
    states: int
    passages: int
    raw: int
    rekeyed: int


def note_erased(
    decider: Decider, article_id: int, looks: Sequence[int], *, reason: str, now: datetime
) -> list[int]:
    """Take over that looks were erased elsewhere, those of which nothing is here either.

    Returns:
        The others: their content is here, and a file cannot take it out.
    """
    listed = json.dumps(list(looks))
    here = [
        number
        for (number,) in decider.driver.execute(
            "WITH look (id) AS (SELECT value FROM json_each(?)) "
            "SELECT DISTINCT capture_id FROM extraction JOIN state ON state.id = state_id "
            "WHERE capture_id IN look AND is_erased IS NULL AND NOT EXISTS (SELECT 1 FROM extraction AS e "
            "WHERE e.state_id = state.id AND e.capture_id NOT IN look) ORDER BY 1",
            (listed,),
        )
    ]
    gone = [number for number in looks if number not in set(here)]
    if gone:
        _note(decider, article_id, gone, reason=reason, now=now)
    return here


def _note(decider: Decider, article_id: int, looks: Sequence[int], *, reason: str, now: datetime) -> None:
    driver = decider.driver
    number, _ = decider.add(EventKind.ERASE, article_id, reason=reason, now=now)
    driver.executemany(
        "INSERT INTO erasure (capture_id, event_id) VALUES (?, ?)", [(look, number) for look in looks]
    )
    driver.execute("UPDATE event SET seal = ? WHERE id = ?", (event_seal(driver, number), number))


def erase(connection: Connection, decider: Decider, root_id: int, *, reason: str, now: datetime) -> Erased:
    """Take out the content of all looks that count for an article.

    Args:
        connection: In a write transaction.
        decider: Of the same transaction.
        root_id: The article.
        reason: Why.
        now: The moment of the decision.
    """
    driver = decider.driver
    driver.execute("PRAGMA secure_delete = ON")
    looks = [
        number
        for (number,) in driver.execute(
            "SELECT capture_id FROM placed WHERE article_id = ? "
            "AND capture_id NOT IN (SELECT capture_id FROM erasure) ORDER BY 1",
            (root_id,),
        )
    ]
    _note(decider, root_id, looks, reason=reason, now=now)
    Deriver(connection).derive([root_id])  # its revisions, runs, mentions and facts go with its content
    states = _states_only_of(driver, looks)
    raw, rekeyed = _erase_raw(driver, looks)
    rekeyed += _stand_alone(driver, states)
    _unlink(driver, looks)
    passages = _erase_states(driver, states)
    for table in ("search_index", "search_pair"):  # words marked as gone go
        driver.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    driver.execute(f"PRAGMA user_version = {UNSWEPT}")
    return Erased(len(looks), len(states), passages, raw, rekeyed)


def _states_only_of(driver: sqlite3.Connection, looks: Sequence[int]) -> list[int]:
    """The contents that only erased looks have."""
    found: set[int] = set()
    for chunk in chunks(looks):
        found.update(
            number
            for (number,) in driver.execute(
                f"SELECT DISTINCT state_id FROM extraction AS e WHERE capture_id IN ({places(chunk)}) "
                "AND NOT EXISTS (SELECT 1 FROM extraction AS other WHERE other.state_id = e.state_id "
                "AND other.capture_id NOT IN (SELECT capture_id FROM erasure))",
                chunk,
            )
        )
    return sorted(found)


def _erase_raw(driver: sqlite3.Connection, looks: Sequence[int]) -> tuple[int, int]:
    """Take out the bytes that only erased looks have.

    Returns:
        How many, and how many others were packed anew.
    """
    going: set[int] = set()
    for chunk in chunks(looks):
        question = (
            f"SELECT DISTINCT raw_id FROM capture AS c WHERE id IN ({places(chunk)}) AND raw_id IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM capture AS other WHERE other.raw_id = c.raw_id "
            "AND other.id NOT IN (SELECT capture_id FROM erasure))"
        )
        going.update(number for (number,) in driver.execute(question, chunk))
    rekeyed = sum(_rekey(driver, number, going) for number in sorted(going))
    drop_copies(driver, going)
    driver.executemany(
        "UPDATE raw SET coding = 'erased', state_id = NULL, key_id = NULL, data = NULL WHERE id = ?",
        [(number,) for number in sorted(going)],
    )
    return len(going), rekeyed


def _rekey(driver: sqlite3.Connection, key_id: int, going: set[int]) -> int:
    """Pack anew what was held against a row that goes.

    The first of them stands alone, and the others are held against it.
    """
    heirs = [
        number
        for (number,) in driver.execute("SELECT id FROM raw WHERE key_id = ? ORDER BY id", (key_id,))
        if number not in going
    ]
    key: Keyframe | None = None
    for number in heirs:
        try:
            data = stored_bytes(driver, number)
        except ArchiveError:  # damaged before: it cannot be saved, and nothing of the other may stay in it
            data = None
        if data is None:
            driver.execute(
                "UPDATE raw SET coding = 'unkept', key_id = NULL, data = NULL WHERE id = ?", (number,)
            )
            continue
        if key is not None and not key.has_room:
            key = None
        part = coded_page(data, key)
        driver.execute(
            "UPDATE raw SET coding = ?, key_id = ?, data = ? WHERE id = ?",
            (part.coding, key.raw_id if part.needs_key and key is not None else None, part.data, number),
        )
        if part.coding == "zstd":
            key = Keyframe(number, data, len(part.data or b""))
        elif key is not None:
            key = replace(key, held=key.held + 1)
    return len(heirs)


def _stand_alone(driver: sqlite3.Connection, states: Sequence[int]) -> int:
    """Pack anew what others' looks came as and was held against contents that go; gives how many."""
    rows: list[int] = []
    for chunk in chunks(states):
        question = f"SELECT id FROM raw WHERE state_id IN ({places(chunk)}) ORDER BY id"
        rows.extend(number for (number,) in driver.execute(question, chunk))
    for number in rows:
        try:
            data = stored_bytes(driver, number)
        except ArchiveError:  # damaged before, as in `_rekey`
            data = None
        part = None if data is None else coded(data, None)
        driver.execute(
            "UPDATE raw SET coding = ?, state_id = NULL, key_id = NULL, data = ? WHERE id = ?",
            ("unkept", None, number) if part is None else (part.coding, part.data, number),
        )
    return len(rows)


def _unlink(driver: sqlite3.Connection, looks: Sequence[int]) -> None:
    """Take away the links of erased looks, and the claims that were read out of them."""
    from archive.store.looks import extraction_seal

    for chunk in chunks(looks):
        for capture_id, extractor_id, name, digest, active in driver.execute(
            "SELECT e.capture_id, e.extractor_id, x.name, s.digest, e.active FROM extraction AS e "
            "JOIN extractor AS x ON x.id = e.extractor_id JOIN state AS s ON s.id = e.state_id "
            "WHERE (e.link_set_id IS NOT NULL OR e.claims IS NOT NULL) "
            f"AND e.capture_id IN ({places(chunk)})",
            chunk,
        ).fetchall():
            driver.execute(
                "UPDATE extraction SET link_set_id = NULL, claims = NULL, seal = ? "
                "WHERE capture_id = ? AND extractor_id = ?",
                (extraction_seal(capture_id, name, digest, active, None, None), capture_id, extractor_id),
            )
    driver.execute(
        "DELETE FROM link_set WHERE id NOT IN "
        "(SELECT link_set_id FROM extraction WHERE link_set_id IS NOT NULL)"
    )
    driver.execute(
        "DELETE FROM link_target WHERE id NOT IN "
        "(SELECT json_extract(link.value, '$[3]') FROM link_set, json_each(link_set.links) AS link)"
    )


def _erase_states(driver: sqlite3.Connection, states: Sequence[int]) -> int:
    """Leave only the digest of contents; gives how many passages went, since no other content has them."""
    candidates: set[int] = set()
    for chunk in chunks(states):
        marks = places(chunk)
        for (runs,) in driver.execute(f"SELECT passages FROM section WHERE state_id IN ({marks})", chunk):
            candidates.update(unpacked(runs))
        driver.execute(f"DELETE FROM section WHERE state_id IN ({marks})", chunk)
        driver.execute(
            f"UPDATE state SET title = NULL, byline = NULL, dateline = NULL, is_erased = 1 "
            f"WHERE id IN ({marks})",
            chunk,
        )
    used: set[int] = set()
    for (runs,) in driver.execute("SELECT passages FROM section"):
        used.update(candidates.intersection(unpacked(runs)))
    going = sorted(candidates - used)
    driver.executemany("DELETE FROM passage WHERE id = ?", [(number,) for number in going])
    return len(going)
