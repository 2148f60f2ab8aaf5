"""Phrases longer than the rows of terms that the index holds, and articles that are kept in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import at, draft, put

from archive.model import Draft, Label, Order, Passage, Scope, Search, Section
from archive.services.search import count, search
from archive.store import index

if TYPE_CHECKING:
    from archive.store.connection import Database

WHOLE = "alpha bravo carol delta echo foxtrot"
SPLIT = ("alpha bravo carol delta echo xray", "yankee bravo carol delta echo foxtrot")
"""Two texts that together have every row of five terms of the whole one, and none of which has all of it."""


def found(store: Database, query: str, **fields: Any) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    wanted = Search(query=query, is_exact=True, **fields)
    hits = search(store, wanted)
    assert count(store, wanted) == len(hits)
    return [(hit.article, hit.spans) for hit in hits]


@pytest.fixture(params=["long", "short"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every article is kept in one row, or none is."""
    monkeypatch.setattr(index, "LONG_BYTES", 1 if request.param == "long" else 1 << 40)
    monkeypatch.setattr(index, "MANY_REVISIONS", 1 if request.param == "long" else 1 << 40)


@pytest.mark.usefixtures("size")
def test_a_long_phrase_that_texts_have_only_together_stands_in_none_of_them(store: Database) -> None:
    whole, split = WHOLE, "\n\n".join(SPLIT)
    put(store, draft(whole, 0, article="lost"), draft(split, 1, article="lost"))
    put(store, draft(split, 0, article="won"), draft(whole, 1, article="won"))
    phrase = f'"{WHOLE}"'

    assert found(store, phrase) == [("lost", ((1, 1),)), ("won", ((2, 2),))]
    assert found(store, phrase, scope=Scope.REMOVED) == [("lost", ((1, 1),))]
    assert found(store, phrase, scope=Scope.ADDED) == [("won", ((2, 2),))]
    assert sorted(found(store, f"NOT {phrase}")) == [("lost", ((2, 2),)), ("won", ((1, 1),))]
    assert sorted(found(store, f"delta NOT {phrase}")) == [("lost", ((2, 2),)), ("won", ((1, 1),))]
    assert found(store, phrase, as_of=at(0)) == [("lost", ((1, 1),))]


@pytest.mark.usefixtures("size")
def test_a_long_headline_goes_first_only_where_it_is_said_in_one(store: Database) -> None:
    put(store, draft("Nothing else.", 0, title=SPLIT[0], article="parts"))
    put(store, draft(f"{WHOLE} in the body.", 1, title=SPLIT[1], article="parts"))
    put(store, draft("Nothing else.", 2, title=WHOLE, article="whole"))

    first, second = search(store, Search(query=f'"{WHOLE}"'))

    assert (first.article, second.article) == ("whole", "parts")
    assert first.score > 900 > second.score


@pytest.mark.usefixtures("size")
def test_a_hit_shows_a_passage_of_the_revision_that_it_names(store: Database) -> None:
    lines = [f"Day {number}. The tide is high." for number in range(30)]
    looks = [f"{lines[number]}\n\nThe pier is shut.\n\n{lines[0]}" for number in range(30)]
    put(store, *(draft(look, number) for number, look in enumerate(looks)))

    (hit,) = search(store, Search(query='"day 7"'))
    (tide,) = search(store, Search(query="tide pier"))
    (gone,) = search(store, Search(query="7", scope=Scope.REMOVED))

    assert (hit.revision, hit.snippet, hit.spans) == (8, lines[7], ((8, 8),))
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["Day 7"]
    assert (tide.revision, tide.spans) == (30, ((1, 30),))
    assert (gone.snippet, gone.current) == (lines[7], False)


@pytest.mark.usefixtures("size")
def test_what_changed_is_told_of_the_passages_that_were_edited(store: Database) -> None:
    put(
        store,
        draft("the ferry runs\n\nfog and tide", 0),
        draft("the ferry runs\n\nfog and ferry", 1),
        draft("the ferry runs\n\nfog and quay", 2),
    )

    (hit,) = search(store, Search(query="ferry", scope=Scope.CHANGED))

    assert (hit.revision, hit.snippet, hit.spans) == (2, "fog and ferry", ((1, 3),))
    assert search(store, Search(query="ferry", scope=Scope.CHANGED, as_of=at(0))) == ()
    assert search(store, Search(query="tide", scope=Scope.CHANGED, as_of=at(0))) == ()
    tram = ("The tram to Elm leaves at six.", "The tram to Elm leaves at nine.")
    put(store, *(draft(text, number, article="tram") for number, text in enumerate(tram)))
    (weighed,) = search(store, Search(query="tram", scope=Scope.CHANGED, order=Order.WEIGHT))
    assert weighed.score > 0
    assert search(store, Search(query="runs", scope=Scope.CHANGED, labels=(Label.REWORDING,))) == ()


@pytest.mark.usefixtures("size")
def test_the_dateline_is_searched_with_the_byline(store: Database) -> None:
    put(
        store,
        Draft(
            article="bridge",
            captured_at=at(0),
            dateline="ELM, 27 July 2021",
            byline="Ida Voss",
            sections=(Section(None, 0, (Passage("The bridge is shut."),)),),
        ),
    )

    assert found(store, '"27 july 2021"') == [("bridge", ((1, 1),))]
    assert found(store, "byline:elm") == [("bridge", ((1, 1),))]
    assert search(store, Search(query='"27 July 2021"'))[0].snippet == "ELM, 27 July 2021"
