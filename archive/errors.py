"""What can go wrong in a way that a person can understand.

One base and a subclass only where a caller would act differently. Facts are attributes; the
sentence is built once, as *what is so; what would be right; what to do*. The command line maps
each class to its exit code in one place.

    ArchiveError
    ├── NotFound          no such file, article, revision or capture        exit 3
    ├── BadInput          something given cannot be read                    exit 4
    │   └── BadQuery      a search query that is none, with the position    exit 4
    ├── SchemaMismatch    a database older or newer than this program       exit 5
    ├── Busy              another process is writing                        exit 6
    ├── Damaged           the file, or something stored in it, is broken    exit 7
    └── Unwritable        the disk is full, or the file cannot be written   exit 8
"""

from __future__ import annotations


class ArchiveError(Exception):
    """The base of every error this program raises on purpose.

    Attributes:
        sentence: What is so, what would be right and what to do, for a person to read.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class NotFound(ArchiveError):
    """A file, article, revision or capture that is not there."""


class BadInput(ArchiveError):
    """Something given by the user or found in a source that cannot be read."""


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
    """A database whose schema is older or newer than this program's."""


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
    """A file or folder that cannot be written: a full disk, or no permission."""
