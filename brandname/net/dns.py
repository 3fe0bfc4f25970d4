"""DNS for sources: what a zone's own servers say about a name below it; what fails is a value.

The servers of a zone are found through this machine's resolver, once a run; a name is shown only to them. It keeps a
gate per server and the ledger as HTTP does. It proves nothing: the source reads the records.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brandname.net.gates import Gates
from brandname.net.http import Failure, Reply, failure_of
from brandname.net.ledger import Errand, Ledger
from brandname.net.switch import Switch

if TYPE_CHECKING:
    import dns.message

TIMEOUT = 5.0
"""Seconds for one question to one server."""
SERVERS = 3
"""Servers of a zone that are tried, one after another."""
TELLS = ("noerror", "nxdomain")
"""Codes of an answer that tells something about a name; after others (SERVFAIL, REFUSED) the next server is asked."""
MOST, LONGEST = 16, 300
"""Sets of records a section, records a set, and characters a record that are kept."""
RESOLVER = "resolver"
"""The host by which this machine's own resolver is known in the ledger and in the user's configuration."""


@dataclass(frozen=True, slots=True)
class Servers:
    """The addresses of a zone's servers (`host` or `host:port`), or why there are none."""

    addresses: tuple[str, ...] = ()
    failure: Failure | None = None


class Dns:
    """The DNS transport of a run."""

    def __init__(self, switch: Switch, gates: Gates, ledger: Ledger, *, timeout: float = TIMEOUT) -> None:
        self._switch = switch
        self._gates = gates
        self._ledger = ledger
        self._timeout = timeout
        self._zones: dict[str, asyncio.Task[Servers]] = {}

    async def ask_zone(
        self, zone: str, name: str, kind: str, errand: Errand, *, server: str = "", resolver: str = ""
    ) -> Reply:
        """What the servers of `zone` say about records of a kind (`NS`) at `name`; the body is `as_json`'s.

        An ending that is no zone of its own (`co.jp`) is asked about where it is kept. `server` (`host:port`) is asked
        in place of the zone's, `resolver` in place of this machine's. Raises OfflineBreach without `--online`.
        """
        self._switch.demand(server or zone)
        found = Servers((server,)) if server else await self._servers(zone, resolver)
        reply = Reply(f"dns://{zone}", failure=found.failure)
        for address in found.addresses[:SERVERS]:
            # Servers of one zone are one operator's: they share a gate.
            reply = await self._ask(address, server or f"dns.{zone}", name, kind, errand, recursive=False)
            if reply.said in TELLS:  # one that is broken or will not serve us says nothing for the others
                break
        return reply

    async def ask_resolver(self, name: str, kind: str, errand: Errand, *, server: str = "") -> Reply:
        """What this machine's resolver, or `server`, says about records of a kind at `name`."""
        self._switch.demand(server or RESOLVER)
        address = server or _own_resolver()
        if not address:
            return Reply(f"dns://{RESOLVER}", failure=Failure.DNS)
        return await self._ask(address, server or RESOLVER, name, kind, errand, recursive=True)

    async def aclose(self) -> None:
        """Gives up what is under way."""
        for task in self._zones.values():
            task.cancel()
        await asyncio.gather(*self._zones.values(), return_exceptions=True)

    async def _servers(self, zone: str, resolver: str) -> Servers:
        if zone not in self._zones:
            self._zones[zone] = asyncio.create_task(self._find(zone, resolver))
        return await asyncio.shield(self._zones[zone])

    async def _find(self, zone: str, own: str) -> Servers:
        """Addresses of the servers that keep a zone or ending, by a resolver."""
        import dns.asyncresolver
        import dns.exception
        import dns.name

        try:
            resolver = dns.asyncresolver.Resolver(configure=not own)
            resolver.lifetime = 2 * self._timeout
            if own:
                where, port = split(own)
                resolver.nameservers, resolver.port = [where], port
            apex = await dns.asyncresolver.zone_for_name(f"{zone}.", resolver=resolver)
            if apex == dns.name.root:  # no such ending: the root is not to be shown names
                return Servers(failure=Failure.DNS)
            listed = await resolver.resolve(apex, "NS")
            hosts = sorted(str(record.target) for record in listed)[:SERVERS]
            found = await asyncio.gather(*(resolver.resolve(h, "A") for h in hosts), return_exceptions=True)
        except dns.exception.Timeout:
            return Servers(failure=Failure.TIMEOUT)
        except (dns.exception.DNSException, OSError, ValueError):
            return Servers(failure=Failure.DNS)
        addresses = [str(record) for answer in found if not isinstance(answer, BaseException) for record in answer]
        return Servers(tuple(addresses), None if addresses else Failure.DNS)

    async def _ask(
        self, address: str, host: str, name: str, kind: str, errand: Errand, *, recursive: bool
    ) -> Reply:
        """One question to one server; `host` is what its gate and the ledger know it by."""
        import dns.asyncquery
        import dns.exception
        import dns.flags
        import dns.message

        url = f"dns://{address}/{name}"
        gate = self._gates.of(host)
        async with gate.turn(errand.source) as closure:
            if closure:
                return Reply(url, failure=closure)
            try:
                query = dns.message.make_query(f"{name}.", kind, flags=dns.flags.RD if recursive else 0)
            except dns.exception.DNSException:  # a label of 64 letters and the like: nobody can be asked that
                return Reply(url, failure=Failure.GARBLED)
            self._ledger.write_ledger(when=datetime.now(UTC).isoformat(timespec="seconds"), host=host,
                                      source=errand.source, name=errand.name, request=errand.request)
            try:
                where, port = split(address)
                async with asyncio.timeout(self._timeout * 2):
                    answer, _ = await dns.asyncquery.udp_with_fallback(query, where, timeout=self._timeout, port=port)
                reply = Reply(url, body=as_json(answer, address), said=_rcode(answer))
            except (dns.exception.Timeout, TimeoutError):
                reply = Reply(url, failure=Failure.TIMEOUT)
            except OSError as error:
                reply = Reply(url, failure=failure_of(error))
            except (dns.exception.DNSException, ValueError, EOFError):
                reply = Reply(url, failure=Failure.GARBLED)
            gate.report(0 if reply.failure else 200)
        return reply


def split(address: str) -> tuple[str, int]:
    """Host and port of `host:port`, of a host alone, or of an IPv6 address; ValueError for a port that is none."""
    host, _, port = address.rpartition(":") if address.count(":") == 1 else (address, "", "")
    return host, int(port or 53)


def as_json(answer: dns.message.Message, server: str) -> bytes:
    """A DNS message as JSON: `server`, `rcode`, and `answer` and `authority` as [owner, kind, [record, …]] each.

    Owners are in lower case, without the dot at the end. More than `MOST` of anything is no answer of use to us, and
    is left out.
    """
    import dns.rdatatype

    sections = {
        title: [[rrset.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(rrset.rdtype),
                 sorted(record.to_text()[:LONGEST] for record in rrset)[:MOST]] for rrset in rrsets[:MOST]]
        for title, rrsets in (("answer", answer.answer), ("authority", answer.authority))
    }
    return json.dumps({"server": server, "rcode": _rcode(answer), **sections}, ensure_ascii=False).encode()


def _rcode(answer: dns.message.Message) -> str:
    import dns.rcode

    return dns.rcode.to_text(answer.rcode()).lower()


def _own_resolver() -> str:
    """The address of this machine's first resolver; empty when it has none."""
    import dns.exception
    import dns.resolver

    try:
        nameservers = dns.resolver.Resolver().nameservers
    except (dns.exception.DNSException, OSError):
        return ""
    return next((str(server) for server in nameservers), "")
