"""Decisions and erasures killed half way: the file is in the state before or in the one after, and sound."""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, SECOND, draft, put
from processes import command, environment, problems, ran

from archive.services import opening

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "quokkaland"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which each decision is some work."""
    path = tmp_path_factory.mktemp("many") / "archive.db"
    database, _ = opening.open_for_writing(path)
    told = [f"Day {n} in {SECRET}: {n} of 99 piers were safe, said Ann Poe.\n\n{FIRST}" for n in range(60)]
    put(
        database,
        *(draft(text, hour, article="secret", extractor="text/0") for hour, text in enumerate(told)),
        *(draft(f"Pier {n}.\n\n{SECOND}", n, article="other") for n in range(60)),
    )
    database.close()
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "probe"),
    [
        (("article", "merge", "other", "secret", "--reason", "x"), ("captures", "other", "--json")),
        (("article", "erase", "secret", "--reason", "x", "--yes"), ("captures", "secret", "--json")),
        (("reextract",), ("captures", "secret", "--json")),
    ],
    ids=["merge", "erase", "reextract"],
)
def test_killed_at_any_moment_it_is_done_or_it_is_not(
    many: Path, tmp_path: Path, words: tuple[str, ...], probe: tuple[str, ...]
) -> None:
    whole = tmp_path / "whole.db"
    shutil.copyfile(many, whole)
    before = ran(whole, *probe).stdout
    start = time.monotonic()
    assert ran(whole, *words).returncode == 0
    took_s = time.monotonic() - start
    after = ran(whole, *probe).stdout

    for share in (0.55, 0.85):
        db = tmp_path / f"{share}.db"
        shutil.copyfile(many, db)
        process = subprocess.Popen(
            command(db, *words), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(share * took_s)
        process.kill()
        process.wait()
        assert problems(db) == ()
        found = ran(db, *probe).stdout
        assert found in (before, after)
        assert ran(db, *words).returncode == (2 if words[0] == "article" and found == after else 0)
        assert ran(db, *probe).stdout == after
        if words[1:2] == ("erase",):
            held = [f.name for f in tmp_path.glob(f"{share}.db*") if SECRET.encode() in f.read_bytes()]
            assert held == []
