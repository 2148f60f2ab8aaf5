"""Mentions written into a line and read back."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Damaged
from archive.model import FactKind, Mention, Span
from archive.store.connection import driver_of
from archive.store.forms import KINDS, Forms, form_numbers, kind_bits, kind_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.store.connection import Database

TEXT = "“Shut it; now,” said Ada Quill; 40 swans, perhaps 41, were counted on Monday."


@pytest.fixture
def driver(store: Database) -> Iterator[sqlite3.Connection]:
    with store.writing() as connection:
        yield driver_of(connection)


def spans() -> st.SearchStrategy[Span]:
    places = st.integers(0, len(TEXT))
    return st.builds(lambda one, other: Span(min(one, other), max(one, other)), places, places)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
DAYS = st.sampled_from(["2021-07-27", "2021-07", "2021", "0021", "21", "2021-07-27/2021-08", "20210727"])
VALUES = st.none() | DAYS | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | WORDS


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    span = draw(spans())
    kind = draw(st.sampled_from((*KINDS, FactKind("vessel"))))
    inside = st.just(TEXT[span.start + 1 : span.end - 1])
    return Mention(
        kind=kind,
        span=span,
        rule=draw(st.sampled_from(("one.rule", "another; rule"))),
        value=draw(VALUES | inside),
        relative=draw(st.none() | st.just("weekday -1 0")),
        unit=draw(st.none() | WORDS),
        subject=draw(st.none() | spans()),
        qualifier=draw(st.none() | st.just("at least")),
        speaker=draw(st.none() | spans()),
        cue=draw(st.none() | st.just("said")),
        is_partial=draw(st.booleans()),
    )


FOUND = st.lists(mentions(), max_size=6).map(tuple)


@settings(max_examples=60, deadline=None)
@given(FOUND)
def test_whatever_a_finder_finds_comes_back_as_it_was_found(found: tuple[Mention, ...]) -> None:
    with sqlite3.connect(":memory:") as driver:
        driver.executescript(
            "CREATE TABLE fact_kind (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE fact_form (id INTEGER PRIMARY KEY, kind_id, rule, relative, unit, qualifier, cue, "
            "is_partial, is_quoted, is_day, has_subject, has_speaker)"
        )
        driver.executemany("INSERT INTO fact_kind VALUES (?, ?)", enumerate(KINDS, 1))
        line = Forms(driver).added_line(TEXT, found)
        again = Forms(driver)

        assert again.read(line.mentions, TEXT, frozenset()) == found
        assert again.line(TEXT, found) == line
        for kind in {mention.kind for mention in found}:
            assert again.read(line.mentions, TEXT, frozenset([kind])) == tuple(
                mention for mention in found if mention.kind is kind
            )
        assert line.kinds == kind_bits(again.kinds, {mention.kind for mention in found})
        known = {number for (number,) in driver.execute("SELECT id FROM fact_form")}
        assert form_numbers(line.mentions) == known
        if line.mentions is not None:
            json.loads(f"[[{line.mentions.replace(';', '],[')}]]")


def test_a_line_holds_no_words_that_the_text_has_and_names_common_things_once(
    driver: sqlite3.Connection,
) -> None:
    said = Mention(
        FactKind.QUOTATION, Span(0, 15), "quotation.after", TEXT[1:14], cue="said", speaker=Span(21, 30)
    )
    swans = Mention(FactKind.FIGURE, Span(32, 34), "figure.digits", 40, subject=Span(35, 40))
    more = Mention(
        FactKind.FIGURE, Span(50, 52), "figure.digits", 41, qualifier="perhaps", subject=Span(35, 40)
    )
    forms = Forms(driver)

    line = forms.added_line(TEXT, (said, swans, more))

    assert line.mentions == "1,0,15,6,9;2,32,2,1,5,40;3,50,2,-17,5,41"
    assert line.kinds == (1 << 11) + 1
    assert driver.execute("SELECT rule, qualifier, cue FROM fact_form ORDER BY id").fetchall() == [
        ("quotation.after", None, "said"),
        ("figure.digits", None, None),
        ("figure.digits", "perhaps", None),
    ]


def test_a_form_that_is_not_known_is_added_only_by_who_writes(driver: sqlite3.Connection) -> None:
    found = (Mention(FactKind("vessel"), Span(0, 4), "ship.prefix"),)

    assert Forms(driver).line(TEXT, found) is None
    assert FactKind("vessel") not in kind_ids(driver)

    Forms(driver).added_line(TEXT, found)

    assert kind_ids(driver)[FactKind("vessel")] == len(KINDS) + 1
    assert Forms(driver).line(TEXT, found) is not None


def test_kinds_beyond_the_thirty_first_share_a_bit() -> None:
    known = {FactKind(f"kind-{number}"): number for number in range(1, 61)}

    assert kind_bits(known, [FactKind("kind-31")]) == 1 << 30
    assert kind_bits(known, [FactKind("kind-32"), FactKind("kind-60")]) == 1 << 31
    assert kind_bits(known, [FactKind("never-heard-of")]) == 0


@pytest.mark.parametrize("line", ["", "x", "1,2", "99,0,4", "1,0,4,", "1,0,4;", '"x",0,4', "1,null,4"])
def test_a_line_that_cannot_be_read_is_said_to_be_damaged(driver: sqlite3.Connection, line: str) -> None:
    forms = Forms(driver)
    forms.added_line(TEXT, (Mention(FactKind.PLACE, Span(0, 4), "place.known"),))

    with pytest.raises(Damaged, match="archive rebuild"):
        forms.read(line, TEXT, frozenset())
