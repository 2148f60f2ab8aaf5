"""What is shipped: built, unpacked and run in an empty folder, with its migrations and seeds and no tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from archive.resources import folder

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made of that sdist, as an installer would."""
    target = tmp_path_factory.mktemp("built")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--no-isolation",
            "--skip-dependency-check",
            "--outdir",
            target,
            ROOT,
        ],
        check=True,
        capture_output=True,
        cwd=target,
    )
    return target


@pytest.fixture(scope="module")
def installed(built: Path) -> Path:
    """The wheel, unpacked; its path has a space, as paths have."""
    (wheel,) = built.glob("*.whl")
    target = built / "un packed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def ran(installed: Path, empty: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE", "PYTHON"))
    }
    return subprocess.run(
        [sys.executable, "-m", "archive", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=empty,
        env={**environment, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_the_wheel_holds_the_program_its_migrations_and_its_seeds_and_no_tests(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    tops = {name.partition("/")[0] for name in names}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"archive"}
    for here, there in (("migrations", "archive/_migrations"), ("seeds", "archive/_seeds")):
        ours = [p for p in folder(here).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        assert {f"{there}/{p.relative_to(folder(here)).as_posix()}" for p in ours} <= names
    assert "archive/py.typed" in names
    assert not [name for name in names if "test" in name or name.endswith((".db", ".pyc"))]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_the_demo_runs_from_the_wheel_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    result = ran(installed, tmp_path, "--db", "x.db", "demo")

    assert result.returncode == 0, result.stderr
    assert "iraq-mission" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["x.db"]
    verified = ran(installed, tmp_path, "--db", "x.db", "verify")
    assert verified.returncode == 0
    assert "un packed" in ran(installed, tmp_path, "--debug", "--db", "none.db", "articles").stderr


def test_the_installed_program_has_an_entry_point_a_licence_and_its_needs(installed: Path) -> None:
    (info,) = installed.glob("*.dist-info")
    metadata = (info / "METADATA").read_text(encoding="utf-8")

    assert "archive = archive.cli.main:main" in (info / "entry_points.txt").read_text()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata


def test_the_sdist_holds_what_is_needed_to_test_it(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    for name in (
        *("README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", "tests/conftest.py"),
        *("migrations/env.py", "seeds/iraq-mission.toml", "archive/cli/main.py"),
    ):
        assert name in names
