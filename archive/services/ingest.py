"""Ingest: from drafts to captures, in batches.

The flow: a draft is read, divided and named outside the write lock (`prepare`, for many of them by a
`crew` on the other cores), placed by a pure decision (`decide`), and stored with its whole batch in one
transaction, at the end of which every article it touched is derived anew. Only then is anything
reported: what was said to be done is on the disk. One bad item is a receipt with its reason; the rest
of the batch goes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import Draft, Outcome, Receipt
from archive.readers import Unreadable
from archive.services.crew import Chunk, prepared_chunks
from archive.services.decide import Identity, key_of_url, placement, source_of
from archive.services.prepare import Prepared
from archive.services.wire import Found
from archive.store.derive import Deriver, find_mentions, looks_of, revisions_of
from archive.store.shadow import Look, RevisionRow, Verdict, verdicts
from archive.store.states import chunks
from archive.store.writer import NewCapture, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from archive.model import Mention
    from archive.store.connection import Database

BATCH_CAPTURES = 300
BATCH_BYTES = 3_000_000
"""A batch ends at whichever comes first: it bounds the memory used and the time the lock is held."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """What became of one item inside the transaction."""

    source: str
    article_id: int
    capture_id: int
    is_repeat: bool


def ingest(
    database: Database,
    items: Iterable[Draft | Unreadable],
    *,
    now: Callable[[], datetime],
    is_strict: bool = False,
) -> Iterator[Receipt]:
    """Store looks at articles.

    Args:
        database: Open for writing.
        items: What the readers made.
        now: The clock; gives aware datetimes.
        is_strict: All or nothing: one transaction, undone by the first bad item.

    Yields:
        A receipt for each item, in order, when it is stored for good.

    Raises:
        BadInput: Strict, and an item was bad; nothing was stored.
        Busy, Damaged, Unwritable: The batch at hand was not stored; those before were.
    """
    for batch, found in _batches(prepared_chunks(items, now), is_endless=is_strict):
        if is_strict:
            bad = next((item for item in batch if isinstance(item, Unreadable)), None)
            if bad is not None:
                raise BadInput(f"{bad.origin}: {bad.sentence} Nothing was stored.")
        yield from _store(database, batch, found, now(), is_strict=is_strict)


def _batches(
    chunks: Iterator[Chunk], *, is_endless: bool
) -> Iterator[tuple[list[Prepared | Unreadable], Found]]:
    batch: list[Prepared | Unreadable] = []
    found: Found = {}
    size_bytes = 0
    for chunk in chunks:
        batch.extend(chunk.items)
        found.update(chunk.found)
        size_bytes += sum(len(item.raw or b"") for item in chunk.items if isinstance(item, Prepared))
        if not is_endless and (len(batch) >= BATCH_CAPTURES or size_bytes >= BATCH_BYTES):
            yield batch, found
            batch, found, size_bytes = [], {}, 0
    if batch:
        yield batch, found


def _store(
    database: Database, batch: list[Prepared | Unreadable], found: Found, now: datetime, *, is_strict: bool
) -> list[Receipt]:
    placed: list[tuple[Prepared, int] | Unreadable] = []
    with database.writing() as connection:
        writer = Writer(connection)
        for item in batch:
            if isinstance(item, Unreadable):
                placed.append(item)
                continue
            try:
                placed.append((item, _place(writer, item.draft, now)))
            except BadInput as error:
                if is_strict:
                    raise BadInput(f"{item.draft.origin}: {error} Nothing was stored.") from error
                placed.append(Unreadable(item.draft.origin, str(error)))
        writer.add_states(  # only now: a refused item is to leave nothing of itself
            {
                item[0].digest: item[0].state
                for item in placed
                if not isinstance(item, Unreadable)
                and item[0].digest is not None
                and item[0].state is not None
            }
        )
        results = [item if isinstance(item, Unreadable) else _add(writer, *item, now) for item in placed]
        stored = [result for result in results if isinstance(result, _Stored)]
        added = sorted({result.article_id for result in stored if not result.is_repeat})
        before = revisions_of(writer.driver, added)
        Deriver(connection, _finder(found)).derive(added)
        return _receipts(writer, results, before)


def _finder(found: Found) -> Callable[[Sequence[tuple[str, str]]], list[tuple[Mention, ...]]]:
    """A finder that knows what was found while the batch was prepared."""

    def find(texts: Sequence[tuple[str, str]]) -> list[tuple[Mention, ...]]:
        missing = [text for text in texts if text not in found]
        known = found | dict(zip(missing, find_mentions(missing), strict=True))
        return [known[text] for text in texts]

    return find


def _place(writer: Writer, draft: Draft, now: datetime) -> int:
    """The article a draft belongs to, made and given its addresses where it has to be."""
    known = Identity(
        None if draft.article is None else writer.article_id(draft.article),
        None if draft.url is None else writer.article_of_url(draft.url),
    )
    place = placement(draft, known)
    recorded_at = draft.recorded_at or now
    article_id = place.article_id
    if article_id is None:
        article_id = writer.add_article(place.new_key or _free_key(writer, draft.url or ""), recorded_at)
    for address in draft.addresses:
        owner = writer.article_of_url(address.url)
        if owner is None:
            writer.join_address(article_id, address.url, address.joined_at or recorded_at, address.reason)
    if place.joins_url is not None and draft.url is not None and writer.article_of_url(draft.url) is None:
        writer.join_address(article_id, draft.url, recorded_at, place.joins_url)
    return article_id


def _add(writer: Writer, item: Prepared, article_id: int, now: datetime) -> _Stored:
    draft = item.draft
    has_content = item.state is not None
    sight = "content" if has_content or draft.outcome is None else draft.outcome.value
    if draft.captured_at is not None:
        repeated = writer.look(article_id, draft.url, item.captured_at, item.raw_digest, item.digest, sight)
        if repeated is not None:
            return _Stored(draft.origin, article_id, repeated, is_repeat=True)
    capture_id = writer.add_capture(
        NewCapture(
            article_id=article_id,
            url=draft.url,
            source=source_of(draft),
            captured_at=item.captured_at,
            recorded_at=draft.recorded_at or now,
            sight=sight,
            reason=draft.reason,
            published_at=item.published_at,
            modified_at=draft.modified_at,
            language=draft.language,
            content_type=draft.content_type,
            raw=item.raw,
            digest=item.digest,
            extractor=item.extractor,
        )
    )
    return _Stored(draft.origin, article_id, capture_id, is_repeat=False)


def _free_key(writer: Writer, url: str) -> str:
    base = key_of_url(url)
    key, number = base, 1
    while writer.article_id(key) is not None:
        number += 1
        key = f"{base}-{number}"
    return key


def _receipts(
    writer: Writer, results: list[_Stored | Unreadable], before: dict[int, list[RevisionRow]]
) -> list[Receipt]:
    article_ids = sorted({result.article_id for result in results if isinstance(result, _Stored)})
    keys = {number: writer.key(number) for number in article_ids}
    found: dict[int, tuple[Look, Verdict | None]] = {}
    for chunk in chunks(article_ids):
        for looks in looks_of(writer.driver, chunk).values():
            judged = verdicts(look.state_id for look in looks)
            found.update(
                (look.capture_id, (look, verdict)) for look, verdict in zip(looks, judged, strict=True)
            )
    receipts = []
    for result in results:
        if isinstance(result, Unreadable):
            receipts.append(Receipt(result.origin, None, None, Outcome.FAILED, result.sentence, added=False))
            continue
        look, verdict = found[result.capture_id]
        reason: str | None = None
        if verdict is None:
            sight, reason = writer.sight(look.capture_id)
            outcome = Outcome(sight)
        else:
            outcome = Outcome.SAME if result.is_repeat else verdict.outcome
            if not result.is_repeat:
                reason = _renumbering(look, before[result.article_id], found)
        if result.is_repeat:
            reason = "this look is in the archive already"
        receipts.append(
            Receipt(
                result.source,
                keys[result.article_id],
                verdict.revision if verdict else None,
                outcome,
                reason,
                result.capture_id,
                added=not result.is_repeat,
            )
        )
    return receipts


def _renumbering(
    look: Look, before: list[RevisionRow], found: dict[int, tuple[Look, Verdict | None]]
) -> str | None:
    """What a late look did to the numbers that people may have written down."""
    moved: list[tuple[int, int]] = []
    for row in before:
        verdict = found[row.first_capture_id][1]
        if verdict is not None and verdict.revision != row.number:
            moved.append((row.number, verdict.revision))
    if not moved or look.captured_at > before[-1].captured_at:
        return None
    (old_first, new_first), (old_last, new_last) = moved[0], moved[-1]
    if len(moved) == 1:
        return f"seen before what was here: revision {old_first} is now {new_first}"
    return f"seen before what was here: revisions {old_first} to {old_last} are now {new_first} to {new_last}"
