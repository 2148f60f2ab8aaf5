"""What makes search fast where the index of words is slow: phrases of common words, and long articles.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    (
        "CREATE VIRTUAL TABLE search_pair USING fts5(title_stays, title_came, title_gone, heading_stays, "
        "heading_came, heading_gone, byline_stays, byline_came, byline_gone, body_stays, body_came, body_gone, "
        "source_stays, source_came, source_gone, content='', detail=column, "
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
)


def upgrade() -> None:
    """Make the tables; `archive db upgrade` fills them."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement.strip())
