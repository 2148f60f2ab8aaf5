"""Which revisions speak of the days, state the facts and quote the people that a search asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import DateField, FactKind
from archive.search import EVERYWHERE, all_of, indexed, may_match, names, parse, passes
from archive.store.candidates import matching, mentions, stating

if TYPE_CHECKING:
    from collections.abc import Collection

    from archive.model import FactTest, Search, Value
    from archive.search import Bound
    from archive.store.candidates import Window
    from archive.store.connection import Database


def speaking(
    database: Database, wanted: Search, window: Window | None, candidates: Bound
) -> dict[int, int] | None:
    """The articles with the revisions that say all of it; None where nothing of the kind was asked.

    Args:
        database: In a read transaction.
        wanted: What is asked.
        window: The days asked for.
        candidates: No other articles are of interest.
    """
    found = None
    if window is not None and window.field is DateField.MENTIONED:
        found = mentions(database.connection, window)
    for test in wanted.facts:
        told = _stating(database, test, all_of([candidates, _naming(test)]), found)
        found = told if found is None else _shared(found, told)
    for name in wanted.speakers:
        told = _quoting(database, name, all_of([candidates, _holding(name)]), found)
        found = told if found is None else _shared(found, told)
    return found


def _stating(
    database: Database, test: FactTest, bound: Bound, found: dict[int, int] | None
) -> dict[int, int]:
    def accepts(text: str, value: Value | None, _speaker: str | None) -> bool:
        return passes(test, text, value)

    return stating(database.connection, test.kind, accepts, _inside(database, bound, found))


def _quoting(database: Database, name: str, bound: Bound, found: dict[int, int] | None) -> dict[int, int]:
    def accepts(_text: str, _value: Value | None, speaker: str | None) -> bool:
        return speaker is not None and names(name, speaker)

    return stating(database.connection, FactKind.QUOTATION, accepts, _inside(database, bound, found))


def _inside(database: Database, bound: Bound, found: dict[int, int] | None) -> Collection[int] | None:
    """The articles to look through; None: all."""
    if bound == EVERYWHERE:
        return found
    inside = matching(database.connection, bound)
    return inside if found is None else [number for number in inside if number in found]


def _naming(test: FactTest) -> Bound:
    """No article outside it states a fact in these words."""
    is_words = isinstance(test.value, str) and test.kind is not FactKind.DATE
    return _holding(str(test.value)) if is_words else EVERYWHERE


def _holding(words: str) -> Bound:
    """The articles with every one of the words, in whatever revision."""
    root = parse(" ".join(f'"{term}"' for term in indexed(words).split())).root
    return EVERYWHERE if root is None else may_match(root)


def _shared(some: dict[int, int], others: dict[int, int]) -> dict[int, int]:
    """The articles of both, with the revisions of both."""
    both = {number: some[number] & others[number] for number in some.keys() & others.keys()}
    return {number: revisions for number, revisions in both.items() if revisions}
