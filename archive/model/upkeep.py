"""What the upkeep commands report."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.record import Record


@dataclass(frozen=True, slots=True)
class Problem(Record):
    """Something that `verify` found wrong: where, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Reextraction(Record):
    """What reading all passages for facts again came to; no revision changed by it.

    Attributes:
        passages: How many passages were read, in each language they are taken for.
        differing: In how many of them something else was found than before.
        mentions_before: How many mentions there were.
        mentions: How many there are.
        finder: Name and version of the rules that read.
    """

    articles: int
    passages: int
    differing: int
    mentions_before: int
    mentions: int
    finder: str


@dataclass(frozen=True, slots=True)
class Verification(Record):
    """What `verify` looked at and what it found."""

    articles: int
    captures: int
    states: int
    passages: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """What could not be promised, and why."""

    @property
    def is_sound(self) -> bool:
        """Nothing was found wrong."""
        return not self.problems
