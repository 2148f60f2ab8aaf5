"""The indexes of search hold what the revisions of an article share once.

They are made anew, of stretches of the texts that were changed and of whole texts that were not, with columns
that tell what stands in all revisions through several texts. What a long article says is kept in one row.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = (
    "body_stays, body_kept, body_back, body_came, body_left, body_passed, title_stays, title_kept, "
    "title_back, title_came, title_left, title_passed, heading_stays, heading_kept, heading_back, "
    "heading_came, heading_left, heading_passed, byline_stays, byline_kept, byline_back, byline_came, "
    "byline_left, byline_passed, source_stays, source_kept, source_back, source_came, source_left, "
    "source_passed"
)

STATEMENTS = (
    "DROP TABLE search_term",
    "DROP TABLE search_place",
    "DROP TABLE search_index",
    "DROP TABLE search_pair_place",
    "DROP TABLE search_pair",
    "DROP TABLE search_text",
    (
        f"CREATE VIRTUAL TABLE search_index USING fts5({COLUMNS}, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ),
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE search_term USING fts5vocab(search_index, row)",
    "CREATE VIRTUAL TABLE search_place USING fts5vocab(search_index, instance)",
    (
        f"CREATE VIRTUAL TABLE search_pair USING fts5({COLUMNS}, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ),
    "INSERT INTO search_pair (search_pair, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE search_pair_place USING fts5vocab(search_pair, instance)",
    """
CREATE TABLE search_story (
    -- What a long article, or one with many revisions, says in all of them. Packed with Zstandard are a line of
    -- JSON (its id, how many revisions and places there are, whether the first place stands in all, its titles,
    -- headings, bylines and sources), the set of revisions of each place, and the terms of its passages.
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    data BLOB NOT NULL
) STRICT
""",
    "DELETE FROM derivation WHERE name = 'index'",  # so that all of it is derived again
)


def upgrade() -> None:
    """Make the tables; `archive db upgrade` fills them."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement.strip())
