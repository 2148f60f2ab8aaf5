"""The names of a story: full forms, short forms, acronyms; told by all its passages together.

A short name is joined to a fuller one only where the story leaves one candidate.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from archive.facts import gazetteer as known
from archive.facts.name_context import RUN_OF_CAPITALS, SENTENCE_HEAD
from archive.facts.name_run import stem
from archive.facts.spellings import alike
from archive.model import FactKind, Mention, Span

NAME_KINDS = frozenset({FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION})
_SEVERAL = FactKind.QUOTATION
"""Stands for the kind of a surface that names things of several kinds: no name is a quotation."""
_TAKEN_AGAIN = frozenset((FactKind.ORGANISATION, FactKind.PLACE))
_NO_SURNAMES = known.PLACES | known.OPENERS
TITLE = re.compile(rf"^(?:(?:{'|'.join(sorted(map(re.escape, known.TITLES), key=len, reverse=True))}) )+")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_NO_PERSON_AFTER = re.compile(r" (?:County|University|Street|Avenue|Foundation)")
_LONGEST_ACRONYM, _LONGEST_EXPANSION = 8, 120
_TOKEN = re.compile(r"[\w-]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des"))
_NEAR_EXPANSION = re.compile(r"(?<!\w)([A-Z][A-Z.]{1,9})(?=\)| \(|, (?:or |that is )?(?:the )?[A-Z])")
_EXPLAINED = re.compile(
    r"(?: \(|, (?:or |that is )?)(?:the )?([A-ZÀ-Þ][\w’'-]+(?: (?:(?:of|and|for|the|in|on) ){0,2}[A-ZÀ-Þ][\w’'-]+){1,6})(?=[,.)])"
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?] )[A-Z]\w* $")


class StoryPassage(NamedTuple):
    """A passage in its story: the section it stands in (from 0), its text, and what it shows by itself."""

    section: int
    text: str
    mentions: tuple[Mention, ...]


class StoryNames:
    """The names of a story: full forms, short forms, acronyms, spellings."""

    def __init__(self, passages: Sequence[StoryPassage]) -> None:
        self._passages = passages
        self._full: dict[tuple[FactKind, str], str] = {}
        surfaces: dict[FactKind, dict[str, int]] = {kind: {} for kind in NAME_KINDS}
        for passage in passages:
            for mention in passage.mentions:
                if mention.kind in NAME_KINDS:
                    surface = mention.span.of(passage.text)
                    surfaces[mention.kind][surface] = surfaces[mention.kind].get(surface, 0) + 1
        self._surfaces = surfaces
        self._resolved: dict[tuple[FactKind, str], str] = {}
        self._persons()
        self._acronyms()
        self._explained_acronyms()
        self._added = self._short_names()
        self._last_words: set[str] | None = None
        self._same: dict[str, tuple[str, ...]] | None = None

    def _persons(self) -> None:
        """Join surnames, given names and initials to the one fuller name that holds them."""
        forms = {TITLE.sub("", surface): None for surface in self._surfaces[FactKind.PERSON]}
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
        """Join an acronym to the one name of the story whose initials it has."""
        organisations = self._surfaces[FactKind.ORGANISATION]
        longer: dict[str, list[str]] | None = None
        for name in organisations:
            if _is_acronym(name):
                if longer is None:
                    longer = {}
                    for other in organisations:
                        for initials in _initials(other) if " " in other else ():
                            longer.setdefault(initials, []).append(other)
                matching = longer.get(name.replace(".", ""), ())
                if len(matching) == 1:
                    self._full[FactKind.ORGANISATION, name] = matching[0]

    def _explained_acronyms(self) -> None:
        """Join an acronym to the words beside it that it stands for, or to the name it stands in brackets after."""
        organisations = self._surfaces[FactKind.ORGANISATION]
        for passage in self._passages:
            ordered = [mention for mention in passage.mentions if mention.kind is FactKind.ORGANISATION]
            for acronym, expansion in _expansions(passage.text):
                if acronym in organisations:
                    self._full.setdefault((FactKind.ORGANISATION, acronym), expansion)
            for first, second in pairwise(ordered):
                if _are_bracketed(passage.text, first.span, second.span):
                    one, two = first.span.of(passage.text), second.span.of(passage.text)
                    short, long = sorted((two, one), key=len)
                    if (" " in long and _is_acronym(short)) or _are_forms(one, two):
                        self._full.setdefault((FactKind.ORGANISATION, short), long)

    def _short_names(self) -> dict[int, list[Mention]]:
        """Surnames of the story's people where their passage alone did not tell that they are names."""
        surnames: dict[str, set[str]] = {}
        for surface in self._surfaces[FactKind.PERSON]:
            words = TITLE.sub("", surface).split()
            if len(words) >= 2 and len(words[-1]) > 2 and words[-1] not in _NO_SURNAMES:
                surnames.setdefault(words[-1], set()).add(" ".join(words))
                if words[-1].lower().startswith(("al-", "el-")):
                    surnames.setdefault(words[-1][3:], set()).add(" ".join(words))
        found: dict[int, list[Mention]] = {}
        if not surnames:
            return found
        # By their first part, so that a passage is asked for those only that it may have.
        beginnings: dict[str, list[str]] = {}
        for surname in surnames:
            first = _TOKEN.search(surname)
            if first is not None:
                beginnings.setdefault(first[0], []).append(surname)
        for index, passage in enumerate(self._passages):
            text = passage.text
            here = [
                surname
                for token in _tokens(text) & beginnings.keys()
                for surname in beginnings[token]
                if surname in text
            ]
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

    def take_again(self) -> None:
        """Add the story's organisations and places where their passage alone did not tell that they are names.

        Only what bears one kind throughout is taken again, and a single word not at the head of a sentence.
        """
        kinds: dict[str, FactKind] = {}
        for kind in NAME_KINDS:
            for surface in self._surfaces[kind]:
                kinds[surface] = kind if surface not in kinds else _SEVERAL
        for index, passage in enumerate(self._passages):
            text = passage.text
            taken = [mention.span for mention in passage.mentions if mention.kind is not FactKind.QUOTATION]
            taken += [mention.span for mention in self._added.get(index, ())]
            place = 0
            taken.sort()
            for run in RUN_OF_CAPITALS.finditer(text):
                start, surface = run.start(), stem(run[0])
                kind = kinds.get(surface, _SEVERAL)
                if kind not in _TAKEN_AGAIN or (
                    " " not in surface
                    and (len(surface) < 3 or SENTENCE_HEAD.search(text, max(0, start - 6), start))
                ):
                    continue
                end = start + len(surface)
                while place < len(taken) and taken[place].end <= start:
                    place += 1
                if place == len(taken) or taken[place].start >= end:
                    self._added.setdefault(index, []).append(
                        Mention(kind=kind, span=Span(start, end), rule=f"{kind.value}.again")
                    )

    def added(self, index: int) -> list[Mention]:
        """Mentions that only the story shows in a passage."""
        return self._added.get(index, [])

    def full(self, kind: FactKind, surface: str) -> str:
        """The fullest form of a name in the story."""
        found = self._resolved.get((kind, surface))
        if found is None:
            form = TITLE.sub("", surface) if kind is FactKind.PERSON else surface
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
            self._same = alike({self.full(kind, surface) for surface in self._surfaces[kind]})
        return self._same.get(name, ())

    def is_surname(self, word: str) -> bool:
        """Whether the full name of one of the story's people ends so."""
        if self._last_words is None:
            full = (self.full(FactKind.PERSON, surface) for surface in self._surfaces[FactKind.PERSON])
            self._last_words = {name.rsplit(maxsplit=1)[-1] for name in full if name.strip()}
        return word in self._last_words


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


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= _LONGEST_ACRONYM


def _are_bracketed(text: str, first: Span, second: Span) -> bool:
    """Whether the second of two names stands in brackets right after the first."""
    return text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"


def _are_forms(one: str, two: str) -> bool:
    """Whether two acronyms may be forms of one name, as an acronym of a longer and of a shorter name are."""
    return _is_acronym(one) and _is_acronym(two) and one[:2] == two[:2] and min(len(one), len(two)) > 2


# Of a story that changes most passages are read again at each revision.
@lru_cache(maxsize=2048)
def _tokens(text: str) -> frozenset[str]:
    """The words of a passage."""
    return frozenset(_TOKEN.findall(text))


@lru_cache(maxsize=2048)
def _expansions(text: str) -> tuple[tuple[str, str], ...]:
    """What looks like an acronym in a passage, with the words beside it that it stands for."""
    found = (
        (match[1], _expansion(text, Span(*match.span(1)), match[1]))
        for match in _NEAR_EXPANSION.finditer(text)
    )
    return tuple((acronym, expansion) for acronym, expansion in found if expansion is not None)


def _expansion(text: str, span: Span, acronym: str) -> str | None:
    """The words that an acronym stands for, where it stands in brackets after them, or before them."""
    letters = acronym.replace(".", "")
    if text[span.start - 2 : span.start] == " (" and text[span.end : span.end + 1] == ")":
        words = _WORD.findall(text, max(0, span.start - _LONGEST_EXPANSION), span.start - 2)
        place = len(words)
        for letter in reversed(letters):
            place -= 1
            while place > 0 and words[place][0].islower() and words[place] in _SMALL:
                place -= 1
            if place < 0 or words[place][0] != letter:
                return None
        found = " ".join(words[place:])
        # The words have to stand in the text as they were read, without a sign between.
        return found if text[: span.start - 2].endswith(found) else None
    match = _EXPLAINED.match(text, span.end)
    if match is not None:
        capitals = "".join(word[0] for word in match[1].split() if word[0].isupper())
        if capitals == letters:
            return match[1]
    return None


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", name) if word]
    capitals = [word for word in words if word[0].isupper()]
    return {
        "".join(word[0] for word in words).upper(),
        "".join(word[0] for word in capitals),
        "".join(word[0] for word in capitals if word != "The"),
    }
