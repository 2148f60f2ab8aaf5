"""Mentions read in their story: what "Monday" is, who "he" is, and which full name a short one means.

A pronoun or a short name is resolved only where the story leaves one candidate. Spellings that may
be the same name are proposed (`Fact.possible_same`), never merged.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from archive.facts import gazetteer as known
from archive.facts.finder import mentions
from archive.facts.language import Language
from archive.facts.language import language as language_data
from archive.facts.quotations import leading_speaker
from archive.facts.relative import resolved
from archive.facts.story_names import NAME_KINDS, TITLE, StoryNames, StoryPassage
from archive.model import Fact, FactKind, Mention, Span, Value


def read(
    passages: Sequence[StoryPassage], *, reference: date | None, language: str | None = "en"
) -> tuple[Fact, ...]:
    """The facts of a story.

    Args:
        passages: All its passages in reading order.
        reference: The day relative dates count from: when it was published, else first seen; None
            where unknown, and then they have no value.
        language: ISO 639-1, as given to `mentions`.

    Returns:
        Facts in reading order, with positions in the passage's text.
    """
    names = StoryNames(passages)
    names.take_again()
    facts = []
    for index, _, mention, value, who, cue in _walk(names, passages, reference, language):
        text = passages[index].text
        facts.append(
            Fact(
                kind=mention.kind,
                text=mention.span.of(text),
                value=value,
                unit=mention.unit,
                subject=mention.subject.of(text) if mention.subject is not None else None,
                speaker=who,
                qualifier=mention.qualifier,
                section=passages[index].section,
                passage=index,
                start=mention.span.start,
                end=mention.span.end,
                cue=cue,
                rule=mention.rule,
                possible_same=names.possible_same(mention.kind, str(value))
                if mention.kind in NAME_KINDS
                else (),
            )
        )
    return tuple(facts)


class Addition(NamedTuple):
    """What a story adds to one of its mentions.

    Attributes:
        passage: The place of the passage in the story.
        position: The place of the mention in the passage.
        value: What it means in the story, where that is not what it says by itself; else None.
        speaker: Likewise who said it.
    """

    passage: int
    position: int
    value: Value | None
    speaker: str | None


def additions(
    passages: Sequence[StoryPassage], *, reference: date | None, language: str | None = "en"
) -> Iterator[Addition]:
    """What a story adds to its mentions, for those it adds anything to; arguments as for `read`."""
    for index, position, mention, value, who, _ in _walk(StoryNames(passages), passages, reference, language):
        if position is None:
            continue
        text = passages[index].text
        # Of an added finder it may be NaN, which is equal to nothing.
        told = None if value is None or value is mention.value or value == mention.value else value
        if told is not None and told == mention.span.of(text):
            told = None
        is_named = who is not None and mention.speaker is not None and who == mention.speaker.of(text)
        if told is not None or (who is not None and not is_named):
            yield Addition(index, position, told, None if is_named else who)


_Step = tuple[int, int | None, Mention, Value | None, str | None, str | None]
"""A mention on the way through a story: passage, position (None: only the story shows it), the mention,
its value, speaker and cue there."""


def _walk(
    names: StoryNames, passages: Sequence[StoryPassage], reference: date | None, language: str | None
) -> list[_Step]:
    """A story's mentions in reading order."""
    steps: list[_Step] = []
    quoted: list[int] = []
    speaker = _Speaker(names, language_data(language))
    for index, passage in enumerate(passages):
        numbered: list[tuple[int | None, Mention]] = list(enumerate(passage.mentions))
        added = names.added(index)
        if added:
            numbered += [(None, mention) for mention in added]
        numbered.sort(key=_place)
        for position, mention in numbered:
            kind, value, cue, who = mention.kind, mention.value, mention.cue, None
            if mention.relative is not None:
                value = resolved(mention.relative, reference)
            elif kind in NAME_KINDS:
                value = names.full(kind, mention.span.of(passage.text))
                if kind is FactKind.PERSON:
                    speaker.see(mention, passage.text)
            elif kind is FactKind.QUOTATION:
                speaker.see(mention, passage.text)
                who = speaker.of(passage, mention)
                quoted.append(len(steps))
            steps.append((index, position, mention, value, who, cue))
        speaker.end(passage)
    _open_quotations(steps, quoted, passages)
    return steps


def _place(numbered: tuple[int | None, Mention]) -> tuple[int, int]:
    span = numbered[1].span
    return span.start, -span.end


def _open_quotations(steps: list[_Step], quoted: list[int], passages: Sequence[StoryPassage]) -> None:
    """A quotation left open takes its speaker from where it goes on, if its own paragraph names none."""
    following: _Step | None = None
    for number in reversed(quoted):
        index, position, mention, value, who, _ = steps[number]
        is_open = who is None and passages[index].text[mention.span.end - 1] not in "”\"“»’'«」』"
        if is_open and following and following[2].span.start == 0 and following[0] == index + 1:
            steps[number] = (index, position, mention, value, following[4], following[5])
        following = steps[number]


class _Speaker:
    """Who speaks, told while reading on: the people named outside quotations, and who spoke last."""

    def __init__(self, names: StoryNames, language: Language) -> None:
        self._names = names
        self._language = language
        self._here: list[str] = []
        self._before: list[str] = []
        self._last: str | None = None
        self._open: str | None = None
        self._quoted: list[Span] = []
        self._led: str | None = None
        self._spoke: str | None = None
        self._speaking: str | None = None
        self._told: tuple[Span | None, str | None] = (None, None)

    def _leading(self, passage: StoryPassage) -> str | None:
        """Whom a passage that ends with a colon lets speak in the next."""
        span = leading_speaker(passage.text, self._language)
        if span is None:
            return None
        surface = span.of(passage.text)
        if surface.lower() in self._language.pronouns:
            return self._pronoun(surface.lower(), passage.text)
        return self._named(passage, span, surface)

    def see(self, mention: Mention, text: str) -> None:
        """Take notice of a mention, in reading order."""
        if mention.kind is FactKind.QUOTATION:
            self._quoted.append(mention.span)
        elif mention.kind is FactKind.PERSON and not any(
            span.start <= mention.span.start < span.end for span in self._quoted
        ):
            self._here.append(self._names.full(FactKind.PERSON, mention.span.of(text)))

    def end(self, passage: StoryPassage) -> None:
        """Take notice of the end of a passage."""
        if not passage.text.strip():
            return
        self._led = self._leading(passage)
        self._spoke = self._speaking
        self._speaking = None
        self._told = (None, None)
        self._before = self._here or self._before
        self._here = []
        self._quoted = []

    def of(self, passage: StoryPassage, mention: Mention) -> str | None:
        """Who is said to have said a quotation."""
        text = passage.text
        who: str | None
        if mention.speaker is None:
            is_first = not text[: mention.span.start].strip()
            who = self._open if is_first and mention.cue is None else None
            if who is None and is_first and mention.cue is None:
                # A paragraph that is a quotation and nothing else goes on with the speaker before it.
                is_whole = not text[mention.span.end :].strip()
                who = self._led or (self._spoke if is_whole else None)
        else:
            surface = mention.speaker.of(text)
            if mention.speaker == self._told[0]:
                # One verb of saying for several quotations.
                who = self._told[1]
            elif surface.lower() in self._language.pronouns:
                who = self._pronoun(surface.lower(), text)
            else:
                who = self._named(passage, mention.speaker, surface)
            self._told = mention.speaker, who
            self._last = who or self._last
        self._speaking = who or self._speaking
        self._open = None if _closes(mention, text) else who
        return who

    def _named(self, passage: StoryPassage, span: Span, surface: str) -> str:
        text = passage.text
        people = [
            mention.span
            for mention in passage.mentions
            if mention.kind is FactKind.PERSON
            and span.start <= mention.span.start < span.end
            and text[mention.span.end : mention.span.end + 2] not in _POSSESSIVES
            and not _FOR_WHOM.search(text[span.start : mention.span.start])
        ]
        if len(people) > 1 and _JOINED.fullmatch(text, people[0].end, people[1].start):
            return " and ".join(self._names.full(FactKind.PERSON, one.of(text)) for one in people[:2])
        if people:
            return self._names.full(FactKind.PERSON, people[0].of(text))
        if self._names.is_surname(surface.rsplit(maxsplit=1)[-1]) and not _FOR_WHOM.search(
            surface.rpartition(" ")[0] + " "
        ):
            return self._names.full(FactKind.PERSON, surface)
        return TITLE.sub("", surface) or surface

    def _pronoun(self, pronoun: str, text: str) -> str | None:
        """The one a pronoun can mean: of this passage, else of the one before; None where there are several."""
        if pronoun not in THIRD_PERSON:
            return pronoun
        # A passage that begins with "He" goes on with whom the one before was about.
        candidates = self._before if not self._here or _BEGINS_WITH_PRONOUN.match(text) else self._here
        if self._last is not None and (not candidates or self._last in candidates):
            return self._last
        return candidates[0] if len(set(candidates)) == 1 else None


_POSSESSIVES = frozenset(("'s", "’s"))
_JOINED = re.compile(r" (?:and|&) (?:[A-Z][\w.]* ){0,3}")
_FOR_WHOM = re.compile(
    rf"\b(?:for|of|to|by|from|with|at)(?: the)? (?:(?:{'|'.join(sorted(map(re.escape, known.TITLES)))}) )*$"
)
"""What makes the name that follows another's than the speaker's: "a spokesman for Mayor"."""
THIRD_PERSON = frozenset(("he", "she", "er", "sie", "il", "elle", "él", "ella"))
"""Pronouns that name a speaker only where the story says who is meant."""
_BEGINS_WITH_PRONOUN = re.compile(r"(?:And |But |Yet |Still, )?(?:He|She|Er|Sie|Il|Elle|Él|Ella) ")


def _closes(mention: Mention, text: str) -> bool:
    """Whether a quotation has its closing mark."""
    return (
        text[mention.span.end - 1 : mention.span.end] in "”\"“»’'«」』"
        and str(mention.value) != text[mention.span.start + 1 : mention.span.end]
    )


def find_facts(text: str, *, reference: date | None = None, language: str = "en") -> tuple[Fact, ...]:
    r"""The facts of a text.

    Args:
        text: A story; each line is a passage.
        reference: The day relative dates count from; without it they have no value.
        language: ISO 639-1. English is known fully, German, French and Spanish in numbers, dates and
            quotations, others in digits and signs.

    Returns:
        Facts in reading order; `start` and `end` are code points in `text`, `passage` counts its lines.

    Example:
        >>> [(fact.text, fact.value) for fact in find_facts("At least 21 people died on Monday.", reference=date(2021, 7, 27))]
        [('21', 21), ('Monday', '2021-07-26')]
    """
    offsets = []
    passages = []
    at = 0
    for line in text.split("\n"):
        offsets.append(at)
        passages.append(StoryPassage(0, line, mentions(line, language)))
        at += len(line) + 1
    return tuple(_moved(read(passages, reference=reference, language=language), offsets))


def _moved(facts: tuple[Fact, ...], offsets: list[int]) -> Iterator[Fact]:
    for fact in facts:
        offset = offsets[fact.passage]
        yield replace(fact, start=fact.start + offset, end=fact.end + offset)


__all__ = ["StoryPassage", "Value", "find_facts", "read"]
