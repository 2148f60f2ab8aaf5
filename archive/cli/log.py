"""`archive log`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, show, show_json


@click.command("log")
@click.argument("article")
@as_json
@click.pass_obj
def command(context: Context, article: str, as_json: bool) -> None:
    """List an article's revisions in order, and what each changed.

    A change happened between two looks: the line says between which.
    """
    from archive.render import log
    from archive.services import history

    with context.reading() as database:
        entries = history.log(database, article)
        revisions = history.revision_count(database, article)
    if as_json:
        show_json(entries)
    else:
        show(log(entries, context.look, revisions=revisions))
