"""Where network checks ask: between the checks on one side and sources, store and network on the other.

Equal requests become one, stored evidence that is fresh is used again, each source proves itself on two controls at
each of its places before it is believed there, and what comes back is stored. It judges nothing and opens nothing:
without transports it answers from the store or with `offline`.
"""

from __future__ import annotations

import asyncio
import random
import string
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from brandname.config import Config
from brandname.gather.spending import barred
from brandname.gather.wire import HERE, Wire, stamp
from brandname.model import ControlResult, Evidence, Gap, Outcome
from brandname.net.gates import Closure, Manners
from brandname.net.http import BODY_LIMIT, Failure, host_of
from brandname.net.ledger import Errand
from brandname.net.transports import Transports
from brandname.sources.base import CONTROL_FAILED, NOT_SENT, OFFLINE, Source, gap_of

T = TypeVar("T")
ELSEWHERE = "import "
"""How the vantage points of answers begin that somebody else brought."""
ONCE_MORE = frozenset({Failure.TIMEOUT, Failure.REFUSED, Failure.GARBLED})
"""Statuses after which a control is asked a second time."""
CARRIED = timedelta(days=7)
"""How long such an answer is used where we cannot ask ourselves."""
PROOFS = "controls"
"""The source under which a passed pair of controls is kept; no question may ask it."""


class EvidenceStore(Protocol):
    """What the desk needs of `brandname.store.Store`."""

    def add_evidence(self, evidence: Evidence) -> None:
        """Keeps it."""
        ...

    def latest_evidence(self, source: str, request: str, *, vantage: str = "") -> Evidence | None:
        """The newest of a request; of vantage points that begin so."""
        ...


class Desk:
    """One run's desk, used as `async with Desk(…) as desk:`; satisfies `brandname.checks.base.Desk`."""

    def __init__(
        self, sources: Mapping[str, Source], store: EvidenceStore, transports: Transports | None, *,
        now: Callable[[], datetime], config: Config | None = None, dice: random.Random | None = None,
    ) -> None:
        """`now` gives UTC times, `config` is the user's, `dice` makes the letters of the controls."""
        self._sources = sources
        self._store = store
        self._transports = transports
        self._now = now
        self._config = config or Config()
        self._dice = dice or random.SystemRandom()
        self._started = stamp(now())
        self._flights: dict[tuple[str, str], asyncio.Task[Evidence]] = {}
        self._proofs: dict[tuple[str, str], asyncio.Task[_Proof]] = {}

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
            if self._transports is None:
                return self._carried(source, request) or self._nothing(source, request, OFFLINE)
            task = asyncio.create_task(self._look_up(self._transports, name, source, request))
            self._flights[key] = task
            task.add_done_callback(lambda _: self._flights.pop(key, None))
        # Shielded: a question that is given up must not take the others with it that wait for the same answer.
        return await asyncio.shield(self._flights[key])

    def seat(self, name: str) -> Seat:
        """The desk as one candidate's questions see it, so that the ledger can say which name was shown."""
        return Seat(self, name)

    def controls(self) -> tuple[ControlResult, ...]:
        """How each source that was asked did at each of its places, by id and place."""
        done = (task for _, task in sorted(self._proofs.items()) if task.done() and not task.cancelled())
        proofs = (task.result() for task in done if task.exception() is None)
        return tuple(proof.result for proof in proofs if proof.result is not None)

    def _reusable(self, source: str, request: str) -> Evidence | None:
        """Stored evidence that is fresh, or of this run: the same thing is not asked twice, even after a failure."""
        known = self._store.latest_evidence(source, request)
        if known is None:
            return None
        asked_here = self._sources[source]
        fresh = self._age(known) < asked_here.freshness(asked_here.recognise(known))
        return known if fresh or (self._transports and known.when >= self._started) else None

    def _carried(self, source: str, request: str) -> Evidence | None:
        """An answer that somebody else brought within the last days."""
        known = self._store.latest_evidence(source, request, vantage=ELSEWHERE)
        return known if known and self._age(known) < CARRIED else None

    async def _look_up(self, transports: Transports, name: str, source: str, request: str) -> Evidence:
        """Our own answer, or where we get none from here, one that somebody else brought."""
        evidence = await self._ask_ourselves(transports, name, source, request)
        gap = gap_of(evidence, self._sources[source].recognise(evidence))
        return evidence if gap is Gap.UNCLEAR else self._carried(source, request) or evidence

    async def _ask_ourselves(self, transports: Transports, name: str, source: str, request: str) -> Evidence:
        if why := barred(self._sources[source], self._config):
            return self._nothing(source, request, why)
        key = (source, self._sources[source].place(request))
        if key not in self._proofs:
            self._proofs[key] = asyncio.create_task(self._prove(transports, *key))
        proof = await asyncio.shield(self._proofs[key])
        if proof.status:
            return self._nothing(source, request, proof.status)
        return await self._fetch(transports, name, source, request)

    async def _fetch(self, transports: Transports, name: str, source: str, request: str) -> Evidence:
        asked = self._sources[source]
        line = Wire(transports, asked, Errand(source, name, request), self._config.source(source), self._now)
        evidence = await asked.fetch(request, line)
        if len(evidence.body) > BODY_LIMIT:
            raise ValueError(f"source {source} returned a body of {len(evidence.body)} bytes")
        if evidence.status not in NOT_SENT:
            self._store.add_evidence(evidence)
        return evidence

    async def _prove(self, transports: Transports, source: str, place: str) -> _Proof:
        """Asks both controls of a place. A wrong answer fails it; no answer passes its own reason on.

        A pair that passed is believed for a while, also by later runs; one that failed is asked again by the next.
        """
        asked = self._sources[source]
        controls = asked.controls("".join(self._dice.choices(string.ascii_lowercase, k=15)), place)
        if controls is None:
            return _Proof(None, "")
        passed = self._store.latest_evidence(PROOFS, self._proof_of(source, place))
        if passed and passed.source_version == asked.version and self._age(passed) < controls.lasts:
            return _Proof(ControlResult(source, True, passed.when, place), "")
        for request, wanted in ((controls.taken, Outcome.FOUND), (controls.free, controls.free_is)):
            evidence = await self._fetch(transports, "", source, request)
            if evidence.status in ONCE_MORE:  # one lost packet is not to cost every name its answer here
                evidence = await self._fetch(transports, "", source, request)
            outcome = asked.recognise(evidence)
            if outcome is not wanted and (outcome, wanted) != (Outcome.NOT_FOUND, Outcome.UNCLEAR):
                answered = outcome in (Outcome.FOUND, Outcome.NOT_FOUND)
                status = CONTROL_FAILED if answered else _reason(evidence, outcome)
                gap = gap_of(replace(evidence, status=status))
                detail = f"{request}: {wanted} → {outcome} ({evidence.status})"
                return _Proof(ControlResult(source, False, detail, place, gap), status)
        self._store.add_evidence(Evidence(
            PROOFS, asked.version, self._proof_of(source, place), HERE, stamp(self._now()), "passed", b""))
        return _Proof(ControlResult(source, True, "", place), "")

    def _proof_of(self, source: str, place: str) -> str:
        """The request under which a passed pair is kept: another address is another service."""
        settings = self._config.source(source)
        own = [settings.base_url or "", *(f"{name}={to}" for name, to in sorted(settings.hosts.items()))]
        return "|".join([source, place, *filter(None, own)])

    def _age(self, evidence: Evidence) -> timedelta:
        when = datetime.fromisoformat(evidence.when)
        return self._now() - (when if when.tzinfo else when.replace(tzinfo=UTC))

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
    result: ControlResult | None
    """None at a place where nobody is asked."""
    status: str
    """What the source's questions there read, where it did not pass; else empty."""


def _reason(evidence: Evidence, outcome: Outcome) -> str:
    """What to say of requests that were not sent because a control was not answered.

    Never a status that could be recognised as an answer, as a bare "404" could.
    """
    gap = gap_of(evidence, outcome)
    if gap is Gap.RATE_LIMITED:
        return Closure.RATE_LIMITED
    if evidence.status in ("401", "403"):
        return Closure.REFUSED
    return CONTROL_FAILED if gap is Gap.UNCLEAR or evidence.status.isdecimal() else evidence.status


def manners_of(sources: Iterable[Source], config: Config) -> dict[str, Manners]:
    """Host → manners for a run's gates: what the sources declare, the user's figures before; the stricter of two.

    A host of the user's own in place of another is treated as that one is, but for the operator's own limits.
    """
    table: dict[str, Manners] = {}
    for source in sources:
        settings = config.source(source.id)
        hosts = {host: manners.with_config(settings, source.id) for host, manners in source.hosts.items()}
        own = {host_in(to): source.hosts.get(host, Manners()) for host, to in settings.hosts.items()}
        if settings.base_url:
            own[host_of(settings.base_url)] = next(iter(source.hosts.values()), Manners())
        hosts |= {host: replace(m, published=False, pool="").with_config(settings, source.id)
                  for host, m in own.items()}
        for host, wanted in hosts.items():
            table[host] = wanted.stricter(table[host]) if host in table else wanted
    return table


def host_in(place: str) -> str:
    """The host, with its port, of an address or of `host:port` as configurations have them."""
    return host_of(place) if "://" in place else place


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
