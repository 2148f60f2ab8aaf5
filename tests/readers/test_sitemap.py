from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadInput
from archive.readers import Kind, kind_of, read_sitemap

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.example/ferry </loc><news:news><news:publication><news:name>Harbour News</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2021-07-27T09:00:00+02:00</news:publication_date>
<news:title>Ferry &amp; tug</news:title>
</news:news></url>
<url><loc>https://a.example/mole</loc><lastmod>2021-07</lastmod></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>"""


def test_a_news_sitemap_says_what_and_when() -> None:
    found = read_sitemap(NEWS)

    assert [page.as_dict() for page in found.pages] == [
        {
            "url": "https://a.example/ferry",
            "updated": None,
            "published": "2021-07-27T07:00:00Z",
            "title": "Ferry & tug",
            "language": "en",
            "source": "Harbour News",
        },
        {
            "url": "https://a.example/mole",
            "updated": "2021-07",
            "published": None,
            "title": None,
            "language": None,
            "source": None,
        },
    ]


def test_an_index_lists_sitemaps() -> None:
    found = read_sitemap(
        b"<sitemapindex><sitemap><loc>/one.xml.gz</loc><lastmod>2021-07-27</lastmod></sitemap></sitemapindex>",
        url="https://a.example/sitemap.xml",
    )

    assert [(url, str(when)) for url, when in found.sitemaps] == [
        ("https://a.example/one.xml.gz", "2021-07-27")
    ]


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read_sitemap(gzip.compress(NEWS)) == read_sitemap(NEWS)


def test_a_sitemap_that_is_cut_off_gives_what_it_has() -> None:
    found = read_sitemap(NEWS[: NEWS.index(b"/mole")])

    assert (found.is_well_formed, [page.url for page in found.pages]) == (False, ["https://a.example/ferry"])


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><urlset><url><loc>https://a.example/&i;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>https://a.example/&a;</loc></url></urlset>",
        b"<urlset>" + b"<a>" * 300_000,
        b"<urlset>" + b"<x/>" * 50_000 + b"</urlset>",
        b"<urlset><url>" + b"<loc>https://a.example/</loc>" * 30_000 + b"</url></urlset>",
        gzip.compress(b"<urlset>" + b" " * 60_000_000),
        gzip.compress(NEWS)[:-30],
        b"",
        b"<html></html>",
    ],
    ids=["laughs", "file", "deep", "other", "wide", "bomb", "cut", "empty", "page"],
)
def test_a_hostile_sitemap_costs_little_and_tells_nothing(data: bytes) -> None:
    started = time.process_time()
    try:
        urls = [page.url for page in read_sitemap(data).pages]
    except BadInput:
        urls = []

    assert not any("root:" in url or len(url) > 4_000 for url in urls)
    assert time.process_time() - started < 4


@given(st.binary(max_size=200), st.sampled_from([b"", b"<urlset><url>", b"\x1f\x8b\x08", b"<sitemapindex>"]))
@settings(max_examples=40)
def test_only_our_error_escapes_any_bytes(data: bytes, start: bytes) -> None:
    try:
        read_sitemap(start + data)
    except BadInput:
        return


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b"<!doctype html><title>x</title>", "text/html", Kind.PAGE),
        (b"\xef\xbb\xbf<!-- x --><html>", "text/plain", Kind.PAGE),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html>", "application/xhtml+xml", Kind.PAGE),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<rss>", "text/html", Kind.FEED),
        (b"<feed xmlns='x'>", "application/xml", Kind.FEED),
        (b"<rdf:RDF>", "text/xml", Kind.FEED),
        ("<?xml version='1.0'?><rss>".encode("utf-16"), None, Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "application/json", Kind.FEED),
        (b"<?xml version='1.0'?><urlset>", "text/xml", Kind.SITEMAP),
        (b"\x1f\x8b\x08\0", "application/x-gzip", Kind.SITEMAP),
        (b"The ferry sails.", "text/plain; charset=utf-8", Kind.TEXT),
        (b"# The ferry", "text/markdown", Kind.MARKDOWN),
        (b"\x89PNG\r\n", "image/png", None),
        (b"{}", "application/json", None),
        (b"<svg>", "image/svg+xml", None),
    ],
)
def test_bytes_are_known_by_how_they_begin(data: bytes, content_type: str | None, kind: Kind | None) -> None:
    assert kind_of(data, content_type) is kind
