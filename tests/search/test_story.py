from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.search import BOUNDARY, COLUMN_NAMES, Part, document, revision_set, spans


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
        Part.BODY: {
            "Ferries stop.": 0b111, "Tides rise.": 0b110, "Buses go.": 0b011, "Come back.": 0b101,
            "A fog, for a day.": 0b010, "New fares.": 0b100,
        }
    }  # fmt: skip

    made = document(texts, 3)

    assert column(made, "body_stays") == "ferries stop"
    assert column(made, "body_back") == "come back"
    assert column(made, "body_came").split(f" {BOUNDARY} ") == ["new fares", "tides rise"]
    assert column(made, "body_left") == "buses go"
    assert column(made, "body_passed") == "a fog for a day"
    assert column(made, "title_stays") == ""


def test_a_document_does_not_depend_on_the_order_of_texts() -> None:
    words = ["Ferries stop.", "Tides rise.", "Buses go."]

    made = {document({Part.BODY: dict.fromkeys(order, 1)}, 1) for order in (words, words[::-1])}

    assert len(made) == 1
