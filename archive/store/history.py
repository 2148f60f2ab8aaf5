"""Listings of an archive: articles, captures, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from archive.model import (
    Address,
    ArticleSummary,
    Capture,
    Outcome,
    State,
)
from archive.store.connection import driver_of
from archive.store.moment import read
from archive.store.raw import Coded, decoded
from archive.store.revisions import Known, claim
from archive.store.shadow import Verdict, verdicts
from archive.store.states import stored_states
from archive.store.tables import (
    ADDRESS,
    ARTICLE,
    CAPTURE,
    EXTRACTION,
    EXTRACTOR,
    PASSAGE,
    RAW,
    REVISION,
    SECTION,
    SOURCE,
    STATE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Row, Select


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the tables have that a person asks about."""
    tables = (ARTICLE, CAPTURE, REVISION, STATE, PASSAGE)
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def article_summaries(connection: Connection) -> Iterator[ArticleSummary]:
    """Every article as it was last seen, by key. One that was only ever refused has no revision."""
    last_number = (
        select(REVISION.c.article_id, func.max(REVISION.c.number).label("number"))
        .group_by(REVISION.c.article_id)
        .subquery()
    )
    latest = REVISION.alias("latest")
    looks = (
        select(
            CAPTURE.c.article_id,
            func.count().label("captures"),
            func.min(CAPTURE.c.captured_at).label("first"),
            func.max(CAPTURE.c.captured_at).label("last"),
        )
        .group_by(CAPTURE.c.article_id)
        .subquery()
    )
    source = (
        select(SOURCE.c.name)
        .join(CAPTURE, CAPTURE.c.source_id == SOURCE.c.id)
        .where(CAPTURE.c.article_id == ARTICLE.c.id)
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
    """Every look at an article, in order of time."""
    query = (
        _looks().where(CAPTURE.c.article_id == known.article_id).order_by(CAPTURE.c.captured_at, CAPTURE.c.id)
    )
    rows = connection.execute(query).all()
    return [
        _capture(known.key, row, verdict)
        for row, verdict in zip(rows, verdicts(row.state_id for row in rows), strict=True)
    ]


def _looks() -> Select[Any]:
    return (
        select(
            CAPTURE,
            ADDRESS.c.url,
            SOURCE.c.name.label("source"),
            EXTRACTION.c.state_id,
            EXTRACTOR.c.name.label("extractor"),
            RAW.c.digest.label("raw_digest"),
        )
        .select_from(CAPTURE)
        .outerjoin(ADDRESS, ADDRESS.c.id == CAPTURE.c.address_id)
        .outerjoin(SOURCE, SOURCE.c.id == CAPTURE.c.source_id)
        .outerjoin(EXTRACTION, (EXTRACTION.c.capture_id == CAPTURE.c.id) & (EXTRACTION.c.active == 1))
        .outerjoin(EXTRACTOR, EXTRACTOR.c.id == EXTRACTION.c.extractor_id)
        .outerjoin(RAW, RAW.c.id == CAPTURE.c.raw_id)
    )


def _capture(key: str, row: Row[Any], verdict: Verdict | None) -> Capture:
    return Capture(
        article=key,
        capture=row.id,
        captured_at=read(row.captured_at),
        outcome=verdict.outcome if verdict else Outcome(row.sight),
        reason=row.reason,
        address=row.url,
        revision=verdict.revision if verdict else None,
        recorded_at=read(row.recorded_at),
        source=row.source,
        language=row.language,
        extractor=row.extractor,
        raw_digest=None if row.raw_digest is None else row.raw_digest.hex(),
        content_type=row.content_type,
        published_at=claim(row.published),
        modified_at=claim(row.modified),
    )


def recorded(connection: Connection, article_ids: Collection[int]) -> Iterator[tuple[Known, Capture]]:
    """Every look at these articles, or at all where none is named, in the order they were recorded.

    Outcomes among new, revised, same and reverted are not told apart here: content is `same`.
    """
    query = _looks().add_columns(ARTICLE.c.key).join(ARTICLE, ARTICLE.c.id == CAPTURE.c.article_id)
    if article_ids:
        query = query.where(CAPTURE.c.article_id.in_(sorted(article_ids)))
    for row in connection.execute(query.order_by(CAPTURE.c.id)):
        verdict = None if row.state_id is None else Verdict(Outcome.SAME, 0)
        yield Known(row.article_id, row.key), _capture(row.key, row, verdict)


def addresses(connection: Connection, known: Known) -> tuple[Address, ...]:
    """The addresses of an article, in the order they were joined."""
    query = select(ADDRESS).where(ADDRESS.c.article_id == known.article_id).order_by(ADDRESS.c.id)
    return tuple(Address(row.url, read(row.joined_at), row.reason) for row in connection.execute(query))


def capture_content(connection: Connection, capture_id: int) -> tuple[State | None, bytes | None]:
    """What was read out of a capture, and its exact bytes; None for what there is none of.

    Raises:
        Damaged: The bytes no longer have their digest.
    """
    row = connection.execute(
        select(RAW, EXTRACTION.c.state_id.label("content_id"))
        .select_from(CAPTURE)
        .outerjoin(RAW, RAW.c.id == CAPTURE.c.raw_id)
        .outerjoin(EXTRACTION, (EXTRACTION.c.capture_id == CAPTURE.c.id) & (EXTRACTION.c.active == 1))
        .where(CAPTURE.c.id == capture_id)
    ).one()
    wanted = {number for number in (row.content_id, row.state_id) if number is not None}
    found = stored_states(driver_of(connection), wanted)
    content = None if row.content_id is None else found[row.content_id].state
    if row.digest is None:
        return content, None
    base = None if row.state_id is None else found[row.state_id].state
    return content, decoded(Coded(row.digest, row.size, row.coding, row.data), base)
