"""`archive facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.cli.context import Context, as_json, show, show_json
from archive.cli.days import days

if TYPE_CHECKING:
    from datetime import date

    from archive.model import ChangedFact
    from archive.store.connection import Database

KINDS = (
    "figure",
    "money",
    "percentage",
    "measure",
    "date",
    "time",
    "duration",
    "age",
    "person",
    "organisation",
    "place",
    "quotation",
)
LIMIT = 50


def _least(_context: click.Context, _parameter: click.Parameter, written: str | None) -> Any:
    """An amount, or a share: its value and whether it is a share."""
    if written is None:
        return None
    try:
        number = float(written.strip().removesuffix("%").strip().replace(",", ""))
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise click.BadParameter(f"{written!r} is neither a share, as 10%, nor an amount, as 5.")
    return (number / 100, True) if written.strip().endswith("%") else (number, False)


class _Kind(click.Choice[str]):
    """The project's own kinds, and those of added finders, looked for only where one is asked for."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name of a kind there is."""
        if value not in self.choices:
            from archive.facts import added_kinds

            names = [kind.value for kind in added_kinds()]
            if value in names:
                return value
            if names:
                return click.Choice([*self.choices, *names]).convert(value, param, ctx)
        return super().convert(value, param, ctx)


@click.command("facts")
@click.argument("revision", metavar="[ARTICLE[@REV]]", required=False)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=_Kind(KINDS),
    help="Only facts of this kind; may be given several times.",
)
@click.option(
    "--subject", metavar="WORDS", default="", help="Only facts that speak of these words, in whatever form."
)
@click.option("--history", "has_history", is_flag=True, help="Each fact through all revisions.")
@click.option("--sentences", "has_sentences", is_flag=True, help="With --history: each value's sentence.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "html"]),
    default="terminal",
    show_default=True,
    help="With --history: how it is written; html is one page with a timeline.",
)
@click.option("--changed", is_flag=True, help="Of all articles, the facts that say something else now.")
@click.option(
    "--since",
    metavar="DATE",
    callback=days,
    help="With --changed: seen from this day, month or year on.",
)
@click.option("--until", metavar="DATE", callback=days, help="With --changed: seen until its end.")
@click.option(
    "--direction", type=click.Choice(["up", "down"]), help="With --changed: numbers that rose or fell."
)
@click.option(
    "--at-least",
    "least",
    metavar="SHARE|AMOUNT",
    callback=_least,
    help="With --changed: numbers that changed by 10% or more, or by 5 or more.",
)
@click.option("--largest", is_flag=True, help="With --changed: the largest share first, not the newest.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    help=f"With --changed: how many at most. [default: {LIMIT}; with --since: all]",
)
@as_json
@click.pass_obj
def command(
    context: Context,
    revision: str | None,
    kinds: tuple[str, ...],
    subject: str,
    has_history: bool,
    has_sentences: bool,
    form: str,
    changed: bool,
    since: tuple[date, date] | None,
    until: tuple[date, date] | None,
    direction: str | None,
    least: tuple[float, bool] | None,
    largest: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the facts of a revision: figures, money, dates, names, quotations.

    They are what the program's rules found in the text, with its exact words; they are not all there are.

    \b
    archive facts ARTICLE              the facts of its latest revision
    archive facts ARTICLE --history    each fact through all its revisions
    archive facts --changed            facts that changed, in every article
    """
    _check(
        revision=revision,
        has_history=has_history,
        changed=changed,
        of_history=has_sentences or form != "terminal",
        of_changed=any(value is not None for value in (since, until, direction, least, limit)) or largest,
    )
    if as_json and form != "terminal":
        raise click.UsageError("Give --json or --format, not both.")
    with context.reading() as database:
        if revision is None:
            _show_changed(
                context,
                _changed(
                    database, kinds, subject, since, until, direction, least, largest=largest, limit=limit
                ),
                as_json=as_json,
            )
        elif has_history:
            _show_history(
                context,
                database,
                revision,
                kinds,
                subject,
                form,
                as_json=as_json,
                has_sentences=has_sentences,
            )
        else:
            _show_facts(context, database, revision, kinds, subject, as_json=as_json)


def _check(
    *, revision: str | None, has_history: bool, changed: bool, of_history: bool, of_changed: bool
) -> None:
    """Refuse options that do not belong together."""
    if changed and revision is not None:
        raise click.UsageError("--changed speaks of every article: give no ARTICLE, or give --history.")
    if changed and has_history:
        raise click.UsageError("Give --changed or --history, not both.")
    if not changed and revision is None:
        raise click.UsageError("Give an ARTICLE, or --changed for the facts that changed in any.")
    if of_history and not has_history:
        raise click.UsageError("--sentences and --format go with --history.")
    if of_changed and not changed:
        raise click.UsageError(
            "--since, --until, --direction, --at-least, --largest and --limit go with --changed."
        )


def _show_facts(
    context: Context,
    database: Database,
    revision: str,
    kinds: tuple[str, ...],
    subject: str,
    *,
    as_json: bool,
) -> None:
    from archive.model import FactKind
    from archive.render import facts
    from archive.services.facts import facts as facts_of

    rows = facts_of(database, revision, kinds=[FactKind(kind) for kind in kinds], subject=subject)
    if as_json:
        show_json(rows)
    else:
        show(facts(rows, context.look))


def _show_history(
    context: Context,
    database: Database,
    article: str,
    kinds: tuple[str, ...],
    subject: str,
    form: str,
    *,
    as_json: bool,
    has_sentences: bool,
) -> None:
    from archive.model import FactKind
    from archive.render import fact_ledger, ledger_html
    from archive.services.facts import fact_history

    rows = fact_history(database, article, kinds=[FactKind(kind) for kind in kinds], subject=subject)
    if as_json:
        show_json(rows)
    elif form == "html":
        show(ledger_html(rows, title=f"Facts of {article}").removesuffix("\n"), may_page=False)
    else:
        show(fact_ledger(rows, context.look, has_sentences=has_sentences))


def _changed(
    database: Database,
    kinds: tuple[str, ...],
    subject: str,
    since: tuple[date, date] | None,
    until: tuple[date, date] | None,
    direction: str | None,
    least: tuple[float, bool] | None,
    *,
    largest: bool,
    limit: int | None,
) -> list[ChangedFact]:
    from archive.model import Direction, FactKind
    from archive.services.facts import changed_facts

    amount, is_share = least or (None, False)
    return changed_facts(
        database,
        since=None if since is None else since[0],
        until=None if until is None else until[1],
        kinds=[FactKind(kind) for kind in kinds],
        subject=subject,
        direction=None if direction is None else Direction(direction),
        least=None if is_share else amount,
        least_share=amount if is_share else None,
        by_size=largest,
        limit=limit or (LIMIT if since is None else None),
    )


def _show_changed(context: Context, rows: list[ChangedFact], *, as_json: bool) -> None:
    from archive.render import changed_facts

    if as_json:
        show_json(rows)
    else:
        show(changed_facts(rows, context.look))
