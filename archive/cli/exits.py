"""Exit codes: one table, and the only place where an error becomes one."""

from __future__ import annotations

from archive.errors import (
    ArchiveError,
    BadInput,
    BadItem,
    Busy,
    Damaged,
    NotFound,
    SchemaMismatch,
    Unwritable,
)

DONE = 0
DIFFERENT = 1
USAGE = 2
UNREAD = 4
DAMAGED = 7
DEFECT = 70
INTERRUPTED = 130

CODES: dict[type[ArchiveError], int] = {
    NotFound: 3,
    BadInput: USAGE,
    BadItem: UNREAD,
    SchemaMismatch: 5,
    Busy: 6,
    Damaged: DAMAGED,
    Unwritable: 8,
}

MEANINGS = {
    DONE: "Done.",
    DIFFERENT: "Differences found; only under `diff --exit-code`.",
    USAGE: "The command line was wrong, or asks for what cannot be.",
    3: "Not found: no such database, article or revision.",
    UNREAD: "Something to be stored could not be; the rest was, but with `--strict` nothing.",
    5: "The file is of an older or newer program, or no archive.",
    6: "Busy: another process is writing.",
    DAMAGED: "Damaged: the file, or something stored in it.",
    8: "The disk is full, or a file or folder cannot be read or written.",
    DEFECT: "A defect of this program.",
    INTERRUPTED: "Interrupted.",
}


def code_of(error: ArchiveError) -> int:
    """The exit code of an error: its class's, or its nearest ancestor's."""
    return next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)
