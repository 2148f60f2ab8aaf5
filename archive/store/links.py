"""Links as data: the addresses a story leads to, with the words that lead there, stored once a set."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from archive.model import Link
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


OF_PAGES = "html/"
"""How the names of extractors begin that see links."""


def links_digest(links: Sequence[Link]) -> bytes:
    """The name of a set of links: SHA-256 of `[[passage, start, end, address], ...]` as JSON."""
    text = json.dumps([list(link) for link in links], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def add_links(driver: sqlite3.Connection, links: Sequence[Link]) -> int:
    """Store a set of links, if it is not there yet; gives its row."""
    digest = links_digest(links)
    found = driver.execute("SELECT id FROM link_set WHERE digest = ?", (digest,)).fetchone()
    if found is not None:
        return int(found[0])
    ids = _target_ids(driver, list(dict.fromkeys(link.url for link in links)))
    rows = [[link.passage, link.start, link.end, ids[link.url]] for link in links]
    number = driver.execute(
        "INSERT INTO link_set (digest, links) VALUES (?, ?)",
        (digest, json.dumps(rows, separators=(",", ":"))),
    ).lastrowid
    assert number is not None
    return number


def _target_ids(driver: sqlite3.Connection, urls: Sequence[str]) -> dict[str, int]:
    driver.executemany("INSERT OR IGNORE INTO link_target (url) VALUES (?)", [(url,) for url in urls])
    return {
        url: number
        for chunk in chunks(urls)
        for number, url in driver.execute(
            f"SELECT id, url FROM link_target WHERE url IN ({places(chunk)})", chunk
        )
    }


def stored_links(driver: sqlite3.Connection, link_set_id: int | None) -> tuple[Link, ...]:
    """The links of a set, in order; none where there is no set."""
    if link_set_id is None:
        return ()
    row = driver.execute("SELECT links FROM link_set WHERE id = ?", (link_set_id,)).fetchone()
    rows = [] if row is None else json.loads(row[0])
    urls: dict[int, str] = {}
    for chunk in chunks({number for *_, number in rows}):
        urls.update(driver.execute(f"SELECT id, url FROM link_target WHERE id IN ({places(chunk)})", chunk))
    return tuple(Link(passage, start, end, urls.get(number, "")) for passage, start, end, number in rows)


def known_links(driver: sqlite3.Connection, capture_ids: Sequence[int]) -> dict[int, tuple[Link, ...]]:
    """The links of what captures saw; no entry for one that was no page and has none."""
    sets = {
        capture_id: link_set_id
        for chunk in chunks(capture_ids)
        for capture_id, link_set_id, extractor in driver.execute(
            "SELECT e.capture_id, e.link_set_id, x.name "
            "FROM extraction AS e JOIN extractor AS x ON x.id = e.extractor_id "
            f"WHERE e.active AND e.capture_id IN ({places(chunk)})",
            chunk,
        )
        if link_set_id is not None or extractor.startswith(OF_PAGES)
    }
    found = {number: stored_links(driver, number) for number in set(sets.values())}
    return {capture_id: found[number] for capture_id, number in sets.items()}
