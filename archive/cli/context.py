"""What every command shares: the database file, the look of the output, the clock, printing."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from archive.errors import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive.model import Record
    from archive.render import Look
    from archive.store.connection import Database

DEFAULT_FILE = "archive.db"
STEP_S = 0.1


@dataclass
class Context:
    """The options before the command."""

    file: Path
    colour: str
    has_debug: bool

    @property
    def look(self) -> Look:
        """How output is to look on this terminal, or in a pipe."""
        from archive.render import Look

        return Look(width=shutil.get_terminal_size().columns, has_colour=self.has_colour)

    @property
    def has_colour(self) -> bool:
        """Whether to paint: as asked, else on a terminal unless NO_COLOR is set."""
        if self.colour != "auto":
            return self.colour == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The archive, to read."""
        from archive.services.opening import open_for_reading

        database = open_for_reading(self.file)
        try:
            yield database
        finally:
            database.close()
            for remark in database.remarks:
                note(remark)

    @contextmanager
    def writing(self, wait_s: float) -> Iterator[Database]:
        """The archive, to write; created or upgraded where needed, which is said."""
        from archive.services.opening import open_for_writing

        is_new = not self.file.exists()
        with progress("Deriving") as step:
            database, upgrade = open_for_writing(self.file, wait_s=wait_s, progress=step)
        try:
            if upgrade.backup is not None:
                note(
                    f"Upgraded {self.file} to schema {upgrade.schema}; "
                    f"a copy of it as it was is {upgrade.backup}."
                )
            yield database
        except (
            BadInput,
            NotFound,
            click.ClickException,
            click.exceptions.Exit,
            click.Abort,
            KeyboardInterrupt,
        ):
            if is_new:
                database.discard()
            raise
        else:
            if is_new:  # where nothing came in, no file is left either
                database.discard()
        finally:
            database.close()

    @contextmanager
    def changing(self, wait_s: float = 30.0) -> Iterator[Database]:
        """The archive, to write; it has to be there already."""
        from archive.services.opening import open_for_reading

        if not self.file.exists():
            open_for_reading(self.file)  # says what is missing
        with self.writing(wait_s) as database:
            try:
                yield database
            finally:
                for remark in database.remarks:
                    note(remark)


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def note(sentence: str) -> None:
    """Tell a person something that is not a result."""
    click.echo(sentence, err=True)


def show(text: str, *, may_page: bool = True) -> None:
    """Print a result, through a pager where it is longer than the terminal."""
    if may_page and sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines - 1:
        os.environ.setdefault("LESS", "FRX")
        click.echo_via_pager(text + "\n", color=True)
        return
    click.echo(text, color=True)


def drop_output() -> None:
    """Let what standard output still holds, and all that follows, go nowhere: nobody is there to read it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_json(records: Iterable[Record]) -> None:
    """Print one JSON object a line."""
    from archive.render import json_line

    for record in records:
        click.echo(json_line(record))


class Progress:
    """A line on a terminal that says how far something is; in a pipe, nothing."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._is_watched = sys.stderr.isatty()
        self._shown = ""
        self._due_s = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say how many steps are done, of how many (0: not known); a few times a second at most."""
        if not self._is_watched or (monotonic() < self._due_s and done != total):
            return
        self._due_s = monotonic() + STEP_S
        share = f"{done:,}" if not total else f"{done * 100 // total} %"
        text = f"{self._doing} … {share}"
        if text != self._shown:
            self._shown = text
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._shown:
            self._shown = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """A progress line for as long as the block lasts.

    Args:
        doing: What is being done, as in `Deriving`.
    """
    line = Progress(doing)
    try:
        yield line
    finally:
        line.clear()


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def when(kind: str) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A callback that reads an option's date or time.

    Args:
        kind: `moment` (aware; a date is its start in UTC) or `claim`.
    """

    def read(context: click.Context, parameter: click.Parameter, written: str | None) -> Any:
        from datetime import time

        from archive.model import Claimed, Precision

        if written is None:
            return None
        try:
            claimed = Claimed.read(written)
            if kind == "claim":
                return claimed
            if claimed.precision is not Precision.TIME:
                return datetime.combine(claimed.first_day, time.min, UTC)
            moment = datetime.fromisoformat(claimed.text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            raise click.BadParameter(
                f"{written!r} is no date or time, as 2021-07-27 or 2021-07-27T09:00:00Z would be.",
                context,
                parameter,
            ) from None

    return read
