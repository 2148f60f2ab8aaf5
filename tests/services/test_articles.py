"""Which article is which: every decision has its effect, its reason and its undo, and rewrites no capture."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import FIRST, NOW, SECOND, THIRD, at, draft, page, pages, put

from archive.errors import BadInput, NotFound
from archive.model import Address, Draft, Outcome
from archive.readers import read_line, write_line
from archive.services import articles, history, opening, upkeep
from archive.services.erasing import erase
from archive.services.identity import identity, proposals
from archive.services.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.model import Event
    from archive.store.connection import Database

ELM = "https://elm.example/bridge"
OAK = "https://oak.example/bridge"
WHY = "they tell the same story"


def decide(store: Database, act: Callable[..., Event], *named: Any, **options: Any) -> Event:
    return act(store, *named, reason=options.pop("reason", WHY), now=NOW, **options)


def two(store: Database) -> None:
    """Two articles, of which the second was seen between the looks at the first."""
    put(
        store,
        draft(FIRST, 0, url=ELM, article="bridge"),
        draft(SECOND, 2, url=ELM, article="bridge"),
        draft(THIRD, 1, url=OAK, article="oak"),
    )


def seen(store: Database, name: str) -> list[tuple[int, str, int | None]]:
    return [(c.capture, c.outcome.value, c.revision) for c in history.captures(store, name)]


def everything(store: Database) -> list[Any]:
    """What the archive shows of its articles."""
    return [
        [a.as_dict() for a in history.articles(store)],
        [
            (entry.as_dict(), history.show(store, f"{entry.article}@{entry.revision}").as_dict())
            for row in history.articles(store)
            for entry in history.log(store, row.article)
        ],
    ]


def captures_as_stored(store: Database) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(store.path)) as file:
        return file.execute("SELECT * FROM capture ORDER BY id").fetchall()


def is_sound(store: Database) -> bool:
    return upkeep.verification(store).problems == ()


def copied(store: Database, path: Path) -> Database:
    """A new archive made of an export."""
    lines = [write_line(item) for item in upkeep.export(store)]
    other, _ = opening.open_for_writing(path)
    receipts = list(ingest(other, [read_line(line) for line in lines], now=lambda: NOW))
    assert all(receipt.added for receipt in receipts), receipts
    assert [write_line(item) for item in upkeep.export(other)] == lines
    assert is_sound(other)
    return other


def test_after_a_merge_the_looks_of_both_are_one_history_in_order_of_time(store: Database) -> None:
    two(store)

    decide(store, articles.merge, "bridge", "oak")

    assert seen(store, "bridge") == [(1, "new", 1), (3, "revised", 2), (2, "revised", 3)]
    assert [row.article for row in history.articles(store)] == ["bridge"]
    assert is_sound(store)


def test_a_merge_rewrites_no_capture_and_its_undo_gives_back_exactly_what_was_there(store: Database) -> None:
    two(store)
    shown, stored = everything(store), captures_as_stored(store)

    decide(store, articles.merge, "bridge", "oak")
    assert captures_as_stored(store) == stored
    assert everything(store) != shown
    decide(store, articles.undo, "bridge", reason="they do not")

    assert everything(store) == shown
    assert captures_as_stored(store) == stored
    assert is_sound(store)


def test_the_key_and_addresses_of_a_merged_article_lead_on_and_the_output_says_so(store: Database) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")

    for name in ("oak", OAK, OAK + "?utm_source=x"):
        assert history.story(store, name).known.key == "bridge"
    assert store.remarks == ["oak is a part of bridge now: they were merged."]
    assert history.show(store, "oak@2").about.article == "bridge"


def test_what_is_seen_at_a_merged_article_s_address_goes_back_with_it(store: Database) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")

    (receipt,) = put(store, Draft(url=OAK, text="All clear.", captured_at=at(9)))
    assert (receipt.article, receipt.revision) == ("bridge", 4)
    assert is_sound(store)
    decide(store, articles.undo, "bridge")

    assert seen(store, "oak") == [(3, "new", 1), (4, "revised", 2)]
    assert seen(store, "bridge") == [(1, "new", 1), (2, "revised", 2)]
    assert is_sound(store)


def test_a_look_that_is_in_the_archive_stays_one_after_merges_and_splits(store: Database) -> None:
    two(store)
    again = [draft(SECOND, 2, url=ELM, article=None), draft(THIRD, 1, url=OAK, article=None)]

    decide(store, articles.merge, "bridge", "oak")
    assert [receipt.added for receipt in put(store, *again)] == [False, False]
    decide(store, articles.split, "bridge", addresses=[ELM])
    assert [receipt.added for receipt in put(store, *again)] == [False, False]
    assert is_sound(store)


def test_merges_follow_one_another_and_one_that_leads_round_is_refused(store: Database) -> None:
    two(store)
    put(store, draft("Third.", 5, article="ash"))
    decide(store, articles.merge, "oak", "bridge")
    decide(store, articles.merge, "ash", "oak")

    assert history.story(store, "bridge").known.key == "ash"
    assert len(seen(store, "bridge")) == 4
    with pytest.raises(BadInput, match="one article already"):
        decide(store, articles.merge, "bridge", "ash")
    assert is_sound(store)


def test_a_split_by_address_takes_all_looks_at_it_also_later_ones(store: Database) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")

    event = decide(
        store, articles.split, "bridge", addresses=["http://www.oak.example/bridge/"], key="parted"
    )

    assert (event.other, event.addresses) == ("parted", (OAK,))
    assert seen(store, "parted") == [(3, "new", 1)]
    assert put(store, Draft(url=OAK, text="All clear.", captured_at=at(9)))[0].article == "parted"
    decide(store, articles.undo, "parted", reason="one story after all")
    assert [number for number, *_ in seen(store, "bridge")] == [1, 3, 2, 4]
    assert history.story(store, "parted").known.key == "bridge"
    assert is_sound(store)


def test_a_split_by_looks_takes_those_alone(store: Database) -> None:
    two(store)

    decide(store, articles.split, "bridge", captures=[2])

    assert seen(store, "bridge") == [(1, "new", 1)]
    assert seen(store, "bridge-2") == [(2, "new", 1)]
    put(store, draft("More.", 3, url=ELM))
    assert [number for number, *_ in seen(store, "bridge")] == [1, 4]
    assert is_sound(store)


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({}, BadInput, "Name the addresses"),
        ({"captures": [1, 2]}, BadInput, "Nothing of bridge would be left"),
        ({"addresses": [ELM]}, BadInput, "Nothing of bridge would be left"),
        ({"captures": [3]}, NotFound, "no look 3"),
        ({"addresses": [OAK]}, NotFound, "no address"),
        ({"captures": [1], "key": "oak"}, BadInput, "There is an article oak already"),
    ],
)
def test_a_split_that_cannot_be_says_why_and_changes_nothing(
    store: Database, options: dict[str, Any], error: type[Exception], said: str
) -> None:
    two(store)
    before = everything(store)

    with pytest.raises(error, match=said):
        decide(store, articles.split, "bridge", **options)

    assert everything(store) == before
    assert is_sound(store)


def test_an_undo_that_something_later_hangs_on_is_refused(store: Database) -> None:
    two(store)
    decide(store, articles.split, "bridge", captures=[2], key="parted")
    decide(store, articles.merge, "oak", "parted")

    with pytest.raises(BadInput, match="undo that first"):
        decide(store, articles.undo, "bridge")
    decide(store, articles.undo, "oak")
    decide(store, articles.undo, "bridge")

    assert [number for number, *_ in seen(store, "bridge")] == [1, 2]
    assert is_sound(store)


def test_an_alias_is_one_more_name_until_it_is_taken_back(store: Database) -> None:
    two(store)
    decide(store, articles.alias, "bridge", "elm/the-bridge")

    assert history.show(store, "elm/the-bridge@1").about.article == "bridge"
    assert put(store, draft(THIRD, 7, article="elm/the-bridge"))[0].article == "bridge"
    assert identity(store, "bridge").keys == ("bridge", "elm/the-bridge")
    with pytest.raises(BadInput, match="already"):
        decide(store, articles.alias, "bridge", "oak")
    decide(store, articles.undo, "bridge")
    with pytest.raises(NotFound):
        history.story(store, "elm/the-bridge")
    assert is_sound(store)


def test_a_decision_needs_a_reason_that_shows(store: Database) -> None:
    two(store)

    for reason in ("", " \n", "bell\x07"):
        with pytest.raises(BadInput, match="reason"):
            decide(store, articles.merge, "bridge", "oak", reason=reason)


def test_who_an_article_is_says_when_and_why_each_address_was_joined(store: Database) -> None:
    old = Address("https://elm.example/old", None, "redirected from it")
    put(store, draft(url=ELM, addresses=(old,)), Draft(url=ELM + "/?utm_source=x", text=SECOND))
    decide(store, articles.withhold, "bridge", reason="a court said so")

    found = identity(store, "bridge")

    assert [(a.url, a.reason) for a in found.addresses] == [
        ("https://elm.example/old", "redirected from it"),
        (ELM, "given together with the key"),
        (ELM + "/?utm_source=x", f"the same address as {ELM}, but for how it is written"),
    ]
    assert all(address.joined_at == NOW for address in found.addresses)
    assert (found.withheld, found.captures, found.revisions) == ("a court said so", 2, 0)


def test_the_evidence_of_a_canonical_address_joins_and_is_kept(store: Database) -> None:
    put(store, draft(url=ELM))
    told = Address(ELM, None, "the page names it as its canonical address")

    (receipt,) = put(
        store, Draft(url="https://elm.example/b14", text=SECOND, captured_at=at(3), addresses=(told,))
    )

    assert receipt.article == "bridge"
    reasons = {a.url: a.reason for a in identity(store, "bridge").addresses}
    assert reasons["https://elm.example/b14"] == f"seen together with {ELM}: {told.reason}"


def test_a_home_page_as_canonical_address_joins_nothing(store: Database) -> None:
    home = Address("https://elm.example/", None, "the page names it as its canonical address")

    receipts = put(
        store,
        *(Draft(url=f"https://elm.example/story-{n}", text=f"Story {n}.", addresses=(home,)) for n in (1, 2)),
    )

    assert len({receipt.article for receipt in receipts}) == 2


def test_evidence_for_two_articles_is_proposed_and_never_merged_by_itself(
    store: Database, tmp_path: Path
) -> None:
    two(store)
    told = Address(OAK, None, "the page names it as its canonical address")

    (receipt,) = put(store, draft("More.", 4, url=ELM, addresses=(told,)))

    assert receipt.article == "bridge"
    assert "belongs to oak: perhaps they are the same" in (receipt.reason or "")
    assert OAK not in {a.url for a in identity(store, "bridge").addresses}
    (proposal,) = [p for p in proposals(store) if p.share is None]
    assert {proposal.article, proposal.other} == {"bridge", "oak"}
    other = copied(store, tmp_path / "copy.db")
    assert proposals(other) == proposals(store)
    other.close()
    decide(store, articles.distinct, "bridge", "oak", reason="two bridges")
    assert proposals(store) == []


LONG = "\n\n".join(
    f"Paragraph {n} of a report on the bridge, which tells of its {n + 3} cracks at some length."
    for n in range(8)
)


def test_the_same_text_at_one_source_is_proposed_with_its_share_and_at_another_it_is_a_copy(
    store: Database,
) -> None:
    put(store, draft(LONG, 0, article="one", source="Elm Post"))
    short = LONG.replace("Paragraph 7", "A new ending")

    (same,) = put(store, draft(short, 1, article="two", source="Elm Post"))
    (copy,) = put(store, draft(LONG, 1, article="wire", source="Oak Herald"))

    assert same.reason == "perhaps the same as one (87% of the text)"
    assert "the same text at another source: one (100% of the text)" in (copy.reason or "")
    assert [(p.article, p.other, p.share) for p in proposals(store)] == [("two", "one", 0.874)]
    assert [(c.article, c.source) for c in identity(store, "one").copies] == [("wire", "Oak Herald")]
    assert len(list(history.articles(store))) == 3


def test_what_stands_in_many_articles_makes_none_of_them_alike(store: Database) -> None:
    notice = "All rights reserved; no part of this report may be kept, sent on or read aloud. " * 4
    put(store, *(draft(f"Story {n}.\n\n{notice}", 0, article=f"s{n}") for n in range(12)))

    assert proposals(store) == []


def test_nothing_new_at_an_address_repeats_what_was_last_seen_there(store: Database) -> None:
    put(store, *pages("news", 2, source="Elm Post"), draft(SECOND, 1, article="news", url=OAK))

    same = Draft(
        url="https://www.elm.example/news.html?utm_source=x", outcome=Outcome.SAME, captured_at=at(5)
    )
    receipts = put(store, same, same, Draft(url="https://ash.example/", outcome=Outcome.SAME))

    assert [(r.outcome.value, r.revision, r.added) for r in receipts[:2]] == [
        ("reverted", 3, True),
        ("same", 3, False),
    ]
    assert receipts[2].outcome is Outcome.FAILED
    look = history.captures(store, "news")[-1]
    assert look.reason == f"not modified since {at(1):%Y-%m-%dT%H:%M:%SZ}"
    assert history.raw(store, "news", capture=look.capture) == page(visit=1)
    assert [row.article for row in history.articles(store)] == ["news"]
    assert is_sound(store)


def test_a_new_key_is_taken_where_nothing_else_names_the_article(store: Database) -> None:
    first, second, again = put(
        store,
        Draft(url=ELM, new_key="saved/bridge", text=FIRST, captured_at=at(0)),
        Draft(url=OAK, new_key="saved/bridge", text=THIRD, captured_at=at(0)),
        Draft(url=ELM, new_key="other", text=SECOND, captured_at=at(1)),
    )

    assert [r.article for r in (first, second, again)] == ["saved/bridge", "saved/bridge-2", "saved/bridge"]


@pytest.mark.parametrize("is_last", [True, False])
def test_decisions_go_with_an_export_in_their_order_among_the_looks(
    store: Database, tmp_path: Path, is_last: bool
) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")
    decide(store, articles.alias, "bridge", "elm-bridge")
    decide(store, articles.split, "bridge", addresses=[OAK], captures=[2], key="parted")
    put(store, Draft(url=OAK, text="After the split.", captured_at=at(8)))
    if is_last:
        decide(store, articles.undo, "bridge")

    other = copied(store, tmp_path / "copy.db")

    assert everything(other) == everything(store)
    for name in ("bridge", "parted"):
        assert identity(other, name).as_dict() == identity(store, name).as_dict()
    lines = [write_line(item) for item in upkeep.export(store)]
    assert not any(r.added for r in ingest(other, [read_line(line) for line in lines], now=lambda: NOW))
    other.close()


def test_a_file_cannot_erase_what_is_here(store: Database) -> None:
    two(store)
    look = history.captures(store, "oak")[0]
    looks = [{"url": OAK, "captured": at(1).isoformat(), "raw": look.raw_digest}]
    line = json.dumps({"event": "erase", "article": "oak", "reason": "somewhere", "looks": looks})

    (receipt,) = ingest(store, [read_line(line)], now=lambda: NOW)

    assert not receipt.added
    assert "erased elsewhere and is here" in (receipt.reason or "")
    assert seen(store, "oak") == [(3, "new", 1)]


def test_rebuild_makes_the_same_of_the_decisions(store: Database) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")
    decide(store, articles.split, "bridge", captures=[2])
    decide(store, articles.withhold, "bridge-2")
    before = everything(store)

    upkeep.rebuild_all(store)

    assert everything(store) == before
    assert is_sound(store)


SECRET = "zanzibarina"
TOLD = "\n\n".join(
    f"The {SECRET} of Quokkaland paid ${n}.5m to Jane Quillfeather on 3 May 2024." for n in (3, 4)
)
SHARED = "This paragraph stands in another article too, and stays there for good, word by word."


def secret(store: Database) -> None:
    """An article whose text is to go, one that shares a paragraph with it, and some that do not."""
    looks = [page(TOLD, visit=visit) for visit in range(3)]
    put(
        store,
        draft(FIRST, 0, source="Elm Post"),
        Draft(article="secret", text=f"{TOLD}\n\n{SHARED}", captured_at=at(0), title=f"On {SECRET}"),
        Draft(article="secret", text=TOLD.replace("paid", "took"), captured_at=at(1), raw=looks[0] * 2),
        *pages("secret-page", 3, TOLD),
        draft(f"Something else.\n\n{SHARED}", 2, article="other"),
    )


def left(store: Database, word: str) -> list[str]:
    """The files beside the archive, itself among them, that hold a word in any case."""
    files = store.path.parent.glob(f"{store.path.name}*")
    return [path.name for path in files if word.lower().encode() in path.read_bytes().lower()]


def test_erasing_takes_the_text_out_of_the_file_and_leaves_digests_and_times(store: Database) -> None:
    secret(store)
    decide(store, articles.merge, "secret", "secret-page")
    before = history.captures(store, "secret")
    assert left(store, SECRET)

    done = erase(store, "secret", reason="the law", now=NOW)

    assert (done.captures, done.files) == (5, ())
    for word in (SECRET, "Quokkaland", "Quillfeather", "4500000"):
        assert left(store, word) == [], word
    after = history.captures(store, "secret")
    assert [(c.capture, c.captured_at, c.raw_digest, c.outcome) for c in after] == [
        (c.capture, c.captured_at, c.raw_digest, c.outcome) for c in before
    ]
    assert {c.reason for c in after} == {"erased: the law"}
    assert SHARED in history.show(store, "other").as_dict()["sections"][0]["passages"]  # type: ignore[index]
    result = upkeep.verification(store)
    assert result.problems == ()
    assert any("was erased" in note for note in result.notes)


@pytest.mark.parametrize(("here", "told"), [((), 1), ((0, 0.5), 2), ((5,), 1), ((0, 5), 3)])
def test_what_was_erased_elsewhere_is_noted_and_what_is_here_can_still_be_erased(
    store: Database, tmp_path: Path, template: Path, here: tuple[float, ...], told: int
) -> None:
    shutil.copyfile(template, tmp_path / "other.db")
    other, _ = opening.open_for_writing(tmp_path / "other.db")
    put(other, *(draft(TOLD, hour / 2, article="secret") for hour in range(told)))
    erase(other, "secret", reason="the law", now=NOW)
    lines = [write_line(item) for item in upkeep.export(other)]
    other.close()
    put(store, *(draft(TOLD, hour, article="secret") for hour in here))

    list(ingest(store, [read_line(line) for line in lines], now=lambda: NOW))

    assert is_sound(store)
    if here:
        assert history.show(store, "secret").state.passages[0].text == TOLD.split("\n\n")[0]
        put(store, draft(TOLD, 9, article="secret"))
        erase(store, "secret", reason="the law", now=NOW)
    assert left(store, SECRET) == []
    (receipt,) = put(store, draft(TOLD, 10, article="secret"))
    assert "was erased" in (receipt.reason or "")
    assert is_sound(store)


def test_what_was_erased_is_not_taken_in_again_and_cannot_be_taken_back(
    store: Database, tmp_path: Path
) -> None:
    secret(store)
    erase(store, "secret", reason="the law", now=NOW)

    (receipt,) = put(store, Draft(article="secret", text=TOLD, captured_at=at(5)))

    assert "was erased (the law)" in (receipt.reason or "")
    assert left(store, "took $") == []
    with pytest.raises(BadInput, match="cannot be taken back"):
        decide(store, articles.undo, "secret")
    with pytest.raises(BadInput, match="erased already"):
        erase(store, "secret", reason="again", now=NOW)
    with pytest.raises(NotFound, match="were erased"):
        history.raw(store, "secret", capture=2)
    other = copied(store, tmp_path / "copy.db")
    assert left(other, "Quillfeather paid") == []
    other.close()


def test_a_text_that_another_article_has_too_stays_there_when_one_is_erased(store: Database) -> None:
    put(store, draft(TOLD, 0, article="one"), draft(TOLD, 1, article="two"))

    done = erase(store, "one", reason="the law", now=NOW)

    assert (done.states, done.passages, done.raw) == (0, 0, 0)
    assert history.raw(store, "two").decode() == TOLD
    assert upkeep.verification(store).problems == ()
    assert erase(store, "two", reason="the law", now=NOW).states == 1
    assert left(store, SECRET) == []
    assert is_sound(store)


def test_the_text_of_an_erased_article_can_come_in_with_another_one(store: Database) -> None:
    put(store, draft(TOLD, 0, article="one"), draft(FIRST, 0))
    erase(store, "one", reason="the law", now=NOW)

    put(store, draft(TOLD, 1, article="two"))

    assert history.show(store, "two").state.passages[0].text == TOLD.split("\n\n")[0]
    assert history.captures(store, "one")[0].reason == "erased: the law"
    assert is_sound(store)


def test_pages_held_against_an_erased_one_are_packed_anew(store: Database) -> None:
    told = pages("news", 4)
    put(store, *told)
    decide(store, articles.split, "news", captures=[1], key="first")

    done = erase(store, "first", reason="the law", now=NOW)

    assert (done.raw, done.rekeyed) == (1, 3)
    for number, look in enumerate(told[1:], 2):
        assert history.raw(store, "news", capture=number) == look.raw
    assert is_sound(store)


def test_bytes_that_another_article_has_stay_when_the_content_they_were_held_against_goes(
    store: Database,
) -> None:
    put(store, draft(TOLD, 0, article="one"), draft(TOLD, 0, article="two", title="Told under a headline"))

    done = erase(store, "one", reason="the law", now=NOW)

    assert (done.states, done.raw, done.rekeyed) == (1, 0, 1)
    assert history.raw(store, "two").decode() == TOLD
    assert is_sound(store)


def test_pages_are_held_against_one_that_stands_alone_however_often_the_same_bytes_came(
    store: Database,
) -> None:
    news, other = pages("news", 3), pages("other", 5)
    again = replace(news[2], article="other", url=other[0].url)
    put(store, *news, again, *other[3:])

    assert [history.raw(store, "other", capture=n) for n in (4, 5, 6)] == [
        look.raw for look in (again, *other[3:])
    ]
    assert is_sound(store)


@pytest.mark.parametrize("is_erased", [False, True])
def test_what_is_unchanged_at_an_address_is_not_what_was_seen_at_another_form_that_was_parted(
    store: Database, is_erased: bool
) -> None:
    shared = ELM + "?utm_source=mail"
    put(store, draft(FIRST, 0, article=None, url=ELM), draft(TOLD, 1, article=None, url=shared))
    decide(store, articles.split, ELM, addresses=[shared], key="secret")
    if is_erased:
        erase(store, "secret", reason="the law", now=NOW)

    put(store, Draft(url=ELM, captured_at=at(2), outcome=Outcome.SAME))

    assert seen(store, ELM) == [(1, "new", 1), (3, "same", 1)]
    assert is_sound(store)


def test_bytes_that_were_not_kept_are_known_by_digest_and_size(store: Database, tmp_path: Path) -> None:
    list(ingest(store, [*pages("news", 3), draft(FIRST, 0)], now=lambda: NOW, keeps_raw=False))

    with pytest.raises(
        NotFound, match=r"were not kept; their SHA-256 is [0-9a-f]{64}, their size [\d,]+ bytes"
    ):
        history.raw(store, "news")
    assert history.raw(store, "bridge").decode() == FIRST
    result = upkeep.verification(store)
    assert result.problems == ()
    assert "The exact bytes of 3 captures were not kept" in result.notes[0]
    copied(store, tmp_path / "copy.db").close()


def test_a_damaged_keyframe_costs_the_looks_that_verify_names_and_no_other(
    store: Database, file: Path
) -> None:
    put(store, *pages("news", 3), *pages("other", 2, SECOND))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE raw SET data = x'00' WHERE id = 1")

    problems = upkeep.verification(store).problems

    assert [p.where for p in problems] == ["raw 1", "raw 2", "raw 3"]
    assert "lost are the bytes of capture 2" in problems[1].what
    assert history.raw(store, "other", capture=5) == page(SECOND, visit=1)
    assert put(store, *(d for d in pages("news", 5) if d.captured_at >= at(3)))[0].added
    assert history.raw(store, "news", capture=6) == page(visit=3)


def test_nothing_is_taken_in_of_what_was_erased_as_a_part_of_another_article(store: Database) -> None:
    two(store)
    decide(store, articles.merge, "bridge", "oak")
    erase(store, "bridge", reason="the law", now=NOW)
    decide(store, articles.undo, "bridge")

    for key in ("bridge", "oak"):
        [receipt] = put(store, draft(SECOND, 9, article=key))
        assert (receipt.added, "was erased (the law)" in (receipt.reason or "")) == (False, True)
    assert is_sound(store)


def test_every_moment_of_a_decision_is_its_own(store: Database) -> None:
    two(store)
    first = decide(store, articles.alias, "bridge", "a")
    second = decide(store, articles.alias, "bridge", "b")

    assert first.recorded_at == NOW
    assert second.recorded_at == NOW + timedelta(microseconds=1)


def test_an_archive_that_was_closed_says_so(file: Path) -> None:
    database, _ = opening.open_for_writing(file)
    put(database, draft(FIRST, 0))
    database.close()

    for use in (history.articles, upkeep.verification, lambda store: put(store, draft(SECOND, 1))):
        with pytest.raises(BadInput, match="was closed"):
            list(use(database))
