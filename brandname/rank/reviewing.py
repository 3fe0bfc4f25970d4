"""What people decided, applied to findings: decisions on hits, native speakers' verdicts.

Manual answers come as evidence and are not applied here, only looked for, so that one that fits nothing is reported.
No verdict is dropped in silence: what matches nothing or has run out is in `stale`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from brandname.checks.base import BLOCKING_CONFIDENCE, BLOCKING_RISK, RISK_OF_BAND, answered, unanswered, worst
from brandname.model import (
    WITHOUT_HITS,
    Answer,
    Band,
    Decision,
    Finding,
    Gap,
    Hit,
    Reviews,
    Signoff,
    Status,
    SubjectKind,
    Verdict,
    sameness,
    say,
)
from brandname.rank.standings import Range, Reviewed

FINE_CONFIDENCE = 0.8
"""How sure one native speaker's `fine` makes."""
PROBLEM_CONFIDENCE = 0.9
"""… one native speaker's `problem` in the language asked about …"""
NEIGHBOUR_CONFIDENCE = 0.6
"""… and in another region's variety of that language, which never stops a name by itself."""

UNKNOWN = Range(0.0, 1.0)


class Reviewing:
    """Applies one study's reviews on one day, and remembers which of them met a finding."""

    def __init__(self, reviews: Reviews, today: str) -> None:
        self._reviews = reviews
        self._decisions: dict[str, list[Decision]] = defaultdict(list)
        self._signoffs: dict[tuple[str, str], list[Signoff]] = defaultdict(list)
        self._answers: dict[str, list[Answer]] = defaultdict(list)
        self._met: set[int] = set()
        for decision in reviews.decisions:
            if not decision.until or decision.until[:10] >= today[:10]:
                self._decisions[decision.hit].append(decision)
        for signoff in reviews.signoffs:
            self._signoffs[sameness(signoff.name), _base(signoff.language)].append(signoff)
        for answer in reviews.answers:
            self._answers[answer.check].append(answer)

    def apply(self, finding: Finding) -> Reviewed:
        """A finding as it stands after review."""
        self._met.update(id(a) for a in self._answers.get(finding.question.check, ()) if a.is_to(finding.question))
        signoffs = self._signoffs_of(finding) if self._signoffs else ()
        if finding.status is Status.NOT_APPLICABLE:
            return Reviewed(finding, signoffs=signoffs, range=Range(0.0, 0.0))
        if finding.status is Status.UNANSWERED:
            return self._signed_open(finding, signoffs)
        dismissed, confirmed, stopping = self._decide(finding)
        kept = tuple(_sure(hit) if hit in confirmed else hit for hit in finding.hits if hit not in dismissed)
        if dismissed and WITHOUT_HITS in finding.measures and not any(hit.risk for hit in kept):
            silent = unanswered(finding.question, Gap(str(finding.measures[WITHOUT_HITS])))
            opened = self._signed_open(replace(silent, hits=kept), signoffs)
            return replace(opened, dismissed=dismissed, confirmed=confirmed)
        reviewed = _weigh(finding, kept, dismissed, confirmed, stops=stopping)
        problems = [s for s in signoffs if s.verdict is Verdict.PROBLEM]
        return replace(_add_problem(reviewed, problems), signoffs=signoffs) if signoffs else reviewed

    def stale(self) -> tuple[str, ...]:
        """Where the reviews stand that met no finding or have run out; in the file's order of sections."""
        reviews = self._reviews
        every: tuple[Decision | Signoff | object, ...] = (*reviews.decisions, *reviews.answers, *reviews.signoffs)
        return tuple(getattr(review, "where", "") for review in every if id(review) not in self._met)

    def stops(self) -> tuple[tuple[str, str], ...]:
        """(name key, check) of confirmed blockers in force, found again or not.

        The check is the first part of the hit's id, which is how a check writes its hits (`meaning/es/…`).
        """
        found: set[tuple[str, str]] = set()
        for hit, decisions in self._decisions.items():
            per_name: dict[str, list[Decision]] = defaultdict(list)
            for decision in decisions:
                per_name[sameness(decision.name)].append(decision)
            for name, about in per_name.items():
                last = _last_word(about)
                if last is not None and last.verdict is Verdict.CONFIRMED and last.blocker:
                    found.add((name, hit.split("/")[0].split(":")[0]))
        return tuple(sorted(found))

    def _decide(self, finding: Finding) -> tuple[tuple[Hit, ...], tuple[Hit, ...], bool]:
        """Hits dismissed, hits confirmed, and whether a reviewer stops the name by one of them."""
        dismissed: list[Hit] = []
        confirmed: list[Hit] = []
        stops = False
        marked = [hit for hit in finding.hits if hit.id in self._decisions]
        names = {sameness(finding.question.candidate), sameness(finding.question.subject.text)} if marked else set()
        for hit in marked:
            fitting = [d for d in self._decisions[hit.id] if sameness(d.name) in names]
            self._met.update(map(id, fitting))
            last = _last_word(fitting)
            if last is not None and last.verdict is Verdict.DISMISSED:
                dismissed.append(hit)
            elif last is not None:
                confirmed.append(hit)
                stops = stops or last.blocker
        return tuple(dismissed), tuple(confirmed), stops

    def _signoffs_of(self, finding: Finding) -> tuple[Signoff, ...]:
        question = finding.question
        if question.check != "meaning" or question.subject.kind is not SubjectKind.LANGUAGE:
            return ()
        fitting = self._signoffs.get((sameness(question.subject.text), _base(question.subject.scope)), ())
        # A verdict on another region's variety may warn, but cannot vouch.
        bearing = tuple(s for s in fitting if s.verdict is Verdict.PROBLEM or s.language == question.subject.scope)
        self._met.update(map(id, bearing))
        return bearing

    def _signed_open(self, finding: Finding, signoffs: tuple[Signoff, ...]) -> Reviewed:
        """A question the tool could not answer; native speakers answer it only where no list covers their language."""
        question = finding.question
        exact = [s for s in signoffs if s.language in (question.subject.scope, _base(question.subject.scope))]
        problems = [s for s in signoffs if s.verdict is Verdict.PROBLEM]
        if finding.gap is Gap.LANGUAGE_NOT_COVERED and exact:
            word = max(exact, key=lambda s: (s.verdict is Verdict.PROBLEM, s.on))
            vouched = answered(
                question, say(f"rank.signoff.{word.verdict}", by=word.by, on=word.on, language=word.language), risk=0.0,
                confidence=FINE_CONFIDENCE, evidence=tuple(f"signoff:{s.where}" for s in exact),
            )
            return replace(_add_problem(_weigh(vouched, (), (), ()), problems), signoffs=signoffs)
        if not problems:
            return Reviewed(finding, signoffs=signoffs)
        hits = [_problem(s, question.subject.scope) for s in problems]
        risk, confidence = worst(hits, 0.0)
        stops = any(_stops(hit) for hit in hits)
        return Reviewed(finding, signoffs=signoffs, range=replace(UNKNOWN, best=risk * confidence),
                        blocks=question.decisive if stops else ())


def _last_word(decisions: Iterable[Decision]) -> Decision | None:
    """The newest of some decisions on one hit; of one day, the confirming one."""
    return max(decisions, key=lambda d: (d.on, d.verdict is Verdict.CONFIRMED, d.blocker), default=None)


def _weigh(
    finding: Finding, kept: tuple[Hit, ...], dismissed: tuple[Hit, ...], confirmed: tuple[Hit, ...], *,
    stops: bool = False,
) -> Reviewed:
    """An answered finding with the hits that are left, its two ends, and where it stops the name.

    The optimistic end is risk × confidence, the pessimistic one the largest severity among its hits, so that taking
    a hit away can raise neither.
    """
    risk, confidence = finding.risk or 0.0, finding.confidence or 0.0
    merit = finding.merit
    if dismissed:
        # Which confidence belongs to the floor is not recorded: no more than the finding's own.
        left = worst(kept, finding.floor, confidence)
        risk, confidence = left if left[0] * left[1] <= risk * confidence or confirmed else (risk, confidence)
        if any(hit.merit == merit for hit in dismissed):
            merit = max((hit.merit for hit in kept), default=0.0)
    elif confirmed:
        risk, confidence = worst(kept, risk, confidence)
    blocks: set[str] = set(finding.question.markets) if stops else set()
    if any(map(_stops, kept)) or (risk >= BLOCKING_RISK and confidence >= BLOCKING_CONFIDENCE) or (
        finding.blocker and not dismissed
    ):
        blocks.update(finding.question.decisive)
    # Where the check's silence says nothing, what it found is no bound on what it can't see.
    unseen = UNKNOWN.worst if WITHOUT_HITS in finding.measures else 0.0
    ends = Range(risk * confidence, max((risk, finding.floor, unseen, *(hit.risk for hit in kept))))
    if dismissed or confirmed or bool(blocks) != finding.blocker:
        kept = _sorted(kept)
        finding = replace(finding, hits=kept, risk=risk, confidence=confidence, merit=merit, blocker=bool(blocks))
    return Reviewed(finding, dismissed, confirmed, range=ends, blocks=tuple(sorted(blocks)))


def _add_problem(reviewed: Reviewed, problems: Iterable[Signoff]) -> Reviewed:
    """A finding with native speakers' problems as hits of their own; its risk is at least theirs."""
    scope = reviewed.finding.question.subject.scope
    hits = {hit.id: hit for hit in sorted((_problem(s, scope) for s in problems), key=lambda h: h.risk * h.confidence)}
    if not hits:
        return reviewed
    finding = reviewed.finding
    every = _sorted((*hits.values(), *finding.hits))
    risk, confidence = worst(every, finding.risk or 0.0, finding.confidence or 0.0)
    risk = max(risk, *(hit.risk for hit in hits.values()))
    blocks = {*reviewed.blocks, *(finding.question.decisive if any(map(_stops, hits.values())) else ())}
    evidence = tuple(dict.fromkeys((*finding.evidence, *(f"signoff:{s.where}" for s in problems))))
    finding = replace(finding, hits=every, risk=risk, confidence=confidence, evidence=evidence, blocker=bool(blocks))
    ends = Range(max(reviewed.range.best, risk * confidence), max(reviewed.range.worst, risk))
    return replace(reviewed, finding=finding, range=ends, blocks=tuple(sorted(blocks)))


def _problem(signoff: Signoff, scope: str) -> Hit:
    exact = signoff.language in (scope, _base(scope))
    return Hit(
        id=f"signoff/{signoff.language}/{signoff.by}",
        message=say("rank.signoff.problem", by=signoff.by, on=signoff.on, language=signoff.language),
        risk=RISK_OF_BAND[signoff.band or Band.WARNING],
        confidence=PROBLEM_CONFIDENCE if exact else NEIGHBOUR_CONFIDENCE,
        measures={"note": signoff.note} if signoff.note else {},
    )


def _stops(hit: Hit) -> bool:
    return hit.risk >= BLOCKING_RISK and hit.confidence >= BLOCKING_CONFIDENCE


def _sorted(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Worst first, as findings keep their hits."""
    return tuple(sorted(hits, key=lambda h: (-h.risk * h.confidence, -h.merit, h.id)))


def _sure(hit: Hit) -> Hit:
    return replace(hit, confidence=1.0)


def _base(tag: str) -> str:
    """The primary language subtag: `es` of `es-MX`."""
    return tag.split("-")[0].casefold()
