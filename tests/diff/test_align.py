import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.diff import Link, align, heaviest_chain
from archive.diff.exact import exact_pairs
from archive.model import UnitKind

LEAD = "The ministry said on Monday that the northern bridge would be closed for repairs until the spring."
SECOND = "Residents of both villages had asked for a ferry, which the council refused to pay for last year."
THIRD = "An engineer who inspected the pillars in June found cracks wider than the law allows, records show."
FOURTH = "Traffic will be led over the old mill road, where a second lane was opened to lorries in autumn."
NOTE = "Readers who know more about the bridge can write to the newsroom at any time of the day or night."
STORY = [LEAD, SECOND, THIRD, FOURTH, NOTE]

SENTENCE = "the bridge was closed to 12 lorries on Monday by two men"
PASSAGES = st.lists(
    st.one_of(
        st.sampled_from([*STORY, "---", "* one", "Short.", ""]),
        st.lists(
            st.sampled_from(
                ["the", "bridge", "was", "closed", "to", "12", "lorries", "on", "Monday", "by", "two", "men"]
            ),
            max_size=9,
        ).map(" ".join),
    ),
    max_size=8,
)


def shape(links: tuple[Link, ...]) -> list[tuple[str, tuple[int, ...], tuple[int, ...], bool]]:
    return [(link.kind.value, link.old, link.new, link.moved) for link in links]


def test_equal_lists_are_the_same_throughout() -> None:
    assert all(link.kind is UnitKind.SAME and not link.moved for link in align(STORY, STORY))


def test_a_paragraph_moved_to_the_end_is_the_only_one_that_moved() -> None:
    links = align(STORY, [*STORY[1:], LEAD])

    assert [link.old for link in links if link.moved] == [(0,)]
    assert {link.kind for link in links} == {UnitKind.SAME}


def test_short_sentences_of_a_short_story_move_too() -> None:
    links = align(["He left.", "She stayed.", "It rained."], ["She stayed.", "It rained.", "He left."])

    assert [(link.old, link.new) for link in links if link.moved] == [((0,), (2,))]


def test_a_moved_and_edited_paragraph_is_both() -> None:
    edited = LEAD.replace("Monday", "Friday").replace("northern ", "").replace("spring", "summer")

    links = align(STORY, [*STORY[1:], edited])

    assert shape(links)[-1] == ("edited", (0,), (4,), True)


def test_of_two_blocks_that_changed_places_the_fewer_links_moved() -> None:
    links = align(STORY, [FOURTH, NOTE, LEAD, SECOND, THIRD])

    assert [link.old for link in links if link.moved] == [(3,), (4,)]


def test_a_separator_and_a_list_entry_elsewhere_came_and_went() -> None:
    links = align(["---", LEAD, "* Ann", SECOND, THIRD], [LEAD, "---", SECOND, THIRD, "* Ann"])

    assert not any(link.moved for link in links)
    assert sorted(link.kind.value for link in links).count("removed") == 2


def test_a_divided_paragraph_is_a_split_and_back_a_merge() -> None:
    joined = f"{LEAD} {SECOND}"

    assert shape(align([joined, THIRD], [LEAD, SECOND, THIRD]))[0] == ("split", (0,), (0, 1), False)
    assert shape(align([LEAD, SECOND, THIRD], [joined, THIRD]))[0] == ("merged", (0, 1), (0,), False)


def test_a_paragraph_can_be_parted_in_three() -> None:
    assert shape(align([f"{LEAD} {SECOND} {THIRD}"], [LEAD, SECOND, THIRD])) == [
        ("split", (0,), (0, 1, 2), False)
    ]


def test_removed_texts_stand_where_they_stood() -> None:
    links = align(STORY, [LEAD, THIRD, FOURTH, NOTE, "Something else entirely happened far away."])

    assert [link.kind.value for link in links] == ["same", "removed", "same", "same", "same", "added"]


def test_a_reworded_sentence_between_the_same_neighbours_is_edited() -> None:
    new = "People in both villages asked for a ferry, but the council would not pay."

    assert shape(align([LEAD, SECOND, THIRD], [LEAD, new, THIRD]))[1] == ("edited", (1,), (1,), False)


def test_copies_of_a_line_pair_with_those_beside_the_same_neighbours() -> None:
    old, new = ["Ad", LEAD, "Ad", SECOND, "Ad"], ["Ad", LEAD, SECOND, "Ad"]

    assert exact_pairs(old, new) == {0: 0, 1: 1, 3: 2, 4: 3}


def test_many_shuffled_and_edited_paragraphs_are_found_again() -> None:
    chance = random.Random(7)
    vocabulary = [
        f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("lan", "mir", "sto", "ver", "nel", "dra")
    ]
    old = [" ".join(chance.choices(vocabulary, k=40)) for _ in range(120)]
    order = chance.sample(range(120), 120)
    new = []
    for i in order:
        words = old[i].split()
        for at in chance.sample(range(40), 10):
            words[at] = chance.choice(vocabulary)
        new.append(" ".join(words))

    links = align(old, new)

    assert sum(link.old == (order[link.new[0]],) for link in links if link.old and link.new) >= 118


@given(PASSAGES, PASSAGES)
@settings(max_examples=250)
def test_every_text_stands_in_exactly_one_link(old: list[str], new: list[str]) -> None:
    links = align(old, new)

    assert sorted(i for link in links for i in link.old) == list(range(len(old)))
    assert sorted(j for link in links for j in link.new) == list(range(len(new)))
    assert [link.new[0] for link in links if link.new] == sorted(link.new[0] for link in links if link.new)
    assert all(old[link.old[0]] == new[link.new[0]] for link in links if link.kind is UnitKind.SAME)


@given(PASSAGES, PASSAGES)
@settings(max_examples=250)
def test_swapped_lists_give_the_mirror(old: list[str], new: list[str]) -> None:
    assert {link.mirrored for link in align(new, old)} == set(align(old, new))


@given(PASSAGES, PASSAGES)
@settings(max_examples=150)
def test_what_has_not_moved_reads_in_order(old: list[str], new: list[str]) -> None:
    still = [link.old[0] for link in align(old, new) if link.old and link.new and not link.moved]

    assert still == sorted(still)


@given(PASSAGES)
def test_a_list_compared_with_itself_is_the_same(passages: list[str]) -> None:
    assert [link.kind for link in align(passages, passages)] == [UnitKind.SAME] * len(passages)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5).map(float)), max_size=9))
@settings(max_examples=150)
def test_the_heaviest_chain_is_as_heavy_as_any(points: list[tuple[int, int, float]]) -> None:
    chain = [points[k] for k in heaviest_chain(points)]

    best = 0.0
    for chosen in range(1 << len(points)):
        some = sorted(points[k] for k in range(len(points)) if chosen >> k & 1)
        if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some)):
            best = max(best, sum(point[2] for point in some))
    assert sum(point[2] for point in chain) == pytest.approx(best)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
