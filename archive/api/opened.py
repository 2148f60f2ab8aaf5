"""An archive opened, and given back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archive.services import opening

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Opened:
    """A file that is open until it is closed."""

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open the file; unless `read_only`, create or upgrade it where needed.

        Raises:
            NotFound: It is to be read only, and is not there.
            SchemaMismatch: It is newer than this program, or (read only) older.
            Damaged, Busy, Unwritable: As they say.
        """
        if read_only:
            self._database = opening.open_for_reading(Path(path))
        else:
            self._database, _ = opening.open_for_writing(Path(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._database.close()


def now_utc() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)
