"""WHOIS (RFC 3912) for zones without RDAP. Fetches and recognises; what a text says is `whois_verdict`'s to tell.

The verdict is the registry's alone. A registrar that it refers to is asked once, for dates only, and never back and
forth. Lines about people are masked before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from brandname.model import Evidence, Outcome
from brandname.net.gates import Manners
from brandname.sources.base import NO_SERVER, Controls, Line
from brandname.sources.records import UNKNOWN, DomainRecord, DomainState, freshness, outcome_of, pack, text_of, unpack
from brandname.sources.registries import host_manners, is_domain, registries, registry_of, suffix_of, zone_of
from brandname.sources.whois_details import parse_details
from brandname.sources.whois_facts import read_facts
from brandname.sources.whois_verdict import WhoisState, WhoisVerdict
from brandname.sources.whois_verdict import read as read_text

DEFAULT = Manners(slots=1, interval=1.0)
"""One at a time, one a second."""
KEPT = 20_000
"""Characters of a text that are kept; a registry's record has a few thousand. A longer one proves nothing."""
MASK = "[not kept]"
LONGEST_LINE = 1_000
"""Characters of a line; no pattern below runs over more."""
_PERSON = re.compile(
    r"(?i)^(?P<key>[%#*\s]{0,40}[^:\]\n]{0,60}?(?:registrant|registrator|owner|holder|admin|tech|billing|contact|person|"
    r"e-?mail|phone|fax|street|address|city|postal|zip|post ?code|province|nic-hdl|responsible|author)[^:\]\n]{0,60}"
    r"(?:\][ \t]*|:[ \t]*))(?P<value>\S.*)$"
)
_BARE = re.compile(
    r"(?i)^(?P<key>[ \t]{1,40}(?:name|organi[sz]ation|org|country|state|id)[ \t]*:[ \t]*)(?P<value>\S.*)$"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"\+\d[\d .()-]{6,25}\d")
_REFERRAL = re.compile(
    r"(?i)^[ \t]*(?:registrar )?(?:whois server|whois|refer|referralserver)[ \t]*:[ \t]*(?:r?whois://)?"
    r"([\w.-]{3,200}\.[a-z]{2,63})\.?/?[ \t]*$"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_DATED = re.compile(r"(?i)(creat|regist|expir|paid|renew)[^\n]*\d{4}")


class Whois:
    """Requests are domain names in A-labels."""

    id: ClassVar[str] = "whois"
    version: ClassVar[int] = 1
    terms: ClassVar[str] = "https://www.iana.org/domains/root/db"

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """The servers of the shipped table."""
        known = host_manners()
        return {row.whois: known.get(row.whois, DEFAULT) for row in registries().values() if row.whois}

    def place(self, request: str) -> str:
        """The zone."""
        return zone_of(request)

    def host_of(self, scope: str) -> str:
        """The WHOIS server of a top-level domain."""
        row = registry_of(scope)
        return row.whois if row else ""

    def freshness(self, outcome: Outcome) -> timedelta:
        """24 hours for a registration, one for none."""
        return freshness(outcome)

    def controls(self, letters: str, place: str) -> Controls | None:
        """A name the zone surely has; none for a zone nobody is asked about."""
        row = registries().get(place)
        if row is None or not (row.known and row.whois):
            return None
        return Controls(row.known, f"{letters}.{suffix_of(row.known)}", free_is=Outcome.UNCLEAR)

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the registry, then once the registrar where the registry names one and tells no dates."""
        row = registry_of(request)
        if row is None or not (row.known and row.whois and is_domain(request)):
            return line.nothing(NO_SERVER)

        def refuses(body: bytes) -> bool:
            return _is_refusal(read_text(body, row.whois, request))

        query = (row.query or "{name}").format(name=request).encode()
        reply = await line.ask43(row.whois, query, refuses=refuses)
        if reply.failure:
            return line.evidence(reply, address=row.manual, body=b"")
        text = _decoded(reply.body)
        facts: dict[str, object] = {"server": row.whois, "text": mask(text), "cut": len(text) > KEPT}
        registrar = referral(text, row.whois)
        dated = any(_DATED.search(line) for line in _lines(text))
        if registrar and not dated and read_text(text, row.whois, request).state is WhoisState.REGISTERED:
            more = await line.ask43(registrar, request.encode(), refuses=lambda _: False)
            if not more.failure:
                facts["registrar"] = {"server": registrar, "text": mask(_decoded(more.body))}
        await _add_details(facts, text, request)
        return line.evidence(reply, address=row.manual, body=pack(facts))

    def recognise(self, evidence: Evidence) -> Outcome:
        """What the registry's text shows; `refused` when it asks for fewer questions."""
        facts = unpack(evidence)
        if not facts:
            return Outcome.FAILED
        record = read(evidence)
        if record.state is DomainState.UNKNOWN and record.why.startswith("refused"):
            return Outcome.REFUSED
        return outcome_of(record)


def read(evidence: Evidence) -> DomainRecord:
    """The verdict on a stored answer. Pure."""
    facts = unpack(evidence)
    server, text = text_of(facts, "server"), text_of(facts, "text")
    if not facts:
        return replace(UNKNOWN, why=evidence.status)
    if facts.get("cut"):
        return replace(UNKNOWN, why="too_long", server=server)
    verdict = read_text(text, server, evidence.request)
    record = DomainRecord(DomainState(verdict.state.value), verdict.rule, server, line=verdict.line)
    if record.state is not DomainState.REGISTERED:
        return record
    own, parsed = read_facts(texts(evidence)), facts.get("details")
    also = parsed if isinstance(parsed, dict) else {}
    return replace(
        record, since=own.since or text_of(also, "since"), expires=own.expires or text_of(also, "expires"),
        registrar=own.registrar or text_of(also, "registrar"),
    )


async def _add_details(facts: dict[str, object], text: str, name: str) -> None:
    """Adds dates and registrar by python-whois where a record has none that we can read ourselves."""
    if read_text(text, str(facts["server"]), name).state is not WhoisState.REGISTERED:
        return
    more = facts.get("registrar")
    own = read_facts([str(facts["text"]), text_of(more, "text") if isinstance(more, dict) else ""])
    if own.since or own.expires or own.registrar:
        return
    parsed = await parse_details(str(facts["text"]), name)
    facts["details"] = {"since": parsed.since, "expires": parsed.expires, "registrar": parsed.registrar}


def texts(evidence: Evidence) -> tuple[str, ...]:
    """The texts kept of an answer, people's data masked: the registry's, then the registrar's."""
    facts = unpack(evidence)
    more = facts.get("registrar")
    found = (text_of(facts, "text"), text_of(more, "text") if isinstance(more, dict) else "")
    return tuple(text for text in found if text)


def referral(text: str, server: str) -> str:
    """The host that a text refers to, when it is another than the one that sent it; empty for none."""
    found = (match[1].casefold() for line in _lines(text) if (match := _REFERRAL.match(line)))
    return next((host for host in found if host != server.casefold()), "")


def mask(text: str) -> str:
    """A text without what it says about people: values of contact lines, mail addresses, telephone numbers.

    Control characters become spaces, so that what is kept has the size it seems to have.
    """
    hidden = (_BARE.sub(rf"\g<key>{MASK}", _PERSON.sub(_hide, line)) for line in _lines(text))
    return "\n".join(_PHONE.sub(MASK, _MAIL.sub(MASK, line)) for line in hidden)


def _lines(text: str) -> list[str]:
    return [_CONTROL.sub(" ", line[:LONGEST_LINE]) for line in text[:KEPT].splitlines()]


def _hide(match: re.Match[str]) -> str:
    """A contact line without its value; one about the registrar or the name servers as it is."""
    kept = re.search(r"(?i)registrar\b|name ?server|\bnserver|domain", match["key"])
    return match[0] if kept or not match["value"].strip(".- ") else match["key"] + MASK


def _is_refusal(verdict: WhoisVerdict) -> bool:
    return verdict.state is WhoisState.UNKNOWN and verdict.rule.startswith("refused")


def _decoded(body: bytes) -> str:
    from brandname.sources.whois_lines import decode

    return decode(body)

