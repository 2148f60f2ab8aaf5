"""The facts of revisions that are in the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.model import Fact, FactKind, Revision
from archive.services import history
from archive.store import ledger

if TYPE_CHECKING:
    from collections.abc import Collection

    from archive.store.connection import Database


def facts(database: Database, name: str, *, kinds: Collection[FactKind] = ()) -> list[Fact]:
    """The facts of a revision, in reading order, each with the revisions it stood in.

    Args:
        database: Open for reading.
        name: `ARTICLE` for its latest revision, or `ARTICLE@REV`.
        kinds: Only these; empty: all.

    Raises:
        NotFound: There is no such revision.
    """
    with database.reading() as connection:
        revision = history.with_content(database, name).chosen
        spans = ledger.fact_stays(connection, revision.article, revision.revision)
        return [
            replace(fact, first_revision=stay.first_revision, last_revision=stay.last_revision)
            for fact, stay in spans
            if not kinds or fact.kind in kinds
        ]


def revision_facts(database: Database, revision: Revision) -> tuple[Fact, ...]:
    """The facts of a revision, without the revisions they stood in."""
    with database.reading() as connection:
        return tuple(fact for fact, _ in ledger.fact_stays(connection, revision.article, revision.revision))
