"""What it costs to list what changed across an archive, and who brought a sentence.

    python benchmarks/changes_speed.py [--articles 600] [--seed 5]

Two archives of generated stories, the second four times the first, each asked in a process of its own: the
steps between revisions compared in a second, the most memory, the newest changes, and the longest story's
blame. The memory may not grow with the archive. The processor's seconds are told: other work on the machine
does not count.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate import drafts

import archive
from archive.services.changes import changes
from archive.services.opening import open_for_reading

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_GROWTH = 1.2


class Cost(NamedTuple):
    """What an archive asked for."""

    steps: int
    compared_s: float
    size_mb: float
    newest_s: float
    blamed: int
    blame_s: float


def timed(call: Callable[[], object]) -> float:
    """The processor's seconds that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def most_memory_mb() -> float:
    """The most that this process has had; `ru_maxrss` would count what its parent had when it was started."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def cost(path: str) -> Cost:
    """Measured in a process of its own, which has done nothing else."""
    seen = [0]

    def progress(done: int, _total: int) -> None:
        seen[0] = done

    database = open_for_reading(Path(path))
    compared_s = timed(lambda: changes(database, limit=20, progress=progress))
    size_mb = most_memory_mb()
    database.close()
    with archive.open(path, read_only=True) as news:
        longest = max(news.articles(), key=lambda article: article.revisions)
        newest_s = timed(lambda: news.changes(order="date", limit=20))
        blame_s = timed(lambda: news.blame(longest.article, by="word"))
    return Cost(seen[0], compared_s, size_mb, newest_s, longest.revisions, blame_s)


def main() -> int:
    """The table; 1 where a limit is missed."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--articles", type=int, default=600)
    options.add_argument("--seed", type=int, default=5)
    given = options.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for articles in (given.articles, given.articles * 4):
            path = Path(folder) / f"{articles}.db"
            with archive.open(path) as news:
                news.ingest(drafts(articles=articles, seed=given.seed))
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found.append(pool.apply(cost, (str(path),)))
    small, large = found
    growth = large.size_mb / small.size_mb
    for what, *shown in (
        ("what", "small", "large", "ratio", "limit"),
        ("steps compared", f"{small.steps:,}", f"{large.steps:,}", f"{large.steps / small.steps:.1f}", ""),
        (
            "steps in a second",
            *(f"{one.steps / one.compared_s:.0f}" for one in found),
            f"{large.steps / large.compared_s / (small.steps / small.compared_s):.2f}",
            "",
        ),
        ("most memory, MB", *(f"{one.size_mb:.0f}" for one in found), f"{growth:.2f}", f"<= {MOST_GROWTH}"),
        ("newest 20, s", *(f"{one.newest_s:.2f}" for one in found), "", ""),
        (
            "blame by word of the longest story, s",
            *(f"{one.blame_s:.2f} ({one.blamed} revisions)" for one in found),
            "",
            "",
        ),
    ):
        print(f"{what:40}" + "".join(f"{cell:>22}" for cell in shown))
    return 0 if growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
