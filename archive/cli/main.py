"""`archive`: the group of commands, and the one place where errors meet the user."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from archive.cli import exits
from archive.cli.context import DEFAULT_FILE, Context, drop_output
from archive.errors import ArchiveError, Unwritable
from archive.garbage import collect_seldom

COMMANDS = {
    "ingest": "Store looks at articles: files, folders, web addresses, standard input.",
    "watch": "Look again and again at pages, feeds and sitemaps.",
    "articles": "List the articles.",
    "captures": "List every look at an article.",
    "log": "List an article's revisions and what each changed.",
    "show": "Show a revision.",
    "diff": "Show what changed between two revisions.",
    "blame": "Show which revision brought each sentence.",
    "article": "Say which article is which: join, part, name, hide, erase.",
    "changes": "List what changed across the archive, most telling first.",
    "facts": "List the facts of a revision, or through time, or those that changed.",
    "search": "Find articles by word, phrase or date, in all their revisions.",
    "verify": "Prove that the file holds what it says.",
    "rebuild": "Make everything derived again.",
    "reextract": "Read kept pages and texts again with this program's extractors.",
    "export": "Write the archive as JSON lines that `ingest` takes back.",
    "demo": "Ingest the stories that come with the program and walk through them.",
    "db": "Upgrade, describe or copy the database file.",
}
"""Every command with what it does: `--help` needs no other module."""


class Commands(click.Group):
    """A group that loads a command when it is called, and turns errors into sentences and exit codes."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """A command, from its file."""
        if name not in COMMANDS:
            return None
        command = import_module(f"archive.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a word on what may have been meant."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message} `archive --help` lists the commands.", context) from None

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, context: click.Context) -> Any:
        """Run a command; an error of ours becomes its sentence and its exit code."""
        try:
            return super().invoke(context)
        except ArchiveError as error:
            if isinstance(context.obj, Context) and context.obj.has_debug:
                raise
            click.echo(f"Error: {_printable(str(error))}", err=True)
            context.exit(exits.code_of(error))
        except BrokenPipeError:  # the reader of our output has gone, as `head` goes; click would exit with 1
            drop_output()
            context.exit(exits.DONE)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EBADF):
                raise
            drop_output()
            click.echo(
                f"Error: The output could not be written: {error.strerror}. What was stored is safe.",
                err=True,
            )
            context.exit(exits.code_of(Unwritable("")))


def _printable(text: str) -> str:
    from archive.render import terminal_safe

    return terminal_safe(text)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    "file",
    type=click.Path(path_type=Path, readable=False),
    envvar="ARCHIVE_DB",
    default=DEFAULT_FILE,
    show_default=True,
    show_envvar=True,
    help="The database file.",
)
@click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in the output; `auto` obeys NO_COLOR.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="news-archive", prog_name="archive")
@click.pass_context
def cli(context: click.Context, file: Path, colour: str, debug: bool) -> None:
    """Keep every state of a news story, see exactly what changed, and search all of it.

    ARTICLE is an article's key or address. ARTICLE@REV is one of its revisions: a number, `first`,
    `latest`, `-2` (the one before the last), a date or time (the state current then), or `c1:` and the
    first digits of its digest.
    """
    context.obj = Context(file=file, colour=colour, has_debug=debug)


def _fill_closed() -> None:
    """Put something in the place of standard streams that are closed, or the database would take it.

    What is written to a closed standard output fails then as it should; errors have nowhere to go.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115


def main() -> None:
    """The entry point: whatever happens, the exit code says what it was."""
    collect_seldom()
    _fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    try:
        code = cli.main(prog_name="archive", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else exits.DONE)
    except click.Abort:
        click.echo("Interrupted; what was reported as done is stored.", err=True)
        sys.exit(exits.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last boundary: anything else is a defect, and says so
        import traceback

        traceback.print_exc()
        if isinstance(error, ArchiveError):  # under --debug
            sys.exit(exits.code_of(error))
        click.echo(
            "This is a defect of news-archive, not of what you did. Nothing stored is harmed; please report "
            "the lines above.",
            err=True,
        )
        sys.exit(exits.DEFECT)
