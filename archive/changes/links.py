"""Where the words lead: links of linked passages compared.

A link whose target changed shows in no word. It is compared only where both revisions were read from
pages: a plain text says nothing about links. Targets that differ in what an address may (`utm_source`,
`http` for `https`) are the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.changes.labels import in_order
from archive.model import Label, UnitKind
from archive.text.address import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.changes.side import Place
    from archive.model import Link, Unit

_RULE = "target"


def with_link_labels(
    units: Sequence[Unit],
    old: tuple[Sequence[Link], Sequence[Place]],
    new: tuple[Sequence[Link], Sequence[Place]],
) -> tuple[Unit, ...]:
    """The units, those whose links lead elsewhere labelled so; one that is the same but for that is edited.

    Args:
        units: In order.
        old: The links of the old side, and its places.
        new: Those of the new side.
    """
    old_targets, new_targets = _targets(*old), _targets(*new)
    if old_targets == new_targets and all(unit.old == unit.new for unit in units):
        return tuple(units)
    return tuple(_labelled(unit, old_targets, new_targets) for unit in units)


def _targets(links: Iterable[Link], places: Sequence[Place]) -> dict[int, list[str]]:
    """Where the links of each place lead, in order, by the place's position."""
    by_passage: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        by_passage.setdefault(place.passage, []).append(number)
    found: dict[int, list[str]] = {}
    for link in links:
        holders = [n for n in by_passage.get(link.passage, ()) if places[n].start <= link.start]
        if holders:
            found.setdefault(holders[-1], []).append(link.url)
    return found


def _labelled(unit: Unit, old_targets: dict[int, list[str]], new_targets: dict[int, list[str]]) -> Unit:
    if not unit.old or not unit.new:
        return unit
    old = {cleaned(url): url for i in unit.old for url in old_targets.get(i, ())}
    new = {cleaned(url): url for j in unit.new for url in new_targets.get(j, ())}
    if old.keys() == new.keys():
        return unit
    gone = [url for key, url in old.items() if key not in new]
    come = [url for key, url in new.items() if key not in old]
    if gone and come:
        said = f"links to {come[0]}, no longer to {gone[0]}"
    else:
        said = f"links to {come[0]}" if come else f"no longer links to {gone[0]}"
    rules = dict(zip(unit.labels, unit.rules, strict=True))
    rules.setdefault(Label.LINK, f"{_RULE}: {said}")
    found = in_order(rules)
    return replace(
        unit,
        kind=UnitKind.EDITED if unit.kind is UnitKind.SAME else unit.kind,
        labels=tuple(one.label for one in found),
        rules=tuple(one.rule for one in found),
    )
