"""Looks at the web, as drafts: a page is one, a feed or a sitemap leads to the pages it lists.

A feed may carry the whole text of its entries. The page is asked for first, because it is what readers see;
the feed's own text is taken where the page gives none (forbidden, behind a wall, gone), and only as long as
the article has never been read from its page: text of the two kinds taking turns would look like edits by
the publisher, and be none. So an article is read from its page, or else from its feed.

Every look that asked a server something is a draft, also one that saw nothing. What could not even be
asked (no address of the web, a private network, a host that is not found) is an `Unreadable`, unless the
address is known: that an article could not be looked at belongs to its history.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.fetch import Client, Fetched, Unchanged, Unseen, without_secret
from archive.model import SIGHTLESS, Address, Draft, Outcome
from archive.readers import (
    Kind,
    Unreadable,
    decode,
    entry_draft,
    id_addresses,
    kind_of,
    read_feed,
    read_sitemap,
)
from archive.services.prepare import extracted, is_page
from archive.services.turns import FEED_EXTRACTORS
from archive.store import seen
from archive.text.address import cleaned, names_a_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from archive.fetch import Look, Manners
    from archive.model import Claimed, Receipt
    from archive.readers import Entry, Feed, Sitemap
    from archive.store.connection import Database

MOST_SITEMAPS = 200
NO_PAGE = "It is listed as a page, and is a feed or a sitemap."
DEEPEST_INDEX = 3
"""An index may lead to indexes; deeper than this none does in good faith."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a look at an address gave.

    Attributes:
        item: For a page or text, and for a look that saw nothing: the draft, or why there is none.
        feed: For a feed.
        sitemap: For a sitemap.
    """

    item: Draft | Unreadable | None = None
    feed: Feed | None = None
    sitemap: Sitemap | None = None


def reading(look: Look, url: str) -> Reading:
    """What a look came to.

    Args:
        look: What the client gave.
        url: The address that was asked for.
    """
    if isinstance(look, Unchanged):
        since = look.validators.last_modified or f"the look with ETag {look.validators.etag}"
        return Reading(
            Draft(
                url=look.url if _is_elsewhere(look, url) else url,
                captured_at=look.fetched_at,
                outcome=Outcome.SAME,
                reason=f"not modified since {since}"[:300],
                origin=url,
            )
        )
    if isinstance(look, Unseen):
        if look.is_unasked:
            return Reading(Unreadable(without_secret(url), look.reason))
        return Reading(_unseen(url, look.fetched_at, look.outcome, look.reason))
    kind = kind_of(look.body, look.content_type)
    try:
        if kind is Kind.FEED:
            return Reading(feed=read_feed(look.body, url=look.url, content_type=look.content_type))
        if kind is Kind.SITEMAP:
            return Reading(sitemap=read_sitemap(look.body, url=look.url))
    except BadInput as error:
        return Reading(Unreadable(url, error.sentence))
    if kind is None:
        said = look.content_type or "of no declared type"
        return Reading(Unreadable(url, f"What is there is {said}: no page, feed, sitemap or text."))
    return Reading(_content(look, url, kind))


def _unseen(url: str, seen_at: datetime, outcome: Outcome, reason: str, raw: Fetched | None = None) -> Draft:
    return Draft(
        url=url,
        captured_at=seen_at,
        outcome=outcome,
        reason=reason,
        raw=None if raw is None else raw.body,
        content_type=None if raw is None else raw.content_type,
        origin=url,
    )


def _is_elsewhere(look: Fetched | Unchanged, url: str) -> bool:
    """Whether all redirects say that the story moved for good: then it was seen at their end."""
    return look.moved_for_good and cleaned(look.url) != cleaned(url)


def _content(look: Fetched, url: str, kind: Kind) -> Draft | Unreadable:
    """A page or a text. Its address is the one asked for, unless all redirects say that it moved for good."""
    if not names_a_story(look.url) and names_a_story(url):
        reason = f"It leads to the front page {look.url}, not to a story."
        return _unseen(url, look.fetched_at, Outcome.REFUSED, reason, look)
    own, addresses = url, tuple[Address, ...]()
    if _is_elsewhere(look, url):
        statuses = ", ".join(str(hop.status) for hop in look.hops[:-1])
        own, addresses = look.url, (Address(url, None, f"it redirects here for good (status {statuses})"),)
    draft = Draft(
        url=own,
        captured_at=look.fetched_at,
        raw=look.body,
        content_type=look.content_type or "text/html",
        reason="; ".join(look.notes)[:2_000] or None,
        addresses=addresses,
        origin=url,
    )
    if kind is Kind.PAGE:
        if not look.body.strip():
            return _unseen(url, look.fetched_at, Outcome.FAILED, "The answer is empty.")
        is_page = (draft.content_type or "").partition(";")[0].strip().lower().endswith("html")
        return draft if is_page else replace(draft, content_type="text/html")
    try:
        text = decode(look.body)
    except BadInput as error:
        return Unreadable(url, error.sentence)
    return replace(draft, text=text, content_type="text/markdown" if kind is Kind.MARKDOWN else "text/plain")


def fetched(
    database: Database,
    urls: Iterable[str],
    manners: Manners,
    *,
    now: Callable[[], datetime],
    most: int,
    keeps_raw: bool = True,
) -> Iterator[Receipt]:
    """Fetch what there is at addresses and store it, in small batches.

    Args:
        database: Open for writing.
        urls: Of pages, texts, feeds and sitemaps.
        manners: How to behave.
        now: The clock.
        most: How many pages of a feed or sitemap are looked at, the newest first.
        keeps_raw: As for `archive.services.ingest.ingest`.

    Yields:
        A receipt for each look, when it is stored.
    """
    from archive.services.ingest import ingest

    with Client(manners, now=now) as client:
        looks = (item for url in urls for item in gathered(database, client, url, most=most))
        for batch in in_batches(looks):
            yield from ingest(database, batch, now=now, keeps_raw=keeps_raw)


def gathered(database: Database, client: Client, url: str, *, most: int) -> Iterator[Draft | Unreadable]:
    """What there is at an address, lazily: its page, or those that a feed or sitemap leads to.

    Args:
        database: Asked whether a story is read from its page.
        client: Looks at addresses.
        url: What the user names.
        most: How many pages of a feed or sitemap are looked at, the newest first.
    """

    def reads_page(address: str) -> bool:
        with database.reading() as connection:
            return seen.reads_page(connection, address, FEED_EXTRACTORS)

    def is_known(address: str) -> bool:
        with database.reading() as connection:
            return seen.has_article(connection, address)

    return Gatherer(client, reads_page=reads_page, is_known=is_known, most=most).gather(url)


class Gatherer:
    """Follows what the user names to the pages of stories: a page, a feed's entries, a sitemap's pages."""

    def __init__(
        self,
        client: Client,
        *,
        reads_page: Callable[[str], bool],
        is_known: Callable[[str], bool],
        most: int,
    ) -> None:
        """Make one.

        Args:
            client: Looks at addresses.
            reads_page: Whether an address is of an article that was read from its page before.
            is_known: Whether an address is of an article.
            most: How many pages of a feed or sitemap are looked at, the newest first.
        """
        self._client = client
        self._is_known = is_known
        self._reads_page = reads_page
        self._most = most

    def gather(self, url: str) -> Iterator[Draft | Unreadable]:
        """What there is at an address, lazily: a look at a time."""
        found = self._reading(url)
        if found.item is not None:
            yield found.item
        elif found.feed is not None:
            yield from self._entries(found.feed, url)
        elif found.sitemap is not None:
            yield from self._pages(found.sitemap, url)

    def _reading(self, url: str) -> Reading:
        look = self._client.fetch(url)
        if not isinstance(look, Unseen) or not look.is_unasked or without_secret(url) != url:
            return reading(look, url)
        if self._is_known(url):
            return Reading(_unseen(url, look.fetched_at, Outcome.FAILED, look.reason))
        return reading(look, url)

    def _entries(self, feed: Feed, url: str) -> Iterator[Draft | Unreadable]:
        entries = [entry for entry in feed.entries if entry.url is not None and names_a_story(entry.url)]
        if not entries:
            yield Unreadable(url, "It is a feed, and none of its entries says where its story is.")
        for entry in entries[: self._most]:
            assert entry.url is not None
            found = self._reading(entry.url)
            yield from entry_items(feed, entry, found, reads_page=self._reads_page)

    def _pages(self, sitemap: Sitemap, url: str) -> Iterator[Draft | Unreadable]:
        pages, problems = self._listed(sitemap, url)
        yield from problems
        for page in newest_first(pages)[: self._most]:
            found = self._reading(page)
            yield found.item or Unreadable(page, NO_PAGE)

    def _listed(
        self, sitemap: Sitemap, url: str
    ) -> tuple[list[tuple[str, Claimed | None]], list[Unreadable]]:
        """All pages that a sitemap and those below it list."""
        pages: list[tuple[str, Claimed | None]] = []
        problems: list[Unreadable] = []
        seen = {url}
        waiting = [(sitemap, 0)]
        while waiting:
            at_hand, depth = waiting.pop(0)
            pages += [(page.url, page.published_at or page.updated_at) for page in at_hand.pages]
            for below in newest_first(list(at_hand.sitemaps)):
                if below in seen:
                    continue
                if depth >= DEEPEST_INDEX or len(seen) >= MOST_SITEMAPS:
                    problems.append(Unreadable(below, "The index leads too far; this part of it is left."))
                    return pages, problems
                seen.add(below)
                found = self._reading(below)
                if found.sitemap is not None:
                    waiting.append((found.sitemap, depth + 1))
                else:
                    why = found.item.sentence if isinstance(found.item, Unreadable) else "It is no sitemap."
                    if isinstance(found.item, Draft) and found.item.outcome in SIGHTLESS:
                        why = found.item.reason or why
                    problems.append(Unreadable(below, why))
        return pages, problems


def newest_first(listed: list[tuple[str, Claimed | None]]) -> list[str]:
    """Addresses by the date that is claimed for them; those without one last, all else in their order."""
    known = dict(reversed(listed))
    dated = sorted(
        ((claim.text, url) for url, claim in known.items() if claim is not None),
        key=lambda one: one[0],
        reverse=True,
    )
    dated_urls = [url for _, url in dated]
    undated = [url for url, _ in listed if known[url] is None]
    return list(dict.fromkeys([*dated_urls, *undated]))


@dataclass(frozen=True, slots=True)
class Claims:
    """What a feed or sitemap says of a story; it counts where the page says nothing."""

    published_at: Claimed | None = None
    updated_at: Claimed | None = None
    language: str | None = None
    addresses: tuple[Address, ...] = ()

    @classmethod
    def of(cls, feed: Feed, entry: Entry) -> Claims:
        """What an entry of a feed says."""
        return cls(entry.published_at, entry.updated_at, entry.language, tuple(id_addresses(feed, entry)))

    def fill(self, item: Draft | Unreadable) -> Draft | Unreadable:
        """A draft, a page extracted first, with these claims where it has none of its own."""
        if isinstance(item, Unreadable):
            return item
        if is_page(item):
            try:
                item = extracted(item)
            except BadInput as error:
                return Unreadable(item.origin, error.sentence)
        named = {address.url for address in item.addresses} | {item.url}
        return replace(
            item,
            published_at=item.published_at or self.published_at,
            modified_at=item.modified_at or self.updated_at,
            language=item.language or self.language,
            addresses=(*item.addresses, *(one for one in self.addresses if one.url not in named)),
        )


def entry_items(
    feed: Feed, entry: Entry, found: Reading, *, reads_page: Callable[[str], bool]
) -> Iterator[Draft | Unreadable]:
    """What an entry gives: its page, with what the feed claims where the page claims nothing; else its text.

    Args:
        feed: The feed that lists it.
        entry: The entry; it has an address.
        found: What the look at its page came to.
        reads_page: Whether an address is of an article that was read from its page before.
    """
    assert entry.url is not None
    item = Claims.of(feed, entry).fill(found.item or Unreadable(entry.url, NO_PAGE))
    yield item
    is_seen = isinstance(item, Draft) and item.outcome not in SIGHTLESS
    if not is_seen and not reads_page(entry.url):
        seen_at = item.captured_at if isinstance(item, Draft) else None
        own = entry_draft(feed, entry, captured_at=seen_at)
        if own is not None:
            yield own


def in_batches(
    items: Iterable[Draft | Unreadable], *, most: int = 20, longest_s: float = 5.0
) -> Iterator[list[Draft | Unreadable]]:
    """Items that come slowly, in batches worth storing: what was seen is to be safe soon.

    Args:
        items: In order.
        most: How many a batch has at most.
        longest_s: For how many seconds a batch is collected, but for the item that is under way.
    """
    batch: list[Draft | Unreadable] = []
    since_s = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= most or time.monotonic() - since_s >= longest_s:
            yield batch
            batch, since_s = [], time.monotonic()
    if batch:
        yield batch
