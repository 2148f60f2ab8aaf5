"""Facts of an archive: of a revision, through time, and where they changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import at, draft, put

from archive.errors import NotFound, SchemaMismatch
from archive.model import Direction, FactKind
from archive.services import upkeep
from archive.services.facts import changed_facts, fact_history, facts

if TYPE_CHECKING:
    from archive.store.connection import Database

QUAKE = (
    "A quake hurt {} people in Elmsrode on Monday.\n\n"
    "Repairs will cost ${}m, said the mayor, Mara Holt.\n\n"
    "The hall was built in 1903."
)


@pytest.fixture
def news(store: Database) -> Database:
    """Three stories: a toll that rose and fell within three days, a cost that rose, and one that stayed."""
    put(
        store,
        draft(QUAKE.format(12, 5), 0, article="quake", language="en", title="12 hurt in quake"),
        draft(QUAKE.format(30, 5), 24, article="quake", language="en", title="30 hurt in quake"),
        draft(QUAKE.format(21, 5), 48, article="quake", language="en", title="21 hurt in quake"),
        draft("The new line will cost $200m.", 1, article="line", language="en"),
        draft("The new line will cost $210m.", 50, article="line", language="en"),
        draft("Nine swans came back.", 2, article="swans", language="en"),
        draft("Nine swans came back. They were fed.", 30, article="swans", language="en"),
    )
    return store


def told(rows: list) -> list[tuple[str, str, str]]:
    return [(row.article, row.old.text, row.new.text) for row in rows]


def test_the_ledger_has_each_fact_once_with_its_values(news: Database) -> None:
    (row,) = fact_history(news, "quake", kinds=[FactKind.FIGURE])

    assert [(value.value, value.revision) for value in row.values] == [(12, 1), (30, 2), (21, 3)]
    assert [value.captured_at for value in row.values] == [at(0), at(24), at(48)]
    assert row.mentions == 2


def test_the_ledger_of_a_revision_ends_with_it(news: Database) -> None:
    (row,) = fact_history(news, "quake@2", kinds=[FactKind.FIGURE])

    assert [value.value for value in row.values] == [12, 30]


def test_words_of_the_subject_match_in_any_form(news: Database) -> None:
    assert len(fact_history(news, "quake", subject="person hurt")) == 0
    assert [row.text for row in fact_history(news, "quake", kinds=[FactKind.FIGURE], subject="people")] == [
        "21"
    ]
    assert [fact.text for fact in facts(news, "quake", subject="repair costs")] == ["$5m"]


def test_the_ledger_agrees_with_the_facts_of_every_revision(news: Database) -> None:
    for number in (1, 2, 3):
        listed = {(fact.kind, fact.value) for fact in facts(news, f"quake@{number}")}
        known = {
            (row.kind, value.value)
            for row in fact_history(news, "quake")
            for value in row.values
            if value.revision <= number <= value.last_revision
        }
        assert listed == known


def test_changes_come_newest_first_from_every_story(news: Database) -> None:
    assert told(changed_facts(news)) == [
        ("line", "$200m", "$210m"),
        ("quake", "30", "21"),
        ("quake", "12", "30"),
    ]


def test_changes_are_told_once_with_their_title_and_looks(news: Database) -> None:
    row = changed_facts(news, kinds=[FactKind.FIGURE], direction=Direction.DOWN)[0]

    assert (row.mentions, row.title, row.not_before, row.captured_at) == (
        2,
        "21 hurt in quake",
        at(24),
        at(48),
    )
    assert row.new.sentence == "A quake hurt 21 people in Elmsrode on Monday."


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"direction": Direction.DOWN}, ["21"]),
        ({"direction": Direction.UP}, ["$210m", "30"]),
        ({"kinds": [FactKind.MONEY]}, ["$210m"]),
        ({"subject": "people"}, ["21", "30"]),
        ({"subject": "lines"}, ["$210m"]),
        ({"least": 15}, ["$210m", "30"]),
        ({"least_share": 0.25}, ["21", "30"]),
        ({"since": date(2024, 5, 3)}, ["$210m", "21"]),
        ({"until": date(2024, 5, 2)}, ["30"]),
        ({"since": date(2024, 5, 4)}, []),
        ({"by_size": True}, ["30", "21", "$210m"]),
        ({"by_size": True, "limit": 1}, ["30"]),
        ({"limit": 2}, ["$210m", "21"]),
    ],
)
def test_changes_are_chosen_by(news: Database, asked: dict, expected: list[str]) -> None:
    assert [row.new.text for row in changed_facts(news, **asked)] == expected


def test_a_change_in_the_headline_alone_is_found(store: Database) -> None:
    text = "The harbour was closed after a storm."
    put(
        store,
        draft(text, 0, title="Storm shuts 3 harbours", language="en"),
        draft(text, 1, title="Storm shuts 4 harbours", language="en"),
    )

    (row,) = changed_facts(store)

    assert (row.old.text, row.new.text, row.new.part.value, row.new.passage) == ("3", "4", "headline", None)


def test_candidates_found_by_rows_lose_no_change_of_a_whole_comparison(store: Database) -> None:
    from archive.services.compare import diff

    texts = [QUAKE.format(count, cost) for count, cost in ((12, 5), (12, 7), (21, 7), (7, 21), (7, 21))]
    texts[4] += " Nobody died, and 40 guests had left by Sunday."
    put(store, *(draft(text, hours, language="en") for hours, text in enumerate(texts)))
    compared = {
        (change.old.text, change.new.text)
        for number in range(2, 6)
        for change in diff(store, f"bridge@{number}").facts
        if change.change.value == "changed"
    }

    found = {(row.old.text, row.new.text) for row in changed_facts(store)}

    assert found == compared
    assert found == {("$5m", "$7m"), ("12", "21"), ("21", "7"), ("$7m", "$21m")}


def test_an_unknown_article_has_no_ledger(news: Database) -> None:
    with pytest.raises(NotFound, match="There is no article nowhere"):
        fact_history(news, "nowhere")


# Reading the facts again


def rows_of(database: Database, table: str) -> list[tuple]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]


def test_reading_the_facts_again_changes_nothing_where_the_rules_are_the_same(news: Database) -> None:
    before = {table: rows_of(news, table) for table in ("revision", "run", "fact_form", "reading", "fact")}

    done = upkeep.rebuild_facts(news)

    assert (done.differing, done.mentions) == (0, done.mentions_before)
    assert {table: rows_of(news, table) for table in before} == before
    assert upkeep.verification(news).is_sound


def test_facts_of_older_rules_are_read_again_and_told_apart(news: Database) -> None:
    revisions = rows_of(news, "revision")
    with news.writing() as connection:
        connection.exec_driver_sql("DELETE FROM fact")
        connection.exec_driver_sql(
            "UPDATE reading SET kinds = 0, mentions = NULL WHERE id IN "
            "(SELECT id FROM passage WHERE text LIKE '%swans%')"
        )
        connection.exec_driver_sql("UPDATE derivation SET version = 'rules/0' WHERE name = 'facts'")

    done = upkeep.rebuild_facts(news)

    assert done.differing == 2
    assert done.mentions > done.mentions_before
    assert rows_of(news, "revision") == revisions
    assert upkeep.verification(news).is_sound
    assert upkeep.info(news).derived_is_current


def test_where_more_than_the_facts_is_old_all_is_to_be_rebuilt(news: Database) -> None:
    with news.writing() as connection:
        connection.exec_driver_sql("UPDATE derivation SET version = '0' WHERE name = 'revisions'")

    with pytest.raises(SchemaMismatch, match="`archive rebuild` makes all of it again"):
        upkeep.rebuild_facts(news)


def test_looks_that_saw_the_same_do_not_widen_the_time_of_a_change(store: Database) -> None:
    put(
        store,
        draft("It has 3 gates.", 0, language="en"),
        draft("It has 3 gates.", 5, language="en"),
        draft("It has 4 gates.", 6, language="en"),
    )

    (row,) = changed_facts(store)

    assert row.captured_at - row.not_before == timedelta(hours=1)


def test_what_stands_twice_in_a_story_may_be_said_by_two(store: Database) -> None:
    said = "“We wait,” she said."
    text = f"Anna Berg, the mayor, spoke.\n\n{said}\n\nMaria Holm, the pilot, came later.\n\n{said}"
    put(store, draft(text, 0, language="en"), draft(f"{text}\n\nThe tide fell.", 1, language="en"))

    quotations = facts(store, "bridge", kinds=[FactKind.QUOTATION])

    assert [(fact.speaker, fact.first_revision, fact.last_revision) for fact in quotations] == [
        ("Anna Berg", 1, 2),
        ("Maria Holm", 1, 2),
    ]
    assert upkeep.verification(store).problems == ()


def test_a_fact_stays_no_longer_than_its_story_s_language(store: Database) -> None:
    line = "Am Montag kamen 1.234 Leute."
    for hours, language in enumerate(("de", "de", "en", "de")):
        put(store, draft(f"{line}\n\nNo. {hours}", hours, language=language))

    stays = [
        [(fact.value, fact.first_revision, fact.last_revision) for fact in found if "1.234" in fact.text]
        for found in (facts(store, f"bridge@{number}") for number in (1, 2, 3, 4))
    ]

    assert stays == [[(1234, 1, 2)], [(1234, 1, 2)], [(1.234, 3, 3)], [(1234, 4, 4)]]


def test_a_revision_too_short_to_tell_its_language_is_read_in_that_of_the_one_before(store: Database) -> None:
    long = "Ten died in Leeds, and it was said that more would follow.\n\nThe mayor, Ann Lee, resigned."
    put(store, draft(long, 0), draft("The mayor, Ann Lee, resigned.", 1), draft(long, 2))

    people = [fact for fact in facts(store, "bridge@2") if fact.kind is FactKind.PERSON]

    assert [(fact.text, fact.first_revision, fact.last_revision) for fact in people] == [("Ann Lee", 1, 3)]
    assert upkeep.verification(store).problems == ()
