"""The domain check online, from question to finding, against nsd, nginx and a WHOIS server on loopback."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import dns.message
import dns.rrset
import pytest

from brandname.checks.base import Case, Resources
from brandname.checks.domain import DomainCheck, DomainOptions
from brandname.gather import gather
from brandname.model import Finding, Gap, Status, SubjectKind
from brandname.run import Settings, execute
from brandname.store import Store
from tests import builders
from tests.gather.test_network import Stop
from tests.net.port43 import WhoisServer, whois_serving
from tests.net.real import NGINX, NSD, free_port, nginx, nsd
from tests.sources.test_rdap import ERROR, domain

pytestmark = pytest.mark.skipif(
    NSD is None or NGINX is None, reason="no nsd or nginx on this machine (apt-get install nsd nginx-light)")

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
RECORD = "Domain name: {name}\r\nRegistrar: Example\r\nCreation Date: 2011-03-04\r\nName Server: ns1.example.test\r\n"


def registry(query: str) -> bytes:
    """A WHOIS registry that knows two names."""
    known = query in ("google.ie", "oldname.ie")
    return (RECORD.format(name=query) if known else f"Not found: {query}\r\n").encode()


@contextmanager
def whois_in_a_thread(answers: Callable[[str], bytes]) -> Iterator[WhoisServer]:
    """The WHOIS server beside the run's own loop."""
    ready, end, shown = threading.Event(), threading.Event(), WhoisServer()

    async def serve() -> None:
        async with whois_serving(answers) as server:
            shown.port, shown.asked = server.port, server.asked
            ready.set()
            while not end.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(5)
        yield shown
    finally:
        end.set()
        thread.join()


@contextmanager
def udp_in_a_thread(answer: Callable[[bytes], bytes]) -> Iterator[str]:
    """A DNS server of a few lines; gives its `host:port`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.05)
        end = threading.Event()

        def serve() -> None:
            while not end.is_set():
                with suppress(TimeoutError):
                    wire, peer = server.recvfrom(4096)
                    server.sendto(answer(wire), peer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            end.set()
            thread.join()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """.com by nsd and RDAP, .ie by nsd and WHOIS; every other address of ours leads to a port where nobody is."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BRANDNAME_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path / "cache"))
    folders = [tmp_path / part for part in ("com", "ie", "web")]
    for folder in folders:
        folder.mkdir()
    files = {f"com/v1/domain/{name}": domain(name).decode() for name in ("example.com", "held.com")}
    nobody = f"127.0.0.1:{free_port()}"
    with (
        nsd(folders[0], "com", "example NS ns.x.\nvelora NS ns.x.") as com,
        nsd(folders[1], "ie", "google NS ns.x.") as ie,
        nginx(folders[2], "error_page 404 /error.json;", files=files | {"error.json": ERROR.decode()}) as web,
        whois_in_a_thread(registry) as whois,
    ):
        (tmp_path / "config.toml").write_text(f"""
[sources.dns]
rate = 1000
hosts = {{com = "{com}", ie = "{ie}", "*" = "{nobody}"}}
[sources.rdap]
rate = 1000
hosts = {{"rdap.verisign.com" = "{web}", "*" = "http://{nobody}"}}
[sources.whois]
rate = 1000
hosts = {{"whois.weare.ie" = "{whois.host}", "*" = "{nobody}"}}
""", encoding="utf-8")
        yield tmp_path


def look_up(folder: Path, *names: str) -> tuple[dict[str, Finding], int]:
    """The finding of each domain in one run, and how many requests were sent so far."""
    check = DomainCheck(DomainOptions())
    asked = [builders.question(name.split(".")[0].title(), "domain", name.rpartition(".")[2], text=name,
                               kind=SubjectKind.DOMAIN) for name in names]
    with Store.open(folder, write=True) as store:
        cases, _ = gather({"domain": check}, asked, store, NOW, Stop())
        sent = len(store.ledger())
    study = builders.study(tuple(q.candidate for q in asked))
    findings = check.judge([cases[q.id] for q in asked], Resources(study))
    return dict(zip(names, findings, strict=True)), sent


def test_each_registry_answers_in_its_own_way(world: Path) -> None:
    """Taken by its delegation, taken though it has none, not registered by RDAP and by WHOIS; asked once."""
    found, sent = look_up(world, "velora.com", "held.com", "zovanta.com", "oldname.ie", "zovanta.ie")
    states = {name: finding.measures.get("state") for name, finding in found.items()}
    assert states == {
        "velora.com": "registered", "held.com": "registered", "zovanta.com": "not_registered",
        "oldname.ie": "registered", "zovanta.ie": "not_registered",
    }
    assert all(finding.status is Status.ANSWERED and finding.evidence for finding in found.values())
    assert (found["velora.com"].risk or 0) > (found["zovanta.com"].risk or 0)
    again, later = look_up(world, "velora.com", "zovanta.ie")
    assert {n: f.measures.get("state") for n, f in again.items()} == {n: states[n] for n in again}
    # Name servers and registries have said it; what DNS could not prove is asked again, and nothing else.
    assert later - sent <= 2


def test_a_zone_that_has_every_name_proves_nothing(world: Path, tmp_path: Path) -> None:
    """Where a random name has name servers too, the zone's answer about mine counts for nothing."""
    def everything(wire: bytes) -> bytes:
        query = dns.message.from_wire(wire)
        answer = dns.message.make_response(query)
        name = query.question[0].name
        answer.authority.append(dns.rrset.from_text(name, 60, "IN", "NS", "ns1.wild.example."))
        return answer.to_wire()

    with udp_in_a_thread(everything) as wild:
        config = (tmp_path / "config.toml").read_text(encoding="utf-8")
        (tmp_path / "config.toml").write_text(re.sub(r'com = "[^"]*"', f'com = "{wild}"', config), encoding="utf-8")
        found, _ = look_up(world, "zovanta.com", "held.com")
    assert {name: finding.measures.get("state") for name, finding in found.items()} == {
        "zovanta.com": "not_registered", "held.com": "registered"}  # by the registry's own word alone
    assert all(finding.measures["source"] == "rdap" for finding in found.values())


def test_stopped_while_asking_what_was_answered_is_judged(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of asking: the answers there are stand in the partial report, the rest is interrupted."""
    asked = builders.study(("Velora", "Zovanta"), (builders.market("ie", "en-IE", tlds=("com", "ie")),))
    def stopped(checks, questions, store, now, stop, **more):
        cases, controls = gather(checks, questions, store, now, stop, **more)
        stop.asked = True
        late = next(q for q in questions if q.subject.text == "zovanta.ie")
        return {**cases, late.id: Case(late, gap=Gap.INTERRUPTED)}, controls

    monkeypatch.setattr("brandname.gather.gather", stopped)
    with Store.open(world, write=True) as store:
        result = execute(asked, [DomainCheck(DomainOptions())], store, Settings(NOW, online=True))
    states = {f.question.subject.text: f.gap or f.measures["state"] for f in result.findings}
    assert result.run.interrupted
    assert states == {"velora.com": "registered", "velora.ie": "not_registered", "zovanta.com": "not_registered",
                      "zovanta.ie": Gap.INTERRUPTED}


def test_where_nobody_answers_nothing_is_concluded(world: Path) -> None:
    """A registry that is down, an ending nobody knows, one with a page for people only: open, each for its reason."""
    found, _ = look_up(world, "velora.de", "velora.nosuchzone", "velora.es")
    assert {finding.status for finding in found.values()} == {Status.UNANSWERED}
    assert found["velora.de"].gap in (Gap.REFUSED, Gap.TIMEOUT, Gap.UNREACHABLE_FROM_HERE)
    assert all(finding.risk is None for finding in found.values())
