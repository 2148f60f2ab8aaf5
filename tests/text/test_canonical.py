"""Sameness by policy c1: what counts as the same text, and what does not."""

from __future__ import annotations

import hashlib
import time

import pytest

from archive.errors import BadInput
from archive.model import Passage, PassageKind, Section
from archive.text.canonical import canonical, canonical_or_none, digest, state


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("plain words", "plain words"),
        ("  two  spaces ", "two spaces"),
        ("tab\tand\r\nline\u2028ends", "tab and line ends"),
        ("no\u00a0break \u3000 wide", "no break wide"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen zero\u200bwidth join\u2060er mark\ufeff", "softhyphen zerowidth joiner mark"),
        ("e\u200b\u0301", "é"),
        ("\u200b \u2060", ""),
        ("unit\x1fseparator", "unit\x1fseparator"),
    ],
)
def test_a_text_is_stored_in_its_canonical_form(written: str, stored: str) -> None:
    assert canonical(written) == stored


@pytest.mark.parametrize("text", ["“a” – ‘b’", "می‌رود", "\u202bab\u202c", "½ ﬁ Å", "5\u00d73", "A a"])
def test_what_carries_meaning_stays(text: str) -> None:
    assert canonical(text) == text


def test_nothing_left_is_none() -> None:
    assert canonical_or_none(" \u200b") is None
    assert canonical_or_none(None) is None
    assert canonical_or_none(" a ") == "a"


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput, match=r"U\+D800.*position 2"):
        canonical("ab\ud800")


@pytest.mark.parametrize(
    "hostile",
    ["e" + "\u0301\u0323" * 100_000, "\u0f73" * 100_000, "word " * 500_000, " " * 2_000_000 + "x"],
    ids=["marks", "marks in disguise", "words", "spaces"],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    started = time.perf_counter()

    stored = canonical(hostile)

    assert time.perf_counter() - started < 5
    assert canonical(stored) == stored


def test_a_state_keeps_no_empty_part() -> None:
    made = state(
        [
            Section(None, 0, (Passage(" "),)),
            Section(" A  heading ", 3, ()),
            Section(None, 2, (Passage("x "), Passage("\u200b"))),
        ],
        title=" ",
        byline=" By Jo  Ray",
    )

    assert made.title is None
    assert made.byline == "By Jo Ray"
    assert made.sections == (Section("A heading", 3, ()), Section(None, 0, (Passage("x"),)))


def test_a_digest_is_that_of_the_json_array_its_docstring_gives() -> None:
    made = state([Section("H", 2, (Passage("é", PassageKind.ITEM),))], title="T")

    array = '["T",null,null,[["H",2,[["item","é"]]]]]'
    assert digest(made) == "c1:" + hashlib.sha256(array.encode()).hexdigest()


def test_every_part_of_a_state_counts_in_its_digest() -> None:
    paragraph = (Passage("a"),)
    states = [
        state([Section(None, 0, paragraph)]),
        state([Section(None, 0, paragraph)], title="t"),
        state([Section(None, 0, paragraph)], byline="t"),
        state([Section(None, 0, paragraph)], dateline="t"),
        state([Section("t", 2, paragraph)]),
        state([Section("t", 3, paragraph)]),
        state([Section(None, 0, (Passage("a", PassageKind.QUOTE),))]),
        state([Section(None, 0, (Passage("a"), Passage("a")))]),
    ]

    assert len({digest(each) for each in states}) == len(states)
