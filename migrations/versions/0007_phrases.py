"""What makes search fast where an index of words is slow: phrases, long articles, what came or went.

The index is made anew, with columns that tell whether a text stands in an article's first revision. Beside it
comes an index of pairs of words of which one is common, and the form in which long articles are compared.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = (
    "title_stays, title_back, title_came, title_left, title_passed, heading_stays, heading_back, "
    "heading_came, heading_left, heading_passed, byline_stays, byline_back, byline_came, "
    "byline_left, byline_passed, body_stays, body_back, body_came, body_left, body_passed, "
    "source_stays, source_back, source_came, source_left, source_passed"
)

STATEMENTS = (
    "DROP TABLE search_term",
    "DROP TABLE search_place",
    "DROP TABLE search_index",
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
CREATE TABLE search_text (
    -- The passages of a long article as search reads them: as terms and signs, in the order of its runs, with
    -- a NUL between, packed with Zstandard. The passages of other articles are read one by one.
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    passage_count INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT
""",
    "DELETE FROM derivation WHERE name = 'index'",  # so that all of it is derived again
)


def upgrade() -> None:
    """Make the tables; `archive db upgrade` fills them."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement.strip())
