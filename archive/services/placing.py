"""Finding the article that a draft belongs to, and what a person should know of how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import Outcome
from archive.services.decide import Identity, key_of_url, placement
from archive.store.alike import alike

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from archive.model import Draft
    from archive.store.looks import Home, Seen
    from archive.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft goes.

    Attributes:
        home_id: The article it is recorded for.
        root_id: The article that counts as now.
        is_new: Whether the article was made for it.
        note: What was found of its addresses that a person should look at.
    """

    home_id: int
    root_id: int
    is_new: bool
    note: str | None


def place(writer: Writer, draft: Draft, now: datetime) -> Place:
    """The article a draft belongs to, made and given its addresses where it has to be.

    Raises:
        BadInput: Its key and its address belong to two articles, or its article was erased.
    """
    by_key = None if draft.article is None else writer.article_id(draft.article)
    home = None if draft.url is None else writer.home(draft.url)
    homes = {
        address.url: found
        for address in draft.addresses
        if (found := writer.home(address.url)) and (found.is_exact or address.joined_at is None)
    }
    decision = placement(
        draft,
        Identity(
            None if by_key is None else writer.root(by_key),
            None if home is None else writer.root(home.article_id),
            {url: writer.root(found.article_id) for url, found in homes.items()},
            frozenset(
                address.url
                for address in draft.addresses
                if address.url in homes
                and address.joined_at is None
                and _is_doubted(writer, draft.url, address.url, homes[address.url].article_id)
            ),
        ),
    )
    recorded_at = draft.recorded_at or now
    home_id = _home_id(home, by_key, decision.article_id, homes, writer)
    is_new = home_id is None
    if home_id is None:
        if draft.outcome is Outcome.SAME and not (draft.text or draft.sections or draft.remains):
            raise _never_seen(draft)
        key = decision.new_key or _free_key(writer, draft.new_key or key_of_url(draft.url or ""))
        home_id = writer.add_article(key, recorded_at)
    root_id = writer.root(home_id)
    erased = writer.is_erased(root_id)
    if erased is not None and (draft.remains is None or draft.remains.state is None):
        raise BadInput(f"{writer.key(root_id)} was erased ({erased}): nothing of it is taken in again.")
    if draft.url is not None and home is not None and not home.is_exact:
        reason = f"the same address as {home.url}, but for how it is written"
        writer.join_address(home.article_id, draft.url, recorded_at, reason)
    for address in decision.joins:
        known = writer.home(address.url)  # one address of a draft may be another form of another
        if known is None or not (known.is_exact or address.joined_at is None):
            writer.join_address(home_id, address.url, address.joined_at or recorded_at, address.reason)
    if decision.joins_url is not None and draft.url is not None and writer.home(draft.url) is None:
        writer.join_address(home_id, draft.url, recorded_at, decision.joins_url)
    elif decision.joins_url is not None and draft.url is not None:
        _join_like(writer, draft.url, recorded_at)
    notes = []
    for address in decision.disputes:
        other = homes[address.url]
        writer.add_evidence(home_id, other.url, address.joined_at or recorded_at, address.reason)
        key = writer.key(writer.root(other.article_id))
        notes.append(f"{address.url} ({address.reason}) belongs to {key}: perhaps they are the same")
    return Place(home_id, root_id, is_new, "; ".join(notes) or None)


def _is_doubted(writer: Writer, url: str | None, name: str, article_id: int) -> bool:
    """Whether a name that is no address of the web (`tag:…`) was given by another site than the article's.

    Such a name says nothing of who may use it: a feed could take another outlet's story with it.
    """
    if url is None or name.startswith(("http://", "https://")):
        return False
    from archive.readers.html.values import is_same_site

    return not any(is_same_site(url, known) for known in writer.addresses(article_id))


def _home_id(
    home: Home | None, by_key: int | None, decided: int | None, homes: dict[str, Home], writer: Writer
) -> int | None:
    """The article to record a draft for: before merges, so that they can be taken back."""
    if home is not None:
        return home.article_id
    if by_key is not None or decided is None:
        return by_key
    return next(found.article_id for found in homes.values() if writer.root(found.article_id) == decided)


def _join_like(writer: Writer, url: str, recorded_at: datetime) -> None:
    """Join the draft's own address, which is like one that its own evidence has just brought."""
    like = writer.home(url)
    if like is not None and not like.is_exact:
        reason = f"the same address as {like.url}, but for how it is written"
        writer.join_address(like.article_id, url, recorded_at, reason)


def _free_key(writer: Writer, base: str) -> str:
    key, number = base, 1
    while writer.article_id(key) is not None:
        number += 1
        key = f"{base}-{number}"
    return key


def last_seen(writer: Writer, root_id: int, draft: Draft, captured_at: datetime) -> Seen:
    """What a look at an article that found nothing modified found.

    Raises:
        BadInput: Nothing was seen at its address before, or it was erased.
    """
    seen = None if draft.url is None else writer.last_seen(root_id, draft.url, captured_at)
    if seen is None or seen.is_erased:
        raise _never_seen(draft)
    return seen


def _never_seen(draft: Draft) -> BadInput:
    return BadInput(
        f"Nothing was seen at {draft.url} before, so it cannot be unchanged; look at it without a condition."
    )


def likenesses_told(writer: Writer, made: Collection[int], first_passage: int) -> dict[int, str]:
    """For articles just made: with which others they share most of their text, as a person would say it."""
    told: dict[int, list[str]] = {}
    for one in alike(writer.driver, made, before_passage=first_passage) if made else ():
        for number, other in ((one.article_id, one.other_id), (one.other_id, one.article_id)):
            if number in made and (other not in made or number > other):
                key = writer.key(other)
                what = "the same text at another source" if one.is_copy else "perhaps the same as"
                sentence = (
                    f"{what}: {key} ({one.share:.0%} of the text)"
                    if one.is_copy
                    else f"{what} {key} ({one.share:.0%} of the text)"
                )
                told.setdefault(number, []).append(sentence)
    return {number: "; ".join(sentences[:3]) for number, sentences in told.items()}
