"""Which way a date without its year lies."""

from __future__ import annotations

from datetime import date

import pytest

from archive.facts import find_facts
from archive.model import FactKind

AUTUMN = date(2023, 11, 22)  # a Wednesday


def value(text: str, language: str = "en", day: date = AUTUMN) -> object:
    (found,) = (
        fact for fact in find_facts(text, reference=day, language=language) if fact.kind is FactKind.DATE
    )
    return found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rents have climbed since February.", "2023-02"),
        ("The quarry has been shut since the spring.", "2023-03/2023-05"),
        ("The quarry has been shut since 4 February.", "2023-02-04"),
        ("Nobody will have seen him since February.", "2023-02"),
        ("It has snowed since Friday.", "2023-11-17"),
    ],
)
def test_since_looks_back(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La carrière est fermée depuis février.", "2023-02"),
        ("fr", "La carrière est fermée depuis le 4 février.", "2023-02-04"),
        ("de", "Seit Februar ruht der Steinbruch.", "2023-02"),
        ("de", "Seit dem 4. Februar ruht der Steinbruch.", "2023-02-04"),
        ("es", "La cantera está cerrada desde febrero.", "2023-02"),
        ("es", "La cantera cerrará desde febrero.", "2024-02"),
    ],
)
def test_since_looks_back_in_other_languages(language: str, text: str, expected: str) -> None:
    assert value(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge collapsed in February.", "2023-02"),
        ("The toll was put up in February.", "2023-02"),
        ("The guild went bankrupt in early February.", "2023-02-01/2023-02-10"),
        ("The guild broke up in the spring.", "2023-03/2023-05"),
        ("In February, the guild closed its hall.", "2023-02"),
        ("In late February, the mayor died.", "2023-02-21/2023-02-28"),
    ],
)
def test_a_past_verb_makes_a_month_or_season_the_last_one(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge will be closed in February.",
        "The bridge was closed until February.",
        "The mayor agreed to reopen the bridge in February.",
        "The mayor said the bridge may reopen in February.",
        "The mayor called an election in February.",
        "The proposed toll in February is high.",
        "In February, the guild will have closed its hall.",
    ],
)
def test_a_past_verb_that_goes_on_to_what_is_to_come_does_not(text: str) -> None:
    assert value(text) == "2024-02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Divers are expected on Monday.", "2023-11-27"),
        ("A regatta is planned for Monday.", "2023-11-27"),
        ("A hearing scheduled for Monday drew a crowd.", "2023-11-27"),
        ("Bakers said a strike is set for Monday.", "2023-11-27"),
        ("The bridge will be opened on Monday.", "2023-11-27"),
        ("Councillors are to decide on Monday.", "2023-11-27"),
        ("The lease expires on Monday.", "2023-11-27"),
        ("Farmers meet on Monday, the guild said.", "2023-11-27"),
        ("Booths close at 9pm on Monday.", "2023-11-27T21:00"),
        ("Islanders go to the polls on Monday.", "2023-11-27"),
        ("The fair opens in September.", "2024-09"),
        ("The fair will open in the summer.", "2024-06/2024-08"),
    ],
)
def test_an_arrangement_in_the_present_lies_ahead(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Divers came on Monday.",
        "Shares close lower on Monday.",
        "Farmers did not meet on Monday.",
        "The start on Monday was slow.",
        "The vote on Monday drew a crowd.",
        "Divers had planned it on Monday.",
        "It has two ends and opened on Monday.",
    ],
)
def test_a_weekday_is_the_last_one_otherwise(text: str) -> None:
    assert value(text) == "2023-11-20"
