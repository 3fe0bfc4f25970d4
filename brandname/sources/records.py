"""What registries say about a domain name, in one form for RDAP, WHOIS and DNS, and how an exchange is kept.

An exchange is evidence's body: JSON with the server, what it sent (without people's data), and what has to be known to
read it again. It judges nothing beyond one answer: putting several together is the check's part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from brandname.model import Evidence, Outcome

TEXT_KEPT = 2_000
"""Characters kept of an answer that is not understood."""


class DomainState(StrEnum):
    """What one answer shows."""

    REGISTERED = "registered"
    NOT_REGISTERED = "not_registered"
    """The registry has no registration. Reserved, premium and blocked names can look the same."""
    RESERVED = "reserved"
    """Kept back by the registry: not registered, and not to be had in the ordinary way."""
    INVALID = "invalid"
    """The registry refuses the name."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DomainRecord:
    """One answer about one name."""

    state: DomainState
    why: str
    """The rule that decided, for the record: `200`, `404`, `404_unlisted`, `nxdomain`, a WHOIS rule …"""
    server: str = ""
    """Who said so: a host."""
    listed: bool = False
    """RDAP: whether IANA listed the server then."""
    table: str = ""
    """RDAP: ISO date of the list by which the server was chosen."""
    since: str = ""
    """ISO date of registration, where told."""
    expires: str = ""
    registrar: str = ""
    statuses: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    line: str = ""
    """WHOIS: the line that decided."""


UNKNOWN = DomainRecord(DomainState.UNKNOWN, "none")


def outcome_of(record: DomainRecord) -> Outcome:
    """Found when the name is not to be had, not found with a registry's word only."""
    if record.state in (DomainState.REGISTERED, DomainState.RESERVED):
        return Outcome.FOUND
    return Outcome.NOT_FOUND if record.state is DomainState.NOT_REGISTERED else Outcome.UNCLEAR


def freshness(outcome: Outcome) -> timedelta:
    """Registrations last; the lack of one may end any minute."""
    days = {Outcome.FOUND: timedelta(hours=24), Outcome.NOT_FOUND: timedelta(hours=1)}
    return days.get(outcome, timedelta())


def pack(facts: Mapping[str, object]) -> bytes:
    """An exchange as the body of evidence; half a character (JSON can have one) becomes a question mark."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def unpack(evidence: Evidence) -> dict[str, Any]:
    """The facts of an exchange; empty when the body is none of ours."""
    try:
        facts = json.loads(evidence.body)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def text_of(facts: Mapping[str, Any], name: str) -> str:
    """A text among facts; empty when it is none."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""
