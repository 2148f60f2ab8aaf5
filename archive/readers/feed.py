"""Feeds: RSS, Atom, RDF and JSON Feed, well or ill formed, from bytes to what they list.

A feed lists entries: where the page is, when it was published and last changed as the publisher says, and
sometimes the whole text (`content`, as opposed to a `summary`). feedparser reads the XML; it is only ever
given bytes in memory, opens nothing itself and expands no entities of the document's own. What it is given
is bounded first, in size and depth, because its time and memory are not.
"""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from archive.errors import BadInput
from archive.model import Claimed, Record
from archive.readers.feed_date import read_date
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FEED_BYTES = 6_000_000
LARGEST_ODD_BYTES = 500_000
"""For encodings in which a tag cannot be seen without decoding; nobody writes a feed in them."""
DEEPEST_TAGS = 2_000
MOST_ATTRIBUTES = 500
"""Of one tag; feedparser's time grows with their square."""
MOST_ENTRIES = 20_000
LONGEST_LINE_CHARS = 2_000
LONGEST_TITLE_CHARS = 20_000
"""Of a title as written, with its markup."""

_TAG = re.compile(rb"<!\[CDATA\[|<(/?)[A-Za-z][^<>]*>")
_WHOLE_TAG = re.compile(rb"<[A-Za-z](?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+'|[\"'])*+")
"""With what stands in quotation marks in it."""
_MARKUP = re.compile(r"<[^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry(Record):
    """One entry of a feed.

    Attributes:
        url: Where its page is, absolute where the feed's address is known.
        id: What the feed calls it: stays when the address changes.
        title: Plain text.
        authors: Their names, in order.
        published_at: As claimed; None where the feed does not say.
        updated_at: As claimed.
        summary: As HTML; of a feed without `content`, all it says.
        content: The whole text as HTML, where the feed carries it.
        language: As declared, of the entry or the feed.
    """

    url: str | None
    id: str | None
    title: str | None
    authors: tuple[str, ...]
    published_at: Claimed | None
    updated_at: Claimed | None
    summary: str | None
    content: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Feed(Record):
    """A feed and its entries, in its order.

    Attributes:
        url: Its address, if known.
        title: Plain text.
        version: As `rss20`, `atom10`, `json1`; empty where it does not say.
        is_well_formed: It was sound; of an unsound one there may be entries or parts that could not be read.
        home: The address of the site that it names as its own.
    """

    url: str | None
    title: str | None
    language: str | None
    version: str
    is_well_formed: bool
    entries: tuple[Entry, ...]
    home: str | None = None


def read_feed(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """What a feed lists. Pure: nothing is fetched.

    Args:
        data: Its bytes.
        url: Its address, to make others absolute.
        content_type: As the server declared it; its charset counts.

    Raises:
        BadInput: It is no feed, is too large or nested too deep.

    Example:
        >>> feed = read_feed(b"<rss><channel><item><title>Ferry sails</title>"
        ...                  b"<pubDate>Tue, 27 Jul 2021 09:00:00 GMT</pubDate></item></channel></rss>")
        >>> [(entry.title, str(entry.published_at)) for entry in feed.entries]
        [('Ferry sails', '2021-07-27T09:00:00Z')]
    """
    if len(data) > LARGEST_FEED_BYTES:
        raise BadInput(f"The feed has {len(data):,} bytes; {LARGEST_FEED_BYTES:,} is the most that is read.")
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return _json_feed(data, url)
    _check_tags(data)
    parsed = _parsed(data, url, content_type)
    feed = parsed.feed
    version = str(dict.get(parsed, "version") or "")
    if not parsed.entries and not version and not dict.get(feed, "title"):
        raise BadInput("It is no feed that is known (RSS, Atom, RDF, JSON Feed).")
    language = _line(dict.get(feed, "language"))
    return Feed(
        url,
        _plain(feed, "title"),
        language,
        version,
        not dict.get(parsed, "bozo"),
        tuple(_entry(entry, url, language) for entry in parsed.entries[:MOST_ENTRIES]),
        _address(_link(feed), url),
    )


def _check_tags(data: bytes) -> None:
    """See that tags are no longer and no deeper than feedparser bears: its time and memory grow with both."""
    if b"\0" in data[:1000]:
        data = data.replace(b"\0", b"")
    if b"<" not in data and len(data) > LARGEST_ODD_BYTES:
        raise BadInput("It is no feed that is known: there are no tags in it.")
    for whole in _WHOLE_TAG.finditer(data):
        if whole[0].count(b"=") > MOST_ATTRIBUTES:
            raise BadInput(f"A tag of it has more than {MOST_ATTRIBUTES} attributes; no feed's has.")
    depth, place = 0, 0
    while match := _TAG.search(data, place):
        place = match.end()
        if match[0] == b"<![CDATA[":
            end = data.find(b"]]>", place)
            if end < 0:
                return
            place = end
        elif match[1]:
            depth = max(0, depth - 1)
        elif not match[0].endswith(b"/>"):
            depth += 1
            if depth > DEEPEST_TAGS:
                raise BadInput(f"Its tags are nested more than {DEEPEST_TAGS:,} deep; no feed's are.")


def _parsed(data: bytes, url: str | None, content_type: str | None) -> Any:
    import feedparser

    charset = _CHARSET.search(content_type or "")
    headers = {"content-type": "application/xml" + (f"; charset={charset[1]}" if charset else "")}
    if url is not None:
        headers["content-location"] = url
    if data[:1] in b" \t\r\n" and data[1:2] != b"\0":
        data = data.lstrip(b" \t\r\n")  # white space before the declaration breaks it for strict parsers
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=True
        )
    except Exception as error:  # whatever the bytes did to it
        raise BadInput(f"The feed cannot be read: {type(error).__name__}, {str(error)[:200]}.") from error


def _entry(entry: Any, base: str | None, language: str | None) -> Entry:
    """An entry as feedparser gives it; `dict.get` passes its substitutes of one date for another."""
    published = _date(entry, "published") or _date(entry, "created")
    updated = _date(entry, "updated")
    contents = [part for part in dict.get(entry, "content") or () if (part.get("value") or "").strip()]
    best = max(contents, key=lambda part: len(part["value"]), default=None)
    own_language = next(
        (
            part["language"]
            for part in (best, dict.get(entry, "title_detail"))
            if part and part.get("language")
        ),
        None,
    )
    summary = dict.get(entry, "summary_detail")
    return Entry(
        _address(dict.get(entry, "feedburner_origlink") or _link(entry), base),
        _line(dict.get(entry, "id")),
        _plain(entry, "title"),
        tuple(_authors(entry)),
        published,
        updated,
        _markup(summary) if summary else _markup({"value": dict.get(entry, "summary")}),
        None if best is None else _markup(best),
        _line(own_language) or language,
    )


def _date(entry: Any, name: str) -> Claimed | None:
    written = dict.get(entry, name)
    if not isinstance(written, str):
        return None
    return read_date(written, dict.get(entry, f"{name}_parsed"))


def _link(entry: Any) -> str | None:
    link = dict.get(entry, "link")
    if link:
        return str(link)
    links = [one for one in dict.get(entry, "links") or () if one.get("href")]
    for wanted in ("alternate", None):
        for one in links:
            if one.get("rel") == wanted and (one.get("type") or "text/html").startswith(
                ("text/html", "application/xhtml")
            ):
                return str(one["href"])
    sources = [part.get("src") for part in dict.get(entry, "content") or () if part.get("src")]
    return str(sources[0]) if sources else None


def _address(link: str | None, base: str | None) -> str | None:
    """An address that could be asked, or None."""
    if not link:
        return None
    try:
        whole = urljoin(base or "", "".join(link.split()))
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and len(whole) <= LONGEST_LINE_CHARS else None


def _authors(entry: Any) -> Iterator[str]:
    seen = set()
    people = [one.get("name") for one in dict.get(entry, "authors") or () if one]
    for name in people if any(people) else [dict.get(entry, "author")]:
        line = _line(name)
        if line and line not in seen:
            seen.add(line)
            yield line


def _plain(holder: Any, name: str) -> str | None:
    """A title as plain text; feeds write them as text, HTML, and HTML escaped once too often."""
    value = dict.get(holder, name)
    if not isinstance(value, str):
        return None
    kind = (dict.get(holder, f"{name}_detail") or {}).get("type") or ""
    if "html" in kind or _looks_escaped(value):
        value = html.unescape(_MARKUP.sub("", _SCRIPT.sub("", value[:LONGEST_TITLE_CHARS])))
    return _line(value)


def _looks_escaped(value: str) -> bool:
    return bool(re.search(r"&(?:[a-z]{2,8}|#\d{2,5});|</\w+>", value))


def _line(value: object) -> str | None:
    """Text on one line in canonical form, without what is no character; None where nothing is left."""
    if not isinstance(value, str):
        return None
    return canonical(_sound(value))[:LONGEST_LINE_CHARS].strip() or None


def _sound(value: str) -> str:
    return value.encode("utf-8", "replace").decode().replace("\0", "")


def _markup(part: Any) -> str | None:
    """A text construct as HTML."""
    value = part.get("value") if part else None
    if not isinstance(value, str) or not value.strip():
        return None
    value = _sound(value)
    if part.get("type") == "text/plain" and not _MARKUP.search(value):
        blocks = re.split(r"\n\s*\n", html.escape(value, quote=False))
        return "".join(f"<p>{block.strip()}</p>" for block in blocks if block.strip())
    return value


def _json_feed(data: bytes, url: str | None) -> Feed:
    """A JSON Feed, version 1 or 1.1."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"It begins as JSON and is none: {error}.") from error
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(version, str) or "jsonfeed.org/version/1" not in version:
        raise BadInput("It is JSON, but no JSON Feed.")
    items, home = found.get("items"), found.get("home_page_url")
    language = _line(found.get("language"))
    return Feed(
        url,
        _line(found.get("title")),
        language,
        "json11" if version.endswith("1.1") else "json1",
        isinstance(items, list),
        tuple(
            _json_entry(item, url, language)
            for item in (items if isinstance(items, list) else [])[:MOST_ENTRIES]
            if isinstance(item, dict)
        ),
        _address(home if isinstance(home, str) else None, url),
    )


def _json_entry(item: dict[str, Any], base: str | None, language: str | None) -> Entry:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    assert isinstance(people, list)
    names = (_line(one.get("name")) for one in people if isinstance(one, dict))
    dates = [item.get(name) for name in ("date_published", "date_modified")]
    published, updated = (read_date(one) if isinstance(one, str) else None for one in dates)
    text, content = item.get("content_text"), item.get("content_html")
    link = item.get("url") or item.get("external_url")
    number = item.get("id")
    return Entry(
        _address(link if isinstance(link, str) else None, base),
        _line(str(number) if isinstance(number, (int, float)) else number),
        _line(item.get("title")),
        tuple(name for name in names if name),
        published,
        updated,
        _markup({"value": item.get("summary"), "type": "text/plain"}),
        _markup({"value": content}) or _markup({"value": text, "type": "text/plain"}),
        _line(item.get("language")) or language,
    )
