"""Articles of which one was edited throughout are proposed as the same, and forms filled in anew are not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from builders import draft, put

from archive.services.identity import identity, proposals

if TYPE_CHECKING:
    from archive.store.connection import Database

NAMES = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in ("rd", "lm", "nt", "sk", "ve")]


def story(seed: int, count: int = 240) -> list[str]:
    return random.Random(seed).choices(NAMES, k=count)


def text(words: list[str]) -> str:
    return "\n\n".join(" ".join(words[at : at + 40]) + "." for at in range(0, len(words), 40))


def edited(words: list[str], every: int) -> list[str]:
    """Each so many-th word exchanged: no paragraph stays as it was."""
    return [f"new{at}" if at % every == every // 2 else word for at, word in enumerate(words)]


def pairs(store: Database) -> list[tuple[str, str]]:
    return [(one.article, one.other) for one in proposals(store)]


def test_an_article_that_was_edited_in_every_paragraph_is_proposed_with_its_share(store: Database) -> None:
    put(
        store,
        draft(text(story(1)), 0, article="one", source="Elm Post"),
        draft(text(edited(story(1), 20)), 1, article="two", source="Elm Post"),
        draft(text(story(2)), 2, article="other", source="Elm Post"),
    )

    [found] = proposals(store)

    assert (found.article, found.other) == ("two", "one")
    assert found.share == pytest.approx(0.85, abs=0.03)
    assert found.reason == "most of the text is nearly the same"
    assert identity(store, "one").proposals == (found,)
    assert identity(store, "two").proposals == (found,)
    assert identity(store, "other").proposals == ()


def test_an_edited_copy_at_another_source_is_linked_and_not_proposed(store: Database) -> None:
    put(
        store,
        draft(text(story(1)), 0, article="one", source="Elm Post"),
        draft(text(edited(story(1), 20)), 1, article="wire", source="Oak Herald"),
    )

    assert proposals(store) == []
    assert [(copy.article, copy.source) for copy in identity(store, "one").copies] == [("wire", "Oak Herald")]


def test_a_text_rewritten_word_by_word_is_none(store: Database) -> None:
    put(
        store,
        draft(text(story(1)), 0, article="one"),
        draft(text(edited(story(1), 3)), 1, article="two"),
    )

    assert pairs(store) == []


def test_a_form_that_is_filled_in_every_day_makes_none_of_them_alike(store: Database) -> None:
    put(
        store,
        *(
            draft(text(edited(story(1), 20)).replace("new", f"day{day}x"), day, article=f"day-{day}")
            for day in range(12)
        ),
    )

    assert pairs(store) == []
    assert identity(store, "day-5").proposals == ()


def test_a_pair_with_the_same_passages_is_told_once(store: Database) -> None:
    put(store, draft(text(story(1)), 0, article="one"), draft(text(story(1)), 1, article="two"))

    [found] = proposals(store)
    assert (found.share, found.reason) == (1.0, "most of the text is the same")


def test_articles_in_a_script_without_spaces_are_found_too(store: Database) -> None:
    letters = [chr(0x4E00 + random.Random(7 * at).randrange(3_000)) for at in range(300)]
    other = [("新" if at % 20 == 7 else letter) for at, letter in enumerate(letters)]
    put(
        store,
        *(
            draft("\n\n".join("".join(each[at : at + 50]) for at in range(0, 300, 50)), 0, article=name)
            for name, each in (("one", letters), ("two", other))
        ),
    )

    assert pairs(store) == [("two", "one")]
