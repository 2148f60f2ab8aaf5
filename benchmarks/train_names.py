"""Learn the weights by which `archive.facts.name_judge` names what no rule names, and write them.

Usage: `python benchmarks/train_names.py FILE... [--write]`. Each FILE holds JSON lines, plain or gzipped,
`{"text": …, "facts": [{"type": "PER"|"LOC"|"ORG", "start": …, "end": …}]}`. Without `--write` it only tells how
many examples and weights there are.

What the weights in the tree were learned from, each brought into this form:

- the first 8,300 sentences of the Groningen Meaning Bank (Bos et al. 2017; news; public domain);
- the news and interviews (Wikinews; CC BY 2.5), academic and court texts (CC BY 4.0) and speeches of GUM, the
  Georgetown University Multilayer corpus (Amir Zeldes and others, https://gucorpling.org/gum/; annotations
  CC BY 4.0); its biographies and travel guides are left out;
- CrossNER (Zihan Liu and others, AAAI 2021, https://github.com/zliucr/CrossNER; MIT): politics, science, music,
  literature and artificial intelligence;
- WNUT 2017 (Leon Derczynski and others; posts and comments; CC BY 4.0): corporations and groups are organisations;
- re3d (Defence Science and Technology Laboratory, 2017): only what the US State Department and CENTCOM (public domain)
  and the UK government (Open Government Licence 3.0) wrote;
- SEC filings (Julio Cesar Salinas Alvarado and others, 2015; CC BY 3.0).

Nothing that `facts_quality.py` measures was learned from.

The runs of capitals that the rules leave unnamed are the examples; each is a person, a place, an
organisation or none of them. The weights are those of a multinomial logistic regression, found by
FTRL-Proximal (McMahan et al. 2013), whose L1 term leaves most of them at zero.
"""

# ruff: noqa: E501 - long messages

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.facts import name_judge, names
from archive.facts.name_context import with_article
from archive.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

CLASSES = ("PER", "LOC", "ORG")
WEIGHTS_FILE = Path(name_judge.__file__).with_name("name_weights.py")
ALPHA, BETA, L1, L2 = 0.15, 1.0, 2.0, 0.5
ROUNDS = 6
LEAST_SEEN = 5
"""A feature seen less often is not learned from."""
LEAST_WEIGHT = 38
"""A feature whose weights are all smaller, in hundredths, is left out."""

Example = tuple[list[str], int]


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(rows: Iterable[dict[str, Any]]) -> list[Example]:
    """What the rules leave unnamed in these texts: its features, and the number of its class (3: none)."""
    found: list[Example] = []
    seen: list[tuple[int, int, list[str]]] = []

    def record(
        text: str, start: int, end: int, words: tuple[str, ...], is_head: bool, rule: str | None = None
    ) -> FactKind | None:
        seen.append((start, end, name_judge.features(text, start, end, words, is_head, rule)))
        return None if rule is None else FactKind(rule.partition(".")[0])

    names.judged = record  # type: ignore[assignment]
    for row in rows:
        seen.clear()
        names.find(row["text"])
        gold = {(fact["start"], fact["end"]): fact["type"] for fact in row["facts"]}
        for start, end, features in seen:
            kind = gold.get((start, end)) or gold.get((with_article(row["text"], start), end))
            found.append((features, CLASSES.index(kind) if kind in CLASSES else len(CLASSES)))
    return found


class Learner:
    """One weight for each feature and class, learned example by example."""

    def __init__(self) -> None:
        """Begin with nothing learned."""
        self.z: dict[str, list[float]] = {}
        self.n: dict[str, list[float]] = {}

    def weights(self, name: str) -> list[float]:
        """The weights of a feature as they are now."""
        z, n = self.z.get(name), self.n.get(name)
        if z is None or n is None:
            return [0.0] * len(CLASSES)
        return [
            0.0
            if abs(one) <= L1
            else -(one - math.copysign(L1, one)) / ((BETA + math.sqrt(square)) / ALPHA + L2)
            for one, square in zip(z, n, strict=True)
        ]

    def learn(self, features: list[str], label: int) -> None:
        """Take one example in."""
        rows = [self.weights(name) for name in features]
        sums = [sum(row[place] for row in rows) for place in range(len(CLASSES))]
        total = 1 + sum(map(math.exp, sums))
        errors = [math.exp(one) / total - (place == label) for place, one in enumerate(sums)]
        for name, row in zip(features, rows, strict=True):
            z = self.z.setdefault(name, [0.0] * len(CLASSES))
            n = self.n.setdefault(name, [0.0] * len(CLASSES))
            for place, error in enumerate(errors):
                square = error * error
                step = (math.sqrt(n[place] + square) - math.sqrt(n[place])) / ALPHA
                z[place] += error - step * row[place]
                n[place] += square


def learned(found: list[Example]) -> dict[str, list[int]]:
    """The weights that are not zero, in whole hundredths."""
    seen = Counter(name for features, _ in found for name in set(features))
    kept = [([name for name in features if seen[name] >= LEAST_SEEN], label) for features, label in found]
    learner = Learner()
    order = random.Random(5)
    for _ in range(ROUNDS):
        order.shuffle(kept)
        for features, label in kept:
            learner.learn(features, label)
    table = {}
    for name in sorted(learner.z):
        row = [round(one * name_judge.UNIT) for one in learner.weights(name)]
        if any(abs(one) >= LEAST_WEIGHT for one in row):
            table[name] = row
    return table


def write(table: dict[str, list[int]]) -> None:
    """Write the weights where the program reads them."""
    lines = [f"{name} {' '.join(map(str, row))}" for name, row in table.items()]
    WEIGHTS_FILE.write_text(
        '"""What the features of a run of capitals speak for: person, place, organisation, in hundredths.\n\n'
        "Made by `benchmarks/train_names.py`: statistics of words, no text. Learned from the Groningen Meaning Bank\n"
        "(public domain); from GUM, by Amir Zeldes and others (https://gucorpling.org/gum/; annotations CC BY 4.0,\n"
        "its news and interviews CC BY 2.5, academic and court texts CC BY 4.0); from CrossNER, by Zihan Liu and\n"
        "others (https://github.com/zliucr/CrossNER; MIT); from WNUT 2017, by Leon Derczynski and others (CC BY 4.0);\n"
        "from the government texts of re3d (public domain and Open Government Licence 3.0); and from SEC filings\n"
        "marked by Julio Cesar Salinas Alvarado and others (CC BY 3.0).\n"
        '"""\n\nfrom __future__ import annotations\n\n'
        'WEIGHTS = r"""\n' + "\n".join(lines) + '\n"""\n',
        encoding="utf-8",
    )


def main() -> None:
    """Learn, tell, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = []
    for path in options.files:
        more = examples(records(path))
        print(path.name, len(more), dict(Counter(label for _, label in more)))
        found += more
    table = learned(found)
    print(len(table), "weights,", sum(len(name) + 12 for name in table), "bytes or so")
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
