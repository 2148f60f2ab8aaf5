"""Zstandard, wherever this Python has it: a part of the standard library from 3.14 on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def zstd() -> ModuleType:
    """The module; imported only where something is packed or unpacked, since that takes milliseconds."""
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        from backports import zstd as module
    return module
