"""When each sentence, and each word, of a story came.

The states of a story are read oldest first. A sentence is as old as what it descends from: equal, edited,
moved, divided or joined, its first ancestor's state counts; words that stand in it unchanged keep their own.
What was removed is remembered by its text: if the very same sentence comes back, so does its age, and with
it that of its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archive.changes.side import DEFAULT_LANGUAGE, Side, layout
from archive.diff import align, word_runs
from archive.model import Grain, Span, UnitKind, WordOp
from archive.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import State


class WordAge(NamedTuple):
    """A word of a sentence: where it stands in it, and the state in which it first stood there."""

    span: Span
    first: int


@dataclass(frozen=True, slots=True)
class SentenceAge:
    """A sentence of the last state.

    Attributes:
        section: Its section, from 0.
        passage: Its passage, from 0 over the story.
        sentence: Its place in the passage, from 0.
        first: The index of the state in which it, or what it was made from, first stood.
        worded: The index of the state in which it first stood in these very words.
        words: Its words, each with the index of the state in which it first stood.
    """

    section: int
    passage: int
    sentence: int
    text: str
    first: int
    worded: int
    words: tuple[WordAge, ...]


class _Age(NamedTuple):
    """The age of a sentence, of its wording, and of each of its words."""

    first: int
    worded: int
    words: tuple[int, ...]


def blame(states: Sequence[State], *, language: str | None = None) -> tuple[SentenceAge, ...]:
    """The sentences of the last state with the states in which they, and their words, first stood.

    Args:
        states: The states of a story's revisions, oldest first; at least one.
        language: ISO 639-1 code for sentences; None: English.

    Returns:
        In reading order. Headings and the title are not among them.
    """
    known: dict[str, _Age] = {}
    before: list[str] = []
    ages: list[_Age] = []
    for number, state in enumerate(states):
        texts = _sentences(state, language)
        ages = _next_ages(before, ages, texts, number, known)
        for text, age in zip(texts, ages, strict=True):
            known[text] = _older(known.get(text), age)
        before = texts
    return _placed(states[-1], language, ages) if states else ()


def _sentences(state: State, language: str | None) -> list[str]:
    places, _ = layout(Side(state=state, language=language or DEFAULT_LANGUAGE), Grain.SENTENCE)
    return [place.text for place in places]


def _next_ages(
    old: Sequence[str], ages: Sequence[_Age], new: Sequence[str], number: int, known: dict[str, _Age]
) -> list[_Age]:
    """The ages of the sentences of a state, from those of the state before it."""
    found: dict[int, _Age] = {}
    for link in align(old, new):
        if not link.new:
            continue
        if not link.old:
            text = new[link.new[0]]
            found[link.new[0]] = known.get(text) or _Age(number, number, (number,) * len(words(text)))
            continue
        if link.kind is UnitKind.SAME:
            found[link.new[0]] = ages[link.old[0]]
            continue
        first = min(ages[i].first for i in link.old)
        new_text = "\n".join(new[j] for j in link.new)
        inherited = _word_ages(
            "\n".join(old[i] for i in link.old),
            [age for i in link.old for age in ages[i].words],
            new_text,
            number,
        )
        at = 0
        for j in link.new:
            count = len(words(new[j]))
            found[j] = _older(known.get(new[j]), _Age(first, number, tuple(inherited[at : at + count])))
            at += count
    return [found[j] for j in range(len(new))]


def _word_ages(old: str, ages: Sequence[int], new: str, number: int) -> list[int]:
    """The ages of the new text's words: kept ones keep theirs."""
    kept: dict[int, int] = {}  # where a kept word begins in the new text, and where it began in the old one
    old_at = new_at = 0
    for op, text in word_runs(old, new):
        if op is WordOp.KEPT:
            kept.update((new_at + at, old_at + at) for at in range(len(text)))
        old_at += len(text) if op is not WordOp.ADDED else 0
        new_at += len(text) if op is not WordOp.REMOVED else 0
    by_start = {span.start: age for span, age in zip(words(old), ages, strict=True)}
    return [by_start.get(kept.get(span.start, -1), number) for span in words(new)]


def _older(known: _Age | None, age: _Age) -> _Age:
    """The elder of two ages of one text, word by word."""
    if known is None or len(known.words) != len(age.words):
        return age
    first, worded = min(known.first, age.first), min(known.worded, age.worded)
    return _Age(first, worded, tuple(map(min, known.words, age.words)))


def _placed(state: State, language: str | None, ages: Sequence[_Age]) -> tuple[SentenceAge, ...]:
    places, _ = layout(Side(state=state, language=language or DEFAULT_LANGUAGE), Grain.SENTENCE)
    section_of = [number for number, section in enumerate(state.sections) for _ in section.passages]
    found: list[SentenceAge] = []
    for place, age in zip(places, ages, strict=True):
        is_next = bool(found) and found[-1].passage == place.passage
        found.append(
            SentenceAge(
                section_of[place.passage],
                place.passage,
                found[-1].sentence + 1 if is_next else 0,
                place.text,
                age.first,
                age.worded,
                tuple(WordAge(span, first) for span, first in zip(words(place.text), age.words, strict=True)),
            )
        )
    return tuple(found)
