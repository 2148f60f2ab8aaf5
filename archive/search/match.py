"""In which revisions of an article a query matches, decided on the texts themselves."""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, TypeAlias

from archive.search.query import And, Near, Not, Phrase
from archive.search.terms import indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.search.query import Atom, Node, Part, Query
    from archive.search.story import Texts

_Evaluator: TypeAlias = "Callable[[list[int], int], int]"


class Matcher:
    """A query made ready to be held against many articles."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._atoms = [_Atom(atom) for atom in query.atoms()]
        numbers = {made.atom: number for number, made in enumerate(self._atoms)}
        self._evaluate = None if query.root is None else _evaluator(query.root, numbers)
        self._wanted = [self._atoms[numbers[atom]] for atom in query.atoms(wanted=True)]

    def revisions(self, texts: Texts, everything: int) -> int:
        """The set of revisions in which the query matches.

        Args:
            texts: All texts of the article.
            everything: The set of all its revisions.
        """
        if self._evaluate is None:
            return everything if self.query.is_blank else 0
        forms = _Forms()
        return self._evaluate([atom.holding(texts, forms, everything) for atom in self._atoms], everything)

    def kinds_in(self, text: str, part: Part) -> int:
        """How many of the phrases that the query wants a text holds."""
        form = _Forms()[text]
        return sum(part in atom.parts and atom.test(form) for atom in self._wanted)


class _Forms(dict[str, str]):
    """Texts in the form that tests read (` term term `), each made once."""

    def __missing__(self, text: str) -> str:
        made = self[text] = f" {indexed(text)} "
        return made


class _Atom:
    """A phrase or nearness with its test made ready."""

    def __init__(self, atom: Atom) -> None:
        self.atom = atom
        self.parts = atom.parts if isinstance(atom, Phrase) else atom.phrases[0].parts
        self.test = _test(atom)
        self._hints = _hints(atom)

    def holding(self, texts: Texts, forms: _Forms, everything: int) -> int:
        """The set of revisions in which some text passes the test."""
        found = 0
        for part in self.parts:
            for text, revisions in texts.get(part, {}).items():
                if revisions | found == found:
                    continue
                # The cheap question first: most passages do not have the letters at all.
                if text.isascii():
                    lowered = text.lower()
                    if not any(hint in lowered for hint in self._hints):
                        continue
                if self.test(forms[text]):
                    found |= revisions
                    if found & everything == everything:
                        return found & everything
        return found & everything


def _hints(atom: Atom) -> tuple[str, ...]:
    """Letters of which some must be in an ASCII text that holds the phrase."""
    phrase = atom if isinstance(atom, Phrase) else atom.phrases[0]
    return tuple(max(row, key=len) for row in phrase.readings)


def _test(atom: Atom) -> Callable[[str], bool]:
    if isinstance(atom, Near):
        return lambda form: _is_near(atom, form.split())
    needles = [f" {' '.join(row)}{'' if atom.is_prefix else ' '}" for row in atom.readings]
    if len(needles) == 1:
        needle = needles[0]
        return lambda form: needle in form
    return lambda form: any(needle in form for needle in needles)


def places(phrase: Phrase, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where a phrase stands among terms: half-open, in order."""
    found = []
    last = len(phrase.places) - 1
    for start in range(len(terms) - last):
        for offset, place in enumerate(phrase.places):
            term = terms[start + offset]
            if term not in place and not (
                offset == last and phrase.is_prefix and any(term.startswith(begin) for begin in place)
            ):
                break
        else:
            found.append((start, start + last + 1))
    return found


def _is_near(near: Near, terms: Sequence[str]) -> bool:
    standing = [places(phrase, terms) for phrase in near.phrases]
    starts = [[start for start, _ in each] for each in standing]
    return any(
        all(_has_between(each, start, end + near.distance) for each in starts)
        for first in standing
        for start, end in first
    )


def _has_between(ordered: list[int], low: int, high: int) -> bool:
    at = bisect_left(ordered, low)
    return at < len(ordered) and ordered[at] <= high


def _evaluator(node: Node, numbers: dict[Atom, int]) -> _Evaluator:
    """A function of the atoms' sets of revisions, by number, and of the set of all."""
    if isinstance(node, (Phrase, Near)):
        number = numbers[node]
        return lambda truths, _: truths[number]
    if isinstance(node, Not):
        child = _evaluator(node.child, numbers)
        return lambda truths, everything: everything & ~child(truths, everything)
    join = and_ if isinstance(node, And) else or_
    children = [_evaluator(each, numbers) for each in node.children]
    return lambda truths, everything: reduce(join, [child(truths, everything) for child in children])
