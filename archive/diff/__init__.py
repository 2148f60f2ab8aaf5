"""Comparing lists of texts, and words within them: alignment, moves, splits and merges. Pure."""

from archive.diff.align import align
from archive.diff.chain import heaviest_chain
from archive.diff.links import Link
from archive.diff.patch import patch, patch_of
from archive.diff.runs import word_runs

__all__ = ["Link", "align", "heaviest_chain", "patch", "patch_of", "word_runs"]
