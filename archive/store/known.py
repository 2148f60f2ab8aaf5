"""What is known before a look is stored: whose an address is, what counts as what, which looks came before.

Asked inside one write transaction. What is remembered here to save queries is true only while the lock
is held, so it goes with the transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.store.connection import driver_of
from archive.store.looks import Home, Seen
from archive.store.moment import written
from archive.store.standing import root_of
from archive.text.address import cleaned

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Digest


class Known:
    """What a write transaction knows of articles, addresses and looks."""

    def __init__(self, connection: Connection) -> None:
        self.driver = driver_of(connection)
        self._keys: dict[int, str] = {}
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

    def _one(self, statement: str, *values: object) -> int | None:
        row = self.driver.execute(statement, values).fetchone()
        return None if row is None else int(row[0])
