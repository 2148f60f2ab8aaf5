"""Small things to test with: drafts, texts and moments, every argument optional."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.model import Draft
from archive.services.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import Receipt
    from archive.store.connection import Database

START = datetime(2024, 5, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)

FIRST = (
    "The bridge over the Elm was shut on Monday after an inspector found 14 cracks.\n\n"
    "“We saw no other way,” said Mara Holt, the mayor of Elmsrode.\n\n"
    "Repairs will cost $5.2m and take until March 2025."
)
"""A story with a figure, money, dates, a person and a quotation."""

SECOND = FIRST.replace("14 cracks", "41 cracks")
THIRD = SECOND + "\n\nBuses will go by Oldbury until then."


def at(hours: float) -> datetime:
    """A moment, in hours after nine o'clock of 1 May 2024."""
    return START + timedelta(hours=hours)


def draft(text: str | None = FIRST, hours: float | None = 0, **fields: Any) -> Draft:
    """A look at the article `bridge`, at so many hours; None: no time is stated."""
    fields.setdefault("article", "bridge")
    return Draft(text=text, captured_at=None if hours is None else at(hours), **fields)


def put(database: Database, *drafts: Draft | Iterable[Draft], strict: bool = False) -> list[Receipt]:
    """Ingest drafts at the moment `NOW`."""
    items = [d for given in drafts for d in ([given] if isinstance(given, Draft) else given)]
    return list(ingest(database, items, now=lambda: NOW, is_strict=strict))
