"""Pages that are not the article are refused with a reason, and short articles are not."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

import json

import pytest

from archive.model import Outcome
from archive.readers.html import read_html

URL = "https://elmpost.example/2024/05/elm-bridge-shut"
LEAD = (
    "The bridge over the Elm was shut on Monday after an inspector found 14 cracks in its oldest pier, the council "
    "of Elmsrode said, and buses were sent round by Oldbury."
)


def page(body: str, *, title: str = "Elm bridge shut", data: object = None) -> str:
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    return f"<html><head><title>{title}</title>{script}</head><body><h1>{title}</h1>{body}</body></html>"


def front(*, consent: bool, count: int = 12) -> str:
    banner = (
        "<div class='cookie-banner'><p>We value your privacy. We and our partners store and/or access information on "
        "your device.</p><p>Accept all cookies</p><p>Manage your cookie settings.</p></div>"
    )
    teasers = "".join(
        f"<div class=card><h3><a href='/2024/05/story-{n}'>Boat number {n} leaves the harbour late</a></h3></div>"
        for n in range(count)
    )
    return page((banner if consent else "") + teasers, title="Elm Post")


STORY = {"@type": "NewsArticle", "headline": "Elm bridge shut"}
REFUSED = {
    "subscri": page(f"<p>{LEAD}</p><div class='paywall'><p>Subscribe to continue reading</p></div>", data={**STORY, "isAccessibleForFree": "False"}),
    "subscription": page(f"<p>{LEAD}</p><div class='wall'><p>Already a subscriber? Log in</p><p>Start your free trial for €1 a month.</p></div>"),
    "consent": page("<p>We value your privacy. We and our partners store and/or access information on your device, such as cookies.</p>"
                    "<p>Accept all cookies</p><p>Manage your cookie settings and consent to the use of your data.</p>", title="Your privacy"),
    "robots": page("<p>Checking your browser before you go on to elmpost.example. Please verify you are a human.</p>", title="Just a moment..."),
    "error page": page("<p>Sorry, the page you are looking for does not exist or was moved to another place on our site.</p>", title="Page not found"),
    "JavaScript": page("<noscript>x</noscript><p>Please enable JavaScript to view this site.</p>", title="Elm Post"),
    "too little": page("<p>More soon.</p>"),
    "no text": page("<div></div>"),
    "a list of other pages": front(consent=True),
    "asks for consent": front(consent=True, count=3),
}  # fmt: skip


@pytest.mark.parametrize("word", REFUSED)
def test_what_is_not_the_article_is_refused_with_the_reason_and_its_bytes(word: str) -> None:
    raw = REFUSED[word].encode()
    draft = read_html(raw, url=URL)

    assert draft.outcome is Outcome.REFUSED
    assert word in (draft.reason or "")
    assert (draft.raw, draft.sections, draft.title) == (raw, None, None)


ARTICLES = {
    "a brief": page(f"<p>{LEAD}</p>"),
    "one short sentence that is said to be a story": page("<p>The bridge is open again, the council says.</p>", data=STORY),
    "an article for subscribers that is there in full": page(f"<p>{LEAD}</p>" * 1 + "".join(f"<p>{LEAD} It was the {n}th time.</p>" for n in range(12)),
                                                            data={**STORY, "isAccessibleForFree": False}),
    "an article about cookies": page("".join(f"<p>The court said on day {n} that a banner for cookies has to let people refuse, and the "
                                             "outlets have to ask for consent before they store anything.</p>" for n in range(6)), title="Court rules on cookies"),
    "an article about a missing page": page("".join(f"<p>On day {n} of the trial the ledger's missing page was found in a drawer of the old mill by the "
                                                    "clerk who had looked for it.</p>" for n in range(5)), title="The page not found for forty years"),
    "a short article that ends on what a wall says": page(f"<p>{LEAD}</p><p>Its readers learnt of it late.</p>"
        "<p>Subscribe to continue reading is the phrase most of them saw, a survey found.</p>"),
    "a short article with a wall's words in the middle": page("<p>“Subscribe to continue reading”: that is what most people saw.</p>"
        f"<p>{LEAD}</p>"),
    "a short article about an error page": page(f"<p>{LEAD}</p><p>The office said it would mend its site by May.</p>", title="Page not found: bridge office's site fails again"),
    "an article above an offer": page("".join(f"<p>{LEAD} It was the {n}th time.</p>" for n in range(6)) + "<p>Subscribe to read more</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_not_refused(name: str) -> None:
    draft = read_html(ARTICLES[name], url=URL)

    assert (draft.outcome, draft.reason) == (None, None)
    assert draft.sections
