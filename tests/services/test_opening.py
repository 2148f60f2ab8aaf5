"""Opening a file that another process has made, and takes away at that very moment."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from builders import draft, put

from archive.services import history, opening

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_new_file_that_is_taken_away_while_another_process_opens_it_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shared.db"
    first, _ = opening.open_for_writing(path)
    real, waiting = sqlite3.connect, [first]

    def connect(*given: Any, **options: Any) -> sqlite3.Connection:
        made = real(*given, **options)
        if waiting:  # the second process has the file open, and has not looked into it yet
            assert waiting.pop().discard()
        return made

    monkeypatch.setattr(sqlite3, "connect", connect)
    second, _ = opening.open_for_writing(path)
    [receipt] = put(second, draft())
    second.close()

    assert receipt.added
    found = opening.open_for_reading(path)
    assert [row.article for row in history.articles(found)] == ["bridge"]
    found.close()


def test_a_file_that_somebody_has_open_as_an_archive_is_not_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    first, _ = opening.open_for_writing(path)
    second, _ = opening.open_for_writing(path)

    assert not first.discard()
    assert not second.is_astray
    put(second, draft())
    second.close()
    assert path.exists()
