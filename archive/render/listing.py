"""Listings: what came of an ingest, the articles, and every look at one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.model import ArticleSummary, Capture, Outcome, Receipt
from archive.render.layout import Piece, clipped, counted, padded, wrap
from archive.render.look import Ink, Look
from archive.render.moment import claim, moment
from archive.render.table import Column, name, table

OUTCOME_INKS = {
    Outcome.NEW: Ink.GOOD,
    Outcome.REVISED: Ink.GOOD,
    Outcome.REVERTED: Ink.NOTE,
    Outcome.REFUSED: Ink.NOTE,
    Outcome.GONE: Ink.NOTE,
    Outcome.FAILED: Ink.BAD,
}
"""How outcomes are painted; the others are quiet."""


def receipt_line(receipt: Receipt, look: Look) -> str:
    """What came of one thing given to `ingest`: outcome, revision, where from, and why."""
    outcome = receipt.outcome.value if receipt.outcome else "known"
    pieces = [Piece(receipt.source, Ink.QUIET)]
    if receipt.article is not None:
        number = "" if receipt.revision is None else f"@{receipt.revision}"
        pieces = [Piece(receipt.article + number), Piece("  "), *pieces]
    if receipt.reason:
        pieces.append(Piece(f": {receipt.reason}"))
    ink = OUTCOME_INKS.get(receipt.outcome, Ink.QUIET) if receipt.outcome else Ink.QUIET
    return "\n".join(wrap(pieces, look, first=[Piece(padded(outcome, 8), ink), Piece("  ")]))


def ingest_summary(counts: Mapping[Outcome | None, int], look: Look) -> str:
    """How many of each outcome; None counts what was known already and added nothing.

    Example:
        >>> ingest_summary({Outcome.NEW: 2, Outcome.FAILED: 1, None: 4}, Look())
        '7 items: 2 new, 1 failed, 4 known already'
    """
    parts = [f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome if counts.get(outcome)]
    if counts.get(None):
        parts.append(f"{counts[None]:,} known already")
    total = counted(sum(counts.values()), "item")
    return "\n".join(wrap([Piece(f"{total}: {', '.join(parts)}" if parts else "nothing to ingest")], look))


def articles(rows: Sequence[ArticleSummary], look: Look) -> str:
    """One line an article: key, revisions, last seen, published, headline; more where there is room."""
    if not rows:
        return "No articles."
    digits = None if look.columns >= 100 else len("2021-07-27")
    columns = [
        Column("ARTICLE", [Piece(row.article, Ink.KEY) for row in rows]),
        Column("REVS", [Piece(f"{row.revisions:,}") for row in rows], is_right=True),
        Column("LAST SEEN", [Piece(moment(row.last_captured_at)[:digits], Ink.QUIET) for row in rows]),
        Column(
            "PUBLISHED", [Piece(claim(row.published_at)[:10] if row.published_at else "-") for row in rows]
        ),
    ]
    if look.columns >= 110:
        firsts = [Piece(moment(row.first_captured_at), Ink.QUIET) for row in rows]
        columns.insert(2, Column("FIRST SEEN", firsts))
    if look.columns >= 140:
        columns.append(Column("SOURCE", [Piece(clipped(row.source or "-", 24)) for row in rows]))
    return table(columns, "HEADLINE", [[name(row.title, row.lead)] for row in rows], look, is_clipped=True)


def captures(rows: Sequence[Capture], look: Look) -> str:
    """One line a look: its permanent number, when, what came of it, the revision, and why or where."""
    if not rows:
        return "No captures."
    columns = [
        Column("CAPTURE", [Piece(str(row.capture), Ink.KEY) for row in rows], is_right=True),
        Column("SEEN", [Piece(moment(row.captured_at)) for row in rows]),
        Column(
            "OUTCOME", [Piece(row.outcome.value, OUTCOME_INKS.get(row.outcome, Ink.QUIET)) for row in rows]
        ),
        Column("REVISION", [Piece("-" if row.revision is None else f"@{row.revision}") for row in rows]),
    ]
    where = [[Piece("; ".join(part for part in (row.reason, row.address) if part))] for row in rows]
    return table(columns, "REASON, ADDRESS", where, look, is_clipped=False)
