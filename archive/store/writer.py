"""What a write transaction does with the truth: sources, articles, addresses, captures.

A `Writer` lives for one transaction. What it remembers to save queries is true only while it holds
the lock, so it goes with the transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.store.connection import driver_of
from archive.store.moment import written
from archive.store.raw import Coded, coded
from archive.store.seal import seal
from archive.store.states import add_states

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Claimed, Digest, State


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCapture:
    """A look to be stored; the digest is None where no content was seen."""

    article_id: int
    url: str | None
    source: str | None
    captured_at: datetime
    recorded_at: datetime
    sight: str
    reason: str | None
    published_at: Claimed | None
    modified_at: Claimed | None
    language: str | None
    content_type: str | None
    raw: bytes | None
    digest: Digest | None
    extractor: str | None


class Writer:
    """Adds to the truth inside one write transaction; nothing here changes or takes away."""

    def __init__(self, connection: Connection) -> None:
        self.driver = driver_of(connection)
        self._named: dict[tuple[str, str], int] = {}
        self._states: dict[Digest, tuple[int, State]] = {}
        self._keys: dict[int, str] = {}
        self._last_capture_id: int | None = None

    def article_id(self, key: str) -> int | None:
        """The article with this key."""
        return self._one("SELECT id FROM article WHERE key = ?", key)

    def article_of_url(self, url: str) -> int | None:
        """The article that this address belongs to."""
        return self._one("SELECT article_id FROM address WHERE url = ?", url)

    def key(self, article_id: int) -> str:
        """The key of an article."""
        if article_id not in self._keys:
            row = self.driver.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
            self._keys[article_id] = str(row[0])
        return self._keys[article_id]

    def sight(self, capture_id: int) -> tuple[str, str | None]:
        """What a capture saw, and its reason."""
        sight, reason = self.driver.execute(
            "SELECT sight, reason FROM capture WHERE id = ?", (capture_id,)
        ).fetchone()
        return sight, reason

    def add_article(self, key: str, created_at: datetime) -> int:
        """A new article."""
        moment = written(created_at)
        return self._insert(
            "INSERT INTO article (key, created_at, seal) VALUES (?, ?, ?)",
            key,
            moment,
            seal(key, moment),
        )

    def join_address(self, article_id: int, url: str, joined_at: datetime, reason: str) -> int:
        """A new address of an article."""
        moment = written(joined_at)
        return self._insert(
            "INSERT INTO address (article_id, url, joined_at, reason, seal) VALUES (?, ?, ?, ?, ?)",
            article_id,
            url,
            moment,
            reason,
            seal(self.key(article_id), url, moment, reason),
        )

    def add_states(self, states: Mapping[Digest, State]) -> None:
        """Store the states that captures will name."""
        ids = add_states(self.driver, states)
        self._states.update((digest, (ids[digest], state)) for digest, state in states.items())

    def look(
        self,
        article_id: int,
        url: str | None,
        captured_at: datetime,
        raw_digest: bytes | None,
        digest: Digest | None,
        sight: str,
    ) -> int | None:
        """The capture that is this very look: same article, address, moment, bytes, and what was seen."""
        return self._one(
            "SELECT c.id FROM capture AS c LEFT JOIN address AS a ON a.id = c.address_id "
            "LEFT JOIN raw ON raw.id = c.raw_id "
            "LEFT JOIN extraction AS e ON e.capture_id = c.id LEFT JOIN state AS s ON s.id = e.state_id "
            "WHERE c.article_id = ? AND c.captured_at = ? AND a.url IS ? AND raw.digest IS ? "
            "AND s.digest IS ? AND c.sight = ?",
            article_id,
            written(captured_at),
            url,
            raw_digest,
            digest,
            sight,
        )

    def add_capture(self, new: NewCapture) -> int:
        """Store a look, its raw bytes and what was read out of them; its state was added before."""
        state_id, state = self._states[new.digest] if new.digest is not None else (None, None)
        part = None if new.raw is None else coded(new.raw, state)
        raw_id = None if part is None else self._raw_id(part, state_id)
        claims = tuple(None if c is None else c.text for c in (new.published_at, new.modified_at))
        captured_at, recorded_at = written(new.captured_at), written(new.recorded_at)
        number = self._next_capture_id()
        self._insert(
            "INSERT INTO capture (id, article_id, address_id, source_id, captured_at, recorded_at, sight, "
            "reason, published, modified, language, content_type, raw_id, seal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number,
            new.article_id,
            None if new.url is None else self._one("SELECT id FROM address WHERE url = ?", new.url),
            None if new.source is None else self._named_id("source", new.source),
            captured_at,
            recorded_at,
            new.sight,
            new.reason,
            *claims,
            new.language,
            new.content_type,
            raw_id,
            seal(
                number,
                self.key(new.article_id),
                new.url,
                new.source,
                captured_at,
                recorded_at,
                new.sight,
                new.reason,
                *claims,
                new.language,
                new.content_type,
                None if part is None else part.digest.hex(),
            ),
        )
        if state_id is not None:
            assert new.extractor is not None
            assert new.digest is not None
            self.driver.execute(
                "INSERT INTO extraction (capture_id, extractor_id, state_id, active, seal) "
                "VALUES (?, ?, ?, 1, ?)",
                (
                    number,
                    self._named_id("extractor", new.extractor),
                    state_id,
                    seal(number, new.extractor, new.digest, 1),
                ),
            )
        return number

    def _next_capture_id(self) -> int:
        """The next permanent number: the table's AUTOINCREMENT sees to it that none is dealt out twice."""
        if self._last_capture_id is None:
            last = self._one("SELECT seq FROM sqlite_sequence WHERE name = 'capture'")
            self._last_capture_id = last or 0
        self._last_capture_id += 1
        return self._last_capture_id

    def _raw_id(self, part: Coded, state_id: int | None) -> int:
        found = self._one("SELECT id FROM raw WHERE digest = ?", part.digest)
        if found is not None:
            return found
        return self._insert(
            "INSERT INTO raw (digest, size, coding, state_id, data) VALUES (?, ?, ?, ?, ?)",
            part.digest,
            part.size,
            part.coding,
            state_id if part.needs_state else None,
            part.data,
        )

    def _named_id(self, table: str, name: str) -> int:
        known = self._named.get((table, name))
        if known is None:
            known = self._one(f"SELECT id FROM {table} WHERE name = ?", name)
            if known is None:
                known = self._insert(f"INSERT INTO {table} (name) VALUES (?)", name)
            self._named[table, name] = known
        return known

    def _one(self, statement: str, *values: object) -> int | None:
        row = self.driver.execute(statement, values).fetchone()
        return None if row is None else int(row[0])

    def _insert(self, statement: str, *values: object) -> int:
        number = self.driver.execute(statement, values).lastrowid
        assert number is not None
        return number
