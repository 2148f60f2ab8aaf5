"""`archive blame`: its keys, its options, what people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, THIRD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

KEYS = ["section", "passage", "sentence", "text", "first_revision", "first_captured"]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """An archive with three revisions of `bridge`."""
    for hour, text in enumerate((FIRST, SECOND, THIRD), 9):
        (tmp_path / f"bridge@2024-05-01T{hour:02}00Z.txt").write_text(text)
    assert run("ingest", *(f"bridge@2024-05-01T{hour:02}00Z.txt" for hour in (9, 10, 11))).code == 0
    return run


def test_json_has_a_line_for_each_sentence_with_the_keys_of_the_contract(filled: Run) -> None:
    rows = filled("blame", "bridge", "--json").lines

    assert [list(row) for row in rows] == [[*KEYS, "edited_revision"], *[KEYS] * 3]
    assert [row["first_revision"] for row in rows] == [1, 1, 1, 3]
    assert rows[3]["first_captured"] == "2024-05-01T11:00:00Z"


def test_by_word_json_has_the_runs_of_words_too(filled: Run) -> None:
    row = filled("blame", "bridge", "--by", "word", "--json").lines[0]

    assert list(row) == [*KEYS, "edited_revision", "words"]
    assert "".join(text for text, _ in row["words"]) == row["text"]
    assert [" 41", 2] in row["words"]


def test_people_see_the_revision_in_the_margin(filled: Run) -> None:
    lines = filled("blame", "bridge").out.splitlines()
    words = filled("blame", "bridge", "--by", "word").out.splitlines()

    assert lines[0].startswith("@1, edited @2  2024-05-01 09:00 UTC  The bridge over the Elm")
    assert lines[-1] == "@3             2024-05-01 11:00 UTC  Buses will go by Oldbury until then."
    assert "@2  2024-05-01 10:00 UTC    41" in words


def test_an_earlier_revision_can_be_named(filled: Run) -> None:
    assert len(filled("blame", "bridge@1", "--json").lines) == 3


def test_an_unknown_article_or_unit_is_refused(filled: Run) -> None:
    assert filled("blame", "bridge@9").code == 3
    assert filled("blame", "brigde").code == 3
    assert filled("blame", "bridge", "--by", "letter").code == 2
