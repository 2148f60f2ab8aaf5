"""The program as a process: killed, in company, without room, without permission.

Every receipt that was printed before a kill must be in the file, the file must be sound, and the command
run again must end in the very archive of an uninterrupted run.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
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

from archive.services import opening, upkeep

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
COUNT = 900


def command(db: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "archive", "--db", str(db), *words]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE", "PYTEST"))}
    return {**kept, "PYTHONPATH": str(ROOT)}


def ran(db: Path, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "text": True, "timeout": 60, "env": environment(), **options}
    return subprocess.run(command(db, *words), check=False, **options)


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many looks at forty articles, some of them late."""
    path = tmp_path_factory.mktemp("looks") / "looks.jsonl"
    chance = random.Random(7)
    with path.open("w") as file:
        for number in range(COUNT):
            hour, minute = divmod((number * 7) % 1439, 60)
            text = (
                f"Day {number % 3}: {chance.randint(1, 9)} of 9 piers were safe, said Ann Poe.\n\nBuses run."
            )
            line = {
                "article": f"pier-{number % 40}",
                "captured": f"2024-05-{1 + number % 28:02}T{hour:02}:{minute:02}:00Z",
                "text": text,
            }
            file.write(json.dumps(line) + "\n")
    return path


@pytest.fixture(scope="module")
def whole(looks: Path) -> list[dict[str, Any]]:
    """What an uninterrupted run makes of them."""
    db = looks.with_name("whole.db")
    assert ran(db, "ingest", str(looks)).returncode == 0
    return exported(db)


def exported(db: Path) -> list[dict[str, Any]]:
    """The archive's lines, save when each look was recorded; sorted, since articles come in any order."""
    lines = [json.loads(line) for line in ran(db, "export").stdout.splitlines()]
    for line in lines:
        del line["recorded"]
    return sorted(lines, key=lambda line: (line["article"], line["captured"]))


def problems(db: Path) -> object:
    database = opening.open_for_reading(db)
    try:
        return upkeep.verification(database).problems
    finally:
        database.close()


def killed(db: Path, looks: Path, *, after_lines: int | None = None, after_s: float = 0) -> list[int]:
    """Kill an ingest; the numbers of the lines whose receipts had been printed in full."""
    process = subprocess.Popen(
        command(db, "ingest", str(looks), "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    assert process.stdout is not None
    printed = b""
    if after_lines is None:
        time.sleep(after_s)
    else:
        printed = b"".join(process.stdout.readline() for _ in range(after_lines))
    process.send_signal(signal.SIGKILL)
    printed += process.stdout.read()
    process.stdout.close()
    process.wait()
    _assert_no_worker_is_left(process.pid)
    whole_lines = printed[: printed.rfind(b"\n") + 1].splitlines()
    return [int(json.loads(line)["source"].rpartition(":")[2]) for line in whole_lines]


def _assert_no_worker_is_left(group: int) -> None:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a worker outlived the process it worked for")


def stored_moments(db: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(db)) as file:
        rows = file.execute(
            "SELECT key, captured_at FROM capture JOIN article ON article.id = capture.article_id"
        )
        return {(key, moment[:19]) for key, moment in rows}


def assert_all_there(db: Path, looks: Path, numbers: list[int]) -> None:
    lines = [json.loads(line) for line in looks.read_text().splitlines()]
    said = {(lines[n - 1]["article"], lines[n - 1]["captured"][:19]) for n in numbers}
    if said:
        assert said <= stored_moments(db)


@pytest.mark.slow
def test_whenever_an_ingest_is_killed_what_it_reported_is_stored_and_the_next_run_completes_it(
    tmp_path: Path, looks: Path, whole: list[dict[str, Any]]
) -> None:
    db = tmp_path / "killed.db"
    chance = random.Random(11)
    points: list[dict[str, Any]] = [{"after_s": chance.uniform(0.1, 0.9)} for _ in range(2)]
    points += [{"after_lines": count} for count in (1, 401)]
    reported = 0

    for point in points:
        numbers = killed(db, looks, **point)
        reported += len(numbers)
        assert_all_there(db, looks, numbers)
        if db.exists() and db.stat().st_size and _has_schema(db):
            assert problems(db) == ()

    assert reported > 0
    assert ran(db, "ingest", str(looks)).returncode == 0
    assert problems(db) == ()
    assert exported(db) == whole


def _has_schema(db: Path) -> bool:
    with closing(sqlite3.connect(db)) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_schema")}
    assert not names or "search_index" in names  # all of it or nothing: never a half
    return bool(names) and _is_current(db)


def _is_current(db: Path) -> bool:
    with closing(sqlite3.connect(db)) as file:
        return bool(file.execute("SELECT 1 FROM derivation").fetchone())


@pytest.mark.slow
def test_a_killed_rebuild_leaves_the_old_one_working(
    tmp_path: Path, looks: Path, whole: list[dict[str, Any]]
) -> None:
    db = tmp_path / "rebuilt.db"
    shutil.copyfile(looks.with_name("whole.db"), db)
    assert whole
    words = ("search", "piers", "--limit", "50", "--json")
    before = sorted(ran(db, *words).stdout.splitlines())

    for after_s in (0.3, 0.5, 0.7):
        process = subprocess.Popen(command(db, "rebuild"), env=environment(), stderr=subprocess.DEVNULL)
        time.sleep(after_s)
        process.kill()
        process.wait()
        assert problems(db) == ()

    assert sorted(ran(db, *words).stdout.splitlines()) == before
    assert ran(db, "rebuild").returncode == 0
    assert problems(db) == ()


@pytest.mark.slow
def test_processes_that_ingest_at_once_into_a_new_file_all_finish_and_lose_nothing(
    tmp_path: Path, looks: Path, whole: list[dict[str, Any]]
) -> None:
    db = tmp_path / "shared.db"
    lines = looks.read_text().splitlines(keepends=True)
    parts = []
    for number in range(3):
        parts.append(tmp_path / f"part{number}.jsonl")
        parts[-1].write_text("".join(lines[number::3]))

    processes = [
        subprocess.Popen(
            command(db, "ingest", str(part)),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for part in parts
    ]
    said = [process.communicate(timeout=60)[1] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert exported(db) == whole
    assert problems(db) == ()


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


@pytest.mark.slow
def test_a_backup_taken_while_another_process_ingests_is_sound_and_of_one_moment(
    tmp_path: Path, looks: Path
) -> None:
    db = tmp_path / "busy.db"
    writer = subprocess.Popen(
        command(db, "ingest", str(looks), "--json"), env=environment(), stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    writer.stdout.readline()

    copies = []
    for number in range(3):
        copies.append(tmp_path / f"copy{number}.db")
        assert ran(db, "db", "backup", str(copies[-1])).returncode == 0
    writer.communicate(timeout=60)

    assert writer.returncode == 0
    for copy in copies:
        assert problems(copy) == ()


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
        ["articles"],
        ["log", "bridge"],
        ["show", "bridge@1", "--raw"],
        ["diff", "bridge"],
        ["facts", "bridge"],
        ["search", "cracks"],
        ["verify"],
        ["export"],
        ["db", "info"],
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this device")
def test_a_full_disk_under_the_output_is_said(filled: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = ran(filled, "export", capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert result.returncode == 8, result.stderr
    assert "could not be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_reader_of_the_output_that_goes_away_is_no_error(tmp_path: Path, looks: Path) -> None:
    db = tmp_path / "a.db"
    assert ran(db, "ingest", str(looks)).returncode == 0

    process = subprocess.Popen(
        command(db, "export"), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert (process.wait(), said) == (0, b"")


def test_an_interrupted_ingest_says_that_what_it_reported_is_stored(tmp_path: Path, looks: Path) -> None:
    db = tmp_path / "a.db"
    process = subprocess.Popen(
        command(db, "ingest", str(looks), "--json"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)

    assert process.returncode in (130, 0)
    assert b"Traceback" not in said
    assert problems(db) == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["articles"], 0),
        (["diff", "bridge", "--exit-code"], 1),
        (["frobnicate"], 2),
        (["show", "nothing"], 3),
        (["ingest", "no-such-file.txt"], 4),
        (["search", "cracks AND"], 4),
    ],
)
def test_a_process_ends_with_the_exit_code_of_its_error(filled: Path, words: list[str], code: int) -> None:
    result = ran(filled, *words)

    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr


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
