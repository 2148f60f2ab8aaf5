from __future__ import annotations

import pytest

from archive.search import Stems, indexed

FAMILIES = [
    "troop troops", "ferry ferries ferried ferrying", "hope hopes hoped hoping", "die dies died dying",
    "run runs running", "sky skies", "study studies studying studied", "agree agrees agreed agreeing",
    "bus buses", "gas gases", "lens lenses", "case cases",
    "tie ties tied tying", "meet meets meeting meetings", "call calls called calling",
    "control controls controlled controlling", "stop stopped stopping", "customer customers",
    "customize customizes customized customizing", "relate relates related relating", "need needed needing",
    "try tries tried trying", "brown browned browning", "movie movies", "princess princesses",
    "experience experiences experienced", "conference conferences conferencing",
    "staff staffs staffed staffing",
    "menu menus", "bureau bureaus", "ngo ngos", "pdf pdfs", "kpi kpis",
    "closure closures", "vote votes voted voting", "virus viruses",
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_each_form_finds_the_others(family: str) -> None:
    words = family.split()

    for word in words:
        stems = Stems(word, ())
        assert [other for other in words if not stems.has_form(other)] == []
        assert [other for other in words if not other.startswith(stems.beginnings)] == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("troop", "trooper"), ("ferry", "fern"), ("new", "news"), ("custom", "customer"),
        ("custom", "customize"), ("customer", "customize"), ("access", "accessibility"),
        ("relative", "related"), ("executive", "execute"), ("design", "designated"),
        ("organization", "organize"), ("happy", "happiness"), ("quick", "quickly"), ("govern", "government"),
        ("busy", "business"), ("experience", "experiment"), ("brown", "browne"), ("july", "julie"),
        ("hop", "hoping"), ("tri", "tried"),
        ("employed", "employees"), ("strip", "striped"),
        ("stare", "starred"),
        ("thu", "thus"), ("car", "caring"), ("princes", "princess"),
    ],
)  # fmt: skip
def test_other_words_are_no_forms(word: str, other: str) -> None:
    assert not Stems(word, ()).has_form(other)
    assert not Stems(other, ()).has_form(word)


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "sicher sichere sichern, Sicherheit Sicherheiten, sicherlich"),
        ("de", "Wirtschaft, wirtschaftlich wirtschaftliche wirtschaftlichen"),
        ("fr", "gouverner gouverné, gouvernement gouvernements"),
        ("fr", "heureux heureuse, heureusement"),
        ("fr", "éviter évite évité"),
        ("es", "trabajo trabajar, trabajador trabajadora trabajadores"),
        ("es", "activo activa activos, actividad actividades"),
        ("it", "manifestare, manifestazione manifestazioni"),
        ("pt", "político política políticos"),
        ("sv", "möjlig möjliga möjligt, möjlighet"),
    ],
)
def test_a_word_made_of_another_is_no_form_of_it(language: str, words: str) -> None:
    families = [indexed(family).split() for family in words.split(",")]
    terms = [term for family in families for term in family]

    for family in families:
        for term in family:
            stems = Stems(term, [language])
            assert [other for other in terms if stems.has_form(other)] == family


@pytest.mark.parametrize("term", ["us", "東", "2021", "5m", "हि"])
def test_what_has_no_inflections_has_no_beginnings(term: str) -> None:
    assert Stems(term, ("de",)).beginnings == ()


def test_another_language_makes_no_form_of_what_is_english_in_all_that_there_is() -> None:
    english = ["custom", "customs", "customer", "customers", "customize", "customized"]
    german = ["klein", "kleine", "kleinen", "kleiner", "kleiners"]

    assert Stems("custom", ["de"]).forms(english) == {"custom", "customs"}
    assert Stems("customer", ["de"]).forms(english) == {"customer", "customers"}
    assert Stems("klein", ["de"]).forms(german) >= {"klein", "kleine", "kleinen", "kleiner"}
    assert Stems("klein", []).forms(german) == {"klein"}
