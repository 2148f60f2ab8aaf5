"""Steps between neighbouring revisions: which there are, and what stands on both sides of them.

Steps are chosen by rows alone; comparisons are not stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.store.connection import driver_of
from archive.store.derive import reference, revisions_of, story_facts
from archive.store.links import known_links
from archive.store.mentions import stored_mentions
from archive.store.states import chunks, places, stored_states

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from archive.model import Fact, Link, State


class Step(NamedTuple):
    """A revision, by its number (2 or more), that follows another one of its article."""

    article_id: int
    key: str
    number: int


class Content(NamedTuple):
    """What a revision says: its state, and the facts of its passages in reading order.

    Attributes:
        links: Those of the first look at it; None where what it was read from tells of none.
        read_by: The extractors of the first and the last look at it.
    """

    state: State
    facts: tuple[Fact, ...]
    links: tuple[Link, ...] | None = None
    read_by: tuple[str, str] = ("", "")


class Window(NamedTuple):
    """Which steps are wanted.

    Attributes:
        since: The first moment at which the newer revision was first seen, as stored; None: any.
        until: The last such moment.
        source: The name of the source in which it was first seen, in whatever case.
        article_id: Only of this article.
    """

    since: str | None = None
    until: str | None = None
    source: str | None = None
    article_id: int | None = None

    @property
    def clause(self) -> tuple[str, list[str | int]]:
        """The rows as SQL, with its values."""
        tests = ["revision.number > 1", "revision.captured_at >= ?", "revision.captured_at <= ?"]
        values: list[str | int] = [self.since or "", self.until or "9999"]
        rows = "FROM revision JOIN article ON article.id = revision.article_id "
        if self.article_id is not None:
            tests.append("revision.article_id = ?")
            values.append(self.article_id)
        if self.source is not None:
            rows += "JOIN capture ON capture.id = revision.first_capture_id "
            tests.append("capture.source_id IN (SELECT id FROM source WHERE name = ? COLLATE NOCASE)")
            values.append(self.source)
        return f"{rows}WHERE {' AND '.join(tests)}", values


def step_count(connection: Connection, window: Window) -> int:
    """How many steps there are."""
    rows, values = window.clause
    return int(driver_of(connection).execute(f"SELECT count(*) {rows}", values).fetchone()[0])


def steps(connection: Connection, window: Window, *, newest_first: bool) -> Iterator[Step]:
    """The steps, article by article, or the newest first; as they are asked for."""
    rows, values = window.clause
    first, direction = ("revision.captured_at DESC, ", " DESC") if newest_first else ("", "")
    for row in driver_of(connection).execute(
        f"SELECT revision.article_id, article.key, revision.number {rows} "
        f"ORDER BY {first}revision.article_id, revision.number{direction}",
        values,
    ):
        yield Step(*row)


def sources(connection: Connection) -> list[str]:
    """The names of all sources, in order."""
    return [name for (name,) in driver_of(connection).execute("SELECT name FROM source ORDER BY name")]


def contents(connection: Connection, article_id: int, numbers: Collection[int]) -> dict[int, Content]:
    """What revisions of an article say, by number: each state and each mention is read once."""
    driver = driver_of(connection)
    rows = revisions_of(driver, [article_id])[article_id]
    wanted = [row for row in rows if row.number in numbers]
    states = stored_states(driver, {row.state_id for row in wanted})
    found = stored_mentions(
        driver,
        {(i, row.language or "") for row in wanted for i in states[row.state_id].passage_ids},
    )
    links = known_links(driver, [row.first_capture_id for row in wanted])
    readers = read_by(driver, {i for row in wanted for i in (row.first_capture_id, row.last_capture_id)})
    known: dict[object, Content] = {}
    result = {}
    for row in wanted:
        stored = states[row.state_id]
        on = reference(rows, row.number)
        key = (row.state_id, row.language, on)
        if key not in known:
            known[key] = Content(stored.state, story_facts(stored, row.language, found, on))
        result[row.number] = known[key]._replace(
            links=links.get(row.first_capture_id),
            read_by=(readers[row.first_capture_id], readers[row.last_capture_id]),
        )
    return result


def read_by(driver: sqlite3.Connection, capture_ids: Collection[int]) -> dict[int, str]:
    """For looks that saw content, the extractor that counts."""
    found: dict[int, str] = {}
    for chunk in chunks(sorted(capture_ids)):
        found.update(
            driver.execute(
                "SELECT e.capture_id, x.name FROM extraction AS e "
                "JOIN extractor AS x ON x.id = e.extractor_id "
                f"WHERE e.active = 1 AND e.capture_id IN ({places(chunk)})",
                chunk,
            )
        )
    return found
