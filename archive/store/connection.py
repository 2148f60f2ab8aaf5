"""One SQLite file, opened for reading or for writing.

`BEGIN` is ours: DEFERRED to read, IMMEDIATE to write, so that a writer waits for the lock before it
has read anything, and so that schema changes roll back whole. The journal is a write-ahead log:
readers never wait. `synchronous=FULL`: what was committed survives a power cut.

A file that we cannot write (on a read-only medium, say) is opened as immutable, because SQLite's log
needs a writable folder beside it even to read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from archive.errors import BadInput, Busy, Damaged, NotFound, SchemaMismatch, Unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

WAIT_S = 30.0
"""How long a writer waits for another one, in seconds."""

CACHE_KIB = 32 * 1024
"""How much of the file SQLite keeps in memory."""
READING_CACHE_KIB = 128 * 1024
"""The same for a connection that only reads: large archives are searched in less time. It fills as needed."""

_PUT_IN = ("article", "capture", "erasure", "event", "watched")
"""The tables that hold what somebody put in; all else in a file is made with it or follows from these."""

_MAGIC = b"SQLite format 3\x00"


class Database:
    """A connection to the file, with the two kinds of transaction.

    Attributes:
        path: The file.
        can_write: Whether it was opened for writing.
        remarks: What a person should know of how their question was taken.
    """

    def __init__(self, path: Path, *, can_write: bool, wait_s: float = WAIT_S) -> None:
        """Open the file; when writing, create it if it is not there.

        Raises:
            NotFound: There is no such file, and it was to be read.
            SchemaMismatch: The file is no SQLite database.
            Unwritable: The file or its folder cannot be written, and should be.
        """
        self.path = path
        self.can_write = can_write
        self.wait_s = wait_s
        self.remarks: list[str] = []
        self._readers = 0
        self._is_writing = False
        self._is_closed = False
        _check_file(path, can_write=can_write)
        before = _file_at(path)
        self._engine = _engine(path, can_write=can_write, wait_s=wait_s)
        with self.translating():
            try:
                self.connection: Connection = self._engine.connect()
            except BaseException:
                self._engine.dispose()
                raise
        after = _file_at(path)
        self._file = after if before in (None, after) else None

    @property
    def is_astray(self) -> bool:
        """Whether the file that was opened may not be the one at the path: another process took it away.

        A file that was new, and in which nobody had put anything, is (`discard`): what would be written to it
        then would be lost. Once somebody has it open as an archive, nobody takes it away.
        """
        return self._file is None or _file_at(self.path) != self._file

    def keep_log(self) -> None:
        """Keep a write-ahead log from now on: to be said of an archive only, since it alters the file.

        Raises:
            Busy: Somebody has the file open, and it had no such log yet.
        """
        with self.translating():
            driver = self.connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute("PRAGMA journal_mode = WAL")
            self.connection.rollback()

    def sweep(self) -> bool:
        """Make the file anew, so that nothing that was taken out of it is left in its free space.

        Returns:
            Whether that is done: not while another process has the file open.

        Raises:
            Busy: Another process is writing.
            Unwritable: There is no room: it takes as much as the file itself.
        """
        with self.translating():
            driver = self.connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            self.connection.rollback()
            driver.execute("VACUUM")
            if driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            driver.execute("PRAGMA user_version = 0")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.rollback()
        return True

    def discard(self) -> bool:
        """Close the file and take it away, if nobody put anything in it and nobody else has it open."""
        with self.translating():
            driver = self.connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            self.connection.rollback()
            is_spare = not _holds_anything(driver)
            if is_spare:
                driver.execute("PRAGMA busy_timeout = 0")
                try:  # SQLite gives a log up only where nobody else has the file open
                    driver.execute("PRAGMA journal_mode = DELETE")
                    driver.execute("BEGIN EXCLUSIVE")
                    is_spare = not _holds_anything(driver)  # another process may have been here meanwhile
                except sqlite3.OperationalError:
                    is_spare = False
            if is_spare and not self.is_astray:  # what lies there now may be another's
                self.path.unlink(missing_ok=True)
            if driver.in_transaction:
                driver.rollback()
        self.close()
        return is_spare

    @property
    def is_unswept(self) -> bool:
        """Whether something was erased, and may still lie in the file's free space."""
        with self.reading() as connection:
            return bool(connection.exec_driver_sql("PRAGMA user_version").scalar())

    def remark(self, sentence: str) -> None:
        """Note how a question was taken, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def close(self) -> None:
        """Give the file back."""
        self._is_closed = True
        self.connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction: everything read in it is of one moment. Joins one that is open."""
        with self.translating():
            if not self.connection.in_transaction():
                self.connection.exec_driver_sql("SELECT 1")  # SQLAlchemy begins at the first statement
            self._readers += 1
            try:
                yield self.connection
            finally:
                self._readers -= 1
                if not self._readers and not self._is_writing:
                    self.connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction: committed at the end of the block, rolled back on any error.

        Raises:
            Busy: Another process kept the lock for longer than we wait.
            Unwritable: The disk is full, or the file cannot be written.
        """
        if self._readers or self._is_writing:
            raise Busy(
                f"{self.path} is still being read or written through this very connection (an export that "
                "was not read to its end, perhaps); finish that first, or open the archive a second time.",
                waited_s=0.0,
            )
        with self.translating():
            writer = self.connection.execution_options(begin="BEGIN IMMEDIATE")
            try:
                with writer.begin():
                    self._is_writing = True
                    yield writer
            finally:
                self._is_writing = False
                self.connection.execution_options(begin="BEGIN")

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        if self._is_closed:
            raise BadInput(f"The archive {self.path} was closed; open it again to go on.")
        try:
            yield
        except DBAPIError as error:
            raise self._translated(error) from error
        except sqlite3.Error as error:
            raise self._translated(error) from error
        except UnicodeDecodeError as error:  # SQLite's own message quotes broken text
            raise Damaged(_damaged(self.path, "it holds text that is none")) from error
        except SQLAlchemyError as error:
            if isinstance(error.__cause__, sqlite3.Error):
                raise self._translated(error.__cause__) from error
            raise

    def _translated(self, error: Exception) -> Exception:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        said = str(cause)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return Busy(
                f"{self.path} is being written by another process, and still was after {self.wait_s:g} s; "
                "try again when it has finished.",
                waited_s=self.wait_s,
            )
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return Damaged(_damaged(self.path, said))
        if code == sqlite3.SQLITE_ERROR and said.startswith(_OF_DAMAGE):
            return Damaged(_damaged(self.path, said))
        if code == sqlite3.SQLITE_FULL:
            return Unwritable(
                f"{self.path} could not be written: the disk is full. Everything reported as done is safe; "
                "make room and run the command again."
            )
        if code in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_PERM,
        ):
            return Unwritable(
                f"{self.path} could not be written or read: {said}. Check the disk, and the permissions "
                "of the file and its folder; everything reported as done is safe."
            )
        return error


_OF_DAMAGE = ("no such table", "no such column", "no such fts5 table", "invalid fts5 file format")
"""How what SQLite says begins where the schema is not as we made it."""


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None: none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _holds_anything(driver: sqlite3.Connection) -> bool:
    """Whether there is anything in a file that was not there when it was made."""
    names = {name for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not names:
        return False
    if not names.issuperset(_PUT_IN):  # it is not ours to judge
        return True
    return any(driver.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in _PUT_IN)


def _damaged(path: Path, said: str) -> str:
    return (
        f"{path} is damaged: {said}. Keep the file as it is, and go back to the newest copy "
        "(`archive db backup` makes them)."
    )


def _check_file(path: Path, *, can_write: bool) -> None:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except PermissionError as error:
        raise Unwritable(
            f"{path} cannot be reached: its folder may not be read; check permissions."
        ) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise NotFound(f"{path} can be no file: {why}; name another with --db FILE.") from error
    if path.is_dir():
        raise NotFound(f"{path} is a folder; name a database file in it, as in --db {path / 'archive.db'}.")
    if not path.exists():
        if not can_write:
            raise NotFound(
                f"There is no database {path}; name one with --db FILE or ARCHIVE_DB, or make it with "
                "`archive ingest`."
            )
        if not path.parent.is_dir():
            raise NotFound(f"There is no folder {path.parent} for the database; make it first.")
        if not os.access(path.parent, os.W_OK):
            raise Unwritable(f"The folder {path.parent} cannot be written; choose another with --db FILE.")
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise Unwritable(
            f"{path} cannot be read: {error.strerror or error}; check its permissions."
        ) from error
    if not start and not can_write:
        raise SchemaMismatch(f"{path} is empty, and no archive yet; `archive ingest` makes it one.")
    if start and start != _MAGIC:
        raise SchemaMismatch(
            f"{path} is no SQLite database, and so no news archive; name an archive's file with --db FILE."
        )
    if can_write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Unwritable(
            f"{path} or its folder cannot be written; check the permissions, or copy it elsewhere."
        )


def _engine(path: Path, *, can_write: bool, wait_s: float) -> Engine:
    address = "file:" + quote(os.fsencode(path.absolute()))  # a file's name need be no text
    if can_write:
        address += "?mode=rwc"
    elif os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK):
        # A connection that may write takes its log away again when it closes; one opened with mode=ro
        # leaves it lying there. `query_only` below keeps it from changing anything.
        address += "?mode=rw"
    elif _is_quiet(path):
        address += "?immutable=1"
    else:
        address += "?mode=ro"

    def connect() -> sqlite3.Connection:
        driver = sqlite3.connect(
            address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        try:
            if can_write:
                driver.execute("PRAGMA synchronous = FULL")
                driver.execute("PRAGMA foreign_keys = ON")
            else:
                driver.execute("PRAGMA query_only = ON")
            driver.execute(f"PRAGMA cache_size = -{CACHE_KIB if can_write else READING_CACHE_KIB}")
            driver.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            driver.close()
            raise
        return driver

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _is_quiet(path: Path) -> bool:
    """No log lies beside the file: nobody has it open, and all that was written is in it."""
    log = Path(f"{path.resolve()}-wal")  # SQLite puts it beside the file that a link leads to
    return not log.exists() or log.stat().st_size == 0


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction: for the hot paths."""
    if not connection.in_transaction():
        connection.begin()
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
