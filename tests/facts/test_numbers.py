"""Numbers in digits and in words: where one ends and what it is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language import language
from archive.facts.numbers import number_rules, tidy


@pytest.mark.parametrize(
    ("text", "end", "value"),
    [
        ("41 boats", 2, 41),
        ("3,250 boats", 5, 3250),
        ("12,34,567.5 rupees", 11, 1234567.5),
        ("7 300 boats", 5, 7300),
        ("1.250.000 boats", 9, 1250000),
        ("1.250,75", 8, 1250.75),
        ("2.5 million boats", 11, 2500000),
        ("6.1bn boats", 5, 6100000000),
        ("2 1/4 miles", 5, 2.25),
        ("½ mile", 1, 0.5),
        ("3/4 mile", 3, 0.75),
        ("2 and a half miles", 12, 2.5),
        ("5 and a half million miles", 20, 5500000),
        ("9/11 was a day", 1, 9),
        ("2 and a half of them", 1, 2),
        ("5 million and a half", 20, 5500000),
        ("3 crore and two hundred", 23, 30000200),
    ],
)
def test_digits_have_their_groups_fractions_and_scales(text: str, end: int, value: float) -> None:
    number = number_rules(language("en")).at_digit(text, 0)

    assert number is not None
    assert (number.end, number.value) == (end, value)


@pytest.mark.parametrize(
    ("text", "end", "value"),
    [
        ("seventeen boats", 9, 17),
        ("twenty-one boats", 10, 21),
        ("one hundred and twelve boats", 22, 112),
        ("four hundred thousand boats", 21, 400000),
        ("half a million boats", 14, 500000),
        ("a dozen boats", 7, 12),
        ("two and a half boats", 14, 2.5),
        ("ten and three quarters", 22, 10.75),
        ("two thousand, six hundred and ten boats", 33, 2610),
        ("twenty, three hundred and ten boats", 6, 20),
        ("five, six hundred boats", 4, 5),
        ("two thirds of the boats", 10, 2 / 3),
        ("three quarters of a million", 27, 750000),
        ("minus four boats", 10, -4),
        ("zero point zero five", 20, 0.05),
    ],
)
def test_words_are_read_as_far_as_they_are_one_number(text: str, end: int, value: float) -> None:
    number = number_rules(language("en")).at_word(text, 0)

    assert number is not None
    assert number.end == end
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "least"), [("dozens of boats", 24), ("tens of thousands of boats", 20000)])
def test_a_plural_scale_alone_is_vague(text: str, least: int) -> None:
    number = number_rules(language("en")).at_word(text, 0)

    assert number is not None
    assert (number.is_vague, number.value) == (True, least)


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("de", "1.234,5", 1234.5),
        ("fr", "1 234,5", 1234.5),
        ("es", "1.234.567", 1234567),
        ("de", "3,4 Millionen", 3400000),
    ],
)
def test_each_language_has_its_marks(code: str, text: str, value: float) -> None:
    number = number_rules(language(code)).at_digit(text, 0)

    assert number is not None
    assert (number.end, number.value) == (len(text), value)


@given(st.integers(0, 10**15))
def test_grouped_digits_come_back(value: int) -> None:
    number = number_rules(language("en")).at_digit(f"{value:,} boats", 0)

    assert number is not None
    assert number.value == value


def test_tidy_leaves_no_noise_of_binary_fractions() -> None:
    assert tidy(5.2 * 1_000_000) == 5_200_000
    assert tidy(0.1 + 0.2) == 0.3
