"""Listings of an archive: articles, captures, addresses."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from archive.model import (
    Address,
    ArticleSummary,
    Capture,
    Event,
    EventKind,
    Link,
    Outcome,
    Remains,
    State,
)
from archive.store.connection import driver_of
from archive.store.events import events
from archive.store.links import stored_links
from archive.store.moment import read
from archive.store.pages import stored_bytes
from archive.store.raw import LEFT_ONLY_DIGEST
from archive.store.revisions import Known, claim
from archive.store.shadow import Verdict, verdicts
from archive.store.standing import members
from archive.store.states import stored_states
from archive.store.tables import (
    ADDRESS,
    ARTICLE,
    CAPTURE,
    ERASURE,
    EVENT,
    EXTRACTION,
    EXTRACTOR,
    PASSAGE,
    PLACED,
    RAW,
    REVISION,
    SECTION,
    SOURCE,
    STANDING,
    STATE,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Row, Select


_HIDDEN = select(STANDING.c.article_id).where(STANDING.c.is_withheld == 1)
"""The articles that are withheld, those among them that are part of another one too."""


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the tables have that a person asks about; what is withheld counts as such only."""
    tables = (REVISION, STATE, PASSAGE)
    found = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
    rows = select(func.count()).select_from
    merged = select(STANDING.c.article_id).where(STANDING.c.article_id != STANDING.c.root_id)
    shown = ARTICLE.c.id.not_in(_HIDDEN) & ARTICLE.c.id.not_in(merged)
    found["article"] = connection.scalar(rows(ARTICLE).where(shown)) or 0
    found["capture"] = connection.scalar(rows(PLACED).where(PLACED.c.article_id.not_in(_HIDDEN))) or 0
    found["withheld"] = (
        connection.scalar(
            rows(STANDING).where(STANDING.c.is_withheld == 1, STANDING.c.article_id == STANDING.c.root_id)
        )
        or 0
    )
    return found


def article_summaries(connection: Connection) -> Iterator[ArticleSummary]:
    """Every article as it was last seen, by key; none that is withheld, or a part of another.

    One that was only ever refused, or was erased, has no revision.
    """
    last_number = (
        select(REVISION.c.article_id, func.max(REVISION.c.number).label("number"))
        .group_by(REVISION.c.article_id)
        .subquery()
    )
    latest = REVISION.alias("latest")
    looks = (
        select(
            PLACED.c.article_id,
            func.count().label("captures"),
            func.min(CAPTURE.c.captured_at).label("first"),
            func.max(CAPTURE.c.captured_at).label("last"),
        )
        .join(CAPTURE, CAPTURE.c.id == PLACED.c.capture_id)
        .group_by(PLACED.c.article_id)
        .subquery()
    )
    source = (
        select(SOURCE.c.name)
        .join(CAPTURE, CAPTURE.c.source_id == SOURCE.c.id)
        .join(PLACED, PLACED.c.capture_id == CAPTURE.c.id)
        .where(PLACED.c.article_id == ARTICLE.c.id)
        .order_by(CAPTURE.c.captured_at.desc(), CAPTURE.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    published = (
        select(REVISION.c.published)
        .where(REVISION.c.article_id == ARTICLE.c.id, REVISION.c.published.is_not(None))
        .order_by(REVISION.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            ARTICLE.c.key,
            STATE.c.id.label("state_id"),
            STATE.c.title,
            func.coalesce(last_number.c.number, 0).label("revisions"),
            looks.c.captures,
            looks.c.first,
            looks.c.last,
            source.label("source"),
            published.label("published"),
        )
        .join(looks, looks.c.article_id == ARTICLE.c.id)
        .outerjoin(last_number, last_number.c.article_id == ARTICLE.c.id)
        .outerjoin(
            latest,
            (latest.c.article_id == ARTICLE.c.id) & (latest.c.number == last_number.c.number),
        )
        .outerjoin(STATE, STATE.c.id == latest.c.state_id)
        .where(ARTICLE.c.id.not_in(_HIDDEN))
        .order_by(ARTICLE.c.key)
    )
    for row in connection.execute(query):
        yield ArticleSummary(
            article=row.key,
            title=row.title,
            source=row.source,
            revisions=row.revisions,
            first_captured_at=read(row.first),
            last_captured_at=read(row.last),
            published_at=claim(row.published),
            captures=row.captures,
            lead="" if row.title or row.state_id is None else lead_of(connection, row.state_id),
        )


def lead_of(connection: Connection, state_id: int) -> str:
    """The first text of a state that has no title: its first passage, else its first heading."""
    sections = (
        select(SECTION.c.heading, SECTION.c.passages)
        .where(SECTION.c.state_id == state_id)
        .order_by(SECTION.c.position)
    )
    heading = ""
    for row in connection.execute(sections):
        heading = heading or row.heading or ""
        if row.passages != "[]":
            first = connection.exec_driver_sql(
                "SELECT text FROM passage WHERE id = json_extract(?, '$[0][0]')", (row.passages,)
            ).scalar()
            return str(first)
    return heading


def captures(connection: Connection, known: Known) -> list[Capture]:
    """Every look that counts for an article, in order of time."""
    query = (
        _looks()
        .join(PLACED, PLACED.c.capture_id == CAPTURE.c.id)
        .where(PLACED.c.article_id == known.article_id)
        .order_by(CAPTURE.c.captured_at, CAPTURE.c.id)
    )
    rows = connection.execute(query).all()
    standing = verdicts(None if row.erased_for is not None else row.state_id for row in rows)
    seen = verdicts(row.state_id for row in rows)
    return [
        _capture(known.key, row, verdict, here.revision if here else None)
        for row, verdict, here in zip(rows, seen, standing, strict=True)
    ]


def _looks() -> Select[Any]:
    return (
        select(
            CAPTURE,
            ADDRESS.c.url,
            SOURCE.c.name.label("source"),
            EXTRACTION.c.state_id,
            EXTRACTION.c.link_set_id,
            EXTRACTION.c.claims,
            EXTRACTOR.c.name.label("extractor"),
            RAW.c.digest.label("raw_digest"),
            RAW.c.coding.label("raw_coding"),
            EVENT.c.reason.label("erased_for"),
        )
        .select_from(CAPTURE)
        .outerjoin(ADDRESS, ADDRESS.c.id == CAPTURE.c.address_id)
        .outerjoin(SOURCE, SOURCE.c.id == CAPTURE.c.source_id)
        .outerjoin(EXTRACTION, (EXTRACTION.c.capture_id == CAPTURE.c.id) & (EXTRACTION.c.active == 1))
        .outerjoin(EXTRACTOR, EXTRACTOR.c.id == EXTRACTION.c.extractor_id)
        .outerjoin(RAW, RAW.c.id == CAPTURE.c.raw_id)
        .outerjoin(ERASURE, ERASURE.c.capture_id == CAPTURE.c.id)
        .outerjoin(EVENT, EVENT.c.id == ERASURE.c.event_id)
    )


def _capture(key: str, row: Row[Any], verdict: Verdict | None, revision: int | None) -> Capture:
    claims = (row.published, row.modified, row.language) if row.claims is None else json.loads(row.claims)
    published, modified, language = claims
    reason = row.reason if row.erased_for is None else f"erased: {row.erased_for}"
    return Capture(
        article=key,
        capture=row.id,
        captured_at=read(row.captured_at),
        outcome=verdict.outcome if verdict else Outcome(row.sight),
        reason=reason,
        address=row.url,
        revision=revision,
        recorded_at=read(row.recorded_at),
        source=row.source,
        language=language,
        extractor=row.extractor,
        raw_digest=None if row.raw_digest is None else row.raw_digest.hex(),
        content_type=row.content_type,
        published_at=claim(published),
        modified_at=claim(modified),
    )


def recorded(connection: Connection, article_ids: Collection[int]) -> Iterator[tuple[Known, Capture]]:
    """Every look that counts for these articles, or for all that are shown, in the order they were recorded.

    Each comes with the article it was recorded for, which merges and splits do not change. Outcomes among
    new, revised, same and reverted are not told apart here: content is `same`.
    """
    query = (
        _looks()
        .add_columns(ARTICLE.c.key)
        .join(ARTICLE, ARTICLE.c.id == CAPTURE.c.article_id)
        .join(PLACED, PLACED.c.capture_id == CAPTURE.c.id)
        .where(PLACED.c.article_id.not_in(_HIDDEN))
    )
    if article_ids:
        query = query.where(PLACED.c.article_id.in_(sorted(article_ids)))
    for row in connection.execute(query.order_by(CAPTURE.c.id)):
        verdict = None if row.state_id is None else Verdict(Outcome.SAME, 0)
        told = _capture(row.key, row, verdict, None)
        yield Known(row.article_id, row.key), replace(told, reason=row.reason)


def addresses(connection: Connection, known: Known) -> tuple[Address, ...]:
    """The addresses recorded for an article, in the order they were joined."""
    query = select(ADDRESS).where(ADDRESS.c.article_id == known.article_id).order_by(ADDRESS.c.id)
    return tuple(Address(row.url, read(row.joined_at), row.reason) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Content:
    """What a capture holds.

    Attributes:
        state: What was read out of it; None where it saw none, or it was erased.
        raw: The exact bytes; None where there are none, or they were not kept.
        links: The links in it.
        remains: What is left of bytes not kept, or of content that was erased.
    """

    state: State | None
    raw: bytes | None
    links: tuple[Link, ...] = ()
    remains: Remains | None = None


def capture_content(connection: Connection, capture_id: int) -> Content:
    """What was read out of a capture, its exact bytes, and its links.

    Raises:
        Damaged: The bytes no longer have their digest.
    """
    driver = driver_of(connection)
    raw_id, digest, size, coding, state_id, name, link_set, is_erased = driver.execute(
        "SELECT c.raw_id, lower(hex(raw.digest)), raw.size, raw.coding, e.state_id, s.digest, e.link_set_id, "
        "c.id IN (SELECT capture_id FROM erasure) FROM capture AS c LEFT JOIN raw ON raw.id = c.raw_id "
        "LEFT JOIN extraction AS e ON e.capture_id = c.id AND e.active = 1 "
        "LEFT JOIN state AS s ON s.id = e.state_id WHERE c.id = ?",
        (capture_id,),
    ).fetchone()
    if is_erased:
        return Content(None, None, (), Remains(name, digest or None, size))
    state = None if state_id is None else stored_states(driver, [state_id])[state_id].state
    raw = None if raw_id is None else stored_bytes(driver, raw_id)
    remains = Remains(None, digest, size) if coding in LEFT_ONLY_DIGEST else None
    return Content(state, raw, stored_links(driver, link_set), remains)


def exported_events(connection: Connection, article_ids: Collection[int]) -> list[Event]:
    """The decisions about these articles, or about all that are shown, in order.

    An event of an article that is a part of one of these since is told with it.
    """
    driver = driver_of(connection)
    hidden = {number for (number,) in driver.execute("SELECT article_id FROM standing WHERE is_withheld")}
    ids = {number for (number,) in driver.execute("SELECT id FROM article")} - hidden
    if article_ids:
        ids = {number for root in article_ids for number in members(driver, root)}
    return [event for event in events(driver, ids) if not _names_hidden(driver, event, hidden)]


def _names_hidden(driver: sqlite3.Connection, event: Event, hidden: set[int]) -> bool:
    return any(
        number in hidden
        for (number,) in driver.execute(
            "SELECT id FROM article WHERE key IN (?, ?)", (event.article, event.other)
        )
    )


def exported_evidence(connection: Connection, article_ids: Collection[int]) -> list[Event]:
    """What named an address of another article as one of these."""
    return [
        Event(
            event=EventKind.EVIDENCE, article=key, recorded_at=read(moment), reason=reason, addresses=(url,)
        )
        for key, article_id, url, moment, reason in driver_of(connection).execute(
            "SELECT article.key, article.id, address.url, recorded_at, evidence.reason FROM evidence "
            "JOIN article ON article.id = evidence.article_id "
            "JOIN address ON address.id = evidence.address_id ORDER BY evidence.id"
        )
        if article_id in article_ids
    ]
