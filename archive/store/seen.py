"""What was seen at an address before, as far as the next look at it has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.store.connection import driver_of
from archive.text.address import cleaned

if TYPE_CHECKING:
    from sqlalchemy import Connection


def has_article(connection: Connection, url: str) -> bool:
    """Whether an address belongs to an article."""
    row = driver_of(connection).execute("SELECT 1 FROM home WHERE form = ?", (cleaned(url),)).fetchone()
    return row is not None


def reads_page(connection: Connection, url: str, feed_extractors: str) -> bool:
    """Whether an address is of an article that was ever read from anything but a feed.

    Args:
        connection: To read.
        url: The address, however it is written.
        feed_extractors: How the names of the extractors of feeds begin.
    """
    found = driver_of(connection).execute(
        "SELECT 1 FROM home h JOIN placed p ON p.article_id = "
        "coalesce((SELECT root_id FROM standing s WHERE s.article_id = h.article_id), h.article_id) "
        "JOIN extraction e ON e.capture_id = p.capture_id AND e.active = 1 "
        "JOIN extractor x ON x.id = e.extractor_id WHERE h.form = ? AND substr(x.name, 1, ?) <> ? LIMIT 1",
        (cleaned(url), len(feed_extractors), feed_extractors),
    )
    return found.fetchone() is not None


def gave_content(connection: Connection, url: str) -> bool:
    """Whether a look at an address, or at another form of it, ever saw content."""
    row = driver_of(connection).execute(
        "SELECT 1 FROM home JOIN capture ON capture.address_id = home.address_id "
        "WHERE home.form = ? AND capture.sight = 'content' LIMIT 1",
        (cleaned(url),),
    )
    return row.fetchone() is not None
