"""The full-text index: one document for each article, and indexes for search by date.

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
    # One column for each part of a story and what became of its text: there in all revisions, come later, gone.
    """
CREATE VIRTUAL TABLE search_index USING fts5(
    title_stays, title_came, title_gone, heading_stays, heading_came, heading_gone, byline_stays, byline_came,
    byline_gone, body_stays, body_came, body_gone, source_stays, source_came, source_gone, content='',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
)
""",
)


def upgrade() -> None:
    """Make the index; `archive db upgrade` fills it."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement.strip())
