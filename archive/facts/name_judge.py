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
LEAST_SHARE = {FactKind.PERSON: 0.66, FactKind.PLACE: 0.55, FactKind.ORGANISATION: 0.48}
"""How sure a judgement has to be."""
LEAST_REVIEWED = {FactKind.PERSON: 0.5, FactKind.PLACE: 0.35, FactKind.ORGANISATION: 0.2}
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
_HOPELESS = -2.5
# Where its own words speak so much against every kind, a run's neighbours do not make a name of it.
UNIT = 100
"""The weights are kept as whole hundredths."""

Sums = tuple[float, float, float]
"""What speaks for a person, a place and an organisation."""

_AFTER = re.compile(r"(['’]s\b|[^\w\s]| ?[^\W_]+)(?: ?([^\W_]+|[^\w\s]))?")
_LONGEST_BEFORE = 36
_LONGEST_TOLD = 9
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
    found = [lower, "^" + lower[:3], "-" + lower[-2:], "-" + lower[-3:], "-" + lower[-4:]]
    found += ["#" + name for name, table in _TABLES if word in table]
    if word.isupper():
        found.append("#caps" if len(word) > 1 and word[-1] != "." else "#initial")
    elif not word.isalpha():
        found.append("#mixed")
    elif not word[1:].islower():
        found.append("#camel")
    return tuple(found)


def before(text: str, start: int) -> tuple[str, str]:
    """The two words before a run of capitals, the nearer first; empty where there is none or a sign parts them."""
    low = max(0, start - _LONGEST_BEFORE)
    if text[start - 1] == " ":
        end = start - 1
    else:
        end = low + len(text[low:start].rstrip(_OPENING)) - 1
        if text[end : end + 1] != " ":
            return "", ""
    words = text[low:end].rsplit(" ", 2)
    return words[-1], words[-2] if len(words) > 1 and (len(words) > 2 or not low) else ""


def after(text: str, end: int) -> tuple[str, str]:
    """The word, possessive ending or sign after a run, and the one after that."""
    found = _AFTER.match(text, end)
    if found is None:
        return "", ""
    near, far = found.groups("")
    return near.lstrip(" "), far


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
    one, two = ("", "") if is_head else before(text, start)
    three, four = after(text, end)
    return [
        *_of_run(words, is_head, rule),
        *_of_neighbour("b", one),
        *_of_neighbour("a", three),
        f"B {two.lower()}",
        f"A {four.lower()}",
    ]


def _of_run(words: tuple[str, ...], is_head: bool, rule: str | None) -> list[str]:
    """The features of the run itself."""
    count = len(words)
    if count == 1:
        found = [f"s {name}" for name in _of_word(words[0])]
        found.append(f"s {min(len(words[0]), _LONGEST_TOLD)}")
    else:
        found = [f"f {name}" for name in _of_word(words[0])]
        found += [f"l {name}" for name in _of_word(words[-1])]
        found += [f"m {word.lower()}" for word in words[1:-1]]
    found += [f"w {word.lower()}" for word in words]
    found.append("n" + "".join(map(_shape, words[:5])))
    size = f"n{min(count, 5)}"
    found += (size, size + "h" if is_head else size)
    if rule is not None:
        found.append(f"rule {rule}")
    return found


def _shape(word: str) -> str:
    """One letter for how a word is written: an acronym, an initial, a particle, or a word with a capital."""
    if word[:1].islower():
        return "a"
    if len(word) > 1 and word.isupper():
        return "i" if word[-1] == "." else "A"
    return "X"


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


@lru_cache(maxsize=16384)
def _before_sums(near: str, far: str) -> Sums:
    return _summed([*_of_neighbour("b", near), f"B {far.lower()}"])


@lru_cache(maxsize=16384)
def _after_sums(near: str, far: str) -> Sums:
    return _summed([*_of_neighbour("a", near), f"A {far.lower()}"])


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
    if person < _HOPELESS and place < _HOPELESS and organisation < _HOPELESS:
        return None
    one, two, three = _before_sums(*(("", "") if is_head else before(text, start)))
    person += one
    place += two
    organisation += three
    one, two, three = _after_sums(*after(text, end))
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
