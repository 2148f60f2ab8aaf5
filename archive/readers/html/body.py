"""Which blocks of a page are the story.

Two witnesses are asked, and neither is believed alone: trafilatura's body (the best general extractor
measured) and the `articleBody` that the publisher put into the page's data, where it is whole. The blocks
they name are the core. Around it a block is kept or left by where it stands, how much of it is links, and
what it says: a headline said again, a line of related links, a caption, a call to subscribe.
"""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.model import PassageKind
from archive.readers.html.blocks import Block
from archive.readers.html.phrases import (
    BYLINE,
    CALL,
    COUNTER,
    CREDIT,
    DATA,
    EMBEDDED,
    POINTER,
    STAMP,
    TAIL,
    URL,
    is_told,
)
from archive.readers.html.zones import Zone
from archive.text.dates import read_date_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
CORE_CHARS = 80
_SHORT_WORDS = 6
SHORTEST_CAPTION_CHARS = 20
SHORTEST_STANDFIRST_WORDS = 9


class Witness:
    """A text that somebody took for the story: which blocks it has."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text)
        self.words = len(words)
        self._grams = {tuple(words[place : place + 3]) for place in range(len(words) - 2)}
        self._lines = {" ".join(_WORD.findall(line)) for line in text.split("\n")}

    def share(self, text: str) -> float:
        """How much of a block it has, from 0 to 1; of a short one only all, as a line of its own."""
        words = _WORD.findall(text)
        if len(words) < _SHORT_WORDS:
            return float(bool(words) and " ".join(words) in self._lines)
        grams = [tuple(words[place : place + 3]) for place in range(len(words) - 2)]
        return sum(gram in self._grams for gram in grams) / len(grams)


_UNWANTED = (
    Zone.NAVIGATION
    | Zone.FOOTER
    | Zone.COMMENTS
    | Zone.RELATED
    | Zone.SHARE
    | Zone.ADVERT
    | Zone.NEWSLETTER
    | Zone.CONSENT
    | Zone.FORM
    | Zone.TAGS
    | Zone.WALL
    | Zone.ASIDE
    | Zone.HIDDEN
    | Zone.PULLED
    | Zone.AUTHOR
)
_SURE = (
    Zone.COMMENTS | Zone.SHARE | Zone.NEWSLETTER | Zone.CONSENT | Zone.NAVIGATION | Zone.FORM | Zone.RELATED
)


def story_body(
    blocks: Sequence[Block], witnesses: Sequence[Witness], titles: Iterable[str]
) -> tuple[Block, ...]:
    """The blocks that are the story.

    Args:
        blocks: All of the page.
        witnesses: What others took for the story; with none of any use, the page's own shape decides.
        titles: Headlines known from the page's data.
    """
    votes = [
        max((witness.share(block.text) for witness in witnesses), default=0.0) >= 0.7 for block in blocks
    ]
    names = {_squeezed(title) for title in titles if title}
    core = [
        place
        for place, block in enumerate(blocks)
        if votes[place] and not block.is_heading and len(block.text) >= CORE_CHARS and block.linked < 0.5
    ]
    if not core:
        core = [place for place, block in enumerate(blocks) if votes[place] and not block.is_heading]
    core = _first_copy(blocks, core) or _own_core(blocks)
    if not core:
        return ()
    base = _usual_zones([blocks[place] for place in core])
    first, last = core[0], core[-1]
    home = _home([blocks[place] for place in core])
    while first > 0 and votes[first - 1]:
        first -= 1
    while last + 1 < len(blocks) and votes[last + 1]:
        last += 1
    for place in range(len(blocks) - 1, last, -1):
        block = blocks[place]
        is_more = block.kind in (PassageKind.ROW, PassageKind.ITEM) or len(block.text) >= CORE_CHARS / 2
        if votes[place] and is_more and block.linked < 0.5 and _is_in(block, home):
            last = place
            break
    kept = [
        place for place in range(first, last + 1) if _is_kept(blocks[place], votes[place], base, home, names)
    ]
    chosen = _without_ends([blocks[place] for place in kept])
    return tuple(chosen)


def _own_core(blocks: Sequence[Block]) -> list[int]:
    """The plain paragraphs of the element that holds most of their text, where no witness named any.

    A paragraph counts in full for the element it stands in, and half for the one around that: the story is
    where paragraphs stand together.
    """
    plain = [
        place
        for place, block in enumerate(blocks)
        if not block.is_heading
        and block.kind in (PassageKind.PARAGRAPH, PassageKind.QUOTE)
        and len(block.text) >= CORE_CHARS / 2
        and block.linked < 0.3
        and not block.zones & (_UNWANTED | Zone.FIGURE)
    ]
    weight: Counter[HtmlElement] = Counter()
    for place in plain:
        block = blocks[place]
        weight[block.container] += 2 * len(block.text)
        above = block.container.getparent()
        if above is not None:
            weight[above] += len(block.text)
    if not weight:
        return []
    home = max(weight, key=weight.__getitem__)
    return [
        place for place in plain if home in (blocks[place].container, blocks[place].container.getparent())
    ]


def _first_copy(blocks: Sequence[Block], core: list[int]) -> list[int]:
    """The core without what says the whole story again, as hidden copies for machines do."""
    openings: list[str] = []
    kept: list[int] = []
    for place in core:
        letters = _squeezed(blocks[place].text)
        is_again = any(letters.startswith(opening) for opening in openings[:2])
        is_all = len(letters) > 5 * CORE_CHARS and sum(opening in letters for opening in openings[:6]) > 1
        if len(kept) > 2 and (is_again or is_all):
            continue
        kept.append(place)
        if len(letters) >= CORE_CHARS / 2:
            openings.append(letters[: CORE_CHARS // 2])
    return kept


REACH_BLOCKS = 3


def _stretched(
    blocks: Sequence[Block], first: int, last: int, base: Zone, home: HtmlElement
) -> tuple[int, int]:
    """The span of the story, stretched over plain paragraphs next to it that nobody named."""

    def is_plain(block: Block) -> bool:
        return (
            block.kind in (PassageKind.PARAGRAPH, PassageKind.QUOTE)
            and not block.is_heading
            and len(block.text) >= CORE_CHARS
            and block.linked < 0.3
            and not block.zones & ~base & (_UNWANTED | Zone.FIGURE)
            and (is_told(block.text) or not (CALL.search(block.text) or TAIL.search(block.text)))
            and _is_in(block, home)
        )

    while (
        near := next(
            (p for p in range(first - 1, max(-1, first - 1 - REACH_BLOCKS), -1) if is_plain(blocks[p])), None
        )
    ) is not None:
        first = near
    while (
        near := next(
            (p for p in range(last + 1, min(len(blocks), last + 1 + REACH_BLOCKS)) if is_plain(blocks[p])),
            None,
        )
    ) is not None:
        last = near
    return first, last


def _leads_in(block: Block) -> bool:
    """Whether a block before the text can be passed on the way up to a picture's caption."""
    return (
        not block.is_heading
        and (block.kind is PassageKind.CAPTION or len(block.text) < CORE_CHARS)
        and not block.zones & Zone.NAVIGATION
    )


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _usual_zones(core: Sequence[Block]) -> Zone:
    """The zones that most of the core's text stands in: they tell nothing there."""
    chars: Counter[Zone] = Counter()
    total = 0
    for block in core:
        total += len(block.text)
        for zone in block.zones:
            chars[zone] += len(block.text)
    usual = Zone.NONE
    for zone, count in chars.items():
        if count * 2 >= total:
            usual |= zone
    return usual


def _home(core: Sequence[Block]) -> HtmlElement:
    """The smallest element around most of the core's text."""
    weight: Counter[HtmlElement] = Counter()
    total = sum(len(block.text) for block in core)
    for block in core:
        weight[block.container] += len(block.text)
        for above in block.container.iterancestors():
            weight[above] += len(block.text)
    element = core[0].container
    best = None
    for start in {block.container for block in core}:
        element = start
        while weight[element] * 100 < total * 85 and element.getparent() is not None:
            element = element.getparent()
        if best is None or weight[element] > weight[best]:
            best = element
    return best if best is not None else element


def _is_in(block: Block, home: HtmlElement) -> bool:
    element = block.container
    while element is not None:
        if element is home:
            return True
        element = element.getparent()
    return False


def _is_kept(block: Block, has_vote: bool, base: Zone, home: HtmlElement, names: set[str]) -> bool:
    """Whether a block between the first and the last of the story is part of it."""
    odd = block.zones & ~base
    text = block.text
    is_long = len(text) >= CORE_CHARS and block.linked < 0.3
    if _is_embedded(block):
        return _is_in(block, home)
    if _squeezed(text) in names or DATA.fullmatch(text):
        return False
    if odd & _SURE and not (has_vote and is_long):
        return False
    if block.kind is PassageKind.CAPTION:
        return (
            not odd & (_SURE | Zone.ASIDE | Zone.ADVERT | Zone.HIDDEN)
            and block.linked < 0.9
            and len(text) >= SHORTEST_CAPTION_CHARS
            and not CREDIT.search(text)
            and (has_vote or _is_in(block, home))
        )
    if odd & Zone.FIGURE and not (has_vote and block.kind is PassageKind.ROW):
        return False
    if (
        block.linked >= 0.9
        and block.kind is PassageKind.PARAGRAPH
        and not block.is_heading
        and len(text) > 12
    ):
        return text.startswith(("http://", "https://", "www."))
    if POINTER.search(text) and (block.linked > 0.4 or len(text) < 30):
        return False
    if (
        not is_told(text)
        and CALL.search(text)
        and (block.linked > 0.5 or len(text) < (100 if block.kind is PassageKind.PARAGRAPH else 30))
    ):
        return False
    if (CREDIT.search(text) and len(text) < 80) or (COUNTER.search(text) and len(text) < 100):
        return False
    if has_vote:
        return True
    if odd & _UNWANTED:
        return False
    return _is_in(block, home)


def _is_embedded(block: Block) -> bool:
    """Whether it is a post of a social network, set into the story as a quotation."""
    if block.kind is not PassageKind.QUOTE:
        return False
    for above in (block.element, *block.element.iterancestors()):
        if above.tag == "blockquote":
            return bool(EMBEDDED.search(above.get("class", "")))
    return False


def _is_link_only(block: Block) -> bool:
    return block.linked >= 0.9


def _without_ends(blocks: list[Block]) -> list[Block]:
    """Without what stands around the text at its two ends, and what stands there twice."""
    kept = _without_lists_of_links(_once(blocks))
    while kept and (
        kept[-1].is_heading
        or _is_link_only(kept[-1])
        or STAMP.search(kept[-1].text)
        or (len(kept[-1].text) < 200 and not is_told(kept[-1].text) and TAIL.search(kept[-1].text))
    ):
        kept.pop()
    while kept and (
        URL.fullmatch(kept[0].text)
        or (not kept[0].is_heading and (BYLINE.match(kept[0].text) or read_date_line(kept[0].text)))
        or (kept[0].is_heading and kept[0].level <= 1)
        or (len(kept[0].text) < 100 and STAMP.search(kept[0].text))
    ):
        kept.pop(0)
    if len(kept) > 1 and kept[0].is_heading and len(_WORD.findall(kept[0].text)) >= SHORTEST_STANDFIRST_WORDS:
        kept[0] = replace(kept[0], level=0)  # a standfirst set as a heading: what follows is not its section
    return kept


def _once(blocks: list[Block]) -> list[Block]:
    """Up to where the story begins a second time, as pages for other devices have it; no block twice running."""
    core = [place for place, block in enumerate(blocks) if len(block.text) >= CORE_CHARS]
    runs = [tuple(blocks[place].text for place in core[start : start + 3]) for start in range(len(core) - 2)]
    end = len(blocks)
    for start in range(3, len(runs)):
        if runs[start] in runs[: min(4, start - 2)]:
            end = core[start]
            break
    often = Counter(
        block.text for block in blocks if len(block.text) < 40 and block.kind is PassageKind.PARAGRAPH
    )
    kept: list[Block] = []
    for block in blocks[:end]:
        if often[block.text] >= 3 and len(block.text.split()) <= 2 and not block.is_heading:
            continue
        if not kept or kept[-1].text != block.text or block.kind is PassageKind.ROW:
            kept.append(block)
    return kept


def _without_lists_of_links(blocks: list[Block]) -> list[Block]:
    """Without headings and items that are only links, where nothing is said under them."""
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        end = place
        while (
            end < len(blocks)
            and _is_link_only(blocks[end])
            and (blocks[end].is_heading or blocks[end].kind is PassageKind.ITEM)
        ):
            end += 1
        run = blocks[place:end]
        if not run:
            kept.append(blocks[place])
            place += 1
            continue
        headings = sum(block.is_heading for block in run)
        is_last = not any(not block.is_heading and block.linked < 0.5 for block in blocks[end:])
        is_menu = headings == 0 and len(run) >= 3 and not (kept and kept[-1].text.endswith(":"))
        pointed = bool(kept) and len(kept[-1].text) < 40 and bool(POINTER.search(kept[-1].text))
        if is_last or pointed or is_menu or headings > 1:
            run = []
            while kept and (pointed or (kept[-1].is_heading and (headings or is_last))):
                kept.pop()
                pointed = False
        kept.extend(run)
        place = end
    return kept
