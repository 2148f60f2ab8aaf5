"""`archive article`: who an article is, and decisions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli import exits
from archive.cli.context import Context, as_json, note, now, show_json
from archive.cli.context import show as show_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.model import ArticleIdentity, Event

_reason = click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the decision.")


@click.group("article")
def command() -> None:
    """Say which article is which: join, part, name, hide, erase.

    Every decision is kept with its reason, rewrites no capture, and can be taken back with `article undo`;
    only what `article erase` takes out is gone.
    """


@command.command("show")
@click.argument("article")
@as_json
@click.pass_obj
def show(context: Context, article: str, as_json: bool) -> None:
    """Show an article's names, addresses and decisions.

    Says why each address was joined, and which articles are like it.
    """
    from archive.render.article import identity as shown
    from archive.services.identity import identity

    with context.reading() as database:
        found = identity(database, article)
    if as_json:
        show_json([found])
    else:
        show_text(shown(found, context.look))


@command.command("proposals")
@as_json
@click.pass_obj
def proposals(context: Context, as_json: bool) -> None:
    """List pairs of articles that may be one.

    The likeliest come first.

    Two are proposed where they share most of their text and a source, or where something named an address
    of the one as one of the other. `article merge` joins them, `article distinct` says that they are not the
    same.
    """
    from archive.render.article import proposals as shown
    from archive.services.identity import proposals as found_in

    with context.reading() as database:
        found = found_in(database)
    if as_json:
        show_json(found)
    else:
        show_text(shown(found, context.look))


@command.command("merge")
@click.argument("article")
@click.argument("other")
@_reason
@as_json
@click.pass_obj
def merge(context: Context, article: str, other: str, reason: str, as_json: bool) -> None:
    """Make OTHER a part of ARTICLE.

    The looks at OTHER count for ARTICLE, and its key and addresses lead there.
    """
    from archive.services import articles

    _decide(context, articles.merge, article, other, reason=reason, as_json=as_json)


@command.command("split")
@click.argument("article")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option(
    "--captures",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="A look, by its number; repeatable.",
)
@click.option("--key", metavar="KEY", help="The new article's key. [default: made from the first address]")
@_reason
@as_json
@click.pass_obj
def split(
    context: Context,
    article: str,
    addresses: tuple[str, ...],
    captures: tuple[int, ...],
    key: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """Make a part of ARTICLE one of its own.

    The part is some of its addresses, with all looks at them, or some looks.
    """
    from archive.services import articles

    _decide(
        context,
        articles.split,
        article,
        addresses=addresses,
        captures=captures,
        key=key,
        reason=reason,
        as_json=as_json,
    )


@command.command("distinct")
@click.argument("article")
@click.argument("other")
@_reason
@as_json
@click.pass_obj
def distinct(context: Context, article: str, other: str, reason: str, as_json: bool) -> None:
    """Say that two articles are not the same.

    However alike they are, they are no longer proposed.
    """
    from archive.services import articles

    _decide(context, articles.distinct, article, other, reason=reason, as_json=as_json)


@command.command("alias")
@click.argument("article")
@click.argument("name")
@_reason
@as_json
@click.pass_obj
def alias(context: Context, article: str, name: str, reason: str, as_json: bool) -> None:
    """Give ARTICLE a further NAME.

    Those it has go on working.
    """
    from archive.services import articles

    _decide(context, articles.alias, article, name, reason=reason, as_json=as_json)


@command.command("withhold")
@click.argument("article")
@_reason
@as_json
@click.pass_obj
def withhold(context: Context, article: str, reason: str, as_json: bool) -> None:
    """Hide ARTICLE until it is released.

    No command shows anything of it, and nothing of it is lost.
    """
    from archive.services import articles

    _decide(context, articles.withhold, article, reason=reason, as_json=as_json)


@command.command("release")
@click.argument("article")
@_reason
@as_json
@click.pass_obj
def release(context: Context, article: str, reason: str, as_json: bool) -> None:
    """Show a withheld ARTICLE again."""
    from archive.services import articles

    _decide(context, articles.release, article, reason=reason, as_json=as_json)


@command.command("undo")
@click.argument("article")
@click.option("--event", "number", type=click.IntRange(min=1), help="Which decision. [default: the last one]")
@_reason
@as_json
@click.pass_obj
def undo(context: Context, article: str, number: int | None, reason: str, as_json: bool) -> None:
    """Take back a decision about ARTICLE.

    Everything is as it was before it, and what came since stays.
    """
    from archive.services import articles

    _decide(context, articles.undo, article, number, reason=reason, as_json=as_json)


@command.command("erase")
@click.argument("article")
@_reason
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def erase(context: Context, article: str, reason: str, yes: bool, as_json: bool) -> None:
    """Take out of the file what ARTICLE said.

    This is for good; only digests and times stay.

    Its texts, links, facts, index entries and bytes are overwritten; passages that other articles have too
    stay there. Its key and addresses stay, so that it is not taken in again. Copies of the file made before
    still hold it: those that upgrades made are named, those that you made are yours to find.
    """
    from archive.render.layout import counted
    from archive.services.erasing import erase as erased
    from archive.services.identity import identity

    with context.reading() as database:
        found = identity(database, article)
    if not yes and not _is_meant(found):
        note("Nothing was erased.")
        return
    with context.changing() as database:
        done = erased(database, article, reason=reason, now=now())
    if as_json:
        show_json([done])
    note(
        f"Erased {done.article}: the content of {counted(done.captures, 'look')}, "
        f"{counted(done.states, 'state')}, {counted(done.passages, 'passage')}, "
        f"the bytes of {done.raw:,}; {done.rekeyed:,} packed anew."
    )
    for name in done.files:
        note(f"This copy still holds it: {name}")
    note("Copies that you made yourself (`archive db backup`, exports) hold it too.")


def _is_meant(found: ArticleIdentity) -> bool:
    from archive.render.layout import counted

    looks = counted(found.captures, "look")
    try:
        return click.confirm(
            f"Erase what {found.article} said in {looks}? This cannot be taken back.", err=True
        )
    except click.Abort:
        note("\nNothing was erased.")  # on a line of its own, below the question
        raise click.exceptions.Exit(exits.INTERRUPTED) from None


def _decide(context: Context, act: Callable[..., Event], *named: Any, as_json: bool, **options: Any) -> None:
    with context.changing() as database:
        event = act(database, *named, **options, now=now())
    if as_json:
        show_json([event])
        return
    from archive.render.article import decision

    show_text(decision(event, context.look))
