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

from archive.facts import gazetteer as known
from archive.facts.name_weights import WEIGHTS
from archive.model import FactKind

KINDS = (FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION)
"""The kinds judged, in the order of the weights."""
LEAST_SHARE = {FactKind.PERSON: 0.74, FactKind.PLACE: 0.55, FactKind.ORGANISATION: 0.54}
"""How sure a judgement has to be."""
LEAST_REVIEWED = {FactKind.PERSON: 0.25, FactKind.PLACE: 0.35, FactKind.ORGANISATION: 0.1}
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
LEARNED = {kind: f"{kind.value}.learned" for kind in KINDS}
"""The rule that is told of what was named here."""
UNIT = 100
"""The weights are kept as whole hundredths."""

Sums = tuple[float, float, float]
"""What speaks for a person, a place and an organisation."""

_AFTER = re.compile(r"['’]s\b|[^\w\s]| ?([^\W_]+)")
_LONGEST_BEFORE = 24
_OPENING = "“\"‘'(["
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


def before(text: str, start: int) -> str:
    """The word before a run of capitals that no sentence begins with; empty where a sign parts them."""
    if text[start - 1] == " ":
        return text[max(0, start - _LONGEST_BEFORE) : start - 1].rpartition(" ")[2]
    near = text[max(0, start - _LONGEST_BEFORE) : start].rstrip(_OPENING)
    return near[:-1].rpartition(" ")[2] if near[-1:] == " " else ""


def after(text: str, end: int) -> str:
    """The word, possessive ending or sign after a run."""
    found = _AFTER.match(text, end)
    return "" if found is None else found[1] or found[0]


def features(
    text: str, start: int, end: int, words: tuple[str, ...], is_head: bool, rule: str | None = None
) -> list[str]:
    """What has a weight of a run of capitals and of what stands beside it.

    Args:
        text: The passage.
        start: Where the run begins.
        end: Where it ends.
        words: Its words, without possessive endings.
        is_head: Whether a sentence begins with it.
        rule: The rule that named it, None where none did.
    """
    near = "" if is_head else before(text, start)
    return [*_of_run(words, is_head, rule), *_of_neighbour("b", near), *_of_neighbour("a", after(text, end))]


def _of_run(words: tuple[str, ...], is_head: bool, rule: str | None) -> list[str]:
    """The features of the run itself."""
    count = len(words)
    if count == 1:
        found = [f"s {name}" for name in _of_word(words[0])]
    else:
        found = [f"f {name}" for name in _of_word(words[0])]
        found += [f"l {name}" for name in _of_word(words[-1])]
        found += [f"m {word.lower()}" for word in words[1:-1]]
    size = f"n{min(count, 5)}"
    found += (size, size + "h" if is_head else size)
    if rule is not None:
        found.append(f"rule {rule}")
    return found


def _of_neighbour(side: str, word: str) -> list[str]:
    """The features of what stands before ("b") or after ("a") a run."""
    lower = word.lower()
    found = [f"{side} {lower or '^'}"]
    if len(lower) > 2:
        found.append(f"{side} -{lower[-3:]}")
    if word[:1].isupper():
        found.append(f"{side} #cap")
    return found


@cache
def _weights() -> dict[str, Sums]:
    """For each feature its weight for a person, a place and an organisation."""
    table = {}
    for line in WEIGHTS.strip().split("\n"):
        name, person, place, organisation = line.rsplit(" ", 3)
        table[name] = (int(person) / UNIT, int(place) / UNIT, int(organisation) / UNIT)
    return table


def _summed(names: list[str]) -> Sums:
    table = _weights()
    person = place = organisation = 0.0
    for name in names:
        weight = table.get(name)
        if weight is not None:
            person += weight[0]
            place += weight[1]
            organisation += weight[2]
    return person, place, organisation


@lru_cache(maxsize=16384)
def _run_sums(words: tuple[str, ...], is_head: bool, rule: str | None) -> Sums:
    return _summed(_of_run(words, is_head, rule))


@lru_cache(maxsize=8192)
def _before_sums(word: str) -> Sums:
    return _summed(_of_neighbour("b", word))


@lru_cache(maxsize=8192)
def _after_sums(word: str) -> Sums:
    return _summed(_of_neighbour("a", word))


def _least_sums(shares: dict[FactKind, float]) -> tuple[float, ...]:
    """What the sum of each kind has to reach for such a share, if nothing else were likely at all."""
    return tuple(math.log(shares[kind] / (1 - shares[kind])) - 1e-9 for kind in KINDS)


_LEAST_SUMS, _LEAST_REVIEWED_SUMS = _least_sums(LEAST_SHARE), _least_sums(LEAST_REVIEWED)


def judged(
    text: str,
    start: int,
    end: int,
    words: tuple[str, ...],
    is_head: bool,
    rule: str | None = None,
) -> FactKind | None:
    """What a run of capitals names; None where that is not sure. Arguments as for `features`.

    What a rule has named it is taken for, unless much speaks against it.
    """
    person, place, organisation = _run_sums(words, is_head, rule)
    one, two, three = _before_sums("" if is_head else before(text, start))
    person += one
    place += two
    organisation += three
    one, two, three = _after_sums(after(text, end))
    person += one
    place += two
    organisation += three
    best, number = person, 0
    if place > best:
        best, number = place, 1
    if organisation > best:
        best, number = organisation, 2
    if best < (_LEAST_SUMS if rule is None else _LEAST_REVIEWED_SUMS)[number]:
        return None
    kind = KINDS[number]
    least = (LEAST_SHARE if rule is None else LEAST_REVIEWED)[kind]
    share = math.exp(best) / (1 + math.exp(person) + math.exp(place) + math.exp(organisation))
    return kind if share >= least else None
