"""`archive watch`."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from archive.cli import exits
from archive.cli.context import Context, as_json, drop_output, note, now, progress, show, show_json
from archive.cli.web_options import client, keep_raw_option, manners, web_options

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_S = 60.0
"""For how long a look waits for another writer: it is not worth losing."""


@click.group("watch", invoke_without_command=True)
@click.option("--once", is_flag=True, help="Look at what is due, then end: for cron and systemd timers.")
@keep_raw_option
@web_options
@as_json
@click.pass_context
def command(context: click.Context, /, once: bool, keep_raw: str, as_json: bool, **options: Any) -> None:
    """Look again and again at pages, feeds and sitemaps, and keep what changed.

    Each story has its own pace: minutes at first, days after weeks of quiet, never more than two months. A
    story that left its feed is still looked at. Every look is recorded: same, gone, refused or failed too.
    Run it as often as you like, also twice at once: nothing is looked at twice. Ctrl-C or SIGTERM ends it
    after the look at hand.
    """
    if context.invoked_subcommand is None:
        _watch(context, once=once, keeps_raw=keep_raw == "yes", as_json=as_json, **options)


def _watch(
    click_context: click.Context, *, once: bool, keeps_raw: bool, as_json: bool, **options: Any
) -> None:
    from archive.render import watch_line
    from archive.services.watch import Stop, watch

    context = click_context.obj
    assert isinstance(context, Context)
    said = manners(**options)
    with _stopping() as asked, context.writing(WAIT_S) as database, progress("Watching") as step:

        def pause(seconds: float) -> None:
            if asked.wait(seconds):
                raise Stop

        with client(said, pause) as web:
            looks = watch(
                database,
                web,
                now=now,
                owner=_name(),
                host_gap_s=said.delay_s,
                pause=pause,
                is_once=once,
                keeps_raw=keeps_raw,
            )
            for number, look in enumerate(looks, 1):
                step.clear()
                try:
                    if as_json:
                        show_json([look])
                    else:
                        show(watch_line(look, context.look), may_page=False)
                except BrokenPipeError:
                    drop_output()
                step(number, 0)
        if asked.is_set():
            note("Stopped; what was reported is stored.")
            click_context.exit(exits.INTERRUPTED if asked.by == signal.SIGINT else exits.DONE)


class _Asked(threading.Event):
    """Set by a signal: which one it was."""

    by: int | None = None


@contextmanager
def _stopping() -> Iterator[_Asked]:
    """Let SIGINT and SIGTERM ask for an end; a second one ends at once."""
    asked = _Asked()
    before: dict[int, Any] = {}

    def ask(number: int, _frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.by = number
        asked.set()

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, ask)
        yield asked
    finally:
        for kept, handler in before.items():
            signal.signal(kept, handler)


def _name() -> str:
    """A name that no other process has."""
    import uuid

    return uuid.uuid4().hex


@command.command("add")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--kind", type=click.Choice(["page", "feed", "sitemap"]), help="Instead of what the first look tells."
)
@click.option(
    "--most",
    type=click.IntRange(1, 1_000_000),
    default=1_000,
    show_default=True,
    help="How many of the newest stories of a feed or sitemap are watched.",
)
@as_json
@click.pass_obj
def add_command(context: Context, urls: tuple[str, ...], kind: str | None, most: int, as_json: bool) -> None:
    """Watch pages, feeds or sitemaps from now on.

    `archive watch` then looks at them.
    """
    from archive.model.watch import WatchKind
    from archive.render import watched_list
    from archive.services import watch

    names = []
    with context.writing(WAIT_S) as database:
        for url in urls:
            known = watch.watched_as(database, url)
            if known is not None:
                note(f"{url} is watched already{'' if known == url.strip() else f' as {known}'}.")
            names.append(known or url.strip())
            watch.add(database, url, now=now(), kind=None if kind is None else WatchKind(kind), most=most)
        rows = [row for row in watch.watched(database) if row.address in names]
    if as_json:
        show_json(rows)
    else:
        show(watched_list(rows, context.look, now()), may_page=False)


@command.command("list")
@click.option("--all", "has_all", is_flag=True, help="Also the stories found in feeds and sitemaps.")
@as_json
@click.pass_obj
def list_command(context: Context, has_all: bool, as_json: bool) -> None:
    """List what is watched.

    Says when it was looked at, what came of it, and when it is due.
    """
    from archive.render import watched_list
    from archive.services.watch import watched

    with context.reading() as database:
        rows = watched(database, with_found=has_all)
    if as_json:
        show_json(rows)
    else:
        show(watched_list(rows, context.look, now()))


@command.command("remove")
@click.argument("url")
@click.pass_obj
def remove_command(context: Context, url: str) -> None:
    """Watch something no longer.

    Nor are the stories found in it watched; what is archived stays.
    """
    from archive.services.watch import remove

    with context.writing(WAIT_S) as database:
        count = remove(database, url)
    note(f"{count} {'address is' if count == 1 else 'addresses are'} watched no longer.")
