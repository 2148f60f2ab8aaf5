"""Names that no rule knows, judged by learned weights: what words, their endings and neighbours speak for.

The rules of `names` leave runs of capitals unnamed where nothing they know speaks for one kind. Such a run is
looked at through *features* (its words, their endings, the words beside it, its shape), each feature has a
weight for each kind, and the sums are turned into shares that add up to one (a softmax). A run is named
where the share of a kind is high enough to be right as often as the rules are. The weights are in
`name_weights`; `benchmarks/train_names.py` makes them.
"""

# ruff: noqa: E501 - tables

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archive.facts import gazetteer as known
from archive.facts.name_weights import WEIGHTS
from archive.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = (FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION)
"""The kinds judged, in the order of the weights."""
LEAST_SHARE = {FactKind.PERSON: 0.74, FactKind.PLACE: 0.55, FactKind.ORGANISATION: 0.45}
"""How sure a judgement has to be."""
LEAST_REVIEWED = {FactKind.PERSON: 0.58, FactKind.PLACE: 0.35, FactKind.ORGANISATION: 0.17}
"""The same for what a rule has named."""
REVIEWED = frozenset(
    f"{kind}.{rule}"
    for kind, rules in (
        ("person", "given cue role first surname listed known"),
        ("place", "form in within kind listed"),
        ("organisation", "form known acronym team"),
    )
    for rule in rules.split()
)
"""The rules whose names are judged again."""
UNIT = 100
"""The weights are kept as whole hundredths."""

_NEVER = 3.0
"""Where every sum is so far below nothing, no share can be high enough."""
_AFTER = re.compile(r"['’]s\b|[^\w\s]| ?([^\W_]+)")
_LONGEST_BEFORE = 24
_TABLES = (
    ("given", known.GIVEN), ("place", known.PLACES), ("placetail", known.PLACE_TAILS), ("orgtail", known.ORGANISATION_TAILS),
    ("othertail", known.OTHER_TAILS), ("title", known.TITLES), ("opener", known.OPENERS), ("known", known.WELL_KNOWN),
    ("orghead", known.ORGANISATION_HEADS), ("placehead", known.PLACE_HEADS), ("nono", known.NOT_ORGANISATIONS),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _of_word(word: str) -> tuple[str, ...]:
    """What a word says by itself, wherever it stands in the run."""
    lower = word.lower()
    found = [lower, "-" + lower[-3:], "-" + lower[-4:]]
    found += ["#" + name for name, table in _TABLES if word in table]
    if word.isupper():
        found.append("#caps" if len(word) > 1 and word[-1] != "." else "#initial")
    elif not word.isalpha():
        found.append("#mixed")
    elif not word[1:].islower():
        found.append("#camel")
    return tuple(found)


def views(
    text: str, start: int, end: int, words: Sequence[str], *, is_head: bool, rule: str | None = None
) -> list[str]:
    """What can be seen of a run of capitals and of what stands beside it; each view has its features.

    Args:
        text: The passage.
        start: Where the run begins.
        end: Where it ends.
        words: Its words, without possessive endings.
        is_head: Whether a sentence begins with it.
        rule: The rule that named it, None where none did.
    """
    count = len(words)
    if count == 1:
        found = ["s " + words[0], "n 1h" if is_head else "n 1"]
    else:
        found = ["f " + words[0], "l " + words[-1], f"n {min(count, 5)}{'h' if is_head else ''}"]
        if count > 2:
            found += ["m " + word for word in words[1:-1]]
    near = ""
    if not is_head:
        before = text[max(0, start - _LONGEST_BEFORE) : start].rstrip("“\"‘'([")
        if before[-1:] == " ":
            near = before[:-1].rpartition(" ")[2]
    found.append("b " + near)
    after = _AFTER.match(text, end)
    following = "" if after is None else after[1] or after[0]
    found.append("a " + following)
    if rule is not None:
        found.append("rule " + rule)
    return found


def features(view: str) -> tuple[str, ...]:
    """The features of a view: those that have weights."""
    where, _, seen = view.partition(" ")
    if where in ("s", "f", "l"):
        return tuple(f"{where} {name}" for name in _of_word(seen))
    if where == "n":
        return ("n" + seen.rstrip("h"), "n" + seen)
    if where in ("b", "a"):
        lower = seen.lower()
        found: tuple[str, ...] = (f"{where} {lower or '^'}",)
        if len(lower) > 2:
            found += (f"{where} -{lower[-3:]}",)
        return (*found, f"{where} #cap") if seen[:1].isupper() else found
    return (view if where == "rule" else view.lower(),)


@cache
def _weights() -> dict[str, tuple[float, float, float]]:
    """For each feature its weight for a person, a place and an organisation."""
    table = {}
    for line in WEIGHTS.strip().split("\n"):
        name, person, place, organisation = line.rsplit(" ", 3)
        table[name] = (int(person) / UNIT, int(place) / UNIT, int(organisation) / UNIT)
    return table


@lru_cache(maxsize=16384)
def _sums(view: str) -> tuple[float, float, float]:
    """What a view speaks for: its features' weights added up."""
    table = _weights()
    person = place = organisation = 0.0
    for name in features(view):
        weight = table.get(name)
        if weight is not None:
            person += weight[0]
            place += weight[1]
            organisation += weight[2]
    return person, place, organisation


def judged(
    text: str, start: int, end: int, words: Sequence[str], *, is_head: bool, rule: str | None = None
) -> FactKind | None:
    """What a run of capitals names; None where that is not sure. Arguments as for `views`.

    What a rule has named it is taken for, unless much speaks against it.
    """
    person = place = organisation = 0.0
    for one, two, three in map(_sums, views(text, start, end, words, is_head=is_head, rule=rule)):
        person += one
        place += two
        organisation += three
    best = max(person, place, organisation)
    if best < -_NEVER:
        return None
    kind = KINDS[0 if best == person else 1 if best == place else 2]
    least = (LEAST_SHARE if rule is None else LEAST_REVIEWED)[kind]
    share = math.exp(best) / (1 + math.exp(person) + math.exp(place) + math.exp(organisation))
    return kind if share >= least else None
