"""`archive articles`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, show, show_json


@click.command("articles")
@as_json
@click.pass_obj
def command(context: Context, as_json: bool) -> None:
    """List the articles, each as it was last seen."""
    from archive.render import articles
    from archive.services import history

    with context.reading() as database:
        rows = history.articles(database)
        if as_json:
            show_json(rows)
        else:
            show(articles(list(rows), context.look))
