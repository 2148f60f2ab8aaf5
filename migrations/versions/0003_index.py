"""The full-text index, and indexes for search by date.

The index holds one document for each article, in columns: for each part of a story the texts that stand
in all its revisions, those that came later and stand in the latest, and those that are gone.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    (
        "CREATE VIRTUAL TABLE search_index USING fts5(title_stays, title_came, title_gone, heading_stays, "
        "heading_came, heading_gone, byline_stays, byline_came, byline_gone, body_stays, body_came, body_gone, "
        "source_stays, source_came, source_gone, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    ),
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE search_term USING fts5vocab(search_index, row)",
    "CREATE VIRTUAL TABLE search_place USING fts5vocab(search_index, instance)",
    "CREATE INDEX revision_published ON revision (published, article_id)",
    "CREATE INDEX revision_modified ON revision (modified, article_id) WHERE modified IS NOT NULL",
    "CREATE INDEX revision_captured ON revision (captured_at, article_id)",
    "CREATE INDEX revision_language ON revision (language) WHERE language <> 'en'",
)


def upgrade() -> None:
    """Make the index; `archive db upgrade` fills it."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
