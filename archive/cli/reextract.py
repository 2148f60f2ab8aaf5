"""`archive reextract`."""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from archive.cli.context import Context, as_json, note, now, progress, show, show_json

if TYPE_CHECKING:
    from archive.store.connection import Database


@click.command("reextract")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say what would change.")
@as_json
@click.pass_obj
def command(context: Context, articles: tuple[str, ...], is_dry: bool, as_json: bool) -> None:
    """Read the kept pages and texts of all articles, or of those named, again.

    A newer extractor may read another text out of the same bytes: that is a technical change, and no listing
    of changes shows it as the publisher's. An article is read again as a whole or not at all. Interrupted, it
    is simply run again.
    """
    from archive.render.article import reextracted
    from archive.services.reextract import reextract

    counts: Counter[str] = Counter()
    opened: AbstractContextManager[Database] = context.reading() if is_dry else context.changing()
    with opened as database, progress("Reading") as step:
        for row in reextract(database, articles, now=now(), is_dry=is_dry, progress=step):
            counts[row.outcome] += 1
            if row.outcome == "same":
                continue
            step.clear()
            if as_json:
                show_json([row])
            else:
                show(reextracted(row, context.look), may_page=False)
    said = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items())) or "nothing to read"
    note(f"Re-extraction, no news{' (dry run)' if is_dry else ''}: {said}.")
