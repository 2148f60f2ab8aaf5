"""The full-text index: one FTS5 document per article, made of the texts of all its revisions.

FTS5 keeps no copy of the text (`content=''`), and to take a document out it must be given the same
document again. `documents` makes it from the derived tables, so whoever changes those asks for the
old documents before and for the new ones after, and hands both to `replace`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.model import Problem
from archive.search import COLUMN_NAMES, TEXT_PARTS, Part, Passages, document, revision_set
from archive.store.connection import driver_of
from archive.store.stated import add_said
from archive.store.states import chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from archive.search import Document, Texts

VERSION = "1"
"""The rules that make documents; a file made by others is to be rebuilt."""

INDEX_DDL = (
    # The text comes folded and cut into terms; the tokenizer only parts it at the spaces.
    (
        f"CREATE VIRTUAL TABLE search_index USING fts5({', '.join(COLUMN_NAMES)}, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ),
    # Terms are gathered in memory up to 16 MiB before they are written: a third less time than with 1 MiB.
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE search_term USING fts5vocab(search_index, row)",
    "CREATE VIRTUAL TABLE search_place USING fts5vocab(search_index, instance)",
    "CREATE INDEX revision_published ON revision (published, article_id)",
    "CREATE INDEX revision_modified ON revision (modified, article_id) WHERE modified IS NOT NULL",
    "CREATE INDEX revision_captured ON revision (captured_at, article_id)",
    "CREATE INDEX revision_language ON revision (language) WHERE language <> 'en'",
)
"""What the migration makes. It repeats these statements, and a test holds the two together."""

_INSERT = f"INSERT INTO search_index (rowid, {', '.join(COLUMN_NAMES)}) VALUES (?{', ?' * len(COLUMN_NAMES)})"
_DELETE = (
    f"INSERT INTO search_index (search_index, rowid, {', '.join(COLUMN_NAMES)}) "
    f"VALUES ('delete', ?{', ?' * len(COLUMN_NAMES)})"
)
_AT_ONCE = 400
_MOST_PROBLEMS = 20
_PARTS = tuple(Part)  # going through an enumeration itself takes a microsecond


class RevisionRow(NamedTuple):
    """A revision as search needs it; times and claims as the file holds them."""

    number: int
    captured_at: str
    last_capture_id: int
    published: str | None
    modified: str | None
    title: str | None
    state_id: int


class Story(NamedTuple):
    """An article with its texts."""

    article_id: int
    revisions: list[RevisionRow]
    texts: Texts


def stories(
    connection: Connection, article_ids: Iterable[int], parts: Collection[Part] = TEXT_PARTS
) -> Iterator[Story]:
    """Articles with their texts, in the order asked; one without a revision is left out.

    Passages come in the order in which they were first stored. Only the texts of the parts are read.
    """
    driver = driver_of(connection)
    for chunk in chunks(article_ids, _AT_ONCE):
        among = f"({', '.join(map(str, chunk))})"
        rows, found = _revisions(driver, among)
        if Part.SOURCE in parts:
            _add_sources(driver, among, found)
        if Part.HEADING in parts:
            _add_headings(driver, among, found)
        if Part.QUOTE in parts or Part.SPEAKER in parts:
            add_said(driver, among[1:-1], found)
        bodies = dict(_bodies(driver, among)) if Part.BODY in parts else {}
        for article_id in chunk:
            if article_id in found:
                texts: Texts = found[article_id]
                if article_id in bodies:
                    texts = {**texts, Part.BODY: bodies[article_id]}
                yield Story(article_id, rows[article_id], texts)


_Standing: TypeAlias = "dict[int, dict[Part, dict[str, int]]]"


def _revisions(driver: sqlite3.Connection, among: str) -> tuple[dict[int, list[RevisionRow]], _Standing]:
    """The revisions of articles, and with each the texts that they have themselves."""
    rows: dict[int, list[RevisionRow]] = {}
    found: _Standing = {}
    at = None
    for article_id, byline, *row in driver.execute(
        "SELECT revision.article_id, state.byline, revision.number, revision.captured_at, "
        "revision.last_capture_id, revision.published, revision.modified, state.title, revision.state_id "
        "FROM revision JOIN state ON state.id = revision.state_id "
        f"WHERE revision.article_id IN {among} ORDER BY revision.article_id, revision.number"
    ):
        if article_id != at:
            at = article_id
            revisions = rows[article_id] = []
            texts = found[article_id] = {part: {} for part in _PARTS}
            titles, bylines = texts[Part.TITLE], texts[Part.BYLINE]
        revision = RevisionRow._make(row)
        revisions.append(revision)
        bit = 1 << (revision.number - 1)
        if revision.title is not None:
            titles[revision.title] = titles.get(revision.title, 0) | bit
        if byline is not None:
            bylines[byline] = bylines.get(byline, 0) | bit
    return rows, found


def _add_sources(driver: sqlite3.Connection, among: str, found: _Standing) -> None:
    for article_id, number, source in driver.execute(
        "SELECT revision.article_id, revision.number, source.name FROM revision "
        "JOIN capture ON capture.id = revision.first_capture_id JOIN source ON source.id = capture.source_id "
        f"WHERE revision.article_id IN {among}"
    ):
        standing = found[article_id][Part.SOURCE]
        standing[source] = standing.get(source, 0) | 1 << (number - 1)


def _add_headings(driver: sqlite3.Connection, among: str, found: _Standing) -> None:
    for article_id, number, heading in driver.execute(
        "SELECT revision.article_id, revision.number, section.heading FROM revision "
        "JOIN section ON section.state_id = revision.state_id "
        f"WHERE revision.article_id IN {among} AND section.heading IS NOT NULL"
    ):
        standing = found[article_id][Part.HEADING]
        standing[heading] = standing.get(heading, 0) | 1 << (number - 1)


def _bodies(driver: sqlite3.Connection, among: str) -> Iterator[tuple[int, Mapping[str, int]]]:
    """The passages of articles. SQLite joins them: a row for each takes several times as long."""
    split = []
    for article_id, count, joined, firsts, lasts in driver.execute(
        "SELECT run.article_id, count(*), CAST(group_concat(passage.text, char(0)) AS BLOB), "
        "group_concat(run.first_revision), group_concat(run.last_revision) "
        "FROM run CROSS JOIN passage ON passage.id = run.passage_id "
        f"WHERE run.article_id IN {among} GROUP BY run.article_id"
    ):
        if joined.count(b"\0") == count - 1:
            yield article_id, Passages(joined, firsts, lasts)
        else:  # a text has the sign itself: the file is damaged, and search answers all the same
            split.append(article_id)
    for article_id in split:
        standing: dict[str, int] = {}
        for first, last, text in driver.execute(
            "SELECT run.first_revision, run.last_revision, passage.text FROM run "
            "JOIN passage ON passage.id = run.passage_id WHERE run.article_id = ? ORDER BY run.passage_id",
            (article_id,),
        ):
            standing[text] = standing.get(text, 0) | revision_set(first, last)
        yield article_id, standing


def documents(connection: Connection, article_ids: Iterable[int]) -> dict[int, Document]:
    """The documents of articles, as the derived tables stand; none for one without a revision."""
    return {
        story.article_id: document(story.texts, len(story.revisions))
        for story in stories(connection, article_ids)
    }


def replace(connection: Connection, article_id: int, old: Document | None, new: Document | None) -> None:
    """Put an article's new document in the place of its old one.

    Args:
        connection: In a write transaction.
        article_id: The article.
        old: What is in the index now, exactly; None: nothing.
        new: What is to be in it; None: nothing.
    """
    driver = driver_of(connection)
    if old is not None:
        driver.execute(_DELETE, (article_id, *old))
    if new is not None:
        driver.execute(_INSERT, (article_id, *new))


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    driver = driver_of(connection)
    # Where these rows are broken FTS5 does not open the index, not even to clear it.
    driver.execute("INSERT OR REPLACE INTO search_index_config (k, v) VALUES ('version', 4)")
    driver.execute(
        "INSERT OR REPLACE INTO search_index_data (id, block) VALUES (1, x''), (10, x'00000000000000')"
    )
    driver.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")


def problems(connection: Connection) -> list[Problem]:
    """Where the index differs from what the derived tables say it should hold.

    A second index is made of the texts in a temporary file, and the two are compared: every term with its
    places, every document's length, and the totals that ranking goes by.
    """
    driver = driver_of(connection)
    article_ids = [number for (number,) in driver.execute("SELECT DISTINCT article_id FROM revision")]
    with closing(sqlite3.connect("", isolation_level=None)) as fresh:
        for statement in INDEX_DDL[:4]:
            fresh.execute(statement)
        fresh.execute("BEGIN")
        for chunk in chunks(article_ids, _AT_ONCE):
            for article_id, made in documents(connection, chunk).items():
                fresh.execute(_INSERT, (article_id, *made))
        try:
            return _differences(driver, fresh)
        except sqlite3.DatabaseError as error:
            return [Problem("index", f"cannot be read ({error}); `archive rebuild` makes it again")]


_LENGTHS = "SELECT id, sz FROM search_index_docsize ORDER BY id"
_TOTALS = "SELECT block FROM search_index_data WHERE id = 1"
# A term's places in three numbers: Python would take ten times as long to compare the places themselves.
# The sums stay below 63 bits for a billion places.
_PLACES = (
    "SELECT count(*), sum(doc * 31 + offset), "
    f"sum((doc * 7919 + offset * 104729 + instr('{' '.join(COLUMN_NAMES)}', col) * 1299709) % 1000003 "
    "* (doc % 89 + offset % 97 + 1)) FROM search_place WHERE term = ?"
)


def _differences(driver: sqlite3.Connection, fresh: sqlite3.Connection) -> list[Problem]:
    found, expected = (dict(each.execute("SELECT term, cnt FROM search_term")) for each in (driver, fresh))
    terms = [
        term
        for term in sorted(found.keys() | expected.keys())
        if driver.execute(_PLACES, (term,)).fetchone() != fresh.execute(_PLACES, (term,)).fetchone()
    ]
    articles: dict[int, str] = {}
    for term in terms[:_MOST_PROBLEMS]:
        places = "SELECT doc, col, offset FROM search_place WHERE term = ?"
        differing = set(driver.execute(places, (term,))) ^ set(fresh.execute(places, (term,)))
        for article_id, _, _ in sorted(differing):
            articles.setdefault(article_id, f"has other words in the index than in its texts, as {term!r}")
    for article_id, _ in sorted(set(driver.execute(_LENGTHS)) ^ set(fresh.execute(_LENGTHS))):
        articles.setdefault(article_id, "has another length in the index than in its texts")
    keys = dict(driver.execute("SELECT id, key FROM article"))
    listed = [
        Problem(f"article {keys[article_id]}", f"{what}; `archive rebuild` mends it")
        if article_id in keys
        else Problem("index", f"holds an article {article_id} that is not there; `archive rebuild` mends it")
        for article_id, what in list(articles.items())[:_MOST_PROBLEMS]
    ]
    if not listed and _totals(driver) != _totals(fresh):
        listed.append(Problem("index", "has wrong totals; `archive rebuild` mends it"))
    return listed


def _totals(connection: sqlite3.Connection) -> bytes:
    """What ranking goes by; an index whose last document went has noughts where a new one has nothing."""
    row = connection.execute(_TOTALS).fetchone()
    return b"" if row is None else bytes(row[0]).rstrip(b"\0")
