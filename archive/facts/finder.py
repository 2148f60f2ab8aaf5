"""What one passage shows by itself, and how to add a finder.

A *finder* is any callable `finder(text, language) -> iterable of Mention`. The project's own finders
(figures and dates, quotations, names) are always there; others are found by entry points of the
group `archive.fact_finders`, loaded when the first passage is read:

    [project.entry-points."archive.fact_finders"]
    ships = "my_package:find_ships"

A finder must be pure: its answer may depend on the text and the language alone, since it is kept once
for each distinct passage. Where an added finder's mention overlaps another of the same kind, the
earlier and longer one stays. `finder_name()` names all finders with their versions, so that mentions
made by others are known to be out of date.

A finder may find kinds of its own. It lists their names in its attribute `kinds`, and then they are
stored, shown, searched and followed through time as the others are:

    def find_ships(text, language):
        for match in re.finditer(r"M[VS] [A-Z][a-z]+", text):
            yield Mention(kind=FactKind("ship"), span=Span(*match.span()), rule="ship.prefix")

    find_ships.kinds = ("ship",)

A mention without a value means its own words. One whose value is a number can rise and fall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from operator import attrgetter

from archive.facts import figures, names, quotations
from archive.facts.language import language as language_data
from archive.model import FactKind, Mention

FINDER = "rules/2"
"""Name and version of the project's own rules; raised whenever they would find otherwise."""

GROUP = "archive.fact_finders"
"""The entry-point group of added finders."""

_AT_ONCE = 300

Finder = Callable[[str, str | None], Iterable[Mention]]


@cache
def added_finders() -> tuple[Finder, ...]:
    """The finders that installed packages add, in the order of their names."""
    return tuple(point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name))


@cache
def added_kinds() -> tuple[FactKind, ...]:
    """The kinds that the added finders say they find beyond the project's own, in alphabetical order.

    Raises:
        ValueError: A name is not well formed (see `FactKind`).
    """
    named = {FactKind(name) for finder in added_finders() for name in getattr(finder, "kinds", ())}
    return tuple(sorted(kind for kind in named if kind.is_added))


@cache
def finder_name() -> str:
    """The rules' name and version, and those of every added finder: `rules/2+ships/2.0`."""
    added = sorted(
        f"{point.name}/{point.dist.version if point.dist is not None else '0'}"
        for point in entry_points(group=GROUP)
    )
    return "+".join([FINDER, *added])


def _beside(found: list[Mention], more: list[Mention]) -> list[Mention]:
    """Both lists, each in order and without overlaps; of two that overlap the one in `found` stays."""
    kept: list[Mention] = []
    place, count = 0, len(found)
    low, high = found[0].span if found else (0, 0)
    for mention in more:
        start, end = mention.span
        while place < count and high <= start:
            place += 1
            if place < count:
                low, high = found[place].span
        if place == count or low >= end:
            kept.append(mention)
    return found + kept


def _is_taken(mention: Mention, found: list[Mention]) -> bool:
    """Whether one of the same kind stands where a mention does."""
    start, end = mention.span
    return any(
        mention.kind is other.kind and start < other.span.end and other.span.start < end for other in found
    )


_SPAN = attrgetter("span")


def _place(mention: Mention) -> tuple[int, int]:
    start, end = mention.span
    return start, -end


def mentions(text: str, language: str | None = "en") -> tuple[Mention, ...]:
    """The facts that one passage shows by itself.

    Args:
        text: A passage in canonical form.
        language: ISO 639-1; for None or a language without data only digits, signs, ISO dates and
            quotation marks are read.

    Returns:
        Mentions in order of their start. They do not overlap, but for quotations, in which others
        may lie, and the mentions of added finders.
    """
    return all_mentions([(text, language)])[0]


def all_mentions(texts: Sequence[tuple[str, str | None]]) -> list[tuple[Mention, ...]]:
    """The mentions of many passages, each with its language.

    One finder after the other goes over a stretch of the passages: so its patterns stay in the processor's
    cache, and all of it takes a sixth less time than one passage after the other.
    """
    return [found for at in range(0, len(texts), _AT_ONCE) for found in _found(texts[at : at + _AT_ONCE])]


def _found(texts: Sequence[tuple[str, str | None]]) -> Iterator[tuple[Mention, ...]]:
    read = [(text, language_data(language)) for text, language in texts]
    amounts = [figures.find(text, data) if text else [] for text, data in read]
    named = [names.find(text) if text and data.has_names else [] for text, data in read]
    quoted = [quotations.find(text, data) if text else [] for text, data in read]
    added = added_finders()
    for (text, language), found, more, said in zip(texts, amounts, named, quoted, strict=True):
        whole = (_beside(found, more) if found and more else found or more) + said
        for finder in added if text else ():
            whole += [one for one in finder(text, language) if not _is_taken(one, whole)]
        if len(whole) > 1:
            # Only added finders name two mentions that begin at one place.
            whole.sort(key=_place if added else _SPAN)
        yield tuple(whole)
