"""Watching: each address that is due is claimed, looked at, stored, and made due again.

A look is one address. Its content goes through `ingest` like any other draft, so every look at a story is a
capture, whatever it saw; looks at feeds and sitemaps are kept in the list only. What was seen is stored
first and the next look written down after it: a process that is killed loses the look it was at, and its
claim runs out. Several processes can watch one archive: claims keep them apart (`archive.store.watch`).
"""

from __future__ import annotations

from datetime import timedelta
from time import sleep
from typing import TYPE_CHECKING
from uuid import uuid4

from archive.errors import NotFound
from archive.fetch import Client, checked_url
from archive.services.looking import Watcher
from archive.store import watch as stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from archive.fetch import Manners
    from archive.model.watch import Watched, WatchKind, WatchLook
    from archive.store.connection import Database

LONGEST_SLEEP_S = 30.0
"""How long nothing is asked of the list while nothing is due: another process may have added to it."""


class Stop(Exception):
    """Raised by `pause` to end watching; the look at hand is given back."""


def add(
    database: Database,
    url: str,
    *,
    now: datetime,
    kind: WatchKind | None = None,
    most: int = stored.MOST_STORIES,
) -> bool:
    """Watch a page, feed or sitemap from now on.

    Args:
        database: Open for writing.
        url: Its address.
        now: The time.
        kind: What it is; None: the first look will tell.
        most: How many of the newest stories of a feed or sitemap are watched.

    Returns:
        Whether it was not on the list before.

    Raises:
        BadInput: It is no address that can be looked at.
    """
    checked_url(url)
    with database.writing() as connection:
        return stored.add(connection, url.strip(), kind, most, now)


def watched_as(database: Database, url: str) -> str | None:
    """The address under which something is watched, however it is written here; None: it is not."""
    with database.reading() as connection:
        found = stored.listed(connection, url)
    return None if found is None else found.url


def remove(database: Database, url: str) -> int:
    """Watch something no longer, nor the stories found in it; what is archived stays. How many that was.

    Raises:
        NotFound: It is not on the list.
    """
    with database.writing() as connection:
        count = stored.remove(connection, url)
    if not count:
        raise NotFound(f"{url} is not watched; `archive watch list` shows what is.")
    return count


def watched(database: Database, *, with_found: bool = False) -> list[Watched]:
    """What is watched: what was named, in order of naming; if wanted, the stories found in it too."""
    with database.reading() as connection:
        return stored.rows(connection, with_found=with_found)


def watch(
    database: Database,
    client: Client,
    *,
    now: Callable[[], datetime],
    owner: str,
    host_gap_s: float,
    pause: Callable[[float], object],
    is_once: bool,
    keeps_raw: bool = True,
) -> Iterator[WatchLook]:
    """Look at everything that is due; then end, or wait for what is due next.

    Args:
        database: Open for writing.
        client: Looks at addresses.
        now: The clock.
        owner: A name for this process that no other one has.
        host_gap_s: For how long a host is left in peace after a look by any process, in seconds.
        pause: Lets so many seconds pass, or raises `Stop`.
        is_once: End when nothing is left that was due at the start.
        keeps_raw: As for `archive.services.ingest.ingest`.

    Yields:
        What came of each look, when it is stored.

    Raises:
        Busy, Damaged, Unwritable: The look at hand was not stored; those before were.
    """
    gap, start = timedelta(seconds=host_gap_s), now()
    while True:
        try:
            pause(0)
        except Stop:
            return
        moment = now()
        with database.writing() as connection:
            row = stored.claim(
                connection,
                now=moment,
                owner=owner,
                host_gap=gap,
                start=start if is_once else moment,  # once: no address twice
            )
        try:
            if row is not None:
                yield Watcher(database, client, now, owner, keeps_raw=keeps_raw).look(row)
            elif is_once and not _is_waiting(database, moment, start):
                return
            else:
                pause(_sleep_s(database, moment, host_gap_s, is_once=is_once))
        except Stop:
            if row is not None:
                with database.writing() as connection:
                    stored.release(connection, row, owner)
            return


def look_once(
    database: Database,
    manners: Manners,
    *,
    now: Callable[[], datetime],
    pause: Callable[[float], object] = sleep,
    keeps_raw: bool = True,
) -> Iterator[WatchLook]:
    """Look at everything that is due, once.

    Args:
        database: Open for writing.
        manners: How to behave.
        now: The clock.
        pause: Lets so many seconds pass, or raises `Stop`.
        keeps_raw: As for `archive.services.ingest.ingest`.

    Yields:
        What came of each look, when it is stored.
    """
    with Client(manners, now=now, wait=pause) as client:
        yield from watch(
            database,
            client,
            now=now,
            owner=uuid4().hex,
            host_gap_s=manners.delay_s,
            pause=pause,
            is_once=True,
            keeps_raw=keeps_raw,
        )


def _is_waiting(database: Database, now: datetime, start: datetime) -> bool:
    with database.reading() as connection:
        return stored.is_waiting(connection, now=now, start=start)


def _sleep_s(database: Database, now: datetime, host_gap_s: float, *, is_once: bool) -> float:
    shortest_s = max(min(host_gap_s, 1.0), 0.05)
    if is_once:
        return shortest_s
    with database.reading() as connection:
        due = stored.next_due(connection)
    return (
        LONGEST_SLEEP_S if due is None else min(max((due - now).total_seconds(), shortest_s), LONGEST_SLEEP_S)
    )
