"""Comparing revisions that are in the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from archive.changes import Side, summary
from archive.changes import compare as compare_sides
from archive.diff import patch as text_patch
from archive.errors import NotFound
from archive.model import Comparison, Grain, LogEntry, Revision, RevisionRef, State
from archive.services import history
from archive.store.changes import contents
from archive.text.sections import plain_text
from archive.text.words import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.store.changes import Content
    from archive.store.connection import Database
    from archive.store.revisions import Known

MOST_TOGETHER = 64
"""So many revisions of an article are read at a time."""


def diff(database: Database, old: str, new: str | None = None, *, grain: Grain = Grain.PASSAGE) -> Comparison:
    """What changed between two revisions.

    Args:
        database: Open for reading.
        old: `ARTICLE` alone, with `new` None: its last two revisions. `ARTICLE@REV` alone: that revision
            against the one before it. With `new`: the old side.
        new: The new side: a revision of the same article (`3`, `latest`), or `ARTICLE@REV` of any.
        grain: What the units are.

    Raises:
        NotFound: There is no such revision, or none before it.
    """
    with database.reading():
        pair = _pair(database, old, new)
        said = [_content(database, *place) for place in pair]
        before, now = said[0].read_by[1], said[1].read_by[0]
        if before != now:
            names = [f"{revision.article}@{revision.revision}" for _, revision in pair]
            database.remark(
                f"{names[0]} was read by {before}, {names[1]} by {now}: "
                "what differs may be the reading alone."
            )
        sides = [_side(revision, content) for (_, revision), content in zip(pair, said, strict=True)]
        return compare_sides(*sides, grain=grain)


def patch(database: Database, old: str, new: str | None = None) -> str:
    """A patch in diff-match-patch's format: applied to the old revision's text it gives the new one's.

    The texts are those of `archive show --text`. Names as for `diff`.

    Raises:
        NotFound: There is no such revision, or none before it.
    """
    with database.reading():
        (_, older), (_, newer) = _pair(database, old, new)
        return text_patch(
            plain_text(history.content(database, older)), plain_text(history.content(database, newer))
        )


_Place: TypeAlias = "tuple[Known, Revision]"


def _pair(database: Database, old: str, new: str | None) -> tuple[_Place, _Place]:
    first = history.with_content(database, old)
    if new is not None:
        return (first.known, first.chosen), _new_side(database, first, new)
    newer = first.chosen
    if newer.revision == 1:
        raise NotFound(
            f"There is nothing before revision 1 of {first.known.key}"
            + (", and it has no other." if len(first.revisions) == 1 else ".")
            + f" `archive show {first.known.key}@1` shows it."
        )
    return (first.known, first.revisions[newer.revision - 2]), (first.known, newer)


def _new_side(database: Database, first: history.Story, new: str) -> _Place:
    try:
        return first.known, history.revision_named(first.revisions, first.known.key, new)
    except NotFound as missing:
        try:
            other = history.with_content(database, new)
        except NotFound as unknown:
            raise (unknown if "@" in new else missing) from None
        return other.known, other.chosen


def _side(revision: Revision, content: Content) -> Side:
    """A revision as a side of a comparison."""
    return Side(
        state=content.state,
        ref=RevisionRef(revision.article, revision.revision, revision.id, revision.captured_at),
        published_at=revision.published_at,
        modified_at=revision.modified_at,
        facts=content.facts,
        language=revision.language,
        links=content.links,
    )


def _content(database: Database, known: Known, revision: Revision) -> Content:
    """What a revision says."""
    with database.reading() as connection:
        return contents(connection, known.article_id, {revision.revision})[revision.revision]


def log_entries(
    database: Database, known: Known, revisions: Sequence[Revision], numbers: Sequence[int]
) -> Iterator[tuple[LogEntry, Comparison | None]]:
    """Revisions of an article with what they changed, and the comparison that shows it (the first: none).

    Some are read at a time, however many there are.

    Args:
        database: Open for reading.
        known: The article.
        revisions: All its revisions, in order.
        numbers: Those wanted, in the order in which they are to come.
    """
    for some in (numbers[at : at + MOST_TOGETHER] for at in range(0, len(numbers), MOST_TOGETHER)):
        needed = sorted({number for one in some for number in (one - 1, one) if number})
        with database.reading() as connection:
            said = contents(connection, known.article_id, set(needed))
        found = {number: _side(revisions[number - 1], said[number]) for number in needed}
        for number in some:
            comparison = compare_sides(found[number - 1], found[number]) if number > 1 else None
            entry = _entry(revisions[number - 1], found[number].state, comparison)
            if number > 1 and (by := (said[number - 1].read_by[1], said[number].read_by[0]))[0] != by[1]:
                entry = replace(entry, read_by=by)
            yield entry, comparison


def _entry(revision: Revision, state: State, comparison: Comparison | None) -> LogEntry:
    entry = LogEntry(
        article=revision.article,
        revision=revision.revision,
        id=revision.id,
        captured_at=revision.captured_at,
        not_before=revision.not_before,
        published_at=revision.published_at,
        modified_at=revision.modified_at,
        title=state.title,
        words=sum(map(word_count, state.lines())),
        labels=(),
        added=0,
        removed=0,
        edited=0,
        moved=0,
        lead="" if state.title else next(state.lines(), ""),
    )
    if comparison is None:
        return entry
    counts = summary(comparison)
    return replace(
        entry,
        labels=comparison.labels,
        added=counts.added,
        removed=counts.removed,
        edited=counts.edited,
        moved=counts.moved,
        words_added=counts.words_added,
        words_removed=counts.words_removed,
        weight=comparison.weight,
        silent=comparison.silent,
    )
