"""Domains: what registries themselves say about each domain a name asks for. Never "not registered" without their word.

A delegation in the zone above proves *registered*; only the registry's RDAP (where IANA lists it) or WHOIS proves *not
registered*; refusals, limits, doubts and silence stay unanswered. Which domains is `domain_names`' part, how to ask is
the sources'. Whether a name may be used is not judged here: that is for counsel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlsplit

from brandname.checks.base import Case, Cover, Desk, Kind, Resources, answered, not_applicable, unanswered
from brandname.checks.domain_evidence import Conclusion, conclude
from brandname.checks.domain_names import Wanted, ascii_name, refusal, wanted_domains
from brandname.model import (
    IF_FOUND,
    NICE_TO_HAVE,
    Candidate,
    DatasetRef,
    Evidence,
    Finding,
    Gap,
    Hit,
    Market,
    Message,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    say,
)
from brandname.sources.records import DomainState
from brandname.sources.registries import Registry, Way, registry_of

NEEDED_STATED = 0.8
"""Risk of a taken domain that the brief says the name is nothing without: serious, so that it stops where decisive."""
NEEDED_COM = 0.6
"""… of the exact .com, where the brief says nothing …"""
NEEDED = 0.55
"""… and of the market's first ending: a warning, since another spelling may do."""
NICE = 0.3
"""A taken domain that would be welcome."""
OTHER_FORM = 0.15
"""A taken other spelling (`getvelora.com`)."""
SURE, RESERVED_SURE, DISPUTED = 0.95, 0.8, 0.6
"""Confidence that a domain cannot be registered: one registry's word, "kept back", and when sources disagree."""


@dataclass(frozen=True, slots=True)
class DomainOptions:
    """What a study may set."""

    details: bool = False
    """Ask for date, registrar and for-sale notes of registered names too: one to three more requests a domain."""


class DomainCheck:
    """Registered domains: one question for each spelling under each ending."""

    id: ClassVar[str] = "domain"
    version: ClassVar[int] = 2
    kind: ClassVar[Kind] = Kind.NETWORK
    options: ClassVar[type[DomainOptions]] = DomainOptions
    sources: ClassVar[tuple[str, ...]] = ("dns", "rdap", "whois")
    found_risk: ClassVar[float] = 0.5

    def __init__(self, options: DomainOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """One question a domain; decisive are the needed ones where the market says so."""
        for wanted in wanted_domains(study, candidate, market):
            subject = Subject(wanted.domain, SubjectKind.DOMAIN, wanted.ending)
            decisive = (market.code,) if wanted.must and self.id in market.decisive else ()
            yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """Asks as little as proves something: the zone above first, then the registry by RDAP, else by WHOIS.

        The registry's answers come first: why they are none is what a reader is told.
        """
        if refusal(question.subject.text):
            return ()
        name = ascii_name(question.subject.text)
        row = registry_of(name)
        found = [await desk.ask("dns", name)]
        taken = _state(name, found) is DomainState.REGISTERED
        if taken and not self.settings.details:
            return found
        found = [*await self._ask_registry(name, row, desk), *found]
        if self.settings.details and _state(name, found) is DomainState.REGISTERED:
            found.append(await desk.ask("dns", f"_for-sale.{name}"))
        return found

    async def _ask_registry(self, name: str, row: Registry | None, desk: Desk) -> list[Evidence]:
        """RDAP, and WHOIS where RDAP proves nothing; for endings that nobody of ours keeps, what IANA lists."""
        if row is not None and row.way in (Way.WEB, Way.NONE):
            return []
        found: list[Evidence] = []
        if row is None or row.way in (Way.RDAP, Way.RDAP_UNLISTED):
            found.append(await desk.ask("rdap", name))
        settled = (DomainState.NOT_REGISTERED, DomainState.REGISTERED, DomainState.RESERVED)
        if row is not None and row.whois and _state(name, found) not in settled:
            found.insert(0, await desk.ask("whois", name))
        return found

    def hosts_of(self, question: Question) -> tuple[str, ...]:
        """Who would see a domain, in the order of asking: the zone's DNS, then the registry's RDAP and WHOIS hosts."""
        if refusal(question.subject.text):
            return ()
        row = registry_of(ascii_name(question.subject.text))
        zone = f"DNS .{question.subject.scope}"
        if row is None:
            return zone, "RDAP"
        rdap = urlsplit(row.rdap).hostname if row.way in (Way.RDAP, Way.RDAP_UNLISTED) else ""
        whois = row.whois if row.way not in (Way.WEB, Way.NONE) else ""
        return tuple(filter(None, (zone, f"RDAP {rdap}" if rdap else "", f"WHOIS {whois}" if whois else "")))

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, from its evidence alone."""
        wishes = _Wishes(resources.study)
        return [_judged(case, wishes.of(case.question)) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """None: findings cite what registries said."""
        del resources, languages
        return ()

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """No rows: languages make no difference."""
        del languages
        return ()


class _Wishes:
    """What a study wants of each domain, worked out once a name and market."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._candidates = {candidate.name: candidate for candidate in study.candidates}
        self._markets = {market.code: market for market in study.markets}
        self._known: dict[tuple[str, str], Mapping[str, Wanted]] = {}

    def of(self, question: Question) -> Wanted | None:
        """The strongest wish among the question's markets; None for a domain that nobody plans."""
        found = [
            wanted for code in question.markets
            if (wanted := self._in(question.candidate, code).get(question.subject.text)) is not None
        ]
        return max(found, key=lambda wanted: (wanted.must, wanted.stated), default=None)

    def _in(self, name: str, code: str) -> Mapping[str, Wanted]:
        if (name, code) not in self._known:
            candidate, market = self._candidates.get(name), self._markets.get(code)
            wanted = wanted_domains(self._study, candidate, market) if candidate and market else ()
            self._known[name, code] = {w.domain: w for w in wanted}
        return self._known[name, code]


def _state(name: str, evidence: Sequence[Evidence]) -> DomainState:
    return conclude(name, evidence).state


def _risk(wanted: Wanted | None) -> float:
    """How bad it is when a domain is taken."""
    if wanted is None:
        return NICE
    if wanted.must and wanted.stated:
        return NEEDED_STATED
    if wanted.must:
        return NEEDED_COM if wanted.ending == "com" else NEEDED
    return NICE if wanted.form in ("exact", "plain", "pinyin") else OTHER_FORM


def _judged(case: Case, wanted: Wanted | None) -> Finding:
    question = case.question
    domain = question.subject.text
    reason = refusal(domain)
    nice: Mapping[str, Param] = {} if wanted is None or wanted.must else {NICE_TO_HAVE: 1}
    if reason:
        moot = not_applicable(question, say(f"domain.moot.{reason}", domain=domain, ending=question.subject.scope))
        return replace(moot, measures=nice)
    found = conclude(ascii_name(domain), case.evidence)
    if found.state is DomainState.INVALID:
        moot = not_applicable(question, say("domain.moot.registry", domain=domain, **_source(found)))
        return replace(moot, measures=nice)
    if found.state is DomainState.UNKNOWN:
        return replace(_open(case), measures={**nice, IF_FOUND: _risk(wanted)})
    measures = {**nice, **found.measures()}
    if found.state is DomainState.NOT_REGISTERED:
        key = "domain.not_registered.confirmed" if found.confirmed else "domain.not_registered.once"
        return answered(question, say(key, domain=domain, **_source(found)), evidence=found.evidence, floor=0.0,
                        floor_confidence=SURE, measures=measures, next_step=_needs(domain))
    return _taken(question, found, _risk(wanted), measures)


def _taken(question: Question, found: Conclusion, risk: float, measures: Mapping[str, Param]) -> Finding:
    """A finding whose one hit can be dismissed: the domain may be the team's own."""
    domain = question.subject.text
    confidence = DISPUTED if found.disputed else RESERVED_SURE if found.state is DomainState.RESERVED else SURE
    message = _told(domain, found)
    hit = Hit(f"domain/{ascii_name(domain)}", message, risk, confidence)
    return answered(question, message, hits=(hit,), evidence=found.evidence, measures=measures,
                    next_step=_pointer(domain, found))


def _told(domain: str, found: Conclusion) -> Message:
    source = _source(found)
    if found.state is DomainState.RESERVED:
        return say("domain.other.reserved", domain=domain, **source)
    if found.disputed:
        return say("domain.other.disputed", domain=domain, **source)
    if found.since and found.expires and found.registrar:
        return say("domain.registered.full", domain=domain, since=found.since, until=found.expires,
                   registrar=found.registrar, **source)
    if found.since:
        return say("domain.registered.since", domain=domain, since=found.since, **source)
    return say("domain.registered.plain", domain=domain, **source)


def _source(found: Conclusion) -> dict[str, Param]:
    return {"way": found.way, "server": found.server or "–", "on": found.on}


def _pointer(domain: str, found: Conclusion) -> Message:
    if found.for_sale:
        return say("domain.next.for_sale", domain=domain)
    if found.parked:
        return say("domain.next.parked", domain=domain)
    if found.state is DomainState.RESERVED:
        return say("domain.next.reserved", domain=domain)
    return say("domain.next.registered", domain=domain)


def _needs(domain: str) -> Message:
    """What the registry asks of whoever registers there, with the page that says so."""
    row = registry_of(ascii_name(domain))
    if row is None or row.needs in ("none", "?", ""):
        return say("domain.next.price", domain=domain)
    ending = row.unicode or row.zone
    return say("domain.next.needs", needs=row.needs, page=row.manual or "–", ending=ending)


def _open(case: Case) -> Finding:
    """No answer, why, and what a person can do."""
    question = case.question
    domain, ending = question.subject.text, question.subject.scope
    row = registry_of(ascii_name(domain))
    by_hand = row is not None and row.way in (Way.WEB, Way.NONE)
    if case.gap not in (Gap.OFFLINE, Gap.INTERRUPTED, Gap.CRASHED) and by_hand and row is not None:
        key = "domain.next.page" if row.manual else "domain.next.registrar"
        return unanswered(question, Gap.MANUAL_ONLY, say("domain.open.manual", domain=domain, ending=ending),
                          say(key, domain=domain, **({"page": row.manual} if row.manual else {})))
    if row is None and case.gap is Gap.MANUAL_ONLY:
        return unanswered(question, Gap.MANUAL_ONLY, say("domain.open.nobody", domain=domain, ending=ending),
                          say("domain.next.registrar", domain=domain))
    return unanswered(question, case.gap or Gap.UNCLEAR)
