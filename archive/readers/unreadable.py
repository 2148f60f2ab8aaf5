"""What a reader gives for a thing it could not read, and how names of such things are printed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One thing that could not be read: a value, so that the rest of a batch goes on.

    Attributes:
        origin: What it was, as a person would name it: a path, `path:line`, or `-` for standard input.
        sentence: What is so, and what to do.
    """

    origin: str
    sentence: str


def printable(path: Path) -> str:
    r"""A path as text that can be stored and printed: bytes that are no UTF-8 are written as `\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
