import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.changes import RULES, compare_texts, rule_meaning
from archive.changes.labels import labels
from archive.diff import word_runs
from archive.model import Label

KNOWN = {(rule.label, rule.name) for rule in RULES}


def named(old: str, new: str) -> list[str]:
    return [f"{found.label.value}: {found.rule}" for found in labels(word_runs(old, new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("He said “no”.", 'He said "no".', ["typographic: style"]),
        ("The Prime Minister", "The prime minister", ["typographic: letter-case"]),
        ("Well, he ran.", "Well he ran.", ["typographic: punctuation"]),
        ("Seven men ran.", "7 men ran.", ["typographic: same-number"]),
        ("It cost 1,500 crowns.", "It cost 1500 crowns.", ["typographic: same-number"]),
        ("They recieved it.", "They received it.", ["spelling: near-word"]),
        ("The troop left.", "The troops left.", ["rewording: other-words"]),
        (
            "He was hurt, and 12 ran.",
            "He was hurt, and 21 walked.",
            ["figure: number", "rewording: other-words"],
        ),
        ("On Monday five men ran.", "Five men ran on Monday.", ["rewording: other-words"]),
        ("They can go.", "They can't go.", ["negation: negation"]),
        ("Exports rose in May.", "Exports fell in May.", ["negation: opposite"]),
        ("He was convicted on Monday.", "He was acquitted on Monday.", ["negation: opposite"]),
        ("Shares rose sharply.", "Shares climbed sharply.", ["rewording: other-words"]),
        ("", "Share this on your page", ["boilerplate: service-line"]),
        ("Last updated 5 pm", "Last updated 6 pm", ["boilerplate: stamp"]),
        ("", "An earlier version of this story named the wrong town.", ["correction-note: note"]),
        ("", "He slept.", ["rewording: other-words"]),
        ("He slept.", "", ["rewording: other-words"]),
        ("It grew by 5% to $3m.", "It grew by 6% to $4m.", ["money: sum", "percentage: share"]),
    ],
)
def test_each_rule_names_what_it_sees(old: str, new: str, expected: list[str]) -> None:
    assert named(old, new) == expected


def test_of_swapped_figures_each_is_another() -> None:
    assert named("12 died and 5 fled.", "5 died and 12 fled.") == ["figure: number"]


def test_a_figure_that_moves_with_its_clause_is_no_other_figure() -> None:
    assert "figure: number" not in named("In the end, 12 of them fled.", "12 of them fled in the end.")


def test_rules_are_named_once_and_explained() -> None:
    assert len(KNOWN) == len(RULES)
    assert all(rule.meaning for rule in RULES)
    assert {rule.label for rule in RULES} == set(Label)
    assert all(rule_meaning(rule.name) == rule.meaning for rule in RULES)


WORDS = "He 12 % $ said “ ” not Monday Ann updated share ? , ."
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)


@given(TEXTS, TEXTS)
@settings(max_examples=200)
def test_every_change_has_a_label_and_every_rule_is_documented(old: str, new: str) -> None:
    found = labels(word_runs(old, new))

    assert found
    assert set(found) <= KNOWN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The firm paid $5m to them.", "The firm paid $5 million to them."),
        ("It rose 50 percent in a year.", "It rose 50% in a year."),
    ],
)
def test_the_same_value_written_otherwise_is_no_silent_correction(old: str, new: str) -> None:
    compared = compare_texts(old, new)

    assert Label.TYPOGRAPHIC in compared.labels
    assert not compared.silent


def test_a_word_of_a_headline_in_title_case_is_no_name_for_its_capital() -> None:
    assert Label.NAME not in compare_texts("Ferry Stops Over Strike", "Ferry Halts Over Strike").labels
    assert Label.NAME in compare_texts("Kadhemi Meets Troops In Iraq", "Kadhimi Meets Troops In Iraq").labels
