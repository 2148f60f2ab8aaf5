"""Added finders: found by entry point, asked for each passage, named in the version."""

from __future__ import annotations

import pickle
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import click
import pytest

import archive
from archive.cli import facts as facts_command
from archive.facts import FINDER, GROUP, all_mentions, find_facts, finder, finder_name, mentions
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
def test_many_passages_at_once_show_what_each_shows_alone() -> None:
    texts = [
        ("The MV Gannet sank with 12 boats.", "en"),
        ("", "en"),
        ("Am 3. Mai sank die MV Gannet.", "de"),
        ("“All 12 were saved,” said Ada Quill on Monday.", "en"),
        ("12 / 40 %", None),
    ] * 100

    assert all_mentions(texts) == [mentions(text, language) for text, language in texts]
    assert all_mentions([]) == []


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


def find_vessels(text: str, language: str | None) -> Iterator[Mention]:
    for match in re.finditer(r"\bM[VS] [A-Z][a-z]+", text):
        yield Mention(kind=FactKind("vessel"), span=Span(*match.span()), rule="vessel.prefix")
    for match in re.finditer(r"(\d+) knots", text):
        yield Mention(
            kind=FactKind("pace"), span=Span(*match.span()), rule="pace.knots", value=int(match[1]), unit="kn"
        )


find_vessels.kinds = ("vessel", "pace")  # type: ignore[attr-defined]


class _VesselPoint(_Point):
    name = "vessels"

    def load(self) -> object:
        return find_vessels


@pytest.fixture
def fleet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def clear() -> None:
        for cached in (finder.added_finders, finder.added_kinds, finder.finder_name):
            cached.cache_clear()

    clear()
    monkeypatch.setattr(finder, "entry_points", lambda *, group: [_VesselPoint()] if group == GROUP else [])
    yield
    clear()


@pytest.mark.usefixtures("fleet")
def test_a_finder_adds_kinds_of_its_own() -> None:
    found = find_facts("The MV Gannet was slow.")

    assert [(fact.kind, fact.text) for fact in found if fact.kind.is_added] == [
        (FactKind("vessel"), "MV Gannet")
    ]
    assert [kind.value for kind in finder.added_kinds()] == ["pace", "vessel"]


@pytest.mark.parametrize("name", ["", "Ship", "two words", "-ship", "a" * 33, "ship!"])
def test_a_kind_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid FactKind"):
        FactKind(name)


def test_an_added_kind_is_itself_again_after_pickling() -> None:
    kind = FactKind("vessel")

    assert pickle.loads(pickle.dumps(kind)) is kind
    assert kind not in list(FactKind)


@pytest.mark.usefixtures("fleet")
def test_an_added_kind_is_stored_shown_compared_searched_and_verified(tmp_path: Path) -> None:
    path = tmp_path / "fleet.db"
    with archive.open(path) as news:
        for day, name, pace in ((1, "Gannet", 9), (2, "Petrel", 12)):
            news.ingest(
                archive.Draft(
                    article="fleet",
                    captured_at=datetime(2021, 5, day, tzinfo=UTC),
                    text=f"The MV {name} left the old harbour.\n\nIt made {pace} knots on the way north.",
                    language="en",
                )
            )
        shown = [fact.text for fact in news.facts("fleet", kinds=["vessel"])]
        (row,) = news.facts("fleet", kinds=["pace"], history=True)
        changes = [
            (change.kind.value, change.old and change.old.text, change.new and change.new.text)
            for change in news.diff("fleet").facts
            if change.kind.is_added
        ]
        (rise,) = news.changed_facts(kinds=["pace"], direction="up")
        hits = [hit.article for hit in news.search("harbour", facts=["vessel=Petrel"])]
        verification = news.verify()

    assert shown == ["MV Petrel"]
    assert [value.value for value in row.values] == [9, 12]
    assert changes == [("vessel", "MV Gannet", "MV Petrel"), ("pace", "9 knots", "12 knots")]
    assert (rise.old.value, rise.new.value, rise.change) == (9, 12, 3)
    assert hits == ["fleet"]
    assert verification.problems == ()


@pytest.mark.usefixtures("fleet")
def test_the_command_line_takes_an_added_kind() -> None:
    command = facts_command.command

    context = command.make_context("facts", ["fleet", "--kind", "vessel"], resilient_parsing=False)
    assert context.params["kinds"] == ("vessel",)

    with pytest.raises(click.BadParameter, match="vessel"):
        command.make_context("facts", ["fleet", "--kind", "rumour"])


@pytest.mark.usefixtures("fleet")
def test_after_a_finder_is_taken_away_its_kinds_go_with_its_mentions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive.open(tmp_path / "fleet.db") as news:
        news.ingest(archive.Draft(article="fleet", text="The MV Gannet left the old harbour.", language="en"))
        assert news.facts("fleet", kinds=["vessel"])

        monkeypatch.setattr(finder, "entry_points", lambda *, group: [])
        finder.added_finders.cache_clear()
        finder.finder_name.cache_clear()
        news.rebuild_facts()

        assert news.facts("fleet", kinds=["vessel"]) == []
        assert news.verify().problems == ()
