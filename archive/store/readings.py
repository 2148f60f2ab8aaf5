"""What was read out of each look, and by what; and putting a newer reading in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from archive.model import Digest
from archive.store.connection import driver_of
from archive.store.derive import Deriver
from archive.store.links import stored_links
from archive.store.pages import stored_bytes
from archive.store.states import stored_states
from archive.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from archive.model import Link, State

Claims = tuple[str | None, str | None, str | None]
"""The publication, the modification and the language that a reading claims."""


class LookRead(NamedTuple):
    """A look and what was read out of it; state and extractor are None where nothing was."""

    capture_id: int
    url: str | None
    content_type: str | None
    raw_id: int | None
    has_bytes: bool
    extractor: str | None
    digest: Digest | None
    state_id: int | None
    claims: Claims
    link_set_id: int | None


class NewReading(NamedTuple):
    """What an extractor reads out of a look now."""

    capture_id: int
    extractor: str
    digest: Digest
    state: State
    links: tuple[Link, ...]
    claims: Claims


def article_ids(connection: Connection) -> list[tuple[int, str]]:
    """The articles that are shown, with their keys."""
    return list(
        driver_of(connection).execute(
            "SELECT id, key FROM article WHERE id NOT IN "
            "(SELECT article_id FROM standing WHERE is_withheld OR root_id <> article_id) ORDER BY key"
        )
    )


def looks_read(connection: Connection, root_id: int) -> list[LookRead]:
    """The looks that count for an article and were not erased, in order of time."""
    found = []
    for *row, link_set, claims, told in driver_of(connection).execute(
        "SELECT c.id, a.url, c.content_type, c.raw_id, coalesce(raw.coding NOT IN ('unkept', 'erased'), 0), "
        "x.name, s.digest, e.state_id, e.link_set_id, "
        "json_array(c.published, c.modified, c.language), e.claims "
        "FROM placed AS p JOIN capture AS c ON c.id = p.capture_id "
        "LEFT JOIN address AS a ON a.id = c.address_id LEFT JOIN raw ON raw.id = c.raw_id "
        "LEFT JOIN extraction AS e ON e.capture_id = c.id AND e.active = 1 "
        "LEFT JOIN extractor AS x ON x.id = e.extractor_id LEFT JOIN state AS s ON s.id = e.state_id "
        "WHERE p.article_id = ? AND c.id NOT IN (SELECT capture_id FROM erasure) "
        "ORDER BY c.captured_at, c.id",
        (root_id,),
    ):
        found.append(LookRead._make((*row, tuple(json.loads(told or claims)), link_set)))
    return found


def look_bytes(connection: Connection, look: LookRead) -> bytes:
    """The exact bytes of a look that has them.

    Raises:
        Damaged: They no longer have their digest.
    """
    data = None if look.raw_id is None else stored_bytes(driver_of(connection), look.raw_id)
    assert data is not None
    return data


def look_state(connection: Connection, look: LookRead) -> State | None:
    """What a look is taken to say."""
    if look.state_id is None:
        return None
    return stored_states(driver_of(connection), [look.state_id])[look.state_id].state


def look_links(connection: Connection, look: LookRead) -> tuple[Link, ...]:
    """The links that were read out of a look."""
    return stored_links(driver_of(connection), look.link_set_id)


def replace_readings(
    connection: Connection, root_id: int, new: Sequence[NewReading], looks: Iterable[LookRead]
) -> None:
    """Put newer readings of an article's looks in the place of those that count, and derive it again."""
    told = {look.capture_id: look.claims for look in looks}
    writer = Writer(connection)
    writer.add_states({reading.digest: reading.state for reading in new})
    for reading in new:
        writer.add_reading(
            reading.capture_id,
            reading.extractor,
            reading.digest,
            links=reading.links,
            claims=None if told[reading.capture_id] == reading.claims else json.dumps(list(reading.claims)),
        )
    Deriver(connection).derive([root_id])
