"""Results as comma-separated values, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.render.safe import terminal_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Plain, Record


def csv_text(rows: Sequence[Record]) -> str:
    """One line a record, under a line with the keys of their JSON; no line feed at the end.

    A text that begins as a formula would in a spreadsheet (`=`, `+`, `-` or `@`) gets an apostrophe before
    it, since what is in here came from strangers. Without rows there is nothing, not even keys.
    """
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    records = [row.as_dict() for row in rows]
    if records:
        writer.writerow(records[0])
    writer.writerows([_cell(value) for value in record.values()] for record in records)
    return out.getvalue().rstrip("\n")


def _cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = terminal_safe(str(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@")) else text
