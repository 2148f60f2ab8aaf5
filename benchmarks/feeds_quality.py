"""Measure the reading of feeds against feedparser's own: items, dates, and what makes it fall over.

Usage: feeds_quality.py FOLDER...

Every file below the folders that holds a feed is read by `archive.readers.read_feed` and by feedparser as it
is used by most. An item counts as read where both have it, in the same place and with the same address and
title (told apart by letters and digits only); a date counts as right where it is the same moment, or day
for a claim of a day. What only one of them has is listed with `--show`. With `--odd` only files with an odd
number in the order of names are taken, with `--even` only the others.
"""

from __future__ import annotations

import html
import io
import re
import sys
import time
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from archive.errors import BadInput
from archive.model import Precision
from archive.readers.feed import Entry, read_feed

WORD = re.compile(r"\w+")


def squeezed(text: str | None) -> str:
    """Letters and digits of a title in whatever markup: with tags as one writer means them, or as text."""
    bare = re.sub(r"(?is)<script.*?</script>|<[^<>]*>", "", text or "")
    return "".join(WORD.findall(re.sub(r"<[^<>]*>", "", html.unescape(bare))))


def moment(entry: Entry, name: str) -> datetime | None:
    """A claim as feedparser gives dates: UTC where no zone is named, the first moment of a day."""
    claim = entry.published_at if name == "published" else entry.updated_at
    if claim is None:
        return None
    if claim.precision is not Precision.TIME:
        return datetime.combine(claim.first_day, datetime.min.time(), UTC)
    found = datetime.fromisoformat(claim.text)
    return found.replace(tzinfo=found.tzinfo or UTC, microsecond=0)


class Measure:
    """What was counted over all files."""

    def __init__(self, *, shows: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.slowest = (0.0, "")
        self._shows = shows

    def take(self, path: Path) -> None:
        """Read one file twice, and compare."""
        counts, data = self.counts, path.read_bytes()
        theirs = feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/xml"})
        counts["feeds"] += 1
        counts["not well formed"] += bool(theirs.bozo)
        started = time.process_time()
        ours: tuple[Entry, ...] = ()
        try:
            ours = read_feed(data).entries
        except BadInput as error:
            if theirs.entries:
                self._show(path, f"refused: {error}")
        except Exception as error:  # noqa: BLE001 - that is what is counted
            counts["crashes"] += 1
            self._show(path, f"crash: {error!r}")
        self.slowest = max(self.slowest, (time.process_time() - started, path.name))
        counts["their items"] += len(theirs.entries)
        counts["our items"] += len(ours)
        if len(ours) < len(theirs.entries):
            self._show(path, f"items {len(ours)} of {len(theirs.entries)}")
        for our, their in zip(ours, theirs.entries, strict=False):
            self._entry(path, our, their)

    def _entry(self, path: Path, our: Entry, their: Any) -> None:
        counts = self.counts
        same_title = squeezed(our.title) == squeezed(dict.get(their, "title"))
        counts["items read"] += same_title
        if not same_title:
            self._show(path, f"title {our.title!r} for {dict.get(their, 'title')!r}")
        for name in ("published", "updated"):
            stamp, written = dict.get(their, f"{name}_parsed"), dict.get(their, name)
            got = moment(our, name)
            if stamp is None:
                counts["dates only ours"] += got is not None
                if got is not None:
                    self._show(path, f"only ours: {written!r} {got}")
                continue
            counts["their dates"] += 1
            is_same = got is not None and got.timetuple()[:6] == tuple(stamp)[:6]
            counts["dates the same"] += is_same
            if not is_same:
                self._show(path, f"{name} {written!r}: {got} for {tuple(stamp)[:6]}")

    def _show(self, path: Path, what: str) -> None:
        if self._shows:
            print(f"{path.name}: {what}")


def main() -> None:
    """Read the words of the command line, measure, print."""
    words = sys.argv[1:]
    options = {word for word in words if word.startswith("--")}
    folders = [Path(word) for word in words if not word.startswith("--")]
    if not folders:
        sys.exit(__doc__)
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    files = [path for path in files if path.suffix.lower() in (".xml", ".rss", ".atom", ".rdf", ".json")]
    if "--odd" in options:
        files = files[1::2]
    if "--even" in options:
        files = files[::2]
    warnings.simplefilter("ignore")
    measure = Measure(shows="--show" in options)
    for path in files:
        measure.take(path)
    counts = measure.counts
    rows = [
        ("crashes", counts["crashes"], counts["feeds"], "0"),
        ("items, ours of feedparser's", counts["our items"], counts["their items"], "1.000"),
        ("items read with their title", counts["items read"], counts["their items"], "0.99"),
        ("dates the same", counts["dates the same"], counts["their dates"], "0.99"),
        ("dates only ours", counts["dates only ours"], 0, ""),
        ("feeds not well formed", counts["not well formed"], counts["feeds"], ""),
    ]
    print(f"{'what':32} {'ours':>8} {'peer':>8} {'ratio':>7}  limit")
    for what, ours, peer, limit in rows:
        ratio = f"{ours / peer:7.3f}" if peer else " " * 7
        print(f"{what:32} {ours:8,} {peer:8,} {ratio}  {limit}")
    print(f"slowest: {measure.slowest[0] * 1000:.0f} ms, {measure.slowest[1]}")


if __name__ == "__main__":
    main()
