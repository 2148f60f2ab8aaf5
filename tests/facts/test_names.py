"""People, places and organisations: named where something speaks for them, else left alone."""

from __future__ import annotations

import pytest

from archive.facts import mentions
from archive.model import FactKind

P, L, O = FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION  # noqa: E741


def names(text: str) -> list[tuple[str, FactKind]]:
    return [(found.span.of(text), found.kind) for found in mentions(text) if found.kind in (P, L, O)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Novak left.", [("Anna Novak", P)]),
        ("Then Prime Minister Joana Teles left.", [("Joana Teles", P)]),
        ("We met Dr. Quill of Leeds.", [("Quill", P), ("Leeds", L)]),
        ("Iraqi leader Samir al-Hadidi left.", [("Samir al-Hadidi", P)]),
        ("It rained in Norway and Kenya.", [("Norway", L), ("Kenya", L)]),
        ("Iran-aligned groups left.", [("Iran", L)]),
        ("It rained in Marion County.", [("Marion County", L)]),
        ("It rained in Bosnia and Herzegovina.", [("Bosnia and Herzegovina", L)]),
        ("The Harbour Safety Board met.", [("Harbour Safety Board", O)]),
        ("The Ministry of Roads and Bridges met.", [("Ministry of Roads and Bridges", O)]),
        ("The UN and the EU met.", [("UN", O), ("EU", O)]),
        ("Kenya's President Amina Odero left.", [("Kenya", L), ("Amina Odero", P)]),
        ("He was born in Tarnby, Denmark.", [("Tarnby", L), ("Denmark", L)]),
        ("The Kestutis Vaitkus was moored there.", []),
        ("“No,” said Kestutis Vaitkus.", [("Kestutis Vaitkus", P)]),
        ("Kestutis Vaitkus, 61, left.", [("Kestutis Vaitkus", P)]),
        ("Kestutis Vaitkus (born 1962) left.", [("Kestutis Vaitkus", P)]),
        ("The Leeds Herald reported it.", [("Leeds Herald", O)]),
        ("It was the Battle of Leeds.", []),
        ("He read the Oslo Accords.", []),
        ("The Swedish Vallhund barked.", []),
    ],
)
def test_names_of_a_passage(text: str, expected: list[tuple[str, FactKind]]) -> None:
    assert names(text) == expected


def test_a_surname_alone_is_known_by_the_full_name_before() -> None:
    assert names("Anna Novak left, and Novak did not return.") == [("Anna Novak", P), ("Novak", P)]


def test_names_are_not_looked_for_in_other_languages() -> None:
    assert not [found for found in mentions("Anna Novak kam aus Berlin.", "de") if found.kind in (P, L, O)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN chief Ban Ki-moon left.", [("UN", O), ("Ban Ki-moon", P)]),
        ("We met Moon Jae-in there.", [("Moon Jae-in", P)]),
        ("A bench stood there, Mayor Anna Novak-made.", [("Anna Novak", P)]),
    ],
)
def test_a_given_name_of_two_syllables_is_whole(text: str, expected: list[tuple[str, FactKind]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Odrik Vannov won the race.", ("Odrik Vannov", P)),
        ("The band Sand Lanterns released its first album.", ("Sand Lanterns", O)),
        ("Fighters in Qarabad province fired.", ("Qarabad", L)),
    ],
)
def test_a_name_that_no_rule_knows_is_judged_by_its_form_and_neighbours(
    text: str, expected: tuple[str, FactKind]
) -> None:
    assert expected in names(text)


def test_capitals_that_are_no_name_stay_unnamed() -> None:
    assert names("The Great Hunger Strike of Wednesday ended in Easter Week.") == []


@pytest.mark.parametrize(
    "text", ["BRVO has 40 members in the valley.", "Last year BRVO runs fell, but BRVO has a plan."]
)
def test_an_acronym_that_acts_is_an_organisation_although_its_verb_ends_as_a_plural_does(text: str) -> None:
    assert ("BRVO", O) in names(text)


def test_an_article_written_large_within_a_sentence_belongs_to_the_organisation() -> None:
    assert ("The Harbour Lantern Society", O) in names("It was bought by The Harbour Lantern Society in May.")
    assert ("Harbour Lantern Society", O) in names("It rained. The Harbour Lantern Society met.")


def test_two_subjects_before_a_tail_are_one_organisation() -> None:
    assert ("Fish and Harbour Commission", O) in names("The Fish and Harbour Commission met in May.")
    assert ("Harbour Commission", O) in names("The Senate and Harbour Commission met in May.")


def test_who_said_a_quotation_is_a_person_however_strange_the_name() -> None:
    assert names("“We were late,” said Amara Lindqvist, the biologist who led it.") == [
        ("Amara Lindqvist", P)
    ]
