from __future__ import annotations

import pytest
from render.cases import FERRY, LATER, SEEN, unit, words

from archive.model import Change, Digest, Label, WordOp
from archive.render import Look, changes
from archive.render.changed import AROUND_WORDS, LONGEST_WORDS, excerpt

EDITED = FERRY.units[2]


def change(**fields: object) -> Change:
    given: dict[str, object] = {
        "article": "ferry",
        "revision": 2,
        "id": Digest("c1:aa"),
        "captured_at": LATER,
        "not_before": SEEN,
        "published_at": None,
        "modified_at": None,
        "title": "Ferry burnt",
        "words": 1421,
        "labels": (Label.FIGURE, Label.HEADLINE),
        "added": 0,
        "removed": 0,
        "edited": 2,
        "moved": 0,
        "words_added": 1,
        "words_removed": 1,
        "weight": 0.617,
        "silent": True,
        "source": "The Elm Post",
        "telling": EDITED,
        **fields,
    }
    return Change(**given)  # type: ignore[arg-type]


def test_a_change_tells_its_weight_its_window_its_labels_and_the_words_that_weigh_most():
    assert changes([change()], Look(72)).split("\n") == [
        "0.62  ferry@2  The Elm Post",
        "      Ferry burnt",
        "      changed on 2021-07-27 between 10:05 and 10:20 UTC (15 minutes)",
        "      +1 −1 word; passages: 2 edited; figure, headline; silent",
        "      passage 3: Some [-12-] {+21+} people were hurt, the coast guard …",
        "      of them are at home again[-.-]{+?+}",
    ]


def test_a_headline_or_a_passage_that_is_gone_is_named_as_such():
    headline = changes([change(telling=FERRY.fields[0])], Look(72))
    gone = changes([change(telling=FERRY.units[3])], Look(72))

    assert headline.endswith("      headline: Ferry [-burns-]{+burnt+}")
    assert gone.endswith("      old passage 5: [-“Never,” the mayor said.-]")


def test_where_nothing_weighs_anything_no_words_are_shown():
    shown = changes([change(telling=None, labels=(), silent=False, edited=0, title=None, lead="")], Look(72))

    assert shown.split("\n") == [
        "0.62  ferry@2  The Elm Post",
        "      changed on 2021-07-27 between 10:05 and 10:20 UTC (15 minutes)",
        "      +1 −1 word",
    ]


def test_no_change_is_said():
    assert changes([], Look(72)) == "No change."


def shown(*runs: tuple[str, str]) -> str:
    return "".join(run.text for run in excerpt(words(*runs)))


MANY = " ".join(f"w{number}" for number in range(40))


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([("=", "a b "), ("+", "c "), ("=", "d e")], "a b c d e"),
        ([("=", f"{MANY} "), ("+", "c")], f"… {' '.join(MANY.split()[-AROUND_WORDS:])} c"),
        ([("-", "c"), ("=", f" {MANY}")], f"c {' '.join(MANY.split()[:AROUND_WORDS])} …"),
        (
            [("-", "c"), ("=", f" {MANY} "), ("+", "d")],
            f"c {' '.join(MANY.split()[:AROUND_WORDS])} … {' '.join(MANY.split()[-AROUND_WORDS:])} d",
        ),
        ([("=", MANY)], MANY),
    ],
)
def test_of_kept_words_those_next_to_a_change_are_shown(runs: list[tuple[str, str]], expected: str):
    assert shown(*runs) == expected


def test_a_long_change_is_cut_and_says_so():
    long = " ".join(["word"] * (LONGEST_WORDS + 9))

    runs = excerpt(unit("added", (), (0,), ("+", long)).words)

    assert runs[0].op is WordOp.ADDED
    assert len(runs[0].text.split()) == LONGEST_WORDS
    assert runs[-1].text == " …"
