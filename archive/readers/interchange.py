"""The interchange format, JSON lines, both ways: one capture a line, UTF-8.

Keys: `article`, `url` (one of the two), `captured`, `recorded`, `outcome`, `reason`, `source`, `published`,
`modified`, `title`, `byline`, `dateline`, `language`, one of `text`, `html` (a page still to be extracted)
and `sections` (`[{heading, level, passages: [text], kinds: [kind]}]`, `kinds` only where not all are
paragraphs), and in exports `extractor`, `content_type`, `raw` (base64), `links` (`[[passage, start, end,
url]]`), `addresses` (`[{url, joined, reason}]`). A look that saw nothing has an `outcome` among refused, gone
and failed, and no content. Other keys are passed over; the draft names them.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

from archive.errors import BadInput
from archive.model import (
    SIGHTLESS,
    Address,
    Claimed,
    Draft,
    Link,
    Outcome,
    Passage,
    PassageKind,
    Section,
    utc_text,
)
from archive.model.draft import LONGEST_URL_CHARS
from archive.readers.decision import event_fields, read_event, read_remains, remains_fields
from archive.readers.html.limits import LONGEST_PAGE_BYTES
from archive.readers.keys import KEYS
from archive.readers.moment import read_captured, read_claim
from archive.readers.text import LONGEST_TEXT_BYTES, checked_key, is_blank
from archive.text.canonical import state as canonical_state
from archive.text.sections import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.model import Remains

LONGEST_LINE_BYTES = 64 * 1024 * 1024
"""The longest line that is taken: a text of the longest length, with its raw bytes in base64."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# What could steer a terminal and `json` does not escape: in strings, where it stands, an escape is the same.
_STEERING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SECTION_KEYS = ("heading", "level", "passages", "kinds")


def read_line(line: bytes | str, origin: str = "", *, article: str | None = None) -> Draft:
    """The draft that a line says.

    The raw of a line with `text` is None, which means the bytes of that text; of one with `html` it is the
    bytes of that; that of one with `sections` is what it says itself, else the bytes of their plain form.

    Args:
        line: One line, with or without its line end.
        origin: How to name it to a person: `stories.jsonl:3`.
        article: The key of an article, where the line names none.

    Raises:
        BadInput: The line is no JSON object, a value is not what its key needs, or there is no content.
    """
    fields = _Fields(_parsed(line))
    key, url = fields.string("article") or article, fields.string("url")
    if key is None and url is None:
        raise BadInput(
            "It has neither “article” nor “url”; give one, so that it is known which article it is."
        )
    if url is not None and (len(url) > LONGEST_URL_CHARS or any(char.isspace() for char in url)):
        raise BadInput("Its “url” is none: it holds white space or is too long.")
    if fields.found.get("event") is not None:
        told = read_event(fields.found, checked_key(key or ""))
        return Draft(article=told.article, event=told, reason=told.reason, origin=origin)
    remains = read_remains(fields.found.get("remains"))
    title, text = fields.string("title"), fields.content("text")
    sections = _sections(fields.list("sections"))
    outcome = _outcome(fields.string("outcome"))
    byline, dateline, raw = fields.string("byline"), fields.string("dateline"), fields.base64("raw")
    content_type, html = fields.string("content_type"), fields.page("html")
    if text is None and sections is None and html is not None and outcome not in SIGHTLESS:
        raw, content_type, outcome = html.encode(), "text/html; charset=utf-8", None
    elif text is None and sections is None and outcome not in SIGHTLESS and not _is_erased(remains):
        raise BadInput("It has no content: give “text”, “html” or “sections”.")
    if sections is None and text is not None and is_blank(text) and title is None:
        raise BadInput("It is empty: there is no text to archive.")
    if sections is not None:
        whole = canonical_state(sections, title=title, byline=byline, dateline=dateline)
        if not whole.sections and title is None:
            raise BadInput("It is empty: there is no text to archive.")
        raw = plain_text(whole).encode() if raw is None and remains is None else raw
    return Draft(
        article=checked_key(key) if key is not None else None,
        url=url,
        captured_at=fields.moment("captured"),
        source=fields.string("source"),
        published_at=fields.claim("published"),
        modified_at=fields.claim("modified"),
        title=title,
        byline=byline,
        dateline=dateline,
        language=fields.string("language"),
        text=text,
        sections=sections,
        raw=raw,
        content_type=content_type,
        links=_links(fields.list("links") or (), sections),
        outcome=outcome,
        reason=fields.string("reason"),
        extractor=fields.string("extractor"),
        recorded_at=fields.moment("recorded"),
        addresses=tuple(_address(item) for item in fields.list("addresses") or ()),
        remains=remains,
        origin=origin,
        passed_over=tuple(sorted(fields.found.keys() - KEYS)),
    )


def _is_erased(remains: Remains | None) -> bool:
    """Whether it is known only by the digest what was seen."""
    return remains is not None and remains.state is not None


def write_line(draft: Draft) -> str:
    """A draft as one line, without line end; `read_line` gives it back, save for its origin.

    What is None is left out, and so is the raw of sections where it is their plain form.

    Raises:
        BadInput: A text holds a lone surrogate, which has no UTF-8.
    """
    if draft.event is not None:
        return _line(draft, event_fields(draft.event))
    raw = draft.raw
    if draft.sections is not None and raw is not None:
        whole = canonical_state(
            draft.sections, title=draft.title, byline=draft.byline, dateline=draft.dateline
        )
        raw = None if plain_text(whole).encode() == raw else raw
    fields: dict[str, object] = {
        "article": draft.article,
        "url": draft.url,
        "captured": _written(draft.captured_at),
        "recorded": _written(draft.recorded_at),
        "outcome": draft.outcome,
        "reason": draft.reason,
        "source": draft.source,
        "published": draft.published_at.text if draft.published_at else None,
        "modified": draft.modified_at.text if draft.modified_at else None,
        "title": draft.title,
        "byline": draft.byline,
        "dateline": draft.dateline,
        "language": draft.language,
        "text": draft.text,
        "sections": [_section_fields(section) for section in draft.sections]
        if draft.sections is not None
        else None,
        "extractor": draft.extractor,
        "content_type": draft.content_type,
        "links": [list(link) for link in draft.links] or None,
        "raw": base64.b64encode(raw).decode() if raw is not None else None,
        "addresses": [
            {"url": address.url, "joined": _written(address.joined_at), "reason": address.reason}
            for address in draft.addresses
        ]
        or None,
        "remains": remains_fields(draft.remains),
    }
    return _line(draft, fields)


def _line(draft: Draft, fields: dict[str, object]) -> str:
    """Fields as one line, without those that are None."""
    line = json.dumps(
        {key: value for key, value in fields.items() if value is not None},
        ensure_ascii=False,
        separators=(", ", ": "),
    )
    if _SURROGATE.search(line):
        raise BadInput(
            f"{draft.article or draft.url}: its text holds a lone surrogate, which cannot be written."
        )
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


class _Fields:
    """An object's values, each of the type its key needs."""

    def __init__(self, found: dict[str, Any]) -> None:
        self.found = found

    def string(self, key: str) -> str | None:
        value = self.found.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise BadInput(f"Its “{key}” is {_kind(value)}; a string is needed.")
        surrogate = _SURROGATE.search(value)
        if surrogate is not None:
            raise BadInput(f"Its “{key}” holds half a character, \\u{ord(surrogate[0]):04x}; write it whole.")
        if "\0" in value:
            raise BadInput(f"Its “{key}” holds a NUL, which no text has.")
        return value

    def content(self, key: str) -> str | None:
        value = self.string(key)
        if value is not None and len(value) * 4 > LONGEST_TEXT_BYTES < len(value.encode()):
            raise BadInput(
                f"Its “{key}” is longer than {LONGEST_TEXT_BYTES:,} bytes; divide it into its stories."
            )
        return value

    def page(self, key: str) -> str | None:
        value = self.string(key)
        if value is not None and len(value) * 4 > LONGEST_PAGE_BYTES < len(value.encode()):
            raise BadInput(f"Its “{key}” is longer than {LONGEST_PAGE_BYTES:,} bytes, the most that is read.")
        if value is not None and not value.strip():
            raise BadInput(f"Its “{key}” is empty: there is no page to archive.")
        return value

    def list(self, key: str) -> list[Any] | None:
        value = self.found.get(key)
        if value is not None and not isinstance(value, list):
            raise BadInput(f"Its “{key}” is {_kind(value)}; a list is needed.")
        return value

    def claim(self, key: str) -> Claimed | None:
        value = self.string(key)
        return read_claim(value, what=f"Its “{key}”,") if value is not None else None

    def moment(self, key: str) -> datetime | None:
        value = self.string(key)
        return read_captured(value, what=f"Its “{key}”,") if value is not None else None

    def base64(self, key: str) -> bytes | None:
        value = self.string(key)
        if value is None:
            return None
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise BadInput(f"Its “{key}” is no base64.") from None


def _parsed(line: bytes | str) -> dict[str, Any]:
    """The object in a line of JSON."""
    if isinstance(line, bytes):
        try:
            line = line.decode()
        except UnicodeDecodeError as error:
            raise BadInput(
                f"Byte 0x{line[error.start]:02X} at {error.start} is not UTF-8, as JSON has to be."
            ) from None
    try:
        found = json.loads(line, object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_number)
    except json.JSONDecodeError as error:
        raise BadInput(f"It is no JSON: {error.msg.lower()} at character {error.pos}.") from None
    except RecursionError:
        raise BadInput("It is nested too deeply to be read.") from None
    if not isinstance(found, dict):
        raise BadInput(f"It is {_kind(found)}; a JSON object is needed, one a line.")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise BadInput(f"The key {twice!a} is there twice; which of the two holds cannot be known.")
    return found


def _no_constant(name: str) -> NoReturn:
    raise BadInput(f"It is no JSON: {name} is no value of it.")


def _number(digits: str) -> int | float:
    """An integer; one too long to be meant as such is a float, which no key takes."""
    return int(digits) if len(digits) < 20 else float(digits)


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "a string"
    return "null" if value is None else "true or false" if isinstance(value, bool) else "a number"


def _outcome(value: str | None) -> Outcome | None:
    try:
        return Outcome(value) if value is not None else None
    except ValueError:
        raise BadInput(f"Its “outcome” is none of {', '.join(Outcome)}.") from None


def _sections(items: list[Any] | None) -> tuple[Section, ...] | None:
    return tuple(_section(item) for item in items) if items is not None else None


def _section(item: object) -> Section:
    if not isinstance(item, dict):
        raise BadInput(f"A section is {_kind(item)}; an object with “heading” and “passages” is needed.")
    fields = _Fields({key: item.get(key) for key in _SECTION_KEYS})
    texts = [_Fields({"passages": text}).content("passages") for text in fields.list("passages") or ()]
    kinds = fields.list("kinds")
    if kinds is None:
        kinds = [PassageKind.PARAGRAPH] * len(texts)
    if len(kinds) != len(texts) or any(kind not in list(PassageKind) for kind in kinds):
        raise BadInput(f"The “kinds” of a section are one of {', '.join(PassageKind)} for each passage.")
    heading, level = fields.string("heading"), item.get("level")
    if level is None:
        level = 2 if heading is not None else 0
    if type(level) is not int or not 0 <= level <= 99:
        raise BadInput("The “level” of a section is a number from 0 to 99.")
    passages = tuple(
        Passage(text, PassageKind(kind)) for text, kind in zip(texts, kinds, strict=True) if text is not None
    )
    return Section(heading, level, passages)


def _section_fields(section: Section) -> dict[str, object]:
    fields: dict[str, object] = {
        "heading": section.heading,
        "level": section.level,
        "passages": [passage.text for passage in section.passages],
        "kinds": [passage.kind.value for passage in section.passages],
    }
    if all(passage.kind is PassageKind.PARAGRAPH for passage in section.passages):
        del fields["kinds"]
    return fields


def _address(item: object) -> Address:
    if not isinstance(item, dict):
        raise BadInput(f"An address is {_kind(item)}; an object with “url”, “joined” and “reason” is needed.")
    fields = _Fields(item)
    url = fields.string("url")
    if url is None:
        raise BadInput("An address needs its “url”.")
    return Address(url, fields.moment("joined"), fields.string("reason") or "")


def _links(items: Sequence[Any], sections: tuple[Section, ...] | None) -> tuple[Link, ...]:
    """The links of a line, each in a passage that it has.

    Raises:
        BadInput: One is no list of three numbers and an address, or stands outside its passage.
    """
    lengths = [len(passage.text) for section in sections or () for passage in section.passages]
    found = []
    for item in items:
        if (
            not isinstance(item, list)
            or len(item) != 4
            or any(type(number) is not int for number in item[:3])
            or not isinstance(item[3], str)
            or not 0 <= item[0] < len(lengths)
            or not 0 <= item[1] < item[2] <= lengths[item[0]]
        ):
            raise BadInput(
                "A link is a list of a passage's position, a start and an end in its text, and an address; "
                f"{ascii(item)[:80]} is none."
            )
        _Fields({"links": item[3]}).string("links")
        found.append(Link(*item))
    return tuple(found)


def _written(moment: datetime | None) -> str | None:
    return utc_text(moment) if moment is not None else None
