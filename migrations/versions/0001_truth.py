"""Truth: what was seen, when, and where.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite keeps these statements as they stand, comments included: whoever opens the file reads them.
TABLES = (
    """
CREATE TABLE source (
    -- An outlet or publisher, by name or by host.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT
""",
    """
CREATE TABLE article (
    -- One story's identity through time. All times in this file are UTC, as 2021-07-27T09:00:00.000000Z.
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),  -- its short name
    created_at TEXT NOT NULL,                    -- when it was first recorded here
    seal BLOB NOT NULL                           -- first 8 bytes of the SHA-256 of this row, for `archive verify`
) STRICT
""",
    """
CREATE TABLE address (
    -- A URL of an article, when it was joined to it, and why. Rows are only ever added.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    url TEXT NOT NULL UNIQUE CHECK (url <> ''),
    joined_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    seal BLOB NOT NULL
) STRICT
""",
    "CREATE INDEX address_article ON address (article_id)",
    """
CREATE TABLE state (
    -- One distinct content, stored once. Its text is in its sections and their passages.
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE CHECK (digest GLOB 'c1:*' AND length(digest) = 67),  -- c1: and a SHA-256 in hex
    title TEXT,
    byline TEXT,
    dateline TEXT   -- the story's own date line, as written
) STRICT
""",
    """
CREATE TABLE passage (
    -- One paragraph, list item, quotation block, caption, table row or code block, stored once by content.
    id INTEGER PRIMARY KEY,
    fingerprint INTEGER NOT NULL,  -- first 4 bytes of the SHA-256 of kind and text, to find an equal one
    kind TEXT NOT NULL CHECK (kind IN ('paragraph', 'item', 'quote', 'caption', 'row', 'code')),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT
""",
    "CREATE INDEX passage_fingerprint ON passage (fingerprint)",
    """
CREATE TABLE section (
    -- A heading (NULL for the lead) with its passages, in the order of the state.
    state_id INTEGER NOT NULL REFERENCES state (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    heading TEXT,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 6),
    passages TEXT NOT NULL CHECK (json_valid(passages)),  -- passage ids in order, as runs: [[first id, count], ...]
    PRIMARY KEY (state_id, position),
    CHECK ((heading IS NULL) = (level = 0))
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE raw (
    -- The exact bytes that came, stored once.
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- SHA-256 of the bytes
    size INTEGER NOT NULL CHECK (size >= 0),                  -- how many bytes
    coding TEXT NOT NULL CHECK (coding IN ('lines', 'blocks', 'zstd', 'zstd+lines', 'zstd+blocks')),
        -- lines, blocks: they are the UTF-8 of the state's headings ('## ' before them, as their level) and
        -- passages, joined by one line feed or by two, so no copy is kept;
        -- zstd: compressed; zstd+lines, zstd+blocks: compressed with that text as the prefix
    state_id INTEGER REFERENCES state (id),
    data BLOB,
    CHECK ((coding = 'zstd') = (state_id IS NULL)),
    CHECK ((coding IN ('lines', 'blocks')) = (data IS NULL))
) STRICT
""",
    """
CREATE TABLE capture (
    -- One look at an article at a moment. Rows are only ever added; the id is its permanent citation.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    address_id INTEGER REFERENCES address (id),
    source_id INTEGER REFERENCES source (id),
    captured_at TEXT NOT NULL,   -- when it was seen
    recorded_at TEXT NOT NULL,   -- when it was stored
    sight TEXT NOT NULL CHECK (sight IN ('content', 'refused', 'gone', 'failed')),  -- what was seen
    reason TEXT,                 -- why no content was seen, or what was noticed
    published TEXT,              -- what the publisher claimed, with its precision: 2021-07-27 is a day
    modified TEXT,
    language TEXT,               -- as declared
    content_type TEXT,           -- of the raw bytes
    raw_id INTEGER REFERENCES raw (id),
    seal BLOB NOT NULL           -- first 8 bytes of the SHA-256 of all of this, for other rows' ids their names and digests
) STRICT
""",
    "CREATE INDEX capture_article ON capture (article_id, captured_at)",
    """
CREATE TABLE extractor (
    -- What read the content out of the raw bytes.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')  -- name/version
) STRICT
""",
    """
CREATE TABLE extraction (
    -- Which state an extractor read out of a capture; the active one counts.
    capture_id INTEGER NOT NULL REFERENCES capture (id),
    extractor_id INTEGER NOT NULL REFERENCES extractor (id),
    state_id INTEGER NOT NULL REFERENCES state (id),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    seal BLOB NOT NULL,
    PRIMARY KEY (capture_id, extractor_id)
) STRICT, WITHOUT ROWID
""",
    "CREATE UNIQUE INDEX extraction_active ON extraction (capture_id) WHERE active = 1",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in TABLES:
        op.get_bind().exec_driver_sql(statement.strip())
