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
