"""From a draft to what can be stored: a page extracted, a text divided, canonical, named by its digest.

Pure, and apart from the store, so that it runs before the write lock is taken and in other processes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.errors import BadInput
from archive.model import SIGHTLESS, Claimed, Draft, Outcome, State
from archive.model.draft import LONGEST_KEY_CHARS, LONGEST_URL_CHARS
from archive.text import canonical
from archive.text.sections import plain_text, read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model import Digest

TEXT_EXTRACTOR = "text/1"
MARKDOWN_EXTRACTOR = "markdown/1"
SECTIONS_EXTRACTOR = "sections/1"

DEEPEST_LEVEL = 6
"""Headings have the levels 1 to 6; what a source calls deeper is 6."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
"""How an address begins, but for a host with a port."""

_HALF = re.compile("[\ud800-\udfff]")
# Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of pages, to be extracted."""

FUTURE = timedelta(days=1)
"""How far ahead of the clock a capture may claim to be: clocks and zones differ, but not by more."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft ready to be stored.

    Attributes:
        draft: As it was given; of a page as it was extracted.
        state: Its content; None for a look that saw none.
        digest: The state's name.
        raw: The exact bytes.
        raw_digest: Their SHA-256.
        published_at: The claim given, else that of the story's date line.
        extractor: What read the content out of the bytes.
    """

    draft: Draft
    captured_at: datetime
    state: State | None
    digest: Digest | None
    raw: bytes | None
    raw_digest: bytes | None
    published_at: Claimed | None
    extractor: str | None


def prepared(draft: Draft, *, now: datetime) -> Prepared:
    """A draft, read and checked.

    Args:
        draft: What a reader made.
        now: The time of this look where the draft states none; aware.

    Raises:
        BadInput: It names no article, says nothing, was captured in the future, or is no text.
    """
    if is_page(draft):
        draft = extracted(draft)
    _check_identity(draft)
    _check_times(draft)
    captured_at = draft.captured_at or now
    if captured_at > now + FUTURE:
        raise BadInput(
            f"The capture time {captured_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC is in the future; "
            "a capture is something that was seen. Correct the date."
        )
    if draft.outcome in SIGHTLESS:
        if draft.text or draft.sections:
            raise BadInput(
                f"An outcome of {draft.outcome} has no content; leave out the outcome or the text."
            )
        raw_digest = None if draft.raw is None else hashlib.sha256(draft.raw).digest()
        return Prepared(draft, captured_at, None, None, draft.raw, raw_digest, draft.published_at, None)
    if draft.outcome is Outcome.SAME and draft.text is None and draft.sections is None and draft.raw is None:
        return Prepared(draft, captured_at, None, None, None, None, draft.published_at, None)
    if draft.event is not None or (draft.remains is not None and draft.remains.state is not None):
        return Prepared(draft, captured_at, None, None, None, None, draft.published_at, draft.extractor)
    state, published_at, extractor = _content(draft)
    if not state.sections and state.title is None:
        raise BadInput("There is no text in it; an article has a title or at least one paragraph.")
    raw = raw_of(draft, state) or b""
    return Prepared(
        draft,
        captured_at,
        state,
        canonical.digest(state),
        raw,
        hashlib.sha256(raw).digest(),
        draft.published_at or published_at,
        draft.extractor or extractor,
    )


def is_page(draft: Draft) -> bool:
    """Whether it is a page that is still to be extracted."""
    return (
        draft.raw is not None
        and draft.text is None
        and draft.sections is None
        and draft.outcome is None
        and media_type(draft.content_type) in PAGE_TYPES
    )


def media_type(content_type: str | None) -> str:
    """A content type without its parameters.

    Example:
        >>> media_type("Text/HTML; charset=utf-8")
        'text/html'
    """
    return (content_type or "").partition(";")[0].strip().lower()


def extracted(draft: Draft) -> Draft:
    """A page's draft with what the page says. What was given with it wins over what the page says.

    Without an address of its own it has the one that the page names; without any, the key it would have got
    as a new article is its key.

    Raises:
        BadInput: It is no page.
    """
    from archive.readers.html import read_html

    assert draft.raw is not None
    found = read_html(draft.raw, url=draft.url, content_type=draft.content_type)
    known = {address.url for address in draft.addresses}
    url = draft.url or found.url
    return replace(
        draft,
        article=draft.article or (draft.new_key if url is None else None),
        url=url,
        source=draft.source or found.source,
        published_at=draft.published_at or found.published_at,
        modified_at=draft.modified_at or found.modified_at,
        title=None if found.outcome else draft.title or found.title,
        byline=None if found.outcome else draft.byline or found.byline,
        dateline=None if found.outcome else draft.dateline,
        language=draft.language or found.language,
        sections=found.sections,
        links=found.links,
        outcome=found.outcome,
        reason=found.reason or draft.reason,
        extractor=found.extractor,
        addresses=(*draft.addresses, *(one for one in found.addresses if one.url not in known)),
    )


def raw_of(draft: Draft, state: State | None) -> bytes | None:
    """The exact bytes of a draft: those that came, else those of its text, else of its state as text."""
    if draft.raw is not None or state is None:
        return draft.raw
    return (draft.text if draft.text is not None else plain_text(state)).encode()


def _content(draft: Draft) -> tuple[State, Claimed | None, str]:
    if draft.sections is not None:
        sections = (
            section._replace(level=min(max(section.level, 1), DEEPEST_LEVEL)) for section in draft.sections
        )
        state = canonical.state(sections, title=draft.title, byline=draft.byline, dateline=draft.dateline)
        return state, None, SECTIONS_EXTRACTOR
    if draft.text is None:
        raise BadInput("It has no content; give its text, its sections, or an outcome such as gone.")
    is_markdown = draft.content_type == "text/markdown"
    story = read_plain(
        draft.text,
        has_title=draft.title is not None,
        has_byline=draft.byline is not None,
        has_dateline=draft.dateline is not None,
        markdown=is_markdown,
    )
    state = State(  # what was read is in canonical form already
        canonical.canonical_or_none(draft.title) or story.title,
        canonical.canonical_or_none(draft.byline) or story.byline,
        canonical.canonical_or_none(draft.dateline) or story.dateline,
        story.sections,
    )
    return state, story.published_at, MARKDOWN_EXTRACTOR if is_markdown else TEXT_EXTRACTOR


def _texts(draft: Draft) -> Iterator[str]:
    for section in draft.sections or ():
        if section.heading is not None:
            yield section.heading
        for passage in section.passages:
            yield passage.text


def _check_identity(draft: Draft) -> None:
    if draft.article is None and draft.url is None:
        raise BadInput(
            "It names no article; give a key with `article` (or --article KEY) or its address with `url`."
        )
    for name, said in (
        ("source", draft.source),
        ("language", draft.language),
        ("content type", draft.content_type),
        ("extractor", draft.extractor),
        ("reason", draft.reason),
        ("title", draft.title),
        ("byline", draft.byline),
        ("date line", draft.dateline),
        ("text", draft.text),
        *(("section", part) for part in _texts(draft)),
        *(("address", address.url) for address in draft.addresses),
        *(("address's reason", address.reason) for address in draft.addresses),
    ):
        if said is not None and _HALF.search(said):
            raise BadInput(f"Its {name} holds half a character; decode the source with its real encoding.")
        if said is not None and "\0" in said:
            raise BadInput(f"Its {name} holds a NUL, which no text has.")
    for name, value, longest in (
        *(("address", address.url, LONGEST_URL_CHARS) for address in draft.addresses),
        ("key", draft.article, LONGEST_KEY_CHARS),
        ("address", draft.url, LONGEST_URL_CHARS),
    ):
        if value is None:
            continue
        if not value.strip() or canonical.canonical(value) != value:
            raise BadInput(
                f"The article's {name} {value!r} is empty, has white space that does not show, or is not in "
                "Unicode's form NFC; correct it."
            )
        if _UNSEEN.search(value) or (name == "address" and " " in value):
            raise BadInput(
                f"The article's {name} {value!r} has characters that do not show or do not belong there; "
                "correct it."
            )
        if len(value) > longest:
            raise BadInput(f"The article's {name} has {len(value)} characters; {longest} is the most.")
        if name == "address":
            _check_url(value)
    if draft.url is not None and not _SCHEME.match(draft.url):
        raise BadInput(
            f"The article's address {draft.url!r} does not say how it is reached; write it whole, as "
            f"{'https://' + draft.url.lstrip('/')!r}."
        )


def _check_url(url: str) -> None:
    try:
        urlsplit(url)
    except ValueError as error:
        raise BadInput(f"The article's address {url!r} is none: {error}. Correct it.") from error


def _check_times(draft: Draft) -> None:
    """That every time is a moment, and every claim a date."""
    for name, moment in (
        ("capture time", draft.captured_at),
        ("time of recording", draft.recorded_at),
        *(("time of joining an address", address.joined_at) for address in draft.addresses),
    ):
        if moment is None:
            continue
        if moment.tzinfo is None:
            raise BadInput(
                f"The {name} {moment.isoformat()} has no zone; give one, as in 2021-07-27T09:00:00Z."
            )
        try:
            moment.astimezone(UTC)
        except OverflowError as error:
            raise BadInput(
                f"The {name} {moment.isoformat()} is outside the years 1 to 9999 in UTC."
            ) from error
    for name, claim in (("publication", draft.published_at), ("modification", draft.modified_at)):
        if claim is None:
            continue
        try:
            is_date = Claimed.read(claim.text) == claim
        except ValueError:
            is_date = False
        if not is_date:
            raise BadInput(f"The time of {name}, {claim.text!r}, is no date as `Claimed.read` gives it.")
