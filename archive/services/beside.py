"""The changes beside revisions that match: their labels, whether they are silent, their weight.

Which change belongs to a matching revision depends on the scope, so that what a hit claims is true of
the text that was asked for:

- anywhere: the step that made the revision, from the one before it;
- removed: the step that took the match away, to a next revision that does not match;
- added: the step that brought it, from a revision that does not match;
- changed: the step in which a text that says what was asked came or went.

With labels, a revision counts if such a step carries any of them; with silence, if it is a silent
correction; with both, if one step is both. The first revision was made by no step. Labels are those of the
whole step, as `archive log` lists them.

Steps are compared as they are needed: nothing of a comparison is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import Unit
from archive.search import spans
from archive.store import revisions as stored
from archive.store.candidates import keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from archive.model import Comparison, Label
    from archive.store.connection import Database


class _Told(NamedTuple):
    """What a step is like."""

    labels: frozenset[Label]
    is_silent: bool
    weight: float
    text: str


class Beside:
    """The steps that a search asks for.

    Attributes:
        is_choosing: Only revisions beside such a step match; else steps are only weighed.
    """

    def __init__(self, database: Database, labels: Iterable[Label], *, is_silent: bool) -> None:
        self._database = database
        self._labels = frozenset(labels)
        self._is_silent = is_silent
        self._known: dict[tuple[int, int], _Told] = {}
        self.is_choosing = is_silent or bool(self._labels)

    def heaviest(self, article_id: int, pairs: Collection[tuple[int, int]]) -> dict[int, float]:
        """Of revisions and the steps beside them, by number, those revisions that count, with the weight.

        Args:
            article_id: The article.
            pairs: A revision, and the revision that a step beside it made.
        """
        self._compare(article_id, sorted({step for _, step in pairs}))
        found: dict[int, float] = {}
        for revision, step in pairs:
            told = self._known[article_id, step]
            if (told.is_silent or not self._is_silent) and (
                not self._labels or not self._labels.isdisjoint(told.labels)
            ):
                found[revision] = max(told.weight, found.get(revision, 0.0))
        return found

    def text(self, article_id: int, step: int) -> str:
        """What the most telling change of a step came to, as far as it was compared."""
        told = self._known.get((article_id, step))
        return "" if told is None else told.text

    def _compare(self, article_id: int, steps: Iterable[int]) -> None:
        missing = [step for step in steps if (article_id, step) not in self._known]
        if not missing:
            return
        from archive.services.compare import log_entries  # with all that compares: most searches need none

        connection = self._database.connection
        known = stored.Known(article_id, keys(connection, [article_id])[article_id])
        revisions = stored.revisions(connection, known)
        for entry, comparison in log_entries(self._database, known, revisions, missing):
            assert comparison is not None  # a step's number is 2 or more
            text = _telling(comparison, self._labels)
            self._known[article_id, entry.revision] = _Told(
                frozenset(entry.labels), entry.silent, entry.weight, text
            )


def _telling(comparison: Comparison, labels: frozenset[Label]) -> str:
    """What the heaviest change came to, of those that carry a label asked for, if any does."""
    heaviest = [each.change for each in comparison.why]
    changes = [change for change in (*heaviest, *comparison.units) if isinstance(change, Unit)]
    labelled = [change for change in changes if not labels.isdisjoint(change.labels)]
    if labelled:
        return labelled[0].new_text
    return heaviest[0].new_text if heaviest and isinstance(heaviest[0], Unit) else ""


def comings(standing: int, everything: int) -> list[tuple[int, int]]:
    """The first revision of each stretch but one from the start, with the step that made it."""
    return [(first, first) for first, _ in spans(standing & everything) if first > 1]


def goings(standing: int, everything: int) -> list[tuple[int, int]]:
    """The last revision of each stretch but one to the end, with the step that ended it."""
    count = everything.bit_length()
    return [(last, last + 1) for _, last in spans(standing & everything) if last < count]
