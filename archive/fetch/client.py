"""Looking at addresses: one after the other, politely, and whatever the server does, within limits.

A look asks robots.txt first, waits its turn at the host, follows redirects itself (each is checked like
the first address, and recorded), and tries again where the server is busy. What comes of it is a value:
`Fetched`, `Unchanged` or `Unseen` with its reason.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from archive.errors import BadInput
from archive.fetch.address import checked_url
from archive.fetch.network import Stopped, Transport
from archive.fetch.result import Fetched, Hop, Look, Unchanged, Unseen, Validators
from archive.fetch.robots import KEPT_S, LARGEST_BYTES, UNREACHABLE_KEPT_S, Memory, Rules, parsed
from archive.fetch.trouble import said_of
from archive.fetch.unpack import ACCEPTED, unpacked
from archive.model import Outcome

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import TracebackType

    from archive.fetch.manners import Manners

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_REFUSALS = {
    401: "it wants a name and a password",
    402: "it wants to be paid",
    403: "it forbids it",
    451: "it withholds it for legal reasons",
}
MOST_ROBOTS_REDIRECTS = 5
LONGEST_VALIDATOR_CHARS = 1_000
LONGEST_TYPE_CHARS = 200

ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.5"
)


class _Answer:
    """A status with its headers and, where it was wanted, its body."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: httpx2.Headers, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


class Client:
    """Looks at addresses. Use it in a `with` block, and from one thread."""

    def __init__(
        self,
        manners: Manners,
        *,
        now: Callable[[], datetime],
        wait: Callable[[float], object] = time.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Make a client; nothing is asked yet.

        Args:
            manners: How to behave.
            now: The clock; gives aware datetimes.
            wait: Lets so many seconds pass; what it raises ends the look.
            tls: Whom to trust; None: the system's authorities.
        """
        self._manners = manners
        self._now = now
        self._wait = wait
        self._transport = Transport(manners.allowed, tls)
        self._cookies = httpx2.Cookies()
        self._robots = Memory()
        self._next_s: dict[str, float] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def fetch(self, url: str, validators: Validators | None = None) -> Look:
        """Look at an address.

        Args:
            url: Where to look.
            validators: What the last look was given: the answer may then be `Unchanged`.

        Returns:
            What came of it; never an exception of the network's.
        """
        try:
            start = checked_url(url)
        except BadInput as error:
            return Unseen(url, Outcome.FAILED, error.sentence, (), self._now(), is_unasked=True)
        attempt = 1
        while True:
            hops: list[Hop] = []
            self._cookies = httpx2.Cookies()  # for the redirects of this look, and no further
            self._transport.allowance.begin(self._manners.total_s, self._manners.wire_bytes)
            try:
                found = self._follow(start, validators, hops)
                is_final = not hops or hops[-1].status not in _BUSY
            except Stopped as stop:
                found, is_final = self._stopped(start, hops, stop), stop.is_final
            except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
                found, is_final = self._broken(start, hops, error)
            if is_final or attempt >= self._manners.attempts:
                return found
            assert isinstance(found, Unseen)
            pause_s = found.retry_after_s
            if pause_s is None:
                pause_s = max(self._manners.delay_s, 0.05) * 2 ** (attempt - 1)
            if pause_s > self._manners.longest_wait_s:
                return found
            self._wait(pause_s)
            attempt += 1

    def _follow(self, start: str, validators: Validators | None, hops: list[Hop]) -> Look:
        """A look with its redirects."""
        url, seen = start, {start}
        while True:
            forbidden = self._forbidden(url)
            if forbidden is not None:
                outcome, reason = forbidden
                return Unseen(url, outcome, reason, tuple(hops), self._now())
            answer = self._ask(url, validators)
            hops.append(Hop(url, answer.status))
            if answer.status not in _REDIRECTS:
                return self._result(url, answer, hops, validators)
            where = answer.headers.get("location")
            if not where:
                raise Stopped(f"It redirects (status {answer.status}) and does not say where to.")
            try:
                url = checked_url(urljoin(url, where))
            except (BadInput, ValueError) as error:
                said = error.sentence if isinstance(error, BadInput) else f"{where[:200]!a} is no address."
                raise Stopped(f"It redirects to what is not fetched: {said}", is_refusal=True) from error
            if url in seen:
                raise Stopped(f"It redirects in a circle, back to {url}.")
            if len(hops) > self._manners.redirects:
                raise Stopped(f"It redirects more than {self._manners.redirects} times.")
            seen.add(url)

    def _ask(self, url: str, validators: Validators | None = None) -> _Answer:
        """One request, when its turn has come; bodies of answers that hold no content are not read."""
        manners = self._manners
        self._pace(url)
        headers = {"User-Agent": manners.agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED}
        if validators is not None and validators.url == url:
            if validators.etag:
                headers["If-None-Match"] = validators.etag
            if validators.last_modified:
                headers["If-Modified-Since"] = validators.last_modified
        with self._sent(url, headers) as answer:
            body = b""
            if answer.status_code in (200, 203):
                codings = answer.headers.get("content-encoding", "")
                body = unpacked(_pieces(answer), codings, manners.body_bytes)
            return _Answer(answer.status_code, answer.headers, body)

    @contextmanager
    def _sent(self, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        """A request, and the start of its answer."""
        waits = dict.fromkeys(("read", "write", "pool"), self._manners.read_s)
        waits["connect"] = self._manners.connect_s
        request = httpx2.Request("GET", url, headers=headers, extensions={"timeout": waits})
        with self._careful():
            self._cookies.set_cookie_header(request)
        answer = self._transport.handle_request(request)
        try:
            answer.request = request
            with self._careful():
                self._cookies.extract_cookies(answer)
            yield answer
        finally:
            answer.close()

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Do without cookies where one cannot be read or sent back."""
        try:
            yield
        except (ValueError, TypeError, OverflowError):
            self._cookies = httpx2.Cookies()

    def _pace(self, url: str) -> None:
        """Wait until the host may be asked again; the waiting is not counted as the server's time."""
        host = urlsplit(url).hostname or ""
        rules = self._robots.of(_site(url), time.monotonic())
        asked_s = min(rules.delay_s, self._manners.longest_wait_s) if rules is not None else 0.0
        pause_s = self._next_s.get(host, 0.0) - time.monotonic()
        if pause_s > 0:
            self._wait(pause_s)
            self._transport.allowance.ends_s += pause_s
        self._next_s[host] = time.monotonic() + max(self._manners.delay_s, asked_s)

    def _forbidden(self, url: str) -> tuple[Outcome, str] | None:
        """Why an address may not be asked, by its site's robots.txt."""
        if not self._manners.obeys_robots:
            return None
        site = _site(url)
        rules = self._robots.of(site, time.monotonic())
        if rules is None:
            try:
                rules = self._read_rules(site)
            except httpcore2.TimeoutException as error:  # not to be waited for at every page of the site
                said = f"The site's robots.txt could not be read: {said_of(error)}"
                rules = Rules(self._manners.token, time.monotonic() + UNREACHABLE_KEPT_S, None, said)
            self._robots.keep(site, rules)
        if rules.obstacle is not None:
            return Outcome.FAILED, rules.obstacle
        if not rules.allows(url):
            return Outcome.REFUSED, f"The site's robots.txt forbids {rules.agent} to read this address."
        return None

    def _read_rules(self, site: str) -> Rules:
        token, url = self._manners.token, f"{site}/robots.txt"
        all_is_allowed = Rules(token, time.monotonic() + KEPT_S)
        for _ in range(MOST_ROBOTS_REDIRECTS + 1):
            answer = self._ask_rules(url)
            if answer.status in (200, 203):
                return Rules(token, time.monotonic() + KEPT_S, parsed(answer.body, token))
            if answer.status == 429 or answer.status >= 500:
                return Rules(
                    token,
                    time.monotonic() + UNREACHABLE_KEPT_S,
                    None,
                    f"The site's robots.txt could not be read (status {answer.status}), so nothing of the "
                    "site is read for now.",
                )
            where = answer.headers.get("location") if answer.status in _REDIRECTS else None
            if not where:
                return all_is_allowed
            try:
                url = checked_url(urljoin(url, where))
            except (BadInput, ValueError):  # it leads to nothing that could be read: there is no such file
                return all_is_allowed
        return all_is_allowed

    def _ask_rules(self, url: str) -> _Answer:
        """A robots.txt, as much of it as is read: a longer one is cut, not refused (RFC 9309, 2.5)."""
        self._pace(url)
        headers = {"User-Agent": self._manners.agent, "Accept": "text/plain, */*;q=0.5"}
        headers["Accept-Encoding"] = "identity"
        with self._sent(url, headers) as answer:
            body = b""
            if answer.status_code in (200, 203):
                codings = answer.headers.get("content-encoding", "")
                if codings.strip().lower() in ("", "identity"):
                    for piece in _pieces(answer):
                        body += piece
                        if len(body) >= LARGEST_BYTES:
                            break
                else:
                    body = unpacked(_pieces(answer), codings, LARGEST_BYTES * 4)
            return _Answer(answer.status_code, answer.headers, body)

    def _result(self, url: str, answer: _Answer, hops: list[Hop], validators: Validators | None) -> Look:
        status, now = answer.status, self._now()
        if status in (200, 203):
            return Fetched(
                url,
                tuple(hops),
                (answer.headers.get("content-type") or "")[:LONGEST_TYPE_CHARS] or None,
                answer.body,
                _validators(url, answer.headers),
                now,
                _notes(hops),
            )
        if status == 304 and validators is not None and validators.url == url:
            return Unchanged(url, tuple(hops), _validators(url, answer.headers) or validators, now)
        if status in _GONE:
            outcome, reason = Outcome.GONE, f"The server says that there is nothing here (status {status})."
        elif status in _REFUSALS:
            outcome = Outcome.REFUSED
            reason = f"The server does not give it: {_REFUSALS[status]} (status {status})."
        elif status in _BUSY:
            outcome, reason = Outcome.FAILED, f"The server could not give it (status {status})."
        else:
            outcome, reason = Outcome.FAILED, f"The server gave no content (status {status})."
        pause_s = _retry_after_s(answer.headers.get("retry-after"), now) if status in _BUSY else None
        return Unseen(url, outcome, reason, tuple(hops), now, pause_s)

    def _stopped(self, start: str, hops: list[Hop], stop: Stopped) -> Unseen:
        outcome = Outcome.REFUSED if stop.is_refusal else Outcome.FAILED
        url = hops[-1].url if hops else start
        is_unasked = stop.is_unasked and not hops
        return Unseen(url, outcome, stop.sentence, tuple(hops), self._now(), is_unasked=is_unasked)

    def _broken(self, start: str, hops: list[Hop], error: Exception) -> tuple[Unseen, bool]:
        url = hops[-1].url if hops else start
        said = said_of(error)
        is_final = "certificate" in said.lower()
        return Unseen(url, Outcome.FAILED, said, tuple(hops), self._now()), is_final


def _pieces(answer: httpx2.Response) -> Iterator[bytes]:
    """An answer's body as it comes over the wire."""
    assert isinstance(answer.stream, httpx2.SyncByteStream)
    yield from answer.stream


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _validators(url: str, headers: httpx2.Headers) -> Validators | None:
    etag, modified = (
        value if value and len(value) <= LONGEST_VALIDATOR_CHARS and value.isascii() else None
        for value in (headers.get("etag"), headers.get("last-modified"))
    )
    return Validators(url, etag, modified) if etag or modified else None


def _notes(hops: list[Hop]) -> tuple[str, ...]:
    notes = []
    if len(hops) > 1:
        way = " → ".join(f"{hop.url} ({hop.status})" for hop in hops[:-1])
        notes.append(f"redirected: {way} → {hops[-1].url}")
    schemes = [urlsplit(hop.url).scheme for hop in hops]
    if any(old == "https" and new == "http" for old, new in pairwise(schemes)):
        notes.append("a redirect left the encrypted connection (https to http)")
    return tuple(notes)


def _retry_after_s(written: str | None, now: datetime) -> float | None:
    """Seconds until a server wants to be asked again: a number, or a date (RFC 9110, 10.2.3)."""
    if not written:
        return None
    if written.strip().isascii() and written.strip().isdigit():
        return float(written.strip()[:12])
    try:
        moment = parsedate_to_datetime(written)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
