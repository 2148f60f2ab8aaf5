"""Keeping an archive: opening and upgrading its file, proof, derivation anew, export and copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.model import SIGHTLESS, Draft, Record, Verification
from archive.store import history, rebuild, schema, verify
from archive.store.connection import WAIT_S, Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.model import Address, Capture, State


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Upgrade(Record):
    """What an upgrade did: the schema now, and the copy of the file made before, if one was needed."""

    schema: str
    backup: str | None
    rebuilt: int


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


def open_for_reading(path: Path) -> Database:
    """An archive to read; nothing is created or altered.

    Raises:
        NotFound: There is no such file.
        SchemaMismatch: It is older or newer than this program, or no archive.
        Damaged: It is no database.
    """
    database = Database(path, can_write=False)
    try:
        schema.check(database)
    except BaseException:
        database.close()
        raise
    return database


def open_for_writing(
    path: Path, *, wait_s: float = WAIT_S, progress: Callable[[int, int], None] = silent
) -> tuple[Database, Upgrade]:
    """An archive to write; the file is created, or upgraded after a safe copy, where needed.

    Raises:
        SchemaMismatch: It is newer than this program, or no archive.
        Busy, Damaged, Unwritable: As they say.
    """
    database = Database(path, can_write=True, wait_s=wait_s)
    try:
        backup = schema.upgrade(database)
        rebuilt = 0
        with database.reading() as connection:
            is_current = rebuild.is_current(connection)
        if not is_current:
            with database.writing() as connection:
                rebuilt = rebuild.rebuild(connection, progress)
    except BaseException:
        database.close()
        raise
    return database, Upgrade(schema.SCHEMA, None if backup is None else str(backup), rebuilt)


def open_for_rebuilding(path: Path) -> Database:
    """An archive whose derived part is to be made anew: it has to be there, with this program's schema.

    Raises:
        NotFound, SchemaMismatch, Damaged, Unwritable: As they say.
    """
    Database(path, can_write=False).close()  # a rebuild makes no archive
    database = Database(path, can_write=True)
    try:
        schema.check(database)
    except BaseException:
        database.close()
        raise
    return database


def upgrade(path: Path, progress: Callable[[int, int], None] = silent) -> Upgrade:
    """Bring a file that is there up to this program's schema and rules.

    Raises:
        NotFound, SchemaMismatch, Busy, Damaged, Unwritable: As they say.
    """
    Database(path, can_write=False).close()  # an upgrade makes no archive
    database, done = open_for_writing(path, progress=progress)
    database.close()
    return done


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


def backup(database: Database, target: Path) -> None:
    """Copy the file, as of one moment, while others read and write it.

    Raises:
        BadInput: There is such a file already.
        Unwritable: It could not be written.
    """
    schema.backup(database, target)


def export(database: Database, names: tuple[str, ...] = ()) -> Iterator[Draft]:
    """Every look as a draft that `ingest` takes back: an equal archive follows from them.

    Args:
        database: Open for reading.
        names: The articles wanted, by key or address; none: all.

    Raises:
        NotFound: There is no such article.
    """
    from archive.services.history import story

    with database.reading() as connection:
        known = [story(database, name).known for name in names] or [
            history.Known(number, key) for number, key in history.article_ids(connection)
        ]
        for article in known:
            addresses = history.addresses(connection, article)
            for number, capture in enumerate(history.captures(connection, article)):
                yield _draft(
                    *history.capture_content(connection, capture.capture), capture, addresses, number
                )


def _draft(
    state: State | None, raw: bytes | None, capture: Capture, addresses: tuple[Address, ...], number: int
) -> Draft:
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
        addresses=addresses if number == 0 else (),
        origin=f"{capture.article}#{capture.capture}",
    )
