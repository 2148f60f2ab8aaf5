"""Dates joined to what stands around them."""

from __future__ import annotations

import pytest
from dated import DAY, dates

from archive.facts import find_facts


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("from the third to the ninth of June", "2022-06-03/2022-06-09"),
        ("between the third and ninth of June", "2022-06-03/2022-06-09"),
        ("third through ninth of June 2021", "2021-06-03/2021-06-09"),
        ("from the third to ninth of next month", "2022-04-03/2022-04-09"),
        ("June from 3 to 9", "2022-06-03/2022-06-09"),
        ("Jan-Mar 2019", "2019-01/2019-03"),
        ("Mon-Fri", "2022-03-14/2022-03-18"),
        ("2019 to June 2020", "2019/2020-06"),
        ("1987 to 1993", "1987/1993"),
        ("2014 till 2018", "2014/2018"),
        ("from the 1960s to the 1980s", "1960/1989"),
        ("from Q1 to Q3 2019", "2019-01/2019-09"),
        ("Q1-Q3 2019", "2019-01/2019-09"),
        ("between now and Friday", "2022-03-17/2022-03-18"),
        ("from now until the end of the month", "2022-03-17/2022-03-31"),
        ("month to date", "2022-03-01/2022-03-17"),
        ("year-to-date", "2022-01-01/2022-03-17"),
        ("2017's third quarter", "2017-07/2017-09"),
        ("5-9 June last year", "2021-06-05/2021-06-09"),
        ("14 March (Monday)", "2022-03-14"),
        ("the beginning of May to the end of June", "2022-05-01/2022-06-30"),
        ("between the 16th and 18th centuries", "1500/1799"),
        ("the 16th and 17th centuries", "1500/1699"),
    ],
)
def test_a_range_is_whole_and_has_both_ends(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the first Monday of 2020", "2020-01-06"),
        ("the last Friday of this year", "2022-12-30"),
        ("the first weekend in June 2021", "2021-06-05/2021-06-06"),
        ("the last weekend of May", "2022-05-28/2022-05-29"),
        ("the weekend of 5 May", "2022-05-07/2022-05-08"),
        ("the weekend after next", "2022-04-02/2022-04-03"),
        ("the second half of this month", "2022-03-16/2022-03-31"),
        ("the first half of the 1990s", "1990/1994"),
        ("the second half of the 19th century", "1850/1899"),
        ("the last decade of the 19th century", "1890/1899"),
        ("end of the first quarter", "2022-03-31"),
        ("start of the second half of 2020", "2020-07-01"),
        ("next March", "2023-03"),
        ("between the years 1997 and 2001", "1997/2001"),
        ("from the 5th to the 9th", "2022-03-05/2022-03-09"),
        ("from 4 June to 23 July next year", "2023-06-04/2023-07-23"),
        ("the week after the next", "2022-03-28/2022-04-03"),
        ("last March", "2021-03"),
        ("last May", "2021-05"),
        ("two days after next Tuesday", "2022-03-24"),
    ],
)
def test_a_part_of_a_longer_stretch_is_whole(words: str, value: str) -> None:
    assert dates(f"It closed at {words}.") == [(words, value)]


def test_to_date_is_until_the_storys_day() -> None:
    (fact,) = find_facts("It is the worst to date.", reference=DAY)

    assert (fact.text, fact.value, fact.qualifier) == ("to date", "2022-03-17", "until")
    assert dates("It is up to date, and they like to date.") == [("to date", "2022-03-17")]


def test_now_alone_is_no_date() -> None:
    assert dates("Now the hall is closed, and now it will be sold.") == []


def test_the_second_end_of_a_range_comes_after_the_first() -> None:
    assert dates("It opens Monday to Friday.") == [("Monday to Friday", "2022-03-14/2022-03-18")]


def test_a_count_before_another_is_no_range_of_years() -> None:
    assert dates("It holds 1900 to 2000 people.") == []
