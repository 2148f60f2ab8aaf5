"""Where a draft goes is decided before anything is written."""

from __future__ import annotations

import pytest
from builders import draft

from archive.errors import BadInput
from archive.services.decide import LONGEST_SLUG_CHARS, Identity, Placement, key_of_url, placement, source_of

URL = "https://elm.example/b"


@pytest.mark.parametrize(
    ("given_draft", "known", "wanted"),
    [
        (draft(), Identity(None, None), Placement(None, "bridge", None)),
        (draft(), Identity(1, None), Placement(1, None, None)),
        (
            draft(url=URL),
            Identity(None, None),
            Placement(None, "bridge", "given together with the key"),
        ),
        (draft(url=URL), Identity(1, None), Placement(1, None, "given together with the key")),
        (draft(url=URL), Identity(1, 1), Placement(1, None, None)),
        (
            draft(article=None, url=URL),
            Identity(None, None),
            Placement(None, None, "the address it was first seen at"),
        ),
        (draft(article=None, url=URL), Identity(None, 2), Placement(2, None, None)),
    ],
)
def test_the_key_decides_then_the_address(given_draft: object, known: Identity, wanted: Placement) -> None:
    assert placement(given_draft, known) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("known", [Identity(1, 2), Identity(None, 2)])
def test_a_key_and_an_address_that_disagree_are_refused(known: Identity) -> None:
    with pytest.raises(BadInput, match="article"):
        placement(draft(url=URL), known)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://elm.example/2024/05/01/bridge-shut.html?ref=rss#top", "bridge-shut"),
        ("https://www.elm.example/", "elm-example"),
        ("https://elm.example/news/12345", "elm-example-12345"),
        ("https://elm.example/новости/мост", "мост"),
        ("https://elm.example/schule%20k%C3%B6ln.html", "schule-k\u00f6ln"),
        ("https://elm.example/schule-ko%CC%88ln", "schule-k\u00f6ln"),
        ("https://elm.example/" + "a" * 300, "a" * LONGEST_SLUG_CHARS),
        ("mailto:", "article"),
        ("https://elm.example/%%%/", "elm-example"),
    ],
)
def test_a_key_is_made_of_an_address(url: str, key: str) -> None:
    assert key_of_url(url) == key


def test_the_source_is_as_given_else_the_host() -> None:
    assert source_of(draft(source=" Elm Post ", url=URL)) == "Elm Post"
    assert source_of(draft(source=" ", url="https://www.elm.example:8080/x")) == "elm.example"
    assert source_of(draft()) is None
