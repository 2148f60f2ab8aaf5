"""What a page says about its story outside the text, ranked by how far each place can be trusted.

A page says the same thing in many places, and they disagree. Of each kind the first place that says
something sensible is believed, in this order:

| what | places, the most trusted first |
| --- | --- |
| headline | the page's h1 that the data below confirm; JSON-LD `headline`; a heading marked `headline`; `og:title`, `twitter:title`; the only h1; `<title>`, without the outlet's name |
| byline | JSON-LD `author` (persons before organisations); `itemprop=author`, `rel=author`; meta `author`, `article:author` and their like; what stands in a byline near the headline |
| published | JSON-LD `datePublished`; `article:published_time`; other meta data (Dublin Core, Parse.ly, Sailthru, …); `itemprop=datePublished`; a `<time>` near the headline; a visible date line near it; the date in the address; what htmldate finds |
| modified | JSON-LD `dateModified`; `article:modified_time`, `og:updated_time`; other meta data; `itemprop=dateModified`; a visible line that says *updated* |
| address | the one it was seen at; `<link rel=canonical>`; `og:url`; JSON-LD `mainEntityOfPage`, `url`; none of them where it is another site's or the site's front page |
| language | `lang` of the article's element, of `<html>`; JSON-LD `inLanguage`; `og:locale`; `content-language` |
| source | JSON-LD `publisher`; `og:site_name`; `application-name` |

Of JSON-LD only the main story's object counts: the one of the most telling type that says most, and whose
headline the page confirms. A time keeps the precision and zone that were stated.
"""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.model import Claimed
from archive.readers.html import jsonld
from archive.readers.html.authors import resolved, story_authors
from archive.readers.html.blocks import Block
from archive.readers.html.dates import modified_claim, published_claim
from archive.readers.html.headline import headline_place, story_title
from archive.readers.html.meta import Meta, squeezed
from archive.readers.html.values import (
    absolute,
    is_same_site,
    web_address,
)
from archive.readers.html.zones import Zone
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.jsonld import Node


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its story.

    Attributes:
        title: The headline, canonical.
        titles: Every form of it that the page has, to know it again in the text.
        authors: Names, in order.
        canonical_url: The address that the page names as its own, where that can be believed.
        named_urls: All addresses it names as its own that can be believed, each with the place that does.
        base: What relative links start from; None: they stay relative.
        body: The story's text as the page's data have it.
        corrections: Notes of correction in the data.
        is_free: False: the page says that it is for subscribers.
        is_story: The page's data say that it is a story.
    """

    title: str | None
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    published: Claimed | None
    modified: Claimed | None
    canonical_url: str | None
    named_urls: tuple[tuple[str, str], ...]
    base: str | None
    language: str | None
    source: str | None
    body: str | None
    corrections: tuple[str, ...]
    is_free: bool | None
    is_story: bool


_NEAR_BLOCKS = 25
"""How far from the headline a byline or date can stand, in blocks."""


def page_metadata(root: HtmlElement, blocks: Sequence[Block], url: str | None) -> Metadata:
    """What a page says about its story.

    Args:
        root: The page's tree.
        blocks: Its blocks.
        url: The address it was seen at, if known.
    """
    meta = Meta(root)
    found = jsonld.nodes(root)
    known = jsonld.by_id(found)
    canonical_url, others = _addresses(root, meta, url)
    base = _base(root, url or canonical_url)
    tops = [
        block
        for block in blocks
        if block.level == 1 and not block.zones & (Zone.NAVIGATION | Zone.FOOTER | Zone.COMMENTS)
    ]
    shown = [block.text for block in blocks if block.is_heading]
    story = _main_story(found, shown, meta, url or canonical_url)
    source = _source(story, found, known, meta)
    title, titles = story_title(root, meta, story, tops, source)
    place = headline_place(blocks, titles)
    near = blocks[max(0, place - 8) : place + _NEAR_BLOCKS] if place is not None else blocks[:_NEAR_BLOCKS]
    return Metadata(
        title=title,
        titles=titles,
        authors=tuple(story_authors(root, meta, story, known, near, source)),
        published=published_claim(root, meta, story, near, url or canonical_url),
        modified=modified_claim(root, meta, story, near),
        canonical_url=canonical_url,
        named_urls=others,
        base=base,
        language=_language(root, meta, story),
        source=source,
        body=jsonld.plain(story.get("articleBody")) if story else None,
        corrections=tuple(_corrections(story)),
        is_free=_is_free(found),
        is_story=story is not None or (meta.first("og:type") or "").lower() == "article",
    )


def _main_story(found: list[Node], shown: list[str], meta: Meta, url: str | None) -> Node | None:
    """The object of the page's own story: of several the one whose headline the page shows."""
    ranked = jsonld.stories(found)
    if len(ranked) <= 1:
        return ranked[0] if ranked else None
    titles = {squeezed(text) for text in (*shown, *meta.all("og:title", "twitter:title"))}
    for node in ranked:
        headline = jsonld.plain(node.get("headline") or node.get("name"))
        if headline and squeezed(headline) in titles:
            return node
    for node in ranked:
        if url is not None and url in (node.get("url"), node.get("@id"), node.get("mainEntityOfPage")):
            return node
    return ranked[0]


def _source(story: Node | None, found: list[Node], known: dict[str, Node], meta: Meta) -> str | None:
    for node in (story, *found):
        if node is None:
            continue
        publisher = resolved(node.get("publisher"), known)
        name = jsonld.plain(publisher)
        if name and len(name) <= 100 and not name.startswith("http"):
            return canonical(name)
    name = meta.first("og:site_name", "application-name", "cre", "dc.publisher")
    return canonical(name)[:100] or None if name else None


def _addresses(
    root: HtmlElement, meta: Meta, url: str | None
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The address that the page names as its own, and all that it names, each with the evidence."""
    base = _base(root, url)
    stated: list[tuple[str, str]] = []
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            found = web_address(element.get("href"), base)
            if found is not None:
                stated.append((found, "the page names it as its canonical address"))
    for text in meta.all("og:url"):
        found = web_address(text, base)
        if found is not None:
            stated.append((found, "the page names it as its address (og:url)"))
    believed = [(found, why) for found, why in stated if _is_plausible(found, url)]
    unique = dict(reversed(believed))  # the first reason for each
    ordered = [(found, unique[found]) for found in dict.fromkeys(found for found, _ in believed)]
    if not ordered:
        return None, ()
    first = ordered[0][0]
    return first, tuple(one for one in ordered if is_same_site(one[0], first))


def _is_plausible(found: str, url: str | None) -> bool:
    """Not a front page, and where the address is known, of the same site."""
    path = urlsplit(found)
    is_front = path.path.strip("/").lower() in ("", "index.html", "index.php", "home") and not path.query
    if url is None:
        return not is_front
    return is_same_site(found, url) and (not is_front or urlsplit(url).path.strip("/") == "")


def _base(root: HtmlElement, url: str | None) -> str | None:
    element = root.find(".//base[@href]")
    stated = absolute(element.get("href"), url) if element is not None else None
    if stated is not None and urlsplit(stated).scheme in ("http", "https") and urlsplit(stated).hostname:
        return stated
    return url


_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2})\b)?(?=[-_]|$)", re.IGNORECASE)


def _language(root: HtmlElement, meta: Meta, story: Node | None) -> str | None:
    article = root.find(".//article[@lang]")
    stated = (
        article.get("lang") if article is not None else None,
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        jsonld.plain(story.get("inLanguage")) if story else None,
        meta.first("og:locale", "content-language", "language", "dc.language"),
    )
    for text in stated:
        found = _LANGUAGE.match(text.strip()) if text else None
        if found is not None:  # the region too: it says whether 12/03 is in March
            return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")
    return None


def _corrections(story: Node | None) -> Iterator[str]:
    """The texts of schema.org's `correction`: a string, a `CorrectionComment`, or several."""
    value = story.get("correction") if story else None
    for one in value if isinstance(value, list) else [value]:
        text = jsonld.plain(one.get("text") or one.get("name") if isinstance(one, dict) else one)
        if text and (said := canonical(text)):
            yield said


def _is_free(found: list[Node]) -> bool | None:
    for node in found:
        stated = node.get("isAccessibleForFree")
        if stated is not None:
            return str(stated).strip().lower().rsplit("/", 1)[-1] not in ("false", "0", "no")
    return None
