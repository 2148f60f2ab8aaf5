"""The program as a process of its own, and what is in the file it leaves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.services import opening, upkeep

ROOT = Path(__file__).resolve().parents[1]


def command(db: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "archive", "--db", str(db), *words]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE", "PYTEST"))}
    return {**kept, "PYTHONPATH": str(ROOT)}


def ran(db: Path, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "text": True, "timeout": 60, "env": environment(), **options}
    return subprocess.run(command(db, *words), check=False, **options)


def problems(db: Path) -> object:
    database = opening.open_for_reading(db)
    try:
        return upkeep.verification(database).problems
    finally:
        database.close()


def stored_moments(db: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(db)) as file:
        rows = file.execute(
            "SELECT key, captured_at FROM capture JOIN article ON article.id = capture.article_id"
        )
        return {(key, moment[:19]) for key, moment in rows}
