"""How fast facts are found: megabytes of distinct text a second, on one core.

Usage: `python benchmarks/facts_speed.py [CORPORA]`. The folder of corpora is the argument or the environment variable
ARCHIVE_CORPORA. Two texts: the distinct passages of `histories.jsonl.gz`, and a story generated here. The best of
three runs, in processor time.
"""

# ruff: noqa: E501 - tables and long messages

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from archive.facts import all_mentions, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT_MB = 2.0


def distinct_passages(path: Path) -> list[str]:
    """Every different paragraph of all revisions."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return sorted(
            {part.strip() for line in lines for part in json.loads(line)["text"].split("\n") if part.strip()}
        )


def generated(count: int = 2000, seed: int = 7) -> list[str]:
    """Paragraphs of made-up news, no two the same."""
    draw = random.Random(seed)
    openings = (
        "Officials said on {day} that",
        "The harbour board reported that",
        "Maria Lindt, the engineer, said",
        "By {month} 2021",
    )
    middles = (
        "about {n} houses had been without water for {d} days",
        "the repairs would cost ${m} million",
        "prices rose {p} percent in {month}",
        "at least {d} people were moved from the valley to the school in the next town",
    )
    ends = (
        "“We did not see it coming,” said Oskar Brandt.",
        "Nothing else was known about the cause, and the road stayed shut.",
        "The council will meet again next week to decide what is to be done about the old bridge.",
    )
    found = []
    for _ in range(count):
        values = {
            "day": draw.choice(("Monday", "Tuesday", "Friday")),
            "month": draw.choice(("March", "June", "October")),
            "n": draw.randrange(100, 90000),
            "d": draw.randrange(2, 40),
            "m": draw.randrange(1, 99),
            "p": draw.randrange(1, 60),
        }
        sentences = [
            f"{draw.choice(openings)} {draw.choice(middles)}. {draw.choice(ends)}".format(**values)
            for _ in range(3)
        ]
        found.append(" ".join(sentences))
    return found


def speed(passages: Sequence[str]) -> tuple[float, float, int]:
    """Megabytes, the best megabytes a second of three runs, and how many mentions were found."""
    size = sum(len(passage.encode()) for passage in passages) / 1e6
    best = float("inf")
    found = 0
    for _ in range(3):
        start = time.process_time()
        found = sum(map(len, all_mentions([(passage, "en") for passage in passages])))
        best = min(best, time.process_time() - start)
    return size, size / best, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="?", default=os.environ.get("ARCHIVE_CORPORA"))
    options = parser.parse_args()
    if not options.corpora:
        sys.exit("Name the folder of corpora as an argument or in ARCHIVE_CORPORA.")
    mentions("Warm up: 5 people said “so” in Paris on Monday.")
    texts = {
        "distinct passages of the histories": distinct_passages(Path(options.corpora) / "histories.jsonl.gz"),
        "a generated story": generated(),
    }
    print(f"{'what':38} {'MB':>6} {'MB/s':>6} {'mentions':>9} {'bytes each':>10}  limit MB/s")
    for name, passages in texts.items():
        size, rate, found = speed(passages)
        print(f"{name:38} {size:6.2f} {rate:6.2f} {found:9} {size * 1e6 / found:10.0f}  {LIMIT_MB}")


if __name__ == "__main__":
    main()
