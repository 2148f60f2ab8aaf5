"""From what people type to a query.

Words side by side are joined by AND. Capitals make the operators AND, OR, NOT and NEAR(…); NOT binds
closest, then AND, then OR. Everything that is none of the language is text: a stray quotation mark,
hyphen, apostrophe, colon or sign parts words and is never an error. Brackets group; without an
operator in the query they have nothing to do, and unpaired ones are text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from archive.errors import BadQuery
from archive.search.numbers import is_grouped
from archive.search.query import ANYWHERE, And, Near, Node, Not, Or, Part, Phrase, Query
from archive.search.stems import UNINFLECTED
from archive.search.terms import indexed
from archive.text.likeness import nearest

DEEPEST_NESTING = 20
"""How deep brackets and NOTs may stand inside each other."""

MOST_WORDS = 400
"""How many words a query may have, those of its phrases too; far below what SQLite can take."""

USUAL_DISTANCE = 10
"""The distance of a NEAR(…) that names none."""

_LONGEST_SHOWN = 100

FIELDS = {part.value: part for part in Part if part is not Part.BODY}

_CLOSING = {'"': '"', "“": "”“", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(?=[^\s)])")
# A word ends at white space, a bracket, or a quotation mark that opens after a space; `*` belongs to it.
_WORD = re.compile(r'[^\s()"“„”«»「」『』]+')
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_AROUND_NUMBER = "$€£¥,.;:!?%"
_CONTRACTED = UNINFLECTED | {"it", "he", "let"}
"""Words after which an apostrophe and s is no possessive: `it's` is not `it`."""
_POSSESSIVE = re.compile("\\w['’]s$", re.IGNORECASE)


_MEANT = {"author": "byline", "headline": "title", "headlines": "title", "outlet": "source", "site": "source"}
"""What fields are called elsewhere."""
_SEEMING_FIELD = re.compile(r"(?<![^\s(])([a-z]{3,10}):(?=[^\s)/])", re.IGNORECASE)


def mistyped_field(query: str) -> tuple[str, str] | None:
    """What looks like a field and is none, with the field that was meant; None where there is none such.

    To the query it is text, as every colon is that follows no field.

    Example:
        >>> mistyped_field("titel:ferry"), mistyped_field("note:ferry")
        (('titel', 'title'), None)
    """
    for found in _SEEMING_FIELD.finditer(query):
        seeming = found[1].casefold()
        meant = None if found[1] in FIELDS else _MEANT.get(seeming) or nearest(seeming, FIELDS)
        if meant is not None:
            return found[1], meant
    return None


class _Kind(Enum):
    PHRASE = auto()
    WORD = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


_OPERATORS = {"AND": _Kind.AND, "OR": _Kind.OR, "NOT": _Kind.NOT}


class _Lexeme(NamedTuple):
    kind: _Kind
    text: str
    start: int
    is_prefix: bool = False


def parse(query: str) -> Query:
    """Read a query.

    Raises:
        BadQuery: An operator lacks what it joins, a bracket its partner, or NEAR its phrases.

    Example:
        >>> parse('troops "training role"').root
        And(children=(Phrase(places=(('troops',),), ...
    """
    if not query.strip():
        return Query(None, is_blank=True)
    lexemes = _lexemes(query)
    if not any(lexeme.kind in (*_OPERATORS.values(), _Kind.NEAR) for lexeme in lexemes) and not _is_paired(
        lexemes
    ):
        lexemes = [lexeme for lexeme in lexemes if lexeme.kind not in (_Kind.OPEN, _Kind.CLOSE)]
    return Query(_Parser(query, lexemes).root())


def closed(query: str) -> tuple[tuple[int, int], ...]:
    """Where its quotations stand, with their marks: half-open, in order.

    Example:
        >>> closed('5" of "rain, late"')
        ((6, 18),)
    """
    return tuple(
        (lexeme.start, lexeme.start + len(lexeme.text) + 2)
        for lexeme in _lexemes(query)
        if lexeme.kind is _Kind.PHRASE
    )


def _lexemes(query: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    at = 0
    while at < len(query):
        sign = query[at]
        is_start = at == 0 or not (query[at - 1].isalnum())
        if sign in _CLOSING and is_start and (end := _closing(query, at)) is not None:
            is_prefix = query[end + 1 : end + 2] == "*"
            found.append(_Lexeme(_Kind.PHRASE, query[at + 1 : end], at, is_prefix))
            at = end + 1 + is_prefix
        elif sign in "()":
            found.append(_Lexeme(_Kind.OPEN if sign == "(" else _Kind.CLOSE, sign, at))
            at += 1
        elif (field := _FIELD.match(query, at)) and is_start:
            found.append(_Lexeme(_Kind.FIELD, field[1], at))
            at = field.end()
        elif word := _WORD.match(query, at):
            found.append(_word(query, word))
            at = word.end()
        else:
            at += 1
    return found


def _closing(query: str, at: int) -> int | None:
    """Where the quotation that opens at a position ends, or None where its mark is a stray one."""
    ends = [end for mark in _CLOSING[query[at]] if (end := query.find(mark, at + 1)) >= 0]
    return min(ends, default=None)


def _word(query: str, word: re.Match[str]) -> _Lexeme:
    text, start = word[0], word.start()
    if text in _OPERATORS:
        return _Lexeme(_OPERATORS[text], text, start)
    if text == "NEAR" and query[word.end() : word.end() + 1] == "(":
        return _Lexeme(_Kind.NEAR, text, start)
    return _Lexeme(_Kind.WORD, text, start, len(text) > 1 and text.rstrip(",").endswith("*"))


def _is_paired(lexemes: list[_Lexeme]) -> bool:
    depth = 0
    for lexeme in lexemes:
        depth += (lexeme.kind is _Kind.OPEN) - (lexeme.kind is _Kind.CLOSE)
        if depth < 0:
            return False
    return depth == 0


class _Parser:
    """Reads lexemes by recursive descent; a part without any word is None, and drops out."""

    def __init__(self, query: str, lexemes: list[_Lexeme]) -> None:
        self.query = query
        self.lexemes = lexemes
        self.at = 0
        self.depth = 0
        self.words = 0

    def root(self) -> Node | None:
        """The whole query's tree."""
        if not self.lexemes:
            return None
        node = self._alternatives(ANYWHERE)
        if self.at < len(self.lexemes):  # only an unpaired bracket stops the descent
            raise self._error("has a closing bracket that nothing opened", self.lexemes[self.at].start)
        return node

    def _kind(self) -> _Kind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _alternatives(self, parts: frozenset[Part]) -> Node | None:
        nodes = [self._conjunction(parts)]
        while self._kind() is _Kind.OR:
            self.at += 1
            nodes.append(self._conjunction(parts))
        return _joined(Or, nodes)

    def _conjunction(self, parts: frozenset[Part]) -> Node | None:
        nodes = [self._negation(parts)]
        while self._kind() not in (None, _Kind.OR, _Kind.CLOSE):
            if self._kind() is _Kind.AND:
                self.at += 1
            nodes.append(self._negation(parts))
        return _joined(And, nodes)

    def _negation(self, parts: frozenset[Part]) -> Node | None:
        if self._kind() is not _Kind.NOT:
            return self._operand(parts)
        self._descend()
        self.at += 1
        child = self._negation(parts)
        self.depth -= 1
        return None if child is None else Not(child)

    def _operand(self, parts: frozenset[Part]) -> Node | None:
        kind = self._kind()
        if kind in (None, _Kind.AND, _Kind.OR, _Kind.CLOSE):
            raise self._missing()
        lexeme = self.lexemes[self.at]
        self.at += 1
        if kind is _Kind.FIELD:
            if self._kind() not in (_Kind.WORD, _Kind.PHRASE, _Kind.OPEN, _Kind.NEAR):
                return self._phrase(lexeme._replace(kind=_Kind.WORD), parts)  # no field of anything: a word
            return self._operand(frozenset({FIELDS[lexeme.text]}))
        if kind is _Kind.OPEN:
            return self._group(lexeme, parts)
        if kind is _Kind.NEAR:
            return self._near(lexeme, parts)
        return self._phrase(lexeme, parts)

    def _group(self, bracket: _Lexeme, parts: frozenset[Part]) -> Node | None:
        if self._kind() is _Kind.CLOSE:  # nothing in it: text, as in `f()`
            self.at += 1
            return None
        self._descend()
        node = self._alternatives(parts)
        if self._kind() is not _Kind.CLOSE:
            raise self._error("has a bracket that is never closed", bracket.start)
        self.at += 1
        self.depth -= 1
        return node

    def _near(self, operator: _Lexeme, parts: frozenset[Part]) -> Node | None:
        end = next(
            (i for i in range(self.at, len(self.lexemes)) if self.lexemes[i].kind is _Kind.CLOSE), None
        )
        if end is None:
            raise self._error("has a NEAR( that is never closed", operator.start)
        inside = self.lexemes[self.at + 1 : end]
        distance = USUAL_DISTANCE
        # The number, if there is one, follows the last comma before the bracket.
        opened, closed = self.lexemes[self.at].start, self.lexemes[end].start
        comma = self.query.rfind(",", opened, closed)
        if comma >= 0 and '"' not in self.query[comma:closed]:
            number = self.query[comma + 1 : closed].strip()
            if not (number.isascii() and number.isdigit()) or len(number) > 6:
                raise self._error("has a NEAR( whose distance is no number", comma + 1)
            distance = int(number)
            inside = [
                lexeme._replace(text=self.query[lexeme.start : comma])
                if lexeme.kind is _Kind.WORD and lexeme.start + len(lexeme.text) > comma
                else lexeme
                for lexeme in inside
                if lexeme.start < comma
            ]
        if any(lexeme.kind not in (_Kind.WORD, _Kind.PHRASE) for lexeme in inside):
            raise self._error("has a NEAR( with more than words and phrases in it", operator.start)
        phrases = [phrase for lexeme in inside if (phrase := self._phrase(lexeme, parts)) is not None]
        if not phrases:
            raise self._error("has a NEAR( with no word in it", operator.start)
        self.at = end + 1
        return phrases[0] if len(phrases) == 1 else Near(tuple(phrases), distance)

    def _phrase(self, lexeme: _Lexeme, parts: frozenset[Part]) -> Phrase | None:
        text = _INVISIBLE.sub("", lexeme.text)
        terms = indexed(text).split()
        if not terms:
            return None
        self.words += len(terms)
        if self.words > MOST_WORDS:
            raise self._error(f"has more than {MOST_WORDS} words", lexeme.start)
        is_bare = lexeme.kind is _Kind.WORD
        phrase = Phrase(tuple((term,) for term in terms), lexeme.is_prefix, parts, is_bare)
        return replace(
            phrase,
            is_possessive=is_bare
            and len(terms) > 1
            and terms[-2] not in _CONTRACTED
            and _POSSESSIVE.search(text) is not None,
            is_number=is_bare and len(terms) > 1 and is_grouped(text.strip(_AROUND_NUMBER)),
            written=text if is_bare and not lexeme.is_prefix and terms[0].isdigit() else "",
        )

    def _descend(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise self._error(f"is nested more than {DEEPEST_NESTING} deep", self.lexemes[self.at].start)

    def _missing(self) -> BadQuery:
        """The error for an operator without what it joins: it is the lexeme before or here."""
        before = self.lexemes[self.at - 1] if self.at else None
        if before is not None and before.kind in (*_OPERATORS.values(), _Kind.FIELD):
            return self._error(f"has nothing after {before.text}", before.start)
        here = self.lexemes[self.at] if self.at < len(self.lexemes) else self.lexemes[-1]
        return self._error(f"has nothing before {here.text}", here.start)

    def _error(self, what: str, position: int) -> BadQuery:
        shown = self.query if len(self.query) <= _LONGEST_SHOWN else self.query[:_LONGEST_SHOWN] + "…"
        return BadQuery(
            f"The query {what}, at character {position + 1}: {shown!r}. "
            "Complete it, or put the words in quotation marks to search for them as text.",
            query=self.query,
            position=position,
        )


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    left = tuple(node for node in nodes if node is not None)
    if len(left) < 2:
        return left[0] if left else None
    return kind(left)
