"""Ingest: from drafts to captures, in batches.

The flow: a draft is read, divided and named outside the write lock (`prepare`, for many of them by a
`crew` on the other cores), placed by a pure decision (`decide`), and stored with its whole batch in one
transaction, at the end of which every article it touched is derived anew. Only then is anything
reported: what was said to be done is on the disk. One bad item is a receipt with its reason; the rest
of the batch goes in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from archive.errors import BadInput, BadItem
from archive.model import SIGHTLESS, Digest, Draft, Outcome, Receipt, utc_text
from archive.model.capture import read_otherwise
from archive.readers import Unreadable
from archive.services.crew import Chunk, prepared_chunks
from archive.services.decide import source_of
from archive.services.placing import Place, last_seen, likenesses_told, place
from archive.services.prepare import PAGE_TYPES, Prepared, media_type
from archive.services.takeover import taken_over
from archive.services.wire import Found
from archive.store.changes import read_by
from archive.store.derive import Deriver, find_mentions, looks_of, revisions_of
from archive.store.looks import NewCapture
from archive.store.moment import read
from archive.store.shadow import Look, RevisionRow, Verdict, verdicts
from archive.store.states import chunks, next_id
from archive.store.writer import Writer

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
    note: str | None = None


def ingest(
    database: Database,
    items: Iterable[Draft | Unreadable],
    *,
    now: Callable[[], datetime],
    is_strict: bool = False,
    keeps_raw: bool = True,
) -> Iterator[Receipt]:
    """Store looks at articles.

    Args:
        database: Open for writing.
        items: What the readers made.
        now: The clock; gives aware datetimes.
        is_strict: All or nothing: one transaction, undone by the first bad item.
        keeps_raw: Whether the exact bytes are kept; else only their digest and size, where the content does
            not give them anyway.

    Yields:
        A receipt for each item, in order, when it is stored for good.

    Raises:
        BadItem: Strict, and an item was bad; nothing was stored.
        Busy, Damaged, Unwritable: The batch at hand was not stored; those before were.
    """
    for batch, found in _batches(prepared_chunks(items, now), is_endless=is_strict):
        if is_strict:
            bad = next((item for item in batch if isinstance(item, Unreadable)), None)
            if bad is not None:
                raise BadItem(f"{bad.origin}: {bad.sentence} Nothing was stored.")
        yield from _store(database, batch, found, now(), is_strict=is_strict, keeps_raw=keeps_raw)


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
    database: Database,
    batch: list[Prepared | Unreadable],
    found: Found,
    now: datetime,
    *,
    is_strict: bool,
    keeps_raw: bool,
) -> list[Receipt]:
    with database.writing() as connection:
        done = _Batch(database, now, keeps_raw=keeps_raw, is_strict=is_strict)
        for is_event, items in groupby(batch, key=_is_event):
            if is_event:
                done.apply(items)
            else:
                done.add(list(items))
        before = revisions_of(done.driver, sorted(done.touched))
        Deriver(connection, _finder(found)).derive(done.touched)
        return _receipts(done, before)


def _is_event(item: Prepared | Unreadable) -> bool:
    return isinstance(item, Prepared) and item.draft.event is not None


def _is_dated_page(item: Prepared) -> bool:
    """Whether it is a page seen at a stated moment: its bytes say which look it is, however they are read."""
    return (
        item.draft.captured_at is not None
        and item.raw_digest is not None
        and media_type(item.draft.content_type) in PAGE_TYPES
    )


class _Batch:
    """A batch inside its transaction: looks in the order given, and decisions between them."""

    def __init__(self, database: Database, now: datetime, *, keeps_raw: bool, is_strict: bool) -> None:
        self.writer = Writer(database.connection)
        self.driver = self.writer.driver
        self.results: list[_Stored | Unreadable | Receipt] = []
        self.touched: set[int] = set()
        self.made: set[int] = set()
        self.first_passage = next_id(self.driver, "passage")
        self._database = database
        self._now = now
        self._keeps_raw = keeps_raw
        self._is_strict = is_strict

    def add(self, items: list[Prepared | Unreadable]) -> None:
        """Store looks."""
        self.writer = writer = Writer(
            self._database.connection
        )  # what an older one remembers may no longer hold
        placed: list[tuple[Prepared, Place] | Unreadable] = []
        for item in items:
            if isinstance(item, Unreadable):
                placed.append(item)
                continue
            try:
                placed.append((item, place(writer, item.draft, self._now)))
            except BadInput as error:
                placed.append(self._bad(item, error))
        writer.add_states(  # only now: a refused item is to leave nothing of itself
            {
                item[0].digest: item[0].state
                for item in placed
                if not isinstance(item, Unreadable)
                and item[0].digest is not None
                and item[0].state is not None
                and not _is_dated_page(item[0])
            }
        )
        for each in placed:
            if isinstance(each, Unreadable):
                self.results.append(each)
                continue
            item, where = each
            try:
                result = self._stored(writer, item, where)
            except BadInput as error:
                self.results.append(self._bad(item, error))
                continue
            self.results.append(result)
            if not result.is_repeat:
                self.touched.add(result.article_id)
            if where.is_new:
                self.made.add(result.article_id)

    def apply(self, items: Iterable[Prepared | Unreadable]) -> None:
        """Take over decisions."""
        for item in items:
            assert isinstance(item, Prepared)
            try:
                taken = taken_over(self._database, item.draft, self._now)
            except BadInput as error:
                self.results.append(self._bad(item, error))
                continue
            self.touched |= taken.touched
            self.results = [  # what was stored just now may count for another article by it
                replace(one, article_id=self.writer.counts_for(one.capture_id))
                if isinstance(one, _Stored)
                else one
                for one in self.results
            ]
            problem = None if taken.problem is None else self._bad(item, BadInput(taken.problem))
            self.results.append(problem or taken.receipt)

    def _bad(self, item: Prepared, error: BadInput) -> Unreadable:
        if self._is_strict:
            raise BadItem(f"{item.draft.origin}: {error} Nothing was stored.") from error
        return Unreadable(item.draft.origin, str(error))

    def _stored(self, writer: Writer, item: Prepared, where: Place) -> _Stored:
        draft = item.draft
        new = NewCapture(
            article_id=where.home_id,
            url=draft.url,
            source=source_of(draft),
            captured_at=item.captured_at,
            recorded_at=draft.recorded_at or self._now,
            sight="content" if draft.outcome not in SIGHTLESS else draft.outcome.value,
            reason=draft.reason,
            published_at=item.published_at,
            modified_at=draft.modified_at,
            language=draft.language,
            content_type=draft.content_type,
            raw=item.raw,
            digest=item.digest,
            extractor=item.extractor,
            links=draft.links,
            remains=draft.remains,
            keeps_raw=self._keeps_raw,
        )
        seen = None
        raw_digest, digest = item.raw_digest, item.digest
        if draft.outcome is Outcome.SAME and item.state is None and draft.remains is None:
            seen = last_seen(writer, where.root_id, draft, item.captured_at)
            raw_digest = None if not seen.raw_digest else bytes.fromhex(seen.raw_digest)
            digest = seen.digest
            new = replace(
                new,
                source=new.source if draft.source else seen.source,
                content_type=seen.content_type,
                reason=draft.reason or f"not modified since {utc_text(read(seen.captured_at))}",
            )
        elif draft.remains is not None:
            raw_digest = None if draft.remains.raw is None else bytes.fromhex(draft.remains.raw)
            digest = item.digest or (draft.remains.state and Digest(draft.remains.state)) or None
            if item.digest is None and digest is not None:
                writer.add_erased_state(digest)
                new = replace(new, digest=digest, extractor=draft.extractor or "unknown")
        if draft.captured_at is not None:
            if _is_dated_page(item) and raw_digest is not None:
                repeated = writer.look_at_page(where.root_id, draft.url, item.captured_at, raw_digest)
            else:
                repeated = writer.look(
                    where.root_id, draft.url, item.captured_at, raw_digest, digest, new.sight
                )
            if repeated is not None:
                return _Stored(draft.origin, writer.counts_for(repeated), repeated, is_repeat=True)
        if _is_dated_page(item) and item.digest is not None and item.state is not None:
            writer.add_states({item.digest: item.state})  # of a repeated look it would be nobody's
        capture_id = writer.repeat(new, seen) if seen is not None else writer.add_capture(new)
        return _Stored(
            draft.origin, writer.counts_for(capture_id), capture_id, is_repeat=False, note=where.note
        )


def _finder(found: Found) -> Callable[[Sequence[tuple[str, str]]], list[tuple[Mention, ...]]]:
    """A finder that knows what was found while the batch was prepared."""

    def find(texts: Sequence[tuple[str, str]]) -> list[tuple[Mention, ...]]:
        missing = [text for text in texts if text not in found]
        known = found | dict(zip(missing, find_mentions(missing), strict=True))
        return [known[text] for text in texts]

    return find


def _receipts(done: _Batch, before: dict[int, list[RevisionRow]]) -> list[Receipt]:
    article_ids = sorted({result.article_id for result in done.results if isinstance(result, _Stored)})
    writer = done.writer
    keys = {number: writer.key(number) for number in article_ids}
    found: dict[int, tuple[Look, Verdict | None]] = {}
    earlier: dict[int, int] = {}
    for chunk in chunks(article_ids):
        for looks in looks_of(writer.driver, chunk).values():
            judged = verdicts(look.state_id for look in looks)
            found.update(
                (look.capture_id, (look, verdict)) for look, verdict in zip(looks, judged, strict=True)
            )
            seen = [look for look in looks if look.state_id is not None]
            earlier.update(
                (new.capture_id, old.capture_id)
                for old, new in pairwise(seen)
                if old.state_id != new.state_id
            )
    read = _read_otherwise(writer, done, earlier)
    likenesses = likenesses_told(writer, done.made & set(article_ids), done.first_passage)
    receipts = []
    for result in done.results:
        if isinstance(result, Receipt):
            receipts.append(result)
            continue
        if isinstance(result, Unreadable):
            receipts.append(Receipt(result.origin, None, None, Outcome.FAILED, result.sentence, added=False))
            continue
        look, verdict = found[result.capture_id]
        reason: str | None = None
        if verdict is None:
            sight, reason = writer.sight(look.capture_id)
            outcome = Outcome.SAME if sight == "content" else Outcome(sight)
        else:
            outcome = Outcome.SAME if result.is_repeat else verdict.outcome
            if not result.is_repeat:
                reason = _renumbering(look, before.get(result.article_id, []), found)
                likeness = likenesses.pop(result.article_id, None)
                reason = _told(reason, result.note, likeness, read.get(look.capture_id))
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


def _read_otherwise(writer: Writer, done: _Batch, earlier: dict[int, int]) -> dict[int, str]:
    """Of new looks that saw something else than the look before: which another extractor read."""
    added = {result.capture_id for result in done.results if isinstance(result, _Stored)} & earlier.keys()
    by = read_by(writer.driver, added | {earlier[number] for number in added})
    return {
        number: read_otherwise(by[earlier[number]], by[number])
        for number in added
        if by[number] != by[earlier[number]]
    }


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


def _told(*notes: str | None) -> str | None:
    """What there is to say of a look, as one sentence.

    Example:
        >>> _told("It is for subscribers.", None, "perhaps the same as oak")
        'It is for subscribers; perhaps the same as oak'
    """
    said = [note for note in notes if note]
    return "; ".join([note.removesuffix(".") for note in said[:-1]] + said[-1:]) or None
