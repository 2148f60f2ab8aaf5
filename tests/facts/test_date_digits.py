"""Days told by digits, and in words with a month, a week or another day."""

from __future__ import annotations

import pytest
from dated import dates


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3 June 20", "2020-06-03"),
        ("3-Jun-20", "2020-06-03"),
        ("Jun 3, 21", "2021-06-03"),
        ("Apr/3/2016", "2016-04-03"),
        ("April 3,2016", "2016-04-03"),
        ("tomorrow, 18 March", "2022-03-18"),
        ("the first Friday next month", "2022-04-01"),
        ("the 5th of the month", "2022-03-05"),
        ("last year June", "2021-06"),
        ("the third month of last year", "2021-03"),
        ("the sixth week of 2021", "2021-02-05/2021-02-11"),
        ("the final week of May", "2022-05-25/2022-05-31"),
        ("the following day", None),
        ("Friday of the following week", None),
        ("week 12 of next year", "2023-03-20/2023-03-26"),
    ],
)
def test_a_day_is_whole(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We meet on the twelfth.", [("the twelfth", "2022-03-12")]),
        ("We meet on the twenty-second.", [("the twenty-second", "2022-03-22")]),
        (
            "It runs in May, June or July 2021.",
            [("May", "2022-05"), ("June", "2022-06"), ("July 2021", "2021-07")],
        ),
        ("We meet on the second.", [("the second", "2022-03-02")]),
        ("We meet on 5-12.", [("5-12", "2022-05-12")]),
        ("Call back 4/13.", [("4/13", "2022-04-13")]),
        ("We met on Friday last week.", [("Friday last week", "2022-03-11")]),
        ("We meet on Friday next week.", [("on Friday next week", "2022-03-25")]),
        ("They scored on the first, second and third holes.", []),
        ("This is version 1.1.", []),
        ("It is dated 7 / 14 / 2021.", [("7 / 14 / 2021", "2021-07-14")]),
        ("It is dated 29 May , 2016.", [("29 May , 2016", "2016-05-29")]),
        ("See the file of 20190405 there.", [("20190405", "2019-04-05")]),
        ("See case 20190405 there.", []),
        ("We meet this week - Friday.", [("this week - Friday", "2022-03-18")]),
        ("We meet Friday of the next week.", [("Friday of the next week", "2022-03-25")]),
        ("The Sunday Mirror wrote it.", []),
        ("It was an august body.", []),
        ("On 3 June 20 boats left.", [("3 June", "2022-06-03")]),
        ("It was open 5 May-12 June.", [("5 May-12 June", "2022-05-05/2022-06-12")]),
    ],
)
def test_only_what_names_a_day_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text) == expected
