"""Keeping an archive: proof, derivation anew, export and copies."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import BadInput, Damaged, SchemaMismatch
from archive.model import SIGHTLESS, Draft, Record, Verification
from archive.services.opening import silent
from archive.store import history, pages, rebuild, schema, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.model import Address, Capture, Event, Reextraction
    from archive.store.connection import Database
    from archive.store.history import Content


@dataclass(frozen=True, slots=True)
class Info(Record):
    """What a database file is."""

    file: str
    size_bytes: int
    schema: str
    articles: int
    captures: int
    revisions: int
    states: int
    passages: int
    derived_is_current: bool
    withheld: int = 0


def info(database: Database) -> Info:
    """What the file holds."""
    with database.reading() as connection:
        counts = history.counts(connection)
        return Info(
            file=str(database.path),
            size_bytes=database.path.stat().st_size,
            schema=schema.SCHEMA,
            articles=counts["article"],
            captures=counts["capture"],
            revisions=counts["revision"],
            states=counts["state"],
            passages=counts["passage"],
            derived_is_current=rebuild.is_current(connection),
            withheld=counts["withheld"],
        )


def verification(database: Database, progress: Callable[[int, int], None] = silent) -> Verification:
    """Proof that the file holds what it says; what is wrong is named."""
    with database.reading() as connection:
        return verify.verification(connection, progress)


def rebuild_all(database: Database, progress: Callable[[int, int], None] = silent) -> int:
    """Make everything derived again; until it is done, and if it is interrupted, the old one works.

    Before that, what is damaged of the bytes of pages is stored anew where a second copy gives it.

    Returns:
        The number of articles.
    """
    with suppress(Damaged), database.writing() as connection:  # what cannot be mended, `verify` names
        pages.mend(connection)
    with database.writing() as connection:
        return rebuild.rebuild(connection, progress)


def rebuild_facts(database: Database, progress: Callable[[int, int], None] = silent) -> Reextraction:
    """Read every passage for facts again, as after an upgrade of the rules; changes no revision.

    Raises:
        SchemaMismatch: More than the facts was derived by other rules.
    """
    with database.writing() as connection:
        if not rebuild.only_facts_differ(connection):
            raise SchemaMismatch(
                "More than the facts was derived by another version of the rules. "
                "`archive rebuild` makes all of it again."
            )
        return rebuild.rebuild_facts(connection, progress)


def backup(database: Database, target: Path) -> None:
    """Copy the file, as of one moment, while others read and write it.

    Raises:
        BadInput: There is such a file already.
        Unwritable: It could not be written.
    """
    schema.backup(database, target)


def export(database: Database, names: tuple[str, ...] = ()) -> Iterator[Draft]:
    """Every look as a draft that `ingest` takes back: an equal archive follows from them.

    In the order in which they were recorded, so that in a new file captures keep their numbers, as long as
    all are exported. Decisions about articles stand between the looks where they were made; what is
    withheld is left out.

    Args:
        database: Open for reading.
        names: The articles wanted, by key or address; none: all.

    Raises:
        NotFound: There is no such article.
        BadInput: A name is that of a revision: articles are exported whole.
    """
    from archive.services.history import story

    with database.reading() as connection:
        wanted: set[int] = set()
        for name in names:
            found = story(database, name)
            if found.named is not None:
                raise BadInput(
                    f"{name} names one revision, and articles are exported whole; leave out the @…."
                )
            wanted.add(found.known.article_id)
        told: set[int] = set()
        events = list(history.exported_events(connection, wanted))
        for known, capture in history.recorded(connection, wanted):
            while events and events[0].after_capture < capture.capture:
                yield _of_event(events.pop(0))
            addresses: tuple[Address, ...] = ()
            if known.article_id not in told:
                told.add(known.article_id)
                addresses = history.addresses(connection, known)
            yield _draft(history.capture_content(connection, capture.capture), capture, addresses)
        yield from map(_of_event, events)
        yield from map(_of_event, history.exported_evidence(connection, told))


def _of_event(event: Event) -> Draft:
    return Draft(article=event.article, recorded_at=event.recorded_at, event=event, reason=event.reason)


def _draft(content: Content, capture: Capture, addresses: tuple[Address, ...]) -> Draft:
    state = content.state
    return Draft(
        article=capture.article,
        url=capture.address,
        captured_at=capture.captured_at,
        recorded_at=capture.recorded_at,
        source=capture.source,
        published_at=capture.published_at,
        modified_at=capture.modified_at,
        title=None if state is None else state.title,
        byline=None if state is None else state.byline,
        dateline=None if state is None else state.dateline,
        language=capture.language,
        sections=None if state is None else state.sections,
        raw=content.raw,
        content_type=capture.content_type,
        links=content.links,
        outcome=capture.outcome if capture.outcome in SIGHTLESS else None,
        reason=capture.reason,
        extractor=capture.extractor,
        addresses=addresses,
        remains=content.remains,
        origin=f"{capture.article}#{capture.capture}",
    )
