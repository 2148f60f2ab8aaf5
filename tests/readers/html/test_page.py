"""A page of an invented outlet, with all that surrounds an article, read to a draft."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadInput
from archive.model import Draft, Outcome, PassageKind
from archive.readers.html import LONGEST_PAGE_BYTES, read_html
from archive.services.prepare import prepared
from archive.text.canonical import canonical

URL = "https://elmpost.example/2024/05/elm-bridge-shut"
LEAD = (
    "The bridge over the Elm was shut on Monday after an inspector found 14 cracks in its oldest pier, "
    "the council of Elmsrode said."
)
SECOND = (
    "Buses will go by Oldbury until the repairs are done, which will take at least until the spring, "
    "and drivers were asked to leave the old town to those who live there."
)
THIRD = (
    "“We saw no other way,” said Mara Holt, the mayor, who had crossed it herself on Sunday night on her "
    "way home from a concert."
)


def page(
    body: str = "",
    *,
    head: str = "",
    story: dict[str, object] | None = None,
    after: str = "",
    h1: str = "Elm bridge shut after cracks are found",
) -> str:
    """A page as an outlet sends it: navigation, share lines, adverts, related links, a consent banner."""
    script = f'<script type="application/ld+json">{json.dumps(story)}</script>' if story else ""
    paragraphs = f"<p>{LEAD}</p>{body}<p>{SECOND}</p><p>{THIRD}</p>"
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{h1} | Elm Post</title>{script}{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We value your privacy. We and our partners store cookies on your device.</p></div>
<article><h1>{h1}</h1>
<div class="share"><a href="https://social.example/s">Share this story</a></div>
<div class="article-body">{paragraphs}
<div class="advert">Advertisement</div>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Ferry runs again</a></li>
<li><a href="/b">Market moves to the square</a></li></ul></aside></div></article>{after}
<div class="newsletter"><h2>Get our newsletter</h2><p>Sign up for the news of Elmsrode every morning.</p></div>
<footer><p>© 2024 Elm Post. All rights reserved.</p></footer></body></html>"""


def texts(draft: Draft) -> list[str]:
    return [passage.text for section in draft.sections or () for passage in section.passages]


def kinds(draft: Draft) -> list[PassageKind]:
    return [passage.kind for section in draft.sections or () for passage in section.passages]


def test_only_the_story_is_read_from_what_surrounds_it() -> None:
    draft = read_html(page(), url=URL)

    assert draft.title == "Elm bridge shut after cracks are found"
    assert texts(draft) == [LEAD, SECOND, THIRD]
    assert (draft.language, draft.url, draft.outcome) == ("en-GB", URL, None)


def test_adverts_counters_and_scripts_that_change_leave_the_story_the_same() -> None:
    first = read_html(page(after="<div class='most-read'><p>1,204 people read this</p></div>"), url=URL)
    second = read_html(
        page(after="<script>load(77)</script><div class='ad-slot'><p>New shoes for the old road.</p></div>"),
        url=URL,
    )

    assert (first.sections, first.title, first.byline) == (second.sections, second.title, second.byline)


def test_headings_lists_quotations_tables_and_captions_come_in_order_with_their_kinds() -> None:
    draft = read_html(
        page(
            "<h2>What is known</h2><ul><li>No one was hurt on the bridge.</li><li>The pier is of 1911.</li></ul>"
            "<blockquote><p>It is the oldest thing we own, and we have to be careful with it now.</p></blockquote>"
            "<figure><img src=x.jpg><figcaption>The bridge on Monday morning, empty of cars</figcaption></figure>"
            "<table><tr><th>Year</th><th>Cracks</th></tr><tr><td>2019</td><td>3</td></tr></table>"
        ),
        url=URL,
    )

    assert [(section.heading, section.level) for section in draft.sections or ()] == [
        (None, 0),
        ("What is known", 2),
    ]
    assert texts(draft)[1:-2] == [
        "No one was hurt on the bridge.",
        "The pier is of 1911.",
        "It is the oldest thing we own, and we have to be careful with it now.",
        "The bridge on Monday morning, empty of cars",
        "Year | Cracks",
        "2019 | 3",
    ]
    assert kinds(draft)[1:-2] == [
        PassageKind.ITEM,
        PassageKind.ITEM,
        PassageKind.QUOTE,
        PassageKind.CAPTION,
        PassageKind.ROW,
        PassageKind.ROW,
    ]


def test_links_stand_exactly_where_their_words_do_after_the_canonical_form() -> None:
    draft = read_html(
        page(
            "<p>Read   the&nbsp;report of <a href='../report?x=1'>the\n inspector\u00ad</a> and the "
            "<a href='https://council.example/cafe\u0301'>cafe\u0301</a>, which both say the same of it.</p>"
        ),
        url=URL,
    )
    passages = texts(draft)

    assert [(passages[link.passage][link.start : link.end], link.url) for link in draft.links] == [
        ("the inspector", "https://elmpost.example/2024/report?x=1"),
        ("café", "https://council.example/cafe\u0301"),
    ]


def test_a_correction_in_the_data_only_becomes_the_last_passage() -> None:
    note = "An earlier version gave the number of cracks as 41."
    story = {"@type": "NewsArticle", "headline": "Elm bridge shut after cracks are found"}
    unseen = read_html(
        page(story={**story, "correction": {"@type": "CorrectionComment", "text": note}}), url=URL
    )
    seen = read_html(page(f"<p>Correction: {note}</p>", story={**story, "correction": note}), url=URL)

    assert texts(unseen)[-1] == f"Correction: {note}"
    assert [text for text in texts(seen) if note in text] == [f"Correction: {note}"]


def test_a_note_of_correction_that_is_shown_is_kept() -> None:
    note = "Correction, 3 May: this story gave the number of cracks as 41."
    draft = read_html(
        page(after="").replace('<div class="advert">', f"<p class='correction'><em>{note}</em></p><div>"),
        url=URL,
    )

    assert note in texts(draft)


def test_without_an_address_the_page_s_own_is_taken_and_a_front_page_is_not() -> None:
    named = read_html(page(head=f'<link rel="canonical" href="{URL}?from=home">'))
    front = read_html(page(head='<link rel="canonical" href="https://elmpost.example/">'))

    assert named.url == f"{URL}?from=home"
    assert front.url is None


def test_the_page_s_own_address_is_evidence_beside_the_one_it_was_seen_at() -> None:
    head = f'<link rel="canonical" href="{URL}"><meta property="og:url" content="https://other.example/x">'
    draft = read_html(page(head=head), url="https://m.elmpost.example/elm?utm_source=x")

    assert [(address.url, address.joined_at) for address in draft.addresses] == [(URL, None)]
    assert "canonical" in draft.addresses[0].reason


def test_the_extractor_is_named_with_the_versions_that_decide_what_is_found() -> None:
    name = read_html(page(), url=URL).extractor or ""

    assert name.startswith("html/1+trafilatura/")


def test_a_story_said_again_for_machines_is_read_once() -> None:
    copy = f"<div itemprop='articleBody'><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></div>"

    assert texts(read_html(page(after=copy), url=URL)) == [LEAD, SECOND, THIRD]


def test_paragraphs_parted_by_line_breaks_are_paragraphs() -> None:
    draft = read_html(
        f"<html><head><title>Elm bridge shut</title></head><body><table><tr><td><font>{LEAD}<br><br>"
        f"{SECOND}<br>\n<br>{THIRD}</font></td></tr></table></body></html>",
        url=URL,
    )

    assert texts(draft) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "nothing", ["", b"", b" \n ", "\ufeff", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + bytes(50), "<!--x-->"]
)
def test_what_is_no_page_is_bad_input(nothing: str | bytes) -> None:
    with pytest.raises(BadInput):
        read_html(nothing, url=URL)


def test_a_page_longer_than_the_limit_is_refused_by_its_size() -> None:
    with pytest.raises(BadInput, match="longer"):
        read_html(b"<p>a</p>" * (LONGEST_PAGE_BYTES // 8 + 1), url=URL)


HOSTILE = {
    "a megabyte of nested tags": "<div>" * 200_000 + LEAD,
    "a megabyte of unclosed bold": "<b>" * 350_000 + LEAD,
    "three hundred levels": "<div>" * 300 + f"<p>{LEAD}</p><p>{SECOND}</p>" + "</div>" * 300,
    "entities in entities": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {"abcdefgh"[n + 1]} "{"&" + "abcdefgh"[n] + ";" * 1}{("&" + "abcdefgh"[n] + ";") * 9}">'
        for n in range(7)
    )
    + f']><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&h;</p><p>{LEAD}</p></body></html>',
    "a huge attribute": f'<div class="{"ad " * 500_000}"><p>{LEAD}</p></div>',
    "a hundred thousand paragraphs": "<p>a" * 100_000,
    "a row of a hundred thousand cells": "<table><tr>" + "<td>a</td>" * 100_000,
    "ten thousand links in a paragraph": "<p>" + 'word <a href="/x">link</a> ' * 10_000,
    "marks on a letter": "<p>a" + "\u0301\u0316" * 100_000,
    "data nested without end": '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>",
    "signs of less": "<" * 300_000,
    "a title of bars": "<title>" + "a | b - " * 50_000 + f"</title><h1>{'a | b ' * 20_000}</h1><p>{LEAD}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_takes_a_bounded_time_and_raises_nothing_else(name: str) -> None:
    started = time.process_time()
    with suppress(BadInput):
        read_html(HOSTILE[name], url=URL)

    assert time.process_time() - started < 5


def test_entities_that_a_page_declares_are_not_resolved() -> None:
    draft = read_html(HOSTILE["entities in entities"], url=URL)

    assert sum(map(len, texts(draft))) < 1000


def test_a_page_shown_only_without_scripts_is_read() -> None:
    draft = read_html(
        f"<html><body><noscript><h1>Elm bridge shut</h1><p>{LEAD}</p><p>{SECOND}</p></noscript></body></html>",
        url=URL,
    )

    assert texts(draft) == [LEAD, SECOND]


def test_a_story_that_only_the_page_s_data_tell_is_read_from_them() -> None:
    story = {"@type": "NewsArticle", "headline": "Elm bridge shut", "articleBody": f"{LEAD}\n\n{SECOND}"}
    draft = read_html(
        f'<html><head><script type="application/ld+json">{json.dumps(story)}</script></head><body><div id=app></div></body></html>',
        url=URL,
    )

    assert (draft.title, texts(draft)) == ("Elm bridge shut", [LEAD, SECOND])


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0042){} -->",
        "<!--\n Page saved with SingleFile \n url: {} \n saved date: Mon -->",
    ],
)
def test_a_page_that_names_no_address_has_the_one_a_browser_saved_it_from(note: str) -> None:
    saved = page().replace("<html", note.format(URL) + "<html", 1)

    assert read_html(saved).url == URL
    assert read_html(saved, url="https://elmpost.example/other").url == "https://elmpost.example/other"


def test_a_deep_page_is_still_read() -> None:
    assert texts(read_html(HOSTILE["three hundred levels"], url=URL)) == [LEAD, SECOND]


FRAGMENTS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='share'>", "</div>", "<a href='/x'>", "</a>", "<table><tr><td>", "<h2>", "<br><br>", "<li>",
         LEAD, SECOND, "a\u0301", "\u200b", "\0", "\ud800", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",", "</script>",
         "<time datetime='2024-13-45'>", "<link rel=canonical href='http://[x'>", "<meta name=author content='By , and'>", "<blockquote>",
         "<figure><figcaption>", "&#xD800;", "&#0;", "<base href='//'>", "<html lang=''>"]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(FRAGMENTS)
def test_of_any_fragments_a_draft_is_made_that_can_be_prepared_or_bad_input_raised(pieces: list[str]) -> None:
    from builders import NOW

    try:
        draft = read_html("".join(pieces), url=URL)
    except BadInput:
        return
    passages = texts(draft)
    for link in draft.links:
        assert 0 <= link.start < link.end <= len(passages[link.passage])
    assert all(canonical(text) == text for text in passages)
    made = prepared(draft, now=NOW)
    if draft.outcome is None:
        assert made.state is not None
        assert [passage.text for passage in made.state.passages] == passages
    else:
        assert draft.outcome is Outcome.REFUSED


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_of_any_bytes_a_draft_is_made_or_bad_input_raised(data: bytes) -> None:
    try:
        draft = read_html(data, url=URL)
    except BadInput:
        return
    assert draft.raw == data
