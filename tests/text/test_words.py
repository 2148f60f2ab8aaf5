import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.canonical import canonical
from archive.text.words import pieces, word_count, words

TEXT = st.text(
    st.one_of(
        st.sampled_from(list("abcXYZ 0123.,:'’-−–$€%“”\"!?()/@\n\u0301\u200d\ufe0f👧👨🏽🇫🇷東京アー한ชื่न्")),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resigned.", ["resigned", "."]),
        ("2,500 men", ["2,500", "men"]),
        ("up 5.2%", ["up", "5.2", "%"]),
        ("fell -3 percent", ["fell", "-3", "percent"]),
        ("fell −3 percent", ["fell", "−3", "percent"]),
        ("$5.2m", ["$", "5.2m"]),
        ("al-Kadhimi's men can't", ["al-Kadhimi's", "men", "can't"]),
        ("O’Neill", ["O’Neill"]),
        ("the U.S. and the U.S.-led", ["the", "U.S.", "and", "the", "U.S.-led"]),
        ("at 9:30 p.m.", ["at", "9:30", "p.m."]),
        ("COVID-19", ["COVID-19"]),
        ("10–15", ["10", "–", "15"]),
        ("“Go!”", ["“", "Go", "!", "”"]),
        ("see https://a.example/b?c=1.", ["see", "https://a.example/b?c=1", "."]),
        ("ask ann@news.example now", ["ask", "ann@news.example", "now"]),
        ("東京 is", ["東", "京", "is"]),
        ("한국어 뉴스", ["한국어", "뉴스"]),
        ("a👨‍👩‍👧b", ["a", "👨‍👩‍👧", "b"]),
        ("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("wait...", ["wait", "..."]),
        ("", []),
        (" \n", []),
    ],
)
def test_words_are_whole(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected


@given(TEXT)
@settings(max_examples=300)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(TEXT)
@settings(max_examples=300)
def test_no_word_ends_inside_a_grapheme_cluster(text: str) -> None:
    ends = {match.end() for match in regex.finditer(r"\X", text)}

    at = 0
    for piece in pieces(text):
        at += len(piece)

        assert at in ends


@given(TEXT)
@settings(max_examples=200)
def test_between_words_stands_nothing_but_white_space(text: str) -> None:
    text = canonical(text)
    end = 0
    for span in words(text):
        assert text[end : span.start].strip() == ""
        assert span.of(text).strip()
        end = span.end
    assert text[end:].strip() == ""


def test_only_words_with_a_letter_or_digit_are_counted() -> None:
    assert word_count("“Yes” – 3 times.") == 3
