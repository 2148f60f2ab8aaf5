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
import web_server
from click.testing import CliRunner
from web_server import Server

from archive.cli import exits
from archive.cli.main import COMMANDS, cli
from archive.resources import folder

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTLET = "https://elm.example"
CONTACT = "desk@paper.example"
MANNERS = 'manners=archive.Manners(agent="docs/1", delay_s=0, allowed=(ipaddress.ip_network("127.0.0.0/8"),))'
STORIES = {
    "ferry-runs": """Ferry runs again after a month
The ferry runs again from Monday, a month after its engine failed in mid river with 43 passengers on board.
Crossings start at six and end at ten at night, as before, and the fare stays at two crowns until summer.
A second boat, which was to help out at weekends, is not expected before autumn, the harbour office said.""",
    "ferry-again": """River ferry runs again on Monday
The ferry runs again from Monday, a month after its engine failed in mid river with 43 passengers on board.
Crossings start at six and end at ten at night, as before, and the fare stays at two crowns until summer.
A second boat, which was to help out at weekends, is not expected before autumn, the harbour office said.
The company's director regretted the long wait.""",
    "mole-shut": """Mole shut for repairs until May
Walkers must keep off the north mole until May: the storms washed out some 30 metres of it, the port said.
Divers found the damage in February, and the port has asked the county for 1.2 million crowns to mend it.
The light at its end is lit as before, and boats are looked after from the south quay as long as it lasts.""",
}
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

    with Server() as server:
        server.pages.update(_outlet(server.url))
        for block in blocks:
            program = block.replace(OUTLET, server.url).replace(f'contact="{CONTACT}"', MANNERS)
            result = subprocess.run(
                [sys.executable, "-c", "import archive, ipaddress\n" + program],
                capture_output=True,
                text=True,
                check=False,
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert result.returncode == 0, block + result.stderr
        assert "/ferry-runs.html" in server.asked


def test_every_console_block_of_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    blocks = [block for kind, block in BLOCKS if kind == "console"]
    assert blocks
    shutil.copytree(folder("seeds"), tmp_path / "seeds")
    program = tmp_path / "bin" / "archive"
    program.parent.mkdir()
    # The outlet of the examples is a server of the test's: hence its address, and no pause between looks.
    program.write_text(
        f'#!/bin/sh\nrun="{sys.executable} -m archive"\n'
        'case "$*" in (ingest\\ http*|watch\\ --once*) exec $run "$@" --allow-private --delay 0;; esac\n'
        'exec $run "$@"\n'
    )
    program.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE")},
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "90",
    }

    with Server() as server:
        server.pages.update(_outlet(server.url))
        for block in blocks:
            _check(block.replace(OUTLET, server.url), tmp_path, environment)


def _check(block: str, cwd: Path, environment: dict[str, str]) -> None:
    """Run a block's commands, and look for what each is said to print."""
    for command, shown in _commands_of(block):
        if re.match(r"(make|git|python3?|pip|pipx|uv) ", command):
            continue  # setting up is tested by doing it
        result = subprocess.run(
            command, shell=True, capture_output=True, text=True, check=False, cwd=cwd, env=environment
        )
        printed = {" ".join(line.split()) for line in (result.stdout + result.stderr).splitlines()}
        missing = [line for line in shown if " ".join(line.split()) not in printed]
        assert not missing, (
            f"$ {command}\ndoes not print\n" + "\n".join(missing) + "\nbut\n" + result.stdout + result.stderr
        )
        assert "Traceback" not in result.stderr


def _outlet(url: str) -> dict[str, bytes]:
    """The outlet of the examples: a feed and two stories."""
    pages, items = {}, ""
    for name, story in STORIES.items():
        title, *texts = story.splitlines()
        body = "".join(f"<p>{text}</p>" for text in texts)
        pages[f"/{name}.html"] = web_server.answer(
            f"<html><head><title>{title}</title></head>"
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        )
        if name != "ferry-again":  # an address the feed does not list
            items += f"<item><title>{title}</title><link>{url}/{name}.html</link></item>"
    feed = f"<rss version='2.0'><channel><title>The Elm</title>{items}</channel></rss>"
    return {**pages, "/feed.xml": web_server.answer(feed, type="application/rss+xml")}


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
