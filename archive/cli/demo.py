"""`archive demo`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO_FILE = Path("demo.db")


def steps(seeds: Path) -> Iterator[tuple[str, list[str]]]:
    """What the walk shows: a sentence, and the command that shows it."""
    yield "Stories go in: a folder of text, Markdown, web pages and JSON lines.", ["ingest", str(seeds)]
    yield "What is in the archive now:", ["articles"]
    yield "Every look at one of them, also those that saw no content:", ["captures", "harbour-trial"]
    yield "What each revision of a story changed, and between which looks:", ["log", "iraq-mission"]
    yield (
        "One step of another story, word by word, with the facts that changed:",
        ["diff", "ferry-fire@2"],
    )
    yield "A correction without a word about it:", ["diff", "tidewater-bonds@2"]
    yield (
        "The facts of a revision, each with the revisions it stands in:",
        [
            "facts",
            "iraq-mission@1",
            "--kind",
            "figure",
            "--kind",
            "date",
            "--kind",
            "quotation",
        ],
    )
    yield "A figure through time:", ["facts", "ferry-fire", "--history", "--kind", "figure"]
    yield "Search by word, in all revisions of all stories:", ["search", "troops"]
    yield "Text that is gone from the latest revision:", ["search", "--removed", "deckhand"]
    yield "Search by date:", ["search", "--since", "2021-07-01", "--until", "2021-07-31"]
    yield "A script without spaces is searched just so:", ["search", "夜市"]
    yield "Proof that the file holds what it says:", ["verify"]


@click.command("demo")
@click.pass_context
def command(click_context: click.Context) -> None:
    """Ingest the stories that come with the program, and walk through them.

    The archive is demo.db in the current folder, unless --db names another.
    """
    from archive import resources
    from archive.cli.main import cli

    context = click_context.obj
    assert isinstance(context, Context)
    source = click_context.parent and click_context.parent.get_parameter_source("file")
    if source is not click.core.ParameterSource.COMMANDLINE:  # never into the archive that ARCHIVE_DB names
        context.file = DEMO_FILE
    before = ["--db", str(context.file), "--color", context.colour]
    sys.stdout.flush()
    for sentence, words in steps(resources.folder("seeds")):
        shown = shlex.join(["archive", "--db", str(context.file), *words])
        click.echo()
        click.secho(sentence, bold=context.has_colour, color=context.has_colour)
        click.secho(f"$ {shown}", dim=context.has_colour, color=context.has_colour)
        click.echo()
        code = cli.main([*before, *words], prog_name="archive", standalone_mode=False)
        if code:
            click_context.exit(code)
    click.echo()
    click.echo(f"The archive is {context.file}. Go on with `archive --db {context.file} --help`.")
