"""Rows of `raw`: finding a keyframe, storing bytes once, and giving them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.store.raw import LEFT_ONLY_DIGEST, Coded, Keyframe, decoded
from archive.store.states import chunks, places, stored_states

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

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
        Damaged: They, or those of their keyframe, no longer have their digest.
    """
    row = raw_rows(driver, [raw_id])[raw_id]
    if row.coding in LEFT_ONLY_DIGEST:
        return None
    state: State | None = None
    if row.state_id is not None:
        state = stored_states(driver, [row.state_id])[row.state_id].state
    key = None if row.key_id is None else stored_bytes(driver, row.key_id)
    return decoded(row.part, state, key)


def keyframe(driver: sqlite3.Connection, article_id: int, address_id: int | None) -> Keyframe | None:
    """The page that the next one at an address is held against: the newest that stands alone.

    Args:
        driver: Open for writing.
        article_id: The article the pages were recorded for.
        address_id: Their address; None: pages of the article that have none.
    """
    here = "address_id = ?" if address_id else "article_id = ? AND address_id IS NULL"
    row = driver.execute(
        "SELECT raw.id, raw.digest, raw.size, raw.coding, raw.data FROM capture "
        f"JOIN raw ON raw.id = capture.raw_id WHERE {here} "
        "AND raw.coding = 'zstd' ORDER BY capture.captured_at DESC LIMIT 1",
        (address_id or article_id,),
    ).fetchone()
    if row is None:
        return None
    raw_id, *part = row
    return Keyframe(raw_id, decoded(Coded(*part), None), len(part[3]))


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
