"""What a check is, and what it is given. The contract every check must pass is in `brandname.testing`.

A check asks questions about names in markets (`questions`), a network check looks them up (`gather`), and every
check turns what is known into findings (`judge`, pure). No check reads another check's findings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, TypeVar, cast

from brandname.model import (
    IF_FOUND,
    Band,
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
    Status,
    Study,
    Subject,
    SubjectKind,
    say,
)

BLOCKING_RISK = 0.75
"""A decisive question answered with at least this risk …"""
BLOCKING_CONFIDENCE = 0.7
"""… and at least this confidence stops the name in that market, until a reviewer says otherwise."""

RISK_OF_BAND: Mapping[Band, float] = MappingProxyType(
    {Band.NOTE: 0.1, Band.CAUTION: 0.35, Band.WARNING: 0.6, Band.SERIOUS: 0.85}
)
"""The risk a band stands for where a person gave only the band."""

T = TypeVar("T")


class Kind(StrEnum):
    """How a check gets its answers."""

    LOCAL = "local"
    """Computed from packaged data and the study."""
    NETWORK = "network"
    """Looked up at sources; only with `--online`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with everything gathered for it, ready to be judged."""

    question: Question
    evidence: tuple[Evidence, ...] = ()
    gap: Gap | None = None
    """Why gathering brought nothing (offline, refused, over budget …); None for local checks."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One row of `brandname coverage`: what a check has to judge a language by."""

    check: str
    language: str
    resource: str
    """Dataset or engine id; empty when there is none."""
    size: int
    """Entries; 0 = not covered."""


class Resources:
    """Lazily opened, versioned data for judging; made anew in each worker process.

    `get` memoises an opener (a module-level function) and its arguments, so that a batch opens each dataset once.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self._opened: dict[tuple[Callable[..., object], tuple[object, ...]], object] = {}

    def get(self, opener: Callable[..., T], *args: object) -> T:
        """What `opener(*args)` returns, opened once."""
        key = (opener, args)
        if key not in self._opened:
            self._opened[key] = opener(*args)
        return cast("T", self._opened[key])


class Desk(Protocol):
    """Where a network check asks: merges equal requests, keeps manners, reuses fresh evidence."""

    async def ask(self, source: str, request: str) -> Evidence:
        """The evidence of one source for one canonical request; a failure of the world is evidence too."""
        ...


@dataclass(frozen=True, slots=True)
class NoOptions:
    """Options of a check that has none."""


class AsksNobody:
    """What checks share that compute their answers: no source, nothing to gather."""

    sources: ClassVar[tuple[str, ...]] = ()
    found_risk: ClassVar[float] = 0.5

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """Nothing."""
        del question, desk
        return ()


class Check(Protocol):
    """What `brandname.plugins` loads. An instance is made with its options: `cls(options)`."""

    id: ClassVar[str]
    version: ClassVar[int]
    """Rises whenever `judge` could answer differently."""
    kind: ClassVar[Kind]
    options: ClassVar[type[Any]]
    """A frozen dataclass; each field has a default and is str, int, float, bool or tuple[str, ...]."""
    sources: ClassVar[tuple[str, ...]]
    """Ids of the sources it asks; a dry run names their hosts."""
    found_risk: ClassVar[float]
    """Risk (0–1) of a `found` somebody looked up by hand and gave no band."""

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """The questions one candidate raises in one market; the plan merges equal ones of several markets."""
        ...

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """Looks one question up. Network checks only; others return ()."""
        ...

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, in the batch's order. Pure, and independent of how batches are cut."""
        ...

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """Every dataset its findings may cite for these languages, in a stable order."""
        ...

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """What it has for each of these language tags, a row with size 0 where it has nothing.

        No row at all for a check that languages make no difference to.
        """
        ...


def for_study(check: Check, study: Study) -> Check:
    """The check as it looks things up for one study, where it has a method `for_study`; else the check itself.

    `gather` is given a question and nothing else; a check that needs the brief or the market to ask says so by that
    method, which returns a check.
    """
    bind: Callable[[Study], Check] | None = getattr(check, "for_study", None)
    return bind(study) if bind else check


def main_language_questions(check: str, candidate: Candidate, market: Market) -> Iterable[Question]:
    """One question for each text of a candidate in each main language; decisive where the market says so."""
    decisive = (market.code,) if check in market.decisive else ()
    for text in candidate.names_in(market.code):
        for language in market.languages:
            if language.role == "main":
                subject = Subject(text, SubjectKind.LANGUAGE, language.tag)
                yield Question(check, candidate.name, subject, (market.code,), decisive)


# ── the only ways a finding is made ──────────────────────────────────────────────────────────────────────────────────


def answered(
    question: Question,
    message: Message,
    *,
    evidence: Iterable[str],
    risk: float | None = None,
    confidence: float | None = None,
    hits: Iterable[Hit] = (),
    floor: float = 0.0,
    floor_confidence: float = 1.0,
    merit: float | None = None,
    measures: Mapping[str, Param] | None = None,
    next_step: Message | None = None,
) -> Finding:
    """An answered finding; risk and confidence default to the worst hit's, by risk × confidence, or the floor's."""
    ordered = tuple(sorted(hits, key=lambda h: (-h.risk * h.confidence, -h.merit, h.id)))
    if risk is None or confidence is None:
        risk, confidence = worst(ordered, floor, floor_confidence)
    return Finding(
        question=question,
        status=Status.ANSWERED,
        message=message,
        risk=round(risk, 4),
        confidence=round(confidence, 4),
        merit=round(max((h.merit for h in ordered), default=0.0) if merit is None else merit, 4),
        floor=round(floor, 4),
        blocker=bool(question.decisive) and risk >= BLOCKING_RISK and confidence >= BLOCKING_CONFIDENCE,
        hits=ordered,
        measures=measures or {},
        next_step=next_step,
        evidence=tuple(evidence),
    )


def worst(hits: Iterable[Hit], floor: float, floor_confidence: float = 1.0) -> tuple[float, float]:
    """Risk and confidence of the hit with the largest risk × confidence, or of the floor where that is larger."""
    best = (floor, floor_confidence)
    for hit in hits:
        if (hit.risk * hit.confidence, hit.risk) > (best[0] * best[1], best[0]):
            best = (hit.risk, hit.confidence)
    return best


def unanswered(
    question: Question, gap: Gap, message: Message | None = None, next_step: Message | None = None
) -> Finding:
    """No answer, and why; the message defaults to the gap's own."""
    return Finding(
        question=question,
        status=Status.UNANSWERED,
        message=message or _usual(gap, "finding"),
        gap=gap,
        next_step=next_step or _usual(gap, "advice", question.check),
    )


@cache
def _usual(gap: Gap, what: str, check: str = "") -> Message:
    """What is said of a gap of a check; one message for all its questions, of which a large study has very many."""
    return say(f"gap.{gap}.{what}", **({"check": check} if check else {}))


def not_applicable(question: Question, message: Message) -> Finding:
    """The question makes no sense for this name, and why."""
    return Finding(question=question, status=Status.NOT_APPLICABLE, message=message)


def from_manual(question: Question, evidence: Evidence, found_risk: float) -> Finding | None:
    """The finding a manual look-up gives; None when its body is not one of ours.

    `found_risk` is the check's default risk of a `found`; the person's own band, when given, goes before it.
    """
    try:
        body = json.loads(evidence.body)
        outcome = Outcome(body["outcome"])
    except (ValueError, KeyError, TypeError):
        return None
    band = body.get("band") or ""
    risk = RISK_OF_BAND[Band(band)] if band else found_risk
    if outcome is Outcome.NOT_FOUND:
        risk = 0.0
    elif outcome is not Outcome.FOUND:
        return None
    message = say(f"manual.{outcome}", subject=question.subject.text,
                  scope=f"{question.subject.kind.value}:{question.subject.scope}", by=str(body.get("by", "")),
                  on=evidence.when, note=str(body.get("note", "")))
    return answered(question, message, risk=risk, confidence=0.9, floor=risk, evidence=(evidence.id,))


def with_manual(case: Case, finding: Finding, found_risk: float) -> Finding:
    """The finding with what people looked up: the answer where there is none, a worse one in any case.

    What a `found` weighs is the check's default, or what the open finding says of this very question (`IF_FOUND`).

    A look-up that found nothing never lowers a risk, and takes no hit away: decisions do that.
    """
    looked_up = (e for e in reversed(case.evidence) if e.source == "manual")
    risk = finding.measures.get(IF_FOUND, found_risk)
    risk = float(risk) if isinstance(risk, int | float) else found_risk
    manual = next((f for e in looked_up if (f := from_manual(case.question, e, risk)) is not None), None)
    if manual is None or manual.risk is None:
        return finding
    if finding.risk is None:
        return replace(manual, measures={name: value for name, value in finding.measures.items() if name != IF_FOUND})
    if manual.risk <= finding.risk:
        return finding
    return replace(manual, hits=finding.hits, measures=finding.measures, evidence=finding.evidence + manual.evidence)
