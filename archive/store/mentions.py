"""Mentions in the database: found once for each distinct passage, language and finder.

A mention's row holds only what the passage's text does not say by itself: spans instead of words, and
no value where the value is the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.model import FactKind, Mention, Span
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

KINDS = tuple(FactKind)
"""`fact_kind.id` of these is the place in this order, counted from 1; added kinds have later numbers."""
_OWN_IDS = {kind: number for number, kind in enumerate(KINDS, 1)}

_COLUMNS = (
    'kind_id, fact_rule.name, start, "end", value, relative, unit, subject_start, subject_end, qualifier, '
    "speaker_start, speaker_end, cue, is_partial"
)

Reading = tuple[int, str]
"""A passage's id and the language it is read in ('' for unknown)."""


def kind_ids(driver: sqlite3.Connection) -> dict[FactKind, int]:
    """The number of every kind that this database knows: the project's own, and those of added finders."""
    added = driver.execute("SELECT name, id FROM fact_kind WHERE id > ?", (len(KINDS),))
    return _OWN_IDS | {FactKind(name): number for name, number in added}


def ids_of(driver: sqlite3.Connection, kinds: Iterable[FactKind]) -> list[int]:
    """The numbers of these kinds, in order; 0, which no mention has, for one that is not known here."""
    chosen = list(kinds)
    known = kind_ids(driver) if any(kind.is_added for kind in chosen) else _OWN_IDS
    return sorted(known.get(kind, 0) for kind in chosen)


def _with_kinds(driver: sqlite3.Connection, found: Iterable[tuple[Mention, ...]]) -> dict[FactKind, int]:
    """The numbers of all kinds, those of the mentions given one where they have none."""
    known = kind_ids(driver)
    new = {mention.kind for mentions in found for mention in mentions} - known.keys()
    for kind in sorted(new):
        number = driver.execute("INSERT INTO fact_kind (name) VALUES (?)", (kind.value,)).lastrowid
        assert number is not None
        known[kind] = number
    return known


def unread(driver: sqlite3.Connection, wanted: Iterable[Reading]) -> list[Reading]:
    """Those of the readings that have not been made."""
    by_language: dict[str, list[int]] = {}
    for passage_id, language in wanted:
        by_language.setdefault(language, []).append(passage_id)
    missing: list[Reading] = []
    for language, passage_ids in by_language.items():
        for chunk in chunks(passage_ids):
            found = driver.execute(
                f"SELECT passage_id FROM reading WHERE language = ? AND passage_id IN ({places(chunk)})",
                (language, *chunk),
            )
            known = {number for (number,) in found}
            missing.extend((number, language) for number in chunk if number not in known)
    return missing


def add_mentions(
    driver: sqlite3.Connection, found: Mapping[Reading, tuple[Mention, ...]], finder: str
) -> None:
    """Store what a finder found in passages that were not read before."""
    rules = {name: number for number, name in driver.execute("SELECT id, name FROM fact_rule")}
    for rule in sorted({mention.rule for mentions in found.values() for mention in mentions} - rules.keys()):
        number = driver.execute("INSERT INTO fact_rule (name) VALUES (?)", (rule,)).lastrowid
        assert number is not None
        rules[rule] = number
    kinds = _with_kinds(driver, found.values())
    driver.executemany(
        "INSERT INTO reading (passage_id, language, finder) VALUES (?, ?, ?)",
        [(passage_id, language, finder) for passage_id, language in found],
    )
    driver.executemany(
        "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (*reading, position, *_row(mention, rules, kinds))
            for reading, mentions in found.items()
            for position, mention in enumerate(mentions)
        ],
    )


def drop_unused(driver: sqlite3.Connection, passage_ids: Iterable[int], language: str) -> None:
    """Take away the readings of passages in a language that no revision with them is in any more."""
    for passage_id in dict.fromkeys(passage_ids):
        is_used = driver.execute(
            "SELECT 1 FROM run JOIN revision ON revision.article_id = run.article_id "
            "AND revision.number BETWEEN run.first_revision AND run.last_revision "
            "WHERE run.passage_id = ? AND coalesce(revision.language, '') = ? LIMIT 1",
            (passage_id, language),
        ).fetchone()
        if is_used:
            continue
        rules = driver.execute(
            "SELECT DISTINCT rule_id FROM mention WHERE passage_id = ? AND language = ?",
            (passage_id, language),
        ).fetchall()
        kinds = driver.execute(
            "SELECT DISTINCT kind_id FROM mention WHERE passage_id = ? AND language = ? AND kind_id > ?",
            (passage_id, language, len(KINDS)),
        ).fetchall()
        for table in ("mention", "reading"):
            driver.execute(
                f"DELETE FROM {table} WHERE passage_id = ? AND language = ?", (passage_id, language)
            )
        driver.executemany(
            "DELETE FROM fact_rule WHERE id = ? "
            "AND NOT EXISTS (SELECT 1 FROM mention WHERE rule_id = fact_rule.id)",
            rules,
        )
        driver.executemany(
            "DELETE FROM fact_kind WHERE id = ? "
            "AND NOT EXISTS (SELECT 1 FROM mention WHERE kind_id = fact_kind.id)",
            kinds,
        )


def stored_mentions(
    driver: sqlite3.Connection, wanted: Iterable[Reading], kinds: Collection[FactKind] = ()
) -> dict[Reading, tuple[Mention, ...]]:
    """The mentions of passages, in the order of their text; an entry for each reading asked for.

    Args:
        driver: In a transaction.
        wanted: The readings.
        kinds: Only mentions of these kinds; none: of all.
    """
    wanted_ids = ids_of(driver, kinds)
    of_kinds = f"AND kind_id IN ({places(wanted_ids)}) " if wanted_ids else ""
    names = {number: kind for kind, number in kind_ids(driver).items()}
    result: dict[Reading, list[Mention]] = {reading: [] for reading in wanted}
    by_language: dict[str, list[int]] = {}
    for passage_id, language in result:
        by_language.setdefault(language, []).append(passage_id)
    for language, passage_ids in by_language.items():
        for chunk in chunks(passage_ids):
            for passage_id, *row in driver.execute(
                f"SELECT passage_id, {_COLUMNS} FROM mention JOIN fact_rule ON fact_rule.id = rule_id "
                f"WHERE language = ? AND passage_id IN ({places(chunk)}) {of_kinds}"
                "ORDER BY passage_id, position",
                (language, *chunk, *wanted_ids),
            ):
                result[passage_id, language].append(_mention(row, names))
    return {reading: tuple(mentions) for reading, mentions in result.items()}


def _row(mention: Mention, rules: Mapping[str, int], kinds: Mapping[FactKind, int]) -> tuple[Any, ...]:
    return (
        kinds[mention.kind],
        rules[mention.rule],
        *mention.span,
        mention.value,
        mention.relative,
        mention.unit,
        *(mention.subject or (None, None)),
        mention.qualifier,
        *(mention.speaker or (None, None)),
        mention.cue,
        1 if mention.is_partial else None,
    )


def _mention(row: list[Any], kinds: Mapping[int, FactKind]) -> Mention:
    (
        kind_id,
        rule,
        start,
        end,
        value,
        relative,
        unit,
        s_start,
        s_end,
        qualifier,
        p_start,
        p_end,
        cue,
        partial,
    ) = row
    return Mention(
        kind=kinds[kind_id],
        span=Span(start, end),
        rule=rule,
        value=value,
        relative=relative,
        unit=unit,
        subject=None if s_start is None else Span(s_start, s_end),
        qualifier=qualifier,
        speaker=None if p_start is None else Span(p_start, p_end),
        cue=cue,
        is_partial=bool(partial),
    )
