"""In which revisions of an article a query matches, decided on the texts themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, chain
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.search.numbers import grouped
from archive.search.query import And, Near, Not, Part, Phrase
from archive.search.terms import SEPARATORS, comparables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.search.query import Atom, Node, Query
    from archive.search.story import Standing, Texts

_Evaluator: TypeAlias = "Callable[[list[int], int], int]"

_SEPARATOR = f"[{re.escape(''.join(sorted(SEPARATORS)))}]"
_BETWEEN = f"{_SEPARATOR}+"
_END = f"(?={_SEPARATOR}|$)"
_SAMPLE = 20_000
"""How much of an article's text tells which of a phrase's words is the rarest, in code points."""

_TERM = re.compile(f"[^{_SEPARATOR[1:-1]}]+")


class Matcher:
    """A query made ready to be held against many articles."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._atoms = [_Atom(atom) for atom in query.atoms()]
        numbers = {made.atom: number for number, made in enumerate(self._atoms)}
        self._evaluate = None if query.root is None else _evaluator(query.root, numbers)
        wanted = [self._atoms[numbers[atom]] for atom in query.atoms(wanted=True)]
        self._wanted = {part: [atom for atom in wanted if part in atom.parts] for part in Part}

    def revisions(self, forms: Forms, everything: int) -> int:
        """The set of revisions in which the query matches, of an article with these texts.

        Args:
            forms: All texts of the article.
            everything: The set of all its revisions.
        """
        if self._evaluate is None:
            return everything if self.query.is_blank else 0
        return self._evaluate([atom.holding(forms, everything) for atom in self._atoms], everything)

    def kinds(self, forms: Forms, part: Part) -> list[tuple[str, int, int]]:
        """The texts of a part that say anything wanted.

        Returns:
            Each text with the revisions it stands in and how many of the wanted phrases it holds; in order.
        """
        column = forms[part]
        found = Counter(chain.from_iterable(self._known(column, part)))
        kinds: dict[str, tuple[int, int]] = {}
        for place in sorted(found):
            text = column.text(place)
            kinds[text] = (kinds.get(text, (0, 0))[0] | column.standing(place), found[place])
        return [(text, *each) for text, each in kinds.items()]

    def telling(self, forms: Forms, part: Part, shown: int, everything: int | None) -> Telling | None:
        """The text of a part that says most of what is wanted, of those in a revision; the first of several.

        Args:
            forms: All texts of the article.
            part: Of which part.
            shown: The revision, as a set.
            everything: All revisions, where a text that does not stand in all goes before any that does;
                None: that does not matter.
        """
        if not self._wanted[part]:
            return None
        column = forms[part]
        asked = self._known(column, part) if column.form else []
        if len(asked) == 1 and everything is None:  # nothing can say more: the first will do
            for place in asked[0]:
                if column.standing(place) & shown:
                    return Telling(column.text(place), is_news=False, kinds=1)
            return None
        found = Counter(chain.from_iterable(asked))
        steady = None
        for place in sorted(found, key=lambda place: (-found[place], place)):
            if not column.standing(place) & shown:
                continue
            if everything is None:
                return Telling(column.text(place), is_news=False, kinds=found[place])
            if column.standing(place) & everything != everything:
                return Telling(column.text(place), is_news=True, kinds=found[place])
            steady = place if steady is None else steady
        return None if steady is None else Telling(column.text(steady), is_news=False, kinds=found[steady])

    def _known(self, column: _Column, part: Part) -> list[Iterable[int]]:
        """For each phrase wanted of a part the places of the texts that hold it."""
        return [
            column.known[atom] if atom in column.known else atom.places(column) for atom in self._wanted[part]
        ]


class Telling(NamedTuple):
    """A text that says something wanted.

    Attributes:
        is_news: Whether it does not stand in all revisions.
        kinds: How many of the wanted phrases it holds.
    """

    text: str
    is_news: bool
    kinds: int


class Forms(dict["Part", "_Column"]):
    """An article's texts, each part's in the form that tests read; made when a part is first asked for."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts

    def __missing__(self, part: Part) -> _Column:
        texts = self.texts[part]
        made = self[part] = _NOTHING if isinstance(texts, dict) and not texts else _Column(texts)
        return made


class _Column:
    """The texts of a part, comparable, as one string: one look through it goes through all of them.

    Attributes:
        form: The texts, with a NUL between.
        known: The places of the texts that pass a test, where all were looked for already.
    """

    def __init__(self, standing: Standing) -> None:
        self.known: dict[_Atom, list[int]] = {}
        self._body = None
        if isinstance(standing, dict):
            self._texts, self._revisions = list(standing), list(standing.values())
            self.form = comparables(self._texts)[0] if self._texts else ""
        else:
            self._body = standing
            self.form = standing.form

    @cached_property
    def ends(self) -> list[int]:
        """Where each text ends in the form."""
        return [end - 1 for end in accumulate(len(each) + 1 for each in self.form.split("\0"))]

    def text(self, place: int) -> str:
        """The text at a place."""
        return self._texts[place] if self._body is None else self._body.text(place)

    def standing(self, place: int) -> int:
        """The set of revisions that it stands in there."""
        return self._revisions[place] if self._body is None else self._body.standing(place)


_NOTHING = _Column({})


class _Atom:
    """A phrase or nearness with its test made ready."""

    def __init__(self, atom: Atom) -> None:
        self.atom = atom
        self.parts = atom.parts
        self._phrases = atom.phrases if isinstance(atom, Near) else (atom,)
        self._openings = [_opening(phrase) for phrase in self._phrases]
        first = self._phrases[0]
        self._anchors = _anchors(first)
        self._number = grouped(first.groups).search if first.groups else None
        self._digits = len(first.places[0][0])

    def holding(self, forms: Forms, everything: int) -> int:
        """The set of revisions in which some text passes the test."""
        found = 0
        for part in self.parts:
            column = forms[part]
            if not column.form:
                continue
            known = []
            for place in self.places(column):
                known.append(place)
                found |= column.standing(place)
                if found & everything == everything:
                    return everything
            column.known[self] = known
        return found & everything

    def places(self, column: _Column) -> Iterator[int]:
        """Which texts of a column pass the test, by their places in it."""
        form = column.form
        # "in" stands everywhere: of "in Baghdad" the rarer word says where to look.
        anchor, before = self._anchors[0] if self._anchors else ("", 0)
        if len(self._anchors) > 1:
            anchor, before = min(
                self._anchors, key=lambda each: (form.count(each[0], 0, _SAMPLE), -len(each[0]))
            )
        if not anchor:
            yield from self._places(column)
            return
        place = seen = 0
        at = form.find(anchor)
        while at >= 0:
            place += form.count("\0", seen, at)
            seen, start, end = at, form.rfind("\0", 0, at) + 1, form.find("\0", at)
            if end < 0:
                end = len(form)
            if self._stands(form, start, at, end, before):
                if len(self._openings) == 1 or self._is_near(form[start:end]):
                    yield place
                at = form.find(anchor, end)  # on to the next text
            else:
                at = form.find(anchor, at + 1)

    def _stands(self, form: str, start: int, at: int, end: int, before: int) -> bool:
        """Whether the first phrase stands in a text where so many terms come before a place in it."""
        if at > start and form[at - 1] not in SEPARATORS:
            return False
        for _ in range(before):
            while at > start and form[at - 1] in SEPARATORS:
                at -= 1
            while at > start and form[at - 1] not in SEPARATORS:
                at -= 1
        return self._openings[0][1](form, at, end) is not None

    def _places(self, column: _Column) -> Iterator[int]:
        """The same for a number that may be written in groups, or words that begin in no one way."""
        begin, fits = self._openings[0]
        form, ends = column.form, column.ends
        at = form.find(begin)
        while at >= 0:
            place = bisect_left(ends, at)
            end = ends[place]
            found = fits(form, at, end) if at == 0 or form[at - 1] in SEPARATORS else None
            if found and self._number is not None and found.end() - at > self._digits:
                # In groups: the form does not tell what stands between them.
                if self._number(column.text(place)):
                    yield place
                    at = form.find(begin, end)
                else:
                    at = form.find(begin, at + 1)
            elif found:
                if len(self._openings) == 1 or self._is_near(form[ends[place - 1] + 1 if place else 0 : end]):
                    yield place
                at = form.find(begin, end)  # on to the next text
            else:
                at = form.find(begin, at + 1)

    def _is_near(self, form: str) -> bool:
        atom = self.atom
        assert isinstance(atom, Near)
        return all(stretches(phrase, form) for phrase in atom.phrases[1:]) and _is_near(
            atom, _TERM.findall(form)
        )


@lru_cache(maxsize=256)
def _opening(phrase: Phrase) -> tuple[str, Callable[..., re.Match[str] | None]]:
    """The letters that a phrase begins with, and the test whether it stands where they were found.

    Found by its first letters and then looked at: to search with the expression takes ten times as long.
    """
    shared = _shared(row[0] for row in phrase.readings)
    # The longest reading first, so that a match is as long as it can be.
    rows = "|".join(_BETWEEN.join(map(re.escape, row)) for row in sorted(phrase.readings, reverse=True))
    ending = f"{_TERM.pattern[:-1]}*" if phrase.is_prefix else _END
    return shared, re.compile(f"(?:{rows}){ending}").match


def _anchors(phrase: Phrase) -> list[tuple[str, int]]:
    """The letters that each place of a phrase always begins with, and how many places come before it."""
    if phrase.groups:
        return []
    return [(shared, before) for before, place in enumerate(phrase.places) if (shared := _shared(place))]


def _shared(terms: Iterable[str]) -> str:
    """What all of the terms begin with."""
    ordered = sorted(terms)
    low, high = ordered[0], ordered[-1]
    return low[: next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))]


def stretches(phrase: Phrase, form: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text made comparable: half-open, in order."""
    begin, fits = _opening(phrase)
    found = []
    at = form.find(begin)
    while at >= 0:
        match = fits(form, at) if at == 0 or form[at - 1] in SEPARATORS else None
        if match is not None:
            found.append(match.span())
        at = form.find(begin, at + 1)
    return found


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
