"""Opening an archive's file, and bringing it up to this program's schema and rules.

Apart from the rest of the upkeep, because every command opens a file and most need nothing else of it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from archive.errors import ArchiveError, Unwritable
from archive.model import Record
from archive.store import schema
from archive.store.connection import WAIT_S, Database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


MOST_TRIES = 5
"""How often a new file is opened that another process, which had made it, takes away at that moment."""


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Upgrade(Record):
    """What an upgrade did: the schema now, and the copy of the file made before, if one was needed."""

    schema: str
    backup: str | None
    rebuilt: int


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
    tries = 1
    while True:
        is_new = not path.exists()
        database = Database(path, can_write=True, wait_s=wait_s)
        try:
            done = _upgraded(database, progress, is_new=is_new)
        except Unwritable:
            if tries == MOST_TRIES or not database.is_astray:
                raise
        else:
            if tries == MOST_TRIES or not database.is_astray:
                return database, done
            database.close()
        tries += 1


def _upgraded(database: Database, progress: Callable[[int, int], None], *, is_new: bool) -> Upgrade:
    from archive.store import rebuild

    derive = partial(rebuild.rebuild, progress=progress)
    try:
        backup, rebuilt = schema.upgrade(database, derive)
        with database.reading() as connection:
            is_current = rebuild.is_current(connection)
        if not is_current:
            with database.writing() as connection:
                rebuilt = derive(connection)
        if database.is_unswept:  # an erasure was interrupted before its last step
            database.sweep()
    except BaseException:
        try:
            if is_new:  # half made, it would be neither an archive nor nothing
                with suppress(ArchiveError):
                    database.discard()
        finally:
            database.close()
        raise
    return Upgrade(schema.SCHEMA, None if backup is None else str(backup), rebuilt)


def open_for_rebuilding(path: Path) -> Database:
    """An archive whose derived part is to be made anew: it has to be there, with this program's schema.

    Raises:
        NotFound, SchemaMismatch, Damaged, Unwritable: As they say.
    """
    Database(path, can_write=False).close()  # a rebuild makes no archive
    database = Database(path, can_write=True)
    try:
        schema.check(database)
        database.keep_log()
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
