"""Dates in a passage: where they stand, and how they hang on the story's day."""

from __future__ import annotations

from datetime import date

import pytest

from archive.facts import find_facts
from archive.model import FactKind

DAY = date(2022, 3, 17)  # a Thursday


def dates(text: str, language: str = "en") -> list[tuple[str, object]]:
    return [
        (fact.text, fact.value)
        for fact in find_facts(text, reference=DAY, language=language)
        if fact.kind is FactKind.DATE
    ]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("It opened on 5 May 2016.", "5 May 2016", "2016-05-05"),
        ("It opened on May 5th, 2016.", "May 5th, 2016", "2016-05-05"),
        ("It opened on 2016-05-06.", "2016-05-06", "2016-05-06"),
        ("It opened on 5/6/2016.", "5/6/2016", "2016-05-06"),
        ("It opened on 25.6.2016.", "25.6.2016", "2016-06-25"),
        ("It opened in March 2003.", "March 2003", "2003-03"),
        ("It opened in 1987.", "1987", "1987"),
        ("It opened in 2015 June.", "2015 June", "2015-06"),
        ("It opened Sep-23-2020.", "Sep-23-2020", "2020-09-23"),
        ("It opened on Thanksgiving 2021.", "Thanksgiving 2021", "2021-11-25"),
        ("It opened on Good Friday 2024.", "Good Friday 2024", "2024-03-29"),
        ("It opened on Memorial Day 2023.", "Memorial Day 2023", "2023-05-29"),
        ("It opened in the 1990s.", "the 1990s", "1990/1999"),
        ("It opened in early 2016.", "early 2016", "2016-01/2016-04"),
        ("It opened in the first quarter of 2018.", "the first quarter of 2018", "2018-01/2018-03"),
        ("It was open from 2014 to 2018.", "from 2014 to 2018", "2014/2018"),
        (
            "It was open between May 3 and June 4, 2019.",
            "between May 3 and June 4, 2019",
            "2019-05-03/2019-06-04",
        ),
        ("It was open 4-22 January 2017.", "4-22 January 2017", "2017-01-04/2017-01-22"),
        ("It opened on the twenty-first of June, 1999.", "twenty-first of June, 1999", "1999-06-21"),
        ("It opened in nineteen eighty-six.", "nineteen eighty-six", "1986"),
        ("It opened on Tuesday, 4 January 2022.", "Tuesday, 4 January 2022", "2022-01-04"),
        ("It opened at 8:30 am on 4 January 2022.", "8:30 am on 4 January 2022", "2022-01-04T08:30"),
    ],
)
def test_an_absolute_date(text: str, surface: str, value: str) -> None:
    assert dates(text) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("It broke yesterday.", "yesterday", "2022-03-16"),
        ("It broke at Easter.", "Easter", "2022-04-17"),
        ("It broke on New Year’s Eve.", "New Year’s Eve", "2021-12-31"),
        ("It broke before the October elections.", "October", "2021-10"),
        ("It broke before the end of 2021.", "before the end of 2021", "2021-12-31"),
        ("It broke the day before yesterday.", "the day before yesterday", "2022-03-15"),
        ("It broke on Monday.", "Monday", "2022-03-14"),
        ("It will open on Monday.", "Monday", "2022-03-21"),
        ("It broke last Friday.", "last Friday", "2022-03-11"),
        ("It broke last week.", "last week", "2022-03-07/2022-03-13"),
        ("It broke late in June.", "late in June", "2022-06-21/2022-06-30"),
        ("It broke in late February.", "late February", "2022-02-21/2022-02-28"),
        ("It broke three weeks ago.", "three weeks ago", "2022-02-24"),
        ("It broke two years ago.", "two years ago", "2020"),
        ("It will be done by the end of the year.", "by the end of the year", "2022-12-31"),
        ("It has rained for the past three years.", "past three years", "2019-03-17/2022-03-17"),
        ("It broke in October.", "October", "2021-10"),
        ("It will open in October.", "October", "2022-10"),
        ("It opens on June 3.", "June 3", "2022-06-03"),
        ("It broke in June last year.", "June last year", "2021-06"),
        ("It rained over the weekend.", "the weekend", "2022-03-12/2022-03-13"),
        ("It has been shut since January 2010.", "since January 2010", "2010-01"),
        ("It broke earlier this month.", "earlier this month", "2022-03-01/2022-03-17"),
    ],
)
def test_a_date_that_hangs_on_the_storys_day(text: str, surface: str, value: str) -> None:
    assert dates(text) == [(surface, value)]


@pytest.mark.parametrize(
    "text",
    [
        "She may come.",
        "They march on.",
        "May said no.",
        "He sat in the sun.",
        "2,016 people came.",
        "The 2000 people left.",
        "Every Monday it rains.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_a_bound_is_the_qualifier() -> None:
    (found,) = (fact for fact in find_facts("It has been shut since 2010.") if fact.kind is FactKind.DATE)

    assert found.qualifier == "since"


def test_a_day_that_does_not_exist_is_no_value() -> None:
    assert "2019-02-30" not in [value for _, value in dates("It broke on 30 February 2019.")]


@pytest.mark.parametrize(
    ("code", "text", "surface", "value"),
    [
        ("de", "Er kam am 3. Mai 2021.", "3. Mai 2021", "2021-05-03"),
        ("fr", "Il est venu le 14 juillet 2020.", "14 juillet 2020", "2020-07-14"),
        ("es", "Vino el 5 de mayo de 2019.", "5 de mayo de 2019", "2019-05-05"),
        ("de", "Er kam gestern.", "gestern", "2022-03-16"),
        ("ja", "2021年7月27日に", "2021年7月27日", "2021-07-27"),
        ("ar", "في 2021-07-27 قال", "2021-07-27", "2021-07-27"),
    ],
)
def test_other_languages(code: str, text: str, surface: str, value: str) -> None:
    assert dates(text, code) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Doors open at 7:30 pm.", "7:30 pm", "19:30"),
        ("It began at noon.", "noon", "12:00"),
        ("It ran 9am to 5pm.", "9am to 5pm", "09:00/17:00"),
    ],
)
def test_times_of_day(text: str, surface: str, value: str) -> None:
    (found,) = (fact for fact in find_facts(text) if fact.kind is FactKind.TIME)

    assert (found.text, found.value) == (surface, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the third Monday of next month", "2021-08-16"),
        ("the last Wednesday of April 2019", "2019-04-24"),
        ("3 days after next Monday", "2021-08-05"),
        ("a week from Tuesday", "2021-08-03"),
        ("two weeks before Christmas", "2021-12-11"),
        ("the day after Christmas", "2021-12-26"),
        ("two Mondays from now", "2021-08-09"),
        ("the second half of July", "2021-07-16/2021-07-31"),
        ("the first half of this year", "2021-01/2021-06"),
        ("next year's fourth quarter", "2022-10/2022-12"),
        ("the second week of June", "2022-06-08/2022-06-14"),
        ("the first three months of the year", "2021-01/2021-03"),
        ("the week ending May 4", "2022-04-28/2022-05-04"),
        ("week 3 of 2027", "2027-01-18/2027-01-24"),
        ("labor day 2021 weekend", "2021-09-04/2021-09-06"),
        ("Monday, the 4th of July", "2022-07-04"),
        ("Monday to Wednesday next week", "2021-08-02/2021-08-04"),
        ("May 5th of next year", "2022-05-05"),
        ("spring of next year", "2022-03/2022-05"),
        ("the early 19th century", "1800/1833"),
        ("the '90s", "1990/1999"),
        ("several years ago", "2018"),
        ("a couple of weeks ago", "2021-07-13"),
        ("on Friday next week", "2021-08-06"),
        ("this past weekend", "2021-07-24/2021-07-25"),
        ("next Thanksgiving", "2021-11-25"),
        ("Black Friday", "2021-11-26"),
        ("2016-11", "2016-11"),
    ],
)
def test_a_date_in_other_words_is_whole_and_has_its_day(words: str, value: str) -> None:
    found = find_facts(f"They will meet {words}.", reference=date(2021, 7, 27))

    assert [(fact.kind, fact.value) for fact in found] == [(FactKind.DATE, value)]
    assert found[0].text in (words, words.removeprefix("the "))


@pytest.mark.parametrize("words", ["the next day", "the day before", "that weekend", "the following week"])
def test_a_day_told_by_another_day_is_a_date_without_a_value(words: str) -> None:
    (fact,) = find_facts(f"They left {words}.", reference=date(2021, 7, 27))

    assert (fact.kind, fact.text, fact.value) == (FactKind.DATE, words, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took a year and a half.", ("a year and a half", "P1.5Y")),
        ("It took five business days.", ("five business days", "P5D")),
        ("It took more than two weeks.", ("more than two weeks", "P2W")),
        ("It took a few weeks.", ("a few weeks", "P3W")),
    ],
)
def test_a_length_of_time_in_other_words(text: str, expected: tuple[str, str]) -> None:
    assert [(fact.text, fact.value) for fact in find_facts(text)] == [expected]


def test_a_full_stop_after_a_month_belongs_to_the_sentence() -> None:
    assert find_facts("It was the 29th of May.")[0].text == "the 29th of May"


def test_last_as_a_verb_begins_no_date() -> None:
    (fact,) = find_facts("It will last three weekends.")

    assert (fact.kind, fact.text) == (FactKind.DURATION, "three weekends")


@pytest.mark.parametrize(
    ("language", "value", "qualifier"),
    [
        ("en", "2024-12-03", "or 2024-03-12"),
        ("en-GB", "2024-03-12", None),
        ("en-US", "2024-12-03", None),
        ("de", "2024-03-12", None),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_region_or_said_to_be_open(
    language: str, value: str, qualifier: str | None
) -> None:
    (fact,) = find_facts("12/03/2024", language=language)

    assert (fact.value, fact.qualifier) == (value, qualifier)


def test_a_bound_of_a_date_that_is_open_stays() -> None:
    (fact,) = find_facts("Pay by 12/03/2024.")

    assert fact.qualifier == "by, or 2024-03-12"


def test_a_date_that_can_be_read_one_way_only_is_not_open() -> None:
    assert [fact.qualifier for fact in find_facts("It was 25/03/2024 and 03/25/2024 and 3/3/2024.")] == [
        None
    ] * 3
