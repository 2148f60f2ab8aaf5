"""In which revisions of an article a query matches, decided on its texts, or on their stretches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property, reduce
from itertools import chain
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.search.query import And, Near, Not, Part, Phrase
from archive.search.story import Passages, Woven
from archive.search.terms import indexed, tight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.search.query import Atom, Node, Query
    from archive.search.story import Standing, Texts

_Evaluator: TypeAlias = "Callable[[list[int], int], int]"

_SAMPLE = 20_000
"""How much of an article's text tells which of a phrase's words is the rarest, in code points."""


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

    def changed(self, forms: Forms, part: Part, everything: int) -> int:
        """The set of revisions in which a text says anything wanted that does not stand in all of them."""
        column = forms[part]
        return reduce(
            or_,
            (column.changed(place, everything) for each in self._known(column, part) for place in each),
            0,
        )

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
    """The texts of a part, or its stretches, as one string: one look through it goes through all of them.

    Attributes:
        form: Their terms with spaces between and around, and a NUL between texts.
        known: The places of the texts that pass a test, where all were looked for already.
    """

    def __init__(self, standing: Standing) -> None:
        self.known: dict[_Atom, list[int]] = {}
        self._body = None
        if isinstance(standing, dict):
            self._texts, self._revisions = list(standing), list(standing.values())
            self.form = "\0".join(f" {indexed(text)} " for text in self._texts)
        else:
            self._body = standing
            self.form = standing.form

    @cached_property
    def tight(self) -> str:
        """The form with one space between terms."""
        return tight(self.form) if isinstance(self._body, Passages) else self.form

    def text(self, place: int) -> str:
        """The text at a place; of stretches there is none."""
        assert not isinstance(self._body, Woven)
        return self._texts[place] if self._body is None else self._body.text(place)

    def standing(self, place: int) -> int:
        """The set of revisions that it stands in there."""
        return self._revisions[place] if self._body is None else self._body.standing(place)

    def changed(self, place: int, everything: int) -> int:
        """The set of revisions in which a text says it that does not stand in all."""
        here = self.standing(place) & everything
        if isinstance(self._body, Woven):
            return 0 if self._body.is_steady and not place else here
        return 0 if here == everything else here


_NOTHING = _Column({})


class _Atom:
    """A phrase or nearness with its test made ready."""

    def __init__(self, atom: Atom) -> None:
        self.atom = atom
        self.parts = atom.parts
        first = atom.phrases[0] if isinstance(atom, Near) else atom
        plain, number = first.plain, first.in_text
        self._rows = None if plain is None else _Rows(plain.readings, is_prefix=first.is_prefix)
        self._numbers = None
        if number is not None:
            rows = [first.groups] if first.groups else first.readings
            self._numbers = _Rows(rows, is_prefix=False), number.search

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
        """Which texts of a column pass the test, by their places in it, in order."""
        if isinstance(self.atom, Near):
            assert self._rows is not None
            return (place for place, text in self._rows.texts(column) if _is_near(self.atom, text.split()))
        plain = () if self._rows is None else self._rows.places(column)
        if self._numbers is None:
            return iter(plain)
        # The form does not tell what stands between the terms.
        rows, is_in = self._numbers
        written = {place for place in rows.places(column) if is_in(column.text(place))}
        return iter(sorted(written.union(plain)))


class _Rows:
    """Rows of terms, one of which is to stand in a text."""

    def __init__(self, rows: Sequence[tuple[str, ...]], *, is_prefix: bool) -> None:
        self._is_long = len(rows[0]) > 1
        end = "" if is_prefix else " "
        if len(rows) == 1:
            self._anchors = [(f" {' '.join(rows[0])}{end}", 0)]
            self._fits = None
            return
        # Found by what all begin with and then looked at: to search with the expression takes far longer.
        self._anchors = [
            (f" {shared(place)}", before) for before, place in enumerate(zip(*rows, strict=True))
        ]
        inside = "|".join(" ".join(map(re.escape, row)) for row in rows)
        self._fits = re.compile(f" (?:{inside}){end and '(?= )'}").match

    def places(self, column: _Column) -> Iterator[int]:
        """Which texts of a column have one, by their places in it, in order."""
        form = column.tight if self._is_long else column.form
        place = seen = 0
        for at in self._found(form):
            place += form.count("\0", seen, at)
            seen = at
            yield place

    def texts(self, column: _Column) -> Iterator[tuple[int, str]]:
        """The same with the form of each."""
        texts = (column.tight if self._is_long else column.form).split("\0")
        return ((place, texts[place]) for place in self.places(column))

    def _found(self, form: str) -> Iterator[int]:
        """Where one stands, of every text the first place."""
        anchor, before = self._anchors[0]
        if len(self._anchors) > 1:
            # "in" stands everywhere: of "in Baghdad" the rarer word says where to look.
            anchor, before = min(
                self._anchors, key=lambda each: (form.count(each[0], 0, _SAMPLE), -len(each[0]))
            )
        fits = self._fits
        at = form.find(anchor)
        while at >= 0:
            start = at
            for _ in range(before):
                start = form.rfind(" ", 0, start)
                if start < 0:
                    break
            if fits is None or (start >= 0 and fits(form, start)):
                yield at
                at = form.find("\0", at)  # on to the next text
                if at < 0:
                    return
            at = form.find(anchor, at + 1)


def shared(terms: Iterable[str]) -> str:
    """What all of the terms begin with."""
    ordered = sorted(terms)
    low, high = ordered[0], ordered[-1]
    return low[: next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))]


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
