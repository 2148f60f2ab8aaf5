"""A change with all that changed, for feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archive.model.capture import Change
    from archive.model.comparison import Comparison


class ToldChange(NamedTuple):
    """A change with all that changed.

    Attributes:
        comparison: The revision against the one before it.
        address: Where it was seen; None for what came from a file.
    """

    change: Change
    comparison: Comparison
    address: str | None
