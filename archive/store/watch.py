"""The list of what is watched, and who is looking at what just now.

A process claims an address in a short transaction before it looks, for as long as a look can take. While the
claim holds no other process looks at that address, nor at another one of the same host: politeness is
owed by all processes together. The claim of a process that was killed runs out by itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.model import Outcome
from archive.model.watch import Watched, WatchKind
from archive.store.connection import driver_of
from archive.store.moment import read, written
from archive.text.address import cleaned

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

MOST_STORIES = 1_000
"""How many of the newest stories of a feed or sitemap are watched, where nothing else is said."""


CLAIM = timedelta(minutes=15)
"""How long an address is claimed for: longer than any look takes, with its redirects, waits and second tries.

What is said to have happened later than so long from now was written by a clock that was wrong: it holds up
nothing.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A watched address, claimed by us.

    Attributes:
        quiet_since: When something new was seen last, or else since when it is watched.
        claims: What the feed says of it: `published`, `updated`, `language`, `addresses`.
    """

    row_id: int
    url: str
    kind: WatchKind | None
    parent_id: int | None
    most: int
    story_at: datetime
    quiet_since: datetime
    looked_at: datetime | None
    failures: int
    etag: str | None
    last_modified: str | None
    validated_url: str | None
    claims: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A story that a feed or sitemap lists, or a sitemap that an index lists."""

    url: str
    kind: WatchKind
    story_at: datetime
    claims: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """How an address is watched: as it is listed, its last outcome, the digest of the feed's text of it."""

    row_id: int
    url: str
    outcome: Outcome | None
    text_digest: bytes | None


_DUE = "due_at <= :now AND (looked_at IS NULL OR looked_at < :start)"
_MISDATED = "looked_at > :wrong"
"""Due too: when it was to be due was reckoned by a clock that was wrong."""


def add(connection: Connection, url: str, kind: WatchKind | None, most: int, now: datetime) -> bool:
    """Watch an address that the user names, from now on; whether it was not named before."""
    driver = driver_of(connection)
    known = driver.execute("SELECT id, is_named FROM watched WHERE form = ?", (cleaned(url),)).fetchone()
    if known is not None:
        driver.execute(
            "UPDATE watched SET is_named = 1, kind = coalesce(?, kind), most = ?, due_at = min(due_at, ?) "
            "WHERE id = ?",
            (kind, most, written(now), known[0]),
        )
        return not known[1]
    _insert(connection, url, kind, None, most, now, now, None)
    return True


def remove(connection: Connection, url: str) -> int:
    """Watch an address no longer, nor what was found in it and not named by the user; how many that is."""
    driver = driver_of(connection)
    row = driver.execute(
        "SELECT id FROM watched WHERE url = ? OR form = ? ORDER BY url = ? DESC", (url, cleaned(url), url)
    ).fetchone()
    if row is None:
        return 0
    driver.execute("CREATE TEMP TABLE below (id INTEGER PRIMARY KEY)")
    driver.execute(
        "INSERT INTO below WITH RECURSIVE b (id) AS (SELECT ? UNION SELECT w.id FROM watched w "
        "JOIN b ON w.parent_id = b.id WHERE w.is_named = 0) SELECT id FROM b",
        row,
    )
    driver.execute("UPDATE watched SET parent_id = NULL WHERE parent_id IN (SELECT id FROM below)")
    count = driver.execute("DELETE FROM watched WHERE id IN (SELECT id FROM below)").rowcount
    driver.execute("DROP TABLE below")
    return count


def rows(connection: Connection, *, with_found: bool) -> list[Watched]:
    """What is watched: what the user named, in order of naming; if wanted, what was found too."""
    found = driver_of(connection).execute(
        "SELECT w.url, w.kind, w.is_named, p.url, "
        "(SELECT count(*) FROM watched c WHERE c.parent_id = w.id), w.added_at, w.looked_at, w.changed_at, "
        "w.outcome, w.reason, w.failures, w.due_at FROM watched w LEFT JOIN watched p ON p.id = w.parent_id "
        f"{'' if with_found else 'WHERE w.is_named = 1 '}ORDER BY w.is_named DESC, w.id"
    )
    return [
        Watched(
            url,
            None if kind is None else WatchKind(kind),
            bool(is_named),
            parent,
            stories,
            read(added),
            None if looked is None else read(looked),
            None if changed is None else read(changed),
            None if outcome is None else Outcome(outcome),
            reason,
            failures,
            read(due),
        )
        for url, kind, is_named, parent, stories, added, looked, changed, outcome, reason, failures, due in (
            found
        )
    ]


def claim(
    connection: Connection,
    *,
    now: datetime,
    owner: str,
    host_gap: timedelta,
    start: datetime,
) -> Row | None:
    """Take the address that is due longest and whose host is at peace, or None.

    Args:
        connection: In a write transaction.
        now: The time.
        owner: Who we are.
        host_gap: For how long a host is left in peace after a look.
        start: Only what was not looked at since then counts.
    """
    driver = driver_of(connection)
    busy = _busy_hosts(driver, now, now - host_gap)
    for is_due in (_DUE, _MISDATED):
        found = driver.execute(
            "SELECT id, url, kind, parent_id, most, story_at, coalesce(changed_at, added_at), looked_at, "
            f"failures, etag, last_modified, validated_url, claims FROM watched WHERE {is_due} "
            "AND (claimed_until IS NULL OR claimed_until <= :now OR claimed_until > :wrong_claim) "
            "AND host NOT IN (SELECT value FROM json_each(:busy)) ORDER BY due_at, id LIMIT 1",
            _moments(now, start, busy),
        ).fetchone()
        if found is not None:
            break
    if found is None:
        return None
    driver.execute(
        "UPDATE watched SET claimed_by = ?, claimed_until = ? WHERE id = ?",
        (owner, written(now + CLAIM), found[0]),
    )
    return Row(
        found[0],
        found[1],
        None if found[2] is None else WatchKind(found[2]),
        found[3],
        found[4],
        read(found[5]),
        read(found[6]),
        None if found[7] is None else read(found[7]),
        found[8],
        found[9],
        found[10],
        found[11],
        json.loads(found[12] or "{}"),
    )


def is_waiting(connection: Connection, *, now: datetime, start: datetime) -> bool:
    """Whether something is due at a host that nobody looks at: it has to be left in peace a little longer."""
    driver = driver_of(connection)
    busy = _busy_hosts(driver, now, None)
    at_peace = "host NOT IN (SELECT value FROM json_each(:busy))"
    moments = _moments(now, start, busy)
    return any(
        driver.execute(f"SELECT 1 FROM watched WHERE {is_due} AND {at_peace} LIMIT 1", moments).fetchone()
        for is_due in (_DUE, _MISDATED)
    )


def _moments(now: datetime, start: datetime, busy: list[str]) -> dict[str, str]:
    return {
        "now": written(now),
        "start": written(start),
        "wrong": written(now + CLAIM),
        "wrong_claim": written(now + 2 * CLAIM),
        "busy": json.dumps(busy),
    }


def _busy_hosts(driver: sqlite3.Connection, now: datetime, since: datetime | None) -> list[str]:
    """Hosts that somebody looks at now, or has since a moment."""
    found = driver.execute(
        "SELECT host FROM watched WHERE claimed_until > ?1 AND claimed_until <= ?2 "
        "UNION SELECT host FROM watched WHERE looked_at > ?3 AND looked_at <= ?4",
        (
            *(written(now), written(now + 2 * CLAIM)),
            *("9" if since is None else written(since), written(now + CLAIM)),
        ),
    )
    return [host for (host,) in found]


def next_due(connection: Connection) -> datetime | None:
    """When the next address is due; None where nothing is watched."""
    row = driver_of(connection).execute("SELECT min(due_at) FROM watched").fetchone()
    return None if row is None or row[0] is None else read(row[0])


def release(connection: Connection, row: Row, owner: str) -> None:
    """Give a claim back without having looked."""
    driver_of(connection).execute(
        "UPDATE watched SET claimed_by = NULL, claimed_until = NULL WHERE id = ? AND claimed_by = ?",
        (row.row_id, owner),
    )


def finish(
    connection: Connection,
    row: Row,
    owner: str,
    *,
    now: datetime,
    due: datetime,
    kind: WatchKind | None,
    outcome: Outcome,
    reason: str | None,
    failures: int,
    is_change: bool,
    validators: tuple[str | None, str | None, str | None],
) -> None:
    """Write down what came of a look, and when the next is due.

    Args:
        connection: In a write transaction.
        row: What was looked at; removed meanwhile, it stays so.
        owner: Who claimed it.
        now: When it was looked at.
        due: When it is due next.
        kind: What it turned out to be.
        outcome: What came of it.
        reason: Why, where that needs saying.
        failures: Looks in a row that saw nothing, with this one.
        is_change: Whether something new was seen.
        validators: ETag, Last-Modified, and the address that gave them.
    """
    driver_of(connection).execute(
        "UPDATE watched SET kind = ?, outcome = ?, reason = ?, failures = ?, looked_at = ?, due_at = ?, "
        "changed_at = CASE WHEN ? THEN ? ELSE changed_at END, etag = ?, last_modified = ?, "
        "validated_url = ?, claimed_by = NULL, claimed_until = NULL WHERE id = ? AND claimed_by = ?",
        (
            *(kind, outcome, reason, failures, written(now), written(due), is_change, written(now)),
            *(*validators, row.row_id, owner),
        ),
    )


def take_listed(connection: Connection, parent: Row, stories: Iterable[Found], now: datetime) -> int:
    """Watch the stories that a list names; one whose claims changed is due at once. How many are new."""
    driver = driver_of(connection)
    count = 0
    for story in stories:
        claims = json.dumps(story.claims, ensure_ascii=False, sort_keys=True)
        known = driver.execute(
            "SELECT id, claims, parent_id FROM watched WHERE form = ?", (cleaned(story.url),)
        ).fetchone()
        if known is None:
            _insert(
                connection, story.url, story.kind, parent.row_id, parent.most, now, story.story_at, claims
            )
            count += 1
        elif known[1] != claims and known[2] in (None, parent.row_id) and known[0] != parent.row_id:
            driver.execute(
                "UPDATE watched SET claims = ?, parent_id = ?, due_at = min(due_at, ?) WHERE id = ?",
                (claims, parent.row_id, written(now), known[0]),
            )
    return count


def listed(connection: Connection, url: str) -> Listed | None:
    """How an address is watched, or None where it is not."""
    row = (
        driver_of(connection)
        .execute("SELECT id, url, outcome, text_digest FROM watched WHERE form = ?", (cleaned(url),))
        .fetchone()
    )
    if row is None:
        return None
    row_id, listed_url, outcome, text_digest = row
    return Listed(row_id, listed_url, None if outcome is None else Outcome(outcome), text_digest)


def keep_text_digest(connection: Connection, row_id: int, digest: bytes) -> None:
    """Remember which text of a feed was stored last."""
    driver_of(connection).execute("UPDATE watched SET text_digest = ? WHERE id = ?", (digest, row_id))


def ask_again(connection: Connection, row_id: int, now: datetime) -> None:
    """Let a feed be read whole at once: the text of one of its entries is wanted."""
    driver_of(connection).execute(
        "UPDATE watched SET etag = NULL, last_modified = NULL, due_at = min(due_at, ?) WHERE id = ?",
        (written(now), row_id),
    )


def _insert(
    connection: Connection,
    url: str,
    kind: WatchKind | None,
    parent_id: int | None,
    most: int,
    now: datetime,
    story_at: datetime,
    claims: str | None,
) -> None:
    driver_of(connection).execute(
        "INSERT INTO watched (url, form, host, kind, is_named, parent_id, most, added_at, story_at, claims, "
        "due_at, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            *(url, cleaned(url), (urlsplit(url).hostname or "").lower(), kind, parent_id is None, parent_id),
            *(most, written(now), written(story_at), claims, written(now)),
        ),
    )
