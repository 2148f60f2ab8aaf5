"""Lengths of time, and the days they are counted from."""

from __future__ import annotations

import pytest
from dated import dates


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two weeks starting on Monday", "2022-03-14/2022-03-27"),
        ("for three days from 5 May 2022", "2022-05-05/2022-05-07"),
        ("three days in the past", "2022-03-14"),
        ("a day or two", "P1D/P2D"),
        ("the three months to June 2021", "2021-04/2021-06"),
        ("the year ended 31 March 2021", "2020-04-01/2021-03-31"),
        ("the two years to December 2021", "2020-01/2021-12"),
        ("a year and a half ago", "2020"),
        ("five weeks after 5 May 2021", "2021-06-09"),
    ],
)
def test_a_length_of_time_and_the_day_it_is_counted_from_are_one(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will open in a year's time.", [("in a year's time", "2023")]),
        ("Rents rose in the year to March.", [("the year to March", "2021-04/2022-03")]),
        ("It closed over the past five years.", [("past five years", "2017-03-17/2022-03-17")]),
        ("It took almost a decade.", [("a decade", "P10Y")]),
        ("They asked $40 a day.", []),
        ("It took a quarter of an hour.", [("a quarter of an hour", "PT0.25H")]),
        ("It took three quarters of a century.", [("three quarters of a century", "P75Y")]),
        ("It took one or two weeks.", [("one or two weeks", "P1W/P2W")]),
        ("It took an entire week.", [("entire week", "P1W")]),
        ("It will take 10d.", [("10d", "P10D")]),
        ("It was a 3d film of the 62d Infantry.", []),
        ("They want one second chance.", []),
        ("One day they will come.", []),
        ("It stays for one day.", [("one day", "P1D")]),
        ("She wrote of the Thirty Years’ War.", []),
    ],
)
def test_a_length_of_time_is_told_by_the_words_around(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text) == expected
