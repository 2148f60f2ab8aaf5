"""Holidays."""

from __future__ import annotations

import pytest
from dated import dates


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Labor Day 2021 weekend", "2021-09-04/2021-09-06"),
        ("the weekend of Memorial Day", "2022-05-28/2022-05-30"),
        ("Memorial Day weekend", "2022-05-28/2022-05-30"),
        ("Halloween 2020 weekend", "2020-10-31/2020-11-01"),
        ("Yom Kippur 2024", "2024-10-12"),
        ("Rosh Hashanah 2023", "2023-09-16"),
        ("Passover 2022", "2022-04-16/2022-04-23"),
        ("Hanukkah 2022", "2022-12-19/2022-12-26"),
        ("Ramadan 2021", "2021-04-13/2021-05-12"),
        ("Eid al-Fitr 2021", "2021-05-13"),
        ("Eid al-Adha 2021", "2021-07-20"),
        ("Christmas of last year", "2021-12-25"),
        ("Thanksgiving next year", "2023-11-23"),
        ("April Fools' Day 2021", "2021-04-01"),
        ("Corpus Christi 2021", "2021-06-03"),
    ],
)
def test_a_holiday_has_its_day(words: str, value: str | None) -> None:
    assert dates(f"The hall closed {words}.") == [(words, value)]
