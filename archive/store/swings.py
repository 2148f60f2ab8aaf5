"""Where in the archive a fact may have changed: revisions found by rows alone, no text compared.

A fact can only have changed where, from a revision to the next, a passage that mentions one of its kind
went and another that does so came, headlines and headings among them. What is mentioned on both sides
between the same characters did not change. So much is told by `run`, `mention` and the passages that
went and came; whole stories are compared for what is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.model import Direction
from archive.store.connection import driver_of
from archive.store.derive import find_mentions
from archive.store.mentions import mentions_of
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy import Connection

    from archive.model import FactKind, Mention

FEWEST, MOST = 16, 256
"""How many steps are looked at together, first and at most; each takes two values of a statement."""
AROUND_CHARS = 14
"""Mentions between so many equal characters on either side are one that did not change."""

_Said = tuple[Any, ...]  # kind, value, unit, qualifier, the words and what stands around them


class Step(NamedTuple):
    """A step to a revision in which a fact may have changed.

    Attributes:
        passage_ids: The passages that came or went.
    """

    article_id: int
    key: str
    number: int
    passage_ids: frozenset[int]


def steps(
    connection: Connection,
    *,
    since: str | None,
    until: str | None,
    kinds: Collection[FactKind] = (),
    direction: Direction | None = None,
    speaks: Callable[[str, str | None], bool] | None = None,
) -> Iterator[list[Step]]:
    """Steps in which a fact may have changed, newest first, some at a time.

    Args:
        connection: In a transaction.
        since: The first moment at which the new revision was first seen, as stored; None: any.
        until: The last such moment.
        kinds: Of the fact; none: any.
        direction: Where a number rose or fell.
        speaks: What must be true of the text and language of what came or went; None: anything.
    """
    driver = driver_of(connection)
    rows = driver.execute(
        "SELECT revision.article_id, article.key, revision.number, revision.language FROM revision "
        "JOIN article ON article.id = revision.article_id "
        "WHERE revision.captured_at >= ? AND revision.captured_at <= ? AND revision.number > 1 "
        "ORDER BY revision.captured_at DESC, revision.article_id, revision.number DESC",
        (since or "", until or "9999"),
    )
    wanted = frozenset(kinds)
    size = FEWEST
    while batch := list(islice(rows, size)):
        yield list(_telling(driver, batch, wanted, direction, speaks))
        size = min(size * 2, MOST)


def _telling(
    driver: sqlite3.Connection,
    batch: Sequence[tuple[int, str, int, str | None]],
    kinds: frozenset[FactKind],
    direction: Direction | None,
    speaks: Callable[[str, str | None], bool] | None,
) -> Iterator[Step]:
    heads = _heads(driver, batch)
    sides = _sides(driver, batch)
    said = _said(driver, {i for pair in sides.values() for side in pair for i in side}, kinds)
    for article_id, key, number, language in batch:
        went, came = sides[article_id, number]
        lines = heads.get((article_id, number), ("", ""))
        befores, afters = (
            [
                *_said_in(text, language, kinds),
                *(mention for passage_id in passage_ids for mention in said.get(passage_id, ())),
            ]
            for text, passage_ids in zip(lines, (went, came), strict=True)
        )
        if not _may_differ(befores, afters, direction):
            continue
        passage_ids = frozenset((*went, *came))
        if speaks is None or speaks("\n".join((*lines, *_texts(driver, passage_ids))), language):
            yield Step(article_id, key, number, passage_ids)


def _values(batch: Sequence[tuple[int, str, int, str | None]]) -> tuple[str, list[int]]:
    """The steps as a table of a statement, and its values."""
    table = f"WITH step (article_id, number) AS (VALUES {','.join(['(?, ?)'] * len(batch))}) "
    return table, [value for article_id, _, number, _ in batch for value in (article_id, number)]


def _sides(
    driver: sqlite3.Connection, batch: Sequence[tuple[int, str, int, str | None]]
) -> dict[tuple[int, int], tuple[list[int], list[int]]]:
    """For each step the passages that went and those that came."""
    table, values = _values(batch)
    sides: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for article_id, number, passage_id, is_new in driver.execute(
        table + "SELECT step.article_id, step.number, run.passage_id, run.first_revision = step.number "
        "FROM step CROSS JOIN run ON run.article_id = step.article_id "
        "AND (run.first_revision = step.number OR run.last_revision = step.number - 1)",
        values,
    ):
        sides[article_id, number][is_new].append(passage_id)
    return sides


def _heads(
    driver: sqlite3.Connection, batch: Sequence[tuple[int, str, int, str | None]]
) -> dict[tuple[int, int], tuple[str, str]]:
    """The old and the new headline and headings, in lines, of the steps in which they are not the same."""
    table, values = _values(batch)
    lines = (
        "coalesce({0}.title, '') || coalesce((SELECT x'0a' || group_concat(heading, x'0a') "
        "FROM section WHERE state_id = {0}.id), '')"
    )
    old, new = lines.format("before"), lines.format("after")
    return {
        (article_id, number): (before, after)
        for article_id, number, before, after in driver.execute(
            f"{table}SELECT step.article_id, step.number, {old}, {new} FROM step "
            "JOIN revision AS new ON new.article_id = step.article_id AND new.number = step.number "
            "JOIN revision AS old ON old.article_id = step.article_id AND old.number = step.number - 1 "
            "JOIN state AS after ON after.id = new.state_id JOIN state AS before ON before.id = old.state_id "
            f"WHERE {old} <> {new}",
            values,
        )
    }


def _said(
    driver: sqlite3.Connection, passage_ids: Collection[int], kinds: frozenset[FactKind]
) -> dict[int, list[_Said]]:
    """What passages mention, and between what characters."""
    said: dict[int, list[_Said]] = defaultdict(list)
    for passage_id, text, mention in mentions_of(driver, passage_ids, kinds):
        said[passage_id].append(_between(text, mention))
    return said


def _said_in(text: str, language: str | None, kinds: frozenset[FactKind]) -> Iterator[_Said]:
    """The same of lines whose mentions are not stored."""
    for line in filter(None, text.split("\n")):
        for mention in find_mentions([(line, language or "")])[0]:
            if not kinds or mention.kind in kinds:
                yield _between(line, mention)


def _between(text: str, mention: Mention) -> _Said:
    start, end = mention.span
    around = text[max(start - AROUND_CHARS, 0) : end + AROUND_CHARS]
    return mention.kind, mention.value, mention.unit, mention.qualifier, around


def _texts(driver: sqlite3.Connection, passage_ids: Collection[int]) -> list[str]:
    return [
        text
        for chunk in chunks(passage_ids)
        for (text,) in driver.execute(f"SELECT text FROM passage WHERE id IN ({places(chunk)})", chunk)
    ]


def _may_differ(old: Sequence[_Said], new: Sequence[_Said], direction: Direction | None) -> bool:
    """Whether both sides mention something of one kind that the other does not mention so."""
    befores, afters = Counter(old), Counter(new)
    gone, fresh = befores - afters, afters - befores
    for before in gone:
        for after in fresh:
            if before[0] == after[0] and (direction is None or _may_go(before[1:3], after[1:3], direction)):
                return True
    return False


def _may_go(old: tuple[Any, Any], new: tuple[Any, Any], direction: Direction) -> bool:
    """Whether a value and its unit may have gone that way; what is no number may always."""
    if not isinstance(old[0], int | float) or not isinstance(new[0], int | float):
        return True
    return old[1] == new[1] and (new[0] > old[0] if direction is Direction.UP else new[0] < old[0])
