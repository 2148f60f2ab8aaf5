"""`archive search`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from archive.cli.context import Context, as_json, note, show, show_json
from archive.cli.days import days, moment_or_end
from archive.cli.labels import label_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from archive.model import Record, Search
    from archive.store.connection import Database


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--since", metavar="DATE", callback=days, help="From this day, month or year on.")
@click.option("--until", metavar="DATE", callback=days, help="Until its end.")
@click.option(
    "--on",
    metavar="DATE",
    callback=days,
    help="In it; also a range, as 2021-07..2021-09 or 2021-07.. (from then on).",
)
@click.option(
    "--date-field",
    type=click.Choice(["published", "captured", "modified", "mentioned"]),
    help="Which date these and months speak of. [default: published, else first captured]",
)
@click.option(
    "--as-of",
    metavar="WHEN",
    callback=moment_or_end,
    help="Search the archive as it stood then; a date means its end.",
)
@click.option("--removed", is_flag=True, help="Earlier revisions match, the latest does not.")
@click.option("--added", is_flag=True, help="The latest revision matches, the first does not.")
@click.option("--changed", is_flag=True, help="In text that did not stay through all revisions.")
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
    help="That states such a fact: 'money>1000000' (in any currency; 'money>$1m' in dollars alone), "
    "'percentage<5%', 'date=2021-07', quotation.",
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
    since: tuple[date, date | None] | None,
    until: tuple[date | None, date] | None,
    on: tuple[date | None, date | None] | None,
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
    if is_count and count_by is not None:
        raise click.UsageError("Give --count or --count-by, not both.")
    if as_csv and as_json:
        raise click.UsageError("Give --csv or --json, not both.")
    scopes = [scope for scope in ("removed", "added", "changed") if options.pop(scope)]
    if len(scopes) > 1:
        raise click.UsageError(f"Give --{scopes[0]} or --{scopes[1]}, not both.")
    first, last = since or on, until or on
    wanted = _wanted(
        query,
        None if first is None else first[0],
        None if last is None else last[1],
        {**options, "scope": scopes[0] if scopes else "any"},
    )
    form = "json" if as_json else "csv" if as_csv else "terminal"
    with context.reading() as database:
        if is_count:
            _show_count(database, wanted, form)
        elif count_by is not None:
            _show_tally(context, database, wanted, count_by, form)
        else:
            _show_hits(context, database, wanted, form)
    if form == "terminal":
        from archive.search import hints

        for hint in hints(wanted.query):
            note(hint)


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
            as_of=options["as_of"],
            scope=options["scope"],
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


def _show_count(database: Database, wanted: Search, form: str) -> None:
    from archive.services.search import count

    total = count(database, wanted)
    click.echo({"json": f'{{"count": {total}}}', "csv": f"count\n{total}"}.get(form, total))
    if not total and form == "terminal":
        from archive.render import miss_hint
        from archive.services.misses import miss

        hint = miss_hint(miss(database, wanted))
        if hint:
            note(hint)


def _show_tally(context: Context, database: Database, wanted: Search, by: str, form: str) -> None:
    from archive.model import CountBy
    from archive.render import tallies
    from archive.services.search import tally

    rows = tally(database, wanted, CountBy(by))
    if not _is_written(rows, form):
        show(tallies(rows, CountBy(by), context.look, date_field=wanted.date_field))


def _show_hits(context: Context, database: Database, wanted: Search, form: str) -> None:
    from archive.render import hits, rest_hint
    from archive.services.misses import miss, quick_count
    from archive.services.search import search

    rows = search(database, wanted)
    if _is_written(rows, form):
        return
    is_beside = wanted.is_silent or bool(wanted.labels)
    why = None if rows else miss(database, wanted)
    show(hits(rows, context.look, query=wanted.query, miss=why, is_beside_change=is_beside))
    if rows and len(rows) == wanted.limit_count:
        total = quick_count(database, wanted)
        hint = rest_hint(wanted.offset_count + 1, wanted.offset_count + len(rows), total)
        if hint:
            note(hint)


def _is_written(rows: Sequence[Record], form: str) -> bool:
    """Whether this is for programs, which have it now."""
    if form == "json":
        show_json(rows)
    elif form == "csv" and rows:
        from archive.render import csv_text

        click.echo(csv_text(rows))
    return form != "terminal"
