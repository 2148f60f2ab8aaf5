"""Why a search found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import draft, put

from archive.model import DateField, FactKind, FactTest, Label, Miss, Scope, Search
from archive.services.misses import miss, quick_count

if TYPE_CHECKING:
    from archive.store.connection import Database

TEXT = "The harbour office regretted the customers' long wait at the pier."


@pytest.mark.parametrize(
    ("query", "fields", "why"),
    [
        ("?!", {}, Miss(is_wordless=True)),
        ("?!", {"scope": Scope.REMOVED}, Miss(is_wordless=True)),
        ("harbour", {"offset_count": 3}, Miss(passed_over=1)),
        ("harbour", {"scope": Scope.REMOVED}, Miss(without=1)),
        ("harbour", {"speakers": ("Mara Holt",), "offset_count": 3}, Miss(without=1)),
        ("harbours", {"is_exact": True}, Miss(without=1)),
        ("harbour AND zeppelin", {"scope": Scope.REMOVED}, Miss()),
        ("", {"scope": Scope.REMOVED}, Miss()),
        ("titel:harbour", {}, Miss(mistyped=("titel", "title"))),
        ("habrour", {}, Miss(unknown=("habrour", "harbour"))),
        ("ahrbour", {}, Miss(unknown=("ahrbour", "harbour"))),
        ('"harbour ofice"', {}, Miss(unknown=("ofice", "office"))),
        ("NEAR(ofice harbour)", {"scope": Scope.REMOVED}, Miss(unknown=("ofice", "office"))),
        ("office customer zeppelin", {}, Miss()),
        ("office NOT harbuor", {"scope": Scope.REMOVED}, Miss(without=1)),
        ("harbuo*", {}, Miss()),
        ("piir", {}, Miss(unknown=("piir", "pier"))),
        ("teh", {}, Miss()),
    ],
)
def test_a_miss_is_told_apart(store: Database, query: str, fields: dict[str, Any], why: Miss) -> None:
    put(store, draft(TEXT, 0, article="pier", title="Long wait"))

    assert miss(store, Search(query=query, **fields)) == why


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"query": "harbour"}, 1),
        ({"query": "harbour", "scope": Scope.REMOVED}, 0),
        ({"query": "harbour", "date_field": DateField.CAPTURED}, 1),
        ({"query": "harbour", "scope": Scope.ADDED}, None),
        ({"query": "harbour", "scope": Scope.CHANGED}, None),
        ({"query": "harbour", "is_silent": True}, None),
        ({"labels": (Label.FIGURE,)}, None),
        ({"facts": (FactTest(FactKind.MONEY),)}, None),
        ({"speakers": ("Mara Holt",)}, None),
        ({"date_field": DateField.MENTIONED}, None),
    ],
)
def test_only_what_the_index_tells_is_counted(
    store: Database, fields: dict[str, Any], expected: int | None
) -> None:
    put(store, draft(TEXT, 0, article="pier", title="Long wait"))

    assert quick_count(store, Search(**fields)) == expected
