"""How fast the comparison is, how it grows, what it holds in memory, and where its bounds are.

    python benchmarks/diff_speed.py

Texts are made from invented words with the frequencies of a natural language, so that nothing needs
to be downloaded and every run measures the same. Times are processor time in milliseconds, the best of
three: other work on the machine does not count.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from typing import TYPE_CHECKING

from diff_match_patch import diff_match_patch

from archive.changes import Side, compare, compare_texts
from archive.diff import align, word_runs
from archive.model import Passage, Section, State, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en", "ol")]
WORDS_PER_PASSAGE = 60


class Language:
    """Invented words: the n-th is used in proportion to 1 / n."""

    def __init__(self, seed: int, size: int = 8000) -> None:
        self.random = random.Random(seed)
        known: dict[str, None] = {}
        while len(known) < size:
            known["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4)))] = None
        self.words = list(known)
        self.weights = [1 / (n + 5) for n in range(size)]

    def take(self, count: int) -> list[str]:
        """So many words."""
        found = self.random.choices(self.words, self.weights, k=count)
        return [str(self.random.randint(2, 5000)) if self.random.random() < 0.02 else word for word in found]

    def passage(self, count: int = WORDS_PER_PASSAGE) -> str:
        """A paragraph of sentences."""
        words = self.take(count)
        sentences = []
        while words:
            length = self.random.randint(8, 24)
            sentence, words = words[:length], words[length:]
            sentences.append(" ".join(sentence).capitalize() + ".")
        return " ".join(sentences)

    def story(self, words: int) -> list[str]:
        """Paragraphs with so many words in all."""
        return [self.passage() for _ in range(words // WORDS_PER_PASSAGE)]

    def edited(self, passage: str, share: float) -> str:
        """The paragraph with a share of its words replaced, taken out or added to."""
        words = []
        for word in passage.split(" "):
            if self.random.random() >= share:
                words.append(word)
                continue
            fate = self.random.random()
            if fate < 0.6:
                words.append(self.take(1)[0])
            elif fate < 0.8:
                words += [word, *self.take(2)]
        return " ".join(words)


def best_ms(run: Callable[[], object], times: int = 3) -> float:
    """The best time in milliseconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return 1000 * min(found)


def alignment_and_words(old: list[str], new: list[str]) -> int:
    """What a comparison costs without facts and labels."""
    count = 0
    for link in align(old, new):
        if link.kind is UnitKind.SAME:
            continue
        runs = word_runs("\n".join(old[i] for i in link.old), "\n".join(new[j] for j in link.new))
        count += len(runs)
    return count


def side(passages: list[str]) -> Side:
    """A story with nothing but passages."""
    return Side(state=State(None, None, None, (Section(None, 0, tuple(map(Passage, passages))),)))


def characters(old: list[str], new: list[str]) -> int:
    """diff-match-patch on characters, without a time-out."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    return len(differ.diff_main("\n".join(old), "\n".join(new), False))


def row(what: str, ours: str, peer: str, ratio: str, limit: str) -> None:
    """One line of the table."""
    print(f"{what:<58} {ours:>12} {peer:>12} {ratio:>9} {limit:>9}")


def against_characters() -> None:
    """5,000 words with 5 % edits and a moved paragraph."""
    language = Language(1)
    old = language.story(5000)
    new = [language.edited(passage, 0.05) for passage in old]
    new.insert(70, new.pop(10))
    peer = best_ms(lambda: characters(old, new), 1)
    bare = best_ms(lambda: alignment_and_words(old, new))
    full = best_ms(lambda: compare(side(old), side(new)))
    row("5,000 words, alignment and words", f"{bare:.1f}", f"{peer:.0f}", f"{peer / bare:.0f} ×", "≥ 40 ×")
    row("5,000 words, with facts and labels", f"{full:.1f}", f"{peer:.0f}", f"{peer / full:.0f} ×", "≥ 15 ×")


def shuffled() -> None:
    """20,000 words, every paragraph elsewhere, 30 % of the words edited."""
    language = Language(2)
    old = language.story(20_000)
    order = list(range(len(old)))
    language.random.shuffle(order)
    new = [language.edited(old[i], 0.3) for i in order]
    links = align(old, new)
    right = sum(link.old == (order[link.new[0]],) for link in links if link.old and link.new)
    took = best_ms(lambda: alignment_and_words(old, new))
    row("20,000 words, shuffled and 30 % edited", f"{took:.0f}", "", f"{right}/{len(old)}", "< 1000")


def growth() -> None:
    """The same share of edits in ever longer texts."""
    base = 0.0
    for words in (1000, 5000, 20_000, 50_000):
        language = Language(3)
        old = language.story(words)
        new = [language.edited(passage, 0.05) for passage in old]
        new.insert(len(new) // 2, new.pop(1))
        took = best_ms(lambda old=old, new=new: alignment_and_words(old, new), 5 if words < 5000 else 3)
        base = base or took / words
        row(f"{words:,} words, 5 % edited", f"{took:.1f}", "", f"{took / words / base:.2f} ×", "≤ 1.3 ×")


def memory() -> None:
    """The most that is held while comparing, over the size of the two texts."""
    language = Language(4)
    old = language.story(20_000)
    new = [language.edited(passage, 0.05) for passage in old]
    compare(side(old[:5]), side(new[:5]))
    size = sum(len(passage.encode()) for passage in (*old, *new))
    for what, run in (
        ("memory, alignment and words", lambda: alignment_and_words(old, new)),
        ("memory, whole comparison", lambda: compare(side(old), side(new))),
    ):
        tracemalloc.start()
        kept = run()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        del kept
        row(what, f"{peak / 1e6:.1f} MB", f"{size / 1e6:.2f} MB", f"{peak / size:.1f} ×", "≤ 50 ×")


def hostile() -> None:
    """Pairs made to hurt; the bound is a minute each."""
    language = Language(5)
    long_line = " ".join(language.take(330_000))
    other_line = " ".join(language.take(330_000))
    signs = "".join(language.random.choices("!?.,;:-()", k=200_000))
    other_signs = "".join(language.random.choices("!?.,;:-()", k=200_000))
    accents = "cafe\u0301 naïve e\u0301te\u0301 " * 20_000
    pairs = {
        "one line of 2 MB, 5 % edited": (long_line, language.edited(long_line, 0.05)),
        "one line of 2 MB, nothing in common but words": (long_line, other_line),
        "a million line feeds against two": ("\n" * 1_000_000, "a\n\nb"),
        "the same word 100,000 times, one less": ("word " * 100_000, "word " * 99_999),
        "the same word as 100,000 lines, half of them": ("word\n" * 100_000, "word\n" * 50_000),
        "two words in 100,000 random places": (
            " ".join(language.random.choices(["yes", "no"], k=100_000)),
            " ".join(language.random.choices(["yes", "no"], k=100_000)),
        ),
        "200,000 signs of punctuation": (signs, other_signs),
        "mixed normal forms": (accents, accents.replace("e\u0301", "é")),
        "NUL between words": ("a\0b c\0d " * 20_000, "a\0b c d " * 20_000),
        "20,000 short lines, none alike": (
            "\n".join(f"k{n} x" for n in range(20_000)),
            "\n".join(f"m{n} x" for n in range(20_000)),
        ),
        "20,000 lines of the same words": (
            "\n".join(f"the same few words {n}" for n in range(20_000)),
            "\n".join(f"the same few words {n}" for n in range(10_000, 40_000)),
        ),
    }
    for what, (old, new) in pairs.items():
        start = time.process_time()
        comparison = compare_texts(old, new)
        took = 1000 * (time.process_time() - start)
        whole = all(
            "".join(run.text for run in u.words if run.op != "-") == u.new_text for u in comparison.units
        )
        row(f"hostile: {what}", f"{took:.0f}", "", "right" if whole else "WRONG", "< 60000")


def main() -> None:
    """Measure everything and print the table."""
    row("what", "ours", "peer", "ratio", "limit")
    for measure in (against_characters, shuffled, growth, memory, hostile):
        measure()


if __name__ == "__main__":
    main()
