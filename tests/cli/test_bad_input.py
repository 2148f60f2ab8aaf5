"""Bad input: each kind gets one clear sentence, the rest goes in, and nothing stored is harmed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

UMLAUTS = "Grüße aus Köln: die Brücke über die Elbe ist für Wochen gesperrt.\n"

BAD_TEXTS = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n\xe2\x80\x8b", "empty"),
    "nul": (b"\x00" * 50, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
    "utf16 without mark": (UMLAUTS.encode("utf-16-le"), "binary"),
    "latin1": (UMLAUTS.encode("latin-1"), "not UTF-8"),
    "cut off": ("Die Brücke ist zu: ü".encode()[:-1], "breaks off"),
    "cut off utf-16": (UMLAUTS.encode("utf-16")[:-1], "breaks off"),
    "50 MB": (b"Water rose. " * (50 * 1024 * 1024 // 12), "longer than"),
}

BAD_LINES = {
    "no json": ("this is no JSON", "no JSON"),
    "cut off": ('{"article": "x", "text": "abc', "no JSON"),
    "a list": ("[1, 2]", "list"),
    "a number": ("7", "number"),
    "no identity": ('{"text": "abc"}', "article"),
    "no content": ('{"article": "x"}', "content"),
    "empty content": ('{"article": "x", "text": ""}', "empty"),
    "a text that is none": ('{"article": "x", "text": 7}', "string"),
    "date that is none": ('{"article": "x", "text": "abc", "captured": "2024-13-45"}', "no date"),
    "date in words": ('{"article": "x", "text": "abc", "published": "the other day"}', "no date"),
    "date in the future": ('{"article": "x", "text": "abc", "captured": "2999-01-01"}', "future"),
    "outcome that is none": ('{"article": "x", "outcome": "lost"}', "outcome"),
    "gone with a text": ('{"article": "x", "outcome": "gone", "text": "abc"}', "gone"),
    "half a character": ('{"article": "x", "text": "a \\ud800 b"}', "half"),
    "address that is none": ('{"url": "http://[::1", "text": "abc"}', "address"),
    "deeply nested": ("[" * 100_000, ""),
    "a key twice": ('{"article": "x", "article": "y", "text": "abc"}', "twice"),
    "not utf-8": (b'{"article": "x", "text": "K\xf6ln"}', "UTF-8"),
    "nan": ('{"article": "x", "text": NaN}', ""),
    "raw that is no base64": ('{"article": "x", "text": "abc", "raw": "%%%"}', "base64"),
}


@pytest.mark.parametrize(("content", "word"), BAD_TEXTS.values(), ids=BAD_TEXTS.keys())
def test_a_bad_text_gets_a_sentence_and_its_neighbours_go_in(
    run: Run, tmp_path: Path, content: bytes, word: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_bytes(content)
    (folder / "c.txt").write_text(SECOND)

    result = run("ingest", "in", "--json")

    assert result.code == 4
    assert [line["outcome"] for line in result.lines] == ["new", "failed", "new"]
    bad = result.lines[1]
    assert bad["source"].endswith("b.txt")
    assert word in bad["reason"]
    assert "\n" not in bad["reason"]
    assert len(bad["reason"]) < 300
    assert run("verify").code == 0
    assert [row["article"] for row in run("articles", "--json").lines] == ["a", "c"]


@pytest.mark.parametrize(("line", "word"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_gets_a_sentence_and_its_neighbours_go_in(run: Run, line: str | bytes, word: str) -> None:
    good = [json.dumps({"article": key, "text": FIRST}).encode() for key in ("a", "c")]
    bad = line.encode() if isinstance(line, str) else line

    result = run("ingest", "-", "--json", stdin=b"\n".join([good[0], bad, good[1]]))

    assert result.code == 4
    assert [row["outcome"] for row in result.lines] == ["new", "failed", "new"]
    assert result.lines[1]["source"] == "-:2"
    assert word.lower() in result.lines[1]["reason"].lower()
    assert run("verify").code == 0


def test_a_json_line_whose_heading_is_deeper_than_any_goes_in(run: Run) -> None:
    line = {"article": "x", "sections": [{"heading": "Deep", "level": 12, "passages": ["It rained."]}]}

    assert run("ingest", "-", stdin=json.dumps(line)).code == 0
    assert run("verify").code == 0


def test_a_folder_that_holds_itself_is_read_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")

    result = run("ingest", "in", "--json")

    assert [(row["outcome"], row["article"]) for row in result.lines if row["article"]] == [("new", "a")]
    assert result.code == 4
    assert run("verify").code == 0


def test_a_file_that_is_not_there_does_not_keep_the_others_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST)

    result = run("ingest", "missing.txt", "a.txt", "missing-folder/", "--json")

    assert result.code == 4
    assert [row["outcome"] for row in result.lines] == ["failed", "new", "failed"]


def test_a_device_and_a_pipe_are_not_waited_for(run: Run, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")

    result = run("ingest", "pipe.txt", "/dev/zero", "--json")

    assert result.code == 4
    assert [row["outcome"] for row in result.lines] == ["failed", "failed"]


def test_capture_times_of_files_that_are_none_or_to_come_are_refused(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a@2024-02-31.txt", "b@2999-01-01.txt", "c@2024-05-01T2561Z.txt", "d.txt"):
        (folder / name).write_text(FIRST)

    result = run("ingest", "in", "--json")

    assert [row["outcome"] for row in result.lines] == ["failed", "failed", "failed", "new"]


def test_a_future_time_on_the_command_line_is_refused(run: Run) -> None:
    result = run("ingest", "-", "--article", "x", "--captured", "2999-01-01", stdin=FIRST)

    assert result.code == 4
    assert "future" in result.out + result.err


def test_an_archive_is_unharmed_by_a_whole_folder_of_bad_things(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(FIRST)
    assert run("ingest", "in", "--captured", "2024-05-01").code == 0
    before = run("export").out
    for number, (content, _) in enumerate(list(BAD_TEXTS.values())[:-1]):
        (folder / f"bad{number}.txt").write_bytes(content)
    lines = [line.encode() if isinstance(line, str) else line for line, _ in BAD_LINES.values()]
    (folder / "bad.jsonl").write_bytes(b"\n".join(lines))

    result = run("ingest", "in", "--captured", "2024-05-01", "--json")

    assert result.code == 4
    assert (
        len([row for row in result.lines if row["outcome"] == "failed"])
        == len(BAD_LINES) + len(BAD_TEXTS) - 1
    )
    assert run("export").out == before
    assert run("verify").code == 0


@pytest.mark.parametrize("url", ["news.example/abc", "//news.example/abc", "news.example:8080/abc"])
def test_an_address_that_does_not_say_how_it_is_reached_is_refused(run: Run, url: str) -> None:
    result = run("ingest", "-", "--json", stdin=json.dumps({"url": url, "text": FIRST}))

    assert result.code == 4
    assert f"https://{url.lstrip('/')}" in result.lines[0]["reason"]
    assert run("articles", "--json").lines == []


def test_a_mistyped_key_is_told_once_with_the_one_that_was_meant(run: Run, tmp_path: Path) -> None:
    lines = [{"article": f"mole-{n}", "text": FIRST, "titel": "Mole shut", "rating": n} for n in range(3)]
    path = tmp_path / "looks.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))

    result = run("ingest", "looks.jsonl")

    assert result.code == 0
    told = [line.removeprefix("looks.jsonl:1 and 2 more: ") for line in result.err.splitlines()]
    assert told == [
        "“rating” is no key that is read, and was passed over.",
        "“titel” is no key that is read, and was passed over. Did you mean “title”?",
    ]


def test_a_mistyped_key_is_a_bad_item_where_all_or_nothing_is_wanted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "looks.jsonl").write_text(json.dumps({"article": "mole", "text": FIRST, "publishd": "2024"}))
    (tmp_path / "odd.jsonl").write_text(json.dumps({"article": "mole", "text": FIRST, "rating": 5}))

    refused = run("ingest", "looks.jsonl", "--strict")

    assert (refused.code, "“publishd” is none that is read; “published” is" in refused.err) == (4, True)
    assert run("articles", "--json").lines == []
    assert run("ingest", "odd.jsonl", "--strict").code == 0


def test_a_key_that_is_none_steers_no_terminal_and_is_not_told_without_end(run: Run) -> None:
    line = {"article": "mole", "text": FIRST, **{f"\x1b[2J{n}": n for n in range(9)}, "x" * 900: 1}

    result = run("ingest", "-", stdin=json.dumps(line))

    assert "\x1b" not in result.err
    assert max(map(len, result.err.splitlines())) < 200
    assert len(result.err.splitlines()) == 6
