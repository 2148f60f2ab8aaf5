"""Reading kept bytes again with this program's extractors: a technical change, never the publisher's.

An article is read again as a whole or not at all, in one transaction: so no revision appears between two
looks only because different extractors read them. One of whose looks the bytes were not kept stays as it
is. What was read before stays in the file beside what is read now, which counts from then on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.model import Draft, Passage, Reextracted
from archive.services.history import story
from archive.services.opening import silent
from archive.services.prepare import PAGE_TYPES, media_type, prepared
from archive.store import readings
from archive.store.readings import NewReading
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from archive.model import State
    from archive.services.prepare import Prepared
    from archive.store.connection import Database
    from archive.store.readings import LookRead

_OF_TEXT = ("text/", "markdown/")
"""The beginnings of the names of what reads texts."""


def reextract(
    database: Database,
    names: tuple[str, ...] = (),
    *,
    now: datetime,
    is_dry: bool = False,
    progress: Callable[[int, int], None] = silent,
) -> Iterator[Reextracted]:
    """Read the kept bytes of articles again, and let what is read now count.

    Args:
        database: Open for writing, or, where it is dry, for reading.
        names: The articles, by key or address; none: all.
        now: The clock.
        is_dry: Only say what would become of it.
        progress: Called with the articles done and the articles there are.

    Yields:
        What became of each look whose bytes are of a kind that this program reads, article by article, when
        that is stored for good.

    Raises:
        NotFound: There is no such article.
    """
    with database.reading() as connection:
        wanted = [
            (known.article_id, known.key) for known in dict.fromkeys(story(database, n).known for n in names)
        ]
        if not names:
            wanted = readings.article_ids(connection)
    for done, (root_id, key) in enumerate(wanted, 1):
        if is_dry:
            with database.reading():
                found, _ = _read_again(database, root_id, key, now)
        else:
            found = _stored(database, root_id, key, now)
        yield from found
        progress(done, len(wanted))


def _stored(database: Database, root_id: int, key: str, now: datetime) -> list[Reextracted]:
    with database.reading():
        found, new = _read_again(database, root_id, key, now)
    if not new:
        return found
    with database.writing() as connection:
        looks = readings.looks_read(connection, root_id)
        known = {look.capture_id for look in looks}
        if not known >= {reading.capture_id for reading in new}:  # it was erased or parted meanwhile
            found, new = _read_again(database, root_id, key, now)
            looks = readings.looks_read(connection, root_id)
        readings.replace_readings(connection, root_id, new, looks)
    return found


def _read_again(
    database: Database, root_id: int, key: str, now: datetime
) -> tuple[list[Reextracted], list[NewReading]]:
    connection = database.connection
    found: list[Reextracted] = []
    new: list[NewReading] = []
    looks = [look for look in readings.looks_read(connection, root_id) if _is_readable(look)]
    lost = [look for look in looks if not look.has_bytes and look.state_id is not None]
    for look in looks:
        if not look.has_bytes or lost:
            outcome = "unkept" if not look.has_bytes else "kept"
            reason = f"the bytes of {len(lost)} of its looks were not kept; the article stays as it was read"
            found.append(_report(key, look, outcome, reason=reason))
            continue
        try:
            draft = _draft(database, look)
            made = prepared(draft, now=now)
        except ArchiveError as error:
            found.append(_report(key, look, "failed", reason=str(error)))
            continue
        if made.state is None or made.digest is None or made.extractor is None:
            found.append(_report(key, look, "refused", reason=made.draft.reason))
            continue
        result = _compared(database, key, look, made)
        found.append(result)
        if result.outcome == "changed" or made.extractor != look.extractor:
            new.append(
                NewReading(
                    look.capture_id,
                    made.extractor,
                    made.digest,
                    made.state,
                    made.draft.links,
                    _claims(look, made),
                )
            )
    return found, new


def _is_readable(look: LookRead) -> bool:
    """Whether its bytes are of a kind that this program reads: a page, or a text that it has read before."""
    if media_type(look.content_type) in PAGE_TYPES:
        return True
    return look.extractor is not None and look.extractor.startswith(_OF_TEXT)


def _draft(database: Database, look: LookRead) -> Draft:
    """The look as it came, with what had been given with it: what its bytes do not say themselves."""
    raw = readings.look_bytes(database.connection, look)
    old = readings.look_state(database.connection, look)
    if media_type(look.content_type) in PAGE_TYPES:
        return Draft(article="-", url=look.url, raw=raw, content_type=look.content_type)
    from archive.readers.text import decode, split_front_matter

    text = decode(raw)
    if look.content_type == "text/markdown":
        _, text = split_front_matter(text)
    draft = Draft(article="-", url=look.url, text=text, raw=raw, content_type=look.content_type)
    said = canonical(text)
    return draft if old is None else _with_given(draft, old, said)


def _with_given(draft: Draft, old: State, said: str) -> Draft:
    return replace(
        draft,
        title=old.title if old.title is not None and old.title not in said else None,
        byline=old.byline if old.byline is not None and old.byline not in said else None,
        dateline=old.dateline if old.dateline is not None and old.dateline not in said else None,
    )


def _claims(look: LookRead, made: Prepared) -> readings.Claims:
    """What the new reading claims; where it claims nothing, what had been claimed stays."""
    published, modified, language = look.claims
    return (
        made.published_at.text if made.published_at else published,
        made.draft.modified_at.text if made.draft.modified_at else modified,
        made.draft.language or language,
    )


def _compared(database: Database, key: str, look: LookRead, made: Prepared) -> Reextracted:
    old, new = readings.look_state(database.connection, look), made.state
    assert new is not None
    fields = []
    if old is not None:
        fields = [
            name for name in ("title", "byline", "dateline") if getattr(old, name) != getattr(new, name)
        ]
    claims = zip(("published", "modified", "language"), look.claims, _claims(look, made), strict=True)
    fields += [name for name, before, after in claims if before != after]
    if readings.look_links(database.connection, look) != made.draft.links:
        fields.append("links")
    changed = _differing(old.passages if old is not None else (), new.passages)
    is_same = look.digest == made.digest and not fields
    return Reextracted(
        article=key,
        capture=look.capture_id,
        outcome="same" if is_same else "changed",
        old=look.digest,
        new=made.digest,
        extractor_before=look.extractor,
        extractor=made.extractor,
        changed=changed,
        fields=tuple(fields),
    )


def _differing(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> int:
    """How many passages stand on one side only; one put in another's place counts once."""
    before, after = Counter(old), Counter(new)
    return max((before - after).total(), (after - before).total())


def _report(key: str, look: LookRead, outcome: str, *, reason: str | None) -> Reextracted:
    return Reextracted(
        article=key,
        capture=look.capture_id,
        outcome=outcome,
        old=look.digest,
        new=look.digest,
        extractor_before=look.extractor,
        extractor=look.extractor,
        reason=reason,
    )
