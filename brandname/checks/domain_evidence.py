"""Several answers about one domain put together. Pure: reads evidence, asks nobody, weighs no risk.

Any proof of a registration wins over any "not found"; "not found" counts from the registry alone; the rest is unknown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from brandname.data import read_text
from brandname.model import Evidence, Param
from brandname.sources import dns, rdap, whois
from brandname.sources.records import DomainRecord, DomainState
from brandname.sources.whois_facts import clean, read_date

PARKING = "domains/parking.toml"
ORDER = ("rdap", "whois", "dns")
"""Whose word is shown first: the registry's record, then its text, then the zone."""
READERS = {"rdap": rdap.read, "whois": whois.read, "dns": dns.read}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What all answers together show."""

    state: DomainState
    evidence: tuple[str, ...] = ()
    """Ids of the evidence it rests on, in `ORDER`."""
    way: str = ""
    """`rdap`, `whois` or `dns`: whose word is shown."""
    server: str = ""
    on: str = ""
    """ISO date of that word."""
    since: str = ""
    """ISO dates; empty where not told."""
    expires: str = ""
    registrar: str = ""
    confirmed: bool = False
    """A second source says the same."""
    disputed: bool = False
    """The zone has a delegation, and the registry's own service knows no registration."""
    parked: bool = False
    for_sale: bool = False

    def measures(self) -> dict[str, Param]:
        """The facts for machines."""
        texts = {"since": self.since, "expires": self.expires, "registrar": self.registrar, "source": self.way,
                 "server": self.server, "asked": self.on}
        marks = {"parked": self.parked, "for_sale": self.for_sale, "confirmed": self.confirmed}
        facts: dict[str, Param] = {"state": self.state.value}
        return facts | {k: v for k, v in texts.items() if v} | {k: 1 for k, v in marks.items() if v}


@dataclass(frozen=True, slots=True)
class _Word:
    evidence: Evidence
    record: DomainRecord


def conclude(name: str, evidence: Iterable[Evidence]) -> Conclusion:
    """What the evidence about a name (in A-labels) shows; what is about other names or of other sources is not read."""
    kept = list(evidence)
    words = [
        _Word(e, READERS[e.source](e)) for way in ORDER for e in _newest(kept, way)
        if e.request.casefold().rstrip(".") == name.casefold()
    ]
    for state in (DomainState.REGISTERED, DomainState.RESERVED, DomainState.NOT_REGISTERED, DomainState.INVALID):
        backing = [word for word in words if word.record.state is state]
        if backing:
            return _concluded(state, backing, words, kept, name)
    return Conclusion(DomainState.UNKNOWN)


def _newest(evidence: Sequence[Evidence], way: str) -> list[Evidence]:
    """The evidence of a source, newest first."""
    return sorted((e for e in evidence if e.source == way), key=lambda e: (e.when, e.id), reverse=True)


def _concluded(
    state: DomainState, backing: Sequence[_Word], words: Sequence[_Word], evidence: Sequence[Evidence], name: str
) -> Conclusion:
    first = backing[0]
    against = {word.record.state for word in words} - {state, DomainState.UNKNOWN}
    facts = [_facts(word) for word in backing]
    hosts = [host for word in backing for host in word.record.nameservers]
    sale = [e for e in evidence if e.source == "dns" and e.request == f"{dns.FOR_SALE}{name}" and dns.for_sale(e)]
    return Conclusion(
        state=state,
        evidence=tuple(dict.fromkeys(e.id for e in (*(word.evidence for word in backing), *sale))),
        way=first.evidence.source,
        server=clean(first.record.server),
        on=first.evidence.when[:10],
        since=next((f[0] for f in facts if f[0]), ""),
        expires=next((f[1] for f in facts if f[1]), ""),
        registrar=next((f[2] for f in facts if f[2]), ""),
        confirmed=len({word.evidence.source for word in backing}) > 1,
        disputed=bool(against & {DomainState.NOT_REGISTERED}),
        parked=any(host.casefold().rstrip(".").endswith(ending) for host in hosts for ending in _parking()),
        for_sale=bool(sale),
    )


def _facts(word: _Word) -> tuple[str, str, str]:
    """(since, expires, registrar) of one answer, dates as ISO."""
    record = word.record
    return read_date(record.since), read_date(record.expires), clean(record.registrar)


@cache
def _parking() -> tuple[str, ...]:
    return tuple(tomllib.loads(read_text(PARKING))["nameservers"])
