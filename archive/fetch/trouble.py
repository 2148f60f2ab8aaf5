"""What went wrong on the network, in words for a person."""

from __future__ import annotations

import re

import httpcore2

_VERDICT = re.compile(r"certificate verify failed:\s*(.+?)\.?\s*(?:\(_ssl\.c:\d+\))?$")
_NAME = re.compile(r"not valid for '([^']+)'")


def said_of(error: Exception) -> str:
    """What went wrong on the network, for a person."""
    told = str(error) or type(error).__name__
    if isinstance(error, httpcore2.ConnectTimeout):
        return "No connection could be made in time."
    if isinstance(error, httpcore2.TimeoutException):
        return "The server did not go on answering in time."
    if isinstance(error, httpcore2.ConnectError):
        if "certificate" in told.lower():
            why = _distrust(told)
            return f"The server's certificate is not to be trusted: {why}. Nothing was asked of it."
        if "ssl" in told.lower():
            return f"No safe connection could be made (TLS): {told[:300]}"
        return f"No connection could be made: {told[:300]}"
    if isinstance(error, httpcore2.RemoteProtocolError):
        if "without sending complete" in told or "incomplete" in told:
            return f"The answer was cut off: {told[:300]}"
        return f"The server does not answer as a web server does: {told[:300]}"
    return f"The connection broke: {told[:300]}"


def _distrust(told: str) -> str:
    """Why a certificate was turned down, and what can be done."""
    found = _VERDICT.search(told)
    verdict = (found[1] if found else told)[:300]
    name = _NAME.search(verdict)
    if name is not None:
        return f"it is not the certificate of {name[1]}; check the address"
    if "expired" in verdict or "not yet valid" in verdict:
        return f"{verdict}; the site has to renew it, or this machine's clock is wrong"
    return (
        f"nobody whom this system trusts has signed it ({verdict}); if the server is yours, add its "
        "authority to those of this system"
    )
