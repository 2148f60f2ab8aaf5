"""`archive db`: upgrade, info, backup."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.context import Context, as_json, note, progress, show, show_json


@click.group("db")
def command() -> None:
    """Upgrade, describe or copy the database file."""


@command.command("upgrade")
@click.pass_obj
def upgrade(context: Context) -> None:
    """Bring the file up to this program's schema and rules; a copy of it as it was is kept."""
    from archive.services import opening

    with progress("Deriving") as step:
        done = opening.upgrade(context.file, step)
    if done.backup is None and not done.rebuilt:
        note(f"{context.file} has the schema {done.schema} already.")
        return
    kept = f"; a copy of it as it was is {done.backup}" if done.backup else ""
    note(f"Upgraded {context.file} to schema {done.schema}{kept}.")


@command.command("info")
@as_json
@click.pass_obj
def info(context: Context, as_json: bool) -> None:
    """Say what the file is and what it holds."""
    from archive.services import upkeep

    with context.reading() as database:
        found = upkeep.info(database)
    if as_json:
        show_json([found])
        return
    rows = {name.replace("_", " "): value for name, value in found.as_dict().items()}
    width = max(map(len, rows))
    show("\n".join(f"{name:<{width}}  {_cell(value)}" for name, value in rows.items()))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no: run `archive rebuild`"
    return f"{value:,}" if isinstance(value, int) else str(value)


@command.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
def backup(context: Context, target: Path) -> None:
    """Copy the file, as of one moment, while others read and write it."""
    from archive.services import upkeep

    with context.reading() as database:
        upkeep.backup(database, target)
    note(f"Copied {context.file} to {target}.")
