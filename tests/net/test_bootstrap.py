"""IANA's list of RDAP servers."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandname.net.bootstrap import Bootstrap, BootstrapList, read_list
from brandname.net.gates import Gates, Manners
from brandname.net.http import Http
from brandname.net.switch import Switch
from tests.net.server import Answer, http, serving
from tests.net.test_http import Book

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def iana(published: str = "2026-11-20T00:00:00Z", **zones: str) -> bytes:
    """A list of the form of IANA's, with enough zones to be one."""
    services = [[[zone], [base]] for zone, base in zones.items()]
    services.append([[f"zone{i}" for i in range(600)], ["http://rdap.test", "https://rdap.test/v1"]])
    return json.dumps({"version": "1.0", "publication": published, "services": services}).encode()


def load(folder: Path | None, answer: bytes | list[Answer], now: datetime = NOW) -> tuple[Bootstrap | None, list[dict]]:
    """What one run gets, and the headers of what it asked."""
    async def run() -> tuple[Bootstrap | None, list[dict]]:
        async with serving(lambda _: answer) as server:
            gates = Gates({server.host: Manners(interval=0.0)})
            async with Http(Switch(online=True), gates, Book(), total_timeout=1.0) as client:
                listing = BootstrapList(client, folder, now=lambda: now)
                found = await asyncio.gather(*(listing.get("rdap", "http://" + server.host + "/") for _ in range(5)))
                assert all(f == found[0] for f in found)
                return found[0], [headers for _, _, headers in server.asked]

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_the_list_is_read_with_its_date() -> None:
    """Each top-level domain has its server, by https where there is a choice, and the list says of when it is."""
    found = read_list(iana(COM="https://rdap.example/com"))
    assert found is not None and found.published == "2026-11-20"
    assert found.bases["com"] == "https://rdap.example/com/" and found.bases["zone1"] == "https://rdap.test/v1/"


@pytest.mark.parametrize("body", [
    b"", b"{}", b"[]", b"<html>please log in</html>", b'{"services": [], "publication": "2026-11-20"}',
    json.dumps({"publication": "2026-11-20", "services": [[["com"], ["https://evil.test/"]]]}).encode(),
    iana("yesterday"), b"[" * 100_000,
])
def test_what_is_not_the_list_is_none(body: bytes) -> None:
    """A log-in page or a list of one entry is never taken for IANA's."""
    assert read_list(body) is None


def test_it_is_asked_for_once_a_day(tmp_path: Path) -> None:
    """One request for all questions of a run, none by the next run of the day, and the next day only for changes."""
    found, asked = load(tmp_path, http(200, iana(), ETag='"one"'))
    assert found is not None and len(asked) == 1
    path = tmp_path / "rdap-dns.json"
    kept = json.loads(path.read_text(encoding="utf-8"))

    async def same_address(now: datetime, answer: bytes) -> tuple[Bootstrap | None, list[dict]]:
        async with serving(lambda _: answer) as server:
            address = f"http://{server.host}/"
            path.write_text(json.dumps(kept | {"address": address}), encoding="utf-8")
            async with Http(Switch(online=True), Gates({}), Book(), total_timeout=1.0) as client:
                listing = BootstrapList(client, tmp_path, now=lambda: now)
                return await listing.get("rdap", address), [headers for _, _, headers in server.asked]

    again, asked = asyncio.run(same_address(NOW + timedelta(hours=23), http(500)))
    assert again == found and asked == []
    again, asked = asyncio.run(same_address(NOW + timedelta(hours=25), http(304)))
    assert again == found and [headers["if-none-match"] for headers in asked] == ['"one"']
    newer = http(200, iana("2026-11-23T00:00:00Z"))
    changed, _ = asyncio.run(same_address(NOW + timedelta(hours=25), newer))
    assert changed is not None and changed.published == "2026-11-23"


@pytest.mark.parametrize("answer", [http(500), http(200, b"<html>"), [None], [5.0]])
def test_without_iana_a_recent_list_is_used_and_an_old_one_is_not(tmp_path: Path, answer) -> None:
    """When IANA cannot be reached, last week's list serves; one of two months ago does not, nor a portal's page."""
    load(tmp_path, http(200, iana()))
    week, _ = load(tmp_path, answer, NOW + timedelta(days=7))
    old, _ = load(tmp_path, answer, NOW + timedelta(days=60))
    assert week is not None and old is None
    assert load(None, answer)[0] is None


def test_a_damaged_cache_is_no_list(tmp_path: Path) -> None:
    """A file that is broken, or a folder that cannot be written, costs a request and nothing else."""
    (tmp_path / "rdap-dns.json").write_text('{"body": 7}', encoding="utf-8")
    assert load(tmp_path, http(500))[0] is None
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert load(blocked, http(200, iana()))[0] is not None
