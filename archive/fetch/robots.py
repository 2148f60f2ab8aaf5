"""What a site's robots.txt lets us ask, by RFC 9309, kept for each host for a while.

No such file (4xx): all is allowed. One that cannot be had (5xx, 429, no connection): nothing is, for now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

LARGEST_BYTES = 500 * 1024
"""As much as RFC 9309 (2.5) obliges one to read; what follows is passed over."""

KEPT_S = 6 * 3600.0
"""How long rules hold; RFC 9309 (2.4) allows a day."""
UNREACHABLE_KEPT_S = 600.0
MOST_HOSTS = 5_000

_AGENT_LINE = re.compile(r"^([ \t]*user-?agent[ \t]*:)([^\r\n#]*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says.

    Attributes:
        obstacle: Why the file could not be had, as a sentence; None where it could.
        until_s: Until when this holds, on the monotonic clock.
    """

    agent: str
    until_s: float
    parsed: Protego | None = None
    obstacle: str | None = None

    def allows(self, url: str) -> bool:
        """Whether the address may be asked."""
        if self.obstacle is not None:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, self.agent)

    @property
    def delay_s(self) -> float:
        """Seconds it asks to leave between two requests; 0 where it asks nothing."""
        return 0.0 if self.parsed is None else float(self.parsed.crawl_delay(self.agent) or 0.0)


def parsed(body: bytes, agent: str) -> Protego:
    """The rules of a file, those for other robots put together: a long file stays quick to read.

    Args:
        body: Its bytes; UTF-8, what is not is passed over.
        agent: Our product token.
    """
    from protego import Protego

    text = body[:LARGEST_BYTES].decode("utf-8-sig", errors="replace")

    def known(match: re.Match[str]) -> str:
        named = match[2].strip().lower()
        if named == "*":
            return match[0]
        # A product token is compared whole (RFC 9309, 2.2.1); many files add a version.
        is_ours = re.split(r"[/*\s]", named, maxsplit=1)[0] == agent.lower()
        return f"{match[1]} {agent if is_ours else '-'}"

    return Protego.parse(_AGENT_LINE.sub(known, text))


class Memory:
    """The rules of the hosts asked lately."""

    def __init__(self) -> None:
        self._known: dict[str, Rules] = {}

    def of(self, site: str, now_s: float) -> Rules | None:
        """What is known of a site, as `scheme://host:port`, and still holds."""
        rules = self._known.get(site)
        return rules if rules is not None and rules.until_s > now_s else None

    def keep(self, site: str, rules: Rules) -> None:
        """Remember a site's rules, and forget the oldest where there are too many."""
        self._known.pop(site, None)
        self._known[site] = rules
        while len(self._known) > MOST_HOSTS:
            del self._known[next(iter(self._known))]
