"""Prepared items as plain tuples, for the pipe between the main process and its crew.

`marshal` writes tuples, strings and numbers several times as fast as `pickle` writes objects; both ends
are the same program in the same Python, so its format may be what it likes.
"""

from __future__ import annotations

import marshal
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.model import (
    Address,
    Claimed,
    Digest,
    FactKind,
    Link,
    Mention,
    Outcome,
    Passage,
    PassageKind,
    Section,
    Span,
    State,
)
from archive.readers import Unreadable
from archive.services.prepare import PAGE_TYPES, Prepared, media_type, raw_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Draft

_PASSAGE_KINDS = {kind.value: kind for kind in PassageKind}

Found = dict[tuple[str, str], tuple[Mention, ...]]
"""Mentions of passages, by text and language ('' for unknown)."""


def packed(items: Sequence[Prepared | Unreadable], found: Found) -> bytes:
    """What a worker answers. Drafts and their bytes stay out: the main process has them.

    Of a page goes out what was read from it, which the main process has not.
    """
    return marshal.dumps(
        (
            [_item_out(item) for item in items],
            *_mentions_out(found),
        )
    )


def unpacked(data: bytes, drafts: Sequence[Draft | Unreadable]) -> tuple[list[Prepared | Unreadable], Found]:
    """What `packed` was given.

    Args:
        data: The answer.
        drafts: What the worker was asked to prepare, in its order.
    """
    items, commons, found = marshal.loads(data)  # noqa: S302 - from our own process
    return (
        [_item_in(item, draft) for item, draft in zip(items, drafts, strict=True)],
        _mentions_in(commons, found),
    )


def _item_out(item: Prepared | Unreadable) -> tuple[Any, ...]:
    if isinstance(item, Unreadable):
        return (item.origin, item.sentence)
    body = None
    if item.state is not None:
        body = (
            *item.state[:3],
            [
                (section.heading, section.level, [(p.text, p.kind.value) for p in section.passages])
                for section in item.state.sections
            ],
        )
    published = None if item.published_at is None else item.published_at.text
    draft = item.draft
    page = _page_out(draft) if media_type(draft.content_type) in PAGE_TYPES else None
    return (item.captured_at.isoformat(), body, item.digest, item.raw_digest, published, item.extractor, page)


def _page_out(draft: Draft) -> tuple[Any, ...]:
    """What a page's draft says that was not given with it."""
    return (
        draft.article,
        draft.url,
        draft.source,
        None if draft.published_at is None else draft.published_at.text,
        None if draft.modified_at is None else draft.modified_at.text,
        draft.title,
        draft.byline,
        draft.dateline,
        draft.language,
        None if draft.outcome is None else draft.outcome.value,
        draft.reason,
        draft.extractor,
        [tuple(link) for link in draft.links],
        [
            (address.url, address.joined_at and address.joined_at.isoformat(), address.reason)
            for address in draft.addresses
        ],
    )


def _page_in(page: tuple[Any, ...], draft: Draft) -> Draft:
    article, url, source, published, modified, title, byline, dateline, language = page[:9]
    outcome, reason, extractor, links, addresses = page[9:]
    return replace(
        draft,
        article=article,
        url=url,
        source=source,
        published_at=None if published is None else Claimed(published),
        modified_at=None if modified is None else Claimed(modified),
        title=title,
        byline=byline,
        dateline=dateline,
        language=language,
        outcome=None if outcome is None else Outcome(outcome),
        reason=reason,
        extractor=extractor,
        links=tuple(Link(*link) for link in links),
        addresses=tuple(
            Address(at, joined and datetime.fromisoformat(joined), why) for at, joined, why in addresses
        ),
    )


def _item_in(item: tuple[Any, ...], draft: Draft | Unreadable) -> Prepared | Unreadable:
    if len(item) == 2:
        return Unreadable(*item)
    assert not isinstance(draft, Unreadable)
    captured, body, digest, raw_digest, published, extractor, page = item
    if page is not None:
        draft = _page_in(page, draft)
    state = None
    if body is not None:
        title, byline, dateline, sections = body
        state = State(
            title,
            byline,
            dateline,
            tuple(
                Section(
                    heading, level, tuple([Passage(text, _PASSAGE_KINDS[kind]) for text, kind in passages])
                )
                for heading, level, passages in sections
            ),
        )
    return Prepared(
        replace(draft, text=None, sections=None),
        datetime.fromisoformat(captured),
        state,
        None if digest is None else Digest(digest),
        raw_of(draft, state),
        raw_digest,
        None if published is None else Claimed(published),
        extractor,
    )


_Common = tuple[str, str, str | None, str | None, str | None, str | None, bool]
"""What many mentions have in common: kind, rule, relative, unit, qualifier, cue, whether it is partial."""


def _mentions_out(found: Found) -> tuple[list[_Common], list[tuple[Any, ...]]]:
    """What mentions have in common, each once; and of each mention which of these, its places, its value."""
    commons: dict[_Common, int] = {}
    out = []
    for key, mentions in found.items():
        rows = []
        for mention in mentions:
            kind, span, rule, value, relative, unit, subject, qualifier, speaker, cue, is_partial = mention
            common = (kind.value, rule, relative, unit, qualifier, cue, is_partial)
            number = commons.setdefault(common, len(commons))
            rows.append((number, *span, value, subject and (*subject,), speaker and (*speaker,)))
        out.append((key, rows))
    return list(commons), out


def _mentions_in(commons: list[_Common], found: list[tuple[Any, ...]]) -> Found:
    made = [(FactKind(kind), *others) for kind, *others in commons]
    new = tuple.__new__  # as `Mention(…)` and `Span(…)`, and half as long: there are hundreds in a story
    result: Found = {}
    for key, rows in found:
        mentions = []
        for number, start, end, value, subject, speaker in rows:
            kind, rule, relative, unit, qualifier, cue, is_partial = made[number]
            mentions.append(
                new(
                    Mention,
                    (
                        kind,
                        new(Span, (start, end)),
                        rule,
                        value,
                        relative,
                        unit,
                        subject and new(Span, subject),
                        qualifier,
                        speaker and new(Span, speaker),
                        cue,
                        is_partial,
                    ),
                )
            )
        result[key] = tuple(mentions)
    return result
