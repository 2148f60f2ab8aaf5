"""Decisions about articles as an export tells them: stored where they are not there yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import EventKind, Outcome, Receipt
from archive.store.decisions import Decider

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model import Draft, Event
    from archive.store.connection import Database


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of a decision: the caller derives the articles it touched.

    Attributes:
        problem: Why a part of it was not taken over.
    """

    receipt: Receipt
    touched: set[int]
    problem: str | None = None


def taken_over(database: Database, draft: Draft, now: datetime) -> TakenOver:
    """Store a decision that an export tells, if it is not there yet.

    A file may hide and join articles by it, which can be taken back; it cannot erase what is here.

    Raises:
        BadInput: It names articles or looks that are not there.
    """
    told = draft.event
    assert told is not None
    decider = Decider(database.connection)
    recorded_at = told.recorded_at or draft.recorded_at or now
    article_id = decider.writer.article_id(told.article)
    if article_id is None:
        raise BadInput(f"A decision is about {told.article}, and there is no such article.")
    if told.event is EventKind.EVIDENCE:
        added = [
            decider.writer.add_evidence(article_id, home.url, recorded_at, told.reason)
            for url in told.addresses
            if (home := decider.writer.home(url)) is not None
        ]
        return TakenOver(_receipt(draft, told, added=any(added)), set())
    if decider.is_told(told.event, article_id, recorded_at):
        return TakenOver(_receipt(draft, told, added=False), set())
    moves = decider.moves_told(told.addresses, told.looks)
    if moves is None:
        raise BadInput(f"A decision about {told.article} names an address or a look that is not there.")
    if told.event is EventKind.ERASE:
        from archive.store.erase import note_erased

        looks = [part.capture_id for part in moves if part.capture_id is not None]
        here = note_erased(decider, article_id, looks, reason=told.reason, now=recorded_at)
        problem = (
            f"{told.article} was erased elsewhere and is here; `archive article erase {told.article} "
            "--reason …` erases it here."
        )
        touched = {decider.writer.root(article_id)}
        return TakenOver(_receipt(draft, told, added=True), touched, problem if here else None)
    undoes = None
    if told.event is EventKind.UNDO:
        undoes = None if told.undoes_at is None else decider.holding_at(article_id, told.undoes_at)
        if undoes is None:
            raise BadInput(f"A decision about {told.article} is taken back that is not there.")
    _, touched = decider.add(
        told.event,
        article_id,
        reason=told.reason,
        now=recorded_at,
        other_id=_other_id(decider, told, recorded_at),
        name=told.name,
        undoes=undoes,
        moves=moves if told.event is EventKind.SPLIT else (),
    )
    return TakenOver(_receipt(draft, told, added=True), touched)


def _receipt(draft: Draft, told: Event, *, added: bool) -> Receipt:
    what = f"{told.event.value} {told.other}" if told.other else told.event.value
    reason = f"decision: {what}" if added else "this decision is in the archive already"
    return Receipt(draft.origin, told.article, None, Outcome.SAME, reason, capture=0, added=added)


def _other_id(decider: Decider, told: Event, recorded_at: datetime) -> int | None:
    if told.other is None:
        return None
    found = decider.writer.article_id(told.other)
    if found is None and told.event is EventKind.SPLIT:
        return decider.writer.add_article(told.other, recorded_at)
    if found is None:
        raise BadInput(f"A decision names {told.other}, and there is no such article.")
    return found
