"""Why a search found nothing: told to people, who would take it for a statement about the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.model import Miss, Search
from archive.search import mistyped_field, parse
from archive.services.search import count

if TYPE_CHECKING:
    from archive.store.connection import Database


def miss(database: Database, wanted: Search) -> Miss:
    """Why nothing is shown of a search.

    Args:
        database: Open for reading.
        wanted: A search without a hit, perhaps since its first ones were to be left out.
    """
    query = parse(wanted.query)
    if query.root is None and not query.is_blank:
        return Miss(is_wordless=True)
    passed_over = count(database, wanted) if wanted.offset_count else 0
    if passed_over:
        return Miss(passed_over)
    return Miss(without=_without(database, wanted), mistyped=mistyped_field(wanted.query))


def _without(database: Database, wanted: Search) -> int:
    """How many articles match the query alone; 0 where nothing else was asked, or no query."""
    alone = Search(query=wanted.query)
    conditions = replace(wanted, limit_count=alone.limit_count, offset_count=0, order=None, date_field=None)
    return 0 if conditions == alone or not wanted.query.strip() else count(database, alone)
