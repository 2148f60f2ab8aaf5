"""A revision as the ledger reads it, and what of two neighbouring ones belongs together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.changes.facts import FactPair, fact_pairs
from archive.changes.pairing import NAMES
from archive.diff import align
from archive.model import FactKind, LedgerValue, Part, UnitKind
from archive.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.model import Fact, Revision, State

_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_CLAUSE_END = re.compile(
    r"[.!?](?:[”\"’)]|\s|$)|[,;:()–—“”\"]|\b(?:and|or|but|when|after|as|while|because|that|who|which|"
    r"und|oder|aber|et|ou|mais|y|o|pero)\b|\d"
)
_ABOUT_WORDS = 4
_CLAUSE_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One revision as the ledger reads it.

    Attributes:
        texts: Its passages, then its headline (empty where it has none), then its headings.
        body_count: How many of the texts are passages.
        facts: The facts of all texts; `passage` is a position in `texts`.
    """

    revision: Revision
    texts: tuple[str, ...]
    body_count: int
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, revision: Revision, state: State, facts: Iterable[Fact], heads: Iterable[Fact]) -> Telling:
        """A revision as it is told.

        Args:
            revision: Which it is.
            state: What it says.
            facts: Those of its passages.
            heads: Those of its headline and headings; `passage` is 0 for the headline, 1 for the first
                heading. A name there counts only if a passage names it: in a headline every word may have
                a capital letter.
        """
        body = tuple(passage.text for passage in state.passages)
        facts = tuple(facts)
        named = {
            (fact.kind, name): fact.value for fact in facts if fact.kind in NAMES for name in _short(fact)
        }
        kept = []
        for fact in heads:
            if fact.kind not in NAMES or (fact.kind, fact.text) in named:
                value = named.get((fact.kind, fact.text), fact.value)
                kept.append(replace(fact, value=value, passage=len(body) + fact.passage))
        return cls(
            revision=revision,
            texts=(*body, state.title or "", *state.headings),
            body_count=len(body),
            facts=(*facts, *kept),
        )

    def part(self, fact: Fact) -> Part:
        """Where a fact stands."""
        if fact.passage < self.body_count:
            return Part.BODY
        return Part.HEADLINE if fact.passage == self.body_count else Part.HEADING


def _short(fact: Fact) -> tuple[str, ...]:
    """How a headline may call what a fact names."""
    name = str(fact.value)
    return fact.text, name, name.rsplit(maxsplit=1)[-1]


def pairs(old: Telling, new: Telling) -> list[FactPair]:
    """Every fact of two revisions: kept or changed, moved, added, removed."""
    olds, news = _by_text(old.facts), _by_text(new.facts)
    found: list[FactPair] = []
    linked = []
    for kind, before, after, is_moved in _links(old, new):
        if kind is UnitKind.SAME:
            found += _of_same_text(olds, news, before[0], after[0], is_moved=is_moved)
        linked.append((before, after, is_moved))
    return [*found, *fact_pairs(olds, news, linked, (old.texts, new.texts))]


def _by_text(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.passage].append(fact)
    return found


def _links(old: Telling, new: Telling) -> Iterator[tuple[UnitKind, tuple[int, ...], tuple[int, ...], bool]]:
    """The links of passages, of the headlines and of the headings."""
    n, m = old.body_count, new.body_count
    for link in align(old.texts[:n], new.texts[:m]):
        yield link.kind, link.old, link.new, link.moved
    kind = UnitKind.SAME if old.texts[n] == new.texts[m] else UnitKind.EDITED
    yield kind, (n,), (m,), False
    for link in align(old.texts[n + 1 :], new.texts[m + 1 :]):
        yield (
            link.kind,
            tuple(i + n + 1 for i in link.old),
            tuple(j + m + 1 for j in link.new),
            link.moved,
        )


def _of_same_text(
    olds: dict[int, list[Fact]], news: dict[int, list[Fact]], i: int, j: int, *, is_moved: bool
) -> Iterator[FactPair]:
    """Facts at one place of equal texts; they are taken out of both sides."""
    at = {(fact.kind, fact.start, fact.end): fact for fact in news.get(j, ())}
    left = []
    for before in olds.get(i, ()):
        after = at.pop((before.kind, before.start, before.end), None)
        if after is None:
            left.append(before)
        else:
            yield FactPair(before, after, is_moved)
    olds[i], news[j] = left, list(at.values())


def value_of(
    telling: Telling, fact: Fact, sentences: Sentences, *, last_revision: int | None = None
) -> LedgerValue:
    """What a fact says in a revision, and up to which."""
    revision = telling.revision
    part = telling.part(fact)
    return LedgerValue(
        value=fact.value,
        text=fact.text,
        unit=fact.unit,
        qualifier=fact.qualifier,
        subject=fact.subject,
        speaker=fact.speaker,
        revision=revision.revision,
        last_revision=revision.revision if last_revision is None else last_revision,
        captured_at=revision.captured_at,
        not_before=revision.not_before,
        part=part,
        passage=fact.passage if part is Part.BODY else None,
        start=fact.start,
        end=fact.end,
        sentence=sentences.around(telling.texts[fact.passage], fact, revision.language),
        about=about(fact, telling.texts[fact.passage]),
    )


class Sentences:
    """The sentences of passages, each passage divided once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Sequence[tuple[int, int]]] = {}

    def around(self, text: str, fact: Fact, language: str | None) -> str:
        """The sentence, or the sentences, in which a fact stands."""
        key = (text, language or "en")
        spans = self._known.get(key)
        if spans is None:
            spans = self._known[key] = split_sentences(text, language or "en")
        touched = [span for span in spans if span[0] < fact.end and fact.start < span[1]]
        return text[touched[0][0] : touched[-1][1]].strip() if touched else text


def about(fact: Fact, text: str) -> str:
    """What a fact speaks of, in the story's own words; empty for names and quotations.

    Example:
        >>> from archive.facts import find_facts
        >>> text = "At least 12 people were killed and 30 hurt. The toll rose to 21."
        >>> [about(fact, text) for fact in find_facts(text)]
        ['people were killed', 'hurt', 'The toll rose to']
    """
    if fact.kind in NAMES or fact.kind is FactKind.QUOTATION:
        return ""
    after = text[fact.end : fact.end + _CLAUSE_CHARS]
    end = _CLAUSE_END.search(after)
    following = _WORD.findall(after[: end.start()] if end else after)
    if fact.subject is not None:
        count = len(_WORD.findall(fact.subject))
        if [word.casefold() for word in following[:count]] == [
            word.casefold() for word in _WORD.findall(fact.subject)
        ]:
            told = following[: max(count, _ABOUT_WORDS)]
            while len(told) > count and len(told[-1]) < 4:
                told.pop()
            return " ".join(told)
        return fact.subject
    before = text[max(0, fact.start - _CLAUSE_CHARS) : fact.start]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    words = _WORD.findall(before[ends[-1] :] if ends else before)
    if fact.start > _CLAUSE_CHARS and not ends:
        words = words[1:]
    return " ".join(words[-_ABOUT_WORDS:] or following[:_ABOUT_WORDS])
