"""How well sentences are found, against bare sentencex and a split at `[.!?]` and a space; and how fast.

Usage: `python benchmarks/sentences_quality.py [CORPORA] [--misses]`. The folder of corpora is the argument
or the environment variable ARCHIVE_CORPORA. A text counts as right when all its sentences are the gold's,
runs of white space apart. Rules were written looking at even records only, save that two odd golden texts
they had broken were named by a comparison with bare sentencex and mended; both halves are reported.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from pathlib import Path

from sentencex import get_sentence_boundaries

from archive.text.sections import read_plain
from archive.text.sentences import split_sentences

SECONDS = 5.0


def ours(text: str) -> list[str]:
    """The sentences of this project."""
    return [span.of(text) for span in split_sentences(text)]


def bare(text: str) -> list[str]:
    """The sentences of sentencex alone."""
    return [text[found["start_index"] : found["end_index"]] for found in get_sentence_boundaries("en", text)]


def floor(text: str) -> list[str]:
    """A split that anybody writes first."""
    return re.split(r"(?<=[.!?]) ", text)


def tidy(sentences: list[str]) -> list[str]:
    """Sentences with runs of white space as one space."""
    return [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]


def report_quality(records: list[dict[str, object]], *, misses: bool) -> None:
    """Print how many texts of each half are divided as the gold has them."""
    print(f"{'what':<28}{'ours':>10}{'sentencex':>11}{'floor':>8}   limit")
    for name, is_golden in (("golden rules", True), ("other texts", False)):
        for half, remainder in (("even", 0), ("odd", 1)):
            chosen = [r for i, r in enumerate(records) if i % 2 == remainder and r["golden"] is is_golden]
            right = [
                sum(tidy(split(str(record["text"]))) == tidy(list(record["segments"])) for record in chosen)  # type: ignore[call-overload]
                for split in (ours, bare, floor)
            ]
            shares = "".join(
                f"{count}/{len(chosen)}".rjust(width) for count, width in zip(right, (10, 11, 8), strict=True)
            )
            print(f"{name + ', ' + half:<28}{shares}   {'floor' if is_golden else '-'}")
            for record in chosen if misses and half == "even" else ():
                if tidy(ours(str(record["text"]))) != tidy(list(record["segments"])):  # type: ignore[call-overload]
                    print(
                        "   ",
                        json.dumps(
                            {"gold": record["segments"], "ours": ours(str(record["text"]))},
                            ensure_ascii=False,
                        ),
                    )


def report_speed(texts: list[str]) -> None:
    """Print how fast passages of real texts are divided."""
    passages = [
        passage.text
        for text in texts
        for section in read_plain(text, has_title=True).sections
        for passage in section.passages
    ]
    size = sum(map(len, passages))
    taken = []
    for split in (ours, bare):
        split("Warm. Up.")
        started, rounds = time.perf_counter(), 0
        while time.perf_counter() - started < SECONDS:
            for passage in passages:
                split(passage)
            rounds += 1
        taken.append((time.perf_counter() - started) / rounds)
    mine, peer = (size / 1e6 / each for each in taken)
    print(f"{'speed, million chars/s':<28}{mine:>10.1f}{peer:>11.1f}{'':>8}   >= 3   ratio {mine / peer:.2f}")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="?", default=os.environ.get("ARCHIVE_CORPORA"))
    parser.add_argument("--misses", action="store_true", help="print the even records that are not right")
    options = parser.parse_args()
    if options.corpora is None:
        sys.exit("Give the folder of corpora, or set ARCHIVE_CORPORA.")
    corpora = Path(options.corpora)
    with gzip.open(corpora / "sentences.jsonl.gz", "rt", encoding="utf-8") as lines:
        report_quality([json.loads(line) for line in lines], misses=options.misses)
    with gzip.open(corpora / "histories.jsonl.gz", "rt", encoding="utf-8") as lines:
        report_speed([json.loads(line)["text"] for line in lines][::4])


if __name__ == "__main__":
    main()
