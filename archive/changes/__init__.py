"""What changed between two revisions: units, fields, labels, facts, silent corrections, weight. Pure."""

from archive.changes.blame import SentenceAge, WordAge, blame
from archive.changes.compare import compare, compare_texts
from archive.changes.labels import RULES, Labelled, Rule
from archive.changes.side import Side
from archive.changes.summary import Summary, summary

__all__ = [
    "RULES",
    "Labelled",
    "Rule",
    "SentenceAge",
    "Side",
    "Summary",
    "WordAge",
    "blame",
    "compare",
    "compare_texts",
    "summary",
]
