from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import feedparser
from builders import draft
from lxml import etree

from archive.model import Change, Digest
from archive.model.told import ToldChange
from archive.render import changes_atom
from archive.services.changes import changes
from archive.services.ingest import ingest
from archive.services.told import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Result

    from archive.store.connection import Database

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def stories(store: Database, clock: Callable[[], datetime], *texts: str, **said: object) -> None:
    list(ingest(store, [draft(text=text, hours=None, **said) for text in texts], now=clock))


def feed(store: Database) -> str:
    return changes_atom(told(store, changes(store)), title="Changes", name="one", updated=NOW)


def test_a_change_is_an_entry_with_its_words_marked(store: Database, clock: Callable[[], datetime]) -> None:
    stories(
        store,
        clock,
        "The ferry carried 120 people & a <dog> on Monday.",
        "The ferry carried 210 people & a <dog> on Monday.",
        article="ferry",
        url="https://elm.example/ferry?a=1&b=2",
    )

    read = feedparser.parse(feed(store).encode(), sanitize_html=False)

    assert not read.bozo
    [entry] = read.entries
    assert entry.link == "https://elm.example/ferry?a=1&b=2"
    assert "figure" in entry.title
    assert "<del>120" in entry.content[0].value
    assert "<ins>210" in entry.content[0].value
    assert "&lt;dog&gt;" in entry.content[0].value


def test_a_return_to_an_earlier_text_is_an_entry_of_its_own(
    store: Database, clock: Callable[[], datetime]
) -> None:
    stories(
        store, clock, "The bridge is open.", "The bridge is shut.", "The bridge is open.", article="bridge"
    )
    stories(store, clock, "The bridge is shut.", article="bridge")

    first, second = (feedparser.parse(feed(store).encode()) for _ in range(2))

    assert len({entry.id for entry in first.entries}) == 3
    assert [entry.id for entry in first.entries] == [entry.id for entry in second.entries]


def test_a_feed_of_no_change_is_a_feed_too() -> None:
    root = etree.fromstring(changes_atom([], title="Changes", name="one", updated=NOW).encode())

    assert [child.tag.rpartition("}")[2] for child in root] == [
        "id",
        "title",
        "updated",
        "author",
        "generator",
    ]
    assert root.findtext("{*}updated") == "2026-02-01T00:00:00Z"


def test_text_that_xml_cannot_hold_leaves_the_feed_sound(
    store: Database, clock: Callable[[], datetime]
) -> None:
    stories(
        store,
        clock,
        "A \x0b sign ]]> \ufffe 😀.",
        "A \x0b sign ]]> \ufffe 😀 moved.",
        article="odd",
        source="Elm\x1b & Post",
    )

    assert etree.fromstring(feed(store).encode()) is not None


def test_the_command_prints_a_feed(
    store: Database, clock: Callable[[], datetime], run: Callable[..., Result]
) -> None:
    stories(store, clock, "The bridge is open.", "The bridge is shut.", article="bridge")

    result = run("changes", "--format", "atom")

    assert result.code == 0
    assert len(feedparser.parse(result.out_bytes).entries) == 1
    assert run("changes", "--format", "atom", "--json").code == 2


def test_a_story_without_a_headline_is_named_by_its_lead() -> None:
    change = Change("k", 2, Digest("c1:0"), NOW, None, None, None, None, 3, (), 0, 0, 0, 0, lead="It rained.")
    from archive.changes import compare_texts

    text = changes_atom(
        [ToldChange(change, compare_texts("It rained.", "It snowed."), None)],
        title="x",
        name="y",
        updated=NOW,
    )

    assert "<title>It rained.: text changed</title>" in text
