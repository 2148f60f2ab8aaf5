"""The values that pass between the layers: frozen, typed, without behaviour of their own.

Standard library only. Every other layer imports from here; nothing here imports from them. A name is
loaded when it is first asked for: a command that lists articles needs no comparison.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.blame import SentenceOrigin, WordOrigin
    from archive.model.capture import (
        ArticleSummary,
        Capture,
        Change,
        ChangeOrder,
        LogEntry,
        Receipt,
        Revision,
        RevisionText,
    )
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
    from archive.model.draft import SIGHTLESS, Address, Draft, Link, Outcome
    from archive.model.fact import Fact, FactChange, FactChangeKind, FactKind, Mention, Value
    from archive.model.hit import CountBy, DateField, FactTest, Hit, Miss, Order, Scope, Search, Tally
    from archive.model.identity import (
        ArticleIdentity,
        Copy,
        Erasure,
        Event,
        EventKind,
        JoinedAddress,
        LookName,
        Proposal,
        Reextracted,
        Remains,
    )
    from archive.model.ledger import ChangedFact, Direction, LedgerRow, LedgerValue, Part
    from archive.model.record import Plain, Record, plain
    from archive.model.story import Digest, Passage, PassageKind, Section, Span, State
    from archive.model.time import Claimed, Precision, utc_text
    from archive.model.upkeep import Problem, Reextraction, Verification

_HOMES = {
    "Address": "draft",
    "Link": "draft",
    "ArticleSummary": "capture",
    "Capture": "capture",
    "Change": "capture",
    "ChangeOrder": "capture",
    "ChangedFact": "ledger",
    "Claimed": "time",
    "Comparison": "comparison",
    "CountBy": "hit",
    "DateField": "hit",
    "Digest": "story",
    "Direction": "ledger",
    "Draft": "draft",
    "Fact": "fact",
    "FactChange": "fact",
    "FactChangeKind": "fact",
    "FactKind": "fact",
    "FactTest": "hit",
    "Field": "comparison",
    "FieldChange": "comparison",
    "Grain": "comparison",
    "Hit": "hit",
    "Label": "comparison",
    "LedgerRow": "ledger",
    "LedgerValue": "ledger",
    "LogEntry": "capture",
    "Mention": "fact",
    "Miss": "hit",
    "Order": "hit",
    "Outcome": "draft",
    "Part": "ledger",
    "Passage": "story",
    "PassageKind": "story",
    "Plain": "record",
    "Precision": "time",
    "Problem": "upkeep",
    "Receipt": "capture",
    "Record": "record",
    "Reextraction": "upkeep",
    "Revision": "capture",
    "RevisionRef": "comparison",
    "RevisionText": "capture",
    "SIGHTLESS": "draft",
    "Scope": "hit",
    "Search": "hit",
    "Section": "story",
    "SentenceOrigin": "blame",
    "Span": "story",
    "State": "story",
    "Tally": "hit",
    "Unit": "comparison",
    "UnitKind": "comparison",
    "Value": "fact",
    "Verification": "upkeep",
    "WeightPart": "comparison",
    "WordOp": "comparison",
    "WordOrigin": "blame",
    "WordRun": "comparison",
    "plain": "record",
    "utc_text": "time",
    "ArticleIdentity": "identity",
    "Copy": "identity",
    "Erasure": "identity",
    "Event": "identity",
    "EventKind": "identity",
    "JoinedAddress": "identity",
    "LookName": "identity",
    "Proposal": "identity",
    "Reextracted": "identity",
    "Remains": "identity",
}

__all__ = [
    "SIGHTLESS",
    "Address",
    "ArticleIdentity",
    "ArticleSummary",
    "Capture",
    "Change",
    "ChangeOrder",
    "ChangedFact",
    "Claimed",
    "Comparison",
    "Copy",
    "CountBy",
    "DateField",
    "Digest",
    "Direction",
    "Draft",
    "Erasure",
    "Event",
    "EventKind",
    "Fact",
    "FactChange",
    "FactChangeKind",
    "FactKind",
    "FactTest",
    "Field",
    "FieldChange",
    "Grain",
    "Hit",
    "JoinedAddress",
    "Label",
    "LedgerRow",
    "LedgerValue",
    "Link",
    "LogEntry",
    "LookName",
    "Mention",
    "Miss",
    "Order",
    "Outcome",
    "Part",
    "Passage",
    "PassageKind",
    "Plain",
    "Precision",
    "Problem",
    "Proposal",
    "Receipt",
    "Record",
    "Reextracted",
    "Reextraction",
    "Remains",
    "Revision",
    "RevisionRef",
    "RevisionText",
    "Scope",
    "Search",
    "Section",
    "SentenceOrigin",
    "Span",
    "State",
    "Tally",
    "Unit",
    "UnitKind",
    "Value",
    "Verification",
    "WeightPart",
    "WordOp",
    "WordOrigin",
    "WordRun",
    "plain",
    "utc_text",
]


def __getattr__(name: str) -> object:
    """A public name, from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value  # found without this function from now on
    return value
