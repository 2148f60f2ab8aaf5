"""What can go wrong in a way that a person can understand.

One base and a subclass only where a caller would act differently. Facts are attributes; the
sentence is built once, as *what is so; what would be right; what to do*. The command line maps
each class to its exit code in one place.

    ArchiveError
    ├── NotFound          no such file, article, revision or capture        exit 3
    ├── BadInput          what was given cannot be read or done             exit 2
    │   ├── BadItem       one of many things to be stored, all or nothing   exit 4
    │   └── BadQuery      a search query that is none, with the position    exit 2
    ├── SchemaMismatch    a file of another schema, or no archive at all    exit 5
    ├── Busy              another process is writing                        exit 6
    ├── Damaged           the file, or something stored in it, is broken    exit 7
    └── Unwritable        a full disk, or a file we may not read or write   exit 8
"""

from __future__ import annotations

import re

_TWO_STOPS = re.compile(r"(?<=[^\W\d_])\.\.(?=\s|$)")


class ArchiveError(Exception):
    """The base of every error this program raises on purpose.

    Attributes:
        sentence: What is so, what would be right and what to do, for a person to read.
    """

    def __init__(self, sentence: str) -> None:
        sentence = with_one_stop(sentence)
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def with_one_stop(sentence: str) -> str:
    """A sentence whose stop follows a name that has one itself.

    Example:
        >>> with_one_stop("There is no article U.S..")
        'There is no article U.S.'
    """
    return _TWO_STOPS.sub(".", sentence)


class NotFound(ArchiveError):
    """A file, article, revision or capture that is not there."""


class BadInput(ArchiveError):
    """Something given by the user, or found in a source, that cannot be read or done."""


class BadItem(BadInput):
    """One thing among those to be stored cannot be, and all were to be or none."""


class BadQuery(BadInput):
    """A search query with an error in it.

    Attributes:
        query: The query as typed.
        position: Where the error is, in code points from 0.
    """

    def __init__(self, sentence: str, *, query: str, position: int) -> None:
        super().__init__(sentence)
        self.query = query
        self.position = position


class SchemaMismatch(ArchiveError):
    """A file whose schema is older or newer than this program's, or that is no archive."""


class Busy(ArchiveError):
    """Another process held the write lock for longer than we wait.

    Attributes:
        waited_s: How long we waited, in seconds.
    """

    def __init__(self, sentence: str, *, waited_s: float) -> None:
        super().__init__(sentence)
        self.waited_s = waited_s


class Damaged(ArchiveError):
    """A file that is no sound database, or content that no longer has its digest."""


class Unwritable(ArchiveError):
    """A file or folder that cannot be read or written: a full disk, or no permission."""
