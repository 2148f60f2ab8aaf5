"""The words of the index: the forms of one that is asked for, and what one that it lacks may have meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from archive.search import Stems
from archive.store.connection import driver_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_NEXT_TERM = "SELECT term FROM search_place WHERE term >= ? LIMIT 1"
_FEW_TERMS = 12


def languages(connection: Connection) -> list[str]:
    """The languages that revisions are in, English aside: from each one on to the next."""
    driver, found = driver_of(connection), [""]
    question = (
        "SELECT language FROM revision WHERE language <> 'en' AND language > ? ORDER BY language LIMIT 1"
    )
    while (row := driver.execute(question, found[-1:]).fetchone()) is not None:
        found.append(row[0])
    return found[1:]


def forms(connection: Connection, term: str, spoken: Iterable[str]) -> tuple[str, ...]:
    """The inflections of a term that the index holds, in English and what is spoken, and the term itself."""
    stems = Stems(term, spoken)
    driver = driver_of(connection)
    vocabulary = (other for beginning in stems.beginnings for other in _vocabulary(driver, beginning))
    return tuple(sorted(stems.forms(vocabulary) | {term}))


def holds_term(connection: Connection, term: str) -> bool:
    """Whether some revision has this very term."""
    row = driver_of(connection).execute("SELECT 1 FROM search_place WHERE term = ? LIMIT 1", (term,))
    return row.fetchone() is not None


def terms_like(connection: Connection, term: str) -> set[str]:
    """The terms that one may have been meant to be: they begin as it does, and are about as long.

    Of two letters more is not asked than that both are there: to go through all terms would take long.
    """
    driver = driver_of(connection)
    return {
        other
        for beginning in {term[:2], term[1::-1]}
        for other in _terms_from(driver, beginning, beginning)
        if abs(len(other) - len(term)) <= 2
    }


def _vocabulary(driver: sqlite3.Connection, beginning: str) -> Iterator[str]:
    """The index's terms that begin so, in order.

    The first ones term by term: to list them at once, FTS5 reads all places of each, which takes long where
    one of them is usual, as `said` is. Where there are hundreds it is faster by far.
    """
    term = beginning
    for _ in range(_FEW_TERMS):
        row = driver.execute(_NEXT_TERM, (term,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            return
        yield row[0]
        term = row[0] + "\x00"
    yield from _terms_from(driver, term, beginning)


def _terms_from(driver: sqlite3.Connection, first: str, beginning: str) -> Iterator[str]:
    """The index's terms with a beginning, from one on, read at once."""
    question = "SELECT term FROM search_term WHERE term >= ? AND term < ?"
    for (term,) in driver.execute(question, (first, f"{beginning}{chr(sys.maxunicode)}")):
        yield term
