"""Years, and what is told with one."""

from __future__ import annotations

import pytest
from dated import dates


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the 1980's", "1980/1989"),
        ("2012/13", "2012/2013"),
        ("2016/4", "2016-04"),
        ("1Q19", "2019-01/2019-03"),
        ("Q3 '18", "2018-07/2018-09"),
        ("fiscal 2021", "2021"),
        ("2015 onwards", "2015"),
        ("nineteen-tens", "1910/1919"),
        ("the two thousands", "2000/2009"),
        ("twenty-tens", "2010/2019"),
        ("the fourth quarter of 2020", "2020-10/2020-12"),
        ("the last quarter of 2020", "2020-10/2020-12"),
        ("third quarter this year", "2022-07/2022-09"),
    ],
)
def test_a_year_and_what_is_told_with_one(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was built in the early 1960's.", "early 1960's", "1960/1963"),
        ("It was built in the late nineties.", "late nineties", "1997/1999"),
        ("It stood at the end of the 19th century.", "end of the 19th century", "1866/1899"),
        ("It is named in a 2015 report.", "2015", "2015"),
        ("Their 1998 album sold well.", "1998", "1998"),
        ("It fell below 2016 levels.", "2016", "2016"),
        ("It fell to pre-2016 levels.", "2016", "2016"),
        ("And 2016 was the best of all.", "2016", "2016"),
        ("Was it 2016?", "2016", "2016"),
        ("It was the worst storm of the year.", "the year", "2022"),
        ("It was 2017's best harvest.", "2017", "2017"),
    ],
)
def test_a_year_is_told_by_what_stands_beside_it(text: str, words: str, value: str) -> None:
    assert dates(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It holds 2015 people.",
        "She is the player of the year.",
        "More than 2016 attacks were seen.",
        "They sent 2019 boxes there.",
        "It ran a 1950 metre race.",
        "More than 2010 police stood there.",
        "It happened in the second century BC.",
        "It happened in 1850 BC.",
        "She is in her early twenties.",
        "Temperatures were in the twenties.",
    ],
)
def test_a_count_and_a_year_before_our_era_are_no_years(text: str) -> None:
    assert dates(text) == []
