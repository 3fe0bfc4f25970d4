"""Handles: whether an account under a name was found on each platform. Never "not found" without the platform's proof.

Platforms with a documented answer or a page with marks for both answers are asked (classes A and B of the manifest),
those behind bot walls only where the study says so (C), the rest never: there a person looks it up, and the finding
says where. What a handle must look like is `handle_names`' part, how to ask is the sources'. Signs nobody up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, cast

from brandname.checks.base import Case, Cover, Desk, Kind, Resources, answered, not_applicable, unanswered
from brandname.checks.handle_names import MAIN_FORMS, Wanted, length_of, refusal, wanted_handles
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
    Outcome,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    say,
)
from brandname.sources.handle_marks import address_of
from brandname.sources.handles import key_variable, probed, recognise, source_id
from brandname.sources.platforms import Class, Platform, platforms

NEEDED_STATED = 0.75
"""Risk of a taken handle that the brief says the name is nothing without: serious, so that it stops where decisive."""
NEEDED = 0.4
"""… where the brief says nothing: a caution, since another spelling may do."""
NICE = 0.25
"""A taken handle that would be welcome."""
OTHER_FORM = 0.1
"""A taken other spelling (`getvelora`)."""
CONFIDENCE: Mapping[Class, float] = MappingProxyType({Class.A: 0.95, Class.B: 0.85, Class.C: 0.7})
"""How sure an answer is, by how the platform gives it."""


@dataclass(frozen=True, slots=True)
class HandleOptions:
    """What a study may set."""

    try_walled: bool = False
    """Ask platforms too that mostly answer programs with a bot wall (class C): more requests, few answers."""


class _Probed:
    """Ids of the sources of all platforms that can be asked, read from the manifest when somebody wants to know."""

    def __get__(self, instance: object, owner: type[object] | None = None) -> tuple[str, ...]:
        return tuple(source_id(id_) for id_, platform in platforms().items() if platform.probe is not None)


class HandleCheck:
    """Social handles: one question for each spelling on each platform."""

    id: ClassVar[str] = "handle"
    version: ClassVar[int] = 2
    kind: ClassVar[Kind] = Kind.NETWORK
    options: ClassVar[type[HandleOptions]] = HandleOptions
    sources: ClassVar[tuple[str, ...]] = cast("tuple[str, ...]", _Probed())
    found_risk: ClassVar[float] = 0.4

    def __init__(self, options: HandleOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """One question a handle; decisive are the needed ones where the market says so."""
        for wanted in wanted_handles(study, candidate, market):
            subject = Subject(wanted.subject, SubjectKind.PLATFORM, wanted.platform)
            decisive = (market.code,) if wanted.must and self.id in market.decisive else ()
            yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """Asks the platform once, where it can be asked and could give the handle out at all."""
        platform, handle = _read(question)
        if platform is None or not self.asks(platform) or refusal(platform, handle):
            return ()
        return [await desk.ask(source_id(platform.id), handle)]

    def asks(self, platform: Platform) -> bool:
        """Whether a program asks this platform, with the study's settings."""
        return probed(platform, try_walled=self.settings.try_walled)

    def hosts_of(self, question: Question) -> tuple[str, ...]:
        """Who would see a handle: the host of the platform's probe."""
        platform, handle = _read(question)
        if platform is None or platform.probe is None or not self.asks(platform) or refusal(platform, handle):
            return ()
        return (platform.probe.host,)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, from its evidence alone."""
        wishes = _Wishes(resources.study)
        return [self._judged(case, wishes.of(case.question)) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """None: findings cite what platforms answered."""
        del resources, languages
        return ()

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """No rows: languages make no difference."""
        del languages
        return ()

    def _judged(self, case: Case, wanted: Wanted | None) -> Finding:
        question, (platform, handle) = case.question, _read(case.question)
        measures: dict[str, Param] = {} if wanted is None or wanted.must else {NICE_TO_HAVE: 1}
        if wanted is not None:
            measures["form"] = wanted.form
        if platform is None:
            open_ = unanswered(question, Gap.MANUAL_ONLY, say("handle.open.unlisted", **_place(question)))
            return replace(open_, measures={**measures, IF_FOUND: _risk(wanted)})
        why = refusal(platform, handle)
        if why:
            moot = not_applicable(question, _moot(question, platform, handle, why))
            return replace(moot, measures={**measures, "state": "impossible"})
        outcome, proof = _outcome(platform, handle, case.evidence)
        if outcome is Outcome.FOUND and proof:
            return _taken(question, platform, proof, _risk(wanted, platform), measures)
        if outcome is Outcome.NOT_FOUND and proof:
            key = "handle.next.proof" if platform.proof_asked else "handle.next.secure"
            return answered(question, say("handle.not_found", on=proof.when[:10], **_place(question)),
                            evidence=(proof.id,), floor_confidence=_confidence(platform),
                            measures={**measures, "state": "not_found"}, next_step=say(key, **_place(question)))
        return replace(self._open(case, platform), measures={**measures, IF_FOUND: _risk(wanted, platform)})

    def _open(self, case: Case, platform: Platform) -> Finding:
        """No answer, why, and where a person can look."""
        question = case.question
        by_hand = say("handle.next.manual", steps=platform.manual.steps, link=page_of(question),
                      **_place(question))
        if case.gap is Gap.NEEDS_KEY:
            variable = key_variable(platform)
            return unanswered(question, Gap.NEEDS_KEY, say("handle.open.key", variable=variable, **_place(question)),
                              by_hand)
        if self.asks(platform) or case.gap in (Gap.INTERRUPTED, Gap.CRASHED):
            gap = case.gap or Gap.UNCLEAR
            return unanswered(question, gap, next_step=None if gap is Gap.OFFLINE else by_hand)
        key = "handle.open.walled" if probed(platform, try_walled=True) else "handle.open.manual"
        return unanswered(question, Gap.MANUAL_ONLY, say(key, **_place(question)), by_hand)


class _Wishes:
    """What a study wants of each handle, worked out once a name and market."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._candidates = {candidate.name: candidate for candidate in study.candidates}
        self._markets = {market.code: market for market in study.markets}
        self._known: dict[tuple[str, str], Mapping[tuple[str, str], Wanted]] = {}

    def of(self, question: Question) -> Wanted | None:
        """The strongest wish among the question's markets; None for a handle that nobody plans."""
        key = question.subject.scope, question.subject.text.removeprefix("@")
        found = [wanted for code in question.markets if (wanted := self._in(question.candidate, code).get(key))]
        return max(found, key=lambda wanted: (wanted.must, wanted.stated), default=None)

    def _in(self, name: str, code: str) -> Mapping[tuple[str, str], Wanted]:
        if (name, code) not in self._known:
            candidate, market = self._candidates.get(name), self._markets.get(code)
            wanted = wanted_handles(self._study, candidate, market) if candidate and market else ()
            self._known[name, code] = {(w.platform, w.handle): w for w in wanted}
        return self._known[name, code]


def _read(question: Question) -> tuple[Platform | None, str]:
    """The platform, if the manifest has it, and the handle without `@`."""
    return platforms().get(question.subject.scope), question.subject.text.removeprefix("@")


def _place(question: Question) -> dict[str, Param]:
    """What every message needs."""
    return {"handle": question.subject.text, "platform": question.subject.scope}


def page_of(question: Question) -> str:
    """Where a person looks a handle up; empty for a platform that is not in the manifest."""
    platform, handle = _read(question)
    return address_of(platform.manual.link, handle) if platform else ""


def _risk(wanted: Wanted | None, platform: Platform | None = None) -> float:
    """How bad it is when a handle is taken; less so where two accounts may have one name."""
    if platform is not None and not platform.unique_names:
        return OTHER_FORM
    if wanted is None:
        return NICE
    if wanted.must:
        return NEEDED_STATED if wanted.stated else NEEDED
    return NICE if wanted.form in MAIN_FORMS else OTHER_FORM


def _confidence(platform: Platform) -> float:
    return CONFIDENCE.get(platform.class_, CONFIDENCE[Class.C])


def _outcome(platform: Platform, handle: str, evidence: Sequence[Evidence]) -> tuple[Outcome, Evidence | None]:
    """The newest proof about this very handle; an account that was found wins over one that was not."""
    own = [e for e in evidence if e.source == source_id(platform.id) and e.request.casefold() == handle.casefold()]
    newest = sorted(own, key=lambda e: (e.when, e.id), reverse=True)
    for wanted in (Outcome.FOUND, Outcome.NOT_FOUND):
        proof = next((e for e in newest if recognise(platform, e) is wanted), None)
        if proof is not None:
            return wanted, proof
    return Outcome.UNCLEAR, None


def _taken(
    question: Question, platform: Platform, proof: Evidence, risk: float, measures: Mapping[str, Param]
) -> Finding:
    """A finding whose one hit can be dismissed: the account may be the team's own."""
    unique = platform.unique_names
    message = say("handle.found.one" if unique else "handle.found.shared", on=proof.when[:10], **_place(question))
    hit = Hit(f"handle/{platform.id}/{question.subject.text.removeprefix('@')}", message, risk, _confidence(platform))
    return answered(question, message, hits=(hit,), evidence=(proof.id,), measures={**measures, "state": "found"},
                    next_step=say("handle.next.found", link=proof.address or page_of(question),
                                  **_place(question)))


def _moot(question: Question, platform: Platform, handle: str, why: str) -> Message:
    """Why the platform would not take the handle, with its own figures."""
    return say(f"handle.moot.{why}", least=platform.min, most=platform.max, length=length_of(platform, handle),
               **_place(question))
