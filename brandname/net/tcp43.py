"""WHOIS over TCP (RFC 3912): one line out, text back until the server hangs up; what fails is a value.

It keeps the host's gate and the ledger as HTTP does, reads at most 256 KB, and ends every exchange at its time limit,
however slowly bytes drip in. It judges no text: the source says whether one is a refusal, so that the gate hears of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from brandname.net.gates import Gates
from brandname.net.http import BODY_LIMIT, CONNECT_TIMEOUT, TOTAL_TIMEOUT, Failure, Reply, failure_of
from brandname.net.ledger import Errand, Ledger
from brandname.net.switch import Switch

PORT = 43
ANSWERED = "answered"
"""Status of evidence that a server sent text for; what the text says is for its source to read."""


class Port43:
    """The WHOIS transport of a run."""

    def __init__(
        self, switch: Switch, gates: Gates, ledger: Ledger, *,
        connect_timeout: float = CONNECT_TIMEOUT, total_timeout: float = TOTAL_TIMEOUT,
    ) -> None:
        self._switch = switch
        self._gates = gates
        self._ledger = ledger
        self._connect = connect_timeout
        self._total = total_timeout

    async def ask(
        self, host: str, query: bytes, errand: Errand, *, refuses: Callable[[bytes], bool] = lambda _: False
    ) -> Reply:
        """What `host` (or `host:port`) sends for a query; never raises for anything the world does.

        `refuses(text)` tells texts that ask for fewer requests. Raises OfflineBreach in a run without `--online`, and
        ValueError for a query of more than one line.
        """
        if b"\r" in query or b"\n" in query:
            raise ValueError("a WHOIS query is one line")
        self._switch.demand(host)
        gate = self._gates.of(host)
        url = f"whois://{host}"
        async with gate.turn(errand.source) as closure:
            if closure:
                return Reply(url, failure=closure)
            when = datetime.now(UTC).isoformat(timespec="seconds")
            self._ledger.write_ledger(
                when=when, host=host, source=errand.source, name=errand.name, request=errand.request
            )
            reply = await self._exchange(url, host, query)
            gate.report(0 if reply.failure else 429 if refuses(reply.body) else 200)
        return reply

    async def _exchange(self, url: str, host: str, query: bytes) -> Reply:
        name, _, port = host.rpartition(":") if host.count(":") == 1 else (host, "", "")
        try:
            async with asyncio.timeout(self._total):
                async with asyncio.timeout(self._connect):
                    reader, writer = await asyncio.open_connection(name, int(port or PORT))
                try:
                    return await _converse(url, reader, writer, query)
                finally:
                    writer.transport.abort()  # no waiting for the other side to agree that it is over
        except TimeoutError:
            return Reply(url, failure=Failure.TIMEOUT)
        except (OSError, ValueError, OverflowError) as error:  # also a host or port that is none, from a referral
            return Reply(url, failure=failure_of(error))


async def _converse(url: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: bytes) -> Reply:
    writer.write(query + b"\r\n")
    await writer.drain()
    body = bytearray()
    try:
        while chunk := await reader.read(16_384):
            body += chunk
            if len(body) > BODY_LIMIT:
                return Reply(url, failure=Failure.TOO_LARGE)
    except ConnectionError:  # a reset after the last byte is how some servers hang up; half an answer proves nothing
        if not body:
            raise
        return Reply(url, failure=Failure.GARBLED)
    return Reply(url, body=bytes(body), said=ANSWERED)
