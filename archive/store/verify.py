"""Proof that a file holds what it says: truth against its digests and seals, shadow against the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.facts import finder_name
from archive.model import Passage, PassageKind, Problem, Verification
from archive.store import index
from archive.store.derive import derived, find_mentions, stored_derived, versions
from archive.store.mentions import KINDS, stored_mentions
from archive.store.raw import Coded, decoded
from archive.store.seal import seal
from archive.store.states import fingerprint, stored_states
from archive.store.writer import driver_of
from archive.text.canonical import canonical, digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

AT_ONCE = 200
"""How many rows are looked at in one step: it bounds memory."""


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
    checks: list[tuple[int, Iterator[tuple[int, Iterable[Problem]]]]] = [
        (1, _once(_file(driver))),
        (1, _once(_seals(driver))),
        (counts["passage"], _passages(driver)),
        (counts["state"], _states(driver)),
        (counts["raw"], _raws(driver)),
        (1, _once(_versions(driver))),
        (counts["article"], _derived(driver)),
        (1, _once(_orphans(driver))),
        (1, _once(index.problems(connection))),
    ]
    total, done = sum(steps for steps, _ in checks), 0
    for steps, check in checks:
        start = done
        try:
            for step, found in check:
                problems.extend(found)
                progress(start + step, total)
        except (ArchiveError, ValueError, KeyError, TypeError, StopIteration) as error:
            problems.append(
                Problem("database", f"a check could not be finished: {type(error).__name__}: {error}")
            )
        done = start + steps
    progress(total, total)
    return Verification(
        articles=counts["article"],
        captures=counts["capture"],
        states=counts["state"],
        passages=counts["passage"],
        problems=tuple(dict.fromkeys(problems)),
    )


def _once(found: Iterable[Problem]) -> Iterator[tuple[int, Iterable[Problem]]]:
    yield 1, found


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
    for number, stored, *parts in driver.execute("SELECT id, seal, url, joined_at, reason FROM address"):
        if seal(*parts) != stored:
            yield Problem(f"address {number} ({parts[0]})", "its row no longer has its seal")
    for number, stored, *parts in driver.execute(
        "SELECT c.id, c.seal, a.url, s.name, c.captured_at, c.recorded_at, c.sight, c.reason, c.published, "
        "c.modified, c.language, c.content_type, lower(hex(raw.digest)) FROM capture AS c "
        "LEFT JOIN address AS a ON a.id = c.address_id LEFT JOIN source AS s ON s.id = c.source_id "
        "LEFT JOIN raw ON raw.id = c.raw_id"
    ):
        if seal(*parts[:-1], parts[-1] or None) != stored:
            yield Problem(
                f"capture {number}",
                "its row, its source or its address no longer has the seal it was stored with",
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
    for table, key in (("source", "source_id"), ("extractor", "extractor_id")):
        user = "capture" if table == "source" else "extraction"
        for (number,) in driver.execute(
            f"SELECT id FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM {user} WHERE {key} = t.id)"
        ):
            yield Problem(f"{table} {number}", "nothing refers to it")


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
    while rows := cursor.fetchmany(AT_ONCE):
        stored = stored_states(driver, [number for number, _ in rows])
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
    for name, version in versions().items():
        if stored.get(name) != version:
            yield Problem(
                f"derivation {name}",
                f"it was made by version {stored.get(name, 'none')}, and this program's is {version}; "
                "run `archive rebuild`",
            )


def _derived(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    checked: set[tuple[int, str]] = set()
    for done, (article_id, key) in enumerate(driver.execute("SELECT id, key FROM article ORDER BY id"), 1):
        found = []
        should, stands = derived(driver, article_id), stored_derived(driver, article_id)
        for table, one, other in (
            ("revision", should.revisions, stands.revisions),
            ("run", should.runs, stands.runs),
            ("fact", should.facts, stands.facts),
        ):
            if one != other:
                found.append(Problem(f"{table} of {key}", "it is not what follows from the captures"))
        states = stored_states(driver, {row.state_id for row in should.revisions})
        wanted = {
            (passage_id, row.language or ""): passage.text
            for row in should.revisions
            for passage_id, passage in zip(
                states[row.state_id].passage_ids, states[row.state_id].state.passages, strict=True
            )
        }
        fresh = {reading: text for reading, text in wanted.items() if reading not in checked}
        checked.update(fresh)
        anew = find_mentions([(text, reading[1]) for reading, text in fresh.items()])
        held = stored_mentions(driver, fresh)
        found.extend(
            Problem(
                f"mention of passage {reading[0]}", f"the mentions are not those that {finder_name()} finds"
            )
            for reading, mentions in zip(fresh, anew, strict=True)
            if held[reading] != mentions
        )
        yield done, found


def _orphans(driver: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that nothing uses: they would be harmless, but nobody put them there."""
    for name, statement in (
        ("reading", "SELECT count(*) FROM reading WHERE passage_id NOT IN (SELECT passage_id FROM run)"),
        ("reading", "SELECT count(*) FROM run WHERE passage_id NOT IN (SELECT passage_id FROM reading)"),
    ):
        count = driver.execute(statement).fetchone()[0]
        if count:
            yield Problem(name, f"{count} rows do not agree with the runs")
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
