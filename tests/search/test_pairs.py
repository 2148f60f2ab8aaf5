from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.search import (
    BETWEEN,
    BOUNDARY,
    COLUMN_NAMES,
    Part,
    Split,
    document,
    may_match,
    pairs,
    parse,
    weave,
)
from archive.search.pairs import COMMON, GAP, chains, paired


def written(terms: str) -> list[str]:
    return paired([terms]).replace(BETWEEN, "+").replace(GAP, "|").split()


def test_pairs_are_those_with_a_common_word_in_their_order() -> None:
    assert written("ferries to the quay sail on time") == [
        "ferries+to", "to+the", "the+quay", "sail+on", "on+time",
    ]  # fmt: skip
    assert written("ferries sail") == []
    assert written("the") == []


def test_pairs_that_only_seem_to_overlap_are_kept_apart() -> None:
    assert written("the quay wall quay of") == ["the+quay", "|", "quay+of"]
    assert written("the quay of") == ["the+quay", "quay+of"]


def test_what_comes_again_is_written_once() -> None:
    texts = ["on the quay fog lifts", "tide fog on the quay", "quay of old"]

    assert paired(texts).replace(BETWEEN, "+").replace(GAP, "|").split() == [
        "on+the", "the+quay", "fog+on", "on+the", "the+quay", "|", "quay+of", "of+old",
    ]  # fmt: skip
    assert paired(texts + texts) == paired(texts)


WORDS = st.lists(st.sampled_from(["the", "of", "quay", "tide", "fog"]), min_size=1, max_size=9)


@given(WORDS, st.lists(st.sampled_from(["the", "of", "quay", "tide"]), min_size=2, max_size=4))
def test_a_phrase_that_is_one_chain_stands_in_a_text_where_its_chain_stands_in_the_pairs(
    text: list[str], phrase: list[str]
) -> None:
    found = chains(phrase)
    if len(found) != 1 or len(found[0][1]) != len(phrase) - 1:
        assert any(COMMON.isdisjoint(pair) for pair in pairwise(phrase))
        return
    stands = re.search(rf"\b{' '.join(phrase)}\b", " ".join(text)) is not None

    assert (f" {' '.join(found[0][1])} " in f" {paired([' '.join(text)])} ") == stands


def test_an_entry_has_the_words_of_headlines_too() -> None:
    texts = {Part.TITLE: {"Ferries halt": 1}, Part.BODY: {"Ferries halt the tide": 1}}
    made = pairs(document({part: weave(standing, 1) for part, standing in texts.items()}, 1))

    assert made[COLUMN_NAMES.index("title_stays")].split() == [BOUNDARY, "ferries", "halt"]
    assert made[COLUMN_NAMES.index("body_stays")].replace(BETWEEN, "+") == "halt+the the+tide"


def test_a_beginning_is_told_only_after_a_common_word() -> None:
    assert chains(["on", "ti"], is_prefix=True) == [(0, [f"on{BETWEEN}ti"])]
    assert chains(["quay", "the"], is_prefix=True) == []
    assert chains(["quay", "the"]) == [(0, [f"quay{BETWEEN}the"])]


def split(query: str) -> tuple[str, str | None, bool, bool] | None:
    root = parse(query).root
    assert root is not None
    made = may_match(root).split
    if made is None:
        return None
    asked = made.pairs.replace(BETWEEN, "+").replace(BYLINE, "B")
    return asked, made.words and made.words.replace(BYLINE, "B"), made.is_exact, made.is_headline


BYLINE = "{byline_stays byline_kept byline_back byline_came byline_left byline_passed}"


def test_a_phrase_is_asked_of_its_pairs_and_of_the_words_that_they_leave_over() -> None:
    assert split('byline:"to the"') == ('B : "to+the"', None, True, False)
    assert split("byline:ferry") is None
    assert split('byline:"ferry to the tide"') == ('B : "ferry+to to+the the+tide"', None, True, False)
    assert split('byline:"night ferry to"') == ('B : "ferry+to"', 'B : "night ferry"', False, False)
    assert split('byline:"to sea ferry of fog"') == (
        'B : ("to+sea" AND "ferry+of of+fog")', 'B : "sea ferry"', False, False,
    )  # fmt: skip
    assert split('byline:"of fog ba"*') == ('B : "of+fog"', 'B : "fog ba" *', False, False)
    assert split('byline:"of the ti"*') == ('B : "of+the the+ti" *', None, True, False)
    assert split('"night ferry"') is None
    assert split('byline:"to the" AND byline:"on time"') == (
        '(B : "to+the" AND B : "on+time")',
        None,
        True,
        False,
    )
    assert split('byline:"to the" OR ferry') is None
    assert split('byline:"to the" OR byline:"on time"') == (
        '(B : "to+the" OR B : "on+time")',
        None,
        True,
        False,
    )
    assert split('byline:"to the" NOT byline:"on time"') == (
        '(B : "to+the" NOT {byline_stays byline_kept} : "on+time")', None, True, False,
    )  # fmt: skip


def test_a_headline_is_asked_of_the_index_of_pairs_as_it_is() -> None:
    columns = "{title_stays title_kept title_back title_came title_left title_passed}"

    for words in ("ferry", "night ferry", "to the"):
        root = parse(f'title:"{words}"').root
        assert root is not None
        assert may_match(root).split == Split(f'{columns} : "{words}"', is_headline=True)
