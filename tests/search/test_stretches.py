"""Stretches tell of every short phrase in which revisions it stands, and hold nothing that no text says."""

from __future__ import annotations

from functools import reduce
from operator import or_
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from archive.search import BOUNDARY, LONGEST, stretches

WORDS = st.sampled_from(["ferry", "the", "quay", "fog", "to"])
TEXTS = st.dictionaries(
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.integers(1, 31), min_size=1, max_size=8
)
EVERYTHING = 0b11111


def said(texts: dict[str, int], phrase: str) -> int:
    """The revisions of the texts that have a phrase."""
    return reduce(or_, (here for text, here in texts.items() if f" {phrase} " in f" {text} "), 0)


def phrases(text: str, longest: int) -> set[str]:
    words = text.split()
    return {
        " ".join(words[start : start + size])
        for size in range(1, longest + 1)
        for start in range(len(words) - size + 1)
    }


@given(TEXTS)
def test_a_short_phrase_stands_in_the_revisions_of_the_stretches_that_have_it(texts: dict[str, int]) -> None:
    found = stretches(texts.items(), EVERYTHING)
    parts = {
        (part, each.revisions): each.revisions for each in found for part in each.terms.split(f" {BOUNDARY} ")
    }

    for phrase in set().union(*(phrases(text, LONGEST) for text in texts)):
        in_stretches = reduce(or_, (here for (part, here) in parts if f" {phrase} " in f" {part} "), 0)
        assert in_stretches == said(texts, phrase), phrase


@given(TEXTS)
def test_a_stretch_stands_in_each_of_its_revisions_in_parts_of_five_terms_and_as_a_whole_in_some_text(
    texts: dict[str, int],
) -> None:
    for each in stretches(texts.items(), EVERYTHING):
        for part in each.terms.split(f" {BOUNDARY} "):
            assert said(texts, part)
            for phrase in phrases(part, LONGEST):
                assert said(texts, phrase) | each.revisions == said(texts, phrase)
            if each.is_steady:
                assert texts[part] == EVERYTHING


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(texts: dict[str, int], random: Random) -> None:
    shuffled = list(texts.items())
    random.shuffle(shuffled)

    assert stretches(shuffled, EVERYTHING) == stretches(texts.items(), EVERYTHING)


def test_what_a_hundred_versions_share_is_taken_once() -> None:
    before, after = (
        "the night ferry to elm that sailed at six carried",
        "people over the sound to the old quay",
    )
    texts = {f"{before} {number} {after}": 1 << number for number in range(100)}

    *versions, shared = stretches(texts.items(), (1 << 100) - 1)

    assert shared.terms.split(f" {BOUNDARY} ") == [after, before]
    assert [each.terms.split()[LONGEST - 1] for each in versions] == [str(number) for number in range(100)]
    assert {len(each.terms.split()) for each in versions} == {2 * LONGEST - 1}


def test_texts_without_a_term_are_in_no_stretch() -> None:
    assert stretches([("", 0b01), ("", 0b11)], 0b11) == []
