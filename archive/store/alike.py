"""Articles that share their text, found through the passages they have in common.

A passage is stored once, so two articles with the same text have the same passages. What stands in more
than a few articles (a rights notice, a call to subscribe) says nothing; the others count by their length.
Nothing of this is stored: it is asked when it is wanted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

MOST_ARTICLES = 8
"""A passage in more articles than these says nothing about which of them are alike."""

LEAST_SHARED_CHARS = 200
LEAST_SHARE = 0.5


class Alike(NamedTuple):
    """Two articles with text in common.

    Attributes:
        article_id: The one that was recorded later.
        other_id: The one that was there before.
        share: How much of the shorter one's text stands in both, from 0 to 1.
        is_copy: Whether they have sources, and none in common.
        is_near: Whether they share the words rather than the passages; the share is then one of words.
    """

    article_id: int
    other_id: int
    share: float
    is_copy: bool
    is_near: bool = False


def alike(
    driver: sqlite3.Connection, article_ids: Collection[int], *, before_passage: int | None = None
) -> list[Alike]:
    """The articles that share most of their text with these, the greatest shares first.

    Args:
        driver: In a transaction.
        article_ids: As they count now.
        before_passage: Of passages with this id and above it is known that only `article_ids` can have them.
    """
    own = {number: _passages(driver, number) for number in article_ids}
    several = Counter(passage for passages in own.values() for passage in passages)
    holders: dict[int, list[int]] = {}
    for passage, count in several.items():
        if before_passage is None or passage < before_passage or count > 1:
            found = [
                number
                for (number,) in driver.execute(
                    "SELECT DISTINCT article_id FROM run WHERE passage_id = ? LIMIT ?",
                    (passage, MOST_ARTICLES + 1),
                )
            ]
            if 1 < len(found) <= MOST_ARTICLES:
                holders[passage] = found
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, passages in own.items():
        for passage in passages:
            for other in holders.get(passage, ()):
                if other != number:
                    shared[max(number, other), min(number, other)].append(passage)
    return list(_pairs(driver, shared))


def alike_everywhere(driver: sqlite3.Connection) -> list[Alike]:
    """All pairs of articles that share most of their text, the greatest shares first."""
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = driver.execute(
        "SELECT passage_id, group_concat(DISTINCT article_id) FROM run GROUP BY passage_id "
        "HAVING min(article_id) < max(article_id)"
    )
    for passage, listed in rows:
        holders = sorted(map(int, listed.split(",")))
        if len(holders) > MOST_ARTICLES:
            continue
        for place, other in enumerate(holders):
            for number in holders[place + 1 :]:
                shared[number, other].append(passage)
    return list(_pairs(driver, shared))


def _pairs(driver: sqlite3.Connection, shared: dict[tuple[int, int], list[int]]) -> Iterator[Alike]:
    lengths = _lengths(driver, {passage for passages in shared.values() for passage in passages})
    totals: dict[int, int] = {}
    found = []
    for (number, other), passages in shared.items():
        chars = sum(lengths[passage] for passage in set(passages))
        if chars < LEAST_SHARED_CHARS:
            continue
        for each in (number, other):
            if each not in totals:
                totals[each] = _telling_chars(driver, each)
        share = min(1.0, chars / max(1, min(totals[number], totals[other])))
        if share >= LEAST_SHARE:
            found.append((share, number, other))
    for share, number, other in sorted(found, key=lambda one: (-one[0], one[1:])):
        yield Alike(number, other, round(share, 3), are_copies(driver, number, other))


def _passages(driver: sqlite3.Connection, article_id: int) -> list[int]:
    return [
        number
        for (number,) in driver.execute(
            "SELECT DISTINCT passage_id FROM run WHERE article_id = ?", (article_id,)
        )
    ]


def _lengths(driver: sqlite3.Connection, passages: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in chunks(passages):
        found.update(
            driver.execute(f"SELECT id, length(text) FROM passage WHERE id IN ({places(chunk)})", chunk)
        )
    return found


def _telling_chars(driver: sqlite3.Connection, article_id: int) -> int:
    """How long an article's text is without what stands in many."""
    telling = [
        passage
        for passage in _passages(driver, article_id)
        if len(
            driver.execute(
                "SELECT DISTINCT article_id FROM run WHERE passage_id = ? LIMIT ?",
                (passage, MOST_ARTICLES + 1),
            ).fetchall()
        )
        <= MOST_ARTICLES
    ]
    return sum(_lengths(driver, telling).values())


def are_copies(driver: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether both have sources, and none in common."""
    of_one, of_other = (
        {
            source
            for (source,) in driver.execute(
                "SELECT DISTINCT c.source_id FROM placed AS p JOIN capture AS c ON c.id = p.capture_id "
                "WHERE p.article_id = ? AND c.source_id IS NOT NULL",
                (number,),
            )
        }
        for number in (one, other)
    )
    return bool(of_one) and bool(of_other) and not of_one & of_other
