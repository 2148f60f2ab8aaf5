"""One look at a watched address: what it came to is stored, and when it is due again is set.

A page goes through `ingest`. A feed or sitemap puts the stories it lists on the list of what is watched; a
feed's own text of a story is taken where a look at its page gave nothing (`archive.services.turns`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.fetch import Fetched, Unchanged, Unseen, Validators
from archive.model import SIGHTLESS, Address, Claimed, Draft, Outcome, Precision
from archive.model.watch import WatchKind, WatchLook
from archive.readers import Unreadable, entry_draft
from archive.services.ingest import ingest
from archive.services.schedule import next_look
from archive.services.turns import FEED_EXTRACTORS
from archive.services.web import DEEPEST_INDEX, Claims, newest_first, reading
from archive.store import seen
from archive.store import watch as stored
from archive.text.address import names_a_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.fetch import Client, Look
    from archive.model import Receipt
    from archive.readers import Entry, Feed, Sitemap
    from archive.services.web import Reading
    from archive.store.connection import Database

MOST_SITEMAPS = 50
"""How many sitemaps of an index are watched, those that changed last."""


@dataclass(frozen=True, slots=True)
class _Came:
    """What a look came to, before the next one is set."""

    kind: WatchKind | None
    outcome: Outcome
    reason: str | None = None
    is_change: bool = False
    keeps_validators: bool = True
    stories: int = 0
    receipt: Receipt | None = None


class Watcher:
    """Looks at one claimed address after the other."""

    def __init__(
        self,
        database: Database,
        client: Client,
        now: Callable[[], datetime],
        owner: str,
        *,
        keeps_raw: bool = True,
    ) -> None:
        self._database = database
        self._client = client
        self._now = now
        self._owner = owner
        self._keeps_raw = keeps_raw

    def look(self, row: stored.Row) -> WatchLook:
        """Look at a claimed address, store what was seen, and say when it is due again."""
        validators = None
        if row.validated_url is not None and (row.etag or row.last_modified):
            validators = Validators(row.validated_url, row.etag, row.last_modified)
        look = self._client.fetch(row.url, validators)
        came = self._came(row, reading(look, row.url))
        seen_at = look.fetched_at
        failures = row.failures + 1 if came.outcome in SIGHTLESS else 0
        due = next_look(
            row.url,
            now=seen_at,
            kind=came.kind,
            story_at=row.story_at,
            quiet_since=seen_at if came.is_change else row.quiet_since,
            outcome=came.outcome,
            failures=failures,
            retry_after_s=look.retry_after_s if isinstance(look, Unseen) else None,
        )
        with self._database.writing() as connection:
            stored.finish(
                connection,
                row,
                self._owner,
                now=seen_at,
                due=due,
                kind=came.kind,
                outcome=came.outcome,
                reason=came.reason,
                failures=failures,
                is_change=came.is_change,
                validators=_kept(look, row) if came.keeps_validators else (None, None, None),
            )
        receipt = came.receipt
        return WatchLook(
            row.url,
            came.kind,
            None if receipt is None else receipt.article,
            None if receipt is None else receipt.revision,
            came.outcome,
            came.reason,
            came.stories,
            due,
            () if receipt is None or receipt.capture is None else (receipt.capture,),
        )

    def _came(self, row: stored.Row, found: Reading) -> _Came:
        if found.feed is not None and row.kind in (None, WatchKind.FEED):
            return self._feed(row, found.feed)
        if found.sitemap is not None and row.kind in (None, WatchKind.SITEMAP):
            return self._sitemap(row, found.sitemap)
        item = found.item or Unreadable(row.url, f"It was to be a {row.kind}, and is none.")
        is_list = row.kind in (WatchKind.FEED, WatchKind.SITEMAP)
        if isinstance(item, Draft) and (is_list or (row.kind is None and item.outcome is not None)):
            # Of a list no look is a capture; nor of what nobody has seen yet, which may be a list.
            if item.outcome is None:
                return _Came(row.kind, Outcome.FAILED, f"It was to be a {row.kind}, and is none.")
            return _Came(row.kind, item.outcome, item.reason)
        if isinstance(item, Unreadable) and (is_list or row.kind is None):
            return _Came(row.kind, Outcome.FAILED, item.sentence, keeps_validators=False)
        return self._page(row, item)

    def _page(self, row: stored.Row, item: Draft | Unreadable) -> _Came:
        item = _claims(row.claims).fill(item)
        if isinstance(item, Unreadable):
            with self._database.reading() as connection:
                is_known = seen.has_article(connection, row.url)
            if not is_known:
                return _Came(WatchKind.PAGE, Outcome.FAILED, item.sentence, keeps_validators=False)
            item = Draft(url=row.url, outcome=Outcome.FAILED, reason=item.sentence, origin=row.url)
        if item.outcome is Outcome.SAME:
            item = replace(item, url=self._seen_at(row, item.url))
        [receipt] = ingest(self._database, [item], now=self._now, keeps_raw=self._keeps_raw)
        if receipt.outcome in SIGHTLESS and row.claims.get("has_text") and row.parent_id is not None:
            self._want_text(row)
        return _Came(
            WatchKind.PAGE,
            receipt.outcome,
            receipt.reason,
            is_change=receipt.outcome in (Outcome.REVISED, Outcome.REVERTED),
            keeps_validators=receipt.capture is not None and receipt.outcome is not Outcome.REFUSED,
            receipt=receipt,
        )

    def _seen_at(self, row: stored.Row, url: str | None) -> str | None:
        """Where that was seen which is unchanged: a redirect may have become one for good, or for a time."""
        others = (row.url, row.validated_url)
        with self._database.reading() as connection:
            return next((one for one in (url, *others) if one and seen.gave_content(connection, one)), url)

    def _want_text(self, row: stored.Row) -> None:
        """The page gives nothing: have the feed read again, whole, for its own text of the story."""
        assert row.parent_id is not None
        with self._database.writing() as connection:
            known = stored.listed(connection, row.url)
            if known is not None and known.text_digest is None and not _reads_page(connection, row.url):
                stored.ask_again(connection, row.parent_id, self._now())

    def _feed(self, row: stored.Row, feed: Feed) -> _Came:
        now = self._now()
        entries = [entry for entry in feed.entries if entry.url is not None and names_a_story(entry.url)]
        with self._database.writing() as connection:
            stories = (_found(feed, entry, now) for entry in islice(entries, row.most))
            count = stored.take_listed(connection, row, stories, now)
        for entry in entries[: row.most]:
            self._take_text(feed, entry, now)
        outcome = Outcome.SAME if row.looked_at and not count else Outcome.REVISED
        return _Came(WatchKind.FEED, outcome, is_change=count > 0, stories=count)

    def _take_text(self, feed: Feed, entry: Entry, now: datetime) -> None:
        """Store the feed's own text of a story whose page gives none, where it is new."""
        assert entry.url is not None
        if entry.content is None:
            return
        digest = hashlib.sha256(entry.content.encode()).digest()
        with self._database.reading() as connection:
            known = stored.listed(connection, entry.url)
            if known is None or known.outcome not in SIGHTLESS or known.text_digest == digest:
                return
            if _reads_page(connection, entry.url):
                return
        draft = entry_draft(feed, entry, captured_at=now)
        if draft is None:
            return
        [receipt] = ingest(self._database, [draft], now=self._now, keeps_raw=self._keeps_raw)
        if receipt.added:
            with self._database.writing() as connection:
                stored.keep_text_digest(connection, known.row_id, digest)

    def _sitemap(self, row: stored.Row, sitemap: Sitemap) -> _Came:
        now, depth = self._now(), int(row.claims.get("depth", 0))
        pages = {page.url: page for page in sitemap.pages if names_a_story(page.url)}
        order = newest_first([(page.url, page.published_at or page.updated_at) for page in pages.values()])
        stories = [
            stored.Found(
                url,
                WatchKind.PAGE,
                _moment(pages[url].published_at or pages[url].updated_at, now),
                _plain(Claims(pages[url].published_at, pages[url].updated_at, pages[url].language)),
            )
            for url in order[: row.most]
        ]
        if depth < DEEPEST_INDEX:
            below = dict(sitemap.sitemaps)
            stories += [
                stored.Found(
                    url, WatchKind.SITEMAP, now, {"depth": depth + 1, "updated": str(below[url] or "")}
                )
                for url in newest_first(list(sitemap.sitemaps))[:MOST_SITEMAPS]
            ]
        with self._database.writing() as connection:
            count = stored.take_listed(connection, row, stories, now)
        outcome = Outcome.SAME if row.looked_at and not count else Outcome.REVISED
        return _Came(WatchKind.SITEMAP, outcome, is_change=count > 0, stories=count)


def _reads_page(connection: Any, url: str) -> bool:
    return seen.reads_page(connection, url, FEED_EXTRACTORS)


def _kept(look: Look, row: stored.Row) -> tuple[str | None, str | None, str | None]:
    """What to ask with next time; a look that saw nothing tells nothing about what there was."""
    if isinstance(look, (Fetched, Unchanged)):
        given = look.validators
        return (None, None, None) if given is None else (given.etag, given.last_modified, given.url)
    return row.etag, row.last_modified, row.validated_url


def _found(feed: Feed, entry: Entry, now: datetime) -> stored.Found:
    assert entry.url is not None
    claims = _plain(Claims.of(feed, entry))
    if entry.content is not None:
        claims["has_text"] = True
    return stored.Found(
        entry.url, WatchKind.PAGE, _moment(entry.published_at or entry.updated_at, now), claims
    )


def _moment(claim: Claimed | None, now: datetime) -> datetime:
    """When a story began, by what is claimed, and not after now."""
    if claim is None:
        return now
    if claim.precision is Precision.TIME:
        found = datetime.fromisoformat(claim.text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
    else:
        found = datetime.combine(claim.first_day, time.min, UTC)
    return min(found, now)


def _plain(claims: Claims) -> dict[str, Any]:
    said = {
        "published": None if claims.published_at is None else claims.published_at.text,
        "updated": None if claims.updated_at is None else claims.updated_at.text,
        "language": claims.language,
        "addresses": [[address.url, address.reason] for address in claims.addresses] or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _claims(said: dict[str, Any]) -> Claims:
    published, updated = (
        Claimed(said[name]) if said.get(name) else None for name in ("published", "updated")
    )
    addresses = tuple(Address(url, None, reason) for url, reason in said.get("addresses", ()))
    return Claims(published, updated, said.get("language"), addresses)
