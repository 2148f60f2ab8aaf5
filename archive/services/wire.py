"""Prepared items as plain tuples, for the pipe between the main process and its crew.

`marshal` writes tuples, strings and numbers several times as fast as `pickle` writes objects; both ends
are the same program in the same Python, so its format may be what it likes.
"""

from __future__ import annotations

import marshal
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.model import Claimed, Digest, FactKind, Mention, Passage, PassageKind, Section, Span, State
from archive.readers import Unreadable
from archive.services.prepare import Prepared, raw_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Draft

_FACT_KINDS = {kind.value: kind for kind in FactKind}
_PASSAGE_KINDS = {kind.value: kind for kind in PassageKind}

Found = dict[tuple[str, str], tuple[Mention, ...]]
"""Mentions of passages, by text and language ('' for unknown)."""


def packed(items: Sequence[Prepared | Unreadable], found: Found) -> bytes:
    """What a worker answers. Drafts and their bytes stay out: the main process has them."""
    return marshal.dumps(
        (
            [_item_out(item) for item in items],
            [(key, [_mention_out(mention) for mention in mentions]) for key, mentions in found.items()],
        )
    )


def unpacked(data: bytes, drafts: Sequence[Draft | Unreadable]) -> tuple[list[Prepared | Unreadable], Found]:
    """What `packed` was given.

    Args:
        data: The answer.
        drafts: What the worker was asked to prepare, in its order.
    """
    items, found = marshal.loads(data)  # noqa: S302 - from our own process
    return (
        [_item_in(item, draft) for item, draft in zip(items, drafts, strict=True)],
        {key: tuple(map(_mention_in, mentions)) for key, mentions in found},
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
    return (item.captured_at.isoformat(), body, item.digest, item.raw_digest, published, item.extractor)


def _item_in(item: tuple[Any, ...], draft: Draft | Unreadable) -> Prepared | Unreadable:
    if len(item) == 2:
        return Unreadable(*item)
    assert not isinstance(draft, Unreadable)
    captured, body, digest, raw_digest, published, extractor = item
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


def _mention_out(mention: Mention) -> tuple[Any, ...]:
    kind, span, *others, subject, qualifier, speaker, cue, is_partial = mention
    return (
        kind.value,
        tuple(span),
        *others,
        subject and tuple(subject),
        qualifier,
        speaker and tuple(speaker),
        cue,
        is_partial,
    )


def _mention_in(mention: tuple[Any, ...]) -> Mention:
    kind, span, rule, value, relative, unit, subject, qualifier, speaker, cue, is_partial = mention
    return Mention(
        _FACT_KINDS[kind],
        Span(*span),
        rule,
        value,
        relative,
        unit,
        subject and Span(*subject),
        qualifier,
        speaker and Span(*speaker),
        cue,
        is_partial,
    )
