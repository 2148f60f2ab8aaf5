"""Facts read in their story: dates against its day, speakers, short and full names."""

# ruff: noqa: E501 - tables and long messages

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.facts import StoryPassage, additions, find_facts, mentions, read
from archive.model import Fact, FactKind, Mention, Span

DAY = date(2022, 3, 17)  # a Thursday
DIGITS_AS_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def facts(text: str, kind: FactKind) -> list[Fact]:
    return [fact for fact in find_facts(text, reference=DAY) if fact.kind is kind]


def test_positions_are_those_of_the_whole_text() -> None:
    text = "Nothing here.\nA dyke broke on Tuesday.\nAbout 300 cows drowned in Zeeland."

    found = find_facts(text, reference=DAY)

    assert [text[fact.start : fact.end] for fact in found] == [fact.text for fact in found]
    assert {fact.passage for fact in found} == {1, 2}


def test_a_weekday_is_the_last_one_up_to_the_storys_day() -> None:
    (found,) = facts("The dyke broke on Tuesday.", FactKind.DATE)

    assert found.value == "2022-03-15"


def test_a_weekday_that_lies_ahead_is_the_next_one() -> None:
    (found,) = facts("The panel will meet on Tuesday.", FactKind.DATE)

    assert found.value == "2022-03-22"


def test_without_a_reference_a_relative_date_has_no_value() -> None:
    (found,) = (fact for fact in find_facts("It broke on Tuesday.") if fact.kind is FactKind.DATE)

    assert found.value is None


def test_a_surname_is_joined_to_the_one_full_name() -> None:
    found = facts("Petra Lindqvist won the race.\nIt was late when Lindqvist came home.", FactKind.PERSON)

    assert [fact.value for fact in found] == ["Petra Lindqvist", "Petra Lindqvist"]


def test_a_surname_two_people_bear_is_left_alone() -> None:
    found = facts("Petra Lindqvist met Olof Lindqvist.\nMr Lindqvist left.", FactKind.PERSON)

    assert [fact.value for fact in found] == ["Petra Lindqvist", "Olof Lindqvist", "Lindqvist"]


def test_another_spelling_is_proposed_and_not_merged() -> None:
    found = facts("Omar al-Hadidi spoke.\nLater Omar al-Hadeedi left.", FactKind.PERSON)

    assert [fact.value for fact in found] == ["Omar al-Hadidi", "Omar al-Hadeedi"]
    assert found[0].possible_same == ("Omar al-Hadeedi",)


def test_an_acronym_has_its_expansion_as_value() -> None:
    found = facts("The Harbour Safety Board (HSB) met.\nThe HSB said nothing.", FactKind.ORGANISATION)

    assert found[1].value == "Harbour Safety Board"


def test_a_pronoun_speaks_for_the_one_named_before() -> None:
    (found,) = facts("Petra Lindqvist arrived at noon.\n“I am cold,” she said.", FactKind.QUOTATION)

    assert (found.speaker, found.value) == ("Petra Lindqvist", "I am cold,")


def test_a_quotation_left_open_goes_on_with_its_speaker() -> None:
    text = "“I am cold,” said Petra Lindqvist. “And I am tired.\n“Nobody told me.”"

    assert [fact.speaker for fact in facts(text, FactKind.QUOTATION)] == ["Petra Lindqvist"] * 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ann Lee", "said", "“", "”", '"', "5", "$5.2m", "Monday", "late", "June", "2021", "the", "end", "of", ",", ".",
             "half", "a", "million", "to", "-", "and", "between", "9pm", "½", "1/0", "he", "Iraq", "’s", "(", ")", "99999999999999999999", "31", "February"]
        )
    )
)  # fmt: skip
def test_any_words_give_facts_in_order_whose_spans_are_their_text(words: list[str]) -> None:
    text = " ".join(words)

    found = find_facts(text, reference=DAY)

    assert [text[fact.start : fact.end] for fact in found] == [fact.text for fact in found]
    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert all(fact.text for fact in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "es", "ja", None]))
def test_any_text_is_read_without_error(text: str, language: str | None) -> None:
    found = mentions(text, language)

    assert all(0 <= mention.span.start < mention.span.end <= len(text) for mention in found)


def test_sections_and_passages_are_kept() -> None:
    text = "It cost $5."

    (found,) = read([StoryPassage(0, "", ()), StoryPassage(3, text, mentions(text))], reference=None)

    assert (found.section, found.passage, found.start, found.end) == (3, 1, 8, 10)


@pytest.mark.parametrize("kind", list(FactKind))
def test_every_kind_is_found(kind: FactKind) -> None:
    text = (
        "“We lost 12 boats and $3m,” said Petra Lindqvist, 45 years old, of Harbour Bank in Norway. "
        "It rained 40 mm, or 8% more, for three days until 6 pm on 4 May 2020. Doors open at 7:30 pm."
    )

    assert facts(text, kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omar al-Qadri", "Omar al-Gadri"),
        ("Aleksandr Petrov", "Alexander Petrov"),
        ("Oskar Sjöholm", "Oskar Sjoeholm"),
    ],
)
def test_what_transliteration_varies_is_proposed(one: str, other: str) -> None:
    found = facts(f"Mr {one} spoke at noon.\nLater Mr {other} left.", FactKind.PERSON)

    assert [(fact.value, fact.possible_same) for fact in found] == [(one, (other,)), (other, (one,))]


@pytest.mark.parametrize(("one", "other"), [("Anna Berg", "Otto Berg"), ("Anna Novak", "Otto Novak")])
def test_two_of_one_family_are_no_spellings_of_one_another(one: str, other: str) -> None:
    found = facts(f"Mrs {one} met Mr {other} at noon.", FactKind.PERSON)

    assert [fact.possible_same for fact in found] == [(), ()]


@pytest.mark.parametrize(
    ("text", "acronym", "expansion"),
    [
        ("The Free State of Harbours and the Delta (FSHD) fell.\nNobody saw the FSHD again.", "FSHD",
         "Free State of Harbours and the Delta"),
        ("HSB, the Harbour Safety Board, met.\nThe HSB has 30 members.", "HSB", "Harbour Safety Board"),
        ("The HSB (Harbour Safety Board) met.\nThe HSB has 30 members.", "HSB", "Harbour Safety Board"),
    ],
)  # fmt: skip
def test_an_acronym_is_told_by_the_words_it_stands_for(text: str, acronym: str, expansion: str) -> None:
    values = {fact.value for fact in facts(text, FactKind.ORGANISATION) if fact.text == acronym}

    assert values == {expansion}


def test_an_acronym_beside_words_with_other_initials_stands_for_itself() -> None:
    found = facts("Nobody at the GTFS (Great Old Days) knew. The GTFS has 30 members.", FactKind.ORGANISATION)

    assert {fact.value for fact in found if fact.text == "GTFS"} == {"GTFS"}


def test_a_name_told_once_is_taken_again_where_alone_it_would_not_be() -> None:
    text = "The band Sand Lanterns released its first album.\nNobody knew Sand Lanterns."

    found = facts(text, FactKind.ORGANISATION)

    assert [(fact.passage, fact.text) for fact in found] == [(0, "Sand Lanterns"), (1, "Sand Lanterns")]
    assert facts("Nobody knew Sand Lanterns.", FactKind.ORGANISATION) == []


def test_a_story_of_many_names_takes_time_in_proportion_to_them() -> None:
    def taken(count: int) -> float:
        story = "\n".join(
            f"Mr Otto Br{number:x}nd spoke. “It is so,” Br{number:x}nd said.".translate(DIGITS_AS_LETTERS)
            for number in range(count)
        )
        start = process_time()
        find_facts(story)
        return process_time() - start

    # The least of three: what else the machine does is no part of it. In the square of them it would be 16.
    small, large = (min(taken(count) for _ in range(3)) for count in (300, 1200))
    assert large < 10 * max(small, 0.02)


def test_a_story_adds_nothing_to_a_value_that_is_no_number() -> None:
    found = (Mention(FactKind("depth"), Span(0, 4), "depth.unknown", float("nan")),)

    assert list(additions([StoryPassage(0, "Deep.", found)], reference=None)) == []
