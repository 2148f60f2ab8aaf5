"""`archive changes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.context import Context, as_json, now, progress, show, show_json
from archive.cli.days import days
from archive.cli.labels import label_option

if TYPE_CHECKING:
    from datetime import date


@click.command("changes")
@click.option("--since", metavar="DATE", callback=days, help="Seen from this day, month or year on.")
@click.option("--until", metavar="DATE", callback=days, help="Seen until its end.")
@label_option("Only changes with this label")
@click.option("--silent", is_flag=True, help="Only silent corrections: a fact changed, and no word says so.")
@click.option("--source", metavar="NAME", help="Only changes seen at this source.")
@click.option("--article", metavar="ARTICLE", help="Only changes of this article.")
@click.option(
    "--min-weight", type=click.FloatRange(0, 1), default=0.0, help="Only changes that weigh so much, 0 to 1."
)
@click.option(
    "--order",
    type=click.Choice(["weight", "date"]),
    help="The most telling first, or the newest.  [default: weight; for a feed date]",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many changes at most."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "atom"]),
    default="terminal",
    show_default=True,
    help="`atom` is a feed for feed readers, each change told in full.",
)
@as_json
@click.pass_obj
def command(
    context: Context,
    since: tuple[date, date] | None,
    until: tuple[date, date] | None,
    labels: tuple[str, ...],
    silent: bool,
    source: str | None,
    article: str | None,
    min_weight: float,
    order: str | None,
    limit: int,
    form: str,
    as_json: bool,
) -> None:
    """List what changed across the archive, most telling first.

    Dates speak of when a change was seen. Comparisons are made when they are asked for, about a hundred in
    a second: without --since, a large archive takes a while, unless --order date finds enough at once.
    """
    from archive.model import ChangeOrder, Label
    from archive.render import changes
    from archive.services.changes import changes as changes_of

    if as_json and form != "terminal":
        raise click.UsageError("--json and --format are two ways to print; give one of them.")
    with context.reading() as database, progress("Comparing") as step:
        rows = changes_of(
            database,
            since=None if since is None else since[0],
            until=None if until is None else until[1],
            labels=[Label(label) for label in labels],
            silent=silent,
            source=source,
            article=article,
            min_weight=min_weight,
            order=ChangeOrder(order or ("date" if form == "atom" else "weight")),
            limit=limit,
            progress=step,
        )
        if form == "atom":
            from archive.render import changes_atom
            from archive.services.told import told

            asked = (*sorted(labels), silent, source, article, min_weight)
            feed = changes_atom(
                told(database, rows),
                title=f"Changes in {context.file.name}",
                name=" ".join(str(part) for part in (context.file.resolve(), *asked)),
                updated=now(),
            )
            step.clear()
            click.echo(feed)
            return
    if as_json:
        show_json(rows)
    else:
        show(changes(rows, context.look))
