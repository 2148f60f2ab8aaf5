"""Proof that a file holds what it says: truth against its digests and seals, shadow against the truth."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.facts import finder_name
from archive.model import Passage, PassageKind, Problem, Verification
from archive.store import index
from archive.store.connection import driver_of
from archive.store.derive import derived, expected_revisions, find_mentions, stored_derived, versions
from archive.store.mentions import KINDS, Reading, stored_mentions
from archive.store.raw import Coded, decoded
from archive.store.seal import seal
from archive.store.states import fingerprint, stored_states
from archive.text.canonical import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from archive.store.derive import Derived
    from archive.store.shadow import RevisionRow
    from archive.store.states import Stored

AT_ONCE = 200
"""How many rows are looked at in one step: it bounds memory."""

# What reading broken rows can come to. Each ends one check, and the others go on.
_BROKEN = (ArchiveError, sqlite3.Error, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError)


def verification(connection: Connection, progress: Callable[[int, int], None]) -> Verification:
    """Look at everything.

    Args:
        connection: In a read transaction.
        progress: Called with the steps done and the steps there are.
    """
    driver = driver_of(connection)
    counts = {
        table: int(driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("article", "capture", "state", "passage", "raw")
    }
    problems: list[Problem] = []
    readings: set[Reading] = set()
    checks: list[tuple[str, int, Iterator[tuple[int, Iterable[Problem]]]]] = [
        ("database", 1, _once(lambda: _file(driver))),
        ("capture", 1, _once(lambda: _seals(driver))),
        ("capture", 1, _once(lambda: _gaps(driver))),
        ("database", 1, _once(lambda: _unused(driver))),
        ("passage", counts["passage"], _passages(driver)),
        ("state", counts["state"], _states(driver)),
        ("raw", counts["raw"], _raws(driver)),
        ("derivation", 1, _once(lambda: _versions(driver))),
        ("revision", counts["article"], _derived(driver, readings)),
        ("reading", 1, _once(lambda: _readings(driver, readings))),
        ("index", 1, _once(lambda: index.problems(connection))),
    ]
    total, done = sum(steps for _, steps, _ in checks), 0
    for where, steps, check in checks:
        start = done
        try:
            for step, found in check:
                problems.extend(found)
                progress(start + step, total)
        except _BROKEN as error:
            problems.append(Problem(where, f"the check of it could not be finished: {_said(error)}"))
        done = start + steps
    progress(total, total)
    return Verification(
        articles=counts["article"],
        captures=counts["capture"],
        states=counts["state"],
        passages=counts["passage"],
        problems=tuple(dict.fromkeys(problems)),
    )


def _said(error: Exception) -> str:
    is_plain = isinstance(error, sqlite3.Error | ArchiveError)
    return str(error) if is_plain else f"{type(error).__name__}: {error}"


def _once(check: Callable[[], Iterable[Problem]]) -> Iterator[tuple[int, Iterable[Problem]]]:
    yield 1, list(check())


def _file(driver: sqlite3.Connection) -> Iterator[Problem]:
    for (said,) in driver.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Problem("database", str(said))
    for table, row, parent, _ in driver.execute("PRAGMA foreign_key_check"):
        yield Problem(
            f"{table} {row}" if row is not None else table, f"it refers to a missing row of {parent}"
        )


def _seals(driver: sqlite3.Connection) -> Iterator[Problem]:
    for number, stored, *parts in driver.execute("SELECT id, seal, key, created_at FROM article"):
        if seal(*parts) != stored:
            yield Problem(f"article {number} ({parts[0]})", "its row no longer has its seal")
    for number, stored, *parts in driver.execute(
        "SELECT a.id, a.seal, article.key, a.url, a.joined_at, a.reason FROM address AS a "
        "LEFT JOIN article ON article.id = a.article_id"
    ):
        if seal(*parts) != stored:
            yield Problem(f"address {number} ({parts[1]})", "its row or its article no longer has its seal")
    for number, stored, *parts in driver.execute(
        "SELECT c.id, c.seal, c.id, article.key, a.url, s.name, c.captured_at, c.recorded_at, c.sight, "
        "c.reason, c.published, c.modified, c.language, c.content_type, lower(hex(raw.digest)) "
        "FROM capture AS c "
        "LEFT JOIN article ON article.id = c.article_id "
        "LEFT JOIN address AS a ON a.id = c.address_id LEFT JOIN source AS s ON s.id = c.source_id "
        "LEFT JOIN raw ON raw.id = c.raw_id"
    ):
        if seal(*parts[:-1], parts[-1] or None) != stored:
            yield Problem(
                f"capture {number}",
                "its row, its article, its source or its address no longer has the seal it was stored with",
            )
    for capture_id, extractor_id, stored, *parts in driver.execute(
        "SELECT e.capture_id, e.extractor_id, e.seal, x.name, s.digest, e.active FROM extraction AS e "
        "LEFT JOIN extractor AS x ON x.id = e.extractor_id LEFT JOIN state AS s ON s.id = e.state_id"
    ):
        if seal(capture_id, *parts) != stored:
            yield Problem(
                f"extraction {capture_id}/{extractor_id}",
                "its row, its extractor or its state no longer has the seal it was stored with",
            )
    for (number,) in driver.execute(
        "SELECT id FROM capture AS c WHERE sight = 'content' "
        "AND NOT EXISTS (SELECT 1 FROM extraction WHERE capture_id = c.id AND active = 1)"
    ):
        yield Problem(f"capture {number}", "it saw content, and nothing says which")


def _gaps(driver: sqlite3.Connection) -> Iterator[Problem]:
    """Captures and addresses that nothing may refer to are numbered without a gap, so a lost one shows."""
    dealt_out = dict(driver.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in ("capture", "address"):
        last = 0
        for (number,) in driver.execute(f"SELECT id FROM {table} ORDER BY id"):
            if number > last + 1:
                yield _gap(table, last + 1, number - 1)
            last = number
        if last < dealt_out.get(table, 0):
            yield _gap(table, last + 1, dealt_out[table])
        elif last > dealt_out.get(table, 0):
            yield Problem(f"{table} {last}", "its number was never dealt out")


def _gap(table: str, first: int, last: int) -> Problem:
    return Problem(f"{table} {first}" + (f" to {last}" if last > first else ""), "it is missing")


def _unused(driver: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that nothing refers to: nobody put them there."""
    for table, user, key in (
        ("source", "capture", "source_id"),
        ("article", "capture", "article_id"),
        ("raw", "capture", "raw_id"),
        ("state", "extraction", "state_id"),
        ("extractor", "extraction", "extractor_id"),
    ):
        for (number,) in driver.execute(
            f"SELECT id FROM {table} WHERE id NOT IN (SELECT {key} FROM {user} WHERE {key} IS NOT NULL)"
        ):
            yield Problem(f"{table} {number}", "nothing refers to it")
    for (number,) in driver.execute(
        "SELECT state_id FROM section GROUP BY state_id HAVING max(position) <> count(*) - 1"
    ):
        yield Problem(f"state {number}", "its sections are not numbered in order")


def _passages(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    cursor = driver.execute("SELECT id, fingerprint, kind, text FROM passage ORDER BY id")
    done = 0
    while rows := cursor.fetchmany(AT_ONCE):
        found = []
        for number, mark, kind, text in rows:
            if fingerprint(Passage(text, PassageKind(kind))) != mark:
                found.append(Problem(f"passage {number}", "its kind or text is not what was stored"))
            elif canonical(text) != text:
                found.append(Problem(f"passage {number}", "its text is not in canonical form"))
        done += len(rows)
        yield done, found


def _states(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    cursor = driver.execute("SELECT id, digest FROM state ORDER BY id")
    done = 0
    used: set[int] = set()
    while rows := cursor.fetchmany(AT_ONCE):
        stored = stored_states(driver, [number for number, _ in rows])
        used.update(i for found in stored.values() for i in found.passage_ids)
        yield (
            done + len(rows),
            [
                Problem(
                    f"state {number}",
                    f"its title, sections or passages no longer have the digest {name[:15]}…",
                )
                for number, name in rows
                if digest(stored[number].state) != name
            ],
        )
        done += len(rows)
    unused = [i for (i,) in driver.execute("SELECT id FROM passage") if i not in used]
    yield done, [Problem(f"passage {number}", "no state has it") for number in unused]


def _raws(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    cursor = driver.execute("SELECT id, digest, size, coding, data, state_id FROM raw ORDER BY id")
    done = 0
    while rows := cursor.fetchmany(AT_ONCE):
        states = stored_states(driver, {row[5] for row in rows if row[5] is not None})
        found = []
        for number, name, size, coding, data, state_id in rows:
            base = None if state_id not in states else states[state_id].state
            try:
                decoded(Coded(name, size, coding, data), base)
            except ArchiveError:
                found.append(Problem(f"raw {number}", "the bytes no longer have their digest"))
        done += len(rows)
        yield done, found


def _versions(driver: sqlite3.Connection) -> Iterator[Problem]:
    stored = dict(driver.execute("SELECT name, version FROM derivation"))
    expected = versions()
    for name in sorted(expected.keys() | stored.keys()):
        if stored.get(name) != expected.get(name):
            yield Problem(
                f"derivation {name}",
                f"it was made by version {stored.get(name, 'none')}, and this program's is "
                f"{expected.get(name, 'none')}; run `archive rebuild`",
            )


def _derived(driver: sqlite3.Connection, readings: set[Reading]) -> Iterator[tuple[int, Iterable[Problem]]]:
    """Every article's derived part; `readings` gathers those that there should be."""
    articles = driver.execute("SELECT id, key FROM article ORDER BY id").fetchall()
    for done, (article_id, key) in enumerate(articles, 1):
        found: list[Problem] = []
        try:
            rows, states = expected_revisions(driver, article_id)
            found.extend(_mentions_of(driver, rows, states, readings))
            found.extend(_shadow_of(driver, derived(driver, rows, states), article_id, key))
        except _BROKEN as error:
            found.append(Problem(f"revision of {key}", f"it cannot be derived: {_said(error)}"))
        yield done, found


def _mentions_of(
    driver: sqlite3.Connection, rows: list[RevisionRow], states: dict[int, Stored], checked: set[Reading]
) -> Iterator[Problem]:
    wanted = {
        (passage_id, row.language or ""): passage.text
        for row in rows
        for passage_id, passage in zip(
            states[row.state_id].passage_ids, states[row.state_id].state.passages, strict=True
        )
    }
    fresh = {reading: text for reading, text in wanted.items() if reading not in checked}
    checked.update(fresh)
    anew = find_mentions([(text, reading[1]) for reading, text in fresh.items()])
    for reading, mentions in zip(fresh, anew, strict=True):
        try:
            is_so = stored_mentions(driver, [reading])[reading] == mentions
        except _BROKEN:
            is_so = False
        if not is_so:
            what = f"the mentions are not those that {finder_name()} finds"
            yield Problem(f"mention of passage {reading[0]}", what)


def _shadow_of(driver: sqlite3.Connection, should: Derived, article_id: int, key: str) -> Iterator[Problem]:
    stands = stored_derived(driver, article_id)
    for table, one, other in (
        ("revision", should.revisions, stands.revisions),
        ("run", should.runs, stands.runs),
        ("fact", should.facts, stands.facts),
    ):
        if one != other:
            yield Problem(f"{table} of {key}", "it is not what follows from the captures")


def _readings(driver: sqlite3.Connection, wanted: set[Reading]) -> Iterator[Problem]:
    """That each passage was read in the languages of its revisions and in no other, and by what."""
    stored = set(driver.execute("SELECT passage_id, language FROM reading"))
    for passage_id, language in sorted(wanted ^ stored):
        what = "is missing" if (passage_id, language) in wanted else "is of no revision"
        yield Problem(f"reading {passage_id}", f"the reading in {language or 'no known language'} {what}")
    for passage_id, language in driver.execute(
        "SELECT passage_id, language FROM mention GROUP BY 1, 2 HAVING max(position) <> count(*) - 1"
    ):
        yield Problem(f"mention of passage {passage_id}", f"those in {language!r} are not numbered in order")
    for passage_id, finder in driver.execute(
        "SELECT passage_id, finder FROM reading WHERE finder <> ?", (finder_name(),)
    ):
        yield Problem(f"reading {passage_id}", f"it was made by the finder {finder!r}; run `archive rebuild`")
    kinds = dict(driver.execute("SELECT id, name FROM fact_kind"))
    if kinds != {number: kind.value for number, kind in enumerate(KINDS, 1)}:
        yield Problem("fact_kind", "its rows are not those of the schema")
    for number, name in driver.execute(
        "SELECT id, name FROM fact_rule AS r WHERE NOT EXISTS (SELECT 1 FROM mention WHERE rule_id = r.id)"
    ):
        yield Problem(f"fact_rule {number}", f"no mention was found by the rule {name!r}")
