"""`archive ingest`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from itertools import count, groupby, islice
from typing import TYPE_CHECKING, Any

import click

from archive.cli import exits
from archive.cli.context import (
    Context,
    as_json,
    drop_output,
    note,
    now,
    progress,
    show,
    show_json,
    when,
)
from archive.cli.web_options import client, is_url, keep_raw_option, manners, web_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from archive.fetch import Client
    from archive.model import Claimed, Draft, Outcome
    from archive.readers import Unreadable
    from archive.store.connection import Database

MOST_ODD_KEYS = 5
LONGEST_ODD_KEY_CHARS = 60


@click.command("ingest")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
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
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "jsonl", "feed", "warc"]),
    help="Instead of by ending.",
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
@keep_raw_option
@click.option(
    "--most",
    type=click.IntRange(1, 1_000_000),
    default=200,
    show_default=True,
    help="How many pages of a feed or sitemap are fetched, the newest.",
)
@web_options
@as_json
@click.pass_obj
def command(
    context: Context,
    /,
    sources: tuple[str, ...],
    article: str | None,
    captured: datetime | None,
    published: Claimed | None,
    form: str | None,
    strict: bool,
    wait_s: float,
    keep_raw: str,
    most: int,
    as_json: bool,
    **options: Any,
) -> None:
    """Store looks at articles from files, folders, the web, or standard input (`-`).

    Reads plain text (.txt), Markdown (.md), web pages (.html), JSON lines (.jsonl), the pages in web archives
    (.warc, .warc.gz), and the texts that saved feeds (.rss, .atom, .xml) carry whole. A text file's name is
    its article's key, in a folder with its path; KEY@2021-07-28T0900Z.txt gives the time it was seen, too. A
    look that is in the archive already adds nothing, so an interrupted ingest is simply run again.

    An address gives its page; a feed's, the pages of its entries; a sitemap's, the pages it lists. Each is
    asked for politely, and only where the site's robots.txt allows it; what a look saw is recorded also
    where it saw nothing. Where the page of a feed's own story gives no text, the feed's is taken, if whole.
    """
    from archive.render import ingest_summary, receipt_line
    from archive.services.ingest import ingest

    said = manners(**options) if any(map(is_url, sources)) else None
    counts: Counter[Outcome | None] = Counter()
    unread, odd = 0, OddKeys(is_strict=strict)
    with context.writing(wait_s) as database, progress("Ingesting") as step, ExitStack() as stack:
        web = None if said is None else stack.enter_context(client(said, time.sleep))
        read = Sources(database, web, most=most, form=form, article=article)
        groups = [read.all_of(sources)] if strict else read.groups(sources)
        counted = count(1)

        def filled(items: Iterable[Draft | Unreadable]) -> Iterator[Draft | Unreadable]:
            for item in items:
                step(next(counted), 0)
                yield odd.checked(_filled(item, captured, published))

        for items in groups:
            for receipt in ingest(
                database, filled(items), now=now, is_strict=strict, keeps_raw=keep_raw == "yes"
            ):
                is_unread = not receipt.added and receipt.capture is None
                is_failed = is_url(receipt.source) and receipt.outcome.value == "failed"
                unread += is_unread or is_failed
                counts[receipt.outcome if receipt.added or is_unread else None] += 1
                step.clear()
                try:
                    if as_json:
                        show_json([receipt])
                    else:
                        show(receipt_line(receipt, context.look), may_page=False)
                except (
                    BrokenPipeError
                ):  # whoever read the receipts has gone; the looks are wanted all the same
                    drop_output()
    odd.tell()
    if not as_json:
        show(ingest_summary(counts, context.look), may_page=False)
    if unread:
        click.get_current_context().exit(exits.UNREAD)


class OddKeys:
    """What lines of JSON say under keys that are none: told at the end, each once, lest it be missed."""

    def __init__(self, *, is_strict: bool) -> None:
        self._is_strict = is_strict
        self._seen: dict[str, tuple[str, int]] = {}

    def checked(self, item: Draft | Unreadable) -> Draft | Unreadable:
        """The item; where all or nothing is wanted, one with a mistyped key is no item."""
        from archive.readers import Unreadable, nearest_key

        if isinstance(item, Unreadable):
            return item
        for whole in item.passed_over[: MOST_ODD_KEYS + 1]:
            key = whole[:LONGEST_ODD_KEY_CHARS]
            origin, times = self._seen.get(key, (item.origin, 0))
            if times or len(self._seen) <= MOST_ODD_KEYS:
                self._seen[key] = (origin, times + 1)
        for key in item.passed_over if self._is_strict else ():
            if meant := nearest_key(key[:LONGEST_ODD_KEY_CHARS]):
                sentence = f"Its key “{key}” is none that is read; “{meant}” is. Correct it, or leave it out."
                return Unreadable(item.origin, sentence)
        return item

    def tell(self) -> None:
        """Say which there were."""
        from archive.readers import nearest_key
        from archive.render import terminal_safe

        for key, (origin, times) in islice(self._seen.items(), MOST_ODD_KEYS):
            more = f" and {times - 1:,} more" if times > 1 else ""
            hint = f" Did you mean “{meant}”?" if (meant := nearest_key(key)) else ""
            said = f"{origin}{more}: “{key}” is no key that is read, and was passed over.{hint}"
            note(terminal_safe(said))
        if len(self._seen) > MOST_ODD_KEYS:
            note("Other keys that are none were passed over, too.")


class Sources:
    """What the command was given, read lazily; what comes from the web, in batches that are stored soon."""

    def __init__(
        self, database: Database, web: Client | None, *, most: int, form: str | None, article: str | None
    ) -> None:
        self._database = database
        self._web = web
        self._most = most
        self._form = form
        self._article = article

    def all_of(self, sources: Iterable[str]) -> Iterator[Draft | Unreadable]:
        """Everything, in order."""
        for source in sources:
            yield from self._read(source)

    def groups(self, sources: tuple[str, ...]) -> Iterator[Iterable[Draft | Unreadable]]:
        """Everything, in order: what is read here at a stretch, what is fetched in small batches."""
        for is_web, some in groupby(sources, key=is_url):
            if is_web:
                from archive.services.web import in_batches

                yield from in_batches(self.all_of(list(some)))
            else:
                yield self.all_of(list(some))

    def _read(self, source: str) -> Iterator[Draft | Unreadable]:
        if self._web is not None and is_url(source):
            from archive.services.web import gathered

            for item in gathered(self._database, self._web, source, most=self._most):
                yield self._named(item, source)
            return
        from archive.readers import read_path, read_stream
        from archive.services.turns import without_turns

        if source == "-":
            items = read_stream(sys.stdin.buffer, format=self._form, article=self._article)
        else:
            items = read_path(source, format=self._form, article=self._article)
        yield from without_turns(self._database, items)

    def _named(self, item: Draft | Unreadable, source: str) -> Draft | Unreadable:
        """The page that was named, as of the article that was named; not those that a feed leads to."""
        from archive.readers import Unreadable

        if self._article is None or item.origin != source or isinstance(item, Unreadable):
            return item
        return replace(item, article=self._article)


def _filled(
    item: Draft | Unreadable, captured: datetime | None, published: Claimed | None
) -> Draft | Unreadable:
    """What the options say, where the source does not."""
    from archive.readers import Unreadable

    if isinstance(item, Unreadable):
        return item
    return replace(
        item, captured_at=item.captured_at or captured, published_at=item.published_at or published
    )
