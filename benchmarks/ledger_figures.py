"""The figures of facts through time: changes found and changes true, size in the database, and speed.

    python benchmarks/ledger_figures.py [CORPORA] [--stories 300] [--seed 11] [--articles 3000] [--misses 5]

Stories are made whose every number is known by its place; from one revision to the next numbers change,
while sentences are added, taken out, moved to another paragraph and reworded (also right around the number,
also what is counted), and the two numbers of a sentence change places. A change counts as reported where one
row of the comparison's facts has the number's old place on its old side and its new place on its new side.
The second set is the sentences of `generate.py`, with digits changed and clauses put in.

The share in the database is that of the tables reading, fact and fact_form (by dbstat) to the
distinct passages' bytes, over the histories in CORPORA (or ARCHIVE_CORPORA) and over generated stories. The
speed is that of `facts --changed` over so many generated articles.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import archive
from archive.model import FactChangeKind, FactKind
from archive.readers import read_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive import Draft
    from archive.model import ChangedFact, FactChange

NUMERIC = frozenset(
    {FactKind.FIGURE, FactKind.MONEY, FactKind.PERCENTAGE, FactKind.MEASURE, FactKind.AGE, FactKind.DURATION}
)
LEAST_SHARE, MOST_SIZE = 0.95, 0.5

SENTENCES = (
    ("At least {n} people were killed and {n} injured when the bridge fell, police said.",
     "Police said {n} people had been killed and {n} hurt when the bridge gave way.",
     "The bridge's fall killed at least {n} people and injured {n}, according to police."),
    ("The death toll rose to {n} by the evening.", "By the evening the death toll stood at {n}.",
     "The toll of dead has reached {n}, officials said in the evening."),
    ("The ministry put the damage at {m}.", "Damage is now estimated at {m}, the ministry said.",
     "According to the ministry, the damage comes to {m}."),
    ("Some {n} homes lost power, and {n} schools stayed shut.",
     "Power failed in {n} homes; {n} schools remained closed.",
     "About {n} households were without power and {n} schools did not open."),
    ("Support for the plan stood at {p}, against {p} a year ago.",
     "The plan was backed by {p} of those asked, compared with {p} last year."),
    ("Firefighters say the blaze covers {n} acres and is {p} contained.",
     "The blaze has spread over {n} acres, and {p} of it is contained, firefighters say."),
    ("Police arrested {n} protesters outside the town hall.",
     "Outside the town hall {n} demonstrators were arrested.",
     "{N} protesters were detained by police near the town hall."),
    ("The company will cut {n} jobs and close {n} shops.",
     "The firm plans to cut {n} jobs, closing {n} shops.",
     "A total of {n} jobs will go, the company said, and {n} shops are to close."),
    ("Shares in the group fell {p} to {m}.", "The group's shares dropped by {p}, to {m}."),
    ("More than {n} soldiers are taking part in the exercise.",
     "The exercise involves more than {n} troops.",
     "{N} soldiers take part in the exercise, the army said."),
    ("The council agreed to spend {m} on the harbour over {d} years.",
     "Over {d} years the council will spend {m} on the harbour."),
    ("Hospitals in the region treated {n} patients overnight.",
     "Overnight, {n} patients were treated in the region's hospitals.",
     "{N} people were taken to hospitals in the region during the night."),
    ("Rescuers pulled {n} survivors from the rubble; {n} people are still missing.",
     "{N} survivors were pulled from the rubble, but {n} people remain missing."),
    ("Turnout was {p}, the electoral office said.", "The electoral office gave turnout as {p}."),
    ("The ship carried {n} passengers and a crew of {n}.", "On board were {n} passengers and {n} crew."),
    ("Farmers lost {n} cows and {n} sheep in the flood.", "The flood drowned {n} cows and {n} sheep."),
    ("Inflation slowed to {p} in the euro zone.", "In the euro zone inflation eased to {p}."),
    ("The airline cancelled {n} flights.", "{N} flights were cancelled by the airline.",
     "The airline said it had called off {n} of its flights."),
    ("A reward of {m} was offered for the painting.", "For the painting a reward of {m} has been offered."),
    ("The new line will be {n} kilometres long and cost {m}.",
     "At {n} kilometres, the new line will cost {m}."),
)  # fmt: skip
"""Sentences, each in several wordings that keep the order or the kind of their numbers apart."""

FILLERS = (
    "Nobody from the office could be reached for comment.",
    "The weather made work on the site slow and dangerous.",
    "Residents had warned of the danger for a long time.",
    "A spokeswoman declined to go into details.",
    "The inquiry is led by a judge from the capital.",
    "Roads into the town were closed to traffic.",
    "Opposition leaders called the answer too slow and too small.",
    "Officials will meet again to decide what comes next.",
)
_SLOT = re.compile(r"\{([nNmpd])\}")


class Slot(NamedTuple):
    """A number as it is: what kind of number, its value written, and which number it is."""

    kind: str
    written: str
    identity: int


class Sentence(NamedTuple):
    """A sentence as it stands: which, in which wording, with which numbers in order of its first wording."""

    which: int
    wording: int
    slots: tuple[Slot, ...]


Text = list[list[Sentence]]
Places = dict[int, tuple[int, int, str]]
"""For each number the passage it stands in, the offset, and how it is written."""


class Maker:
    """Makes stories and their next revisions from a stream of chance."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 0

    def written(self, kind: str) -> str:
        """A number of a kind."""
        pick = self.random
        if kind == "m":
            amount = f"{pick.randint(1, 90)}.{pick.randint(1, 9)}"
            return pick.choice(
                (f"${amount}m", f"£{amount} million", f"€{amount}bn", f"${pick.randint(2, 900)},000")
            )
        if kind == "p":
            return pick.choice(
                (f"{pick.randint(2, 95)}%", f"{pick.randint(2, 60)}.{pick.randint(1, 9)} percent")
            )
        if kind == "d":
            return str(pick.randint(2, 30))
        place = pick.random()
        if place < 0.15:
            return pick.choice(("three", "four", "five", "seven", "eight", "nine", "eleven", "thirteen"))
        if place < 0.7:
            return str(pick.randint(10, 990))
        return f"{pick.randint(1, 80)},{pick.randint(0, 999):03}"

    def slot(self, kind: str) -> Slot:
        """A new number."""
        self.count += 1
        return Slot(kind, self.written(kind), self.count)

    def sentence(self, which: int) -> Sentence:
        """A new sentence; negative ones hold no number."""
        if which < 0:
            return Sentence(which, 0, ())
        kinds = _SLOT.findall(SENTENCES[which][0])
        return Sentence(which, 0, tuple(self.slot(kind.lower()) for kind in kinds))

    def story(self) -> Text:
        """Five to nine paragraphs of one to three sentences; no sentence stands there twice."""
        pool = self.random.sample(range(-len(FILLERS), len(SENTENCES)), 16)
        text: Text = []
        while pool and len(text) < 9:
            taken, pool = pool[: self.random.randint(1, 3)], pool[3:]
            text.append([self.sentence(which) for which in taken])
        return text

    def step(self, text: Text) -> Text:
        """The next revision."""
        pick = self.random
        used = {sentence.which for paragraph in text for sentence in paragraph}
        free = [which for which in range(-len(FILLERS), len(SENTENCES)) if which not in used]
        new: Text = []
        movers: list[Sentence] = []
        for paragraph in text:
            kept: list[Sentence] = []
            for sentence in paragraph:
                place = pick.random()
                if place < 0.05 and len(used) > 4:
                    continue
                edited = self.edited(sentence) if place < 0.45 else sentence
                if place > 0.96:
                    movers.append(edited)
                    continue
                kept.append(edited)
                if place > 0.9 and free:
                    kept.append(self.sentence(free.pop(pick.randrange(len(free)))))
            if kept:
                new.append(kept)
        new = new or [[self.sentence(0)]]
        for sentence in movers:
            if pick.random() < 0.5:
                new.insert(pick.randrange(len(new) + 1), [sentence])
            else:
                pick.choice(new).append(sentence)
        return new

    def edited(self, sentence: Sentence) -> Sentence:
        """The sentence with numbers changed, swapped, or other words; perhaps several of these."""
        if sentence.which < 0:
            return sentence
        pick = self.random
        slots = list(sentence.slots)
        wording = sentence.wording
        place = pick.random()
        if place < 0.1 and len(slots) == 2 and slots[0].kind == slots[1].kind:
            one, other = slots
            slots = [one._replace(written=other.written), other._replace(written=one.written)]
        elif place < 0.8:
            at = pick.randrange(len(slots))
            slots[at] = slots[at]._replace(written=self.other(slots[at]))
            if pick.random() < 0.25:
                slots = [slot._replace(written=self.other(slot)) for slot in slots]
        if place > 0.55:
            wording = pick.randrange(len(SENTENCES[sentence.which]))
        return Sentence(sentence.which, wording, tuple(slots))

    def other(self, slot: Slot) -> str:
        """Another number, most often written in the same manner."""
        if slot.written[0].isdigit() and slot.written.isdigit() and self.random.random() < 0.6:
            return str(int(slot.written) + self.random.randint(1, 9))
        while (found := self.written(slot.kind)) == slot.written:
            pass
        return found


def rendered(text: Text) -> tuple[list[str], Places]:
    """The passages, and where each number stands in them."""
    passages: list[str] = []
    places: Places = {}
    for number, paragraph in enumerate(text):
        written = ""
        for sentence in paragraph:
            written += " " if written else ""
            if sentence.which < 0:
                written += FILLERS[-sentence.which - 1]
                continue
            by_kind: dict[str, list[Slot]] = {}
            for slot in sentence.slots:
                by_kind.setdefault(slot.kind, []).append(slot)
            pieces = _SLOT.split(SENTENCES[sentence.which][sentence.wording])
            for at, piece in enumerate(pieces):
                if at % 2 == 0:
                    written += piece
                    continue
                slot = by_kind[piece.lower()].pop(0)
                places[slot.identity] = (number, len(written), slot.written)
                written += slot.written.capitalize() if piece == "N" else slot.written
        passages.append(written)
    return passages, places


class Score(NamedTuple):
    """How many changes there were, how many were reported, how many reports there are and are true."""

    changes: int
    found: int
    reports: int
    true: int


class Step(NamedTuple):
    """Two revisions' passages, and where each number stands in either."""

    old: list[str]
    new: list[str]
    old_places: Places
    new_places: Places


def made_steps(stories: int, seed: int) -> Iterator[Step]:
    """Steps of the sentences above, three of each story."""
    for number in range(stories):
        maker = Maker(seed * 1_000_003 + number)
        text = maker.story()
        before = rendered(text)
        for _ in range(3):
            text = maker.step(text)
            after = rendered(text)
            yield Step(before[0], after[0], before[1], after[1])
            before = after


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = re.compile(rf"(?<![\w.,:])[$£€]?\d[\d,.]*\d(?=[ %mb])(?! (?:{_MONTHS}))")


def grown_steps(stories: int, seed: int) -> Iterator[Step]:
    """Steps of the stories of `generate.py`: digits changed, clauses put in, paragraphs added and moved."""
    from news_story import Story

    for number in range(stories):
        story = Story(seed, number, 0.0)
        pick = Random(seed * 7_001 + number)
        old = [story.paragraph() for _ in range(8)]
        ids: dict[tuple[int, int, int], int] = {}
        new: list[list[str]] = []
        old_places: Places = {}
        new_places: Places = {}
        order = list(range(len(old)))
        if pick.random() < 0.3:
            order.append(order.pop(pick.randrange(len(order))))
        old_texts = [" ".join(paragraph) for paragraph in old]
        for p in order:
            if pick.random() < 0.08:
                continue
            if pick.random() < 0.1:
                new.append([story.sentence()])
            written, kept = "", []
            offset = 0
            for sentence in old[p]:
                text = sentence
                if pick.random() < 0.25 and text.endswith("."):
                    text = f"{text[:-1]}{story.tail()}."
                hits = [m for m in _NUMBER.finditer(sentence) if not re.fullmatch(r"(19|20)\d\d", m[0])]
                if hits and pick.random() < 0.6:
                    hit = pick.choice(hits)
                    at = next(i for i in range(hit.start(), hit.end()) if sentence[i].isdigit())
                    digit = str(int(sentence[at]) % 9 + 1)
                    text = text[:at] + digit + text[at + 1 :]
                    identity = len(ids)
                    ids[p, offset, at] = identity
                    old_places[identity] = (p, offset + at, sentence[hit.start() : hit.end()])
                    start = len(written) + (1 if written else 0)
                    new_places[identity] = (len(new), start + at, "")
                written += (" " if written else "") + text
                kept.append(text)
                offset += len(sentence) + 1
            new.append(kept)
        yield Step(old_texts, [" ".join(paragraph) for paragraph in new], old_places, new_places)


def score(steps: Iterable[Step], misses: int) -> Score:
    """What `archive.compare` reports of known changes."""
    total = Counter[str]()
    for step in steps:
        wanted = {
            identity: (place, step.new_places[identity])
            for identity, place in step.old_places.items()
            if identity in step.new_places and place[2] != step.new_places[identity][2]
        }
        changed = [
            change
            for change in archive.compare(step.old, step.new).facts
            if change.change is FactChangeKind.CHANGED and change.kind in NUMERIC
        ]
        hit: set[int] = set()
        for change in changed:
            identity = _meant(change, wanted)
            total["reports"] += 1
            if identity is None:
                misses = _told(misses, "FALSE", step, change, None)
            else:
                total["true"] += 1
                hit.add(identity)
        for identity in wanted.keys() - hit:
            misses = _told(misses, "MISSED", step, None, wanted[identity])
        total["changes"] += len(wanted)
        total["found"] += len(hit)
    return Score(total["changes"], total["found"], total["reports"], total["true"])


def _meant(
    change: FactChange, wanted: dict[int, tuple[tuple[int, int, str], tuple[int, int, str]]]
) -> int | None:
    old, new = change.old, change.new
    if old is None or new is None:
        return None
    for identity, (before, after) in wanted.items():
        if (
            old.passage == before[0]
            and old.start <= before[1] < old.end
            and new.passage == after[0]
            and new.start <= after[1] < new.end
        ):
            return identity
    return None


def _told(
    misses: int, what: str, step: Step, change: FactChange | None, wanted: tuple[object, object] | None
) -> int:
    if misses > 0:
        if change is not None and change.old is not None and change.new is not None:
            old, new = change.old, change.new
            print(f"  {what} {old.kind.value} {old.text!r} ({old.subject}) -> {new.text!r} ({new.subject})")
            print(f"    - {step.old[old.passage]}\n    + {step.new[new.passage]}")
        elif wanted is not None:
            before, after = wanted
            print(f"  {what} {before} -> {after}")
            print(f"    - {step.old[before[0]]}\n    + {step.new[after[0]]}")  # type: ignore[index]
    return misses - 1


# Size and speed


def filled(folder: Path, name: str, drafts: Iterable[Draft]) -> Path:
    """A new archive with these looks."""
    path = folder / f"{name}.db"
    with archive.open(path) as news:
        news.ingest(drafts)
    return path


def fact_share(path: Path) -> float:
    """Bytes of what is kept of mentions and facts, for each byte of distinct text."""
    with closing(sqlite3.connect(path)) as driver:
        (text,) = driver.execute("SELECT sum(length(CAST(text AS BLOB))) FROM passage").fetchone()
        (facts,) = driver.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN ('reading', 'reading_language', 'fact', "
            "'fact_form', 'sqlite_autoindex_reading_language_1')"
        ).fetchone()
    return float(facts / text)


def timed(call: Callable[[], int]) -> tuple[float, int]:
    """Seconds, and what the call gave."""
    start = time.perf_counter()
    count = call()
    return time.perf_counter() - start, count


def main() -> int:
    """Print one table; exit with 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="?", default=os.environ.get("ARCHIVE_CORPORA"))
    parser.add_argument("--stories", type=int, default=300, help="How many stories of each set.")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--articles", type=int, default=3000, help="How many articles for size and speed.")
    parser.add_argument("--misses", type=int, default=0, help="Print so many of what went wrong.")
    options = parser.parse_args()
    rows: list[tuple[str, str, str, bool]] = []
    for name, steps in (
        ("made", made_steps(options.stories, options.seed)),
        ("generated", grown_steps(options.stories, options.seed)),
    ):
        got = score(steps, options.misses)
        recall, precision = got.found / got.changes, got.true / max(1, got.reports)
        rows.append(
            (
                f"{name}: changes reported, of {got.changes}",
                f"{recall:.3f}",
                f">= {LEAST_SHARE}",
                recall >= LEAST_SHARE,
            )
        )
        rows.append(
            (
                f"{name}: reports true, of {got.reports}",
                f"{precision:.3f}",
                f">= {LEAST_SHARE}",
                precision >= LEAST_SHARE,
            )
        )
    with tempfile.TemporaryDirectory() as written:
        folder = Path(written)
        rows += _sizes_and_speed(folder, options.corpora, options.articles)
    width = max(len(row[0]) for row in rows)
    print(f"{'what':<{width}}  {'ours':>12}  limit")
    for what, ours, limit, is_kept in rows:
        print(f"{what:<{width}}  {ours:>12}  {limit}{'' if is_kept else '  MISSED'}")
    return 0 if all(row[3] for row in rows) else 1


def _sizes_and_speed(
    folder: Path, corpora: str | None, articles: int
) -> Iterator[tuple[str, str, str, bool]]:
    from generate import drafts

    if corpora is None:
        print("  no corpora given: the share over real histories is left out", file=sys.stderr)
    else:
        with gzip.open(Path(corpora) / "histories.jsonl.gz", "rt", encoding="utf-8") as lines:
            path = filled(folder, "histories", (read_line(line) for line in lines))
        share = fact_share(path)
        yield (
            "histories: facts, share of distinct text",
            f"{share:.3f}",
            f"<= {MOST_SIZE}",
            share <= MOST_SIZE,
        )
    if not articles:
        return
    path = filled(folder, "generated", drafts(articles=articles))
    share = fact_share(path)
    yield "generated: facts, share of distinct text", f"{share:.3f}", f"<= {MOST_SIZE}", share <= MOST_SIZE
    with archive.open(path, read_only=True) as news:
        revisions = sum(summary.revisions for summary in news.articles())
        for what, call in (
            ("newest 50", lambda: len(news.changed_facts(limit=50))),
            ("one day in the middle", lambda: len(news.changed_facts(*_middle(path), limit=None))),
            ("figures that fell, all", lambda: len(_fallen(news))),
        ):
            seconds, count = timed(call)
            yield (
                f"changed facts of {revisions} revisions, {what} ({count} rows)",
                f"{seconds:.2f} s",
                "",
                True,
            )


def _fallen(news: archive.Archive) -> list[ChangedFact]:
    return news.changed_facts(kinds=["figure"], direction="down", limit=None)


def _middle(path: Path) -> tuple[object, object]:
    from datetime import date

    with closing(sqlite3.connect(path)) as driver:
        moments = [row[0] for row in driver.execute("SELECT captured_at FROM revision ORDER BY captured_at")]
    day = date.fromisoformat(moments[len(moments) // 2][:10])
    return day, day


if __name__ == "__main__":
    sys.exit(main())
