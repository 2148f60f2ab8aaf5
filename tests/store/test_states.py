"""Passages are stored once, whatever holds them; ids in a row are written as one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from builders import FIRST, THIRD, draft, put
from hypothesis import given
from hypothesis import strategies as st

from archive.services import upkeep
from archive.store import states
from archive.store.connection import driver_of
from archive.store.moment import read, written
from archive.store.states import packed, unpacked

if TYPE_CHECKING:
    import pytest

    from archive.store.connection import Database


@given(st.lists(st.integers(1, 30)))
def test_ids_packed_as_runs_come_back_in_order(ids: list[int]) -> None:
    assert unpacked(packed(ids)) == tuple(ids)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5, minutes=-30))])))
def test_times_are_written_so_that_their_order_is_that_of_the_text(moment: datetime) -> None:
    if 2 < moment.year < 9998:
        assert read(written(moment)) == moment
        assert written(moment) < written(moment + timedelta(microseconds=1))
        assert len(written(moment)) == 27


def test_a_passage_that_many_states_hold_is_stored_once(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(THIRD, 1), draft(FIRST, 0, article="copy"))

    assert upkeep.info(store).passages == 5
    with store.reading() as connection:
        rows = driver_of(connection).execute("SELECT state_id, passages FROM section").fetchall()
    assert rows[0] == (1, "[[1,3]]")


def test_two_passages_with_one_fingerprint_are_told_apart(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "fingerprint", lambda _passage: 7)

    put(store, draft("One passage.\n\nAnother passage.", 0), draft("Another passage.\n\nA third.", 1))

    with store.reading() as connection:
        texts = [text for (text,) in driver_of(connection).execute("SELECT text FROM passage ORDER BY id")]
    assert texts == ["One passage.", "Another passage.", "A third."]


def test_the_views_say_what_the_program_says(store: Database) -> None:
    from archive.services import history
    from archive.services.facts import facts

    put(store, draft(FIRST, 0, source="Elm Post"), draft(THIRD, 1), draft(FIRST, 2))

    with store.reading() as connection:
        driver = driver_of(connection)
        current = driver.execute("SELECT article, revision, source, id FROM current_article").fetchall()
        texts = driver.execute(
            "SELECT text FROM revision_passage WHERE revision = 2 ORDER BY passage"
        ).fetchall()
        figures = driver.execute(
            "SELECT value, first_revision, last_revision FROM fact_history WHERE kind = 'figure' "
            "ORDER BY first_revision, value"
        ).fetchall()
        last = driver.execute(
            "SELECT count(*) FROM fact_history WHERE first_revision <= 2 AND last_revision >= 2"
        ).fetchone()
    shown = history.show(store, "bridge")
    assert current == [("bridge", 3, None, shown.about.id)]
    assert [text for (text,) in texts] == [p.text for p in history.show(store, "bridge@2").state.passages]
    assert [(value, first, final) for value, first, final in figures if value in (14, 41)] == [
        (14, 1, 1),
        (41, 2, 2),
        (14, 3, 3),
    ]
    assert last == (len(facts(store, "bridge@2")),)


def test_the_view_of_facts_leaves_no_revision_of_a_passage_out(store: Database) -> None:
    from archive.model import Claimed
    from archive.services.facts import facts

    named = "Mara Holt is the mayor of Elmsrode."
    tail = "“The bridge will be open on Monday,” she said. It has 14 cracks."
    claim = Claimed("2024-05-08")
    put(
        store,
        draft(tail, 0, language="en"),
        draft(f"{named}\n\n{tail}", 1, language="en"),
        draft(f"{named}\n\n{tail}\n\nSo much for now.", 2, language="en", published_at=claim),
        draft(tail, 3, language="en", published_at=claim),
        draft(f"{tail}\n\nMore tomorrow.", 4, language="fr", published_at=claim),
    )

    with store.reading() as connection:
        rows = driver_of(connection).execute(
            "SELECT first_revision, last_revision, kind, text, value, speaker FROM fact_history"
        )
        told = [(range(first, last + 1), *fact) for first, last, *fact in rows]
    for number in range(1, 6):
        shown = facts(store, f"bridge@{number}")
        assert sorted(
            (kind, text, text if value is None else value)
            for span, kind, text, value, _ in told
            if number in span
        ) == sorted((fact.kind.value, fact.text, fact.value) for fact in shown), number
    assert [
        [(value, speaker) for span, kind, _, value, speaker in told if number in span and kind == which]
        for which in ("date", "quotation")
        for number in (1, 2, 3, 4)
    ] == [
        *([("2024-05-06", None)], [("2024-05-06", None)], [("2024-05-13", None)], [("2024-05-13", None)]),
        *([("The bridge will be open on Monday,", who)] for who in ("she", "Mara Holt", "Mara Holt", "she")),
    ]


def test_the_view_of_mentions_says_what_was_found(store: Database) -> None:
    put(
        store,
        draft("It had 14 gates on 3 May 1911, for $5.2m.\n\n“Shut it,” said Ada Quill in 1920.", 0),
    )

    with store.reading() as connection:
        rows = driver_of(connection).execute(
            'SELECT mention.kind, substr(text, start + 1, "end" - start), value, unit, cue '
            "FROM mention JOIN passage ON passage.id = passage_id ORDER BY passage_id, position"
        )
        assert rows.fetchall() == [
            ("figure", "14", 14, None, None),
            ("date", "3 May 1911", "1911-05-03", None, None),
            ("money", "$5.2m", 5200000, "USD", None),
            ("quotation", "“Shut it,”", "Shut it,", None, "said"),
            ("person", "Ada Quill", None, None, None),
            ("date", "1920", "1920", None, None),
        ]
