"""Seals: a short checksum on every true row that no digest covers, so that damage can be named.

A seal is no signature: it finds accidents, not forgers. What each covers, in this order:

- article: key, created_at
- address: key of its article, url, joined_at, reason
- capture: its id, key of its article, address, source, captured_at, recorded_at, sight, reason, published,
  modified, language, content type, SHA-256 of the raw bytes in hex
- extraction: capture id, extractor, digest of the state, active; and, where there are links or claims of its
  own, the digest of the links in hex, and the claims
- event: its id, kind, keys of its article and of the other, name, undoes, after_capture, recorded_at, reason;
  then of each part position, address id, address, capture id; then the captures it erased
- evidence: key of its article, the address, recorded_at, reason
"""

from __future__ import annotations

import hashlib
import json


def seal(*parts: str | int | None) -> bytes:
    """First 8 bytes of the SHA-256 of a JSON array of the parts.

    Example:
        >>> seal("iraq", "2021-07-27T09:00:00.000000Z").hex()
        '2abc10f5b83717db'
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).digest()[:8]
