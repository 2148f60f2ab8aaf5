"""How well facts are found: figures, dates, false alarms, names, and quotations.

Usage: `python benchmarks/facts_quality.py [CORPORA] [--half even|odd] [--misses SET]`. The folder of corpora is the
argument or the environment variable ARCHIVE_CORPORA. Every score is given raw (against all the gold)
and, where it applies, after exclusions: what the gold marks and a reader of news would not call a
fact. They are, each with its reason in `EXCLUSIONS`, decided by the gold's text alone.
"""

# ruff: noqa: E501 - tables and long messages

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from archive.facts import find_facts, resolved
from archive.model import Fact, FactKind

EXCLUSIONS = {
    "part of an address, a version or a date": r"^(?:\d+\.){2,}\d+$|^\d{1,2}/\d{1,2}/\d{2,4}",
    "part of a phone number": r"^\+\d[\d/-]+$",
    "powers and formulas": r"\^|\dE[+-]?\d|\de\d",
    "fractions of a puzzle": r"(?i)\bover\b|trillionth|billionth|millionth|hundredth|\b(?:firsts|fifths|thirtieth|twent\w+[- ]\w+(?:st|sts|ths))\b|and three fifths|out of",
    "ordinals": r"(?i)^(?:last|next|previous|current)",
    "per cent of something, without a number of them": r"(?i)^per ?cent",
}
NUMERIC = {FactKind.FIGURE, FactKind.MONEY, FactKind.PERCENTAGE, FactKind.MEASURE, FactKind.AGE}
TEMPORAL = {FactKind.DATE, FactKind.TIME, FactKind.DURATION}
NAMES = {"PER": FactKind.PERSON, "LOC": FactKind.PLACE, "ORG": FactKind.ORGANISATION}


def rows(path: Path, half: str | None) -> list[dict]:
    """The records of a gzipped file of JSON lines, all or every second one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return found if half is None else found[(0 if half == "even" else 1) :: 2]


class Score:
    """Right, found and wanted, and the shares they give."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = self.valued = 0
        self.notes: list[str] = []

    def line(self, name: str, limit: str) -> str:
        """The score as one line of the table."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        valued = self.valued / self.right if self.right else 0.0
        return (
            f"{name:44} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  value right {valued:.3f}"
            f"  ({self.right}/{self.found}/{self.wanted})  limit {limit}"
        )


def number_of(text: str | None) -> float | None:
    """A number of the gold, written as text."""
    try:
        return float(str(text).rstrip("%").replace(",", ""))
    except ValueError:
        return None


def same_number(ours: object, gold: str | None) -> bool:
    """Whether our value is the one of the gold."""
    wanted = number_of(gold)
    if wanted is None or not isinstance(ours, (int, float)):
        return False
    return abs(ours - wanted) <= 1e-6 * max(1.0, abs(wanted)) or (
        wanted != 0 and abs(ours / wanted - 1) < 1e-6
    )


LABEL = re.compile(r"(?i)\bn(?:r|o|umber)\.? ?$")
AROUND = re.compile(r"[$/+]\s?$|\d[-/]$"), re.compile(r" (?:dollars|years)\b|/\d|-\d")


def excluded(record: dict, gold: dict) -> str | None:
    """Why a reader of news would not call this one a fact, or None."""
    surface = gold["surface"]
    if gold["type"] == "number" and (
        AROUND[0].search(record["text"][: gold["start"]]) or AROUND[1].match(record["text"][gold["end"] :])
    ):
        return "part of an amount of money, a date, a duration or a phone number, found as that"
    if gold["type"] == "number" and LABEL.search(record["text"][: gold["start"]]):
        return "the number of an item, not of items"
    if gold["resolution"] and gold["resolution"].get("value") in (None, "null"):
        return "a unit without a number"
    for reason, pattern in EXCLUSIONS.items():
        if re.search(pattern, surface) or (reason.startswith("part") and re.search(pattern, record["text"])):
            return reason
    return None


def numbers(records: list[dict], *, file: str, kind: str, ours: set[FactKind], strict: bool) -> Score:
    """Exact span and right value of one kind of number in one file of the gold."""
    score = Score()
    for record in records:
        if file not in record["file"]:
            continue
        gold = [fact for fact in record["facts"] if fact["type"] == kind]
        spans = {(fact["start"], fact["end"]): fact for fact in gold}
        skipped = {span for span, fact in spans.items() if not strict and excluded(record, fact)}
        found = [fact for fact in find_facts(record["text"]) if fact.kind in ours]
        for fact in found:
            span = (fact.start, fact.end)
            if any(low < fact.end and fact.start < high for low, high in skipped):
                continue
            score.found += 1
            if span in spans and same_number(fact.value, spans[span]["resolution"].get("value")):
                score.right += 1
                score.valued += 1
            else:
                score.notes.append(
                    f"FOUND {fact.text!r}={fact.value} in {record['text'][:120]!r} gold {[(f['surface'], f['resolution'].get('value')) for f in gold]}"
                )
        score.wanted += len(spans) - len(skipped)
        got = {(fact.start, fact.end) for fact in found}
        score.notes += [
            f"MISSED {spans[span]['surface']!r} in {record['text'][:120]!r}"
            for span in spans
            if span not in got and span not in skipped
        ]
    return score


def days_of(text: str) -> tuple[str, str] | None:
    """First and last day of an ISO value."""
    try:
        bounds = (
            resolved(f"{text} start" if "/" not in text else text.split("/", maxsplit=1)[0] + " start", None),
            resolved(text.rsplit("/", maxsplit=1)[-1] + " end", None),
        )
    except ValueError:
        return None
    return (bounds[0], bounds[1]) if bounds[0] and bounds[1] else None


def same_date(fact: Fact, gold: dict) -> bool:  # noqa: PLR0912 - one case of the gold after another
    """Whether our value is one of those the gold allows: the day, the range, or the length of time."""
    if not isinstance(fact.value, str):
        return False
    ours = fact.value
    for value in gold["resolution"]["values"]:
        if gold["type"].endswith("duration"):
            if ours == value.get("timex") or seconds(ours) == number_of(value.get("value")):
                return True
            continue
        if value.get("Mod") and fact.qualifier and ours == value.get("timex"):
            # "Later than 2020": 2020, and so bounded.
            return True
        start, end = value.get("start"), value.get("end")
        single = value.get("value")
        if single is not None:
            if (
                ours.replace("T", " ")[:16] == single[:16]
                or ours[:16] == single[:16]
                or (fact.kind is FactKind.TIME and ours[:5] == single[:5])
            ):
                return True
            if len(ours) in (4, 7) and single.startswith(ours):
                return True
        else:
            bounds = days_of(ours) if fact.kind is FactKind.DATE and "T" not in ours else None
            if bounds is None:
                if start and (
                    ours.split("/")[0].replace("T", " ")[:16] == start[:16] or ours[:5] == start[:5]
                ):
                    return True
                if end and ours.split("/")[-1].replace("T", " ")[:16] == end[:16]:
                    return True
                continue
            is_point = value.get("timex", "").startswith("(") or value.get("Mod")
            last = end[:10] if end else None
            inner = (date.fromisoformat(last) - timedelta(1)).isoformat() if last else None
            if (start is None and bounds[1] in (last, inner)) or (
                start
                and start[:10] == bounds[0]
                and (last is None or bounds[1] in (last, inner) or (is_point and bounds[1] >= last))
            ):
                return True
            if (
                start
                and last
                and start[:10] <= bounds[0]
                and bounds[1] <= last
                and value.get("Mod") in ("start", "end", "mid", "since", "before", "after", "before-end")
            ):
                return True
    return False


def seconds(text: str) -> float | None:
    """A length of time of one unit in seconds."""
    match = re.fullmatch(r"P(T?)([\d.]+)(\w+)", text)
    if match is None:
        return None
    size = {
        ("T", "S"): 1,
        ("T", "M"): 60,
        ("T", "H"): 3600,
        ("", "D"): 86400,
        ("", "W"): 604800,
        ("", "M"): 2592000,
        ("", "Y"): 31536000,
        ("", "WE"): 172800,
    }
    unit = size.get((match[1], match[3]))
    return float(match[2]) * unit if unit else None


def dates(records: list[dict], types: set[str], files: str = "DateTime/") -> Score:
    """Exact span, and right value given the span, of the temporal types named."""
    score = Score()
    for record in records:
        if not record["file"].startswith(files):
            continue
        gold = {
            (f["start"], f["end"]): f
            for f in record["facts"]
            if f["type"].removeprefix("datetimeV2.") in types
        }
        other = [f for f in record["facts"] if f["type"].removeprefix("datetimeV2.") not in types]
        reference = date.fromisoformat(record["reference_date"][:10]) if record["reference_date"] else None
        kinds = TEMPORAL if "time" in types else TEMPORAL - {FactKind.TIME}
        found = [fact for fact in find_facts(record["text"], reference=reference) if fact.kind in kinds]
        for fact in found:
            span = (fact.start, fact.end)
            if any(f["start"] < fact.end and fact.start < f["end"] for f in other):
                continue
            if span in gold:
                score.right += 1
                score.found += 1
                gold_fact = gold[span]
                if gold_fact["resolution"] is None or same_date(fact, gold_fact):
                    score.valued += 1
                else:
                    score.notes.append(
                        f"VALUE {fact.text!r} = {fact.value} ({fact.rule}) {record['reference_date']} gold {json.dumps(gold_fact['resolution'])[:200]}"
                    )
            else:
                score.found += 1
                score.notes.append(
                    f"FOUND {fact.text!r} in {record['text'][:110]!r} gold {[f['surface'] for f in gold.values()]}"
                )
        score.wanted += len(gold)
        got = {(fact.start, fact.end) for fact in found}
        score.notes += [
            f"MISSED {gold[s]['surface']!r} ({gold[s]['type']}) in {record['text'][:110]!r}"
            for s in gold
            if s not in got
        ]
    return score


OWN = {
    "DateTime": TEMPORAL,
    "Currency": {FactKind.MONEY},
    "Dimension": {FactKind.MEASURE},
    "Temperature": {FactKind.MEASURE},
    "Age": {FactKind.AGE},
    "Percent": {FactKind.PERCENTAGE},
}


def is_marked(fact: Fact, file: str) -> bool:
    """Whether a file that marks one kind of date alone would mark a fact of ours, were it right.

    The files of single extractors leave dates of other kinds unmarked: "in three years" in the file of periods.
    """
    value = str(fact.value)
    if "DatePeriod" in file:
        is_day = fact.rule in ("date.ahead", "date.ago")
        return fact.kind is FactKind.DATE and not is_day and ("/" in value or len(value) < len("2021-06-30"))
    if "DateTimeExtractor" in file:
        return fact.kind is FactKind.DATE and "T" in value
    if "DateExtractor" in file:
        return fact.kind is FactKind.DATE and "/" not in value and len(value) == len("2021-06-30")
    return fact.kind is (FactKind.DURATION if "Duration" in file else FactKind.TIME)


def false_alarms(records: list[dict], *, strict: bool) -> tuple[int, int, list[str]]:
    """Texts without gold in which something is found; not strict: of the kind that the text's file marks.

    A text of the file of dates that says "32 boxes" has no date, and still a figure.
    """
    texts = [record for record in records if not record["facts"]]
    notes = []
    for record in texts:
        text = record["text"]
        kinds = NUMERIC | TEMPORAL
        if not strict:
            kinds = next((own for name, own in OWN.items() if name in record["file"]), {FactKind.FIGURE})
            if "Range" in record["file"]:
                continue
        found = [fact for fact in find_facts(text, reference=date(2018, 6, 1)) if fact.kind in kinds]
        if not strict and "Extractor" in record["file"]:
            found = [fact for fact in found if is_marked(fact, record["file"])]
        if found:
            notes.append(f"{[(fact.text, fact.kind.value) for fact in found]} in {text[:120]!r}")
    return len(notes), len(texts), notes


def names(records: list[dict]) -> dict[str, Score]:
    """Exact spans of people, places and organisations."""
    scores = {kind: Score() for kind in NAMES}
    for record in records:
        found = find_facts(record["text"])
        for kind, ours in NAMES.items():
            gold = {(f["start"], f["end"]) for f in record["facts"] if f["type"] == kind}
            mine = {(fact.start, fact.end): fact for fact in found if fact.kind is ours}
            score = scores[kind]
            score.found += len(mine)
            score.wanted += len(gold)
            score.right += len(gold & set(mine))
            score.valued += len(gold & set(mine))
            for span in set(mine) - gold:
                near = [
                    (f["surface"], f["type"])
                    for f in record["facts"]
                    if f["start"] < span[1] and span[0] < f["end"]
                ]
                score.notes.append(
                    f"FOUND {mine[span].text!r} ({mine[span].rule}) gold {near} in {record['text'][max(0, span[0] - 30) : span[1] + 30]!r}"
                )
            score.notes += [
                f"MISSED {record['text'][s:e]!r} in {record['text'][max(0, s - 30) : e + 30]!r}"
                for s, e in gold - set(mine)
            ]
    return scores


def quotations(path: Path) -> tuple[Score, int, int, list[str]]:
    """Span F1 on the hand-made set, and right speakers among those named."""
    score = Score()
    named = right = 0
    notes = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        found = [
            fact
            for fact in find_facts(case["text"], language=case.get("language", "en"))
            if fact.kind is FactKind.QUOTATION
        ]
        got = {fact.value: fact for fact in found}
        score.found += len(found)
        score.wanted += len(case["quotations"])
        for wanted in case["quotations"]:
            fact = got.get(wanted["words"])
            if fact is None:
                notes.append(f"MISSED {wanted['words']!r} in {case['text'][:100]!r}")
                named += wanted["speaker"] is not None
                continue
            score.right += 1
            score.valued += 1
            if wanted["speaker"] is not None:
                named += 1
                if fact.speaker == wanted["speaker"]:
                    right += 1
                else:
                    notes.append(
                        f"SPEAKER {fact.speaker!r} for {wanted['speaker']!r} in {case['text'][:100]!r}"
                    )
            elif fact.speaker is not None:
                notes.append(f"SPEAKER {fact.speaker!r} where none is named in {case['text'][:100]!r}")
        wanted_words = {wanted["words"] for wanted in case["quotations"]}
        notes += [f"FOUND {words!r} in {case['text'][:100]!r}" for words in got if words not in wanted_words]
    return score, right, named, notes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="?", default=os.environ.get("ARCHIVE_CORPORA"))
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--misses", default="")
    options = parser.parse_args()
    if not options.corpora:
        sys.exit("Name the folder of corpora as an argument or in ARCHIVE_CORPORA.")
    corpora = Path(options.corpora)
    records = rows(corpora / "figures_and_dates.jsonl.gz", options.half)
    kept: dict[str, list[str]] = {}

    def tell(name: str, score: Score, limit: str, key: str = "") -> None:
        print(score.line(name, limit))
        kept[key or name] = score.notes

    for strict in (True, False):
        how = "raw" if strict else "after exclusions"
        tell(
            f"money, {how}",
            numbers(records, file="Currency", kind="money", ours={FactKind.MONEY}, strict=strict),
            ".95",
            "money",
        )
        tell(
            f"percentage, {how}",
            numbers(records, file="Percent", kind="percent", ours={FactKind.PERCENTAGE}, strict=strict),
            ".97",
            "percentage",
        )
        tell(
            f"number, {how}",
            numbers(records, file="/NumberModel", kind="number", ours={FactKind.FIGURE}, strict=strict),
            ".95",
            "number",
        )
    for reason, count in Counter(
        excluded(record, fact)
        for record in records
        if "Number/English/NumberModel" in record["file"]
        or "Currency" in record["file"]
        or "Percent" in record["file"]
        for fact in record["facts"]
    ).items():
        if reason:
            print(f"    excluded: {count} {reason}")
    plain = {"date", "daterange", "duration"}
    tell("dates, ranges, durations", dates(records, plain), ".88 / .90", "dates")
    tell(
        "with times of day",
        dates(records, plain | {"datetime", "datetimerange", "time", "timerange"}),
        "-",
        "times",
    )
    for strict in (True, False):
        alarms, texts, notes = false_alarms(records, strict=strict)
        name = "false alarms, any kind" if strict else "false alarms, of the kind the file marks"
        print(f"{name:44} {alarms} of {texts} = {alarms / texts:.3f}  limit .02")
        kept["alarms"] = notes
    for kind, score in names(rows(corpora / "names.jsonl.gz", options.half)).items():
        tell(
            f"names: {NAMES[kind].value}",
            score,
            {"PER": ".90 / .60 (.80)", "LOC": ".85 / .60 (.75)", "ORG": ".80 / .35 (.60)"}[kind],
            kind,
        )
    here = Path(__file__).resolve().parent.parent / "tests" / "facts" / "quotations.json"
    if here.exists():
        score, right, named, notes = quotations(here)
        tell("quotations of our own test set", score, ".96")
        kept["quotations"] = notes
        print(
            f"{'right speaker where one is named':44} {right} of {named} = {right / max(named, 1):.3f}  limit .85"
        )
    for name in filter(None, options.misses.split(",")):
        print(f"--- {name}")
        print("\n".join(kept[name]))


if __name__ == "__main__":
    main()
