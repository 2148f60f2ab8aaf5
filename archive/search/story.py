"""An article as search sees it: its texts, and the revisions each of them stands in.

A set of revisions is an integer: bit 0 is revision 1. Sets of a few thousand revisions so cost one
machine operation each, where lists of intervals would cost a loop.

The index holds one document per article, in columns: for every part of a story (title, heading, …)
one for each fate of its texts. The index alone can so say of most articles whether a query matches in
every revision, in the first or in the latest; only the others need their texts read.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, ItemsView, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from archive.search.pairs import paired
from archive.search.query import HEADLINES, TEXT_PARTS, Part
from archive.search.terms import comparable, flat, indexed

BOUNDARY = "\ue000"
"""The term between two texts of a column, which no text contains: phrases never cross it."""

_JOINT = f" {BOUNDARY} "


class Fate(StrEnum):
    """What became of a text, seen from an article's first and latest revision.

    Attributes:
        STAYS: It stands in all revisions.
        BACK: In the first and the latest, and not in all.
        CAME: In the latest, and not in the first.
        LEFT: In the first, and not in the latest.
        PASSED: In neither.
    """

    STAYS = "stays"
    BACK = "back"
    CAME = "came"
    LEFT = "left"
    PASSED = "passed"


COLUMNS = tuple((part, fate) for part in Part if part in TEXT_PARTS for fate in Fate)
"""The index's columns, in order."""

COLUMN_NAMES = tuple(f"{part}_{fate}" for part, fate in COLUMNS)

Document: TypeAlias = "tuple[str, ...]"
"""An article as the index is given it: one string per column."""


class Body(Mapping[str, int]):
    """The passages of an article as one string: there may be thousands, and few are looked at by themselves.

    Each has a place, counted from 0; one that stood in the article twice has two.
    """

    def __init__(self, firsts: str, lasts: str) -> None:
        """Note their first and last revisions, by place, with commas."""
        self._firsts, self._lasts = firsts.split(","), lasts.split(",")

    @property
    @abstractmethod
    def form(self) -> str:
        """The passages made comparable, with a NUL between."""

    @abstractmethod
    def text(self, place: int) -> str:
        """The passage at a place."""

    def standing(self, place: int) -> int:
        """The set of revisions that it stands in there."""
        return revision_set(int(self._firsts[place]), int(self._lasts[place]))

    @cached_property
    def _all(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for place in range(len(self._firsts)):
            text = self.text(place)
            found[text] = found.get(text, 0) | self.standing(place)
        return found

    def __getitem__(self, text: str) -> int:
        return self._all[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def items(self) -> ItemsView[str, int]:
        """The same, without looking up each."""
        return self._all.items()


class Passages(Body):
    """The passages of an article at hand.

    Attributes:
        joined: Them in UTF-8, with a NUL between.
    """

    def __init__(self, joined: bytes, firsts: str, lasts: str) -> None:
        """Make them of the texts and of their first and last revisions, in the same order."""
        super().__init__(firsts, lasts)
        self.joined = joined

    @property
    def form(self) -> str:
        """The passages made comparable: made anew whenever it is asked for."""
        form = flat(self.joined)
        if form is not None:
            return form.decode("ascii")
        return "\0".join(map(comparable, self.joined.decode().split("\0")))

    @cached_property
    def _pieces(self) -> list[bytes]:
        return self.joined.split(b"\0")

    def text(self, place: int) -> str:
        """The passage at a place."""
        return self._pieces[place].decode()


class Folded(Body):
    """The passages of a long article, of which only the form is at hand."""

    def __init__(self, form: str, firsts: str, lasts: str, read: Callable[[int], str]) -> None:
        """Make them of their form; a passage is read by its place where one is to be shown."""
        super().__init__(firsts, lasts)
        self._form = form
        self._read = read

    @property
    def form(self) -> str:
        """The passages made comparable."""
        return self._form

    def text(self, place: int) -> str:
        """The passage at a place."""
        return self._read(place)


Standing: TypeAlias = "dict[str, int] | Body"
"""The texts of a part, each with the set of revisions it stands in."""

Texts: TypeAlias = "Mapping[Part, Standing]"
"""All texts of an article, by part."""


def revision_set(first: int, last: int) -> int:
    """The set of the revisions from first to last, both in it; the numbers count from 1.

    Example:
        >>> bin(revision_set(2, 4))
        '0b1110'
    """
    return ((1 << (last - first + 1)) - 1) << (first - 1)


def spans(revisions: int) -> tuple[tuple[int, int], ...]:
    """A set of revisions as its unbroken stretches, first to last.

    Example:
        >>> spans(0b110111)
        ((1, 3), (5, 6))
    """
    found = []
    at = 1
    while revisions:
        skipped = (revisions & -revisions).bit_length() - 1
        revisions >>= skipped
        length = (~revisions & (revisions + 1)).bit_length() - 1
        found.append((at + skipped, at + skipped + length - 1))
        revisions >>= length
        at += skipped + length
    return tuple(found)


def fate(revisions: int, everything: int) -> Fate:
    """What became of a text, of the article's revisions all together."""
    if revisions == everything:
        return Fate.STAYS
    is_first, is_latest = revisions & 1, revisions.bit_length() == everything.bit_length()
    if is_latest:
        return Fate.BACK if is_first else Fate.CAME
    return Fate.LEFT if is_first else Fate.PASSED


def document(texts: Texts, revision_count: int) -> Document:
    """The article's document: the same for the same texts, in whatever order they come."""
    everything = revision_set(1, revision_count)
    columns: dict[tuple[Part, Fate], list[str]] = {column: [] for column in COLUMNS}
    for part, standing in texts.items():
        if part not in TEXT_PARTS:
            continue
        for text, revisions in standing.items():
            columns[part, fate(revisions, everything)].append(indexed(text))
    return tuple(_JOINT.join(sorted(columns[column])) for column in COLUMNS)


def pairs(made: Document) -> Document:
    """The same article's entry of the index of pairs, which has the words of headline and headings too."""
    columns = []
    for (part, _), column in zip(COLUMNS, made, strict=True):
        columns.append(paired(column.split(_JOINT)) if column else "")
        if column and part in HEADLINES:
            columns[-1] += f"{_JOINT}{column}"
    return tuple(columns)
