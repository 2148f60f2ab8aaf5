"""`archive rebuild`."""

from __future__ import annotations

import click

from archive.cli.context import Context, as_json, note, progress, show_json


@click.command("rebuild")
@click.option(
    "--facts", "only_facts", is_flag=True, help="Only the facts, as after an upgrade of their rules."
)
@as_json
@click.pass_obj
def command(context: Context, only_facts: bool, as_json: bool) -> None:
    """Make everything derived again: revisions, facts and the index, from the captures.

    Until it is done the old ones work, and they go on working if it is interrupted.
    """
    from archive.services import opening, upkeep

    if as_json and not only_facts:
        raise click.UsageError("--json goes with --facts.")
    database = opening.open_for_rebuilding(context.file)
    try:
        with progress("Reading" if only_facts else "Rebuilding") as step:
            if only_facts:
                done = upkeep.rebuild_facts(database, step)
            else:
                count = upkeep.rebuild_all(database, step)
    finally:
        database.close()
    if not only_facts:
        note(f"Rebuilt {count:,} {'article' if count == 1 else 'articles'}.")
        return
    if as_json:
        show_json([done])
    note(
        f"Re-extraction, no news: read {done.passages:,} passages of {done.articles:,} articles again with "
        f"{done.finder}. In {done.differing:,} of them other facts were found than before: "
        f"{done.mentions:,} mentions, before {done.mentions_before:,}. No revision changed."
    )
