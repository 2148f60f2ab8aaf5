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

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.model import Claimed
from archive.readers.html import jsonld
from archive.readers.html.blocks import Block, Zone
from archive.readers.html.values import (
    absolute,
    claim_in,
    is_same_site,
    names_in,
    web_address,
)
from archive.text.canonical import canonical
from archive.text.dates import read_date_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.jsonld import Node

_WORD = re.compile(r"\w+")


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


class _Meta:
    """The `meta` elements of a page, by name."""

    def __init__(self, root: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            content = element.get("content")
            if content is None or not content.strip():
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in (element.get(attribute) or "").lower().split():
                    self._values.setdefault(name, []).append(content.strip())

    def all(self, *names: str) -> Iterator[str]:
        for name in names:
            yield from self._values.get(name, ())

    def first(self, *names: str) -> str | None:
        return next(self.all(*names), None)


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
_AUTHOR_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "byline", "authors", "cxenseparse:author", "rnews:author", "citation_author", "og:article:author", "article.author", "creator",
    "dc.author", "shareaholic:article_author_name", "twitter:creator:name",
)  # fmt: skip
_SITE_TITLE = re.compile(r"\s+[|\-–—·•»«:]+\s+|\s*[|»«]\s*")
_NOT_OF_STORY = Zone.COMMENTS | Zone.RELATED | Zone.NAVIGATION | Zone.FOOTER | Zone.SHARE
_NEAR_BLOCKS = 25
"""How far from the headline a byline or date can stand, in blocks."""


def page_metadata(root: HtmlElement, blocks: Sequence[Block], url: str | None) -> Metadata:
    """What a page says about its story.

    Args:
        root: The page's tree.
        blocks: Its blocks.
        url: The address it was seen at, if known.
    """
    meta = _Meta(root)
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
    title, titles = _title(root, meta, story, tops, source)
    place = _headline_place(blocks, titles)
    near = blocks[max(0, place - 8) : place + _NEAR_BLOCKS] if place is not None else blocks[:_NEAR_BLOCKS]
    return Metadata(
        title=title,
        titles=titles,
        authors=tuple(_authors(root, meta, story, known, near, source)),
        published=_published(root, meta, story, near, url or canonical_url),
        modified=_modified(root, meta, story, near),
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


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _overlap(one: str, other: str) -> float:
    """How much of the shorter text's words the other has, from 0 to 1."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _main_story(found: list[Node], shown: list[str], meta: _Meta, url: str | None) -> Node | None:
    """The object of the page's own story: of several the one whose headline the page shows."""
    ranked = jsonld.stories(found)
    if len(ranked) <= 1:
        return ranked[0] if ranked else None
    titles = {_squeezed(text) for text in (*shown, *meta.all("og:title", "twitter:title"))}
    for node in ranked:
        headline = jsonld.plain(node.get("headline") or node.get("name"))
        if headline and _squeezed(headline) in titles:
            return node
    for node in ranked:
        if url is not None and url in (node.get("url"), node.get("@id"), node.get("mainEntityOfPage")):
            return node
    return ranked[0]


def _source(story: Node | None, found: list[Node], known: dict[str, Node], meta: _Meta) -> str | None:
    for node in (story, *found):
        if node is None:
            continue
        publisher = _resolved(node.get("publisher"), known)
        name = jsonld.plain(publisher)
        if name and len(name) <= 100 and not name.startswith("http"):
            return canonical(name)
    name = meta.first("og:site_name", "application-name", "cre", "dc.publisher")
    return canonical(name)[:100] or None if name else None


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """A value, or the object that it names by `@id` only."""
    if isinstance(value, list):
        return [_resolved(one, known) for one in value[:50]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return known.get(value["@id"], value)
    return value


def _title(
    root: HtmlElement, meta: _Meta, story: Node | None, tops: list[Block], source: str | None
) -> tuple[str | None, tuple[str, ...]]:
    stated = jsonld.plain(story.get("headline") or story.get("name")) if story else None
    shared = [
        canonical(text)
        for text in meta.all("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title")
    ]
    whole = canonical("".join(root.findtext(".//head/title") or root.findtext(".//title") or ""))
    marked = [
        canonical("".join(element.itertext()))
        for element in root.xpath("//*[contains(concat(' ', @itemprop, ' '), ' headline ')]")[:5]
        if element.tag not in ("meta", "html", "body")
    ]
    evidence = [text for text in (stated and canonical(stated), *shared, whole) if text]
    confirmed = [
        block.text
        for block in tops
        if len(_WORD.findall(block.text)) > 1 and any(_overlap(block.text, text) >= 0.7 for text in evidence)
    ]
    if source is not None and len(confirmed) > 1:
        confirmed = [text for text in confirmed if _squeezed(text) != _squeezed(source)] or confirmed
    confirmed.sort(key=lambda text: -max(_overlap(text, other) for other in evidence))
    if stated is not None:
        stated = _without_site(canonical(stated), source)
    bare = [_without_site(text, source) for text in (*shared, whole) if text]
    confirmed = [_without_kicker(text, [*([stated] if stated else []), *bare]) for text in confirmed]
    alone = [tops[0].text] if len(tops) == 1 and len(tops[0].text) < 300 else []
    choices = [
        *confirmed[:1],
        *([canonical(stated)] if stated else []),
        *(text for text in marked if len(text) < 400),
        *bare[: len(shared)],
        *alone,
        *bare,
    ]
    if alone and not confirmed and not stated:
        choices.insert(0, alone[0]) if not shared else None
    title = next((text for text in choices if text and _squeezed(text) != _squeezed(source or "")), None)
    if title is None:
        title = next((text for text in choices if text), None)
    return title, tuple(dict.fromkeys(text for text in (title, *choices, *evidence) if text))


LONGEST_KICKER_WORDS = 8


def _without_kicker(shown: str, others: list[str]) -> str:
    """A heading without the topic set before it, where the page has the same headline without that elsewhere."""
    for other in others:
        if (
            other != shown
            and len(_WORD.findall(other)) >= 3
            and shown.casefold().endswith(other.casefold())
            and len(_WORD.findall(shown[: len(shown) - len(other)])) <= LONGEST_KICKER_WORDS
        ):
            return shown[len(shown) - len(other) :]
    return shown


def _without_site(text: str, source: str | None) -> str:
    """A title without the outlet's name before or behind it."""
    parts = _SITE_TITLE.split(text)
    if len(parts) < 2:
        return text
    name = _squeezed(source or "")
    if name and _squeezed(parts[-1]) == name:
        return text[: text.rindex(parts[-1])].rstrip(" |-–—·•»«:")
    if name and _squeezed(parts[0]) == name:
        return text[len(parts[0]) :].lstrip(" |-–—·•»«:")
    longest = max(parts, key=len)
    if len(_WORD.findall(longest)) >= 4 and longest == parts[0]:
        cut = text.find(longest) + len(longest)
        rest = _SITE_TITLE.split(text[cut:].lstrip(" |-–—·•»«:"))
        if all(len(_WORD.findall(part)) <= 4 for part in rest) and re.match(
            r"\s*[|»«]|\s+[-–—·•]", text[cut:]
        ):
            return longest
    return text


def _headline_place(blocks: Sequence[Block], titles: tuple[str, ...]) -> int | None:
    wanted = {_squeezed(title) for title in titles}
    places = [place for place, block in enumerate(blocks) if _squeezed(block.text) in wanted]
    headings = [place for place in places if blocks[place].is_heading]
    return next(iter(headings or places), None)


def _authors(
    root: HtmlElement,
    meta: _Meta,
    story: Node | None,
    known: dict[str, Node],
    near: Sequence[Block],
    source: str | None,
) -> list[str]:
    outlet = _squeezed(source or "")

    def kept(names: list[str]) -> list[str]:
        others = [name for name in names if _squeezed(name) != outlet]
        return others or names

    if story is not None:
        people, offices = _stated_authors(story, known)
        if people:
            return kept(people)
    else:
        offices = []
    marked = [
        canonical("".join(element.itertext()))
        for element in root.xpath(
            "//*[contains(concat(' ', @itemprop, ' '), ' author ')]//*[@itemprop='name'] | //*[@rel='author'] | "
            "//*[contains(concat(' ', @itemprop, ' '), ' author ') and not(.//*[@itemprop='name'])]"
        )[:12]
    ]
    stated = [
        text
        for text in meta.all(*_AUTHOR_META)
        if not text.startswith(("http", "/", "@")) and "facebook.com" not in text
    ]
    visible = _visible_authors(near)
    for choice in (visible, names_in(marked[:6]), names_in(stated[:6])):
        names = kept(choice)
        if names and not all(_squeezed(name) == outlet for name in names):
            return names
    return kept(offices) or kept(names_in(stated[:6])) or kept(names_in(marked))


def _stated_authors(story: Node, known: dict[str, Node]) -> tuple[list[str], list[str]]:
    """Persons and organisations that JSON-LD names as authors."""
    value = _resolved(story.get("author") or story.get("creator"), known)
    people: list[str] = []
    offices: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        written = [jsonld.plain(item) for item in (name if isinstance(name, list) else [name])]
        names = names_in(text for text in written if text)
        is_office = isinstance(one, dict) and any("Organization" in kind for kind in jsonld.types_of(one))
        (offices if is_office else people).extend(names)
    return list(dict.fromkeys(people)), list(dict.fromkeys(offices))


_BY_LINE = re.compile(
    r"^(?:(?:written|posted|reported|story|words)\s+)?(?:by|von|par|por)\b[\s:]+(?=[^\W\d_])", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|•·–—]|\bon\b|\bpublished\b|\bupdated\b|\bposted\b|\d{1,2}[:/.]\d|\b\d{4}\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d).*$",
    re.IGNORECASE,
)
LONGEST_BYLINE_CHARS = 160


def _visible_authors(near: Sequence[Block]) -> list[str]:
    """Names in a line near the headline that starts with *by*, or that stands where bylines stand."""
    for block in near:
        if len(block.text) <= LONGEST_BYLINE_CHARS and _BY_LINE.match(block.text) and not block.is_heading:
            names = names_in([_AFTER_NAME.sub("", block.text)])
            if names and all(name[:1].isupper() or not name[:1].isascii() for name in names):
                return names
    for block in near:
        names = _names_of_place(block)
        if names and all(1 < len(name.split()) <= 4 for name in names):
            return names
    return []


def _names_of_place(block: Block) -> list[str]:
    """The names in a block that stands where a byline does."""
    if (
        not block.zones & Zone.AUTHOR
        or block.zones & _NOT_OF_STORY
        or len(block.text) > 80
        or block.is_heading
    ):
        return []
    linked = [block.text[anchor.start : anchor.end] for anchor in block.anchors]
    names = names_in(linked) or names_in([_AFTER_NAME.sub("", block.text)])
    return names if all(len(name.split()) <= 4 and name[:1].isupper() for name in names) else []


def _published(
    root: HtmlElement, meta: _Meta, story: Node | None, near: Sequence[Block], url: str | None
) -> Claimed | None:
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


def _modified(root: HtmlElement, meta: _Meta, story: Node | None, near: Sequence[Block]) -> Claimed | None:
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
            line = read_date_line(_BY_LINE.sub("", piece).strip())
            if line is not None and line.claimed is not None:
                return line.claimed
        if block.zones & Zone.DATE or _BY_LINE.match(block.text) or _PUBLISHED_WORD.search(block.text):
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


def _addresses(
    root: HtmlElement, meta: _Meta, url: str | None
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


_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)


def _language(root: HtmlElement, meta: _Meta, story: Node | None) -> str | None:
    article = root.find(".//article[@lang]")
    stated = (
        article.get("lang") if article is not None else None,
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        jsonld.plain(story.get("inLanguage")) if story else None,
        meta.first("og:locale", "content-language", "language", "dc.language"),
    )
    for text in stated:
        found = _LANGUAGE.match(text.strip()) if text else None
        if found is not None:
            return found[0].lower()
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
