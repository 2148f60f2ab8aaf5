"""Identity that lasts: who joined, parted, named, withheld and erased what; links; pages held against pages.

The table `raw` is made anew, since its CHECKs name the codings there are; every row of it is kept.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RAW = """
CREATE TABLE raw (
    -- The exact bytes that came, stored once.
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- SHA-256 of the bytes
    size INTEGER NOT NULL CHECK (size >= 0),                  -- how many bytes
    coding TEXT NOT NULL CHECK (coding IN (
        'lines', 'blocks', 'zstd', 'zstd+lines', 'zstd+blocks', 'zstd+key', 'unkept', 'erased'
    )),
        -- lines, blocks: they are the UTF-8 of the state's headings ('## ' before them, as their level) and
        -- passages, joined by one line feed or by two, so no copy is kept;
        -- zstd: compressed; zstd+lines, zstd+blocks: compressed with that text as the prefix;
        -- zstd+key: compressed with the bytes of another row as the prefix, whose coding is zstd;
        -- unkept: only digest and size were wanted; erased: only they were left
    state_id INTEGER REFERENCES state (id),
    data BLOB,
    key_id INTEGER REFERENCES raw (id),
    CHECK ((coding IN ('lines', 'blocks', 'zstd+lines', 'zstd+blocks')) = (state_id IS NOT NULL)),
    CHECK ((coding IN ('lines', 'blocks', 'unkept', 'erased')) = (data IS NULL)),
    CHECK ((coding = 'zstd+key') = (key_id IS NOT NULL))
) STRICT
"""

# A row of `raw` that goes and comes back is looked for both times among those that refer to it: hence the
# indexes come first. They stay, because erasing asks who else uses a row.
NEW_RAW = (
    "PRAGMA defer_foreign_keys = ON",
    "CREATE INDEX capture_raw ON capture (raw_id)",
    "CREATE TABLE raw_before AS SELECT id, digest, size, coding, state_id, data FROM raw",
    "DROP TABLE raw",
    RAW,
    "CREATE INDEX raw_key ON raw (key_id) WHERE key_id IS NOT NULL",
    (
        "INSERT INTO raw (id, digest, size, coding, state_id, data) "
        "SELECT id, digest, size, coding, state_id, data FROM raw_before ORDER BY id"
    ),
    "DROP TABLE raw_before",
    "CREATE INDEX raw_state ON raw (state_id) WHERE state_id IS NOT NULL",
)

TRUTH = (
    # 1: its text was erased, and only the digest was left.
    "ALTER TABLE state ADD COLUMN is_erased INTEGER CHECK (is_erased = 1)",
    "CREATE INDEX capture_address ON capture (address_id, captured_at) WHERE address_id IS NOT NULL",
    "CREATE INDEX extraction_state ON extraction (state_id)",
    """
CREATE TABLE link_target (
    -- An address that a story links to.
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE CHECK (url <> '')
) STRICT
""",
    """
CREATE TABLE link_set (
    -- The links of a story as an extractor found them, stored once, however many captures have the same.
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- SHA-256 of [[passage, start, end, address], ...]
    links TEXT NOT NULL CHECK (json_valid(links))             -- [[passage, start, end, link_target.id], ...]
) STRICT
""",
    "ALTER TABLE extraction ADD COLUMN link_set_id INTEGER REFERENCES link_set (id)",
    # [published, modified, language] as this extractor reads them; NULL: the capture's.
    "ALTER TABLE extraction ADD COLUMN claims TEXT CHECK (claims IS NULL OR json_valid(claims))",
    """
CREATE TABLE event (
    -- A decision of a person about which article is which. Rows are only ever added: an undo is a row too.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'distinct', 'alias', 'withhold', 'erase', 'undo')),
        -- merge: the article is the other one; split: its event_parts are another article, the other one;
        -- distinct: the two are not the same, however alike; alias: the article has one more name;
        -- withhold: it is hidden; erase: its content was taken out; undo: an earlier event no longer holds
    article_id INTEGER NOT NULL REFERENCES article (id),
    other_id INTEGER REFERENCES article (id),
    name TEXT CHECK (name <> ''),
    undoes INTEGER UNIQUE REFERENCES event (id),
    after_capture INTEGER NOT NULL,  -- the last capture there was: it puts events in order among captures
    recorded_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    seal BLOB NOT NULL,
    CHECK ((kind IN ('merge', 'split', 'distinct')) = (other_id IS NOT NULL)),
    CHECK ((kind = 'alias') = (name IS NOT NULL)),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT
""",
    "CREATE INDEX event_article ON event (article_id)",
    """
CREATE TABLE event_part (
    -- What a split moves: an address with all looks at it, or one look.
    event_id INTEGER NOT NULL REFERENCES event (id),
    position INTEGER NOT NULL,
    address_id INTEGER REFERENCES address (id),
    capture_id INTEGER REFERENCES capture (id),
    PRIMARY KEY (event_id, position),
    CHECK ((address_id IS NULL) <> (capture_id IS NULL))
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE erasure (
    -- A capture whose content was taken out, and by which event; its times and digests are still there.
    capture_id INTEGER PRIMARY KEY REFERENCES capture (id),
    event_id INTEGER NOT NULL REFERENCES event (id)
) STRICT
""",
    """
CREATE TABLE evidence (
    -- That something named an address of another article as one of this article. Nothing was joined by it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    address_id INTEGER NOT NULL REFERENCES address (id),
    recorded_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    seal BLOB NOT NULL,
    UNIQUE (article_id, address_id, reason)
) STRICT
""",
)

SHADOW = (
    """
CREATE TABLE standing (
    -- What follows from the events about an article: the one it counts as now, and whether that is hidden.
    -- An article without a row counts as itself and is shown.
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    root_id INTEGER NOT NULL REFERENCES article (id),
    is_withheld INTEGER NOT NULL CHECK (is_withheld IN (0, 1))
) STRICT
""",
    "CREATE INDEX standing_root ON standing (root_id)",
    """
CREATE TABLE moved (
    -- The captures that count for another article than that for which they were recorded, and for which.
    capture_id INTEGER PRIMARY KEY REFERENCES capture (id),
    article_id INTEGER NOT NULL REFERENCES article (id)
) STRICT
""",
    "CREATE INDEX moved_article ON moved (article_id)",
    """
CREATE TABLE alias (
    -- A further name of an article, from the events that hold.
    name TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX alias_article ON alias (article_id)",
    """
CREATE TABLE home (
    -- The cleaned form of an address, by which others like it are found, and the article it belongs to,
    -- before merges.
    address_id INTEGER PRIMARY KEY REFERENCES address (id),
    article_id INTEGER NOT NULL REFERENCES article (id),
    form TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX home_form ON home (form)",
    "CREATE INDEX home_article ON home (article_id)",
    """
CREATE VIEW placed AS
    -- Every capture with the article it counts for now.
    SELECT article_id, id AS capture_id FROM capture WHERE id NOT IN (SELECT capture_id FROM moved)
    UNION ALL
    SELECT article_id, capture_id FROM moved
""",
)


def upgrade() -> None:
    """Make the tables; `archive db upgrade` fills the derived ones."""
    for statement in (*NEW_RAW, *TRUTH, *SHADOW):
        op.get_bind().exec_driver_sql(statement.strip())
