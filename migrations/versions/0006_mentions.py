"""Mentions packed: one row for each passage that was read, and one for each form that a mention can have.

What a mention has in common with many others (its kind, rule, unit, qualifier, …) is its form, stored once;
the reading's row says of each mention which form, where, and what value. Only derived tables are made
anew, and what they held is derived again.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AGAIN = (
    "DROP VIEW fact_history",
    "DROP TABLE fact",
    "DROP TABLE mention",
    "DROP TABLE reading",
    "DROP TABLE fact_rule",
    "DELETE FROM derivation WHERE name = 'facts'",  # so that what was dropped is derived again
)

TABLES = (
    """
CREATE TABLE reading_language (
    -- The languages that passages were read in, numbered as they came; '' for unknown.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT
""",
    """
CREATE TABLE fact_form (
    -- What mentions have in common, apart from where they stand and what they say.
    id INTEGER PRIMARY KEY,
    kind_id INTEGER NOT NULL REFERENCES fact_kind (id),
    rule TEXT NOT NULL,      -- the name of the rule that found it
    relative TEXT,           -- a date that hangs on the story's own date
    unit TEXT,
    qualifier TEXT,
    cue TEXT,                -- the verb that attributes a quotation
    is_partial INTEGER CHECK (is_partial = 1),
    is_quoted INTEGER CHECK (is_quoted = 1),        -- the value is what stands between the first and last character
    is_day INTEGER CHECK (is_day = 1),              -- the value is a day, month or year: 20210727, 202107, 2021
    has_subject INTEGER CHECK (has_subject = 1),
    has_speaker INTEGER CHECK (has_speaker = 1)
) STRICT
""",
    """
CREATE TABLE reading (
    -- That a passage was searched for facts in a language, and what was found. The view mention spells it out.
    id INTEGER PRIMARY KEY,     -- the passage's id, and 2^40 times the language's number
    kinds INTEGER NOT NULL,     -- a sum of powers of two: 2^(n-1) for each kind n found, 2^31 for those above 31
    mentions TEXT CHECK (mentions IS NULL OR json_valid('[[' || replace(mentions, ';', '],[') || ']]'))
        -- in order of the text, parted by semicolons; of each the form's id, the start, the length, then, where
        -- the form has them, the subject and the speaker (how far each starts from the end, and its length),
        -- then the value if there is one. Positions count code points from 0.
) STRICT
""",
    """
CREATE TABLE fact (
    -- A mention read in its story, for the revisions named, where the story says more than the passage:
    -- a relative date, a pronoun's speaker, a short name's full one. The view fact_history shows all facts that passages show.
    article_id INTEGER NOT NULL,
    passage_id INTEGER NOT NULL,
    position INTEGER NOT NULL,      -- of the mention, in the reading in the revisions' language
    first_revision INTEGER NOT NULL,
    last_revision INTEGER NOT NULL,
    value ANY,                      -- text; a date of one day, month or year as a number: 20210727, 202107, 2021
    speaker TEXT,
    PRIMARY KEY (article_id, passage_id, position, first_revision),
    FOREIGN KEY (article_id, first_revision) REFERENCES revision (article_id, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article_id, last_revision) REFERENCES revision (article_id, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID
""",
)

VIEWS = (
    """
CREATE VIEW mention AS
    -- A fact as a passage's text alone shows it. Positions count code points from 0; ends are exclusive.
    -- value: a number or text; NULL: the words themselves, or not known here.
    WITH found AS (
        SELECT passage.id AS passage_id, passage.text, reading_language.name AS language, item.key AS position,
               json_extract(item.value, '$[0]') AS form_id, json_extract(item.value, '$[1]') AS start,
               json_extract(item.value, '$[1]') + json_extract(item.value, '$[2]') AS "end", item.value AS item
        FROM passage
        CROSS JOIN reading_language
        CROSS JOIN reading ON reading.id = passage.id + (reading_language.id << 40)
        CROSS JOIN json_each('[[' || replace(reading.mentions, ';', '],[') || ']]') AS item
    )
    SELECT passage_id, language, position, kind_id, fact_kind.name AS kind, rule, start, "end",
           CASE WHEN is_quoted THEN substr(text, start + 2, "end" - start - 2)
                WHEN is_day IS NULL THEN
                    json_extract(item, '$[' || (3 + 2 * (has_subject IS NOT NULL) + 2 * (has_speaker IS NOT NULL)) || ']')
                ELSE rtrim(substr(json_extract(item, '$[#-1]'), 1, 4) || '-' || substr(json_extract(item, '$[#-1]'), 5, 2)
                    || '-' || substr(json_extract(item, '$[#-1]'), 7), '-')
                END AS value,
           relative, unit,
           CASE WHEN has_subject THEN "end" + json_extract(item, '$[3]') END AS subject_start,
           CASE WHEN has_subject THEN "end" + json_extract(item, '$[3]') + json_extract(item, '$[4]') END AS subject_end,
           qualifier,
           CASE WHEN has_speaker THEN "end" + json_extract(item, iif(has_subject, '$[5]', '$[3]')) END AS speaker_start,
           CASE WHEN has_speaker THEN "end" + json_extract(item, iif(has_subject, '$[5]', '$[3]'))
                + json_extract(item, iif(has_subject, '$[6]', '$[4]')) END AS speaker_end,
           cue, is_partial
    FROM found
    CROSS JOIN fact_form ON fact_form.id = form_id
    CROSS JOIN fact_kind ON fact_kind.id = kind_id
""",
    """
CREATE VIEW fact_history AS
    -- Every fact that a passage shows, with the revisions in which it stood and its story read it so.
    WITH spoken AS (
        -- The unbroken stays of passages in revisions of one language.
        SELECT article.id AS article_id, article.key AS article, run.passage_id, run.first_revision AS run,
               coalesce(revision.language, '') AS language, revision.number AS first_revision,
               coalesce((
                   SELECT min(later.number) - 1 FROM revision AS later
                   WHERE later.article_id = run.article_id AND later.number > revision.number
                   AND later.number <= run.last_revision AND later.language IS NOT revision.language
               ), run.last_revision) AS last_revision
        FROM article
        JOIN run ON run.article_id = article.id
        JOIN revision ON revision.article_id = run.article_id AND revision.number >= run.first_revision
            AND revision.number <= run.last_revision
        LEFT JOIN revision AS before ON before.article_id = run.article_id AND before.number = revision.number - 1
        WHERE revision.number = run.first_revision OR before.language IS NOT revision.language
    ),
    told AS (
        -- Each mention with the readings of it in its story, and where those before and after end and begin.
        SELECT spoken.article, spoken.passage_id, spoken.first_revision, spoken.last_revision, mention.kind, mention.rule,
               mention.start, mention."end", mention.value, mention.unit, mention.subject_start, mention.subject_end,
               mention.qualifier, mention.speaker_start, mention.speaker_end, fact.first_revision AS told_first,
               fact.last_revision AS told_last, fact.speaker AS told_speaker,
               CASE WHEN typeof(fact.value) <> 'integer' THEN fact.value
                    WHEN fact.value < 10000 THEN printf('%04d', fact.value)
                    WHEN fact.value < 1000000 THEN printf('%04d-%02d', fact.value / 100, fact.value % 100)
                    ELSE printf('%04d-%02d-%02d', fact.value / 10000, fact.value / 100 % 100, fact.value % 100)
                    END AS told_value,
               lag(fact.last_revision) OVER one AS last_before, lead(fact.first_revision) OVER one AS first_after
        FROM spoken
        JOIN mention ON mention.passage_id = spoken.passage_id AND mention.language = spoken.language
        LEFT JOIN fact ON fact.article_id = spoken.article_id AND fact.passage_id = spoken.passage_id
            AND fact.position = mention.position
            AND fact.first_revision <= spoken.last_revision AND fact.last_revision >= spoken.first_revision
        WINDOW one AS (
            PARTITION BY spoken.article, spoken.passage_id, spoken.first_revision, mention.position
            ORDER BY fact.first_revision
        )
    )
    SELECT article, told.kind, substr(passage.text, start + 1, "end" - start) AS text,
           iif(part = 1, coalesce(told_value, value), value) AS value, unit,
           substr(passage.text, subject_start + 1, subject_end - subject_start) AS subject, qualifier,
           coalesce(iif(part = 1, told_speaker, NULL), substr(passage.text, speaker_start + 1, speaker_end - speaker_start))
               AS speaker,
           CASE part WHEN 0 THEN first_revision WHEN 1 THEN max(told_first, first_revision) ELSE told_last + 1 END
               AS first_revision,
           CASE part WHEN 0 THEN coalesce(told_first - 1, last_revision) WHEN 1 THEN min(told_last, last_revision)
               ELSE coalesce(first_after - 1, last_revision) END AS last_revision,
           rule, passage.text AS passage
    FROM told
    JOIN passage ON passage.id = passage_id
    -- Before all readings in the story (0), in one (1), and after it (2).
    JOIN (SELECT 0 AS part UNION ALL SELECT 1 UNION ALL SELECT 2) ON CASE part
        WHEN 0 THEN last_before IS NULL AND (told_first IS NULL OR told_first > first_revision)
        WHEN 1 THEN told_first IS NOT NULL
        ELSE told_last < coalesce(first_after - 1, last_revision) END
""",
)


def upgrade() -> None:
    """Make the tables and views; `archive db upgrade` fills them."""
    for statement in (*AGAIN, *TABLES, *VIEWS):
        op.get_bind().exec_driver_sql(statement.strip())
