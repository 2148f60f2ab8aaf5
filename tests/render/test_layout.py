from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.cases import texts

from archive.render.layout import BREAK, Piece, cells, clipped, counted, enumerated, padded, wrap
from archive.render.look import Ink, Look, unpainted
from archive.render.safe import terminal_safe
from archive.render.table import Column, table

NARROW = Look(30)


def test_lines_are_filled_and_broken_at_spaces():
    lines = wrap([Piece("The ferry left the harbour at noon with cars.")], NARROW)

    assert lines == ["The ferry left the harbour at", "noon with cars."]


def test_lines_after_the_first_hang_under_its_text():
    lines = wrap([Piece("The ferry left the harbour at noon.")], NARROW, first=[Piece("~ 12  ")])

    assert lines == ["~ 12  The ferry left the", "      harbour at noon."]


def test_a_word_of_two_pieces_is_not_broken_between_them():
    lines = wrap([Piece("The captain says that they can"), Piece("'t", Ink.ADDED)], NARROW)

    assert lines == ["The captain says that they", "can't"]


def test_an_address_is_left_whole_in_text_and_broken_in_a_column():
    address = "https://example.org/a/very/long/address"

    assert wrap([Piece(f"See {address} now")], NARROW) == ["See", address, "now"]
    assert wrap([Piece(address)], NARROW, is_column=True) == [address[:30], address[30:]]


def test_chinese_is_broken_between_characters_and_never_before_a_full_stop():
    lines = wrap([Piece("渡轮在中午离开港口，船上有二十一人。")], Look(24), width=18)

    assert lines == ["渡轮在中午离开港", "口，船上有二十一", "人。"]
    assert all(cells(line) <= 18 for line in lines)


def test_a_letter_keeps_its_accents_where_a_long_word_is_broken():
    lines = wrap([Piece("e\u0301" * 40)], NARROW)

    assert lines == ["e\u0301" * 30, "e\u0301" * 10]


def test_a_break_ends_the_line_and_a_line_feed_in_a_text_is_data():
    assert wrap([Piece("a"), BREAK, Piece("b")], NARROW) == ["a", "b"]
    assert wrap([Piece("a\nb")], NARROW) == ["a␊b"]


def test_colour_is_round_each_line_and_only_where_it_is_wanted():
    pieces = [Piece("The ferry left the harbour at noon.", Ink.BAD)]

    assert wrap(pieces, NARROW) == ["The ferry left the harbour at", "noon."]
    assert wrap(pieces, Look(30, has_colour=True)) == [
        "\x1b[31mThe ferry left the harbour at\x1b[0m",
        "\x1b[31mnoon.\x1b[0m",
    ]


@given(st.lists(st.tuples(texts, st.sampled_from(Ink))), st.integers(24, 60))
def test_no_line_is_wider_than_the_width_and_no_word_is_lost(parts, width):
    pieces = [Piece(text, ink) for text, ink in parts]
    lines = wrap(pieces, Look(width), is_column=True)

    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == terminal_safe("".join(text for text, _ in parts)).replace(
        " ", ""
    )
    assert [unpainted(line) for line in wrap(pieces, Look(width, has_colour=True), is_column=True)] == lines


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("harbour", 7, "harbour"), ("harbours", 7, "harbou…"), ("渡轮渡轮", 6, "渡轮…"), ("a\x1bb", 3, "a␛b")],
)
def test_a_text_is_cut_to_cells(text, width, shown):
    assert clipped(text, width) == shown


def test_padding_counts_cells():
    assert padded("渡", 4) == "渡  "
    assert padded("12", 4, right=True) == "  12"


def test_numbers_and_lists_are_spoken():
    assert counted(1, "passage") == "1 passage"
    assert counted(0, "passage") == "0 passages"
    assert enumerated([]) == ""
    assert enumerated(["3", "4"]) == "3 and 4"


def test_columns_are_aligned_and_a_long_key_is_never_cut():
    key = "a-key-that-is-longer-than-its-column"
    columns = [
        Column("KEY", [Piece("ferry"), Piece(key)]),
        Column("N", [Piece("3"), Piece("12")], is_right=True),
    ]
    names = [[Piece("Ferry burns off the northern coast")], [Piece("渡轮")]]

    assert table(columns, "NAME", names, Look(48), is_clipped=True).split("\n") == [
        "KEY            N  NAME",
        "ferry          3  Ferry burns off the northern…",
        key,
        "              12  渡轮",
    ]


def test_a_table_on_a_narrow_terminal_becomes_running_text():
    columns = [Column("KEY", [Piece("ferry")]), Column("SEEN", [Piece("2021-07-27 10:05 UTC")])]

    assert table(columns, "NAME", [[Piece("Ferry burns")]], Look(32), is_clipped=True).split("\n") == [
        "ferry  2021-07-27 10:05 UTC",
        "  Ferry burns",
    ]
