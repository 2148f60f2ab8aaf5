"""`archive show`."""

from __future__ import annotations

import sys

import click

from archive.cli.context import Context, as_json, show_json
from archive.cli.context import show as show_text


@click.command("show")
@click.argument("revision", metavar="ARTICLE[@REV]")
@click.option("--raw", "is_raw", is_flag=True, help="The exact bytes that came.")
@click.option(
    "--capture",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --raw: the bytes of this look. [default: the first of the revision]",
)
@click.option("--text", "is_text", is_flag=True, help="The text alone, without what is known about it.")
@as_json
@click.pass_obj
def command(
    context: Context, revision: str, is_raw: bool, capture: int | None, is_text: bool, as_json: bool
) -> None:
    """Show a revision of an article; the latest where none is named."""
    from archive.services import history

    if is_raw + is_text + as_json > 1:
        raise click.UsageError("Give one of --raw, --text and --json.")
    if capture is not None and not is_raw:
        raise click.UsageError("--capture goes with --raw.")
    with context.reading() as database:
        if is_raw:
            if sys.stdout.isatty():
                raise click.UsageError(
                    "A terminal might obey what stands in the bytes; send them to a file or through a pipe."
                )
            click.echo(history.raw(database, revision, capture=capture), nl=False)
            return
        found = history.show(database, revision)
    if as_json:
        show_json([found])
    elif is_text:
        from archive.render import terminal_safe
        from archive.text.sections import plain_text

        show_text("\n".join(terminal_safe(line) for line in plain_text(found.state).split("\n")))
    else:
        from archive.render import revision_text

        show_text(revision_text(found, context.look))
