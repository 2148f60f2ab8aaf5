"""Lines gathered to blocks."""

from __future__ import annotations

import textwrap
import time

import pytest

from archive.text.lines import Kind, blocks, is_byline

PARAGRAPH = (
    "The harbour board said the new pier would open in spring, after two years of work on its pillars "
    "and a winter of storms that had twice torn the scaffolding away; the ferry company, which pays a "
    "third of the cost, wants the first boat to leave in March."
)
SECOND = (
    "Others doubt it. A report by the town's own engineers names seven pillars that have to be made again, "
    "and the crane that could lift them is booked elsewhere until the summer has passed."
)


def texts(text: str, *, markdown: bool = False) -> list[str]:
    return [block.text for block in blocks(text, markdown=markdown)]


def test_every_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    assert texts("One thing happened.\nThen another did.\n\nA third.") == [
        "One thing happened.",
        "Then another did.",
        "A third.",
    ]


@pytest.mark.parametrize("width", [50, 72, 100])
def test_wrapped_paragraphs_are_joined_again(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(each, width, break_on_hyphens=False) for each in (PARAGRAPH, SECOND))

    assert texts(wrapped) == [PARAGRAPH, SECOND]


def test_wrapped_paragraphs_without_blank_lines_end_at_a_short_line_that_ends_a_sentence() -> None:
    wrapped = "\n".join(textwrap.fill(each, 60) for each in (PARAGRAPH, SECOND))

    assert texts(wrapped) == [PARAGRAPH, SECOND]


def test_wrapped_chinese_is_joined_without_a_space() -> None:
    line = "港务局说新码头将在明年春天启用此前工程已经进行了两年"

    assert texts(f"{line}\n{line}\n{line[:9]}。") == [f"{line}{line}{line[:9]}。"]


@pytest.mark.parametrize(
    "text",
    [
        "Roses in the garden\nViolets by the wall\nNobody to pick them\nNobody at all",
        "Harbour 3\nTown 2\nVillage 1\nCity 0",
        "Jane Roe, chair of the harbour board\nJohn Doe, head of the ferry company\nNo one else",
    ],
    ids=["verse", "scores", "names"],
)
def test_short_lines_that_are_no_prose_are_not_joined(text: str) -> None:
    assert texts(text) == text.split("\n")


def test_rows_items_and_headings_are_never_joined() -> None:
    text = "## Heading\n- one\n- two\n1. three\n2) four\n| a | b |\n| c | d |"

    found = blocks(text)

    assert [block.kind for block in found] == [Kind.HEADING] + [Kind.ITEM] * 4 + [Kind.ROW] * 2
    assert [block.text for block in found[1:]] == text.split("\n")[1:]


def test_an_item_goes_on_with_an_indented_line() -> None:
    assert texts("- one that is long\n  and goes on\n- two") == ["- one that is long and goes on", "- two"]


def test_a_wrapped_line_that_starts_with_a_number_is_no_item() -> None:
    text = (
        "The pier was to open to the public in the week after December\n"
        "12. Others say that nobody believed this for a single moment in\n"
        "the whole of the town."
    )

    assert len(blocks(text)) == 1


def test_quotations_lose_their_marker_and_numbers_their_none() -> None:
    found = blocks("> We were there.\n>\n> We left.\n\n> 50 were hurt.")

    assert [(block.kind, block.text) for block in found] == [
        (Kind.QUOTE, "We were there."),
        (Kind.QUOTE, "We left."),
        (Kind.PROSE, "> 50 were hurt."),
    ]


def test_code_is_one_block_as_written() -> None:
    found = blocks("Look:\n```sh\nmake  demo\n# no heading\n```\nDone.")

    assert [(block.kind, block.text) for block in found][1] == (Kind.CODE, "```sh make demo # no heading ```")
    assert blocks(found[1].text)[0].kind is Kind.CODE


def test_a_fence_that_nothing_closes_swallows_nothing() -> None:
    assert texts("```\nOne.\nTwo.") == ["```", "One.", "Two."]


def test_many_fences_that_nothing_closes_take_linear_time() -> None:
    started = time.perf_counter()

    blocks("```a\n" * 50_000)

    assert time.perf_counter() - started < 5


def test_markdown_joins_lines_up_to_a_blank_one() -> None:
    assert texts("One line.\nAnother.\n\nNext.", markdown=True) == ["One line. Another.", "Next."]


def test_a_markdown_file_without_blank_lines_has_one_paragraph_a_line() -> None:
    assert texts("# Head\nOne line.\nAnother.", markdown=True) == ["Head", "One line.", "Another."]


def test_underlined_lines_are_headings() -> None:
    found = blocks("Head\n====\n\nText.\n\nSub\n---\n\nMore.", markdown=True)

    assert [(block.kind, block.text, block.level) for block in found] == [
        (Kind.HEADING, "Head", 1),
        (Kind.PROSE, "Text.", 0),
        (Kind.HEADING, "Sub", 2),
        (Kind.PROSE, "More.", 0),
    ]


def test_a_rule_parts_and_is_a_passage() -> None:
    assert texts("One.\n* * *\nTwo.\n---\nThree.") == ["One.", "* * *", "Two.", "---", "Three."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u0085"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert texts(f"One.{end}Two.") == ["One.", "Two."]


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe", "By JANE DOE, Associated Press", "By Jane Doe and John Q. Roe Jr.", "Von Eva Klein",
     "Par Luc Petit", "Por Ana de la Cruz", "*By Jane Doe*", "By Jane Doe | Harbour News"],
)  # fmt: skip
def test_a_byline_is_a_word_for_by_and_names(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["By Monday the town was dry.", "By the sea", "By far the best", "Jane Doe", "By",
     "By Jane Doe, who was there",
     "By " + "Jane " * 40],
)  # fmt: skip
def test_a_sentence_that_starts_so_is_no_byline(line: str) -> None:
    assert not is_byline(line)
