"""The view `fact_history` gives each revision the facts that `archive facts` gives it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from builders import draft, put
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.facts import THIRD_PERSON
from archive.model import Claimed
from archive.services import opening
from archive.services.facts import facts
from archive.services.history import log

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# No surname stands without its passage telling that it is one: such a fact only the story shows.
PASSAGES = (
    "Ada Quill, the keeper, came to the lock with Tom Wendt at 9 a.m. on Monday.",
    "“The barge; it stays, for now,” said Ada Quill.",
    "“No barge will go,” she said. He did not say why.",
    "“We counted 12 swans,” he said last year.",
    "Some 1,234 nets cost $2.5m in March 1987, 0.1% of all.",
    "It rained from 3 May to 5 May 2021, and again in two weeks.",
    "„Das Schiff fährt nicht“, sagte er am Montag, den 3. Mai.",
    "Am Dienstag kamen 1.234 Gäste.",
)
LOOKS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=5, unique=True),
        st.sampled_from(["en", "en", "de", None]),
        st.none() | st.sampled_from(["2024-05-01", "2021-07", "2021-07-27", "2024"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15)
@given(LOOKS, st.permutations(range(4)))
def test_the_view_and_the_command_agree_on_every_revision(
    template: Path, tmp_path_factory: pytest.TempPathFactory, looks: list, order: list[int]
) -> None:
    path = tmp_path_factory.mktemp("facts") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    try:
        for place in order:
            if place < len(looks):
                passages, language, published = looks[place]
                claim = None if published is None else Claimed(published)
                text = "\n\n".join(passages)
                put(database, draft(text, 24 * place, language=language, published_at=claim))
        told = {
            (
                entry.revision, fact.kind, fact.text, _value(fact.text, fact.value), fact.unit, fact.subject,
                fact.qualifier, _named(fact.speaker),
            )
            for entry in log(database, "bridge")
            for fact in facts(database, f"bridge@{entry.revision}")
        }  # fmt: skip
        with database.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT first_revision, last_revision, kind, text, value, unit, subject, qualifier, speaker "
                "FROM fact_history"
            ).fetchall()
    finally:
        database.close()

    assert {
        (number, kind, text, _value(text, value), unit, subject, qualifier, _named(speaker))
        for first, last, kind, text, value, unit, subject, qualifier, speaker in rows
        for number in range(first, last + 1)
    } == told


def _value(text: str, value: object) -> object:
    return None if value == text else value


def _named(speaker: str | None) -> str | None:
    """A speaker; the view gives a pronoun where the command gives nobody."""
    return None if speaker is None or speaker.lower() in THIRD_PERSON else speaker
