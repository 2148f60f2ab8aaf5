"""Which addresses may be asked: of the web, sane, and on public networks.

A name says nothing about where it leads, so hosts are judged by the IP address that a connection is made
to. Addresses that wrap another (IPv4-mapped, 6to4, NAT64) are judged by the one inside.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from archive.errors import BadInput
from archive.model.draft import LONGEST_URL_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network

Network: TypeAlias = "IPv4Network | IPv6Network"

_SECRET = re.compile(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*:/*)[^/?#]*@")
_HOST = re.compile(rb"[A-Za-z0-9._-]{1,255}|[0-9a-fA-F:.]{2,45}")

# IANA's registries of special-purpose addresses; IPv6 outside 2000::/3 is no global unicast (RFC 4291).
_NEVER = tuple(map(ip_network, ("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8")))
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "2001::/23", "2001:db8::/32", "3fff::/20"),
        ),
    )
)
_GLOBAL_6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")

ALL_PRIVATE: tuple[Network, ...] = (ip_network("0.0.0.0/0"), ip_network("::/0"))
"""Every network, for those who fetch from their own; multicast and the like stay closed."""

# Ports of other services that a request could be smuggled into, as browsers refuse them (fetch standard).
_CLOSED_PORTS = frozenset(
    {1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104}
    | {109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514}
    | {515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723}
    | {2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080}
)


def without_secret(url: str) -> str:
    """An address as it may be shown: without the name and the password in it.

    Example:
        >>> without_secret("https://ann:secret@news.example/a")
        'https://…@news.example/a'
    """
    return _SECRET.sub(r"\1…@", url)


def checked_url(url: str) -> str:
    """An address that may be asked, without its fragment, its host in ASCII.

    Raises:
        BadInput: It is none: not http or https, no host, a name or password in it, an odd port, too long.

    Example:
        >>> checked_url("HTTPS://News.example/a b?q=ü#top")
        'https://news.example/a%20b?q=%C3%BC'
    """
    import httpx2

    if len(url) > LONGEST_URL_CHARS:
        raise BadInput(f"The address has {len(url):,} characters; {LONGEST_URL_CHARS:,} is the most.")
    try:
        parsed = httpx2.URL(url.strip())
        port = parsed.port
        is_named = bool(urlsplit(url.strip()).netloc)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise BadInput(f"{without_secret(url)!a} is no address of the web: {error}. Correct it.") from error
    if parsed.scheme not in ("http", "https"):
        raise BadInput(f"{without_secret(url)!a} is no http or https address; only those are fetched.")
    if not is_named or not _HOST.fullmatch(parsed.raw_host):
        raise BadInput(f"{without_secret(url)!a} names no host; write it as in https://news.example/story.")
    if parsed.userinfo:
        raise BadInput("The address has a name or a password in it; such addresses are not fetched.")
    if port is not None and (not 0 < port < 65_536 or port in _CLOSED_PORTS):
        raise BadInput(
            f"{without_secret(url)!a} has the port {port}, on which no web server answers; correct it."
        )
    return str(parsed.copy_with(fragment=None, raw_path=parsed.raw_path or b"/"))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet reaches the same machine at this address.

    Example:
        >>> from ipaddress import ip_address
        >>> is_public(ip_address("93.184.216.34")), is_public(ip_address("::ffff:127.0.0.1"))
        (True, False)
    """
    inside = innermost(address)
    if isinstance(inside, IPv6Address) and inside not in _GLOBAL_6:
        return False
    return not _is_in(inside, (*_NEVER, *_NOT_PUBLIC))


def may_connect(address: IPv4Address | IPv6Address, allowed: Iterable[Network]) -> bool:
    """Whether a connection to this address may be made, given the networks opened by the user."""
    if is_public(address):
        return True
    inside = innermost(address)
    return not _is_in(inside, _NEVER) and _is_in(inside, allowed)


def innermost(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address that another one wraps, else itself.

    Example:
        >>> from ipaddress import ip_address
        >>> str(innermost(ip_address("64:ff9b::7f00:1"))), str(innermost(ip_address("2002:a00:1::")))
        ('127.0.0.1', '10.0.0.1')
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        if address.scope_id is not None:
            return IPv6Address(int(address))
    return address


def _is_in(address: IPv4Address | IPv6Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks if network.version == address.version)
