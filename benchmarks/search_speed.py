"""How fast search answers on a large archive, beside one index row per revision, grep and git.

    python benchmarks/search_speed.py [--articles 3000] [--queries 60] [--folder FOLDER] [--git]

The archive is grown by `generate.py` and put into the tables without its facts, which search does not
read: 30,000 articles are some 110,000 revisions. With a folder it is kept there and taken again. The peer is
what `sqlite-utils enable-fts` makes of the same texts, one row per revision, asked as `sqlite-utils search`
and Datasette ask it. Times are processor time of one process in milliseconds, so that other work on the
machine counts little; grep and git are timed as whole commands.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import subprocess
import tempfile
import time
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generate import captures

from archive.model import Scope, Search
from archive.search import indexed
from archive.services import search as service
from archive.store import index
from archive.store.connection import Database
from archive.store.schema import upgrade
from archive.store.shadow import stays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEER_QUESTION = (
    "WITH original AS (SELECT rowid, * FROM revisions) SELECT original.* FROM original JOIN revisions_fts "
    "ON original.rowid = revisions_fts.rowid WHERE revisions_fts MATCH ? {dates} "
    "ORDER BY revisions_fts.rank LIMIT 20"
)


def main() -> None:
    """Build what is missing, measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--folder", type=Path)
    parser.add_argument(
        "--git", action="store_true", help="measure git log -S too, which takes minutes to build"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        ours, theirs = folder / f"ours-{options.articles}.db", folder / f"rows-{options.articles}.db"
        if not ours.exists():
            build(ours, options.articles)
        if not theirs.exists():
            build_peer(theirs, options.articles)
        with closing(Database(ours, can_write=False)) as database, closing(sqlite3.connect(theirs)) as peer:
            peer.execute("PRAGMA cache_size = -65536")
            print_sizes(database, peer)
            measure(database, peer, options.queries)
            removed_elsewhere(database, folder, options.articles, with_git=options.git)


def looks(articles: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every article with its looks, those that repeat the one before left out."""
    for article, group in groupby(captures(articles=articles), key=lambda each: each["article"]):
        kept: list[dict[str, Any]] = []
        for look in group:
            if look.get("text") and (
                not kept or (look["text"], look["title"]) != (kept[-1]["text"], kept[-1]["title"])
            ):
                kept.append(look)
        if kept:
            yield article, kept


def build(path: Path, articles: int) -> None:
    """An archive without facts, filled table by table."""
    with closing(Database(path, can_write=True)) as database:
        upgrade(database, lambda _connection: 0)
        started, revisions = time.process_time(), 0
        with database.writing() as connection:
            driver = connection.connection.driver_connection
            state_ids, passage_ids, known = count(1), count(1), {}
            for article_id, (article, looks_) in enumerate(looks(articles), 1):
                revisions += len(looks_)
                fill(driver, article_id, article, looks_, (state_ids, passage_ids, known))
        filled = time.process_time()
        with database.writing() as connection:
            ids = [number for (number,) in connection.exec_driver_sql("SELECT id FROM article")]
            for start in range(0, len(ids), 200):
                for article_id, made in index.entries(connection, ids[start : start + 200]).items():
                    index.replace(connection, article_id, None, made)
        indexing = time.process_time() - filled
    print(f"{revisions} revisions grown in {filled - started:.0f} s, indexed in {indexing:.1f} s: ", end="")
    print(f"{1000 * indexing / revisions:.2f} ms a revision (a quarter of an ingest of 1,000/s: 0.25 ms)")


def fill(driver: Any, article_id: int, article: str, looks_: list[dict[str, Any]], counters: Any) -> None:
    """One article's rows."""
    state_ids, passage_ids, known = counters
    driver.execute(
        "INSERT INTO article (id, key, created_at, seal) VALUES (?, ?, '', x'')", (article_id, article)
    )
    driver.execute("INSERT OR IGNORE INTO source (name) VALUES (?)", (looks_[0]["source"],))
    present = {}
    for number, look in enumerate(looks_, 1):
        ids = []
        for text in look["text"].split("\n\n"):
            if text not in known:
                known[text] = next(passage_ids)
                driver.execute(
                    "INSERT INTO passage (id, fingerprint, kind, text) VALUES (?, ?, 'paragraph', ?)",
                    (known[text], zlib.crc32(text.encode()), text),
                )
            ids.append(known[text])
        present[number] = ids
        state_id = next(state_ids)
        name = "c1:" + hashlib.sha256(str(state_id).encode()).hexdigest()
        driver.execute(
            "INSERT INTO state (id, digest, title) VALUES (?, ?, ?)", (state_id, name, look["title"])
        )
        spans = json.dumps([[number, 1] for number in ids])
        driver.execute("INSERT INTO section VALUES (?, 0, NULL, 0, ?)", (state_id, spans))
        at = look["captured"].replace("Z", ".000000Z")
        driver.execute(
            "INSERT INTO capture "
            "(id, article_id, source_id, captured_at, recorded_at, sight, published, seal) "
            "VALUES (?, ?, (SELECT id FROM source WHERE name = ?), ?, ?, 'content', ?, x'')",
            (state_id, article_id, look["source"], at, at, look.get("published")),
        )
        row = (
            article_id,
            number,
            state_id,
            state_id,
            state_id,
            at,
            look.get("published"),
            look.get("language"),
        )
        driver.execute("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)", row)
    for passage_id, runs in stays(present).items():
        driver.executemany(
            "INSERT INTO run VALUES (?, ?, ?, ?)", [(article_id, passage_id, *run) for run in runs]
        )


def build_peer(path: Path, articles: int) -> None:
    """What `sqlite-utils insert` and `enable-fts title text` leave."""
    with closing(sqlite3.connect(path)) as peer:
        peer.execute(
            "CREATE TABLE revisions (article TEXT, captured TEXT, published TEXT, title TEXT, text TEXT)"
        )
        for article, looks_ in looks(articles):
            rows = [
                (article, each["captured"], each.get("published"), each["title"], each["text"])
                for each in looks_
            ]
            peer.executemany("INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", rows)
        peer.execute("CREATE INDEX published ON revisions (published)")
        peer.execute("CREATE VIRTUAL TABLE revisions_fts USING fts5(title, text, content=revisions)")
        peer.execute("INSERT INTO revisions_fts (revisions_fts) VALUES ('rebuild')")
        peer.commit()


def print_sizes(database: Database, peer: sqlite3.Connection) -> None:
    """How large the two indexes are, beside the text."""

    def size(connection: Any, *tables: str) -> float:
        columns = [(f"{table}_data", "block") for table in tables] + [
            (f"{table}_docsize", "sz") for table in tables
        ]
        columns += [("search_story", "data")] if len(tables) > 1 else []
        asked = (f"SELECT sum(length({column})) FROM {table}" for table, column in columns)
        return sum(connection.execute(each).fetchone()[0] or 0 for each in asked) / 1e6

    with database.reading() as connection:
        driver = connection.connection.driver_connection
        ours = size(driver, "search_index", "search_pair")
    theirs = size(peer, "revisions_fts")
    text = peer.execute("SELECT sum(length(text)) FROM revisions").fetchone()[0] / 1e6
    row("index, MB", ours, theirs, "no larger")
    print(f"  of all revisions' text ({text:.0f} MB): {ours / text:.2f}, {theirs / text:.2f}")


def row(what: str, ours: float, theirs: float | None, limit: str) -> None:
    """One line of the table."""
    peer, ratio = ("", "") if theirs is None else (f"{theirs:.2f}", f"{theirs / ours:.1f} x")
    print(f"{what:44} {ours:10.2f} {peer:>10} {ratio:>9}   {limit}")


def p95(times: list[float]) -> float:
    """The time that 95 of 100 stay below."""
    return sorted(times)[int(0.95 * len(times))]


def measure(database: Database, peer: sqlite3.Connection, queries: int) -> None:
    """Every kind of query, ours and the peer's."""
    rng = random.Random(5)
    with database.reading() as connection:
        terms = connection.exec_driver_sql(
            "SELECT term FROM search_term WHERE doc > 2 ORDER BY doc DESC"
        ).fetchall()
        texts = [
            text
            for (text,) in connection.exec_driver_sql(
                "SELECT text FROM passage ORDER BY id % 9973 LIMIT 2000"
            )
        ]
        days = [
            day
            for (day,) in connection.exec_driver_sql("SELECT DISTINCT substr(published, 1, 10) FROM revision")
        ]
    words = [term for (term,) in terms if term.isascii() and term.isalpha()]
    common, usual = words[:10], words[30:4000]

    def phrase() -> str:
        inside = indexed(rng.choice(texts)).split()
        at = rng.randrange(max(1, len(inside) - 2))
        return f'"{" ".join(inside[at : at + 2])}"'

    def month() -> tuple[date, date]:
        first = date.fromisoformat(rng.choice([day for day in days if day]))
        return first, first + timedelta(30)

    def dated(query: str) -> Search:
        first, last = month()
        return Search(query=query, since=first, until=last)

    kinds: list[tuple[str, str, Callable[[], Search]]] = [
        ("one word", "20 ms", lambda: Search(query=rng.choice(usual))),
        ("one word, exact", "20 ms", lambda: Search(query=rng.choice(usual), is_exact=True)),
        ("two words", "20 ms", lambda: Search(query=" ".join(rng.sample(usual, 2)))),
        ("phrase", "20 ms", lambda: Search(query=phrase())),
        ("word in a month", "20 ms", lambda: dated(rng.choice(usual))),
        ("a month", "20 ms", lambda: dated("")),
        ("removed", "20 ms", lambda: Search(query=rng.choice(usual), scope=Scope.REMOVED)),
        ("removed phrase", "20 ms", lambda: Search(query=phrase(), scope=Scope.REMOVED)),
        ("ten commonest words", "100 ms", lambda: Search(query=rng.choice(common))),
        ("two of the ten commonest words", "100 ms", lambda: Search(query=" ".join(rng.sample(common, 2)))),
    ]
    print(f"{'best 20, p95 in ms':44} {'ours':>10} {'peer':>10} {'':>9}   limit")
    service.search(database, Search(query="warm up troops"))
    for name, limit, make in kinds:
        asked = [make() for _ in range(queries)]
        ours = [timed(service.search, database, wanted) for wanted in asked]
        theirs = [
            timed(peer_answer, peer, wanted) for wanted in asked if wanted.scope is Scope.ANY and wanted.query
        ]
        row(name, p95(ours), p95(theirs) if theirs else None, f"<= {limit}")
        whole = [replace(wanted, limit_count=None) for wanted in asked[::10]]
        seconds = sum(timed(service.search, database, wanted) for wanted in whole)
        if hits := sum(service.count(database, wanted) for wanted in whole):
            row("  … every hit, ms a hit", seconds / hits, None, "<= 0.20 ms")
        counting = sum(timed(service.count, database, wanted) for wanted in whole)
        if hits:
            row("  … --count, ms a hit", counting / hits, None, "<= 0.20 ms")


def peer_answer(peer: sqlite3.Connection, wanted: Search) -> list[Any]:
    """What sqlite-utils and Datasette give: rows, best first."""
    dates = f"AND published BETWEEN '{wanted.since}' AND '{wanted.until}~'" if wanted.since else ""
    words = (f'"{word}"' for word in wanted.query.split())
    asked = wanted.query if wanted.query.startswith('"') else " ".join(words)
    return peer.execute(PEER_QUESTION.format(dates=dates), (asked,)).fetchall()


def timed(ask: Callable[..., object], *given: object) -> float:
    """Processor time in milliseconds."""
    started = time.process_time()
    ask(*given)
    return (time.process_time() - started) * 1000


def removed_elsewhere(database: Database, folder: Path, articles: int, *, with_git: bool) -> None:
    """Finding text that is gone, against grep over a file per revision and `git log -S`."""
    rng = random.Random(8)
    with database.reading() as connection:
        gone = connection.exec_driver_sql(
            "SELECT passage.text FROM run JOIN passage ON passage.id = run.passage_id "
            "WHERE run.last_revision < "
            "(SELECT max(number) FROM revision WHERE revision.article_id = run.article_id) "
            "ORDER BY passage.id % 997 LIMIT 500"
        ).fetchall()
    phrases = []
    while len(phrases) < 5:
        inside = rng.choice(gone)[0].split()
        if len(inside) > 8 and all(word.isalpha() and word.isascii() for word in inside[4:7]):
            phrases.append(" ".join(inside[4:7]))
    wanted = [Search(query=f'"{each}"', scope=Scope.REMOVED) for each in phrases]
    ours = wall(lambda: [service.search(database, each) for each in wanted]) / 5
    files = folder / f"files-{articles}"
    if not files.exists():
        files.mkdir()
        for article, looks_ in looks(articles):
            for number, look in enumerate(looks_, 1):
                (files / f"{article}@{number}.txt").write_text(look["text"])
    theirs = wall(lambda: [run("grep", "-rlF", each, str(files)) for each in phrases]) / 5
    row("removed text, ms, against grep", ours, theirs, ">= 10 x")
    if with_git:
        repository = folder / f"git-{articles}"
        if not repository.exists():
            commit_all(repository, articles)
        theirs = wall(lambda: run("git", "-C", str(repository), "log", "-S", phrases[0], "--oneline"))
        row("removed text, ms, against git log -S", ours, theirs, ">= 100 x")


def wall(ask: Callable[[], object]) -> float:
    """Time by the clock in milliseconds."""
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def run(*words: str) -> None:
    """Run a command to its end."""
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def commit_all(repository: Path, articles: int) -> None:
    """Every revision as a commit of one file."""
    run("git", "init", "-q", str(repository))
    with subprocess.Popen(
        ["git", "-C", str(repository), "fast-import", "--quiet"], stdin=subprocess.PIPE
    ) as importer:
        assert importer.stdin is not None
        for number, (article, looks_) in enumerate(looks(articles)):
            for look in looks_:
                text = look["text"].replace("\n\n", "\n").encode()
                importer.stdin.write(
                    b"commit refs/heads/master\ncommitter a <a@a> 1 +0000\ndata 0\n"
                    + f"M 644 inline {number % 100}/{article}.txt\ndata {len(text)}\n".encode()
                    + text
                    + b"\n"
                )
    run("git", "-C", str(repository), "symbolic-ref", "HEAD", "refs/heads/master")


if __name__ == "__main__":
    main()
