"""Deriving an article: from its looks to revisions, runs, mentions, facts and the index.

An article is derived anew whenever its looks change: after each batch of an ingest, for a late look
too, and by `rebuild`. What is the same as before up to some revision is left as it is, so that one
more look at a long story costs one revision's work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from archive.facts import StoryPassage, additions, all_mentions, finder_name, read
from archive.model import Claimed, Fact, Mention
from archive.store import index, standing
from archive.store.connection import driver_of
from archive.store.mentions import Reading, add_mentions, drop_unused, stored_mentions, unread
from archive.store.shadow import Look, RevisionRow, Stay, recognised, revision_rows, stays
from archive.store.states import Stored, chunks, places, stored_states
from archive.store.told import FactKey, add_facts, facts_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection


def versions() -> dict[str, str]:
    """Which rules make each derived part; a file made by others is to be rebuilt."""
    return {
        "identity": standing.VERSION,
        "revisions": "1",
        "facts": finder_name(),
        "index": index.VERSION,
    }


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived of one article, as rows."""

    revisions: list[RevisionRow]
    runs: dict[int, list[Stay]]
    facts: dict[FactKey, list[Stay]]


K = TypeVar("K")


def find_mentions(texts: Sequence[tuple[str, str]]) -> list[tuple[Mention, ...]]:
    """The mentions of passages, each with its language ('' for unknown)."""
    return all_mentions([(text, language or None) for text, language in texts])


class Deriver:
    """Derives articles inside one write transaction."""

    def __init__(
        self,
        connection: Connection,
        find: Callable[[Sequence[tuple[str, str]]], Sequence[tuple[Mention, ...]]] = find_mentions,
    ) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._find = find
        self._found: dict[Reading, tuple[Mention, ...]] = {}

    def derive(self, article_ids: Iterable[int]) -> None:
        """Bring everything derived of these articles up to their looks."""
        for chunk in chunks(sorted(set(article_ids)), 200):
            self._derive(chunk)

    def _derive(self, article_ids: list[int]) -> None:
        driver = self._driver
        looks = looks_of(driver, article_ids)
        before = revisions_of(driver, article_ids)
        hidden = standing.withheld_among(driver, article_ids)
        after = {number: [] if number in hidden else revision_rows(looks[number]) for number in article_ids}
        starts = {number: _first_difference(before[number], after[number]) for number in article_ids}
        old_entries = index.entries(self._connection, [n for n in article_ids if before[n]])
        fresh = {
            number: [row for row in after[number] if row.number >= starts[number]] for number in article_ids
        }
        states = stored_states(driver, {row.state_id for rows in fresh.values() for row in rows})
        for number, rows in fresh.items():
            kept = before[number][: starts[number] - 1]
            language = kept[-1].language if kept else None
            after[number][starts[number] - 1 :] = fresh[number] = _with_languages(rows, states, language)
        self._ensure_mentions(fresh, states)
        for number in article_ids:
            self._write(number, before[number], after[number], starts[number], states)
        for number in article_ids:  # only now: a reading that one article leaves another may have come to
            same = starts[number] - 1
            self._forget(before[number][same:], after[number][same:])
        new_entries = index.entries(self._connection, article_ids)
        for number in article_ids:
            index.replace(self._connection, number, old_entries.get(number), new_entries.get(number))

    def _forget(self, before: list[RevisionRow], after: list[RevisionRow]) -> None:
        """Drop the readings in a language that a state was taken for and, since a late look, is not."""
        left = {(row.state_id, row.language) for row in before} - {
            (row.state_id, row.language) for row in after
        }
        states = stored_states(self._driver, {state_id for state_id, _ in left})
        for state_id, language in left:
            drop_unused(self._driver, states[state_id].passage_ids, language or "")

    def _ensure_mentions(self, fresh: dict[int, list[RevisionRow]], states: dict[int, Stored]) -> None:
        wanted: dict[Reading, str] = {}
        for rows in fresh.values():
            for row in rows:
                stored = states[row.state_id]
                for passage_id, passage in zip(stored.passage_ids, stored.state.passages, strict=True):
                    wanted[passage_id, row.language or ""] = passage.text
        missing = unread(self._driver, wanted)
        made = self._find([(wanted[reading], reading[1]) for reading in missing])
        self._found = dict(zip(missing, made, strict=True))
        add_mentions(self._driver, self._found, wanted)

    def _write(
        self,
        article_id: int,
        before: list[RevisionRow],
        after: list[RevisionRow],
        start: int,
        states: dict[int, Stored],
    ) -> None:
        driver = self._driver
        if start > max(len(before), len(after)):
            return
        fresh = [row for row in after if row.number >= start]
        old_runs, old_facts = runs_of(driver, article_id), facts_of(driver, article_id)
        runs = stays(
            {row.number: states[row.state_id].passage_ids for row in fresh} or {start: ()}, _flat(old_runs)
        )
        readings = {(i, row.language or "") for row in fresh for i in states[row.state_id].passage_ids}
        found = {reading: self._found[reading] for reading in readings if reading in self._found}
        found |= stored_mentions(driver, readings - found.keys())
        facts = stays(
            {
                row.number: fact_keys(states[row.state_id], row.language, found, reference(after, row.number))
                for row in fresh
            }
            or {start: ()},
            _flat(old_facts),
        )
        driver.execute(
            "DELETE FROM fact WHERE article_id = ? AND last_revision >= ?", (article_id, start - 1)
        )
        driver.execute("DELETE FROM run WHERE article_id = ? AND last_revision >= ?", (article_id, start - 1))
        driver.execute("DELETE FROM revision WHERE article_id = ? AND number >= ?", (article_id, start))
        driver.executemany(
            "INSERT INTO revision (number, state_id, first_capture_id, last_capture_id, captured_at, "
            "published, modified, language, article_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    row.number,
                    row.state_id,
                    row.first_capture_id,
                    row.last_capture_id,
                    row.captured_at,
                    row.published,
                    row.modified,
                    row.language,
                    article_id,
                )
                for row in fresh
            ],
        )
        driver.executemany(
            "INSERT INTO run (article_id, passage_id, first_revision, last_revision) VALUES (?, ?, ?, ?)",
            [(article_id, *row) for row in run_rows(runs) if row[2] >= start - 1],
        )
        add_facts(
            driver,
            article_id,
            ((key, stay) for key, stay in _flat(facts) if stay.last_revision >= start - 1),
        )


def expected_revisions(
    driver: sqlite3.Connection, article_id: int
) -> tuple[list[RevisionRow], dict[int, Stored]]:
    """The revisions that follow from an article's looks, and their states; none of a withheld one."""
    if standing.withheld_among(driver, [article_id]):
        return [], {}
    rows = revision_rows(looks_of(driver, [article_id])[article_id])
    states = stored_states(driver, {row.state_id for row in rows})
    return _with_languages(rows, states), states


def derived(driver: sqlite3.Connection, rows: list[RevisionRow], states: dict[int, Stored]) -> Derived:
    """What should be derived of an article, from its revisions and their mentions; changes nothing."""
    found = stored_mentions(
        driver, {(i, row.language or "") for row in rows for i in states[row.state_id].passage_ids}
    )
    return Derived(
        rows,
        stays({row.number: states[row.state_id].passage_ids for row in rows}),
        stays(
            {
                row.number: fact_keys(states[row.state_id], row.language, found, reference(rows, row.number))
                for row in rows
            }
        ),
    )


def stored_derived(driver: sqlite3.Connection, article_id: int) -> Derived:
    """What is stored as derived of an article."""
    return Derived(
        revisions_of(driver, [article_id])[article_id],
        runs_of(driver, article_id),
        facts_of(driver, article_id),
    )


def reference(rows: Sequence[RevisionRow], number: int) -> date:
    """The story's own date as of a revision.

    The publication claimed by it, or by the last one before it that claims any; else the day of the
    first look.
    """
    for row in reversed(rows[:number]):
        if row.published is not None:
            return Claimed(row.published).first_day
    return date.fromisoformat(rows[0].captured_at[:10])


def story_facts(
    stored: Stored, language: str | None, found: dict[Reading, tuple[Mention, ...]], on: date
) -> tuple[Fact, ...]:
    """The facts of a state, read in its story."""
    return read(_story(stored, language, found), reference=on, language=language)


def _story(
    stored: Stored, language: str | None, found: dict[Reading, tuple[Mention, ...]]
) -> list[StoryPassage]:
    ids = iter(stored.passage_ids)
    return [
        StoryPassage(position, passage.text, found[next(ids), language or ""])
        for position, section in enumerate(stored.state.sections)
        for passage in section.passages
    ]


def keyed_facts(
    stored: Stored, language: str | None, found: dict[Reading, tuple[Mention, ...]], on: date
) -> Iterator[tuple[Fact, FactKey]]:
    """The facts of a state, each with its mention's place and what its story adds to it.

    A fact that only the story shows (a surname that no passage alone tells to be one) has the place -1.
    """
    passages = stored.state.passages
    for fact in story_facts(stored, language, found, on):
        passage_id = stored.passage_ids[fact.passage]
        text = passages[fact.passage].text
        for position, mention in enumerate(found[passage_id, language or ""]):
            if mention.kind is fact.kind and mention.span == (fact.start, fact.end):
                value = None if fact.value in (mention.value, fact.text) else fact.value
                alone = None if mention.speaker is None else mention.speaker.of(text)
                speaker = None if fact.speaker == alone else fact.speaker
                yield fact, FactKey(passage_id, language or "", position, value, speaker)
                break
        else:
            yield fact, FactKey(passage_id, language or "", -1, None, None)


def fact_keys(
    stored: Stored, language: str | None, found: dict[Reading, tuple[Mention, ...]], on: date
) -> list[FactKey]:
    """The facts of a state that say more than their mention does.

    Where a passage stands twice in a state and its story reads the two otherwise, the first is kept.
    """
    keys: dict[tuple[int, int], FactKey] = {}
    for passage, position, value, speaker in additions(
        _story(stored, language, found), reference=on, language=language
    ):
        passage_id = stored.passage_ids[passage]
        key = FactKey(passage_id, language or "", position, value, speaker)
        keys.setdefault((passage_id, position), key)
    return list(keys.values())


def looks_of(driver: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[Look]]:
    """The looks that count for each article, in order of time; what was erased saw nothing."""
    result: dict[int, list[Look]] = {number: [] for number in article_ids}
    for article_id, *look, claims in driver.execute(
        "SELECT p.article_id, c.id, c.captured_at, CASE WHEN x.event_id IS NULL THEN e.state_id END, "
        "c.published, c.modified, c.language, e.claims FROM placed AS p "
        "JOIN capture AS c ON c.id = p.capture_id "
        "LEFT JOIN extraction AS e ON e.capture_id = c.id AND e.active = 1 "
        "LEFT JOIN erasure AS x ON x.capture_id = c.id "
        f"WHERE p.article_id IN ({places(article_ids)}) ORDER BY p.article_id, c.captured_at, c.id",
        article_ids,
    ):
        told = look[3:] if claims is None else json.loads(claims)
        result[article_id].append(Look(*look[:3], *told))
    return result


def revisions_of(driver: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[RevisionRow]]:
    """The stored revisions of each article, in order."""
    result: dict[int, list[RevisionRow]] = {number: [] for number in article_ids}
    for article_id, *row in driver.execute(
        "SELECT article_id, number, state_id, first_capture_id, last_capture_id, captured_at, published, "
        f"modified, language FROM revision WHERE article_id IN ({places(article_ids)}) "
        "ORDER BY article_id, number",
        article_ids,
    ):
        result[article_id].append(RevisionRow(*row))
    return result


def runs_of(driver: sqlite3.Connection, article_id: int) -> dict[int, list[Stay]]:
    """The stored runs of an article."""
    result: dict[int, list[Stay]] = {}
    for passage_id, *stay in driver.execute(
        "SELECT passage_id, first_revision, last_revision FROM run WHERE article_id = ? ORDER BY 1, 2",
        (article_id,),
    ):
        result.setdefault(passage_id, []).append(Stay(*stay))
    return result


def run_rows(runs: dict[int, list[Stay]]) -> list[tuple[int, int, int]]:
    """Runs as rows: passage, first revision, last revision."""
    return [(passage_id, *stay) for passage_id, found in runs.items() for stay in found]


def _flat(found: dict[K, list[Stay]]) -> list[tuple[K, Stay]]:
    return [(key, stay) for key, known in found.items() for stay in known]


def _first_difference(before: list[RevisionRow], after: list[RevisionRow]) -> int:
    """The number of the first revision that is not as it was.

    A language that was recognised counts as undeclared: `after` has only the declared ones yet.
    """
    for old, new in zip(before, after, strict=False):
        same = (
            old.state_id == new.state_id
            and old.first_capture_id == new.first_capture_id
            and old.last_capture_id == new.last_capture_id
            and old.captured_at == new.captured_at
            and old.published == new.published
            and old.modified == new.modified
            and new.language in (None, old.language)
        )
        if not same:
            return new.number
    return min(len(before), len(after)) + 1


def _with_languages(
    rows: list[RevisionRow], states: dict[int, Stored], before: str | None = None
) -> list[RevisionRow]:
    """Revisions in a row with their languages: declared, else recognised, else that of the one before.

    A story does not change its language with a sentence that goes, however little of it is left to tell by.

    Args:
        rows: The revisions, with the declared languages.
        states: Their contents.
        before: The language of the revision before the first of them.
    """
    made = []
    for row in rows:
        language = row.language or recognised(states[row.state_id].state) or before
        made.append(row if row.language is not None else replace(row, language=language))
        before = language
    return made
