"""Numbers that state nothing: labels ("Section 5"), list markers, phone numbers, and "one" as a pronoun."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.language import words

_LABELS = words(
    """no nos nr number section sections article articles chapter room flight route page pages pp version v phase figure
    table item step rule channel grade type tier resolution form title act part volume vol episode season lot gate
    terminal line highway interstate bill order case proposition question exhibit size day stage category apollo boeing
    airbus iphone windows web lesson level group district ward precinct unit box suite apt floor pier platform track
    lane exit zone area region sector block building lines schedule annex appendix note ref id formula radio division
    account card serial slide slides requirement requirements paragraph subsection clause exercise code isbn issn draft task request ticket invoice psalm verse formation option week
    ftse fortune cac nikkei dax nasdaq stoxx russell asx ibex topix csi kospi s&p"""
)
_PHONE = re.compile(
    r"(?<![\w.,$€£])(?:\(?\+\d{1,3}\)?[ .-]?)?(?:\(0?\d{1,5}\)[ .-]{0,2})?(?:\d{2,5}[ .-]{1,2}){1,4}\d{2,5}(?:[xX]\d+)?(?![\w%])"
    r"|(?<!\w)\(?\+\d[\d() .-]{6,}\d|(?<![\w.,])\d{1,4}[-/]\d{6,}(?!\w)"
    r"|\(?\d{2,4}\)?[ (]{1,2}\d{2,4}\)?[ )]?\d{6,}(?!\w)"
)
_MANY_DIGITS = re.compile(r"\d(?:[ ().+/xX-]{0,3}\d){6}")
_LONG = re.compile(r"\d{7,}")
_PHONE_DIGITS, _PHONE_GAP = 7, 3
_PHONE_HINT = re.compile(
    r"(?i)\b(?:phone|tel|telephone|fax|call|dial|hotline|mobile|cell|number is|contact|account|card"
    r"|whatsapp|office|ring)\b"
)
_PHONE_PARTS = re.compile(r"[^\d]+")
_NO_PHONE = re.compile(r"\d{4}[-–.]\d{1,2}[-–.]\d{1,2}|\d{1,2}[-–.]\d{1,2}[-–.]\d{4}|\d{4} ?[-–] ?\d{4}")
_ONLY = re.compile(r"(?i)\bonly $")
_ONE_BEFORE = re.compile(
    r"(?i)\b(?:no|any|every|each|this|that|the|which|some|another|only|other|a|an|by|such|last|next"
    r"|first|as|day|big|good|new|great|little|your|my|our|his|her|their)[ -]$"
)
_ONE_AFTER = re.compile(r"[ -]([a-z]+)")
_ONE_STOP = words(
    """of that who which is was can could will would has had by another on in to at from with for as and or but day side
    thing such might must may should does did if when where way point needs wants more step hand after before knows
    whose than time too I not else also"""
)
_BEFORE_CHRIST = re.compile(r" B\.?C\.?(?:E\.?)?(?!\w)")
_MARKER = re.compile(
    r"\s*(?:[-*+•>#]+\s+)?(?:\*\*)?\(?\d{1,3}(?:\.\d{1,2})*[.)](?:\*\*)?\s|\s*#+\s+\d{1,3}\s+(?=[A-Z])"
)


def is_label(text: str, start: int, end: int) -> bool:
    """Whether a number in digits names or orders something instead of counting it."""
    if start:
        before = text[start - 1]
        if before.isalpha() or before in "_#@":
            return True
        if before in "-–/." and start > 1 and (text[start - 2].isalnum()) and before != "–":
            return True
        if before == "(" and (
            text[end : end + 2] in (")+", ")-") or (start > 1 and text[start - 2] in ")]+")
        ):
            return True
        if before == "-" and start > 1 and text[start - 2] == ")":
            return True
        if before == ":" and start > 1 and text[start - 2].isdigit():
            return True
        if before in "#§№@/_\\&=^":
            return True
        if before == " " and start > 1:
            if text[start - 2] in "#§№@/_\\&=":
                return True
            word = text[max(0, start - 16) : start - 1].rpartition(" ")[2]
            if len(word) > 2 and word.isalpha() and word.isupper() and not text[end : end + 1].isspace():
                # "WCAG 2.2": a version.
                return True
            if word.lower().rstrip(".") in _LABELS:
                return True
    after = text[end : end + 2]
    if (
        (after == " B" and _BEFORE_CHRIST.match(text, end))
        or (after[:1].isalpha() and after[0] < "\u0250")
        or after[:1] in ("_", "^")
    ):
        return True
    return bool(
        len(after) == 2
        and (
            (after[0] in ".:/-" and after[1].isdigit() and after[0] != "-")
            or (after[0] == "-" and after[1].isupper() and not start)
        )
    )


def numbering(text: str) -> int:
    """Where a list marker at the passage's start ends ("1. ", "(2) ", "- 3) "), else 0."""
    if text[0].isalpha():
        return 0
    match = _MARKER.match(text)
    return match.end() if match else 0


def may_have_phone(digits: list[tuple[int, int]]) -> bool:
    """Whether so many digits stand so close, told by where the numbers of a passage stand."""
    count, last = 0, 0
    for low, high in digits:
        if low - last > _PHONE_GAP:
            count = 0
        count += high - low
        if count >= _PHONE_DIGITS:
            return True
        last = high
    return False


def phones(text: str) -> list[tuple[int, int]]:
    """Stretches that are phone numbers or other long strings of digits that count nothing."""
    if _MANY_DIGITS.search(text) is None:
        return []
    found = []
    for match in _PHONE.finditer(text):
        body = match[0]
        digits = sum(character.isdigit() for character in body)
        groups = _PHONE_PARTS.split(body.strip("()+ "))
        is_grouped = (
            all(len(group) == 3 for group in groups[1:])
            and len(groups[0]) <= 3
            and " " in body
            and "-" not in body
            and "(" not in body
            and "+" not in body
        )
        if (
            digits >= 7
            and (not is_grouped or _PHONE_HINT.search(text, max(0, match.start() - 24), match.start()))
            and not _NO_PHONE.fullmatch(body)
        ):
            if (
                len(groups) == 2
                and groups[0]
                and len(groups[0]) >= 4
                and len(groups[1]) >= 4
                and "+" not in body
                and not _PHONE_HINT.search(text, max(0, match.start() - 24), match.start())
            ):
                continue
            found.append(match.span())
    found.extend(
        match.span()
        for match in _LONG.finditer(text)
        if match[0][0] == "0" or _PHONE_HINT.search(text, max(0, match.start() - 24), match.start())
    )
    return found


def is_counting_one(text: str, start: int, end: int) -> bool:
    """Whether "one" is a number here and not a pronoun."""
    if text[start - 1 : start] == "-" or text[end : end + 1] in ("-", "'", "’"):
        return False
    if _ONE_BEFORE.search(text, max(0, start - 10), start) and not _ONLY.search(
        text, max(0, start - 6), start
    ):
        return False
    after = _ONE_AFTER.match(text, end)
    return after is not None and after[1] not in _ONE_STOP
