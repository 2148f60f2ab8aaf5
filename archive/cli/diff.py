"""`archive diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli import exits
from archive.cli.context import Context, as_json, show

if TYPE_CHECKING:
    from archive.model import Comparison, Label


def _labels(_context: click.Context, _parameter: click.Parameter, written: str | None) -> Any:
    from archive.model import Label

    names = [name.strip() for name in (written or "").split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Label)]
    if unknown:
        raise click.BadParameter(f"there is no label {unknown[0]!r}; there are {', '.join(Label)}.")
    return frozenset(Label(name) for name in names)


@click.command("diff")
@click.argument("old", metavar="ARTICLE[@REV]")
@click.argument("new", metavar="[REV|ARTICLE@REV]", required=False)
@click.option(
    "--by",
    "grain",
    type=click.Choice(["passage", "sentence"]),
    default="passage",
    help="What is set side by side.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "side-by-side", "html", "markdown", "patch"]),
    default="terminal",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "--context",
    "context_count",
    type=click.IntRange(0),
    help="Unchanged units shown around a change. [default: 1; in markdown 0]",
)
@click.option(
    "--hide", metavar="LABEL,...", callback=_labels, help="Leave changes with only these labels out of sight."
)
@click.option("--why", is_flag=True, help="Explain labels and weight; html always does.")
@click.option("--exit-code", "has_exit_code", is_flag=True, help="Exit with 1 where something differs.")
@as_json
@click.pass_obj
def command(
    context: Context,
    old: str,
    new: str | None,
    grain: str,
    form: str,
    context_count: int | None,
    hide: frozenset[Label],
    why: bool,
    has_exit_code: bool,
    as_json: bool,
) -> None:
    """Show what changed.

    \b
    archive diff ARTICLE        its last two revisions
    archive diff ARTICLE@3      revision 3 and the one before it
    archive diff ARTICLE@1 3    revisions 1 and 3
    archive diff A@3 B@1        revisions of two articles
    """
    from archive.model import Grain
    from archive.render import comparison_json
    from archive.services.compare import diff, patch

    if as_json and form != "terminal":
        raise click.UsageError("Give --json or --format, not both.")
    if form == "patch" and (hide or why or context_count is not None):
        raise click.UsageError("--hide, --why and --context change what is shown; a patch holds everything.")
    with context.reading() as database:
        compared = diff(database, old, new, grain=Grain(grain))
        patched = patch(database, old, new) if form == "patch" else ""
    if as_json:
        click.echo(comparison_json(compared, hide=hide, why=why))
    elif form == "patch":
        click.echo(patched, nl=False)
    else:
        show(
            _written(compared, form, context, context_count=context_count, hide=hide, why=why),
            may_page=form in ("terminal", "side-by-side"),
        )
    if has_exit_code and not compared.is_empty:
        click.get_current_context().exit(exits.DIFFERENT)


def _written(
    compared: Comparison,
    form: str,
    context: Context,
    *,
    context_count: int | None,
    hide: frozenset[Label],
    why: bool,
) -> str:
    from archive import render

    if form == "markdown":
        return render.comparison_markdown(compared, context=context_count or 0, hide=hide, why=why)
    around = 1 if context_count is None else context_count
    if form == "html":
        return render.comparison_html(compared, title=_title(compared), context=around, hide=hide)
    write = render.side_by_side if form == "side-by-side" else render.comparison
    return write(compared, context.look, context=around, hide=hide, why=why)


def _title(compared: Comparison) -> str:
    old, new = (f"{ref.article}@{ref.revision}" for ref in (compared.old, compared.new))
    return f"{old} → {new}"
