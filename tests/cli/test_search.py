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
        (["--fact", "money>$5m"], ["b@1-1", "a@2-2"]),
        (["--fact", "money>£5m"], []),
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
    assert filled("search", "cost", "--count", "--csv").out == "count\n3\n"


def test_counts_by_something_are_a_table_or_records(filled: Run) -> None:
    assert filled("search", "--until", "2024", "--count-by", "month").out.split("\n")[:-1] == [
        "ARTICLES  MONTH (published, else first captured)",
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
        (["--count", "--count-by", "month"], 2, "--count or --count-by"),
        (["--removed", "--added"], 2, "--removed or --added, not both"),
        (["--changed", "--added"], 2, "--added or --changed, not both"),
        (["--as-of", "soon"], 2, "A time is written as 2021-07-27T09:00:00Z"),
        (["--as-of", "2021.."], 2, "no last day"),
        (["--as-of", "last 7 days"], 2, "ends today; 7 days ago is a day"),
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


def test_a_sign_of_the_web_that_is_text_here_is_told(filled: Run) -> None:
    assert "A minus leaves nothing out: write NOT cost." in filled("search", "repairs -cost").err
    assert "write NOT cost" in filled("search", "repairs -cost", "--count").err
    assert "OR" in filled("search", "repairs | cost").err
    assert filled("search", "repairs -cost", "--json").err == ""
    assert filled("search", "repairs cost").err == ""


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


def test_what_only_the_conditions_rule_out_is_not_said_to_be_absent(filled: Run) -> None:
    def told(*words: str) -> str:
        return " ".join(filled("search", *words).out.split())

    assert (
        told("repairs", "--removed")
        == "No article matches repairs with these conditions; without them 1 does."
    )
    assert told("cost", "--since", "2030", "--date-field", "captured").endswith("without them 3 do.")
    assert told("zeppelin", "--removed") == "No article matches zeppelin."
    assert told("zeppelin", "--order", "oldest", "--limit", "1") == "No article matches zeppelin."
    assert told("--fact", "money>1bn") == "No article matches."
    assert told("?!") == "No article matches ?!. There is no word in what was asked, only signs."
    assert filled("search", "repairs", "--removed", "--json").out == ""
    assert filled("search", "repairs", "--removed", "--csv").out == ""


def test_a_list_that_was_cut_says_so_aside(filled: Run) -> None:
    cut = filled("search", "cost", "--limit", "2")

    assert cut.err == "Articles 1 to 2 of 3; `--offset 2` shows the next, `--limit 3` all.\n"
    assert "Articles" not in cut.out
    assert filled("search", "cost", "--limit", "1", "--offset", "1").err == (
        "Article 2 of 3; `--offset 2` shows the next.\n"
    )
    assert filled("search", "cost", "--limit", "3").err == ""
    assert filled("search", "cost", "--limit", "1", "--json").err == ""
    assert filled("search", "cost", "--limit", "1", "--csv").err == ""


def test_what_takes_long_to_count_is_not_counted(filled: Run) -> None:
    cut = filled("search", "repairs", "--label", "money", "--limit", "1")

    assert "change asked for: beside revision 2" in cut.out
    assert cut.err == "Article 1; if there are more, `--offset 1` shows them.\n"


def test_a_count_of_nothing_says_what_may_be_wrong_with_the_query(filled: Run) -> None:
    mistyped = filled("search", "--count", "titel:repairs")

    assert (mistyped.out, mistyped.err) == (
        "0\n",
        "There is no field titel: (it was read as a word); title: is one.\n",
    )
    assert filled("search", "--count", "titel:repairs", "--json").err == ""
    assert filled("search", "--count", "repairs", "--removed").err == ""


def test_months_are_counted_by_the_date_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    look = {
        "article": "mole",
        "captured": "2024-05-03T09:00:00Z",
        "published": "2024-02-01",
        "modified": "2024-03-01",
        "text": "The mole is shut.",
    }
    (tmp_path / "looks.jsonl").write_text(json.dumps(look))
    run("ingest", "looks.jsonl")

    def months(*words: str) -> list[list[str]]:
        lines = run("search", "mole", "--count-by", "month", *words).out.splitlines()
        return [line.split(maxsplit=1) for line in lines]

    assert months() == [["ARTICLES", "MONTH (published, else first captured)"], ["1", "2024-02"]]
    assert months("--date-field", "captured") == [["ARTICLES", "MONTH (captured)"], ["1", "2024-05"]]
    assert months("--date-field", "modified")[1] == ["1", "2024-03"]
    assert months("--date-field", "mentioned") == months()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("May 2024", ["a@1-2"]),
        ("1 May 2024", ["a@1-1"]),
        ("2024 Q2", ["a@1-2", "b@1-1"]),
        ("2024-05-02T08:00Z", ["a@1-1"]),
        ("today", ["a@1-2", "b@1-1", "c@1-1"]),
        ("2 days ago", ["a@1-2", "b@1-1"]),
    ],
)
def test_the_archive_is_searched_as_it_stood_at_the_end_of_what_is_named(
    filled: Run, when: str, expected: list[str]
) -> None:
    assert found(filled("search", "cost", "--order", "oldest", "--as-of", when, "--json")) == expected
