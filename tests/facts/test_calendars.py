"""Days of the Hebrew and the Islamic calendar."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from archive.facts.calendars import hanukkah, hebrew_new_year, islamic_day


@given(st.integers(1600, 2400))
def test_a_hebrew_year_has_a_possible_length_and_first_day(year: int) -> None:
    first = hebrew_new_year(year)

    assert (hebrew_new_year(year + 1) - first).days in (353, 354, 355, 383, 384, 385)
    assert first.weekday() not in (2, 4, 6)
    assert first.year == year


@given(st.integers(1600, 2400), st.integers(1, 12), st.integers(1, 29))
def test_an_islamic_day_is_the_first_of_its_name_in_the_year(year: int, month: int, day: int) -> None:
    found = islamic_day(year, month, day)

    assert found.year == year
    assert found <= date(year, 12, 21)


def test_hanukkah_moves_with_the_length_of_the_year() -> None:
    assert [hanukkah(year).isoformat() for year in (2020, 2022, 2023)] == [
        "2020-12-11",
        "2022-12-19",
        "2023-12-08",
    ]
