"""People, places and organisations named in a passage (English).

Runs of capitalised words are read by the rules of `name_rules`; what these leave unnamed, and what the
weaker of them named, is judged by learned weights (`name_judge`). A run that nothing speaks for is left
alone: a name that is not sure is not given.
"""

from __future__ import annotations

import re

from archive.facts import gazetteer as known
from archive.facts.name_context import RUN, RUN_OF_CAPITALS, SENTENCE_HEAD, is_demonym, with_article
from archive.facts.name_judge import LEARNED, REVIEWED, judged
from archive.facts.name_rules import rules_for
from archive.facts.name_run import Name, Run, Step, bare_word
from archive.model import FactKind, Mention, Span

_SYLLABLE = re.compile(
    r"(?<= [A-Z][a-z])(?<! Mr)[a-z]{0,4}-(?!(?:run|win|man|men|fan|pro|to|on|up|go|be|by|do|no|so)\b)"
    r"[bcdfghjklmnpqrstwxyz]{0,2}[aeiou]{1,3}(?:ng|[nlmkptor])?\b"
)
"""What goes on a given name of two syllables, as in "Ki-moon" and "Jae-in"."""
# "al-", "el-", "an-" and their like, which may begin a run.
_BEGINS_SMALL = re.compile(r"[-‑](?<=[lnsrd][-‑])(?=[A-ZÀ-Þ])")
# Openers of a sentence that can as well open a name.
_OPEN_NAMES = known.words(
    "New Great National Federal International Public Police First Global Old Local May April June Will August"
)


def find(text: str) -> list[Mention]:
    """The names of a passage, in order, that do not overlap."""
    found: list[Name] = []
    loose: list[tuple[int, int, str]] = []
    end = 0
    runs = RUN if ("-" in text or "‑" in text) and _BEGINS_SMALL.search(text) is not None else RUN_OF_CAPITALS
    openers = known.OPENERS
    for match in runs.finditer(text):
        start, stop = match.span()
        if start < end:
            start = end
            if start >= stop:
                continue
        if (
            text[stop : stop + 1] == "-"
            and (syllable := _SYLLABLE.search(text, max(start, stop - 6), stop + 10)) is not None
        ):
            stop = syllable.end()
        surface = text[start:stop]
        if surface in openers:
            continue
        if " " in surface or "\u00a0" in surface:
            end = max(end, _read(text, surface, start, found, loose))
            continue
        # One word, as most are.
        end = stop
        if rules_for(surface, True):
            run = Run(text, found, [surface], start, [stop])
            run.is_head = _begins_sentence(text, start)
            end = max(end, _step(run, loose).reach)
            continue
        bare = bare_word(surface)
        stop = start + len(bare)
        if is_demonym(bare):
            loose.append((start, stop, bare))
            continue
        kind = judged(text, start, stop, (bare,), _begins_sentence(text, start))
        if kind is None:
            loose.append((start, stop, bare))
        else:
            found.append(Name(start, stop, kind, LEARNED[kind]))
    if loose and found:
        surnames = {
            text[name.start : name.end].rsplit(" ", 1)[-1] for name in found if name.kind is FactKind.PERSON
        }
        found += [
            Name(low, high, FactKind.PERSON, "person.again") for low, high, word in loose if word in surnames
        ]
    found.sort()
    return [
        Mention(kind, Span(with_article(text, start) if kind is FactKind.ORGANISATION else start, end), rule)
        for start, end, kind, rule in found
    ]


def _read(text: str, surface: str, start: int, found: list[Name], loose: list[tuple[int, int, str]]) -> int:
    """Name what is in the run; answer how far it was read, which may be beyond it ("Bank of England")."""
    words = surface.split()
    count = len(words)
    starts, ends, at = [], [], start
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    low = 0
    while low < count and words[low] in known.OPENERS and not (count - low > 1 and words[low] in _OPEN_NAMES):
        low += 1
    is_head = low == 0 and _begins_sentence(text, start)
    last = reach = ends[-1]
    while low < count:
        run = (
            Run(text, found, words[low:], starts[low], ends[low:])
            if low
            else Run(text, found, words, start, ends)
        )
        run.is_head = is_head and low == 0
        step = _step(run, loose)
        reach = max(reach, step.reach)
        low += step.used
        if step.reach > last:
            break
    return reach


def _step(run: Run, loose: list[tuple[int, int, str]]) -> Step:
    """What the first rule that answers names at the start of a run, judged; a word left alone is `loose`."""
    named = len(run.found)
    for rule in rules_for(run.words[0], len(run.words) == 1):
        step = rule(run)
        if step is not None:
            break
    else:
        step = run.skip(len(run.words))
    if len(run.found) > named:
        _review(run)
    elif not _judge_run(run, step.used) and len(run.words) == 1:
        loose.append((run.start, run.start + len(run.bare[0]), run.bare[0]))
    return step


def _judge_run(run: Run, used: int) -> bool:
    """Name words that no rule named, where the learned weights are sure of it."""
    end = run.ends[used - 1] - len(run.words[used - 1]) + len(run.bare[used - 1])
    if used == 1 and is_demonym(run.bare[0]):
        return False
    kind = judged(run.text, run.start, end, tuple(run.bare[:used]), run.is_head)
    if kind is None:
        return False
    run.found.append(Name(run.start, end, kind, LEARNED[kind]))
    return True


def _review(run: Run) -> None:
    """Hold the name a rule has just found against the learned weights."""
    name = run.found[-1]
    if name.rule not in REVIEWED:
        return
    text = run.text
    words = tuple(text[name.start : name.end].split())
    kind = judged(text, name.start, name.end, words, run.is_head and name.start == run.start, name.rule)
    if kind is None:
        run.found.pop()
    elif kind is not name.kind:
        run.found[-1] = Name(name.start, name.end, kind, LEARNED[kind])


def _begins_sentence(text: str, start: int) -> bool:
    if start > 1 and text[start - 1] == " " and ((before := text[start - 2]).isalpha() or before == ","):
        return False
    return SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None
