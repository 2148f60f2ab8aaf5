"""What a search is asked on the command line, and what it prints."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

QUOTED = "“We saw no other way,” said Mara Holt, the mayor."


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """Three articles: one with a corrected sum, one that names a place, and one of yesterday."""
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    looks = [
        ("a", "2024-05-01", "=Repairs", f"Repairs will cost $3m.\n\n{QUOTED}"),
        ("a", "2024-05-02", "=Repairs", f"Repairs will cost $9m.\n\n{QUOTED}"),
        ("b", "2024-06-02", "School opens", "Mara Holt opened a school in London. It cost $4m to $6m."),
        ("c", yesterday, "The pier", "The pier cost nothing."),
    ]
    lines = [
        {
            "article": article,
            "captured": f"{day}T09:00:00Z",
            "title": title,
            "source": "Elm Post",
            "text": text,
        }
        for article, day, title, text in looks
    ]
    (tmp_path / "looks.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert run("ingest", "looks.jsonl").code == 0
    return run


def found(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return [f"{row['article']}@{row['first_revision']}-{row['last_revision']}" for row in result.lines]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--fact", "money>5m"], ["b@1-1", "a@2-2"]),
        (["--fact", "money>5m", "--fact", "quotation"], ["a@2-2"]),
        (["--person", "holt"], ["b@1-1", "a@1-2"]),
        (["--person", "holt", "--place", "london"], ["b@1-1"]),
        (["--quote-by", "Mara Holt", "cost"], ["a@1-2"]),
        (["--order", "oldest"], ["a@1-2", "b@1-1", "c@1-1"]),
        (["--order", "oldest", "--offset", "1", "--limit", "1"], ["b@1-1"]),
        (["--on", "yesterday"], ["c@1-1"]),
        (["--since", "7 days"], ["c@1-1"]),
        (["--on", "2024-05..2024-06", "--order", "newest"], ["b@1-1", "a@1-2"]),
        (["--since", "2024-06", "--until", "2024"], ["b@1-1"]),
    ],
)
def test_what_is_asked_is_found(filled: Run, words: list[str], expected: list[str]) -> None:
    assert found(filled("search", *words, "--json")) == expected


def test_a_count_is_one_number(filled: Run) -> None:
    assert filled("search", "cost", "--limit", "1", "--count").out == "3\n"
    assert filled("search", "zeppelin", "--count").out == "0\n"
    assert filled("search", "cost", "--count", "--json").lines == [{"count": 3}]


def test_counts_by_something_are_a_table_or_records(filled: Run) -> None:
    assert filled("search", "--until", "2024", "--count-by", "month").out.split("\n")[:-1] == [
        "ARTICLES  MONTH",
        "       1  2024-05",
        "       1  2024-06",
    ]
    assert filled("search", "cost", "--count-by", "source", "--json").lines == [
        {"key": "Elm Post", "count": 3}
    ]
    assert filled("search", "mara", "--count-by", "article", "--csv").out == "key,count\na,2\nb,1\n"
    assert filled("search", "zeppelin", "--count-by", "article").out == "Nothing matches.\n"


def test_comma_separated_values_have_the_keys_of_the_json_and_start_no_formula(filled: Run) -> None:
    [row] = csv.DictReader(StringIO(filled("search", "repairs", "--csv").out))
    [record] = filled("search", "repairs", "--json").lines

    assert list(row) == list(record)
    assert (row["title"], row["published"], row["current"]) == ("'=Repairs", "", "true")
    assert row["snippet"] == record["snippet"]
    assert filled("search", "zeppelin", "--csv").out == ""


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--on", "soon"], 2, "'soon' is no date"),
        (["--fact", "cash>1"], 2, "the kinds are figure"),
        (["--fact", "money>much"], 2, "needs a number"),
        (["--count", "--csv"], 2, "--count alone"),
        (["--count", "--count-by", "month"], 2, "--count alone"),
        (["--csv", "--json"], 2, "not both"),
        (["--offset", "-1"], 2, "offset"),
    ],
)
def test_a_mistake_is_told(filled: Run, words: list[str], code: int, sentence: str) -> None:
    result = filled("search", *words)

    assert result.code == code
    assert sentence in result.err


def test_days_that_end_before_they_begin_are_refused(filled: Run) -> None:
    result = filled("search", "repairs", "--since", "2022", "--until", "2021")

    assert result.code == 2
    assert "2022-01-01 comes after 2021-12-31" in result.err
    assert filled("changes", "--since", "2022", "--until", "2021").code == 2
    assert "give the earlier day first" in filled("search", "repairs", "--on", "2022..2021").err


def test_no_hit_says_what_was_passed_over_or_mistyped(filled: Run) -> None:
    assert (
        filled("search", "cost", "--offset", "9").out
        == "All that match cost, 3, were left out at the start.\n"
    )
    assert "There is no field titel:" in filled("search", "titel:repairs").out
    assert filled("search", "titel:repairs", "--json").out == ""
    assert "field" not in filled("search", "https://elm.example/x").out


def test_facts_alone_are_gone_or_new_as_words_are(run: Run, tmp_path: Path) -> None:
    for number, text in enumerate(
        ("Mara Holt opened it.", "Nobody opened it.", "Mara Holt shut it.", "Shut.")
    ):
        path = tmp_path / f"pier@2024-05-0{number + 1}T0900Z.txt"
        path.write_text(f"{text} It was said in the town that the work had been done and that it is old.")
        run("ingest", str(path))

    assert run("search", "--person", "Holt", "--json").lines[0]["current"] is False
    assert run("search", "--person", "Holt", "--json").lines[0]["spans"] == [[1, 1], [3, 3]]
    assert "no longer in the latest" in run("search", "--removed", "--person", "Holt").out
    assert run("search", "--added", "--person", "Holt").out == "No article matches.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--since", "2021-07-15 23:00"], "names a time of day"),
        (["--until", "2021-07-15T23:00Z"], "names a time of day"),
        (["--since", "..2021-07"], "has no first day"),
        (["--until", "2021-07.."], "has no last day"),
    ],
)
def test_what_is_no_day_for_an_option_is_refused(filled: Run, words: list[str], sentence: str) -> None:
    result = filled("search", "repairs", *words)

    assert result.code == 2
    assert sentence in result.err


def test_open_ranges_are_days_on_which_something_may_be(filled: Run) -> None:
    assert found(filled("search", "--on", "..2024-05", "--json")) == ["a@1-2"]
    assert found(filled("search", "cost", "--on", "2024-6..", "--order", "oldest", "--json")) == [
        "b@1-1",
        "c@1-1",
    ]
