"""What a study's network checks would ask that the store cannot answer; and asking such things for somebody else.

Both go through the desk, so that controls, manners and the ledger hold as in any run.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from brandname.checks.base import Check
from brandname.config import Config, cache_dir, read_config
from brandname.gather.desk import Desk, EvidenceStore, manners_of, serve
from brandname.gather.network import WINDOW, Stopping
from brandname.gather.parcels import Errand
from brandname.gather.spending import limited, unset
from brandname.model import ControlResult, Evidence, Outcome, Question
from brandname.net.gates import Gates
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import OFFLINE, Source
from brandname.sources.table import Sources
from brandname.store import Store


class _Noting:
    """A desk that answers from the store and notes what it has no answer to and could ask."""

    def __init__(self, desk: Desk, open_: set[Errand], sources: Mapping[str, Source], config: Config | None) -> None:
        self._desk = desk
        self._open = open_
        self._sources = sources
        self._config = config

    async def ask(self, source: str, request: str) -> Evidence:
        """What is stored and fresh; else nothing, and a note."""
        evidence = await self._desk.ask(source, request)
        if evidence.status != OFFLINE:
            return evidence
        why = unset(self._sources[source], self._config) if self._config else ""
        if why:
            return replace(evidence, status=why)
        self._open.add(Errand(source, request))
        return evidence


def open_errands(
    checks: Mapping[str, Check], questions: Sequence[Question], store: EvidenceStore, now: datetime,
    *, sources: Mapping[str, Source] | None = None, config: Config | None = None,
) -> tuple[Errand, ...]:
    """Every request that network checks would make and the store cannot answer. Asks nobody.

    A check that asks step by step names every step it cannot rule out. With `config` services that this machine has
    no key or address for are left out; without it somebody else may have them.
    """
    known: Mapping[str, Source] = Sources() if sources is None else sources
    found: set[Errand] = set()

    async def collect() -> None:
        async with Desk(known, store, None, now=lambda: now) as desk:
            for question in questions:
                await checks[question.check].gather(question, _Noting(desk, found, known, config))

    asyncio.run(collect())
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for somebody else."""

    evidence: tuple[Evidence, ...]
    """Answers only."""
    unanswered: int
    controls: tuple[ControlResult, ...]


def ask_errands(
    errands: Sequence[Errand], store: Store, now: datetime, stop: Stopping,
    *, sources: Mapping[str, Source] | None = None, paid: Mapping[str, int] = MappingProxyType({}),
) -> Asked:
    """Asks every errand, only for a call with `--online`. What is answered is kept, so that a second call goes on.

    `paid`: paid source → queries it may be sent; the others are not asked.
    """
    return asyncio.run(_ask(errands, store, now, stop, Sources() if sources is None else sources, paid))


async def _ask(
    errands: Sequence[Errand], store: Store, now: datetime, stop: Stopping, sources: Mapping[str, Source],
    paid: Mapping[str, int],
) -> Asked:
    config, begun = limited(read_config(), paid), time.monotonic()
    gates = Gates(manners_of((sources[id_] for id_ in sorted({e.source for e in errands})), config),
                  cache_dir() / "requests")
    found: dict[Errand, Evidence] = {}
    async with (
        open_transports(Switch(online=True), gates, store, config.network, cache=cache_dir() / "iana") as transports,
        Desk(sources, store, transports, now=lambda: now + timedelta(seconds=time.monotonic() - begun),
             config=config) as desk,
    ):
        async def look_up(errand: Errand) -> None:
            evidence = await desk.ask(errand.source, errand.request)
            if sources[errand.source].recognise(evidence) in (Outcome.FOUND, Outcome.NOT_FOUND):
                found[errand] = evidence

        work = asyncio.create_task(serve(_groups(errands, sources), look_up, window=WINDOW))
        while not work.done() and not stop.asked:
            await asyncio.wait([work], timeout=0.1)
        if stop.asked:
            work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        answered = tuple(found[errand] for errand in sorted(found))
        return Asked(answered, len(errands) - len(answered), desk.controls())


def _groups(errands: Sequence[Errand], sources: Mapping[str, Source]) -> list[list[Errand]]:
    """By source and the host that answers, or the place where none stands out."""
    groups: dict[tuple[str, str], list[Errand]] = defaultdict(list)
    for errand in errands:
        source = sources[errand.source]
        place = source.place(errand.request)
        groups[errand.source, source.host_of(place) or place].append(errand)
    return list(groups.values())
