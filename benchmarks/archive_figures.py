"""The archive's own figures in one run and one table: round trip, size, speed, start, memory.

    python benchmarks/archive_figures.py CORPORA --sqlite-utils PATH [--full]

CORPORA (or ARCHIVE_CORPORA) is the folder that holds `histories.jsonl.gz`; `--sqlite-utils` names the
program of that name that ours is held against. What is not given is left out, and the table says so. The
large set is grown by `generate.py`: 60 MB, with `--full` 1 GB (some 200,000 revisions). Whole processes
are timed as a shell would see them, ours and the peer's in turn; other work on the machine shows in both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generate import lines

import archive
from archive.readers import read_captured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ARCHIVE = (sys.executable, "-m", "archive")
PARTS = ("histories", "large", "start", "revision")
MANY_REVISIONS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `is_met` None where there is no limit."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    limit: str = ""
    is_met: bool | None = None


def show_table(rows: Sequence[Row]) -> None:
    """Print the table."""
    cells = [("what", "ours", "peer or floor", "ratio", "limit", "")]
    verdict = {True: "met", False: "MISSED", None: ""}
    cells += [(row.what, row.ours, row.peer, row.ratio, row.limit, verdict[row.is_met]) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


# The histories


def histories(corpora: Path, folder: Path) -> list[Row]:
    """Does every revision come back, exactly, and how large is the file that holds them?"""
    with gzip.open(corpora / "histories.jsonl.gz", "rt", encoding="utf-8") as file:
        looks = [json.loads(line) for line in file]
    source = folder / "histories.jsonl"
    source.write_text("".join(json.dumps(look) + "\n" for look in looks), encoding="utf-8")
    database = folder / "histories.db"
    run(*ARCHIVE, "--db", str(database), "ingest", str(source))
    wanted = _runs(looks)
    wrong_count, right_raw, right_text, compared = [], 0, 0, 0
    with archive.open(database, read_only=True) as news:
        found = {summary.article: summary.revisions for summary in news.articles()}
        for article, runs in wanted.items():
            if found.get(article) != len(runs):
                wrong_count.append(f"{article}: {found.get(article)} for {len(runs)}")
                continue  # the numbers of both would not mean the same
            compared += len(runs)
            for number, look in enumerate(runs, start=1):
                name = f"{article}@{number}"
                right_raw += news.raw(name) == look["text"].encode()
                right_text += _letters(news.show(name).as_dict()) == _letters_of_text(look)
    first = next(iter(wanted))
    by_command = run(*ARCHIVE, "--db", str(database), "show", f"{first}@1", "--raw").stdout
    assert by_command == wanted[first][0]["text"].encode(), "show --raw gives other bytes than the library"
    revisions = sum(map(len, wanted.values()))
    text_bytes = sum(len(look["text"].encode()) for runs in wanted.values() for look in runs)
    size = _size(database)
    for problem in wrong_count[:10]:
        print(f"  other revisions than an independent count gives: {problem}")
    print(
        "  bytes by table: "
        + ", ".join(f"{name} {share:.3f}" for name, share in _shares(database, text_bytes))
    )
    return [
        Row(
            "histories: revisions, against an independent count",
            str(sum(found.values())),
            str(revisions),
            f"{len(wrong_count)} articles differ",
            "all",
            found.keys() == wanted.keys() and not wrong_count,
        ),
        Row(
            "histories: exact bytes given back",
            str(right_raw),
            str(compared),
            "",
            "all",
            right_raw == compared,
        ),
        Row("histories: all letters and digits shown", str(right_text), str(compared)),
        Row(
            "histories: file, as a share of its text",
            f"{size / 1e6:.2f} MB",
            f"{text_bytes / 1e6:.2f} MB",
            f"{size / text_bytes:.3f}",
            "<= 0.85",
            size / text_bytes <= 0.85,
        ),
    ]


def _runs(looks: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """By article, the first look of each run of equal states: computed without the archive's own code."""
    articles: dict[str, list[dict[str, Any]]] = {}
    for look in looks:
        articles.setdefault(look["article"], []).append(look)
    return {
        article: [
            next(iter(run))
            for _, run in groupby(sorted(seen, key=lambda look: read_captured(look["captured"])), key=_state)
        ]
        for article, seen in articles.items()
    }


def _state(look: dict[str, Any]) -> tuple[str, ...]:
    """The title and the lines that are not empty, with white space and invisible characters evened out."""
    return tuple(
        line
        for part in (look.get("title") or "", *re.split(r"[\r\n]+", look["text"]))
        if (line := _even(part))
    )


def _even(text: str) -> str:
    bare = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _letters(shown: dict[str, Any]) -> str:
    parts = [shown["title"], shown["dateline"], shown["byline"]]
    for section in shown["sections"]:
        parts += [section["heading"], *section["passages"]]
    return _sorted_letters(part or "" for part in parts)


def _letters_of_text(look: dict[str, Any]) -> str:
    return _sorted_letters((look.get("title") or "", look["text"]))


def _sorted_letters(parts: Iterable[str]) -> str:
    """Sorted, since a byline or date line is shown in another place than it stood."""
    return "".join(sorted(char for part in parts for char in _even(part) if char.isalnum()))


def _size(database: Path) -> int:
    beside = (database, database.with_name(database.name + "-wal"))
    return sum(path.stat().st_size for path in beside if path.exists())


def _shares(database: Path, text_bytes: int) -> list[tuple[str, float]]:
    """Bytes by table and index, as shares of the text: whole pages with `dbstat`, else of values alone."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
        except sqlite3.OperationalError:
            rows = []
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            for (table,) in tables:
                with suppress(sqlite3.OperationalError):
                    columns = [row[1] for row in connection.execute(f"PRAGMA table_xinfo('{table}')")]
                    lengths = " + ".join(f'ifnull(length(CAST("{column}" AS BLOB)), 0)' for column in columns)
                    total = connection.execute(f'SELECT sum({lengths}) FROM "{table}"').fetchone()[0]
                    rows.append((f"{table} (values)", total or 0))
    shares = sorted(((name, size / text_bytes) for name, size in rows), key=lambda row: -row[1])
    return [row for row in shares if row[1] >= 0.003]


# A large set


def large(folder: Path, size_bytes: int, *, by_time: bool, sqlite_utils: str | None) -> list[Row]:
    """How fast does a large set go in, in how much memory, and how fast does the peer take it?"""
    source = grown(folder / "large.jsonl", bytes_count=size_bytes, articles=None, by_time=by_time)
    database = folder / "large.db"
    watch = Watch()
    before_s = processor_s()
    took_s = timed(lambda: watch.run(*ARCHIVE, "--db", str(database), "ingest", str(source)))
    with archive.open(database, read_only=True) as news:
        revisions = sum(summary.revisions for summary in news.articles())
    speed = revisions / took_s
    rows = [
        Row(
            f"ingest of {source.stat().st_size / 1e6:,.0f} MB, {revisions:,} revisions, whole process",
            f"{speed:,.0f}/s",
            "",
            "",
            ">= 500/s",
            speed >= 500,
        )
    ]
    used_s = processor_s() - before_s
    if sqlite_utils is None:
        rows.append(Row("the same by sqlite-utils", "", "left out: no --sqlite-utils"))
    else:
        peer_s = timed(lambda: _peer(sqlite_utils, folder / "peer.db", source))
        rows.append(
            Row(
                "… against sqlite-utils insert + enable-fts",
                f"{took_s:.1f} s",
                f"{peer_s:.1f} s",
                f"{peer_s / took_s:.2f}",
                ">= 0.25",
                peer_s / took_s >= 0.25,
            )
        )
        peer_used_s = processor_s() - before_s - used_s
        rows.append(
            Row(
                "… the same in seconds of processors",
                f"{used_s:.1f} s",
                f"{peer_used_s:.1f} s",
                f"{peer_used_s / used_s:.2f}",
            )
        )
    rows.append(
        Row(
            "memory while ingesting it, all processes (largest one)",
            f"{watch.all_mb:.0f} MB ({watch.one_mb:.0f} MB)",
            f"{watch.early_mb:.0f} MB in the first half",
            f"{watch.all_mb / max(watch.early_mb, 1):.2f}",
            "<= 300 MB",
            watch.all_mb <= 300,
        )
    )
    text_bytes = sum(len(json.loads(line).get("text", "").encode()) for line in source.open(encoding="utf-8"))
    size = _size(database)
    rows.append(
        Row(
            "file, as a share of its text",
            f"{size / 1e6:.0f} MB",
            f"{text_bytes / 1e6:.0f} MB",
            f"{size / text_bytes:.3f}",
        )
    )
    print(
        "  bytes by table: "
        + ", ".join(f"{name} {share:.3f}" for name, share in _shares(database, text_bytes))
    )
    return rows


def _peer(sqlite_utils: str, database: Path, source: Path) -> None:
    run(sqlite_utils, "insert", str(database), "look", str(source), "--nl", "--alter")
    run(sqlite_utils, "enable-fts", str(database), "look", "title", "text")


class Watch:
    """Runs a command and watches the memory of it and of what it starts, ten times a second.

    Where there is no /proc, only the largest process is known.
    """

    def __init__(self) -> None:
        self.all_mb = self.one_mb = self.early_mb = 0.0
        self._samples: list[tuple[float, float]] = []

    def run(self, *command: str) -> None:
        """To its end; it must succeed."""
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            over = threading.Event()
            watcher = threading.Thread(target=self._watch, args=(process.pid, over))
            watcher.start()
            code = process.wait()
            over.set()
            watcher.join()
        if code:
            raise SystemExit(f"{' '.join(command)} ended with {code}")
        if not self._samples:
            import resource

            usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            self.one_mb = self.all_mb = self.early_mb = usage / (1e6 if sys.platform == "darwin" else 1e3)
            return
        self.all_mb, self.one_mb = (max(column) for column in zip(*self._samples, strict=True))
        self.early_mb = max(total for total, _ in self._samples[: len(self._samples) // 2 + 1])

    def _watch(self, pid: int, over: threading.Event) -> None:
        while not over.wait(0.1):
            sizes = [_resident_mb(one) for one in _family(pid)]
            if any(sizes):
                self._samples.append((sum(sizes), max(sizes)))


def _family(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for tasks in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (tasks / "children").read_text().split()]
    return found


def _resident_mb(pid: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


# Start


def start(database: Path) -> list[Row]:
    """How long do the shortest commands take, as whole processes?"""
    with archive.open(database, read_only=True) as news:
        key = next(summary.article for summary in news.articles() if summary.revisions >= 7)
    python = (sys.executable, "-c")
    commands = {
        "pass": (*python, "pass"),
        "sqlalchemy": (*python, "import sqlalchemy"),
        "help": (*ARCHIVE, "--help"),
        "show": (*ARCHIVE, "--db", str(database), "show", f"{key}@7"),
        "search": (*ARCHIVE, "--db", str(database), "search", "minister"),
        "two words": (*ARCHIVE, "--db", str(database), "search", "vaccine doses"),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(12):
        for name, command in commands.items():
            times[name].append(timed(lambda command=command: run(*command)) * 1000)
    took = {name: statistics.median(measured[1:]) for name, measured in times.items()}
    limit = 2.5 * took["pass"] + 60
    rows = [
        Row(
            "archive --help",
            f"{took['help']:.0f} ms",
            f"{took['pass']:.0f} ms (python -c pass)",
            f"{took['help'] / took['pass']:.1f}",
            f"<= {limit:.0f} ms",
            took["help"] <= limit,
        )
    ]
    for name, what in (
        ("show", "show KEY@7"),
        ("search", "search minister"),
        ("two words", "search vaccine doses"),
    ):
        ratio = took[name] / took["sqlalchemy"]
        rows.append(
            Row(
                f"archive {what}",
                f"{took[name]:.0f} ms",
                f"{took['sqlalchemy']:.0f} ms (import sqlalchemy)",
                f"{ratio:.2f}",
                "<= 1.6",
                ratio <= 1.6,
            )
        )
    return rows


# One revision of many


def revision(database: Path, folder: Path) -> list[Row]:
    """How long does it take to get one revision, in process, whichever it is?"""
    source = grown(
        folder / "long.jsonl", articles=1, first=1_000_004, revisions=MANY_REVISIONS, foreign_share=0.0
    )
    took_s = timed(lambda: run(*ARCHIVE, "--db", str(database), "ingest", str(source)))
    rows = [
        Row(f"ingest of one article of {MANY_REVISIONS:,} revisions", f"{MANY_REVISIONS / took_s:,.0f}/s")
    ]
    chance = random.Random(3)
    with archive.open(database, read_only=True) as news:
        counts = {summary.article: summary.revisions for summary in news.articles()}
        total = sum(counts.values())
        names = [f"{article}@{number}" for article, count in counts.items() for number in range(1, count + 1)]
        long = max(counts, key=lambda article: counts[article])
        places = {
            f"any of {total:,}: the first": [names[0]] * 20,
            "… the middle one": [names[len(names) // 2]] * 20,
            "… the last": [names[-1]] * 20,
            "… at random": [names[int(chance.random() * len(names))] for _ in range(400)],
            f"one article's {counts[long]:,}: the first": [f"{long}@1"] * 20,
            "… its middle one": [f"{long}@{counts[long] // 2}"] * 20,
            "… its last": [f"{long}@{counts[long]}"] * 20,
            "… at random in it": [f"{long}@{1 + int(chance.random() * counts[long])}" for _ in range(200)],
        }
        news.show(names[0])
        for what, asked in places.items():
            took = [timed(lambda name=name: news.show(name)) * 1000 for name in asked]
            median = statistics.median(took)
            rows.append(Row(what, f"{median:.2f} ms", f"most {max(took):.1f} ms", "", "<= 5 ms", median <= 5))
    return rows


# Tools


def grown(target: Path, **options: Any) -> Path:
    """A generated set."""
    with target.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines(**options))
    return target


def run(*command: str) -> subprocess.CompletedProcess[bytes]:
    """A command that must succeed, its output kept."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done


def processor_s() -> float:
    """The seconds that processors have worked for processes started here, theirs included."""
    times = os.times()
    return times.children_user + times.children_system


def timed(action: Callable[[], object]) -> float:
    """How many seconds it takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="?", default=os.environ.get("ARCHIVE_CORPORA"))
    parser.add_argument("--sqlite-utils", help="The program's path.")
    parser.add_argument("--full", action="store_true", help="1 GB instead of 60 MB.")
    parser.add_argument("--megabytes", type=int, help="Another size of the large set.")
    parser.add_argument("--by-time", action="store_true", help="The large set in order of time.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    megabytes = options.megabytes or (1000 if options.full else 60)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "histories" in options.only:
            if options.corpora is None:
                rows.append(Row("histories", "left out: no CORPORA"))
            else:
                rows += histories(Path(options.corpora), folder)
        if set(options.only) & {"large", "start", "revision"}:
            rows += large(
                folder, megabytes * 10**6, by_time=options.by_time, sqlite_utils=options.sqlite_utils
            )
        if "start" in options.only:
            rows += start(folder / "large.db")
        if "revision" in options.only:
            rows += revision(folder / "large.db", folder)
    show_table(rows)
    if any(row.is_met is False for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
