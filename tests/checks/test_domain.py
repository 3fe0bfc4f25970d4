"""Domains: what registries say, put together; never "not registered" without their word."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.base import Case, Resources, with_manual
from brandname.checks.domain import DomainCheck, DomainOptions
from brandname.checks.domain_names import ascii_name
from brandname.model import (
    IF_FOUND,
    NICE_TO_HAVE,
    Answer,
    Brief,
    Candidate,
    Evidence,
    Finding,
    Gap,
    Outcome,
    Question,
    Status,
    Study,
    Wishes,
)
from brandname.plan import plan
from brandname.reports.catalogue import open_catalogue
from brandname.sources import manual
from tests.builders import market, study
from tests.checks.domain_answers import RECORD, dns, for_sale, rdap, whois

CHECK = DomainCheck(DomainOptions())
MX = market("mx", tlds=("mx", "com", "net"))
NONE_MX = whois("velora.mx", "Object_Not_Found\n")
ALL = (
    rdap("velora.com"), rdap("velora.com", "404"), rdap("velora.com", "404", listed=False), rdap("velora.com", "429"),
    dns("velora.com", "ns1.x.example"), dns("velora.com", status="nxdomain"), dns("velora.com", status="timeout"),
    whois("velora.com", RECORD), whois("velora.com", 'No match for "VELORA.COM".\n'),
    whois("velora.com", "Quota exceeded\n"), whois("velora.com", "Domain reserved\n"),
)


def asked(s: Study, text: str) -> Question:
    """The question about a domain."""
    return next(q for q in plan(s, [CHECK]) if q.subject.text == text)


def judged(text: str, *evidence: Evidence, gap: Gap | None = None, brief: Brief | None = None) -> Finding:
    """The finding about a domain of Velora in Mexico."""
    s = study(("Velora",), (MX,), brief=brief or Brief())
    finding = CHECK.judge([Case(asked(s, text), evidence, gap)], Resources(s))[0]
    for language in ("en", "zh-Hans"):
        catalogue = open_catalogue(language)
        assert catalogue.render(finding.message) and (not finding.next_step or catalogue.render(finding.next_step))
    return finding


def said(finding: Finding) -> str:
    """The finding in English."""
    return open_catalogue("en").render(finding.message)


def test_a_registration_is_told_with_its_facts() -> None:
    """I read since when, until when and with whom a domain is registered, by whose word, on which day."""
    finding = judged("velora.com", rdap("velora.com"))
    assert said(finding) == (
        "velora.com is registered: since 4 Mar 2011, until 4 Mar 2030, with Some Registrar "
        "(RDAP, rdap.registry.example, 22 Nov 2026)."
    )
    assert finding.status is Status.ANSWERED and (finding.risk or 0) >= 0.5
    assert (finding.measures["since"], finding.measures["expires"]) == ("2011-03-04", "2030-03-04")


def test_a_whois_record_tells_the_same() -> None:
    """Where there is no RDAP, date and registrar come from the registry's text."""
    finding = judged("velora.mx", whois("velora.mx", RECORD))
    assert "since 4 Mar 2011, until 4 Mar 2030, with Some Registrar" in said(finding)


def test_no_registration_says_what_cannot_be_told() -> None:
    """The registry's "not found" is told with its date, and that reserved and premium names look the same."""
    finding = judged("velora.com", dns("velora.com", status="nxdomain"), rdap("velora.com", "404"))
    assert finding.risk == 0.0
    assert said(finding).startswith("No registration found for velora.com at the registry (RDAP,")
    assert "Reserved, premium and blocked names can look the same." in said(finding)
    assert finding.next_step is not None and finding.next_step.key == "domain.next.price"


def test_two_sources_confirm_each_other() -> None:
    """RDAP and WHOIS saying the same is told as two sources."""
    finding = judged("velora.com", rdap("velora.com", "404"), whois("velora.com", "No match for velora.com\n"))
    assert "by two sources" in said(finding)
    assert len(finding.evidence) == 2


def test_a_delegation_alone_means_registered() -> None:
    """The zone's word suffices for "registered", and is kept as evidence."""
    finding = judged("velora.com", dns("velora.com", "ns1.velora.example"))
    assert said(finding) == "velora.com is registered (DNS, a.zone.example, 22 Nov 2026)."


def test_a_registry_that_does_not_know_a_delegated_name_is_contradicted() -> None:
    """A 404 for a name that is in the zone is told as what it is: registered, and sources disagree."""
    finding = judged("velora.com", dns("velora.com", "ns1.x.example"), rdap("velora.com", "404"))
    assert finding.message.key == "domain.other.disputed"
    assert (finding.risk or 0) > 0.5 and (finding.confidence or 1) < 0.9


@pytest.mark.parametrize("evidence", [
    (dns("velora.com", status="nxdomain"),),
    (rdap("velora.com", "404", listed=False),),
    (rdap("velora.com", "404", listed=False), dns("velora.com", status="nxdomain")),
    (rdap("other.com", "404"),),
    (rdap("velora.com", ldhName="other.com"),),
    (whois("velora.com", "Quota exceeded\n"),),
    (whois("velora.com", "<html>Not found</html>"),),
    (rdap("velora.com", "503"), whois("velora.com", "")),
    (),
], ids=range(9))
def test_what_proves_nothing_is_no_answer(evidence: tuple[Evidence, ...]) -> None:
    """NXDOMAIN, an unlisted server's 404, another name's record, limits and pages leave the question open."""
    finding = judged("velora.com", *evidence, gap=Gap.UNCLEAR)
    assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.UNCLEAR)


def test_a_reserved_name_is_not_called_unregistered() -> None:
    """"Kept back" is told as that, and counts like taken."""
    finding = judged("velora.com", whois("velora.com", "Domain reserved\n"))
    assert finding.message.key == "domain.other.reserved" and (finding.risk or 0) >= 0.5


def test_a_name_the_registry_refuses_does_not_apply() -> None:
    """The registry's own no to the spelling is a reason, not a risk."""
    finding = judged("velora.com", rdap("velora.com", "400", errorCode=400))
    assert (finding.status, finding.message.key) == (Status.NOT_APPLICABLE, "domain.moot.registry")


def test_offline_nothing_is_answered() -> None:
    """Without --online every domain reads: not asked."""
    s = study(("Velora",), (MX,))
    for question in plan(s, [CHECK]):
        finding = CHECK.judge([Case(question, gap=Gap.OFFLINE)], Resources(s))[0]
        assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.OFFLINE)


def test_a_registry_for_people_only_sends_me_to_its_page() -> None:
    """For .es nobody can be asked by a program: the finding says so and where to look."""
    s = study(("Velora",), (market("es", "es-ES", tlds=("es",)),))
    finding = CHECK.judge([Case(asked(s, "velora.es"), (), Gap.UNCLEAR)], Resources(s))[0]
    assert finding.gap is Gap.MANUAL_ONLY
    assert finding.next_step is not None and str(finding.next_step.params.get("page", "")).startswith("https://")


def test_a_stated_need_is_serious_and_a_wish_stays_outside_the_range() -> None:
    """The brief decides how bad a taken domain is."""
    brief = Brief(domains=Wishes(must=("com",), nice=("net",), forms=("get-",)))
    needed = judged("velora.com", rdap("velora.com"), brief=brief)
    usual = judged("velora.com", rdap("velora.com"))
    welcome = judged("velora.net", rdap("velora.net"), brief=brief)
    other = judged("getvelora.com", rdap("getvelora.com"), brief=brief)
    risks = [finding.risk or 0 for finding in (needed, usual, welcome, other)]
    assert risks == sorted(risks, reverse=True) and risks[0] >= 0.75 > risks[1] >= 0.5 > risks[2]
    assert [NICE_TO_HAVE in f.measures for f in (needed, usual, welcome, other)] == [False, False, True, True]


def test_only_a_needed_domain_can_stop_a_name() -> None:
    """Decisive domains: velora.com, taken and needed, stops; velora.net never does."""
    s = study(("Velora",), (market("mx", tlds=("com", "net"), decisive=("domain",)),),
              brief=Brief(domains=Wishes(must=("com",))))
    questions = {q.subject.text: q for q in plan(s, [CHECK])}
    assert {text: q.decisive for text, q in questions.items()} == {"velora.com": ("mx",), "velora.net": ()}
    cases = [Case(questions[name], (rdap(name),)) for name in ("velora.com", "velora.net")]
    assert [finding.blocker for finding in CHECK.judge(cases, Resources(s))] == [True, False]


def test_my_own_domain_can_be_dismissed() -> None:
    """The registration is a hit with a stable id, so that a reviewer can say: it is ours."""
    first, later = judged("velora.com", rdap("velora.com")), judged("velora.com", dns("velora.com", "ns1.x.example"))
    assert [hit.id for hit in first.hits] == [hit.id for hit in later.hits] == ["domain/velora.com"]


def test_parked_and_for_sale_are_pointers() -> None:
    """I am told that a holder may sell."""
    parked = judged("velora.com", dns("velora.com", "ns1.sedoparking.com"))
    sale = judged("velora.com", dns("velora.com", "ns1.x.example"), for_sale("velora.com"))
    assert parked.next_step is not None and parked.next_step.key == "domain.next.parked"
    assert sale.next_step is not None and sale.next_step.key == "domain.next.for_sale"
    assert len(sale.evidence) == 2


def test_what_the_registry_asks_of_a_holder_is_the_next_step() -> None:
    """For .cn: real name and ICP, with the page that says so."""
    s = study(("Velora",), (market("cn", "zh-Hans", tlds=("cn",)),))
    case = Case(asked(s, "velora.cn"), (whois("velora.cn", "no matching record.\n"),))
    finding = CHECK.judge([case], Resources(s))[0]
    assert finding.risk == 0.0 and finding.next_step is not None
    assert "ICP" in open_catalogue("en").render(finding.next_step)


def test_a_name_in_characters_is_read_in_ascii() -> None:
    """Evidence under xn--… answers the question about 星禾.中国."""
    s = study((), (market("cn", "zh-Hans", tlds=("中国",)),), candidates=(Candidate("星禾"),))
    question = asked(s, "星禾.中国")
    evidence = whois(ascii_name("星禾.中国"), "no matching record.\n")
    assert CHECK.judge([Case(question, (evidence,))], Resources(s))[0].risk == 0.0


@given(st.lists(st.sampled_from(ALL), max_size=5), st.randoms())
def test_order_never_matters_and_no_proof_is_lost(evidence: list[Evidence], chance: object) -> None:
    """Whatever order answers come in, the finding is the same; a proof of registration is never outvoted."""
    shuffled = list(evidence)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = judged("velora.com", *evidence, gap=Gap.UNCLEAR)
    assert first == judged("velora.com", *shuffled, gap=Gap.UNCLEAR)
    if ALL[0] in evidence or ALL[4] in evidence:
        assert (first.risk or 0) >= 0.5
    if first.risk == 0.0:
        assert ALL[1] in evidence or ALL[8] in evidence


class Asking:
    """A desk with answers by source; remembers who was asked."""

    def __init__(self, **answers: Evidence) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    async def ask(self, source: str, request: str) -> Evidence:
        """The answer of a source, or silence."""
        self.asked.append((source, request))
        return self.answers.get(source, Evidence(source, 1, request, "test", "2026-11-22T10:00:00Z", "timeout", b""))


def looked_up(text: str, desk: Asking, check: DomainCheck = CHECK) -> Sequence[str]:
    """Which sources a question asks, in order."""
    s = study(("Velora",), (market("mx", tlds=("mx", "com", "de", "es", "zzunknown")),))
    asyncio.run(check.gather(asked(s, text), desk))
    return [source for source, _ in desk.asked]


def test_a_taken_name_costs_one_request() -> None:
    """A delegation settles it; the registry is not asked at all, unless I want the details."""
    found = dns("velora.com", "ns1.velora.example")
    assert looked_up("velora.com", Asking(dns=found)) == ["dns"]
    details = DomainCheck(DomainOptions(details=True))
    assert looked_up("velora.com", Asking(dns=found, rdap=rdap("velora.com")), details) == ["dns", "rdap", "dns"]


def test_the_registry_is_asked_in_the_way_it_answers() -> None:
    """RDAP where IANA lists it, WHOIS where there is no RDAP or it proves nothing, nobody where only a page exists."""
    none = dns("velora.com", status="nxdomain")
    assert looked_up("velora.com", Asking(dns=none, rdap=rdap("velora.com", "404"))) == ["dns", "rdap"]
    assert looked_up("velora.com", Asking(dns=none)) == ["dns", "rdap", "whois"]
    assert looked_up("velora.mx", Asking()) == ["dns", "whois"]
    assert looked_up("velora.de", Asking(rdap=rdap("velora.de", "404", listed=False))) == ["dns", "rdap", "whois"]
    assert looked_up("velora.es", Asking()) == ["dns"]
    assert looked_up("velora.zzunknown", Asking()) == ["dns", "rdap"]


def test_nobody_is_asked_about_what_no_registry_takes() -> None:
    """A 64-letter label never leaves the machine."""
    long = Candidate("x" * 64)
    s = study((), (market("mx", tlds=("com",)),), candidates=(long,))
    desk = Asking()
    question = plan(s, [CHECK])[0]
    assert asyncio.run(CHECK.gather(question, desk)) == ()
    assert desk.asked == []
    assert CHECK.judge([Case(question)], Resources(s))[0].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("brief", "domain", "risk"), [
    (Brief(domains=Wishes(("com",))), "velora.com", 0.8),
    (Brief(domains=Wishes(("com",), ("mx",))), "velora.mx", 0.3),
    (Brief(), "velora.com", 0.6),
])
def test_what_i_find_by_hand_weighs_what_the_brief_makes_of_it(brief: Brief, domain: str, risk: float) -> None:
    """A domain that I found registered weighs what it would had a registry said so."""
    s = study(("Velora",), (MX,), brief=brief)
    answer = Answer("domain", "Velora", domain, Outcome.FOUND, "Ana", "2026-11-20")
    case = Case(asked(s, domain), (manual.evidence_from(answer),))
    finding = with_manual(case, CHECK.judge([case], Resources(s))[0], CHECK.found_risk)
    assert finding.risk == risk and IF_FOUND not in finding.measures
