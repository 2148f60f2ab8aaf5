"""A patch in the text format of diff-match-patch: whoever has the old text can make the new one.

The patch is made from the words that changed, so that it is read as easily as a comparison; the
library only writes it down. Its clock is off: a time-out would make the result depend on the load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.diff.runs import word_runs
from archive.model import WordOp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import WordRun

_OPERATIONS = {WordOp.KEPT: 0, WordOp.REMOVED: -1, WordOp.ADDED: 1}


def patch(old_text: str, new_text: str) -> str:
    r"""A patch that diff-match-patch applies to the old text to give the new one; empty for equal texts.

    Example:
        >>> patch("12 people died.", "21 people died.")
        '@@ -1,6 +1,6 @@\n-12\n+21\n  peo\n'
    """
    return patch_of(word_runs(old_text, new_text))


def patch_of(runs: Iterable[WordRun]) -> str:
    """The patch that a comparison's word runs amount to."""
    from diff_match_patch import diff_match_patch

    writer = diff_match_patch()
    writer.Diff_Timeout = 0
    steps = [(_OPERATIONS[run.op], run.text) for run in runs]
    return str(writer.patch_toText(writer.patch_make(steps)))
