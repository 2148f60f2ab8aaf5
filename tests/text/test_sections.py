"""A text divided into title, byline, date line and sections, and written again."""

from __future__ import annotations

import time

import pytest

from archive.model import Passage, PassageKind, Section, State
from archive.text.sections import TextStory, is_title_case, plain_text, read_plain

WIRE = """Thu 4 March 2021:
The pier at Norhaven will open in spring, the harbour board said on Wednesday.
“We are ready,” its chair said.
Ferry Company To Pay 200,000 Crowns For New Pier
The ferry company pays a third of the cost.
It signed on Monday.
"""


def shape(story: TextStory) -> list[tuple[str | None, int, int]]:
    return [(section.heading, section.level, len(section.passages)) for section in story.sections]


def test_a_wire_story_has_a_date_line_no_headline_and_a_heading_without_mark() -> None:
    story = read_plain(WIRE)

    assert story.title is None
    assert story.dateline == "Thu 4 March 2021:"
    assert story.published_at is not None
    assert story.published_at.text == "2021-03-04"
    assert shape(story) == [(None, 0, 2), ("Ferry Company To Pay 200,000 Crowns For New Pier", 1, 2)]


def test_blank_lines_between_the_paragraphs_change_nothing() -> None:
    assert read_plain(WIRE.replace("\n", "\n\n")) == read_plain(WIRE)


@pytest.mark.parametrize(
    "head",
    [
        "Norhaven pier to open in spring\nBy Jane Doe\nMarch 4, 2021\n",
        "Norhaven pier to open in spring\n\nMarch 4, 2021\n\nBy Jane Doe\n\n",
        "# Norhaven pier to open in spring\nBy Jane Doe\nMarch 4, 2021\n",
        "March 4, 2021\nNorhaven pier to open in spring\nBy Jane Doe\n",
    ],
)
def test_a_headline_a_byline_and_a_date_stand_first_in_any_order(head: str) -> None:
    story = read_plain(head + "The pier will open in spring, the board said.\nIt is ready.\n")

    assert story.title == "Norhaven pier to open in spring"
    assert story.byline == "By Jane Doe"
    assert story.dateline == "March 4, 2021"
    assert shape(story) == [(None, 0, 2)]


@pytest.mark.parametrize(
    "first",
    [
        "The pier will open in spring.",
        "The pier will open in spring, “at last.”",
        "who knows when the pier will open",
        "Who knows when the pier will open?",
        "Here is the list:",
        "The pier " * 20 + "opens",
    ],
)
def test_no_headline_is_invented(first: str) -> None:
    assert read_plain(f"{first}\nThe board said so.\nIt is ready.").title is None


def test_a_lone_line_is_a_paragraph() -> None:
    assert read_plain("Norhaven Pier Opens").title is None


def test_a_known_title_byline_or_date_line_leaves_the_lines_to_the_body() -> None:
    text = "Norhaven pier to open in spring\nBy Jane Doe\nMarch 4, 2021\nThe board said so."

    story = read_plain(text, has_title=True, has_byline=True, has_dateline=True)

    assert (story.title, story.byline, story.dateline) == (None, None, None)
    assert shape(story) == [(None, 0, 4)]


def test_a_byline_or_a_date_inside_the_body_is_a_passage() -> None:
    story = read_plain("The pier opens today.\nBy Jane Doe\nMarch 4, 2021\nIt is ready.")

    assert story.byline is None
    assert story.published_at is None
    assert shape(story) == [(None, 0, 4)]


def test_markdown_headings_are_headings_of_their_level() -> None:
    story = read_plain(
        "# Head\n\nLead.\n\n## One ##\n\nText.\n\n#### Deep\n\nText.\n\n#hashtag", markdown=True
    )

    assert story.title == "Head"
    assert shape(story) == [(None, 0, 1), ("One", 2, 1), ("Deep", 4, 2)]


def test_passages_have_the_kind_they_are_marked_with() -> None:
    story = read_plain("Text.\n\n- item\n\n> quoted\n\n| a | b |\n\n```\ncode\n```", markdown=True)

    assert story.sections[0].passages == (
        Passage("Text."),
        Passage("- item", PassageKind.ITEM),
        Passage("quoted", PassageKind.QUOTE),
        Passage("| a | b |", PassageKind.ROW),
        Passage("``` code ```", PassageKind.CODE),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Background",
        "WHAT WE KNOW",
        "A Look at the Harbour of Norhaven",
        "What Happens Next?",
        "Die Lage In Norhaven",
    ],
)
def test_a_short_line_in_title_case_between_paragraphs_is_a_heading(line: str) -> None:
    story = read_plain(f"One thing happened.\n{line}\nAnother thing did.")

    assert shape(story) == [(None, 0, 1), (line, 1, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "The board said no",
        "A Full Stop Ends This.",
        "Prime Minister Okoro:",
        "(Norhaven News)",
        "Norhaven, Harbour Town,",
        "500 200 100",
        "Every Word Of This Line Is Great But There Are Far Too Many Of Them Here Now",
        "https://example.org/News",
    ],
)
def test_other_short_lines_are_paragraphs(line: str) -> None:
    assert shape(read_plain(f"One thing happened.\n{line}\nAnother thing did.")) == [(None, 0, 3)]


def test_a_line_in_title_case_at_the_end_or_beside_another_is_no_heading() -> None:
    assert shape(read_plain("One thing happened.\nAnother did.\nNorhaven News")) == [(None, 0, 3)]
    assert shape(read_plain("One thing happened.\nJane Doe\nJohn Roe\nAnother did.")) == [(None, 0, 4)]


def test_a_short_line_without_punctuation_is_a_heading_in_a_script_without_capitals() -> None:
    assert shape(read_plain("港口开放了。\n新的码头\n费用很高。")) == [(None, 0, 1), ("新的码头", 1, 1)]
    assert shape(read_plain("وصل الوزير أمس.\nماذا بعد ذلك\nغادر الوفد اليوم.")) == [
        (None, 0, 1),
        ("ماذا بعد ذلك", 1, 1),
    ]


def test_title_case_allows_small_words_and_numbers() -> None:
    assert is_title_case("Board to Pay 3m for Pier and Road")
    assert not is_title_case("Board to pay for pier")


def test_a_state_is_written_as_a_person_would_read_it() -> None:
    state = State(
        "Pier opens",
        "By Jane Doe",
        "4 March 2021",
        (
            Section(None, 0, (Passage("It opens."), *(Passage(f"- {n}", PassageKind.ITEM) for n in "ab"))),
            Section("Cost", 2, (Passage("It is high.", PassageKind.QUOTE),)),
        ),
    )  # fmt: skip

    written = plain_text(state)

    head, body = (
        "# Pier opens\n\nBy Jane Doe\n\n4 March 2021\n\n",
        "It opens.\n\n- a\n- b\n\n## Cost\n\n> It is high.\n",
    )
    assert written == head + body


def test_nothing_is_written_as_nothing() -> None:
    assert plain_text(State(None, None, None, ())) == ""


@pytest.mark.parametrize(
    "passages",
    [
        ("# no heading",),
        ("A.", "Title Case", "B."),
        ("4 March 2021", "B."),
        ("Short line", "A sentence."),
        ("- dash", "x"),
    ],
)
def test_a_paragraph_that_looks_like_something_else_is_guarded_by_an_invisible_mark(
    passages: tuple[str, ...],
) -> None:
    state = State(None, None, None, (Section(None, 0, tuple(map(Passage, passages))),))

    written = plain_text(state)
    story = read_plain(written)

    assert "\u2060" in written
    assert State(story.title, story.byline, story.dateline, story.sections) == state


@pytest.mark.parametrize(
    "hostile", ["a" * 5_000_000, "a\n" * 50_000, "# " * 500_000, "> " * 500_000, "A b. " * 400_000]
)
def test_a_long_text_takes_linear_time(hostile: str) -> None:
    started = time.perf_counter()

    read_plain(hostile)

    assert time.perf_counter() - started < 8


def test_marking_a_heading_is_a_change() -> None:
    plain = read_plain("One thing happened.\nBackground\nAnother thing did.")
    marked = read_plain("One thing happened.\n## Background\nAnother thing did.")

    assert plain.sections != marked.sections


@pytest.mark.parametrize("rule", ["---", "* * *", "***", "==="])
def test_a_rule_is_kept(rule: str) -> None:
    story = read_plain(f"One thing happened.\n\n{rule}\n\nAnother thing did.")

    assert [passage.text for passage in story.sections[0].passages][1] == rule
