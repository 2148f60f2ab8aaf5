"""Facts read back: the mentions of a revision's passages, read in their story."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.facts import StoryPassage, read
from archive.store.connection import driver_of
from archive.store.derive import find_mentions, keyed_facts, reference, revisions_of, runs_of
from archive.store.mentions import stored_mentions
from archive.store.shadow import Stay
from archive.store.states import stored_states
from archive.store.told import PLAIN_KINDS, FactKey, facts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from archive.model import Fact, FactKind, Mention, State
    from archive.store.mentions import Reading
    from archive.store.shadow import RevisionRow


def fact_stays(connection: Connection, key: str, number: int) -> list[tuple[Fact, Stay]]:
    """The facts of a revision in reading order, each with its stay.

    A fact stays as long as its passage stands there unbroken, in one language, and says the same in its
    story.
    """
    driver = driver_of(connection)
    (article_id,) = driver.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
    rows = revisions_of(driver, [article_id])[article_id]
    row = rows[number - 1]
    stored = stored_states(driver, [row.state_id])[row.state_id]
    language = row.language or ""
    found = stored_mentions(driver, {(i, language) for i in stored.passage_ids})
    runs = runs_of(driver, article_id)
    others: dict[tuple[int, str, int], list[tuple[FactKey, Stay]]] = {}
    for fact_key, stays in facts_of(driver, article_id).items():
        others.setdefault(fact_key[:3], []).extend((fact_key, stay) for stay in stays)
    spoken = _spoken(rows, number)
    return [
        (fact, _stay(fact_key, number, spoken, runs[fact_key.passage_id], others.get(fact_key[:3], [])))
        for fact, fact_key in keyed_facts(stored, row.language, found, reference(rows, number))
    ]


def _spoken(rows: Sequence[RevisionRow], number: int) -> Stay:
    """The revisions around one that are in its language, without a gap."""
    language = rows[number - 1].language
    others = [0, *(row.number for row in rows if row.language != language), len(rows) + 1]
    at = bisect_left(others, number)
    return Stay(others[at - 1] + 1, others[at] - 1)


def _stay(
    key: FactKey, number: int, spoken: Stay, runs: list[Stay], others: list[tuple[FactKey, Stay]]
) -> Stay:
    run = next(run for run in runs if run.first_revision <= number <= run.last_revision)
    first = max(run.first_revision, spoken.first_revision)
    last = min(run.last_revision, spoken.last_revision)
    for other, stay in others:
        if other == key and stay.first_revision <= number <= stay.last_revision:
            return Stay(max(first, stay.first_revision), min(last, stay.last_revision))
    for _, stay in others:
        if stay.last_revision < number:
            first = max(first, stay.last_revision + 1)
        elif stay.first_revision > number:
            last = min(last, stay.first_revision - 1)
    return Stay(first, last)


@dataclass(frozen=True, slots=True)
class Told:
    """What a revision says.

    Attributes:
        facts: Those of its passages, in reading order.
        heads: Those of its headline (`passage` 0) and its headings (from 1), found on the way: only
            passages have their mentions stored.
    """

    number: int
    state: State
    facts: tuple[Fact, ...]
    heads: tuple[Fact, ...]


def told(
    connection: Connection,
    article_id: int,
    numbers: Collection[int] = (),
    *,
    kinds: frozenset[FactKind] = frozenset(),
    passage_ids: Collection[int] | None = None,
) -> list[Told]:
    """Revisions of an article with their facts, in order.

    Args:
        connection: In a transaction.
        article_id: Which article.
        numbers: Only these revisions; none: all.
        kinds: Only facts of these kinds; none: of all. Where all of them are plain, the story is not read.
        passage_ids: Only facts of these passages, and of headlines and headings that are not the same in
            all these revisions; None: of all.
    """
    driver = driver_of(connection)
    rows = revisions_of(driver, [article_id])[article_id]
    wanted = [row for row in rows if not numbers or row.number in numbers]
    states = stored_states(driver, {row.state_id for row in wanted})
    is_plain = bool(kinds) and kinds <= PLAIN_KINDS
    needed = {
        (passage_id, row.language or "")
        for row in wanted
        for passage_id in states[row.state_id].passage_ids
        if not is_plain or passage_ids is None or passage_id in passage_ids
    }
    found = stored_mentions(driver, needed, kinds if is_plain else ())
    heads = _Heads()
    head_texts = {(state.state.title, state.state.headings) for state in states.values()}
    needs_heads = passage_ids is None or len(head_texts) > 1
    known: dict[tuple[int, str | None, date], tuple[tuple[Fact, ...], tuple[Fact, ...]]] = {}
    result = []
    for row in wanted:
        stored = states[row.state_id]
        on = reference(rows, row.number)
        key = (row.state_id, row.language, on)
        if key not in known:
            if is_plain:
                facts = _plain_facts(stored.state, stored.passage_ids, row.language, found)
            else:
                facts = tuple(fact for fact, _ in keyed_facts(stored, row.language, found, on))
            known[key] = (
                tuple(
                    fact
                    for fact in facts
                    if (not kinds or fact.kind in kinds)
                    and (passage_ids is None or stored.passage_ids[fact.passage] in passage_ids)
                ),
                tuple(
                    fact
                    for fact in (heads.facts(stored.state, row.language, on) if needs_heads else ())
                    if not kinds or fact.kind in kinds
                ),
            )
        result.append(Told(row.number, stored.state, *known[key]))
    return result


def _plain_facts(
    state: State,
    passage_ids: tuple[int, ...],
    language: str | None,
    found: dict[Reading, tuple[Mention, ...]],
) -> tuple[Fact, ...]:
    """Facts that need no story, of the passages whose mentions are given."""
    ids = iter(passage_ids)
    passages = [
        StoryPassage(position, passage.text, found.get((next(ids), language or ""), ()))
        for position, section in enumerate(state.sections)
        for passage in section.passages
    ]
    return read(passages, reference=None, language=language)


class _Heads:
    """The facts of headlines and headings, each text read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[Mention, ...]] = {}

    def facts(self, state: State, language: str | None, on: date) -> tuple[Fact, ...]:
        """Those of a state; `passage` is 0 for the headline, 1 for the first heading."""
        lines = []
        for text in (state.title or "", *state.headings):
            key = (text, language or "")
            if key not in self._known:
                self._known[key] = find_mentions([key])[0] if text else ()
            lines.append(StoryPassage(0, text, self._known[key]))
        if not any(line.mentions for line in lines):
            return ()
        return read(lines, reference=on, language=language)
