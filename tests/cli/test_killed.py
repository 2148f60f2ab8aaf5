"""The program killed, interrupted and in company.

Every receipt that was printed before a kill must be in the file, the file must be sound, and the command
run again must end in the very archive of an uninterrupted run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from processes import command, environment, problems, ran, stored_moments

from archive.services import opening
from archive.store import schema

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 900


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


@pytest.mark.parametrize("after_s", [0.3, 0.5])
def test_an_ingest_interrupted_at_its_start_leaves_no_file_or_one_that_can_be_read(
    tmp_path: Path, looks: Path, after_s: float
) -> None:
    db = tmp_path / "a.db"
    process = subprocess.Popen(
        command(db, "ingest", str(looks)),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(after_s)
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=30)

    assert not db.exists() or problems(db) == ()


def test_a_file_whose_making_failed_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "a.db"

    def interrupted(_connection: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "_migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        opening.open_for_writing(db)

    assert list(tmp_path.iterdir()) == []


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


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_ingest_whose_receipts_nobody_reads_any_more_goes_on_to_its_end(
    tmp_path: Path, looks: Path, options: list[str]
) -> None:
    db = tmp_path / "a.db"
    process = subprocess.Popen(
        command(db, "ingest", str(looks), *options),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert (process.wait(), said) == (0, b"")
    with closing(sqlite3.connect(db)) as file:
        assert file.execute("SELECT count(*) FROM capture").fetchone() == (COUNT,)
