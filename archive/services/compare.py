"""Comparing revisions that are in the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.changes import Side, summary
from archive.changes import compare as compare_sides
from archive.diff import patch as text_patch
from archive.errors import NotFound
from archive.model import Comparison, Grain, LogEntry, Revision, RevisionRef, State
from archive.services import history
from archive.services.facts import revision_facts
from archive.store import revisions as stored
from archive.text.sections import plain_text

if TYPE_CHECKING:
    from archive.store.connection import Database


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
        older, newer = _pair(database, old, new)
        return compare_sides(side(database, older), side(database, newer), grain=grain)


def patch(database: Database, old: str, new: str | None = None) -> str:
    """A patch in diff-match-patch's format: applied to the old revision's text it gives the new one's.

    The texts are those of `archive show --text`. Names as for `diff`.

    Raises:
        NotFound: There is no such revision, or none before it.
    """
    with database.reading():
        older, newer = _pair(database, old, new)
        return text_patch(
            plain_text(history.content(database, older)), plain_text(history.content(database, newer))
        )


def _pair(database: Database, old: str, new: str | None) -> tuple[Revision, Revision]:
    first = history.with_content(database, old)
    if new is not None:
        return first.chosen, _new_side(database, first, new)
    newer = first.chosen
    if newer.revision == 1:
        raise NotFound(
            f"There is nothing before revision 1 of {first.known.key}"
            + (", and it has no other." if len(first.revisions) == 1 else ".")
            + f" `archive show {first.known.key}@1` shows it."
        )
    return first.revisions[newer.revision - 2], newer


def _new_side(database: Database, first: history.Story, new: str) -> Revision:
    try:
        return history.revision_named(first.revisions, first.known.key, new)
    except NotFound as missing:
        try:
            return history.with_content(database, new).chosen
        except NotFound as unknown:
            raise (unknown if "@" in new else missing) from None


def side(database: Database, revision: Revision, state: State | None = None) -> Side:
    """A revision as a side of a comparison."""
    return Side(
        state=state if state is not None else history.content(database, revision),
        ref=RevisionRef(revision.article, revision.revision, revision.id, revision.captured_at),
        published_at=revision.published_at,
        modified_at=revision.modified_at,
        facts=revision_facts(database, revision),
        language=revision.language,
    )


def log_entries(database: Database, story: history.Story) -> list[LogEntry]:
    """What each revision of a story changed."""
    with database.reading() as connection:
        states = stored.states(connection, [revision.id for revision in story.revisions])
    entries = []
    older: Side | None = None
    for revision in story.revisions:
        state = states[revision.id]
        newer = side(database, revision, state)
        comparison = None if older is None else compare_sides(older, newer)
        counts = None if comparison is None else summary(comparison)
        entries.append(
            LogEntry(
                article=revision.article,
                revision=revision.revision,
                id=revision.id,
                captured_at=revision.captured_at,
                not_before=revision.not_before,
                published_at=revision.published_at,
                modified_at=revision.modified_at,
                title=state.title,
                words=sum(len(line.split()) for line in state.lines()),
                labels=() if comparison is None else comparison.labels,
                added=0 if counts is None else counts.added,
                removed=0 if counts is None else counts.removed,
                edited=0 if counts is None else counts.edited,
                moved=0 if counts is None else counts.moved,
                words_added=0 if counts is None else counts.words_added,
                words_removed=0 if counts is None else counts.words_removed,
                lead="" if state.title else next(state.lines(), ""),
            )
        )
        older = newer
    return entries
