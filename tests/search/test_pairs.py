from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.search import BETWEEN, BOUNDARY, COLUMN_NAMES, Part, document, may_match, pairs, parse
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
    made = pairs(document({Part.TITLE: {"Ferries halt": 1}, Part.BODY: {"Ferries halt the tide": 1}}, 1))

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
    asked = made.pairs.replace(BETWEEN, "+").replace(TITLE, "T")
    return asked, made.words and made.words.replace(TITLE, "T"), made.is_exact, made.is_headline


TITLE = "{title_stays title_back title_came title_left title_passed}"


def test_a_phrase_is_asked_of_its_pairs_and_of_the_words_that_they_leave_over() -> None:
    assert split('title:"to the"') == ('T : "to+the"', None, True, True)
    assert split("title:ferry") == ('T : "ferry"', None, True, True)
    assert split('title:"ferry to the tide"') == ('T : "ferry+to to+the the+tide"', None, True, True)
    assert split('title:"night ferry to"') == ('T : "ferry+to"', 'T : "night ferry"', False, False)
    assert split('title:"to sea ferry of fog bank"') == (
        'T : ("to+sea" AND "ferry+of of+fog")', 'T : ("sea ferry" AND "fog bank")', False, False,
    )  # fmt: skip
    assert split('title:"of fog ba"*') == ('T : "of+fog"', 'T : "fog ba" *', False, False)
    assert split('title:"of the ti"*') == ('T : "of+the the+ti" *', None, True, True)
    assert split('"night ferry"') is None
    assert split('title:"to the" AND title:"on time"') == (
        '(T : "to+the" AND T : "on+time")',
        None,
        True,
        True,
    )
    assert split('title:"to the" OR ferry') is None
    assert split('title:"to the" OR title:"on time"') == ('(T : "to+the" OR T : "on+time")', None, True, True)
    assert split('title:"to the" NOT title:"on time"') == (
        '(T : "to+the" NOT {title_stays} : "on+time")', None, True, True,
    )  # fmt: skip
