"""What holds whatever goes in, and in whatever order: the archive against a plain list of looks."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import NOW, START, draft, put
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from archive.errors import ArchiveError
from archive.model import Draft, Outcome, Passage, PassageKind, Receipt, Section
from archive.readers import Unreadable, read_line, read_stream, write_line
from archive.services import history, opening, upkeep
from archive.services.ingest import ingest
from archive.text.canonical import canonical

# A NUL is refused: `test_a_nul_is_refused`.
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200)
HOSTILE_TEXT = st.text(
    st.sampled_from("a1 .,\n\r\t\u2028\u00ad\u200b\u200d\u202e\u0301é中\U0001f600\x1b—“”[]#-*>|`"),
    max_size=60,
)
TEXTS = st.one_of(ANY_TEXT, HOSTILE_TEXT).filter(lambda text: bool(canonical(text)))


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One archive for many examples: what is in it already must not matter."""
    path = tmp_path_factory.mktemp("properties") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    counter = iter(range(10**9))
    yield database, lambda: f"a{next(counter)}"
    assert upkeep.verification(database).problems == ()
    database.close()


@given(text=TEXTS)
@example("\x00")
@example("a\r\n\r\nb\r\n")
@example("# A heading\n\n- item\n\n> quote\n\n| a | b |")
def test_any_text_goes_in_and_its_bytes_come_back(shared: Any, text: str) -> None:
    store, new_key = shared
    key = new_key()

    (receipt,) = put(store, draft(text, 0, article=key))

    if receipt.added:
        assert history.raw(store, key).decode() == text
    else:  # marks of Markdown alone, as a single ">", are no text
        assert not any(char.isalnum() for char in text)
        assert "no text" in (receipt.reason or "")


def test_a_nul_is_refused(shared: Any) -> None:
    store, new_key = shared

    (receipt,) = put(store, draft("One\0two.", 0, article=new_key()))

    assert not receipt.added
    assert "NUL" in (receipt.reason or "")


@given(
    title=TEXTS | st.none(),
    byline=TEXTS | st.none(),
    dateline=TEXTS | st.none(),
    body=st.lists(
        st.tuples(TEXTS | st.none(), st.integers(1, 6), st.lists(TEXTS, min_size=1, max_size=4)),
        min_size=1,
        max_size=4,
    ),
    kind=st.sampled_from(list(PassageKind)),
)
def test_any_content_comes_back_in_canonical_form(
    shared: Any, title: str | None, byline: str | None, dateline: str | None, body: Any, kind: PassageKind
) -> None:
    store, new_key = shared
    key = new_key()
    sections = tuple(
        Section(heading, level, tuple(Passage(text, kind) for text in texts))
        for heading, level, texts in body
    )

    put(store, draft(None, 0, article=key, title=title, byline=byline, dateline=dateline, sections=sections))

    state = history.show(store, key).state
    given_head = [None if text is None else canonical(text) for text in (title, byline, dateline)]
    assert [state.title, state.byline, state.dateline] == given_head
    assert [passage.text for passage in state.passages] == [
        canonical(t) for _, _, texts in body for t in texts
    ]
    assert {passage.kind for passage in state.passages} == {kind}
    assert list(state.headings) == [canonical(heading) for heading, _, _ in body if heading is not None]


@given(text=TEXTS.map(lambda text: f"It said {text}"), raw=st.binary(max_size=300))
def test_any_bytes_come_back_exactly_whatever_was_read_out_of_them(
    shared: Any, text: str, raw: bytes
) -> None:
    store, new_key = shared
    key = new_key()

    put(store, draft(text, 0, article=key, raw=raw))

    assert history.raw(store, key) == raw


LINES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    *("url", "captured", "recorded", "outcome", "reason", "source", "published", "modified", "title"),
    *("byline", "dateline", "language", "sections", "extractor", "content_type", "raw", "addresses"),
)
ALMOST = st.fixed_dictionaries(
    {"article": TEXTS, "text": TEXTS}, optional={key: LINES | st.just("2024-05-01") for key in KEYS}
)


@given(raw=st.one_of(st.binary(max_size=400), ALMOST.map(lambda line: json.dumps(line).encode())))
@example(b"\xef\xbb\xbf{}")
@example(b'{"article":"a","text":"b","sections":[{"heading":"x","level":0}]}')
@example(b'{"url":"http://[","text":"b"}')
@example(b'{"article":"a","text":"b","addresses":[{"url":"","joined":"2024-05-01"}]}')
def test_hostile_bytes_give_receipts_and_no_error_at_all(shared: Any, raw: bytes) -> None:
    store, new_key = shared

    for form in (None, "text", "markdown", "jsonl"):
        items = list(read_stream(io.BytesIO(raw), format=form, article=new_key()))
        receipts = list(ingest(store, items, now=lambda: NOW))
        assert len(receipts) == len(items)
        for item, receipt in zip(items, receipts, strict=True):
            assert receipt.added or receipt.reason
            assert not (isinstance(item, Unreadable) and receipt.added)


@given(raw=st.binary(max_size=200))
def test_a_file_of_any_bytes_is_no_archive_and_is_left_as_it_was(tmp_path_factory: Any, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.db"
    path.write_bytes(raw)

    with pytest.raises(ArchiveError):
        opening.open_for_reading(path)

    assert path.read_bytes() == raw


@given(number=st.integers(0, 10**9), offset=st.integers(0, 10_000), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=40)
def test_only_our_own_errors_escape_a_damaged_file(
    filled_bytes: bytes, tmp_path_factory: Any, number: int, offset: int, noise: bytes
) -> None:
    place = (number * 4096 + offset) % len(filled_bytes)
    path = tmp_path_factory.mktemp("noise") / "x.db"
    path.write_bytes(filled_bytes[:place] + noise + filled_bytes[place + len(noise) :])

    try:
        database = opening.open_for_reading(path)
    except ArchiveError:
        return
    try:
        assert isinstance(upkeep.verification(database).problems, tuple)
        list(history.articles(database))
        history.show(database, "bridge")
    except ArchiveError:
        pass
    finally:
        database.close()


@pytest.fixture(scope="module")
def filled_bytes(template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive with two articles, as bytes."""
    path = tmp_path_factory.mktemp("filled") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    put(database, draft(hours=0), draft("Other text.", 1), draft(hours=0, article="copy"))
    database.close()
    return path.read_bytes()


@dataclass(frozen=True)
class Seen:
    """A look in the model."""

    hour: int
    order: int
    text: str | None
    outcome: str | None


WORDS = ("Ann said 7 cracks were found.", "Ann said 9 cracks were found.", "Bob closed the bridge.")
CONTENTS = st.sampled_from(
    ["\n\n".join(parts) for parts in (WORDS[:1], WORDS[1:2], WORDS[::2], WORDS[::-1], WORDS[:1] * 2)]
)
ARTICLES = st.sampled_from(["elm", "oak"])


class Archive(RuleBasedStateMachine):
    """An archive beside a plain list of looks for each article."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="archive-machine-"))
        self.path = self.folder / "archive.db"
        self.store, _ = opening.open_for_writing(self.path)
        self.looks: dict[str, list[Seen]] = {}
        self.count = 0
        self.is_checked = True

    @initialize()
    def begin(self) -> None:
        """An empty archive."""

    def _put(self, key: str, seen: Seen) -> Receipt:
        self.is_checked = False
        item = Draft(
            article=key,
            captured_at=START + timedelta(hours=seen.hour),
            text=seen.text,
            outcome=None if seen.outcome is None else Outcome(seen.outcome),
            origin="-",
        )
        (receipt,) = ingest(self.store, [item], now=lambda: NOW)
        return receipt

    @rule(key=ARTICLES, hour=st.integers(0, 12), text=CONTENTS)
    def look(self, key: str, hour: int, text: str) -> None:
        """A look at any moment, late ones too; the same look again adds nothing."""
        self._expect(key, Seen(hour, self.count, text, None))

    @rule(key=ARTICLES, hour=st.integers(0, 12), outcome=st.sampled_from(["gone", "refused", "failed"]))
    def look_in_vain(self, key: str, hour: int, outcome: str) -> None:
        """A look that saw nothing."""
        self._expect(key, Seen(hour, self.count, None, outcome))

    def _expect(self, key: str, seen: Seen) -> None:
        known = self.looks.setdefault(key, [])
        is_repeat = any(
            (one.hour, one.text, one.outcome) == (seen.hour, seen.text, seen.outcome) for one in known
        )
        receipt = self._put(key, seen)
        assert receipt.added is not is_repeat
        if not is_repeat:
            known.append(seen)
            self.count += 1

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        self.store.close()
        self.store, _ = opening.open_for_writing(self.path)

    @rule()
    def rebuild(self) -> None:
        """Make everything derived again."""
        assert upkeep.rebuild_all(self.store) == len([key for key in self.looks if self.looks[key]])
        self.is_checked = False

    @precondition(lambda self: self.count)
    @rule()
    def export_and_ingest(self) -> None:
        """Go on with a copy made of the export."""
        lines = [write_line(item) for item in upkeep.export(self.store)]
        self.store.close()
        self.path = self.folder / f"copy{len(list(self.folder.iterdir()))}.db"
        self.store, _ = opening.open_for_writing(self.path)
        receipts = list(ingest(self.store, [read_line(line) for line in lines], now=lambda: NOW))
        assert all(receipt.added for receipt in receipts)
        assert [write_line(item) for item in upkeep.export(self.store)] == lines
        self.is_checked = False

    @precondition(lambda self: not self.is_checked)
    @invariant()
    def is_as_the_model_says(self) -> None:
        """Looks, revisions, texts and outcomes follow from the model, and the file is sound."""
        for key, known in self.looks.items():
            if known:
                self._check(key, sorted(known, key=lambda one: (one.hour, one.order)))
        assert upkeep.verification(self.store).problems == ()
        self.is_checked = True

    def _check(self, key: str, known: list[Seen]) -> None:
        runs: list[list[Seen]] = []
        outcomes = []
        for seen in known:
            if seen.text is None:
                outcomes.append(seen.outcome)
                continue
            earlier = [run[0].text for run in runs]
            if earlier and earlier[-1] == seen.text:
                outcomes.append("same")
                runs[-1].append(seen)
            else:
                outcomes.append("reverted" if seen.text in earlier else "revised" if earlier else "new")
                runs.append([seen])
        captures = history.captures(self.store, key)
        assert [capture.outcome.value for capture in captures] == outcomes
        assert [c.captured_at for c in captures] == [START + timedelta(hours=one.hour) for one in known]
        revisions = history.story(self.store, key).revisions
        assert [r.captured_at for r in revisions] == [START + timedelta(hours=run[0].hour) for run in runs]
        assert [r.not_before for r in revisions][1:] == [
            START + timedelta(hours=run[-1].hour) for run in runs[:-1]
        ]
        for revision, run in zip(revisions, runs, strict=True):
            name = f"{key}@{revision.revision}"
            assert history.raw(self.store, name).decode() == run[0].text
            assert "\n\n".join(p.text for p in history.show(self.store, name).state.passages) == run[0].text

    def teardown(self) -> None:
        """Give the files back."""
        self.store.close()
        shutil.rmtree(self.folder)


TestArchive = Archive.TestCase
TestArchive.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
