from __future__ import annotations

from archive.search import BETWEEN, COLUMN_NAMES, Part, document, may_match, pairs, parse
from archive.search.pairs import pair_terms, paired


def found(texts: list[str]) -> set[str]:
    return {pair.replace(BETWEEN, " ") for pair in paired(texts).split()}


def test_pairs_are_those_with_a_common_word_and_never_of_two_texts() -> None:
    assert found(["ferries to the quay sail", "on time tides"]) == {
        "ferries to", "to the", "the quay", "on time", "time tides",
    }  # fmt: skip
    assert found(["ferries sail", "the"]) == set()
    assert found([]) == set()


def test_an_entry_has_the_words_of_headlines_too() -> None:
    made = pairs(document({Part.TITLE: {"Ferries halt": 1}, Part.BODY: {"Ferries halt the tide": 1}}, 1))

    assert set(made[COLUMN_NAMES.index("title_stays")].split()) == {"ferries", "halt"}
    assert set(made[COLUMN_NAMES.index("body_stays")].replace(BETWEEN, " ").split(" ")) == {
        "halt",
        "the",
        "tide",
    }


def test_a_pair_is_told_only_where_every_reading_has_a_common_word() -> None:
    assert pair_terms(["the"], ["quay", "quays"]) == [f"the{BETWEEN}quay", f"the{BETWEEN}quays"]
    assert pair_terms(["quay", "on"], ["the"]) == [f"quay{BETWEEN}the", f"on{BETWEEN}the"]
    assert pair_terms(["quay", "on"], ["tide"]) is None
    assert pair_terms(["on"], ["ti"], is_prefix=True) == [f"on{BETWEEN}ti"]
    assert pair_terms(["quay"], ["the"], is_prefix=True) is None


def split(query: str) -> tuple[str, str | None, bool, bool] | None:
    root = parse(query).root
    assert root is not None
    made = may_match(root).split
    return (
        None
        if made is None
        else (made.pairs.replace(BETWEEN, "+"), made.words, made.is_exact, made.is_headline)
    )


def test_a_phrase_is_asked_of_its_pairs_and_of_the_words_that_they_leave_over() -> None:
    title = "{title_stays title_came title_gone}"

    assert split('title:"to the"') == (f'{title} : "to+the"', None, True, True)
    assert split("title:ferry") == (f'{title} : "ferry"', None, True, True)
    assert split('title:"ferry to the tide"') == (
        f'{title} : ("ferry+to" AND "to+the" AND "the+tide")', None, False, True,
    )  # fmt: skip
    assert split('title:"night ferry to"') == (f'{title} : "ferry+to"', f'{title} : "night"', False, False)
    assert split('"night ferry"') is None
    assert split('title:"to the" AND title:"on time"') == (
        f'({title} : "to+the" AND {title} : "on+time")', None, True, True,
    )  # fmt: skip
    assert split('title:"to the" OR ferry') is None
    assert split('title:"to the" NOT title:"on time"') == (
        f'({title} : "to+the" NOT {{title_stays}} : "on+time")', None, True, True,
    )  # fmt: skip
