"""The schema's version, and bringing a file up to it.

The version is read with one query; Alembic is imported only to upgrade. An upgrade runs in one
transaction, after a copy of the file was put beside it: one that fails leaves nothing behind.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from archive import resources
from archive.errors import BadInput, Damaged, SchemaMismatch, Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from archive.store.connection import Database

SCHEMA = "0008"
"""The schema this program reads and writes: the newest of `migrations/versions`."""

_TRUTH = frozenset({"article", "capture", "passage", "raw", "state"})
"""Some tables that every archive has."""

_OF_THE_TARGET = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)


def version(connection: Connection) -> str | None:
    """The file's schema, or None for one with nothing in it.

    Raises:
        SchemaMismatch: The file is another program's database.
        Damaged: It is an archive, and lacks a table that every archive has.
    """
    names = {
        name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    missing = sorted({"alembic_version", *_TRUTH} - names)
    if missing and len(names & _TRUTH) > 1:
        raise Damaged(
            f"The archive lacks the table {missing[0]}. Keep the file as it is, and go back to the newest "
            "copy (`archive db backup` makes them)."
        )
    if "alembic_version" in names and (names == {"alembic_version"} or not missing):
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return None if row is None else str(row[0])
    if names:
        raise SchemaMismatch(
            "This is a SQLite database, but not a news archive's; name an archive's file with --db FILE."
        )
    return None


def check(database: Database) -> None:
    """See that the file has the schema this program reads.

    Raises:
        SchemaMismatch: It is older (upgrade it), newer (upgrade the program), or no archive.
    """
    with database.reading() as connection:
        found = version(connection)
    if found == SCHEMA:
        return
    if found is None or found < SCHEMA:
        raise SchemaMismatch(
            f"{database.path} has the schema {found or 'of an empty file'} and this program reads "
            f"{SCHEMA}; run `archive --db {database.path} db upgrade`, which keeps a copy of the file."
        )
    raise _newer(database.path, found)


def upgrade(database: Database, derive: Callable[[Connection], int]) -> tuple[Path | None, int]:
    """Bring the file up to this program's schema.

    Args:
        database: Open for writing.
        derive: What fills the derived tables of a file whose schema was older, in the same transaction:
            nobody ever reads a file with the new schema and without them.

    Returns:
        The copy made before, or None where the file was new or had the schema already; and what
        `derive` gave, or 0 where it was not called.

    Raises:
        SchemaMismatch: The file is newer than this program, or no archive.
        Busy: Another process is writing.
        Unwritable: There is no room for the copy or the upgrade.
    """
    with database.reading() as connection:
        found = version(connection)
    if found is not None and found > SCHEMA:
        raise _newer(database.path, found)
    database.keep_log()
    if found == SCHEMA:
        return None, 0
    kept, derived = None, 0
    if found is not None:
        kept = database.path.with_name(f"{database.path.name}.schema-{found}.backup")
        backup(database, kept, may_replace=True)
    with database.writing() as connection:
        if version(connection) != SCHEMA:  # another process may have been faster
            _migrate(connection)
            derived = derive(connection)
    return kept, derived


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    from archive.store.tables import METADATA

    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA
    command.upgrade(config, "head")


def backup(database: Database, target: Path, *, may_replace: bool = False) -> None:
    """Copy the file, as of one moment, while others read and write it.

    The copy is made beside its final name and renamed when it is whole.

    Raises:
        BadInput: There is a file with that name already, and it may not be replaced.
        Unwritable: The copy could not be written.
    """
    if target.exists() and not may_replace:
        raise BadInput(f"{target} exists already; name another file for the backup.")
    try:
        handle, name = mkstemp(prefix=f"{target.name}.", suffix=".partial", dir=target.parent)
    except OSError as error:
        raise Unwritable(f"The backup {target} could not be written: {error.strerror or error}.") from error
    os.close(handle)
    partial = target.with_name(Path(name).name)
    try:
        with database.translating():
            _copy(database, partial, target)
        descriptor = os.open(partial, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        partial.replace(target)
    except OSError as error:
        raise Unwritable(f"The backup {target} could not be written: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)
        database.connection.rollback()


def _copy(database: Database, partial: Path, target: Path) -> None:
    driver = database.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        with closing(sqlite3.connect(partial)) as copy:
            driver.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _OF_THE_TARGET:
            raise Unwritable(f"The backup {target} could not be written: {error}.") from error
        raise


def _newer(path: Path, found: str) -> SchemaMismatch:
    return SchemaMismatch(
        f"{path} has the schema {found}, and this program knows {SCHEMA} at most; "
        "upgrade news-archive to read it."
    )
