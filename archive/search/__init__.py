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
from archive.search.match import Forms, Matcher
from archive.search.pairs import BETWEEN
from archive.search.parse import mistyped_field, parse
from archive.search.query import TEXT_PARTS, And, Atom, Near, Node, Not, Or, Part, Phrase, Query
from archive.search.snippet import excerpt, marks, snippet
from archive.search.stems import Stems
from archive.search.story import (
    BOUNDARY,
    COLUMN_NAMES,
    COLUMNS,
    Document,
    Fate,
    Folded,
    Passages,
    Standing,
    Texts,
    document,
    pairs,
    revision_set,
    spans,
)
from archive.search.terms import Token, indexed, tokens

__all__ = [
    "BETWEEN",
    "BOUNDARY",
    "COLUMNS",
    "COLUMN_NAMES",
    "EVERYWHERE",
    "LATEST",
    "NOWHERE",
    "TEXT_PARTS",
    "And",
    "Atom",
    "Bound",
    "Document",
    "Fate",
    "Folded",
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
    "Texts",
    "Token",
    "all_of",
    "any_of",
    "changes",
    "days_named",
    "document",
    "excerpt",
    "fact_test",
    "has_gone",
    "indexed",
    "is_told_by_index",
    "is_told_of_one_revision",
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
    "surely_matches",
    "surely_matches_first",
    "surely_matches_latest",
    "tokens",
]
