"""Which words are forms of one word: by their stems, as the Snowball rules of a language cut them.

The index holds words as written. Inflected search looks up the index's own words that begin like the
stem and keeps those with the same one, as far as `archive.search.inflections` finds no other word in
them: so one index serves both exact and inflected search, and a better stemmer needs no new index.
Terms have lost their accents; the rules are applied to them as they are, on both sides alike.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from archive.search.inflections import bases, derivation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHORTEST_TERM = 3
"""Shorter terms have no inflections that rules could find."""

_VOWEL = re.compile("[aeiouy]")
_WELL_KEPT = ("nce", "ff")
"""Ends of English words whose forms the rules part: `experienced` of `experience`, `staffed` of `staff`."""

UNINFLECTED = frozenset({
    "the", "and", "but", "nor", "for", "yet", "not", "with", "without", "from", "into", "onto", "upon",
    "over", "under", "about", "above", "below", "between", "among", "across", "after", "before", "since",
    "until", "while", "during", "through", "against", "toward", "towards", "within", "this", "that", "these",
    "those", "there", "here", "then", "than", "thus", "when", "where", "what", "which", "who", "whom",
    "whose", "why", "how", "she", "her", "hers", "him", "his", "its", "our", "ours", "your", "yours",
    "their", "theirs", "they", "them", "you", "was", "were", "are", "has", "had", "have", "does", "did",
    "would", "could", "should", "shall", "may", "might", "must", "can", "cannot", "will", "all", "any",
    "some", "both", "each", "every", "either", "neither", "also", "just", "only", "very", "too", "now",
    "ever", "never", "again", "however", "because", "although", "though", "unless", "whether", "per", "via",
    "off", "out",
})  # fmt: skip
"""English words of grammar: rules of endings would only take them for others, as `not` for `note`."""

BY_LANGUAGE = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Languages in Latin letters, which only the archive's own record can tell apart."""

STRIPPING = frozenset({"danish", "german", "norwegian", "swedish"})
"""Languages whose rules only take endings off, so that every form begins with the whole stem."""

BY_SCRIPT = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u052f", "russian"),
    ("\u0531", "\u0587", "armenian"),
    ("\u0620", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
    ("\u0b80", "\u0bff", "tamil"),
)
"""Scripts that tell the language, nearly: first and last letter, and its rules."""


class Stems:
    """A term's stems, one by each language it may be of."""

    def __init__(self, term: str, languages: Iterable[str]) -> None:
        """Find the stems.

        Args:
            term: A term of the index.
            languages: The languages in the archive, as `de` or `pt-BR`; English always counts.
        """
        self.term = term
        names = _names(term, frozenset(language[:2].lower() for language in languages))
        self._stems = tuple((name, _stem(name, term)) for name in names)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What every inflection of the term begins with, as one of several that exclude each other."""
        begin = {each for name, stem in self._stems for each in _beginnings(name, stem, self.term)}
        begin.update(
            short
            for short in (self.term[:-1], self.term[:-2])
            if self._stems and _is_plural(short, self.term)
        )
        return tuple(
            sorted(b for b in begin if not any(b != other and b.startswith(other) for other in begin))
        )

    def forms(self, vocabulary: Iterable[str]) -> set[str]:
        """The term's inflections.

        In an archive that holds German too, `customer` would be a form of `custom`, as `kleiner` is of
        `klein`. So what English rules take for another word made of this one is a form of it in another
        language only where there is a form beside them that cannot be English, as `kleinen`.

        Args:
            vocabulary: The terms that there are with these beginnings.
        """
        terms = [term for term in vocabulary if self.has_form(term)]
        kept = set()
        for name, stem in self._stems:
            own = [term for term in terms if self._is_form(term, name, stem)]
            if name != "english" and self._stems[0][0] == "english":
                english = self._stems[0][1]
                made = {term for term in own if _stem("english", term) == english}
                if len(made) == len(own):
                    continue
            kept.update(own)
        return kept

    def has_form(self, term: str) -> bool:
        """Whether a term is an inflection of this one."""
        return term not in UNINFLECTED and any(self._is_form(term, name, stem) for name, stem in self._stems)

    def _is_form(self, term: str, name: str, stem: str) -> bool:
        if name != "english":
            return _stem(name, term) == stem and (
                derivation(name, term, stem) == derivation(name, self.term, stem)
            )
        # The bases first: they are found in a tenth of the time, and tell most terms apart.
        shared = bases(term) & bases(self.term)
        return bool(shared) and (
            _stem(name, term) == stem
            or any(base.endswith(_WELL_KEPT) for base in shared)
            or _is_plural(*sorted((term, self.term), key=len))
        )


def _names(term: str, languages: frozenset[str]) -> tuple[str, ...]:
    """The rules that a term may follow."""
    if len(term) < SHORTEST_TERM or not term.isalpha() or term in UNINFLECTED:
        return ()
    if term.isascii():
        return tuple(
            dict.fromkeys(
                ["english", *(BY_LANGUAGE[code] for code in sorted(languages) if code in BY_LANGUAGE)]
            )
        )
    return tuple(name for first, last, name in BY_SCRIPT if first <= term[0] <= last)


def _beginnings(name: str, stem: str, term: str) -> tuple[str, ...]:
    if name in STRIPPING:
        # German rules read "ue" as one letter, and so cut it out of the middle of a term.
        shared = next((at for at, (a, b) in enumerate(zip(stem, term, strict=False)) if a != b), len(stem))
        return (stem[:shared],)
    if name != "english":
        return (stem[:-1] if len(stem) > SHORTEST_TERM else stem,)
    # English rules change no more than a stem's end: hope and hoping, study and studies, sky and skies,
    # die and dying. So precise, because a search for `come` would else have to stem everything in `com`.
    if stem.endswith("ie"):
        return stem, stem[:-2] + "ying"
    if stem.endswith("e"):
        return stem, stem[:-1] + "i"
    if stem.endswith("i"):
        return stem, stem[:-1] + "y"
    if stem.endswith("y"):
        return stem, stem[:-1] + "ies"
    return (stem,)


def _is_plural(short: str, long: str) -> bool:
    """Whether one is the other's plural, of those that the rules do not know.

    They make `buse` of `buses`, and leave the s to words like `menus`, `NGOs` and `PDFs`.
    """
    if len(short) < SHORTEST_TERM:
        return False
    if short[-1] in "sz":
        return long == short + "es"
    is_left = _VOWEL.search(short, 0, len(short) - 1) is None or (short[-1] == "u" and len(short) > 3)
    return is_left and long == short + "s"


@lru_cache(maxsize=1 << 16)
def _stem(name: str, term: str) -> str:
    return _stemmer(name)(term)


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    rules = import_module(f"{_rules()}.{name}_stemmer")
    stem: Callable[[str], str] = getattr(rules, f"{name.capitalize()}Stemmer")().stemWord
    return stem


@cache
def _rules() -> str:
    """A package, by name, whose modules are those of `snowballstemmer`.

    Its own door imports the rules of every language, which takes longer than most searches, and other rules
    than these where PyStemmer is installed.
    """
    found = find_spec("snowballstemmer")
    assert found is not None
    package = ModuleType(f"{__name__}_rules")
    package.__path__ = list(found.submodule_search_locations or ())
    sys.modules[package.__name__] = package
    return package.__name__
