"""Small things to test with: drafts, texts and moments, every argument optional."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.model import Draft, Passage, Section
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


def page(text: str = FIRST, *, visit: int = 0, size: int = 40) -> bytes:
    """A page with a story, and what surrounds it and is never twice the same."""
    body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    around = "".join(f'<li><a href="/more/{visit * 31 + n}">Offer {visit * 7 + n}</a></li>' for n in range(3))
    menu = "".join(f'<li><a href="/section-{n}">Section number {n}</a></li>' for n in range(size))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Bridge shut</title><script>var t={visit * 7919};</script>"
        f"</head><body><nav><ul>{menu}</ul></nav><article><h1>Bridge shut</h1>{body}</article>"
        f"<aside><ul>{around}</ul></aside><p class=counter>{visit * 13} readers</p></body></html>"
    ).encode()


def ferry_page(count: int, head: str = "", title: str = "Ferry runs") -> str:
    """A page with a story of its own, in which so many people sail."""
    return (
        f"<html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>The ferry across the river ran again on Monday with {count} people on board, none late.</p>"
        "<p>The harbour master said so after two weeks without a single boat between the two towns.</p>"
        "<p>A larger boat is to come in spring and will sail each hour.</p></article></body></html>"
    )


def pages(article: str, count: int, text: str = FIRST, **fields: Any) -> list[Draft]:
    """Looks at one page, an hour after another, read already: its surroundings change, the story does not."""
    passages = tuple(Passage(line) for line in text.split("\n\n"))
    made = {
        "url": f"https://elm.example/{article}.html",
        "sections": (Section(None, 0, passages),),
        "title": "Bridge shut",
        "content_type": "text/html; charset=utf-8",
        "extractor": "page/1",
        **fields,
    }
    return [
        Draft(article=article, captured_at=at(hour), raw=page(text, visit=hour), **made)
        for hour in range(count)
    ]


def put(database: Database, *drafts: Draft | Iterable[Draft], strict: bool = False) -> list[Receipt]:
    """Ingest drafts at the moment `NOW`."""
    items = [d for given in drafts for d in ([given] if isinstance(given, Draft) else given)]
    return list(ingest(database, items, now=lambda: NOW, is_strict=strict))
