"""The full-text index: one FTS5 document per article, made of the texts of all its revisions.

Beside the index of words there is one of the pairs that phrases with common words are found by (see
`archive.search.pairs`), and what long articles say, in one row each (see `archive.store.folded`).

FTS5 keeps no copy of the text (`content=''`), and to take a document out it must be given the same
document again. `entries` makes it from the derived tables, so whoever changes those asks for the
old entries before and for the new ones after, and hands both to `replace`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.search import (
    COLUMN_NAMES,
    TEXT_PARTS,
    Part,
    Passages,
    Woven,
    document,
    pairs,
    revision_set,
    weave,
)
from archive.store import folded
from archive.store.connection import driver_of
from archive.store.stories import stories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from archive.search import Document
    from archive.store.stories import Story

VERSION = "3"
"""The rules that make entries; a file made by others is to be rebuilt."""

LONG_BYTES = 16_384
"""How much text an article has at least, in UTF-8, for what it says to be kept in one row."""
MANY_REVISIONS = 16
"""Or how many revisions."""

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
    (
        f"CREATE VIRTUAL TABLE search_pair USING fts5({', '.join(COLUMN_NAMES)}, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ),
    "INSERT INTO search_pair (search_pair, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE search_pair_place USING fts5vocab(search_pair, instance)",
    "CREATE INDEX revision_published ON revision (published, article_id)",
    "CREATE INDEX revision_modified ON revision (modified, article_id) WHERE modified IS NOT NULL",
    "CREATE INDEX revision_captured ON revision (captured_at, article_id)",
    "CREATE INDEX revision_language ON revision (language) WHERE language <> 'en'",
)
"""What the migrations make. They repeat these statements, and a test holds the two together."""


def _statements(table: str) -> tuple[str, str]:
    """What takes a document into an index, and what takes it out."""
    names, places = ", ".join(COLUMN_NAMES), ", ?" * len(COLUMN_NAMES)
    return (
        f"INSERT INTO {table} (rowid, {names}) VALUES (?{places})",
        f"INSERT INTO {table} ({table}, rowid, {names}) VALUES ('delete', ?{places})",
    )


INSERT_WORDS, _DELETE_WORDS = _statements("search_index")
INSERT_PAIRS, _DELETE_PAIRS = _statements("search_pair")


class Entry(NamedTuple):
    """What is kept of an article for search.

    Attributes:
        words: Its document.
        folded: What it says, where it is long (see `archive.store.folded`).
    """

    words: Document
    folded: bytes | None


def entries(connection: Connection, article_ids: Iterable[int]) -> dict[int, Entry]:
    """The entries of articles, as the derived tables stand; none for one without a revision."""
    return {story.article_id: _entry(story) for story in stories(connection, article_ids)}


def _entry(story: Story) -> Entry:
    everything = revision_set(1, story.revision_count)
    found = {}
    for part, texts in story.texts.items():
        assert not isinstance(texts, Woven)
        if part in TEXT_PARTS and texts:
            found[part] = weave(texts, everything)
    body = story.texts[Part.BODY]
    is_long = isinstance(body, Passages) and len(body.joined) >= LONG_BYTES
    kept = None
    if is_long or story.revision_count >= MANY_REVISIONS:
        kept = folded.written(story.article_id, story.revision_count, story.texts, found.get(Part.BODY, ()))
    return Entry(document(found, everything), kept)


def replace(connection: Connection, article_id: int, old: Entry | None, new: Entry | None) -> None:
    """Put an article's new entry in the place of its old one.

    Args:
        connection: In a write transaction.
        article_id: The article.
        old: What is kept now, exactly; None: nothing.
        new: What is to be kept; None: nothing.
    """
    driver = driver_of(connection)
    if old is None or new is None or old.words != new.words:
        if old is not None:
            driver.execute(_DELETE_WORDS, (article_id, *old.words))
            driver.execute(_DELETE_PAIRS, (article_id, *pairs(old.words)))
        if new is not None:
            driver.execute(INSERT_WORDS, (article_id, *new.words))
            driver.execute(INSERT_PAIRS, (article_id, *pairs(new.words)))
    was, now = (None if entry is None else entry.folded for entry in (old, new))
    if was is not None and now is None:
        driver.execute("DELETE FROM search_story WHERE article_id = ?", (article_id,))
    elif now is not None and was != now:
        driver.execute(
            "INSERT OR REPLACE INTO search_story (article_id, data) VALUES (?, ?)",
            (article_id, folded.packed(now)),
        )


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    driver = driver_of(connection)
    for table in ("search_index", "search_pair"):
        # Where these rows are broken FTS5 does not open the index, not even to clear it.
        driver.execute(f"INSERT OR REPLACE INTO {table}_config (k, v) VALUES ('version', 4)")
        driver.execute(
            f"INSERT OR REPLACE INTO {table}_data (id, block) VALUES (1, x''), (10, x'00000000000000')"
        )
        driver.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    driver.execute("DELETE FROM search_story")
