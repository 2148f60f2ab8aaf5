"""`archive changes` and `archive diff`: options, keys, and what is told about every change."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, THIRD
from diff_match_patch import diff_match_patch
from stories import STORIES, Story

from archive.cli.labels import LABELS
from archive.model import Label
from archive.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

FORMATS = ("terminal", "side-by-side", "html", "markdown")


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """An archive with three revisions of `bridge`, and one of `pier`, at a source."""
    lines = [
        {"article": "bridge", "captured": f"2024-05-0{day}T09:00:00Z", "source": "Elm Post", "text": text}
        for day, text in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    lines.append({"article": "pier", "captured": "2024-05-01", "text": FIRST})
    (tmp_path / "looks.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert run("ingest", "looks.jsonl").code == 0
    return run


def revisions(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return [f"{row['article']}@{row['revision']}" for row in result.lines]


def test_the_keys_are_those_of_the_log_with_weight_and_silent(filled: Run) -> None:
    logged = filled("log", "bridge", "--json").lines
    row = filled("changes", "--json").lines[0]

    assert list(row) == [*logged[1], "weight", "silent"]
    assert row.items() >= logged[1].items()
    assert (row["silent"], row["weight"] > 0.4) == (True, True)


def test_the_most_telling_come_first_or_the_newest(filled: Run) -> None:
    assert revisions(filled("changes", "--json")) == ["bridge@2", "bridge@3"]
    assert revisions(filled("changes", "--json", "--order", "date")) == ["bridge@3", "bridge@2"]
    assert revisions(filled("changes", "--json", "--limit", "1")) == ["bridge@2"]


def test_changes_are_chosen_by_their_options(filled: Run) -> None:
    assert revisions(filled("changes", "--json", "--since", "2024-05-03")) == ["bridge@3"]
    assert revisions(filled("changes", "--json", "--until", "2024-05-02")) == ["bridge@2"]
    assert revisions(filled("changes", "--json", "--since", "2024-06")) == []
    assert revisions(filled("changes", "--json", "--label", "figure", "--label", "byline")) == ["bridge@2"]
    assert revisions(filled("changes", "--json", "--silent")) == ["bridge@2"]
    assert revisions(filled("changes", "--json", "--min-weight", "0.4")) == ["bridge@2"]
    assert revisions(filled("changes", "--json", "--source", "elm post")) == ["bridge@2", "bridge@3"]
    assert revisions(filled("changes", "--json", "--article", "pier")) == []


def test_people_see_the_words_that_weigh_most(filled: Run) -> None:
    shown = filled("changes").out

    assert "bridge@2  Elm Post" in shown
    assert "found [-14-]{+41+} cracks." in shown
    assert filled("changes", "--article", "pier").out == "No change.\n"


def test_what_is_unknown_is_refused(filled: Run) -> None:
    assert filled("changes", "--source", "Nobody").code == 3
    assert filled("changes", "--article", "nothing").code == 3
    assert filled("changes", "--label", "nonsense").code == 2
    assert filled("changes", "--min-weight", "2").code == 2


def test_every_label_can_be_asked_for() -> None:
    assert tuple(label.value for label in Label) == LABELS


def test_the_log_says_what_was_silent(filled: Run) -> None:
    lines = filled("log", "bridge").out.splitlines()

    assert [line.strip() for line in lines if "silent" in line] == ["passages: 1 edited; figure; silent"]


@pytest.fixture
def noted(run: Run, tmp_path: Path) -> Run:
    """A story in which a figure changes, with a note, and a comma."""
    note = "Correction: An earlier version of this article gave the number of cracks as 14. There are 41."
    new = SECOND.replace("Mara Holt, the mayor", "Mara Holt the mayor") + f"\n\n{note}"
    for day, text in enumerate((FIRST, new), 1):
        (tmp_path / f"bridge@2024-05-0{day}.txt").write_text(text)
    assert run("ingest", "bridge@2024-05-01.txt", "bridge@2024-05-02.txt").code == 0
    return run


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("grain", ["passage", "sentence"])
def test_every_format_says_what_a_correction_note_speaks_of(noted: Run, form: str, grain: str) -> None:
    shown = " ".join(noted("diff", "bridge", "--format", form, "--by", grain).out.split())

    assert f"speaks of {grain} 1" in shown


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("grain", ["passage", "sentence"])
def test_every_format_hides_what_is_asked_and_says_how_much(noted: Run, form: str, grain: str) -> None:
    options = ("diff", "bridge", "--format", form, "--by", grain, "--context", "0")

    shown, whole = noted(*options, "--hide", "typographic").out, noted(*options).out

    assert "1 change hidden: typographic." in " ".join(shown.split())
    assert "hidden:" not in whole
    assert shown != whole


def test_json_hides_too_and_explains(noted: Run) -> None:
    (row,) = noted("diff", "bridge", "--json", "--hide", "typographic", "--why").lines

    assert row["hidden"] == {"changes": 1, "labels": ["typographic"]}
    assert [unit["rules"] for unit in row["units"] if unit["kind"] == "edited"] == [["number"]]
    assert row["why"][0]["reason"] == "passage 1: edited, figure, in the lead"


@pytest.mark.parametrize("form", FORMATS)
def test_every_label_and_the_weight_are_explained_on_request(noted: Run, form: str) -> None:
    shown = " ".join(noted("diff", "bridge", "--format", form, "--why").out.split())

    assert "a number that is no sum, share or date was put in, taken out or changed" in shown
    assert "Points: typographic 0.01, figure 0.40" in shown
    assert "Not silent:" in shown


def test_context_is_obeyed_in_every_format(noted: Run) -> None:
    for form in FORMATS:
        none, some = (
            noted("diff", "bridge", "--format", form, "--context", count).out for count in ("0", "3")
        )
        assert none != some
        assert "Repairs will cost" in some


@pytest.mark.parametrize("option", [["--hide", "figure"], ["--why"], ["--context", "2"]])
def test_a_patch_cannot_leave_anything_out(noted: Run, option: list[str]) -> None:
    assert noted("diff", "bridge", "--format", "patch", *option).code == 2


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_patch_of_the_old_text_gives_the_new_one(run: Run, story: Story) -> None:
    assert run("ingest", str(folder("seeds"))).code == 0
    texts = [run("show", f"{story.key}@{number}", "--text").out for number in range(1, story.revisions + 1)]

    program = diff_match_patch()
    for number, (old, new) in enumerate(pairwise(texts), 2):
        written = run("diff", f"{story.key}@{number}", "--format", "patch").out
        patched, applied = program.patch_apply(program.patch_fromText(written), old)
        assert patched == new
        assert all(applied)
    whole = run("diff", f"{story.key}@1", str(story.revisions), "--format", "patch").out
    assert program.patch_apply(program.patch_fromText(whole), texts[0])[0] == texts[-1]
