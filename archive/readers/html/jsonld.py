"""JSON-LD of a page, as publishers really write it, to the objects that speak of the story.

Scripts of the type `application/ld+json` hold an object, a list, a `@graph`, objects in objects, and
references by `@id`. Many are not quite JSON: comments around or in them, commas too many, line breaks in
strings, entities of HTML, semicolons behind. What can be mended is; what cannot is passed over.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]

LONGEST_SCRIPT_CHARS = 2_000_000
MOST_SCRIPTS = 50
MOST_NODES = 2_000
DEEPEST = 60

STORY_TYPES = (
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "NewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "Report",
    "Article",
)
"""Types of schema.org that are a story, the most telling first."""
_WEAK_TYPES = ("WebPage", "CreativeWork", "VideoObject", "Review", "Recipe", "NewsMediaOrganization")

_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_DOUBLED = re.compile(r",(\s*,)+")
_BARE_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')


def nodes(root: HtmlElement) -> list[Node]:
    """Every object in the page's JSON-LD, outer before inner, in order."""
    found: list[Node] = []
    scripts = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        scripts += 1
        text = script.text or ""
        if scripts > MOST_SCRIPTS or len(text) > LONGEST_SCRIPT_CHARS:
            break
        for value in _values(text):
            found.extend(_objects(value))
            if len(found) > MOST_NODES:
                return found[:MOST_NODES]
    return found


def _values(text: str) -> Iterator[Any]:
    """The JSON values in a script: as it is, else mended."""
    text = text.strip("\ufeff \t\r\n\f;")
    previous = None
    while previous != text:
        previous, text = text, _WRAPPED.sub("", text).strip()
    for mend in (_as_it_is, _mended, _unescaped):
        try:
            yield json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _first_values(_mended(text))


def _as_it_is(text: str) -> str:
    return text


def _unescaped(text: str) -> str:
    return _mended(html.unescape(text))


def _first_values(text: str) -> Iterator[Any]:
    """Values one after another, as two scripts joined to one have; whatever stands between is skipped."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    for _ in range(20):
        start = min((p for p in (text.find("{", position), text.find("[", position)) if p >= 0), default=-1)
        if start < 0:
            return
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield value


def _mended(text: str) -> str:
    """JSON without comments, without commas too many, with escapes that JSON knows."""
    pieces: list[str] = []
    position, start, in_string = 0, 0, False
    while position < len(text):
        char = text[position]
        if in_string:
            if char == "\\":
                position += 2
                continue
            if char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char == "/" and text[position + 1 : position + 2] in ("/", "*"):
            pieces.append(text[start:position])
            end_mark = "\n" if text[position + 1] == "/" else "*/"
            end = text.find(end_mark, position + 2)
            position = start = len(text) if end < 0 else end + len(end_mark)
            continue
        position += 1
    pieces.append(text[start:])
    joined = _BARE_ESCAPE.sub(r"\\\\", "".join(pieces))
    return _TRAILING.sub(r"\1", _DOUBLED.sub(",", joined))


def _objects(value: Any) -> Iterator[Node]:
    """An object and those in it, in order; depth bounded."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(one, dict):
            yield one
            waiting.extend((inner, depth + 1) for inner in reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one))


def types_of(node: Node) -> tuple[str, ...]:
    """The names of an object's types, without the address of their vocabulary."""
    stated = node.get("@type", node.get("type"))
    stated = stated if isinstance(stated, list) else [stated]
    return tuple(re.split(r"[/:#]", one)[-1] for one in stated if isinstance(one, str))


def by_id(found: list[Node]) -> dict[str, Node]:
    """The fullest object of each `@id`."""
    known: dict[str, Node] = {}
    for node in found:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(known.get(name, {})):
            known[name] = node
    return known


def stories(found: list[Node]) -> list[Node]:
    """The objects that are a story, the main one first: the most telling type, then the one with most said.

    A story without headline, date, author or text says nothing; a page's list of other stories has such.
    """
    ranked: list[tuple[int, int, int, Node]] = []
    for place, node in enumerate(found):
        types = types_of(node)
        rank = next((number for number, name in enumerate(STORY_TYPES) if name in types), None)
        if rank is None:
            continue
        said = sum(
            bool(node.get(key))
            for key in ("headline", "datePublished", "author", "articleBody", "dateModified", "image")
        )
        if said == 0:
            continue
        ranked.append((-said, rank, place, node))
    ranked.sort(key=lambda one: one[:3])
    return [node for *_, node in ranked]


def weak_stories(found: list[Node]) -> list[Node]:
    """Objects that can speak of the page as a whole, where none is a story."""
    return [node for node in found if any(name in _WEAK_TYPES for name in types_of(node))]


def plain(value: Any) -> str | None:
    """A value as text, entities and tags resolved; None where there is none."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, (str, dict))), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("text")
    if not isinstance(value, str):
        return None
    value = html.unescape(value)
    if "<" in value:
        value = re.sub(r"<(?:br|/?p|/?div|/?li|/?h\d)\b[^>]*>", "\n", value, flags=re.IGNORECASE)
        value = re.sub(r"<[^<>]{0,500}>", "", value)
        value = html.unescape(value)
    return value.strip() or None
