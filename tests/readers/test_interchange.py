"""Interchange lines, read and written."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ArchiveError, BadInput
from archive.model import SIGHTLESS, Address, Claimed, Draft, Outcome, Passage, PassageKind, Section
from archive.readers import read_line, write_line

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
WORDS = TEXT.map(lambda text: text + "x")
MOMENTS = st.integers(-(2**31), 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
CLAIMS = st.one_of(MOMENTS.map(Claimed.of), st.dates().map(Claimed.of), st.just(Claimed("2021-07")))
SECTIONS = st.lists(
    st.builds(
        Section, st.one_of(st.none(), TEXT), st.integers(0, 99),
        st.lists(st.builds(Passage, WORDS, st.sampled_from(PassageKind)), min_size=1, max_size=3).map(tuple),
    ),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
MAYBE = st.one_of(st.none(), TEXT)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    kind = draw(st.sampled_from(["text", "sections", "none"]))
    return Draft(
        article=draw(st.from_regex(r"[a-z][a-z/]{0,9}", fullmatch=True)),
        url=draw(st.one_of(st.none(), st.just("https://example.org/a"))),
        captured_at=draw(st.one_of(st.none(), MOMENTS)),
        recorded_at=draw(st.one_of(st.none(), MOMENTS)),
        source=draw(MAYBE),
        published_at=draw(st.one_of(st.none(), CLAIMS)),
        modified_at=draw(st.one_of(st.none(), CLAIMS)),
        title=draw(MAYBE),
        byline=draw(MAYBE),
        dateline=draw(MAYBE),
        language=draw(MAYBE),
        text=draw(WORDS) if kind == "text" else None,
        sections=draw(SECTIONS) if kind == "sections" else None,
        raw=draw(st.binary()) if kind == "sections" else draw(st.one_of(st.none(), st.binary())),
        content_type=draw(MAYBE),
        outcome=draw(st.sampled_from(sorted(SIGHTLESS)))
        if kind == "none"
        else draw(st.sampled_from([None, *Outcome])),
        reason=draw(MAYBE),
        extractor=draw(MAYBE),
        addresses=draw(st.lists(st.builds(Address, TEXT, MOMENTS, TEXT), max_size=2).map(tuple)),
    )


@given(drafts())
def test_a_draft_written_is_read_again_the_same(draft: Draft) -> None:
    line = write_line(draft)

    assert "\n" not in line
    assert read_line(line) == draft
    assert read_line(line.encode()) == draft


KEYS = st.sampled_from(["article", "text", "sections", "captured", "raw", "addresses", "passages"])
VALUES = st.recursive(
    st.none() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(st.one_of(st.binary(), st.text(), VALUES.map(json.dumps)))
def test_only_our_own_errors_escape_hostile_lines(line: bytes | str) -> None:
    try:
        draft = read_line(line)
    except ArchiveError as error:
        assert str(error)  # noqa: PT017 - most lines raise, some do not
    else:
        assert draft.article or draft.url


def test_the_keys_of_the_contract_are_read() -> None:
    draft = read_line(
        '{"article": "pier", "url": "https://example.org/pier", "captured": "2021-07-28T09:00:00+02:00",'
        ' "source": "News", "published": "2017-12-12 09:00:00 -0400", "modified": "27 July 2021",'
        ' "title": "T", "byline": "B",'
        ' "language": "en", "text": "It opens.", "path": "x", "bulk_edit": true}',
        "f.jsonl:3",
    )

    assert draft == Draft(
        article="pier",
        url="https://example.org/pier",
        captured_at=datetime(2021, 7, 28, 7, tzinfo=UTC),
        source="News",
        published_at=Claimed("2017-12-12T13:00:00Z"),
        modified_at=Claimed("2021-07-27"),
        title="T",
        byline="B",
        language="en",
        text="It opens.",
        origin="f.jsonl:3",
    )


def test_sections_have_headings_levels_and_kinds() -> None:
    draft = read_line(
        '{"url": "u", "sections": [{"passages": ["a"]},'
        ' {"heading": "H", "passages": ["- b"], "kinds": ["item"]}]}'
    )

    assert draft.sections == (
        Section(None, 0, (Passage("a"),)),
        Section("H", 2, (Passage("- b", PassageKind.ITEM),)),
    )
    assert draft.raw == b"a\n\n## H\n\n- b\n"


def test_a_look_that_saw_nothing_needs_no_content() -> None:
    draft = read_line('{"url": "u", "outcome": "gone", "reason": "410"}')

    assert (draft.outcome, draft.reason, draft.text) == (Outcome.GONE, "410", None)


def test_raw_is_base64() -> None:
    encoded = base64.b64encode(b"\xff\0").decode()

    assert read_line(f'{{"url": "u", "text": "a", "raw": "{encoded}"}}').raw == b"\xff\0"


def test_a_line_may_leave_its_article_to_the_caller() -> None:
    assert read_line('{"text": "a"}', article="pier").article == "pier"
    assert read_line('{"text": "a", "article": "other"}', article="pier").article == "other"


def line(**fields: Any) -> str:
    return json.dumps({"article": "a", "text": "b"} | fields)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("It opens.", "no JSON"),
        ("[]", "a list; a JSON object"),
        ("null", "null; a JSON object"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a": NaN}', "NaN"),
        ('{"article": "a", "text": "b", "text": "c"}', "'text' is there twice"),
        (b"{\"article\": \"\xff\"}", "0xFF at 13 is not UTF-8"),
        ('{"text": "b"}', "neither"),
        ('{"article": "a"}', "no content"),
        ('{"article": "a", "html": " "}', "empty"),
        ('{"article": "a", "html": 5}', "html"),
        ('{"article": "a", "sections": [{"passages": ["ab"]}], "links": [[0, 0, 3, "x"]]}', "link"),
        ('{"article": "a", "sections": [{"passages": ["ab"]}], "links": [[1, 0, 1, "x"]]}', "link"),
        ('{"article": "a", "sections": [{"passages": ["ab"]}], "links": ["x"]}', "link"),
        ('{"article": "a", "text": " "}', "empty"),
        ('{"article": "a", "sections": []}', "empty"),
        (line(article=7), "“article” is a number; a string"),
        (line(article=" "), "key"),
        (line(article="\x1b"), "key"),
        (line(url="not an address"), "white space"),
        (line(text="\ud800"), r"half a character, \\ud800"),
        (line(text="a\0b"), "NUL"),
        (line(title=["T"]), "“title” is a list"),
        (line(captured="soon"), "“captured”, “soon” is no date"),
        (line(captured="2021"), "names no day"),
        (line(captured=1627462800), "“captured” is a number"),
        (line(captured=10**4000), "“captured” is a number"),
        (line(published="2021-02-30"), "is no date"),
        (line(outcome="lost"), "“outcome” is none of new, "),
        (line(raw="%%%"), "base64"),
        (line(sections={}), "a list is needed"),
        (line(sections=["a"]), "A section is a string"),
        (line(sections=[{"passages": [1]}]), "“passages” is a number"),
        (line(sections=[{"passages": ["a"], "kinds": ["song"]}]), "kinds"),
        (line(sections=[{"passages": ["a"], "kinds": [["item"]]}]), "kinds"),
        (line(sections=[{"passages": ["a"], "level": True}]), "level"),
        (line(addresses=[{"joined": "2021-07-27T09:00:00Z"}]), "url"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_refused_with_a_sentence(given: str | bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_line(given)


def test_half_a_character_is_not_written() -> None:
    with pytest.raises(BadInput, match="surrogate"):
        write_line(Draft(article="a", text="\ud800"))
