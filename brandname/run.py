"""The only scheduler: plan, gather, judge, record, rank. Prints nothing; reports progress through a callback.

Network questions become tasks (`brandname.gather`), local checks are judged in batches, in this thread or in
worker processes; both ways give the same findings in the same order. A crash of a check costs its own questions and
nothing else. Ctrl-C and SIGTERM end the work early: what is judged stays, the rest reads `unanswered(interrupted)`.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from itertools import chain, groupby
from multiprocessing import get_context
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from brandname import __version__
from brandname.checks.base import Case, Check, Kind, Resources, for_study, unanswered, with_manual
from brandname.errors import CheckCrashed
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
    Status,
    Study,
    SubjectKind,
)
from brandname.plan import plan
from brandname.rank import Policy, Ranking, rank
from brandname.sources import manual
from brandname.synthesis import Changes, changes

if TYPE_CHECKING:
    from brandname.store import Store

BATCH = 500
"""Cases judged at a time: small enough that Ctrl-C is felt and progress moves, large enough to cost nothing."""
BLOCK = 2000
"""Cases after which another name begins a new block. All checks judge the names of a block before the next one's turn:
they share what is worked out about a name, which is remembered for a few names only."""
SHARE = 4
"""Blocks a worker process gets at least, so that none is left with much to do when the others are done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run."""

    now: datetime
    """The run's only clock, aware."""
    online: bool = False
    jobs: int = 1
    label: str = ""
    strict: bool = False
    """Re-raise a check's crash instead of reporting it."""
    not_selected: tuple[str, ...] = ()
    policy: Policy | None = None
    least_number: int = 1
    """The least number the run may get: reports of a lost store are not overwritten."""
    paid: Mapping[str, int] = field(default_factory=dict)
    """Paid source → queries it may be sent in this run; others that cost money are not asked."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    check: str
    """The check under way."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run brought."""

    run: Run
    findings: tuple[Finding, ...]
    """Sorted by candidate, check, subject."""
    ranking: Ranking
    changes: Changes | None
    """Against the last finished run; None for the first."""


@dataclass(slots=True)
class Stop:
    """Whether somebody wants the run to end; the first signal asks, a second one insists."""

    asked: bool = False
    judging: bool = field(default=False, repr=False)

    def handle(self, signum: int, frame: object) -> None:
        """Breaks off judging at once; between batches (recording) it only takes note."""
        del signum, frame
        self.asked = True
        if self.judging:
            raise KeyboardInterrupt


def now() -> datetime:
    """The time a run starts: SOURCE_DATE_EPOCH where it is set (reproducible reports), else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


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
    result = Result(run, findings, ranking, _since(store, run, findings, ranking, study, today))
    deliver(result)
    store.finish(run)
    return result


def _since(
    store: Store, run: Run, findings: tuple[Finding, ...], ranking: Ranking, study: Study, today: str
) -> Changes | None:
    """What is new since the last finished run; None for the first."""
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


# ── judging ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def judge_all(
    study: Study, checks: Sequence[Check], cases: Sequence[Case], settings: Settings, stop: Stop,
    progress: Callable[[Progress], None],
) -> tuple[tuple[Finding, ...], tuple[Crash, ...]]:
    """One finding a case, in the cases' order; local checks are judged, network checks by the evidence they have."""
    ended = stop.asked  # while asking: what was looked up is judged, which takes a moment, and nothing else
    stop.asked = False
    network = {check.id for check in checks if check.kind is Kind.NETWORK}
    reached = [i for i, case in enumerate(cases) if case.question.check in network and case.gap is not Gap.INTERRUPTED]
    blocks = _blocks(cases, reached if ended else range(len(cases)), settings.jobs)
    findings: list[Finding | None] = [None] * len(cases)
    crashes: dict[Crash, None] = {}
    done = 0
    judged = _judge_here if settings.jobs <= 1 else _judge_in_processes
    try:
        for batch, (found, crashed) in judged(study, checks, cases, blocks, settings, stop):
            for position, finding in zip(batch, found, strict=True):
                findings[position] = finding
            crashes.update(dict.fromkeys(crashed))
            done += len(batch)
            progress(Progress(done, len(cases), cases[batch[0]].question.check))
    except KeyboardInterrupt:
        stop.asked = True
    stop.asked = stop.asked or ended
    complete = (
        finding if finding is not None else unanswered(case.question, Gap.INTERRUPTED)
        for finding, case in zip(findings, cases, strict=True)
    )
    return tuple(complete), tuple(crashes)


Batch = list[int]
"""Positions of cases of one check."""


def _blocks(cases: Sequence[Case], chosen: Sequence[int], jobs: int) -> list[list[Batch]]:
    """The chosen cases, all of a name in the same block, each block in batches."""
    size = BLOCK if jobs <= 1 else min(BLOCK, len(chosen) // (jobs * SHARE))
    blocks: list[list[int]] = []
    name: str | None = None
    for i in chosen:
        candidate = cases[i].question.candidate
        if candidate != name and (not blocks or len(blocks[-1]) >= size):
            blocks.append([])
        name = candidate
        blocks[-1].append(i)
    return [_batches(cases, block) for block in blocks]


def _batches(cases: Sequence[Case], chosen: Sequence[int]) -> list[Batch]:
    """Positions of the chosen cases by check, `BATCH` at most together."""
    by_check = groupby(sorted(chosen, key=lambda i: cases[i].question.check), key=lambda i: cases[i].question.check)
    groups = [list(group) for _, group in by_check]
    return [group[start:start + BATCH] for group in groups for start in range(0, len(group), BATCH)]


_Judged = tuple[Batch, tuple[list[Finding], list[Crash]]]


def _judge_here(
    study: Study, checks: Sequence[Check], cases: Sequence[Case], blocks: Sequence[list[Batch]], settings: Settings,
    stop: Stop,
) -> Iterator[_Judged]:
    by_id = {check.id: check for check in checks}
    resources = Resources(study)
    for batch in chain.from_iterable(blocks):
        if stop.asked:
            return
        stop.judging = True
        try:
            check = by_id[cases[batch[0]].question.check]
            judged = judge_batch(check, [cases[i] for i in batch], resources, settings.strict)
        finally:
            stop.judging = False
        yield batch, judged


def _judge_in_processes(
    study: Study, checks: Sequence[Check], cases: Sequence[Case], blocks: Sequence[list[Batch]], settings: Settings,
    stop: Stop,
) -> Iterator[_Judged]:
    """The same in worker processes, a block at a time; results come back in the batches' order."""
    with ProcessPoolExecutor(
        settings.jobs, mp_context=get_context("spawn"), initializer=_start_worker,
        initargs=(study, tuple(checks), gc.get_threshold()),
    ) as pool:
        pending: list[tuple[list[Batch], Future[list[_Packed]]]] = []
        try:
            for block in blocks:
                asked = [[cases[i] for i in batch] for batch in block]
                pending.append((block, pool.submit(_work, asked, settings.strict)))
            pending.reverse()
            while pending:  # what was handed on is let go
                block, future = pending.pop()
                stop.judging = True
                try:
                    judged = future.result()
                finally:
                    stop.judging = False
                for batch, (bodies, crashed) in zip(block, judged, strict=True):
                    yield batch, ([Finding(cases[i].question, *body)
                                   for i, body in zip(batch, bodies, strict=True)], crashed)
                if stop.asked:
                    return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def judge_batch(
    check: Check, batch: Sequence[Case], resources: Resources, strict: bool = False
) -> tuple[list[Finding], list[Crash]]:
    """The findings of a batch; when the check crashes on it, case by case, so that a crash costs one question."""
    try:
        found = _hold_to_contract(batch, check.judge(batch, resources))
        return [with_manual(case, finding, check.found_risk) if case.evidence else finding
                for case, finding in zip(batch, found, strict=True)], []
    except Exception as error:
        if strict:
            raise CheckCrashed(f"{check.id}: {type(error).__name__}: {error}") from error
        if len(batch) == 1:
            crash = Crash(check.id, f"{type(error).__name__}: {error}".splitlines()[0][:200])
            return [unanswered(batch[0].question, Gap.CRASHED)], [crash]
    halves = [judge_batch(check, part, resources) for part in (batch[: len(batch) // 2], batch[len(batch) // 2:])]
    return [f for found, _ in halves for f in found], [c for _, crashed in halves for c in crashed]


def _hold_to_contract(batch: Sequence[Case], findings: Sequence[Finding]) -> list[Finding]:
    """The findings, if there is one a case, in order, each about its own question."""
    found = list(findings)
    if len(found) != len(batch):
        raise ValueError(f"{len(found)} findings for {len(batch)} questions")
    for case, finding in zip(batch, found, strict=True):
        if finding.question != case.question:
            raise ValueError(f"a finding about {finding.question.subject} for a question about {case.question.subject}")
        if case.gap is not None and finding.status is Status.ANSWERED and not case.evidence:
            raise ValueError(f"an answer about {case.question.subject} out of nothing ({case.gap})")
    return found


_worker: tuple[dict[str, Check], Resources]
_Packed = tuple[list[tuple[Any, ...]], list[Crash]]
"""Findings of a batch on their way between processes, without the questions, which both sides have."""
_body = attrgetter(*(field.name for field in fields(Finding) if field.name != "question"))


def _start_worker(study: Study, checks: tuple[Check, ...], thresholds: tuple[int, int, int]) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; a terminal's Ctrl-C reaches every process
    gc.set_threshold(*thresholds)  # as the parent does
    _worker = ({check.id: check for check in checks}, Resources(study))


def _work(block: list[list[Case]], strict: bool) -> list[_Packed]:
    checks, resources = _worker
    done: list[_Packed] = []
    for batch in block:
        found, crashes = judge_batch(checks[batch[0].question.check], batch, resources, strict)
        done.append(([_body(finding) for finding in found], crashes))
    return done


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


@contextmanager
def interruptible() -> Iterator[Stop]:
    """A `Stop` that SIGINT and SIGTERM set while the block runs; outside the main thread nothing is installed."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
