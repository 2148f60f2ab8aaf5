"""`archive captures`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, show, show_json


@click.command("captures")
@click.argument("article", metavar="ARTICLE[@REV]")
@as_json
@click.pass_obj
def command(context: Context, article: str, as_json: bool) -> None:
    """List every look at an article, also those that saw nothing new, or nothing at all.

    Of a revision named, only the looks that saw it.
    """
    from archive.render import captures
    from archive.services import history

    with context.reading() as database:
        rows = history.captures(database, article)
    if as_json:
        show_json(rows)
    else:
        show(captures(rows, context.look))
