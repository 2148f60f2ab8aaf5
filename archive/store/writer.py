"""What a write transaction does with the truth: sources, articles, addresses, captures.

A `Writer` lives for one transaction. What it remembers to save queries is true only while it holds
the lock, so it goes with the transaction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.errors import Damaged
from archive.model import State
from archive.store.connection import driver_of
from archive.store.links import add_links, links_digest
from archive.store.looks import Home, NewCapture, Seen, extraction_seal
from archive.store.moment import written
from archive.store.pages import add_raw, keyframe, secure
from archive.store.raw import Coded, Keyframe, coded, coded_page, is_page, unkept
from archive.store.seal import seal
from archive.store.standing import root_of
from archive.store.states import add_states
from archive.text.address import cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Digest, Link

MOST_KEYFRAMES = 32
"""How many keyframes a writer remembers: it bounds memory."""


class Writer:
    """Adds to the truth inside one write transaction; nothing here changes or takes away."""

    def __init__(self, connection: Connection) -> None:
        self.driver = driver_of(connection)
        self._named: dict[tuple[str, str], int] = {}
        self._states: dict[Digest, tuple[int, State]] = {}
        self._keys: dict[int, str] = {}
        self._last_capture_id: int | None = None
        self._keyframes: dict[tuple[int, int | None], Keyframe | None] = {}
        self._roots: dict[int, int] = {}

    def article_id(self, key: str) -> int | None:
        """The article with this key, or with this further name."""
        found = self._one("SELECT id FROM article WHERE key = ?", key)
        return found if found is not None else self._one("SELECT article_id FROM alias WHERE name = ?", key)

    def home(self, url: str) -> Home | None:
        """The article that this address belongs to, else one that is the same when cleaned.

        Of several such the one that was joined first.
        """
        found = self._one(
            "SELECT home.article_id FROM address JOIN home ON home.address_id = address.id WHERE url = ?", url
        )
        if found is not None:
            return Home(found, is_exact=True, url=url)
        row = self.driver.execute(
            "SELECT home.article_id, address.url FROM home JOIN address ON address.id = home.address_id "
            "WHERE form = ? ORDER BY address_id LIMIT 1",
            (cleaned(url),),
        ).fetchone()
        return None if row is None else Home(int(row[0]), is_exact=False, url=row[1])

    def addresses(self, article_id: int) -> list[str]:
        """The addresses of an article, with those of all that count as one with it."""
        root_id = self.root(article_id)
        return [
            url
            for (url,) in self.driver.execute(
                "SELECT url FROM home JOIN address ON address.id = home.address_id WHERE home.article_id = ? "
                "OR home.article_id IN (SELECT article_id FROM standing WHERE root_id = ?)",
                (root_id, root_id),
            )
        ]

    def root(self, article_id: int) -> int:
        """The article that one counts as now."""
        if article_id not in self._roots:
            self._roots[article_id] = root_of(self.driver, article_id)
        return self._roots[article_id]

    def is_erased(self, root_id: int) -> str | None:
        """Why an article's content was taken out; None where it was not, or not all of it.

        By its looks too: they can have been erased when they counted for another article.
        """
        row = self.driver.execute(
            "SELECT reason FROM event WHERE kind = 'erase' AND (article_id = ?1 "
            "OR article_id IN (SELECT article_id FROM standing WHERE root_id = ?1) "
            "OR id IN (SELECT event_id FROM erasure JOIN placed ON placed.capture_id = erasure.capture_id "
            "WHERE placed.article_id = ?1)) "
            "AND NOT EXISTS (SELECT 1 FROM placed WHERE article_id = ?1 "
            "AND capture_id NOT IN (SELECT capture_id FROM erasure))",
            (root_id,),
        ).fetchone()
        return None if row is None else str(row[0])

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

    def counts_for(self, capture_id: int) -> int:
        """The article that a look counts for now."""
        found = self._one("SELECT article_id FROM moved WHERE capture_id = ?", capture_id)
        if found is None:
            found = self._one("SELECT article_id FROM capture WHERE id = ?", capture_id)
        assert found is not None
        return found

    def look(
        self,
        root_id: int,
        url: str | None,
        captured_at: datetime,
        raw_digest: bytes | None,
        digest: Digest | None,
        sight: str,
    ) -> int | None:
        """The capture that is this very look: same article, address, moment, bytes, and what was seen.

        The article is the one it counts as now (`root`): merges and splits make no look another one.
        """
        return self._one(
            "SELECT c.id FROM capture AS c LEFT JOIN address AS a ON a.id = c.address_id "
            "LEFT JOIN raw ON raw.id = c.raw_id "
            "LEFT JOIN extraction AS e ON e.capture_id = c.id LEFT JOIN state AS s ON s.id = e.state_id "
            "WHERE (c.article_id = ? OR c.id IN (SELECT capture_id FROM moved WHERE article_id = ?)) "
            "AND c.captured_at = ? AND a.url IS ? AND raw.digest IS ? AND s.digest IS ? AND c.sight = ?",
            root_id,
            root_id,
            written(captured_at),
            url,
            raw_digest,
            digest,
            sight,
        )

    def look_at_page(self, root_id: int, url: str | None, captured_at: datetime, raw: bytes) -> int | None:
        """The capture that is this very look at a page: same article, address, moment and digest of bytes.

        What was read out of them says nothing here: a newer extractor may read more, or refuse less.
        """
        return self._one(
            "SELECT c.id FROM raw JOIN capture AS c ON c.raw_id = raw.id "
            "LEFT JOIN address AS a ON a.id = c.address_id "
            "WHERE raw.digest = ? AND c.captured_at = ? AND a.url IS ? "
            "AND (c.article_id = ? OR c.id IN (SELECT capture_id FROM moved WHERE article_id = ?)) "
            "ORDER BY c.id LIMIT 1",
            raw,
            written(captured_at),
            url,
            root_id,
            root_id,
        )

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

    def last_seen(self, root_id: int, url: str, captured_at: datetime) -> Seen | None:
        """What the last look with content at an address, or another form of it, saw up to a moment.

        Only looks that count for the article: forms of an address can have been told apart.
        """
        row = self.driver.execute(
            "SELECT c.id, c.captured_at, source.name, c.published, c.modified, c.language, c.content_type, "
            "c.raw_id, lower(hex(raw.digest)), x.name, s.digest, s.id, e.link_set_id, e.claims, "
            "c.id IN (SELECT capture_id FROM erasure) "
            "FROM home JOIN capture AS c ON c.address_id = home.address_id AND c.captured_at <= ? "
            "JOIN extraction AS e ON e.capture_id = c.id AND e.active = 1 "
            "JOIN state AS s ON s.id = e.state_id JOIN extractor AS x ON x.id = e.extractor_id "
            "LEFT JOIN source ON source.id = c.source_id LEFT JOIN raw ON raw.id = c.raw_id "
            "WHERE home.form = ? AND coalesce((SELECT article_id FROM moved WHERE capture_id = c.id), "
            "c.article_id) = ? ORDER BY c.captured_at DESC, c.id DESC LIMIT 1",
            (written(captured_at), cleaned(url), root_id),
        ).fetchone()
        return None if row is None else Seen._make(row)

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

    def _one(self, statement: str, *values: object) -> int | None:
        row = self.driver.execute(statement, values).fetchone()
        return None if row is None else int(row[0])

    def _insert(self, statement: str, *values: object) -> int:
        number = self.driver.execute(statement, values).lastrowid
        assert number is not None
        return number
