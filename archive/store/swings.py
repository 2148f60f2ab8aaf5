"""Where in the archive a fact may have changed: revisions found by rows alone, no text compared.

A fact can only have changed where, from a revision to the next, a passage that mentions one of its kind
went and another that does so came, and what they mention is not the same; or where the headline or a heading
changed. So much is told by `run` and `mention`; whole stories are compared for what is left.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.model import Direction, FactKind
from archive.store.connection import driver_of
from archive.store.mentions import KINDS
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

AT_ONCE = 250
"""Steps looked at together; each takes two values of a statement."""

_Said = tuple[int, Any, Any, Any, Any]


class Step(NamedTuple):
    """A step to a revision in which a fact may have changed, and the passages that came or went in it."""

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
) -> Iterator[list[Step]]:
    """Steps in which a fact may have changed, newest first, some at a time.

    Args:
        connection: In a transaction.
        since: The first moment at which the new revision was first seen, as stored; None: any.
        until: The last such moment.
        kinds: Of the fact; none: any.
        direction: Where a number rose or fell.
    """
    driver = driver_of(connection)
    rows = driver.execute(
        "SELECT revision.article_id, article.key, revision.number FROM revision "
        "JOIN article ON article.id = revision.article_id "
        "WHERE revision.captured_at >= ? AND revision.captured_at <= ? AND revision.number > 1 "
        "ORDER BY revision.captured_at DESC, revision.article_id, revision.number DESC",
        (since or "", until or "9999"),
    )
    kind_ids = [KINDS.index(kind) + 1 for kind in kinds or KINDS]
    for batch in chunks(rows, AT_ONCE):
        yield list(_telling(driver, batch, kind_ids, direction))


def _telling(
    driver: sqlite3.Connection,
    batch: Sequence[tuple[int, str, int]],
    kind_ids: Sequence[int],
    direction: Direction | None,
) -> Iterator[Step]:
    table = f"WITH step (article_id, number) AS (VALUES {','.join(['(?, ?)'] * len(batch))}) "
    wanted = [value for article_id, _, number in batch for value in (article_id, number)]
    sides: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for article_id, number, passage_id, is_new in driver.execute(
        table + "SELECT step.article_id, step.number, run.passage_id, run.first_revision = step.number "
        "FROM step CROSS JOIN run ON run.article_id = step.article_id "
        "AND (run.first_revision = step.number OR run.last_revision = step.number - 1)",
        wanted,
    ):
        sides[article_id, number][is_new].append(passage_id)
    heads = {
        (article_id, number)
        for article_id, number in driver.execute(
            table + "SELECT step.article_id, step.number FROM step "
            "JOIN revision AS new ON new.article_id = step.article_id AND new.number = step.number "
            "JOIN revision AS old ON old.article_id = step.article_id AND old.number = step.number - 1 "
            "JOIN state AS after ON after.id = new.state_id JOIN state AS before ON before.id = old.state_id "
            "WHERE after.title IS NOT before.title OR "
            "(SELECT group_concat(heading, x'0a') FROM section WHERE state_id = after.id) IS NOT "
            "(SELECT group_concat(heading, x'0a') FROM section WHERE state_id = before.id)",
            wanted,
        )
    }
    said: dict[int, list[_Said]] = defaultdict(list)
    passages = sorted({i for pair in sides.values() if all(pair) for side in pair for i in side})
    for chunk in chunks(passages):
        for passage_id, *mention in driver.execute(
            "SELECT passage_id, kind_id, coalesce(value, relative), unit, qualifier, "
            'CASE WHEN value IS NULL THEN "end" - start END FROM mention '
            f"WHERE passage_id IN ({places(chunk)}) AND kind_id IN ({places(kind_ids)})",
            (*chunk, *kind_ids),
        ):
            said[passage_id].append(tuple(mention))
    for article_id, key, number in batch:
        went, came = sides[article_id, number]
        if (article_id, number) in heads or _may_differ(
            [mention for i in went for mention in said.get(i, ())],
            [mention for i in came for mention in said.get(i, ())],
            direction,
        ):
            yield Step(article_id, key, number, frozenset((*went, *came)))


def _may_differ(old: list[_Said], new: list[_Said], direction: Direction | None) -> bool:
    """Whether both sides mention something of one kind, and not the same."""
    for kind_id in {mention[0] for mention in old} & {mention[0] for mention in new}:
        befores = [mention for mention in old if mention[0] == kind_id]
        afters = [mention for mention in new if mention[0] == kind_id]
        if direction is None:
            # Names and quotations are told by their words, which no row holds: a change is always possible.
            if KINDS[kind_id - 1] in _WORDS or sorted(map(repr, befores)) != sorted(map(repr, afters)):
                return True
            continue
        lows, highs = (befores, afters) if direction is Direction.UP else (afters, befores)
        for low in lows:
            for high in highs:
                both = low[1], high[1]
                if not all(isinstance(value, int | float) for value in both) or both[0] < both[1]:
                    return True
    return False


_WORDS = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.QUOTATION})
