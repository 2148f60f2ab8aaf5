"""Shadow: what is derived from the truth and can be made again, and the views over it.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    """
CREATE TABLE derivation (
    -- Which version of the program's rules made each derived part; `archive rebuild` makes them again.
    name TEXT PRIMARY KEY,
    version TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE revision (
    -- A run of looks at an article that saw the same state, numbered from 1 in order of time.
    -- The change to it came after the last look of the revision before.
    article_id INTEGER NOT NULL REFERENCES article (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    state_id INTEGER NOT NULL REFERENCES state (id),
    first_capture_id INTEGER NOT NULL REFERENCES capture (id),
    last_capture_id INTEGER NOT NULL REFERENCES capture (id),
    captured_at TEXT NOT NULL,  -- of the first look
    published TEXT,             -- the first claim made in the run
    modified TEXT,
    language TEXT,              -- declared or recognised; NULL: not known
    PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX revision_state ON revision (state_id)",
    """
CREATE TABLE run (
    -- A passage's unbroken stay in an article; it may go and come back.
    article_id INTEGER NOT NULL REFERENCES article (id),
    passage_id INTEGER NOT NULL REFERENCES passage (id),
    first_revision INTEGER NOT NULL,
    last_revision INTEGER NOT NULL,
    PRIMARY KEY (article_id, passage_id, first_revision),
    CHECK (last_revision >= first_revision)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX run_passage ON run (passage_id)",
    """
CREATE TABLE fact_kind (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT
""",
    """
INSERT INTO fact_kind (id, name) VALUES
    (1, 'figure'), (2, 'money'), (3, 'percentage'), (4, 'measure'), (5, 'date'), (6, 'time'),
    (7, 'duration'), (8, 'age'), (9, 'person'), (10, 'organisation'), (11, 'place'), (12, 'quotation')
""",
    """
CREATE TABLE fact_rule (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT
""",
    """
CREATE TABLE reading (
    -- That a passage was searched for facts, in which language ('' for unknown) and by which finder.
    passage_id INTEGER NOT NULL REFERENCES passage (id),
    language TEXT NOT NULL,
    finder TEXT NOT NULL,
    PRIMARY KEY (passage_id, language)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE mention (
    -- A fact as a passage's text alone shows it. Positions count code points from 0; ends are exclusive.
    passage_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    position INTEGER NOT NULL,       -- order in the passage
    kind_id INTEGER NOT NULL REFERENCES fact_kind (id),
    rule_id INTEGER NOT NULL REFERENCES fact_rule (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value ANY,                       -- a number or text; NULL: the words themselves, or not known here
    relative TEXT,                   -- a date that hangs on the story's own date
    unit TEXT,
    subject_start INTEGER,
    subject_end INTEGER,
    qualifier TEXT,
    speaker_start INTEGER,
    speaker_end INTEGER,
    cue TEXT,
    is_partial INTEGER CHECK (is_partial = 1),
    PRIMARY KEY (passage_id, language, position),
    FOREIGN KEY (passage_id, language) REFERENCES reading (passage_id, language),
    CHECK ((subject_start IS NULL) = (subject_end IS NULL)),
    CHECK ((speaker_start IS NULL) = (speaker_end IS NULL))
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE fact (
    -- A mention read in its story, for the revisions named, where the story says more than the passage:
    -- a relative date, a pronoun's speaker, a short name's full one. The view fact_history shows all facts.
    article_id INTEGER NOT NULL,
    passage_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    first_revision INTEGER NOT NULL,
    last_revision INTEGER NOT NULL,
    value ANY,
    speaker TEXT,
    PRIMARY KEY (article_id, passage_id, language, position, first_revision),
    FOREIGN KEY (passage_id, language, position) REFERENCES mention (passage_id, language, position),
    FOREIGN KEY (article_id, first_revision) REFERENCES revision (article_id, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article_id, last_revision) REFERENCES revision (article_id, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID
""",
)

VIEWS = (
    """
CREATE VIEW current_article AS
    -- Each article as it was last seen.
    SELECT article.key AS article, state.title, state.byline, revision.number AS revision, revision.captured_at,
           last.captured_at AS last_captured_at, revision.published, revision.modified, revision.language,
           source.name AS source, state.digest AS id
    FROM article
    JOIN revision ON revision.article_id = article.id
        AND revision.number = (SELECT max(number) FROM revision AS r WHERE r.article_id = article.id)
    JOIN state ON state.id = revision.state_id
    JOIN capture AS last ON last.id = revision.last_capture_id
    LEFT JOIN source ON source.id = last.source_id
""",
    """
CREATE VIEW revision_passage AS
    -- The text of every revision, passage by passage. Order by article, revision, section, passage.
    WITH RECURSIVE span (state_id, section, at, first, left) AS (
        SELECT section.state_id, section.position, span.key, json_extract(span.value, '$[0]'),
               json_extract(span.value, '$[1]')
        FROM section, json_each(section.passages) AS span
    ),
    member (state_id, section, at, step, passage_id, left) AS (
        SELECT state_id, section, at, 0, first, left FROM span
        UNION ALL
        SELECT state_id, section, at, step + 1, passage_id + 1, left - 1 FROM member WHERE left > 1
    )
    SELECT article.key AS article, revision.number AS revision, revision.captured_at, section.position AS section,
           section.heading, row_number() OVER (
               PARTITION BY revision.article_id, revision.number ORDER BY member.section, member.at, member.step
           ) - 1 AS passage, passage.kind, passage.text
    FROM revision
    JOIN article ON article.id = revision.article_id
    JOIN member ON member.state_id = revision.state_id
    JOIN section ON section.state_id = member.state_id AND section.position = member.section
    JOIN passage ON passage.id = member.passage_id
""",
    """
CREATE VIEW fact_history AS
    -- Every fact of every article, with the revisions its passage stood in.
    SELECT article.key AS article, fact_kind.name AS kind,
           substr(passage.text, mention.start + 1, mention."end" - mention.start) AS text,
           coalesce(fact.value, mention.value) AS value, mention.unit,
           substr(passage.text, mention.subject_start + 1, mention.subject_end - mention.subject_start) AS subject,
           mention.qualifier,
           coalesce(fact.speaker, substr(passage.text, mention.speaker_start + 1,
               mention.speaker_end - mention.speaker_start)) AS speaker,
           max(run.first_revision, coalesce(fact.first_revision, run.first_revision)) AS first_revision,
           min(run.last_revision, coalesce(fact.last_revision, run.last_revision)) AS last_revision,
           fact_rule.name AS rule, passage.text AS passage
    FROM run
    JOIN article ON article.id = run.article_id
    JOIN passage ON passage.id = run.passage_id
    JOIN revision ON revision.article_id = run.article_id AND revision.number = run.first_revision
    JOIN mention ON mention.passage_id = run.passage_id AND mention.language = coalesce(revision.language, '')
    JOIN fact_kind ON fact_kind.id = mention.kind_id
    JOIN fact_rule ON fact_rule.id = mention.rule_id
    LEFT JOIN fact ON fact.article_id = run.article_id AND fact.passage_id = mention.passage_id
        AND fact.language = mention.language AND fact.position = mention.position
        AND fact.first_revision <= run.last_revision AND fact.last_revision >= run.first_revision
""",
)


def upgrade() -> None:
    """Make the tables and views; `archive db upgrade` fills them."""
    for statement in (*TABLES, *VIEWS):
        op.get_bind().exec_driver_sql(statement.strip())
