from archive.changes import blame
from archive.model import Passage, Section, State

FIRST = "The harbour bridge was closed on Monday by the mayor."
SECOND = "Nobody was hurt when a pillar of it gave way."
THIRD = "An inquiry into the old contract has begun in the capital."


def state(*passages: str) -> State:
    return State(None, None, None, (Section(None, 0, tuple(map(Passage, passages))),))


def ages(*states: State) -> list[tuple[str, int]]:
    return [(age.text, age.first) for age in blame(states)]


def test_in_a_single_state_everything_is_of_it() -> None:
    assert ages(state(f"{FIRST} {SECOND}")) == [(FIRST, 0), (SECOND, 0)]


def test_an_added_sentence_is_of_the_state_that_added_it() -> None:
    assert ages(state(FIRST), state(FIRST, SECOND), state(FIRST, SECOND, THIRD)) == [
        (FIRST, 0),
        (SECOND, 1),
        (THIRD, 2),
    ]


def test_a_sentence_survives_a_move() -> None:
    assert ages(state(FIRST, SECOND, THIRD), state(SECOND, THIRD, FIRST)) == [
        (SECOND, 0),
        (THIRD, 0),
        (FIRST, 0),
    ]


def test_a_sentence_survives_an_edit_and_its_new_words_do_not() -> None:
    edited = FIRST.replace("Monday", "Friday")

    age = blame([state(FIRST), state(edited)])[0]

    assert age.first == 0
    assert [word.span.of(edited) for word in age.words if word.first == 1] == ["Friday"]


def test_a_sentence_that_comes_back_has_its_first_age() -> None:
    assert ages(state(FIRST, SECOND), state(FIRST), state(FIRST, SECOND)) == [(FIRST, 0), (SECOND, 0)]


def test_words_that_come_back_with_their_sentence_have_their_first_age() -> None:
    edited = FIRST.replace("Monday", "Friday")

    age = blame([state(FIRST), state(edited), state(FIRST)])[0]

    assert {word.first for word in age.words} == {0}


def test_the_parts_of_a_divided_sentence_are_as_old_as_it() -> None:
    joined = "The harbour bridge was closed on Monday, and nobody was hurt when a pillar of it gave way."
    parts = ("The harbour bridge was closed on Monday.", "Nobody was hurt when a pillar of it gave way.")

    assert ages(state(joined, THIRD), state(*parts, THIRD)) == [(parts[0], 0), (parts[1], 0), (THIRD, 0)]


def test_places_count_sections_passages_and_sentences() -> None:
    story = State(
        None,
        None,
        None,
        (Section(None, 0, (Passage(FIRST),)), Section("More", 2, (Passage(f"{SECOND} {THIRD}"),))),
    )

    assert [(age.section, age.passage, age.sentence) for age in blame([story])] == [
        (0, 0, 0),
        (1, 1, 0),
        (1, 1, 1),
    ]


def test_of_no_state_there_is_nothing_to_tell() -> None:
    assert blame([]) == ()
