"""`archive search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.context import Context, as_json, show, show_json, when

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model import Claimed


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--since", metavar="DATE", callback=when("day"), help="From this day, month or year on.")
@click.option("--until", metavar="DATE", callback=when("day"), help="Until its end.")
@click.option("--on", metavar="DATE", callback=when("day"), help="In it.")
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
@click.option("--exact", is_flag=True, help="These very words: no inflections.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many hits at most.")
@as_json
@click.pass_obj
def command(
    context: Context,
    query: tuple[str, ...],
    since: Claimed | None,
    until: Claimed | None,
    on: Claimed | None,
    date_field: str | None,
    as_of: str | None,
    scope: str | None,
    exact: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Find articles by word, phrase or date, in every revision, also in text that is gone.

    All words must stand in one revision. "A phrase" stands between quotation marks; AND, OR, NOT,
    parentheses, prefix* and title:word are understood. Without a query, the dates alone decide.
    """
    from archive.model import DateField, Scope, Search
    from archive.render import hits
    from archive.services.search import search

    if on is not None and (since is not None or until is not None):
        raise click.UsageError("Give --on, or --since and --until, not both.")
    words = " ".join(query)
    wanted = Search(
        query=words,
        since=None if (first := since or on) is None else first.first_day,
        until=None if (last := until or on) is None else last.last_day,
        date_field=None if date_field is None else DateField(date_field),
        as_of=_as_of(as_of),
        scope=Scope(scope or "any"),
        is_exact=exact,
        limit_count=limit,
    )
    with context.reading() as database:
        rows = search(database, wanted)
    if as_json:
        show_json(rows)
    else:
        show(hits(rows, context.look, query=words))


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
