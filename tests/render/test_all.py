"""What holds for every renderer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.cases import HOSTILE, LATER, SEEN, comparisons, texts

import archive.render
from archive.model import (
    ArticleSummary,
    Capture,
    Change,
    Claimed,
    Digest,
    Fact,
    FactKind,
    Hit,
    Label,
    LogEntry,
    Outcome,
    Passage,
    Problem,
    Receipt,
    Revision,
    RevisionText,
    Section,
    SentenceOrigin,
    Span,
    State,
    Verification,
    WordOrigin,
)
from archive.render import Look
from archive.render.layout import cells
from archive.render.look import unpainted


def everything(text, made, look):
    """All that can be shown, with one hostile text in every place where a text can be."""
    about = Revision(text, 1, Digest("c1:00"), LATER, SEEN, Claimed("2021"), None, LATER)
    state = State(text, text, text, (Section(text, 1, (Passage(text),)),))
    return [
        archive.render.comparison(made, look, why=True),
        archive.render.side_by_side(made, look),
        archive.render.changes([_change(text, change) for change in (*made.units, *made.fields, None)], look),
        archive.render.articles([ArticleSummary(text, text, text, 1, SEEN, LATER, None)], look),
        archive.render.captures([Capture(text, 1, SEEN, Outcome.GONE, text, text, None, SEEN)], look),
        archive.render.log(
            [LogEntry(text, 1, Digest("c1:00"), SEEN, None, None, None, text, 1, (), 0, 0, 0, 0)], look
        ),
        archive.render.origins([_origin(text)], look),
        archive.render.origins([_origin(text, WordOrigin(text, 1), WordOrigin(text, 12))], look),
        archive.render.receipt_line(Receipt(text, text, 1, None, text), look),
        archive.render.revision_text(RevisionText(about, state), look),
        archive.render.facts([Fact(kind=FactKind.PLACE, text=text, value=text, speaker=text)], look),
        archive.render.hits([Hit(text, 1, text, None, SEEN, text, 1.0, 1, 1, True, (Span(0, 2),))], look),
        archive.render.hits([], look, query=text),
        archive.render.verification(Verification(1, 1, 1, 1, (Problem(text, text),), (text,)), look),
    ]


def _origin(text, *words):
    seen = (SEEN, LATER)[: len(words)]
    return SentenceOrigin(0, 0, 0, text, 1, SEEN, words or None, seen, heading=text)


def _change(text, telling):
    return Change(
        *(text, 2, Digest("c1:00"), LATER, SEEN, None, None, text, 1, (Label.FIGURE,), 0, 0, 1, 0),
        words_added=3,
        source=text,
        telling=telling,
    )


@settings(max_examples=40, deadline=None)
@given(texts, comparisons(), st.integers(50, 120))
def test_nothing_of_a_text_steers_the_terminal(text, made, width):
    for shown in everything(text, made, Look(width)):
        assert not set(shown) & set(HOSTILE)
        assert all(line.isprintable() or "\u200f" in line or "\u200d" in line for line in shown.split("\n"))


@settings(max_examples=40, deadline=None)
@given(texts, comparisons(), st.integers(50, 120))
def test_colour_adds_styles_and_nothing_else(text, made, width):
    plain = everything(text, made, Look(width))[3:]
    painted = everything(text, made, Look(width, has_colour=True))[3:]

    assert [unpainted(shown) for shown in painted] == plain


@settings(max_examples=40, deadline=None)
@given(texts.map(lambda text: text[:20]), comparisons(), st.integers(60, 120))
def test_no_line_is_wider_than_the_terminal_but_for_a_long_word(text, made, width):
    for shown in everything(text, made, Look(width)):
        for line in shown.split("\n"):
            longest = max(map(cells, line.split()), default=0)
            assert cells(line) <= width or longest > 15, line


def test_a_name_that_is_none_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        archive.render.nothing_like_it  # noqa: B018


def test_every_public_name_is_there():
    for name in archive.render.__all__:
        assert getattr(archive.render, name).__doc__


def test_listing_hits_loads_neither_comparisons_nor_pages():
    code = "import sys; from archive.render import hits, revision_text; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "archive.render.finding" in loaded
    assert not {"archive.render.page", "archive.render.view", "archive.diff", "rich", "json"} & set(loaded)
