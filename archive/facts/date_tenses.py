"""Which way a date without its year or week lies: what the words around it say of the past and of what is to come.

"Monday" is the last one and "March" the nearest unless the clause says otherwise. "Since" looks back; a verb that
tells of an arrangement ("will", "is due", "polls close") looks ahead; a past verb makes a month or a season the last
one. Of two signs the one nearer to the date decides.
"""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re

from archive.facts.language import words

_FUTURE = re.compile(
    r"\b(?:w(?:ill|on['’]t|ould|e['’]ll)|s(?:hall|cheduled|et to|lated|he['’]ll|ure)|p(?:lans?|lanned|lanning)"
    r"|expect(?:s|ed)?|d(?:ue|eadline)|upcoming|going to|i(?:ntends?|['’]ll)|aims?|h(?:opes?|e['’]ll)"
    r"|t(?:hey['’]ll|o be)|let['’]s|forthcoming)\b"
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|killed|died|announced|met|came|went|reported|\w{3,}ed)\b"
)
_ARRANGED = re.compile(
    r"\b(?:is|are|be|been|being)(?: also| now| still| not| \w+ly)? (?:expected|planned|scheduled|slated|set|due|timed|billed|to)\b"
    r"|['’](?:s|re) (?:expected|planned|scheduled|slated|due)\b"
    r"|(?<!was )(?<!were )(?<!had )\b(?:planned|scheduled|slated|set) for\b"
)
"""Arrangements that stand: "was due" is one that may have been kept."""
_TO_COME = re.compile(
    r"\b(?:(?P<many>meet|open|close|begin|start|end|expire|vote|resume|take (?:place|effect)|go to the polls)"
    r"|(?P<one>meets|opens|expires|closes|begins|starts|ends|resumes|takes (?:place|effect)|goes to the polls)|votes)\b"
)
_MANY = words("they we people women men police")
_NO_SUBJECT = words("the a an its his her their of and no housing two three four five")
_NO_MANY = words("is was has as its his this does us always")
_VOTERS = words(
    "parliament congress senate house assembly council country nation public committee court board he she it"
)
_STILL_TO_COME = re.compile(r"[^.;:!?]{0,45}$")
_CLAUSE_END = re.compile(r"[,.;:!?”\"]")
_CLOSED = re.compile(r"\b(?:lower|higher|up|down|flat|mixed)\b")
"""Of markets, the present of a headline tells what was: "shares close lower on Monday"."""
_MEANT = re.compile(r"\b(?:be|is|are|being|to be)(?: also| now| not| \w+ly)? \w{3,}ed\b")
"""A participle that tells no past: "will be opened"."""
_HAPPENED = re.compile(
    r"\b(?:was|were|did|had|went|came|began|fell|rose|won|lost|took|broke|built|became|grew|struck|sank|fled|sold|bought"
    r"|made|gave|met|held|left|ran|died|(?!(?:united|hundred|indeed|naked|sacred|wicked|infrared|need|speed|exceed|proceed|succeed|embed|breed|bleed|greed|agreed"
    r"|called|wanted|urged|asked|demanded|proposed|promised|pledged|vowed|threatened|warned|feared|hoped|planned|expected|scheduled|delayed|postponed"
    r"|announced|reported|added|predicted|considered|decided|offered|moved|extended)\b)"
    r"(?<!the )(?<!a )(?<!an )(?<!its )(?<!their )\w{3,}ed)\b"
)
"""Verbs of what has happened; those of saying and meaning may go on to what is to come."""
_NO_LONGER = re.compile(
    r"[,;:—–]|\b(?:to|that|which|who|when|while|if|but|is|are|has|have|can|could|may|might|must|until|planned|scheduled)\b"
)
"""What between such a verb and the date may begin another clause, or an aim."""
_WHEN = re.compile(r"\b(?:in|during|over|throughout)(?: the)?(?: early| mid| late)? ?$")
_OPENING = re.compile(r"(?:^|[.;!?:] )[“\"']?(?:back )?(?:in|during|over) (?:the |early |late )*$")
_SINCE = re.compile(
    r"(?i)\b(?:(?:since|depuis|seit)|(?P<open>desde))(?: (?:the|early|mid|late|at least|le|la|l['’]|dem|der|el))* ?$"
)
_CAUSE = re.compile(r" (?:is|will)\b")
_SPANISH_FUTURE = re.compile(r"\w(?:rá|rán)\b")
_TURNING = ("weekday", "yearday", "inyear", "monthday", "feast", "season 0")
_ARRANGED_BY = ("weekday", "inyear", "season")
_NOT_YET_TURNED = re.compile(r"(?:^|(?<= / ))(weekday|yearday|inyear|monthday|feast) (?:-1|0) |^(season) 0 ")
_NOT_YET_PAST = re.compile(r"(?:^|(?<= / ))(inyear|season) 0 ")
_NOT_YET_BEHIND = re.compile(r"^(weekday|yearday|inyear|monthday|feast|season) 0 ")


def lies_ahead(text: str, at: int) -> bool:
    """Whether the sentence up to a place speaks of what is to come rather than of what was."""
    low = max(at - 150, 0)
    lower = text[max(text.rfind(". ", low, at), low) : at].lower()
    return _FUTURE.search(lower) is not None or _PAST.search(lower) is None


def _may_lie_ahead(text: str) -> bool:
    """Whether any word of `_FUTURE` may be in a text in lower case; spelt out: sooner than the pattern or a loop."""
    return (
        "will" in text or "would" in text or "to be" in text or "set to" in text or "plan" in text
        or "due" in text or "expect" in text or "schedul" in text or "going to" in text or "shall" in text
        or "won" in text or "ll" in text or "slated" in text or "sure" in text or "deadline" in text
        or "upcoming" in text or "intend" in text or "aim" in text or "hope" in text or "let" in text
        or "forthcoming" in text
    )  # fmt: skip


def turned(expression: str, text: str, start: int, end: int, *, is_english: bool = True) -> str:
    """The expression, told by the words around it whether the date lies ahead or behind.

    Args:
        expression: In the language of `archive.facts.relative`.
        text: The passage.
        start: Where the date begins in it.
        end: Where it ends.
        is_english: Whether the verbs around can be read.
    """
    if not expression.startswith(_TURNING) and "inyear" not in expression:
        return expression
    low = max(start - 70, 0)
    low = max(text.rfind(". ", low, start), text.rfind("; ", low, start), low)
    lower, after = text[low:start].lower(), text[end : end + 60].lower()
    if " / " not in expression and _is_since(lower, after):
        return _NOT_YET_BEHIND.sub(r"\1 -1 ", expression)
    is_bare = is_english and " / " not in expression and expression.startswith(_ARRANGED_BY)
    if _is_ahead(lower, after, is_english=is_english, is_bare=is_bare):
        return _NOT_YET_TURNED.sub(lambda match: f"{match[1] or match[2]} 1 ", expression)
    if is_english and ("inyear 0" in expression or "season 0" in expression) and _is_behind(lower, after):
        return _NOT_YET_PAST.sub(r"\1 -1 ", expression)
    return expression


def _is_since(before: str, after: str) -> bool:
    """Whether a date is one since when something has been so; "since Monday is a holiday" tells a cause."""
    near = before[-30:]
    if not ("since " in near or "depuis " in near or "seit " in near or "desde " in near):
        return False
    since = _SINCE.search(near)
    if since is None or _CAUSE.match(after):
        return False
    return since["open"] is None or not (_SPANISH_FUTURE.search(before) or _SPANISH_FUTURE.search(after))


def _is_ahead(before: str, after: str, *, is_english: bool, is_bare: bool) -> bool:
    """Whether the words around a date speak of what is to come; of a bare one, the present may."""
    may_lie_ahead = _may_lie_ahead(before)
    ahead = [match.start() for match in _FUTURE.finditer(before)] if may_lie_ahead else []
    arranged: list[re.Match[str]] = []
    if is_english and (may_lie_ahead or " to " in before or "set " in before or "timed" in before):
        arranged += _ARRANGED.finditer(before)
    if is_bare:
        arranged += _to_come(before, after)
    ahead += [match.start() for match in arranged]
    if ahead:
        meant = [*arranged, *_MEANT.finditer(before)] if is_english else []
        behind = [
            at
            for at in (match.start() for match in _PAST.finditer(before))
            if not any(match.start() <= at < match.end() for match in meant)
        ]
        return not behind or behind[-1] < max(ahead)
    after = after[:30]
    return _may_lie_ahead(after) and _FUTURE.search(after) is not None and _PAST.search(before) is None


def _to_come(before: str, after: str) -> list[re.Match[str]]:
    """The verbs that in the present tell what a date is set for, where nothing near makes them tell what was."""
    found = [
        match
        for match in _TO_COME.finditer(before)
        if _has_subject(match)
        and _STILL_TO_COME.match(before, match.end())
        and not _CLOSED.search(before, match.end())
    ]
    if found:
        clause = _CLAUSE_END.split(after, maxsplit=1)[0]
        if _PAST.search(clause) or _HAPPENED.search(clause):
            return []
    return found


def _has_subject(match: re.Match[str]) -> bool:
    """Whether the word before what may be a verb or a noun makes it a verb: "polls close", not "the close"."""
    before = match.string[max(0, match.start() - 20) : match.start()].rstrip().rpartition(" ")[2]
    if match["many"]:
        return before in _MANY or (before.endswith("s") and before not in _NO_MANY)
    return (before not in _NO_SUBJECT and not before.endswith("s")) if match["one"] else before in _VOTERS


def _is_behind(before: str, after: str) -> bool:
    """Whether a verb tells that a month or season without its year has been."""
    if _OPENING.search(before):
        verb = _HAPPENED.search(after)
        return verb is not None and _NO_LONGER.search(after.lstrip(","), 0, verb.start()) is None
    if not _WHEN.search(before):
        return False
    meant = [match.end() for match in _MEANT.finditer(before)]
    verbs = [match for match in _HAPPENED.finditer(before) if match.end() not in meant]
    return bool(verbs) and _NO_LONGER.search(before, verbs[-1].end()) is None
