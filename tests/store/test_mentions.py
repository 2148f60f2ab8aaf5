"""Readings: what was found in passages, by passage and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import draft, put

from archive.model import FactKind, Mention, Span
from archive.store.connection import driver_of
from archive.store.mentions import (
    LANGUAGE_SHIFT,
    add_mentions,
    drop,
    mentions_of,
    standing_mentions,
    stored_languages,
    stored_mentions,
    stored_readings,
    unread,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archive.store.connection import Database

TOWN = Mention(FactKind.PLACE, Span(0, 3), "place.known")
COUNT = Mention(FactKind.FIGURE, Span(8, 10), "figure.digits", 40)
SHIP = Mention(FactKind("vessel"), Span(0, 3), "ship.prefix", unit="of the line")
TEXT = "Elm has 40 mills."
FOUND = {(1, "en"): (TOWN, COUNT), (2, "en"): (), (2, "de"): (COUNT,), (3, ""): (SHIP,)}
TEXTS = dict.fromkeys(FOUND, TEXT)


@pytest.fixture
def driver(store: Database) -> Iterator[sqlite3.Connection]:
    with store.writing() as connection:
        driver = driver_of(connection)
        driver.executemany(
            "INSERT INTO passage VALUES (?, 0, 'paragraph', ?)", [(number, TEXT) for number in (1, 2, 3)]
        )
        add_mentions(driver, FOUND, TEXTS)
        yield driver


def test_readings_are_kept_by_passage_and_language(driver: sqlite3.Connection) -> None:
    assert stored_mentions(driver, FOUND) == FOUND
    assert stored_mentions(driver, [(1, "en"), (1, "fr")]) == {(1, "en"): (TOWN, COUNT), (1, "fr"): ()}
    assert sorted(stored_readings(driver)) == sorted(FOUND)
    assert unread(driver, [(4, "en"), (2, "de"), (1, "de"), (2, "fr"), (1, "en")]) == [
        (1, "de"),
        (2, "fr"),
        (4, "en"),
    ]


def test_mentions_of_some_kinds_alone_come_if_asked_for(driver: sqlite3.Connection) -> None:
    assert stored_mentions(driver, FOUND, [FactKind.FIGURE]) == {
        (1, "en"): (COUNT,),
        (2, "en"): (),
        (2, "de"): (COUNT,),
        (3, ""): (),
    }
    assert list(mentions_of(driver, [1, 3], [FactKind.PLACE])) == [(1, TEXT, TOWN)]
    assert [(number, mention) for number, _, mention in mentions_of(driver, [1, 2])] == [
        (1, TOWN),
        (1, COUNT),
        (2, COUNT),
    ]


def test_the_first_language_to_come_costs_nothing_in_a_reading_s_id(driver: sqlite3.Connection) -> None:
    ids = [number for (number,) in driver.execute("SELECT id FROM reading ORDER BY id")]

    assert ids == [1, 2, 2 + (1 << LANGUAGE_SHIFT), 3 + (2 << LANGUAGE_SHIFT)]


def test_with_a_reading_go_the_forms_languages_and_kinds_that_only_it_had(driver: sqlite3.Connection) -> None:
    drop(driver, [(3, ""), (9, "en"), (1, "fr")])

    assert stored_languages(driver) == {"en", "de"}
    assert driver.execute("SELECT name FROM fact_kind WHERE id > 12").fetchall() == []
    assert driver.execute("SELECT rule FROM fact_form ORDER BY id").fetchall() == [
        ("place.known",),
        ("figure.digits",),
    ]

    drop(driver, [(1, "en")])

    assert driver.execute("SELECT rule FROM fact_form").fetchall() == [("figure.digits",)]
    assert stored_mentions(driver, FOUND) == FOUND | {(1, "en"): (), (3, ""): ()}


def test_a_language_that_comes_after_another_went_takes_no_reading_of_it(driver: sqlite3.Connection) -> None:
    drop(driver, [(2, "de")])
    add_mentions(driver, {(2, "fr"): (TOWN,)}, {(2, "fr"): TEXT})

    assert stored_mentions(driver, [(2, "fr"), (2, "de"), (3, "")]) == {
        (2, "fr"): (TOWN,),
        (2, "de"): (),
        (3, ""): (SHIP,),
    }


def test_mentions_stand_where_their_passages_stand(store: Database) -> None:
    put(
        store,
        draft("Elm has 40 mills.\n\nNobody counted the ducks.", 0, language="en"),
        draft("Nobody counted the ducks.", 1, language="en"),
        draft("Elm has 40 mills.", 2, language="en"),
    )

    with store.reading() as connection:
        found = list(standing_mentions(driver_of(connection), "1", FactKind.FIGURE, {"en", "fr"}))

    assert [(*each[2:4], each.language, each.text) for each in found] == [
        (1, 1, "en", TEXT),
        (3, 3, "en", TEXT),
    ]
    assert [told for each in found for _, form, told in each.parts if form.kind is FactKind.FIGURE] == [
        "8,2,1,5,40",
        "8,2,1,5,40",
    ]
