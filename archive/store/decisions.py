"""Storing decisions about articles, and what of an article they can name.

A `Decider` lives for one write transaction. Every decision it stores is followed through at once: what
stands is brought up to the events, and the articles it changed are told, for the caller to derive.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import EventKind
from archive.store import standing
from archive.store.connection import driver_of
from archive.store.derive import Deriver
from archive.store.events import EventRow, Part, add_event, event_rows, events, holding
from archive.store.moment import read, written
from archive.store.revisions import find_article
from archive.store.writer import Writer
from archive.text.address import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Event, LookName
    from archive.store.erase import Erased
    from archive.store.revisions import Named


class Decider:
    """Stores decisions inside one write transaction."""

    def __init__(self, connection: Connection) -> None:
        self.driver = driver_of(connection)
        self.writer = Writer(connection)
        self._connection = connection

    def named(self, name: str) -> Named | None:
        """The article that has this key, further name or address."""
        return find_article(self._connection, name)

    def moment(self, now: datetime) -> datetime:
        """The moment of a new decision: later than every other one, so that it can be named by it."""
        (last,) = self.driver.execute("SELECT max(recorded_at) FROM event").fetchone()
        return now if last is None else max(now, read(last) + timedelta(microseconds=1))

    def holding(self) -> list[EventRow]:
        """The decisions that no later one took back, in order."""
        return holding(event_rows(self.driver))

    def members(self, root_id: int) -> list[int]:
        """The articles that count as one, itself first."""
        return standing.members(self.driver, root_id)

    def new_article(self, base: str, now: datetime) -> int:
        """An article with this key, or with a number after it where that is taken."""
        key, number = base, 1
        while self.writer.article_id(key) is not None:
            number += 1
            key = f"{base}-{number}"
        return self.writer.add_article(key, now)

    def address_part(self, root_id: int, url: str) -> Part | None:
        """An address of an article, named as it is or in another form."""
        ids = self.members(root_id)
        questions = (("address.url = ?", url), ("home.form = ?", cleaned(url)))
        for question, value in questions:
            for number, article_id in self.driver.execute(
                "SELECT address.id, home.article_id FROM address "
                f"JOIN home ON home.address_id = address.id WHERE {question} ORDER BY address.id",
                (value,),
            ):
                if article_id in ids:
                    return Part(number, None)
        return None

    def capture_part(self, root_id: int, number: int) -> Part | None:
        """A look of an article."""
        row = self.driver.execute("SELECT article_id FROM placed WHERE capture_id = ?", (number,)).fetchone()
        return Part(None, number) if row is not None and row[0] == root_id else None

    def leaves_nothing(self, root_id: int, moves: Iterable[Part]) -> bool:
        """Whether an article has no other looks than those that would be moved."""
        known = list(moves)
        addresses = {part.address_id for part in known if part.address_id is not None}
        looks = {part.capture_id for part in known if part.capture_id is not None}
        rows = self.driver.execute(
            "SELECT c.id, c.address_id FROM placed AS p JOIN capture AS c ON c.id = p.capture_id "
            "WHERE p.article_id = ?",
            (root_id,),
        ).fetchall()
        return all(number in looks or address in addresses for number, address in rows)

    def moves_told(self, addresses: Iterable[str], looks: Iterable[LookName]) -> list[Part] | None:
        """The addresses and looks that an export tells of; None where one is not there."""
        rows = [
            self.driver.execute("SELECT id, NULL FROM address WHERE url = ?", (url,)).fetchone()
            for url in addresses
        ]
        rows += [
            self.driver.execute(
                "SELECT NULL, c.id FROM capture AS c LEFT JOIN address AS a ON a.id = c.address_id "
                "LEFT JOIN raw ON raw.id = c.raw_id "
                "WHERE c.captured_at = ? AND a.url IS ? AND raw.digest IS ? ORDER BY c.id LIMIT 1",
                (
                    written(look.captured_at),
                    look.url,
                    None if look.raw_digest is None else bytes.fromhex(look.raw_digest),
                ),
            ).fetchone()
            for look in looks
        ]
        return None if None in rows else [Part(*row) for row in rows]

    def is_told(self, kind: EventKind, article_id: int, recorded_at: datetime) -> bool:
        """Whether this very decision is there."""
        row = self.driver.execute(
            "SELECT 1 FROM event WHERE kind = ? AND article_id = ? AND recorded_at = ?",
            (kind.value, article_id, written(recorded_at)),
        ).fetchone()
        return row is not None

    def holding_at(self, article_id: int, recorded_at: datetime) -> int | None:
        """The number of the decision about an article that was recorded at a moment and still holds."""
        row = self.driver.execute(
            "SELECT id FROM event WHERE article_id = ? AND recorded_at = ? AND kind <> 'undo' "
            "AND id NOT IN (SELECT undoes FROM event WHERE undoes IS NOT NULL)",
            (article_id, written(recorded_at)),
        ).fetchone()
        return None if row is None else int(row[0])

    def add(
        self,
        kind: EventKind,
        article_id: int,
        *,
        reason: str,
        now: datetime,
        other_id: int | None = None,
        name: str | None = None,
        undoes: int | None = None,
        moves: Sequence[Part] = (),
    ) -> tuple[int, set[int]]:
        """Store a decision; gives its number, and the articles that are to be derived again.

        Raises:
            BadInput: Together with what was decided before it would lead round in a circle.
        """
        number = add_event(
            self.driver,
            kind,
            article_id,
            recorded_at=now,
            reason=reason,
            other_id=other_id,
            name=name,
            undoes=undoes,
            moves=moves,
        )
        try:
            return number, standing.store(self.driver)
        except ValueError as error:
            raise BadInput(f"That cannot hold now: {error}; undo the later decisions first.") from error

    def derive(self, article_ids: Iterable[int]) -> None:
        """Derive articles again."""
        Deriver(self._connection).derive(article_ids)

    def erase(self, root_id: int, *, reason: str, now: datetime) -> Erased:
        """Take out the content of an article."""
        from archive.store.erase import erase

        return erase(self._connection, self, root_id, reason=reason, now=now)

    def event(self, number: int) -> Event:
        """A decision, by its number."""
        return next(event for event in events(self.driver) if event.number == number)
