"""The authors of a page's story: in its data, in its markup, in what stands near its headline."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.readers.html import jsonld
from archive.readers.html.meta import Meta, squeezed
from archive.readers.html.values import names_in
from archive.readers.html.zones import Zone
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.blocks import Block
    from archive.readers.html.jsonld import Node

_AUTHOR_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "byline", "authors", "cxenseparse:author", "rnews:author", "citation_author", "og:article:author", "article.author", "creator",
    "dc.author", "shareaholic:article_author_name", "twitter:creator:name",
)  # fmt: skip
_NOT_OF_STORY = Zone.COMMENTS | Zone.RELATED | Zone.NAVIGATION | Zone.FOOTER | Zone.SHARE


def resolved(value: Any, known: dict[str, Node]) -> Any:
    """A value, or the object that it names by `@id` only."""
    if isinstance(value, list):
        return [resolved(one, known) for one in value[:50]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return known.get(value["@id"], value)
    return value


def story_authors(
    root: HtmlElement,
    meta: Meta,
    story: Node | None,
    known: dict[str, Node],
    near: Sequence[Block],
    source: str | None,
) -> list[str]:
    """The names of the authors, in order; an outlet only where it stands alone."""
    outlet = squeezed(source or "")

    def kept(names: list[str]) -> list[str]:
        others = [name for name in names if squeezed(name) != outlet]
        return others or names

    if story is not None:
        people, offices = _in_data(story, known)
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
    visible = _visible(near)
    for choice in (visible, names_in(marked[:6]), names_in(stated[:6])):
        names = kept(choice)
        if names and not all(squeezed(name) == outlet for name in names):
            return names
    return kept(offices) or kept(names_in(stated[:6])) or kept(names_in(marked))


def _in_data(story: Node, known: dict[str, Node]) -> tuple[list[str], list[str]]:
    """Persons and organisations that JSON-LD names as authors."""
    value = resolved(story.get("author") or story.get("creator"), known)
    people: list[str] = []
    offices: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        written = [jsonld.plain(item) for item in (name if isinstance(name, list) else [name])]
        names = names_in(text for text in written if text)
        is_office = isinstance(one, dict) and any("Organization" in kind for kind in jsonld.types_of(one))
        (offices if is_office else people).extend(names)
    return list(dict.fromkeys(people)), list(dict.fromkeys(offices))


BY_LINE = re.compile(
    r"^(?:(?:written|posted|reported|story|words)\s+)?(?:by|von|par|por)\b[\s:]+(?=[^\W\d_])", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|•·–—]|\bon\b|\bpublished\b|\bupdated\b|\bposted\b|\d{1,2}[:/.]\d|\b\d{4}\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d).*$",
    re.IGNORECASE,
)
LONGEST_BYLINE_CHARS = 160


def _visible(near: Sequence[Block]) -> list[str]:
    """Names in a line near the headline that starts with *by*, or that stands where bylines stand."""
    for block in near:
        if len(block.text) <= LONGEST_BYLINE_CHARS and BY_LINE.match(block.text) and not block.is_heading:
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
