"""Facts: text to mentions (`mentions`), mentions to facts of a story (`read`). Pure.

A mention is what one passage shows by itself, so that it can be kept once for each distinct passage; a
fact is that mention read in its story. One file a family: `numbers` and `amounts`, `dates` and
`relative`, `names`, `quotations`; one file a language: `lang_en`, `lang_de`, …
"""

from archive.facts.finder import FINDER, GROUP, Finder, added_kinds, all_mentions, finder_name, mentions
from archive.facts.money import currency_named
from archive.facts.relative import resolved
from archive.facts.spellings import alike, spelling_key
from archive.facts.story import THIRD_PERSON, Addition, StoryPassage, additions, find_facts, read

__all__ = [
    "FINDER",
    "GROUP",
    "THIRD_PERSON",
    "Addition",
    "Finder",
    "StoryPassage",
    "added_kinds",
    "additions",
    "alike",
    "all_mentions",
    "currency_named",
    "find_facts",
    "finder_name",
    "mentions",
    "read",
    "resolved",
    "spelling_key",
]
