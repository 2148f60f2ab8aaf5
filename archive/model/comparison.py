"""What changed from an old to a new revision: always `old, new`, in that order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from archive.model.record import Record, hidden

if TYPE_CHECKING:
    from datetime import datetime

    from archive.model.fact import FactChange
    from archive.model.story import Digest


class Label(StrEnum):
    """What kind of change a unit shows."""

    TYPOGRAPHIC = "typographic"
    SPELLING = "spelling"
    FIGURE = "figure"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    HEDGING = "hedging"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    CORRECTION_NOTE = "correction-note"
    BOILERPLATE = "boilerplate"
    LINK = "link"
    REWORDING = "rewording"


class UnitKind(StrEnum):
    """What became of a passage or sentence."""

    SAME = "same"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"


class WordOp(StrEnum):
    """What became of a run of words."""

    KEPT = "="
    REMOVED = "-"
    ADDED = "+"


class Grain(StrEnum):
    """What a comparison's units are."""

    PASSAGE = "passage"
    SENTENCE = "sentence"


class WordRun(NamedTuple):
    """A run of whole words with one fate; written as `["=", "text"]`."""

    op: WordOp
    text: str


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """One passage or sentence, or the several that a split or merge joins.

    Attributes:
        old: Positions in the old revision, from 0 in reading order; empty where added.
        new: Positions in the new revision; empty where removed.
        old_text: The old texts, joined by a line feed; empty where added.
        words: Runs whose `=` and `-` joined give `old_text`, whose `=` and `+` give `new_text`.
        labels: What kind of change it is, in the order of `Label`; none where nothing changed.
        rules: For each label the rule that gave it.
    """

    kind: UnitKind
    moved: bool
    old: tuple[int, ...]
    new: tuple[int, ...]
    old_text: str
    new_text: str
    words: tuple[WordRun, ...]
    labels: tuple[Label, ...] = ()
    rules: tuple[str, ...] = hidden(())


class Field(StrEnum):
    """A part of a revision that is no passage."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    MODIFIED = "modified"
    HEADINGS = "headings"


@dataclass(frozen=True, slots=True)
class FieldChange(Record):
    """A field that differs. For `headings` a row each: added (`old` None), removed or renamed.

    Attributes:
        rules: For each label the rule that gave it.
    """

    field: Field
    old: str | None
    new: str | None
    labels: tuple[Label, ...]
    words: tuple[WordRun, ...] = hidden(())
    rules: tuple[str, ...] = hidden(())


@dataclass(frozen=True, slots=True)
class RevisionRef(Record):
    """Which revision a side of a comparison is; all None for texts that are in no archive."""

    article: str | None = None
    revision: int | None = None
    id: Digest | None = None
    captured_at: datetime | None = None

    def precedes(self, other: RevisionRef) -> bool:
        """Whether the other is a later revision of the same article; texts of no archive count as that."""
        return self.article == other.article and (
            self.revision is None or other.revision is None or self.revision < other.revision
        )


@dataclass(frozen=True, slots=True)
class WeightPart(Record):
    """One contribution to a comparison's weight, for `--why`.

    Attributes:
        change: The unit or field that it is the weight of.
    """

    points: float
    reason: str
    change: Unit | FieldChange | None = hidden(None)


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """What changed from `old` to `new`.

    Attributes:
        fields: The fields that differ.
        units: Every unit of both sides, in the order of the new revision, removed ones where they stood.
        facts: What became of the facts that differ.
        silent: A change of figure, date, name, quotation or negation, with neither a correction note in
            the new text nor a newer modified time; False where the two are not an earlier and a later
            revision of one article: nobody made that change.
        weight: How telling the change is, 0.0 (none) to 1.0.
    """

    old: RevisionRef
    new: RevisionRef
    fields: tuple[FieldChange, ...]
    units: tuple[Unit, ...]
    facts: tuple[FactChange, ...]
    silent: bool
    weight: float
    grain: Grain = hidden(Grain.PASSAGE)
    why: tuple[WeightPart, ...] = hidden(())

    @property
    def is_empty(self) -> bool:
        """Nothing differs: no field, and no unit but unmoved same ones."""
        return not self.fields and all(
            u.kind is UnitKind.SAME and not u.moved and not u.labels for u in self.units
        )

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every label of any unit or field, once, in the order of `Label`."""
        found = {label for unit in self.units for label in unit.labels}
        found.update(label for field in self.fields for label in field.labels)
        return tuple(label for label in Label if label in found)
