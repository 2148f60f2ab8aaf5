"""What makes a run of capitals a person, a place or an organisation: rules, asked in order.

A title or a given name begins a person, a tail such as "County" ends a place, "Ministry of …" heads an
organisation; the words around speak where the name itself does not (`name_context`). The first rule
that answers takes what it named.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.facts import gazetteer as known
from archive.facts.name_context import (
    alone_by_surroundings,
    by_surroundings,
    is_acronym,
    is_demonym,
    is_listed_organisation,
    is_name_like,
    place_of,
    with_of,
)
from archive.facts.name_run import Name, Run, Step, bare_word
from archive.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Callable

_ARTICLE = re.compile(r"\b[Aa]n? $")
_PAIRED = re.compile(r" and [A-Z]\w+")
_INC = re.compile(r",? (?:Inc\.|Corp\.|Ltd\.|Co\.|LLC\b|Inc\b|PLC\b|plc\b)")
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")

_PAIR_BEFORE = re.compile(r"\b[Tt]he ([A-ZÀ-Þ][a-z]+) and $")
_NO_FIRST_OF_PAIR = (
    known.ORGANISATION_TAILS | known.ORGANISATION_HEADS | known.PLACES | known.GIVEN | known.ORGANISATIONS
    | known.OPENERS | known.TITLES | known.WELL_KNOWN | known.PLACE_TAILS
) - {"Securities"}  # fmt: skip
_ALL_TAILS = known.PLACE_TAILS | known.ORGANISATION_TAILS | known.OTHER_TAILS
_PLACE_TAILS_ONLY = known.PLACE_TAILS - known.ORGANISATION_TAILS
_NOT_SECOND = known.ORGANISATION_TAILS | known.OPENERS
_TOWNS = known.CITIES | known.STATES
_LONGEST = max(len(name.split()) for name in known.PLACES | known.ORGANISATIONS)
_STARTS = frozenset(name.split()[0] for name in known.PLACES | known.ORGANISATIONS)
_TITLE_STARTS = frozenset(name.split()[0] for name in known.TITLES)
# Words of the tables that are common words too, and no name where a sentence begins with them.
_COMMON = known.words(
    "Target Guardian Apple Shell Post Fox Meta Commonwealth Billboard Oracle Universal Ford Fed"
)
_SURNAME_TAILS = known.words(
    "Church Lane Guard Post Times Press Bank Band Court Front Club Works Union Office Fund Hill Park Bridge Lake Heights "
    "Forest Street Drive Bay Castle Rivers Falls Hills Rose Day Law Love Cross Star Man Case English Draft Race Line Book "
    "Knight Girl Mark Vice Battle Story Hall House Woods Grove Mail Globe"
)
_NAME_TITLES = known.GIVEN | known.words(
    "King Prince Judge Bishop Pope Major Baron Earl Duke Dean Cardinal Justice Sheriff Marshal Mayor Chase Saint"
)
_NAME_OPENERS = known.words("Will May April June August Young Good Great Old New Case")
_NO_SURNAME = (
    known.PLACE_TAILS
    | known.OTHER_TAILS
    | known.words("Meeting League Assembly Election Hospital Court Council")
)
_PERSON_END = known.OTHER_TAILS | known.words(
    "Hollow Dock Rink Playfield Sentinel American-Statesman County Avenue Street Road Airport Station Stadium Arena "
    "Baseball Football Hockey"
)
_NUMBERED = re.compile(r"\b\d{1,4}(?:st|nd|rd|th|d)? $")
_UNITS = known.words("Division Brigade Regiment Battalion Squadron Corps Infantry Cavalry Army Fleet Wing")
_CLUBS = known.words("FC AFC AC SC CF VfB VfL AS SV BSC FK NK")
_PLACE_STARTS = known.words("Lake Mount Mt. Cape Fort Port San Santa Los Las El Isle St. Saint Rio")
_ADJECTIVES = frozenset(("US", "U.S.", "UK", "U.K.", "EU", "USA"))


def _titled(run: Run) -> Step | None:
    """As in "Prime Minister Mustafa al-Kadhimi"."""
    if run.words[0] not in _TITLE_STARTS:
        return None
    title = title_length(run.words)
    if not title or title >= len(run.words):
        return None
    word = run.bare[title]
    high = _person_length(run.bare, title)
    if (
        high <= title
        or word in known.PLACES
        or (word in _NO_SURNAME and not (word in known.GIVEN and high > title + 1))
    ):
        return None
    if word in known.ORGANISATION_TAILS and high == title + 1:
        return None
    start = run.ends[title] - len(run.words[title])
    return run.take(high, FactKind.PERSON, "person.title", start=start)


def _known(run: Run) -> Step | None:
    """Organisations and places that are known by name, the longest first."""
    if run.bare[0] not in _STARTS and run.words[0] not in _STARTS:
        return None
    for length in range(min(len(run.bare), _LONGEST), 0, -1):
        phrase = run.phrase(length)
        if phrase in known.ORGANISATIONS:
            return _known_organisation(run, phrase, length)
        if phrase in known.PLACES:
            return _known_place(run, phrase, length)
    return None


def _known_organisation(run: Run, phrase: str, length: int) -> Step | None:
    following = run.bare[length] if length < len(run.bare) else ""
    if following and length == 1 and phrase in known.GIVEN and following not in known.ORGANISATION_TAILS:
        return None
    if (run.is_head and phrase in _COMMON) or following in _PLACE_TAILS_ONLY:
        return None
    tail = _tail_length(run.bare, length)
    inc = _INC.match(run.text, run.ends[tail - 1])
    if inc is not None:
        run.found.append(Name(run.start, inc.end(), FactKind.ORGANISATION, "organisation.known"))
        return Step(len(run.words), inc.end())
    return run.take(tail, FactKind.ORGANISATION, "organisation.known")


def _known_place(run: Run, phrase: str, length: int) -> Step | None:
    """A known place, unless what stands around it makes it a part of another name."""
    bare, limit = run.bare, len(run.bare)
    following = bare[length] if length < limit else ""
    if length == 1 and phrase in known.GIVEN and following and following not in _ALL_TAILS:
        return None
    if _tail_length(bare, length) > length:
        return None
    if (
        run.is_last
        and bare[-1] in known.ORGANISATION_HEADS
        and with_of(run.text, run.ends[limit - 1]) > run.ends[limit - 1]
    ):
        return None
    high = length
    while high < limit and bare[high] in known.PLACE_TAILS:
        high += 1
    more = bare[high] if high < limit else ""
    if more and not (
        more in known.GIVEN
        or more in known.PLACES
        or more in known.ORGANISATIONS
        or more in known.OPENERS
        or title_length(bare[high:])
    ):
        is_team = (
            high == length and phrase in _TOWNS and bare[-1][-1] == "s" and bare[-1] not in known.OTHER_TAILS
        )
        if is_team and limit - high <= 2:
            return run.take(limit, FactKind.ORGANISATION, "organisation.team")
        if phrase not in _ADJECTIVES:
            return run.skip(limit)
    end = run.ends[high - 1]
    pair = _PAIRED.match(run.text, end)
    if pair is not None and f"{phrase}{pair[0]}" in known.PLACES:
        return run.take(high, FactKind.PLACE, "place.known", end=pair.end())
    start = place_of(run.text, run.start, run.found[-1].end if run.found else 0)
    if start is None:
        return run.skip(high)
    return run.take(high, FactKind.PLACE, "place.known", start=start)


def _formed_organisation(run: Run) -> Step | None:
    """As in "Harbour Safety Board", "Ministry of Defence"."""
    length = _organisation_length(run.bare)
    if not length:
        return None
    if _ARTICLE.search(run.text, max(0, run.start - 4), run.start):
        # "a Scout Museum": one of many.
        return run.skip(len(run.words)) if run.bare[-1] in known.ORGANISATION_TAILS else None
    end = run.ends[length - 1]
    reach = with_of(run.text, end) if length == len(run.words) and run.is_last else end
    if length > 1 or reach > end:
        unit = (
            _NUMBERED.search(run.text, max(0, run.start - 9), run.start)
            if run.bare[length - 1] in _UNITS
            else None
        )
        start = unit.start() if unit is not None else _paired_start(run)
        return run.take(length, FactKind.ORGANISATION, "organisation.form", end=reach, start=start)
    return run.skip(1)


def _paired_start(run: Run) -> int | None:
    """Where "the Food and Drug Administration" begins; None where the word before "and" is no part of it."""
    if run.text[run.start - 5 : run.start] != " and ":
        return None
    pair = _PAIR_BEFORE.search(run.text, max(0, run.start - 40), run.start)
    if (
        pair is None
        or pair[1] in _NO_FIRST_OF_PAIR
        or is_demonym(pair[1])
        or (run.found and run.found[-1].end > pair.start(1))
    ):
        return None
    return pair.start(1)


def _club(run: Run) -> Step | None:
    """As in "FC Basel"."""
    if run.words[0] in _CLUBS and len(run.words) > 1:
        return run.take(2, FactKind.ORGANISATION, "organisation.club")
    return None


def _formed_place(run: Run) -> Step | None:
    """As in "Lake Tahoe", "Marion County"."""
    bare, limit = run.bare, len(run.bare)
    if limit < 2:
        return None
    if run.words[0] in _PLACE_STARTS and bare[1] not in known.GIVEN and bare[1] not in _NOT_SECOND:
        high = 2
        while high < limit and bare[high] in known.PLACE_TAILS:
            high += 1
        return run.take(high, FactKind.PLACE, "place.form")
    for high in range(min(limit, 5), 1, -1):
        last = bare[high - 1]
        if last in known.PLACE_TAILS and not _is_surname(bare, high):
            if (
                high < limit
                and bare[high] not in known.PLACES
                and not title_length(bare[high:])
                and bare[high] not in known.GIVEN
            ):
                return run.skip(limit)
            return run.take(high, FactKind.PLACE, "place.form")
        if (
            last in known.OTHER_TAILS
            and not _is_surname(bare, high)
            and not (last in known.GIVEN and high < limit)
        ):
            # Events, laws, works: none of our kinds.
            return run.skip(high)
    return None


def _is_surname(bare: list[str], high: int) -> bool:
    """Whether a tail is rather the surname of someone: "Anna Hill"."""
    return high == 2 and bare[0] in known.GIVEN and bare[1] in _SURNAME_TAILS


def _given(run: Run) -> Step | None:
    """A given name, or initials, and what follows."""
    first = run.words[0]
    if first in known.GIVEN or (len(run.words) > 1 and _INITIAL.fullmatch(first)):
        high = _person_length(run.bare, 0)
        if high >= 2:
            return run.take(high, FactKind.PERSON, "person.given")
    if len(run.words) == 1 and run.bare[0] in known.WELL_KNOWN:
        return run.take(1, FactKind.PERSON, "person.known")
    return None


def _forward(run: Run) -> Step | None:
    """A people ("Iraqi") or an unknown word before what can be named: go on from there."""
    bare, limit = run.bare, len(run.bare)
    for place in range(1, limit):
        if (
            (place == 1 and is_demonym(bare[0]))
            or run.words[place] in _TITLE_STARTS
            or (bare[place] in known.GIVEN and place + 1 < limit)
        ):
            return run.skip(place)
    return None


_CHAIN: tuple[Callable[[Run], Step | None], ...] = (
    _titled,
    _club,
    _known,
    _formed_organisation,
    _formed_place,
    _given,
    _forward,
    is_listed_organisation,
    by_surroundings,
)


@lru_cache(maxsize=8192)
def rules_for(word: str, is_alone: bool) -> tuple[Callable[[Run], Step | None], ...]:
    """Those rules of the chain that can say something of a run that begins with a word."""
    bare = bare_word(word)
    silent: set[Callable[[Run], Step | None]] = set()
    if is_alone or word not in _TITLE_STARTS:
        silent.add(_titled)
    if is_alone or word not in _CLUBS:
        silent.add(_club)
    if bare not in _STARTS and word not in _STARTS:
        silent.add(_known)
    if is_alone:
        silent |= {_formed_place, _forward}
        if bare not in known.ORGANISATION_TAILS and bare not in known.ORGANISATION_HEADS:
            silent.add(_formed_organisation)
        if bare not in known.WELL_KNOWN:
            silent.add(_given)
        if not is_acronym(bare):
            silent.add(is_listed_organisation)
        if not is_name_like(bare):
            silent.add(by_surroundings)
    else:
        silent.add(is_listed_organisation)
    said = tuple(rule for rule in _CHAIN if rule not in silent)
    if is_alone and said[-1:] == (by_surroundings,):
        return (*said[:-1], alone_by_surroundings)
    return said


def title_length(words: list[str]) -> int:
    """How many words at the start are titles."""
    at = 0
    while at < len(words) and words[at] in _TITLE_STARTS:
        for length in (3, 2, 1):
            if " ".join(words[at : at + length]) in known.TITLES:
                at += length
                break
        else:
            break
    return min(at, len(words))


def _person_length(bare: list[str], low: int) -> int:
    """How far a person's name goes from word `low`; `low` itself where it turns out to be none."""
    high = low
    while high < len(bare) and high - low < 5:
        token = bare[high]
        if high > low:
            if token in known.ORGANISATION_TAILS and token not in _SURNAME_TAILS:
                break
            if token in known.TITLES and token not in _NAME_TITLES:
                break
            if token in known.OPENERS and token not in _NAME_OPENERS:
                break
            if token.isupper() and len(token) > 3:
                break
            if (low or high > low + 1) and token in _PERSON_END:
                return low
        if not token.isalpha() and any(character.isdigit() for character in token):
            break
        high += 1
    while high > low and bare[high - 1] in known.PARTICLES:
        high -= 1
    return high


def _tail_length(bare: list[str], length: int) -> int:
    """The known name with an organisation's tail after it: "London School"."""
    for high in range(min(len(bare), length + 4), length, -1):
        if bare[high - 1] in known.ORGANISATION_TAILS:
            return high
    return length


def _organisation_length(bare: list[str]) -> int:
    """How many words an organisation by form has, 0 if it is none."""
    for high in range(min(len(bare), 8), 0, -1):
        if bare[high - 1] in known.ORGANISATION_TAILS and not _is_surname(bare, high):
            return high
    return 1 if bare[0] in known.ORGANISATION_HEADS else 0
