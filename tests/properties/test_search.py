"""Whatever is asked in exact mode, the answer is that of a scan of all texts, word by word.

The scan below shares nothing with the program: it knows the terms of every word it writes, goes through
all revisions of all articles, and evaluates the query it drew, not the one that was parsed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from builders import put
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Claimed, CountBy, DateField, Draft, Order, Passage, Scope, Search, Section
from archive.services import opening
from archive.services.search import count, search, tally
from archive.store import candidates, index, window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

Text: TypeAlias = "tuple[str, tuple[str, ...]]"
Texts: TypeAlias = "frozenset[Text]"
Tests: TypeAlias = "tuple[Callable[[Text], bool], ...]"

TERMS = {
    "Ferry": ("ferry",), "ferries": ("ferries",), "FERRYMAN": ("ferryman",), "tide": ("tide",),
    "café": ("cafe",), "Cafe": ("cafe",), "al-Hadid": ("al", "hadid"), "2,500": ("2", "500"),
    "the": ("the",), "In": ("in",), "“quay”": ("quay",), "tide’s": ("tide", "s"), "港町": ("港", "町"),
    "町": ("町",),
}  # fmt: skip
WORDS = st.sampled_from(sorted(TERMS))
# Texts that share long stretches, and phrases that stand in them.
STRETCHES = st.tuples(st.integers(0, len(TERMS) - 1), st.integers(1, 9)).map(
    lambda drawn: (sorted(TERMS) * 2)[drawn[0] : drawn[0] + drawn[1]]
)
CHANGES = ("add", "remove", "edit", "word", "split", "title", "heading", "return")
DAY = date(2024, 3, 1)
CLAIMS = st.none() | st.sampled_from(["2024", "2024-03", "2024-02", "2024-03-02", "2024-03-03T22:00:00Z"])


@dataclass(frozen=True)
class Look:
    """One state of an article, when it was seen, and the date it claims."""

    title: tuple[str, ...]
    heading: tuple[str, ...]
    passages: tuple[tuple[str, ...], ...]
    at: datetime
    published: str | None

    @property
    def content(self) -> object:
        return self.title, self.heading, self.passages

    @property
    def texts(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """Each text's part and words."""
        body = [("body", words) for words in self.passages]
        return frozenset(
            text for text in (("title", self.title), ("heading", self.heading), *body) if text[1]
        )


@st.composite
def histories(draw: st.DrawFn) -> list[Look]:
    text = (st.lists(WORDS, min_size=1, max_size=4) | STRETCHES).map(tuple)
    passages = draw(st.lists(text, min_size=1, max_size=3))
    title, heading = (
        draw(st.lists(WORDS, max_size=2).map(tuple)),
        draw(st.lists(WORDS, max_size=2).map(tuple)),
    )
    at = datetime(2024, 3, 1, draw(st.integers(0, 23)), tzinfo=UTC)
    looks = []
    for _ in range(draw(st.integers(1, 4))):
        looks.append(Look(title, heading, tuple(passages), at, draw(CLAIMS)))
        change = draw(
            st.sampled_from(["add", "remove", "edit", "word", "split", "title", "heading", "return"])
        )
        place = draw(st.integers(0, len(passages) - 1))
        if change == "add":
            passages = [*passages, draw(text)]
        elif change == "remove" and len(passages) > 1:
            passages = passages[:place] + passages[place + 1 :]
        elif change == "title":
            title = draw(st.lists(WORDS, max_size=2).map(tuple))
        elif change == "heading":
            heading = draw(st.lists(WORDS, max_size=2).map(tuple))
        elif change == "word":
            words = list(passages[place])
            words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
            passages = [*passages[:place], tuple(words), *passages[place + 1 :]]
        elif change == "split":  # two texts that overlap, and have only together what one had
            words, at_word = passages[place], draw(st.integers(0, 4))
            halves = (*words[: at_word + 5], draw(WORDS)), (draw(WORDS), *words[at_word:])
            passages = [*passages[:place], *halves, *passages[place + 1 :]]
        elif change == "return":
            title, heading, passages = looks[0].title, looks[0].heading, list(looks[0].passages)
        else:
            passages = [*passages[:place], draw(text), *passages[place + 1 :]]
        at += timedelta(hours=draw(st.integers(1, 40)))
    return looks


def drafts(key: str, looks: list[Look]) -> list[Draft]:
    return [
        Draft(
            article=key,
            captured_at=look.at,
            published_at=None if look.published is None else Claimed(look.published),
            title=" ".join(look.title) or None,
            sections=(
                Section(None, 0, tuple(Passage(", ".join(words)) for words in look.passages[:1])),
                Section(
                    " ".join(look.heading) or None,
                    2 if look.heading else 0,
                    tuple(Passage(", ".join(words)) for words in look.passages[1:]),
                ),
            ),
        )
        for look in looks
    ]


class Asked:
    """A query: as text, as a test of texts, and the tests of single texts that it wants and does not want."""

    def __init__(
        self, text: str, holds: Callable[[Texts], bool], says: Tests = (), denies: Tests = ()
    ) -> None:
        self.text, self.holds, self.says, self.denies = text, holds, says, denies

    def __repr__(self) -> str:
        return self.text


def _terms(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for word in words for term in TERMS[word])


def _spots(terms: tuple[str, ...], text: tuple[str, ...], is_prefix: bool) -> list[int]:
    size = len(terms)
    return [
        start
        for start in range(len(text) - size + 1)
        if text[start : start + size - 1] == terms[:-1]
        and (
            text[start + size - 1].startswith(terms[-1]) if is_prefix else text[start + size - 1] == terms[-1]
        )
    ]


@st.composite
def phrases(draw: st.DrawFn) -> Asked:
    words = draw(st.lists(WORDS, min_size=1, max_size=3) | STRETCHES)
    terms = tuple(term for word in words for term in TERMS[word])
    is_prefix = draw(st.booleans()) and len(terms[-1]) > 2
    if is_prefix:
        terms = (*terms[:-1], terms[-1][:3])
    field = draw(st.sampled_from([None, None, "title", "heading"]))
    body = " ".join(words) if not is_prefix else " ".join(terms)
    quoted = f'"{body}"' if " " in body or "“" in body else body
    text = f"{field}:{quoted}" if field else quoted

    def says(each: Text) -> bool:
        return field in (None, each[0]) and bool(_spots(terms, _terms(each[1]), is_prefix))

    return Asked(text + ("*" if is_prefix else ""), lambda texts: any(map(says, texts)), (says,))


@st.composite
def nearnesses(draw: st.DrawFn) -> Asked:
    words = draw(st.lists(WORDS, min_size=2, max_size=2))
    distance = draw(st.integers(0, 5))
    first, second = (TERMS[word] for word in words)

    def says(each: Text) -> bool:
        return any(
            (b - (a + len(first)) if a <= b else a - (b + len(second))) <= distance
            for a in _spots(first, _terms(each[1]), False)
            for b in _spots(second, _terms(each[1]), False)
        )

    inside = " ".join(f'"{word}"' for word in words)
    return Asked(f"NEAR({inside}, {distance})", lambda texts: any(map(says, texts)), (says,))


def _joined(parts: tuple[Asked, str, Asked]) -> Asked:
    left, operator, right = parts
    text = f"({left}){operator}({right})"
    tests = {
        " ": lambda texts: left.holds(texts) and right.holds(texts),
        " AND ": lambda texts: left.holds(texts) and right.holds(texts),
        " OR ": lambda texts: left.holds(texts) or right.holds(texts),
        " NOT ": lambda texts: left.holds(texts) and right.holds(texts),
    }
    if operator == " NOT ":
        right = _negated(right)
    return Asked(text, tests[operator], left.says + right.says, left.denies + right.denies)


def _negated(asked: Asked) -> Asked:
    return Asked(f"NOT ({asked})", lambda texts: not asked.holds(texts), asked.denies, asked.says)


QUERIES = st.recursive(
    phrases() | nearnesses(),
    lambda inner: (
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR ", " NOT "]), inner).map(_joined)
        | inner.map(_negated)
    ),
    max_leaves=4,
)
DAYS = st.none() | st.integers(-2, 5).map(lambda days: DAY + timedelta(days=days))


def scan(looks: list[Look], asked: Asked, wanted: Search) -> tuple[int, int, int, bool, int] | None:
    """Revision shown, first and last that match, whether the latest does, how many do; None: no match."""
    revisions = [list(run) for _, run in groupby(looks, key=lambda look: look.content)]
    if wanted.as_of is not None:
        revisions = [run for run in revisions if run[0].at <= wanted.as_of]
    if not revisions:
        return None
    texts = [run[0].texts for run in revisions]
    says = [asked.holds(each) for each in texts]
    steady = frozenset.intersection(*texts)
    fits = []
    for said, run in zip(says, revisions, strict=True):
        claim = next((look.published for look in run if look.published), None)
        first, last = looks[0].at.date(), looks[0].at.date()
        if claim is not None:
            first, last = Claimed(claim).first_day, Claimed(claim).last_day
        if wanted.date_field is DateField.CAPTURED:
            first = last = run[0].at.date()
        is_in = (wanted.since is None or last >= wanted.since) and (
            wanted.until is None or first <= wanted.until
        )
        fits.append(said and is_in)
    if wanted.scope is Scope.REMOVED and says[-1]:
        return None
    if wanted.scope is Scope.ADDED and (says[0] or not fits[-1]):
        return None
    numbers = [number for number, fit in enumerate(fits, 1) if fit]
    shown = numbers
    if wanted.scope is Scope.CHANGED:
        fresh = [
            [text for text in texts[number - 1] - steady if _is_wanted(asked, text)] for number in numbers
        ]
        shown = [number for number, found in zip(numbers, fresh, strict=True) if found]
    if not shown:
        return None
    return shown[-1], numbers[0], numbers[-1], says[-1], len(numbers)


def _is_wanted(asked: Asked, text: Text) -> bool:
    return not asked.says or any(says(text) for says in asked.says)


@given(
    st.lists(histories(), min_size=1, max_size=4),
    st.lists(
        st.tuples(QUERIES, st.sampled_from(list(Scope)), DAYS, DAYS, DAYS, st.booleans()),
        min_size=8,
        max_size=8,
    ),
    st.sampled_from([1, candidates.MOST_RANKED]),
    st.booleans(),
)
def test_the_answer_is_that_of_a_scan_of_all_texts(
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    stories: list[list[Look]],
    questions: list,
    most_ranked: int,
    is_large: bool,
) -> None:
    monkeypatch.setattr(candidates, "MOST_RANKED", most_ranked)
    if is_large:  # as where there are thousands of revisions and matches
        monkeypatch.setattr(window, "WIDE", 1)
        monkeypatch.setattr(candidates, "MANY", 0)
        monkeypatch.setattr(candidates, "MOST_TELLING", 1)
        monkeypatch.setattr(index, "LONG_BYTES", 1)
        monkeypatch.setattr(index, "MANY_REVISIONS", 1)
    path = tmp_path_factory.mktemp("scan") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    try:
        put(database, *(drafts(f"story-{number}", looks) for number, looks in enumerate(stories)))
        for asked, scope, since, until, moment, by_capture in questions:
            wanted = Search(
                query=asked.text,
                is_exact=True,
                scope=scope,
                since=since,
                until=until,
                as_of=None if moment is None else datetime.combine(moment, datetime.min.time(), UTC),
                date_field=DateField.CAPTURED if by_capture else None,
                limit_count=None,
            )
            found = {
                hit.article: (hit.revision, hit.first_revision, hit.last_revision, hit.current)
                for hit in search(database, wanted)
            }
            expected = {
                f"story-{number}": answer
                for number, looks in enumerate(stories)
                if (answer := scan(looks, asked, wanted)) is not None
            }
            assert found == {key: answer[:-1] for key, answer in expected.items()}, wanted
            assert count(database, wanted) == len(expected)
            by_article = {each.key: each.count for each in tally(database, wanted, CountBy.ARTICLE)}
            assert by_article == {key: answer[-1] for key, answer in expected.items()}, wanted
            for order in Order:
                listed = search(database, replace(wanted, order=order))
                assert {hit.article for hit in listed} == expected.keys()
                page = replace(wanted, order=order, limit_count=2, offset_count=1)
                assert search(database, page) == listed[1:3]
    finally:
        database.close()
