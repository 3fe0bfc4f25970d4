"""What an RDAP answer shows, good and bad; exchanges are constructed, the server is real."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from brandname.model import Evidence, Gap, Outcome
from brandname.sources.base import NO_SERVER, gap_of
from brandname.sources.rdap import Rdap, read
from brandname.sources.records import DomainState
from tests.net.server import Answer, http, serving
from tests.net.test_bootstrap import iana
from tests.sources.asking import fetch

TYPE = "application/rdap+json"
PERSON = "Ana Example"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def domain(name: str = "velora.com", **more: object) -> bytes:
    """A registration as RFC 9083 has it."""
    return json.dumps({
        "objectClassName": "domain", "ldhName": name, "status": ["active"],
        "events": [{"eventAction": "registration", "eventDate": "2011-03-04T05:06:07Z"},
                   {"eventAction": "expiration", "eventDate": "2027-03-04T05:06:07Z"}],
        "nameservers": [{"ldhName": "ns1.example"}],
        "entities": [
            {"roles": ["registrar"], "vcardArray": ["vcard", [["version", {}, "text", "4.0"],
                                                             ["fn", {}, "text", "Example Registrar"]]]},
            {"roles": ["registrant"], "vcardArray": ["vcard", [["fn", {}, "text", PERSON]]]},
        ], **more,
    }).encode()


ERROR = json.dumps({"rdapConformance": ["rdap_level_0"], "errorCode": 404, "title": "Not Found"}).encode()


def error(**more: object) -> bytes:
    """A "not found" with more in it."""
    return json.dumps({"rdapConformance": ["rdap_level_0"], "errorCode": 404, **more}).encode()


def look_up(answer: bytes | list[Answer], name: str = "velora.com", host: str = "rdap.verisign.com", *,
            limit: float = 5.0) -> Evidence:
    """The evidence a server's answer makes."""
    async def run() -> Evidence:
        async with serving(lambda _: answer) as server:
            return await fetch(Rdap(), name, {host: f"http://{server.host}"}, limit=limit)

    return asyncio.run(run())


def test_a_registration_tells_since_when_and_through_whom() -> None:
    """A record that names the domain is a registration, with its dates; nothing about its holder is kept."""
    evidence = look_up(http(200, domain("VELORA.COM."), Content_Type=TYPE))
    record = read(evidence)
    assert record.state is DomainState.REGISTERED and Rdap().recognise(evidence) is Outcome.FOUND
    assert (record.since, record.expires, record.registrar) == ("2011-03-04", "2027-03-04", "Example Registrar")
    assert (record.server, record.listed, record.nameservers) == ("rdap.verisign.com", True, ("ns1.example",))
    assert evidence.address == "https://rdap.verisign.com/com/v1/domain/velora.com"
    assert PERSON.encode() not in evidence.body


@pytest.mark.parametrize(("answer", "state", "outcome"), [
    (http(404, ERROR, Content_Type=TYPE), "not_registered", Outcome.NOT_FOUND),
    (http(404, ERROR, Content_Type=f"{TYPE}; charset=utf-8"), "not_registered", Outcome.NOT_FOUND),
    (http(404, ERROR, Content_Type="application/json"), "not_registered", Outcome.NOT_FOUND),
    (http(404, b"", Content_Type=TYPE), "not_registered", Outcome.NOT_FOUND),
    (http(404), "not_registered", Outcome.NOT_FOUND),
    (http(200, domain(status=["Reserved by registry"]), Content_Type=TYPE), "reserved", Outcome.FOUND),
    (http(200, domain(status=["blocked"]), Content_Type=TYPE), "reserved", Outcome.FOUND),
    (http(400, b'{"errorCode": 400}', Content_Type=TYPE), "invalid", Outcome.UNCLEAR),
    (http(200, domain("velora.net"), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, domain(objectClassName="entity"), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b"[]", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b"{", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b"", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b"<html>log in to this network</html>", Content_Type="text/html"), "unknown", Outcome.UNCLEAR),
    (http(404, b"<html>no such page</html>", Content_Type="text/html"), "unknown", Outcome.UNCLEAR),
    (http(404, b"<html>no such page</html>", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, b"", Content_Type="text/html"), "unknown", Outcome.UNCLEAR),
    (http(404, b'{"message": "no route"}', Content_Type="application/json"), "unknown", Outcome.UNCLEAR),
    (http(404, b"null", Content_Type="application/json"), "unknown", Outcome.UNCLEAR),
    (http(404, b'{"message": "no route"}', Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, b"[]", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, b"[" * 120_000, Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, b'{"a":' * 40_000 + b"1" + b"}" * 40_000, Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, domain(), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, error(errorCode=429), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, error(description=["This name is reserved"]), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, error(title="Premium name"), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, error(description=["query limit exceeded"]), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(404, error(errorCode="404", description=["velora.com not found"]), Content_Type=TYPE), "not_registered",
     Outcome.NOT_FOUND),
    (http(200, ERROR, Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b'{"domainSearchResults": [' + domain() + b"]}", Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, b'{"notices": [{"title": "Terms"}]}', Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, domain(unicodeName="velora.com", ldhName=None), Content_Type=TYPE), "unknown", Outcome.UNCLEAR),
    (http(200, domain(status=["\ud800"]), Content_Type=TYPE), "registered", Outcome.FOUND),
    (http(410, ERROR, Content_Type=TYPE), "unknown", Outcome.FAILED),
    (http(400, b"<html>", Content_Type="text/html"), "unknown", Outcome.UNCLEAR),
    (http(204), "unknown", Outcome.FAILED),
    (http(302, Location="https://portal.test/login"), "unknown", Outcome.FAILED),
    (http(403), "unknown", Outcome.REFUSED),
    (http(429), "unknown", Outcome.REFUSED),
    (http(503, Retry_After="9999"), "unknown", Outcome.REFUSED),
    (http(500, ERROR, Content_Type=TYPE), "unknown", Outcome.FAILED),
    (http(200, b"x" * 1_000_000, Content_Type=TYPE), "unknown", Outcome.FAILED),
    ([None], "unknown", Outcome.FAILED),
    ([http(200, domain())[:60], 9.0], "unknown", Outcome.FAILED),
])
def test_only_proof_is_an_answer(answer, state: str, outcome: Outcome) -> None:
    """Neither a log-in page, nor another name's record, nor an error of any kind is an answer, least of all a no."""
    evidence = look_up(answer, limit=0.6 if isinstance(answer, list) else 5.0)
    assert (read(evidence).state, Rdap().recognise(evidence)) == (state, outcome)


def test_not_found_from_a_server_iana_does_not_list_is_no_answer() -> None:
    """A server that no list vouches for may say what it likes: its 404 needs a second source."""
    evidence = look_up(http(404, ERROR, Content_Type=TYPE), "velora.io", "rdap.nic.io")
    assert (read(evidence).state, read(evidence).why) == (DomainState.UNKNOWN, "404_unlisted")
    taken = look_up(http(200, domain("velora.io"), Content_Type=TYPE), "velora.io", "rdap.nic.io")
    assert read(taken).state is DomainState.REGISTERED


def test_a_relay_proves_presence_only() -> None:
    """An RDAP service of my own choice may show that a name is registered; that it knows none proves nothing."""
    async def run(answer: bytes) -> Evidence:
        async with serving(lambda _: answer) as server:
            return await fetch(Rdap(), "velora.com", {}, base_url=f"http://{server.host}/rdap")

    taken = asyncio.run(run(http(200, domain(), Content_Type=TYPE)))
    missing = asyncio.run(run(http(404, ERROR, Content_Type=TYPE)))
    assert (read(taken).state, read(missing).state) == (DomainState.REGISTERED, DomainState.UNKNOWN)


def test_ianas_newest_list_goes_before_the_shipped_one(tmp_path: Path) -> None:
    """A server that IANA lists today is asked, believed and named with the list's date; one it dropped is not."""
    async def run(zones: dict[str, str]) -> Evidence:
        def answers(path: str) -> bytes:
            return http(200, iana(**zones)) if path == "/rdap/dns.json" else http(404, ERROR, Content_Type=TYPE)

        async with serving(answers) as server:
            here = f"http://{server.host}"
            hosts = {"data.iana.org": here, "rdap.verisign.com": here, "rdap.new.test": here}
            return await fetch(Rdap(), "velora.com", hosts)

    listed = read(asyncio.run(run({"com": "https://rdap.new.test/x"})))
    assert (listed.state, listed.server, listed.table) == (DomainState.NOT_REGISTERED, "rdap.new.test", "2026-11-20")
    dropped = read(asyncio.run(run({"net": "https://rdap.new.test/x"})))
    assert (dropped.state, dropped.why) == (DomainState.UNKNOWN, "404_unlisted")


def test_a_zone_nobody_lists_is_not_asked_about() -> None:
    """Where we know no server, nothing is sent and the question says that it is for a person."""
    evidence = look_up(http(404, ERROR, Content_Type=TYPE), "velora.nosuchzone")
    assert evidence.status == NO_SERVER and gap_of(evidence) is Gap.MANUAL_ONLY
    assert Rdap().recognise(evidence) is not Outcome.NOT_FOUND


def test_half_a_record_keeps_no_person() -> None:
    """Of a record that breaks off nothing is stored that could name its holder."""
    whole = domain()
    evidence = look_up(http(200, whole[:-2], Content_Type=TYPE))
    assert read(evidence).state is DomainState.UNKNOWN
    assert PERSON.encode() in whole[:-2] and PERSON.encode() not in evidence.body
    assert PERSON.encode() not in look_up(http(200, b"[" + whole + b"]", Content_Type=TYPE)).body


def test_patience_is_kept() -> None:
    """A registry that says "in a second" is asked again in a second, and its answer counts."""
    given = iter([http(429, Retry_After="1"), http(200, domain(), Content_Type=TYPE)])

    async def run() -> Evidence:
        async with serving(lambda _: next(given)) as server:
            return await fetch(Rdap(), "velora.com", {"rdap.verisign.com": f"http://{server.host}"})

    assert read(asyncio.run(run())).state is DomainState.REGISTERED


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b'{"answer": 3}', b"\xff", b'{"listed": "yes"}'])
@pytest.mark.parametrize("status", ["200", "404", "400", "timeout", "captcha"])
def test_a_damaged_record_is_no_answer(status: str, body: bytes) -> None:
    """Evidence that was altered or cut never turns into an answer."""
    evidence = Evidence("rdap", 1, "velora.com", "test", "2026-11-22", status, body)
    assert read(evidence).state is DomainState.UNKNOWN
    assert Rdap().recognise(evidence) not in (Outcome.FOUND, Outcome.NOT_FOUND)
