"""The only scheduler: plan, gather, judge, record, rank. Prints nothing; reports progress through a callback.

Network questions become tasks (`brandname.gather`), local checks are judged in batches (`run.judging`). A crash of a
check costs its own questions and nothing else. Ctrl-C and SIGTERM end the work early: what is judged stays, the rest
reads `unanswered(interrupted)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brandname import __version__
from brandname.checks.base import Case, Check, Kind, Resources, for_study, unanswered
from brandname.model import (
    Answer,
    ControlResult,
    Crash,
    DatasetRef,
    Evidence,
    Finding,
    Gap,
    Question,
    Run,
    Study,
    SubjectKind,
)
from brandname.plan import plan
from brandname.rank import Ranking, rank
from brandname.run.judging import judge_all
from brandname.run.settings import Progress, Settings, Stop, interruptible, now
from brandname.sources import manual
from brandname.synthesis import Changes, changes

if TYPE_CHECKING:
    from brandname.store import Store

__all__ = ["Progress", "Result", "Settings", "Stop", "changes_since", "execute", "interruptible", "judge_all", "now"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run brought."""

    run: Run
    findings: tuple[Finding, ...]
    """Sorted by candidate, check, subject."""
    ranking: Ranking
    changes: Changes | None
    """Against the last finished run; None for the first."""


def execute(
    study: Study,
    checks: Sequence[Check],
    store: Store,
    settings: Settings,
    progress: Callable[[Progress], None] = lambda _: None,
    deliver: Callable[[Result], None] = lambda _: None,
) -> Result:
    """Runs the checks over the study and records everything in the store (opened for writing).

    `deliver` writes the report: a run is finished when its report is on disk, and one killed before is taken up by
    the next. Raises CheckCrashed under `strict`; a failure of the world never raises.
    """
    questions = plan(study, checks)
    run = store.begin(_opening(study, checks, settings))
    with interruptible() as stop:
        cases, controls, crashes = _gather(study, checks, questions, store, settings, stop)
        findings, broken = judge_all(study, checks, cases, settings, stop, progress)
        findings, datasets, more = _check_citations(study, checks, findings, cases)
    store.record(run.number, findings)
    every = tuple(dict.fromkeys((*crashes, *broken, *more)))
    run = replace(run, interrupted=stop.asked, datasets=datasets, controls=controls, crashes=every)
    today = settings.now.date().isoformat()
    ranking = rank(study, findings, settings.policy, today=today)
    run = replace(
        run,
        finished=_stamp(settings.now),
        shelves={standing.candidate: standing.shelf.value for standing in ranking.standings},
        policy=dict(ranking.weights),
    )
    result = Result(run, findings, ranking, changes_since(store, run, findings, ranking, study, today))
    deliver(result)
    store.finish(run)
    return result


def changes_since(
    store: Store, run: Run, findings: Sequence[Finding], ranking: Ranking, study: Study, today: str
) -> Changes | None:
    """What is new against the finished run before this one; None for the first. `today`: ISO date."""
    earlier = [known for known in store.runs() if known.finished and known.number < run.number]
    if not earlier:
        return None
    last = earlier[-1]
    differing = store.findings(last.number, unlike=run.number)
    same = store.same_findings(last.number, run.number)
    return changes(last, differing, run, findings, ranking, study.reviews, today, same=same)


def _opening(study: Study, checks: Sequence[Check], settings: Settings) -> Run:
    return Run(
        number=settings.least_number,
        label=settings.label,
        started=_stamp(settings.now),
        online=settings.online,
        tool=__version__,
        checks={check.id: check.version for check in checks},
        not_selected=settings.not_selected,
        inputs=dict(study.inputs),
        markets=tuple(market.code for market in study.markets),
        candidates=tuple(candidate.name for candidate in study.candidates),
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# ── collecting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _gather(
    study: Study, checks: Sequence[Check], questions: Sequence[Question], store: Store, settings: Settings, stop: Stop
) -> tuple[tuple[Case, ...], tuple[ControlResult, ...], tuple[Crash, ...]]:
    """Every question with its evidence: manual answers, and the network's; offline, what is stored and still fresh."""
    stored = settings.online or store.has_gathered()
    by_hand = _manual_evidence(study, questions)
    for evidence in {e.id: e for found in by_hand.values() for e in found}.values():
        store.add_evidence(evidence)
    network = {check.id: for_study(check, study) for check in checks if check.kind is Kind.NETWORK}
    asked = [question for question in questions if question.check in network]
    looked_up: Mapping[str, Case] = {}
    controls: tuple[ControlResult, ...] = ()
    crashes: dict[Crash, None] = {}
    if asked and stored:
        from brandname.gather import gather  # opens the net room only when it is wanted

        looked_up, controls = gather(
            network, asked, store, settings.now, stop, online=settings.online, paid=settings.paid,
            strict=settings.strict, crashed=lambda crash: crashes.update({crash: None}),
        )
    cases = []
    for question in questions:
        id_ = question.id if looked_up or by_hand else ""
        case = looked_up.get(id_) or Case(question, gap=Gap.OFFLINE if question.check in network else None)
        found = by_hand.get(id_, ())
        cases.append(replace(case, evidence=(*case.evidence, *found)) if found else case)
    return tuple(cases), controls, tuple(crashes)


def _manual_evidence(study: Study, questions: Iterable[Question]) -> dict[str, tuple[Evidence, ...]]:
    """Question id → what people looked up, in the file's order."""
    answers = study.reviews.answers
    if not answers:
        return {}
    by_check: dict[str, list[Answer]] = {}
    for answer in answers:
        by_check.setdefault(answer.check, []).append(answer)
    matched: dict[str, tuple[Evidence, ...]] = {}
    for question in questions:
        found = tuple(manual.evidence_from(a) for a in by_check.get(question.check, ()) if a.is_to(question))
        if found:
            matched[question.id] = found
    return matched


def _check_citations(
    study: Study, checks: Sequence[Check], findings: tuple[Finding, ...], cases: Sequence[Case]
) -> tuple[tuple[Finding, ...], tuple[DatasetRef, ...], tuple[Crash, ...]]:
    """Findings citing what nobody has are taken back; the datasets that are cited, sorted by id."""
    resources = Resources(study)
    cited_for = {finding.question.subject for finding in findings if finding.evidence}
    # What is not cited need not be opened: some datasets take seconds to build.
    tags = sorted({subject.scope for subject in cited_for if subject.kind is SubjectKind.LANGUAGE})
    known = {ref.ref: ref for check in checks for ref in check.datasets(resources, tags)}
    evidence = {e.id for case in cases for e in case.evidence}
    cited: set[str] = set()
    crashes: dict[Crash, None] = {}
    kept = []
    for finding in findings:
        stray = next((id_ for id_ in finding.evidence if id_ not in known and id_ not in evidence), None)
        if stray is None:
            cited.update(finding.evidence)
            kept.append(finding)
        else:
            crashes[Crash(finding.question.check, f"cites {stray}, which it did not declare")] = None
            kept.append(unanswered(finding.question, Gap.CRASHED))
    return tuple(kept), tuple(known[ref] for ref in sorted(cited & known.keys())), tuple(crashes)
