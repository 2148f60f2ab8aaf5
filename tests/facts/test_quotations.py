"""Quotations and their speakers, on a set of sentences written for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.facts import find_facts, mentions
from archive.model import FactKind

CASES = json.loads((Path(__file__).parent / "quotations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_quotations_of_a_text_and_no_other(case: dict[str, object]) -> None:
    found = find_facts(str(case["text"]), language=str(case["language"]))

    assert [fact.value for fact in found if fact.kind is FactKind.QUOTATION] == [
        quotation["words"]
        for quotation in case["quotations"]  # type: ignore[attr-defined]
    ]


def test_most_speakers_are_the_right_ones() -> None:
    named = right = 0
    for case in CASES:
        found = [
            fact
            for fact in find_facts(case["text"], language=case["language"])
            if fact.kind is FactKind.QUOTATION
        ]
        for fact, wanted in zip(found, case["quotations"], strict=True):
            named += wanted["speaker"] is not None
            right += wanted["speaker"] is not None and fact.speaker == wanted["speaker"]

    assert right >= 0.95 * named


def test_the_span_has_the_marks_and_the_value_has_not() -> None:
    text = "“Go,” said Anna Novak. Then she left."

    found = next(mention for mention in mentions(text) if mention.kind is FactKind.QUOTATION)

    assert (found.span.of(text), found.value, found.cue, found.is_partial) == ("“Go,”", "Go,", "said", False)


def test_words_in_the_narrators_sentence_are_a_partial_quotation() -> None:
    (found,) = (
        mention
        for mention in mentions("Anna Novak said it was “cold and wet and dark”.")
        if mention.kind is FactKind.QUOTATION
    )

    assert found.is_partial


def test_a_pronoun_with_two_candidates_has_no_speaker() -> None:
    text = "Anna Novak met Mary Quill at noon.\n“It is cold,” she said."

    (found,) = (fact for fact in find_facts(text) if fact.kind is FactKind.QUOTATION)

    assert found.speaker is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The dam held.” ― Ivo Marek", "Ivo Marek"),
        ("“You ‘took the blame, all of it,’” Berg said.", "Berg"),
        ("“She would be a great mayor,” Councillor Ann Berg (Green) said in a call.", "Ann Berg"),
        ("The road is shut until May, Ann Berg said. “We cannot open it any sooner than that.”", "Ann Berg"),
        ("Ann Berg continued:\n“We cannot open it any sooner than that.”", "Ann Berg"),
        ("“It is shut,” Ann Berg said.\n“We cannot open it any sooner than that.”", "Ann Berg"),
        ("“We hope to find the boats that are missing.” Berg said.", "Berg"),
        ("Hours later, Berg told the board, “We cannot open it.”", "Berg"),
    ],
)
def test_who_speaks_is_told_by_what_stands_around(text: str, speaker: str) -> None:
    last = [fact for fact in find_facts(text) if fact.kind is FactKind.QUOTATION][-1]

    assert last.speaker is not None
    assert last.speaker.split()[-1] == speaker.rsplit(maxsplit=1)[-1]


def test_a_title_inside_marks_is_no_quotation() -> None:
    found = find_facts("“We will go,” Berg said on “Morning of the World” last week. “It is time to go now.”")

    quoted = [(fact.value, fact.speaker) for fact in found if fact.kind is FactKind.QUOTATION]
    assert quoted == [("We will go,", "Berg"), ("It is time to go now.", "Berg")]
