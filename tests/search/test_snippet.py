from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.model import Span
from archive.search import Part, indexed, marks, parse, snippet, tokens

LONG = (
    "Nobody knew on Sunday when the night ferry would go again. The harbour office put out a notice at noon, "
    "and took it down an hour later without a word. By the evening nineteen people stood on the quay in the "
    "rain, among them a ferryman who had come to see whether his boat was still there."
)


def marked(text: str, query: str, width: int = 90, part: Part | None = None) -> tuple[str, list[str]]:
    piece, marks = snippet(text, parse(query), width, part)
    return piece, [mark.of(piece) for mark in marks]


def test_a_short_text_is_shown_whole() -> None:
    assert marked("The night ferry is late.", '"night ferry" late') == (
        "The night ferry is late.",
        ["night ferry", "late"],
    )


def test_the_stretch_with_most_of_the_query_is_shown() -> None:
    piece, marks = marked(LONG, "night nineteen quay rain")

    assert marks == ["nineteen", "quay", "rain"]
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert len(piece) <= 92


def test_words_are_not_cut() -> None:
    piece, _ = marked(LONG, "notice", 60)

    assert set(piece.strip("…").split()) <= set(LONG.split())


def test_what_is_not_wanted_is_not_marked() -> None:
    assert marked("night and day", "night NOT day") == ("night and day", ["night"])


def test_a_field_marks_its_own_part_alone() -> None:
    assert marked("night ferry", "title:night ferry", part=Part.BODY)[1] == ["ferry"]
    assert marked("night ferry", "title:night ferry", part=Part.TITLE)[1] == ["night", "ferry"]


def test_marks_cover_the_letters_as_written() -> None:
    assert marked("Im Café saß “Möwe”.", "cafe mowe")[1] == ["Café", "Möwe"]
    assert marked("夜間の渡し船は中止", "渡し船")[1] == ["渡し船"]


@given(
    st.text(st.sampled_from("aß é“”東 ,")),
    st.sampled_from(["a", "a*", "e", "ss", '"a e"', "東", "NEAR(a e)"]),
)
def test_marks_cover_whole_words_that_were_asked_for(text: str, query: str) -> None:
    asked = parse(query)

    for mark in snippet(text, asked, 1000)[1]:
        assert snippet(mark.of(text), asked, 1000)[1] == (Span(0, mark.end - mark.start),)
        assert len(indexed(text).split()) == len(
            indexed(text[: mark.start]).split()
            + indexed(mark.of(text)).split()
            + indexed(text[mark.end :]).split()
        )


def test_without_a_find_the_text_is_shown_from_its_start() -> None:
    piece, marks = marked(LONG, "elsewhere")

    assert marks == []
    assert LONG.startswith(piece.rstrip("…"))


@given(
    st.text(max_size=300), st.sampled_from(["a", "a b*", '"a b" 0', "NEAR(a 0)", "東"]), st.integers(10, 60)
)
def test_a_snippet_is_a_stretch_of_its_text(text: str, query: str, width: int) -> None:
    piece, marks = snippet(text, parse(query), width)

    inside = piece if len(text) <= width else piece.removeprefix("…").removesuffix("…")
    assert inside in text
    assert len(piece) <= max(width, 0) + 2
    assert all(0 <= mark.start < mark.end <= len(piece) for mark in marks)


@given(
    st.text(st.sampled_from("aes ßœÆé“\u2009東X-")),
    st.sampled_from(["a", "ss", "s", "oe", "es", "e", "aess"]),
)
def test_marks_stand_where_the_terms_do(text: str, word: str) -> None:
    wanted = [Span(token.start, token.end) for token in tokens(text) if token.term == word]

    assert [span for span, _ in marks(text, parse(word))] == wanted
