"""How well quotations and their speakers are found in news that other people marked: the PolNeAR corpus.

Usage: `python benchmarks/quotations_quality.py POLNEAR [--part dev|test|train] [--half even|odd] [--misses KIND]`.
POLNEAR is a checkout of https://github.com/networkdynamics/PolNeAR; its texts are not kept here. A quotation is
what stands between double marks (“…”, "…", two apostrophes) of five words or more inside a marked content; its
speaker is the marked source, where that has a name. A speaker is right that shares a word of the name. Single marks
and quotations left open at the end of a paragraph are not looked at, but with `--all` they count as false. Misses
are of the kinds SPEAKER, MISSED and FOUND.
"""

# ruff: noqa: E501 - long messages

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

from archive.facts import find_facts
from archive.model import FactKind

QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|''(?=\w)[^\n]*?''(?!')")
FEWEST_WORDS = 5
NAMED = re.compile(r"[A-Z][\w’'-]+")
NO_NAME = frozenset(
    (
        "the",
        "he",
        "she",
        "they",
        "i",
        "we",
        "it",
        "a",
        "an",
        "you",
        "this",
        "that",
        "who",
        "one",
        "some",
        "mr",
        "mrs",
        "ms",
    )
)

Span = tuple[int, int]


class Story(NamedTuple):
    """A text, and its quotations with the words of their source."""

    text: str
    quotations: dict[Span, str | None]


def story(text: str, annotations: str) -> Story:
    """A text with what its annotations (brat's format) mark as said."""
    spans: dict[str, tuple[list[Span], str]] = {}
    events: list[dict[str, str]] = []
    for line in annotations.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 2:
            places = [place.split(" ") for place in parts[1].partition(" ")[2].split(";")]
            spans[parts[0]] = ([(int(low), int(high)) for low, high in places], parts[2])
        elif line.startswith("E") and len(parts) > 1:
            events.append(dict(part.split(":", 1) for part in parts[1].split(" ") if ":" in part))
    quotations: dict[Span, str | None] = {}
    for event in events:
        source = spans.get(event.get("Source", ""))
        for role, name in event.items():
            for low, high in spans[name][0] if role.startswith("Content") and name in spans else ():
                for match in QUOTED.finditer(text, max(0, low - 1), min(len(text), high + 1)):
                    if len(match[0].split()) >= FEWEST_WORDS:
                        quotations[match.span()] = source[1] if source is not None else None
    return Story(text, quotations)


def stories(corpus: Path, part: str) -> list[Story]:
    """The stories of one part of the corpus, in order of their names."""
    texts = {path.stem: path for path in (corpus / "data" / part / "text").iterdir()}
    found = []
    for path in sorted((corpus / "data" / part / "attributions").glob("*.ann")):
        # The name of the annotations is that of the text and the annotator's.
        beginning = path.stem.rpartition("_")[0][:45]
        text = next((one for name, one in sorted(texts.items()) if name.startswith(beginning)), None)
        if text is not None:
            found.append(story(text.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")))
    return found


def words(text: str) -> set[str]:
    """The words of a name, in small letters."""
    return set(re.findall(r"\w+", text.lower()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("dev", "test", "train"), default="dev")
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--misses", choices=("SPEAKER", "MISSED", "FOUND"))
    options = parser.parse_args()
    if not (options.corpus / "data" / options.part).is_dir():
        sys.exit(f"{options.corpus} is no checkout of PolNeAR: it has no folder data/{options.part}.")
    read = stories(options.corpus, options.part)
    if options.half:
        read = read[options.half == "odd" :: 2]
    wanted = found = right = named = told = wrong = 0
    for text, quotations in read:
        ours = {
            (fact.start, fact.end): fact
            for fact in find_facts(text)
            if fact.kind is FactKind.QUOTATION
            and len(fact.text.split()) >= FEWEST_WORDS
            and (options.all or QUOTED.fullmatch(fact.text))
        }
        wanted, found = wanted + len(quotations), found + len(ours)
        right += len(quotations.keys() & ours.keys())
        for span in sorted(quotations.keys() ^ ours.keys()):
            if options.misses == ("MISSED" if span in quotations else "FOUND"):
                print(options.misses, repr(text[max(0, span[0] - 60) : span[1] + 40]))
        for span in sorted(quotations.keys() & ours.keys()):
            names = {word for word in NAMED.findall(quotations[span] or "") if word.lower() not in NO_NAME}
            if not names:
                continue
            named += 1
            speaker = ours[span].speaker
            is_right = bool(words(speaker or "") & {name.lower().replace("’s", "") for name in names})
            told += is_right
            wrong += speaker is not None and not is_right
            if options.misses == "SPEAKER" and not is_right:
                print(
                    "SPEAKER",
                    repr(speaker),
                    "for",
                    repr(quotations[span]),
                    repr(text[span[0] - 90 : span[1] + 60]),
                )
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{options.part}{' ' + options.half if options.half else ''}, {len(read)} texts:"
        f" quotations P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right}/{found}/{wanted}), limit .96;"
        f" right speaker where one is named {told}/{named} = {told / max(named, 1):.3f}, limit .85; wrong {wrong}"
    )


if __name__ == "__main__":
    main()
