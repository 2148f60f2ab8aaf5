"""A page's tree as a row of blocks: every run of text between two breaks, in reading order.

A block knows what it is (heading, paragraph, item, quotation, caption, row, code), its links with their
exact places, and the zones of the page it stands in (navigation, figure, comments and so on, told by the
names of elements, roles and classes). Nothing is decided here about what belongs to the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archive.model import PassageKind
from archive.readers.html.elements import BLOCKS, PASSED_OVER, STRONG, is_data_row
from archive.readers.html.zones import LONGEST_NAMES_CHARS, Zone, zones_of
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_BLOCKS = 20_000
"""Where reading a page ends: the longest real ones have some thousands."""


class Anchor(NamedTuple):
    """A link in a block's text: half-open, and where it leads, as written."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A run of text between two breaks.

    Attributes:
        text: In canonical form, never empty.
        level: Of a heading, 1 to 6; 0 for all others.
        linked_chars: How many of its characters are in links.
        element: The element that it is directly in.
        container: The nearest element around it that holds blocks.
        is_strong: All of it is bold.
    """

    text: str
    kind: PassageKind
    level: int
    anchors: tuple[Anchor, ...]
    linked_chars: int
    zones: Zone
    element: HtmlElement
    container: HtmlElement
    is_strong: bool

    @property
    def is_heading(self) -> bool:
        """Whether it is marked up as a heading."""
        return self.level > 0

    @property
    def linked(self) -> float:
        """The share of its characters that are in links."""
        return self.linked_chars / len(self.text)


_TITLE_NAMES = re.compile(r"(?<!\w)caption(?!\w)")


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    element: HtmlElement
    tag: str
    zones: Zone
    is_block: bool
    link_start: int | None


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way through the tree."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    strong_chars: int = 0
    strong_depth: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    row: tuple[HtmlElement, int] | None = None
    """The table row whose cells are gathered to one block, and the depth it is at."""

    def say(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            self.length += len(text)
            if self.strong_depth and not text.isspace():
                self.strong_chars += len(text.strip())

    def flush(self) -> None:
        """End the block at hand."""
        if not self.text:
            return
        raw = "".join(self.text)
        for number, (start, end, href) in enumerate(self.links):
            if end < 0:
                self.links[number] = (start, len(raw), href)
        links, is_strong = self.links, self.strong_chars
        self.text, self.length, self.links, self.strong_chars = [], 0, [], 0
        for opened in self.stack:  # a link that goes on behind a break starts anew there
            if opened.link_start is not None:
                self.links.append((0, -1, opened.element.get("href", "")))
                opened.link_start = len(self.links) - 1
        if raw.isspace():
            return
        shown = len(raw.strip())
        for start, end in _paragraphs(raw):
            self._add(raw, start, end, links, is_strong=is_strong * 10 >= shown * 9)

    def _add(
        self, raw: str, start: int, end: int, links: list[tuple[int, int, str]], *, is_strong: bool
    ) -> None:
        within = [
            (max(first, start) - start, min(last, end) - start, href)
            for first, last, href in links
            if first < end and last > start
        ]
        text, anchors = linked_text(raw[start:end], within)
        if not text:
            return
        kind, level, zones = self._nature()
        container = next(
            (opened.element for opened in reversed(self.stack[:-1]) if opened.is_block), self.stack[0].element
        )
        self.blocks.append(
            Block(
                text,
                kind,
                level,
                anchors,
                sum(anchor.end - anchor.start for anchor in anchors),
                zones,
                self.stack[-1].element,
                container,
                is_strong,
            )
        )

    def _nature(self) -> tuple[PassageKind, int, Zone]:
        """What the block at hand is, by the elements around it, the nearest first."""
        zones = self.stack[-1].zones
        kind = PassageKind.PARAGRAPH
        for opened in reversed(self.stack):
            tag = opened.tag
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                return kind, int(tag[1]), zones
            if tag in ("li", "dd", "dt"):
                return PassageKind.ITEM, 0, zones
            if tag == "blockquote":
                return PassageKind.QUOTE, 0, zones
            if tag in ("figcaption", "caption"):
                return PassageKind.CAPTION, 0, zones
            if tag == "pre":
                return PassageKind.CODE, 0, zones
            if tag == "tr":
                return (PassageKind.ROW if self.row is not None else kind), 0, zones
            if tag in ("div", "p", "span", "small", "dl") and _TITLE_NAMES.search(
                opened.element.get("class", "")[:LONGEST_NAMES_CHARS].replace("-", " ").replace("_", " ")
            ):
                return PassageKind.CAPTION, 0, zones
            if tag in ("article", "section", "main", "body"):
                break
        return kind, 0, zones


def _paragraphs(raw: str) -> list[tuple[int, int]]:
    """A block parted where two line breaks stand together, which old pages have for paragraphs."""
    if _BREAK not in raw:
        return [(0, len(raw))]
    found, start = [], 0
    for match in _BREAKS.finditer(raw):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(raw)))
    return found


_BREAK = "\x0b"
_BREAKS = re.compile(r"\x0b\s*\x0b\s*")


def linked_text(raw: str, links: list[tuple[int, int, str]]) -> tuple[str, tuple[Anchor, ...]]:
    """A text in canonical form, and its links' places in it.

    Args:
        raw: As it stands in the page.
        links: Start, end and target of each, in `raw`, in order; they do not overlap.
    """
    text = canonical(raw)
    if not links or not text:
        return text, ()
    anchors = []
    position, at = 0, 0  # so much of `raw` is known to come to so much of `text`
    for start, end, href in links[:MOST_LINKS]:
        if not href or not canonical(raw[start:end]):
            continue
        bounds = []
        for place in (start, end):
            piece = canonical(raw[position:place])
            found = text.find(piece, at) if piece else at
            if found < 0:
                return text, ()  # a letter and its accent parted by the tag: nowhere to point
            at, position = (found + len(piece) if piece else at), place
            bounds.append(at)
        while bounds[0] < len(text) and text[bounds[0]] == " ":
            bounds[0] += 1
        if bounds[0] < bounds[1]:
            anchors.append(Anchor(bounds[0], bounds[1], href))
    return text, tuple(anchors)


MOST_LINKS = 500


FEW_CHARS = 300


def page_blocks(root: HtmlElement) -> list[Block]:
    """All blocks of a page in reading order; without recursion, so that depth costs nothing.

    What stands in a `noscript` is read only where there is hardly anything else: mostly it is a picture's
    copy or a plea, sometimes the whole page.
    """
    found = _walked(root, PASSED_OVER)
    if sum(len(block.text) for block in found) < FEW_CHARS:
        found = _walked(root, PASSED_OVER - {"noscript"})
    return found


def _walked(root: HtmlElement, passed_over: frozenset[str]) -> list[Block]:
    from lxml import etree

    walk = _Walk()
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in passed_over:
                steps.skip_subtree()
                continue
            _start(walk, element, tag)
        else:
            if tag not in passed_over:
                _end(walk, element)
            if walk.stack:
                walk.say(element.tail)
        if len(walk.blocks) > MOST_BLOCKS:
            break
    return walk.blocks


def _start(walk: _Walk, element: HtmlElement, tag: str) -> None:
    is_block = tag in BLOCKS
    if is_block and walk.row is not None and tag in ("td", "th"):
        if any(not piece.isspace() for piece in walk.text):
            walk.say(" | ")
        is_block = False
    if is_block and walk.row is None:
        walk.flush()
    zones = zones_of(element, tag)
    if walk.stack:
        zones |= walk.stack[-1].zones
    opened = _Open(element, tag, zones, is_block, None)
    walk.stack.append(opened)
    if tag == "br":
        walk.say(_BREAK)
    elif tag == "tr" and walk.row is None and is_data_row(element):
        walk.row = (element, len(walk.stack))
    elif tag == "a" and element.get("href"):
        walk.links.append((walk.length, -1, element.get("href", "")))
        opened.link_start = len(walk.links) - 1
    elif tag in STRONG:
        walk.strong_depth += 1
    walk.say(element.text)


def _end(walk: _Walk, element: HtmlElement) -> None:
    opened = walk.stack[-1]
    if walk.row is not None and walk.row[0] is element:
        walk.flush()
        walk.row = None
    elif opened.is_block and walk.row is None:
        walk.flush()
    if opened.link_start is not None and opened.link_start < len(walk.links):
        start, _, href = walk.links[opened.link_start]
        walk.links[opened.link_start] = (start, walk.length, href)
    if opened.tag in STRONG:
        walk.strong_depth -= 1
    walk.stack.pop()
