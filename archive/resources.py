"""Where the files that travel with the program are.

In a checkout `migrations/` and `seeds/` stand beside the package; in a wheel they stand inside
it as `_migrations` and `_seeds`. Nothing else needs to know.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of one kind of resource.

    Args:
        name: `migrations` or `seeds`.

    Returns:
        An existing folder.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for candidate in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's own folder {name!r} is missing; install news-archive again.")
