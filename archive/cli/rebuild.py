"""`archive rebuild`."""

from __future__ import annotations

import click

from archive.cli.context import Context, note, progress


@click.command("rebuild")
@click.pass_obj
def command(context: Context) -> None:
    """Make everything derived again: revisions, facts and the index, from the captures.

    Until it is done the old ones work, and they go on working if it is interrupted.
    """
    from archive.services import opening, upkeep

    database = opening.open_for_rebuilding(context.file)
    try:
        with progress("Rebuilding") as step:
            count = upkeep.rebuild_all(database, step)
    finally:
        database.close()
    note(f"Rebuilt {count:,} {'article' if count == 1 else 'articles'}.")
