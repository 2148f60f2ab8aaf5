"""In which words a fact's values are told: what holds for all of them, and what is each one's own.

The heading of a line must not say of an old revision what only a newer one says. So who spoke, or what was
counted, stands in the heading where all revisions have it, and else with each value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, takewhile
from typing import NamedTuple

from archive.model import ChangedFact, FactKind, LedgerRow, LedgerValue

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LEAST_LETTERS = 4
"""A heading of shorter words only, as `The`, would tell nothing."""
_NOBODY = "nobody named"


class Told(NamedTuple):
    """A heading, empty where nothing holds for all, and the words of each value."""

    heading: str
    words: tuple[str, ...]


def told_values(row: LedgerRow) -> tuple[LedgerValue, ...]:
    """The values of a row, a new one wherever the words of the last would be untrue."""
    return row.told or row.values


def told(row: LedgerRow | ChangedFact) -> Told:
    """The words for `told_values` of a row, or for the old and the new value of a change."""
    if isinstance(row, ChangedFact):
        values: tuple[LedgerValue, ...] = (row.old, row.new)
        abouts = tuple(dict.fromkeys(value.about for value in values))
        if not any(abouts):
            abouts = (row.about,)
    else:
        values, abouts = told_values(row), row.abouts or (row.about,)
    phrases = [phrase(value, row.kind) for value in values]
    if row.kind is FactKind.QUOTATION:
        speakers = [*(value.speaker or "" for value in values)]
        if isinstance(row, LedgerRow):
            speakers += row.abouts
        return _quoted(phrases, [value.speaker for value in values], _name_of_all(speakers))
    heading = _common(abouts)
    if _are_others(value.subject for value in values):
        own = [_with_subject(value, said, heading) for value, said in zip(values, phrases, strict=True)]
    elif heading:
        own = phrases
    else:
        own = [_with_about(value, said) for value, said in zip(values, phrases, strict=True)]
    return Told(heading, tuple(own))


def _quoted(phrases: Sequence[str], speakers: Sequence[str | None], name: str) -> Told:
    if name or not any(speakers):
        return Told(name, tuple(phrases))
    said_by = [speaker or _NOBODY for speaker in speakers]
    if len(set(phrases)) == 1:
        return Told(phrases[0], tuple(said_by))
    return Told("", tuple(f"{name}: {words}" for name, words in zip(said_by, phrases, strict=True)))


def _with_subject(value: LedgerValue, said: str, heading: str) -> str:
    if value.subject is None:
        return said if heading else _with_about(value, said)
    subject = value.subject
    if heading:
        folded, common = subject.casefold(), heading.casefold()
        if folded.endswith(f" {common}"):
            subject = subject[: -len(heading)].rstrip()
        elif folded.startswith(f"{common} "):
            subject = subject[len(heading) :].lstrip()
    return f"{said} {subject}"


def _with_about(value: LedgerValue, said: str) -> str:
    return f"{value.about}: {said}" if value.about else said


def _common(abouts: Sequence[str]) -> str:
    """The words with which all begin, or end: as the last has them; empty where they tell nothing."""
    if len({about.casefold() for about in abouts}) == 1:
        return abouts[-1]
    split = [about.split() for about in abouts]
    begin, end = _leading(split), _leading([words[::-1] for words in split])[::-1]
    while len(begin) > 1 and len(begin[-1]) <= _LEAST_LETTERS:
        begin.pop()  # `people were`, cut off before `hurt`
    found = max(begin, end, key=lambda words: sum(map(len, words)))
    return " ".join(found) if any(len(word) >= _LEAST_LETTERS for word in found) else ""


def _leading(texts: Sequence[Sequence[str]]) -> list[str]:
    columns = zip(*texts, strict=False)
    alike = takewhile(lambda column: len({word.casefold() for word in column}) == 1, columns)
    return [column[-1] for column in alike]


def _name_of_all(names: Sequence[str]) -> str:
    """The shortest of a speaker's names, where all the others have its words: `Holt`, `Mara Holt`."""
    shortest = min(names, key=lambda name: len(_words(name)))
    return shortest if all(_words(shortest) <= _words(name) for name in names) else ""


def _are_others(subjects: Iterable[str | None]) -> bool:
    """Whether of two subjects each has a word that the other lacks."""
    known = {frozenset(_words(subject)) for subject in subjects if subject is not None}
    return any(not (one <= other or other <= one) for one, other in combinations(known, 2))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def phrase(value: LedgerValue, kind: FactKind) -> str:
    """A value as the story says it, with what bounds it; a date with the day it means."""
    text = value.text
    if value.qualifier is not None and not text.casefold().startswith(value.qualifier.casefold()):
        text = f"{value.qualifier} {text}"
    if kind is FactKind.DATE and value.value is not None and str(value.value) != value.text:
        text = f"{text} = {value.value}"
    return text
