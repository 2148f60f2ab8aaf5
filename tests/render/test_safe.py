from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render.cases import HOSTILE, texts

from archive.render.safe import html_safe, looks_the_same, markdown_safe, revealed, terminal_safe


@pytest.mark.parametrize("character", HOSTILE + "\n\t\r\x85\u2029\ufff9\u206f\udcff")
def test_a_steering_character_is_made_visible(character):
    shown = terminal_safe(f"a{character}b")

    assert shown.isprintable()
    assert shown not in {"ab", "a b"}


@pytest.mark.parametrize(
    "text", ["مرحبا\u200f (a)", "نمی\u200cشود", "שלום", "👩\u200d👧", "e\u0301", "naïve – “x” 世界"]
)
def test_ordinary_text_of_any_script_stays_as_it_is(text):
    assert terminal_safe(text) == text


def test_an_escape_sequence_is_shown_and_not_obeyed():
    assert terminal_safe("\x1b]0;owned\x07 \x9b31m") == "␛]0;owned␇ <U+009B>31m"


def test_what_is_invisible_is_revealed_only_where_nothing_else_differs():
    assert looks_the_same("ab\u200f", "ab")
    assert not looks_the_same("ab", "ab")
    assert not looks_the_same("ab\u200f", "ac")
    assert revealed("ab\u200f\u200d") == "ab<U+200F><U+200D>"


@given(st.text(st.characters(codec=None, categories=None) | st.sampled_from(HOSTILE)))
def test_no_control_character_or_override_is_left(text):
    for safe in (terminal_safe(text), html_safe(text).replace("\n", ""), markdown_safe(text)):
        assert not any(
            ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in HOSTILE or "\ud800" <= c <= "\udfff" for c in safe
        )


@given(texts)
def test_html_has_no_markup_of_the_texts(text):
    safe = html_safe(text)

    assert not set("<>\"'") & set(safe)
    assert "&" not in safe.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").replace(
        "&quot;", ""
    ).replace("&#39;", "")


@given(texts)
@example("1. x")
@example("- x")
@example("    x")
@example("===")
@example("# x\n# y")
@example("__a__ _b_ c_d ~~e~~ ![f](g) <b> &amp; `h` $i$ |j|")
def test_markdown_renders_as_the_text_itself(text):
    tokens = MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(markdown_safe(text))
    shown = terminal_safe(text.replace("\n", " ")).strip(" ")

    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    if tokens:
        assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
        assert "".join(child.content for child in tokens[1].children) == shown
