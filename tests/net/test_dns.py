"""DNS as a way out: whose servers are asked, and what the world does to a question."""

from __future__ import annotations

import asyncio
import json
import struct
from pathlib import Path

import dns.message
import pytest

from brandname.net.dns import Dns, Servers, as_json, split
from brandname.net.gates import Gates, Manners
from brandname.net.http import BODY_LIMIT, Failure, Reply
from brandname.net.ledger import Errand
from brandname.net.switch import OfflineBreach, Switch
from tests.net.real import NSD, free_port, nsd
from tests.net.test_http import Book

ERRAND = Errand("dns", "Velora", "velora.co.jp")
needs_nsd = pytest.mark.skipif(NSD is None, reason="no nsd on this machine (apt-get install nsd)")


@needs_nsd
@pytest.mark.parametrize(("ending", "addresses"), [
    ("jp", ("127.0.0.1",)), ("co.jp", ("127.0.0.1",)), ("nosuchzone", ()),
])
def test_an_ending_is_asked_about_where_it_is_kept(tmp_path: Path, ending: str, addresses: tuple[str, ...]) -> None:
    """`co.jp` is no zone of its own: the servers of `jp` are asked. No ending at all is never asked at the root."""
    async def run(resolver: str) -> tuple[str, ...]:
        return (await Dns(Switch(online=True), Gates({}), Book(), timeout=2.0)._servers(ending, resolver)).addresses

    with nsd(tmp_path, "jp", "velora.co NS ns1.example.\nns1.co A 127.0.0.9") as server:
        assert asyncio.run(run(server)) == addresses


@needs_nsd
def test_what_was_said_is_kept_in_our_words(tmp_path: Path) -> None:
    """The record says which server said what, the ledger who was shown which name."""
    book = Book()

    async def run(server: str) -> Reply:
        client = Dns(Switch(online=True), Gates({server: Manners(interval=0.0)}), book)
        return await client.ask_zone("jp", "VELORA.co.jp", "NS", ERRAND, server=server)

    with nsd(tmp_path, "jp", "velora.co NS ns2.example.\nvelora.co NS ns1.example.") as server:
        reply = asyncio.run(run(server))
    said = json.loads(reply.body)
    assert (reply.word, said["rcode"], said["server"]) == ("noerror", "noerror", server)
    assert said["authority"] == [["velora.co.jp", "NS", ["ns1.example.", "ns2.example."]]]
    assert [(e["host"], e["name"], e["request"]) for e in book.entries] == [(server, "Velora", "velora.co.jp")]


@pytest.mark.parametrize("answer", [None, b"", b"\x00" * 40, b"GET / HTTP/1.1\r\n\r\n"])
def test_whatever_a_server_sends_is_a_value(answer: bytes | None) -> None:
    """Silence and nonsense end within the limit and are no answer."""
    class Odd(asyncio.DatagramProtocol):
        def connection_made(self, transport) -> None:
            self.transport = transport

        def datagram_received(self, data: bytes, addr) -> None:
            if answer is not None:
                self.transport.sendto(answer, addr)

    async def run() -> Reply:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Odd, local_addr=("127.0.0.1", 0))
        server = f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
        try:
            client = Dns(Switch(online=True), Gates({}), Book(), timeout=0.3)
            return await client.ask_zone("com", "velora.com", "NS", ERRAND, server=server)
        finally:
            transport.close()

    reply = asyncio.run(run())
    assert reply.failure in (Failure.TIMEOUT, Failure.GARBLED, Failure.REFUSED) and reply.body == b""


def test_the_next_server_is_asked_after_one_that_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zone's server that fails or refuses us says nothing for the zone's other servers."""
    asked: list[str] = []

    async def run() -> Reply:
        client = Dns(Switch(online=True), Gates({}), Book())

        async def found(zone: str, resolver: str) -> Servers:
            return Servers(("192.0.2.1", "192.0.2.2", "192.0.2.3"))

        async def answer(address: str, *_: object, **__: object) -> Reply:
            asked.append(address)
            return Reply("dns://x", said={"192.0.2.1": "servfail", "192.0.2.2": "refused"}.get(address, "nxdomain"))

        monkeypatch.setattr(client, "_servers", found)
        monkeypatch.setattr(client, "_ask", answer)
        return await client.ask_zone("com", "velora.com", "NS", ERRAND)

    assert asyncio.run(run()).word == "nxdomain" and len(asked) == 3


def test_a_resolver_that_is_not_there_is_a_value() -> None:
    """Without DNS nothing is found out, and that is said."""
    async def run() -> Reply:
        client = Dns(Switch(online=True), Gates({}), Book(), timeout=0.3)
        reply = await client.ask_zone("com", "velora.com", "NS", ERRAND, resolver=f"127.0.0.1:{free_port()}")
        await client.aclose()
        return reply

    assert asyncio.run(run()).failure in (Failure.TIMEOUT, Failure.DNS)


def test_without_online_nothing_is_opened() -> None:
    """Asking without --online is a bug, and nothing is in the ledger."""
    book = Book()
    for ask in ("ask_zone", "ask_resolver"):
        names = ("com", "velora.com") if ask == "ask_zone" else ("velora.com",)
        with pytest.raises(OfflineBreach, match="without --online"):
            asyncio.run(getattr(Dns(Switch(), Gates({}), book), ask)(*names, "NS", ERRAND))
    assert book.entries == []


@pytest.mark.parametrize(("address", "parts"), [
    ("192.0.2.1", ("192.0.2.1", 53)), ("127.0.0.1:5301", ("127.0.0.1", 5301)), ("2001:db8::1", ("2001:db8::1", 53)),
])
def test_addresses_are_read(address: str, parts: tuple[str, int]) -> None:
    """With a port, without one, and in the long new form."""
    assert split(address) == parts


def test_the_largest_message_can_be_kept() -> None:
    """A message full of odd bytes, as large as DNS allows, fits into a store."""
    records = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", 16, 1, 60, 256) + bytes([255]) + bytes([i % 32]) * 255
                       for i in range(230))
    question = b"\x01a\x03com\x00" + struct.pack("!HH", 16, 1)
    wire = struct.pack("!HHHHHH", 1, 0x8400, 1, 230, 0, 0) + question + records
    body = as_json(dns.message.from_wire(wire), "192.0.2.1")
    assert json.loads(body)["rcode"] == "noerror" and len(body) < BODY_LIMIT
