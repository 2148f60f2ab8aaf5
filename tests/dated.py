"""The dates that a text tells on one day."""

from __future__ import annotations

from datetime import date

from archive.facts import find_facts
from archive.model import FactKind

DAY = date(2022, 3, 17)  # a Thursday


def dates(text: str) -> list[tuple[str, object]]:
    return [
        (fact.text, fact.value)
        for fact in find_facts(text, reference=DAY)
        if fact.kind in (FactKind.DATE, FactKind.DURATION)
    ]
