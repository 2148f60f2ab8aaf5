from __future__ import annotations

import pytest

from archive.search import Forms, Matcher, Part, Passages, parse

TEXTS = {part: {} for part in Part} | {
    Part.TITLE: {"Ferry to Elm island": 0b011, "No ferry to Elm island": 0b100},
    Part.BODY: {
        "The night ferry was cancelled on Monday, said a ferryman.": 0b111,
        "Twelve people waited “for hours” on the quay.": 0b001,
        "Nineteen people waited – for hours – on the quay at Café Möwe.": 0b110,
        "夜間の渡し船は中止された。": 0b010,
    },
    Part.BYLINE: {"By Ida Voss": 0b111},
    Part.SOURCE: {"The Elm Post": 0b111},
}


def revisions(query: str) -> int:
    return Matcher(parse(query)).revisions(Forms(TEXTS), 0b111)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ferry", 0b111),
        ("twelve", 0b001),
        ("twelve cancelled", 0b001),
        ("twelve nineteen", 0),
        ("twelve OR nineteen", 0b111),
        ("ferry NOT twelve", 0b110),
        ("NOT no", 0b011),
        ("no ferry", 0b100),
        ("voss", 0b111),
        ("post", 0),
        ("source:post", 0b111),
        ("title:night", 0),
        ("title:no", 0b100),
        ('"night ferry"', 0b111),
        ('"ferry night"', 0),
        ('"monday said"', 0b111),
        ('"waited for hours"', 0b111),
        ('"ferryman twelve"', 0),
        ("ferr", 0),
        ("ferr*", 0b111),
        ('"night fer"*', 0b111),
        ("ninete*", 0b110),
        ("cafe mowe", 0b110),
        ("船", 0b010),
        ("渡し船", 0b010),
        ("船渡", 0),
        ("NEAR(people quay, 5)", 0b111),
        ("NEAR(quay people, 5)", 0b111),
        ("NEAR(people quay, 4)", 0),
        ("NEAR(people ferry, 50)", 0),
        ("erry", 0),
    ],
)
def test_in_which_revisions_a_query_matches(query: str, expected: int) -> None:
    assert revisions(query) == expected


def test_a_bound_on_revisions_holds_under_a_not_too() -> None:
    matcher = Matcher(parse("NOT no"))

    assert matcher.revisions(Forms(TEXTS), 0b001) == 0b001


def test_nothing_typed_matches_everything_and_mere_signs_nothing() -> None:
    assert revisions("") == 0b111
    assert revisions("?!") == 0


def test_a_phrase_counts_once_however_often_it_stands_in_a_text() -> None:
    matcher = Matcher(parse("ferry hours"))
    body = {"A tram and a bus.": 0b01, "A ferry after a ferry.": 0b10, "Two hours by ferry.": 0b11}

    assert matcher.kinds(Forms({Part.BODY: body}), Part.BODY) == [
        ("A ferry after a ferry.", 0b10, 1),
        ("Two hours by ferry.", 0b11, 2),
    ]


def test_a_phrase_is_found_by_whichever_of_its_words_is_the_rarest() -> None:
    texts = {
        "The lawyer said the by-law of the town was law.": 0b001,
        "Law? The «the law» of the land, the lawn.": 0b010,
        "the\u2014law": 0b100,
    }
    forms = Forms({part: texts if part is Part.BODY else {} for part in Part})

    def revisions(query: str) -> int:
        return Matcher(parse(query)).revisions(forms, 0b111)

    assert revisions('"the law"') == 0b110
    assert revisions('"law of the land"') == 0b010
    assert revisions('"by law of the town"') == 0b001
    assert revisions('"the law"*') == 0b111
    assert revisions('"law the"') == 0b010
    assert revisions('"the the law"') == 0b010
    assert revisions('"of law"') == 0


def test_passages_joined_match_as_they_do_apart() -> None:
    texts = "Ünder the pier.\0夜の町 pier\0Ünder the pier.\0The tide."
    passages = Passages(texts.encode(), "1,1,3,2", "1,3,3,3")
    joined, apart = (
        Forms({part: body if part is Part.BODY else {} for part in Part})
        for body in (passages, dict(passages))
    )

    for query in ("pier", '"under the"', "夜", "tide NOT under", "no", "the OR 夜の町"):
        matcher = Matcher(parse(query))
        assert matcher.revisions(joined, 0b111) == matcher.revisions(apart, 0b111)
        assert matcher.kinds(joined, Part.BODY) == matcher.kinds(apart, Part.BODY)
    assert Matcher(parse("under")).kinds(joined, Part.BODY) == [("Ünder the pier.", 0b101, 1)]
