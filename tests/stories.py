"""The stories of `seeds/` with their answers: what went in, what changed, what must be found.

Each story is a file `KEY.jsonl`, or one file `KEY@TIME.txt` (or `.md`, or `.html`) per capture, and beside
them its answers, `KEY.toml`. Loading is strict: a key that is not a field below, or a label, kind
or field that is not in the model, is an error. Where a value is None, the answers do not say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from archive.model import DateField, FactChangeKind, FactKind, Field, Grain, Label, UnitKind, Value
from archive.resources import folder

SEEDS = folder("seeds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a revision looks like once it is read.

    Attributes:
        title: An empty text: there must be none. Likewise `byline`, `published` and `modified`.
        published: As ISO 8601, with the precision of the claim.
        headings: All of them, in reading order.
        passages: How many passages stand before the first heading, then under each.
    """

    revision: int
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    headings: tuple[str, ...]
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAnswer:
    """A field that differs. `old` None: a heading that was added; `new` None: one that was removed."""

    field: Field
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAnswer:
    """A unit that is not plain `same`; its labels are among those it must carry."""

    kind: UnitKind
    moved: bool = False
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    labels: frozenset[Label] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChangeAnswer:
    """A change that must be among those reported, by the facts' values (see `FactAnswer.value`)."""

    kind: FactKind
    change: FactChangeKind
    old: Value | None = None
    new: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What changed from the revision `old` to the revision `new`, which need not be neighbours.

    Attributes:
        by: What the positions in `units` count.
        labels: Labels that the comparison must carry, on a unit or a field; it may carry more.
        not_labels: Labels that it must not carry.
        silent: Whether it is a silent correction.
        fields: Exactly the fields that differ, order aside.
        units: Exactly the units that are not plain `same`, order aside. A unit is plain where it is
            `same` and not moved.
        facts: Some of the changes of facts.
    """

    old: int
    new: int
    by: Grain = Grain.PASSAGE
    labels: frozenset[Label] = frozenset()
    not_labels: frozenset[Label] = frozenset()
    silent: bool | None = None
    fields: tuple[FieldAnswer, ...]
    units: tuple[UnitAnswer, ...]
    facts: tuple[FactChangeAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAnswer:
    """A fact that a revision must have: one fact for which all of this holds.

    Attributes:
        text: Part of the fact's own text.
        value: The fact's value. Of a quotation: part of it (whether a closing comma belongs to it is
            for the finder to say).
        subject: Part of its subject, whatever the case.
        speaker: Part of its speaker.
        qualifier: Its qualifier.
    """

    revision: int
    kind: FactKind
    text: str = ""
    value: Value | None = None
    unit: str | None = None
    subject: str | None = None
    speaker: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """A search, and what it must say of this story (it may hit others).

    Attributes:
        revisions: First and last revision of the hit; None: this story is no hit.
        current: Whether the latest revision matches.
    """

    query: str
    removed: bool = False
    added: bool = False
    since: date | None = None
    until: date | None = None
    on: date | None = None
    date_field: DateField | None = None
    as_of: datetime | None = None
    revisions: tuple[int, int] | None = None
    current: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story and its answers.

    Attributes:
        about: What it shows, in one sentence.
        language: ISO 639-1 code.
        revisions: How many revisions its captures add up to.
        captures: How many looks there are, also those without content.
        states: How many distinct contents.
    """

    key: str
    about: str
    language: str
    revisions: int
    captures: int
    states: int
    shapes: tuple[Shape, ...] = ()
    steps: tuple[Step, ...] = ()
    facts: tuple[FactAnswer, ...] = ()
    searches: tuple[SearchAnswer, ...] = ()

    def __str__(self) -> str:
        return self.key


def files(story: Story) -> tuple[Path, ...]:
    """The files that hold a story's captures, earliest first; the answers are not among them."""
    whole = SEEDS / f"{story.key}.jsonl"
    return (whole,) if whole.exists() else tuple(sorted(SEEDS.glob(f"{story.key}@*")))


def load(path: Path) -> Story:
    """The story whose answers are in a file.

    Raises:
        TypeError: A key is unknown, or a needed one is missing.
        ValueError: A label, kind, field, date or count is none.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Story(
        **{
            **table,
            "shapes": tuple(Shape(**_tuples(row, "headings", "passages")) for row in table.get("shapes", ())),
            "steps": tuple(_step(row) for row in table.get("steps", ())),
            "facts": tuple(
                FactAnswer(**{**row, "kind": FactKind(row["kind"])}) for row in table.get("facts", ())
            ),
            "searches": tuple(_search(row) for row in table.get("searches", ())),
        }
    )


def _step(row: dict[str, Any]) -> Step:
    return Step(
        **{
            **_labels(row, "labels", "not_labels"),
            "by": Grain(row.get("by", "passage")),
            "fields": tuple(FieldAnswer(**{**one, "field": Field(one["field"])}) for one in row["fields"]),
            "units": tuple(
                UnitAnswer(**{**_labels(_tuples(one, "old", "new"), "labels"), "kind": UnitKind(one["kind"])})
                for one in row["units"]
            ),
            "facts": tuple(
                FactChangeAnswer(
                    **{**one, "kind": FactKind(one["kind"]), "change": FactChangeKind(one["change"])}
                )
                for one in row.get("facts", ())
            ),
        }
    )


def _search(row: dict[str, Any]) -> SearchAnswer:
    answer = dict(row)
    if ("hits" in answer) == ("revisions" in answer) or answer.pop("hits", 0) != 0:
        raise ValueError(f"a search says either `revisions` or `hits = 0`: {row}")
    for name in ("since", "until", "on"):
        if name in answer:
            answer[name] = date.fromisoformat(answer[name])
    if "as_of" in answer:
        answer["as_of"] = datetime.fromisoformat(answer["as_of"])
    if "date_field" in answer:
        answer["date_field"] = DateField(answer["date_field"])
    return SearchAnswer(**_tuples(answer, "revisions"))


def _tuples(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: tuple(row[name]) for name in names if name in row}}


def _labels(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: frozenset(map(Label, row[name])) for name in names if name in row}}


STORIES = tuple(load(path) for path in sorted(SEEDS.glob("*.toml")))
"""Every story, by key; `str` of one is its key, which names its test case."""
