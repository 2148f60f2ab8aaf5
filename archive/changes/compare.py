"""The comparison of two revisions: from two states to everything that differs.

The alignment gives links; each becomes a unit with its words and labels. Headings are aligned on their
own and appear as fields; where a heading and a passage changed places, the lighter of them moved. Facts
are paired along the links. Nothing that differs between two states is without a unit or a field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from archive.changes import silence, weight
from archive.changes.facts import fact_changes, facts_by_unit
from archive.changes.fields import heading_fields, heading_links, text_fields, time_fields
from archive.changes.labels import Labelled, in_order, labels
from archive.changes.links import with_link_labels
from archive.changes.side import DEFAULT_LANGUAGE, Side, layout
from archive.diff import align, heaviest_chain, word_runs
from archive.model import (
    Comparison,
    FactChangeKind,
    FactKind,
    Field,
    FieldChange,
    Grain,
    Label,
    Passage,
    Section,
    State,
    Unit,
    UnitKind,
    WordOp,
    WordRun,
)
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.changes.side import Heading, Place
    from archive.diff import Link
    from archive.model import Fact, FactChange, Mention

_FACT_LABELS = {
    FactKind.FIGURE: Label.FIGURE,
    FactKind.MEASURE: Label.FIGURE,
    FactKind.AGE: Label.FIGURE,
    FactKind.DURATION: Label.FIGURE,
    FactKind.MONEY: Label.MONEY,
    FactKind.PERCENTAGE: Label.PERCENTAGE,
    FactKind.DATE: Label.DATE,
    FactKind.TIME: Label.DATE,
    FactKind.PERSON: Label.NAME,
    FactKind.ORGANISATION: Label.NAME,
    FactKind.PLACE: Label.NAME,
    FactKind.QUOTATION: Label.QUOTATION,
}

_FIELDS_SAID = {Field.TITLE: "the headline", Field.BYLINE: "the byline", Field.DATELINE: "the date line"}


def compare(old: Side, new: Side, *, grain: Grain = Grain.PASSAGE) -> Comparison:
    """What changed from an old to a new revision, of one article or of two.

    Pure: the result depends on the arguments alone. Near linear in the length of the texts.
    """
    old_places, old_headings = layout(old, grain)
    new_places, new_headings = layout(new, grain)
    links = align([place.text for place in old_places], [place.text for place in new_places])
    followed = {
        old_places[i].passage: new_places[j].passage for link in links for i in link.old for j in link.new[:1]
    }
    rows = heading_links(old_headings, new_headings, followed)
    links, moved_rows = _among_headings(links, rows, (old_places, new_places), (old_headings, new_headings))

    facts = _facts(old, new, links, old_places, new_places)
    units = _units(links, old_places, new_places)
    units = _with_fact_labels(units, facts, new_places)
    if old.links is not None and new.links is not None:
        units = with_link_labels(units, (old.links, old_places), (new.links, new_places))
    fields = (
        *text_fields(old, new),
        *time_fields(old, new),
        *heading_fields(rows, moved_rows, old_headings, new_headings),
    )
    units = _with_note_targets(units, fields, new_places, grain)
    parts = weight.weight_parts(fields, units, grain=grain)
    return Comparison(
        old=old.ref,
        new=new.ref,
        fields=fields,
        units=units,
        facts=facts,
        silent=old.ref.precedes(new.ref)
        and silence.is_silent(fields, units, is_stated=silence.is_newer(old.modified_at, new.modified_at)),
        weight=weight.weight(parts),
        grain=grain,
        why=parts,
    )


def compare_texts(
    old: str | Sequence[str],
    new: str | Sequence[str],
    *,
    by: Literal["passage", "sentence"] = "passage",
    language: str | None = None,
) -> Comparison:
    """What changed from an old to a new text.

    Args:
        old: A text (one passage a line, blank lines left out) or a sequence of passages.
        new: Likewise.
        by: What a unit is.
        language: ISO 639-1 code for sentences and facts; None: English.

    Raises:
        BadInput: A text holds a lone surrogate.

    Example:
        >>> unit = compare_texts("12 people died.", "21 people died.").units[0]
        >>> unit.kind.value, [label.value for label in unit.labels]
        ('edited', ['figure'])
    """
    return compare(
        Side(state=_state(old), language=language),
        Side(state=_state(new), language=language),
        grain=Grain(by),
    )


def _state(text: str | Sequence[str]) -> State:
    """A state of passages alone. Those of a sequence keep their number: an empty one stays."""
    if isinstance(text, str):
        passages = [line for line in map(canonical, text.split("\n")) if line]
    else:
        passages = [canonical(passage) for passage in text]
    section = Section(None, 0, tuple(Passage(passage) for passage in passages))
    return State(None, None, None, (section,))


def _among_headings(
    links: tuple[Link, ...],
    rows: Sequence[Link],
    places: tuple[Sequence[Place], Sequence[Place]],
    headings: tuple[Sequence[Heading], Sequence[Heading]],
) -> tuple[tuple[Link, ...], set[int]]:
    """The links, those moved too that changed places with a heading; and the headings that did so."""
    still_links = [n for n, link in enumerate(links) if link.old and link.new and not link.moved]
    still_rows = [n for n, row in enumerate(rows) if row.old and row.new and not row.moved]
    if not still_rows:
        return links, set()
    (old, new), (old_headings, new_headings) = places, headings
    points = []
    for n in still_links:
        link = links[n]
        size = 1.0 + sum(len(old[i].text) for i in link.old)
        points.append((old[link.old[0]].line, new[link.new[0]].line, size))
    for n in still_rows:
        row = rows[n]
        heading = old_headings[row.old[0]]
        points.append((heading.line, new_headings[row.new[0]].line, 1.0 + len(heading.text)))
    # Sentences of one passage share its line: they stand or move together.
    together: dict[tuple[int, int], float] = {}
    for x, y, size in points:
        together[x, y] = together.get((x, y), 0.0) + size
    merged = [(x, y, size) for (x, y), size in together.items()]
    kept = {merged[k][:2] for k in heaviest_chain(merged)}
    if len(kept) == len(merged):
        return links, set()
    off_links = {n for n, (x, y, _) in zip(still_links, points, strict=False) if (x, y) not in kept}
    row_points = points[len(still_links) :]
    off_rows = {n for n, (x, y, _) in zip(still_rows, row_points, strict=True) if (x, y) not in kept}
    return tuple(
        replace(link, moved=True) if n in off_links else link for n, link in enumerate(links)
    ), off_rows


def _units(links: Sequence[Link], old: Sequence[Place], new: Sequence[Place]) -> tuple[Unit, ...]:
    units = []
    before: Link | None = None
    for link in links:
        old_text = "\n".join([old[i].text for i in link.old])
        new_text = "\n".join([new[j].text for j in link.new])
        kind = link.kind
        found: tuple[Labelled, ...] = ()
        if kind is UnitKind.SAME:
            words: tuple[WordRun, ...] = (WordRun(WordOp.KEPT, old_text),) if old_text else ()
            rule = _unseen(link, before, old, new)
            if rule is not None:
                kind, found = UnitKind.EDITED, (Labelled(Label.TYPOGRAPHIC, rule),)
        else:
            words = word_runs(old_text, new_text)
            found = labels(words)
        units.append(
            Unit(
                kind,
                link.moved,
                link.old,
                link.new,
                old_text,
                new_text,
                words,
                tuple([one.label for one in found]),
                tuple([one.rule for one in found]),
            )
        )
        before = link
    return tuple(units)


def _unseen(link: Link, before: Link | None, old: Sequence[Place], new: Sequence[Place]) -> str | None:
    """The rule that names a difference which equal texts do not show."""
    i, j = link.old[0], link.new[0]
    if old[i].kind is not new[j].kind:
        return "passage-kind"
    if (
        before is None
        or not before.old
        or not before.new
        or before.old[-1] != i - 1
        or before.new[-1] != j - 1
    ):
        return None
    old_break = old[i - 1].passage != old[i].passage
    new_break = new[j - 1].passage != new[j].passage
    return "passage-break" if old_break != new_break else None


def _facts(
    old: Side, new: Side, links: Sequence[Link], old_places: Sequence[Place], new_places: Sequence[Place]
) -> tuple[FactChange, ...]:
    """The facts that differ; only links that changed or moved can hold one."""
    mentioned: dict[tuple[str, str], tuple[Mention, ...]] = {}  # a passage that both sides hold is read once
    telling = [link for link in links if link.moved or link.kind is not UnitKind.SAME]
    if not telling:
        return ()
    return fact_changes(
        facts_by_unit(_facts_of(old, mentioned), old_places),
        facts_by_unit(_facts_of(new, mentioned), new_places),
        [(link.old, link.new, link.moved) for link in telling],
        ([passage.text for passage in old.state.passages], [passage.text for passage in new.state.passages]),
    )


def _facts_of(side: Side, mentioned: dict[tuple[str, str], tuple[Mention, ...]]) -> Sequence[Fact]:
    """The facts given, else those found."""
    if side.facts is not None:
        return side.facts
    from archive.facts import StoryPassage, mentions, read

    language = side.language or DEFAULT_LANGUAGE
    passages = []
    for number, section in enumerate(side.state.sections):
        for passage in section.passages:
            found = mentioned.get((language, passage.text))
            if found is None:
                found = mentioned[language, passage.text] = mentions(passage.text, language)
            passages.append(StoryPassage(number, passage.text, found))
    published = side.published_at
    return read(passages, reference=None if published is None else published.first_day, language=language)


def _with_fact_labels(
    units: Sequence[Unit], facts: Sequence[FactChange], places: Sequence[Place]
) -> tuple[Unit, ...]:
    """The units, those that hold a changed fact labelled by its kind."""
    changed = [fact.new for fact in facts if fact.change is FactChangeKind.CHANGED and fact.new]
    if not changed:
        return tuple(units)
    by_unit = facts_by_unit(changed, places)
    labelled = []
    for unit in units:
        here = [fact for position in unit.new for fact in by_unit.get(position, ())]
        if not here or unit.kind is UnitKind.SAME:
            labelled.append(unit)
            continue
        rules = dict(zip(unit.labels, unit.rules, strict=True))
        for fact in here:
            if (label := _FACT_LABELS.get(fact.kind)) is not None:
                # A kind of an added finder has no label of its own.
                rules.setdefault(label, f"fact-{fact.kind.value}")
        labelled.append(_relabelled(unit, in_order(rules)))
    return tuple(labelled)


def _with_note_targets(
    units: Sequence[Unit], fields: Sequence[FieldChange], places: Sequence[Place], grain: Grain
) -> tuple[Unit, ...]:
    """The units, each correction note's rule saying which change it speaks of.

    A note is its whole passage, also where a unit is a sentence; what is new in it is no change it tells of.
    """
    if not any(Label.CORRECTION_NOTE in unit.labels for unit in units):
        return tuple(units)
    linked = []
    for unit in units:
        if Label.CORRECTION_NOTE not in unit.labels or not unit.new:
            linked.append(unit)
            continue
        passage = places[unit.new[0]].passage
        target = silence.note_target(
            " ".join(place.text for place in places if place.passage == passage),
            [u for u in units if u.old or places[u.new[0]].passage != passage],
            fields,
        )
        if target is None:
            said = "no change found"
        elif isinstance(target, FieldChange):
            said = _FIELDS_SAID.get(target.field, "a heading")
        else:
            said = weight.unit_place(target, grain)
        rules = dict(zip(unit.labels, unit.rules, strict=True))
        rules[Label.CORRECTION_NOTE] = f"{rules[Label.CORRECTION_NOTE]}: speaks of {said}"
        linked.append(_relabelled(unit, in_order(rules)))
    return tuple(linked)


def _relabelled(unit: Unit, found: Sequence[Labelled]) -> Unit:
    return replace(unit, labels=tuple(one.label for one in found), rules=tuple(one.rule for one in found))
