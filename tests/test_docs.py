"""What the README says is so: its blocks run and print what they show, and every command has help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archive.cli import exits
from archive.cli.main import COMMANDS, cli
from archive.resources import folder

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command by its words, those of groups too."""
    found: list[tuple[str, ...]] = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found.append((*before, name))
            if isinstance(command, click.Group):
                found.extend(commands(command, (*before, name)))
    return found


@pytest.mark.parametrize("words", [(), *commands(cli)], ids=lambda words: " ".join(("archive", *words)))
def test_every_command_explains_itself_and_each_of_its_options(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*words, "--help"], prog_name="archive")

    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: {' '.join(('archive', *words))}")
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{parameter.name} has no help"


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    assert set(COMMANDS) == {words[0] for words in commands(cli)}
    assert list(COMMANDS) == cli.list_commands(click.Context(cli))
    assert all(sentence.endswith(".") for sentence in COMMANDS.values())


def test_the_readme_names_every_command_and_every_exit_code() -> None:
    for words in commands(cli):
        assert f"archive {' '.join(words)}" in README, words
    for code in exits.MEANINGS:
        assert re.search(rf"\|\s*`?{code}`?\s*\|", README), f"exit code {code} is not in a table"


def test_every_python_block_of_the_readme_runs(tmp_path: Path) -> None:
    blocks = [block for kind, block in BLOCKS if kind == "python"]
    assert blocks
    shutil.copytree(folder("seeds"), tmp_path / "seeds")

    for block in blocks:
        result = subprocess.run(
            [sys.executable, "-c", block],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert result.returncode == 0, block + result.stderr


def test_every_console_block_of_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    blocks = [block for kind, block in BLOCKS if kind == "console"]
    assert blocks
    shutil.copytree(folder("seeds"), tmp_path / "seeds")
    program = tmp_path / "bin" / "archive"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m archive "$@"\n')
    program.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE")},
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "90",
    }

    for block in blocks:
        for command, shown in _commands_of(block):
            if re.match(r"(make|git|python3?|pip|pipx|uv) ", command):
                continue  # setting up is tested by doing it
            result = subprocess.run(
                command,
                shell=True,
                capture_output=True,
                text=True,
                check=False,
                cwd=tmp_path,
                env=environment,
            )
            printed = {" ".join(line.split()) for line in (result.stdout + result.stderr).splitlines()}
            missing = [line for line in shown if " ".join(line.split()) not in printed]
            assert not missing, (
                f"$ {command}\ndoes not print\n" + "\n".join(missing) + "\nbut\n" + result.stdout
            )
            assert "Traceback" not in result.stderr


def _commands_of(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the lines it shows, save those that leave something out."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip() and not line.rstrip().endswith(("…", "...")):
            assert found, f"a block begins with output: {line}"
            found[-1][1].append(line)
    return found


def test_the_generated_parts_of_the_readme_are_in_step_with_the_program() -> None:
    if "[[[cog" not in README:
        pytest.fail("the README has no generated part")
    result = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert result.returncode == 0, result.stdout + result.stderr
