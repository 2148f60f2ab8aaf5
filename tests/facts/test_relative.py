"""The little language of relative dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts import resolved

DAY = date(2022, 3, 17)  # a Thursday


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2021-06", "2021-06"),
        ("2021-06-30 T08:15", "2021-06-30T08:15"),
        ("day -1", "2022-03-16"),
        ("week 0", "2022-03-14/2022-03-20"),
        ("weekend 0", "2022-03-19/2022-03-20"),
        ("month -3", "2021-12"),
        ("quarter 1", "2022-04/2022-06"),
        ("decade 0", "2020/2029"),
        ("century -1", "1900/1999"),
        ("ago 1 M", "2022-02"),
        ("ago -2 W", "2022-03-31"),
        ("past 2 W", "2022-03-03/2022-03-17"),
        ("coming 2 D", "2022-03-18/2022-03-19"),
        ("weekday -1 3", "2022-03-17"),
        ("weekday 1 4", "2022-03-18"),
        ("weekin 1 0", "2022-03-21"),
        ("yearday -1 12-31", "2021-12-31"),
        ("yearday 0 02-29", "2024-02-29"),
        ("monthday 1 16", "2022-04-16"),
        ("monthof -1 07", "2021-07"),
        ("season -1 4", "2021-12/2022-02"),
        ("quarterof -1 4", "2021-10/2021-12"),
        ("year 0 late", "2022-09/2022-12"),
        ("2021-06 start", "2021-06-01"),
        ("2021 first14D", "2021-01-01/2021-01-14"),
        ("2021 last2M", "2021-11/2021-12"),
        ("inyear -1 11 / inyear 0 03", "2021-11/2022-03"),
        ("weekday 2 3", "2022-03-24"),
        ("weekday -2 3", "2022-03-10"),
        ("weekday 1 0 / weekday 1 4", "2022-03-21/2022-03-25"),
        ("inyear 0 04 / day 0", "2021-04/2022-03-17"),
    ],
)
def test_an_expression_names_a_date(expression: str, value: str) -> None:
    assert resolved(expression, DAY) == value


@pytest.mark.parametrize("expression", ["2021-02-30", "monthin 0 31 / monthin 1 31", "yearday 0 02-30"])
def test_a_day_that_does_not_exist_is_none(expression: str) -> None:
    assert resolved(expression, date(2022, 3, 17)) is None


def test_without_a_reference_only_absolute_dates_resolve() -> None:
    assert resolved("2021-06 late", None) == "2021-06-21/2021-06-30"
    assert resolved("day 0", None) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_the_last_weekday_is_within_a_week(day: date, weekday: int) -> None:
    found = date.fromisoformat(str(resolved(f"weekday -1 {weekday}", day)))

    assert found.weekday() == weekday
    assert 0 <= (day - found).days < 7
