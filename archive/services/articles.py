"""Which article is which: joining and parting, naming, hiding; every decision with its reason, and its undo.

A decision is one row more. What follows from it (which looks count for which article) is derived anew, so
an undo gives back exactly what was there. No capture is rewritten: each keeps the article it was recorded
for, and its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.errors import BadInput, NotFound
from archive.model import Event, EventKind
from archive.services.decide import key_of_url
from archive.store.decisions import Decider

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.store.connection import Database
    from archive.store.events import EventRow, Part
    from archive.store.revisions import Named

_LASTING = frozenset({EventKind.UNDO, EventKind.ERASE})


def merge(database: Database, name: str, other: str, *, reason: str, now: datetime) -> Event:
    """Make two articles one: the looks of the other count for the first from now on.

    The other's key and addresses lead to the first one. What is seen at them later comes back too, should the
    merge be undone.

    Raises:
        NotFound: There is no such article.
        BadInput: They are one already, or one of them is withheld or was erased.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        one, two = _shown(decider, name), _shown(decider, other)
        if one.known == two.known:
            raise BadInput(f"{name} and {other} are one article already, {one.known.key}.")
        _check_not_erased(decider, one, two)
        return _decided(
            decider,
            EventKind.MERGE,
            two.known.article_id,
            other_id=one.known.article_id,
            reason=reason,
            now=now,
        )


def split(
    database: Database,
    name: str,
    *,
    addresses: Sequence[str] = (),
    captures: Sequence[int] = (),
    key: str | None = None,
    reason: str,
    now: datetime,
) -> Event:
    """Make some addresses of an article, with all looks at them, or some looks, an article of their own.

    Args:
        database: Open for writing.
        name: The article.
        addresses: As given or as another form of them.
        captures: The numbers of looks.
        key: The new article's key; None: one made from the first address, or from the old key.
        reason: Why.
        now: The moment of the decision.

    Raises:
        NotFound: There is no such article, or it has no such address or look.
        BadInput: Nothing is named, nothing would be left, or the key is taken.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        known = _shown(decider, name).known
        root_id = known.article_id
        moves = _moves(decider, known.key, root_id, addresses, captures)
        if key is not None and decider.named(key) is not None:
            raise BadInput(f"There is an article {key} already; give the new one another key.")
        base = key or (key_of_url(addresses[0]) if addresses else f"{known.key}-2")
        new_id = decider.new_article(base, decider.moment(now))
        return _decided(
            decider, EventKind.SPLIT, root_id, other_id=new_id, moves=moves, reason=reason, now=now
        )


def distinct(database: Database, name: str, other: str, *, reason: str, now: datetime) -> Event:
    """Say that two articles are not the same, however alike: they are no longer proposed.

    Raises:
        NotFound: There is no such article.
        BadInput: They are one article.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        one, two = _shown(decider, name), _shown(decider, other)
        if one.known == two.known:
            raise BadInput(f"{name} and {other} are one article; `archive article split` parts them.")
        return _decided(
            decider,
            EventKind.DISTINCT,
            one.known.article_id,
            other_id=two.known.article_id,
            reason=reason,
            now=now,
        )


def alias(database: Database, name: str, new: str, *, reason: str, now: datetime) -> Event:
    """Give an article a further name; those it has go on working.

    Raises:
        NotFound: There is no such article.
        BadInput: Another article has the name.
    """
    from archive.readers.text import checked_key

    with database.writing() as connection:
        decider = Decider(connection)
        known = _shown(decider, name).known
        if decider.named(checked_key(new)) is not None:
            raise BadInput(f"There is an article {new} already; give another name.")
        return _decided(
            decider, EventKind.ALIAS, known.article_id, name=checked_key(new), reason=reason, now=now
        )


def withhold(database: Database, name: str, *, reason: str, now: datetime) -> Event:
    """Hide an article from every output, until it is released.

    Raises:
        NotFound: There is no such article.
        BadInput: It is withheld already.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        named = _named(decider, name)
        if named.is_withheld:
            raise BadInput(f"{named.known.key} is withheld already.")
        return _decided(decider, EventKind.WITHHOLD, named.known.article_id, reason=reason, now=now)


def release(database: Database, name: str, *, reason: str, now: datetime) -> Event:
    """Show a withheld article again.

    Raises:
        NotFound: There is no such article.
        BadInput: It is not withheld.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        named = _named(decider, name)
        ids = decider.members(named.known.article_id)
        hiding = [
            row for row in decider.holding() if row.kind is EventKind.WITHHOLD and row.article_id in ids
        ]
        if not hiding:
            raise BadInput(f"{named.known.key} is not withheld.")
        return _decided(
            decider,
            EventKind.UNDO,
            hiding[-1].article_id,
            undoes=hiding[-1].number,
            reason=reason,
            now=now,
        )


def undo(database: Database, name: str, number: int | None = None, *, reason: str, now: datetime) -> Event:
    """Take back a decision about an article: its last one that holds, or the one with this number.

    Raises:
        NotFound: There is no such article, or no such decision about it.
        BadInput: It cannot be taken back: it was erased, or something later hangs on it.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        named = _named(decider, name)
        ids = set(decider.members(named.known.article_id))
        about = [
            row
            for row in decider.holding()
            if (row.article_id in ids or row.other_id in ids) and (number is None or row.number == number)
        ]
        able = [row for row in about if row.kind not in _LASTING]
        if not able:
            if about:
                raise BadInput("What was erased is gone: erasing cannot be taken back.")
            what = f"no decision {number} about" if number is not None else "no decision to take back about"
            raise NotFound(f"There is {what} {name} that holds; `archive article show {name}` lists them.")
        chosen = able[-1]
        if chosen.kind is not EventKind.WITHHOLD and named.is_withheld:
            raise BadInput(f"{named.known.key} is withheld; release it first.")
        _check_undo(decider, chosen)
        return _decided(
            decider, EventKind.UNDO, chosen.article_id, undoes=chosen.number, reason=reason, now=now
        )


def _check_undo(decider: Decider, chosen: EventRow) -> None:
    """That what was made by it is not a part of something else by now."""
    if chosen.kind is not EventKind.SPLIT:
        return
    assert chosen.other_id is not None
    later = [
        row
        for row in decider.holding()
        if row.number > chosen.number
        and row.kind is EventKind.MERGE
        and chosen.other_id in (row.article_id, row.other_id)
    ]
    if later:
        raise BadInput(
            f"The article that it made was merged since, by decision {later[0].number}; undo that first."
        )


def _named(decider: Decider, name: str) -> Named:
    named = decider.named(name)
    if named is None:
        raise NotFound(f"There is no article {name}. `archive articles` lists what there is.")
    return named


def _shown(decider: Decider, name: str) -> Named:
    named = _named(decider, name)
    if named.is_withheld:
        raise BadInput(f"{named.known.key} is withheld; `archive article release {name}` it first.")
    return named


def _check_not_erased(decider: Decider, *several: Named) -> None:
    for named in several:
        if decider.writer.is_erased(named.known.article_id) is not None:
            raise BadInput(f"{named.known.key} was erased; nothing is joined to it.")


def _moves(
    decider: Decider, key: str, root_id: int, addresses: Sequence[str], captures: Sequence[int]
) -> list[Part]:
    moves = []
    for url in addresses:
        part = decider.address_part(root_id, url)
        if part is None:
            raise NotFound(f"{key} has no address {url}; `archive article show {key}` lists them.")
        moves.append(part)
    for number in captures:
        part = decider.capture_part(root_id, number)
        if part is None:
            raise NotFound(f"{key} has no look {number}; `archive captures {key}` lists them.")
        moves.append(part)
    if not moves:
        raise BadInput("Name the addresses, or with --captures the looks, that are another article.")
    if decider.leaves_nothing(root_id, moves):
        raise BadInput(f"Nothing of {key} would be left: it has no other looks.")
    return moves


def checked_reason(reason: str) -> str:
    """A reason on one line.

    Raises:
        BadInput: There is none, or it holds characters that do not show.
    """
    line = " ".join(reason.split())
    if not line or not line.isprintable():
        raise BadInput("A decision needs its reason, of characters that show; give one with --reason.")
    return line


def _decided(
    decider: Decider,
    kind: EventKind,
    article_id: int,
    *,
    reason: str,
    now: datetime,
    other_id: int | None = None,
    name: str | None = None,
    undoes: int | None = None,
    moves: Sequence[Part] = (),
) -> Event:
    """Store a decision, and derive what follows from it."""
    reason = checked_reason(reason)
    number, touched = decider.add(
        kind,
        article_id,
        reason=reason,
        now=decider.moment(now),
        other_id=other_id,
        name=name,
        undoes=undoes,
        moves=moves,
    )
    decider.derive(touched)
    return decider.event(number)
