"""Any result as one line of JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.model import Plain, Record

# `json` escapes C0 only. The rest of what could steer a terminal can be escaped too: within JSON such
# characters stand in strings alone, and an escape means the same.
_STEERING = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)


def json_line(record: Record) -> str:
    """The record's `as_dict()` as JSON on one line: keys in order, no line feed at the end.

    Text stays readable (not ASCII only), but for control and bidirectional characters, which are escaped.
    """
    return json_text(record.as_dict())


def json_text(data: Mapping[str, Plain]) -> str:
    """Plain data as JSON, written as `json_line` writes a record."""
    import json

    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(data, ensure_ascii=False))
