"""Manners, in one place: a gate per host that every request to it passes.

A gate lets a few requests through at once, keeps an interval between their starts, waits as long as the host asks
(up to a limit), and closes for the rest of the run after some refusals in a row. A turn is claimed before sleeping,
so that a hundred waiting requests leave one after another and not together. Gates know nothing of each other: a slow
host never holds up a fast one.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from brandname.config import SourceConfig
from brandname.net.budget import Budget

SLOWEST = 8
"""How many times its usual interval a host gets that keeps saying 429."""


class Closure(StrEnum):
    """Why a gate lets nothing through any more."""

    RATE_LIMITED = "closed_rate_limited"
    """The host said 429 or 503 too often, or asks for a wait beyond the limit."""
    REFUSED = "closed_refused"
    """The host said 403 too often."""
    SILENT = "closed_silent"
    """The host gave no answer at all too often."""
    OVER_BUDGET = "closed_over_budget"
    """As many requests have been sent as its operator allows an hour or a day, or its user in this run."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is to be treated."""

    slots: int = 2
    """Requests under way at once."""
    interval: float = 0.5
    """Seconds between the starts of two requests."""
    refusals: int = 3
    """Refusals, or requests without any answer, in a row after which no more is asked."""
    longest_wait: float = 30.0
    """Seconds a host may ask us to wait; beyond, the gate closes."""
    per_hour: int = 0
    """Requests an hour from this machine, over all runs; 0 for no such limit."""
    per_day: int = 0
    """The same for a day."""
    per_run: Mapping[str, int] = field(default_factory=dict)
    """Source → requests in this run, as the user will pay for; sources without one have no such limit."""
    pool: str = ""
    """Hosts of one pool are counted together by their operator and share one gate."""
    published: bool = False
    """The limits are the operator's own: the user's figures may only be stricter."""

    def with_config(self, config: SourceConfig, source: str = "") -> Manners:
        """The user's own figures before ours; what a run may cost is said of one source, whoever else is asked here."""
        interval = 1 / config.rate if config.rate else self.interval
        slots = config.slots or self.slots
        if self.published:
            slots, interval = min(slots, self.slots), max(interval, self.interval)
        per_run = _least_of(self.per_run, {source: config.per_run} if config.per_run else {})
        return replace(self, slots=slots, interval=interval, per_run=per_run)

    def stricter(self, other: Manners) -> Manners:
        """The stricter of two, figure by figure."""
        return replace(
            self, slots=min(self.slots, other.slots), interval=max(self.interval, other.interval),
            per_hour=_least(self.per_hour, other.per_hour), per_day=_least(self.per_day, other.per_day),
            per_run=_least_of(self.per_run, other.per_run),
            pool=self.pool or other.pool, published=self.published or other.published,
        )


class Gate:
    """The gate of one host, or of a pool of hosts."""

    def __init__(self, manners: Manners, budget: Budget | None = None) -> None:
        self.manners = manners
        self.closure: Closure | None = None
        self._budget = budget
        self._slots = asyncio.Semaphore(manners.slots)
        self._turnstile = asyncio.Lock()
        self._interval = manners.interval
        self._next = 0.0
        self._quiet = 0.0
        self._refused = 0
        self._silent = 0
        self._sent: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, source: str = "") -> AsyncIterator[Closure | None]:
        """Waits for a turn; gives None when it has come, or why it never will: for anybody, or for this source."""
        closure = self.closure or self._spent(source)
        if closure:
            yield closure
            return
        async with self._slots:
            async with self._turnstile:  # first come, first served: a turn is claimed before sleeping
                while self.closure is None and (left := max(self._next, self._quiet) - time.monotonic()) > 0:
                    await asyncio.sleep(left)
                if self.closure is None and self._budget is not None and not self._spent(source) \
                        and not self._budget.claim():
                    self.closure = Closure.OVER_BUDGET
                closure = self.closure or self._spent(source)
                self._sent[source] += not closure
                now = time.monotonic()
                due = max(self._next, self._quiet)  # a turn that came a little late makes the next one no later
                self._next = (due if now - due < self._interval / 2 else now) + self._interval
            yield closure or self.closure

    def _spent(self, source: str) -> Closure | None:
        """Whether a source has sent what its user allows in this run; others may still ask the same host."""
        most = self.manners.per_run.get(source, 0)
        return Closure.OVER_BUDGET if most and self._sent[source] >= most else None

    def report(self, status: int, retry_after: float | None = None) -> bool:
        """Takes note of an answer: an HTTP status, or 0 for none (`retry_after` in seconds).

        True when the host wants to be asked again later.
        """
        self._silent = 0 if status else self._silent + 1
        if self._silent >= self.manners.refusals and self.closure is None:
            self.closure = Closure.SILENT
        if status not in (402, 403, 429, 503):  # 402: nothing left that is paid for
            self._refused = 0
            return False
        self._refused += 1
        if status == 429:  # it says that this pace is too fast
            self._interval = min(2 * self._interval, self.manners.interval * SLOWEST)
        too_long = retry_after is not None and retry_after > self.manners.longest_wait
        if too_long or self._refused >= self.manners.refusals:
            self.closure = Closure.REFUSED if status == 403 else Closure.RATE_LIMITED
        elif retry_after is not None:
            self._quiet = max(self._quiet, time.monotonic() + retry_after)
        return retry_after is not None and self.closure is None


@dataclass(slots=True)
class Gates:
    """Every gate of a run, made when first needed."""

    manners: Mapping[str, Manners]
    """Host (with its port, where the address has one) → manners; others get the defaults."""
    budgets: Path | None = None
    """The folder in which requests to hosts with a limit an hour or a day are counted; None counts this run only."""
    _gates: dict[str, Gate] = field(default_factory=dict)

    def of(self, host: str) -> Gate:
        """The gate of a host."""
        manners = self.manners.get(host, Manners())
        name = f"pool:{manners.pool}" if manners.pool else host
        if name not in self._gates:
            limits = (manners.per_hour, manners.per_day)
            budget = Budget(name, *limits, folder=self.budgets) if any(limits) else None
            self._gates[name] = Gate(manners, budget)
        return self._gates[name]


def _least_of(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The lower of two limits of each source."""
    return {source: _least(one.get(source, 0), other.get(source, 0)) for source in sorted({*one, *other})}


def _least(one: int, other: int) -> int:
    """The lower of two limits, where 0 is none."""
    return min(one, other) if one and other else one or other
