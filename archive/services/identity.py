"""Who an article is: its names and addresses, why each was joined, and which others may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.errors import NotFound
from archive.model import ArticleIdentity, Copy, EventKind, Proposal
from archive.store import identity as stored
from archive.store.revisions import find_article

if TYPE_CHECKING:
    from collections.abc import Collection

    from archive.model import Event
    from archive.store.connection import Database


def identity(database: Database, name: str) -> ArticleIdentity:
    """All that is known of who an article is, also of one that is withheld.

    Raises:
        NotFound: There is no such article.
    """
    with database.reading() as connection:
        named = find_article(connection, name)
        if named is None:
            raise NotFound(f"There is no article {name}. `archive articles` lists what there is.")
        if named.part is not None:
            database.remark(f"{named.part} is a part of {named.known.key} now: they were merged.")
        root_id = named.known.article_id
        about = stored.about(connection, root_id)
        decided = stored.decisions(connection, root_id)
        return ArticleIdentity(
            article=named.known.key,
            keys=stored.names(connection, root_id),
            created_at=about.created_at,
            captures=about.captures,
            revisions=about.revisions,
            addresses=stored.joined_addresses(connection, root_id),
            proposals=tuple(_proposals(database, {root_id})),
            copies=tuple(_copies(database, root_id)),
            events=decided,
            withheld=_why(decided, EventKind.WITHHOLD) if named.is_withheld else None,
            erased=_why(decided, EventKind.ERASE),
            extractors=stored.extractors(connection, root_id),
        )


def proposals(database: Database) -> list[Proposal]:
    """All pairs of articles that may be one, the likeliest first."""
    with database.reading():
        return _proposals(database, None)


def _why(decided: Collection[Event], kind: EventKind) -> str | None:
    return next((event.reason for event in decided if event.event is kind and not event.is_undone), None)


def _proposals(database: Database, ids: set[int] | None) -> list[Proposal]:
    connection = database.connection
    apart = stored.told_apart(connection)
    found: dict[frozenset[int], tuple[int, int, float | None, str]] = {}
    for witness in stored.witnesses(connection):
        pair = frozenset(witness[:2])
        if (ids is None or ids & pair) and pair not in apart:
            reason = f"{witness.url} was named as an address of both: {witness.reason or 'no reason given'}"
            found.setdefault(pair, (max(pair), min(pair), None, reason))
    for one in stored.alikes(connection, ids):
        pair = frozenset(one[:2])
        if one.is_copy or pair in apart:
            continue
        known = found.get(pair)
        same = "nearly the same" if one.is_near else "the same"
        reason = f"most of the text is {same}" + (f"; {known[3]}" if known else "")
        found[pair] = (one.article_id, one.other_id, one.share, reason)
    told = stored.keys_and_titles(connection, {number for pair in found for number in pair})
    rows = [
        Proposal(told[one][0], told[other][0], share, reason) for one, other, share, reason in found.values()
    ]
    return sorted(rows, key=lambda row: (-(row.share or 0.0), row.article, row.other))


def _copies(database: Database, root_id: int) -> list[Copy]:
    connection = database.connection
    pairs = [one for one in stored.alikes(connection, {root_id}) if one.is_copy]
    others = {one.other_id if one.article_id == root_id else one.article_id: one.share for one in pairs}
    told = stored.keys_and_titles(connection, others)
    return [
        Copy(told[number][0], told[number][1], share, told[number][2]) for number, share in others.items()
    ]
