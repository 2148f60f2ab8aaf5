"""When each sentence of a revision came into its story."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from archive.changes import blame as blame_states
from archive.model import SentenceOrigin, WordOrigin
from archive.services import history
from archive.store import revisions as stored

if TYPE_CHECKING:
    from archive.changes import SentenceAge
    from archive.store.connection import Database


def blame(database: Database, name: str, *, by_word: bool = False) -> list[SentenceOrigin]:
    """The sentences of a revision, each with the revision in which it first stood.

    A sentence keeps its age when it moves, is edited, divided or joined, and when it is taken out and comes
    back as it was. Headings and the headline are not among them.

    Args:
        database: Open for reading.
        name: `ARTICLE` for its latest revision, or `ARTICLE@REV`: no later one is looked at.
        by_word: Tell the same of the words.

    Raises:
        NotFound: There is no such revision.
    """
    with database.reading() as connection:
        found = history.with_content(database, name)
        revisions = found.revisions[: found.chosen.revision]
        states = stored.states(connection, [revision.id for revision in revisions])
    chosen = states[found.chosen.id]
    ages = blame_states([states[revision.id] for revision in revisions], language=found.chosen.language)
    seen = [revision.captured_at for revision in revisions]
    return [
        SentenceOrigin(
            section=age.section,
            passage=age.passage,
            sentence=age.sentence,
            text=age.text,
            first_revision=age.first + 1,
            first_captured_at=seen[age.first],
            words=(words := _runs(age)) if by_word else None,
            words_captured_at=tuple(seen[word.first_revision - 1] for word in words) if by_word else (),
            heading=chosen.sections[age.section].heading,
            edited_revision=age.worded + 1 if age.worded > age.first else None,
        )
        for age in ages
    ]


def _runs(age: SentenceAge) -> tuple[WordOrigin, ...]:
    """The words of a sentence, neighbours of one age together, each with the space before it."""
    runs: list[WordOrigin] = []
    start = 0
    first = age.words[0].first if age.words else age.first
    for before, after in pairwise(age.words):
        if after.first != first:
            runs.append(WordOrigin(age.text[start : before.span.end], first + 1))
            start, first = before.span.end, after.first
    return (*runs, WordOrigin(age.text[start:], first + 1))
