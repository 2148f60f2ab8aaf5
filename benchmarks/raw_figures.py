"""What pages take when they are seen again and again: bytes for each look, against each alone.

`python benchmarks/raw_figures.py [FOLDER]` takes every second page of the folder (or of `pages/` in
ARCHIVE_CORPORA) as the first of twenty looks, whose adverts, counters and scripts change, and prints what the
looks take together. Without a folder it makes one page of its own.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

from archive.model import Draft, Passage, Section
from archive.services import opening, upkeep
from archive.services.ingest import ingest

LOOKS = 20
LIMIT_LOOKS = 2.0
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def own_page(chance: random.Random) -> bytes:
    """A page of some tens of kilobytes, in words of its own."""
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("rn", "lt", "ss", "nd")]
    menu = "".join(f'<li><a href="/s/{n}">{" ".join(chance.sample(words, 3))}</a></li>' for n in range(300))
    body = "".join(f"<p>{' '.join(chance.choices(words, k=60))}.</p>" for _ in range(40))
    return f"<html><body><ul>{menu}</ul><article><h1>Story</h1>{body}</article></body></html>".encode()


def look(page: bytes, number: int, chance: random.Random) -> bytes:
    """The page as a later look finds it: another advert, another counter, another script's token."""
    advert = f"<aside><a href='/ad/{chance.randrange(10**9)}'>Offer {chance.randrange(10**6)}</a></aside>"
    script = f"<script>var session='{chance.getrandbits(256):064x}',at={number};</script>"
    counter = f"<p class=counter>{chance.randrange(10**6)} readers</p>"
    return page.replace(b"</body>", f"{advert}{counter}{script}</body>".encode())


def packed_bytes(page: bytes, chance: random.Random) -> tuple[int, int]:
    """What twenty looks take in the file, and what the first one takes alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        database, _ = opening.open_for_writing(path)
        drafts = [
            Draft(
                url="https://elm.example/story",
                captured_at=NOW + timedelta(hours=number),
                raw=look(page, number, chance),
                content_type="text/html",
                sections=(Section(None, 0, (Passage("The story."),)),),
                extractor="benchmark/1",
            )
            for number in range(LOOKS)
        ]
        receipts = list(ingest(database, drafts, now=lambda: NOW + timedelta(days=2)))
        assert all(receipt.added for receipt in receipts)
        assert upkeep.verification(database).is_sound
        database.close()
        with closing(connect(path)) as file:
            (total,) = file.execute("SELECT sum(length(data)) FROM raw").fetchone()
            (first,) = file.execute("SELECT length(data) FROM raw ORDER BY id LIMIT 1").fetchone()
    return total, first


def main() -> None:
    """Print one table."""
    chance = random.Random(1)
    corpora = os.environ.get("ARCHIVE_CORPORA")
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(corpora) / "pages" if corpora else None
    files = sorted(folder.rglob("*.html"))[1::2][:20] if folder is not None and folder.is_dir() else []
    pages = [path.read_bytes() for path in files] or [own_page(chance)]
    took = [packed_bytes(page, chance) for page in pages]
    total, first = (sum(each) for each in zip(*took, strict=True))
    print(f"{'what':<44} {'ours':>10} {'alone':>10} {'ratio':>7} {'limit':>6}")
    name = f"{LOOKS} looks at each of {len(pages)} pages, bytes"
    print(f"{name:<44} {total:>10,} {first * LOOKS:>10,} {total / (first * LOOKS):>7.3f}")
    name = "in looks' packed size, mean"
    print(f"{name:<44} {total / first:>10.2f} {LOOKS:>10} {total / first / LOOKS:>7.3f} {LIMIT_LOOKS:>6}")
    worst = max(each / alone for each, alone in took)
    print(f"{'in looks’ packed size, worst page':<44} {worst:>10.2f} {LOOKS:>10} {'':>7} {LIMIT_LOOKS:>6}")


if __name__ == "__main__":
    main()
