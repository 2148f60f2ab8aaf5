"""What changed between two revisions: units, fields, labels, facts, silent corrections, weight. Pure."""

from archive.changes.blame import SentenceAge, WordAge, blame
from archive.changes.compare import compare, compare_texts
from archive.changes.labels import TELLING, Labelled
from archive.changes.rules import RULES, Rule, rule_meaning
from archive.changes.side import Side
from archive.changes.summary import Summary, summary
from archive.changes.weight import reckoning

__all__ = [
    "RULES",
    "TELLING",
    "Labelled",
    "Rule",
    "SentenceAge",
    "Side",
    "Summary",
    "WordAge",
    "blame",
    "compare",
    "compare_texts",
    "reckoning",
    "rule_meaning",
    "summary",
]
