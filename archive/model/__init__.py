"""The values that pass between the layers: frozen, typed, without behaviour of their own.

Standard library only. Every other layer imports from here; nothing here imports from them.
"""

from archive.model.capture import ArticleSummary, Capture, LogEntry, Receipt, Revision, RevisionText
from archive.model.comparison import (
    Comparison,
    Field,
    FieldChange,
    Grain,
    Label,
    RevisionRef,
    Unit,
    UnitKind,
    WeightPart,
    WordOp,
    WordRun,
)
from archive.model.draft import SIGHTLESS, Address, Draft, Outcome
from archive.model.fact import Fact, FactChange, FactChangeKind, FactKind, Mention, Value
from archive.model.hit import DateField, Hit, Order, Scope, Search
from archive.model.record import Plain, Record, plain
from archive.model.story import Digest, Passage, PassageKind, Section, Span, State
from archive.model.time import Claimed, Precision, utc_text
from archive.model.upkeep import Problem, Verification

__all__ = [
    "SIGHTLESS",
    "Address",
    "ArticleSummary",
    "Capture",
    "Claimed",
    "Comparison",
    "DateField",
    "Digest",
    "Draft",
    "Fact",
    "FactChange",
    "FactChangeKind",
    "FactKind",
    "Field",
    "FieldChange",
    "Grain",
    "Hit",
    "Label",
    "LogEntry",
    "Mention",
    "Order",
    "Outcome",
    "Passage",
    "PassageKind",
    "Plain",
    "Precision",
    "Problem",
    "Receipt",
    "Record",
    "Revision",
    "RevisionRef",
    "RevisionText",
    "Scope",
    "Search",
    "Section",
    "Span",
    "State",
    "Unit",
    "UnitKind",
    "Value",
    "Verification",
    "WeightPart",
    "WordOp",
    "WordRun",
    "plain",
    "utc_text",
]
