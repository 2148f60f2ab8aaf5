"""Every command: what it prints, its JSON keys, its exit code, and that no article steers the terminal."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, THIRD

from archive.errors import ArchiveError
from archive.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """An archive with three revisions of `bridge` and a look that saw nothing."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for hour, text in enumerate((FIRST, SECOND, THIRD), 9):
        (inbox / f"bridge@2024-05-01T{hour:02}00Z.txt").write_text(text)
    gone = {"article": "bridge", "captured": "2024-05-01T12:00:00Z", "outcome": "gone", "reason": "404"}
    (inbox / "looks.jsonl").write_text(json.dumps(gone) + "\n")
    assert run("ingest", str(inbox)).code == 0
    return run


def keys(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return list(result.lines[0])


def test_the_keys_of_every_command_are_those_of_the_contract(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(FIRST)

    assert keys(filled("ingest", "more.txt", "--json")) == [
        "source",
        "article",
        "revision",
        "outcome",
        "reason",
    ]
    assert keys(filled("articles", "--json")) == [
        "article",
        "title",
        "source",
        "revisions",
        "first_captured",
        "last_captured",
        "published",
    ]
    assert keys(filled("captures", "bridge", "--json")) == [
        "article",
        "capture",
        "captured",
        "outcome",
        "reason",
        "address",
        "revision",
    ]
    assert keys(filled("log", "bridge", "--json")) == [
        *("article", "revision", "id", "captured", "not_before", "published", "modified", "title", "words"),
        *("labels", "added", "removed", "edited", "moved"),
    ]
    shown = [
        "article",
        "revision",
        "id",
        "title",
        "byline",
        "published",
        "modified",
        "captured",
        "not_before",
    ]
    assert set(keys(filled("show", "bridge", "--json"))) >= {*shown, "sections"}
    (show,) = filled("show", "bridge", "--json").lines
    assert {"heading", "passages"} <= set(show["sections"][0])
    (diff,) = filled("diff", "bridge@2", "--json").lines
    assert list(diff) == ["old", "new", "fields", "units", "facts", "silent", "weight"]
    assert list(diff["old"]) == ["article", "revision", "id", "captured"]
    assert list(diff["units"][0]) == [
        *("kind", "moved", "old", "new", "old_text", "new_text", "words", "labels"),
    ]
    assert list(diff["facts"][0]) == ["kind", "change", "old", "new"]
    assert set(keys(filled("facts", "bridge", "--json"))) >= {
        *("kind", "text", "value", "unit", "subject", "speaker", "qualifier", "section", "passage"),
        *("start", "end", "first_revision", "last_revision"),
    }
    assert keys(filled("search", "cracks", "--json")) == [
        *("article", "revision", "title", "published", "captured", "snippet", "score", "first_revision"),
        *("last_revision", "current", "spans"),
    ]


def test_times_in_json_are_utc_and_missing_values_null(filled: Run) -> None:
    first, *_, last = filled("captures", "bridge", "--json").lines

    assert first["captured"] == "2024-05-01T09:00:00Z"
    assert (last["outcome"], last["reason"], last["revision"], last["address"]) == ("gone", "404", None, None)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["show", "bridge@9"], 3, "no revision 9 of bridge: it has 3"),
        (["show", "nothing"], 3, "no article nothing"),
        (["captures", "nothing"], 3, "no article nothing"),
        (["log", "nothing"], 3, "no article nothing"),
        (["facts", "nothing"], 3, "no article nothing"),
        (["export", "nothing"], 3, "no article nothing"),
        (["diff", "bridge@1"], 3, "nothing before revision 1"),
        (["search", "cracks AND"], 2, "nothing after AND"),
        (["search", "OR cracks"], 2, "nothing before OR"),
        (["db", "backup", "inbox/looks.jsonl"], 2, "exists already"),
        (["db", "backup", "no/such/folder.db"], 8, "no/such/folder.db"),
        (["ingest", "no-such-file.txt"], 4, ""),
        (["frobnicate"], 2, "frobnicate"),
        (["ingest"], 2, "Missing argument"),
        (["show"], 2, "Missing argument"),
        (["show", "bridge", "--raw", "--text"], 2, "Give one of"),
        (["diff", "bridge", "--hide", "nonsense"], 2, "no label"),
        (["diff", "bridge", "--json", "--format", "html"], 2, "not both"),
        (["search", "x", "--on", "2024-05-01", "--since", "2024-05-01"], 2, "not both"),
        (["search", "x", "--since", "2024-02-30"], 2, "no date"),
        (["search", "x", "--as-of", "then"], 2, "no date"),
        (["ingest", "inbox", "--captured", "soon"], 2, "no date"),
        (["facts", "bridge", "--kind", "rumour"], 2, "rumour"),
    ],
)
def test_an_error_is_one_sentence_on_standard_error_and_its_exit_code(
    filled: Run, words: list[str], code: int, sentence: str
) -> None:
    result = filled(*words)

    assert result.code == code
    said = result.err + ("" if code in (2, 3, 8) else result.out)
    assert sentence in said
    assert "Traceback" not in said
    if code == 3:
        assert result.err.startswith("Error: ")
        assert result.err.count("\n") == 1
        assert result.out == ""


def test_every_error_has_an_exit_code_and_every_code_a_meaning() -> None:
    from archive.cli import exits

    def below(kind: type[ArchiveError]) -> set[type[ArchiveError]]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    for kind in below(ArchiveError) - {ArchiveError}:
        error = kind.__new__(kind)
        assert exits.code_of(error) in exits.MEANINGS
    assert {exits.CODES[kind] for kind in exits.CODES} == {2, 3, 4, 5, 6, 7, 8}


def test_differences_give_exit_code_1_only_when_asked_for(filled: Run) -> None:
    assert filled("diff", "bridge@2").code == 0
    assert filled("diff", "bridge@2", "--exit-code").code == 1
    assert filled("diff", "bridge@2", "2", "--exit-code").code == 0


def test_stories_are_found_by_the_dates_they_claim_were_seen_at_or_speak_of(filled: Run) -> None:
    def found(*words: str) -> int:
        result = filled("search", *words, "--json")
        assert result.code == 0, result.err
        return len(result.lines)

    assert found("--on", "2024-05-01") == found("--on", "2024-05-01", "--date-field", "captured") == 1
    assert found("--on", "2024-05-02") == found("--on", "2024-05-01", "--date-field", "modified") == 0
    assert found("--on", "2025-03", "--date-field", "mentioned") == 1
    assert found("--on", "2025-04", "--date-field", "mentioned") == 0


def test_no_hit_is_no_error(filled: Run) -> None:
    result = filled("search", "zeppelin", "--json")

    assert (result.code, result.out) == (0, "")


@pytest.mark.parametrize(
    "words",
    [["articles"], ["show", "a"], ["verify"], ["rebuild"], ["export"], ["db", "info"], ["db", "upgrade"]],
)
def test_a_command_that_reads_makes_no_file(run: Run, tmp_path: Path, words: list[str]) -> None:
    result = run(*words, db=tmp_path / "none.db")

    assert result.code == 3
    assert "There is no database" in result.err
    assert not list(tmp_path.glob("none.db*"))


@pytest.mark.parametrize(
    "words",
    [
        ["articles"],
        ["captures", "bridge"],
        ["log", "bridge"],
        ["show", "bridge"],
        ["diff", "bridge"],
        ["facts", "bridge"],
        ["search", "cracks"],
        ["verify"],
        ["export"],
        ["db", "info"],
    ],
)
def test_a_command_that_reads_alters_no_byte_and_leaves_no_file(
    filled: Run, file: Path, words: list[str]
) -> None:
    before, names = file.read_bytes(), sorted(path.name for path in file.parent.iterdir())

    assert filled(*words).code == 0

    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == names


def test_the_file_is_the_option_else_the_environment_else_archive_db(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    monkeypatch.setenv("ARCHIVE_DB", "by-environment.db")

    assert run("ingest", "a.txt", db=None).code == 0
    assert (tmp_path / "by-environment.db").exists()
    assert run("ingest", "a.txt", db=tmp_path / "by-option.db").code == 0
    assert (tmp_path / "by-option.db").exists()
    monkeypatch.delenv("ARCHIVE_DB")
    assert run("ingest", "a.txt", db=None).code == 0
    assert (tmp_path / "archive.db").stat().st_size > 0


def test_a_look_without_a_time_is_now_whatever_the_age_of_the_file(run: Run, tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.txt"
    path.write_text(FIRST)
    os.utime(path, (0, 0))
    before = datetime.now(UTC)

    assert run("ingest", "a.txt").code == 0

    (capture,) = run("captures", "a", "--json").lines
    assert before <= datetime.fromisoformat(capture["captured"]) <= datetime.now(UTC)


def test_options_say_what_the_source_does_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a@2024-05-01T0900Z.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text("Tue 27 July 2021:\n" + FIRST)

    result = run("ingest", ".", "--captured", "2024-06-01T10:00:00+02:00", "--published", "2024-04")

    assert result.code == 0
    a, b = run("articles", "--json").lines
    assert (a["first_captured"], a["published"]) == ("2024-05-01T09:00:00Z", "2024-04")
    assert (b["first_captured"], b["published"]) == ("2024-06-01T08:00:00Z", "2024-04")


def test_standard_input_is_read_as_text_or_as_json_lines(run: Run) -> None:
    line = json.dumps({"article": "b", "captured": "2024-05-01", "text": SECOND})

    assert run("ingest", "-", "--article", "a", stdin=FIRST).code == 0
    assert run("ingest", "-", stdin=line + "\n").code == 0
    assert run("ingest", "-", "--article", "c", "--format", "text", stdin="{not json}").code == 0

    assert [row["article"] for row in run("articles", "--json").lines] == ["a", "b", "c"]


def test_a_folder_is_read_by_names_and_keys_are_paths_in_it(run: Run, tmp_path: Path) -> None:
    for name in ("z/deep.txt", "a.md", "looks@2024-05-01T0900Z.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(FIRST)

    result = run("ingest", "in", "--json")

    assert [row["article"] for row in result.lines] == ["a", "looks", "z/deep"]
    assert run("ingest", "in/z/deep.txt", "--json").lines[0]["article"] == "deep"


def test_the_raw_bytes_of_a_file_come_back_exactly(run: Run, tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf# Title\r\n\r\n" + FIRST.encode() + b"  \r\n\n"
    (tmp_path / "a.md").write_bytes(raw)

    assert run("ingest", "a.md").code == 0

    assert run("show", "a", "--raw").out_bytes == raw


def test_the_raw_bytes_of_a_json_line_are_those_of_its_text(run: Run) -> None:
    text = "Zwei  Brücken\r\n\r\nwurden gesperrt. "
    run("ingest", "-", stdin=json.dumps({"article": "b", "text": text}) + "\n")

    assert run("show", "b", "--raw").out_bytes == text.encode()


def test_one_bad_item_gives_exit_code_4_and_the_rest_goes_in(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text(FIRST)
    (inbox / "empty.txt").write_text("")
    (inbox / "z.txt").write_text(SECOND)

    result = run("ingest", "in", "--json")

    assert result.code == 4
    assert [row["outcome"] for row in result.lines] == ["new", "failed", "new"]
    assert "empty" in result.lines[1]["reason"].lower()


def test_strict_stores_all_or_nothing(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text(FIRST)
    (inbox / "z.txt").write_bytes(b"\x00\x01")

    result = run("ingest", "in", "--strict")

    assert result.code == 4
    assert "Nothing was stored" in result.err
    assert run("articles", "--json").out == ""


def test_ingesting_again_adds_nothing_where_the_times_are_stated(filled: Run) -> None:
    before = filled("export").out

    result = filled("ingest", "inbox", "--json")

    assert result.code == 0
    assert {row["outcome"] for row in result.lines} == {"same", "gone"}
    assert filled("export").out == before


def test_a_late_look_is_said_to_renumber(filled: Run) -> None:
    result = filled("ingest", "-", "--article", "bridge", "--captured", "2024-04-30", stdin="Older text.")

    assert result.code == 0
    assert "revisions 1 to 3 are now 2 to 4" in " ".join(result.out.split())


def test_verify_names_damage_and_exits_with_7(filled: Run, file: Path) -> None:
    assert filled("verify").code == 0
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE passage SET text = replace(text, '14', '15')")

    result = filled("verify", "--json")

    assert result.code == 7
    assert any("passage" in problem["where"] for problem in result.lines[0]["problems"])
    assert filled("verify").code == 7
    assert filled("show", "bridge@1", "--raw").code == 7


@pytest.mark.parametrize("options", [(), ("--json",), ("--text",)])
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE passage SET text = replace(text, '14', '15')",
        "UPDATE state SET byline = 'By Nobody' WHERE id = 1",
    ],
)
def test_a_text_that_no_longer_gives_its_digest_is_not_shown(
    filled: Run, file: Path, options: tuple[str, ...], damage: str
) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(damage)

    result = filled("show", "bridge@1", *options)

    assert (result.code, result.out) == (7, "")
    assert "no longer gives its digest c1:" in result.err


@pytest.mark.parametrize("words", [("show", "the U.S."), ("search", "the U.S.")])
def test_a_sentence_about_a_name_with_a_stop_ends_with_one(filled: Run, words: tuple[str, ...]) -> None:
    result = filled(*words)

    said = result.out + result.err
    assert "the U.S." in said
    assert ".." not in said


def test_rebuild_repairs_what_is_derived(filled: Run, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DELETE FROM run")
    assert filled("verify").code == 7

    result = filled("rebuild")

    assert result.code == 0
    assert "Rebuilt 1 article." in result.err
    assert filled("verify").code == 0


def test_export_and_ingest_into_a_new_file_give_the_same_export(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_bytes(filled("export").out_bytes)
    other = tmp_path / "other.db"

    assert filled("ingest", "all.jsonl", db=other).code == 0

    assert filled("export", db=other).out == filled("export").out
    assert len(filled("export", "bridge").out.splitlines()) == 4


def test_a_file_that_is_no_database_and_one_of_another_program(run: Run, tmp_path: Path) -> None:
    text, other, empty = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    text.write_text("This is a shopping list.")
    empty.touch()
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE capture (id)")
    before = [text.read_bytes(), other.read_bytes()]

    assert (run("articles", db=text).code, run("articles", db=other).code) == (5, 5)
    assert (run("ingest", "-", "--article", "a", stdin=FIRST, db=text).code) == 5
    assert (run("ingest", "-", "--article", "a", stdin=FIRST, db=other).code) == 5
    assert (run("articles", db=empty).code, "is empty" in run("articles", db=empty).err) == (5, True)
    assert run("articles", db=tmp_path).code == 3
    assert run("articles", db=tmp_path / ("n" * 300)).code == 3
    assert [text.read_bytes(), other.read_bytes()] == before


def test_a_database_whose_name_is_no_text_or_has_signs_of_an_address_is_opened(
    run: Run, tmp_path: Path
) -> None:
    import os

    names = ["with space.db", "what?mode=ro.db", "100%25#1.db", os.fsdecode(b"caf\xe9.db")]
    for name in names:
        assert run("ingest", "-", "--article", "a", stdin=FIRST, db=tmp_path / name).code == 0, name
        assert run("show", "a", db=tmp_path / name).code == 0, name
        assert (tmp_path / name).exists()


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31mred \u202egnp.exe\u2066 \u2028next\x07\x00".replace("\x00", "")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> Run:
    """An archive whose every text, name and date line would steer a terminal."""
    lines = [
        {
            "article": "evil",
            "captured": f"2024-05-0{day}",
            "url": f"https://elm.example/{day}",
            "source": "src" + HOSTILE,
            "title": f"Title {day} {HOSTILE}",
            "byline": "By " + HOSTILE,
            "dateline": HOSTILE + "dateline",
            "text": f"{day}5 people {HOSTILE} said. “Quoted {HOSTILE} words,” said Ann {HOSTILE}Poe.\n\n"
            f"Stay {HOSTILE}.",
        }
        for day in (1, 2)
    ]
    lines.append({"article": "evil", "captured": "2024-05-03", "outcome": "gone", "reason": "why " + HOSTILE})
    (tmp_path / "evil.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("ingest", "evil.jsonl")
    assert result.code == 0
    assert not STEERING.search(result.out + result.err)
    return run


@pytest.mark.parametrize(
    "words",
    [
        ["articles"],
        ["captures", "evil"],
        ["log", "evil"],
        ["show", "evil"],
        ["show", "evil", "--text"],
        ["diff", "evil"],
        ["diff", "evil", "--by", "sentence", "--why"],
        ["diff", "evil", "--format", "side-by-side"],
        ["diff", "evil", "--format", "markdown"],
        ["diff", "evil", "--format", "html"],
        ["diff", "evil", "--format", "patch"],
        ["blame", "evil"],
        ["blame", "evil", "--by", "word"],
        ["changes"],
        ["facts", "evil"],
        ["search", "people"],
        ["search", "words"],
        ["search", "", "--since", "2024-05-01"],
        ["verify"],
        ["db", "info"],
        ["export"],
        *(
            [*words, "--json"]
            for words in (
                ["articles"],
                ["captures", "evil"],
                ["log", "evil"],
                ["show", "evil"],
                ["diff", "evil"],
                ["facts", "evil"],
                ["search", "people"],
            )
        ),
    ],
    ids=" ".join,
)
def test_nothing_in_an_article_reaches_the_terminal_as_a_command_to_it(
    hostile: Run, words: list[str]
) -> None:
    result = hostile(*words)

    assert result.code == 0, result.err
    assert result.out
    found = STEERING.search(result.out + result.err)
    assert not found, repr(result.out[max(0, found.start() - 40) : found.end() + 10]) if found else ""


@pytest.mark.parametrize(
    "words",
    [
        ["show", HOSTILE],
        ["ingest", HOSTILE],
        ["search", HOSTILE + " AND"],
        ["export", HOSTILE],
    ],
)
def test_an_error_about_a_hostile_name_is_printed_safely(hostile: Run, words: list[str]) -> None:
    result = hostile(*words)

    assert result.code in (2, 3, 4)
    assert not STEERING.search(result.out + result.err)


def test_markup_of_an_article_does_not_reach_html(run: Run) -> None:
    for day, word in (("1", "old"), ("2", "new")):
        line = {
            "article": "x",
            "captured": f"2024-05-0{day}",
            "title": f"<img src=x onerror=alert({day})>",
            "text": f"The <script>alert('{word}')</script> text of {word} \"quoted\" & more.",
        }
        assert run("ingest", "-", stdin=json.dumps(line) + "\n").code == 0

    html = run("diff", "x", "--format", "html").out

    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;" in html


def test_the_demo_walks_through_the_seeds_in_an_empty_folder(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    result = run("demo", db=empty / "demo.db")

    assert result.code == 0
    assert result.out.count("\n$ archive --db") >= 8
    for word in ("ingest", "articles", "log", "diff", "facts", "search", "verify"):
        assert f"demo.db {word}" in result.out
    assert "Traceback" not in result.out + result.err
    again = run("demo", db=empty / "demo.db")
    assert again.code == 0


def test_the_demo_keeps_its_archive_apart_from_yours(run: Run, tmp_path: Path) -> None:
    assert run("demo", db=None).code == 0

    assert (tmp_path / "demo.db").exists()
    assert len(list(folder("seeds").iterdir())) > 8


def test_a_backup_is_made_and_said(filled: Run, tmp_path: Path) -> None:
    result = filled("db", "backup", "copy.db")

    assert result.code == 0
    assert "copy.db" in result.err
    assert filled("articles", db=tmp_path / "copy.db").out == filled("articles").out
    shutil.rmtree(tmp_path / "inbox")


def test_changes_are_asked_for_in_the_words_that_searches_take(run: Run) -> None:
    now = datetime.now(UTC)
    for age, text in ((3, "12 died."), (2, "21 died."), (0, "22 died.")):
        seen = (now - age * timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        run("ingest", "-", "--article", "fire", "--captured", seen, stdin=f"{text}\n")
    found = run("changes", "--since", "yesterday", "--json").lines
    assert [row["revision"] for row in found] == [3]
    assert [
        row["new"]["value"] for row in run("facts", "--changed", "--since", "yesterday", "--json").lines
    ] == [22]


def test_a_feed_of_changes_begins_with_the_newest(run: Run) -> None:
    for day, text in ((1, "12 died."), (2, "21 died."), (3, "21 died then.")):
        run("ingest", "-", "--article", "fire", "--captured", f"2021-07-0{day}", stdin=f"{text}\n")
    feed = run("changes", "--format", "atom").out
    assert re.findall(r"<updated>(\S+?)T", feed)[1:] == ["2021-07-03", "2021-07-02"]
    assert run("changes", "--limit", "1", "--json").lines[0]["revision"] == 2
