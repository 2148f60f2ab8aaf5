"""That an article is read from its page or from a feed, and not from the two in turns.

The two texts of one story differ by what an editor, a template or a length limit does to them. Taking turns
they would look like edits by the publisher, and be none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import Draft
from archive.readers import Unreadable
from archive.store import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.store.connection import Database

FEED_EXTRACTORS = "feed/"
"""How the names of extractors of a feed's own text begin."""

TURNS = "The article was read from its page before; the feed's own text beside it would look like an edit."


def without_turns(database: Database, items: Iterable[Draft | Unreadable]) -> Iterator[Draft | Unreadable]:
    """Items, but for the texts of a saved feed whose articles were read from their pages before.

    Args:
        database: Open for reading.
        items: What the readers made.
    """
    for item in items:
        if isinstance(item, Draft) and (item.extractor or "").startswith(FEED_EXTRACTORS) and item.url:
            with database.reading() as connection:
                if seen.reads_page(connection, item.url, FEED_EXTRACTORS):
                    yield Unreadable(item.origin, TURNS)
                    continue
        yield item
