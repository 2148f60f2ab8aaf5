from itertools import pairwise

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.diff import patch, word_runs
from archive.diff.runs import mirrored
from archive.diff.script import islands
from archive.model import WordOp

WORDS = st.lists(
    st.sampled_from(
        ["the", "a", "of", ",", ".", "“", "”", " ", "  ", "Kadhimi", "12", "-3", "東京", "é", "👧🏽", "\n"]
    ),
    max_size=25,
).map("".join)
VOCABULARY = "the a of men women 12 21 said . , “ ”"
SPACED = st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join)
TEXTS = st.one_of(WORDS, SPACED, st.text(st.characters(exclude_categories=("Cs",)), max_size=30))


def written(old: str, new: str) -> str:
    shapes = {WordOp.KEPT: "{}", WordOp.REMOVED: "[-{}-]", WordOp.ADDED: "[+{}+]"}
    return "".join(shapes[run.op].format(run.text) for run in word_runs(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("12 died.", "21 died.", "[-12-][+21+] died."),
        ("He resigned.", "He resigned?", "He resigned[-.-][+?+]"),
        ("fell -3 percent", "fell 3 percent", "fell [--3-][+3+] percent"),
        ("“We won,” she said.", "We won, she said.", "[-“-]We won,[-”-] she said."),
        ("It cost €5.", "It cost $5.", "It cost [-€-][+$+]5."),
        ("a big dog", "a very big dog", "a [+very +]big dog"),
        ("He left.", "He left on Monday.", "He left[+ on Monday+]."),
        ("One. Two. Four.", "One. Two. Three. Four.", "One. Two. [+Three. +]Four."),
        ("Mr al-Kadhemi", "Mr al-Kadhimi", "Mr [-al-Kadhemi-][+al-Kadhimi+]"),
        ("in Paris on Monday", "in Rome on Friday", "in [-Paris-][+Rome+] on [-Monday-][+Friday+]"),
        (
            "Two old men of the north came by train.",
            "Three young women of the far south came by train.",
            "[-Two old men-][+Three young women+] of the [-north-][+far south+] came by train.",
        ),
        ("一二三四", "一二五四", "一二[-三-][+五+]四"),
        ("a 👨‍👩‍👧 b", "a 👨‍👩‍👦 b", "a [-👨‍👩‍👧-][+👨‍👩‍👦+] b"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("", "", ""),
        ("one\ntwo", "one two", "one[-\n-][+ +]two"),
    ],
)
def test_a_change_is_shown_in_whole_words(old: str, new: str, expected: str) -> None:
    assert written(old, new) == expected


def test_an_unchanged_figure_between_two_changes_stays_unchanged() -> None:
    runs = word_runs("some angry people and 12 wild dogs came", "many calm persons and 12 tame cats came")

    assert any(run.op is WordOp.KEPT and "12" in run.text for run in runs)


def test_two_rewritten_stretches_parted_by_a_lone_article_become_one() -> None:
    runs = word_runs("He will visit the northern towns soon.", "She would leave the eastern villages soon.")

    assert [run.op for run in runs] == [WordOp.REMOVED, WordOp.ADDED, WordOp.KEPT]


@given(TEXTS, TEXTS)
@settings(max_examples=400)
def test_runs_give_back_both_texts_and_alternate(old: str, new: str) -> None:
    runs = word_runs(old, new)

    assert "".join(run.text for run in runs if run.op is not WordOp.ADDED) == old
    assert "".join(run.text for run in runs if run.op is not WordOp.REMOVED) == new
    assert all(run.text for run in runs)
    assert all((a.op, b.op) != (WordOp.ADDED, WordOp.REMOVED) and a.op is not b.op for a, b in pairwise(runs))


@given(TEXTS, TEXTS)
@settings(max_examples=300)
def test_swapped_sides_swap_removed_and_added_only(old: str, new: str) -> None:
    assert word_runs(new, old) == mirrored(word_runs(old, new))


@given(TEXTS)
def test_a_text_compared_with_itself_is_one_kept_run(text: str) -> None:
    assert [run.op for run in word_runs(text, text)] == ([WordOp.KEPT] if text else [])


@given(SPACED, SPACED)
@settings(max_examples=200)
def test_a_patch_gives_exactly_the_new_text(old: str, new: str) -> None:
    differ = diff_match_patch()

    applied, done = differ.patch_apply(differ.patch_fromText(patch(old, new)), old)

    assert applied == new
    assert all(done)


def test_a_patch_carries_line_feeds_percent_signs_and_emoji() -> None:
    old, new = "Up 5%.\nSecond line here.", "Up 6%.\nSecond 👧🏽 line\nhere é."
    differ = diff_match_patch()

    assert differ.patch_apply(differ.patch_fromText(patch(old, new)), old)[0] == new


@pytest.mark.parametrize("length", [300, 3000])
def test_long_unlike_stretches_still_add_up(length: int) -> None:
    old = "".join(chr(65 + (n * n) % 7) for n in range(length))
    new = "".join(chr(65 + (n * n * n) % 5) for n in range(length))

    found = islands(old, new)

    rebuilt, at = [], 0
    for island in found:
        rebuilt += [old[at : island.old_start], new[island.new_start : island.new_end]]
        at = island.old_end
    assert "".join([*rebuilt, old[at:]]) == new


def test_long_stretches_with_rare_items_are_divided_at_them() -> None:
    old = "".join(chr(1000 + n) for n in range(500))
    new = old[:100] + "x" + old[101:400] + "yz" + old[400:]

    assert [tuple(island) for island in islands(old, new)] == [(100, 101, 100, 101), (400, 400, 400, 402)]
