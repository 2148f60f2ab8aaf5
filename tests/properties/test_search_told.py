"""What is said, by whom, and what changed: search agrees with `archive facts` and `archive log`.

The scan reads the facts of every revision and the labels of every step one by one, as those commands
show them, and knows nothing of the index.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from builders import at, draft, put
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import FactKind, Label, Order, Scope, Search
from archive.search import tokens
from archive.services import opening
from archive.services.facts import facts
from archive.services.history import log
from archive.services.search import count, search

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from archive.store.connection import Database

PASSAGES = (
    "Mara Holt, the mayor, came to the quay with Jan Ostrow at 9 a.m.",
    "“The ferry sails tonight,” said Mara Holt, who runs the harbour.",
    "“The ferry stays in port,” Holt told reporters.",
    "“No ferry will sail,” said Jan Ostrow. He did not say why.",
    "“We lost 12 boats,” he said on Monday.",
    "“We lost 21 boats,” he said on Monday.",
    "The port’s 300 workers call the quay “a quiet place” and stay away.",
    "Correction: an earlier version of this story gave a wrong number of boats.",
    "„Die Fähre fährt nicht“, sagte Jan Ostrow am Montag.",
)
WORDS = ("ferry", "sail*", "boats", "12", "quay", "lost", "“the ferry”", "fähre")
NAMES = ("holt", "mara", '"mara holt"', "ostr*", "jan", "he", "ferry")


class Asked(NamedTuple):
    field: str
    word: str
    is_negated: bool

    @property
    def text(self) -> str:
        return f"{'NOT ' if self.is_negated else ''}{self.field}:{self.word}"

    def holds(self, said: list[tuple[str, str | None]]) -> bool:
        texts = [quote if self.field == "quote" else speaker or "" for quote, speaker in said]
        return any(map(self._stands, texts)) is not self.is_negated

    def _stands(self, text: str) -> bool:
        is_prefix = self.word.endswith("*")
        wanted = [token.term for token in tokens(self.word)]
        terms = [token.term for token in tokens(text)]
        for start in range(len(terms) - len(wanted) + 1):
            row = terms[start : start + len(wanted)]
            if row[:-1] == wanted[:-1] and (
                row[-1].startswith(wanted[-1]) if is_prefix else row[-1] == wanted[-1]
            ):
                return True
        return False


ASKED = st.builds(Asked, st.just("quote"), st.sampled_from(WORDS), st.booleans()) | st.builds(
    Asked, st.just("speaker"), st.sampled_from(NAMES), st.booleans()
)
STATES = st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=4, unique=True)
LABELS = st.frozensets(st.sampled_from([Label.FIGURE, Label.QUOTATION, Label.NAME, Label.REWORDING]))


class Revision(NamedTuple):
    said: list[tuple[str, str | None]]
    labels: frozenset[Label]
    is_silent: bool
    weight: float


def read(database: Database, key: str) -> list[Revision]:
    """All revisions of an article, as other commands show them."""
    found = []
    for entry in log(database, key):
        told = facts(database, f"{key}@{entry.revision}", kinds=[FactKind.QUOTATION])
        said = [(fact.text, fact.speaker) for fact in told]
        found.append(Revision(said, frozenset(entry.labels), entry.silent, entry.weight))
    return found


def expected(revisions: list[Revision], asked: list[Asked], wanted: Search) -> set[int]:
    """The revisions that match, by number."""
    says = [all(each.holds(revision.said) for each in asked) for revision in revisions]
    numbers = {number for number, said in enumerate(says, 1) if said}
    if (wanted.scope is Scope.REMOVED and says[-1]) or (
        wanted.scope is Scope.ADDED and (says[0] or not says[-1])
    ):
        return set()

    def is_asked(step: int) -> bool:
        told = revisions[step - 1]
        return (told.is_silent or not wanted.is_silent) and (
            not wanted.labels or bool(told.labels.intersection(wanted.labels))
        )

    if not (wanted.labels or wanted.is_silent):
        return numbers
    if wanted.scope is Scope.REMOVED:
        return {n for n in numbers if n + 1 not in numbers and is_asked(n + 1)}
    if wanted.scope is Scope.ADDED:
        return {n for n in numbers if n > 1 and n - 1 not in numbers and is_asked(n)}
    return {n for n in numbers if n > 1 and is_asked(n)}


@settings(max_examples=20)
@given(
    st.lists(st.lists(STATES, min_size=1, max_size=4), min_size=1, max_size=3),
    st.sampled_from(["en", "de"]),
    st.lists(
        st.tuples(
            st.lists(ASKED, min_size=1, max_size=2),
            st.sampled_from([Scope.ANY, Scope.REMOVED, Scope.ADDED]),
            LABELS,
            st.booleans(),
            st.sampled_from([None, 1, 30]),
        ),
        min_size=5,
        max_size=5,
    ),
)
def test_quotations_speakers_labels_and_silence_are_those_of_facts_and_log(
    template: Path, tmp_path_factory: pytest.TempPathFactory, stories: list, second: str, questions: list
) -> None:
    path = tmp_path_factory.mktemp("told") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    try:
        put(
            database,
            *(
                draft("\n\n".join(state), 24 * look, article=f"s{number}", language=("en", second)[look % 2])
                for number, states in enumerate(stories)
                for look, state in enumerate(states)
            ),
        )
        known = {f"s{number}": read(database, f"s{number}") for number in range(len(stories))}
        for asked, scope, labels, is_silent, hours in questions:
            wanted = Search(
                query=" ".join(each.text for each in asked),
                is_exact=True,
                scope=scope,
                labels=tuple(labels),
                is_silent=is_silent,
                limit_count=None,
                as_of=None if hours is None else at(hours),
            )
            answers = {}
            for key, revisions in known.items():
                entries = log(database, key)
                seen = [
                    revision
                    for revision, entry in zip(revisions, entries, strict=True)
                    if hours is None or entry.captured_at <= at(0) + timedelta(hours=hours)
                ]
                if seen and (numbers := expected(seen, asked, wanted)):
                    answers[key] = numbers
            hits = search(database, wanted)
            found = {
                hit.article: {n for first, last in hit.spans for n in range(first, last + 1)} for hit in hits
            }
            assert found == answers, wanted
            assert count(database, wanted) == len(answers)
            weighed = search(
                database, Search(query=wanted.query, is_exact=True, order=Order.WEIGHT, limit_count=None)
            )
            assert [hit.score for hit in weighed] == sorted((hit.score for hit in weighed), reverse=True)
            for hit in weighed:
                steps = [n for first, last in hit.spans for n in range(first, last + 1) if n > 1]
                heaviest = max((known[hit.article][n - 1].weight for n in steps), default=0.0)
                assert hit.score == round(heaviest, 6)
    finally:
        database.close()
