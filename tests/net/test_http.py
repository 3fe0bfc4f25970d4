"""What the world does to a request, and what we make of it."""

from __future__ import annotations

import asyncio
import errno
import socket
import time
from datetime import UTC, datetime, timedelta

import pytest

from brandname import __version__
from brandname.config import NetworkConfig
from brandname.net.gates import Closure, Gates, Manners
from brandname.net.http import BODY_LIMIT, Failure, Http, Reply, failure_of, identification, retry_after
from brandname.net.ledger import Errand
from brandname.net.switch import OfflineBreach, Switch
from tests.net.server import Server, http, serving

ERRAND = Errand("test", "Velora", "velora.com")
QUICK = Manners(slots=8, interval=0.0, refusals=3, longest_wait=2.0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Book:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []

    def write_ledger(self, **entry: str) -> None:
        """Notes it."""
        self.entries.append(entry)


def ask(answers, path: str = "/", *, manners: Manners = QUICK, times: int = 1, book: Book | None = None, **options):
    """The replies to some equal requests one after another, and the server that gave them."""
    async def run() -> tuple[list[Reply], Server]:
        async with serving(answers) as server:
            client = Http(Switch(online=True), Gates({server.host: manners}), book or Book(), **options)
            async with client:
                return [await client.get(server.url(path), ERRAND) for _ in range(times)], server

    return asyncio.run(run())


def test_an_answer_comes_with_status_headers_and_body() -> None:
    """A plain answer is read whole, and the server sees an honest client."""
    book = Book()
    [reply], server = ask(lambda _: http(200, b"found", Content_Type="text/plain"), "/velora", book=book,
                          network=NetworkConfig(user_agent_contact="naming@example.org"))
    assert (reply.status, reply.body, reply.word, reply.failure) == (200, b"found", "200", None)
    assert reply.headers["content-type"] == "text/plain"
    headers = server.asked[0][2]
    assert headers["user-agent"] == f"brandname/{__version__} (+naming@example.org)"
    assert identification(NetworkConfig()) == f"brandname/{__version__}"
    entry = dict(book.entries[0])
    assert datetime.fromisoformat(entry.pop("when")) <= datetime.now(UTC)
    assert entry == {"host": server.host, "source": "test", "name": "Velora", "request": "velora.com"}


@pytest.mark.parametrize(("answers", "word"), [
    (http(404, b""), "404"),
    (http(500, b"oops"), "500"),
    (http(200, b"x" * BODY_LIMIT), "200"),
    (http(200, b"x" * (BODY_LIMIT + 1)), Failure.TOO_LARGE),
    (http(200, b"x" * 5_000_000), Failure.TOO_LARGE),
    ([None], Failure.REFUSED),
    (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", Failure.GARBLED),
    ([http(200, b"half" * 10)[:-10]], Failure.GARBLED),
    ([b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n", b"slow", 2.0], Failure.TIMEOUT),
    ([2.0], Failure.TIMEOUT),
    ([b"HTTP/1.1 200 X\r\n\r\n", *[b"a", 0.1] * 20], Failure.TIMEOUT),
    (http(302, Location="https://elsewhere.example/"), Failure.REDIRECT),
    (http(302, Location="http://[nonsense"), Failure.REDIRECT),
    (http(302), Failure.REDIRECT),
    (http(302, Location="/again"), Failure.REDIRECT),
])
def test_whatever_happens_is_a_value(answers, word: str) -> None:
    """A refusal, garbage, silence or a flood never ends a run and never reads as an answer."""
    [reply], _ = ask(lambda _: answers, total_timeout=0.5 if word == Failure.TIMEOUT else 10.0)
    assert reply.word == word
    assert reply.failure is None or not reply.body


def test_redirects_within_the_site_are_followed() -> None:
    """A page that moved on its own site is found there, and each step is in the ledger."""
    book = Book()
    [reply], server = ask(lambda path: http(200, b"here") if path == "/new" else http(301, Location="/new"), book=book)
    assert (reply.body, reply.url, server.paths) == (b"here", server.url("/new"), ["/", "/new"])
    assert len(book.entries) == 2


def test_nobody_there_is_a_value() -> None:
    """A host that does not listen, or has no address, is told apart from one that answers."""
    async def run() -> list[str]:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
            async with Http(Switch(online=True), Gates({}), Book(), total_timeout=3) as client:
                urls = [f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"]
                return [(await client.get(url, ERRAND)).word for url in urls]

    assert asyncio.run(run()) == [Failure.REFUSED, Failure.REFUSED]


def test_a_name_that_does_not_resolve_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host without an address reads `dns`, whoever is asked."""
    async def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def run() -> str:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nowhere)
        async with Http(Switch(online=True), Gates({}), Book()) as client:
            return (await client.get("http://registry.test/", ERRAND)).word

    assert asyncio.run(run()) == Failure.DNS


def test_a_server_without_tls_is_said_to_be_so() -> None:
    """A secure address behind which nothing secure answers reads `tls`."""
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(http(400, b"this port speaks plain HTTP"))
        writer.close()

    async def run() -> str:
        async with await asyncio.start_server(plain, "127.0.0.1", 0) as listener:
            port = listener.sockets[0].getsockname()[1]
            async with Http(Switch(online=True), Gates({}), Book(), total_timeout=3) as client:
                return (await client.get(f"https://127.0.0.1:{port}/", ERRAND)).word

    assert asyncio.run(run()) == Failure.TLS


def test_a_host_that_asks_for_patience_gets_it() -> None:
    """After 429 with `Retry-After` we wait that long, ask again, and take the answer."""
    given = iter([http(429, Retry_After="1"), http(200, b"now")])
    [reply], server = ask(lambda _: next(given))
    (first, *_), (second, *_) = server.asked
    assert reply.body == b"now" and second - first >= 0.95


@pytest.mark.parametrize(("answer", "closure", "sent"), [
    (http(429), Closure.RATE_LIMITED, 3),
    (http(503), Closure.RATE_LIMITED, 3),
    (http(403), Closure.REFUSED, 3),
    (http(429, Retry_After="3600"), Closure.RATE_LIMITED, 1),
    (http(429, Retry_After="0"), Closure.RATE_LIMITED, 3),
])
def test_a_host_that_refuses_is_left_alone(answer: bytes, closure: Closure, sent: int) -> None:
    """After a few refusals nothing more is sent, and later questions read why; the ledger has what was sent."""
    book = Book()
    replies, server = ask(lambda _: answer, times=6, book=book)
    assert len(server.asked) == sent == len(book.entries)
    assert replies[-1].word == closure
    assert replies[0].word == answer.split()[1].decode()


def test_an_answer_in_between_shows_patience() -> None:
    """Refusals count in a row only: a host that answers now and then is not given up."""
    given = iter([http(429), http(429), http(200), http(429), http(429), http(200)])
    replies, _ = ask(lambda _: next(given), times=6)
    assert [r.word for r in replies] == ["429", "429", "200", "429", "429", "200"]


def test_without_online_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --online no connection is tried, no name is looked up and nothing is in the ledger; asking is a bug."""
    def breach(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    async def run(book: Book) -> None:
        monkeypatch.setattr(socket.socket, "connect", breach)
        monkeypatch.setattr(socket, "getaddrinfo", breach)
        async with Http(Switch(), Gates({}), book) as client:
            await client.get("http://127.0.0.1:9/", ERRAND)

    book = Book()
    with pytest.raises(OfflineBreach, match="without --online"):
        asyncio.run(run(book))
    assert book.entries == []


def test_cookies_are_not_kept() -> None:
    """No answer depends on what was asked before."""
    _, server = ask(lambda _: http(200, Set_Cookie="seen=1"), times=2)
    assert ["cookie" in headers for _, _, headers in server.asked] == [False, False]


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    """Thirty hosts of which one is slow take as long as each alone, not as long as all together."""
    async def run() -> tuple[float, float]:
        async with serving(lambda _: [0.6, http(200)]) as slow, serving(lambda _: http(200)) as quick:
            gates = Gates({slow.host: Manners(slots=1, interval=0), quick.host: QUICK})
            async with Http(Switch(online=True), gates, Book()) as client:
                begun = time.monotonic()
                waiting = [asyncio.create_task(client.get(slow.url("/"), ERRAND)) for _ in range(3)]
                await asyncio.gather(*(client.get(quick.url("/"), ERRAND) for _ in range(30)))
                fast = time.monotonic() - begun
                await asyncio.gather(*waiting)
                return fast, time.monotonic() - begun

    fast, all_ = asyncio.run(run())
    assert all_ >= 1.75 and fast < all_ - 0.1


@pytest.mark.parametrize(("header", "seconds"), [
    ("7", 7.0), (" 0 ", 0.0), ("", None), ("soon", None), ("-5", None),
    ("Sun, 22 Nov 2026 08:00:30 GMT", 30.0), ("Sun, 22 Nov 2026 07:00:00 GMT", 0.0),
])
def test_reads_retry_after(header: str, seconds: float | None) -> None:
    """Both ways of writing `Retry-After` are understood; anything else is no promise."""
    assert retry_after(header, datetime(2026, 11, 22, 8, tzinfo=UTC)) == seconds
    assert timedelta(seconds=seconds or 0) >= timedelta(0)


@pytest.mark.parametrize(("number", "word"), [
    (errno.ENETUNREACH, Failure.UNREACHABLE), (errno.EHOSTUNREACH, Failure.UNREACHABLE),
    (errno.ECONNREFUSED, Failure.REFUSED), (errno.ECONNRESET, Failure.REFUSED),
])
def test_a_network_without_a_way_there_is_told_from_a_refusal(number: int, word: str) -> None:
    """Behind a wall I read that the host is out of reach from here, not that it refused."""
    assert failure_of(OSError(number, "x")) == word
    wrapped = ConnectionError("all attempts failed")
    wrapped.__cause__ = ExceptionGroup("attempts", [OSError(number, "x")])
    assert failure_of(wrapped) == word


def test_a_service_with_a_key_is_called_once_and_never_follows_a_redirect() -> None:
    """What is posted arrives as it is; a key in the headers reaches nobody else, not even next door."""
    def answer(path: str) -> bytes:
        return http(302, b"", Location="/other") if path == "/moved" else http(200, b"{}")

    async def go() -> tuple[Reply, Reply, Server]:
        async with serving(answer) as server:
            async with Http(Switch(online=True), Gates({server.host: QUICK}), Book()) as client:
                posted = await client.call(server.url("/x"), ERRAND, content=b'{"q": 1}', headers={"x-api-key": "k"})
                moved = await client.call(server.url("/moved"), ERRAND, headers={"x-api-key": "k"})
            return posted, moved, server
    posted, moved, server = asyncio.run(go())
    assert (posted.status, posted.body, posted.failure) == (200, b"{}", None)
    assert moved.failure is Failure.REDIRECT and moved.body == b""
    assert server.paths == ["/x", "/moved"] and server.bodies == [b'{"q": 1}', b""]
    assert server.asked[0][2]["x-api-key"] == "k" and server.asked[0][2]["content-type"] == "application/json"
