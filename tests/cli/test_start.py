"""What a command loads before it answers: a start that nobody looks at grows."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    "archive.facts.finder",
    "archive.changes.compare",
    "alembic",
    "trafilatura",
    "lxml",
    "httpx2",
    "feedparser",
)


@pytest.mark.parametrize(
    ("words", "but"),
    [
        (["search", "bridge"], ()),
        (["search", "2500", "--since", "2021", "--json"], ()),
        (["show", "bridge"], ()),
        (["articles"], ()),
        (["captures", "bridge"], ()),
        (["article", "show", "bridge"], ()),
        (["log", "bridge"], ("archive.facts.finder", "archive.changes.compare")),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_loads_nothing_that_it_does_not_need(
    file: Path, words: list[str], but: tuple[str, ...]
) -> None:
    program = (
        "import sys\n"
        "from archive.cli.main import cli\n"
        "cli(['--db', sys.argv[1], 'ingest', '-', '--article', 'bridge'], standalone_mode=False)\n"
    )
    text = "The bridge is shut.\n"
    subprocess.run([sys.executable, "-c", program, str(file)], input=text, text=True, check=True)
    program = (
        "import sys\n"
        "from archive.cli.main import cli\n"
        "cli(['--db', *sys.argv[1:]], standalone_mode=False)\n"
        f"print('LOADED', *(name for name in {HEAVY} if name in sys.modules))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(file), *words], capture_output=True, text=True, check=True
    )
    loaded = answer.stdout.splitlines()[-1].split()[1:]
    assert set(loaded) <= set(but)
