"""RDAP (RFC 9082, 9083): a registry's own record of a domain name. Fetches and recognises; the check judges.

A registration is believed from any server when it names the domain asked; "not found" only from a server that IANA
lists, said in RDAP's own form: a server that does not run the zone says 404 too, and so does any web server. What is
kept of a record is what tells about the domain, and nothing about its holder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from brandname.model import Evidence, Outcome
from brandname.net.bootstrap import HOST, Bootstrap
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import NO_SERVER, Controls, Line
from brandname.sources.records import (
    TEXT_KEPT,
    UNKNOWN,
    DomainRecord,
    DomainState,
    freshness,
    outcome_of,
    pack,
    text_of,
    unpack,
)
from brandname.sources.registries import host_manners, is_domain, registries, registry_of, suffix_of, zone_of
from brandname.sources.whois_verdict import takes_back

MEDIA_TYPE = "application/rdap+json"
KEPT = ("objectClassName", "ldhName", "unicodeName", "status", "errorCode", "title", "description", "rdapConformance")
DEFAULT = Manners(slots=4, interval=0.5)
"""2 requests a second and 4 at once, where the operator says nothing."""


class Rdap:
    """Requests are domain names in A-labels: `velora.com`."""

    id: ClassVar[str] = "rdap"
    version: ClassVar[int] = 1
    terms: ClassVar[str] = "https://data.iana.org/rdap/dns.json"

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """IANA for its list, and the servers of the shipped table; what IANA adds meanwhile gets the defaults."""
        known = host_manners()
        bases = {urlsplit(row.rdap).hostname or "": DEFAULT for row in registries().values() if row.rdap}
        return {HOST: DEFAULT} | {host: known.get(host, manners) for host, manners in bases.items()}

    def place(self, request: str) -> str:
        """The zone."""
        return zone_of(request)

    def host_of(self, scope: str) -> str:
        """The RDAP server of a top-level domain."""
        row = registry_of(scope)
        return urlsplit(row.rdap).hostname or "" if row else ""

    def freshness(self, outcome: Outcome) -> timedelta:
        """24 hours for a registration, one for none."""
        return freshness(outcome)

    def controls(self, letters: str, place: str) -> Controls | None:
        """A name the zone surely has; for zones outside the table the registry's own `nic`."""
        row = registries().get(place)
        if row and not row.known:
            return None  # and `fetch` asks nobody: what cannot be proven is not believed
        known = row.known if row else f"nic.{place}"
        return Controls(known, f"{letters}.{suffix_of(known)}", free_is=Outcome.UNCLEAR)

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the zone's server."""
        if not is_domain(request):
            return line.nothing(NO_SERVER)
        base, listed, date = _server(request, await line.bootstrap())
        if line.base_url:  # a relay: IANA vouches for none, and it repeats what it is told
            base, listed = line.base_url.rstrip("/") + "/", False
        if not base:
            return line.nothing(NO_SERVER)
        reply = await line.get(f"{base}domain/{request}", accept=MEDIA_TYPE)
        facts = {"server": urlsplit(base).hostname or "", "listed": listed, "table": date, **_kept(reply)}
        return line.evidence(reply, address=f"{base}domain/{request}", body=pack(facts) if reply.status else b"")

    def recognise(self, evidence: Evidence) -> Outcome:
        """What the answer shows."""
        outcome = outcome_of(read(evidence))
        if outcome is Outcome.UNCLEAR and evidence.status not in ("200", "400", "404"):
            return Outcome.REFUSED if evidence.status in ("401", "403", "429", "503") else Outcome.FAILED
        return outcome


def read(evidence: Evidence) -> DomainRecord:
    """The record in an answer, by the rules of the module; `unknown` for anything unexpected. Pure."""
    facts = unpack(evidence)
    server = DomainRecord(
        DomainState.UNKNOWN, evidence.status, text_of(facts, "server"), facts.get("listed") is True,
        text_of(facts, "table"),
    )
    answer = facts.get("answer")
    if not facts:
        return replace(UNKNOWN, why=evidence.status)
    if evidence.status == "200":
        return _registration(evidence.request, answer, server) if isinstance(answer, dict) else server
    if evidence.status == "404":
        if not server.listed:
            return replace(server, why="404_unlisted")
        if not _says_not_found(facts, answer):
            return replace(server, why="404_not_rdap")
        doubted = isinstance(answer, dict) and takes_back(_remarks(answer))
        return replace(server, why="404_doubt") if doubted else replace(server, state=DomainState.NOT_REGISTERED)
    in_form = isinstance(answer, dict) and answer.get("errorCode") == 400
    return replace(server, state=DomainState.INVALID) if evidence.status == "400" and in_form else server


def _server(name: str, bootstrap: Bootstrap | None) -> tuple[str, bool, str]:
    """(base address or "", whether IANA lists it, date of the list) for a name: IANA's newest word first."""
    row = registry_of(name)
    if row and not row.known:
        return "", False, row.date
    if row and "." in row.zone:
        return row.rdap, row.listed, row.date
    zone = row.zone if row else zone_of(name)
    if bootstrap is not None:
        base = bootstrap.bases.get(zone, "")
        if base or row is None:
            return base, bool(base), bootstrap.published
        return row.rdap, False, bootstrap.published
    return (row.rdap, row.listed, row.date) if row else ("", False, "")


def _kept(reply: Reply) -> dict[str, object]:
    """What is stored of an answer: its type, and the domain's own facts or the beginning of a strange text."""
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    facts: dict[str, object] = {"type": kind}
    if not reply.body.strip():
        return facts
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        text = reply.body.decode("utf-8", "replace").strip()
        # Half a record may hold its holder's name further on: of what looks like one, only the very beginning stays.
        return {**facts, "text": text[:100 if text.startswith(("{", "[")) else TEXT_KEPT]}
    if not isinstance(answer, dict):
        return {**facts, "text": type(answer).__name__}
    kept: dict[str, object] = {name: _short(answer[name]) for name in KEPT if name in answer}
    kept["events"] = [
        {"eventAction": str(e.get("eventAction"))[:80], "eventDate": str(e.get("eventDate"))[:40]}
        for e in _dicts(answer.get("events"))[:20]
    ]
    kept["nameservers"] = [str(n.get("ldhName"))[:255] for n in _dicts(answer.get("nameservers"))[:20]]
    kept["registrar"] = next(filter(None, map(_registrar, _dicts(answer.get("entities")))), "")
    return {**facts, "answer": kept}


def _short(value: object) -> object:
    """A text, a number or a list of texts, cut to what a record needs."""
    if isinstance(value, list):
        return [str(item)[:120] for item in value[:20]]
    return value if isinstance(value, int) else str(value)[:300]


def _registrar(entity: Mapping[str, Any]) -> str:
    """The name of an entity whose role is registrar; empty for all others, who may be people."""
    card = entity.get("vcardArray")
    if "registrar" not in _texts(entity.get("roles")) or not isinstance(card, list) or len(card) < 2:
        return ""
    lines = card[1] if isinstance(card[1], list) else []
    named = (line for line in lines if isinstance(line, list) and len(line) > 3 and line[0] == "fn")
    return next((str(line[3])[:200] for line in named), "")


def _registration(name: str, answer: Mapping[str, Any], server: DomainRecord) -> DomainRecord:
    """A registration of this very name; of another one, nothing."""
    if str(answer.get("objectClassName", "")).lower() != "domain":
        return replace(server, why="200_no_domain")
    if str(answer.get("ldhName", "")).casefold().rstrip(".") != name.casefold():
        return replace(server, why="200_other_name")
    statuses = _texts(answer.get("status"))
    kept_back = any(word in status.lower() for status in statuses for word in ("reserved", "blocked"))
    events = {str(e.get("eventAction")): str(e.get("eventDate"))[:10] for e in _dicts(answer.get("events"))}
    return replace(
        server, state=DomainState.RESERVED if kept_back else DomainState.REGISTERED, statuses=statuses,
        since=events.get("registration", ""), expires=events.get("expiration", ""),
        registrar=text_of(answer, "registrar"), nameservers=_texts(answer.get("nameservers")),
    )


def _says_not_found(facts: Mapping[str, Any], answer: object) -> bool:
    """RFC 7480, 5.3: 404 with nothing, or with RDAP's own body."""
    if "text" in facts:
        return False
    if answer is None:
        return facts.get("type") in ("", MEDIA_TYPE, "application/json")
    if not isinstance(answer, dict) or "objectClassName" in answer:
        return False
    if answer.get("errorCode", 404) not in (404, "404"):
        return False
    marks = {"errorCode", "rdapConformance"} & answer.keys()
    return len(marks) == 2 or (facts.get("type") == MEDIA_TYPE and bool(marks))


def _remarks(answer: Mapping[str, Any]) -> str:
    """What an error says in words, a line each."""
    return "\n".join((text_of(answer, "title"), *_texts(answer.get("description"))))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _dicts(value: object) -> Sequence[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
