"""How the time of searches grows with the archive, beside the number of matches.

    python benchmarks/search_growth.py [--revisions 10000 100000 1000000] [--queries 60] [--folder FOLDER]

The archives are those of `search_speed.py`. The same queries, of words of the smallest archive, are asked
of each; the time is p95 of processor time in milliseconds for the best 20, the matches are counted, and the
growth of both is printed against the smallest. A million revisions take half an hour to make and 6 GB.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from search_speed import build, p95, timed

from archive.model import Scope, Search
from archive.search import indexed
from archive.services import search as service
from archive.store.connection import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

REVISIONS_PER_ARTICLE = 3.6


def main() -> None:
    """Build what is missing, ask every archive the same, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--revisions", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        asked: dict[str, list[Search]] = {}
        first: dict[str, tuple[float, float]] = {}
        for revisions in sorted(options.revisions):
            articles = round(revisions / REVISIONS_PER_ARTICLE)
            path = folder / f"ours-{articles}.db"
            if not path.exists():
                part = path.with_suffix(".part")
                part.unlink(missing_ok=True)
                build(part, articles)
                part.rename(path)
            with closing(Database(path, can_write=False)) as database:
                asked = asked or questions(database, options.queries)
                print(f"{articles} articles, {revision_count(database)} revisions")
                for kind, wanted in asked.items():
                    found = measured(database, wanted)
                    start = first.setdefault(kind, found)
                    print(
                        f"  {kind:24} p95 {found[0]:8.2f} ms ({found[0] / start[0]:5.1f} x), "
                        f"matches {found[1]:10.1f} ({found[1] / max(start[1], 1.0):5.1f} x)"
                    )


def revision_count(database: Database) -> int:
    """How many revisions there are."""
    with database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one())


def questions(database: Database, queries: int) -> dict[str, list[Search]]:
    """Queries of every kind."""
    rng = random.Random(3)
    with database.reading() as connection:
        terms = connection.exec_driver_sql("SELECT term FROM search_term WHERE doc > 2 ORDER BY doc DESC")
        words = [term for (term,) in terms if term.isascii() and term.isalpha()]
        texts = connection.exec_driver_sql("SELECT text FROM passage ORDER BY id % 9973 LIMIT 2000")
        rows = [row for (text,) in texts if len(row := indexed(text).split()) > 4]

    def phrase() -> str:
        row = rng.choice(rows)
        at = rng.randrange(len(row) - 2)
        return f'"{" ".join(row[at : at + 2])}"'

    usual = words[30:2000]
    each = range(queries)
    return {
        "one word": [Search(query=rng.choice(usual)) for _ in each],
        "two words": [Search(query=" ".join(rng.sample(usual, 2))) for _ in each],
        "phrase": [Search(query=phrase()) for _ in each],
        "removed": [Search(query=rng.choice(usual), scope=Scope.REMOVED) for _ in each],
        "ten commonest words": [Search(query=rng.choice(words[:10])) for _ in each],
    }


def measured(database: Database, asked: Sequence[Search]) -> tuple[float, float]:
    """The p95 in milliseconds, and the mean number of articles that hold the words."""
    service.search(database, asked[0])
    times = [timed(service.search, database, wanted) for wanted in asked]
    started = time.process_time()
    counts = []
    for wanted in asked:
        counts.append(service.count(database, wanted))
        if time.process_time() - started > 60:
            break
    return p95(times), sum(counts) / len(counts)


if __name__ == "__main__":
    main()
