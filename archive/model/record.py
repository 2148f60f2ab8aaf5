"""How a result becomes plain data, by one rule.

Every result type is a frozen dataclass. Its `as_dict()` is what `--json` prints: the fields in
their order, a time's `_at` left off its name (`captured_at` is the key `captured`), enumerations
as their values, times as ISO 8601 in UTC, tuples as lists. A field declared with `hidden()` stays
out; a property named in the class's `ALSO` goes in.
"""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, TypeAlias

from archive.model.time import Claimed, utc_text

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


def hidden(default: Any = dataclasses.MISSING) -> Any:
    """A field that `as_dict()` leaves out: how a result was made, not what it says."""
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata={"hidden": True}, repr=False)
    return dataclasses.field(default=default, metadata={"hidden": True}, repr=False)


class Record:
    """Base of every result: a frozen dataclass that can be written as plain data."""

    ALSO: ClassVar[tuple[str, ...]] = ()

    def as_dict(self) -> dict[str, Plain]:
        """The record as JSON's types, with the keys of the command line's contract."""
        names = [f.name for f in dataclasses.fields(self) if not f.metadata.get("hidden")]  # type: ignore[arg-type]
        return {name.removesuffix("_at"): plain(getattr(self, name)) for name in (*names, *self.ALSO)}


def plain(value: object) -> Plain:
    """Any value found in a record, as JSON's types."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, Claimed):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is no plain data")
