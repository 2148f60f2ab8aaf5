"""Making everything derived again, in one transaction: until it is committed the old one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.store import index
from archive.store.connection import driver_of
from archive.store.derive import Deriver, versions
from archive.store.states import chunks

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

AT_ONCE = 100


def is_current(connection: Connection) -> bool:
    """Whether this program's own rules made everything derived."""
    return dict(driver_of(connection).execute("SELECT name, version FROM derivation")) == versions()


def rebuild(connection: Connection, progress: Callable[[int, int], None]) -> int:
    """Drop everything derived and derive it from the truth.

    Args:
        connection: In a write transaction.
        progress: Called with the articles done and the articles there are.

    Returns:
        The number of articles.
    """
    driver = driver_of(connection)
    for table in ("fact", "mention", "reading", "fact_rule", "run", "revision", "derivation"):
        driver.execute(f"DELETE FROM {table}")
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
