"""What changed outside the passages: title, byline, date line, claimed times, headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.changes.labels import in_order, labels
from archive.diff import Link, align, word_runs
from archive.model import Field, FieldChange, Label, UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.changes.side import Heading, Side

_BARE = frozenset({Label.REWORDING, Label.BOILERPLATE})
_RULES = {
    Label.HEADLINE: "title",
    Label.BYLINE: "byline",
    Label.DATELINE: "dateline",
    Label.HEADING: "heading",
}


def field_change(field: Field, label: Label, old: str | None, new: str | None) -> FieldChange:
    """A field that differs, with the labels of what changed in it."""
    rules = {label: _RULES[label]}
    words = word_runs(old or "", new or "")
    if old and new:
        rules.update((one.label, one.rule) for one in labels(words) if one.label not in _BARE)
    return _labelled(FieldChange(field, old, new, (), words), rules)


def _labelled(change: FieldChange, rules: Mapping[Label, str]) -> FieldChange:
    found = in_order(rules)
    return replace(change, labels=tuple(one.label for one in found), rules=tuple(one.rule for one in found))


def text_fields(old: Side, new: Side) -> list[FieldChange]:
    """Title, byline and date line, where they differ."""
    fields = []
    for field, label, before, after in (
        (Field.TITLE, Label.HEADLINE, old.state.title, new.state.title),
        (Field.BYLINE, Label.BYLINE, old.state.byline, new.state.byline),
        (Field.DATELINE, Label.DATELINE, old.state.dateline, new.state.dateline),
    ):
        if before != after:
            fields.append(field_change(field, label, before, after))
    return fields


def time_fields(old: Side, new: Side) -> list[FieldChange]:
    """The times that the publisher claims, where they differ."""
    fields = []
    for field, rules, before, after in (
        (Field.PUBLISHED, {Label.DATE: "published"}, old.published_at, new.published_at),
        (Field.MODIFIED, {}, old.modified_at, new.modified_at),
    ):
        if before != after:
            old_text = None if before is None else before.text
            new_text = None if after is None else after.text
            fields.append(_labelled(FieldChange(field, old_text, new_text, ()), rules))
    return fields


def heading_links(
    old: Sequence[Heading], new: Sequence[Heading], passages: Mapping[int, int]
) -> tuple[Link, ...]:
    """What became of every heading: one that lost its words is still one if its section goes on under it.

    Args:
        old: The headings of the old story.
        new: The headings of the new story.
        passages: For old passages, by position, the new ones that they became.
    """
    links = align([heading.text for heading in old], [heading.text for heading in new])
    added = {new[link.new[0]].passage: link for link in links if link.kind is UnitKind.ADDED}
    renamed: dict[Link, Link] = {}
    for link in links:
        if link.kind is UnitKind.REMOVED:
            other = added.pop(passages.get(old[link.old[0]].passage, -1), None)
            if other is not None:
                renamed[other] = Link(UnitKind.EDITED, link.old, other.new)
                renamed[link] = renamed[other]
    kept = [link for link in links if link not in renamed or link.kind is not UnitKind.REMOVED]
    return tuple(renamed.get(link, link) for link in kept)


def heading_fields(
    links: Sequence[Link], moved: set[int], old: Sequence[Heading], new: Sequence[Heading]
) -> list[FieldChange]:
    """A row for each heading that differs.

    Added: no old text. Removed: no new text. Renamed: both. Moved: both, and equal unless renamed too.
    Another level: both, written as Markdown. One divided or joined counts as renamed and added or removed.

    Args:
        links: What became of the headings.
        moved: Indexes of links whose heading stands elsewhere among the passages.
        old: The headings of the old story.
        new: The headings of the new story.
    """
    rows = []
    for number, link in enumerate(links):
        if link.kind is UnitKind.SAME:
            before, after = old[link.old[0]], new[link.new[0]]
            if before.level != after.level:
                levels = field_change(Field.HEADINGS, Label.HEADING, _markdown(before), _markdown(after))
                rows.append(_labelled(levels, {Label.HEADING: "heading", Label.TYPOGRAPHIC: "heading-level"}))
            elif link.moved or number in moved:
                rows.append(field_change(Field.HEADINGS, Label.HEADING, before.text, after.text))
            continue
        for at in range(max(len(link.old), len(link.new))):
            before_text = old[link.old[at]].text if at < len(link.old) else None
            after_text = new[link.new[at]].text if at < len(link.new) else None
            rows.append(field_change(Field.HEADINGS, Label.HEADING, before_text, after_text))
    return rows


def _markdown(heading: Heading) -> str:
    return f"{'#' * heading.level} {heading.text}"
