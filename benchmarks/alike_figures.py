"""How many edited copies of articles are proposed as the same, and what it costs to look.

`python benchmarks/alike_figures.py [FILE]` takes the articles of a file of histories (or of
`histories.jsonl.gz` in ARCHIVE_CORPORA) that are longer than 1,000 characters. For each kind of edit it
makes an archive of their last texts and of an edited copy of each, and counts the pairs that `article
proposals` gives, those that `article show` of the copy gives, and pairs that are none. Edits: so many of a
hundred words exchanged for others, the second half left out, and the article's own first revision.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archive.model import Draft
from archive.services import identity, opening
from archive.services.ingest import ingest

if TYPE_CHECKING:
    from archive.store.connection import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAST_CHARS = 1_000
LEAST_RECALL = {"5 in 100 words": 0.95, "15 in 100 words": 0.9, "half": 0.95, "first revision": 0.85}


def histories(path: Path) -> list[tuple[str, str]]:
    """The first and the last text of each article."""
    found: dict[str, list[str]] = {}
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(row["article"], []).append(row["text"])
    return [(texts[0], texts[-1]) for texts in found.values() if len(texts[-1]) > LEAST_CHARS]


def edited(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """The text with a share of its words exchanged."""
    return "\n".join(
        " ".join(
            chance.choice(words) if word and chance.random() < share else word for word in line.split(" ")
        )
        for line in text.split("\n")
    )


def filled(path: Path, pairs: list[tuple[str, str]]) -> Database:
    """An archive with both texts of each pair, as two articles of one source."""
    database, _ = opening.open_for_writing(path)
    drafts = [
        Draft(article=f"{side}-{number}", text=text, source="Elm Post", captured_at=NOW)
        for number, pair in enumerate(pairs)
        for side, text in zip(("a", "b"), pair, strict=True)
    ]
    assert all(receipt.added for receipt in ingest(database, drafts, now=lambda: NOW))
    return database


def measured(name: str, pairs: list[tuple[str, str]]) -> bool:
    """One line of the table; whether the figure is met."""
    with tempfile.TemporaryDirectory() as folder:
        database = filled(Path(folder) / "archive.db", pairs)
        start_s = time.process_time()
        proposed = {frozenset((one.article, one.other)) for one in identity.proposals(database)}
        all_ms = (time.process_time() - start_s) * 1_000 / (2 * len(pairs))
        wanted = {frozenset((f"a-{number}", f"b-{number}")) for number in range(len(pairs))}
        start_s = time.process_time()
        shown = sum(
            any(
                f"a-{number}" in (one.article, one.other)
                for one in identity.identity(database, f"b-{number}").proposals
            )
            for number in range(len(pairs))
        )
        one_ms = (time.process_time() - start_s) * 1_000 / len(pairs)
        database.close()
    recall = len(proposed & wanted) / len(wanted)
    others = len(proposed - wanted)
    limit = LEAST_RECALL.get(name, 0.0)
    print(
        f"{name:<16} {len(pairs):>6} {recall:>9.3f} {shown / len(pairs):>9.3f} {limit:>7} {others:>7} "
        f"{all_ms:>9.2f} {one_ms:>9.2f}"
    )
    return recall >= limit


def main() -> None:
    """Print one table; exit 1 where a figure is not met."""
    corpora = os.environ.get("ARCHIVE_CORPORA", "")
    path = Path(sys.argv[1]) if sys.argv[1:] else Path(corpora) / "histories.jsonl.gz"
    chance = random.Random(3)
    texts = histories(path)
    words = " ".join(last for _, last in texts).split()
    print(
        f"{'edit':<16} {'pairs':>6} {'proposed':>9} {'shown':>9} {'limit':>7} {'others':>7} "
        f"{'ms each':>9} {'ms shown':>9}"
    )
    done = [
        measured(
            f"{share:.0%}".rstrip("%") + " in 100 words",
            [(last, edited(last, share, words, chance)) for _, last in texts],
        )
        for share in (0.05, 0.15, 0.30)
    ]
    done.append(measured("half", [(last, last[: len(last) // 2]) for _, last in texts]))
    done.append(measured("first revision", [(last, first) for first, last in texts if first != last]))
    sys.exit(0 if all(done) else 1)


if __name__ == "__main__":
    main()
