"""What a comparison of two lists of texts says: links, each telling what became of one text or a few."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import UnitKind

_MIRRORED = {
    UnitKind.ADDED: UnitKind.REMOVED,
    UnitKind.REMOVED: UnitKind.ADDED,
    UnitKind.SPLIT: UnitKind.MERGED,
    UnitKind.MERGED: UnitKind.SPLIT,
}


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a text: positions in the old list, positions in the new one.

    `same` and `edited` join one with one, `split` one with several, `merged` several with one; `added`
    has no old position and `removed` no new one. Several positions stand next to each other.

    Attributes:
        moved: It stands elsewhere among its neighbours, not merely pushed by what was put in or taken out.
    """

    kind: UnitKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False

    @property
    def mirrored(self) -> Link:
        """The same link, told from new to old."""
        return Link(_MIRRORED.get(self.kind, self.kind), self.new, self.old, self.moved)
