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
from archive.store.forms import KINDS
from archive.store.mentions import add_mentions, drop, stored_mentions, stored_readings
from archive.store.shadow import stays
from archive.store.states import chunks, places, stored_states
from archive.store.told import add_facts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlalchemy import Connection

    from archive.model import Mention
    from archive.store.mentions import Reading

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
    for table in ("fact", "reading", "reading_language", "fact_form", "run", "revision", "derivation"):
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
    readings = stored_readings(driver)
    total = len(readings) + len(article_ids)
    driver.execute("DELETE FROM fact")
    done = differing = before = after = 0
    for chunk in chunks(readings):
        old, new = _read_again(driver, chunk)
        differing += sum(old[reading] != new[reading] for reading in chunk)
        before += sum(map(len, old.values()))
        after += sum(map(len, new.values()))
        done += len(chunk)
        progress(done, total)
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
        mentions=after,
        finder=finder_name(),
    )


def _read_again(
    driver: sqlite3.Connection, readings: list[Reading]
) -> tuple[dict[Reading, tuple[Mention, ...]], dict[Reading, tuple[Mention, ...]]]:
    """Replace what was found in these passages; gives what there was and what there is."""
    passage_ids = sorted({passage_id for passage_id, _ in readings})
    stored = dict(
        driver.execute(f"SELECT id, text FROM passage WHERE id IN ({places(passage_ids)})", passage_ids)
    )
    texts = {reading: stored[reading[0]] for reading in readings}
    old = stored_mentions(driver, readings)
    new = find_mentions([(text, language) for (_, language), text in texts.items()])
    made = dict(zip(texts, new, strict=True))
    drop(driver, readings)
    add_mentions(driver, made, texts)
    return old, made


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
    add_facts(driver, article_id, ((key, stay) for key, known in facts.items() for stay in known))
