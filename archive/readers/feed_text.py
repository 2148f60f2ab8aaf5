"""A feed entry's own text as a draft.

What a feed carries is markup of the publisher's own, without navigation or adverts: all of it is the story,
so nothing is chosen as on a page. Only a text counts that says it is whole (`content`); a summary is not the
article. And only one of the feed's own site: what a feed says under a link to another outlet's story is not
what that outlet said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import Address, Draft, Link, Passage, Section
from archive.readers.html.blocks import page_blocks
from archive.readers.html.tree import page_tree
from archive.readers.html.values import absolute, is_same_site
from archive.text.address import cleaned, names_a_story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive.readers.feed import Entry, Feed
    from archive.readers.html.blocks import Block

EXTRACTOR = "feed/1"
"""Name and version of these rules; a change of what they give is a new version."""

CONTENT_TYPE = "text/x-feed-entry-html; charset=utf-8"
"""The raw bytes are an entry's markup, not a page: it is not to be extracted as one."""

FEWEST_CHARS = 200
"""A `content` with less text is a teaser, whatever it is called."""


def feed_drafts(feed: Feed, *, captured_at: datetime | None = None) -> Iterator[Draft]:
    """The entries whose whole text the feed carries, as drafts in its order."""
    for entry in feed.entries:
        draft = entry_draft(feed, entry, captured_at=captured_at)
        if draft is not None:
            yield draft


def entry_draft(feed: Feed, entry: Entry, *, captured_at: datetime | None = None) -> Draft | None:
    """An entry's own text as a draft, or None where the feed does not carry it, or not for its own story.

    Args:
        feed: The feed that it is an entry of.
        entry: One of its entries.
        captured_at: When the feed was looked at.
    """
    if entry.content is None or entry.url is None or not names_a_story(entry.url):
        return None
    if not is_own_story(feed, entry):
        return None
    try:
        root = page_tree(f"<html><body><article>{entry.content}</article></body></html>").root
    except BadInput:
        return None
    blocks = page_blocks(root)
    if sum(len(block.text) for block in blocks) < FEWEST_CHARS:
        return None
    sections, links = _content(blocks, entry.url)
    return Draft(
        url=entry.url,
        captured_at=captured_at,
        published_at=entry.published_at,
        modified_at=entry.updated_at,
        title=entry.title,
        byline=", ".join(entry.authors) or None,
        language=entry.language,
        sections=sections,
        links=links,
        raw=entry.content.encode(),
        content_type=CONTENT_TYPE,
        extractor=EXTRACTOR,
        reason="the feed's own text",
        addresses=tuple(id_addresses(feed, entry)),
        origin=entry.url,
    )


def is_own_story(feed: Feed, entry: Entry) -> bool:
    """Whether an entry's story is of the feed's site: that of its address, or the one it names as its own.

    Of a feed that tells neither, every story is.
    """
    sites = [site for site in (feed.url, feed.home) if site is not None]
    return not sites or (entry.url is not None and any(is_same_site(entry.url, site) for site in sites))


def id_addresses(feed: Feed, entry: Entry) -> Iterator[Address]:
    """What the feed calls an entry, where that can stand for it: it stays when the address changes.

    A name that several entries share stands for none of them, nor does one that is only a number, nor an
    address of a site that is neither the story's nor the feed's: anybody can write one down.
    """
    name = entry.id
    if name is None or name == entry.url or any(char.isspace() for char in name):
        return
    if not name.startswith(("http://", "https://", "tag:", "urn:uuid:")) or not names_a_story(name):
        return
    sites = [site for site in (entry.url, feed.url) if site is not None]
    if name.startswith("http") and not any(is_same_site(name, site) for site in sites):
        return
    form = cleaned(name)
    if sum(other.id is not None and cleaned(other.id) == form for other in feed.entries) == 1:
        yield Address(name, None, f"the feed{f' {feed.url}' if feed.url else ''} gives it as the story's id")


def _content(blocks: list[Block], base: str) -> tuple[tuple[Section, ...], tuple[Link, ...]]:
    sections: list[tuple[str | None, int, list[Passage]]] = [(None, 0, [])]
    links: list[Link] = []
    place = 0
    for block in blocks:
        if block.is_heading:
            sections.append((block.text, block.level, []))
            continue
        sections[-1][2].append(Passage(block.text, block.kind))
        for anchor in block.anchors:
            target = absolute(anchor.href, base)
            if target is not None:
                links.append(Link(place, anchor.start, anchor.end, target))
        place += 1
    return tuple(
        Section(heading, level, tuple(passages))
        for heading, level, passages in sections
        if heading or passages
    ), tuple(links)
