"""Text files: bytes decoded without a guess, and what their name and front matter say about them.

A byte order mark decides the encoding; without one it is UTF-8, and bytes that are not are refused: a
wrong guess would be archived as the publisher's words. A file is called `KEY.txt`, or
`KEY@2021-07-28T0900Z.txt` after the moment it was captured. A Markdown file may start with front
matter: flat lines `key: value` between two lines `---`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from archive.errors import BadInput
from archive.model import Draft
from archive.model.draft import LONGEST_KEY_CHARS
from archive.readers.marks import MARKS
from archive.readers.moment import read_captured, read_claim
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_TEXT_BYTES = 10 * 1024 * 1024
"""The longest text that is taken: far beyond any story, and short enough to be compared."""

# Controls, separators of lines, and marks that reorder what is printed after them.
_ACTING = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_TIMED_NAME = re.compile(
    r"(?P<key>.+)@(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<hour>\d\d)[:.]?(?P<minute>\d\d)(?:[:.]?(?P<second>\d\d))?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.DOTALL,
)
_ALMOST_TIMED = re.compile(r".*@\d{4}-\d\d(?!\d)[^/@]*", re.DOTALL)
_FRONT_LINE = re.compile(r"(?P<key>[\w-]+) *:(?: +(?P<value>.*))?|[ \t]+.*|- .*|#.*|", re.DOTALL)
_FIELDS = {
    "title": "title",
    "byline": "byline",
    "author": "byline",
    "dateline": "dateline",
    "published": "published",
    "date": "published",
    "modified": "modified",
    "updated": "modified",
    "lastmod": "modified",
    "url": "url",
    "source": "source",
    "language": "language",
    "lang": "language",
    "captured": "captured",
    "article": "article",
}
"""The keys of front matter that are read; of two for one field the first listed here wins."""


class Name(NamedTuple):
    """What the name of a text file says: the article's key, and when it was captured."""

    key: str
    captured_at: datetime | None


def decode(raw: bytes) -> str:
    """The text of some bytes, without its byte order mark.

    Raises:
        BadInput: They are too many, empty, binary, or not in the encoding they declare (UTF-8 if none).
    """
    if len(raw) > LONGEST_TEXT_BYTES:
        raise BadInput(
            f"It is longer than {LONGEST_TEXT_BYTES:,} bytes, the most that is read; divide it into stories."
        )
    mark, encoding = next(((mark, name) for mark, name in MARKS if raw.startswith(mark)), (b"", "utf-8"))
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(_undecoded(raw, len(mark), encoding, error)) from None
    if "\0" in text:
        raise BadInput(
            f"It is binary (a NUL at character {text.index(chr(0))}); a text file is needed."
            if len(mark) or raw.count(0) < len(raw) / 5
            else "It is binary, or UTF-16 without a byte order mark; if so, convert it: `iconv -f UTF-16`."
        )
    return text


def is_blank(text: str) -> bool:
    """Nothing of it is left in canonical form."""
    return not canonical(text[:1000]) and not canonical(text)


def _undecoded(raw: bytes, offset: int, encoding: str, error: UnicodeDecodeError) -> str:
    """The sentence for bytes that are not in their encoding."""
    position = offset + error.start
    name = encoding.upper()
    if error.end >= len(raw) - offset and ("end of data" in error.reason or "truncated" in error.reason):
        return f"It breaks off inside a character of {name}, at byte {position}; get it again, complete."
    if raw.count(0, 0, 4096):
        return f"It is binary (byte 0x{raw[position]:02X} at {position}); a text file is needed."
    line = raw.count(b"\n", 0, position) + 1
    declared = "as its byte order mark says" if offset else "and no byte order mark names another encoding"
    return (
        f"Byte 0x{raw[position]:02X} at {position} (line {line}) is not {name}, {declared}; convert it from "
        "its real encoding, as with `iconv -f WINDOWS-1252 -t UTF-8`."
    )


def read_name(name: str) -> Name:
    """The key and the capture time of a file's name, given without ending.

    `KEY@2021-07-28` (that day's first moment, UTC), `KEY@2021-07-28T0900Z`, `…T090000Z`, `…T0900+0200`;
    a time without a zone is UTC. A name without such an end is the key as a whole.

    Raises:
        BadInput: The part after `@` looks like a date and is none, or the name cannot be a key.

    Example:
        >>> read_name("iraq/troops@2021-07-28T0900Z").captured_at.isoformat()
        '2021-07-28T09:00:00+00:00'
    """
    name = unicodedata.normalize("NFC", name).strip()  # some file systems give names decomposed
    timed = _TIMED_NAME.fullmatch(name)
    if timed is None:
        if _ALMOST_TIMED.fullmatch(name):
            raise BadInput(
                f"{name[name.rindex('@') :]!a} in its name is no time; name it as in KEY@2021-07-28T0900Z."
            )
        return Name(checked_key(name), None)
    stated = timed["day"]
    if timed["hour"]:
        stated += f"T{timed['hour']}:{timed['minute']}:{timed['second'] or '00'}{timed['zone'] or ''}"
    return Name(checked_key(timed["key"]), read_captured(stated, what="The capture time in its name,"))


def checked_key(key: str) -> str:
    """An article's key, unaltered.

    Raises:
        BadInput: It cannot be one: blank, too long, or with characters that act on a terminal.
    """
    if not key.strip() or len(key) > LONGEST_KEY_CHARS:
        raise BadInput(
            f"An article's key has 1 to {LONGEST_KEY_CHARS} characters, this one {len(key)}; give another."
        )
    if _ACTING.search(key):
        raise BadInput(f"{key!a} cannot be an article's key: it holds control characters; give another.")
    return key


def read_text(
    raw: bytes, *, origin: str, name: str | None, article: str | None = None, markdown: bool = False
) -> Draft:
    """A draft of a text file.

    Args:
        raw: All its bytes.
        origin: How to name it to a person.
        name: Its name without ending, relative to the folder that is read; None for a stream.
        article: The article's key, instead of what the name or the front matter says.
        markdown: It is Markdown.

    Raises:
        BadInput: It cannot be read, or nothing says which article it is.
    """
    text = decode(raw)
    front: dict[str, str] = {}
    if markdown:
        front, text = split_front_matter(text)
    if is_blank(text) and "title" not in front:
        raise BadInput("It is empty: there is no text to archive.")
    named = read_name(name) if name is not None else None
    key = article or front.get("article") or (named.key if named else None)
    if key is None and "url" not in front:
        raise BadInput("Nothing says which article it is; give its key with --article.")
    captured_at = named.captured_at if named else None
    if captured_at is None and "captured" in front:
        captured_at = read_captured(front["captured"])
    title = front.get("title")
    if title is not None and _first_line(text) == f"# {canonical(title)}":
        title = None  # said twice: the text keeps its own headline
    return Draft(
        article=checked_key(key) if key is not None else None,
        url=front.get("url"),
        captured_at=captured_at,
        source=front.get("source"),
        published_at=read_claim(front["published"]) if "published" in front else None,
        modified_at=read_claim(front["modified"]) if "modified" in front else None,
        title=title,
        byline=front.get("byline"),
        dateline=front.get("dateline"),
        language=front.get("language"),
        text=text,
        raw=raw,
        content_type="text/markdown" if markdown else "text/plain",
        origin=origin,
    )


def _first_line(text: str) -> str:
    return canonical(text.lstrip()[:1000].partition("\n")[0])


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of a Markdown file's front matter, and the text after it.

    What is not flat (lists, maps, long texts) is passed over. Without a second `---`, or with a line that is
    no field, there is no front matter and all of it is text.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return {}, text
    values: dict[str, str] = {}
    lines = iter(rest.splitlines(keepends=True))
    read_chars = 0
    for line in lines:
        read_chars += len(line)
        bare = line.rstrip()
        if bare in ("---", "..."):
            found = {_FIELDS[key]: values[key] for key in reversed(_FIELDS) if key in values}
            return found, rest[read_chars:]
        match = _FRONT_LINE.fullmatch(bare)
        if match is None:
            return {}, text
        value = _scalar(match["value"] or "")
        if match["key"] and value:
            values.setdefault(match["key"].lower(), value)
    return {}, text


def _scalar(written: str) -> str:
    """A value without its quotation marks and the comment after it; empty where it is no scalar."""
    written = written.strip()
    if written[:1] in ("'", '"'):
        end = written.find(written[0], 1)
        if end > 0 and not written[end + 1 :].strip().partition("#")[0]:
            return written[1:end].strip()
        return written
    if written[:1] in ("[", "{", "|", ">", "&", "*"):
        return ""
    return re.split(r"\s#", written, maxsplit=1)[0].strip()
