"""`archive facts` and `archive rebuild --facts` from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import draft, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.store.connection import Database

    Run = Callable[..., Any]

OLD = "At least 12 people were hurt when a crane fell.\n\nThe crane cost $2m."
NEW = "At least 21 people were hurt when a crane fell.\n\nThe crane cost $2m."


@pytest.fixture
def crane(store: Database) -> None:
    """A toll that rose from 12 to 21."""
    put(
        store,
        draft(OLD, 0, article="crane", language="en"),
        draft(NEW, 3, article="crane", language="en"),
    )


@pytest.mark.usefixtures("crane")
def test_the_history_is_one_line_a_fact_with_a_chart_for_figures(run: Run) -> None:
    assert run("facts", "crane", "--history").out.splitlines() == [
        "crane  2 facts, 1 changed; 2 revisions; times in UTC",
        "figure        people were hurt: at least 12 (@1, 2024-05-01 09:00) → at least 21 (@2, 12:00)",
        "              ▁█  from 12 to 21",
        "money         The crane cost: $2m (@1, 2024-05-01 09:00)",
    ]


@pytest.mark.usefixtures("crane")
def test_sentences_stand_under_their_values(run: Run) -> None:
    lines = run("facts", "crane", "--history", "--kind", "figure", "--sentences").out.splitlines()

    assert [line.strip() for line in lines[3:]] == [
        "@1  At least 12 people were hurt when a crane fell.",
        "@2  At least 21 people were hurt when a crane fell.",
    ]


@pytest.mark.usefixtures("crane")
def test_json_keeps_the_keys_of_a_fact_and_adds_its_values(run: Run) -> None:
    (row,) = run("facts", "crane", "--history", "--kind", "figure", "--json").lines

    contract = "kind text value unit subject speaker qualifier section passage start end"
    assert {*contract.split(), "first_revision", "last_revision"} <= row.keys()
    assert [
        [
            value[key]
            for key in ("value", "text", "qualifier", "revision", "captured", "not_before", "passage")
        ]
        for value in row["values"]
    ] == [
        [12, "12", "at least", 1, "2024-05-01T09:00:00Z", None, 0],
        [21, "21", "at least", 2, "2024-05-01T12:00:00Z", "2024-05-01T09:00:00Z", 0],
    ]
    assert row["values"][1]["sentence"] == "At least 21 people were hurt when a crane fell."


def test_no_revision_is_given_the_speaker_or_the_subject_of_a_later_one(store: Database, run: Run) -> None:
    text = '"The quay is no car park," {} said.\n\nIt was swept by 40 {}.'
    put(
        store,
        draft(text.format("Ms Lund", "boys"), 0, article="quay", language="en"),
        draft(text.format("Mr Voss", "girls"), 3, article="quay", language="en"),
    )

    told = run("facts", "quay", "--history").out
    assert '"The quay is no car park,": Lund (@1, 2024-05-01 09:00) → Voss (@2' in " ".join(told.split())
    assert "40 boys (@1, 2024-05-01 09:00) → 40 girls (@2" in " ".join(told.split())
    assert '"The quay is no car park,": Lund → Voss' in " ".join(run("facts", "--changed").out.split())


@pytest.mark.usefixtures("crane")
def test_html_is_one_page_without_scripts(run: Run) -> None:
    page = run("facts", "crane", "--history", "--format", "html").out

    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert page.count('<section class="fact changed') == 1


@pytest.mark.usefixtures("crane")
def test_changed_facts_are_told_with_their_looks_and_sentences(run: Run) -> None:
    assert run("facts", "--changed", "--direction", "up", "--at-least", "50%").out.splitlines() == [
        "crane@2  figure  people were hurt: at least 12 → at least 21  +9, +75 %",
        "    changed on 2024-05-01 between 09:00 and 12:00 UTC (3 hours)",
        "    - At least 12 people were hurt when a crane fell.",
        "    + At least 21 people were hurt when a crane fell.",
    ]


@pytest.mark.usefixtures("crane")
def test_changed_facts_as_json(run: Run) -> None:
    (row,) = run("facts", "--changed", "--since", "2024-05", "--until", "2024-05", "--json").lines

    assert (row["article"], row["old"]["value"], row["new"]["value"]) == ("crane", 12, 21)
    assert (row["change"], row["share"], row["captured"]) == (9.0, 0.75, "2024-05-01T12:00:00Z")


@pytest.mark.usefixtures("crane")
@pytest.mark.parametrize("words", [("--direction", "down"), ("--at-least", "10"), ("--since", "2024-05-02")])
def test_no_such_change_is_no_error(run: Run, words: tuple[str, ...]) -> None:
    result = run("facts", "--changed", *words)

    assert (result.code, result.out) == (0, "No fact changed so.\n")


@pytest.mark.usefixtures("crane")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Give an ARTICLE, or --changed"),
        (("crane", "--changed"), "give no ARTICLE"),
        (("--changed", "--history"), "not both"),
        (("crane", "--limit", "3"), "go with --changed"),
        (("crane", "--sentences"), "go with --history"),
        (("crane", "--format", "html"), "go with --history"),
        (("crane", "--history", "--format", "html", "--json"), "not both"),
        (("--changed", "--at-least", "much"), "neither a share, as 10%, nor an amount"),
        (("--changed", "--at-least", "nan"), "neither a share, as 10%, nor an amount"),
    ],
)
def test_options_that_do_not_belong_together_are_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("facts", *words)

    assert result.code == 2
    assert told in result.err


@pytest.mark.usefixtures("crane")
def test_reading_the_facts_again_is_said_to_be_no_news(run: Run) -> None:
    shown = run("show", "crane", "--json").out

    result = run("rebuild", "--facts", "--json")

    assert result.code == 0
    assert "Re-extraction, no news: read 3 passages of 1 articles" in result.err
    assert "No revision changed." in result.err
    assert result.lines[0]["differing"] == 0
    assert run("show", "crane", "--json").out == shown
    assert run("verify").code == 0
