"""Making everything derived again, in one transaction: until it is committed the old one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.facts import finder_name
from archive.model import Reextraction
from archive.store import index, standing
from archive.store.connection import driver_of
from archive.store.derive import (
    Deriver,
    fact_keys,
    find_mentions,
    reference,
    revisions_of,
    versions,
)
from archive.store.mentions import KINDS, add_mentions, stored_mentions
from archive.store.shadow import stays
from archive.store.states import chunks, places, stored_states

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlalchemy import Connection

AT_ONCE = 100


def is_current(connection: Connection) -> bool:
    """Whether this program's own rules made everything derived."""
    return dict(driver_of(connection).execute("SELECT name, version FROM derivation")) == versions()


def only_facts_differ(connection: Connection) -> bool:
    """Whether this program's own rules made everything derived, but perhaps for the facts."""
    made = dict(driver_of(connection).execute("SELECT name, version FROM derivation"))
    wanted = versions()
    return {**made, "facts": wanted["facts"]} == wanted


def rebuild(connection: Connection, progress: Callable[[int, int], None]) -> int:
    """Drop everything derived and derive it from the truth.

    Args:
        connection: In a write transaction.
        progress: Called with the articles done and the articles there are.

    Returns:
        The number of articles.
    """
    driver = driver_of(connection)
    standing.clear(driver)
    standing.store(driver)
    for table in ("fact", "mention", "reading", "fact_rule", "run", "revision", "derivation"):
        driver.execute(f"DELETE FROM {table}")
    driver.execute("DELETE FROM fact_kind WHERE id > ?", (len(KINDS),))
    index.clear(connection)
    driver.executemany("INSERT INTO derivation (name, version) VALUES (?, ?)", list(versions().items()))
    article_ids = [number for (number,) in driver.execute("SELECT id FROM article ORDER BY id")]
    deriver = Deriver(connection)
    done = 0
    for chunk in chunks(article_ids, AT_ONCE):
        deriver.derive(chunk)
        done += len(chunk)
        progress(done, len(article_ids))
    return done


def rebuild_facts(connection: Connection, progress: Callable[[int, int], None]) -> Reextraction:
    """Read every passage for facts again; revisions, runs and the index stay as they are.

    Args:
        connection: In a write transaction.
        progress: Called with the steps done and the steps there are.
    """
    driver = driver_of(connection)
    article_ids = [number for (number,) in driver.execute("SELECT id FROM article ORDER BY id")]
    readings = driver.execute(
        "SELECT passage_id, language FROM reading ORDER BY language, passage_id"
    ).fetchall()
    total = len(readings) + len(article_ids)
    before = _count(driver, "mention")
    driver.execute("DELETE FROM fact")
    done = differing = 0
    for chunk in chunks(readings):
        differing += _read_again(driver, chunk)
        done += len(chunk)
        progress(done, total)
    driver.execute("DELETE FROM fact_rule WHERE id NOT IN (SELECT rule_id FROM mention)")
    driver.execute(
        "DELETE FROM fact_kind WHERE id > ? AND id NOT IN (SELECT kind_id FROM mention)", (len(KINDS),)
    )
    for article_id in article_ids:
        _add_facts(driver, article_id)
        done += 1
        progress(done, total)
    driver.execute(
        "INSERT INTO derivation (name, version) VALUES ('facts', ?) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version",
        (versions()["facts"],),
    )
    return Reextraction(
        articles=len(article_ids),
        passages=len(readings),
        differing=differing,
        mentions_before=before,
        mentions=_count(driver, "mention"),
        finder=finder_name(),
    )


def _count(driver: sqlite3.Connection, table: str) -> int:
    return int(driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _read_again(driver: sqlite3.Connection, readings: list[tuple[int, str]]) -> int:
    """Replace what was found in these passages; gives in how many it differs."""
    passage_ids = sorted({passage_id for passage_id, _ in readings})
    texts = dict(
        driver.execute(f"SELECT id, text FROM passage WHERE id IN ({places(passage_ids)})", passage_ids)
    )
    old = stored_mentions(driver, readings)
    new = find_mentions([(texts[passage_id], language) for passage_id, language in readings])
    made = dict(zip(readings, new, strict=True))
    for table in ("mention", "reading"):
        driver.executemany(f"DELETE FROM {table} WHERE passage_id = ? AND language = ?", readings)
    add_mentions(driver, made, finder_name())
    return sum(old[reading] != made[reading] for reading in readings)


def _add_facts(driver: sqlite3.Connection, article_id: int) -> None:
    """Store what an article's story adds to its mentions."""
    rows = revisions_of(driver, [article_id])[article_id]
    states = stored_states(driver, {row.state_id for row in rows})
    found = stored_mentions(
        driver, {(i, row.language or "") for row in rows for i in states[row.state_id].passage_ids}
    )
    facts = stays(
        {
            row.number: fact_keys(states[row.state_id], row.language, found, reference(rows, row.number))
            for row in rows
        }
    )
    driver.executemany(
        "INSERT INTO fact (article_id, passage_id, language, position, value, speaker, first_revision, "
        "last_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(article_id, *key, *stay) for key, known in facts.items() for stay in known],
    )
