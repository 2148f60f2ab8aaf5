"""How we behave on the network, and what we put up with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.errors import BadInput

if TYPE_CHECKING:
    from archive.fetch.address import Network

PRODUCT = "news-archive"

_AGENT = re.compile(r"[\x20-\x7e]{1,300}")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def agent(version: str, contact: str | None = None) -> str:
    """What we call ourselves: name, version, and where the person in charge is reached.

    Args:
        version: Of this program.
        contact: An address of the web or of mail.

    Example:
        >>> agent("1.0", "desk@paper.example")
        'news-archive/1.0 (+desk@paper.example)'
    """
    return f"{PRODUCT}/{version}" + (f" (+{contact})" if contact else "")


def usual_manners(contact: str | None = None) -> Manners:
    """The manners of this program, where nothing else is said.

    Args:
        contact: Where the person in charge is reached, by mail or web.
    """
    from importlib.metadata import version

    return Manners(agent=agent(version(PRODUCT), contact))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Rules for all looks of one client. Times are in seconds, sizes in bytes.

    Attributes:
        agent: The header `User-Agent`; its first word is the name robots.txt files know us by.
        delay_s: Left between two requests to one host; longer where robots.txt asks for it.
        connect_s: For making a connection.
        read_s: For each piece of an answer to come.
        total_s: For one look with all its redirects, without the waiting between requests.
        wire_bytes: What may come over the wire for one look.
        body_bytes: How large a body may be, unpacked.
        attempts: How often a look is tried where the server is busy or the connection breaks.
        longest_wait_s: The longest that a server's wish to be left alone is waited for.
        allowed: Networks that are not public and may be fetched from all the same.
        obeys_robots: Whether robots.txt is asked and obeyed.

    Raises:
        BadInput: The agent has no name, or what no header may hold.
    """

    agent: str
    delay_s: float = 1.0
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    wire_bytes: int = 16_000_000
    body_bytes: int = 32_000_000
    redirects: int = 10
    attempts: int = 3
    longest_wait_s: float = 60.0
    allowed: tuple[Network, ...] = ()
    obeys_robots: bool = True

    def __post_init__(self) -> None:
        if not _AGENT.fullmatch(self.agent) or not _TOKEN.match(self.agent):
            raise BadInput(
                f"The user agent {self.agent[:80]!a} is none: it begins with a name in ASCII letters and "
                "has 300 printable ASCII characters at most."
            )

    @property
    def token(self) -> str:
        """The name by which robots.txt files know us."""
        match = _TOKEN.match(self.agent)
        assert match is not None
        return match[0]
