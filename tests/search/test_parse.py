from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadQuery
from archive.search import And, Near, Not, Or, Part, Phrase, Query, hints, may_match, mistyped_field, parse
from archive.search.parse import DEEPEST_NESTING, MOST_WORDS


def shape(query: str) -> object:
    """A query's tree as nested lists of words."""

    def shaped(node: object) -> object:
        if isinstance(node, Phrase):
            mark = "*" if node.is_prefix else ""
            field = "" if len(node.parts) > 1 else f"{next(iter(node.parts))}:"
            return field + " ".join(place[0] for place in node.places) + mark
        if isinstance(node, Near):
            return ["NEAR", node.distance, *map(shaped, node.phrases)]
        if isinstance(node, Not):
            return ["NOT", shaped(node.child)]
        assert isinstance(node, (And, Or))
        return [type(node).__name__.upper(), *map(shaped, node.children)]

    return shaped(root) if (root := parse(query).root) is not None else None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ferry", "ferry"),
        ("ferry tide", ["AND", "ferry", "tide"]),
        ('"night ferry" tide', ["AND", "night ferry", "tide"]),
        ("“night ferry” „tide“ «quay»", ["AND", "night ferry", "tide", "quay"]),
        ("a b OR c NOT d", ["OR", ["AND", "a", "b"], ["AND", "c", ["NOT", "d"]]]),
        ("a AND (b OR c)", ["AND", "a", ["OR", "b", "c"]]),
        ("NOT a", ["NOT", "a"]),
        ("a AND NOT NOT b", ["AND", "a", ["NOT", ["NOT", "b"]]]),
        ('ferr* "night fer"*', ["AND", "ferr*", "night fer*"]),
        ("NEAR(ferry tide)", ["NEAR", 10, "ferry", "tide"]),
        ('NEAR("night ferry" tide,3)', ["NEAR", 3, "night ferry", "tide"]),
        ("NEAR(tide ferry,3)", ["NEAR", 3, "tide", "ferry"]),
        ("title:ferry heading:(a b)", ["AND", "title:ferry", ["AND", "heading:a", "heading:b"]]),
        ('source:"the elm post"', "source:the elm post"),
        ("東京", "東 京"),
        ("nearly NEAR here", ["AND", "nearly", "near", "here"]),
    ],
)
def test_the_language(query: str, expected: object) -> None:
    assert shape(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('5" of rain', ["AND", "5", "of", "rain"]),
        ('say "cheese', ["AND", "say", "cheese"]),
        ("don't", "don t"),
        ("rock ’n’ roll", ["AND", "rock", "n", "roll"]),
        ("al-Hadid", "al hadid"),
        ("ferry - tide", ["AND", "ferry", "tide"]),
        ("-5 degrees", ["AND", "5", "degrees"]),
        ("Elm: a river", ["AND", "elm", "a", "river"]),
        ("note:this", "note this"),
        ("title:", "title"),
        ("title: ferry", ["AND", "title", "ferry"]),
        ("Title:ferry", "title ferry"),
        ("ferry 👍", "ferry"),
        ("tide :-)", "tide"),
        ("a) b) c", ["AND", "a", "b", "c"]),
        ("f() done", ["AND", "f", "done"]),
        ("* ferry **", "ferry"),
        ("2,500 men", ["AND", "2 500", "men"]),
        ("🌊🌊", None),
        ("so\u00adft", "soft"),
    ],
)
def test_what_is_no_operator_is_text(query: str, expected: object) -> None:
    assert shape(query) == expected


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("ferry AND", 6),
        ("OR ferry", 0),
        ("a OR OR b", 2),
        ("NOT", 0),
        ("(a OR b", 0),
        ("a OR b)", 6),
        ("a AND (OR b)", 7),
        ("NEAR(a b", 0),
        ("NEAR(a b, x)", 9),
        ("NEAR(a AND b)", 0),
        ("NEAR(👍)", 0),
    ],
)
def test_an_error_among_operators_says_where(query: str, position: int) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(query)

    assert caught.value.position == position
    assert f"character {position + 1}" in str(caught.value)


def test_nothing_typed_is_not_the_same_as_nothing_to_look_for() -> None:
    assert parse("  ") == Query(None, is_blank=True)
    assert parse("?!") == Query(None, is_blank=False)


@given(st.text(st.sampled_from('ab "()*:’-,“”é東 \t')) | st.text())
def test_without_operators_nothing_is_an_error(text: str) -> None:
    parse(text.replace("AND", "").replace("OR", "").replace("NOT", "").replace("NEAR", ""))


@given(
    st.lists(
        st.sampled_from(["a", '"b c"', "d*", "AND", "OR", "NOT", "NEAR(", "(", ")", ",2", "title:", '"']),
        max_size=12,
    )
)
def test_with_operators_only_our_error_escapes(words: list[str]) -> None:
    query = " ".join(words)

    try:
        parse(query)
    except BadQuery as error:
        position = error.position
    else:
        position = 0

    assert 0 <= position <= len(query)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 5000 + "a" + ")" * 5000,
        "NOT " * 5000 + "a",
        " ".join(["a"] * 5000),
        '"' + "a " * 5000 + '"',
    ],
)
def test_a_query_without_end_is_an_error(query: str) -> None:
    with pytest.raises(BadQuery):
        parse(query)


def test_a_field_of_a_field_is_a_word() -> None:
    assert shape("title:heading:a") == ["AND", "title", "heading:a"]


def test_an_error_shows_no_more_than_the_start_of_a_long_query() -> None:
    with pytest.raises(BadQuery) as caught:
        parse("a " * 5000)

    assert len(str(caught.value)) < 400


def test_the_limits_themselves_are_allowed() -> None:
    deep = "(" * DEEPEST_NESTING + "a b OR c" + ")" * DEEPEST_NESTING

    assert may_match(parse(deep).root)
    assert parse(" ".join(["a"] * MOST_WORDS)).root is not None


def test_a_words_last_term_is_inflected_and_a_quoted_one_is_not() -> None:
    query = parse('drone-strike "drone strike" Holt\'s').inflected(lambda term: (term, term + "s"))

    places = [phrase.places for phrase in query.atoms()]

    assert places == [(("drone",), ("strike", "strikes")), (("drone",), ("strike",)), (("holt", "holts"),)]


def test_atoms_under_a_not_are_not_wanted() -> None:
    query = parse("a NOT (b NOT c)")

    assert [atom.places[0][0] for atom in query.atoms(wanted=True)] == ["a", "c"]
    assert [atom.places[0][0] for atom in query.atoms(wanted=False)] == ["b"]


def test_a_field_looks_in_its_part_alone() -> None:
    phrase = parse("byline:holt").root

    assert isinstance(phrase, Phrase)
    assert phrase.parts == frozenset({Part.BYLINE})


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ferry -tide", ["NOT tide"]),
        ("ferry -tide, and -swell", ["NOT tide", "NOT swell"]),
        ('ferry -"night tide"', ['NOT "night tide"']),
        ("ferry -(tide OR swell)", ["NOT (…)"]),
        ("ferry +tide", ["A plus"]),
        ("ferry | tide", ["OR"]),
        ("ferry || tide", ["OR"]),
        ("ferry|tide", ["OR"]),
        ("ferry & tide", ["AND"]),
        ('"night ferry', ["never closed"]),
        ('tide "night ferry" “late', ["never closed"]),
        ("title:", ["Nothing stands after title:"]),
        ("title: ferry", ["Nothing stands after title:"]),
        ("tide title:", ["Nothing stands after title:"]),
        ("*ship", ["begin"]),
    ],
)
def test_what_the_web_takes_for_a_sign_is_told_to_be_text(query: str, told: list[str]) -> None:
    given = hints(query)

    assert len(given) == len(told)
    assert all(each in hint for each, hint in zip(told, given, strict=True))


@pytest.mark.parametrize(
    "query",
    [
        "ferry - tide", "ferry – tide", "well-known", "-5 degrees", '5" of rain', '"ferry -tide"', '"a | b"',
        "R&B", "title:ferry", 'title:"night ferry"', "title:(a OR b)", "ferr*", "C++", "5 + 5",
        "ferry --tide", "rock ’n’ roll", "", "-", '"', "NEAR(a b,5)", "Elm: a river", "“night” ferry",
        "heading:title:ferry",
    ],
)  # fmt: skip
def test_a_sign_that_is_text_to_everybody_is_no_matter(query: str) -> None:
    assert hints(query) == ()


@given(st.text(st.sampled_from('ab5 "()*:’-–|&+“”„title') | st.characters()))
def test_any_text_has_its_hints_or_none(text: str) -> None:
    assert all(hint.endswith(".") for hint in hints(text))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("titel:a", ("titel", "title")),
        ("Title:a", ("Title", "title")),
        ("HEADLINE:a", ("HEADLINE", "title")),
        ("headlines:a", ("headlines", "title")),
        ("author:a", ("author", "byline")),
        ("site:a.example", ("site", "source")),
        ("note:a", None),
        ("title:a", None),
    ],
)
def test_a_field_that_is_none_is_told_with_the_one_meant(query: str, meant: tuple[str, str] | None) -> None:
    assert mistyped_field(query) == meant


@pytest.mark.parametrize("query", ["it's", "It’s", "that's", "let's", "who's", "there's"])
def test_a_word_of_grammar_keeps_its_s(query: str) -> None:
    [phrase] = parse(query).inflected(lambda term: (term,)).atoms()

    assert [place[0] for place in phrase.places] == [query[:-2].casefold(), "s"]


def test_a_possessive_is_a_form_of_its_word() -> None:
    [phrase] = parse("agency's").inflected(lambda term: (term, "agencies")).atoms()

    assert phrase.places == (("agency", "agencies"),)
