"""Every example in a docstring says what really comes out."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import archive

MODULES = [
    module.name
    for module in pkgutil.walk_packages(archive.__path__, "archive.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_come_out_as_written(name: str) -> None:
    result = doctest.testmod(
        importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    )

    assert result.failed == 0


def test_there_are_examples_at_all() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]

    assert len(found) > 40
