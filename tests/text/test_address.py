"""Addresses that name one story become one form, and those of two stories stay two."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.text.address import cleaned, names_a_story

STORY = "https://elm.example/2024/05/bridge-shut-14"

SAME = [
    "http://elm.example/2024/05/bridge-shut-14",
    "HTTPS://ELM.example./2024/05/bridge-shut-14",
    "https://elm.example:443/2024/05/bridge-shut-14",
    "http://elm.example:80/2024/05/bridge-shut-14",
    "https://www.elm.example/2024/05/bridge-shut-14/",
    "https://m.elm.example/2024/05/bridge-shut-14",
    "https://mobile.elm.example/2024/05/bridge-shut-14",
    "https://amp.elm.example/2024/05/bridge-shut-14",
    "https://elm.example//2024///05/./x/../bridge-shut-14",
    "https://elm.example/2024/05/bridge-shut-14#comments",
    "https://elm.example/2024/05/bridge-shut-14?",
    "https://elm.example/2024/05/bridge-shut-14?utm_source=x&UTM_Medium=y",
    "https://elm.example/2024/05/bridge-shut-14?fbclid=1&gclid=2&smid=3&ocid=4&partner=5&at_medium=6&cmp=7",
    "https://elm.example/2024/05/bridge-shut-14?CMP=share_btn_tw&xtor=AL-1&ns_mchannel=social&mc_cid=9",
    "https://elm.example/2024/05/bridge-shut-14/amp",
    "https://elm.example/2024/05/bridge-shut-14/amp/",
    "https://elm.example/amp/2024/05/bridge-shut-14",
    "https://elm.example/2024/05/bridge-shut-14.amp",
    "https://elm.example/2024/05/bridge-shut-14?amp=1",
    "https://elm.example/2024/05/bridge-shut-14?amp",
    "https://elm.example/2024/05/bridge-shut-14?outputType=amp",
    "https://elm.example/2024/05/bridge-shut-14/print",
    "https://elm.example/2024/05/bridge-shut-14?print=true",
    "https://elm.example/2024/05/bridge-shut-14?view=print",
    "https://www.google.com/amp/s/elm.example/2024/05/bridge-shut-14",
    "https://elm-example.cdn.ampproject.org/c/s/elm.example/2024/05/bridge-shut-14?amp_js_v=0.1",
    "https://elm-example.cdn.ampproject.org/v/s/www.elm.example/2024/05/bridge-shut-14/amp/?usqp=x",
    "https://elm.example/2024/05/bridge%2Dshut-14",
    "https://elm.example/2024/05/bridge-shut-14;jsessionid=0A1B",
    "https://user:secret@elm.example/2024/05/bridge-shut-14",
    "  https://elm.example/2024/05/bridge-shut-14\n",
]
OTHERS = [
    "https://elm.example/2024/05/Bridge-shut-14",
    "https://elm.example/2024/05/bridge-shut-15",
    "https://elm.example/2024/05/bridge-shut-14?page=2",
    "https://elm.example/2024/05/bridge-shut-14?id=7",
    "https://elm.example/2024/05/bridge-shut-14?p=7",
    "https://elm.example/2024/05/bridge-shut-14?article=7",
    "https://elm.example/2024/05/bridge-shut-14?view=full",
    "https://elm.example/2024/05/bridge-shut-14?amp=7",
    "https://elm.example/2024/05/bridge-shut-14#!/comments/7",
    "https://elm.example/2024/05/bridge-shut-14#/part/2",
    "https://elm.example:8080/2024/05/bridge-shut-14",
    "https://news.elm.example/2024/05/bridge-shut-14",
    "https://oak.example/2024/05/bridge-shut-14",
    "https://elm.example/print",
    "https://elm.example/news/amp",
    "https://elm.example/news",
    "https://elm.example/2024/05/bridge%2Fshut-14",
]


@pytest.mark.parametrize("address", SAME)
def test_the_ways_to_one_story_become_one_form(address: str) -> None:
    assert cleaned(address) == STORY


def test_the_addresses_of_other_stories_all_stay_apart() -> None:
    assert len({cleaned(address) for address in [STORY, *OTHERS]}) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://elm.example/x?b=2&a=1", "https://elm.example/x?a=1&b=2"),
        ("https://elm.example/x?q=a+b", "https://elm.example/x?q=a%20b"),
        ("https://bücher.example/x", "https://XN--BCHER-KVA.example/x"),
        ("https://elm.example/straße", "https://elm.example/stra%c3%9fe"),
        ("https://en.m.wikipedia.org/wiki/Elm_1", "https://en.wikipedia.org/wiki/Elm_1"),
        ("https://www.nytimes.com/2024/a-b.html?module=x&src=y", "https://nytimes.com/2024/a-b.html"),
    ],
)
def test_two_ways_of_writing_one_address_become_one_form(one: str, other: str) -> None:
    assert cleaned(one) == cleaned(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://elm.example/x?module=x", "https://elm.example/x"),  # tracking at one site only
        ("https://elm.example/x?a=1&a=2", "https://elm.example/x?a=2&a=1"),
        ("https://elm.example/x?a", "https://elm.example/x?a=1"),
        ("https://m.co.uk/x", "https://co.uk/x"),
        ("https://mobile.de/x", "https://de/x"),
        ("https://elm.example/x?q=a%26b=1", "https://elm.example/x?q=a&b=1"),
    ],
)
def test_what_only_looks_like_a_form_or_a_campaign_stays(one: str, other: str) -> None:
    assert cleaned(one) != cleaned(other)


@pytest.mark.parametrize(
    "address", ["tag:elm.example,2024:7", "urn:uuid:1", "mailto:a@b", "elm", "", "http://"]
)
def test_what_is_no_address_of_the_web_is_its_own_form(address: str) -> None:
    assert cleaned(address) == address


def test_a_home_page_names_no_story() -> None:
    for address in (
        "https://elm.example",
        "http://www.elm.example/?utm_source=x",
        "https://elm.example//#top",
        "",
    ):
        assert not names_a_story(address)
    for address in (STORY, "https://elm.example/?p=7", "https://elm.example/#!/7", "tag:elm.example,2024:7"):
        assert names_a_story(address)


PIECE = st.text("abcXYZ019-._~%!$'()*,;:@+ äß/", min_size=0, max_size=12)
NAMES = st.sampled_from(["id", "p", "article", "page", "utm_source", "amp", "print", "fbclid", "q", "view"])
PAIRS = st.lists(st.tuples(NAMES, PIECE), max_size=4)
HOSTS = st.sampled_from(
    [
        "elm.example",
        "www.m.elm.example",
        "M.Elm.Example.",
        "amp.elm.example:8080",
        "x.cdn.ampproject.org",
        "[::1]",
    ]
)
ADDRESSES = st.builds(
    lambda host, path, pairs, end: (
        f"http://{host}/{path}" + ("?" + "&".join(f"{n}={v}" for n, v in pairs) if pairs else "") + end
    ),
    HOSTS,
    PIECE,
    PAIRS,
    st.sampled_from(["", "#x", "#!x", "/amp", "/amp/print/", "?print"]),
)


@given(ADDRESSES | st.text(max_size=30))
def test_cleaning_twice_changes_nothing_more(address: str) -> None:
    assert cleaned(cleaned(address)) == cleaned(address)


@given(st.text("abz-019é", min_size=1, max_size=8), st.text("abz-019é", min_size=1, max_size=8))
def test_two_paths_stay_two(one: str, other: str) -> None:
    assume(one != other)
    assert cleaned(f"https://elm.example/a/{one}") != cleaned(f"https://elm.example/a/{other}")


@given(
    st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8), st.sampled_from(["id", "p", "article"])
)
def test_two_values_of_a_parameter_that_names_the_story_stay_two(one: str, other: str, name: str) -> None:
    try:
        first, second = (quote(value, safe="") for value in (one, other))
    except UnicodeEncodeError:  # half a character is in no address
        return
    assume(one != other)
    assert cleaned(f"https://elm.example/?{name}={first}") != cleaned(f"https://elm.example/?{name}={second}")


@given(ADDRESSES)
def test_the_form_is_an_address_itself(address: str) -> None:
    assert urlsplit(cleaned(address)).netloc or cleaned(address) == address.strip()
