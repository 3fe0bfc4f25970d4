"""DNS: what the parent zone's own servers say about a name. It can prove that a name is registered, and nothing else.

A delegation (NS), or the name's own SOA, is there only for a registered name. That there is none proves nothing: names
are registered without name servers, held, reserved. `_for-sale.<name>` asks this machine's resolver for the holder's
own word that the name is for sale (RFC 10023), which the holder's servers may notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from brandname.model import Evidence, Outcome
from brandname.net.gates import Manners
from brandname.sources.base import NO_SERVER, Controls, Line
from brandname.sources.records import UNKNOWN, DomainRecord, DomainState, freshness, text_of, unpack
from brandname.sources.registries import is_domain, registries, suffix_of, zone_of

FOR_SALE = "_for-sale."
MARK = "v=FORSALE1;"
"""What such a record begins with (RFC 10023)."""
ZONE = Manners(slots=4, interval=0.1)
"""Ten a second to the servers of a zone, which answer thousands."""


class Dns:
    """Requests are domain names in A-labels, or `_for-sale.` and one."""

    id: ClassVar[str] = "dns"
    version: ClassVar[int] = 1
    terms: ClassVar[str] = "https://www.rfc-editor.org/rfc/rfc1034"

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """The zones of the shipped table, as `dns.<zone>`."""
        zones = {zone for row in registries().values() for zone in (row.zone, *row.suffixes)}
        return {f"dns.{zone}": ZONE for zone in sorted(zones)}

    def place(self, request: str) -> str:
        """The registry's zone."""
        return zone_of(request)

    def host_of(self, scope: str) -> str:
        """None: a zone has servers of its own, and they answer at once."""
        del scope
        return ""

    def freshness(self, outcome: Outcome) -> timedelta:
        """24 hours for a delegation."""
        return freshness(outcome)

    def controls(self, letters: str, place: str) -> Controls | None:
        """A name the zone surely has, or where we know none one of .com, which shows that DNS itself answers."""
        row = registries().get(place)
        if row is None:
            return Controls(f"nic.{place}", f"{letters}.{place}", free_is=Outcome.UNCLEAR)
        return Controls(row.known or registries()["com"].known, f"{letters}.{place}", free_is=Outcome.UNCLEAR)

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the servers of the zone above the name."""
        if not is_domain(request):
            return line.nothing(NO_SERVER)
        if request.startswith(FOR_SALE):
            reply = await line.ask_resolver(request, "TXT")
        else:
            reply = await line.ask_zone(suffix_of(request), request, "NS")
        return line.evidence(reply)

    def recognise(self, evidence: Evidence) -> Outcome:
        """Found for a delegation or a for-sale record; never `not_found`."""
        facts = unpack(evidence)
        if not facts or evidence.status not in ("noerror", "nxdomain"):
            return Outcome.FAILED
        if evidence.request.startswith(FOR_SALE):
            return Outcome.FOUND if for_sale(evidence) else Outcome.UNCLEAR
        return Outcome.FOUND if read(evidence).state is DomainState.REGISTERED else Outcome.UNCLEAR


def read(evidence: Evidence) -> DomainRecord:
    """Registered, by a delegation, or unknown. Pure."""
    facts = unpack(evidence)
    if not facts or evidence.request.startswith(FOR_SALE):
        return replace(UNKNOWN, why=evidence.status)
    record = DomainRecord(DomainState.UNKNOWN, evidence.status, text_of(facts, "server"))
    if evidence.status != "noerror":
        return record
    name = evidence.request.casefold().rstrip(".")
    rows = [*_records(facts, "answer"), *_records(facts, "authority")]
    servers = tuple(value.rstrip(".") for owner, kind, values in rows if (owner, kind) == (name, "NS")
                    for value in values)
    if servers:
        return replace(record, state=DomainState.REGISTERED, why="delegated", nameservers=servers)
    if any((owner, kind) == (name, "SOA") for owner, kind, _ in rows):
        return replace(record, state=DomainState.REGISTERED, why="zone_of_its_own")
    return replace(record, why="no_delegation")


def for_sale(evidence: Evidence) -> str:
    """What a `_for-sale` record says after its mark; empty when there is none. Written by strangers."""
    rows = _records(unpack(evidence), "answer") if evidence.status == "noerror" else []
    texts = (value.strip('"') for owner, kind, values in rows
             if (owner, kind) == (evidence.request.casefold(), "TXT") for value in values)
    return next((text[:255] for text in texts if text.startswith(MARK)), "")


def _records(facts: Mapping[str, Any], section: str) -> list[tuple[str, str, list[str]]]:
    """(owner, kind, values) of a section, what is not in the form left out."""
    found = []
    rows = facts.get(section)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, list) and len(row) == 3 and isinstance(row[0], str) and isinstance(row[2], list):
            found.append((row[0].casefold().rstrip("."), str(row[1]), [str(value) for value in row[2]]))
    return found
