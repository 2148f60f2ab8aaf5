"""A page read to a draft: its characters, its tree, its blocks, what it says of itself, its story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.model import Address, Draft, Link, Outcome, Passage, PassageKind, Section
from archive.readers.html.blocks import Block, page_blocks
from archive.readers.html.body import Witness, story_body
from archive.readers.html.decode import page_text
from archive.readers.html.metadata import page_metadata
from archive.readers.html.refusal import refusal
from archive.readers.html.tree import page_tree
from archive.readers.html.values import absolute, web_address
from archive.readers.html.zones import Zone
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from archive.readers.html.metadata import Metadata
    from archive.readers.html.tree import Page

RULES = "html/1"
"""Name and version of our own rules; a change of what they give is a new version."""

DEEPEST_LEVEL = 6
_WITNESS_SHARE = 0.6
"""The text in a page's data counts where it is so long against the extractor's: often it is a summary."""
_NOTE = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrected|editor['’]?s?['’]? notes?)\b", re.IGNORECASE
)


def read_html(page: bytes | str, *, url: str | None = None, content_type: str | None = None) -> Draft:
    """A web page of news as a draft: what its story says, and what it says about its story.

    Pure. The draft has the headline, byline, dates, language, outlet, sections with their passages and
    kinds, links, in `text` the same as running text without the captions, and in `raw` the page's own
    bytes. A page that is not the article (a paywall, a consent
    page, a check for robots, an error page, one with hardly any text) gives a draft whose outcome is
    `refused`, with the reason and the raw bytes and without content.

    Args:
        page: Its bytes as they came, in any encoding, or its characters.
        url: Where it was seen; without it the address that the page names as its own is the draft's.
        content_type: As the server said it, `text/html; charset=iso-8859-1`.

    Raises:
        BadInput: It is no page: empty, binary, longer than 20 MiB, or nested beyond any reason.

    Example:
        >>> draft = read_html(
        ...     "<title>Ferry runs again</title><h1>Ferry runs again</h1><p>The ferry across the Tarn ran "
        ...     "again on Monday after two weeks, the harbour master said.</p>",
        ...     url="https://news.example/ferry",
        ... )
        >>> draft.title, len(draft.sections), draft.text.split()[-3:]
        ('Ferry runs again', 1, ['harbour', 'master', 'said.'])
    """
    text = page_text(page, content_type)
    tree = page_tree(text)
    blocks = page_blocks(tree.root)
    about = page_metadata(tree.root, blocks, url)
    witnesses, extractor = _witnesses(tree, about)
    body = story_body(blocks, witnesses, about.titles) or _told_body(tree.root, about)
    reason = refusal(blocks, body, about)
    raw = page if isinstance(page, bytes) else page.encode("utf-8", "replace")
    sections, links = _content(body, about) if reason is None else (None, ())
    return Draft(
        url=url or about.canonical_url or _saved_from(text),
        source=about.source,
        published_at=about.published,
        modified_at=about.modified,
        title=about.title if reason is None else None,
        byline=", ".join(about.authors) or None if reason is None else None,
        language=about.language,
        text=None if sections is None else _plain(sections),
        sections=sections,
        raw=raw,
        content_type=_type_of(content_type, is_text=isinstance(page, str)),
        links=links,
        outcome=None if reason is None else Outcome.REFUSED,
        reason=reason,
        extractor=extractor,
        addresses=tuple(_addresses(url, about)),
    )


_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]{4,2000})",
    re.IGNORECASE,
)


def _saved_from(text: str) -> str | None:
    """The address that a browser wrote into the page when it saved it."""
    found = _SAVED.search(text[:5000])
    return web_address(found[1], None) if found is not None else None


def _type_of(content_type: str | None, *, is_text: bool) -> str:
    """The media type that is kept: with what the server said of the encoding, unless that is ours now."""
    if content_type is None or is_text:
        bare = (content_type or "text/html").partition(";")[0].strip().lower()
        return f"{bare}; charset=utf-8" if is_text else bare
    return canonical(content_type)[:200] or "text/html"


def _witnesses(tree: Page, about: Metadata) -> tuple[list[Witness], str]:
    """What others take for the story, and who was asked, with versions."""
    witnesses: list[Witness] = []
    extractor = RULES
    if not tree.is_odd:
        from archive.readers.html.trafilatura_body import body_text, version

        witnesses.append(Witness(body_text(tree.root)))
        extractor = f"{RULES}+trafilatura/{version()}"
    if about.body is not None:
        stated = Witness(about.body)
        if all(stated.words >= _WITNESS_SHARE * witness.words for witness in witnesses) and stated.words > 40:
            witnesses.append(stated)
    return witnesses, extractor


def _told_body(root: HtmlElement, about: Metadata) -> tuple[Block, ...]:
    """The story as the page's data tell it, where the page shows none of it before its scripts have run."""
    lines = [canonical(line) for line in (about.body or "").splitlines()]
    return tuple(
        Block(line, PassageKind.PARAGRAPH, 0, (), 0, Zone.NONE, root, root, is_strong=False)
        for line in lines
        if line
    )


def _content(body: Sequence[Block], about: Metadata) -> tuple[tuple[Section, ...], tuple[Link, ...]]:
    """Blocks as sections, and their links by the passages' places."""
    sections: list[tuple[str | None, int, list[Passage]]] = [(None, 0, [])]
    links: list[Link] = []
    place = 0
    for block in body:
        if block.is_heading:
            sections.append((block.text, min(block.level, DEEPEST_LEVEL), []))
            continue
        sections[-1][2].append(Passage(block.text, block.kind))
        for anchor in block.anchors:
            target = absolute(anchor.href, about.base)
            if target is not None:
                links.append(Link(place, anchor.start, anchor.end, target))
        place += 1
    sections[-1][2].extend(_unshown_corrections(body, about))
    return (
        tuple(
            Section(heading, level, tuple(passages))
            for heading, level, passages in sections
            if heading or passages
        ),
        tuple(links),
    )


def _plain(sections: Sequence[Section]) -> str:
    """The story as running text: headings and passages parted by blank lines, captions left out."""
    lines = []
    for section in sections:
        lines += [section.heading] if section.heading else []
        lines += [passage.text for passage in section.passages if passage.kind is not PassageKind.CAPTION]
    return "\n\n".join(lines)


def _unshown_corrections(body: Sequence[Block], about: Metadata) -> Iterator[Passage]:
    """Corrections that the page's data tell and its text does not."""
    shown = _letters(" ".join(block.text for block in body))
    for text in about.corrections:
        letters = _letters(_NOTE.sub("", text))
        if letters and letters not in shown:
            yield Passage(text if _NOTE.match(text) else f"Correction: {text}", PassageKind.PARAGRAPH)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _addresses(url: str | None, about: Metadata) -> Iterator[Address]:
    """The addresses that the page names as its own, with the evidence, but for the draft's own."""
    own = url or about.canonical_url
    for found, why in about.named_urls:
        if found != own and web_address(found, None) is not None and urlsplit(found).hostname:
            yield Address(found, None, why)
