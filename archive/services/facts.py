"""The facts of revisions that are in the archive, one by one, through time, and where they changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING

from archive.changes.difference import changed_facts as changed_between
from archive.changes.ledger import ledger as ledger_of
from archive.changes.telling import Telling, about
from archive.model import Direction, Fact, FactKind
from archive.search.stems import Stems
from archive.services import history
from archive.store import ledger
from archive.store import revisions as stored
from archive.store.moment import written
from archive.store.swings import steps
from archive.store.told import PLAIN_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from archive.model import ChangedFact, LedgerRow, Revision
    from archive.store.connection import Database
    from archive.store.swings import Step

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def facts(
    database: Database, name: str, *, kinds: Collection[FactKind] = (), subject: str = ""
) -> list[Fact]:
    """The facts of a revision, in reading order, each with the revisions it stood in.

    Args:
        database: Open for reading.
        name: `ARTICLE` for its latest revision, or `ARTICLE@REV`.
        kinds: Only these; empty: all.
        subject: Only facts that speak of these words, in whatever form: as for `fact_history`.

    Raises:
        NotFound: There is no such revision.
    """
    with database.reading() as connection:
        revision = history.with_content(database, name).chosen
        spans = ledger.fact_stays(connection, revision.article, revision.revision)
        rows = [
            replace(fact, first_revision=stay.first_revision, last_revision=stay.last_revision)
            for fact, stay in spans
            if not kinds or fact.kind in kinds
        ]
        if not subject:
            return rows
        passages = history.content(database, revision).passages
        return [
            fact
            for fact in rows
            if _speaks_of(
                subject,
                (about(fact, passages[fact.passage].text), fact.subject, fact.speaker),
                revision.language,
            )
        ]


def fact_history(
    database: Database, name: str, *, kinds: Collection[FactKind] = (), subject: str = ""
) -> list[LedgerRow]:
    """The ledger of a story: each fact through all its revisions, in the order of the text.

    Args:
        database: Open for reading.
        name: The article; of a revision named, the ledger up to it.
        kinds: Only these; empty: all.
        subject: Only facts that speak of these words, in whatever form: in what is counted, the words next
            to the figure, or the speaker.

    Raises:
        NotFound: There is no such article or revision.
    """
    with database.reading() as connection:
        story = history.with_content(database, name)
        last = story.chosen.revision
        told = ledger.told(connection, story.known.article_id, range(1, last + 1))
        tellings = [
            Telling.of(revision, one.state, one.facts, one.heads)
            for revision, one in zip(story.revisions, told, strict=False)
        ]
    language = story.chosen.language
    return [
        row
        for row in ledger_of(story.known.key, tellings)
        if (not kinds or row.kind in kinds)
        and _speaks_of(subject, (row.about, row.speaker, *(value.subject for value in row.values)), language)
    ]


def changed_facts(
    database: Database,
    *,
    since: date | None = None,
    until: date | None = None,
    kinds: Collection[FactKind] = (),
    subject: str = "",
    direction: Direction | None = None,
    least: float | None = None,
    least_share: float | None = None,
    by_size: bool = False,
    limit: int | None = None,
) -> list[ChangedFact]:
    """Facts that say something else since the revision before, over the whole archive.

    Args:
        database: Open for reading.
        since: The first day (UTC) on which the change was first seen.
        until: The last such day.
        kinds: Only these; empty: all.
        subject: Only facts that speak of these words, in whatever form.
        direction: Only numbers that rose, or that fell.
        least: Only numbers that changed by so much.
        least_share: Only numbers that changed by such a share of the old one, as 0.1.
        by_size: The largest share first, instead of the newest.
        limit: How many at most.
    """
    wanted = frozenset(kinds)
    if not wanted and (direction is not None or least is not None or least_share is not None):
        wanted = PLAIN_KINDS | {FactKind.DATE}
    found: list[ChangedFact] = []

    def speaks(text: str, language: str | None) -> bool:
        return _speaks_of(subject, (text,), language)

    with database.reading() as connection:
        for batch in steps(
            connection,
            since=None if since is None else written(datetime.combine(since, time.min, UTC)),
            until=None if until is None else written(datetime.combine(until, time.max, UTC)),
            kinds=wanted,
            direction=direction,
            # Who said a quotation may stand in another passage.
            speaks=speaks if subject and wanted and FactKind.QUOTATION not in wanted else None,
        ):
            for row, language in _changed(database, batch, wanted):
                if _is_so_large(row, direction, least, least_share) and _speaks_of(
                    subject, (row.about, row.old.subject, row.new.subject, row.new.speaker), language
                ):
                    found.append(row)
            if limit is not None and not by_size and len(found) >= limit:
                break
    if by_size:
        return nsmallest(len(found) if limit is None else limit, found, key=_size)
    return found if limit is None else found[:limit]


def _size(row: ChangedFact) -> tuple[float, float, float]:
    """Largest share first, then the largest change, then the newest."""
    return -abs(row.share or 0.0), -abs(row.change or 0.0), -row.captured_at.timestamp()


def _changed(
    database: Database, batch: Sequence[Step], kinds: frozenset[FactKind]
) -> Iterator[tuple[ChangedFact, str | None]]:
    """What changed in each step; with the story's language."""
    revisions: dict[int, list[Revision]] = {}
    with database.reading() as connection:
        for step in batch:
            if step.article_id not in revisions:
                known = stored.Known(step.article_id, step.key)
                revisions[step.article_id] = stored.revisions(connection, known)
            of_article = revisions[step.article_id]
            told = ledger.told(
                connection,
                step.article_id,
                (step.number - 1, step.number),
                kinds=kinds,
                passage_ids=step.passage_ids,
            )
            old, new = (
                Telling.of(of_article[one.number - 1], one.state, one.facts, one.heads) for one in told
            )
            title = new.texts[new.body_count] or None
            for row in changed_between(step.key, old, new, title):
                yield row, new.revision.language


def _is_so_large(
    row: ChangedFact, direction: Direction | None, least: float | None, least_share: float | None
) -> bool:
    if direction is None and least is None and least_share is None:
        return True
    if not row.change or (direction is not None and (row.change > 0) is not (direction is Direction.UP)):
        return False
    if least is not None and abs(row.change) < least:
        return False
    return least_share is None or (row.share is not None and abs(row.share) >= least_share)


def _speaks_of(words: str, texts: Collection[str | None], language: str | None) -> bool:
    """Whether all the words stand in the texts, in whatever form."""
    asked = _terms(words, language or "en")
    if not asked:
        return True
    there = {word.casefold() for text in texts if text for word in _WORD.findall(text)}
    return all(
        term.term in there or any(term.has_form(word) for word in there if word.startswith(beginnings))
        for term, beginnings in asked
    )


@lru_cache(maxsize=64)
def _terms(words: str, language: str) -> tuple[tuple[Stems, tuple[str, ...]], ...]:
    """The terms asked for, each with what its forms begin with."""
    terms = [Stems(word.casefold(), [language]) for word in _WORD.findall(words)]
    return tuple((term, term.beginnings) for term in terms)
