"""A run's network questions, from the first request to the last: gates, client and desk for its length."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from brandname.checks.base import Case, Check
from brandname.config import cache_dir, read_config
from brandname.errors import CheckCrashed
from brandname.gather.desk import Desk, manners_of, serve
from brandname.gather.spending import limited
from brandname.model import ControlResult, Crash, Evidence, Gap, Outcome, Question
from brandname.net.gates import Gates
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import NOT_SENT, Source, gap_of
from brandname.sources.table import Sources
from brandname.store import Store

KEPT = frozenset({Gap.INTERRUPTED, Gap.CRASHED})
"""Gaps that offline questions may have besides `offline`."""
WINDOW = 8
"""Questions of one check and place under way at once: more than any host's slots, so that no gate runs dry."""


class Stopping(Protocol):
    """Tells when somebody wants the run to end."""

    asked: bool


def gather(
    checks: Mapping[str, Check], questions: Sequence[Question], store: Store, now: datetime, stop: Stopping,
    *, sources: Mapping[str, Source] | None = None, strict: bool = False,
    crashed: Callable[[Crash], None] = lambda _: None, paid: Mapping[str, int] = MappingProxyType({}),
    online: bool = True,
) -> tuple[dict[str, Case], tuple[ControlResult, ...]]:
    """Question id → its case, for every question, and how the sources did on their controls.

    Without `online` no socket opens: questions are answered by what the store holds and is still fresh, the others read
    `offline`. `now` is when the run started, aware. When `stop` is asked, what was looked up stays and the rest reads
    `interrupted`. A question whose check or source breaks while asking reads `crashed` and
    is told to `crashed`; under `strict` the first such error is raised as CheckCrashed in the end. `paid`: paid source
    → queries it may be sent; others that cost money are not asked, and read `over_budget`.
    """
    errors: list[tuple[str, Exception]] = []
    known = Sources() if sources is None else sources
    looking = _gather if online else _recall
    gathered = asyncio.run(looking(checks, questions, store, now, stop, known, paid, errors))
    for check, error in errors:
        summary = f"{type(error).__name__}: {error}"
        if strict:
            raise CheckCrashed(f"{check}: {summary}") from error
        crashed(Crash(check, summary.splitlines()[0][:200]))
    return gathered


async def _gather(
    checks: Mapping[str, Check], questions: Sequence[Question], store: Store, now: datetime, stop: Stopping,
    sources: Mapping[str, Source], paid: Mapping[str, int], errors: list[tuple[str, Exception]],
) -> tuple[dict[str, Case], tuple[ControlResult, ...]]:
    config, begun = limited(read_config(), paid), time.monotonic()
    gates = Gates(manners_of(_loadable(sources), config), cache_dir() / "requests")
    cases = {question.id: Case(question, gap=Gap.INTERRUPTED) for question in questions}

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - begun)

    async with (
        open_transports(Switch(online=True), gates, store, config.network, cache=cache_dir() / "iana") as transports,
        Desk(sources, store, transports, now=clock, config=config) as desk,
    ):
        await _ask(checks, questions, desk, stop, sources, cases, errors)
        return cases, desk.controls()


async def _recall(
    checks: Mapping[str, Check], questions: Sequence[Question], store: Store, now: datetime, stop: Stopping,
    sources: Mapping[str, Source], paid: Mapping[str, int], errors: list[tuple[str, Exception]],
) -> tuple[dict[str, Case], tuple[ControlResult, ...]]:
    """The same from what is stored alone; a question nothing is known about reads `offline`."""
    del paid  # nothing is sent
    cases = {question.id: Case(question, gap=Gap.INTERRUPTED) for question in questions}
    async with Desk(sources, store, None, now=lambda: now) as desk:
        await _ask(checks, questions, desk, stop, sources, cases, errors)
    return {id_: case if case.evidence or case.gap in KEPT else replace(case, gap=Gap.OFFLINE)
            for id_, case in cases.items()}, ()


async def _ask(
    checks: Mapping[str, Check], questions: Sequence[Question], desk: Desk, stop: Stopping,
    sources: Mapping[str, Source], cases: dict[str, Case], errors: list[tuple[str, Exception]],
) -> None:
    """Fills in the cases as the desk answers, until all are there or somebody wants the run to end."""
    async def look_up(question: Question) -> None:
        try:
            evidence = await checks[question.check].gather(question, desk.seat(question.candidate))
            cases[question.id] = _case(question, evidence, sources, _deciding(checks[question.check]))
        except Exception as error:  # noqa: BLE001 - a broken check or source costs this question, not the run
            errors.append((question.check, error))
            cases[question.id] = Case(question, gap=Gap.CRASHED)

    work = asyncio.create_task(serve(_groups(questions, checks, sources), look_up, window=WINDOW))
    while not work.done() and not stop.asked:  # a signal only sets `asked`, so somebody has to look
        await asyncio.wait([work], timeout=0.1)
    if stop.asked:
        work.cancel()
    with suppress(asyncio.CancelledError):
        await work


def _loadable(sources: Mapping[str, Source]) -> Iterator[Source]:
    """Sources that load; one that does not says so when it is asked, to the question that needs it."""
    for id_ in sources:
        with suppress(Exception):
            yield sources[id_]


def _groups(
    questions: Sequence[Question], checks: Mapping[str, Check], sources: Mapping[str, Source]
) -> list[list[Question]]:
    """Questions by the host that answers them; by check and place (platform, office) where no host stands out.

    One registry's server keeps hundreds of top-level domains, and has one window for all of them.
    """
    groups: dict[tuple[str, str], list[Question]] = defaultdict(list)
    hosts: dict[tuple[str, str], str] = {}
    for question in questions:
        key = (question.check, question.subject.scope)
        if key not in hosts:
            hosts[key] = _host(getattr(checks[question.check], "sources", ()), question.subject.scope, sources)
        groups[("", hosts[key]) if hosts[key] else key].append(question)
    return list(groups.values())


def _host(ids: Sequence[str], scope: str, sources: Mapping[str, Source]) -> str:
    """The host of the first of a check's sources that names one."""
    for id_ in ids:
        with suppress(Exception):  # a source that does not load says so when it is asked
            if host := sources[id_].host_of(scope):
                return host
    return ""


def _deciding(check: Check) -> Collection[str]:
    """The sources whose answers answer a check's questions, where it says so; those of others only add something."""
    return tuple(getattr(check, "deciding", ()))


def _case(
    question: Question, evidence: Sequence[Evidence], sources: Mapping[str, Source], deciding: Collection[str]
) -> Case:
    """The case with what can be cited; its gap says why, when nothing that decides is an answer."""
    read = [(e, sources[e.source].recognise(e)) for e in evidence if not deciding or e.source in deciding]
    answers = any(outcome in (Outcome.FOUND, Outcome.NOT_FOUND) for _, outcome in read)
    gaps = [gap_of(e, outcome) for e, outcome in read]
    telling = next((gap for gap in gaps if gap is not Gap.UNCLEAR), Gap.UNCLEAR)
    gap = telling if evidence and not answers else None
    return Case(question, tuple(e for e in evidence if e.status not in NOT_SENT), gap)
