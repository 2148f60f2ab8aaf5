"""Rows of `raw`: finding a keyframe, storing bytes once, and giving them back.

Where the bytes of a keyframe are damaged, they come from the second copy that its neighbour carries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.errors import Damaged
from archive.store.connection import driver_of
from archive.store.raw import (
    CARRIES,
    LEFT_ONLY_DIGEST,
    MOST_CARRIED,
    MOST_HELD,
    Coded,
    Keyframe,
    carried,
    carrying,
    coded,
    decoded,
    restored,
    second_copy,
)
from archive.store.states import chunks, places, stored_states

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection

    from archive.model import State

_COLUMNS = "id, digest, size, coding, data, state_id, key_id"


class RawRow(NamedTuple):
    """A row of `raw`."""

    raw_id: int
    digest: bytes
    size: int
    coding: str
    data: bytes | None
    state_id: int | None
    key_id: int | None

    @property
    def part(self) -> Coded:
        """What is packed in it."""
        return Coded(self.digest, self.size, self.coding, self.data)


def raw_rows(driver: sqlite3.Connection, raw_ids: Iterable[int]) -> dict[int, RawRow]:
    """Rows of `raw` by id."""
    found: dict[int, RawRow] = {}
    for chunk in chunks(raw_ids):
        for row in driver.execute(f"SELECT {_COLUMNS} FROM raw WHERE id IN ({places(chunk)})", chunk):
            found[row[0]] = RawRow._make(row)
    return found


def stored_bytes(driver: sqlite3.Connection, raw_id: int) -> bytes | None:
    """The exact bytes of a row; None where only their digest is there.

    Raises:
        Damaged: They, or those of their keyframe, no longer have their digest, and no second copy has them.
    """
    row = raw_rows(driver, [raw_id])[raw_id]
    if row.coding in LEFT_ONLY_DIGEST:
        return None
    state: State | None = None
    if row.state_id is not None:
        state = stored_states(driver, [row.state_id])[row.state_id].state
    key = None if row.key_id is None else stored_bytes(driver, row.key_id)
    try:
        return decoded(row.part, state, key)
    except Damaged:
        copy = from_second_copy(driver, row)
        if copy is None:
            raise
        return copy


def from_second_copy(driver: sqlite3.Connection, row: RawRow) -> bytes | None:
    """The bytes of a keyframe from one that carries it; None where none does, or is damaged too."""
    if row.coding != "zstd":
        return None
    for carrier in _carriers(driver, row.digest):
        try:
            data = decoded(carrier.part, None)
        except Damaged:
            continue
        for other in carried(carrier.data)[0]:
            found = restored(other, data) if other.digest == row.digest else None
            if found is not None:
                return found
    return None


def _carriers(driver: sqlite3.Connection, digest: bytes) -> list[RawRow]:
    """The keyframes that carry another one. Looks through all: asked only where something is lost or goes."""
    return [
        row for row in _all_carriers(driver) if any(other.digest == digest for other in carried(row.data)[0])
    ]


def _all_carriers(driver: sqlite3.Connection) -> Iterator[RawRow]:
    question = f"SELECT {_COLUMNS} FROM raw WHERE coding = 'zstd' AND substr(data, 1, 4) = ?"
    yield from map(RawRow._make, driver.execute(question, (CARRIES,)).fetchall())


def keyframe(driver: sqlite3.Connection, article_id: int, address_id: int | None) -> Keyframe | None:
    """The page that the next one at an address is held against: the newest that stands alone and has room.

    Args:
        driver: Open for writing.
        article_id: The article the pages were recorded for.
        address_id: Their address; None: pages of the article that have none.
    """
    return _newest(driver, article_id, address_id, f"held < {MOST_HELD}")


def secure(
    driver: sqlite3.Connection, raw_id: int, data: bytes, article_id: int, address_id: int | None
) -> None:
    """Let a new keyframe and the full one before it carry each other, where that takes little.

    Args:
        driver: Open for writing.
        raw_id: The new one, stored before.
        data: Its bytes as they came.
        article_id: The article it was recorded for.
        address_id: Its address.
    """
    try:
        full = _newest(driver, article_id, address_id, f"held >= {MOST_HELD} AND raw.id <> {raw_id}")
    except Damaged:
        return
    if full is None:
        return
    rows = raw_rows(driver, [raw_id, full.raw_id])
    copies = {raw_id: second_copy(full.data, data), full.raw_id: second_copy(data, full.data)}
    for number, copy in copies.items():
        others, packed = carried(rows[number].data)
        if len(others) >= MOST_CARRIED or 2 * len(copy.data) > len(packed):
            return
    for number, copy in copies.items():
        others, packed = carried(rows[number].data)
        _keep(driver, number, carrying((*others, copy), packed))


def _newest(
    driver: sqlite3.Connection, article_id: int, address_id: int | None, condition: str
) -> Keyframe | None:
    here = "address_id = ?" if address_id else "article_id = ? AND address_id IS NULL"
    row = driver.execute(
        "SELECT raw.id, raw.digest, raw.size, raw.coding, raw.data, "
        "(SELECT count(*) FROM raw AS other WHERE other.key_id = raw.id) AS held FROM capture "
        f"JOIN raw ON raw.id = capture.raw_id WHERE {here} AND raw.coding = 'zstd' AND {condition} "
        "ORDER BY capture.captured_at DESC LIMIT 1",
        (address_id or article_id,),
    ).fetchone()
    if row is None:
        return None
    raw_id, *part, held = row
    return Keyframe(raw_id, decoded(Coded(*part), None), len(carried(part[3])[1]), held)


def _keep(driver: sqlite3.Connection, raw_id: int, data: bytes) -> None:
    driver.execute("UPDATE raw SET data = ? WHERE id = ?", (data, raw_id))


def drop_copies(driver: sqlite3.Connection, raw_ids: Collection[int]) -> None:
    """Let nothing carry the bytes of these rows: they are to go."""
    going = {row.digest for row in raw_rows(driver, raw_ids).values()}
    for row in _all_carriers(driver):
        others, packed = carried(row.data)
        if any(other.digest in going for other in others):
            _keep(driver, row.raw_id, carrying((o for o in others if o.digest not in going), packed))


def mend(connection: Connection) -> int:
    """Store anew the keyframes that are damaged, and the second copies, wherever one gives the other.

    Returns:
        How many rows were mended.
    """
    driver = driver_of(connection)
    rows = {row.digest: row for row in _all_carriers(driver)}
    pairs = {(row.digest, other.digest) for row in rows.values() for other in carried(row.data)[0]}
    for digest in {other for _, other in pairs} - rows.keys():
        found = driver.execute(f"SELECT {_COLUMNS} FROM raw WHERE coding = 'zstd' AND digest = ?", (digest,))
        rows.update((row[1], RawRow._make(row)) for row in found)
    whole = {digest: _known(driver, row) for digest, row in rows.items()}
    partners: dict[bytes, set[bytes]] = {digest: set() for digest in rows}
    for one, other in pairs:
        if whole.get(one) is not None and whole.get(other) is not None:
            partners[one].add(other)
            partners[other].add(one)
    count = 0
    for digest, row in rows.items():
        data = whole[digest]
        if data is None:
            continue
        copies = {c.digest for c in carried(row.data)[0] if restored(c, data) is not None}
        if copies == partners[digest] and _is_whole(row):
            continue
        packed = carried(row.data)[1] if _is_whole(row) else coded(data, None).data
        assert packed is not None
        wanted = [other for other in map(whole.get, sorted(partners[digest])) if other is not None]
        _keep(driver, row.raw_id, carrying((second_copy(other, data) for other in wanted), packed))
        count += 1
    return count


def _known(driver: sqlite3.Connection, row: RawRow) -> bytes | None:
    try:
        return decoded(row.part, None)
    except Damaged:
        return from_second_copy(driver, row)


def _is_whole(row: RawRow) -> bool:
    try:
        decoded(row.part, None)
    except Damaged:
        return False
    return True


def add_raw(
    driver: sqlite3.Connection, part: Coded, state_id: int | None, key: Keyframe | None
) -> tuple[int, str]:
    """Store bytes, if they are not there yet; gives their row and the coding they have in it.

    Bytes that came before keep the coding they had then. Those of which only the digest had been left are
    there again afterwards: somebody brought them.
    """
    row = (
        part.coding,
        state_id if part.needs_state else None,
        key.raw_id if part.needs_key and key is not None else None,
        part.data,
    )
    found = driver.execute("SELECT id, coding FROM raw WHERE digest = ?", (part.digest,)).fetchone()
    if found is not None:
        if found[1] in LEFT_ONLY_DIGEST and part.coding not in LEFT_ONLY_DIGEST:
            driver.execute(
                "UPDATE raw SET coding = ?, state_id = ?, key_id = ?, data = ? WHERE id = ?", (*row, found[0])
            )
            return int(found[0]), part.coding
        return int(found[0]), str(found[1])
    number = driver.execute(
        "INSERT INTO raw (digest, size, coding, state_id, key_id, data) VALUES (?, ?, ?, ?, ?, ?)",
        (part.digest, part.size, *row),
    ).lastrowid
    assert number is not None
    return number, part.coding
