from __future__ import annotations

import pytest

from archive.search import Stems, indexed

FAMILIES = [
    "troop troops", "ferry ferries ferried ferrying", "hope hopes hoped hoping", "die dies died dying",
    "run runs running", "sky skies", "study studies studying studied", "agree agrees agreed agreeing",
    "happy happiness", "bus buses", "gas gases", "lens lenses", "case cases",
    "closure closures", "vote votes voted voting", "virus viruses",
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_each_form_finds_the_others(family: str) -> None:
    words = family.split()

    for word in words:
        stems = Stems(word, ())
        assert [other for other in words if not stems.has_form(other)] == []
        assert [other for other in words if not other.startswith(stems.beginnings)] == []


@pytest.mark.parametrize(("word", "other"), [("troop", "trooper"), ("ferry", "fern"), ("new", "news")])
def test_other_words_are_no_forms(word: str, other: str) -> None:
    assert not Stems(word, ()).has_form(other)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Brücke Brücken"),
        ("fr", "manifestant manifestants manifestante"),
        ("es", "puente puentes"),
        ("ru", "мост мосты моста"),
        ("el", "γέφυρα γέφυρες"),
    ],
)
def test_other_languages_have_their_own_rules(language: str, words: str) -> None:
    terms = indexed(words).split()

    for term in terms:
        stems = Stems(term, [language])
        assert [other for other in terms if not stems.has_form(other)] == []
        assert [other for other in terms if not other.startswith(stems.beginnings)] == []


@pytest.mark.parametrize("term", ["us", "東", "2021", "5m", "हि"])
def test_what_has_no_inflections_has_no_beginnings(term: str) -> None:
    assert Stems(term, ("de",)).beginnings == ()
