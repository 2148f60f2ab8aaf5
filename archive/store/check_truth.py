"""Checks of the truth: every row against its seal, every content against its digest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.model import Passage, PassageKind, Problem, State
from archive.store.events import event_seal
from archive.store.links import links_digest, stored_links
from archive.store.looks import extraction_seal
from archive.store.pages import from_second_copy, raw_rows
from archive.store.raw import LEFT_ONLY_DIGEST, carried, decoded, restored
from archive.store.seal import seal
from archive.store.states import fingerprint, stored_states
from archive.text.canonical import canonical, digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from archive.store.pages import RawRow

AT_ONCE = 200
"""How many rows are looked at in one step: it bounds memory."""


def file(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That SQLite finds the file whole, and that no row refers to one that is missing."""
    for (said,) in driver.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Problem("database", str(said))
    for table, row, parent, _ in driver.execute("PRAGMA foreign_key_check"):
        yield Problem(
            f"{table} {row}" if row is not None else table, f"it refers to a missing row of {parent}"
        )


def seals(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That every row has the seal it was stored with."""
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
        "SELECT e.capture_id, e.extractor_id, e.seal, x.name, s.digest, e.active, l.digest, e.claims "
        "FROM extraction AS e LEFT JOIN extractor AS x ON x.id = e.extractor_id "
        "LEFT JOIN state AS s ON s.id = e.state_id LEFT JOIN link_set AS l ON l.id = e.link_set_id"
    ):
        if extraction_seal(capture_id, *parts) != stored:
            yield Problem(
                f"extraction {capture_id}/{extractor_id}",
                "its row, its extractor, its state or its links no longer have the seal it was stored with",
            )
    for (number,) in driver.execute(
        "SELECT id FROM capture AS c WHERE sight = 'content' "
        "AND NOT EXISTS (SELECT 1 FROM extraction WHERE capture_id = c.id AND active = 1)"
    ):
        yield Problem(f"capture {number}", "it saw content, and nothing says which")


def seals_of_decisions(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That every decision, and all evidence, has the seal it was stored with."""
    for number, stored, *parts in driver.execute(
        "SELECT v.id, v.seal, article.key, a.url, v.recorded_at, v.reason FROM evidence AS v "
        "LEFT JOIN article ON article.id = v.article_id LEFT JOIN address AS a ON a.id = v.address_id"
    ):
        if seal(*parts) != stored:
            yield Problem(f"evidence {number}", "its row, its article or its address no longer has its seal")
    for number, stored in driver.execute("SELECT id, seal FROM event").fetchall():
        if event_seal(driver, number) != stored:
            yield Problem(
                f"event {number}",
                "its row, its articles or what it moves no longer have the seal it was stored with",
            )


def gaps(driver: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that nothing may refer to are numbered without a gap, so a lost one shows."""
    dealt_out = dict(driver.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in ("capture", "address", "event", "evidence"):
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


def unused(driver: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that nothing refers to: nobody put them there."""
    for table, user, key in (
        ("source", "capture", "source_id"),
        ("article", "(SELECT article_id FROM capture UNION SELECT other_id FROM event)", "article_id"),
        ("raw", "capture", "raw_id"),
        ("link_set", "extraction", "link_set_id"),
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


def passages(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    """That every passage is what was stored, in canonical form."""
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


def states(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    """That every content has its digest, and that one of which only that was left holds nothing else."""
    cursor = driver.execute("SELECT id, digest, is_erased FROM state ORDER BY id")
    done = 0
    used: set[int] = set()
    while rows := cursor.fetchmany(AT_ONCE):
        stored = stored_states(driver, [number for number, *_ in rows])
        used.update(i for found in stored.values() for i in found.passage_ids)
        found = []
        for number, name, is_erased in rows:
            state = stored[number].state
            if is_erased and state != State(None, None, None, ()):
                found.append(Problem(f"state {number}", "it was erased, and something of it is there"))
            elif not is_erased and digest(state) != name:
                what = f"its title, sections or passages no longer have the digest {name[:15]}…"
                found.append(Problem(f"state {number}", what))
        done += len(rows)
        yield done, found
    unused = [i for (i,) in driver.execute("SELECT id FROM passage") if i not in used]
    yield done, [Problem(f"passage {number}", "no state has it") for number in unused]


def raws(driver: sqlite3.Connection) -> Iterator[tuple[int, Iterable[Problem]]]:
    """That all bytes have their digest; of damaged ones, which looks are lost by it."""
    cursor = driver.execute("SELECT id FROM raw ORDER BY id")
    done = 0
    while numbers := [number for (number,) in cursor.fetchmany(AT_ONCE)]:
        found: list[Problem] = []
        rows = raw_rows(driver, numbers)
        keys = raw_rows(driver, {row.key_id for row in rows.values() if row.key_id is not None})
        needed = {row.state_id for row in rows.values() if row.state_id is not None}
        states = stored_states(driver, needed)
        opened: dict[int, bytes | None] = {}
        for number in numbers:
            row = rows[number]
            if row.coding in LEFT_ONLY_DIGEST:
                continue
            if row.key_id is not None and row.key_id not in opened:
                opened[row.key_id] = _opened(driver, keys.get(row.key_id))
            base = None if row.state_id not in states else states[row.state_id].state
            try:
                data = decoded(row.part, base, None if row.key_id is None else opened[row.key_id])
                found.extend(_carried(driver, row, data))
            except ArchiveError:
                what = "the bytes no longer have their digest"
                if from_second_copy(driver, row) is not None:
                    what += "; they come from a second copy, and `archive rebuild` mends them"
                    found.append(Problem(f"raw {number}", what))
                    continue
                if row.key_id is not None and opened[row.key_id] is None:
                    what += f": raw {row.key_id}, which they are held against, is damaged"
                found.append(Problem(f"raw {number}", f"{what}; lost are {_looks_with(driver, number)}"))
        done += len(numbers)
        yield done, found


def _carried(driver: sqlite3.Connection, row: RawRow, data: bytes) -> Iterator[Problem]:
    """That the second copies in a row are of bytes that are there, and give them."""
    if row.coding != "zstd":
        return
    for copy in carried(row.data)[0]:
        if not driver.execute(
            "SELECT 1 FROM raw WHERE digest = ? AND coding = 'zstd'", (copy.digest,)
        ).fetchone():
            yield Problem(f"raw {row.raw_id}", "it carries a second copy of bytes that are not there")
        elif restored(copy, data) is None:
            yield Problem(
                f"raw {row.raw_id}",
                "the second copy of other bytes that it carries is damaged; `archive rebuild` mends it",
            )


def _opened(driver: sqlite3.Connection, key: RawRow | None) -> bytes | None:
    """The bytes of a keyframe; None where they cannot be read."""
    if key is None or key.coding != "zstd":
        return None
    try:
        return decoded(key.part, None)
    except ArchiveError:
        return from_second_copy(driver, key)


def _looks_with(driver: sqlite3.Connection, raw_id: int) -> str:
    numbers = [
        str(i) for (i,) in driver.execute("SELECT id FROM capture WHERE raw_id = ? ORDER BY id", (raw_id,))
    ]
    shown = ", ".join(numbers[:20]) + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")
    return f"the bytes of capture {shown}" if len(numbers) == 1 else f"the bytes of captures {shown}"


def links(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That every set of links has its digest, and that every target is linked to."""
    used: set[int] = set()
    for number, name, text in driver.execute("SELECT id, digest, links FROM link_set").fetchall():
        used.update(row[3] for row in json.loads(text))
        if links_digest(stored_links(driver, number)) != name:
            yield Problem(f"link_set {number}", "its links or their addresses no longer have their digest")
    for (number,) in driver.execute("SELECT id FROM link_target"):
        if number not in used:
            yield Problem(f"link_target {number}", "nothing links to it")


def decisions(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That what was erased is gone, and was erased by a decision to do so."""
    for (number,) in driver.execute(
        "SELECT capture_id FROM erasure AS x LEFT JOIN event ON event.id = x.event_id "
        "WHERE event.kind IS NOT 'erase'"
    ):
        yield Problem(f"erasure {number}", "no decision to erase it is there")
    for (number,) in driver.execute(
        "SELECT id FROM state WHERE is_erased AND id NOT IN "
        "(SELECT state_id FROM extraction JOIN erasure ON erasure.capture_id = extraction.capture_id)"
    ):
        yield Problem(f"state {number}", "it has no text, and nothing says that it was erased")
    for (number,) in driver.execute(
        "SELECT id FROM state WHERE is_erased AND id IN (SELECT state_id FROM extraction "
        "WHERE capture_id NOT IN (SELECT capture_id FROM erasure))"
    ):
        yield Problem(f"state {number}", "it was erased, and a look that was not needs it")
    for (number,) in driver.execute(
        "SELECT id FROM raw WHERE coding = 'erased' AND id NOT IN "
        "(SELECT raw_id FROM capture JOIN erasure ON erasure.capture_id = capture.id "
        "WHERE raw_id IS NOT NULL)"
    ):
        yield Problem(f"raw {number}", "it has no bytes, and nothing says that they were erased")
    for (number,) in driver.execute(
        "SELECT raw.id FROM raw JOIN raw AS key ON key.id = raw.key_id WHERE key.coding <> 'zstd'"
    ):
        yield Problem(f"raw {number}", "what it is held against does not stand alone")


def notes(driver: sqlite3.Connection) -> list[str]:
    """What cannot be promised of this file, and why."""
    found = []
    for coding, why in (("unkept", "were not kept"), ("erased", "were erased")):
        (count,) = driver.execute(
            "SELECT count(*) FROM capture JOIN raw ON raw.id = capture.raw_id WHERE raw.coding = ?", (coding,)
        ).fetchone()
        if count:
            found.append(
                f"The exact bytes of {_captures(count)} {why}: that the text was read out of them rightly "
                "cannot be proved; their digest and size are there."
            )
    (count,) = driver.execute("SELECT count(*) FROM erasure").fetchone()
    if count:
        found.append(
            f"The content of {_captures(count)} was erased: its digest and times are there, and what it said "
            "cannot be shown. Copies of the file made before still hold it."
        )
    (count,) = driver.execute(
        "SELECT count(*) FROM standing WHERE is_withheld = 1 OR article_id <> root_id"
    ).fetchone()
    if count:
        are = "article is" if count == 1 else "articles are"
        found.append(
            f"{count:,} {are} withheld or part of another one; `archive articles` lists none of them."
        )
    (count,) = driver.execute(
        "SELECT count(*) FROM revision AS r JOIN revision AS before "
        "ON before.article_id = r.article_id AND before.number = r.number - 1 "
        "JOIN extraction AS old ON old.capture_id = before.last_capture_id AND old.active = 1 "
        "JOIN extraction AS new ON new.capture_id = r.first_capture_id AND new.active = 1 "
        "WHERE old.extractor_id <> new.extractor_id"
    ).fetchone()
    if count:
        revisions = "revision was" if count == 1 else "revisions were"
        found.append(
            f"{count:,} {revisions} read by another extractor than the look before, so what is different may "
            "be the reading, not the publisher's; `archive reextract` reads kept bytes anew, all in one way."
        )
    if driver.execute("PRAGMA user_version").fetchone()[0]:
        found.append(
            "An erasure was not finished: what it took out may still lie in the free space of the file. The "
            "next command that writes finishes it."
        )
    return found


def _captures(count: int) -> str:
    return f"{count:,} {'capture' if count == 1 else 'captures'}"
