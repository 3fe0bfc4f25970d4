"""What a source asks with: the run's transports on behalf of one errand, at the user's own hosts where there are any.

It keeps no evidence and judges nothing; gates and ledger are the transports' part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote_plus, urlsplit

from brandname.config import SourceConfig, key
from brandname.model import Evidence
from brandname.net import bootstrap
from brandname.net.bootstrap import Bootstrap
from brandname.net.dns import RESOLVER
from brandname.net.http import BODY_LIMIT, Reply
from brandname.net.ledger import Errand
from brandname.net.transports import Transports
from brandname.sources.base import Source

HERE = "this machine"
MASKED = 6
"""Characters from which one half of a `login:password` is masked by itself; a shorter one could be any word."""


@dataclass(frozen=True, slots=True)
class Wire:
    """The `Line` of one errand."""

    transports: Transports
    source: Source
    errand: Errand
    settings: SourceConfig
    """The user's own about this source."""
    now: Callable[[], datetime]

    @property
    def base_url(self) -> str | None:
        """The user's own address of this service, if any."""
        return self.settings.base_url

    async def get(
        self, url: str, *, accept: str = "*/*", headers: Mapping[str, str] | None = None, limit: int = BODY_LIMIT
    ) -> Reply:
        """An HTTP answer, or why there is none."""
        http = self.transports.http
        return await http.get(self._own_url(url), self.errand, accept=accept, headers=headers, limit=limit)

    @property
    def key(self) -> str | None:
        """The user's key of this service, from the environment."""
        return key(self.source.id)

    async def call(
        self, url: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None,
        limit: int = BODY_LIMIT,
    ) -> Reply:
        """The answer of a JSON interface, without the key wherever it repeats it."""
        http = self.transports.http
        reply = await http.call(self._own_url(url), self.errand, content=content, headers=headers, limit=limit)
        return masked(reply, self.key)

    async def ask43(self, host: str, query: bytes, *, refuses: Callable[[bytes], bool]) -> Reply:
        """What a WHOIS server sends."""
        return await self.transports.port43.ask(self._own(host), query, self.errand, refuses=refuses)

    async def bootstrap(self) -> Bootstrap | None:
        """IANA's newest list of RDAP servers."""
        return await self.transports.bootstrap.get(self.source.id, self._own_url(bootstrap.ADDRESS))

    async def ask_zone(self, zone: str, name: str, kind: str) -> Reply:
        """What the servers of a DNS zone say."""
        own, resolver = self._own(zone), self._own(RESOLVER)
        return await self.transports.dns.ask_zone(
            zone, name, kind, self.errand, server="" if own == zone else own,
            resolver="" if resolver == RESOLVER else resolver,
        )

    async def ask_resolver(self, name: str, kind: str) -> Reply:
        """What this machine's DNS resolver says."""
        own = self._own(RESOLVER)
        server = "" if own == RESOLVER else own
        return await self.transports.dns.ask_resolver(name, kind, self.errand, server=server)

    def _own(self, host: str) -> str:
        """The user's own in place of `host`, or the same."""
        return self.settings.hosts.get(host) or self.settings.hosts.get("*") or host

    def _own_url(self, url: str) -> str:
        """The same path at the user's own host."""
        parts = urlsplit(url)
        own = self._own(parts.netloc)
        if own == parts.netloc:
            return url
        base = own if "://" in own else f"{parts.scheme}://{own}"
        return base.rstrip("/") + url[url.index(parts.netloc) + len(parts.netloc):]

    def evidence(self, reply: Reply, *, address: str = "", body: bytes | None = None) -> Evidence:
        """Evidence of this errand from a reply."""
        kept = reply.body if body is None else body
        return Evidence(
            self.source.id, self.source.version, self.errand.request, HERE, stamp(self.now()), reply.word, kept, address
        )

    def nothing(self, status: str) -> Evidence:
        """Evidence of this errand without an answer."""
        return Evidence(
            self.source.id, self.source.version, self.errand.request, HERE, stamp(self.now()), status, b""
        )


def masked(reply: Reply, secret: str | None) -> Reply:
    """The reply with stars in place of a key, in its address as in its body."""
    if not secret:
        return reply
    url, body = reply.url, reply.body
    parts = {part for part in secret.split(":") if len(part) >= MASKED}
    for form in sorted({secret, quote_plus(secret), *parts}, key=len, reverse=True):
        url, body = url.replace(form, "***"), body.replace(form.encode(), b"***")
    return replace(reply, url=url, body=body)


def stamp(when: datetime) -> str:
    """UTC in ISO 8601, to the second."""
    return when.isoformat(timespec="seconds")
