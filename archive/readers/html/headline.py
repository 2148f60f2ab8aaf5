"""The headline of a page's story, of all the titles that the page has."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.readers.html import jsonld
from archive.readers.html.meta import Meta, overlap, squeezed
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.blocks import Block
    from archive.readers.html.jsonld import Node

_WORD = re.compile(r"\w+")
_SITE_TITLE = re.compile(r"\s+[|\-–—·•»«:]+\s+|\s*[|»«]\s*")


def story_title(
    root: HtmlElement, meta: Meta, story: Node | None, tops: list[Block], source: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The headline, and every form of it that the page has, the headline first."""
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
        if len(_WORD.findall(block.text)) > 1 and any(overlap(block.text, text) >= 0.7 for text in evidence)
    ]
    if source is not None and len(confirmed) > 1:
        confirmed = [text for text in confirmed if squeezed(text) != squeezed(source)] or confirmed
    confirmed.sort(key=lambda text: -max(overlap(text, other) for other in evidence))
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
    title = next((text for text in choices if text and squeezed(text) != squeezed(source or "")), None)
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
    name = squeezed(source or "")
    if name and squeezed(parts[-1]) == name:
        return text[: text.rindex(parts[-1])].rstrip(" |-–—·•»«:")
    if name and squeezed(parts[0]) == name:
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


def headline_place(blocks: Sequence[Block], titles: tuple[str, ...]) -> int | None:
    """The position of the headline among the blocks; a heading before other blocks that say the same."""
    wanted = {squeezed(title) for title in titles}
    places = [place for place, block in enumerate(blocks) if squeezed(block.text) in wanted]
    headings = [place for place in places if blocks[place].is_heading]
    return next(iter(headings or places), None)
