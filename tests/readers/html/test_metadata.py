"""What a page says about its story, and which of its places is believed."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.model import Draft
from archive.readers.html import read_html
from archive.readers.html.values import claim_in, is_same_site, names_in

URL = "https://elmpost.example/2024/05/elm-bridge-shut"
TEXT = (
    "<p>The bridge over the Elm was shut on Monday after an inspector found 14 cracks in its oldest pier, the "
    "council of Elmsrode said.</p><p>Buses will go by Oldbury until the repairs are done, which will take at "
    "least until the spring of next year.</p>"
)
TITLE = "Elm bridge shut after cracks are found"


def read(head: str = "", top: str = f"<h1>{TITLE}</h1>", *, data: Any = None, url: str | None = URL) -> Draft:
    script = data if isinstance(data, str) else json.dumps(data)
    return read_html(
        f"<html><head>{head}<script type='application/ld+json'>{script if data else ''}</script></head>"
        f"<body><article>{top}<div class='body'>{TEXT}</div></article></body></html>",
        url=url,
    )


STORY = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-05-01T09:00:00+02:00",
    "dateModified": "2024-05-02",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Diaz"}],
    "publisher": {"@type": "Organization", "name": "Elm Post"},
}


@pytest.mark.parametrize(
    "data",
    [
        STORY,
        [{"@type": "WebSite", "name": "Elm Post"}, STORY],
        {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList"}, STORY]},
        {"@type": "WebPage", "mainEntity": STORY},
        {**STORY, "@type": ["Article", "https://schema.org/NewsArticle"]},
        {**STORY, "author": "Ann Lee and Bo Diaz"},
        {**STORY, "author": {"name": ["Ann Lee", "Bo Diaz"]}},
        {"@graph": [{**STORY, "author": [{"@id": "#a"}, {"@id": "#b"}]}, {"@id": "#a", "@type": "Person", "name": "Ann Lee"},
                    {"@id": "#b", "name": "Bo Diaz"}]},
        "/* data */ " + json.dumps(STORY)[:-1] + ', "keywords": ["a", "b",], } // end',
        "<!--" + json.dumps(STORY) + "-->",
        json.dumps(STORY).replace(TITLE, "Elm bridge shut\\u0020after cracks are found").replace('"Elm Post"', '"Elm\nPost"'),
        json.dumps(STORY).replace('"', "&quot;"),
        json.dumps(STORY) + ";" + json.dumps({"@type": "WebSite"}),
    ],
)  # fmt: skip
def test_data_are_read_in_whatever_shape_publishers_write_them(data: Any) -> None:
    draft = read(data=data)

    assert (draft.title, draft.byline, draft.source) == (TITLE, "Ann Lee, Bo Diaz", "Elm Post")
    assert (str(draft.published_at), str(draft.modified_at)) == ("2024-05-01T07:00:00Z", "2024-05-02")


def test_data_that_are_broken_beyond_mending_cost_nothing_else() -> None:
    draft = read("<meta name='author' content='Ann Lee'>", data='{"@type": "NewsArticle", "headline": ')

    assert (draft.title, draft.byline) == (TITLE, "Ann Lee")


def test_the_story_s_own_object_counts_and_not_that_of_another() -> None:
    other = {**STORY, "headline": "Ferry runs again", "author": "Cy Else", "articleBody": "x", "image": "y"}

    assert (
        read(data=[other, {"@type": "NewsArticle", "headline": TITLE, "author": "Ann Lee"}]).byline
        == "Ann Lee"
    )


def test_the_headline_shown_wins_over_the_one_for_search_engines() -> None:
    draft = read(
        "<meta property='og:title' content='Elm bridge shut after cracks | Elm Post'>",
        data={**STORY, "headline": "Elm bridge shut"},
    )

    assert draft.title == TITLE


def test_the_outlet_s_name_is_no_part_of_a_headline() -> None:
    head = "<title>Elm bridge shut after cracks are found - Elm Post</title><meta property='og:site_name' content='Elm Post'>"

    assert read(head, top="").title == TITLE


def test_a_topic_set_before_the_headline_is_no_part_of_it() -> None:
    draft = read(top=f"<h1><span>Traffic</span> {TITLE}</h1>", data=STORY)

    assert draft.title == TITLE


def test_data_are_believed_before_what_is_visible() -> None:
    draft = read("<meta property='article:published_time' content='2024-04-30'>", data=STORY)

    assert str(draft.published_at) == "2024-05-01T07:00:00Z"


@pytest.mark.parametrize(
    ("head", "top", "expected"),
    [
        (
            "<meta property='article:published_time' content='2024-05-01T09:00:00Z'>",
            "",
            "2024-05-01T09:00:00Z",
        ),
        ("<meta name='parsely-pub-date' content='2024-05-01'>", "", "2024-05-01"),
        ("", "<span itemprop='datePublished' content='2024-05-01T09:00'>May</span>", "2024-05-01T09:00:00"),
        ("", "<time datetime='2024-05-01T09:00:00-04:00'>May 1</time>", "2024-05-01T13:00:00Z"),
        ("", "<p class='dateline'>Published on 1 May 2024, 9:00 a.m. EDT</p>", "2024-05-01T13:00:00Z"),
        ("", "<div>By Ann Lee | 1 May 2024</div>", "2024-05-01"),
    ],
)
def test_the_time_of_publication_keeps_the_zone_and_precision_stated(
    head: str, top: str, expected: str
) -> None:
    assert str(read(head, f"<h1>{TITLE}</h1>{top}", url=None).published_at) == expected


def test_a_visible_line_that_says_updated_is_the_modification() -> None:
    draft = read(top=f"<h1>{TITLE}</h1><p class='date'>1 May 2024</p><p class='date'>Updated: 3 May 2024</p>")

    assert (str(draft.published_at), str(draft.modified_at)) == ("2024-05-01", "2024-05-03")


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("", "<p class='byline'>By Ann Lee and Bo Diaz</p>"),
        ("", "<p>By ANN LEE and BO DIAZ, Staff Writers</p>"),
        ("<meta name='author' content='Ann Lee, Bo Diaz'>", ""),
        ("", "<a rel='author' href='/a'>Ann Lee</a> <a rel='author' href='/b'>Bo Diaz</a>"),
        (
            "",
            "<span itemprop='author'><b itemprop='name'>Ann Lee</b></span><span itemprop='author'><b itemprop='name'>Bo Diaz</b></span>",
        ),
    ],
)
def test_authors_are_read_where_the_data_name_none(head: str, top: str) -> None:
    assert read(head, f"<h1>{TITLE}</h1>{top}").byline == "Ann Lee, Bo Diaz"


def test_an_outlet_is_no_author_beside_one() -> None:
    author = [{"@type": "Organization", "name": "Elm Post"}, {"@type": "Person", "name": "Ann Lee"}]

    assert read(data={**STORY, "author": author}).byline == "Ann Lee"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["By Ann Lee and Bo Diaz"], ["Ann Lee", "Bo Diaz"]),
        (["Ann Lee, Political Editor"], ["Ann Lee"]),
        (["von Ute Groß am 3. Mai 2024"], ["Ute Groß"]),
        (["ann.lee@elmpost.example"], []),
        (["Admin"], []),
        (["Martin King Jr."], ["Martin King Jr."]),
        (["Ann Lee", "ann lee"], ["Ann Lee"]),
    ],
)
def test_names_are_taken_out_of_bylines(written: list[str], names: list[str]) -> None:
    assert names_in(written) == names


@pytest.mark.parametrize(
    ("written", "claim"),
    [
        ("2024-05-01T09:00:00.000+0200", "2024-05-01T07:00:00Z"),
        ("20240501", "2024-05-01"),
        ("1714554000", "2024-05-01T09:00:00Z"),
        ("1714554000000", "2024-05-01T09:00:00Z"),
        ("Wed, 01 May 2024 09:00:00 GMT", "2024-05-01T09:00:00Z"),
        ("2024-5-1 9:05", "2024-05-01T09:05:00"),
        ("1970-01-01", None),
        ("0001-01-01T00:00:00", None),
        ("2024-13-45", None),
        ("soon", None),
    ],
)
def test_times_are_read_as_pages_write_them(written: str, claim: str | None) -> None:
    found = claim_in(written)

    assert (None if found is None else str(found)) == claim


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.elmpost.example/a", "https://elmpost.example/b", True),
        ("https://amp.elmpost.example/a", "https://m.elmpost.example/a", True),
        ("https://elmpost.example/", "https://oldpost.example/", False),
        ("https://notelmpost.example/", "https://elmpost.example/", False),
    ],
)
def test_editions_for_devices_are_one_site(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
