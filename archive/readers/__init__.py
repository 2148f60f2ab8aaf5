"""Files and streams of every format, read to drafts: text, Markdown, pages, JSONL; and feeds, sitemaps.

`read_path` and `read_stream` yield a `Draft` for each look at an article and an `Unreadable` for each
thing that could not be read, in order, and go on after it. Readers decode and take the metadata; a
text is divided later, and a page extracted later, on any core, by `read_html`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from archive.readers.html import LONGEST_PAGE_BYTES
from archive.readers.interchange import LONGEST_LINE_BYTES, read_line, write_line
from archive.readers.moment import read_captured, read_claim
from archive.readers.source import FORMATS, read_path, read_stream
from archive.readers.text import LONGEST_TEXT_BYTES
from archive.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from archive.readers.feed import Entry, Feed, read_feed
    from archive.readers.feed_text import entry_draft, feed_drafts, id_addresses
    from archive.readers.html import read_html
    from archive.readers.keys import nearest_key
    from archive.readers.sitemap import Sitemap, SitemapPage, read_sitemap
    from archive.readers.sniff import Kind, kind_of
    from archive.readers.text import decode

_HOMES = {
    "Entry": "feed",
    "Feed": "feed",
    "Kind": "sniff",
    "Sitemap": "sitemap",
    "SitemapPage": "sitemap",
    "decode": "text",
    "entry_draft": "feed_text",
    "feed_drafts": "feed_text",
    "id_addresses": "feed_text",
    "kind_of": "sniff",
    "nearest_key": "keys",
    "read_feed": "feed",
    "read_html": "html.page",
    "read_sitemap": "sitemap",
}

__all__ = [
    "FORMATS",
    "LONGEST_LINE_BYTES",
    "LONGEST_PAGE_BYTES",
    "LONGEST_TEXT_BYTES",
    "Entry",
    "Feed",
    "Kind",
    "Sitemap",
    "SitemapPage",
    "Unreadable",
    "decode",
    "entry_draft",
    "feed_drafts",
    "id_addresses",
    "kind_of",
    "nearest_key",
    "read_captured",
    "read_claim",
    "read_feed",
    "read_html",
    "read_line",
    "read_path",
    "read_sitemap",
    "read_stream",
    "write_line",
]


def __getattr__(name: str) -> object:
    """A reader that is loaded when it is first asked for: most commands need none of these."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
