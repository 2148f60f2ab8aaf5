"""What callers write is read, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import archive
from archive.services.asking import asked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"removed": True}, "There is no argument 'removed'; scope=\"removed\" says it."),
        ({"scope": "added", "changed": True}, 'scope="changed" says it'),
        ({"nonsense": 3}, "There is no argument 'nonsense'; those there are: since, until"),
    ],
)
def test_an_argument_that_there_is_not_is_refused(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(TypeError, match=sentence):
        asked("mole", **options)  # type: ignore[arg-type]


def test_the_archive_refuses_it_in_all_that_searches(tmp_path: Path) -> None:
    with archive.open(tmp_path / "news.db") as news:
        for call in (news.search, news.count, lambda *each, **more: news.tally(*each, by="month", **more)):
            with pytest.raises(TypeError, match="'removed'"):
                call("mole", removed=True)
            assert not call("mole", scope="removed")
