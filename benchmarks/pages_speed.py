"""Pages into an archive: one core against two, killed and run again, one page captured many times.

    python benchmarks/pages_speed.py FOLDER [--pages 181] [--runs 3]

FOLDER holds saved pages, `*.html` or `html/*.html.gz`. They are laid out under names with a time, taken in by
whole processes bound to one core and to two in turn, and timed by the clock: measure on a machine that does
nothing else. Then the same is killed half way and run again, and one invented page is captured twenty times
with other adverts, counters and scripts around it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ARCHIVE = (sys.executable, "-m", "archive")
LOOKS = 20
SPEED_LIMIT = 1.7
RAW_LIMIT = 2.0


def laid_out(source: Path, target: Path, count: int) -> int:
    """Put pages under names with a time; so many."""
    pages = sorted([*source.glob("*.html"), *source.glob("html/*.html.gz")])[:count]
    target.mkdir()
    for number, path in enumerate(pages):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        (target / f"page-{number:05}@2024-05-01T{number // 60 % 24:02}{number % 60:02}Z.html").write_bytes(
            raw
        )
    return len(pages)


def ingest(database: Path, folder: Path, cores: set[int]) -> tuple[float, list[dict[str, object]]]:
    """The seconds that taking a folder in took on some cores, and the receipts."""
    started = time.perf_counter()
    done = subprocess.run(
        [*ARCHIVE, "--db", str(database), "ingest", str(folder), "--json"],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    return time.perf_counter() - started, [json.loads(line) for line in done.stdout.splitlines()]


def counts(database: Path) -> tuple[int, int]:
    """Captures and revisions in a file."""
    with closing(sqlite3.connect(database)) as opened:
        ((captures,),) = opened.execute("SELECT count(*) FROM capture")
        ((revisions,),) = opened.execute("SELECT count(*) FROM revision")
    return captures, revisions


def interrupted(work: Path, folder: Path, seconds: float) -> tuple[int, int]:
    """What is in a file after a run that was killed half way, and one more."""
    database = work / "killed.db"
    with subprocess.Popen(
        [*ARCHIVE, "--db", str(database), "ingest", str(folder), "--json"], stdout=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds / 2)
        process.kill()
    ingest(database, folder, set(os.sched_getaffinity(0)))
    return counts(database)


def captured_page(number: int) -> str:
    """One story in surroundings that are never the same twice; a real page's size."""
    chance = random.Random(number)
    noise = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=800))
    fixed = "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(2500))
    story = "".join(
        f"<p>On day {n} of the strike the ferries across the Tarn lay in the harbour, and {n + 40} lorries "
        "waited on the quay for a crossing that nobody could promise them.</p>"
        for n in range(1, 13)
    )
    return (
        f"<html lang=en><head><title>Ferries stay in harbour</title>"
        f"<link rel=canonical href='https://tarn.example/2024/ferries'><style>{fixed}</style>"
        f"<script>window.token='{noise}'</script></head><body><h1>Ferries stay in harbour</h1>"
        f"<div class=share>{chance.randrange(9000)} shares</div><div class=article-body>{story}"
        f"<div class=advert><a href='https://ads.example/{noise[:20]}'>Offer {noise[20:30]}</a></div></div>"
        f"<div class=comments><h2>{chance.randrange(500)} comments</h2></div>"
        f"<ul class=most-read><li>{noise[40:60]}</li></ul></body></html>"
    )


def many_looks(work: Path) -> tuple[int, int, float]:
    """Captures, revisions, and the raw bytes kept as a multiple of one page's compressed bytes alone."""
    folder = work / "looks"
    folder.mkdir()
    for number in range(LOOKS):
        (folder / f"ferry@2024-05-{number + 1:02}T0900Z.html").write_text(captured_page(number), "utf-8")
    database, alone = work / "looks.db", work / "alone.db"
    ingest(database, folder, set(os.sched_getaffinity(0)))
    ingest(alone, folder / "ferry@2024-05-01T0900Z.html", set(os.sched_getaffinity(0)))
    captures, revisions = counts(database)
    return captures, revisions, raw_bytes(database) / raw_bytes(alone)


def raw_bytes(database: Path) -> int:
    """The bytes that raw copies take in a file."""
    with closing(sqlite3.connect(database)) as opened:
        ((size,),) = opened.execute("SELECT coalesce(sum(length(data)), 0) FROM raw")
    return int(size)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=181)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    try:
        count = laid_out(given.folder, work / "pages", given.pages)
        cores = sorted(os.sched_getaffinity(0))[:2]
        one: list[float] = []
        two: list[float] = []
        same = True
        for run in range(given.runs):
            seconds, first = ingest(work / f"one-{run}.db", work / "pages", set(cores[:1]))
            one.append(seconds)
            seconds, second = ingest(work / f"two-{run}.db", work / "pages", set(cores))
            two.append(seconds)
            same = same and first == second and len(first) == count
        ratio = statistics.median(one) / statistics.median(two)
        whole = counts(work / "two-0.db")
        killed = interrupted(work, work / "pages", statistics.median(two))
        captures, revisions, raw = many_looks(work)
        rows = [
            (
                f"{count} pages on two cores, against one",
                f"{ratio:.2f} ×",
                f"≥ {SPEED_LIMIT} ×",
                ratio >= SPEED_LIMIT,
            ),
            (
                "  seconds on one core, on two",
                f"{statistics.median(one):.1f}, {statistics.median(two):.1f}",
                "",
                True,
            ),
            ("  same receipts in the same order", str(same), "True", same),
            ("killed half way and run again: captures, revisions", str(killed), str(whole), killed == whole),
            (f"{LOOKS} looks at one page: captures", str(captures), str(LOOKS), captures == LOOKS),
            ("  revisions", str(revisions), "1", revisions == 1),
            ("  raw, in sizes of one capture", f"{raw:.2f} ×", f"< {RAW_LIMIT} ×", raw < RAW_LIMIT),
        ]
        print(f"{'what':<54}{'ours':>16}   limit")
        for what, ours, limit, is_met in rows:
            print(f"{what:<54}{ours:>16}   {limit} {'' if is_met else 'MISSED'}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
