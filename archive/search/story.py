"""An article as search sees it: its texts, and the revisions each of them stands in.

A set of revisions is an integer: bit 0 is revision 1. Sets of a few thousand revisions so cost one
machine operation each, where lists of intervals would cost a loop.

The index holds one document per article, in columns: for every part of a story (title, heading, …)
one for each fate of its texts. The index alone can so say of most articles whether a query matches in
every revision, in the first or in the latest; only the others need their texts read.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from archive.search.pairs import paired
from archive.search.query import HEADLINES, TEXT_PARTS, Part
from archive.search.stretches import BOUNDARY, JOINT, stretches
from archive.search.terms import indexed, terms_apart, tight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.search.stretches import Stretches


class Fate(StrEnum):
    """What became of what an article says, seen from its first and latest revision.

    Attributes:
        STAYS: It stands in all revisions, and in a text that does.
        KEPT: In all revisions, and in texts that were changed.
        BACK: In the first and the latest, and not in all.
        CAME: In the latest, and not in the first.
        LEFT: In the first, and not in the latest.
        PASSED: In neither.
    """

    STAYS = "stays"
    KEPT = "kept"
    BACK = "back"
    CAME = "came"
    LEFT = "left"
    PASSED = "passed"


COLUMNS = tuple(
    (part, fate)
    for part in (Part.BODY, *(part for part in Part if part in TEXT_PARTS - {Part.BODY}))
    for fate in Fate
)
"""The index's columns, in order: a place in the first takes two bytes less than one in another."""

COLUMN_NAMES = tuple(f"{part}_{fate}" for part, fate in COLUMNS)

Document: TypeAlias = "tuple[str, ...]"
"""An article as the index is given it: one string per column."""


class Passages(Mapping[str, int]):
    """The passages of an article as one string: there may be many, and few are looked at by themselves.

    Each has a place, counted from 0; one that stood in the article twice has two.

    Attributes:
        joined: Them in UTF-8, with a NUL between.
    """

    def __init__(self, joined: bytes, firsts: str, lasts: str) -> None:
        """Make them of the texts and of their first and last revisions, in the same order, with commas."""
        self.joined = joined
        self._firsts, self._lasts = firsts.split(","), lasts.split(",")

    @property
    def form(self) -> str:
        """Their terms with spaces between and around, and a NUL between passages: made whenever asked for."""
        return terms_apart(self.joined)

    @cached_property
    def _pieces(self) -> list[bytes]:
        return self.joined.split(b"\0")

    def text(self, place: int) -> str:
        """The passage at a place."""
        return self._pieces[place].decode()

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


class Woven:
    """The passages of a long article as stretches: enough to tell where short phrases stand.

    Those of the same revisions have a place together, counted from 0.

    Attributes:
        form: Their terms with one space between and around, the sign 1 between stretches, and a NUL between
            places: letters of ASCII alone make a string that is read and looked through much faster.
        sets: Of each place the set of revisions, lowest byte first, all of one width.
        place_count: How many places there are.
        is_steady: Whether the first place has whole texts that stand in all revisions; no other has.
    """

    def __init__(self, form: str, sets: bytes, place_count: int, *, is_steady: bool) -> None:
        """Make them of what is kept."""
        self.form, self.sets, self.place_count, self.is_steady = form, sets, place_count, is_steady
        self._width = len(sets) // (place_count or 1)

    @staticmethod
    def width(revision_count: int) -> int:
        """Of how many bytes each set is."""
        return (revision_count + 7) // 8

    def standing(self, place: int) -> int:
        """The set of revisions that what is in a place stands in."""
        return int.from_bytes(self.sets[place * self._width : (place + 1) * self._width], "little")


def woven(found: Sequence[Stretches], revision_count: int) -> Woven:
    """The stretches of the body of an article with so many revisions, to be looked through."""
    form = "\0".join(f" {each.terms} " for each in found).replace(BOUNDARY, "\1")
    width = Woven.width(revision_count)
    sets = b"".join(each.revisions.to_bytes(width, "little") for each in found)
    return Woven(form, sets, len(found), is_steady=bool(found) and found[0].is_steady)


Standing: TypeAlias = "dict[str, int] | Passages | Woven"
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


def fated(each: Stretches, everything: int) -> Fate:
    """What became of stretches, of the article's revisions all together."""
    if each.is_steady:
        return Fate.STAYS
    if each.revisions == everything:
        return Fate.KEPT
    is_first, is_latest = each.revisions & 1, each.revisions.bit_length() == everything.bit_length()
    if is_latest:
        return Fate.BACK if is_first else Fate.CAME
    return Fate.LEFT if is_first else Fate.PASSED


def weave(standing: dict[str, int] | Passages, everything: int) -> list[Stretches]:
    """The stretches of the texts of a part."""
    if isinstance(standing, Passages):
        forms = tight(standing.form).split("\0")
        texts = [(form.strip(), standing.standing(place)) for place, form in enumerate(forms)]
    else:
        texts = [(indexed(text), revisions) for text, revisions in standing.items()]
    return stretches(texts, everything)


def document(found: Mapping[Part, Sequence[Stretches]], everything: int) -> Document:
    """An article's document, of the stretches of its parts."""
    columns: dict[tuple[Part, Fate], list[str]] = {column: [] for column in COLUMNS}
    for part, those in found.items():
        for each in those:
            columns[part, fated(each, everything)].append(each.terms)
    return tuple(JOINT.join(columns[column]) for column in COLUMNS)


def pairs(made: Document) -> Document:
    """The same article's entry of the index of pairs, which has the words of headline and headings too."""
    columns = []
    for (part, _), column in zip(COLUMNS, made, strict=True):
        columns.append(paired(column.split(JOINT)) if column else "")
        if column and part in HEADLINES:
            columns[-1] += f"{JOINT}{column}"
    return tuple(columns)
