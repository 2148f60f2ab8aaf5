"""What a write transaction adds to the truth: sources, articles, addresses, captures.

A `Writer` lives for one transaction. What it remembers to save queries is true only while it holds
the lock, so it goes with the transaction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.errors import Damaged
from archive.model import State
from archive.store.known import Known
from archive.store.links import add_links, links_digest
from archive.store.looks import NewCapture, Seen, extraction_seal
from archive.store.moment import written
from archive.store.pages import add_raw, keyframe, secure
from archive.store.raw import Coded, Keyframe, coded, coded_page, is_page, unkept
from archive.store.seal import seal
from archive.store.states import add_states
from archive.text.address import cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Digest, Link

MOST_KEYFRAMES = 32
"""How many keyframes a writer remembers: it bounds memory."""


class Writer(Known):
    """Adds to the truth inside one write transaction; nothing here changes or takes away."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._named: dict[tuple[str, str], int] = {}
        self._states: dict[Digest, tuple[int, State]] = {}
        self._last_capture_id: int | None = None
        self._keyframes: dict[tuple[int, int | None], Keyframe | None] = {}

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
        number = self._insert(
            "INSERT INTO address (article_id, url, joined_at, reason, seal) VALUES (?, ?, ?, ?, ?)",
            article_id,
            url,
            moment,
            reason,
            seal(self.key(article_id), url, moment, reason),
        )
        self._insert(
            "INSERT INTO home (address_id, article_id, form) VALUES (?, ?, ?)",
            number,
            article_id,
            cleaned(url),
        )
        return number

    def add_evidence(self, article_id: int, url: str, recorded_at: datetime, reason: str) -> bool:
        """That something named another article's address as this article's; False where that is known."""
        address_id = self._one("SELECT id FROM address WHERE url = ?", url)
        known = self._one(
            "SELECT id FROM evidence WHERE article_id = ? AND address_id = ? AND reason = ?",
            article_id,
            address_id,
            reason,
        )
        if known is not None:
            return False
        moment = written(recorded_at)
        self._insert(
            "INSERT INTO evidence (article_id, address_id, recorded_at, reason, seal) VALUES (?, ?, ?, ?, ?)",
            article_id,
            address_id,
            moment,
            reason,
            seal(self.key(article_id), url, moment, reason),
        )
        return True

    def add_states(self, states: Mapping[Digest, State]) -> None:
        """Store the states that captures will name."""
        ids = add_states(self.driver, states)
        self._states.update((digest, (ids[digest], state)) for digest, state in states.items())

    def add_erased_state(self, digest: Digest) -> None:
        """Know a content of which only the digest is left; one that is there is taken as it is."""
        number = self._one("SELECT id FROM state WHERE digest = ?", digest)
        if number is None:
            number = self._insert("INSERT INTO state (digest, is_erased) VALUES (?, 1)", digest)
        self._states[digest] = (number, State(None, None, None, ()))

    def add_capture(self, new: NewCapture) -> int:
        """Store a look, its raw bytes and what was read out of them; its state was added before."""
        state_id, state = self._states[new.digest] if new.digest is not None else (None, None)
        address_id = None if new.url is None else self._one("SELECT id FROM address WHERE url = ?", new.url)
        raw_id, raw_digest = self._add_raw(new, address_id, state_id, state)
        number = self._add_capture_row(new, address_id, raw_id, raw_digest)
        if state_id is not None:
            assert new.extractor is not None
            assert new.digest is not None
            self.add_extraction(number, new.extractor, new.digest, state_id, links=new.links)
        return number

    def add_extraction(
        self,
        capture_id: int,
        extractor: str,
        digest: Digest,
        state_id: int,
        *,
        links: tuple[Link, ...] = (),
        claims: str | None = None,
    ) -> None:
        """Store what an extractor read out of a capture: it is the active one from now on."""
        for extractor_id, old, name, link_set, told in self.driver.execute(
            "SELECT e.extractor_id, s.digest, x.name, l.digest, e.claims FROM extraction AS e "
            "JOIN state AS s ON s.id = e.state_id JOIN extractor AS x ON x.id = e.extractor_id "
            "LEFT JOIN link_set AS l ON l.id = e.link_set_id WHERE e.capture_id = ? AND e.active = 1",
            (capture_id,),
        ).fetchall():
            self.driver.execute(
                "UPDATE extraction SET active = 0, seal = ? WHERE capture_id = ? AND extractor_id = ?",
                (extraction_seal(capture_id, name, old, 0, link_set, told), capture_id, extractor_id),
            )
        name = links_digest(links) if links else None
        self.driver.execute(
            "INSERT OR REPLACE INTO extraction (capture_id, extractor_id, state_id, active, seal, "
            "link_set_id, claims) VALUES (?, ?, ?, 1, ?, ?, ?)",
            (
                capture_id,
                self._named_id("extractor", extractor),
                state_id,
                extraction_seal(capture_id, extractor, digest, 1, name, claims),
                add_links(self.driver, links) if links else None,
                claims,
            ),
        )

    def add_reading(
        self,
        capture_id: int,
        extractor: str,
        digest: Digest,
        *,
        links: tuple[Link, ...],
        claims: str | None,
    ) -> None:
        """As `add_extraction`, of a state that was added before."""
        self.add_extraction(
            capture_id, extractor, digest, self._states[digest][0], links=links, claims=claims
        )

    def repeat(self, new: NewCapture, seen: Seen) -> int:
        """Store a look that found what an earlier one had found: the same bytes, read in the same way."""
        address_id = self._one("SELECT id FROM address WHERE url = ?", new.url)
        told = (seen.published, seen.modified, seen.language)
        number = self._add_capture_row(new, address_id, seen.raw_id, seen.raw_digest or None, told)
        link_set = self.driver.execute(
            "SELECT digest FROM link_set WHERE id = ?", (seen.link_set_id,)
        ).fetchone()
        self.driver.execute(
            "INSERT INTO extraction (capture_id, extractor_id, state_id, active, seal, link_set_id, claims) "
            "VALUES (?, ?, ?, 1, ?, ?, ?)",
            (
                number,
                self._named_id("extractor", seen.extractor),
                seen.state_id,
                extraction_seal(
                    number, seen.extractor, seen.digest, 1, link_set and link_set[0], seen.claims
                ),
                seen.link_set_id,
                seen.claims,
            ),
        )
        return number

    def _add_capture_row(
        self,
        new: NewCapture,
        address_id: int | None,
        raw_id: int | None,
        raw_digest: str | None,
        told: tuple[str | None, str | None, str | None] | None = None,
    ) -> int:
        published, modified, language = told or (
            None if new.published_at is None else new.published_at.text,
            None if new.modified_at is None else new.modified_at.text,
            new.language,
        )
        moments = written(new.captured_at), written(new.recorded_at)
        claims = (published, modified, language)
        number = self._next_capture_id()
        self._insert(
            "INSERT INTO capture (id, article_id, address_id, source_id, captured_at, recorded_at, sight, "
            "reason, published, modified, language, content_type, raw_id, seal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number,
            new.article_id,
            address_id,
            None if new.source is None else self._named_id("source", new.source),
            *moments,
            new.sight,
            new.reason,
            *claims,
            new.content_type,
            raw_id,
            seal(
                number,
                self.key(new.article_id),
                new.url,
                new.source,
                *moments,
                new.sight,
                new.reason,
                *claims,
                new.content_type,
                raw_digest,
            ),
        )
        if self.root(new.article_id) != new.article_id:
            self.driver.execute(
                "INSERT INTO moved (capture_id, article_id) VALUES (?, ?)",
                (number, self.root(new.article_id)),
            )
        return number

    def _add_raw(
        self, new: NewCapture, address_id: int | None, state_id: int | None, state: State | None
    ) -> tuple[int | None, str | None]:
        """Store a look's bytes, or what is left of them; gives their row and their digest."""
        key = None
        if new.remains is not None and new.remains.raw is not None:
            coding = "unkept" if new.remains.state is None else "erased"
            part = Coded(bytes.fromhex(new.remains.raw), new.remains.size or 0, coding, None)
        elif new.raw is None:
            return None, None
        elif not new.keeps_raw:
            part = unkept(new.raw, state)
        elif is_page(new.content_type):
            key = self._keyframe(new.article_id, address_id)
            part = coded_page(new.raw, key)
        else:
            part = coded(new.raw, state)
        raw_id, coding = add_raw(self.driver, part, state_id, key)
        # The same bytes may have come before, held against something: then nothing is held against them.
        if part.coding == coding == "zstd" and is_page(new.content_type):
            assert new.raw is not None
            self._keyframes[new.article_id, address_id] = Keyframe(raw_id, new.raw, len(part.data or b""))
            secure(self.driver, raw_id, new.raw, new.article_id, address_id)
        elif key is not None and coding == "zstd+key":
            self._keyframes[new.article_id, address_id] = replace(key, held=key.held + 1)
        return raw_id, part.digest.hex()

    def _keyframe(self, article_id: int, address_id: int | None) -> Keyframe | None:
        place = (article_id, address_id)
        known = self._keyframes.get(place)
        if place not in self._keyframes or (known is not None and not known.has_room):
            if len(self._keyframes) >= MOST_KEYFRAMES:
                self._keyframes.clear()
            try:
                self._keyframes[place] = keyframe(self.driver, article_id, address_id)
            except Damaged:  # what is broken costs itself only: nothing new is held against it
                self._keyframes[place] = None
        return self._keyframes[place]

    def _next_capture_id(self) -> int:
        """The next permanent number: the table's AUTOINCREMENT sees to it that none is dealt out twice."""
        if self._last_capture_id is None:
            last = self._one("SELECT seq FROM sqlite_sequence WHERE name = 'capture'")
            self._last_capture_id = last or 0
        self._last_capture_id += 1
        return self._last_capture_id

    def _named_id(self, table: str, name: str) -> int:
        known = self._named.get((table, name))
        if known is None:
            known = self._one(f"SELECT id FROM {table} WHERE name = ?", name)
            if known is None:
                known = self._insert(f"INSERT INTO {table} (name) VALUES (?)", name)
            self._named[table, name] = known
        return known

    def _insert(self, statement: str, *values: object) -> int:
        number = self.driver.execute(statement, values).lastrowid
        assert number is not None
        return number
