"""Facts paired by what they count, the words around them, their value and their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.changes import compare_texts
from archive.changes.pairing import differs
from archive.model import Fact, FactChangeKind, FactKind


def changed(old: str | list[str], new: str | list[str]) -> list[tuple[str, str]]:
    """The old and new words of every fact that changed."""
    return [
        (change.old.text, change.new.text)
        for change in compare_texts(old, new).facts
        if change.change is FactChangeKind.CHANGED and change.old and change.new
    ]


def fact(text: str, **more: object) -> Fact:
    fields = {"kind": FactKind.FIGURE, "value": 12, **more}
    return Fact(text=text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 miners died and 21 were rescued.", "21 miners died and 12 were rescued."),
        ("Backing stood at 12%, against 21% last May.", "Backing stood at 21%, against 12% last May."),
        ("It cut 12 posts and opened 21 branches.", "It cut 21 posts and opened 12 branches."),
    ],
)
def test_two_figures_that_change_places_both_changed(old: str, new: str) -> None:
    found = [(before.rstrip("%"), after.rstrip("%")) for before, after in changed(old, new)]

    assert sorted(found) == [("12", "21"), ("21", "12")]


def test_a_sentence_turned_round_keeps_its_figures() -> None:
    old = "Turnout was 61%, the registrar said. The tally took 9 hours."
    new = "The registrar gave turnout as 61%. The tally took 9 hours."

    assert changed(old, new) == []


def test_a_figure_is_followed_through_another_wording() -> None:
    old = "The toll of the storm rose to 41 by nightfall."
    new = "By nightfall the toll of the storm stood at 47."

    assert changed(old, new) == [("41", "47")]


def test_a_sentence_put_in_for_another_is_no_change_of_its_figure() -> None:
    old = ["The harbour was closed.", "12 miners died on Friday. Nine shops shut in Elmsrode."]
    new = ["The harbour was closed.", "12 miners died on Friday. A whale weighs up to 190 tonnes."]

    assert changed(old, new) == []


def test_a_figure_that_changed_while_its_sentence_went_elsewhere_is_found() -> None:
    sentence = "Rescue teams counted {} climbers on the north face at noon."
    filler = [
        "The pass was closed for the night.",
        "Two villages had no power until morning, said the mayor.",
    ]

    assert changed(
        [f"{filler[0]} {sentence.format(33)}", filler[1]], [filler[0], f"{filler[1]} {sentence.format(39)}"]
    ) == [("33", "39")]


def test_the_same_words_read_otherwise_are_no_change() -> None:
    old = fact("Monday", kind=FactKind.DATE, value="2024-04-29")

    assert not differs(old, fact("Monday", kind=FactKind.DATE, value="2024-05-06"))
    assert differs(old, fact("Friday", kind=FactKind.DATE, value="2024-05-03"))


def test_another_writing_of_a_value_is_no_change() -> None:
    assert not differs(fact("12"), fact("twelve"))
    assert not differs(fact("12"), fact("12", qualifier="a total of"))
    assert differs(fact("12"), fact("12", qualifier="at least"))


@pytest.mark.parametrize(
    ("old", "new", "is_change"),
    [
        ("people", "people in all", False),
        ("US troops", "Iraqi troops", True),
        ("protesters", "demonstrators", False),
        (None, "people", False),
    ],
)
def test_what_is_counted_changes_only_where_one_word_makes_way_beside_another(
    old: str | None, new: str, is_change: bool
) -> None:
    assert differs(fact("12", subject=old), fact("12", subject=new)) is is_change


def test_a_name_given_in_full_and_other_marks_in_a_quotation_are_no_change() -> None:
    office = {"kind": FactKind.ORGANISATION}
    quoted = {"kind": FactKind.QUOTATION}

    assert not differs(
        fact("US Mint", value="US Mint", **office), fact("U.S. Mint", value="U.S. Mint", **office)
    )
    assert not differs(fact("Mint", value="Mint", **office), fact("Royal Mint", value="Royal Mint", **office))
    assert differs(
        fact("US Mint", value="US Mint", **office), fact("Royal Mint", value="Royal Mint", **office)
    )
    assert not differs(fact("“I’m.”", value="I’m.", **quoted), fact("'I'm.'", value="I'm.", **quoted))


def test_a_speaker_given_in_full_is_the_same_speaker() -> None:
    quoted = {"kind": FactKind.QUOTATION, "value": "No."}

    assert not differs(fact("“No.”", speaker="Holt", **quoted), fact("“No.”", speaker="Mara Holt", **quoted))
    assert differs(fact("“No.”", speaker="Holt", **quoted), fact("“No.”", speaker="Berg", **quoted))
    assert differs(fact("“No.”", speaker="Holt", **quoted), fact("“No.”", **quoted))


SENTENCES = st.sampled_from(
    ["{} goats crossed the pass.", "The levy brings in ${}m.", "Some {} lamps failed.", "About {}% agreed."]
)


@given(
    st.lists(st.tuples(SENTENCES, st.integers(2, 60)), max_size=6),
    st.lists(st.tuples(SENTENCES, st.integers(2, 60)), max_size=6),
)
def test_every_fact_of_either_text_has_one_fate(
    old: list[tuple[str, int]], new: list[tuple[str, int]]
) -> None:
    texts = [[sentence.format(number) for sentence, number in side] for side in (old, new)]
    found = compare_texts(texts[0], texts[1]).facts

    for side in ("old", "new"):
        places = [
            (one.passage, one.start, one.kind)
            for change in found
            if (one := getattr(change, side)) is not None
        ]
        assert len(places) == len(set(places))
    for change in found:
        assert (change.old is None) is (change.change is FactChangeKind.ADDED)
        assert (change.new is None) is (change.change is FactChangeKind.REMOVED)
        if change.change is FactChangeKind.CHANGED:
            assert differs(change.old, change.new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The lock opened on 5 May to all boats.", "The lock opened on May 5 to all boats."),
        ("The lock opened on Monday to all boats.", "The lock opened on Mon. to all boats."),
        ("The lock opened on 12/03/2024 to all.", "The lock opened on 12 March 2024 to all."),
    ],
)
def test_a_day_written_otherwise_is_no_other_day(old: str, new: str) -> None:
    assert changed(old, new) == []


def test_another_day_without_a_year_is_a_change() -> None:
    assert changed("It opened on 5 May.", "It opened on 6 May.") == [("5 May", "6 May")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Samir Kadhemi", "Samir Kadhimi", False),
        ("Omar al-Hadidi", "Omar al-Hadeedi", False),
        ("Samir Kadhemi", "Samir Tarnik", True),
        ("Ann Lee", "Ann Lou", True),
    ],
)
def test_a_speaker_respelt_said_the_same(old: str, new: str, *, expected: bool) -> None:
    one, other = (
        fact("“It held,”", kind=FactKind.QUOTATION, value="It held,", speaker=name) for name in (old, new)
    )

    assert differs(one, other) is expected


def test_another_share_of_people_is_a_change() -> None:
    assert changed("One in five people left.", "One in four people left.") == [("One in five", "One in four")]
