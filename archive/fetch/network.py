"""Connections that know where they lead, and when to stop.

A host's name is resolved once; the connection is made to an address that was checked, so no second answer
of a name server can lead it elsewhere. Name and certificate stay those of the host. Every read counts
against the look's allowance: so many seconds and so many bytes in all, however slowly and in however
small pieces they come.
"""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

from archive.fetch.address import may_connect

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator
    from ipaddress import IPv4Address

    from archive.fetch.address import Network

CLOSED_QUICKLY_S = 5.0
"""How long an idle connection is kept, in seconds."""


class Stopped(Exception):
    """A look that we ended ourselves; the sentence says why.

    Attributes:
        is_refusal: The address may not be asked, rather than that it could not.
        is_final: Trying again would end the same.
        is_unasked: Nothing was asked of any server.
    """

    def __init__(
        self, sentence: str, *, is_refusal: bool = False, is_final: bool = True, is_unasked: bool = False
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.is_refusal = is_refusal
        self.is_final = is_final
        self.is_unasked = is_unasked


@dataclass(slots=True)
class Allowance:
    """What one look may still use."""

    total_s: float = 0.0
    ends_s: float = 0.0
    wire_bytes: int = 0
    left_bytes: int = 0

    def begin(self, total_s: float, wire_bytes: int) -> None:
        """A new look."""
        self.total_s, self.ends_s = total_s, time.monotonic() + total_s
        self.wire_bytes = self.left_bytes = wire_bytes

    def timeout(self, wanted_s: float | None) -> float:
        """How long the next step may take, in seconds.

        Raises:
            Stopped: The time is used up.
        """
        left_s = self.ends_s - time.monotonic()
        if left_s <= 0:
            raise Stopped(f"It was not complete after {self.total_s:g} s.")
        return left_s if wanted_s is None else min(left_s, wanted_s)

    def take(self, size_bytes: int) -> None:
        """Count bytes that came.

        Raises:
            Stopped: There were too many.
        """
        self.left_bytes -= size_bytes
        if self.left_bytes < 0:
            raise Stopped(f"It is larger than {self.wire_bytes:,} bytes on the wire, the most that is read.")


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step counts against the allowance."""

    def __init__(self, inner: httpcore2.NetworkStream, allowance: Allowance) -> None:
        self._inner = inner
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._allowance.timeout(timeout))
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._allowance.timeout(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left_s = self._allowance.timeout(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left_s), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Resolves a host once and connects to a checked address of it."""

    def __init__(self, allowance: Allowance, allowed: tuple[Network, ...]) -> None:
        self._allowance = allowance
        self._allowed = allowed
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        found = resolved(host, port, self._allowance.timeout(timeout))
        open_to_us = [address for address in found if may_connect(address, self._allowed)]
        if not open_to_us:
            raise Stopped(
                f"{host} is {_inside(host, found[0])}not on the public internet; if it is yours to fetch, "
                "allow it with --allow-private.",
                is_refusal=True,
                is_unasked=True,
            )
        for number, address in enumerate(open_to_us[:3]):
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, self._allowance.timeout(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(open_to_us[:3]) - 1:
                    raise
            else:
                return _Stream(stream, self._allowance)
        raise AssertionError("a connection was made or an error raised")


def _inside(host: str, found: IPv4Address | IPv6Address) -> str:
    return "" if host.strip("[]") == str(found) else f"{found}, which is "


def resolved(host: str, port: int, timeout_s: float) -> list[IPv4Address | IPv6Address]:
    """The addresses of a host, in the order in which the system would try them.

    Raises:
        Stopped: It has none, or no name server answered in time.
    """
    answers: list[Any] = []
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            answers.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            problems.append(error)

    asking = threading.Thread(target=ask, daemon=True)  # the system's resolver knows no time limit
    asking.start()
    asking.join(timeout_s)
    if asking.is_alive():
        said = f"No name server told the address of {host} in {timeout_s:.0f} s."
        raise Stopped(said, is_final=False, is_unasked=True)
    if problems or not answers:
        said = f"There is no address for the host {host}; check its name."
        raise Stopped(said, is_final=False, is_unasked=True)
    return [ip_address(answer[4][0]) for answer in answers]


class Transport(httpx2.BaseTransport):
    """httpx2's way to the network, over connections that are checked.

    Attributes:
        allowance: What the look at hand may still use; `begin` it before each.
    """

    def __init__(self, allowed: tuple[Network, ...], tls: ssl.SSLContext | None) -> None:
        self.allowance = Allowance()
        self._allowed = allowed
        self._tls = tls
        self._pools: dict[str, httpcore2.ConnectionPool] = {}

    def _pool(self, scheme: str) -> httpcore2.ConnectionPool:
        """The connections of a scheme; the system's authorities are loaded when one is to be asked."""
        if scheme not in self._pools:
            tls = (self._tls or httpx2.create_ssl_context(trust_env=False)) if scheme == "https" else None
            self._pools[scheme] = httpcore2.ConnectionPool(
                ssl_context=tls,
                max_connections=10,
                max_keepalive_connections=5,
                keepalive_expiry=CLOSED_QUICKLY_S,
                network_backend=_Backend(self.allowance, self._allowed),
            )
        return self._pools[scheme]

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the answer's body is still to be read."""
        url = request.url
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = self._pool(url.scheme).handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()


class _Body(httpx2.SyncByteStream):
    """An answer's body, read from its connection."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
