"""Sitemaps: plain ones, news sitemaps, and indexes of them (sitemaps.org, and Google's news extension).

Read as a stream with lxml: no entity is resolved, nothing is fetched, and what was read is let go, so that
memory stays flat. An ill-formed file gives what stands before its fault.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from archive.errors import BadInput
from archive.model import Claimed, Record
from archive.readers.feed_date import read_date
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LARGEST_SITEMAP_BYTES = 52_428_800
"""50 MB unpacked: what sitemaps.org allows."""
MOST_PAGES = 50_000
PIECE_BYTES = 65_536
LONGEST_VALUE_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class SitemapPage(Record):
    """A page that a sitemap lists.

    Attributes:
        updated_at: `lastmod`, as claimed.
        published_at: `news:publication_date`; None in a plain sitemap.
        title: `news:title`.
        language: `news:language`.
        source: `news:name`, the publication.
    """

    url: str
    updated_at: Claimed | None
    published_at: Claimed | None
    title: str | None
    language: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Sitemap(Record):
    """A sitemap: the pages it lists, or as an index the sitemaps.

    Attributes:
        is_well_formed: It was sound; of an unsound one there may be more.
        sitemaps: Their addresses, each with when it changed.
    """

    is_well_formed: bool
    pages: tuple[SitemapPage, ...]
    sitemaps: tuple[tuple[str, Claimed | None], ...]


def read_sitemap(data: bytes, *, url: str | None = None) -> Sitemap:
    """What a sitemap lists, in its order; gzip is unpacked. Pure: nothing is fetched.

    Args:
        data: Its bytes.
        url: Its address, to make others absolute.

    Raises:
        BadInput: It is no sitemap, or too large.

    Example:
        >>> found = read_sitemap(b"<urlset><url><loc>https://news.example/ferry</loc>"
        ...                      b"<lastmod>2021-07-27</lastmod></url></urlset>")
        >>> [(page.url, str(page.updated_at)) for page in found.pages]
        [('https://news.example/ferry', '2021-07-27')]
    """
    from lxml.etree import XMLSyntaxError

    pages: list[SitemapPage] = []
    sitemaps: list[tuple[str, Claimed | None]] = []
    is_sound = True
    listed = _listed(_unpacked(data))
    try:
        if next(listed, None) is None:
            raise BadInput("It is no sitemap: it begins neither with urlset nor with sitemapindex.")
        for element in listed:
            name, where = _name(element), _where(element, url)
            if where is not None and name == "url":
                pages.append(_page(element, where))
            elif where is not None and name == "sitemap":
                sitemaps.append((where, _date(_values(element).get("lastmod"))))
            if len(pages) + len(sitemaps) >= MOST_PAGES:
                break
    except XMLSyntaxError as error:
        if not pages and not sitemaps:
            raise BadInput(f"It is no sitemap: {str(error)[:200]}.") from error
        is_sound = False
    return Sitemap(is_sound, tuple(pages), tuple(sitemaps))


def _listed(data: bytes) -> Iterator[_Element]:
    """The root, when it begins and is a sitemap's; then each element in it when it ends, and is let go."""
    from lxml import etree

    # Fed in pieces, because a document of one element would else be built whole before it is seen.
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    stream = io.BytesIO(data.lstrip(b" \t\r\n"))
    depth = 0
    while piece := stream.read(PIECE_BYTES):
        parser.feed(piece)
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                if _name(element) not in ("urlset", "sitemapindex"):
                    return
                yield element
            elif event == "end" and depth == 1:
                yield element
                _let_go(element)
    parser.close()


def _unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip, and no larger than a sitemap may be."""
    if data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(31)
        try:
            data = unpacker.decompress(data, LARGEST_SITEMAP_BYTES + 1)
        except zlib.error as error:
            raise BadInput(f"The sitemap is packed and cannot be unpacked: {error}.") from error
    if len(data) > LARGEST_SITEMAP_BYTES:
        raise BadInput(f"The sitemap is larger than {LARGEST_SITEMAP_BYTES:,} bytes, which none may be.")
    return data


def _name(element: _Element) -> str:
    """An element's name without its namespace: many files name a wrong one."""
    return str(element.tag).rpartition("}")[2].lower()


def _let_go(element: _Element) -> None:
    """Free what was read, and the one before it."""
    element.clear()
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None:
        parent.remove(before)


def _values(element: _Element) -> dict[str, str]:
    """The texts below an element, by name; the first of each counts."""
    found: dict[str, str] = {}
    for below in element.iter():
        if isinstance(below.tag, str) and below.text and below.text.strip():
            found.setdefault(_name(below), below.text.strip()[:LONGEST_VALUE_CHARS])
    return found


def _where(element: _Element, base: str | None) -> str | None:
    loc = _values(element).get("loc")
    try:
        whole = urljoin(base or "", "".join((loc or "").split()))
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _page(element: _Element, where: str) -> SitemapPage:
    values = _values(element)
    return SitemapPage(
        where,
        _date(values.get("lastmod")),
        _date(values.get("publication_date")),
        _line(values.get("title")),
        _line(values.get("language")),
        _line(values.get("name")),
    )


def _date(written: str | None) -> Claimed | None:
    return None if written is None else read_date(written)


def _line(text: str | None) -> str | None:
    return None if text is None else canonical(text).strip() or None
