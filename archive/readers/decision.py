"""Decisions about articles in the interchange format: lines with an `event` instead of a look.

Keys: `event` (merge, split, distinct, alias, withhold, erase, undo, evidence), `article`, `recorded`,
`reason`, and as the kind needs `other`, `name`, `addresses`, `undoes` (when the decision was recorded that
it takes back) and `looks` (`[{url, captured, raw}]`, `raw` being the SHA-256 of their bytes in hex). A look
of which not all is left says so in `remains`: `{id, raw, size}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.errors import BadInput
from archive.model import Event, EventKind, LookName, Remains, utc_text
from archive.readers.moment import read_captured

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_SHA256 = re.compile(r"[0-9a-f]{64}")
_STATE = re.compile(r"c1:[0-9a-f]{64}")
_NEEDS_OTHER = frozenset({EventKind.MERGE, EventKind.SPLIT, EventKind.DISTINCT})


def read_event(found: Mapping[str, Any], article: str) -> Event:
    """The decision that a line's object tells.

    Raises:
        BadInput: A value is not what its key needs, or one that the kind needs is missing.
    """
    try:
        kind = EventKind(found["event"])
    except ValueError:
        raise BadInput(f"Its “event” is none of {', '.join(EventKind)}.") from None
    other, name = _text(found, "other"), _text(found, "name")
    undoes = _moment(found, "undoes")
    if (kind in _NEEDS_OTHER) is not (other is not None):
        raise BadInput(f"An event “{kind}” {'needs' if other is None else 'takes no'} “other”.")
    if (kind is EventKind.ALIAS) is not (name is not None):
        raise BadInput(f"An event “{kind}” {'needs' if name is None else 'takes no'} “name”.")
    if (kind is EventKind.UNDO) is not (undoes is not None):
        raise BadInput(f"An event “{kind}” {'needs' if undoes is None else 'takes no'} “undoes”.")
    return Event(
        event=kind,
        article=article,
        recorded_at=_moment(found, "recorded"),
        reason=_text(found, "reason") or "",
        other=other,
        name=name,
        addresses=tuple(_text({"addresses": url}, "addresses") or "" for url in _list(found, "addresses")),
        looks=tuple(_look(look) for look in _list(found, "looks")),
        undoes_at=undoes,
    )


def event_fields(event: Event) -> dict[str, object]:
    """A decision as a line's object; what it has none of is None."""
    return {
        "event": event.event,
        "article": event.article,
        "recorded": _written(event.recorded_at),
        "reason": event.reason,
        "other": event.other,
        "name": event.name,
        "addresses": list(event.addresses) or None,
        "looks": [
            {"url": look.url, "captured": utc_text(look.captured_at), "raw": look.raw_digest}
            for look in event.looks
        ]
        or None,
        "undoes": _written(event.undoes_at),
    }


def read_remains(found: object) -> Remains | None:
    """What a line says is left of a look.

    Raises:
        BadInput: It is not what the key needs.
    """
    if found is None:
        return None
    if not isinstance(found, dict):
        raise BadInput("Its “remains” is an object with “id”, “raw” and “size”.")
    state, raw, size = _text(found, "id"), _text(found, "raw"), found.get("size")
    if (
        (state is not None and not _STATE.fullmatch(state))
        or (raw is not None and not _SHA256.fullmatch(raw))
        or not (size is None or (type(size) is int and 0 <= size < 2**62))
        or (raw is None) is not (size is None)
        or (state is None and raw is None)
    ):
        raise BadInput("Its “remains” has digests, and the size that goes with “raw”: one of them is none.")
    return Remains(state, raw, size)


def remains_fields(remains: Remains | None) -> dict[str, object] | None:
    """What is left of a look, as a line says it."""
    if remains is None:
        return None
    fields = {"id": remains.state, "raw": remains.raw, "size": remains.size}
    return {key: value for key, value in fields.items() if value is not None}


def _look(found: object) -> LookName:
    if not isinstance(found, dict):
        raise BadInput("A look among “looks” is an object with “url”, “captured” and “raw”.")
    captured, raw = _moment(found, "captured"), _text(found, "raw")
    if captured is None or (raw is not None and not _SHA256.fullmatch(raw)):
        raise BadInput("A look among “looks” needs “captured”, and “raw” is 64 digits in hex.")
    return LookName(_text(found, "url"), captured, raw)


def _text(found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.isprintable() or not value:
        raise BadInput(f"Its “{key}” is a text of characters that show.")
    return value


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadInput(f"Its “{key}” is a list.")
    return value


def _moment(found: Mapping[str, Any], key: str) -> datetime | None:
    value = _text(found, key)
    return None if value is None else read_captured(value, what=f"Its “{key}”,")


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)
