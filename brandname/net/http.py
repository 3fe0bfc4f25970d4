"""HTTP for sources: one client per host, through its gate, with limits; what fails is a value.

It sends GET requests, and POST to services with an interface, as itself (`brandname/<version>`), follows few redirects
and only within a site, reads at most 256 KB (more where a source asks for it), and writes the ledger before each
request. It judges no answer: sources do.
"""

from __future__ import annotations

import asyncio
import email.utils
import errno
import importlib.util
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brandname import __version__
from brandname.config import NetworkConfig
from brandname.net.gates import Closure, Gate, Gates
from brandname.net.ledger import Errand, Ledger
from brandname.net.switch import Switch

if TYPE_CHECKING:
    import httpx

BODY_LIMIT = 256 * 1024
"""Bytes of a body that are read, and that evidence may have; a longer one is `too_large`, never cut."""
REDIRECTS = 3
ATTEMPTS = 3
"""How often one request is sent when the host asks to be asked later."""
CONNECT_TIMEOUT = 10.0
"""Seconds."""
TOTAL_TIMEOUT = 30.0
"""Seconds for one request, however slowly its bytes drip in."""


NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})
"""System errors that say that this network has no way to a host."""


class Failure(StrEnum):
    """What can go wrong between us and an answer."""

    TIMEOUT = "timeout"
    REFUSED = "refused"
    """No connection, or it was dropped."""
    UNREACHABLE = "unreachable"
    """No way there from this network."""
    DNS = "dns"
    TLS = "tls"
    TOO_LARGE = "too_large"
    REDIRECT = "redirect"
    """Off the site, to plain HTTP, to nonsense, or too often."""
    GARBLED = "garbled"
    """Not HTTP."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or why there is none."""

    url: str
    """The last address asked."""
    status: int = 0
    """HTTP status; 0 without an answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    failure: Failure | Closure | None = None
    said: str = ""
    """The answer's own word, on transports that know no status code."""

    @property
    def word(self) -> str:
        """The status of its evidence: `200`, or the failure's word."""
        return str(self.failure) if self.failure else self.said or str(self.status)


class Http:
    """Used as `async with Http(…) as http:` for the length of a run."""

    def __init__(
        self, switch: Switch, gates: Gates, ledger: Ledger, network: NetworkConfig | None = None,
        *, total_timeout: float = TOTAL_TIMEOUT,
    ) -> None:
        self._switch = switch
        self._gates = gates
        self._ledger = ledger
        self._network = network or NetworkConfig()
        self._timeout = total_timeout
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Http:
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(*(client.aclose() for client in self._clients.values()))
        self._clients.clear()

    async def get(
        self, url: str, errand: Errand, *, accept: str = "*/*", headers: Mapping[str, str] | None = None,
        limit: int = BODY_LIMIT,
    ) -> Reply:
        """The answer at an address; never raises for anything the world does. `headers` are sent besides ours.

        A body of more than `limit` bytes is `too_large`; what is kept as evidence has a limit of its own.

        Raises OfflineBreach in a run without `--online`.
        """
        asked, sent = url, {**(headers or {}), "accept": accept}
        for _ in range(REDIRECTS + 1):
            reply = await self._ask(asked, errand, sent, limit)
            if reply.failure or reply.status not in (301, 302, 303, 307, 308):
                return reply
            target = _target(asked, reply.headers.get("location", ""))
            if target is None:
                break
            asked = target
        return Reply(asked, reply.status, reply.headers, failure=Failure.REDIRECT)

    async def call(
        self, url: str, errand: Errand, *, content: bytes | None = None, headers: Mapping[str, str] | None = None,
        limit: int = BODY_LIMIT,
    ) -> Reply:
        """The answer of a service's JSON interface, to a POST where there is `content`; otherwise like `get`.

        No redirect is followed: a key in address or headers is to reach nobody else.
        """
        sent = {**(headers or {}), "accept": "application/json"}
        if content is not None:
            sent["content-type"] = "application/json"
        reply = await self._ask(url, errand, sent, limit, content)
        if reply.failure or not 300 <= reply.status < 400:
            return reply
        return Reply(url, reply.status, reply.headers, failure=Failure.REDIRECT)

    async def _ask(
        self, url: str, errand: Errand, headers: Mapping[str, str], limit: int, content: bytes | None = None
    ) -> Reply:
        """One address, again when the host asks for patience within its gate's limits."""
        host = host_of(url)
        self._switch.demand(host)
        gate = self._gates.of(host)
        for _ in range(ATTEMPTS):
            async with gate.turn(errand.source) as closure:
                if closure:
                    return Reply(url, failure=closure)
                when = datetime.now(UTC).isoformat(timespec="seconds")
                self._ledger.write_ledger(
                    when=when, host=host, source=errand.source, name=errand.name, request=errand.request
                )
                reply = await self._send(url, host, headers, limit, content)
                again = _report(gate, reply)
            if not again:
                break
        return reply

    async def _send(
        self, url: str, host: str, sent: Mapping[str, str], limit: int, content: bytes | None
    ) -> Reply:
        import httpx

        try:
            async with asyncio.timeout(self._timeout), self._stream(url, host, sent, content) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                body = bytearray()
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > limit:
                        return Reply(url, response.status_code, headers, failure=Failure.TOO_LARGE)
                return Reply(url, response.status_code, headers, bytes(body))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            return Reply(url, failure=_failure(error))

    @asynccontextmanager
    async def _stream(
        self, url: str, host: str, sent: Mapping[str, str], content: bytes | None
    ) -> AsyncIterator[httpx.Response]:
        client = self._client(host)
        client.cookies.clear()  # no answer may depend on what was asked before
        # Identity: a small compressed body may unfold to anything.
        headers = {**sent, "accept-encoding": "identity"}
        method = "GET" if content is None else "POST"
        async with client.stream(method, url, headers=headers, content=content) as response:
            yield response

    def _client(self, host: str) -> httpx.AsyncClient:
        """One client per host: a single one searches its pool at every request, and its time grows with the hosts."""
        if host not in self._clients:
            import httpx

            _settle_sniffio()
            self._tls = self._tls or httpx.create_ssl_context()  # 25 ms each: one for all
            self._clients[host] = httpx.AsyncClient(
                verify=self._tls, proxy=self._network.proxy, follow_redirects=False,
                timeout=httpx.Timeout(self._timeout, connect=min(CONNECT_TIMEOUT, self._timeout)),
                headers={"user-agent": identification(self._network)},
            )
        return self._clients[host]


def _settle_sniffio() -> None:
    """Says once that there is no `sniffio`, where there is none: httpcore looks for it at each step of each request.

    Looking for a module in vain goes through every folder of the path: a third of the work of short requests.
    """
    if "sniffio" not in sys.modules and importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]  # what the import system takes for "not there"


def identification(network: NetworkConfig) -> str:
    """The honest User-Agent: `brandname/<version>`, with the user's contact where there is one."""
    contact = network.user_agent_contact
    return f"brandname/{__version__} (+{contact})" if contact else f"brandname/{__version__}"


def host_of(url: str) -> str:
    """The host by which an address is gated: with its port, where the address has one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{host}:{parts.port}" if parts.port else host


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds of a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date); None when it is neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def _report(gate: Gate, reply: Reply) -> bool:
    wait = retry_after(reply.headers.get("retry-after", ""), datetime.now(UTC))
    return gate.report(reply.status, wait)


def _target(url: str, location: str) -> str | None:
    """Where a redirect leads, when that is allowed: the same host, or one with or without a prefix like `www.`."""
    try:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
        a, b = old.hostname or "", new.hostname or ""
        ports = old.port, new.port
    except ValueError:
        return None
    named = "." in a and "." in b and not a.rsplit(".", 1)[1].isdecimal()  # the end of an IP address is no site
    same = bool(location and b) and (a == b or (named and (a.endswith("." + b) or b.endswith("." + a))))
    moved_up = old.scheme == "http" and new.scheme == "https" and ports == (None, None)
    kept = new.scheme == old.scheme and ports[0] == ports[1]
    return target if same and (kept or moved_up) else None


def _failure(error: BaseException) -> Failure:
    import httpx

    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Failure.TIMEOUT
    if isinstance(error, httpx.ProtocolError | httpx.DecodingError | httpx.InvalidURL):
        # A connection that ends without a word of HTTP was dropped; half an answer or nonsense is garbled.
        dropped = "disconnected without sending" in str(error)
        return Failure.REFUSED if dropped else Failure.GARBLED
    return failure_of(error)


def failure_of(error: BaseException) -> Failure:
    """What kept a connection from being made, by the errors behind an error."""
    behind: list[BaseException | None] = [error]
    while behind:
        cause = behind.pop()
        if isinstance(cause, BaseExceptionGroup):
            behind += cause.exceptions
        if isinstance(cause, socket.gaierror):
            return Failure.DNS
        if isinstance(cause, ssl.SSLError):
            return Failure.TLS
        if isinstance(cause, OSError) and cause.errno in NO_WAY:
            return Failure.UNREACHABLE
        if cause is not None:
            behind.append(cause.__cause__ or cause.__context__)
    return Failure.REFUSED
