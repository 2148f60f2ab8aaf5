"""Facts read back: the mentions of a revision's passages, read in their story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.store.connection import driver_of
from archive.store.derive import FactKey, facts_of, keyed_facts, reference, revisions_of, runs_of
from archive.store.mentions import stored_mentions
from archive.store.shadow import Stay
from archive.store.states import stored_states

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.model import Fact


def fact_stays(connection: Connection, key: str, number: int) -> list[tuple[Fact, Stay]]:
    """The facts of a revision in reading order, each with its stay.

    A fact stays as long as its passage stands there unbroken and says the same in its story.
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
    return [
        (fact, _stay(fact_key, number, runs[fact_key.passage_id], others.get(fact_key[:3], [])))
        for fact, fact_key in keyed_facts(stored, row.language, found, reference(rows, number))
    ]


def _stay(key: FactKey, number: int, runs: list[Stay], others: list[tuple[FactKey, Stay]]) -> Stay:
    first, last = next(run for run in runs if run.first_revision <= number <= run.last_revision)
    for other, stay in others:
        if other == key and stay.first_revision <= number <= stay.last_revision:
            return Stay(max(first, stay.first_revision), min(last, stay.last_revision))
    for _, stay in others:
        if stay.last_revision < number:
            first = max(first, stay.last_revision + 1)
        elif stay.first_revision > number:
            last = min(last, stay.first_revision - 1)
    return Stay(first, last)
