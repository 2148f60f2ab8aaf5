"""What is watched: the feeds, sitemaps and pages named by the user, and the stories that those list.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE watched (
    -- An address that is looked at again and again, and when next. Neither truth nor derived: a work list.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE CHECK (url <> ''),
    form TEXT NOT NULL,              -- the address cleaned: one row for each story
    host TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('page', 'feed', 'sitemap')),  -- NULL: the first look will tell
    is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),   -- 1: by the user; 0: found in a feed or sitemap
    parent_id INTEGER REFERENCES watched (id),              -- the feed or sitemap it was found in
    most INTEGER NOT NULL CHECK (most >= 1),                -- how many of the newest stories of a list count
    added_at TEXT NOT NULL,
    story_at TEXT NOT NULL,          -- when the story was published, as claimed, or first heard of
    claims TEXT CHECK (claims IS NULL OR json_valid(claims)),  -- what the feed claims about it
    text_digest BLOB,                -- SHA-256 of the feed's own text of it, as last stored
    etag TEXT,                       -- what the server gave, to ask whether something changed, and which address
    last_modified TEXT,
    validated_url TEXT,
    due_at TEXT NOT NULL,            -- when it is looked at next
    looked_at TEXT,                  -- when it was looked at last; NULL: not yet
    changed_at TEXT,                 -- when a look saw something new last
    outcome TEXT CHECK (outcome IN ('new', 'revised', 'same', 'reverted', 'refused', 'gone', 'failed')),
    reason TEXT,
    failures INTEGER NOT NULL CHECK (failures >= 0),  -- looks in a row that saw nothing
    claimed_by TEXT,                 -- the process that is looking at it, and until when it is believed to
    claimed_until TEXT
) STRICT
""",
    "CREATE INDEX watched_due ON watched (due_at)",
    "CREATE INDEX watched_looked ON watched (looked_at)",
    "CREATE INDEX watched_claimed ON watched (claimed_until) WHERE claimed_until IS NOT NULL",
    "CREATE INDEX watched_form ON watched (form)",
    "CREATE INDEX watched_parent ON watched (parent_id) WHERE parent_id IS NOT NULL",
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement.strip())
