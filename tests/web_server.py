"""A web server on 127.0.0.1 that says what a test wants, sound or not.

A page is a function of the request that returns an answer's bytes, or writes to the connection itself.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


@dataclass(frozen=True)
class Request:
    """What was asked."""

    path: str
    headers: dict[str, str]
    connection: socket.socket


Page = "Callable[[Request], bytes | None] | bytes"


def answer(
    body: bytes | str = b"",
    status: int = 200,
    *,
    type: str = "text/html; charset=utf-8",  # noqa: A002
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A sound answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", f"Content-Type: {type}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + data


def redirect(to: str, status: int = 302) -> bytes:
    """An answer that leads elsewhere."""
    return answer(status=status, headers={"Location": to})


@dataclass
class Server:
    """Serves `pages` by path until the block ends; everything else is 404.

    Attributes:
        asked: Every path asked, in order.
        requests: The requests themselves.
        tls: What it speaks TLS with, if it does.
    """

    pages: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None

    def __enter__(self) -> Server:
        self._socket = socket.create_server((self.host, 0))
        self._ending = threading.Event()
        self._socket.settimeout(0.01)
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._accepting.join(2)
        for thread in self._threads:
            thread.join(2)
        self._socket.close()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http{'s' if self.tls else ''}://{self.host}:{self._socket.getsockname()[1]}"

    def wait(self, seconds: float) -> bool:
        """Let time pass; True when the server is to end."""
        return self._ending.wait(seconds)

    def _accept(self) -> None:
        while not self._ending.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self.tls is None:
            return connection
        connection.settimeout(3)
        try:
            return self.tls.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()
            raise

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), self._secured(connection) as connection:
            connection.settimeout(3)
            data = b""
            while b"\r\n\r\n" not in data:
                more = connection.recv(65_536)
                if not more:
                    return
                data += more
            lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in lines[1:])
            request = Request(
                lines[0].split(" ")[1],
                {name.strip().lower(): value.strip() for name, _, value in pairs},
                connection,
            )
            self.asked.append(request.path)
            self.requests.append(request)
            page = self.pages.get(request.path, answer(status=404))
            if callable(page):
                page = page(request)
            if page is not None:
                connection.sendall(page)
