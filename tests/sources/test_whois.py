"""WHOIS over a real server; texts are written here."""

from __future__ import annotations

import asyncio
import time

import pytest

from brandname.model import Evidence, Gap, Outcome
from brandname.net.http import BODY_LIMIT
from brandname.sources.base import NO_SERVER, gap_of
from brandname.sources.records import DomainState
from brandname.sources.whois import Whois, mask, read, referral, texts
from tests.net.port43 import whois_serving
from tests.net.server import Answer
from tests.net.test_http import Book
from tests.sources.asking import fetch

TAKEN = b"""Domain name: velora.ie
Registrar: Example Registrar Ltd
Registrant Name: Ana Example
Registrant Email: ana@example.test
Creation Date: 2011-03-04
Expiry Date: 2027-03-04
Name Server: ns1.example.test
Name Server: ns2.example.test
"""


def look_up(answer: bytes | list[Answer], name: str = "velora.ie", host: str = "whois.weare.ie", *,
            limit: float = 5.0) -> tuple[Evidence, list[str]]:
    """The evidence a server's text makes, and what the server was asked."""
    async def run() -> tuple[Evidence, list[str]]:
        async with whois_serving(lambda _: answer) as server:
            return await fetch(Whois(), name, {host: server.host}, limit=limit), server.asked

    return asyncio.run(run())


def test_a_record_is_a_registration_and_keeps_no_person() -> None:
    """A registration is found; who holds it is masked before anything is stored, and the verdict stays the same."""
    evidence, asked = look_up(TAKEN)
    assert asked == ["velora.ie"]
    assert read(evidence).state is DomainState.REGISTERED and Whois().recognise(evidence) is Outcome.FOUND
    assert b"Ana" not in evidence.body and b"ana@" not in evidence.body
    assert "Registrar: Example Registrar Ltd" in texts(evidence)[0]


@pytest.mark.parametrize(("name", "host", "query"), [
    ("velora.jp", "whois.jprs.jp", "velora.jp/e"), ("xn--vlora-bsa.de", "whois.denic.de", "-T dn,ace xn--vlora-bsa.de"),
])
def test_registries_are_asked_in_their_own_way(name: str, host: str, query: str) -> None:
    """Servers that want more than the name get it."""
    assert look_up(b"", name, host)[1] == [query]


@pytest.mark.parametrize(("answer", "outcome"), [
    (b"", Outcome.UNCLEAR), (b"\x00\xff\xfe" * 300, Outcome.UNCLEAR), (b"<html>log in</html>", Outcome.UNCLEAR),
    (b"Terms of use apply.\r\n", Outcome.UNCLEAR), (b"x" * 1_000_000, Outcome.FAILED),
    ([b"a", 0.1] * 40, Outcome.FAILED), ([9.0], Outcome.FAILED), ([None], Outcome.FAILED),
    (TAKEN.replace(b"velora.ie", b"zovanta.ie"), Outcome.UNCLEAR),
])
def test_what_is_no_answer_stays_open(answer, outcome: Outcome) -> None:
    """A flood, a trickle, nothing, binary, a log-in page, another name's record: none is an answer, none hangs."""
    begun = time.monotonic()
    evidence, _ = look_up(answer, limit=0.5 if outcome is Outcome.FAILED else 5.0)
    assert (Whois().recognise(evidence), read(evidence).state) == (outcome, DomainState.UNKNOWN)
    assert time.monotonic() - begun < 9


@pytest.mark.parametrize("filling", [b"\x00", b"\x9f", b"\n", "\u4e2d".encode(), b"\\", b'"', b"% terms\r\n"])
def test_the_longest_text_can_be_kept_and_proves_nothing(filling: bytes) -> None:
    """A text of the largest size, whatever it is made of, neither breaks the store nor hides what comes after it."""
    evidence, _ = look_up(b"Not found: velora.ie\r\n" + filling * (250_000 // len(filling)))
    assert 0 < len(evidence.body) <= BODY_LIMIT
    assert read(evidence).state is DomainState.UNKNOWN


def test_too_many_questions_reads_so() -> None:
    """A text that asks for fewer questions leaves the question open for that reason."""
    evidence, _ = look_up(b"Query rate limit exceeded. Try again later.\r\n")
    outcome = Whois().recognise(evidence)
    assert outcome is Outcome.REFUSED and gap_of(evidence, outcome) is Gap.RATE_LIMITED


def test_a_registrar_is_asked_once_and_decides_nothing() -> None:
    """A registry without dates sends us on once; two servers that refer to each other end there."""
    thin = b"Domain name: velora.ie\r\nRegistrar: Example\r\nName Server: a.test\r\nWhois Server: whois.b.test\r\n"
    back = b"No match for velora.ie\r\nCreation Date: 2011-03-04\r\nWhois Server: whois.weare.ie\r\n"

    async def run() -> tuple[Evidence, list[str], list[str], Book]:
        book = Book()
        async with whois_serving(lambda _: thin) as registry, whois_serving(lambda _: back) as registrar:
            hosts = {"whois.weare.ie": registry.host, "whois.b.test": registrar.host}
            evidence = await fetch(Whois(), "velora.ie", hosts, book=book)
            return evidence, registry.asked, registrar.asked, book

    evidence, first, second, book = asyncio.run(run())
    assert (first, second, len(book.entries)) == (["velora.ie"], ["velora.ie"], 2)
    assert read(evidence).state is DomainState.REGISTERED and len(texts(evidence)) == 2


def test_a_zone_nobody_can_be_asked_about_is_for_a_person() -> None:
    """No server is guessed."""
    for name in ("velora.nosuchzone", "velora.es", "velora.xn--p1ai.nowhere"):
        evidence, asked = look_up(TAKEN, name)
        assert evidence.status == NO_SERVER and asked == []


@pytest.mark.parametrize(("text", "host"), [
    ("Registrar WHOIS Server: whois.other.test", "whois.other.test"), ("refer:  whois.other.test", "whois.other.test"),
    ("ReferralServer: rwhois://whois.other.test/", "whois.other.test"), ("Whois Server: whois.own.test", ""),
    ("See https://whois.other.test for more", ""), ("Whois Server: localhost", ""), ("", ""),
])
def test_referrals_are_read(text: str, host: str) -> None:
    """Only a line that names another host sends us anywhere."""
    assert referral(text, "whois.own.test") == host


@pytest.mark.parametrize("line", [
    "Registrant Name: Ana Example", "holder-c:  Ana Example", "person: Ana Example", "Admin Street: Ana Example 5",
    "e-mail:      ana@example.test", "   Name: Ana Example", "[Registrant] Ana Example", "a. [Registrant] Ana Example",
    "remarks: write to ana@example.test", "phone: +34 600 000 000", "call +34 600 000 000 now", "owner: Ana Example",
    "Tech City: Ana Example", "Responsible Party: Ana Example",
])
def test_lines_about_people_are_masked(line: str) -> None:
    """Whatever a registry calls it, a person's data does not reach the disk."""
    masked = mask(f"Domain: velora.ie\n{line}\nRegistrar: Example Ltd\nName Server: ns1.example.test")
    assert not any(part in masked for part in ("Ana", "ana@", "600"))
    assert "Domain: velora.ie" in masked and "Example Ltd" in masked and "ns1.example.test" in masked


@pytest.mark.parametrize("text", [
    "mail" * 60_000, "a" * 250_000, "\n" * 250_000, " " * 250_000, "+1 " * 80_000, "a@" * 100_000, "owner " * 40_000,
    "%#" * 100_000, "whois:" * 40_000, "a.b" * 80_000, "creat" * 50_000,
])
def test_a_hostile_text_holds_nobody_up(text: str) -> None:
    """No text, whatever it repeats, keeps the program busy."""
    begun = time.process_time()
    mask(text)
    referral(text, "whois.own.test")
    assert time.process_time() - begun < 5
