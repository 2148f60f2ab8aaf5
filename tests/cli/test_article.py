"""`archive article` and `archive reextract`: decisions from the command line, what they hide and leave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import FIRST, SECOND, at, draft, page, put

from archive.services import opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    from archive.store.connection import Database

SECRET = "zanzibarina"
TOLD = f"The {SECRET} of Elmsrode paid $3.5m to Jane Quillfeather on 3 May 2024, said Tom Ashe."


@pytest.fixture
def filled(file: Path) -> Path:
    """Two stories, one of which is to be hidden."""
    database, _ = opening.open_for_writing(file)
    put(
        database,
        draft(FIRST, 0, url="https://elm.example/bridge", source="Elm Post"),
        draft(SECOND, 1, url="https://elm.example/bridge", source="Elm Post"),
        draft(TOLD, 0, article="hidden-story", url="https://elm.example/hidden", title=f"On {SECRET}"),
        draft(TOLD.replace("3.5", "5.3"), 1, article="hidden-story"),
        draft(TOLD.replace("3.5", "5.3"), 2, article="hidden-story"),
    )
    database.close()
    return file


READING = [
    ["articles"],
    ["changes"],
    ["changes", "--format", "atom"],
    ["facts", "--changed"],
    ["search", SECRET],
    ["search", "said"],
    ["search", "--person", "Jane Quillfeather"],
    ["search", "--quote-by", "Tom Ashe"],
    ["search", "--fact", "money>1000000"],
    ["search", "said", "--count-by", "article"],
    ["search", "--", "-bridge"],
    ["search", "--count", "--", "-bridge"],
    ["search", "--removed", "--csv"],
    ["search", "--on", "2024-05-03", "--date-field", "mentioned"],
    ["search", "quillfeathers"],
    ["export"],
    ["db", "info"],
    ["article", "proposals"],
    ["article", "show", "bridge"],
]
NAMING = [
    ["captures"],
    ["log"],
    ["show"],
    ["show", "--raw"],
    ["show", "--text"],
    ["diff"],
    ["blame"],
    ["facts"],
    ["facts", "--history"],
    ["export"],
    ["reextract", "--dry-run"],
]
NAMES = ["hidden-story", "hidden-story@1", "https://elm.example/hidden", "https://www.elm.example/hidden/"]


@pytest.mark.parametrize("is_json", [False, True])
def test_a_withheld_article_is_in_no_output_of_any_command_that_reads(
    filled: Path, run: Callable[..., Result], is_json: bool
) -> None:
    assert run("article", "withhold", "hidden-story", "--reason", "a court", db=filled).code == 0
    shown = []

    for words in READING:
        if is_json and ({"--csv", "atom", "export", "--count"} & {*words}):
            continue
        result = run(words[0], *_with_json(words, is_json), db=filled)
        assert result.code == 0, (words, result.err)
        asked = " ".join(words).lower()
        said = (result.out + result.err).lower()
        secrets = ("hidden", "quillfeather", "ashe", "$5.3m", "5300000", SECRET, "2 articles")
        shown += [(words, word) for word in secrets if word in said and word not in asked]
        if words[0] == "search" and words[1] in (SECRET, "quillfeathers", "--person", "--quote-by", "--on"):
            assert is_json is False or result.out == ""

    assert not shown


def _with_json(words: list[str], is_json: bool) -> list[str]:
    """The words after the command; in a group `--json` stands after the second command."""
    place = 1 if words[0] in ("db", "article") else 0
    rest = words[1:]
    return [*rest[:place], *(["--json"] if is_json else []), *rest[place:]]


def test_a_withheld_article_cannot_be_shown_by_any_of_its_names(
    filled: Path, run: Callable[..., Result]
) -> None:
    run("article", "withhold", "hidden-story", "--reason", "a court", db=filled)

    for name in NAMES:
        for words in NAMING:
            result = run(words[0], name, *words[1:], db=filled)
            assert result.code == 3, (words, name, result.out, result.err)
            assert result.out == ""
            assert "withheld" in result.err
            assert SECRET not in result.err


def test_counts_leave_out_what_is_withheld_and_info_says_how_many_are(
    filled: Path, run: Callable[..., Result]
) -> None:
    before = run("db", "info", "--json", db=filled).lines[0]
    run("article", "withhold", "hidden-story", "--reason", "a court", db=filled)

    after = run("db", "info", "--json", db=filled).lines[0]

    assert (before["articles"], before["withheld"]) == (2, 0)
    assert (after["articles"], after["captures"], after["revisions"], after["withheld"]) == (1, 2, 2, 1)
    assert run("search", "said", "--json", db=filled).lines[0]["article"] == "bridge"
    assert run("search", "--count", "NOT nothing", db=filled).out.split()[0] == "1"
    assert run("verify", db=filled).code == 0
    assert "1 withheld article is not in it" in run("export", db=filled).err


def test_what_is_released_is_shown_as_before(filled: Path, run: Callable[..., Result]) -> None:
    commands = [
        ["log", "hidden-story"],
        ["search", SECRET],
        ["changes"],
        ["articles"],
        ["facts", "bridge"],
    ]
    before = [run(*words, db=filled).out for words in commands]

    run("article", "withhold", "hidden-story", "--reason", "a court", db=filled)
    assert [run(*words, db=filled).out for words in commands] != before
    run("article", "release", "hidden-story", "--reason", "the court was wrong", db=filled)

    assert [run(*words, db=filled).out for words in commands] == before


def test_show_lists_addresses_reasons_and_decisions(filled: Path, run: Callable[..., Result]) -> None:
    run("article", "merge", "bridge", "hidden-story", "--reason", "one story", db=filled)
    run("article", "alias", "bridge", "elm-bridge", "--reason", "shorter", db=filled)

    text = run("article", "show", "elm-bridge", db=filled).out
    (found,) = run("article", "show", "hidden-story", "--json", db=filled).lines

    assert "https://elm.example/hidden" in text
    assert "given together with the key" in text
    assert "hidden-story is a part of bridge: one story" in text
    assert found["article"] == "bridge"
    assert found["keys"] == ["bridge", "hidden-story", "elm-bridge"]
    assert [(a["url"], a["key"]) for a in found["addresses"]] == [
        ("https://elm.example/bridge", "bridge"),
        ("https://elm.example/hidden", "hidden-story"),
    ]
    assert [(e["event"], e["reason"], e["is_undone"]) for e in found["events"]] == [
        ("merge", "one story", False),
        ("alias", "shorter", False),
    ]


def test_the_old_key_of_a_merged_article_works_in_every_command_which_say_what_it_is_now(
    filled: Path, run: Callable[..., Result]
) -> None:
    run("article", "merge", "bridge", "hidden-story", "--reason", "one story", db=filled)

    for words in (["log"], ["captures"], ["show"], ["diff"], ["blame"], ["facts"], ["export"]):
        result = run(words[0], "hidden-story", db=filled)
        assert result.code == 0, (words, result.err)
        assert "hidden-story is a part of bridge now" in result.err
    assert run("show", "hidden-story@2", "--json", db=filled).lines[0]["article"] == "bridge"


def test_undo_by_number_takes_back_that_decision(filled: Path, run: Callable[..., Result]) -> None:
    run("article", "merge", "bridge", "hidden-story", "--reason", "one story", db=filled)
    run("article", "alias", "bridge", "elm-bridge", "--reason", "shorter", db=filled)

    (event,) = run("article", "undo", "bridge", "--event", "1", "--reason", "two", "--json", db=filled).lines

    assert event["event"] == "undo"
    assert [row["article"] for row in run("articles", "--json", db=filled).lines] == [
        "bridge",
        "hidden-story",
    ]
    assert run("show", "elm-bridge", db=filled).code == 0
    assert run("article", "undo", "bridge", "--event", "1", "--reason", "x", db=filled).code == 3


def test_erase_asks_first(filled: Path, run: Callable[..., Result]) -> None:
    words = ["article", "erase", "hidden-story", "--reason", "the law"]

    refused = run(*words, stdin="n\n", db=filled)
    assert refused.code == 0
    assert run("show", "hidden-story", db=filled).code == 0
    done = run(*words, "--yes", "--json", db=filled)

    assert done.code == 0
    assert (done.lines[0]["captures"], done.lines[0]["passages"]) == (3, 2)
    assert "cannot be taken back" in refused.err
    assert "Copies that you made yourself" in done.err
    assert SECRET.encode() not in filled.read_bytes()
    assert run("captures", "hidden-story", "--json", db=filled).lines[0]["reason"] == "erased: the law"
    assert run("log", "hidden-story", db=filled).code == 3
    assert run("verify", db=filled).code == 0


def test_erase_names_the_copies_that_upgrades_made(filled: Path, run: Callable[..., Result]) -> None:
    copy = filled.with_name(f"{filled.name}.schema-0003.backup")
    copy.write_bytes(b"an older archive")

    done = run("article", "erase", "hidden-story", "--reason", "the law", "--yes", db=filled)

    assert str(copy) in done.err.replace("\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ["article", "merge", "bridge", "nobody", "--reason", "x"],
        ["article", "show", "nobody"],
        ["article", "undo", "bridge", "--reason", "x"],
        ["article", "split", "bridge", "--captures", "99", "--reason", "x"],
    ],
)
def test_what_is_not_there_is_exit_3(filled: Path, run: Callable[..., Result], words: list[str]) -> None:
    assert run(*words, db=filled).code == 3


def test_a_decision_makes_no_archive(tmp_path: Path, run: Callable[..., Result]) -> None:
    assert run("article", "merge", "a", "b", "--reason", "x", db=tmp_path / "none.db").code == 3
    assert not (tmp_path / "none.db").exists()


def test_an_export_or_a_listing_of_one_revision_is_taken_at_its_word(
    filled: Path, run: Callable[..., Result]
) -> None:
    assert run("export", "bridge@2", db=filled).code == 2
    assert [row["capture"] for row in run("captures", "bridge@2", "--json", db=filled).lines] == [2]
    assert [row["revision"] for row in run("log", "bridge@1", "--json", db=filled).lines] == [1]


def test_the_bytes_of_every_look_can_be_had(filled: Path, run: Callable[..., Result]) -> None:
    other = TOLD.replace("3.5", "5.3").encode()

    assert run("show", "hidden-story", "--raw", "--capture", "5", db=filled).out_bytes == other
    assert run("show", "hidden-story", "--raw", "--capture", "1", db=filled).code == 3
    assert run("show", "hidden-story", "--capture", "5", db=filled).code == 2


def old_pages(store_path: Path, texts: list[str]) -> None:
    """Pages as an older extractor read them: without their last paragraph."""
    database, _ = opening.open_for_writing(store_path)
    from archive.model import Draft, Passage, Section

    put(
        database,
        *(
            Draft(
                article="news",
                url="https://elm.example/news.html",
                captured_at=at(hour),
                raw=page(text, visit=hour),
                content_type="text/html; charset=utf-8",
                title="Bridge shut",
                sections=(Section(None, 0, tuple(map(Passage, text.split("\n\n")[:-1]))),),
                extractor="page/0",
            )
            for hour, text in enumerate(texts)
        ),
    )
    database.close()


LONG = "\n\n".join(
    f"Paragraph {n} of a report on the bridge over the Elm, which tells of its {n + 3} cracks at length, "
    "and of the inspectors who found them there in the early hours of a cold morning."
    for n in range(6)
)


def test_a_newer_extractor_s_reading_is_no_change_of_the_publisher_s(
    file: Path, run: Callable[..., Result]
) -> None:
    old_pages(file, [LONG, LONG, LONG.replace("8 cracks", "9 cracks"), LONG])
    before = run("log", "news", "--json").lines
    dry = run("reextract", "--dry-run", "--json")
    assert run("log", "news", "--json").lines == before

    done = run("reextract", "--json")

    assert done.lines == dry.lines
    assert [(row["outcome"], row["changed"], row["extractor_before"]) for row in done.lines] == [
        ("changed", 1, "page/0")
    ] * 4
    assert "Re-extraction, no news: 4 changed" in done.err
    after = run("log", "news", "--json").lines
    assert [row["captured"] for row in after][:1] == [row["captured"] for row in before][:1]
    assert [row["labels"] for row in after] == [[], ["figure"], ["figure"]]
    assert "Paragraph 5" in run("show", "news", "--text").out
    extractors = run("article", "show", "news", "--json").lines[0]["extractors"]
    assert "page/0" not in extractors
    assert run("verify").code == 0
    assert run("reextract", "--json").lines == []
    lines = run("export").out
    assert all(json.loads(line)["extractor"] != "page/0" for line in lines.splitlines())


def test_an_article_of_which_not_all_bytes_were_kept_stays_as_it_was_read(
    file: Path, run: Callable[..., Result]
) -> None:
    old_pages(file, [LONG])
    database, _ = opening.open_for_writing(file)
    _without_bytes(database)
    database.close()
    before = run("log", "news", "--json").lines

    done = run("reextract", "--json")

    assert {row["outcome"] for row in done.lines} == {"kept", "unkept"}
    assert run("log", "news", "--json").lines == before
    assert run("verify").code == 0


def _without_bytes(database: Database) -> None:
    from archive.model import Draft
    from archive.services.ingest import ingest

    look: dict[str, Any] = {"raw": page(LONG, visit=9), "content_type": "text/html", "captured_at": at(5)}
    list(ingest(database, [Draft(article="news", **look)], now=lambda: at(9), keeps_raw=False))


def test_texts_are_read_again_with_what_was_given_beside_them(file: Path, run: Callable[..., Result]) -> None:
    database, _ = opening.open_for_writing(file)
    put(database, draft(FIRST, 0, title="Given beside the text", byline="By A. Writer", extractor="text/0"))
    database.close()

    done = run("reextract", "--json")

    assert done.lines == []
    assert "1 same" in done.err
    shown = run("show", "bridge", "--json").lines[0]
    assert (shown["title"], shown["byline"]) == ("Given beside the text", "By A. Writer")
    assert run("article", "show", "bridge", "--json").lines[0]["extractors"] == ["text/1"]
    assert run("verify").code == 0


def test_a_first_ingest_of_nothing_leaves_no_archive(tmp_path: Path, run: Callable[..., Result]) -> None:
    db = tmp_path / "new.db"

    result = run("ingest", str(tmp_path / "none.txt"), db=db)

    assert result.code == 4
    assert list(tmp_path.glob("new.db*")) == []


def test_an_archive_that_lacks_a_table_is_damaged_and_not_old(
    filled: Path, run: Callable[..., Result]
) -> None:
    import sqlite3
    from contextlib import closing

    for table in ("capture", "alembic_version", "passage", "event"):
        whole = filled.read_bytes()
        with closing(sqlite3.connect(filled)) as file, file:
            file.execute("PRAGMA foreign_keys = OFF")
            file.execute(f"DROP TABLE {table}")
        result = run("verify", db=filled)
        assert result.code == 7, (table, result.err)
        assert table in result.out + result.err
        filled.write_bytes(whole)


def test_a_backup_leaves_other_files_alone(filled: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    mine = tmp_path / "copy.db.partial"
    mine.write_text("mine")

    assert run("db", "backup", str(tmp_path / "copy.db"), db=filled).code == 0

    assert mine.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db", "copy.db.partial"]


def test_a_log_up_to_a_revision_says_how_many_there_are(filled: Path, run: Callable[..., Result]) -> None:
    count = len(run("log", "bridge", "--json", db=filled).lines)

    assert f"bridge  1 of {count} revisions" in run("log", "bridge@1", db=filled).out
    assert f"bridge  {count} revisions" in run("log", "bridge", db=filled).out


def test_an_undo_names_the_decision_by_its_number(filled: Path, run: Callable[..., Result]) -> None:
    number = run("article", "alias", "bridge", "span", "--reason", "x", "--json", db=filled).lines[0][
        "number"
    ]

    undone = run("article", "undo", "bridge", "--reason", "y", db=filled)

    assert f"decision {number} is taken back" in undone.out


def test_a_proof_says_how_many_articles_are_not_listed(filled: Path, run: Callable[..., Result]) -> None:
    before = run("verify", db=filled).out
    run("article", "merge", "bridge", "hidden-story", "--reason", "x", db=filled)

    assert "part of another one" not in before
    assert "1 article is withheld or part of another one" in " ".join(run("verify", db=filled).out.split())
