"""Revisions and their content, as every command reads them.

In SQL as it is, not in expressions: composing those costs a command that shows one revision a tenth of
its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, overload

from archive.model import Claimed, Digest, Revision, State
from archive.store.connection import driver_of
from archive.store.moment import read
from archive.store.states import chunks, places, stored_states
from archive.text.address import cleaned

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.store.connection import Database

LAST_REVISION = 2**31


@dataclass(frozen=True, slots=True)
class Known:
    """An article found: its id in the file and its key."""

    article_id: int
    key: str


class Named(NamedTuple):
    """What a name leads to.

    Attributes:
        known: The article that counts.
        part: The key of the article that has the name, where that is a part of the other since a merge.
        is_withheld: Whether it is hidden.
    """

    known: Known
    part: str | None
    is_withheld: bool


def find_article(connection: Connection, named: str) -> Named | None:
    """The article with this key or further name, else with this address, else with one like it."""
    driver = driver_of(connection)
    named = named.encode(errors="replace").decode()  # no key holds bytes that are no text
    row = None
    for question, value in _LOOKUPS:
        row = driver.execute(f"{_NAMED} {question}", (value(named),)).fetchone()
        if row is not None:
            break
    if row is None:
        return None
    key, root_id, root_key, is_withheld = row
    return Named(Known(root_id, root_key), None if key == root_key else key, bool(is_withheld))


_NAMED = (
    "SELECT article.key, root.id, root.key, coalesce(standing.is_withheld, 0) FROM article "
    "LEFT JOIN standing ON standing.article_id = article.id "
    "JOIN article AS root ON root.id = coalesce(standing.root_id, article.id)"
)
_BY_ADDRESS = "JOIN home ON home.article_id = article.id JOIN address ON address.id = home.address_id"
_LOOKUPS = (
    ("WHERE article.key = ?", str),
    ("JOIN alias ON alias.article_id = article.id WHERE alias.name = ?", str),
    (f"{_BY_ADDRESS} WHERE address.url = ?", str),
    (f"{_BY_ADDRESS} WHERE home.form = ? ORDER BY address.id LIMIT 1", cleaned),
)


def keys(connection: Connection) -> list[str]:
    """The keys of all articles that are shown, in order."""
    question = "SELECT key FROM article WHERE id NOT IN (SELECT article_id FROM standing) ORDER BY key"
    merged = (
        "SELECT key FROM article JOIN standing ON standing.article_id = id WHERE NOT is_withheld ORDER BY key"
    )
    driver = driver_of(connection)
    return sorted(key for each in (question, merged) for (key,) in driver.execute(each))


class Revisions(Sequence[Revision]):
    """The revisions of an article, in order: read one by one as they are asked for, or all at once.

    So that showing one of a thousand revisions costs as much as showing one of two.
    """

    def __init__(self, database: Database, known: Known) -> None:
        self._database = database
        self._known = known
        self._all: list[Revision] | None = None
        with database.reading() as connection:
            (self._count,) = (
                driver_of(connection)
                .execute(
                    "SELECT coalesce(max(number), 0) FROM revision WHERE article_id = ?", (known.article_id,)
                )
                .fetchone()
            )

    def __len__(self) -> int:
        return int(self._count)

    @overload
    def __getitem__(self, place: int) -> Revision: ...

    @overload
    def __getitem__(self, place: slice) -> list[Revision]: ...

    def __getitem__(self, place: int | slice) -> Revision | list[Revision]:
        if isinstance(place, slice) or self._all is not None:
            return self._read()[place]
        number = place + 1 if place >= 0 else len(self) + place + 1
        if not 1 <= number <= len(self):
            raise IndexError(place)
        with self._database.reading() as connection:
            return revisions(connection, self._known, number - 1, number)[-1]

    def __iter__(self) -> Iterator[Revision]:
        return iter(self._read())

    def _read(self) -> list[Revision]:
        if self._all is None:
            with self._database.reading() as connection:
                self._all = revisions(connection, self._known)
        return self._all


def revisions(
    connection: Connection, known: Known, first: int = 1, last: int = LAST_REVISION
) -> list[Revision]:
    """The revisions of an article from one number to another, in order.

    `not_before` is known of the first only where it is revision 1.
    """
    found: list[Revision] = []
    for number, digest, captured, seen_last, published, modified, language, source in driver_of(
        connection
    ).execute(
        "SELECT revision.number, state.digest, revision.captured_at, last.captured_at, revision.published, "
        "revision.modified, revision.language, source.name FROM revision "
        "JOIN state ON state.id = revision.state_id "
        "JOIN capture AS first ON first.id = revision.first_capture_id "
        "JOIN capture AS last ON last.id = revision.last_capture_id "
        "LEFT JOIN source ON source.id = first.source_id "
        "WHERE revision.article_id = ? AND revision.number BETWEEN ? AND ? ORDER BY revision.number",
        (known.article_id, first, last),
    ):
        found.append(
            Revision(
                article=known.key,
                revision=number,
                id=Digest(digest),
                captured_at=read(captured),
                not_before=found[-1].last_captured_at if found else None,
                published_at=claim(published),
                modified_at=claim(modified),
                last_captured_at=read(seen_last),
                language=language,
                source=source,
            )
        )
    return found


def states(connection: Connection, digests: list[Digest]) -> dict[Digest, State]:
    """The contents with these digests."""
    driver = driver_of(connection)
    ids = {
        number: Digest(digest)
        for chunk in chunks(dict.fromkeys(digests))
        for number, digest in driver.execute(
            f"SELECT id, digest FROM state WHERE digest IN ({places(chunk)})", chunk
        )
    }
    return {ids[number]: stored.state for number, stored in stored_states(driver, ids).items()}


def capture_of_revision(connection: Connection, known: Known, number: int) -> int:
    """The first capture of a revision."""
    row = driver_of(connection).execute(
        "SELECT first_capture_id FROM revision WHERE article_id = ? AND number = ?",
        (known.article_id, number),
    )
    return int(row.fetchone()[0])


def claim(text: str | None) -> Claimed | None:
    """A claim as the file holds it."""
    return None if text is None else Claimed(text)
