"""Whether the full-text index is that of the texts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from archive.model import Problem
from archive.search import BETWEEN, COLUMN_NAMES, pairs
from archive.store.connection import driver_of
from archive.store.index import INDEX_DDL, INSERT_PAIRS, INSERT_WORDS, entries
from archive.store.packing import zstd
from archive.store.states import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_AT_ONCE = 400
_MOST_PROBLEMS = 20
_ROWS = 10_000
_TABLES = [statement for statement in INDEX_DDL if "search_" in statement]


def problems(connection: Connection) -> list[Problem]:
    """Where the index differs from what the derived tables say it should hold.

    A second index is made of the texts in a temporary file, and the two are compared: every term with its
    places, every document's length, the totals that ranking goes by, and every pair with its articles.
    """
    driver = driver_of(connection)
    article_ids = [number for (number,) in driver.execute("SELECT DISTINCT article_id FROM revision")]
    kept = {number for (number,) in driver.execute("SELECT article_id FROM search_story")}
    with closing(sqlite3.connect("", isolation_level=None)) as fresh:
        for statement in _TABLES:
            fresh.execute(statement)
        fresh.execute("BEGIN")
        odd: dict[int, str] = {}
        for chunk in chunks(article_ids, _AT_ONCE):
            for article_id, made in entries(connection, chunk).items():
                fresh.execute(INSERT_WORDS, (article_id, *made.words))
                fresh.execute(INSERT_PAIRS, (article_id, *pairs(made.words)))
                if not _is_kept(driver, article_id, made.folded):
                    odd[article_id] = "is kept for search otherwise than its passages say"
                kept.discard(article_id)
        odd |= dict.fromkeys(kept, "has no revision, and passages are kept for search")
        try:
            return _differences(driver, fresh, odd)
        except sqlite3.DatabaseError as error:
            return [Problem("index", f"cannot be read ({error}); `archive rebuild` makes it again")]


def _is_kept(driver: sqlite3.Connection, article_id: int, made: bytes | None) -> bool:
    """Whether what a long article says is kept as it should be."""
    row = driver.execute("SELECT data FROM search_story WHERE article_id = ?", (article_id,)).fetchone()
    if row is None or made is None:
        return row is None and made is None
    module = zstd()
    try:
        return bool(module.decompress(row[0]) == made)
    except module.ZstdError:
        return False


_INDEXES = ("search_index", "search_pair")
_LENGTHS = "SELECT id, sz FROM {}_docsize ORDER BY id"
_TOTALS = "SELECT block FROM {}_data WHERE id = 1"
# A term's places in three numbers: Python would take ten times as long to compare the places themselves.
# The sums stay below 63 bits for a billion places.
_PLACES = (
    "SELECT count(*), sum(doc * 31 + offset), "
    f"sum((doc * 7919 + offset * 104729 + instr('{' '.join(COLUMN_NAMES)}', col) * 1299709) % 1000003 "
    "* (doc % 89 + offset % 97 + 1)) FROM search_place WHERE term = ?"
)


def _differences(driver: sqlite3.Connection, fresh: sqlite3.Connection, odd: dict[int, str]) -> list[Problem]:
    found, expected = (dict(each.execute("SELECT term, cnt FROM search_term")) for each in (driver, fresh))
    terms = [
        term
        for term in sorted(found.keys() | expected.keys())
        if driver.execute(_PLACES, (term,)).fetchone() != fresh.execute(_PLACES, (term,)).fetchone()
    ]
    articles: dict[int, str] = {}
    for article_id, term in _differing(driver, fresh, "search_place", terms):
        articles.setdefault(article_id, f"has other words in the index than in its texts, as {term!r}")
    for name in _INDEXES:
        ours, theirs = (set(each.execute(_LENGTHS.format(name))) for each in (driver, fresh))
        for article_id, _ in sorted(ours ^ theirs):
            articles.setdefault(article_id, "has another length in the index than in its texts")
    for article_id, pair in _differing(driver, fresh, "search_pair_place", _differing_pairs(driver, fresh)):
        articles.setdefault(article_id, f"has other pairs in the index than in its texts, as {pair!r}")
    for article_id, what in sorted(odd.items()):
        articles.setdefault(article_id, what)
    keys = dict(driver.execute("SELECT id, key FROM article"))
    listed = [
        Problem(f"article {keys[article_id]}", f"{what}; `archive rebuild` mends it")
        if article_id in keys
        else Problem("index", f"holds an article {article_id} that is not there; `archive rebuild` mends it")
        for article_id, what in list(articles.items())[:_MOST_PROBLEMS]
    ]
    if not listed and any(_totals(driver, name) != _totals(fresh, name) for name in _INDEXES):
        listed.append(Problem("index", "has wrong totals; `archive rebuild` mends it"))
    return listed


def _differing_pairs(driver: sqlite3.Connection, fresh: sqlite3.Connection) -> list[str]:
    """The first pairs that are not alike in both; they are many, and read as they come, in order."""
    streams = [
        each.execute("SELECT term, doc, col, offset FROM search_pair_place") for each in (driver, fresh)
    ]
    while True:
        found, expected = (stream.fetchmany(_ROWS) for stream in streams)
        if found != expected:
            return sorted({row[0] for row in set(found) ^ set(expected)})
        if not found:
            return []


def _differing(
    driver: sqlite3.Connection, fresh: sqlite3.Connection, table: str, terms: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """The articles in which terms stand elsewhere, with the terms."""
    question = f"SELECT doc, col, offset FROM {table} WHERE term = ?"
    for term in islice(terms, _MOST_PROBLEMS):
        places = (set(each.execute(question, (term,))) for each in (driver, fresh))
        for article_id in sorted({place[0] for place in next(places) ^ next(places)}):
            yield article_id, term.replace(BETWEEN, " ")


def _totals(connection: sqlite3.Connection, table: str) -> bytes:
    """What ranking goes by; an index whose last document went has noughts where a new one has nothing."""
    row = connection.execute(_TOTALS.format(table)).fetchone()
    return b"" if row is None else bytes(row[0]).rstrip(b"\0")
