"""Facts: what a text states in figures, dates, names and quotations.

A *mention* is a fact as a passage alone shows it. A *fact* is that mention read in its story:
"Monday" becomes a date, "he" a speaker, "Biden" the Joe Biden named before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from archive.model.record import Record, hidden
from archive.model.story import Span

Value = int | float | str
"""A normalised value: a number, or text (an ISO 8601 date, a name, a quotation's words).

A range is text, low and high end joined by a solidus: `3/5`, `2021-06-21/2021-06-30`.
"""


_KIND_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_LONGEST_KIND = 32


class FactKind(StrEnum):
    """What kind of thing a fact states.

    The kinds listed here are the project's own. An added finder may name more: `FactKind("ship")` is the
    kind `ship`, always the same one, with everything the others have but a place in `list(FactKind)`. A
    name is lower-case letters and digits, parted by single hyphens or underscores, 32 at most.

    Example:
        >>> FactKind("ship") is FactKind("ship"), FactKind("ship") in list(FactKind)
        (True, False)
    """

    FIGURE = "figure"
    MONEY = "money"
    PERCENTAGE = "percentage"
    MEASURE = "measure"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    AGE = "age"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    QUOTATION = "quotation"

    @classmethod
    def _missing_(cls, value: object) -> FactKind | None:
        """The kind that an added finder names; None where the name is not well formed."""
        if not isinstance(value, str) or len(value) > _LONGEST_KIND or not _KIND_NAME.fullmatch(value):
            return None
        added = str.__new__(cls, value)
        added._name_ = value.upper().replace("-", "_")
        added._value_ = value
        cls._value2member_map_[value] = added
        return added

    @property
    def is_added(self) -> bool:
        """Whether it is none of the project's own kinds."""
        return self._name_ not in type(self).__members__


class Mention(NamedTuple):
    """A fact as found in one passage's text; name the fields when making one.

    Attributes:
        kind: What it states.
        span: Where it stands in the passage.
        value: The normalised value, where the passage alone gives it; else None.
        relative: How a date hangs on the story's own date, in the grammar of `archive.facts.dates`
            (`weekday -1 0`); None where it does not.
        unit: ISO 4217 currency, unit of measure, or None.
        subject: Where the words stand that it speaks of ("US troops"), or None.
        qualifier: As `at least`, `nearly`, `up to`; lower case, or None.
        speaker: Where a quotation's speaker is named in the passage, perhaps by a pronoun.
        cue: The verb that attributes a quotation (`said`), or None.
        is_partial: A quotation that is a part of the narrator's sentence.
        rule: The name of the rule that found it.
    """

    kind: FactKind
    span: Span
    rule: str
    value: Value | None = None
    relative: str | None = None
    unit: str | None = None
    subject: Span | None = None
    qualifier: str | None = None
    speaker: Span | None = None
    cue: str | None = None
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """A mention read in its story.

    `section` and `passage` count from 0 in reading order (`passage` over the whole story, headings
    not counted); `start` and `end` are code points in the passage's text.
    """

    kind: FactKind
    text: str
    value: Value | None
    unit: str | None = None
    subject: str | None = None
    speaker: str | None = None
    qualifier: str | None = None
    section: int = 0
    passage: int = 0
    start: int = 0
    end: int = 0
    first_revision: int | None = None
    last_revision: int | None = None
    cue: str | None = None
    rule: str = ""
    possible_same: tuple[str, ...] = hidden(())
    """Other spellings in the story that may name the same; proposed, never merged."""


class FactChangeKind(StrEnum):
    """What became of a fact between two revisions."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FactChange(Record):
    """A fact's fate between an old and a new revision; `old` is None where added, `new` where removed."""

    kind: FactKind
    change: FactChangeKind
    old: Fact | None
    new: Fact | None
