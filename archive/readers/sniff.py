"""What some bytes from the web are: a page, a feed, a sitemap, a text."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

SEEN_BYTES = 4_096


class Kind(StrEnum):
    """What is to be made of an answer."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    TEXT = "text"
    MARKDOWN = "markdown"


_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16's, with which it begins
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
# Before the first element of a document: declaration, comments, processing instructions, DOCTYPE.
_BEFORE = re.compile(
    r"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\][^>]*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:\w+:)?(\w+)")
_JSON_FEED = re.compile(r"\{.*?\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\b", re.DOTALL)
_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_FEED_TYPES = re.compile(
    r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)|text/(?:rss|atom)", re.IGNORECASE
)


def kind_of(data: bytes, content_type: str | None = None) -> Kind | None:
    """What bytes are, by how they begin, and where that does not tell, by their declared type.

    What is declared is often wrong: feeds come as text/html, pages as text/plain.

    Returns:
        None for what is none of these: an image, a film, a program.

    Example:
        >>> kind_of(b'<?xml version="1.0"?><rss version="2.0">', "text/html").value
        'feed'
    """
    start = _start(data)
    declared = (content_type or "").partition(";")[0].strip().lower()
    body = start[_before(start) :]
    root = _ROOT.match(body)
    name = root[1].lower() if root else ""
    if name in _FEEDS or (start.lstrip().startswith("{") and _JSON_FEED.match(start.lstrip())):
        return Kind.FEED
    if name in ("urlset", "sitemapindex"):
        return Kind.SITEMAP
    if data[:2] == b"\x1f\x8b" and "html" not in declared:
        return Kind.SITEMAP  # the only kind that is packed as a file
    if name == "html" or "html" in declared:
        return Kind.PAGE
    if _FEED_TYPES.fullmatch(declared):
        return Kind.FEED
    if declared in ("text/markdown", "text/x-markdown"):
        return Kind.MARKDOWN
    if name and "\0" not in start:
        return Kind.PAGE if declared in ("", "text/plain", "application/octet-stream") else None
    if declared.startswith("text/plain") or (not declared and "\0" not in start):
        return Kind.TEXT
    return None


def _start(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[:SEEN_BYTES].decode(encoding, errors="replace").lstrip("\ufeff")
    return data[:SEEN_BYTES].decode("latin-1")


def _before(start: str) -> int:
    match = _BEFORE.match(start)
    return match.end() if match else 0
