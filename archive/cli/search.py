"""`archive search`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from archive.cli.context import Context, as_json, show, show_json
from archive.cli.days import days
from archive.cli.labels import label_option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from archive.model import Record, Search


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--since", metavar="DATE", callback=days, help="From this day, month or year on.")
@click.option("--until", metavar="DATE", callback=days, help="Until its end.")
@click.option("--on", metavar="DATE", callback=days, help="In it; also a range, as 2021-07..2021-09.")
@click.option(
    "--date-field",
    type=click.Choice(["published", "captured", "modified", "mentioned"]),
    help="Which date these speak of. [default: published, else first captured]",
)
@click.option("--as-of", metavar="WHEN", help="Search the archive as it stood then; a date means its end.")
@click.option(
    "--removed", "scope", flag_value="removed", help="Earlier revisions match, the latest does not."
)
@click.option("--added", "scope", flag_value="added", help="The latest revision matches, the first does not.")
@click.option(
    "--changed", "scope", flag_value="changed", help="In text that did not stay through all revisions."
)
@label_option(
    "In revisions whose change has this label (with --removed: the change that took the words away)"
)
@click.option("--silent", is_flag=True, help="In revisions whose change is a silent correction.")
@click.option("--exact", is_flag=True, help="These very words: no inflections.")
@click.option("--person", "people", metavar="NAME", multiple=True, help="That names this person.")
@click.option("--place", "places", metavar="NAME", multiple=True, help="That names this place.")
@click.option("--quote-by", "speakers", metavar="NAME", multiple=True, help="That quotes this speaker.")
@click.option(
    "--fact",
    "facts",
    metavar="TEST",
    multiple=True,
    help="That states such a fact: 'money>1000000', 'percentage<5', 'date=2021-07', quotation.",
)
@click.option(
    "--order",
    type=click.Choice(["relevance", "newest", "oldest", "weight"]),
    help="Which hits come first; by weight: those beside the heaviest change.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many hits at most.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many hits at the start.")
@click.option("--count", "is_count", is_flag=True, help="Only say how many articles match.")
@click.option(
    "--count-by", type=click.Choice(["month", "source", "article"]), help="Say how many, by one of these."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@as_json
@click.pass_obj
def command(
    context: Context,
    /,
    query: tuple[str, ...],
    since: tuple[date, date] | None,
    until: tuple[date, date] | None,
    on: tuple[date, date] | None,
    is_count: bool,
    count_by: str | None,
    as_csv: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Find articles by word, phrase or date, in every revision, also in text that is gone.

    All words must stand in one revision. "A phrase" stands between quotation marks; AND, OR, NOT,
    parentheses and prefix* are understood, and the fields title: heading: byline: source: quote: (what is
    quoted) and speaker: (by whom). 2500 also finds 2,500. Without a query, the rest alone decides.
    """
    if on is not None and (since is not None or until is not None):
        raise click.UsageError("Give --on, or --since and --until, not both.")
    if is_count and (count_by is not None or as_csv):
        raise click.UsageError("Give --count alone or with --json.")
    if as_csv and as_json:
        raise click.UsageError("Give --csv or --json, not both.")
    first, last = since or on, until or on
    wanted = _wanted(query, None if first is None else first[0], None if last is None else last[1], options)
    if is_count:
        _show_count(context, wanted, as_json=as_json)
        return
    rows, text = _found(context, wanted) if count_by is None else _tallied(context, wanted, count_by)
    if as_json:
        show_json(rows)
    elif as_csv:
        _show_csv(rows)
    else:
        show(text())


def _wanted(
    query: tuple[str, ...], since: date | None, until: date | None, options: dict[str, Any]
) -> Search:
    from archive.model import Order
    from archive.services.asking import asked

    return replace(
        asked(
            " ".join(query),
            since=since,
            until=until,
            date_field=options["date_field"],
            as_of=_as_of(options["as_of"]),
            scope=options["scope"] or "any",
            exact=options["exact"],
            facts=options["facts"],
            people=options["people"],
            places=options["places"],
            speakers=options["speakers"],
            labels=options["labels"],
            silent=options["silent"],
        ),
        limit_count=options["limit"],
        offset_count=options["offset"],
        order=None if options["order"] is None else Order(options["order"]),
    )


def _show_count(context: Context, wanted: Search, *, as_json: bool) -> None:
    from archive.services.search import count

    with context.reading() as database:
        total = count(database, wanted)
    click.echo(f'{{"count": {total}}}' if as_json else total)


def _found(context: Context, wanted: Search) -> tuple[Sequence[Record], Callable[[], str]]:
    from archive.render import hits
    from archive.search import mistyped_field
    from archive.services.search import count, search

    with context.reading() as database:
        rows = search(database, wanted)
        passed_over = count(database, wanted) if not rows and wanted.offset_count else 0
    mistyped = None if rows else mistyped_field(wanted.query)
    return rows, lambda: hits(
        rows, context.look, query=wanted.query, passed_over=passed_over, mistyped=mistyped
    )


def _tallied(context: Context, wanted: Search, by: str) -> tuple[Sequence[Record], Callable[[], str]]:
    from archive.model import CountBy
    from archive.render import tallies
    from archive.services.search import tally

    with context.reading() as database:
        rows = tally(database, wanted, CountBy(by))
    return rows, lambda: tallies(rows, CountBy(by), context.look)


def _show_csv(rows: Sequence[Record]) -> None:
    from archive.render import csv_text

    if rows:
        click.echo(csv_text(rows))


def _as_of(written: str | None) -> datetime | None:
    from archive.services.history import moment_named

    if written is None:
        return None
    moment = moment_named(written)
    if moment is None:
        raise click.BadParameter(
            f"{written!r} is no date or time, as 2021-07-27 or 2021-07-27T09:00:00Z would be.",
            param_hint="--as-of",
        )
    return moment
