"""Whether a change was owned up to.

A figure, date, name, quotation or negation that changes within a passage or the headline is *silent*
when the publisher says nothing: no note of correction that is new with this revision (one that stood there
word for word before speaks of something earlier), and no newer `modified` time. A note is linked to the
change it speaks of by the words they share.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.changes import lexicon
from archive.changes.labels import TELLING
from archive.model import Field, Label, UnitKind, WordOp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Claimed, FieldChange, Unit, WordRun

_KEPT_KINDS = frozenset({UnitKind.EDITED, UnitKind.SPLIT, UnitKind.MERGED})
_CLAIMS = frozenset({Field.PUBLISHED, Field.MODIFIED})
_WORD = re.compile(r"\w[\w.,'’-]*\w|\w")
_SHORT_CHARS = 4
_AROUND_NEGATION = 2


def is_silent(fields: Sequence[FieldChange], units: Sequence[Unit], *, is_stated: bool) -> bool:
    """Whether something telling changed without a word about it.

    Args:
        fields: The fields that differ.
        units: All units.
        is_stated: Whether the publisher gives a newer modified time.
    """
    if is_stated or any(Label.CORRECTION_NOTE in unit.labels and unit.new for unit in units):
        return False
    return any(unit.kind in _KEPT_KINDS and TELLING.intersection(unit.labels) for unit in units) or any(
        field.field is Field.TITLE and field.old and field.new and TELLING.intersection(field.labels)
        for field in fields
    )


def is_newer(old: Claimed | None, new: Claimed | None) -> bool:
    """Whether the new claim is later than the old one, as far as both are precise; any is newer than none."""
    if new is None:
        return False
    if old is None:
        return True
    shared = min(len(old.text), len(new.text))
    return new.text[:shared] > old.text[:shared]


def note_target(
    note: str, units: Sequence[Unit], fields: Sequence[FieldChange] = ()
) -> Unit | FieldChange | None:
    """The change that a correction note speaks of: the one whose changed words it repeats most.

    A word that changed counts two, a long kept word of that unit or field one; one of the former is needed.
    The passage is preferred to a headline or heading that says the same.
    """
    said = _words(note)
    best: tuple[int, Unit | FieldChange] | None = None
    for unit in units:
        if unit.kind is UnitKind.SAME or Label.CORRECTION_NOTE in unit.labels:
            continue
        points = _shared(said, unit.words, unit.new_text or unit.old_text)
        if points and (best is None or points > best[0]):
            best = (points, unit)
    for field in fields:
        points = 0 if field.field in _CLAIMS else _shared(said, field.words, field.new or field.old or "")
        if points and (best is None or points > best[0]):
            best = (points, field)
    return None if best is None else best[1]


def _shared(said: set[str], runs: Sequence[WordRun], text: str) -> int:
    """How much of a change a note repeats; 0 where it repeats none of the words that changed.

    A short word says nothing, but for a negation beside kept words that the note repeats too.
    """
    changed = _words(" ".join(run.text for run in runs if run.op is not WordOp.KEPT))
    kept = {word for word in _words(text) if len(word) > _SHORT_CHARS}
    around = len((kept - changed) & said)
    hits = {word for word in changed & said if len(word) > 3 or word[0].isdigit()}
    if not hits and around >= _AROUND_NEGATION:
        hits = {word for word in changed & said if lexicon.NEGATION.pattern.fullmatch(word)}
    return 2 * len(hits) + around if hits else 0


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
