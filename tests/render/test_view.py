from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.cases import FERRY, compared, same, unit, units

from archive.model import Field, FieldChange, Label, UnitKind
from archive.render.view import Departed, Folded, Shown, unit_words, view
from archive.render.wording import hidden_line, places, told

EDIT = unit("edited", (5,), (5,), ("-", "12"), ("+", "21"), labels=(Label.FIGURE,))
STAMP = unit("edited", (5,), (5,), ("-", "1"), ("+", "2"), labels=(Label.BOILERPLATE,))


def around(middle):
    before = [same(i, i, f"Before {i}.") for i in range(5)]
    return compared(*before, middle, *(same(i, i, f"After {i}.") for i in range(6, 11)))


def shape(rows):
    """Rows as a word each: how many were folded, or what is shown."""
    return [
        f"{len(row.same)}+{row.hidden_count}"
        if isinstance(row, Folded)
        else "departed"
        if isinstance(row, Departed)
        else "change"
        if row.is_change
        else "beside"
        for row in rows
    ]


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (0, ["5+0", "change", "5+0"]),
        (1, ["4+0", "beside", "change", "beside", "4+0"]),
        (9, ["beside"] * 5 + ["change"] + ["beside"] * 5),
    ],
)
def test_what_is_far_from_a_change_is_folded(context, expected):
    assert shape(view(around(EDIT), context=context).rows) == expected


def test_a_hidden_change_is_counted_where_it_stands_and_in_all():
    seen = view(around(STAMP), hide=frozenset({Label.BOILERPLATE, Label.SPELLING}))

    assert shape(seen.rows) == ["10+1"]
    assert hidden_line(seen.hidden_count, seen.hidden, seen.kept) == "1 change hidden: boilerplate."


def test_a_change_with_one_label_that_is_not_hidden_stays():
    mixed = unit("edited", (5,), (5,), ("-", "1"), ("+", "2"), labels=(Label.BOILERPLATE, Label.REWORDING))

    assert view(around(mixed), hide=frozenset({Label.BOILERPLATE})).hidden_count == 0


def test_a_change_of_fact_cannot_be_hidden_and_that_is_said():
    both = unit("edited", (5,), (5,), ("-", "1"), ("+", "2"), labels=(Label.FIGURE, Label.BOILERPLATE))
    seen = view(around(both), hide=frozenset({Label.FIGURE, Label.BOILERPLATE}))

    assert "change" in shape(seen.rows)
    assert seen.hidden_count == 0
    assert hidden_line(seen.hidden_count, seen.hidden, seen.kept) == (
        "Shown all the same, being changes of fact: figure."
    )


def test_a_move_is_not_hidden_with_the_labels_of_its_edit():
    moved = unit("edited", (5,), (5,), ("-", "1"), ("+", "2"), moved=True, labels=(Label.BOILERPLATE,))

    assert view(around(moved), hide=frozenset({Label.BOILERPLATE})).hidden_count == 0


def test_a_hidden_field_is_counted():
    byline = FieldChange(Field.BYLINE, "By A", "By B", (Label.BYLINE,))
    seen = view(compared(fields=(byline,)), hide=frozenset({Label.BYLINE}))

    assert (seen.fields, seen.hidden_count, seen.hidden) == ((), 1, (Label.BYLINE,))


def test_a_moved_unit_leaves_a_mark_where_it_stood():
    assert shape(view(FERRY, context=1).rows) == [
        "1+0",
        "beside",
        "departed",
        "change",
        "change",
        "change",
        "change",
    ]


@given(units(), st.integers(0, 3), st.sets(st.sampled_from(Label)))
def test_every_unit_is_shown_folded_or_counted_once_and_in_order(made, context, hide):
    seen = view(compared(*made), context=context, hide=frozenset(hide))
    kept = [
        u
        for row in seen.rows
        for u in (row.same if isinstance(row, Folded) else [row.unit] if isinstance(row, Shown) else [])
    ]

    assert kept == [u for u in made if u in kept]
    assert len(kept) + seen.hidden_count == len(made)
    assert sum(row.hidden_count for row in seen.rows if isinstance(row, Folded)) == seen.hidden_count
    assert sum(isinstance(row, Departed) for row in seen.rows) == sum(u.moved for u in made)
    assert not any(
        u.kind is not UnitKind.SAME for row in seen.rows if isinstance(row, Folded) for u in row.same
    )


def test_positions_are_counted_from_one():
    assert places((0,), "passage") == "passage 1"
    assert places((0, 1, 2), "sentence") == "sentences 1, 2 and 3"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (unit("split", (2,), (2, 3), ("=", "x")), "passage 3 split in 2"),
        (unit("merged", (2, 3), (2,), ("=", "x")), "passages 3 and 4 merged"),
        (unit("edited", (2,), (11,), ("+", "x"), moved=True), "edited, moved from passage 3 to 12"),
        (
            unit("merged", (2, 3), (9,), ("=", "x"), moved=True),
            "passages 3 and 4 merged, moved from passages 3 and 4 to 10",
        ),
        (unit("same", (2,), (2,), ("=", "x")), ""),
    ],
)
def test_what_became_of_a_unit_is_told_in_words(made, words):
    assert told(made, "passage") == words


def test_an_invisible_difference_is_made_visible():
    invisible = unit("edited", (0,), (0,), ("=", "ab "), ("-", "cd\u200f"), ("+", "cd"))
    other = unit("edited", (0,), (0,), ("=", "ab\u200f "), ("-", "cd"), ("+", "ef"))

    assert unit_words(invisible)[1].text == "cd<U+200F>"
    assert unit_words(other)[0].text == "ab\u200f "
