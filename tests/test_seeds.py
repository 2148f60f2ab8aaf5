"""The stories of `seeds/`, through the whole program, against their answers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from builders import NOW
from stories import SEEDS, STORIES, FactAnswer, FactChangeAnswer, SearchAnswer, Shape, Step, Story

from archive.model import Fact, FactKind, Grain, Search, UnitKind
from archive.readers import read_path
from archive.services import compare, history, opening, upkeep
from archive.services.facts import facts
from archive.services.ingest import ingest
from archive.services.search import search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.model import Comparison, Hit
    from archive.store.connection import Database


@pytest.fixture(scope="module")
def seeded(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """All stories in one archive."""
    path = tmp_path_factory.mktemp("seeds") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    receipts = list(ingest(database, read_path(SEEDS), now=lambda: NOW))
    assert [receipt for receipt in receipts if not receipt.added] == []
    yield database
    database.close()


def cases(part: str) -> list[Any]:
    """One case for each answer of a kind, named by its story and place."""
    return [
        pytest.param(story, answer, id=f"{story}-{number}")
        for story in STORIES
        for number, answer in enumerate(getattr(story, part), 1)
    ]


def test_there_are_stories_enough_and_of_every_format_and_script() -> None:
    endings = {path.suffix for path in SEEDS.iterdir()} - {".toml"}
    languages = {story.language for story in STORIES}

    assert len(STORIES) >= 8
    assert endings == {".txt", ".md", ".html", ".jsonl"}
    assert languages & {"ar", "he"}
    assert languages & {"zh", "ja"}
    assert languages & {"de", "fr", "es", "it", "pt", "nl"}
    assert all(2 <= story.revisions <= 6 for story in STORIES)


def test_the_archive_of_all_stories_is_sound(seeded: Database) -> None:
    assert upkeep.verification(seeded).problems == ()


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_has_its_captures_revisions_and_states(seeded: Database, story: Story) -> None:
    revisions = history.story(seeded, story.key).revisions
    captures = history.captures(seeded, story.key)

    assert len(revisions) == story.revisions
    assert len(captures) == story.captures
    assert len({revision.id for revision in revisions}) == story.states
    assert {revision.language for revision in revisions} == {story.language}


@pytest.mark.parametrize(("story", "shape"), cases("shapes"))
def test_a_revision_has_its_shape(seeded: Database, story: Story, shape: Shape) -> None:
    found = history.show(seeded, f"{story.key}@{shape.revision}")

    for name in ("title", "byline"):
        if getattr(shape, name) is not None:
            assert (getattr(found.state, name) or "") == getattr(shape, name), name
    for name in ("published", "modified"):
        if getattr(shape, name) is not None:
            assert str(getattr(found.about, f"{name}_at") or "") == getattr(shape, name), name
    assert found.state.headings == shape.headings
    has_lead = bool(found.state.sections) and found.state.sections[0].heading is None
    counts = [len(section.passages) for section in found.state.sections]
    assert (counts if has_lead else [0, *counts]) == list(shape.passages)


@pytest.mark.parametrize(("story", "step"), cases("steps"))
def test_a_comparison_finds_what_changed(seeded: Database, story: Story, step: Step) -> None:
    found = compare.diff(seeded, f"{story.key}@{step.old}", str(step.new), grain=step.by)

    assert step.labels <= set(found.labels)
    assert not step.not_labels & set(found.labels)
    if step.silent is not None:
        assert found.silent == step.silent
    assert sorted((f.field, f.old or "", f.new or "") for f in found.fields) == sorted(
        (f.field, f.old or "", f.new or "") for f in step.fields
    )
    assert changed_units(found) == sorted((u.kind.value, u.moved, u.old, u.new) for u in step.units)
    for unit in step.units:
        (same,) = [u for u in found.units if (u.kind, u.old, u.new) == (unit.kind, unit.old, unit.new)]
        assert unit.labels <= set(same.labels), unit
    for change in step.facts:
        assert any(is_change(change, old=c.old, new=c.new, what=c) for c in found.facts), change


def changed_units(found: Comparison) -> list[tuple[str, bool, tuple[int, ...], tuple[int, ...]]]:
    return sorted(
        (u.kind.value, u.moved, u.old, u.new) for u in found.units if u.kind is not UnitKind.SAME or u.moved
    )


def is_change(answer: FactChangeAnswer, *, old: Fact | None, new: Fact | None, what: Any) -> bool:
    return (
        what.kind is answer.kind
        and what.change is answer.change
        and has_value(answer.kind, answer.old, old)
        and has_value(answer.kind, answer.new, new)
    )


def has_value(kind: FactKind, wanted: object, fact: Fact | None) -> bool:
    if wanted is None:
        return True
    if fact is None:
        return False
    if kind is FactKind.QUOTATION:
        return str(wanted) in str(fact.value)
    return fact.value == wanted


@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize("story", STORIES, ids=str)
def test_every_comparison_of_a_story_is_whole_at_both_grains(
    seeded: Database, story: Story, grain: Grain
) -> None:
    for old in range(1, story.revisions + 1):
        for new in range(1, story.revisions + 1):
            found = compare.diff(seeded, f"{story.key}@{old}", str(new), grain=grain)
            for unit in found.units:
                kept = [(run.op.value, run.text) for run in unit.words]
                assert "".join(text for op, text in kept if op != "+") == unit.old_text
                assert "".join(text for op, text in kept if op != "-") == unit.new_text
            for side in ("old", "new"):
                places = sorted(place for unit in found.units for place in getattr(unit, side))
                assert places == list(range(len(places))), (old, new, side)
            states = [history.show(seeded, f"{story.key}@{n}").state for n in (old, new)]
            assert found.is_empty == (states[0] == states[1] and not found.fields)


@pytest.mark.parametrize(("story", "answer"), cases("facts"))
def test_a_revision_has_its_facts(seeded: Database, story: Story, answer: FactAnswer) -> None:
    found = facts(seeded, f"{story.key}@{answer.revision}", kinds=[answer.kind])

    assert any(is_fact(answer, fact) for fact in found), "\n".join(map(str, found))


def is_fact(answer: FactAnswer, fact: Fact) -> bool:
    return (
        answer.text in fact.text
        and has_value(answer.kind, answer.value, fact)
        and (answer.unit is None or answer.unit == fact.unit)
        and (answer.subject is None or answer.subject.lower() in (fact.subject or "").lower())
        and (answer.speaker is None or answer.speaker in (fact.speaker or ""))
        and (answer.qualifier is None or answer.qualifier == fact.qualifier)
    )


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_every_fact_stands_where_it_says_and_in_the_revisions_it_names(
    seeded: Database, story: Story
) -> None:
    for number in range(1, story.revisions + 1):
        passages = history.show(seeded, f"{story.key}@{number}").state.passages
        for fact in facts(seeded, f"{story.key}@{number}"):
            assert passages[fact.passage].text[fact.start : fact.end] == fact.text
            assert fact.first_revision is not None
            assert fact.last_revision is not None
            assert 1 <= fact.first_revision <= number <= fact.last_revision <= story.revisions


@pytest.mark.parametrize(("story", "answer"), cases("searches"))
def test_a_search_finds_the_story_in_its_revisions(
    seeded: Database, story: Story, answer: SearchAnswer
) -> None:
    hits = {hit.article: hit for hit in searched(seeded, answer)}

    hit = hits.get(story.key)
    assert (None if hit is None else (hit.first_revision, hit.last_revision)) == answer.revisions
    if hit is not None and answer.current is not None:
        assert hit.current == answer.current


def searched(seeded: Database, answer: SearchAnswer) -> list[Hit]:
    scope = "removed" if answer.removed else "added" if answer.added else "any"
    from archive.model import Scope

    return list(
        search(
            seeded,
            Search(
                query=answer.query,
                since=answer.since or answer.on,
                until=answer.until or answer.on,
                date_field=answer.date_field,
                as_of=answer.as_of,
                scope=Scope(scope),
                limit_count=None,
            ),
        )
    )
