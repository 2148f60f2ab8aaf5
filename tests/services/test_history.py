"""How a person names articles and revisions, and what is then shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, THIRD, at, draft, put

from archive.errors import Damaged, NotFound
from archive.model import ChangeOrder, Label, Outcome
from archive.render import Look, log
from archive.services import compare, history, upkeep
from archive.services.changes import changes
from archive.services.facts import facts
from archive.store.connection import driver_of

if TYPE_CHECKING:
    from archive.store.connection import Database

URL = "https://elm.example/@desk/bridge"


@pytest.fixture
def filled(store: Database) -> Database:
    """Four revisions at 9, 10, 11 and 12 o'clock; the last returns to the second's text."""
    put(
        store,
        draft(FIRST, 0, url=URL),
        draft(SECOND, 1),
        draft(None, 1.5, outcome=Outcome.REFUSED, reason="a wall"),
        draft(THIRD, 2),
        draft(SECOND, 3),
    )
    return store


def digest(store: Database, number: int) -> str:
    return history.story(store, "bridge").revisions[number - 1].id


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("bridge", 4),
        (URL, 4),
        ("bridge@1", 1),
        ("bridge@4", 4),
        (f"{URL}@2", 2),
        ("bridge@first", 1),
        ("bridge@latest", 4),
        ("bridge@-1", 4),
        ("bridge@-2", 3),
        ("bridge@-4", 1),
        ("bridge@2024-05-01", 4),
        ("bridge@2024-05-01T09:00:00Z", 1),
        ("bridge@2024-05-01T09:59:59Z", 1),
        ("bridge@2024-05-01T10:00:00Z", 2),
        ("bridge@2024-05-01T12:30:00+02:00", 2),
        ("bridge@2024-05-01T11:30", 3),
        ("bridge@2024-05-01 11:30", 3),
        ("bridge@2024-05", 4),
        ("bridge@2025-01-01", 4),
    ],
)
def test_a_revision_is_named_by_number_place_date_or_time(filled: Database, name: str, number: int) -> None:
    assert history.show(filled, name).about.revision == number


def test_a_revision_is_named_by_the_start_of_its_digest_and_of_equal_ones_the_last_is_meant(
    filled: Database,
) -> None:
    assert history.show(filled, f"bridge@{digest(filled, 1)[:9]}").about.revision == 1
    assert history.show(filled, f"bridge@{digest(filled, 3)}").about.revision == 3
    assert history.show(filled, f"bridge@{digest(filled, 2)[:12]}").about.revision == 4


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("birdge", "There is no article birdge. Did you mean bridge?"),
        ("BRIDGE-1", "There is no article BRIDGE-1. Did you mean bridge?"),
        ("nothing-like-it", "`archive articles` lists what there is"),
        ("bridge@5", "no revision 5 of bridge: it has 4"),
        ("bridge@0", "no revision 0"),
        ("bridge@-5", "no revision -5"),
        ("bridge@", "names no revision"),
        ("bridge@c1:00000", "names no revision"),
        ("bridge@c1:000000", "No state of bridge begin"),
        ("bridge@2024-04-30", "was not seen by 2024-04-30: it was first seen 2024-05-01 09:00 UTC"),
        ("bridge@2024-02-30", "names no revision"),
        ("bridge@yesterday", "names no revision"),
        ("bridge@99999999999999999999", "names no revision"),
        ("bridge@1@2", "There is no article bridge@1@2"),
        ("@1", "There is no article"),
    ],
)
def test_a_name_of_nothing_says_what_there_is(filled: Database, name: str, sentence: str) -> None:
    with pytest.raises(NotFound) as caught:
        history.show(filled, name)

    assert sentence in str(caught.value)


def test_a_key_with_an_at_sign_is_tried_whole_first(store: Database) -> None:
    put(store, draft(FIRST, 0, article="a"), draft(SECOND, 1, article="a"), draft(THIRD, 0, article="a@1"))

    assert history.show(store, "a@1").about.article == "a@1"
    assert history.show(store, "a@2").about.article == "a"
    assert history.show(store, "a@1@1").about.article == "a@1"


def test_an_article_that_was_never_seen_has_looks_and_no_revision(store: Database) -> None:
    put(store, draft(None, 0, outcome=Outcome.GONE, reason="404"))

    assert len(history.captures(store, "bridge")) == 1
    for name in ("bridge", "bridge@1", "bridge@latest", "bridge@2024-05-02"):
        with pytest.raises(NotFound):
            history.show(store, name)
    with pytest.raises(NotFound, match="`archive captures bridge`"):
        history.log(store, "bridge")


def test_in_an_empty_archive_the_error_says_that_it_is_empty(store: Database) -> None:
    with pytest.raises(NotFound, match="the archive is empty"):
        history.show(store, "bridge")


def test_every_revision_says_between_which_looks_its_change_came(filled: Database) -> None:
    log = history.log(filled, "bridge")

    assert [(e.captured_at, e.not_before) for e in log] == [
        (at(0), None),
        (at(1), at(0)),
        (at(2), at(1)),
        (at(3), at(2)),
    ]
    assert [e.labels for e in log][:2] == [(), (Label.FIGURE,)]
    assert [(e.added, e.removed, e.edited, e.moved) for e in log] == [
        (0, 0, 0, 0),
        (0, 0, 1, 0),
        (1, 0, 0, 0),
        (0, 1, 0, 0),
    ]


def test_the_raw_bytes_of_every_revision_come_back_exactly(store: Database) -> None:
    raws = [
        FIRST.encode(),
        SECOND.replace("\n\n", "\r\n\r\n").encode(),
        b"\xff\xfe" + THIRD.encode("utf-16-le"),
    ]
    put(
        store,
        *(
            draft(text, n, raw=raw)
            for n, (text, raw) in enumerate(zip((FIRST, SECOND, THIRD), raws, strict=True))
        ),
    )

    assert [history.raw(store, f"bridge@{n}") for n in (1, 2, 3)] == raws


def test_raw_bytes_that_no_longer_have_their_digest_are_not_given_out(filled: Database) -> None:
    with filled.writing() as connection:
        driver_of(connection).execute("UPDATE passage SET text = text || '!' WHERE id = 1")

    with pytest.raises(Damaged, match="no longer have their digest"):
        history.raw(filled, "bridge@1")


def test_a_comparison_of_one_name_is_with_the_revision_before_it(filled: Database) -> None:
    def sides(*names: str) -> tuple[int | None, int | None]:
        compared = compare.diff(filled, *names)
        return compared.old.revision, compared.new.revision

    assert sides("bridge") == (3, 4)
    assert sides("bridge@3") == (2, 3)
    assert sides("bridge@1", "3") == (1, 3)
    assert sides("bridge@3", "first") == (3, 1)
    assert sides("bridge@1", "bridge@-2") == (1, 3)
    assert sides("bridge@1", "2024-05-01T10:00:00Z") == (1, 2)
    assert compare.diff(filled, "bridge@2", "4").is_empty
    with pytest.raises(NotFound, match="nothing before revision 1"):
        compare.diff(filled, "bridge@1")
    with pytest.raises(NotFound, match="no revision 9"):
        compare.diff(filled, "bridge@1", "9")


def test_revisions_of_two_articles_are_compared(filled: Database) -> None:
    put(filled, draft(THIRD, 0, article="copy"))

    compared = compare.diff(filled, "bridge@3", "copy@1")

    assert (compared.old.article, compared.new.article) == ("bridge", "copy")
    assert compared.is_empty


def test_facts_say_in_which_revisions_they_stood(filled: Database) -> None:
    stays = {
        (fact.text, fact.first_revision, fact.last_revision)
        for n in (1, 2, 3, 4)
        for fact in facts(filled, f"bridge@{n}")
    }

    assert {stay for stay in stays if stay[0].endswith(("14", "41"))} == {("14", 1, 1), ("41", 2, 4)}
    assert {s[1:] for s in stays if "5.2m" in s[0]} == {(1, 4)}


def test_a_date_that_hangs_on_the_story_s_own_changes_with_it(store: Database) -> None:
    put(
        store,
        draft(FIRST, 0, published_at=None),
        draft(SECOND, 24 * 8, published_at=None),
    )
    (monday,) = [f for f in facts(store, "bridge@1") if f.text.endswith("Monday")]
    assert (monday.value, monday.first_revision, monday.last_revision) == ("2024-04-29", 1, 1)

    from archive.model import Claimed

    put(store, draft(SECOND, 24 * 9, published_at=Claimed("2024-05-08")))

    (monday,) = [f for f in facts(store, "bridge@2") if f.text.endswith("Monday")]
    assert monday.value == "2024-05-06"


def test_a_revision_that_another_extractor_read_is_told_as_perhaps_the_reading_s_own(store: Database) -> None:
    receipts = put(
        store,
        draft(FIRST, 0, extractor="page/1"),
        draft(SECOND, 1, extractor="page/1"),
        draft(THIRD, 2, extractor="page/2"),
        draft(THIRD, 3, extractor="page/1"),
        draft(FIRST, 4, extractor="page/1"),
    )
    told = "read by page/2, before by page/1: may differ by the reading alone"

    assert [receipt.reason for receipt in receipts] == [None, None, told, None, None]
    entries = history.log(store, "bridge")
    assert [entry.read_by for entry in entries] == [None, None, ("page/1", "page/2"), None]
    assert [entry.as_dict().get("read_by") for entry in entries[1:3]] == [None, ["page/1", "page/2"]]
    assert told in log(entries, Look(100))
    assert [change.read_by for change in changes(store, order=ChangeOrder.DATE)] == [
        None,
        ("page/1", "page/2"),
        None,
    ]
    assert store.remarks == []
    compare.diff(store, "bridge@2", "bridge@3")
    assert store.remarks == [
        "bridge@2 was read by page/1, bridge@3 by page/2: what differs may be the reading alone."
    ]
    [note] = [note for note in upkeep.verification(store).notes if "another extractor" in note]
    assert note.startswith("1 revision was read by another extractor")
