"""`brandname domains`: what registries say, on the terminal and for machines."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dns.message
import dns.rcode
import pytest

from brandname.cli.layout import columns
from brandname.net.switch import OfflineBreach, Switch
from brandname.reports.catalogue import LANGUAGES
from tests.checks.domain_answers import RECORD
from tests.cli.terminal import call
from tests.net.port43 import WhoisServer, whois_serving

NONE = b"Object_Not_Found\r\n"
TAKEN = ("google", "velora")


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No study is in the working folder unless a test says so, and no proxy on the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def answer(query: str) -> bytes:
    """A registry that knows Velora and Google, limits Culo, and has nobody else."""
    if "culo" in query:
        return b"Quota exceeded\r\n"
    if query.split(".")[0] in TAKEN:
        return RECORD.replace("VELORA.MX", query.upper()).encode()
    return NONE


class Refusing(asyncio.DatagramProtocol):
    """A DNS server that refuses every question."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """REFUSED, in the form of DNS."""
        response = dns.message.make_response(dns.message.from_wire(data))
        response.set_rcode(dns.rcode.REFUSED)
        self.transport.sendto(response.to_wire(), addr)  # type: ignore[attr-defined]


@contextmanager
def registry() -> Iterator[tuple[WhoisServer, int]]:
    """A WHOIS server on loopback, and the port of a DNS server that refuses, in a thread of their own."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    box: list[tuple[WhoisServer, int]] = []
    over = asyncio.Event()

    async def serve() -> None:
        async with whois_serving(answer) as server:
            transport, _ = await loop.create_datagram_endpoint(Refusing, ("127.0.0.1", 0))
            box.append((server, transport.get_extra_info("sockname")[1]))
            ready.set()
            await over.wait()
            transport.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(10)
    try:
        yield box[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def configure(folder: Path, server: WhoisServer, port: int) -> None:
    """WHOIS and DNS at the test's servers, RDAP at a port where nobody listens."""
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "config.toml").write_text(
        f'[sources.whois]\nrate = 200\nhosts = {{"*" = "{server.host}"}}\n'
        '[sources.rdap]\nhosts = {"*" = "http://127.0.0.1:9"}\n[sources.dns]\nrate = 200\n'
        f'hosts = {{"*" = "127.0.0.1:{port}"}}\n',
        encoding="utf-8",
    )


def values(*argv: str) -> dict[str, Any]:
    """Domain → its entry in the JSON."""
    done = call("domains", *argv, "--json")
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert (document["format"], document["version"]) == ("brandname-domains", 1)
    return {entry["domain"]: entry for entry in document["domains"]}


def test_offline_i_see_whom_it_would_ask_and_that_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --online nobody is asked; the domains, the hosts and the reason are printed."""
    def demand(_: Switch, host: str) -> None:
        raise OfflineBreach(host)

    monkeypatch.setattr(Switch, "demand", demand)
    done = call("domains", "Velora", "--tlds", "com,.mx,es")
    assert done.code == 0
    assert "Not asked: without --online no name leaves this computer." in done.out
    assert "velora.com" in done.out and "rdap.verisign.com" in done.out
    assert "whois.mx" in done.out


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_fits_my_terminal(width: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 and 200 columns, in both languages, no line runs over."""
    monkeypatch.setenv("COLUMNS", width)
    page = call("domains", "Frühtau", "星禾", "--tlds", "com,com.mx,中国,de,es", "--language", language).out
    assert max(columns(line) for line in page.splitlines()) <= int(width)


def test_online_the_registry_answers(tmp_path: Path) -> None:
    """Taken with its facts, none found with the date, a limit as no answer: each as what it is."""
    with registry() as (server, port):
        configure(tmp_path, server, port)
        found = values("Velora", "Zovanta", "Culo", "--tlds", "mx", "--online")
        printed = call("domains", "Velora", "--tlds", "mx", "--online").out
        several = call("domains", "Zovanta", "Zuvanta", "--tlds", "mx,nosuchzone", "--online").out
    taken, none, limited = (found[f"{name}.mx"] for name in ("velora", "zovanta", "culo"))
    assert (taken["state"], taken["since"], taken["registrar"]) == ("registered", "2011-03-04", "Some Registrar")
    assert (none["state"], none["status"], none["source"]) == ("not_registered", "answered", "whois")
    assert (limited["state"], limited["status"], limited["gap"]) == (None, "unanswered", "rate_limited")
    assert "velora.mx" in server.asked
    assert "velora.mx is registered" in " ".join(printed.split())
    steps = " ".join(several.split()).partition("· ")[2]
    assert "zovanta.mx and zuvanta.mx" in steps and steps.count("Ask a registrar for the price") == 1
    assert "Is the ending .nosuchzone written right?" in " ".join(several.split())


def test_a_registry_that_gets_a_control_wrong_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that calls everything unregistered, Google too, answers nothing about my name."""
    monkeypatch.setattr(f"{__name__}.TAKEN", ())
    with registry() as (server, port):
        configure(tmp_path, server, port)
        entry = values("Velora", "--tlds", "mx", "--online")["velora.mx"]
    assert (entry["status"], entry["state"]) == ("unanswered", None)


def test_in_a_study_its_markets_and_brief_say_which(study: Path) -> None:
    """The study's endings and needs are used, and its Latin spellings."""
    text = (study / "candidates.yaml").read_text(encoding="utf-8")
    (study / "candidates.yaml").write_text(text.replace("brief:\n", "brief:\n  domains: {must: [shop]}\n"), "utf-8")
    found = values("星禾", "--study", str(study), "--markets", "mx")
    assert found["xinghe.shop"]["needed"] and not found["xinghe.com"]["needed"]
    assert {"xinghe.mx", "xinghe.com.mx"} <= set(found)


@pytest.mark.parametrize(("argv", "said"), [
    (("Velora", "--tlds", "com,http://x"), "is no domain ending"),
    (("Velora", "--tlds", ","), "--tlds"),
    (("Velora", "--markets", "xx1"), "xx1"),
    (("",), "name"),
])
def test_wrong_input_is_refused_with_advice(argv: tuple[str, ...], said: str) -> None:
    """I am told what is wrong and what to write instead."""
    done = call("domains", *argv)
    assert done.code == 2
    assert said in done.err and done.out == ""


def test_a_name_in_other_letters_has_no_domain_there() -> None:
    """Velora under .中国 is told to be nothing to ask about."""
    done = call("domains", "Velora", "--tlds", "中国")
    assert done.code == 0
    assert "Nothing to ask under these endings" in " ".join(done.out.split())


def test_an_ending_that_looks_like_a_slip_is_asked_back() -> None:
    """`--tlds comm` is carried out, since there may be such an ending, and .com is proposed."""
    told = call("domains", "velora", "--tlds", "comm,de").out
    assert "velora.comm" in told
    assert "Did you mean .com?" in told
    assert "Did you mean" not in call("domains", "velora", "--tlds", "com,co.uk").out
