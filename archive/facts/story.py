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
from itertools import pairwise
from typing import NamedTuple

from archive.facts import gazetteer as known
from archive.facts.finder import mentions
from archive.facts.language import Language
from archive.facts.language import language as language_data
from archive.facts.relative import resolved
from archive.model import Fact, FactKind, Mention, Span, Value

_NAMES = frozenset({FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION})
_NO_SURNAMES = known.PLACES | known.OPENERS
_TITLE = re.compile(rf"^(?:(?:{'|'.join(sorted(map(re.escape, known.TITLES), key=len, reverse=True))}) )+")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_NO_PERSON_AFTER = re.compile(r" (?:County|University|Street|Avenue|Foundation)")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?] )[A-Z]\w* $")


class StoryPassage(NamedTuple):
    """A passage in its story: the section it stands in (from 0), its text, and what it shows by itself."""

    section: int
    text: str
    mentions: tuple[Mention, ...]


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
    names = _Names(passages)
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
                possible_same=names.possible_same(mention.kind, str(value)) if mention.kind in _NAMES else (),
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
    for index, position, mention, value, who, _ in _walk(_Names(passages), passages, reference, language):
        if position is None:
            continue
        text = passages[index].text
        told = None if value is None or value == mention.value else value
        if told is not None and told == mention.span.of(text):
            told = None
        is_named = who is not None and mention.speaker is not None and who == mention.speaker.of(text)
        if told is not None or (who is not None and not is_named):
            yield Addition(index, position, told, None if is_named else who)


_Step = tuple[int, int | None, Mention, Value | None, str | None, str | None]
"""A mention on the way through a story: passage, position (None: only the story shows it), the mention,
its value, speaker and cue there."""


def _walk(
    names: _Names, passages: Sequence[StoryPassage], reference: date | None, language: str | None
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
            elif kind in _NAMES:
                value = names.full(kind, mention.span.of(passage.text))
                if kind is FactKind.PERSON:
                    speaker.see(mention, passage.text)
            elif kind is FactKind.QUOTATION:
                speaker.see(mention, passage.text)
                who = speaker.of(passage, mention)
                quoted.append(len(steps))
            steps.append((index, position, mention, value, who, cue))
        speaker.end()
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


class _Names:
    """The names of a story: full forms, short forms, acronyms, spellings."""

    def __init__(self, passages: Sequence[StoryPassage]) -> None:
        self._passages = passages
        self._full: dict[tuple[FactKind, str], str] = {}
        surfaces: dict[FactKind, dict[str, int]] = {kind: {} for kind in _NAMES}
        for passage in passages:
            for mention in passage.mentions:
                if mention.kind in _NAMES:
                    surface = mention.span.of(passage.text)
                    surfaces[mention.kind][surface] = surfaces[mention.kind].get(surface, 0) + 1
        self._surfaces = surfaces
        self._resolved: dict[tuple[FactKind, str], str] = {}
        self._persons()
        self._acronyms()
        self._added = self._short_names()
        self._same: dict[str, tuple[str, ...]] | None = None

    def _persons(self) -> None:
        """Join surnames, given names and initials to the one fuller name that holds them."""
        forms = {_TITLE.sub("", surface): None for surface in self._surfaces[FactKind.PERSON]}
        split = {form: words for form in forms if (words := form.split())}
        ends: dict[str, list[str]] = {}
        starts: dict[str, list[str]] = {}
        for form, words in split.items():
            ends.setdefault(words[-1], []).append(form)
            starts.setdefault(words[0], []).append(form)
        for form, words in split.items():
            count = len(words)
            fuller = {
                other
                for other in ends[words[-1]]
                if len(split[other]) > count
                and (split[other][-count:] == words or (count > 1 and split[other][0] == words[0]))
            }
            if count == 1 and words[0] in known.GIVEN:
                fuller.update(other for other in starts[words[0]] if len(split[other]) > 1)
            if len(fuller) > 1:
                fuller = {
                    other
                    for other in fuller
                    if not any(other != more and _holds(more, other) for more in fuller)
                }
            if len(fuller) == 1:
                self._full[FactKind.PERSON, form] = fuller.pop()

    def _acronyms(self) -> None:
        """Join an acronym to the name whose initials it has, or that stands before it in brackets."""
        organisations = self._surfaces[FactKind.ORGANISATION]
        longer: list[tuple[str, set[str]]] | None = None
        for name in organisations:
            letters = name.replace(".", "")
            if letters.isupper() and 2 <= len(letters) <= 8:
                if longer is None:
                    longer = [(other, _initials(other)) for other in organisations if " " in other]
                matching = [other for other, initials in longer if letters in initials]
                if len(matching) == 1:
                    self._full[FactKind.ORGANISATION, name] = matching[0]
        for passage in self._passages:
            ordered = [mention for mention in passage.mentions if mention.kind is FactKind.ORGANISATION]
            for first, second in pairwise(ordered):
                gap = passage.text[first.span.end : second.span.start]
                if gap == " (" and passage.text[second.span.end : second.span.end + 1] == ")":
                    one, two = first.span.of(passage.text), second.span.of(passage.text)
                    short, long = sorted((one, two), key=len)
                    if " " in long and short.replace(".", "").isupper():
                        self._full.setdefault((FactKind.ORGANISATION, short), long)

    def _short_names(self) -> dict[int, list[Mention]]:
        """Surnames of the story's people where their passage alone did not tell that they are names."""
        surnames: dict[str, set[str]] = {}
        for surface in self._surfaces[FactKind.PERSON]:
            words = _TITLE.sub("", surface).split()
            if len(words) >= 2 and len(words[-1]) > 2 and words[-1] not in _NO_SURNAMES:
                surnames.setdefault(words[-1], set()).add(" ".join(words))
                if words[-1].lower().startswith(("al-", "el-")):
                    surnames.setdefault(words[-1][3:], set()).add(" ".join(words))
        found: dict[int, list[Mention]] = {}
        if not surnames:
            return found
        for index, passage in enumerate(self._passages):
            text = passage.text
            here = [surname for surname in surnames if surname in text]
            if not here:
                continue
            taken = [mention.span for mention in passage.mentions if mention.kind is not FactKind.QUOTATION]
            for start, end in sorted(_stands(text, here)):
                if any(span.start < end and start < span.end for span in taken):
                    continue
                if _is_part_of_name(text, start, end):
                    continue
                found.setdefault(index, []).append(
                    Mention(kind=FactKind.PERSON, span=Span(start, end), rule="person.short")
                )
                surname = text[start:end]
                full = surnames[surname]
                if len(full) == 1:
                    self._full.setdefault((FactKind.PERSON, surname), next(iter(full)))
                self._surfaces[FactKind.PERSON].setdefault(surname, 1)
        return found

    def added(self, index: int) -> list[Mention]:
        """Mentions that only the story shows in a passage."""
        return self._added.get(index, [])

    def full(self, kind: FactKind, surface: str) -> str:
        """The fullest form of a name in the story."""
        found = self._resolved.get((kind, surface))
        if found is None:
            form = _TITLE.sub("", surface) if kind is FactKind.PERSON else surface
            seen = set()
            while (kind, form) in self._full and form not in seen:
                seen.add(form)
                form = self._full[kind, form]
            found = self._resolved[kind, surface] = form or surface
        return found

    def possible_same(self, kind: FactKind, name: str) -> tuple[str, ...]:
        """Other names in the story that may be another spelling of this one."""
        if kind is not FactKind.PERSON:
            return ()
        if self._same is None:
            self._same = _alike({self.full(kind, surface) for surface in self._surfaces[kind]})
        return self._same.get(name, ())

    def persons(self) -> set[str]:
        """The story's people."""
        return {self.full(FactKind.PERSON, surface) for surface in self._surfaces[FactKind.PERSON]}


def _stands(text: str, surnames: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where surnames stand as words of their own; where one holds another, the longer."""
    ends: dict[int, int] = {}
    for surname in surnames:
        start = text.find(surname)
        while start >= 0:
            end = start + len(surname)
            is_word = (start == 0 or not _joins(text[start - 1])) and (
                end == len(text) or not _joins(text[end])
            )
            if is_word and not _NO_PERSON_AFTER.match(text, end):
                ends[start] = max(end, ends.get(start, 0))
            start = text.find(surname, start + 1)
    last = 0
    for start, end in sorted(ends.items()):
        if start >= last:
            yield start, end
            last = end


def _joins(character: str) -> bool:
    return character.isalnum() or character in "_-"


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether other capitals stand beside a surname, so that it is somebody or something else."""
    before = text[max(0, start - 24) : start]
    if not _CAPITAL_BEFORE.search(before) and not _CAPITAL_AFTER.match(text, end):
        return False
    return not _SENTENCE_BEFORE.search(before)


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name has all the words of another, in its order."""
    words = iter(longer.split())
    return len(longer) > len(shorter) and all(word in words for word in shorter.split())


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", name) if word]
    capitals = [word for word in words if word[0].isupper()]
    return {
        "".join(word[0] for word in words).upper(),
        "".join(word[0] for word in capitals),
        "".join(word[0] for word in capitals if word != "The"),
    }


def _folded(name: str) -> str:
    """A surname with what transliteration varies folded: vowels, doubled letters, hyphens."""
    text = re.sub(r"^(?:al|el)[- ]?", "", name.lower())
    text = (
        text.replace("ph", "f")
        .replace("kh", "h")
        .replace("q", "k")
        .replace("c", "k")
        .replace("y", "i")
        .replace("w", "v")
        .replace("z", "s")
        .replace("j", "i")
    )
    text = re.sub(r"[aeiou]+", "a", re.sub(r"[^a-z]", "", text))
    return re.sub(r"(.)\1+", r"\1", text).rstrip("a")


def _alike(names: set[str]) -> dict[str, tuple[str, ...]]:
    """For each name the others that may be another spelling of it."""
    found: dict[str, set[str]] = {}
    keyed: dict[str, list[str]] = {}
    for name in names:
        key = _folded(name.split()[-1])
        if len(key) >= 4:
            keyed.setdefault(key, []).append(name)
    for group in keyed.values():
        for name in group:
            for other in group:
                if other == name or other.split()[-1] == name.split()[-1]:
                    continue
                mine, theirs = name.split(), other.split()
                if len(mine) > 1 and len(theirs) > 1 and mine[0][0] != theirs[0][0]:
                    continue
                found.setdefault(name, set()).add(other)
    return {name: tuple(sorted(others)) for name, others in found.items()}


class _Speaker:
    """Who speaks, told while reading on: the people named outside quotations, and who spoke last."""

    def __init__(self, names: _Names, language: Language) -> None:
        self._names = names
        self._language = language
        self._here: list[str] = []
        self._before: list[str] = []
        self._last: str | None = None
        self._open: str | None = None
        self._quoted: list[Span] = []

    def see(self, mention: Mention, text: str) -> None:
        """Take notice of a mention, in reading order."""
        if mention.kind is FactKind.QUOTATION:
            self._quoted.append(mention.span)
        elif mention.kind is FactKind.PERSON and not any(
            span.start <= mention.span.start < span.end for span in self._quoted
        ):
            self._here.append(self._names.full(FactKind.PERSON, mention.span.of(text)))

    def end(self) -> None:
        """Take notice of the end of a passage."""
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
        else:
            surface = mention.speaker.of(text)
            if surface.lower() in self._language.pronouns:
                who = self._pronoun(surface.lower(), text)
            else:
                who = self._named(passage, mention.speaker, surface)
            self._last = who or self._last
        self._open = None if _closes(mention, text) else who
        return who

    def _named(self, passage: StoryPassage, span: Span, surface: str) -> str:
        for mention in passage.mentions:
            if mention.kind is FactKind.PERSON and span.start <= mention.span.start < span.end:
                return self._names.full(FactKind.PERSON, mention.span.of(passage.text))
        last = surface.rsplit(maxsplit=1)[-1]
        if any(full.rsplit(maxsplit=1)[-1] == last for full in self._names.persons()):
            return self._names.full(FactKind.PERSON, surface)
        return _TITLE.sub("", surface) or surface

    def _pronoun(self, pronoun: str, text: str) -> str | None:
        """The one a pronoun can mean: of this passage, else of the one before; None where there are several."""
        if pronoun not in THIRD_PERSON:
            return pronoun
        # A passage that begins with "He" goes on with whom the one before was about.
        candidates = self._before if not self._here or _BEGINS_WITH_PRONOUN.match(text) else self._here
        if self._last is not None and (not candidates or self._last in candidates):
            return self._last
        return candidates[0] if len(set(candidates)) == 1 else None


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
