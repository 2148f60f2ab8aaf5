"""`archive verify`."""

from __future__ import annotations

import click

from archive.cli import exits
from archive.cli.context import Context, as_json, progress, show, show_json


@click.command("verify")
@as_json
@click.pass_obj
def command(context: Context, as_json: bool) -> None:
    """Prove that the file holds what it says.

    Checks the database itself, every digest and seal, and that revisions, facts and index are what follows
    from the captures. Exits with 7 where something is wrong, and names it.
    """
    from archive.render import verification
    from archive.services import upkeep

    with context.reading() as database, progress("Verifying") as step:
        result = upkeep.verification(database, step)
    if as_json:
        show_json([result])
    else:
        show(verification(result, context.look))
    if not result.is_sound:
        click.get_current_context().exit(exits.DAMAGED)
