"""What a query means: a tree of phrases joined by AND, OR and NOT.

A single word is a phrase of one term. Whether a revision matches is decided phrase by phrase: a
phrase is true of a revision when some text that stands in it (a passage, the title, a heading, the
byline) holds it, and the tree joins these truths. So the words of `a b` may stand in different
passages, and the terms of one phrase may not. In the field `quote` a text is what stands between the
marks of one quotation, in `speaker` the name of the one who said it, as the story tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from archive.search.numbers import compiled, figure, grouped, groups, shortened

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence


class Part(StrEnum):
    """Which part of a story a text is; the dateline counts as a byline."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    BODY = "body"
    SOURCE = "source"
    QUOTE = "quote"
    SPEAKER = "speaker"


TEXT_PARTS = frozenset(Part) - {Part.QUOTE, Part.SPEAKER}
"""What the index has columns for; quotations and who said them are facts, found in these texts."""

ANYWHERE = frozenset({Part.TITLE, Part.HEADING, Part.BYLINE, Part.BODY})
"""Where a word without a field is looked for: what the story says, not where it came from."""

HEADLINES = frozenset({Part.TITLE, Part.HEADING})
"""What is told first where it says all that was asked."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand one after the other in one text.

    Attributes:
        places: For each place the terms that may stand there: one, and its inflections.
        is_prefix: The last place may hold any term that begins so.
        parts: Where it is looked for.
        is_bare: Typed without quotation marks, so that inflections of it are meant too.
        is_possessive: Typed with an apostrophe and s at its end, which is its last place.
        is_number: Typed as a number in groups of digits, each of which is a place.
        groups: The groups of digits in which its only term, a number, may be written too.
        written: Typed as what may be a decimal or a percentage: the word as it was typed.
        expression: What must find it in the text too, because it is such a number.
    """

    places: tuple[tuple[str, ...], ...]
    is_prefix: bool = False
    parts: frozenset[Part] = ANYWHERE
    is_bare: bool = False
    is_possessive: bool = False
    is_number: bool = False
    groups: tuple[str, ...] = ()
    written: str = ""
    expression: str = ""

    @property
    def readings(self) -> tuple[tuple[str, ...], ...]:
        """Every row of terms that it may be; one of groups is only where the text has a number there."""
        rows: list[tuple[str, ...]] = [()]
        for place in self.places:
            rows = [(*row, term) for row in rows for term in place]
        return (*rows, self.groups) if self.groups else tuple(rows)

    @property
    def plain(self) -> Phrase | None:
        """It as far as the terms alone tell where it stands; None: nowhere."""
        if self.expression:
            return None
        return replace(self, groups=()) if self.groups else self

    @property
    def in_text(self) -> re.Pattern[str] | None:
        """What finds in a text such of it as terms alone do not tell; None: they tell all."""
        if self.expression:
            return compiled(self.expression)
        return grouped(self.groups) if self.groups else None


@dataclass(frozen=True, slots=True)
class Near:
    """Phrases in one text, in any order, with few terms between the first one's end and the last one's start.

    Attributes:
        distance: How many terms there may be between, at most.
    """

    phrases: tuple[Phrase, ...]
    distance: int

    @property
    def parts(self) -> frozenset[Part]:
        """Where it is looked for."""
        return self.phrases[0].parts


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them.

    Attributes:
        are_spellings: They are phrases, and ways to write the one that was typed.
    """

    children: tuple[Node, ...]
    are_spellings: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The child does not match."""

    child: Node


Atom: TypeAlias = "Phrase | Near"
Node: TypeAlias = "Phrase | Near | And | Or | Not"


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read.

    Attributes:
        root: The tree; None where the query holds no word.
        is_blank: Nothing was typed: every revision is meant. (With only signs typed, none is.)
    """

    root: Node | None
    is_blank: bool = False

    def atoms(self, *, wanted: bool | None = None) -> tuple[Atom, ...]:
        """Its phrases and nearnesses, each once; with `wanted` only those that are (not) under a NOT."""
        found = () if self.root is None else _atoms(self.root, wanted=True)
        return tuple(dict.fromkeys(atom for atom, is_wanted in found if wanted in (None, is_wanted)))

    def inflected(self, forms: Callable[[str], tuple[str, ...]]) -> Query:
        """The query with the last place of every bare phrase widened to all forms of its term.

        A number is widened to its other spellings: with or without signs between its groups of digits, with
        millions and the like in words or in short. What was typed as a decimal or a percentage is to be one.

        Args:
            forms: A term's inflections that the index holds, the term itself among them.
        """
        return self if self.root is None else replace(self, root=_inflected(self.root, forms))

    def in_headlines(self) -> Query | None:
        """The query asked of headline and headings alone; None where that makes no sense or no difference."""
        children = self.root.children if isinstance(self.root, And) else (self.root,)
        phrases = [each for child in children if (each := _spellings(child))]
        if len(phrases) < len(children) or all(Part.BODY not in each[0].parts for each in phrases):
            return None
        narrowed = tuple(
            _any([replace(phrase, parts=phrase.parts & HEADLINES) for phrase in each])
            if Part.BODY in each[0].parts
            else _any(each)
            for each in phrases
        )
        return Query(narrowed[0] if len(narrowed) == 1 else And(narrowed))


def _spellings(node: Node | None) -> tuple[Phrase, ...]:
    """A phrase, or a number's spellings; nothing of anything else."""
    if isinstance(node, Or) and node.are_spellings:
        return tuple(child for child in node.children if isinstance(child, Phrase))
    return (node,) if isinstance(node, Phrase) else ()


def _any(phrases: Sequence[Phrase]) -> Node:
    return phrases[0] if len(phrases) == 1 else Or(tuple(phrases))


def _atoms(node: Node, *, wanted: bool) -> Iterator[tuple[Atom, bool]]:
    if isinstance(node, (Phrase, Near)):
        yield node, wanted
    elif isinstance(node, Not):
        yield from _atoms(node.child, wanted=not wanted)
    else:
        for child in node.children:
            yield from _atoms(child, wanted=wanted)


def _inflected(node: Node, forms: Callable[[str], tuple[str, ...]]) -> Node:
    if isinstance(node, Phrase):
        if node.is_prefix or not node.is_bare:
            return node
        if node.is_number:
            digits = "".join(row[0] for row in node.places)
            return Or((node, replace(node, places=((digits,),), is_number=False)), are_spellings=True)
        if node.written and (number := figure(node.written)):
            return replace(node, places=number.places, expression=number.expression)
        if len(node.places) == 1 and (row := groups(node.places[0][0])):
            return replace(node, groups=row)
        places = node.places[:-1] if node.is_possessive else node.places
        return replace(node, places=(*places[:-1], forms(places[-1][0])), is_possessive=False)
    if isinstance(node, Near):
        phrases = tuple(
            phrase if phrase.places[-1][0][0].isdigit() else _inflected(phrase, forms)
            for phrase in node.phrases
        )
        return replace(node, phrases=phrases)  # type: ignore[arg-type]  # a phrase stays one
    if isinstance(node, Not):
        return Not(_inflected(node.child, forms))
    children = [_inflected(child, forms) for child in node.children]
    if isinstance(node, And):
        _add_short(node.children, children)
    return replace(node, children=tuple(children))


def _add_short(typed: Sequence[Node], children: list[Node]) -> None:
    """Let `5 million` find `5m`, and `5.2 million` `5.2m`."""
    for at, (number, scale) in enumerate(pairwise(typed)):
        if not (
            isinstance(number, Phrase)
            and isinstance(scale, Phrase)
            and number.is_bare
            and scale.is_bare
            and number.parts == scale.parts
            and not number.is_prefix
            and len(scale.places) == 1
        ):
            continue
        terms = shortened(number.places[-1][0], scale.places[0][0])
        if not terms:
            continue
        if number.written and (short := figure(number.written.rstrip("%") + terms[0].lstrip("0123456789"))):
            found = replace(number, places=short.places, expression=short.expression)
        elif len(number.places) == 1 and number.places[0][0].isdigit():
            found = replace(number, places=(terms,))
            children[at] = Or((children[at], found), are_spellings=True)
        else:
            continue
        children[at + 1] = Or((children[at + 1], found), are_spellings=True)
