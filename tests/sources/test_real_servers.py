"""The sources against servers that others wrote: nsd and nginx, on loopback. Missing ones are skipped by name."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from brandname.model import Evidence, Outcome
from brandname.sources.base import NO_SERVER
from brandname.sources.dns import Dns, for_sale, read
from brandname.sources.rdap import Rdap
from brandname.sources.rdap import read as read_rdap
from brandname.sources.records import DomainState
from tests.net.real import NGINX, NSD, free_port, nginx, nsd
from tests.sources.asking import fetch
from tests.sources.test_rdap import ERROR, domain

needs_nsd = pytest.mark.skipif(NSD is None, reason="no nsd on this machine (apt-get install nsd)")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine (apt-get install nginx-light)")

ZONE = """
velora NS ns1.example.
velora NS ns2.example.
shop A 127.0.0.9
deep.branch A 127.0.0.9
_for-sale.velora TXT "v=FORSALE1;furi=https://example.test/"
"""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@needs_nsd
def test_a_zone_tells_what_is_delegated(tmp_path: Path) -> None:
    """A delegation is a registration; no such name, an address, a name that only has names below it are no proof."""
    names = ("velora", "zovanta", "shop", "branch", "x" * 63)

    async def run(server: str) -> list[Evidence]:
        return [await fetch(Dns(), f"{name}.com", {"com": server}) for name in names]

    with nsd(tmp_path, "com", ZONE.replace('_for-sale.velora TXT "v=FORSALE1;furi=https://example.test/"', "")) as at:
        found = asyncio.run(run(at))
    assert [read(e).state for e in found] == [DomainState.REGISTERED] + [DomainState.UNKNOWN] * 4
    assert [e.status for e in found] == ["noerror", "nxdomain", "noerror", "noerror", "nxdomain"]
    assert read(found[0]).nameservers == ("ns1.example", "ns2.example")
    assert Outcome.NOT_FOUND not in {Dns().recognise(e) for e in found}


@needs_nsd
def test_a_server_of_another_zone_proves_nothing(tmp_path: Path) -> None:
    """Asked about a zone it does not have, a server refuses, and that is no answer."""
    async def run(server: str) -> Evidence:
        return await fetch(Dns(), "velora.net", {"net": server})

    with nsd(tmp_path, "com", ZONE.replace("_for-sale.velora", "x")) as at:
        found = asyncio.run(run(at))
    assert found.status == "refused" and Dns().recognise(found) is Outcome.FAILED


@needs_nsd
def test_a_name_for_sale_says_so(tmp_path: Path) -> None:
    """The holder's record is read from a real server."""
    async def run(server: str) -> Evidence:
        return await fetch(Dns(), "_for-sale.velora.com", {"resolver": server})

    text = '@ A 127.0.0.1\n_for-sale TXT "v=FORSALE1;furi=https://example.test/"'
    with nsd(tmp_path, "velora.com", text) as at:
        found = asyncio.run(run(at))
    assert for_sale(found) == "v=FORSALE1;furi=https://example.test/"


def test_dns_that_does_not_answer_is_no_answer() -> None:
    """Nobody at the port, or a label that DNS does not allow: a value, and soon."""
    async def run() -> list[str]:
        nobody = {"com": f"127.0.0.1:{free_port()}"}
        return [(await fetch(Dns(), name, nobody)).status for name in ("velora.com", "x" * 64 + ".com", "a..com")]

    first, *bad = asyncio.run(run())
    assert first in ("refused", "timeout") and bad == [NO_SERVER, NO_SERVER]


FILES = {
    "com/v1/domain/velora.com": domain().decode(),
    "com/v1/domain/other.com": domain("velora.com").decode(),
    "com/v1/domain/html.com": "<html>welcome to the hotel</html>",
    "com/v1/domain/half.com": domain("half.com").decode()[:80],
    "error.json": ERROR.decode(),
}
SERVER = """
error_page 404 /error.json;
error_page 429 /slow;
location = /slow { internal; add_header Retry-After 1 always; return 429; }
location /com/v1/domain/busy { limit_req zone=one; limit_req_status 429; try_files /com/v1/domain/velora.com =404; }
location = /com/v1/domain/moved.com { return 301 /com/v1/domain/velora.com; }
location = /com/v1/domain/loop.com { return 302 /com/v1/domain/loop.com; }
location = /com/v1/domain/away.com { return 302 http://localhost/; }
"""


@needs_nginx
def test_a_real_web_server_as_a_registry(tmp_path: Path) -> None:
    """Records, RDAP's own 404, wrong and broken records, redirects and loops, from a server that is not ours."""
    wanted = {
        "velora.com": "registered", "zovanta.com": "not_registered", "other.com": "unknown", "html.com": "unknown",
        "half.com": "unknown", "moved.com": "unknown", "loop.com": "unknown", "away.com": "unknown",
    }

    async def run(base: str) -> dict[str, str]:
        found = [await fetch(Rdap(), name, {"rdap.verisign.com": base}) for name in wanted]
        return {e.request: str(read_rdap(e).state) for e in found}

    with nginx(tmp_path, SERVER, files=FILES, outside="limit_req_zone $server_name zone=one:1m rate=60r/m;") as base:
        assert asyncio.run(run(base)) == wanted


@needs_nginx
def test_a_real_rate_limit_is_waited_out(tmp_path: Path) -> None:
    """When the server says 429 and when to come back, we come back then, and the answer counts."""
    async def run(base: str) -> list[Evidence]:
        hosts = {"rdap.verisign.com": base}
        return [await fetch(Rdap(), "busy.com", hosts) for _ in range(2)]

    with nginx(tmp_path, SERVER, files=FILES, outside="limit_req_zone $server_name zone=one:1m rate=60r/m;") as base:
        found = asyncio.run(run(base))
    assert [e.status for e in found] == ["200", "200"]
    assert [json.loads(e.body)["answer"]["ldhName"] for e in found] == ["velora.com"] * 2
