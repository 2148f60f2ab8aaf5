"""What follows from the truth about one article: revisions, and the stays of things in them.

Pure: looks in, rows out. Ingest, `rebuild` and `verify` all derive with these functions, so they
cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from archive.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from archive.model import State

LANGUAGE_SAMPLE_LINES = 20

K = TypeVar("K", bound="Hashable")


class Look(NamedTuple):
    """One capture of an article, as far as revisions depend on it; `state_id` is None without content."""

    capture_id: int
    captured_at: str
    state_id: int | None
    published: str | None
    modified: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A run of looks with the same state. Claims are the first made in the run."""

    number: int
    state_id: int
    first_capture_id: int
    last_capture_id: int
    captured_at: str
    published: str | None
    modified: str | None
    language: str | None


class Stay(NamedTuple):
    """From which to which revision something was there without a break."""

    first_revision: int
    last_revision: int


class Verdict(NamedTuple):
    """What a look with content came to, and the number of the revision it is a part of."""

    outcome: Outcome
    revision: int


def verdicts(state_ids: Iterable[int | None]) -> list[Verdict | None]:
    """What each look came to, given what it saw.

    Args:
        state_ids: Of one article's looks in order of time; None for those without content.

    Example:
        >>> [v and v.outcome.value for v in verdicts([7, 7, None, 8, 7])]
        ['new', 'same', None, 'revised', 'reverted']
    """
    found: list[Verdict | None] = []
    seen: set[int] = set()
    current: int | None = None
    number = 0
    for state_id in state_ids:
        if state_id is None:
            found.append(None)
            continue
        outcome = Outcome.SAME
        if state_id != current:
            outcome = Outcome.REVERTED if state_id in seen else Outcome.REVISED if seen else Outcome.NEW
            number += 1
            current = state_id
            seen.add(state_id)
        found.append(Verdict(outcome, number))
    return found


def revision_rows(looks: Sequence[Look]) -> list[RevisionRow]:
    """The revisions that looks add up to.

    Args:
        looks: Of one article, by `captured_at`, then by id. Those without content part no run.

    Example:
        >>> a, b = (Look(1, "09", 7, None, None, None), Look(2, "10", 7, "2021", None, "en"))
        >>> revision_rows([a, b, Look(3, "11", 8, None, None, None), Look(4, "12", 7, None, None, None)])[0]
        RevisionRow(number=1, state_id=7, first_capture_id=1, last_capture_id=2, captured_at='09', \
published='2021', modified=None, language='en')
    """
    runs: list[list[Look]] = []
    for look in looks:
        if look.state_id is None:
            continue
        if runs and runs[-1][-1].state_id == look.state_id:
            runs[-1].append(look)
        else:
            runs.append([look])
    return [
        RevisionRow(
            number,
            run[0].state_id or 0,
            run[0].capture_id,
            run[-1].capture_id,
            run[0].captured_at,
            _first(look.published for look in run),
            _first(look.modified for look in run),
            _read_as(_first(look.language for look in run)),
        )
        for number, run in enumerate(runs, 1)
    ]


def _first(claims: Iterable[str | None]) -> str | None:
    return next((claim for claim in claims if claim is not None), None)


def _read_as(language: str | None) -> str | None:
    """What rules go by of a tag such as `en-GB`."""
    from archive.facts.language import read_as

    return read_as(language) if language else None


def recognised(state: State) -> str | None:
    """The language a state seems to be written in; None where that is not sure."""
    from archive.text.language import language_of

    return language_of("\n".join(islice(state.lines(), LANGUAGE_SAMPLE_LINES)))


def language_read(declared: str | None, state: State) -> str | None:
    """The language a state's facts are read in: the declared one, else the one recognised."""
    return _read_as(declared) or recognised(state)


def stays(present: Mapping[int, Iterable[K]], earlier: Iterable[tuple[K, Stay]] = ()) -> dict[K, list[Stay]]:
    """Unbroken stays of things over revisions.

    Args:
        present: What is there in each revision, by number, without gaps from some number on.
        earlier: The stays known before; what they say of revisions in `present` is dropped.

    Returns:
        For each thing its stays in order; nothing is left out.

    Example:
        >>> stays({1: "ab", 2: "a", 3: "ab"})
        {'a': [Stay(first_revision=1, last_revision=3)], 'b': [Stay(first_revision=1, last_revision=1), \
Stay(first_revision=3, last_revision=3)]}
    """
    start = min(present, default=0)
    found: dict[K, list[Stay]] = {}
    for thing, stay in earlier:
        if not present:
            found.setdefault(thing, []).append(stay)
        elif stay.first_revision < start:
            found.setdefault(thing, []).append(Stay(stay.first_revision, min(stay.last_revision, start - 1)))
    for number in sorted(present):
        for thing in dict.fromkeys(present[number]):
            known = found.setdefault(thing, [])
            if known and known[-1].last_revision == number - 1:
                known[-1] = Stay(known[-1].first_revision, number)
            else:
                known.append(Stay(number, number))
    return found
