from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import BOUNDARY, indexed, tokens
from archive.search.letters import FOLDED_LETTERS, FOLDS, PAIRS
from archive.search.terms import USUAL_SIGNS, _terms, _written_out, terms_apart, tight
from archive.store.index import INDEX_DDL

# Letters of many scripts come rarely out of all of Unicode, and signs that fold oddly hardly ever.
TEXTS = st.text() | st.text(
    st.sampled_from("aZß éÉİıøŒ½²ǅﬁ9_-’“ςΣйё\u0301\u0915\u093f\u0627\u0651ｶﾞ東กี한\u1112ㅎ👍🏽\ue000\u200d")
)


def terms_in_fts5(text: str) -> list[str]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(INDEX_DDL[0])
        connection.execute("INSERT INTO search_index (rowid, body_stays) VALUES (1, ?)", (text,))
        connection.execute("CREATE VIRTUAL TABLE place USING fts5vocab(search_index, instance)")
        found = connection.execute("SELECT term FROM place ORDER BY offset").fetchall()
    connection.close()
    return [term for (term,) in found]


@given(TEXTS)
def test_tokens_are_the_terms_that_fts5_makes_of_the_indexed_form(text: str) -> None:
    terms = [token.term for token in tokens(text)]

    assert terms == terms_in_fts5(indexed(text))


@given(TEXTS)
def test_every_form_of_a_text_has_the_same_terms(text: str) -> None:
    terms = [token.term for token in tokens(text)]

    assert indexed(text) == " ".join(terms)
    assert terms_apart(text.replace("\0", " ").encode()).split() == terms


@given(TEXTS)
def test_a_term_folds_to_itself(text: str) -> None:
    for token in tokens(text):
        assert indexed(token.term) == token.term


@given(TEXTS)
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.end
        assert token.start < token.end <= len(text)
        assert token.term in indexed(text[token.start : token.end]).split()
        end = token.end


@given(TEXTS)
def test_no_text_holds_the_boundary(text: str) -> None:
    assert BOUNDARY not in indexed(text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Café CAFÉ ｃａｆｅ", "cafe cafe cafe"),
        ("İstanbul ISTANBUL ısırgan", "istanbul istanbul isirgan"),
        ("Łódź, Tromsø, Straße, Œuvre", "lodz tromso strasse oeuvre"),
        ("Орёл Орел", "орел орел"),
        ("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"),
        ("الأُمَّة الامة", "الامة الامة"),
        ("שָׁלוֹם שלום", "שלום שלום"),
        ("the U.S.’s $5.2m—half", "the u s s 5 2m half"),
        ("half of ½, 3²", "half of ½ 32"),
    ],
)
def test_words_fold(text: str, terms: str) -> None:
    assert indexed(text) == terms


def test_hindi_words_keep_their_vowel_signs() -> None:
    assert indexed("हिन्दी में") == "हिन्दी में"


@pytest.mark.parametrize("text", ["夜市は町", "ตลาดนัด", "시장에서", "ຕະຫຼາດ"])
def test_each_character_is_a_term_where_words_have_no_spaces_between(text: str) -> None:
    assert len(indexed(text).split()) >= len(text) - 1
    assert all(character in indexed(text).split() for character in text if character.isalpha())


def test_a_voiced_kana_is_one_term_in_either_width() -> None:
    assert indexed("ｶﾞｽ") == indexed("ガス") == "ガ ス"


@pytest.mark.parametrize(
    "texts",
    [
        ["The “Quay”", "is SHUT – again…", ""],
        ["Café", "of the past"],
        ["夜の町", "quay"],
        ["a\0b", "c"],
        [""],
        ["one"],
    ],
)
def test_texts_together_have_the_terms_that_each_has_alone(texts: list[str]) -> None:
    joined = "\0".join(text.replace("\0", " ") for text in texts)
    form = terms_apart(joined.encode())

    assert [tight(each).strip(" ") for each in form.split("\0")] == list(map(indexed, texts))
    assert all(f" {indexed(text)} ".strip(" ") in tight(form) for text in texts)
    assert all(each[:1] == each[-1:] == " " for each in form.split("\0"))


QUICK = st.text(st.sampled_from("".join([*FOLDED_LETTERS, *PAIRS, *USUAL_SIGNS, *"aZ9_-' \n"])))


def test_the_letters_of_the_quick_way_fold_as_the_rules_say() -> None:
    rules = [" ".join(_terms(letter)) for letter in (*FOLDED_LETTERS, *PAIRS)]

    assert rules == [*FOLDS, *PAIRS.values()]
    assert len(FOLDED_LETTERS + USUAL_SIGNS) <= 128


@given(QUICK)
def test_the_quick_way_is_that_of_the_rules(text: str) -> None:
    by_rules = _written_out(text)

    assert indexed(text) == by_rules
    assert [token.term for token in tokens(text)] == by_rules.split()
    assert terms_apart(text.encode()).split() == by_rules.split()
