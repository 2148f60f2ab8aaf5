"""`archive blame`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, show, show_json


@click.command("blame")
@click.argument("revision", metavar="ARTICLE[@REV]")
@click.option(
    "--by",
    "unit",
    type=click.Choice(["sentence", "word"]),
    default="sentence",
    show_default=True,
    help="What is told: which revision brought each sentence, or also each of its words.",
)
@as_json
@click.pass_obj
def command(context: Context, revision: str, unit: str, as_json: bool) -> None:
    """Show which revision brought each sentence of a revision, the latest unless one is named.

    A sentence keeps its age when it moves, is edited, divided or joined, and when it is taken out and comes
    back as it was; of an edited one it is said since when it stands in these words.
    """
    from archive.render import origins
    from archive.services.blame import blame

    with context.reading() as database:
        rows = blame(database, revision, by_word=unit == "word")
    if as_json:
        show_json(rows)
    else:
        show(origins(rows, context.look))
