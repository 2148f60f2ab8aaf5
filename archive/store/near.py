"""Articles whose texts are nearly the same, though hardly a passage of them is: one was edited throughout.

As with `archive.store.alike`, nothing is stored for it. Likely pairs come of the sketches of all articles,
or for one article of the rarest terms that it has in the index; what counts is then the share of the
shorter one's runs of three words that the other has too.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.search.shingles import shingles, sketch
from archive.search.terms import indexed
from archive.store.alike import LEAST_SHARE, MOST_ARTICLES, Alike, are_copies

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

LEAST_RUNS = 30
"""Fewer runs of words in common are an expression, a name, a notice."""
LEAST_IN_SKETCHES = 2
RARE_TERMS = 24
LEAST_RARE_TERMS = 3
MOST_WITH_TERM = 50
"""A term in more articles than these is not looked for: it says little of which are alike."""
MOST_TERMS = 2_000
MOST_CANDIDATES = 20
ID_BITS = 40
"""Of an article's number: there are fewer articles."""


def near_everywhere(driver: sqlite3.Connection, known: Collection[frozenset[int]]) -> list[Alike]:
    """All pairs of articles that are nearly alike, but for those that are known to be alike."""
    marks = [  # number and article in one: so many small lists would take several times the memory
        number << ID_BITS | article_id
        for article_id, texts in _all_texts(driver)
        for number in sketch(shingles(texts))
    ]
    marks.sort()
    common: Counter[tuple[int, int]] = Counter()
    for _, group in groupby(marks, key=lambda mark: mark >> ID_BITS):
        some = [mark & (1 << ID_BITS) - 1 for mark in group]
        if 1 < len(some) <= MOST_ARTICLES:
            common.update(combinations(some, 2))
    pairs = [pair for pair, count in common.items() if count >= LEAST_IN_SKETCHES]
    return list(_verified(driver, (pair for pair in pairs if frozenset(pair) not in known)))


def near(
    driver: sqlite3.Connection, article_ids: Collection[int], known: Collection[frozenset[int]]
) -> list[Alike]:
    """The articles that are nearly alike to these, but for those that are known to be alike."""
    pairs = {
        (min(number, other), max(number, other))
        for number in article_ids
        for other in _candidates(driver, number)
    }
    return list(_verified(driver, (pair for pair in sorted(pairs) if frozenset(pair) not in known)))


def _candidates(driver: sqlite3.Connection, article_id: int) -> list[int]:
    """The articles that share several of the rarest terms of one."""
    terms = {term for text in _texts(driver, article_id) for term in indexed(text).split()}
    spread = []
    for term in sorted(terms, key=lambda term: (-len(term), term))[:MOST_TERMS]:
        row = driver.execute("SELECT doc FROM search_term WHERE term = ?", (term,)).fetchone()
        if row is not None and 1 < row[0] <= MOST_WITH_TERM:
            spread.append((row[0], term))
    found: Counter[int] = Counter()
    for _, term in sorted(spread)[:RARE_TERMS]:
        found.update(
            number
            for (number,) in driver.execute(
                "SELECT rowid FROM search_index WHERE search_index MATCH ?", (f'"{term}"',)
            )
        )
    del found[article_id]
    return [number for number, count in found.most_common(MOST_CANDIDATES) if count >= LEAST_RARE_TERMS]


def _verified(driver: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> Iterator[Alike]:
    """Those of the pairs that share most of their runs of words, the greatest shares first."""
    found = []
    runs: dict[int, frozenset[int]] = {}
    for other, number in pairs:
        for one in (other, number):
            if one not in runs:
                runs[one] = shingles(_texts(driver, one))
        shared = len(runs[other] & runs[number])
        share = shared / max(1, min(len(runs[other]), len(runs[number])))
        if shared >= LEAST_RUNS and share >= LEAST_SHARE:
            found.append((share, number, other))
    with_others = Counter(number for _, *pair in found for number in pair)
    for share, number, other in sorted(found, key=lambda one: (-one[0], one[1:])):
        if max(with_others[number], with_others[other]) <= MOST_ARTICLES:  # else it is a form, filled in anew
            yield Alike(number, other, round(share, 3), are_copies(driver, number, other), is_near=True)


def _texts(driver: sqlite3.Connection, article_id: int) -> list[str]:
    return [
        text
        for (text,) in driver.execute(
            "SELECT text FROM passage WHERE id IN (SELECT passage_id FROM run WHERE article_id = ?) "
            "ORDER BY id",
            (article_id,),
        )
    ]


def _all_texts(driver: sqlite3.Connection) -> Iterator[tuple[int, list[str]]]:
    rows = driver.execute(
        "SELECT DISTINCT run.article_id, passage.id, passage.text FROM run "
        "JOIN passage ON passage.id = run.passage_id ORDER BY run.article_id"
    )
    for article_id, some in groupby(rows, key=itemgetter(0)):
        yield article_id, [text for _, _, text in some]
