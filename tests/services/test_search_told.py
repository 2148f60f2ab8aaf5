from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import at, put
from builders import draft as plain_draft

from archive.model import Claimed, DateField, Draft, Hit, Label, Order, Scope, Search
from archive.search import fact_test
from archive.services.search import count, search

if TYPE_CHECKING:
    from archive.store.connection import Database

LEAD = "The night ferry to Elm island was late."


def draft(text: str, hours: float = 0, **fields: Any) -> Draft:
    return plain_draft(text, hours, language="en", **fields)


def hits(store: Database, query: str = "", **fields: Any) -> list[Hit]:
    return list(search(store, Search(query=query, **fields)))


def found(store: Database, query: str = "", **fields: Any) -> list[str]:
    return [hit.article for hit in hits(store, query, **fields)]


@pytest.fixture
def quay(store: Database) -> Database:
    """A story in which a quotation is softened, and later goes."""
    said = "“We lost 12 boats on the night,” said Mara Holt, the harbour master."
    put(
        store,
        draft(f"{LEAD}\n\n{said}", 0, article="quay"),
        draft(f"{LEAD}\n\n{said.replace('12', '21')}", 24, article="quay"),
        draft(LEAD, 48, article="quay"),
        draft(f"{LEAD}\n\nMara Holt said nothing of boats.", 0, article="other"),
    )
    return store


def test_the_words_of_quotations_have_a_field(quay: Database) -> None:
    [hit] = hits(quay, "quote:boats")

    assert (hit.article, hit.spans) == ("quay", ((1, 2),))
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["boats"]
    assert "harbour master" in hit.snippet
    assert found(quay, "quote:night NOT quote:ferry") == ["quay"]
    assert found(quay, "quote:ferry") == []
    assert sorted(found(quay, "boats NOT quote:boats")) == ["other"]


def test_words_of_the_passage_outside_of_the_quotation_are_not_marked(store: Database) -> None:
    put(store, draft("The ferry sank. “The ferry was old,” said Mara Holt of the ferry."))
    [hit] = hits(store, "quote:ferry")

    assert [(mark.start, mark.of(hit.snippet)) for mark in hit.marks] == [(21, "ferry")]


def test_speakers_have_a_field_and_are_those_whom_the_story_means(store: Database) -> None:
    put(
        store,
        draft(
            "Mara Holt came to the quay at noon.\n\n“The ferry sails tonight,” she said.", 0, article="she"
        ),
        draft("Mara Holt came.\n\n“The ferry sails tonight,” said Piet Ostrow.", 0, article="he"),
    )
    [hit] = hits(store, "speaker:holt")

    assert (hit.article, hit.snippet) == ("she", "“The ferry sails tonight,” she said.")
    assert found(store, 'speaker:"mara holt"') == ["she"]
    assert found(store, "speaker:ost*", is_exact=True) == ["he"]
    assert found(store, "speaker:she") == []
    assert found(store, "quote:sails NOT speaker:holt") == ["he"]


def test_a_removed_quotation_is_found_as_the_archive_stood(quay: Database) -> None:
    assert found(quay, "quote:12", scope=Scope.REMOVED) == ["quay"]
    assert found(quay, "speaker:holt", scope=Scope.REMOVED) == ["quay"]
    assert found(quay, "speaker:holt", scope=Scope.REMOVED, as_of=at(30)) == []


def test_a_revision_counts_whose_change_carries_the_label(quay: Database) -> None:
    [hit] = hits(quay, "boats", labels=(Label.FIGURE,))

    assert (hit.article, hit.spans) == ("quay", ((2, 2),))
    assert found(quay, "boats", labels=(Label.BYLINE,)) == []
    assert count(quay, Search(query="boats", labels=(Label.FIGURE, Label.BYLINE))) == 1


def test_removed_with_a_label_speaks_of_the_change_that_took_the_words_away(quay: Database) -> None:
    [hit] = hits(quay, '"12 boats"', scope=Scope.REMOVED, labels=(Label.FIGURE,))

    assert (hit.revision, hit.spans) == (1, ((1, 1),))
    # The change that made revision 2 is not the one that took "21 boats" away.
    assert found(quay, '"21 boats"', scope=Scope.REMOVED, labels=(Label.FIGURE,), is_silent=True) == []


def test_changed_with_a_label_speaks_of_texts_that_came_or_went(quay: Database) -> None:
    assert found(quay, "boats", scope=Scope.CHANGED, labels=(Label.FIGURE,)) == ["quay"]
    assert found(quay, "ferry", scope=Scope.CHANGED, labels=(Label.FIGURE,)) == []


def test_silent_corrections_are_found_and_shown(quay: Database) -> None:
    [hit] = hits(quay, is_silent=True)

    assert (hit.article, hit.revision) == ("quay", 2)
    assert "21 boats" in hit.snippet


def test_a_label_alone_shows_the_change_that_carries_it(store: Database) -> None:
    old = "The fire killed 12 people in Elm.\n\nThe mayor, Ida Voss, spoke on Monday."
    new = "The fire killed 21 people in Elm.\n\nThe mayor, Ida Voss, spoke on Tuesday."
    put(store, draft(old, 0), draft(new, 24))

    (day,) = hits(store, labels=(Label.DATE,))
    (figure,) = hits(store, labels=(Label.FIGURE,))

    assert day.snippet == "The mayor, Ida Voss, spoke on Tuesday."
    assert figure.snippet == "The fire killed 21 people in Elm."


def test_the_heaviest_change_can_come_first(quay: Database) -> None:
    put(quay, draft(f"{LEAD} It rained.", 0, article="rain"), draft(f"{LEAD} It raind.", 5, article="rain"))
    ordered = hits(quay, "ferry", order=Order.WEIGHT)

    assert ordered[0].article == "quay"
    assert [hit.score for hit in ordered] == sorted((hit.score for hit in ordered), reverse=True)
    assert ordered[-1].article == "other"


def test_a_search_for_facts_alone_shows_where_they_stand(store: Database) -> None:
    put(store, draft(f"{LEAD}\n\nRepairs cost $5.2m, the owner said.\n\nIt will sail in May 2031."))
    [by_fact] = hits(store, facts=(fact_test("money>1m"),))
    [by_day] = hits(store, since=date(2031, 5, 1), date_field=DateField.MENTIONED)

    assert by_fact.snippet == "Repairs cost $5.2m, the owner said."
    assert [mark.of(by_fact.snippet) for mark in by_fact.marks] == ["$5.2m"]
    assert [mark.of(by_day.snippet) for mark in by_day.marks] == ["May 2031"]


def test_facts_and_dates_hold_of_the_same_revision(store: Database) -> None:
    put(
        store,
        draft("It cost $5m.", 0, article="cost", published_at=Claimed("2024-05-01")),
        draft("It cost much.", 24, article="cost", published_at=Claimed("2024-05-02")),
    )
    tests = (fact_test("money>1m"),)

    assert found(store, facts=tests, until=date(2024, 5, 1)) == ["cost"]
    assert found(store, facts=tests, since=date(2024, 5, 2)) == []


def test_a_speaker_the_story_names_in_some_revisions_only_is_read_in_each(store: Database) -> None:
    said = "“No boat sails,” Holt told reporters."
    put(store, draft(f"{said}\n\nMara Holt runs the port.", 0), draft(f"{said}\n\nIt rained.", 24))

    assert [hit.spans for hit in hits(store, "speaker:mara")] == [((1, 1),)]
    assert [hit.spans for hit in hits(store, "speaker:holt")] == [((1, 2),)]
    assert [hit.spans for hit in hits(store, speakers=("Holt",))] == [((1, 2),)]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Some 2500 people came.", True),
        ("Some 2,500 people came.", True),
        ("Some 2.500 people came.", True),
        ("Some 2’500 people came.", True),
        ("Some 2 500 people came.", True),
        ("Some 2\u202f500 people came.", True),
        ("It cost €2,500.75 in 2021.", True),
        ("Some 12,500 people came.", False),
        ("Some 2,500,000 people came.", False),
        ("Some 1,002,500 people came.", False),
        ("Room 2-500 was shut.", False),
        ("Of all 2, 500 came.", False),
        ("The 2/500 share.", False),
    ],
)
def test_a_number_is_found_however_its_digits_are_grouped(store: Database, text: str, is_found: bool) -> None:
    put(store, draft(f"{LEAD}\n\n{text} “Été”."), draft(f"{text} Nobody knew.", 0, article="plain"))
    answers = hits(store, "2500")

    assert (len(answers) == 2) is is_found
    assert count(store, Search(query="2500")) == len(answers)
    assert all(mark.of(hit.snippet)[0] == "2" for hit in answers for mark in hit.marks)
    assert all(hit.marks for hit in answers)


def test_a_number_typed_in_groups_is_found_without(store: Database) -> None:
    put(store, draft("Some 2500 came.", article="plain"), draft("Some 2,500 came.", article="grouped"))

    assert sorted(found(store, "2,500")) == sorted(found(store, "$2,500,")) == ["grouped", "plain"]
    assert found(store, "2,500", is_exact=True) == ["grouped"]
    assert found(store, "2500", is_exact=True) == ["plain"]
    assert found(store, '"2500"') == ["plain"]
    assert sorted(found(store, "NEAR(2500 came)")) == ["plain"]


def test_a_number_in_a_headline_comes_first(store: Database) -> None:
    put(
        store,
        draft("Nobody came, not 2,500 or 2500 or 2500.", article="body"),
        draft("Nobody came.", article="head", title="The 2,500 of Elm"),
    )

    assert found(store, "2500") == found(store, "2,500") == ["head", "body"]


@pytest.mark.parametrize("test", ["time=09:00", "time=9 a.m.", "duration=PT0.5H", "duration=half an hour"])
def test_a_value_is_found_that_is_not_written_so(store: Database, test: str) -> None:
    put(store, draft("It leaves at 9 a.m. and sails for half an hour.", 0, article="ferry"))
    put(store, draft("It leaves at 10 a.m. and sails for an hour.", 0, article="barge"))

    assert found(store, facts=(fact_test(test),)) == ["ferry"]
