from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from builders import at, draft, put

from archive.errors import BadQuery
from archive.model import Claimed, CountBy, DateField, Hit, Order, Scope, Search
from archive.search import fact_test
from archive.services.search import count, search, tally
from archive.store import candidates

if TYPE_CHECKING:
    from archive.store.connection import Database

OLD = "The night ferry to Elm island was cancelled.\n\nTwelve people waited on the quay."
NEW = "The night ferry to Elm island was cancelled.\n\nNineteen people waited on the quay."


def hits(store: Database, query: str = "", **fields: Any) -> list[Hit]:
    return list(search(store, Search(query=query, **fields)))


def found(store: Database, query: str = "", **fields: Any) -> list[str]:
    return [hit.article for hit in hits(store, query, **fields)]


@pytest.fixture
def ferry(store: Database) -> Database:
    """An article with two revisions, a day apart."""
    put(
        store,
        draft(OLD, 0, article="ferry", title="Ferry stops"),
        draft(NEW, 24, article="ferry", title="Ferry stops"),
    )
    return store


def test_a_hit_says_where_and_when_it_matched(ferry: Database) -> None:
    [hit] = hits(ferry, "twelve")

    assert (hit.article, hit.revision, hit.title) == ("ferry", 1, "Ferry stops")
    assert (hit.first_revision, hit.last_revision, hit.current) == (1, 1, False)
    assert (hit.captured_at, hit.first_captured_at, hit.last_captured_at) == (at(0), at(0), at(0))
    assert hit.snippet == "Twelve people waited on the quay."
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["Twelve"]


def test_the_latest_revision_that_matches_is_shown(ferry: Database) -> None:
    [hit] = hits(ferry, "night quay")

    assert (hit.revision, hit.first_revision, hit.last_revision, hit.current) == (2, 1, 2, True)
    assert hit.spans == ((1, 2),)


def test_words_of_different_revisions_do_not_meet(ferry: Database) -> None:
    assert found(ferry, "twelve nineteen") == []
    assert found(ferry, "twelve OR nineteen") == ["ferry"]
    assert found(ferry, "twelve ferry stops") == ["ferry"]


def test_the_scopes(ferry: Database) -> None:
    asked = {
        (word, scope.value)
        for word in ("twelve", "nineteen", "people", "night")
        for scope in Scope
        if found(ferry, word, scope=scope)
    }

    assert asked == {
        ("twelve", "any"), ("nineteen", "any"), ("people", "any"), ("night", "any"),
        ("twelve", "removed"), ("nineteen", "added"),
        ("twelve", "changed"), ("nineteen", "changed"), ("people", "changed"),
    }  # fmt: skip


def test_text_that_returned_is_not_removed(ferry: Database) -> None:
    put(ferry, draft(OLD, 48, article="ferry", title="Ferry stops"))

    [hit] = hits(ferry, "twelve")

    assert hit.spans == ((1, 1), (3, 3))
    assert (hit.revision, hit.current) == (3, True)
    assert found(ferry, "twelve", scope=Scope.REMOVED) == []
    assert found(ferry, "nineteen", scope=Scope.REMOVED) == ["ferry"]


def test_as_of_searches_the_archive_as_it_stood(ferry: Database) -> None:
    then = at(12)

    [hit] = hits(ferry, "twelve", as_of=then)

    assert (hit.current, hit.last_revision) == (True, 1)
    assert found(ferry, "nineteen", as_of=then) == []
    assert found(ferry, "twelve", as_of=then, scope=Scope.REMOVED) == []
    assert found(ferry, "ferry", as_of=at(-1)) == []


def test_a_late_look_takes_its_place_in_the_index(ferry: Database) -> None:
    put(ferry, draft("The night ferry is late.", 12, article="ferry", title="Ferry late"))

    [hit] = hits(ferry, "late")

    assert (hit.revision, hit.first_revision, hit.last_revision, hit.current) == (2, 2, 2, False)
    assert hits(ferry, "nineteen")[0].revision == 3


def test_inflections_match_unless_the_words_are_to_be_exact(store: Database) -> None:
    put(
        store,
        draft("Three ferries were cancelled.", 0, article="many"),
        draft("A ferry sank.", 0, article="one"),
    )

    assert set(found(store, "ferry")) == {"many", "one"}
    assert found(store, "ferry", is_exact=True) == ["one"]
    assert found(store, '"ferry"') == ["one"]
    assert set(found(store, "ferry's")) == {"many", "one"}


def test_a_headline_counts_for_more_than_the_body(store: Database) -> None:
    put(
        store,
        draft("A ferry sank. The quay is shut. Nobody came.", 0, article="body", title="Bad luck at sea"),
        draft(
            "A boat sank. The quay is shut. Nobody came.", 0, article="title", title="Bad luck for a ferry"
        ),
    )

    listed = hits(store, "ferry")

    assert [hit.article for hit in listed] == ["title", "body"]
    assert listed[0].score > listed[1].score


@pytest.mark.parametrize("query", ["夜", "夜市", "は夜"])
def test_japanese_is_found_from_one_character_up(store: Database, query: str) -> None:
    put(store, draft("昨夜、町は夜市でにぎわった。", 0, article="market"))

    assert found(store, query) == ["market"]
    assert found(store, "市夜") == []


@pytest.mark.parametrize(
    ("published", "since", "until", "is_found"),
    [
        ("2024-04-30", "2024-04-30", "2024-04-30", True),
        ("2024-04-30", "2024-05-01", None, False),
        ("2024-04", "2024-04-15", "2024-04-16", True),
        ("2024-04", None, "2024-03-31", False),
        ("2024", "2024-12-31", None, True),
        ("2024-04-30T23:30:00Z", "2024-04-30", "2024-04-30", True),
        (None, "2024-05-01", "2024-05-01", True),
        (None, None, "2024-04-30", False),
    ],
)
def test_days_are_those_the_claim_can_mean_or_that_of_the_first_look(
    store: Database, published: str | None, since: str | None, until: str | None, is_found: bool
) -> None:
    claim = None if published is None else Claimed(published)
    put(
        store,
        draft(OLD, 0, article="ferry", published_at=claim),
        draft(NEW, 24, article="ferry", published_at=claim),
    )
    first, last = (None if day is None else date.fromisoformat(day) for day in (since, until))

    for query in ("", "quay"):
        assert found(store, query, since=first, until=last) == ["ferry"] * is_found
        assert count(store, Search(query=query, since=first, until=last)) == is_found


def test_other_dates_can_be_asked_for(store: Database) -> None:
    put(
        store,
        draft(OLD, 0, article="ferry", modified_at=Claimed("2024-06-01")),
        draft(NEW + "\n\nIt sails again on 9 August 2024.", 24, article="ferry"),
    )

    def days(field: DateField, day: str) -> list[tuple[int, int]]:
        on = date.fromisoformat(day)
        return [
            (hit.first_revision, hit.last_revision)
            for hit in hits(store, "quay", since=on, until=on, date_field=field)
        ]

    assert days(DateField.CAPTURED, "2024-05-02") == [(2, 2)]
    assert days(DateField.CAPTURED, "2024-05-03") == []
    assert days(DateField.MODIFIED, "2024-06-01") == [(1, 1)]
    assert days(DateField.MODIFIED, "2024-05-01") == []
    assert days(DateField.MENTIONED, "2024-08-09") == [(2, 2)]
    assert days(DateField.MENTIONED, "2024-08-10") == []


def test_without_words_the_newest_come_first_with_their_beginning(store: Database) -> None:
    put(store, *(draft(f"Story {n} starts so.\n\nAnd goes on.", n * 24, article=f"s{n}") for n in (2, 0, 1)))

    listed = hits(store)

    assert [hit.article for hit in listed] == ["s2", "s1", "s0"]
    assert listed[0].snippet == "Story 2 starts so."
    assert found(store, order=Order.OLDEST) == ["s0", "s1", "s2"]


def test_a_list_by_date_goes_by_the_revision_shown(store: Database) -> None:
    rng = random.Random(4)
    expected = {}
    for n in range(70):
        days = [f"2024-03-{rng.randrange(1, 29):02}" for _ in range(rng.randrange(1, 4))]
        put(
            store,
            *(
                draft(f"Tide {n} {i}.", i, article=f"s{n:02}", published_at=Claimed(d))
                for i, d in enumerate(days)
            ),
        )
        if inside := [day for day in days if day >= "2024-03-10"]:
            expected[f"s{n:02}"] = inside[-1]

    listed = {order: found(store, since=date(2024, 3, 10), order=order, limit_count=None) for order in Order}

    oldest = sorted(sorted(expected), key=expected.__getitem__)
    newest = sorted(sorted(expected), key=expected.__getitem__, reverse=True)
    assert listed[Order.NEWEST] == newest
    assert listed[Order.OLDEST] == oldest
    assert found(store, since=date(2024, 3, 10), limit_count=20, offset_count=10) == newest[10:30]


def test_limit_and_offset_cut_pages_out_of_one_order(store: Database) -> None:
    put(store, *(draft(f"The ferry sailed{' again' * n}.", n, article=f"s{n}") for n in range(60)))
    everything = found(store, "ferry", limit_count=None)

    pages = [found(store, "ferry", limit_count=7, offset_count=start) for start in range(0, 63, 7)]

    assert len(everything) == len(set(everything)) == count(store, Search(query="ferry")) == 60
    assert [article for page in pages for article in page] == everything
    for order in Order:
        wanted = Search(query="ferry", order=order, limit_count=None)
        whole = search(store, wanted)
        assert search(store, replace(wanted, limit_count=5, offset_count=50)) == whole[50:55]


def test_hits_beyond_the_first_candidates_are_found_too(store: Database) -> None:
    put(store, *(draft(f"Tide {n}.", n, article=f"s{n}") for n in range(120)))
    put(store, *(draft(f"No water {n}.", n + 500, article=f"s{n}") for n in range(0, 120, 40)))

    assert len(found(store, "tide", scope=Scope.REMOVED)) == 3
    assert len(found(store, "tide", as_of=at(500), limit_count=None)) == 120
    assert len(found(store, "NOT water", limit_count=None)) == 120
    assert found(store, "tide", as_of=at(0.5)) == ["s0"]


def test_the_source_is_searched_where_it_is_named(store: Database) -> None:
    put(
        store,
        draft(OLD, 0, article="a", source="The Elm Post"),
        draft(OLD, 0, article="b", source="Quay Times"),
    )

    assert found(store, "source:post ferry") == ["a"]
    assert set(found(store, "quay")) == {"a", "b"}
    assert found(store, "post") == []


def test_an_error_in_a_query_is_ours(store: Database) -> None:
    with pytest.raises(BadQuery):
        hits(store, "ferry AND")


def test_an_article_without_content_is_never_found(store: Database) -> None:
    from archive.model import Draft, Outcome

    put(
        store,
        Draft(
            article="gone", captured_at=datetime(2024, 5, 1, tzinfo=UTC), outcome=Outcome.GONE, reason="404"
        ),
    )

    assert found(store) == []
    assert found(store, "NOT ferry") == []
    assert count(store, Search()) == 0


@pytest.fixture
def council(store: Database) -> Database:
    """Three articles with money, people and quotations; the sum of one was corrected."""
    put(
        store,
        draft("Repairs will cost $3m.\n\n“We saw no other way,” said Mara Holt, the mayor.", 0, article="a"),
        draft("Repairs will cost $9m.\n\n“We saw no other way,” said Mara Holt, the mayor.", 24, article="a"),
        draft(
            "Mara Holt opened a school in London. It cost $4m to $6m.", 0, article="b", source="The Elm Post"
        ),
        draft("“It was late,” said Ida Voss. She added: “Never again.” That was in Paris.", 800, article="c"),
    )
    return store


def stating(store: Database, *tests: str, **fields: Any) -> dict[str, tuple[int, int]]:
    listed = hits(store, facts=tuple(fact_test(each) for each in tests), **fields)
    return {hit.article: (hit.first_revision, hit.last_revision) for hit in listed}


def test_facts_choose_the_revisions_that_state_them(council: Database) -> None:
    assert stating(council, "money>5m") == {"a": (2, 2), "b": (1, 1)}
    assert stating(council, "money<5m") == {"a": (1, 1), "b": (1, 1)}
    assert stating(council, "money=3,000,000") == {"a": (1, 1)}
    assert stating(council, "money>5m", "money<4m") == {}
    assert stating(council, "money>5m", query="repairs") == {"a": (2, 2)}
    assert stating(council, "money>5m", query="repairs", scope=Scope.REMOVED) == {}
    assert stating(council, "person=holt") == {"a": (1, 2), "b": (1, 1)}
    assert stating(council, "person=Mara Holt", "place=london") == {"b": (1, 1)}
    assert stating(council, "person=Mar") == stating(council, "person=?!") == {}
    assert set(stating(council, "quotation")) == {"a", "c"}
    assert count(council, Search(facts=(fact_test("money"),))) == 2
    assert count(council, Search(query="cost", facts=(fact_test("money>5m"),))) == 2


def test_a_speaker_is_found_by_name_also_where_a_pronoun_stands_for_it(council: Database) -> None:
    assert found(council, speakers=("holt",)) == ["a"]
    assert found(council, speakers=("Ida Voss",)) == ["c"]
    assert found(council, "again", speakers=("voss",)) == ["c"]
    assert found(council, speakers=("holt", "voss")) == []


def test_matches_are_counted_by_month_source_and_article(council: Database) -> None:
    def told(by: CountBy, **fields: Any) -> list[tuple[str | None, int]]:
        return [(each.key, each.count) for each in tally(council, Search(**fields), by)]

    assert told(CountBy.MONTH) == [("2024-05", 2), ("2024-06", 1)]
    assert told(CountBy.MONTH, query="school") == [("2024-05", 1)]
    assert told(CountBy.SOURCE) == [(None, 2), ("The Elm Post", 1)]
    assert told(CountBy.ARTICLE) == [("a", 2), ("b", 1), ("c", 1)]
    assert told(CountBy.ARTICLE, query="9m") == [("a", 1)]
    assert told(CountBy.MONTH, query="zeppelin") == []


def test_what_the_headline_says_comes_before_any_body(store: Database) -> None:
    put(
        store,
        draft("Ferry, ferry, ferry. Ferry!", 0, article="body", title="Bad luck"),
        draft("Nobody came to see. " * 40, 0, article="title", title="A long day of bad luck for one ferry"),
    )

    assert found(store, "ferry") == ["title", "body"]
    assert found(store, "ferry", limit_count=1, offset_count=1) == ["body"]
    assert found(store, "ferry bad") == ["title", "body"]


def test_the_rarer_of_the_words_ranks_and_the_others_lose_nothing(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_RANKED", 2)
    monkeypatch.setattr(candidates, "MOST_TELLING", 2)
    put(
        store,
        *(draft("The boat sails. The boat, the boat!", 0, article=f"boat-{number}") for number in (1, 2)),
        draft("A kite flies over the boat. " + "Nobody looks up. " * 9, 0, article="kite"),
        draft("Rain.", 0, article="rain"),
    )
    dated = date(2024, 1, 1)

    assert found(store, "boat OR kite", since=dated) == ["kite", "boat-2", "boat-1"]
    assert found(store, '"the boat"', since=dated) == ["kite", "boat-2", "boat-1"]
    assert found(store, "boat OR kite", since=dated, limit_count=2) == ["kite", "boat-2"]


def test_where_very_many_match_the_newest_come_first(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        store,
        *(draft(f"The ferry {'ferry ' * number}sails.", 0, article=f"f{number}") for number in (3, 1, 2)),
    )
    assert found(store, "ferry") == ["f3", "f2", "f1"]

    monkeypatch.setattr(candidates, "MOST_RANKED", 2)

    assert found(store, "ferry") == ["f2", "f1", "f3"]
    assert found(store, "ferry", limit_count=1, offset_count=1) == ["f1"]
    assert found(store, "ferry", since=date(2024, 1, 1)) == ["f3", "f2", "f1"]


def test_pages_are_of_one_order_also_where_pairs_offer_too_many(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_RANKED", 10)
    says, misses = "It lies in quay walls {}.", "Sit in quay seats and by quay walls {}."
    put(
        store,
        *(
            draft(
                (says if n > 48 and n not in (52, 57) else misses).format("quay " * (n % 7)),
                0,
                article=f"s{n}",
            )
            for n in range(60)
        ),
    )

    everything = found(store, '"in quay walls"', is_exact=True, limit_count=None)

    assert len(everything) == 9
    assert found(store, '"in quay walls"', is_exact=True, limit_count=9) == everything
    pages = [
        found(store, '"in quay walls"', is_exact=True, limit_count=2, offset_count=n) for n in range(0, 9, 2)
    ]
    assert [article for page in pages for article in page] == everything
