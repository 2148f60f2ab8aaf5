"""An article as search sees it: its texts, and the revisions each of them stands in.

A set of revisions is an integer: bit 0 is revision 1. Sets of a few thousand revisions so cost one
machine operation each, where lists of intervals would cost a loop.

The index holds one document per article, in columns: for every part of a story (title, heading, …)
one for the texts that stand in all revisions, one for those that came later and are in the latest,
one for those that are gone. The index alone can so say of most articles whether a query matches in
every revision, or in the latest; only the others need their texts read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from archive.search.query import TEXT_PARTS, Part
from archive.search.terms import indexed

if TYPE_CHECKING:
    from collections.abc import Mapping

BOUNDARY = "\ue000"
"""The term between two texts of a column, which no text contains: phrases never cross it."""

_JOINT = f" {BOUNDARY} "


class Fate(StrEnum):
    """How a text's stay in an article ended up."""

    STAYS = "stays"
    CAME = "came"
    GONE = "gone"


COLUMNS = tuple((part, fate) for part in Part if part in TEXT_PARTS for fate in Fate)
"""The index's columns, in order."""

COLUMN_NAMES = tuple(f"{part}_{fate}" for part, fate in COLUMNS)

Document: TypeAlias = "tuple[str, ...]"
"""An article as the index is given it: one string per column."""


Texts: TypeAlias = "Mapping[Part, Mapping[str, int]]"
"""All texts of an article, by part: each with the set of revisions it stands in."""


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
    return Fate.CAME if revisions.bit_length() == everything.bit_length() else Fate.GONE


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
