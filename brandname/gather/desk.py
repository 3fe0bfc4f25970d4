"""Where network checks ask: between the checks on one side and sources, store and network on the other.

Equal requests become one, stored evidence that is fresh is used again, each source proves itself on two controls
before it is believed, and what comes back is stored. It judges nothing and opens nothing: without `Http` it answers
from the store or with `offline`.
"""

from __future__ import annotations

import asyncio
import random
import string
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from brandname.config import Config
from brandname.model import ControlResult, Evidence, Outcome
from brandname.net.gates import Closure, Manners
from brandname.net.http import BODY_LIMIT, Http, Reply, host_of
from brandname.net.ledger import Errand
from brandname.sources.base import CONTROL_FAILED, NOT_SENT, OFFLINE, Source

T = TypeVar("T")
HERE = "this machine"


class EvidenceStore(Protocol):
    """What the desk needs of `brandname.store.Store`."""

    def add_evidence(self, evidence: Evidence) -> None:
        """Keeps it."""
        ...

    def latest_evidence(self, source: str, request: str) -> Evidence | None:
        """The newest of a request."""
        ...


@dataclass(frozen=True, slots=True)
class Wire:
    """The `Line` of one errand."""

    http: Http
    source: Source
    errand: Errand
    base_url: str | None
    now: Callable[[], datetime]

    async def get(self, url: str, *, accept: str = "*/*") -> Reply:
        """An HTTP answer, or why there is none."""
        return await self.http.get(url, self.errand, accept=accept)

    def evidence(self, reply: Reply, *, address: str = "", body: bytes | None = None) -> Evidence:
        """Evidence of this errand from a reply."""
        kept = reply.body if body is None else body
        return Evidence(
            self.source.id, self.source.version, self.errand.request, HERE, stamp(self.now()), reply.word, kept, address
        )


class Desk:
    """One run's desk, used as `async with Desk(…) as desk:`; satisfies `brandname.checks.base.Desk`."""

    def __init__(
        self, sources: Mapping[str, Source], store: EvidenceStore, http: Http | None, *,
        now: Callable[[], datetime], addresses: Mapping[str, str] | None = None, dice: random.Random | None = None,
    ) -> None:
        """`now` gives UTC times, `addresses` the user's base address by source, `dice` the letters of the controls."""
        self._sources = sources
        self._store = store
        self._http = http
        self._now = now
        self._addresses = addresses or {}
        self._dice = dice or random.SystemRandom()
        self._started = stamp(now())
        self._flights: dict[tuple[str, str], asyncio.Task[Evidence]] = {}
        self._proofs: dict[str, asyncio.Task[_Proof]] = {}

    async def __aenter__(self) -> Desk:
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = [*self._flights.values(), *(task for task in self._proofs.values() if not task.done())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def ask(self, source: str, request: str) -> Evidence:
        """The evidence of a source for a canonical request, without a name in the ledger; see `seat`."""
        return await self.ask_for("", source, request)

    async def ask_for(self, name: str, source: str, request: str) -> Evidence:
        """The same on behalf of a candidate. A failure of the world is evidence; a bug in a source is raised."""
        key = (source, request)
        if key not in self._flights:
            known = self._reusable(source, request)
            if known:
                return known
            task = asyncio.create_task(self._look_up(name, source, request))
            self._flights[key] = task
            task.add_done_callback(lambda _: self._flights.pop(key, None))
        # Shielded: a question that is given up must not take the others with it that wait for the same answer.
        return await asyncio.shield(self._flights[key])

    def seat(self, name: str) -> Seat:
        """The desk as one candidate's questions see it, so that the ledger can say which name was shown."""
        return Seat(self, name)

    def controls(self) -> tuple[ControlResult, ...]:
        """How each source that was asked did, by id."""
        done = ((id_, task) for id_, task in sorted(self._proofs.items()) if task.done() and not task.cancelled())
        return tuple(task.result().result for _, task in done if task.exception() is None)

    def _reusable(self, source: str, request: str) -> Evidence | None:
        """Stored evidence that is fresh, or of this run: the same thing is not asked twice, even after a failure."""
        known = self._store.latest_evidence(source, request)
        if known is None:
            return None
        asked_here = self._sources[source]
        when = datetime.fromisoformat(known.when)
        age = self._now() - (when if when.tzinfo else when.replace(tzinfo=UTC))
        fresh = age < asked_here.freshness(asked_here.recognise(known))
        return known if fresh or (self._http and known.when >= self._started) else None

    async def _look_up(self, name: str, source: str, request: str) -> Evidence:
        if self._http is None:
            return self._nothing(source, request, OFFLINE)
        if source not in self._proofs:
            self._proofs[source] = asyncio.create_task(self._prove(self._http, source))
        proof = await asyncio.shield(self._proofs[source])
        if not proof.result.passed:
            return self._nothing(source, request, proof.status)
        return await self._fetch(self._http, name, source, request)

    async def _fetch(self, http: Http, name: str, source: str, request: str) -> Evidence:
        asked = self._sources[source]
        line = Wire(http, asked, Errand(source, name, request), self._addresses.get(source), self._now)
        evidence = await asked.fetch(request, line)
        if len(evidence.body) > BODY_LIMIT:
            raise ValueError(f"source {source} returned a body of {len(evidence.body)} bytes")
        if evidence.status not in NOT_SENT:
            self._store.add_evidence(evidence)
        return evidence

    async def _prove(self, http: Http, source: str) -> _Proof:
        """Asks both controls. A wrong answer fails the source; no answer passes its own reason on."""
        asked = self._sources[source]
        controls = asked.controls("".join(self._dice.choices(string.ascii_lowercase, k=15)))
        for request, wanted in ((controls.taken, Outcome.FOUND), (controls.free, Outcome.NOT_FOUND)):
            evidence = await self._fetch(http, "", source, request)
            outcome = asked.recognise(evidence)
            if outcome is not wanted:
                answered = outcome in (Outcome.FOUND, Outcome.NOT_FOUND)
                status = CONTROL_FAILED if answered else _reason(evidence.status)
                return _Proof(ControlResult(source, False, f"{wanted} → {outcome} ({evidence.status})"), status)
        return _Proof(ControlResult(source, True), "")

    def _nothing(self, source: str, request: str, status: str) -> Evidence:
        version = self._sources[source].version
        return Evidence(source, version, request, HERE, stamp(self._now()), status, b"")


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk for one candidate's questions; satisfies `brandname.checks.base.Desk`."""

    desk: Desk
    name: str

    async def ask(self, source: str, request: str) -> Evidence:
        """The evidence of a source for a canonical request."""
        return await self.desk.ask_for(self.name, source, request)


@dataclass(frozen=True, slots=True)
class _Proof:
    result: ControlResult
    status: str
    """What the source's questions read, where it did not pass."""


def _reason(status: str) -> str:
    """What to say of requests that were not sent because a control was not answered.

    Never an HTTP status: a bare "404" could be recognised as an answer.
    """
    if status in ("429", "503"):
        return Closure.RATE_LIMITED
    if status in ("401", "403"):
        return Closure.REFUSED
    return CONTROL_FAILED if status.isdecimal() else status


def manners_of(sources: Iterable[Source], config: Config) -> dict[str, Manners]:
    """Host → manners for a run's gates: what the sources declare, the user's figures before; the stricter of two."""
    table: dict[str, Manners] = {}
    for source in sources:
        settings = config.source(source.id)
        hosts = dict(source.hosts)
        if settings.base_url:
            hosts[host_of(settings.base_url)] = next(iter(source.hosts.values()), Manners())
        for host, own in hosts.items():
            wanted = own.with_config(settings)
            other = table.get(host, wanted)
            table[host] = replace(
                wanted, slots=min(wanted.slots, other.slots), interval=max(wanted.interval, other.interval)
            )
    return table


async def serve(groups: Iterable[Iterable[T]], work: Callable[[T], Awaitable[None]], *, window: int) -> None:
    """Works through groups (one per host or check) side by side, at most `window` items of each at a time.

    Items are taken when their turn comes, so 300,000 of them are never 300,000 tasks. An exception ends all.
    """
    async def clerk(items: Iterable[T]) -> None:
        for item in items:
            await work(item)

    async with asyncio.TaskGroup() as tasks:
        for group in groups:
            shared = iter(group)
            for _ in range(window):
                tasks.create_task(clerk(shared))


def stamp(when: datetime) -> str:
    """UTC in ISO 8601, to the second."""
    return when.isoformat(timespec="seconds")
