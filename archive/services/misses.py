"""What people would take for a statement about the archive, and is none: no hits, or only the first ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.model import DateField, Miss, Scope, Search
from archive.search import Near, mistyped_field, parse
from archive.services.search import count
from archive.store.vocabulary import forms, holds_term, languages, terms_like
from archive.text.likeness import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.search import Query
    from archive.store.connection import Database

_SHORTEST = 4
"""Letters of a word for which another is looked for."""


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
    without = _without(database, wanted)
    mistyped = mistyped_field(wanted.query)
    unknown = None if without or mistyped else _unknown(database, query)
    return Miss(without=without, mistyped=mistyped, unknown=unknown)


def quick_count(database: Database, wanted: Search) -> int | None:
    """How many articles match; None where each of them would have to be looked at, which takes long."""
    is_slow = (
        wanted.scope in (Scope.ADDED, Scope.CHANGED)
        or wanted.is_silent
        or bool(wanted.labels or wanted.facts or wanted.speakers)
        or wanted.date_field is DateField.MENTIONED
    )
    return None if is_slow else count(database, wanted)


def _unknown(database: Database, query: Query) -> tuple[str, str] | None:
    """A word that no revision has, in whatever form, with the one that was perhaps meant."""
    with database.reading() as connection:
        spoken = languages(connection)
        for term in _words(query):
            if holds_term(connection, term) or len(forms(connection, term, spoken)) > 1:
                continue
            meant = nearest(term, terms_like(connection, term))
            if meant is not None:
                return term, meant
    return None


def _words(query: Query) -> Iterator[str]:
    """The words that a text has to have, as the index writes them; short ones are like too many."""
    for atom in query.atoms(wanted=True):
        for phrase in atom.phrases if isinstance(atom, Near) else (atom,):
            if not phrase.is_prefix:
                yield from (term for place in phrase.places for term in place if _is_long(term))


def _is_long(term: str) -> bool:
    return len(term) >= _SHORTEST and term.isalpha()


def _without(database: Database, wanted: Search) -> int:
    """How many articles match the query alone; 0 where nothing else was asked, or no query."""
    alone = Search(query=wanted.query)
    conditions = replace(wanted, limit_count=alone.limit_count, offset_count=0, order=None, date_field=None)
    return 0 if conditions == alone or not wanted.query.strip() else count(database, alone)
