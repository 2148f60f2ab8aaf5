"""The ledger: facts followed through all revisions of a story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.changes.difference import amount, changed_facts
from archive.changes.ledger import ledger
from archive.changes.telling import Telling
from archive.facts import StoryPassage, mentions, read
from archive.model import Digest, FactKind, LedgerRow, Part, Passage, Revision, Section, State

SEEN = datetime(2024, 5, 1, 9, tzinfo=UTC)


def telling(number: int, text: str, title: str = "") -> Telling:
    """A revision, seen at so many hours after the first."""
    passages = text.split("\n")
    state = State(title or None, None, None, (Section(None, 0, tuple(map(Passage, passages))),))
    revision = Revision(
        article="dam",
        revision=number,
        id=Digest(f"c1:{title}|{text}"),
        captured_at=SEEN + timedelta(hours=number - 1),
        not_before=None if number == 1 else SEEN + timedelta(hours=number - 1.5),
        published_at=None,
        modified_at=None,
        last_captured_at=SEEN + timedelta(hours=number - 1),
        language="en",
    )
    body = read([StoryPassage(0, one, mentions(one, "en")) for one in passages], reference=SEEN.date())
    heads = read([StoryPassage(0, title, mentions(title, "en"))], reference=SEEN.date())
    return Telling.of(revision, state, body, heads)


def tellings(*texts: str, titles: tuple[str, ...] = ()) -> list[Telling]:
    return [
        telling(number, text, titles[number - 1] if titles else "") for number, text in enumerate(texts, 1)
    ]


def rows(*texts: str, titles: tuple[str, ...] = (), kind: FactKind = FactKind.FIGURE) -> list[LedgerRow]:
    return [row for row in ledger("dam", tellings(*texts, titles=titles)) if row.kind is kind]


def said(row: LedgerRow) -> list[tuple[str, int, int]]:
    """What a row says, from which revision to which."""
    return [(value.text, value.revision, value.last_revision) for value in row.values]


TOLL = "At least {} villagers were hurt the dam broke."


def test_a_figure_has_its_values_by_revision_and_time() -> None:
    (row,) = rows(TOLL.format(12), TOLL.format(21), TOLL.format(21) + " Rain fell.", TOLL.format(19))

    assert said(row) == [("12", 1, 1), ("21", 2, 3), ("19", 4, 4)]
    assert [value.captured_at for value in row.values] == [
        SEEN,
        SEEN + timedelta(hours=1),
        SEEN + timedelta(hours=3),
    ]
    assert row.values[1].not_before == SEEN + timedelta(hours=0.5)
    assert row.values[1].sentence == TOLL.format(21)
    assert (row.about, row.text, row.is_current, row.is_changed) == (
        "villagers were hurt",
        "19",
        True,
        True,
    )


def test_a_fact_that_goes_and_comes_back_is_one_row_with_a_gap() -> None:
    filler = "The reservoir lies above the town of Elmsrode."
    (row,) = rows(f"{TOLL.format(12)}\n{filler}", filler, f"{filler}\n{TOLL.format(12)}")

    assert said(row) == [("12", 1, 1), ("12", 3, 3)]
    assert row.revisions == (1, 3)
    assert row.is_current
    assert not row.is_changed


def test_a_fact_that_comes_back_with_another_value_is_still_the_same_one() -> None:
    filler = "The reservoir lies above the town of Elmsrode."
    (row,) = rows(f"{TOLL.format(12)}\n{filler}", filler, f"{filler}\n{TOLL.format(15)}")

    assert said(row) == [("12", 1, 1), ("15", 3, 3)]


def test_a_story_that_goes_back_to_an_earlier_text_takes_up_its_rows() -> None:
    first = f"{TOLL.format(12)}\nThe dam cost $5m."
    second = "Nobody was hurt. The dam is to be torn down."
    found = ledger("dam", tellings(first, second, first))

    assert [said(row) for row in found] == [
        [("12", 1, 1), ("12", 3, 3)],
        [("$5m", 1, 1), ("$5m", 3, 3)],
    ]


def test_a_fact_that_is_gone_says_so() -> None:
    (row,) = rows(f"{TOLL.format(12)}\nThe dam broke.", "The dam broke.")

    assert (row.first_revision, row.last_revision, row.is_current) == (1, 1, False)


def test_a_fact_restated_elsewhere_moved() -> None:
    filler = "The reservoir lies above the town of Elmsrode."
    (row,) = rows(
        f"{TOLL.format(12)}\n{filler}", f"{filler}\nOn the whole, 12 villagers were hurt, she said."
    )

    assert len({value.text for value in row.values}) == 1
    assert row.revisions == (1, 2)


def test_a_headline_that_changes_with_the_lead_is_one_fact_in_two_places() -> None:
    titles = ("12 hurt as dam breaks", "21 hurt as dam breaks")
    (row,) = rows(TOLL.format(12), TOLL.format(21), titles=titles)

    assert row.mentions == 2
    assert row.part is Part.BODY


def test_a_headline_that_lags_behind_is_a_row_of_its_own_and_first() -> None:
    titles = ("12 hurt as dam breaks",) * 2
    headline, lead = rows(TOLL.format(12), TOLL.format(21), titles=titles)

    assert (headline.part, headline.passage, said(headline)) == (Part.HEADLINE, None, [("12", 1, 2)])
    assert said(lead) == [("12", 1, 1), ("21", 2, 2)]


def test_a_name_in_a_headline_counts_only_where_the_text_names_it() -> None:
    text = "Mara Holt, the mayor, came at noon."
    found = rows(text, titles=("Mara Holt and Petra Berg visit dam",), kind=FactKind.PERSON)

    assert [(row.value, row.mentions) for row in found] == [("Mara Holt", 2)]


def test_a_name_told_in_many_places_is_one_row() -> None:
    (row,) = rows("Mara Holt came.\nPetra Berg left.\nMara Holt spoke.", kind=FactKind.PERSON)[:1]

    assert (row.value, row.mentions) == ("Mara Holt", 2)


def test_other_spellings_are_proposed_and_not_merged() -> None:
    text = "Anwar Kadhemi spoke first.\nAnwar Kadhimi spoke last."
    found = rows(text, kind=FactKind.PERSON)

    assert [(row.value, row.possible_same) for row in found] == [
        ("Anwar Kadhemi", ("Anwar Kadhimi",)),
        ("Anwar Kadhimi", ("Anwar Kadhemi",)),
    ]


def test_a_change_told_twice_is_reported_once_with_its_size() -> None:
    titles = ("12 hurt as dam breaks", "9 hurt as dam breaks")
    old, new = tellings(TOLL.format(12), TOLL.format(9), titles=titles)
    (change,) = changed_facts("dam", old, new)

    assert (change.old.text, change.new.text, change.mentions) == ("12", "9", 2)
    assert (change.change, change.share) == (-3, -0.25)
    assert (change.not_before, change.captured_at) == (SEEN + timedelta(hours=0.5), SEEN + timedelta(hours=1))


def test_amounts_of_another_unit_have_no_difference() -> None:
    old, new = tellings("The dam cost $5m.", "The dam cost €6m.")
    (change,) = changed_facts("dam", old, new)

    assert (change.change, change.share) == (None, None)


def test_values_become_amounts_where_they_can() -> None:
    assert amount(FactKind.DURATION, "P1DT12H") == 1.5
    assert amount(FactKind.FIGURE, "3/5") == 4
    assert amount(FactKind.DATE, "2024-05-02") - amount(FactKind.DATE, "2024-05-01") == 1
    assert amount(FactKind.PERSON, "3") is None
    assert amount(FactKind.FIGURE, "dozens") is None


def test_a_figure_told_of_others_is_told_anew_and_changed() -> None:
    text = "The bridge was held up by 40 {}."
    (row,) = rows(text.format("mules"), text.format("mules") + " Rain fell.", text.format("donkeys"))

    assert [(one.text, one.subject, one.revision, one.last_revision) for one in row.told] == [
        ("40", "mules", 1, 2),
        ("40", "donkeys", 3, 3),
    ]
    assert row.abouts == ("mules", "donkeys")
    assert row.is_changed
    assert "told" not in row.as_dict()


def test_what_bounds_a_figure_is_told_of_its_own_revisions_only() -> None:
    (row,) = rows("In all, only 40 mules came.", "In all, 40 mules came.")

    assert [(one.qualifier, one.last_revision) for one in row.told] == [("only", 1), (None, 2)]
    assert not row.is_changed


def test_who_said_a_quotation_is_known_for_each_revision() -> None:
    text = '"The bridge will not hold a goat," {} said.\nMara Holt and Petra Berg had come.'
    (row,) = rows(text.format("Mara Holt"), text.format("Petra Berg"), kind=FactKind.QUOTATION)

    assert row.abouts == ("Mara Holt", "Petra Berg")
    assert [one.speaker for one in row.told] == ["Mara Holt", "Petra Berg"]


LINES = st.lists(
    st.sampled_from(
        [TOLL.format(12), TOLL.format(21), "The dam cost $5m.", "Mara Holt spoke on Monday.", "It rained.",
         "“We were warned,” said Mara Holt."]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_every_fact_of_every_revision_is_in_the_ledger(story: list[list[str]]) -> None:
    told = tellings(*("\n".join(lines) for lines in story))
    found = ledger("dam", told)

    for one in told:
        number = one.revision.revision
        here = [row for row in found if number in row.revisions]
        for fact in one.facts:
            values = [
                v
                for row in here
                for v in row.values
                if v.revision <= number <= v.last_revision and row.kind is fact.kind
            ]
            assert any(value.value == fact.value for value in values)
    for row in found:
        assert row.revisions[0] == row.first_revision
        assert row.revisions[-1] == row.last_revision
        for values in (row.values, row.told):
            covered = [n for value in values for n in range(value.revision, value.last_revision + 1)]
            assert tuple(covered) == row.revisions


def test_another_spelling_is_proposed_across_revisions_too() -> None:
    found = ledger(
        "dam",
        [
            telling(1, "Mayor Samir Kadhemi spoke of the dam.\nNothing else was known."),
            telling(2, "Nothing else was known.\nThe water rose, Mayor Samir Kadhimi told the board."),
        ],
    )

    same = {row.value: row.possible_same for row in found if row.kind is FactKind.PERSON}
    assert same == {"Samir Kadhemi": ("Samir Kadhimi",), "Samir Kadhimi": ("Samir Kadhemi",)}
