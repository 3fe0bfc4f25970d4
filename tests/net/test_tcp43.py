"""What the world does to a WHOIS question, and what we make of it."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time

import pytest

from brandname.net.gates import Closure, Gates, Manners
from brandname.net.http import BODY_LIMIT, Failure, Reply
from brandname.net.ledger import Errand
from brandname.net.switch import OfflineBreach, Switch
from brandname.net.tcp43 import ANSWERED, Port43
from tests.net.port43 import WhoisServer, whois_serving
from tests.net.test_http import Book

ERRAND = Errand("whois", "Velora", "velora.test")
QUICK = Manners(slots=8, interval=0.0, refusals=3)


def ask(answers, *, times: int = 1, book: Book | None = None, limit: float = 5.0, **options):
    """The replies to some equal questions one after another, and the server that gave them."""
    async def run() -> tuple[list[Reply], WhoisServer]:
        async with whois_serving(answers) as server:
            gates = Gates({server.host: QUICK})
            client = Port43(Switch(online=True), gates, book or Book(), total_timeout=limit)
            return [await client.ask(server.host, b"velora.test", ERRAND, **options) for _ in range(times)], server

    return asyncio.run(run())


def test_a_text_comes_whole() -> None:
    """One line goes out, the whole text comes back, and the ledger says who was shown the name."""
    book = Book()
    [reply], server = ask(lambda _: [b"Domain: velora.test\r\n", 0.05, b"Status: registered\r\n"], book=book)
    assert (reply.word, reply.body) == (ANSWERED, b"Domain: velora.test\r\nStatus: registered\r\n")
    assert server.asked == ["velora.test"]
    assert [(e["host"], e["name"], e["request"]) for e in book.entries] == [(server.host, "Velora", "velora.test")]


@pytest.mark.parametrize(("answers", "word", "size"), [
    (b"", ANSWERED, 0),
    (b"\x00\xff\xfe" * 900, ANSWERED, 2_700),
    (b"x" * BODY_LIMIT, ANSWERED, BODY_LIMIT),
    (b"x" * 1_000_000, Failure.TOO_LARGE, 0),
    ([b"a", 0.1] * 40, Failure.TIMEOUT, 0),
    ([9.0], Failure.TIMEOUT, 0),
    ([None], Failure.REFUSED, 0),
    ([b"Domain: vel", 0.05, None], Failure.GARBLED, 0),
])
def test_whatever_happens_is_a_value(answers, word: str, size: int) -> None:
    """A flood, a trickle, silence, nothing, binary: each ends within the limit, and only a whole text is an answer."""
    begun = time.monotonic()
    [reply], _ = ask(lambda _: answers, limit=0.5 if word == Failure.TIMEOUT else 10.0)
    assert (reply.word, len(reply.body)) == (word, size)
    assert time.monotonic() - begun < 9


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "127.0.0.1:99999", "127.0.0.1:x", "no host at all"])
def test_nobody_there_is_a_value(host: str) -> None:
    """A server that does not listen, or is no server, is a value too."""
    async def run() -> Reply:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            there = host.format(port=taken.getsockname()[1])
            client = Port43(Switch(online=True), Gates({}), Book(), total_timeout=3)
            return await client.ask(there, b"velora.test", ERRAND)

    assert asyncio.run(run()).failure in (Failure.REFUSED, Failure.DNS)


def test_a_server_that_asks_for_fewer_questions_is_left_alone() -> None:
    """After three texts that refuse, the rest is not sent."""
    replies, server = ask(lambda _: b"limit exceeded", times=5, refuses=lambda body: b"limit" in body)
    assert [r.word for r in replies] == [ANSWERED] * 3 + [Closure.RATE_LIMITED] * 2
    assert len(server.asked) == 3


def test_a_name_cannot_smuggle_a_second_line() -> None:
    """What is asked is one line, whatever stands in a name."""
    client = Port43(Switch(online=True), Gates({}), Book())
    with pytest.raises(ValueError, match="one line"):
        asyncio.run(client.ask("127.0.0.1:9", b"velora.test\r\nHELP", ERRAND))


def test_without_online_nothing_is_opened() -> None:
    """Asking without --online is a bug, and nothing is in the ledger."""
    book = Book()
    with pytest.raises(OfflineBreach, match="without --online"):
        asyncio.run(Port43(Switch(), Gates({}), book).ask("127.0.0.1:9", b"velora.test", ERRAND))
    assert book.entries == []


@pytest.mark.skipif(shutil.which("whois") is None, reason="no whois client on this machine (apt-get install whois)")
def test_a_client_we_did_not_write_reads_the_same() -> None:
    """The system's own whois client gets from our test server what ours gets: the server speaks WHOIS."""
    text = b"Domain: velora.test\r\nRegistrar: Example\r\n"

    async def run() -> tuple[bytes, bytes]:
        async with whois_serving(lambda _: text) as server:
            ours = await Port43(Switch(online=True), Gates({}), Book()).ask(server.host, b"velora.test", ERRAND)
            theirs = await asyncio.to_thread(
                subprocess.run, ["whois", "-h", "127.0.0.1", "-p", str(server.port), "velora.test"],
                capture_output=True, timeout=20, check=False)
            return ours.body, theirs.stdout

    ours, theirs = asyncio.run(run())
    assert ours.split() == theirs.split() == text.split()
