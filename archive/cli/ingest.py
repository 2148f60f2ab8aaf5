"""`archive ingest`."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from archive.cli import exits
from archive.cli.context import Context, as_json, drop_output, now, progress, show, show_json, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive.model import Claimed, Draft, Outcome
    from archive.readers import Unreadable


@click.command("ingest")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|-...")
@click.option("--article", metavar="KEY", help="The article, for texts and for lines that name none.")
@click.option(
    "--captured",
    metavar="WHEN",
    callback=when("moment"),
    help="When it was seen, where nothing says so. [default: now]",
)
@click.option(
    "--published",
    metavar="WHEN",
    callback=when("claim"),
    help="When it was published, where no field of the source says so.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "jsonl"]), help="Instead of by ending."
)
@click.option("--strict", is_flag=True, help="All or nothing: one bad item, and nothing is stored.")
@click.option(
    "--wait",
    "wait_s",
    type=click.FloatRange(0, 1_000_000),
    default=30.0,
    show_default=True,
    help="Seconds to wait for another writer.",
)
@as_json
@click.pass_obj
def command(
    context: Context,
    sources: tuple[str, ...],
    article: str | None,
    captured: datetime | None,
    published: Claimed | None,
    form: str | None,
    strict: bool,
    wait_s: float,
    as_json: bool,
) -> None:
    """Store looks at articles from files, folders or standard input (`-`).

    Reads plain text (.txt), Markdown (.md) and JSON lines (.jsonl). A text file's name is its article's
    key, in a folder with its path; KEY@2021-07-28T0900Z.txt gives the time it was seen, too. A look that
    is in the archive already adds nothing, so an interrupted ingest is simply run again.
    """
    from archive.render import ingest_summary, receipt_line
    from archive.services.crew import collect_seldom
    from archive.services.ingest import ingest

    collect_seldom()

    def filled() -> Iterator[Draft | Unreadable]:
        for number, item in enumerate(_items(sources, article, form), 1):
            step(number, 0)
            yield _filled(item, captured, published)

    counts: Counter[Outcome | None] = Counter()
    unread = 0
    with context.writing(wait_s) as database, progress("Ingesting") as step:
        for receipt in ingest(database, filled(), now=now, is_strict=strict):
            is_unread = not receipt.added and receipt.capture is None
            unread += is_unread
            counts[receipt.outcome if receipt.added or is_unread else None] += 1
            step.clear()
            try:
                if as_json:
                    show_json([receipt])
                else:
                    show(receipt_line(receipt, context.look), may_page=False)
            except BrokenPipeError:  # whoever read the receipts has gone; the looks are wanted all the same
                drop_output()
    if not as_json:
        show(ingest_summary(counts, context.look), may_page=False)
    if unread:
        click.get_current_context().exit(exits.UNREAD)


def _items(sources: tuple[str, ...], article: str | None, form: str | None) -> Iterator[Draft | Unreadable]:
    from archive.readers import read_path, read_stream

    for source in sources:
        if source == "-":
            yield from read_stream(sys.stdin.buffer, format=form, article=article)
        else:
            yield from read_path(source, format=form, article=article)


def _filled(item: Any, captured: datetime | None, published: Claimed | None) -> Any:
    """What the options say, where the source does not."""
    from archive.readers import Unreadable

    if isinstance(item, Unreadable):
        return item
    return replace(
        item, captured_at=item.captured_at or captured, published_at=item.published_at or published
    )
