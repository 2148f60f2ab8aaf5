"""The public names: exactly those listed, each told in a docstring, none of them dear to import."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import archive

ROOT = Path(archive.__file__).parent.parent
HEAVY = (
    "sqlalchemy",
    "alembic",
    "sentencex",
    "rapidfuzz",
    "regex",
    "snowballstemmer",
    "diff_match_patch",
    "rich",
)
PACKAGES = (
    *("archive.model", "archive.text", "archive.diff", "archive.facts", "archive.search", "archive.changes"),
    *("archive.readers", "archive.render"),
)


def test_every_public_name_is_there_and_nothing_else_is() -> None:
    assert list(archive.__all__) == sorted(archive.__all__)
    assert dir(archive) == sorted(archive.__all__)
    assert all(getattr(archive, name) is not None for name in archive.__all__)
    with pytest.raises(AttributeError, match="no attribute 'ingest'"):
        _ = archive.ingest


@pytest.mark.parametrize("name", archive.__all__)
def test_a_public_name_has_a_docstring_and_so_have_its_methods(name: str) -> None:
    thing = getattr(archive, name)

    assert inspect.getdoc(thing)
    if inspect.isclass(thing):
        methods = inspect.getmembers(thing, inspect.isfunction)
        own = [(n, m) for n, m in methods if not n.startswith("_") and m.__module__.startswith("archive")]
        assert [n for n, method in own if not inspect.getdoc(method)] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_lists_what_it_gives_and_gives_it(name: str) -> None:
    package = importlib.import_module(name)

    assert inspect.getdoc(package)
    for public in getattr(package, "__all__", ()):
        assert getattr(package, public) is not None


def test_every_module_says_what_lives_in_it() -> None:
    modules = [
        module.name
        for module in pkgutil.walk_packages(archive.__path__, "archive.")
        if not module.name.endswith("__main__")
    ]

    assert len(modules) > 60
    assert [name for name in modules if not inspect.getdoc(importlib.import_module(name))] == []


@pytest.mark.parametrize(
    "program",
    [
        "import archive",
        "import archive; archive.Draft; archive.ArchiveError",
        "import sys; from archive.cli.main import main; sys.argv = ['archive', '--help']; main()",
        "import sys; from archive.cli.main import main; sys.argv = ['archive', '--version']; main()",
    ],
)
def test_importing_the_package_or_asking_for_help_loads_nothing_dear(program: str) -> None:
    names = f"import atexit, sys; atexit.register(lambda: print('LOADED', *sys.modules)); {program}"

    result = subprocess.run(
        [sys.executable, "-c", names], capture_output=True, text=True, check=True, cwd=ROOT
    )

    loaded = set(result.stdout.rpartition("LOADED")[2].split())
    assert "archive" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_no_part_of_the_project_uses_difflib() -> None:
    files = [
        path
        for folder in ("archive", "migrations", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    ]
    word = "diff" + "lib"

    assert [
        path for path in files if re.search(rf"^\s*(import|from) {word}", path.read_text(), re.MULTILINE)
    ] == []


def test_the_version_is_written_once_and_is_that_of_the_package() -> None:
    from importlib.metadata import version

    written = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)

    assert written is not None
    assert version("news-archive") == written[1]


def test_the_archive_is_used_from_python_as_the_contract_says(tmp_path: Path) -> None:
    from datetime import UTC, date, datetime

    seen = datetime(2021, 7, 27, 9, tzinfo=UTC)
    texts = ["Biden sent 3,500 troops to Iraq on Monday.", "Biden sent 2,500 troops to Iraq on Monday."]
    with archive.open(tmp_path / "news.db") as news:
        drafts = [
            archive.Draft(article="iraq", captured_at=seen.replace(hour=9 + n), text=text)
            for n, text in enumerate(texts)
        ]
        first = news.ingest(drafts[0])
        rest = news.ingest(drafts[1:])
        log, shown, compared = news.log("iraq"), news.show("iraq@2"), news.diff("iraq@1", "iraq@2")
        hits = news.search("troops", since=date(2021, 7, 1))
        facts = news.facts("iraq", kinds=["figure"])
        assert news.verify().is_sound
        assert news.rebuild() == 1
        assert [draft.article for draft in news.export()] == ["iraq", "iraq"]
        assert news.raw("iraq@1").decode() == texts[0]
        assert [article.article for article in news.articles()] == ["iraq"]
        assert len(news.captures("iraq")) == 2
        news.backup(tmp_path / "copy.db")

    assert [r.as_dict()["outcome"] for r in (*first, *rest)] == ["new", "revised"]
    assert [entry.as_dict()["revision"] for entry in log] == [1, 2]
    assert shown.as_dict()["sections"][0]["passages"] == [texts[1]]  # type: ignore[index, call-overload]
    assert [unit.kind.value for unit in compared.units] == ["edited"]
    assert [hit.article for hit in hits] == ["iraq"]
    assert [fact.value for fact in facts] == [2500]
    with archive.open(tmp_path / "copy.db", read_only=True) as copy:
        assert len(copy.log("iraq")) == 2
        with pytest.raises(archive.NotFound):
            copy.show("iraq@9")
    with pytest.raises(archive.NotFound):
        archive.open(tmp_path / "none.db", read_only=True)


def test_files_and_folders_are_taken_in_beside_drafts(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a@2021-07-27.txt").write_text("Seven people were hurt.")
    draft = archive.Draft(article="b", text="It rained.")
    with archive.open(tmp_path / "archive.db") as news:
        receipts = news.ingest([tmp_path / "stories", draft])
        (again,) = news.ingest(tmp_path / "stories")
        assert [receipt.article for receipt in receipts] == ["a", "b"]
        assert not again.added


@pytest.mark.parametrize("given", ["It rained.", "https://news.example/a", [b"It rained."]])
def test_what_is_neither_a_draft_nor_a_path_is_said_to_be_none(tmp_path: Path, given: object) -> None:
    with archive.open(tmp_path / "archive.db") as news, pytest.raises(archive.BadInput, match="Draft"):
        news.ingest(given)  # type: ignore[arg-type]


def test_texts_are_compared_and_read_without_an_archive() -> None:
    from datetime import date

    old, new = "Seven people were hurt.", "Nine people were hurt."

    by_passage = archive.compare(old, new, by="passage")
    by_sentence = archive.compare([old, "More."], [new, "More."], by="sentence")
    facts = archive.find_facts("He came on Monday.", reference=date(2021, 7, 27), language="en")
    (first, second) = archive.split_sentences("It rained. It snowed.", language="en")

    assert [unit.kind.value for unit in by_passage.units] == ["edited"]
    assert [unit.kind.value for unit in by_sentence.units] == ["edited", "same"]
    assert [fact.value for fact in facts if fact.kind.value == "date"] == ["2021-07-26"]
    assert ("It rained. It snowed."[first.start : first.end].strip(), second.end) == ("It rained.", 21)
