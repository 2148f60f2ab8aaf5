"""Times of day."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.facts.language import Language

_TIME = re.compile(
    r"(?i)(?P<h>2[0-4]|1\d|0?\d)(?:(?::(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"|[.:]?(?P<mi2>[0-5]\d)(?= ?[ap]\.? ?m))?(?: ?(?P<ap>[ap])\.? ?m\b\.?)| ?o['’]?clock"
    r"|:(?P<mi3>[0-5]\d)(?::(?P<s3>[0-5]\d))?(?![\d:]))"
)
_EU_TIME = re.compile(
    r"(?P<h>2[0-4]|1\d|0?\d)(?:[:.h](?P<mi>[0-5]\d)| ?h(?: ?(?P<mi2>[0-5]\d))?(?![a-z]))(?: ?(?:Uhr|h|heures"
    r"|horas)\b)?(?![\d:%])|(?P<h2>2[0-4]|1\d|\d) ?(?P<word>Uhr|heures|horas)\b"
)
_AT = re.compile(r"(?i)\b(?:à|vers|dès|avant|après|jusqu['’]à|las) $")


class Clock(NamedTuple):
    """A time of day: where it stands and its ISO 8601 form without a date."""

    start: int
    end: int
    value: str


def clock_at(text: str, at: int, language: Language) -> Clock | None:
    """The time of day in digits that begins at `at`."""
    match = _TIME.match(text, at)
    if match is None:
        if language.code in ("de", "fr", "es"):
            match = _EU_TIME.match(text, at)
            if match is None or (":" not in match[0] and not re.search(r"(?i)uhr|h", match[0])):
                return None
            if match["word"] not in (None, "Uhr") and not _AT.search(text, max(0, at - 10), at):
                # "7 heures" alone is how long.
                return None
            hour = int(match["h"] or match["h2"])
            return (
                Clock(at, match.end(), f"{hour:02d}:{match['mi'] or match['mi2'] or '00'}")
                if hour < 25
                else None
            )
        return None
    hour = int(match["h"])
    minute = match["mi"] or match["mi2"] or match["mi3"] or "00"
    second = match["s"] or match["s3"]
    half = (match["ap"] or "").lower()
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    end = match.end()
    if half and match[0].endswith("m.") and match[0][-3] != ".":
        end -= 1
    return Clock(at, end, f"{hour:02d}:{minute}" + (f":{second}" if second else ""))
