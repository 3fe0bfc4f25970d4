"""Judging a run's cases: in batches, in this thread or in worker processes, a crash costing one question.

Both ways give the same findings in the same order. Looks nothing up and records nothing.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import fields
from itertools import chain, groupby
from multiprocessing import get_context
from operator import attrgetter
from typing import Any

from brandname.checks.base import Case, Check, Kind, Resources, unanswered, with_manual
from brandname.errors import CheckCrashed
from brandname.model import Crash, Finding, Gap, Status, Study
from brandname.registers.relay import deaf
from brandname.run.settings import Progress, Settings, Stop

BATCH = 500
"""Cases judged at a time: small enough that Ctrl-C is felt and progress moves, large enough to cost nothing."""
BLOCK = 2000
"""Cases after which another name begins a new block. All checks judge the names of a block before the next one's turn:
they share what is worked out about a name, which is remembered for a few names only."""
SHARE = 4
"""Blocks a worker process gets at least, so that none is left with much to do when the others are done."""


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
            with deaf():  # a terminal's Ctrl-C reaches every process, and one still loading would print a traceback
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
