"""A comparison as one line of JSON, as it is or as a view of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import plain
from archive.render.record import json_text
from archive.render.view import is_hidden, view

if TYPE_CHECKING:
    from archive.model import Comparison, Label


def comparison_json(compared: Comparison, *, hide: frozenset[Label] = frozenset(), why: bool = False) -> str:
    """The comparison's `as_dict()` on one line.

    Args:
        compared: What changed.
        hide: Leave out fields and units as for `comparison`; a key `hidden` says how many, and on account of
            which labels.
        why: With `rules` beside the `labels` of fields and units, and `why`, what the weight is made of.
    """
    fields = [field for field in compared.fields if not is_hidden(field, hide)]
    units = [unit for unit in compared.units if not is_hidden(unit, hide)]
    data = compared.as_dict()
    data["fields"] = [
        {**field.as_dict(), **({"rules": plain(field.rules)} if why else {})} for field in fields
    ]
    data["units"] = [{**unit.as_dict(), **({"rules": plain(unit.rules)} if why else {})} for unit in units]
    if hide:
        seen = view(compared, hide=hide)
        data["hidden"] = {"changes": seen.hidden_count, "labels": plain(seen.hidden)}
    if why:
        data["why"] = plain(compared.why)
    return json_text(data)
