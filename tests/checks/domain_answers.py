"""Evidence about domains as the sources keep it, with answers written for tests."""

from __future__ import annotations

from brandname.model import Evidence
from brandname.sources.records import pack

WHEN = "2026-11-22T10:00:00Z"


def rdap(name: str, status: str = "200", *, listed: bool = True, when: str = WHEN, **answer: object) -> Evidence:
    """What an RDAP server said; 200 with a registration unless told otherwise."""
    facts: dict[str, object] = {
        "server": "rdap.registry.example", "listed": listed, "table": "2026-11-20", "type": "application/rdap+json",
    }
    if status == "200":
        answer = {
            "objectClassName": "domain", "ldhName": name.upper(), "status": ["active"],
            "events": [{"eventAction": "registration", "eventDate": "2011-03-04T00:00:00Z"},
                       {"eventAction": "expiration", "eventDate": "2030-03-04T00:00:00Z"}],
            "nameservers": ["ns1.velora.example"], "registrar": "Some Registrar", **answer,
        }
    elif not answer and status == "404":
        answer = {"errorCode": 404, "rdapConformance": ["rdap_level_0"]}
    return Evidence("rdap", 1, name, "test", when, status, pack({**facts, "answer": answer}))


def whois(name: str, text: str, *, when: str = WHEN) -> Evidence:
    """What a WHOIS server sent."""
    return Evidence("whois", 1, name, "test", when, "43", pack({"server": "whois.registry.example", "text": text}))


def dns(name: str, *servers: str, status: str = "noerror", when: str = WHEN) -> Evidence:
    """What the zone's servers said: a delegation to these servers, or none."""
    rows = [[name, "NS", list(servers)]] if servers else []
    facts = {"server": "a.zone.example", "answer": [], "authority": rows}
    return Evidence("dns", 1, name, "test", when, status, pack(facts))


def for_sale(name: str) -> Evidence:
    """The holder's own word that a name is for sale."""
    asked = f"_for-sale.{name}"
    facts = {"server": "local", "answer": [[asked, "TXT", ['"v=FORSALE1;fcod=X"']]], "authority": []}
    return Evidence("dns", 1, asked, "test", WHEN, "noerror", pack(facts))


RECORD = (
    "Domain Name: VELORA.MX\nRegistrar: Some Registrar\nCreated On: 2011-03-04\nExpiration Date: 2030-03-04\n"
    "Name Server: ns1.velora.example\n"
)
