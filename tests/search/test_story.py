from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from archive.search import BOUNDARY, COLUMN_NAMES, Part, document, revision_set, spans, weave


def column(made: tuple[str, ...], name: str) -> str:
    return made[COLUMN_NAMES.index(name)]


@given(st.sets(st.integers(1, 90)))
def test_spans_are_the_set_again(numbers: set[int]) -> None:
    revisions = sum(1 << (number - 1) for number in numbers)

    found = spans(revisions)

    assert {number for first, last in found for number in range(first, last + 1)} == numbers
    assert sum(revision_set(first, last) for first, last in found) == revisions
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


def test_a_document_tells_what_stays_what_came_and_what_is_gone() -> None:
    texts = {
        "Ferries stop.": 0b111, "Tides rise.": 0b110, "Buses go.": 0b011, "Come back.": 0b101,
        "A fog, for a day.": 0b010, "New fares.": 0b100,
        "The last tram to Elm leaves at six.": 0b001, "The last tram to Elm leaves at ten.": 0b110,
    }  # fmt: skip

    made = document({Part.BODY: weave(texts, 0b111)}, 0b111)

    assert column(made, "body_stays") == "ferries stop"
    assert column(made, "body_back") == "come back"
    assert column(made, "body_kept") == "the last tram to elm leaves at"
    assert column(made, "body_came").split(f" {BOUNDARY} ") == [
        "new fares",
        "tides rise",
        "to elm leaves at ten",
    ]
    assert column(made, "body_left").split(f" {BOUNDARY} ") == ["to elm leaves at six", "buses go"]
    assert column(made, "body_passed") == "a fog for a day"
    assert column(made, "title_stays") == ""


def test_a_document_does_not_depend_on_the_order_of_texts() -> None:
    texts = {
        "Ferries stop at the pier of Elm.": 0b01,
        "No ferries stop at the pier.": 0b10,
        "Buses go.": 0b11,
    }

    made = {document({Part.BODY: weave(dict(order), 0b11)}, 0b11) for order in permutations(texts.items())}

    assert len(made) == 1
