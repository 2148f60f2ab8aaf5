"""Which revision brought each sentence and each word of a story that is in the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, THIRD, at, draft, put

from archive.errors import NotFound
from archive.model import Outcome, Passage, Section
from archive.services.blame import blame

if TYPE_CHECKING:
    from archive.store.connection import Database

BUSES = "Buses will go by Oldbury until then."


def firsts(store: Database, name: str) -> dict[str, int]:
    """The revision of each sentence, by its first word."""
    return {row.text.split()[0]: row.first_revision for row in blame(store, name)}


def test_each_sentence_has_its_place_its_revision_and_when_that_was_seen(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1), draft(THIRD, 2))

    rows = blame(store, "bridge")

    assert [(row.section, row.passage, row.sentence) for row in rows] == [
        (0, 0, 0),
        (0, 1, 0),
        (0, 2, 0),
        (0, 3, 0),
    ]
    assert [row.first_revision for row in rows] == [1, 1, 1, 3]
    assert [row.first_captured_at for row in rows] == [at(0), at(0), at(0), at(2)]
    assert rows[-1].text == BUSES


def test_words_are_told_as_runs_that_make_up_the_sentence(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1))

    rows = blame(store, "bridge", by_word=True)

    assert rows[0].words is not None
    assert [(text.strip(), number) for text, number in rows[0].words] == [
        ("The bridge over the Elm was shut on Monday after an inspector found", 1),
        ("41", 2),
        ("cracks.", 1),
    ]
    assert all("".join(text for text, _ in row.words or ()) == row.text for row in rows)
    assert rows[0].words_captured_at == (at(0), at(1), at(0))
    assert list(rows[0].as_dict())[-1] == "words"
    assert "words" not in blame(store, "bridge")[0].as_dict()


def test_a_revision_named_is_asked_without_those_that_came_after(store: Database) -> None:
    put(store, draft(THIRD, 0), draft(SECOND, 1), draft(THIRD, 2))

    assert [row.first_revision for row in blame(store, "bridge@1")] == [1, 1, 1, 1]
    assert len(blame(store, "bridge@2")) == 3


def test_a_sentence_that_was_away_and_came_back_is_as_old_as_at_first(store: Database) -> None:
    put(store, draft(THIRD, 0), draft(SECOND, 1), draft(f"{BUSES}\n\n{FIRST}", 2))

    assert firsts(store, "bridge")["Buses"] == 1


def test_a_sentence_that_moved_and_was_edited_keeps_its_age(store: Database) -> None:
    first, quotation, cost = FIRST.split("\n\n")
    edited = cost.replace("$5.2m", "$6.4m")
    put(store, draft(FIRST, 0), draft(f"{edited}\n\n{first}\n\n{quotation}", 1))

    rows = blame(store, "bridge", by_word=True)

    assert [row.first_revision for row in rows] == [1, 1, 1]
    assert [text.strip() for text, number in rows[0].words or () if number == 2] == ["6.4m"]


def test_sections_are_counted_and_their_headings_known(store: Database) -> None:
    later = Section("Later", 2, (Passage("It went on. It ended."),))
    put(store, draft(None, 0, sections=(Section(None, 0, (Passage("It began."),)), later)))

    rows = blame(store, "bridge")

    assert [(row.section, row.passage, row.sentence, row.heading) for row in rows][-2:] == [
        (1, 1, 0, "Later"),
        (1, 1, 1, "Later"),
    ]


def test_what_is_not_there_is_said(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(None, 1, article="wall", outcome=Outcome.REFUSED, reason="a wall"))

    with pytest.raises(NotFound, match="no revision 2"):
        blame(store, "bridge@2")
    with pytest.raises(NotFound, match="There is no content of"):
        blame(store, "wall")


def test_an_edited_sentence_tells_since_when_it_stands_in_these_words(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1), draft(THIRD, 2), draft(FIRST, 3))

    edited = [row.edited_revision for row in blame(store, "bridge@3")]

    assert edited == [2, None, None, None]
    assert blame(store, "bridge@3")[0].as_dict()["edited_revision"] == 2
    assert [row.edited_revision for row in blame(store, "bridge")] == [None] * 3  # it is as it was at first
