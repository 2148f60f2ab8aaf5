"""Search, as far as it needs no database: reading queries, and deciding what they match.

`parse` makes a `Query` of what people type; `document` makes an article's entry of the index of its
texts; `bounds` say what the index can be asked; a `Matcher` decides, on the texts, in which revisions
a query matches; `snippet` shows it. `days_named` and `fact_test` read what else can be asked.
"""

from archive.search.bounds import (
    EVERYWHERE,
    LATEST,
    NOWHERE,
    Bound,
    Split,
    all_of,
    any_of,
    are_told_by_stretches,
    changes,
    has_gone,
    is_told_by_index,
    is_told_of_one_revision,
    may_match,
    may_match_latest,
    surely_matches,
    surely_matches_first,
    surely_matches_latest,
)
from archive.search.condition import fact_test, names, passes
from archive.search.days import days_named
from archive.search.hints import hints
from archive.search.match import Forms, Matcher
from archive.search.mentioned import lies_in
from archive.search.pairs import BETWEEN
from archive.search.parse import mistyped_field, parse
from archive.search.query import TEXT_PARTS, And, Atom, Near, Node, Not, Or, Part, Phrase, Query
from archive.search.snippet import excerpt, marks, snippet
from archive.search.stems import Stems
from archive.search.story import (
    COLUMN_NAMES,
    COLUMNS,
    Document,
    Fate,
    Passages,
    Standing,
    Texts,
    Woven,
    document,
    pairs,
    revision_set,
    spans,
    weave,
    woven,
)
from archive.search.stretches import BOUNDARY, LONGEST, Stretches, stretches
from archive.search.terms import Token, indexed, tokens

__all__ = [
    "BETWEEN",
    "BOUNDARY",
    "COLUMNS",
    "COLUMN_NAMES",
    "EVERYWHERE",
    "LATEST",
    "LONGEST",
    "NOWHERE",
    "TEXT_PARTS",
    "And",
    "Atom",
    "Bound",
    "Document",
    "Fate",
    "Forms",
    "Matcher",
    "Near",
    "Node",
    "Not",
    "Or",
    "Part",
    "Passages",
    "Phrase",
    "Query",
    "Split",
    "Standing",
    "Stems",
    "Stretches",
    "Texts",
    "Token",
    "Woven",
    "all_of",
    "any_of",
    "are_told_by_stretches",
    "changes",
    "days_named",
    "document",
    "excerpt",
    "fact_test",
    "has_gone",
    "hints",
    "indexed",
    "is_told_by_index",
    "is_told_of_one_revision",
    "lies_in",
    "marks",
    "may_match",
    "may_match_latest",
    "mistyped_field",
    "names",
    "pairs",
    "parse",
    "passes",
    "revision_set",
    "snippet",
    "spans",
    "stretches",
    "surely_matches",
    "surely_matches_first",
    "surely_matches_latest",
    "tokens",
    "weave",
    "woven",
]
