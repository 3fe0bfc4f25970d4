"""Why a name stands where it does: the most telling hits, few and in order. Every hit stays in the findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from brandname.model import Finding, Message, Shelf, Status, Verdict, say
from brandname.model.text import pack
from brandname.rank import Policy, Ranking, Reviewed


class Mark(StrEnum):
    """How a line of reasons is marked; in order of importance."""

    BLOCKER = "blocker"
    WARNING = "warning"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One reason for where a name stands."""

    mark: Mark
    name: str
    markets: tuple[str, ...]
    """Codes of the markets it counts for."""
    message: Message
    """Of the hit; of the finding where it has no hit of its own."""
    finding: str
    """Finding id."""
    hit: str = ""
    """Hit id, as `reviews.yaml` wants it; empty when the line is the finding's own."""
    risk: float = 0.0
    confidence: float = 0.0
    merit: float = 0.0


def why_lines(ranking: Ranking, findings: Iterable[Finding], limit: int = 8) -> tuple[WhyLine, ...]:
    """The most telling reasons: blockers, then warnings, then good news; one of a name before a second of any.

    Within a mark ranked names stand in their order, then the others by how grave and sure the reason is, as their
    shelves are no order. Dismissed hits never appear.
    """
    if limit <= 0:
        return ()
    per_name: dict[str, list[WhyLine]] = defaultdict(list)
    blockers = {id_ for standing in ranking.standings for id_ in standing.blockers}
    policy = Policy()
    for finding in findings:
        reviewed = ranking.findings.get(finding.id) if _tells(finding, policy) else None
        if reviewed is not None:
            per_name[finding.question.candidate].extend(_lines(reviewed, blockers, policy))
    ranked = [s.candidate for s in ranking.standings if s.shelf is Shelf.RANKED]
    places = {name: n for n, name in enumerate(ranked)}
    order = list(Mark)
    turns: list[tuple[int, int, tuple[float, float, str], WhyLine]] = []
    for name, every in per_name.items():
        lines = _joined(every)
        lines.sort(key=lambda w: (order.index(w.mark), -w.risk * w.confidence, -w.merit, w.markets, w.finding, w.hit))
        for turn, line in enumerate(lines[:limit]):
            gravity = 0.0 if name in places else -(line.risk * line.confidence + line.merit)
            turns.append((turn, order.index(line.mark), (places.get(name, len(places)), gravity, name), line))
    chosen = sorted(turns, key=lambda t: t[:3])[:limit]
    return tuple(line for _, _, _, line in sorted(chosen, key=lambda t: (t[1], t[2], t[0])))


def _tells(finding: Finding, policy: Policy) -> bool:
    """Whether a finding can give a line at all; spares hashing the many that say nothing."""
    risky = (finding.risk or 0.0) >= policy.warning
    # A native speaker's verdict can make a question without an answer tell something.
    return finding.status is Status.UNANSWERED or bool(finding.hits) or finding.merit > 0 or risky


def _joined(lines: Iterable[WhyLine]) -> list[WhyLine]:
    """The lines, those of one hit that say the same as one for all their markets: the gravest."""
    joined: dict[tuple[str, str, str, str], WhyLine] = {}
    for line in lines:
        key = line.mark, line.hit, "" if line.hit else line.finding, pack(line.message)
        held = joined.get(key, line)
        first = max(held, line, key=lambda one: (one.risk * one.confidence, one.merit))
        joined[key] = replace(first, markets=tuple(sorted({*held.markets, *line.markets})))
    return list(joined.values())


def _lines(reviewed: Reviewed, blockers: set[str], policy: Policy) -> Iterable[WhyLine]:
    finding = reviewed.finding
    check = finding.question.check
    own = finding.id in blockers
    confirmed = {hit.id for hit in reviewed.confirmed}
    telling = [hit for hit in finding.hits if policy.warns(check, hit.risk, hit.confidence) or hit.id in confirmed]
    for hit in telling:
        mark = Mark.BLOCKER if own and (hit.id in confirmed or hit == telling[0]) else Mark.WARNING
        yield WhyLine(mark, finding.question.candidate, finding.question.markets, hit.message, finding.id, hit.id,
                      hit.risk, hit.confidence)
    if not telling and (own or policy.warned_by(finding)):
        mark = Mark.BLOCKER if own else Mark.WARNING
        yield WhyLine(mark, finding.question.candidate, finding.question.markets, _gist(reviewed), finding.id, "",
                      finding.risk or 0.0, finding.confidence or 0.0)
    good = [hit for hit in finding.hits if hit.merit > 0]
    for hit in good:
        yield WhyLine(Mark.GOOD, finding.question.candidate, finding.question.markets, hit.message, finding.id, hit.id,
                      merit=hit.merit)
    if finding.merit > 0 and not good:
        yield WhyLine(Mark.GOOD, finding.question.candidate, finding.question.markets, finding.message, finding.id,
                      merit=finding.merit)


def _gist(reviewed: Reviewed) -> Message:
    """What a finding without a telling hit says; a native speaker's problem goes before "no answer"."""
    problem = next((s for s in reviewed.signoffs if s.verdict is Verdict.PROBLEM), None)
    if reviewed.finding.status is Status.UNANSWERED and problem is not None:
        return say("rank.signoff.problem", by=problem.by, on=problem.on, language=problem.language)
    return reviewed.finding.message
