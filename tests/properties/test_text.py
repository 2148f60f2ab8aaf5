"""What holds for any text: canonical form, division, writing, sentences."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.model import Passage, PassageKind, Section, State
from archive.text.canonical import canonical, digest, state
from archive.text.sections import TextStory, plain_text, read_plain
from archive.text.sentences import split_sentences

CHARACTERS = st.characters(exclude_categories=["Cs"])
PIECES = st.sampled_from(
    ["\n", "\n\n", " ", "# ", "## ", "> ", "- ", "1. ", "| ", "```", "---", "===", "* * *", "5",
     "4 March 2021", "Harbour News", "the pier opens", "It opened.", "港口。", "“", "”", "U.S.", "\u200b",
     "\u2060", "\u0301", "By Jane Doe"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(CHARACTERS), st.lists(st.one_of(PIECES, st.text(CHARACTERS, max_size=5))).map("".join)
)
LINES = TEXTS.map(canonical).filter(bool)
WORD = re.compile(r"[^\W_]+")


def as_state(story: TextStory) -> State:
    return State(story.title, story.byline, story.dateline, story.sections)


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


@given(TEXTS)
def test_the_canonical_form_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(TEXTS, st.booleans(), st.booleans())
def test_no_word_of_a_text_is_lost_or_made(text: str, markdown: bool, has_title: bool) -> None:
    story = read_plain(text, markdown=markdown, has_title=has_title)

    head = [part for part in (story.title, story.byline, story.dateline) if part is not None]
    assert words(" ".join([*head, *as_state(story).lines()])) == words(
        " ".join(canonical(line) for line in re.split("[\n\r\v\f\u0085\u2028\u2029]", text))
    )


@given(TEXTS, st.booleans())
def test_the_body_keeps_its_order(text: str, markdown: bool) -> None:
    body = " ".join(as_state(read_plain(text, markdown=markdown)).lines())

    rest = iter(WORD.findall(" ".join(canonical(line) for line in text.splitlines())))
    assert all(word in rest for word in WORD.findall(body))


@given(TEXTS, st.booleans())
def test_what_is_read_is_canonical(text: str, markdown: bool) -> None:
    read = as_state(read_plain(text, markdown=markdown))

    assert state(read.sections, title=read.title, byline=read.byline, dateline=read.dateline) == read


@given(TEXTS, st.booleans(), st.booleans())
def test_a_story_read_and_written_is_read_again_the_same(text: str, markdown: bool, has_title: bool) -> None:
    read = as_state(read_plain(text, markdown=markdown, has_title=has_title))

    again = as_state(read_plain(plain_text(read)))

    assert digest(again) == digest(read)


@given(
    st.one_of(st.none(), LINES),
    st.lists(LINES.map(Passage), max_size=4),
    st.lists(
        st.tuples(
            LINES,
            st.integers(1, 6),
            st.lists(
                st.one_of(
                    LINES.map(Passage),
                    LINES.map(lambda line: Passage(line, PassageKind.QUOTE)),
                    LINES.map(lambda line: Passage(f"- a{line}", PassageKind.ITEM)),
                    LINES.map(lambda line: Passage(f"| {line} |", PassageKind.ROW)),
                ),
                max_size=4,
            ),
        ),
        max_size=3,
    ),
)
def test_a_state_is_given_back_by_its_text(
    title: str | None, lead: list[Passage], rest: list[tuple[str, int, list[Passage]]]
) -> None:
    sections = [
        Section(None, 0, tuple(lead)),
        *(Section(text, level, tuple(some)) for text, level, some in rest),
    ]
    made = state(sections, title=title)

    assert as_state(read_plain(plain_text(made))) == made


@given(TEXTS, st.sampled_from(["en", "de", "fr", "zh", "ar", "xx", ""]))
def test_sentences_cover_a_text_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)

    assert all(span.start < span.end for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    outside = text
    for span in reversed(spans):
        assert span.of(text) == span.of(text).strip()
        outside = outside[: span.start] + outside[span.end :]
    assert not outside.strip()
