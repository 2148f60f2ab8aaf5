"""Ingest: what looks become, what a repeat is, what a late look does, and what a bad item does not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, NOW, SECOND, THIRD, at, draft, put

from archive.errors import BadInput, Busy
from archive.model import Address, Claimed, Draft, Outcome, Passage, Section
from archive.readers import Unreadable
from archive.services import history, upkeep
from archive.services.facts import facts
from archive.services.ingest import ingest
from archive.store.connection import driver_of

if TYPE_CHECKING:
    from archive.model import Receipt
    from archive.store.connection import Database


def outcomes(receipts: list[Receipt]) -> list[tuple[str, int | None]]:
    return [(receipt.outcome.value, receipt.revision) for receipt in receipts]


def numbers(store: Database, key: str = "bridge") -> list[tuple[int, datetime, datetime | None]]:
    found = history.story(store, key).revisions
    return [(revision.revision, revision.captured_at, revision.not_before) for revision in found]


def assert_sound(store: Database) -> None:
    assert upkeep.verification(store).problems == ()


def test_the_first_look_is_new_another_text_is_revised_and_the_same_is_same(store: Database) -> None:
    receipts = put(store, draft(FIRST, 0), draft(SECOND, 1), draft(SECOND, 2))

    assert outcomes(receipts) == [("new", 1), ("revised", 2), ("same", 2)]
    assert [capture.revision for capture in history.captures(store, "bridge")] == [1, 2, 2]


def test_a_return_to_an_earlier_text_is_a_revision_of_its_own_and_no_new_state(store: Database) -> None:
    receipts = put(store, draft(FIRST, 0), draft(SECOND, 1), draft(FIRST, 2))

    assert outcomes(receipts) == [("new", 1), ("revised", 2), ("reverted", 3)]
    first, second, third = history.story(store, "bridge").revisions
    assert first.id == third.id != second.id
    assert upkeep.info(store).states == 2


def test_a_look_that_saw_nothing_is_kept_and_parts_no_revision(store: Database) -> None:
    receipts = put(
        store, draft(FIRST, 0), draft(None, 1, outcome=Outcome.GONE, reason="404"), draft(FIRST, 2)
    )

    assert outcomes(receipts) == [("new", 1), ("gone", None), ("same", 1)]
    assert [(c.outcome.value, c.reason) for c in history.captures(store, "bridge")][1] == ("gone", "404")
    assert len(numbers(store)) == 1


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.GONE, Outcome.FAILED])
def test_an_article_may_be_known_by_looks_that_saw_nothing_alone(store: Database, outcome: Outcome) -> None:
    put(store, draft(None, 0, outcome=outcome, reason="a wall"))

    assert [capture.outcome for capture in history.captures(store, "bridge")] == [outcome]
    assert [article.revisions for article in history.articles(store)] == [0]
    assert_sound(store)


def test_a_change_of_the_headline_alone_is_a_revision(store: Database) -> None:
    receipts = put(store, draft(FIRST, 0, title="Bridge shut"), draft(FIRST, 1, title="Bridge closed"))

    assert outcomes(receipts) == [("new", 1), ("revised", 2)]
    assert upkeep.info(store).passages == 3


def test_an_article_s_language_address_or_claimed_date_alone_makes_no_revision(store: Database) -> None:
    url = "https://elm.example/b"
    receipts = put(
        store,
        draft(FIRST, 0),
        draft(FIRST, 1, published_at=Claimed("2024-05-01")),
        draft(FIRST, 2, language="en"),
        draft(FIRST, 3, url=url),
    )

    assert outcomes(receipts) == [("new", 1), ("same", 1), ("same", 1), ("same", 1)]
    assert_sound(store)


def test_a_look_with_a_stated_time_adds_nothing_when_it_comes_again(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1))

    again = put(store, draft(FIRST, 0), draft(SECOND, 1))

    assert [(r.added, r.outcome.value, r.revision, r.capture) for r in again] == [
        (False, "same", 1, 1),
        (False, "same", 2, 2),
    ]
    assert "already" in (again[0].reason or "")
    assert upkeep.info(store).captures == 2


def test_the_same_look_twice_in_one_batch_is_stored_once(store: Database) -> None:
    receipts = put(store, draft(FIRST, 0), draft(FIRST, 0))

    assert [receipt.added for receipt in receipts] == [True, False]


def test_a_look_that_saw_nothing_is_not_repeated_either(store: Database) -> None:
    gone = draft(None, 1, outcome=Outcome.GONE, reason="404")
    put(store, draft(FIRST, 0), gone)

    (again,) = put(store, gone)

    assert (again.added, again.outcome) == (False, Outcome.GONE)
    assert upkeep.info(store).captures == 2


def test_a_look_without_a_time_is_a_look_now_and_its_repeat_a_new_one(store: Database) -> None:
    moments = iter(NOW + timedelta(minutes=count) for count in range(100))

    first, second = (next(ingest(store, [draft(FIRST, None)], now=lambda: next(moments))) for _ in range(2))

    assert (first.outcome, second.outcome, second.added) == (Outcome.NEW, Outcome.SAME, True)
    seen = [capture.captured_at for capture in history.captures(store, "bridge")]
    assert NOW <= seen[0] < seen[1]


def test_other_bytes_or_another_address_at_the_same_moment_are_another_look(store: Database) -> None:
    url = "https://elm.example/b"
    receipts = put(
        store,
        draft(FIRST, 0),
        draft(FIRST, 0, raw=FIRST.encode() + b"\n"),
        draft(FIRST, 0, url=url),
        draft(SECOND, 0),
    )

    assert [receipt.added for receipt in receipts] == [True] * 4
    assert outcomes(receipts) == [("new", 1), ("same", 1), ("same", 1), ("revised", 2)]
    assert [r[2] for r in numbers(store)] == [None, at(0)]
    assert_sound(store)


def test_a_late_look_takes_its_place_in_time_and_the_receipt_says_what_it_renumbered(store: Database) -> None:
    put(store, draft(SECOND, 2), draft(THIRD, 4))

    (receipt,) = put(store, draft(FIRST, 0))

    assert (receipt.outcome, receipt.revision) == (Outcome.NEW, 1)
    assert receipt.reason == "seen before what was here: revisions 1 to 2 are now 2 to 3"
    assert numbers(store) == [(1, at(0), None), (2, at(2), at(0)), (3, at(4), at(2))]
    assert_sound(store)


def test_a_late_look_that_renumbers_one_revision_names_that_one(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(THIRD, 4))

    (receipt,) = put(store, draft(SECOND, 2))

    assert receipt.reason == "seen before what was here: revision 2 is now 3"


def test_a_late_look_at_the_same_text_widens_its_revision_and_renumbers_nothing(store: Database) -> None:
    put(store, draft(FIRST, 2), draft(SECOND, 4))

    earlier, later = put(store, draft(FIRST, 0), draft(FIRST, 3))

    assert earlier.reason is later.reason is None
    assert numbers(store) == [(1, at(0), None), (2, at(4), at(3))]
    assert_sound(store)


def test_a_late_look_can_part_a_revision_in_two(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(FIRST, 4), draft(THIRD, 6))

    (receipt,) = put(store, draft(SECOND, 2))

    assert [n[1] for n in numbers(store)] == [at(0), at(2), at(4), at(6)]
    assert receipt.reason == "seen before what was here: revision 2 is now 4"
    assert_sound(store)


def test_the_order_in_which_looks_come_makes_no_difference(store: Database) -> None:
    drafts = [draft(FIRST, 0), draft(SECOND, 1), draft(None, 2, outcome=Outcome.GONE), draft(FIRST, 3)]

    for item in (drafts[3], drafts[1], drafts[0], drafts[2]):
        put(store, item)

    assert [c.outcome.value for c in history.captures(store, "bridge")] == [
        "new",
        "revised",
        "gone",
        "reverted",
    ]
    assert_sound(store)


def test_a_late_look_that_declares_another_language_leaves_no_reading_behind(store: Database) -> None:
    put(store, draft(FIRST, 1), draft(FIRST, 3, language="fr"))
    assert history.story(store, "bridge").revisions[0].language == "fr"

    put(store, draft(FIRST, 0, language="de"))

    assert history.story(store, "bridge").revisions[0].language == "de"
    assert_sound(store)


def test_an_address_alone_names_the_article_and_gives_it_a_key(store: Database) -> None:
    url = "https://www.elm.example/2024/05/elm-bridge-shut.html"

    first, again = put(store, draft(FIRST, 0, article=None, url=url), draft(SECOND, 1, article=None, url=url))

    assert first.article == again.article == "elm-bridge-shut"
    assert next(iter(history.articles(store))).source == "elm.example"
    assert history.show(store, url).about.revision == 2


def test_two_addresses_with_the_same_last_part_are_two_articles(store: Database) -> None:
    receipts = put(
        store,
        draft(FIRST, 0, article=None, url="https://a.example/story"),
        draft(SECOND, 0, article=None, url="https://b.example/story"),
    )

    assert [receipt.article for receipt in receipts] == ["story", "story-2"]


def test_a_new_address_given_with_a_known_key_joins_the_article_and_says_why(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1, url="https://elm.example/b"))

    with store.reading() as connection:
        rows = driver_of(connection).execute("SELECT url, reason FROM address").fetchall()
    assert rows == [("https://elm.example/b", "given together with the key")]
    assert history.show(store, "https://elm.example/b@1").about.article == "bridge"


def test_a_key_and_an_address_of_two_articles_are_refused_and_the_rest_goes_in(store: Database) -> None:
    put(store, draft(FIRST, 0, url="https://elm.example/b"), draft(FIRST, 0, article="oak"))

    receipts = put(
        store,
        draft(SECOND, 1, article="oak", url="https://elm.example/b"),
        draft(SECOND, 1, article="new", url="https://elm.example/b"),
        draft(SECOND, 1, article="oak"),
    )

    assert [receipt.added for receipt in receipts] == [False, False, True]
    assert [receipt.outcome.value for receipt in receipts] == ["failed", "failed", "revised"]
    assert "two different articles" in (receipts[0].reason or "")
    assert "belongs to another article" in (receipts[1].reason or "")
    assert [article.article for article in history.articles(store)] == ["bridge", "oak"]
    assert_sound(store)


def test_a_refused_item_leaves_nothing_of_itself_in_the_file(store: Database) -> None:
    put(store, draft(FIRST, 0, url="https://elm.example/b"))

    put(store, draft("This text was never accepted.", 1, article="oak", url="https://elm.example/b"))

    assert (upkeep.info(store).states, upkeep.info(store).passages) == (1, 3)
    assert_sound(store)


def test_strict_stores_all_or_nothing(store: Database) -> None:
    bad = draft(SECOND, 1, article="oak", url="https://elm.example/b", origin="oak.txt")

    with pytest.raises(BadInput, match=r"oak\.txt: .*Nothing was stored"):
        put(store, draft(FIRST, 0, url="https://elm.example/b"), bad, strict=True)

    assert upkeep.info(store).captures == 0


def test_strict_refuses_what_could_not_be_read(store: Database) -> None:
    items = [draft(FIRST, 0), Unreadable("x.txt", "It is empty.")]

    with pytest.raises(BadInput, match=r"x\.txt: It is empty\. Nothing was stored"):
        list(ingest(store, items, now=lambda: NOW, is_strict=True))

    assert upkeep.info(store).captures == 0


def test_what_could_not_be_read_is_a_receipt_in_its_place(store: Database) -> None:
    items = [draft(FIRST, 0), Unreadable("x.txt", "It is empty."), draft(SECOND, 1)]

    receipts = list(ingest(store, items, now=lambda: NOW))

    assert [receipt.outcome.value for receipt in receipts] == ["new", "failed", "revised"]
    assert (receipts[1].source, receipts[1].reason, receipts[1].added) == ("x.txt", "It is empty.", False)


BAD = {
    "no identity": draft(FIRST, 0, article=None),
    "blank key": draft(FIRST, 0, article=" "),
    "key with a line feed": draft(FIRST, 0, article="a\nb"),
    "long key": draft(FIRST, 0, article="k" * 301),
    "no content": draft(None, 0),
    "empty text": draft("", 0),
    "blank text": draft(" \n\u200b\n", 0),
    "no sections": draft(None, 0, sections=()),
    "content and gone": draft(FIRST, 0, outcome=Outcome.GONE),
    "future": replace(draft(FIRST, 0), captured_at=NOW + timedelta(days=3)),
    "no zone": replace(draft(FIRST, 0), captured_at=datetime(2024, 5, 1, 9)),  # noqa: DTZ001
    "before the year 1": replace(
        draft(FIRST, 0), captured_at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    ),
    "recorded without zone": replace(draft(FIRST, 0), recorded_at=datetime(2024, 5, 1)),  # noqa: DTZ001
    "half a character in the text": draft("A \ud800 b", 0),
    "half a character in the title": draft(FIRST, 0, title="A \ud800"),
    "half a character in the source": draft(FIRST, 0, source="A \ud800"),
    "half a character in the language": draft(FIRST, 0, language="e\ud800"),
    "half a character in the extractor": draft(FIRST, 0, extractor="e\ud800"),
    "half a character in the content type": draft(FIRST, 0, content_type="e\ud800"),
    "half a character in the reason": draft(None, 0, outcome=Outcome.GONE, reason="e\ud800"),
    "half a character in an address": draft(FIRST, 0, addresses=(Address("h:\ud800", at(0), ""),)),
    "empty address among the known": draft(FIRST, 0, addresses=(Address("", at(0), ""),)),
    "no address": draft(FIRST, 0, article=None, url="http://[::1"),
    "claim that is none": draft(FIRST, 0, published_at=Claimed("soon")),
}


@pytest.mark.parametrize("item", BAD.values(), ids=BAD.keys())
def test_a_bad_draft_is_a_receipt_with_one_sentence_and_harms_nothing(store: Database, item: Draft) -> None:
    before, bad, after = put(store, draft(FIRST, 0, article="a"), item, draft(FIRST, 0, article="b"))

    assert (before.added, after.added) == (True, True)
    assert (bad.added, bad.outcome, bad.capture) == (False, Outcome.FAILED, None)
    assert bad.reason
    assert "\n" not in bad.reason
    assert_sound(store)


@pytest.mark.parametrize(("level", "stored"), [(0, 1), (1, 1), (6, 6), (7, 6), (99, 6), (-1, 1)])
def test_a_heading_of_any_level_is_stored_at_one_there_is(store: Database, level: int, stored: int) -> None:
    sections = (Section("Then", level, (Passage("It rained."),)),)

    put(store, draft(None, 0, sections=sections))

    (section,) = history.show(store, "bridge").state.sections
    assert section.level == stored
    assert_sound(store)


def test_many_items_are_stored_in_order_by_a_crew_and_the_same_as_without(store: Database) -> None:
    drafts = [draft(f"There were {n} cracks in pillar {n % 7}.", n, article=f"a{n % 40}") for n in range(700)]

    receipts = put(store, drafts)

    assert [receipt.article for receipt in receipts] == [item.article for item in drafts]
    assert upkeep.info(store).captures == 700
    assert_sound(store)


def test_published_comes_from_the_draft_else_from_the_date_line(store: Database) -> None:
    text = "Tue 27 July 2021:\n" + FIRST

    put(store, draft(text, 0), draft(text, 0, article="other", published_at=Claimed("2020-01-01")))

    assert str(history.show(store, "bridge").about.published_at) == "2021-07-27"
    assert str(history.show(store, "other").about.published_at) == "2020-01-01"


def test_times_keep_their_microseconds_and_are_given_back_in_utc(store: Database) -> None:
    moment = datetime(2024, 5, 1, 11, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))

    put(store, replace(draft(FIRST, 0), captured_at=moment))

    (capture,) = history.captures(store, "bridge")
    assert capture.captured_at == moment
    assert capture.captured_at.tzinfo == UTC
    assert capture.recorded_at == NOW


def test_a_reading_that_one_article_leaves_is_kept_for_another_of_the_batch(store: Database) -> None:
    text = "At least 21 people were killed on Monday, the coast guard said, and 40 were hurt in the fire."
    put(store, draft(text, 0, article="one"))

    put(store, draft(text, -1, article="one", language="fr"), draft(text, 2, article="two"))

    assert [fact.value for fact in facts(store, "two") if fact.kind == "figure"] == [21, 40]
    assert upkeep.verification(store).is_sound


def test_another_outcome_at_the_same_moment_is_another_look(store: Database) -> None:
    for outcome in (Outcome.REFUSED, Outcome.GONE, Outcome.GONE):
        put(store, draft(None, 0, article="one", outcome=outcome))

    assert [capture.outcome for capture in history.captures(store, "one")] == ["refused", "gone"]


def test_an_unfinished_export_keeps_a_writer_out_with_a_sentence(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1))
    one, two = upkeep.export(store), upkeep.export(store)
    next(one)
    next(two)

    with pytest.raises(Busy, match="still being read"):
        put(store, draft(THIRD, 2))

    assert [len(list(one)), len(list(two))] == [1, 1]
    put(store, draft(THIRD, 2))


@pytest.mark.parametrize("key", ["bri\u202edge", "bridge\x7f"])
def test_a_key_with_characters_that_do_not_show_is_refused(store: Database, key: str) -> None:
    (receipt,) = put(store, draft(FIRST, 0, article=key))

    assert not receipt.added
