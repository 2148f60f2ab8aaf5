"""The archive from Python: the verbs of the command line as methods of one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.api.keeping import Keeping
from archive.api.taking import Taking
from archive.api.telling import Telling

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Archive", "open_archive"]


class Archive(Taking, Telling, Keeping):
    """An open archive. Use it in a `with` block, or call `close`.

    Every method reads or writes in a transaction of its own. An `ARTICLE` is a key or an address; an
    `ARTICLE@REV` names a revision as on the command line.
    """


def open_archive(path: str | Path, *, read_only: bool = False) -> Archive:
    """Open an archive: `archive.open`. See `Archive`."""
    return Archive(path, read_only=read_only)
