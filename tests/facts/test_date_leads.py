"""The words before a date that belong to it."""

from __future__ import annotations

import pytest
from dated import DAY, dates

from archive.facts import find_facts


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("in or after 2018", "2018", "in or after"),
        (">= 2016", "2016", ">="),
        ("< 2016", "2016", "<"),
        ("before or in 2016", "2016", "before or in"),
        ("after or on 5 May 2021", "2021-05-05", "after or on"),
        ("up until 2015", "2015", "up until"),
        ("2012 or newer", "2012", "or newer"),
        ("2 June 2022 or later", "2022-06-02", "or later"),
        ("before summer", "2022-06/2022-08", "before"),
    ],
)
def test_what_bounds_a_date_belongs_to_it(words: str, value: str, qualifier: str) -> None:
    (fact,) = find_facts(f"The hall closed {words}.", reference=DAY)

    assert (fact.text, fact.value, fact.qualifier) == (words, value, qualifier)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("w/c 9 May 2022", "2022-05-09/2022-05-15"),
        ("the week before Christmas 2021", "2021-12-18/2021-12-24"),
        ("the week after 5 May 2021", "2021-05-06/2021-05-12"),
        ("within the next three days", "2022-03-18/2022-03-20"),
        ("the summer of 2014", "2014-06/2014-08"),
        ("the 22 of June 2021", "2021-06-22"),
    ],
)
def test_what_makes_a_stretch_of_a_date_belongs_to_it(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]


def test_a_preposition_alone_bounds_nothing() -> None:
    assert dates("The hall closed in 2018.") == [("2018", "2018")]
