"""Which revisions speak of the days, state the facts and quote the people that a search asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.model import DateField, FactKind, Span
from archive.search import EVERYWHERE, all_of, indexed, lies_in, may_match, names, parse, passes
from archive.store.candidates import matching
from archive.store.stated import Stated, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from archive.model import FactTest, Search
    from archive.search import Bound
    from archive.store.connection import Database
    from archive.store.window import Window

_Test: TypeAlias = "Callable[[Stated], bool]"

_OF_WORDS = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.QUOTATION})


class _Wanted(NamedTuple):
    """What facts are to be: their kind, what holds of them, and the articles that may state one."""

    kind: FactKind
    holds: _Test
    bound: Bound
    window: Window | None = None


class Evidence(NamedTuple):
    """Where a fact that was asked for stands."""

    revisions: int
    passage_id: int
    span: Span


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
    found: dict[int, int] | None = None
    for each in _wanted(wanted, window):
        bound = all_of([candidates, each.bound])
        told: dict[int, int] = {}
        for fact in _facts(database, each, _inside(database, bound, found)):
            told[fact.article_id] = told.get(fact.article_id, 0) | fact.revisions
        found = told if found is None else _shared(found, told)
    return found


def evidence(
    database: Database, wanted: Search, window: Window | None, article_ids: Collection[int]
) -> dict[int, list[Evidence]]:
    """Where articles say what was asked of facts, people and days; of all tests, in their order."""
    found: dict[int, list[Evidence]] = {number: [] for number in article_ids}
    for each in _wanted(wanted, window):
        for fact in _facts(database, each, article_ids):
            found[fact.article_id].append(
                Evidence(fact.revisions, fact.passage_id, Span(fact.start, fact.end))
            )
    return found


def _wanted(wanted: Search, window: Window | None) -> Iterator[_Wanted]:
    for test in wanted.facts:
        yield _Wanted(test.kind, _passing(test), _naming(test))
    for name in wanted.speakers:
        yield _Wanted(FactKind.QUOTATION, _said_by(name), _holding(name))
    if window is not None and window.field is DateField.MENTIONED:
        yield _Wanted(FactKind.DATE, _on(window), EVERYWHERE, window)


def _passing(test: FactTest) -> _Test:
    return lambda fact: passes(test, fact.text, fact.value, fact.unit)


def _said_by(name: str) -> _Test:
    return lambda fact: fact.speaker is not None and names(name, fact.speaker)


def _on(window: Window) -> _Test:
    return lambda fact: isinstance(fact.value, str) and lies_in(fact.value, window.since, window.until)


def _facts(database: Database, wanted: _Wanted, article_ids: Collection[int] | None) -> Iterator[Stated]:
    return filter(wanted.holds, stated(database.connection, wanted.kind, article_ids, wanted.window))


def _inside(database: Database, bound: Bound, found: dict[int, int] | None) -> Collection[int] | None:
    """The articles to look through; None: all."""
    if bound == EVERYWHERE:
        return found
    inside = matching(database.connection, bound)
    return inside if found is None else [number for number in inside if number in found]


def _naming(test: FactTest) -> Bound:
    """No article outside it states a fact in these words.

    The value of a name or quotation is words of its story; that of a time, `09:00`, need not be.
    """
    return _holding(str(test.value)) if test.kind in _OF_WORDS and test.value is not None else EVERYWHERE


def _holding(words: str) -> Bound:
    """The articles with every one of the words, in whatever revision."""
    root = parse(" ".join(f'"{term}"' for term in indexed(words).split())).root
    return EVERYWHERE if root is None else may_match(root)


def _shared(some: dict[int, int], others: dict[int, int]) -> dict[int, int]:
    """The articles of both, with the revisions of both."""
    both = {number: some[number] & others[number] for number in some.keys() & others.keys()}
    return {number: revisions for number, revisions in both.items() if revisions}
