from __future__ import annotations

from datetime import date

import pytest

from archive.search import days_named

TODAY = date(2024, 5, 1)  # a Wednesday


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-04-30", "2024-04-30", "2024-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02..2024-04", "2024-02-01", "2024-04-30"),
        ("2024-02-03 to yesterday", "2024-02-03", "2024-04-30"),
        ("today", "2024-05-01", "2024-05-01"),
        ("Yesterday", "2024-04-30", "2024-04-30"),
        ("7 days", "2024-04-25", "2024-05-01"),
        ("last 2 weeks", "2024-04-18", "2024-05-01"),
        ("1 day", "2024-05-01", "2024-05-01"),
        ("0 days", "2024-05-01", "2024-05-01"),
        ("7 days ago", "2024-04-24", "2024-04-24"),
        ("2 months ago", "2024-03-01", "2024-03-01"),
        ("this week", "2024-04-29", "2024-05-05"),
        ("last week", "2024-04-22", "2024-04-28"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("this month", "2024-05-01", "2024-05-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("monday", "2024-04-29", "2024-04-29"),
        ("last wednesday", "2024-04-24", "2024-04-24"),
        ("thursday", "2024-04-25", "2024-04-25"),
        ("31 July 2021", "2021-07-31", "2021-07-31"),
        ("July 31, 2021", "2021-07-31", "2021-07-31"),
        ("Sept 2021", "2021-09-01", "2021-09-30"),
        ("2021-7-5", "2021-07-05", "2021-07-05"),
        ("2021/7/5", "2021-07-05", "2021-07-05"),
        ("2021-7", "2021-07-01", "2021-07-31"),
        ("20210715", "2021-07-15", "2021-07-15"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("q1 2024", "2024-01-01", "2024-03-31"),
        ("2023Q4..2024-Q1", "2023-10-01", "2024-03-31"),
    ],
)
def test_a_name_means_its_days(written: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_named(written, TODAY)] == [first, last]


def test_a_month_back_from_a_long_one_ends_with_the_short_one() -> None:
    assert days_named("1 month ago", date(2024, 3, 31)) == (date(2024, 2, 29), date(2024, 2, 29))


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2024-02-30", "31 June 2024", "1 July 2, 2024", "2024-04..2024-02", "..", "last 3 days ago",
     "9999 years ago", "Mai 2024", "2024-13", "a to b", "2024-Q5",
     "0000-01-01", "20240230", "5/7/2024", "2024/7", "31 June.."],
)  # fmt: skip
def test_anything_else_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        days_named(written, TODAY)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [("2024-02..", date(2024, 2, 1), None), ("..2024-02", None, date(2024, 2, 29))],
)
def test_a_range_may_be_open(written: str, first: date | None, last: date | None) -> None:
    assert days_named(written, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2021-07-15 23:00", "names a time of day, and whole days .* as in 2021-07-15"),
        ("2021-07-15T23:00Z", "time of day"),
        ("2021-07-14..2021-07-15T23:00Z", "time of day"),
        ("2021-02-30", "February 2021 ends with the 28th"),
        ("31 June 2024", "June 2024 ends with the 30th"),
        ("20210732", "July 2021 ends with the 31st"),
        ("2021-13-01", "there is no month 13"),
        ("0000-05", "outside the years 1 to 9999"),
        ("soon", "as 2021-07-27, 2021-07"),
    ],
)
def test_an_error_says_what_is_wrong(written: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        days_named(written, TODAY)
