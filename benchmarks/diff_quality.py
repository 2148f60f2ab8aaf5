"""How good the comparison is, on pairs that people aligned and on pairs made so that the answer is known.

    python benchmarks/diff_quality.py [FOLDER]

FOLDER (else the environment's ARCHIVE_CORPORA) holds `sentence_links.jsonl.gz`, `moves.jsonl.gz` and
`histories.jsonl.gz`. The floor is a plain alignment by diff-match-patch on whole sentences, whose unmatched
stretches are paired in order.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.changes import compare_texts
from archive.diff import align
from archive.diff.script import encoded, islands
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONG_BLOCK_CHARS = 60

Pair = tuple[int, int]


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The records of a corpus."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def steps(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Neighbouring revisions that differ, as passages."""
    articles: dict[str, list[str]] = {}
    for record in rows(folder, "histories"):
        articles.setdefault(record["article"], []).append(record["text"])
    for texts in articles.values():
        for one, other in pairwise(texts):
            old, new = ([line for line in map(canonical, text.split("\n")) if line] for text in (one, other))
            if old != new:
                yield old, new


class Score:
    """What was found, against what is there."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set[Pair], gold: set[Pair]) -> None:
        """Count one record."""
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def row(what: str, ours: str, floor: str, ratio: str, limit: str) -> None:
    """One line of the table."""
    print(f"{what:<62} {ours:>14} {floor:>14} {ratio:>8} {limit:>12}")


def plain_links(old: Sequence[str], new: Sequence[str]) -> set[Pair]:
    """The floor: equal sentences in order, and between them first with first, second with second."""
    found, i, j = set(), 0, 0
    for stretch in (*islands(*encoded(old, new)), (len(old), len(old), len(new), len(new))):
        found |= set(zip(range(i, stretch[0]), range(j, stretch[2]), strict=True))
        found |= set(zip(range(stretch[0], stretch[1]), range(stretch[2], stretch[3]), strict=False))
        i, j = stretch[1], stretch[3]
    return found


def sentence_links(folder: Path) -> None:
    """Links of sentences in two drafts, all and those whose text differs."""
    scores = {name: Score() for name in ("all", "changed", "plain all", "plain changed")}
    for record in rows(folder, "sentence_links"):
        places = [{s["i"]: at for at, s in enumerate(record[side])} for side in ("old", "new")]
        old, new = ([canonical(s["text"]) for s in record[side]] for side in ("old", "new"))
        gold = {(places[0][a], places[1][b]) for a, b in record["links"]}
        found = {(i, j) for unit in compare_texts(old, new).units for i in unit.old for j in unit.new}
        plain = plain_links(old, new)
        for name, links in (("all", found), ("plain all", plain)):
            scores[name].add(links, gold)
        for name, links in (("changed", found), ("plain changed", plain)):
            scores[name].add(*({(i, j) for i, j in some if old[i] != new[j]} for some in (links, gold)))
    for name, limit in (("all", ".973"), ("changed", ".935")):
        ours, plain = scores[name].f1, scores[f"plain {name}"].f1
        row(f"sentence links, {name}: F1", f"{ours:.4f}", f"{plain:.4f}", f"{ours / plain:.2f}", f"≥ {limit}")


def moves(folder: Path) -> None:
    """Blocks that moved unchanged, where it is clear which."""
    score = Score()
    for record in rows(folder, "moves"):
        old, new = ([canonical(text) for text in record[f"{side}_blocks"]] for side in ("old", "new"))
        gold = {
            (move["from_block"] + at, move["to_block"] + at)
            for move in record["moves"]
            for at in range(move["n_blocks"])
        }
        found = {(u.old[0], u.new[0]) for u in compare_texts(old, new).units if u.moved and u.kind == "same"}
        if not record["swap_ambiguous"]:
            score.add(found, gold)
    row(
        "moved blocks: precision / recall",
        f"{score.precision:.3f} / {score.recall:.3f}",
        "",
        "",
        "≥ .98 / .98",
    )


def moved_and_edited(folder: Path) -> None:
    """Blocks of real texts put elsewhere, up to a third of their words replaced, taken out or added to."""
    chance = random.Random(11)
    stories = [old for old, _ in steps(folder)]
    vocabulary = [word for story in stories for text in story for word in text.split()]
    score = Score()
    for story in stories:
        old = list(dict.fromkeys(story))
        places = [i for i, text in enumerate(old) if len(text) >= LONG_BLOCK_CHARS and len(text.split()) >= 8]
        if len(old) < 8 or not places:
            continue
        start = chance.choice(places)
        words = old[start].split()
        for at in chance.sample(range(len(words)), chance.randint(1, len(words) // 3)):
            fate = chance.random()
            other = chance.choice(vocabulary)
            words[at] = other if fate < 0.6 else "" if fate < 0.8 else f"{words[at]} {other}"
        new = [*old[:start], *old[start + 1 :]]
        target = chance.choice([at for at in range(len(new) + 1) if abs(at - start) > 2])
        new.insert(target, canonical(" ".join(words)))
        found = {(link.old[0], link.new[0]) for link in align(old, new) if link.moved}
        score.add(found, {(start, target)})
    row(
        "blocks moved and edited: precision / recall",
        f"{score.precision:.3f} / {score.recall:.3f}",
        "",
        f"{score.right + score.missed} blocks",
        "≥ .95 / .95",
    )


def histories(folder: Path) -> None:
    """Round trip, mirror, and moves where there should be none."""
    count = exact = mirrored = free = false = 0
    for old, new in steps(folder):
        count += 1
        comparison = compare_texts(old, new)
        made: dict[int, str] = {}
        for unit in comparison.units:
            if unit.new:
                text = "".join(run.text for run in unit.words if run.op != "-")
                made.update(zip(unit.new, text.split("\n"), strict=True))
        exact += [made[j] for j in sorted(made)] == new
        links = align(old, new)
        mirrored += {link.mirrored for link in align(new, old)} == set(links)
        moved = [link for link in links if link.moved]
        if not any(link.kind == "same" and len(old[link.old[0]]) >= LONG_BLOCK_CHARS for link in moved):
            free += 1
            false += bool(moved)
    row("histories: the comparison gives the new passages", f"{exact}/{count}", "", "", "all")
    row("histories: swapped sides give the mirror", f"{mirrored}/{count}", "", "", "all")
    row("histories: steps with a false move", f"{false}/{free}", "", f"{false / free:.2%}", "< 1 %")


def main() -> None:
    """Measure everything and print the table."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ARCHIVE_CORPORA")
    if not given:
        sys.exit("Give the folder of the corpora, or set ARCHIVE_CORPORA.")
    folder = Path(given)
    row("what", "ours", "floor", "ratio", "limit")
    for measure in (sentence_links, moves, moved_and_edited, histories):
        measure(folder)


if __name__ == "__main__":
    main()
