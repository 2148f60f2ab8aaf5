"""The program as a process: busy, without room, without permission, and its exit codes."""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import FIRST, SECOND, draft, put
from processes import environment, problems, ran, stored_moments

from archive.services import opening, upkeep

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def filled(file: Path) -> Path:
    """An archive with two revisions."""
    database, _ = opening.open_for_writing(file)
    put(database, draft(FIRST, 0), draft(SECOND, 1))
    database.close()
    return file


@pytest.fixture
def writing(filled: Path) -> Iterator[sqlite3.Connection]:
    """Another process in the middle of a write."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE source SET name = name")
        yield other


def test_a_writer_says_busy_after_the_wait_that_was_stated(filled: Path, writing: sqlite3.Connection) -> None:
    start = time.monotonic()

    result = ran(filled, "ingest", "-", "--article", "x", "--wait", "0.4", input="Text.")

    assert result.returncode == 6
    assert "0.4 s" in result.stderr
    assert result.stderr.count("\n") == 1
    assert 0.4 <= time.monotonic() - start < 20
    writing.execute("ROLLBACK")
    assert ran(filled, "ingest", "-", "--article", "x", "--wait", "0.4", input="Text.").returncode == 0


def test_reading_and_copying_go_on_beside_a_writer(
    filled: Path, writing: sqlite3.Connection, tmp_path: Path
) -> None:
    assert writing.in_transaction
    assert ran(filled, "show", "bridge@2").returncode == 0
    assert ran(filled, "search", "cracks").returncode == 0
    assert ran(filled, "verify").returncode == 0
    assert ran(filled, "db", "backup", str(tmp_path / "copy.db")).returncode == 0
    assert problems(tmp_path / "copy.db") == ()


def test_one_reader_sees_one_moment_while_others_write(filled: Path) -> None:
    reader = opening.open_for_reading(filled)
    with reader.reading():
        before = list(upkeep.export(reader))
        writer, _ = opening.open_for_writing(filled)
        put(writer, draft("Another text.", 5))
        writer.close()
        assert list(upkeep.export(reader)) == before
    assert len(list(upkeep.export(reader))) == len(before) + 1
    reader.close()


@pytest.fixture
def public(filled: Path) -> Iterator[Path]:
    """A copy of the archive in a folder that every user can read and nobody can write."""
    folder = Path(tempfile.mkdtemp(prefix="archive-test-"))
    path = folder / "archive.db"
    shutil.copyfile(filled, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


LIBC = ctypes.CDLL(None, use_errno=True)
DROP_CAPABILITY, OVERRIDE_PERMISSIONS, READ_REGARDLESS = 24, 1, 2


def obey_permissions() -> None:
    """In the child: root, too, is stopped by a file's permissions from now on."""
    for capability in (OVERRIDE_PERMISSIONS, READ_REGARDLESS):
        if os.getuid() == 0 and LIBC.prctl(DROP_CAPABILITY, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the test cannot give up the right to override permissions")


def as_user() -> dict[str, Any]:
    """Popen's options for a user without special rights."""
    return {"preexec_fn": obey_permissions, "cwd": "/"}


def test_a_read_only_file_in_a_read_only_folder_is_read(public: Path) -> None:
    for words in (
        ["show", "bridge@1", "--raw"],
        ["diff", "bridge"],
        ["search", "cracks"],
        ["verify"],
        ["export"],
    ):
        result = ran(public, *words, **as_user())
        assert result.returncode == 0, (words, result.stderr)
        assert result.stdout

    assert [path.name for path in public.parent.iterdir()] == ["archive.db"]


@pytest.mark.parametrize(
    "words", [["ingest", "-", "--article", "x"], ["rebuild"], ["db", "backup", "{folder}/copy.db"]]
)
def test_what_would_write_to_a_read_only_folder_says_so(public: Path, words: list[str]) -> None:
    words = [word.format(folder=public.parent) for word in words]

    result = ran(public, *words, input="Text.", **as_user())

    assert result.returncode == 8, result.stderr
    assert "cannot be written" in result.stderr or "could not be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_new_archive_in_a_read_only_folder_says_so(public: Path) -> None:
    result = ran(public.with_name("new.db"), "ingest", "-", "--article", "x", input="Text.", **as_user())

    assert result.returncode == 8
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_archive_or_a_folder_that_may_not_be_read_says_so(public: Path) -> None:
    public.parent.chmod(0o755)
    public.chmod(0o000)
    unreadable = ran(public, "articles", **as_user())
    public.chmod(0o444)
    public.parent.chmod(0o000)
    hidden = ran(public, "articles", **as_user())

    for result in (unreadable, hidden):
        assert result.returncode == 8, result.stderr
        assert result.stderr.count("\n") == 1


def test_an_unreadable_text_among_others_is_told_and_the_rest_goes_in(public: Path, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="archive-texts-"))
    folder.chmod(0o777)
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(FIRST)
    (folder / "b.txt").chmod(0o000)

    result = ran(folder / "out.db", "ingest", str(folder), "--json", **as_user())

    outcomes = [json.loads(line)["outcome"] for line in result.stdout.splitlines()]
    shutil.rmtree(folder)
    assert tmp_path.exists()
    assert public.exists()
    assert (result.returncode, outcomes) == (4, ["new", "failed", "new"]), result.stderr


def small_files() -> None:
    """In the child: no file may grow beyond this, as on a disk that is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))


def test_a_full_disk_is_said_and_what_was_reported_is_safe(tmp_path: Path) -> None:
    db = tmp_path / "full.db"
    chance = random.Random(3)
    with (tmp_path / "big.jsonl").open("w") as file:
        for number in range(200):
            text = " ".join(f"{chance.randrange(16**8):08x}" for _ in range(250))
            file.write(json.dumps({"article": f"a{number}", "captured": "2024-05-01", "text": text}) + "\n")

    result = ran(db, "ingest", str(tmp_path / "big.jsonl"), "--json", preexec_fn=small_files)

    assert result.returncode == 8, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.strip().count("\n") == 0
    assert problems(db) == ()
    stored = {key for key, _ in stored_moments(db)}
    assert {json.loads(line)["article"] for line in result.stdout.splitlines()} <= stored
    assert ran(db, "ingest", str(tmp_path / "big.jsonl")).returncode == 0
    assert len(stored_moments(db)) == 200


def test_no_room_for_a_backup_leaves_none(filled: Path, tmp_path: Path) -> None:
    database, _ = opening.open_for_writing(filled)
    chance = random.Random(3)
    words = [" ".join(f"{chance.randrange(16**8):08x}" for _ in range(3000)) for _ in range(20)]
    put(database, *(draft(text, n + 5, article=f"a{n}") for n, text in enumerate(words)))
    database.close()

    result = ran(filled, "db", "backup", str(tmp_path / "copy.db"), preexec_fn=small_files)

    assert result.returncode == 8, result.stderr
    assert "copy.db" in result.stderr
    assert not list(tmp_path.glob("copy*"))


FULL = Path("/dev/full")
"""Linux has a device that is always full."""


@pytest.mark.parametrize(
    "output", ["a file that is not open for writing", *([str(FULL)] if FULL.exists() else [])]
)
def test_an_output_that_cannot_be_written_is_said(filled: Path, tmp_path: Path, output: str) -> None:
    closed = tmp_path / "closed"
    closed.touch()
    with FULL.open("w") if output == str(FULL) else closed.open() as unwritable:
        result = ran(filled, "export", capture_output=False, stdout=unwritable, stderr=subprocess.PIPE)

    assert result.returncode == 8, result.stderr
    assert "could not be written" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["articles"], 0),
        (["diff", "bridge", "--exit-code"], 1),
        (["frobnicate"], 2),
        (["show", "nothing"], 3),
        (["ingest", "no-such-file.txt"], 4),
        (["search", "cracks AND"], 2),
        (["watch", "add", "foo"], 2),
        (["article", "merge", "bridge", "bridge", "--reason", "Same."], 2),
        (["article", "split", "bridge", "--reason", "Other."], 2),
    ],
)
def test_a_process_ends_with_the_exit_code_of_its_error(filled: Path, words: list[str], code: int) -> None:
    result = ran(filled, *words)

    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("words", [["log", "bridge"], ["show", "bridge", "--json"], ["articles"]])
def test_a_closed_output_is_one_that_cannot_be_written(filled: Path, words: list[str]) -> None:
    result = ran(filled, *words, preexec_fn=lambda: os.close(1))

    assert result.returncode == 8, result.stderr
    assert "could not be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_is_no_archive_is_said_to_be_none(filled: Path, tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("This is a letter, and no archive at all.")
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE letter (id INTEGER)")

    for path in (text, other):
        result = ran(path, "articles")
        assert result.returncode == 5, result.stderr
        assert "no news archive" in result.stderr or "not a news archive" in result.stderr


@pytest.mark.parametrize(("answer", "code"), [("n\n", 0), ("", 130)])
def test_an_erasure_that_is_not_confirmed_erases_nothing_and_says_so(
    filled: Path, answer: str, code: int
) -> None:
    result = ran(filled, "article", "erase", "bridge", "--reason", "Asked.", input=answer)

    assert result.returncode == code
    assert "Nothing was erased." in result.stderr
    assert "Interrupted" not in result.stderr
    assert ran(filled, "show", "bridge").returncode == 0


def test_debug_shows_where_an_error_came_from_and_keeps_its_exit_code(filled: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "archive", "--debug", "--db", str(filled), "show", "nothing"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )

    assert result.returncode == 3
    assert "Traceback" in result.stderr
