"""Fixtures that every test knows: `store`, `clock`, `run`.

A migrated file is made once and copied: a copy takes a hundredth of the time.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from archive.services import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.store.connection import Database

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("deep", parent=settings.get_profile("ci"), derandomize=False, max_examples=1000)
settings.load_profile("ci")

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive."""
    path = tmp_path_factory.mktemp("template") / "archive.db"
    database, _ = opening.open_for_writing(path)
    database.close()
    return path


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    """The path of a new empty archive."""
    path = tmp_path / "archive.db"
    shutil.copyfile(template, path)
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Database]:
    """A new empty archive, open for writing."""
    database, _ = opening.open_for_writing(file)
    yield database
    database.close()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute at every look, from noon of 1 January 2026."""
    moments = (NOW + timedelta(minutes=count) for count in range(1_000_000))
    return lambda: next(moments)


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str
    out_bytes: bytes

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run a command on the new archive, in a folder of its own: `run("show", "iraq")`."""
    from archive.cli.main import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words: str, stdin: bytes | str | None = None, db: Path | None = file) -> Result:
        before = [] if db is None else ["--db", str(db)]
        result = CliRunner().invoke(cli, [*before, *words], input=stdin, prog_name="archive")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return call
