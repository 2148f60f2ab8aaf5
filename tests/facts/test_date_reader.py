"""Dates joined to what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from archive.facts import find_facts
from archive.model import FactKind

DAY = date(2022, 3, 17)  # a Thursday


def dates(text: str) -> list[tuple[str, object]]:
    return [
        (fact.text, fact.value)
        for fact in find_facts(text, reference=DAY)
        if fact.kind in (FactKind.DATE, FactKind.DURATION)
    ]


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


def test_now_alone_is_no_date() -> None:
    assert dates("Now the hall is closed, and now it will be sold.") == []


def test_the_second_end_of_a_range_comes_after_the_first() -> None:
    assert dates("It opens Monday to Friday.") == [("Monday to Friday", "2022-03-14/2022-03-18")]


def test_a_count_before_another_is_no_range_of_years() -> None:
    assert dates("It holds 1900 to 2000 people.") == []
