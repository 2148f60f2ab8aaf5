"""`archive facts`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, show, show_json


@click.command("facts")
@click.argument("revision", metavar="ARTICLE[@REV]")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(
        [
            "figure",
            "money",
            "percentage",
            "measure",
            "date",
            "time",
            "duration",
            "age",
            "person",
            "organisation",
            "place",
            "quotation",
        ]
    ),
    help="Only facts of this kind; may be given several times.",
)
@as_json
@click.pass_obj
def command(context: Context, revision: str, kinds: tuple[str, ...], as_json: bool) -> None:
    """List the facts of a revision: figures, money, dates, names, quotations.

    They are what the program's rules found in the text, with its exact words; they are not all there are.
    """
    from archive.model import FactKind
    from archive.render import facts
    from archive.services.facts import facts as facts_of

    with context.reading() as database:
        rows = facts_of(database, revision, kinds=[FactKind(kind) for kind in kinds])
    if as_json:
        show_json(rows)
    else:
        show(facts(rows, context.look))
