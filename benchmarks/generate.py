"""Grows news stories that change, as interchange JSONL, from a seed: `generate.py --articles 30000 --seed 7`.

A story is a few figures, places and bodies with their parts; its sentences are drawn from templates over
a vocabulary of Zipf's shape, so that there are figures, money, dates, names and quotations to find. Then
it goes through revisions at the rates measured on real news (below). Each story has its own stream of
chance, made of the seed and its number: the same seed gives the same bytes on every machine, and a story
is the same whatever the order. Memory is flat: one story at a time, or, in order of time, those alive.

    from generate import captures, drafts, lines       # dicts, `archive.Draft`s, JSON texts; all lazy
"""

from __future__ import annotations

import argparse
import heapq
import json
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive import Draft

from news_story import Story


def captures(
    *,
    articles: int | None = 1000,
    seed: int = 7,
    first: int = 0,
    by_time: bool = False,
    foreign_share: float = 0.03,
    revisions: int | None = None,
) -> Iterator[dict[str, Any]]:
    """Looks at stories, one dict each, with the interchange's keys.

    Args:
        articles: How many stories; None goes on for ever.
        seed: Whatever number; another one gives other stories.
        first: The number of the first story.
        by_time: All looks in order of time, instead of story by story.
        foreign_share: Share of stories in German, Arabic and Chinese.
        revisions: How many revisions each story has; None draws it.
    """
    numbers = count(first) if articles is None else range(first, first + articles)
    streams = (Story(seed, number, foreign_share).looks(revisions) for number in numbers)
    if by_time:
        yield from _merged(streams)
        return
    for stream in streams:
        yield from stream


def lines(*, bytes_count: int | None = None, **options: Any) -> Iterator[str]:
    """The looks of `captures` as JSON texts without line ends, until there are so many bytes."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    written = 0
    for capture in captures(**options):
        line = encode(capture)
        yield line
        if bytes_count is not None:
            written += len(line.encode()) + 1
            if written >= bytes_count:
                return


def drafts(**options: Any) -> Iterator[Draft]:
    """The looks of `captures` as drafts, for `Archive.ingest`."""
    from archive.readers import read_line

    for line in lines(**options):
        yield read_line(line)


def _merged(streams: Iterable[Iterator[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """In order of time, from streams that begin one after another; holds only those that are alive."""
    alive: list[tuple[str, int, dict[str, Any], Iterator[dict[str, Any]]]] = []
    for number, stream in enumerate(streams):
        look = next(stream)
        while alive and alive[0][0] <= look["captured"]:
            yield _step(alive)
        heapq.heappush(alive, (look["captured"], number, look, stream))
    while alive:
        yield _step(alive)


def _step(alive: list[tuple[str, int, dict[str, Any], Iterator[dict[str, Any]]]]) -> dict[str, Any]:
    _, number, look, stream = alive[0]
    later = next(stream, None)
    if later is None:
        heapq.heappop(alive)
    else:
        heapq.heapreplace(alive, (later["captured"], number, later, stream))
    return look


def _size(text: str) -> int:
    """`200M`, `1G` or a plain number of bytes."""
    factor = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:].upper(), 1)
    return int(float(text if factor == 1 else text[:-1]) * factor)


def main() -> None:
    """Write looks to standard output, or a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, help="How many stories (1000 where --bytes does not say).")
    parser.add_argument("--bytes", type=_size, help="Stop at so many bytes: 200M, 1G.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--revisions", type=int, help="So many revisions for every story.")
    parser.add_argument("--by-time", action="store_true", help="All looks in order of time, not by story.")
    parser.add_argument("--foreign", type=float, default=0.03, help="Share of stories not in English.")
    parser.add_argument("--output", help="A file, instead of standard output.")
    options = parser.parse_args()
    articles = options.articles or (None if options.bytes else 1000)
    stream = lines(
        bytes_count=options.bytes,
        articles=articles,
        seed=options.seed,
        by_time=options.by_time,
        foreign_share=options.foreign,
        revisions=options.revisions,
    )
    target = Path(options.output).open("wb") if options.output else sys.stdout.buffer  # noqa: SIM115
    with target:
        for line in stream:
            target.write(line.encode() + b"\n")


if __name__ == "__main__":
    main()
