"""Added finders: found by entry point, asked for each passage, named in the version."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib import metadata
from itertools import pairwise

import pytest

from archive.facts import FINDER, GROUP, finder, finder_name, mentions
from archive.model import FactKind, Mention, Span


def find_ships(text: str, language: str | None) -> Iterator[Mention]:
    at = text.find("MV ")
    if at >= 0 and language == "en":
        yield Mention(kind=FactKind.ORGANISATION, span=Span(at, at + 9), rule="ships.mv")


class _Point:
    name = "ships"
    dist = None

    def load(self) -> object:
        return find_ships


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def clear() -> None:
        finder.added_finders.cache_clear()
        finder.finder_name.cache_clear()

    clear()
    monkeypatch.setattr(finder, "entry_points", lambda *, group: [_Point()] if group == GROUP else [])
    yield
    clear()


@pytest.mark.usefixtures("installed")
def test_an_installed_finder_adds_its_mentions() -> None:
    found = mentions("The MV Gannet sank with 12 boats.")

    assert [(mention.rule, mention.span) for mention in found if mention.rule == "ships.mv"] == [
        ("ships.mv", Span(4, 13))
    ]


@pytest.mark.usefixtures("installed")
def test_its_name_is_part_of_the_version() -> None:
    assert finder_name() == f"{FINDER}+ships/0"


def test_without_one_the_version_is_the_rules() -> None:
    finder.finder_name.cache_clear()

    assert not metadata.entry_points(group=GROUP)
    assert finder_name() == FINDER


def test_a_passage_alone_decides() -> None:
    text = "At least 12 boats sank on Monday, said Anna Novak of Oslo."

    assert mentions(text) == mentions(text)


def test_mentions_do_not_overlap_but_for_quotations() -> None:
    text = (
        "“At least 12 boats sank,” said Anna Novak, 45, of Oslo on 3 May 2020 at 5 pm, for $3m or 5% of it."
    )
    spans = [mention.span for mention in mentions(text) if mention.kind is not FactKind.QUOTATION]

    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "one hundred and ",
        "said ",
        "5",
        "“",
        "The ",
        "12 people in Oslo, “cold,” said Anna Novak. ",
        "a@",
        "1 ",
    ],
)
def test_a_long_passage_takes_time_in_proportion(unit: str) -> None:
    text = unit * (60_000 // len(unit)) + "“it was cold and wet”"
    start = time.process_time()

    mentions(text)

    assert time.process_time() - start < 3
