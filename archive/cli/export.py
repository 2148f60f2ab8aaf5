"""`archive export`."""

from __future__ import annotations

import click

from archive.cli.context import Context, note


@click.command("export")
@click.argument("articles", nargs=-1)
@click.pass_obj
def command(context: Context, articles: tuple[str, ...]) -> None:
    """Write every look, of all articles or of those named, as JSON lines.

    `archive ingest` takes them back into an equal archive: the same captures, states, revisions, times
    and addresses, decisions about articles, and the same raw bytes. What is withheld or only watched is
    left out.
    """
    from archive.readers import write_line
    from archive.services import history, upkeep

    with context.reading() as database:
        for name in articles:
            if history.story(database, name).named is not None:
                raise click.UsageError(f"{name} names one revision, and articles are exported whole.")
        for draft in upkeep.export(database, articles):
            click.echo(write_line(draft))
        withheld = upkeep.info(database).withheld
    if withheld and not articles:
        note(f"{withheld:,} withheld {'article is' if withheld == 1 else 'articles are'} not in it.")
