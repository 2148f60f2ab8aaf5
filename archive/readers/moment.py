"""Times as sources state them: of a capture, and those a publisher claims, as exact as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from archive.errors import BadInput
from archive.model import Claimed, Precision
from archive.text.dates import read_date_line


def read_claim(written: str, *, what: str = "The date") -> Claimed:
    """A publisher's date: ISO 8601, as in an e-mail or a feed, or as a date line has it.

    Args:
        written: The date as the source writes it.
        what: How to name it in the error: `The publication date`.

    Raises:
        BadInput: It is no date.

    Example:
        >>> read_claim("2017-12-12 09:00:00 -0400").text
        '2017-12-12T13:00:00Z'
        >>> read_claim("27 July 2021").text
        '2021-07-27'
    """
    try:
        return Claimed.read(written)
    except ValueError:
        pass
    line = read_date_line(" ".join(written.split()))
    if line is not None and line.claimed is not None:
        return line.claimed
    try:
        return Claimed.of(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadInput(
            f"{what} {_quoted(written)} is no date; give it as 2021-07-27 or 2021-07-27T09:00:00Z."
        ) from None


def read_captured(written: str, *, what: str = "The capture time") -> datetime:
    """The moment of a look, in UTC. A day means its first moment, and a time without a zone is UTC.

    Args:
        written: The moment as the source writes it.
        what: How to name it in the error.

    Raises:
        BadInput: It is no day or time.

    Example:
        >>> read_captured("2021-07-28T09:00+02:00").isoformat()
        '2021-07-28T07:00:00+00:00'
    """
    claim = read_claim(written, what=what)
    if claim.precision in (Precision.YEAR, Precision.MONTH):
        raise BadInput(
            f"{what} {_quoted(written)} names no day; give it as 2021-07-28 or 2021-07-28T09:00:00Z."
        )
    return datetime.fromisoformat(claim.text.removesuffix("Z")).replace(tzinfo=UTC)


def _quoted(written: str) -> str:
    """A value in a sentence: short, and without characters that act on a terminal."""
    shown = ascii(written) if len(written) <= 60 else ascii(written[:60]) + "…"
    return shown if not written.isprintable() else f"“{written[:60]}{'…' if len(written) > 60 else ''}”"
