"""How often a process of our own looks for cyclic garbage."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Have this process look for cyclic garbage far less often.

    What is made here by the million has no cycles, and looking for them took a fifth of the time of a large
    ingest, and a tenth of that of a search, most of it while modules are imported. For processes of our own
    only: it is not for a library to decide of its caller's.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
