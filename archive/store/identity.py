"""What is known about who an article is: its names, its addresses, and the evidence against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import JoinedAddress
from archive.store.alike import Alike, alike, alike_everywhere
from archive.store.connection import driver_of
from archive.store.events import event_rows, events, holding
from archive.store.moment import read
from archive.store.near import near, near_everywhere
from archive.store.standing import members
from archive.store.states import places

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.model import Event


class About(NamedTuple):
    """An article's row, and how much counts for it."""

    created_at: datetime
    captures: int
    revisions: int


class Witness(NamedTuple):
    """That something named an address of the other article as one of this article."""

    article_id: int
    other_id: int
    url: str
    reason: str


def about(connection: Connection, root_id: int) -> About:
    """When an article was first recorded, and how many looks and revisions it has."""
    created_at, captures, revisions = (
        driver_of(connection)
        .execute(
            "SELECT created_at, (SELECT count(*) FROM placed WHERE article_id = ?1), "
            "(SELECT count(*) FROM revision WHERE article_id = ?1) FROM article WHERE id = ?1",
            (root_id,),
        )
        .fetchone()
    )
    return About(read(created_at), captures, revisions)


def names(connection: Connection, root_id: int) -> tuple[str, ...]:
    """All keys and further names that lead to an article, its own key first."""
    driver = driver_of(connection)
    ids = members(driver, root_id)
    keys = dict(driver.execute(f"SELECT id, key FROM article WHERE id IN ({places(ids)})", ids))
    more = driver.execute(f"SELECT name FROM alias WHERE article_id IN ({places(ids)}) ORDER BY name", ids)
    return (*(keys[number] for number in ids), *(name for (name,) in more))


def joined_addresses(connection: Connection, root_id: int) -> tuple[JoinedAddress, ...]:
    """The addresses that lead to an article, in the order they were joined."""
    driver = driver_of(connection)
    ids = members(driver, root_id)
    return tuple(
        JoinedAddress(url, read(joined_at), reason, key, form)
        for url, joined_at, reason, key, form in driver.execute(
            "SELECT a.url, a.joined_at, a.reason, article.key, home.form FROM home "
            "JOIN address AS a ON a.id = home.address_id JOIN article ON article.id = a.article_id "
            f"WHERE home.article_id IN ({places(ids)}) ORDER BY a.id",
            ids,
        )
    )


def decisions(connection: Connection, root_id: int) -> tuple[Event, ...]:
    """What was decided about an article, and about those that are a part of it, in order."""
    driver = driver_of(connection)
    return tuple(events(driver, set(members(driver, root_id))))


def extractors(connection: Connection, root_id: int) -> tuple[str, ...]:
    """What read the content out of the looks that count for an article, each once, the newest last."""
    return tuple(
        name
        for (name,) in driver_of(connection).execute(
            "SELECT x.name FROM placed AS p JOIN extraction AS e ON e.capture_id = p.capture_id AND e.active "
            "JOIN extractor AS x ON x.id = e.extractor_id WHERE p.article_id = ? GROUP BY x.id ORDER BY x.id",
            (root_id,),
        )
    )


def witnesses(connection: Connection) -> list[Witness]:
    """The evidence that two shown articles may be one, each as it counts now."""
    return [
        Witness(*row)
        for row in driver_of(connection).execute(
            "SELECT coalesce(one.root_id, v.article_id), coalesce(other.root_id, home.article_id), a.url, "
            "v.reason FROM evidence AS v JOIN home ON home.address_id = v.address_id "
            "JOIN address AS a ON a.id = v.address_id "
            "LEFT JOIN standing AS one ON one.article_id = v.article_id "
            "LEFT JOIN standing AS other ON other.article_id = home.article_id "
            "WHERE coalesce(one.root_id, v.article_id) <> coalesce(other.root_id, home.article_id) "
            "AND NOT coalesce(one.is_withheld, 0) AND NOT coalesce(other.is_withheld, 0) ORDER BY v.id"
        )
    ]


def alikes(connection: Connection, article_ids: Collection[int] | None) -> list[Alike]:
    """The pairs whose texts are mostly, or nearly, the same: of these articles with any other, or all."""
    driver = driver_of(connection)
    same = alike_everywhere(driver) if article_ids is None else alike(driver, article_ids)
    known = {frozenset(one[:2]) for one in same}
    if article_ids is None:
        return same + near_everywhere(driver, known)
    return same + near(driver, article_ids, known)


def told_apart(connection: Connection) -> set[frozenset[int]]:
    """The pairs of which it was decided that they are not the same, by the articles as they count now."""
    driver = driver_of(connection)
    root = dict(driver.execute("SELECT article_id, root_id FROM standing"))
    return {
        frozenset({root.get(row.article_id, row.article_id), root.get(row.other_id, row.other_id)})
        for row in holding(event_rows(driver))
        if row.kind.value == "distinct" and row.other_id is not None
    }


def keys_and_titles(
    connection: Connection, ids: Collection[int]
) -> dict[int, tuple[str, str | None, str | None]]:
    """For articles their key, the source they were first seen at, and their latest headline."""
    found = {}
    for number in ids:
        found[number] = (
            driver_of(connection)
            .execute(
                "SELECT key, (SELECT source.name FROM placed JOIN capture ON capture.id = placed.capture_id "
                "JOIN source ON source.id = capture.source_id WHERE placed.article_id = article.id "
                "ORDER BY capture.captured_at, capture.id LIMIT 1), "
                "(SELECT state.title FROM revision JOIN state ON state.id = revision.state_id "
                "WHERE revision.article_id = article.id ORDER BY revision.number DESC LIMIT 1) "
                "FROM article WHERE id = ?",
                (number,),
            )
            .fetchone()
        )
    return found
