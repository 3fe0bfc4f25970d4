"""What DNS proves, and what it does not; messages are constructed."""

from __future__ import annotations

import json

import pytest

from brandname.model import Evidence, Outcome
from brandname.sources.dns import Dns, for_sale, read
from brandname.sources.records import DomainState


def evidence(request: str = "velora.com", status: str = "noerror", **sections: object) -> Evidence:
    """A stored DNS exchange."""
    body = json.dumps({"server": "192.0.2.1", "rcode": status, "answer": [], "authority": []} | sections).encode()
    return Evidence("dns", 1, request, "test", "2026-11-22", status, body)


NS = ["velora.com", "NS", ["ns1.example.", "ns2.example."]]


@pytest.mark.parametrize(("found", "why"), [
    (evidence(authority=[NS]), "delegated"),
    (evidence(answer=[NS]), "delegated"),
    (evidence("VELORA.com", authority=[NS]), "delegated"),
    (evidence(authority=[["velora.com", "SOA", ["ns1.example. x. 1 2 3 4 5"]]]), "zone_of_its_own"),
])
def test_a_delegation_proves_a_registration(found: Evidence, why: str) -> None:
    """Name servers of the name itself, told by the zone above, are there for registered names only."""
    assert (read(found).state, read(found).why) == (DomainState.REGISTERED, why)
    assert Dns().recognise(found) is Outcome.FOUND


@pytest.mark.parametrize("found", [
    evidence(status="nxdomain", authority=[["com", "SOA", ["a. b. 1 2 3 4 5"]]]),
    evidence(status="nxdomain", authority=[NS]),
    evidence(authority=[["com", "SOA", ["a. b. 1 2 3 4 5"]]]),
    evidence(authority=[["com", "NS", ["a."]]]),
    evidence(answer=[["velora.com", "A", ["192.0.2.9"]]]),
    evidence(answer=[["www.velora.com", "NS", ["a."]]]),
    evidence(answer=[["velora.com", "CNAME", ["parked.example."]], ["parked.example", "NS", ["a."]]]),
    evidence(answer=[["*.com", "NS", ["a."]]]),
])
def test_nothing_proves_that_a_name_is_not_registered(found: Evidence) -> None:
    """No delegation, no such name, an address: none of it says that nobody has the name."""
    assert read(found).state is DomainState.UNKNOWN
    assert Dns().recognise(found) is Outcome.UNCLEAR


@pytest.mark.parametrize("status", ["servfail", "refused", "timeout", "dns", "garbled", "closed_silent"])
def test_a_failure_is_no_answer(status: str) -> None:
    """A server that fails tells nothing, whatever stands in its message."""
    assert Dns().recognise(evidence(status=status, authority=[NS])) is Outcome.FAILED
    assert read(evidence(status=status, authority=[NS])).state is DomainState.UNKNOWN


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"authority": [["velora.com", "NS", 7], 3, ["x"]]}'])
def test_a_damaged_message_is_no_answer(body: bytes) -> None:
    """What is not in the form is left out."""
    found = Evidence("dns", 1, "velora.com", "test", "2026-11-22", "noerror", body)
    assert read(found).state is DomainState.UNKNOWN
    assert Dns().recognise(found) not in (Outcome.FOUND, Outcome.NOT_FOUND)


@pytest.mark.parametrize(("text", "said"), [
    ('"v=FORSALE1;fval=EUR999"', "v=FORSALE1;fval=EUR999"), ('"v=spf1 -all"', ""), ('"for sale"', ""), ("", ""),
])
def test_a_holder_may_say_that_a_name_is_for_sale(text: str, said: str) -> None:
    """The record of RFC 10023 is read, and nothing else is taken for it."""
    name = "_for-sale.velora.com"
    found = evidence(name, answer=[[name, "TXT", [text]]])
    assert for_sale(found) == said
    assert Dns().recognise(found) is (Outcome.FOUND if said else Outcome.UNCLEAR)
    assert read(found).state is DomainState.UNKNOWN
