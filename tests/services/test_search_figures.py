from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import draft, put

from archive.model import Scope, Search
from archive.services.search import count, search

if TYPE_CHECKING:
    from archive.model import Hit
    from archive.store.connection import Database

LEAD = "The night ferry to Elm island was late."


def hits(store: Database, query: str, **fields: Any) -> list[Hit]:
    return list(search(store, Search(query=query, **fields)))


def found(store: Database, query: str, **fields: Any) -> list[str]:
    return [hit.article for hit in hits(store, query, **fields)]


@pytest.mark.parametrize(
    ("query", "text", "is_found"),
    [
        ("14.2", "It rose by 14.2 points.", True),
        ("14.2", "It rose by 14,2 points.", True),
        ("14.2", "It rose by 14.2%.", True),
        ("14.2", "It cost $14.2bn.", True),
        ("14.2", "The quay is 14.2km long.", True),
        ("$14.2", "It rose by 14.2.", True),
        ("14,2", "It rose by 14.2.", True),
        ("14.2", "It left on May 14, 2:30 p.m.", False),
        ("14.2", "Lines 14-2 and 14 2 were shut.", False),
        ("14.2", "It rose by 114.2 or 1.14.2 or 14.21.", False),
        ("14.2", "It came to 1,14.2 in all.", False),
        ("11.3", "It cost £11.3m.", True),
        ("£11.3m", "It cost £11.3m.", True),
        ("£11.3m", "It cost 11.3 million pounds.", True),
        ("£11.3m", "It cost 11.3-million pounds.", True),
        ("£11.3m", "It cost 11.3 to 12 million pounds.", True),
        ("£11.3m", "It cost 11.3 billion pounds.", False),
        ("£11.3m", "It cost 11.3 pounds.", False),
        ("5.2 million", "It cost $5.2m.", True),
        ("5.2 million", "It cost 5.2 million.", True),
        ("5.2 million", "It cost $5.2bn.", False),
        ("$5.2 million people", "It cost people $5.2m.", True),
        ("5 million", "It cost $5m.", True),
        ("5 million", "It cost $5 million.", True),
        ("5 million", "It cost $5bn.", False),
        ("5 million", "It cost $5.", False),
        ("3%", "It rose by 3%.", True),
        ("3%", "It rose by 3 %.", True),
        ("3%", "It rose by 3 per cent.", True),
        ("3%", "It rose by 3 percentage points.", True),
        ("3%", "It rose by 3pc.", True),
        ("3%", "It rose by 3 to 5 per cent.", True),
        ("3%", "It left at 3:45.", False),
        ("3%", "It rose by 5.3%.", False),
        ("3%", "The 3 boats sank by 5%.", False),
        ("3.5%", "It rose by 3.5 percent.", True),
        ("3.5%", "It rose by 3.5 metres.", False),
    ],
)
def test_a_number_is_found_where_the_text_has_it(
    store: Database, query: str, text: str, is_found: bool
) -> None:
    put(store, draft(f"{LEAD}\n\n{text} “Été”."), draft(f"{text} Nobody knew.", 0, article="plain"))

    answers = hits(store, query)

    assert len(answers) == 2 * is_found
    assert count(store, Search(query=query)) == len(answers)
    assert count(store, Search(query=f"NOT ({query})")) == 2 - len(answers)
    assert all(hit.marks and hit.marks[0].of(hit.snippet)[0] in (*"$£", *query, "p") for hit in answers)


def test_where_a_figure_went_or_came_is_told(store: Database) -> None:
    put(
        store,
        draft(f"{LEAD}\n\nIt cost £11.3m.", 0, article="ferry"),
        draft(f"{LEAD}\n\nIt cost 11, 3 or so.", 1, article="ferry"),
    )

    assert found(store, "11.3", scope=Scope.REMOVED) == ["ferry"]
    assert found(store, "11.3", scope=Scope.ADDED) == []
    assert [hit.spans for hit in hits(store, "11.3")] == [((1, 1),)]
    assert found(store, "quote:11.3") == []


def test_in_quotation_marks_and_with_exact_the_terms_alone_count(store: Database) -> None:
    put(store, draft("It left on May 14, 2:30 p.m., 3 of them.", article="ferry"))

    assert found(store, '"14.2"') == found(store, "14.2", is_exact=True) == ["ferry"]
    assert found(store, '"3%"') == found(store, "3%", is_exact=True) == ["ferry"]
    assert found(store, "NEAR(14.2 3)") == ["ferry"]


def test_a_figure_in_a_headline_comes_first(store: Database) -> None:
    put(
        store,
        draft("It cost 5.2 million, all 5.2 million of it.", article="body"),
        draft("It was dear.", article="head", title="Elm pays $5.2m"),
    )

    assert found(store, "5.2 million") == ["head", "body"]
