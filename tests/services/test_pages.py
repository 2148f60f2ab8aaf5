"""Pages through the services: extracted on any core, stored, exported and taken in again."""

# ruff: noqa: E501 - pages

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import NOW, at, put

from archive.model import Draft, Outcome, Passage, Section
from archive.readers import Unreadable, read_line, read_path, write_line
from archive.services import crew, facts, history
from archive.services.ingest import ingest
from archive.services.opening import open_for_writing
from archive.services.prepare import is_page, prepared
from archive.services.upkeep import verification

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.store.connection import Database

URL = "https://elmpost.example/elm-bridge-shut"


def page(cracks: int = 14, *, canonical: str | None = URL, advert: str = "boots") -> bytes:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<html lang=en><head>{link}<title>Elm bridge shut</title></head><body><nav><a href=/>Home</a></nav>"
        f"<h1>Elm bridge shut</h1><p class=byline>By Ann Lee</p><p>The bridge over the Elm was shut on Monday after an "
        f"inspector found {cracks} cracks in its <a href='/pier'>oldest pier</a>, the council said.</p>"
        f"<p>Buses will go by Oldbury until the repairs are done, at least until the spring.</p>"
        f"<div class=advert><a href='https://ads.example/{advert}'>Buy {advert}</a></div></body></html>"
    ).encode()


def look(hours: float, cracks: int = 14, **fields: object) -> Draft:
    return Draft(
        **{
            "new_key": "bridge",
            "raw": page(cracks, advert=f"boots {hours}"),
            "content_type": "text/html",
            "captured_at": at(hours),
            "origin": f"{hours}",
            **fields,
        }  # type: ignore[arg-type]
    )


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copyfile(template, tmp_path / "archive.db")
    opened, _ = open_for_writing(tmp_path / "archive.db")
    yield opened
    opened.close()


def test_a_page_is_extracted_when_it_is_prepared_and_what_was_given_with_it_wins() -> None:
    made = prepared(look(0, source="Elm Post", byline="Bo Diaz"), now=NOW)

    assert made.state is not None
    assert (made.state.title, made.state.byline) == ("Elm bridge shut", "Bo Diaz")
    assert (made.draft.url, made.draft.source, made.draft.language) == (URL, "Elm Post", "en")
    assert made.raw == look(0).raw
    assert (made.extractor or "").startswith("html/1")


def test_a_page_without_an_address_goes_by_the_name_of_its_file() -> None:
    made = prepared(look(0, raw=page(canonical=None)), now=NOW)

    assert (made.draft.article, made.draft.url) == ("bridge", None)


def test_a_text_in_html_s_type_is_no_page() -> None:
    assert not is_page(Draft(article="a", text="x", raw=b"<p>x", content_type="text/html"))
    assert not is_page(Draft(article="a", raw=b"x", content_type="text/plain"))
    assert is_page(Draft(article="a", raw=b"<p>x", content_type="Text/HTML; charset=koi8-r"))


def test_only_the_story_s_own_changes_are_revisions(database: Database) -> None:
    receipts = put(database, look(0), look(1), look(2, 41), look(3, 41))

    assert [receipt.outcome.value for receipt in receipts] == ["new", "same", "revised", "same"]
    assert [len(history.captures(database, "bridge")), len(history.story(database, "bridge").revisions)] == [
        4,
        2,
    ]


@pytest.mark.parametrize(
    "earlier",
    [
        {"sections": (Section(None, 0, (Passage("Less was read of it."),)),), "extractor": "html/0"},
        {"outcome": Outcome.REFUSED, "reason": "An earlier program could not read it."},
    ],
)
def test_a_saved_page_that_an_earlier_extractor_read_otherwise_is_no_new_look(
    database: Database, earlier: dict[str, object]
) -> None:
    put(database, look(0, url=URL, **earlier))

    (again,) = put(database, look(0, url=URL))
    receipts = put(database, look(0, url=URL), look(1, url=URL), look(1, 41, url=URL))

    assert (again.added, again.reason) == (False, "this look is in the archive already")
    assert [receipt.added for receipt in receipts] == [False, True, True]
    assert len(history.captures(database, URL)) == 3
    assert verification(database).problems == ()


def test_a_refused_page_is_a_look_with_its_reason_and_no_revision(database: Database) -> None:
    wall = b"<html><title>Just a moment...</title><body><p>Checking your browser. Verify you are a human.</p></body></html>"
    receipts = put(database, look(0), look(1, raw=wall, url=URL))

    assert [receipt.outcome for receipt in receipts] == [Outcome.NEW, Outcome.REFUSED]
    assert "check for robots" in (receipts[1].reason or "")
    assert len(history.story(database, "bridge").revisions) == 1


def test_a_crew_s_answer_is_what_the_main_process_would_have_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = b"<html><title>Page not found</title><body><p>No such page.</p></body></html>"
    items = [look(n, n, new_key=f"k{n}", url=f"{URL}/{n}") for n in range(24)]
    items += [look(30, raw=wall, url=URL), look(31, raw=b"", url=URL)]
    monkeypatch.setattr(crew, "_cores", lambda: 1)
    alone = [made for chunk in crew.prepared_chunks(items, lambda: NOW) for made in chunk.items]
    monkeypatch.setattr(crew, "_cores", lambda: 2)
    together = [made for chunk in crew.prepared_chunks(items, lambda: NOW) for made in chunk.items]

    assert len(alone) == len(together) == len(items)
    for one, other in zip(alone, together, strict=True):
        if isinstance(one, Unreadable) or isinstance(other, Unreadable):
            assert one == other
            continue
        assert (one.digest, one.state, one.raw, one.published_at) == (
            other.digest,
            other.state,
            other.raw,
            other.published_at,
        )
        for name in (
            "url",
            "title",
            "byline",
            "source",
            "language",
            "links",
            "addresses",
            "outcome",
            "reason",
            "extractor",
        ):
            assert getattr(one.draft, name) == getattr(other.draft, name), name


def test_a_line_of_interchange_with_html_is_a_page_with_exactly_its_bytes() -> None:
    draft = read_line('{"article": "a", "html": "<p>caf\\u00e9"}')

    assert is_page(draft)
    assert draft.raw == "<p>café".encode()


def test_an_extracted_page_goes_out_as_a_line_and_comes_back_without_being_extracted_again() -> None:
    made = prepared(look(0, article="bridge"), now=NOW).draft
    back = read_line(write_line(made))

    assert not is_page(back)
    assert (back.sections, back.links, back.raw, back.extractor, back.content_type) == (
        made.sections,
        made.links,
        made.raw,
        made.extractor,
        made.content_type,
    )
    assert [link.url for link in back.links] == ["https://elmpost.example/pier"]


def test_a_page_s_name_with_a_time_is_its_key_and_capture_and_a_second_reading_adds_nothing(
    database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bridge@2024-05-01T0900Z.html").write_bytes(page(14))
    (folder / "bridge@2024-05-01T1000Z.htm").write_bytes(page(41))
    first = list(ingest(database, read_path(folder), now=lambda: NOW))
    again = list(ingest(database, read_path(folder), now=lambda: NOW))

    assert [(receipt.article, receipt.revision, receipt.added) for receipt in first] == [
        ("bridge", 1, True),
        ("bridge", 2, True),
    ]
    assert [receipt.added for receipt in again] == [False, False]


def test_looks_at_a_page_without_an_address_are_held_against_the_first_of_their_article(
    database: Database,
) -> None:
    # Two pages that pack badly but for what they share.
    scripts = "".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(99)).encode()
    looks = [
        look(
            n,
            article="bridge",
            new_key=None,
            raw=page(canonical=None, advert=str(n)) + b"<!--" + scripts + b"-->",
        )
        for n in range(4)
    ]
    assert [receipt.outcome for receipt in put(database, *looks)] == ["new", "same", "same", "same"]
    with database.reading() as connection:
        codings = [row[0] for row in connection.exec_driver_sql("SELECT coding FROM raw ORDER BY id")]
    assert codings == ["zstd", "zstd+key", "zstd+key", "zstd+key"]


@pytest.mark.parametrize(("language", "day"), [("en-GB", "2026-03-12"), ("en-US", "2026-12-03")])
def test_the_region_of_a_page_says_which_of_two_numbers_is_the_month(
    database: Database, language: str, day: str
) -> None:
    raw = page().replace(b"lang=en", f"lang={language}".encode()).replace(b"on Monday", b"on 12/03/2026")
    put(database, look(0, raw=raw))
    dates = [fact.value for fact in facts.facts(database, "bridge") if fact.kind.value == "date"]
    assert dates[0] == day
