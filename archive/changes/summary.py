"""A comparison in a few numbers, for a listing of revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.model import UnitKind, WordOp
from archive.text.words import word_count

if TYPE_CHECKING:
    from archive.model import Comparison

_EDITS = frozenset({UnitKind.EDITED, UnitKind.SPLIT, UnitKind.MERGED})


@dataclass(frozen=True, slots=True)
class Summary:
    """How many units (passages, or sentences) had which fate, and how many words came and went.

    `edited` counts splits and merges; `moved` counts units that stand elsewhere, edited or not. The
    words are those of units and of fields.
    """

    added: int
    removed: int
    edited: int
    moved: int
    words_added: int
    words_removed: int


def summary(comparison: Comparison) -> Summary:
    """The comparison in numbers."""
    runs = [run for unit in comparison.units for run in unit.words]
    runs += [run for field in comparison.fields for run in field.words]
    kinds = [unit.kind for unit in comparison.units]
    return Summary(
        added=kinds.count(UnitKind.ADDED),
        removed=kinds.count(UnitKind.REMOVED),
        edited=sum(kind in _EDITS for kind in kinds),
        moved=sum(unit.moved for unit in comparison.units),
        words_added=sum(word_count(run.text) for run in runs if run.op is WordOp.ADDED),
        words_removed=sum(word_count(run.text) for run in runs if run.op is WordOp.REMOVED),
    )
