"""Keeping an archive: proof, derivation anew, export and copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import SchemaMismatch
from archive.model import SIGHTLESS, Draft, Record, Verification
from archive.services.opening import silent
from archive.store import history, rebuild, schema, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.model import Address, Capture, Reextraction, State
    from archive.store.connection import Database


@dataclass(frozen=True, slots=True)
class Info(Record):
    """What a database file is."""

    file: str
    size_bytes: int
    schema: str
    articles: int
    captures: int
    revisions: int
    states: int
    passages: int
    derived_is_current: bool


def info(database: Database) -> Info:
    """What the file holds."""
    with database.reading() as connection:
        counts = history.counts(connection)
        return Info(
            file=str(database.path),
            size_bytes=database.path.stat().st_size,
            schema=schema.SCHEMA,
            articles=counts["article"],
            captures=counts["capture"],
            revisions=counts["revision"],
            states=counts["state"],
            passages=counts["passage"],
            derived_is_current=rebuild.is_current(connection),
        )


def verification(database: Database, progress: Callable[[int, int], None] = silent) -> Verification:
    """Proof that the file holds what it says; what is wrong is named."""
    with database.reading() as connection:
        return verify.verification(connection, progress)


def rebuild_all(database: Database, progress: Callable[[int, int], None] = silent) -> int:
    """Make everything derived again; until it is done, and if it is interrupted, the old one works.

    Returns:
        The number of articles.
    """
    with database.writing() as connection:
        return rebuild.rebuild(connection, progress)


def rebuild_facts(database: Database, progress: Callable[[int, int], None] = silent) -> Reextraction:
    """Read every passage for facts again, as after an upgrade of the rules; changes no revision.

    Raises:
        SchemaMismatch: More than the facts was derived by other rules.
    """
    with database.writing() as connection:
        if not rebuild.only_facts_differ(connection):
            raise SchemaMismatch(
                "More than the facts was derived by another version of the rules. "
                "`archive rebuild` makes all of it again."
            )
        return rebuild.rebuild_facts(connection, progress)


def backup(database: Database, target: Path) -> None:
    """Copy the file, as of one moment, while others read and write it.

    Raises:
        BadInput: There is such a file already.
        Unwritable: It could not be written.
    """
    schema.backup(database, target)


def export(database: Database, names: tuple[str, ...] = ()) -> Iterator[Draft]:
    """Every look as a draft that `ingest` takes back: an equal archive follows from them.

    In the order in which they were recorded, so that in a new file captures keep their numbers, as long as
    all are exported.

    Args:
        database: Open for reading.
        names: The articles wanted, by key or address; none: all.

    Raises:
        NotFound: There is no such article.
    """
    from archive.services.history import story

    with database.reading() as connection:
        wanted = {story(database, name).known.article_id for name in names}
        told: set[int] = set()
        for known, capture in history.recorded(connection, wanted):
            addresses: tuple[Address, ...] = ()
            if known.article_id not in told:
                told.add(known.article_id)
                addresses = history.addresses(connection, known)
            yield _draft(*history.capture_content(connection, capture.capture), capture, addresses)


def _draft(state: State | None, raw: bytes | None, capture: Capture, addresses: tuple[Address, ...]) -> Draft:
    return Draft(
        article=capture.article,
        url=capture.address,
        captured_at=capture.captured_at,
        recorded_at=capture.recorded_at,
        source=capture.source,
        published_at=capture.published_at,
        modified_at=capture.modified_at,
        title=None if state is None else state.title,
        byline=None if state is None else state.byline,
        dateline=None if state is None else state.dateline,
        language=capture.language,
        sections=None if state is None else state.sections,
        raw=raw,
        content_type=capture.content_type,
        outcome=capture.outcome if capture.outcome in SIGHTLESS else None,
        reason=capture.reason,
        extractor=capture.extractor,
        addresses=addresses,
        origin=f"{capture.article}#{capture.capture}",
    )
