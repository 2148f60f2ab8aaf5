"""When a page says that its story was published and changed."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.model import Claimed
from archive.readers.html import jsonld
from archive.readers.html.authors import BY_LINE
from archive.readers.html.meta import Meta
from archive.readers.html.values import claim_in
from archive.readers.html.zones import Zone
from archive.text.canonical import canonical
from archive.text.dates import read_date_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.blocks import Block
    from archive.readers.html.jsonld import Node

_PUBLISHED_META = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date_published", "publish-date",
    "publish_date", "publishdate", "published-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc.created", "pubdate", "pub_date", "displaydate", "ptime",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished", "article.published",
    "published_time_telegram", "bt:pubdate", "article_date_original", "article.created", "datecreated", "created", "citation_date",
    "citation_publication_date", "iso-8601-publish-date", "timestamp", "og:pubdate", "og:article:published_time", "date", "last-modified",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "article:modified", "og:modified_time", "datemodified", "date_modified",
    "lastmod", "last_updated_date", "dc.date.modified", "dcterms.modified", "dc.modified", "modified-date", "article.updated",
    "utime", "cxenseparse:recs:modifiedtime", "rnews:datemodified", "parsely-updated", "revised", "updated_time", "og:article:modified_time",
)  # fmt: skip


def published_claim(
    root: HtmlElement, meta: Meta, story: Node | None, near: Sequence[Block], url: str | None
) -> Claimed | None:
    """When the page says that the story was published, from the most trusted place that says it."""
    stated = (
        (jsonld.plain(story.get(key)) for key in ("datePublished", "dateCreated", "uploadDate"))
        if story
        else ()
    )
    for text in stated:
        if (claim := claim_in(text)) is not None:
            return claim
    for text in meta.all(*_PUBLISHED_META):
        if (claim := claim_in(text)) is not None:
            return claim
    for text in _marked_times(root, "datePublished"):
        if (claim := claim_in(text)) is not None:
            return claim
    return _near_time(root, near) or _visible_date(near) or _date_in(url) or _searched_date(root)


def modified_claim(
    root: HtmlElement, meta: Meta, story: Node | None, near: Sequence[Block]
) -> Claimed | None:
    """When the page says that the story was last changed."""
    texts = [jsonld.plain(story.get("dateModified"))] if story else []
    for text in (*texts, *meta.all(*_MODIFIED_META), *_marked_times(root, "dateModified")):
        if (claim := claim_in(text)) is not None:
            return claim
    for block in near:
        said = _UPDATED.match(block.text)
        if said is not None and len(block.text) < 120:
            line = read_date_line(block.text[said.end() :].strip(" :"))
            if line is not None and line.claimed is not None:
                return line.claimed
    return None


_UPDATED = re.compile(
    r"^\W*(?:last )?(?:updated?|modified|revised|aktualisiert|mis à jour|actualizado)\b(?: on| at| am| le| el)?\s*:?",
    re.IGNORECASE,
)


def _marked_times(root: HtmlElement, name: str) -> Iterator[str]:
    for element in root.xpath(f"//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")[:5]:
        yield element.get("datetime") or element.get("content") or canonical("".join(element.itertext()))


def _near_time(root: HtmlElement, near: Sequence[Block]) -> Claimed | None:
    """The first `<time>` with a date near the headline, else in the page's article or main part."""
    elements = {block.element for block in near}
    fallback: Claimed | None = None
    for element in root.iter("time"):
        claim = claim_in(element.get("datetime") or canonical("".join(element.itertext())))
        if claim is None:
            continue
        if any(above in elements for above in (element, *element.iterancestors())):
            return claim
        if fallback is None and (
            "pubdate" in element.attrib or any(above.tag == "header" for above in element.iterancestors())
        ):
            fallback = claim
    return fallback


_DATE_PIECE = re.compile(r"\s[|•·–—]\s|\s{2,}|(?<=[a-z]),?\s(?=(?:Published|Updated|Posted)\b)")


def _visible_date(near: Sequence[Block]) -> Claimed | None:
    for block in near:
        if len(block.text) > 200 or not any(map(str.isdigit, block.text)):
            continue
        for piece in (block.text, *_DATE_PIECE.split(block.text)):
            line = read_date_line(BY_LINE.sub("", piece).strip())
            if line is not None and line.claimed is not None:
                return line.claimed
        if block.zones & Zone.DATE or BY_LINE.match(block.text) or _PUBLISHED_WORD.search(block.text):
            for match in _DATE_WITHIN.finditer(block.text):
                line = read_date_line(match[0])
                if line is not None and line.claimed is not None:
                    return line.claimed
    return None


LATEST_DATE = "2100-01-01"
"""The search for a date takes no clock: what a page says does not depend on when it is read."""


def _searched_date(root: HtmlElement) -> Claimed | None:
    """The day that htmldate finds anywhere in the page: names of classes, sentences, file names."""
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(
            copy.deepcopy(root), original_date=True, extensive_search=False, max_date=LATEST_DATE
        )
    except Exception:  # noqa: BLE001 - whatever it stumbles over: then there is no date
        return None
    return claim_in(found)


_PUBLISHED_WORD = re.compile(r"\b(?:published|posted|updated|veröffentlicht|publié)\b", re.IGNORECASE)
_DATE_WITHIN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)|/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/-])"
)


def _date_in(url: str | None) -> Claimed | None:
    found = _URL_DATE.search(urlsplit(url).path) if url else None
    if found is None:
        return None
    year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
    return claim_in(f"{year}-{int(month):02}-{int(day):02}")
