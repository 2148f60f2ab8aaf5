"""How well the story is found in a page, against trafilatura alone.

    python benchmarks/pages_quality.py FOLDER [--half even|odd] [--url] [--misses]

FOLDER holds `html/NAME.html.gz` and `ground-truth.json`, `{NAME: {"articleBody": text, "url": url}}`, as the
article extraction benchmark of Scrapinghub (now Zyte) lays them out; its measure is used too: precision and
recall of 4-grams of words, each page weighing the same, and the share of pages whose words are exactly the
gold's. The gold has no captions there, so ours is shown without and with them. A refused page counts as one
with no text. Other keys of a page in the gold are measured where it has them: `headline`, `datePublished`
(the day) and `author` (a list). Rules were written looking at misses in even records only (by name).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

import trafilatura

from archive.readers import read_html

if TYPE_CHECKING:
    from archive.model import Draft

F1_LIMIT = 0.965
EXACT_LIMIT = 0.33
FIELD_LIMITS = {"headline": 0.95, "datePublished": 0.93, "author": 0.85}
_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """A page's precision, recall, and whether all its words are right."""

    precision: float | None
    recall: float | None
    is_exact: bool


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text's words; of a shorter one all its words."""
    words = _WORD.findall(text)
    found = (tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))
    return Counter(one for one in found if one)


def score(gold: str, found: str) -> Score:
    """How a text compares with the gold; a measure that has nothing to count is None."""
    wanted, got = shingles(gold), shingles(found)
    hits = (wanted & got).total()
    return Score(
        hits / got.total() if got else None,
        hits / wanted.total() if wanted else None,
        _WORD.findall(gold) == _WORD.findall(found),
    )


def f1(scores: list[Score]) -> tuple[float, float]:
    """F1 of the mean precision and recall, and the share of exact pages."""
    precision = mean(one.precision for one in scores if one.precision is not None)
    recall = mean(one.recall for one in scores if one.recall is not None)
    return 2 * precision * recall / (precision + recall), mean(one.is_exact for one in scores)


def body(draft: Draft, *, captions: bool) -> str:
    """A draft's headings and passages, a line each."""
    lines = []
    for section in draft.sections or ():
        lines += [section.heading] if section.heading else []
        lines += [passage.text for passage in section.passages if captions or passage.kind.value != "caption"]
    return "\n".join(lines)


def squeezed(text: str | None) -> str:
    """Letters and digits only, case aside."""
    return "".join(_WORD.findall((text or "").casefold()))


def fields_right(draft: Draft, gold: dict[str, Any]) -> dict[str, bool]:
    """Of the fields that the gold has, which are right."""
    right = {}
    if gold.get("headline"):
        right["headline"] = squeezed(draft.title) == squeezed(gold["headline"])
    if gold.get("datePublished"):
        right["datePublished"] = str(draft.published_at or "")[:10] == gold["datePublished"][:10]
    if gold.get("author"):
        stated = gold["author"] if isinstance(gold["author"], list) else [gold["author"]]
        right["author"] = set(map(squeezed, stated)) == {
            squeezed(name) for name in (draft.byline or "").split(", ")
        }
    return right


def show(what: str, ours: float, peer: float | None, limit: float | None) -> None:
    """Print a line of the table."""
    other = f"{peer:>10.4f}{ours / peer:>8.3f}" if peer else f"{'':>18}"
    bound = f"≥ {limit}  {'met' if ours >= limit else 'MISSED'}" if limit else ""
    print(f"{what:<42}{ours:>8.4f}{other}   {bound}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--url", action="store_true", help="give each page its address")
    parser.add_argument("--misses", action="store_true", help="name the pages that are not exact")
    given = parser.parse_args()
    gold: dict[str, dict[str, Any]] = json.loads((given.folder / "ground-truth.json").read_text("utf-8"))
    names = sorted(gold)
    if given.half:
        names = names[given.half == "odd" :: 2]
    bare: list[Score] = []
    whole: list[Score] = []
    peer: list[Score] = []
    right: dict[str, list[bool]] = {}
    refused: list[str] = []
    seconds = peer_seconds = 0.0
    for name in names:
        raw = gzip.decompress((given.folder / "html" / f"{name}.html.gz").read_bytes())
        wanted = gold[name].get("articleBody") or ""
        started = time.process_time()
        draft = read_html(raw, url=gold[name].get("url") if given.url else None)
        seconds += time.process_time() - started
        started = time.process_time()
        other = trafilatura.extract(raw, include_comments=False) or ""
        peer_seconds += time.process_time() - started
        bare.append(score(wanted, body(draft, captions=False)))
        whole.append(score(wanted, body(draft, captions=True)))
        peer.append(score(wanted, other))
        for field, is_right in fields_right(draft, gold[name]).items():
            right.setdefault(field, []).append(is_right)
        if draft.outcome is not None:
            refused.append(f"{name[:12]}: {draft.reason}")
        if given.misses and not bare[-1].is_exact:
            print(f"{name[:12]} {bare[-1].precision or 0:.2f} {bare[-1].recall or 0:.2f}", file=sys.stderr)
    print(f"{len(names)} pages; trafilatura {trafilatura.__version__} alone beside it\n")
    print(f"{'what':<42}{'ours':>8}{'peer':>10}{'ratio':>8}   limit")
    show("body, 4-gram F1, captions aside", f1(bare)[0], f1(peer)[0], F1_LIMIT)
    show("body, 4-gram F1, with captions", f1(whole)[0], f1(peer)[0], None)
    show("body exactly right, captions aside", f1(bare)[1], f1(peer)[1], EXACT_LIMIT)
    show("body exactly right, with captions", f1(whole)[1], f1(peer)[1], EXACT_LIMIT)
    for field, values in right.items():
        show(f"{field} right, of {len(values)} that have it", mean(values), None, FIELD_LIMITS[field])
    show("processor's ms a page", 1000 * seconds / len(names), 1000 * peer_seconds / len(names), None)
    print(f"refused: {len(refused)}", *refused, sep="\n  ")


if __name__ == "__main__":
    main()
