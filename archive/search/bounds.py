"""What the index alone can say of a query: where it may match, and where it surely does.

A document's columns tell what stands in every revision, what in the latest, what is gone.
A phrase found anywhere *may* match in some revision; found in what stays, it *surely* matches
in all of them. With AND, OR and NOT these two bounds carry through the tree (under a NOT they change
places), and only the articles between the two need their texts read.

Of texts that were changed the index holds stretches of a few terms, so a phrase longer than `LONGEST` is
asked for by parts of that length, and found in too many articles rather than in too few.

A bound is an FTS5 expression, or the complement of one, since FTS5 has no NOT without a left side.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING

from archive.search.pairs import chains
from archive.search.query import ANYWHERE, HEADLINES, TEXT_PARTS, And, Near, Not, Or, Part, Phrase
from archive.search.story import Fate
from archive.search.stretches import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.search.query import Atom, Node, Query

ANY_FATE = frozenset(Fate)
STEADY = frozenset({Fate.STAYS})
STAYING = STEADY | {Fate.KEPT}
LATEST = STAYING | {Fate.BACK, Fate.CAME}
"""The fates of what stands in the latest revision."""
FIRST = STAYING | {Fate.BACK, Fate.LEFT}
"""The fates of what stands in the first."""

_MOST_NEAR = 64
"""How many readings of a nearness FTS5 is asked for; it knows no alternatives inside of NEAR."""


@dataclass(frozen=True, slots=True)
class Split:
    """A bound as it is asked for with the index of pairs, which is faster than that of words.

    Attributes:
        pairs: What the pairs are asked.
        words: What the words are asked besides; None: nothing.
        is_exact: Whether the two together are the bound itself, and not a little more.
        is_headline: Whether headlines and headings alone are meant, and the pairs can so rank them.
    """

    pairs: str
    words: str | None = None
    is_exact: bool = True
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A set of articles.

    Attributes:
        expression: What FTS5 is asked; None: no article.
        is_complement: The articles that do not match it are meant.
        words: What of it tells how much an article speaks of what was asked: of each phrase a number or
            the longest word, which is mostly the rarest. Expressions again.
        split: The same asked with the help of pairs, where phrases with common words are to be met.
        is_plain: Whether it asks for single terms alone, which are ranked in one go.
    """

    expression: str | None
    is_complement: bool = False
    words: tuple[str, ...] = field(default=(), compare=False)
    split: Split | None = field(default=None, compare=False)
    is_plain: bool = field(default=False, compare=False)

    def __invert__(self) -> Bound:
        return replace(self, is_complement=not self.is_complement)


NOWHERE = Bound(None)
EVERYWHERE = ~NOWHERE


def all_of(bounds: Sequence[Bound]) -> Bound:
    """The articles in every one of the bounds.

    Written flat, because FTS5's parser overflows at some thirty brackets inside each other.
    """
    inside = [bound.expression for bound in bounds if not bound.is_complement]
    outside = [bound.expression for bound in bounds if bound.is_complement and bound.expression is not None]
    if not inside:
        return Bound(_list(outside, "OR"), is_complement=True)
    if None in inside:
        return NOWHERE
    positive = _list([expression for expression in inside if expression is not None], "AND")
    words = _words(bound for bound in bounds if not bound.is_complement)
    expression = f"({positive} NOT {_list(outside, 'OR')})" if outside else positive
    is_plain = all(bound.is_plain for bound in bounds)
    return Bound(expression, words=words, split=_split(bounds), is_plain=is_plain)


def _split(bounds: Sequence[Bound]) -> Split | None:
    """All of some bounds, asked of pairs as far as they go; None where no pair is asked for."""
    positive = [bound for bound in bounds if not bound.is_complement]
    split = [bound.split for bound in positive if bound.split is not None]
    if not split:
        return None
    is_exact = all(each.is_exact for each in split)
    pairs = _list([each.pairs for each in split], "AND") or ""
    asked = [each.words for each in split] + [bound.expression for bound in positive if bound.split is None]
    words = _list([each for each in asked if each is not None], "AND")
    without_pairs, without_words = list[str](), list[str]()
    for bound in bounds:
        if not bound.is_complement or bound.expression is None:
            continue
        other = bound.split
        if other is not None and other.is_exact and other.words is None:
            without_pairs.append(other.pairs)
        elif words is not None:
            without_words.append(bound.expression)
        else:  # the texts will tell
            is_exact = False
    if without_pairs:
        pairs = f"({pairs} NOT {_list(without_pairs, 'OR')})"
    if without_words:
        words = f"({words} NOT {_list(without_words, 'OR')})"
    is_headline = words is None and all(each.is_headline for each in split)
    return Split(pairs, words, is_exact=is_exact, is_headline=is_headline)


def any_of(bounds: Sequence[Bound]) -> Bound:
    """The articles in at least one of the bounds."""
    if any(bound.is_complement for bound in bounds):
        return ~all_of([~bound for bound in bounds])
    meant = [bound for bound in bounds if bound.expression is not None]
    split = None
    if all(bound.split is not None and bound.split.words is None for bound in meant) and meant:
        either = [bound.split for bound in meant if bound.split is not None]
        pairs = _list([each.pairs for each in either], "OR") or ""
        split = Split(
            pairs,
            is_exact=all(each.is_exact for each in either),
            is_headline=all(each.is_headline for each in either),
        )
    expression = _list([bound.expression for bound in meant if bound.expression is not None], "OR")
    is_plain = all(bound.is_plain for bound in meant)
    return Bound(expression, words=_words(bounds), split=split, is_plain=is_plain)


def _words(bounds: Iterable[Bound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(bound.words for bound in bounds)))


def _list(expressions: Sequence[str], operator: str) -> str | None:
    if len(expressions) < 2:
        return expressions[0] if expressions else None
    return f"({f' {operator} '.join(expressions)})"


def may_match(node: Node) -> Bound:
    """No article outside it matches in any revision."""
    return _bound(node, high=ANY_FATE, low=STAYING, is_high=True)


def are_told_by_stretches(atom: Atom) -> bool:
    """Whether the stretches of an article's texts tell in which revisions a phrase stands."""
    return isinstance(atom, Phrase) and atom.in_text is None and len(atom.places) <= LONGEST


def is_told_by_index(node: Node) -> bool:
    """Whether `may_match` is the answer itself: a phrase, or any of several, in whatever revision."""
    if isinstance(node, Or):
        return all(is_told_by_index(child) for child in node.children)
    return isinstance(node, Phrase) and node.parts <= TEXT_PARTS and are_told_by_stretches(node)


def is_told_of_one_revision(node: Node) -> bool:
    """Whether the index tells where the first, or the latest, revision matches: phrases, however joined."""
    if isinstance(node, Not):
        return is_told_of_one_revision(node.child)
    if isinstance(node, (And, Or)):
        return all(map(is_told_of_one_revision, node.children))
    return is_told_by_index(node)


def surely_matches(node: Node) -> Bound:
    """Every article in it matches in all its revisions."""
    return _bound(node, high=ANY_FATE, low=STAYING, is_high=False)


def may_match_latest(node: Node) -> Bound:
    """No article outside it matches in its latest revision."""
    return _bound(node, high=LATEST, low=LATEST, is_high=True)


def surely_matches_latest(node: Node) -> Bound:
    """Every article in it matches in its latest revision."""
    return _bound(node, high=LATEST, low=LATEST, is_high=False)


def surely_matches_first(node: Node) -> Bound:
    """Every article in it matches in its first revision."""
    return _bound(node, high=FIRST, low=FIRST, is_high=False)


def has_gone(node: Node) -> Bound:
    """Of a phrase, or any of several: no article outside it says it in a text that is gone."""
    return _bound(node, high=ANY_FATE - LATEST, low=frozenset(), is_high=True)


def changes(query: Query) -> Bound:
    """No article outside it says what is wanted in a text that does not stand in all revisions."""
    phrases = [
        phrase
        for atom in query.atoms(wanted=True)
        for phrase in (atom.phrases if isinstance(atom, Near) else (atom,))
    ]
    if not phrases or any(phrase.parts - TEXT_PARTS for phrase in phrases):
        return EVERYWHERE  # a quotation may be another's although no text changed
    return any_of([_phrase(phrase, ANY_FATE - STEADY) for phrase in phrases])


def _bound(node: Node, *, high: frozenset[Fate], low: frozenset[Fate], is_high: bool) -> Bound:
    if isinstance(node, Phrase):
        if node.parts <= TEXT_PARTS:
            if is_high:
                return _phrase(node, high)
            return NOWHERE if node.plain is None else _sure(node.plain, low)
        return _said(node, high) if is_high else NOWHERE
    if isinstance(node, Near):
        return _near(node, high) if is_high else NOWHERE
    if isinstance(node, Not):
        return ~_bound(node.child, high=high, low=low, is_high=not is_high)
    bounds = [_bound(child, high=high, low=low, is_high=is_high) for child in node.children]
    return all_of(bounds) if isinstance(node, And) else any_of(bounds)


def _near(near: Near, fates: frozenset[Fate]) -> Bound:
    """Where phrases may be near each other; the texts tell exactly.

    FTS5 counts distances a little differently, so it is given room for all the terms.
    """
    if near.parts - TEXT_PARTS:
        return all_of([_said(phrase, fates) for phrase in near.phrases])
    room = near.distance + sum(len(phrase.places) for phrase in near.phrases)
    rows = list(product(*(_readings(phrase) for phrase in near.phrases)))
    whole = fates if room <= LONGEST else fates & STEADY
    if not whole or len(rows) > _MOST_NEAR:
        return all_of([_phrase(phrase, fates) for phrase in near.phrases])
    expressions = [f"NEAR({' '.join(row)}, {room})" for row in rows]
    words = _words(_phrase(phrase, fates) for phrase in near.phrases)
    told = Bound(f"{_columns(near.parts, whole)} : {_list(expressions, 'OR')}", words=words)
    if whole == fates:
        return told
    return any_of([told, all_of([_phrase(phrase, fates - whole) for phrase in near.phrases])])


def _said(phrase: Phrase, fates: frozenset[Fate]) -> Bound:
    """Where something may be quoted: the words stand in a passage. A speaker's name may be put together."""
    if Part.QUOTE in phrase.parts:
        return _phrase(replace(phrase, parts=frozenset({Part.BODY})), fates)
    last = len(phrase.places) - 1
    return all_of(
        [
            _phrase(Phrase((place,), phrase.is_prefix and number == last, ANYWHERE), ANY_FATE)
            for number, place in enumerate(phrase.places)
        ]
    )


def _phrase(phrase: Phrase, fates: frozenset[Fate]) -> Bound:
    """Where a phrase stands; a long one, all parts of it."""
    count = len(phrase.places)
    if count <= LONGEST or fates <= STEADY:
        return _whole(phrase, fates)
    starts = [*range(0, count - LONGEST, LONGEST - 1), count - LONGEST]
    parts = [
        _whole(
            replace(
                phrase,
                places=phrase.places[start : start + LONGEST],
                is_prefix=phrase.is_prefix and start + LONGEST == count,
            ),
            fates,
        )
        for start in starts
    ]
    bound = all_of(parts)
    return bound if bound.split is None else replace(bound, split=replace(bound.split, is_exact=False))


def _sure(phrase: Phrase, fates: frozenset[Fate]) -> Bound:
    """Where a phrase stands in each revision that its fate means.

    A stretch stands there row by row, perhaps in several texts: of a long phrase only whole texts are sure.
    """
    if len(phrase.places) > LONGEST:
        fates &= STEADY
    return _whole(phrase, fates) if fates else NOWHERE


def _whole(phrase: Phrase, fates: frozenset[Fate]) -> Bound:
    """Where a phrase stands in one stretch."""
    expression = f"{_columns(phrase.parts, fates)} : {_list(_readings(phrase), 'OR')}"
    split = _split_of(phrase, expression, fates)
    if len(phrase.places) == 1:
        return Bound(expression, words=(expression,), split=split, is_plain=True)
    number, place = max(
        enumerate(phrase.places), key=lambda each: (each[1][0].isdigit(), len(each[1][0]), each[0])
    )
    is_prefix = phrase.is_prefix and number == len(phrase.places) - 1
    word = replace(phrase, places=(place,), is_prefix=is_prefix, groups=())
    return Bound(expression, words=_whole(word, fates).words, split=split)


def _split_of(phrase: Phrase, expression: str, fates: frozenset[Fate]) -> Split | None:
    """A phrase with the help of pairs: their index has the words of headlines themselves, too."""
    if phrase.groups:
        return None
    if phrase.parts <= HEADLINES:
        return Split(expression, is_headline=True)
    return _paired(phrase, fates) if len(phrase.places) > 1 else None


def _paired(phrase: Phrase, fates: frozenset[Fate]) -> Split | None:
    """A phrase of several terms by its pairs with a common word; None where some reading of it has none."""
    columns, rows = _columns(phrase.parts, fates), phrase.readings
    if len(rows) > _MOST_NEAR:
        return None
    found = [chains(row, is_prefix=phrase.is_prefix) for row in rows]
    if not all(found):
        return None
    pairs, words = [], list[str | None]()
    for row, told in zip(rows, found, strict=True):
        ends = [phrase.is_prefix and at + len(chain) + 1 == len(row) for at, chain in told]
        asked = [_quoted(chain, is_prefix=end) for (_, chain), end in zip(told, ends, strict=True)]
        pairs.append(_list(asked, "AND") or "")
        # What the pairs leave open is asked of the words: "2013 according to" is "2013 according" there.
        edges = [0, *(edge for at, chain in told for edge in (at, at + len(chain))), len(row) - 1]
        gaps = [(start, end + 1) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
        asked = [_quoted(row[a:b], is_prefix=phrase.is_prefix and b == len(row)) for a, b in gaps]
        words.append(_list(asked, "AND"))
    left_over = None if None in words else f"{columns} : {_list([each or '' for each in words], 'OR')}"
    return Split(
        f"{columns} : {_list(pairs, 'OR')}",
        left_over,
        is_exact=words == [None] * len(rows),
    )


@lru_cache(maxsize=256)
def _columns(parts: frozenset[Part], fates: frozenset[Fate]) -> str:
    names = [f"{part}_{fate}" for part in Part if part in parts for fate in Fate if fate in fates]
    return f"{{{' '.join(names)}}}"


def _readings(phrase: Phrase) -> list[str]:
    return [_quoted(row, is_prefix=phrase.is_prefix) for row in phrase.readings]


def _quoted(terms: Sequence[str], *, is_prefix: bool) -> str:
    return f'"{" ".join(terms)}"{" *" if is_prefix else ""}'
