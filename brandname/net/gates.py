"""Manners, in one place: a gate per host that every request to it passes.

A gate lets a few requests through at once, keeps an interval between their starts, waits as long as the host asks
(up to a limit), and closes for the rest of the run after some refusals in a row. A turn is claimed before sleeping,
so that a hundred waiting requests leave one after another and not together. Gates know nothing of each other: a slow
host never holds up a fast one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum

from brandname.config import SourceConfig


class Closure(StrEnum):
    """Why a gate lets nothing through any more."""

    RATE_LIMITED = "closed_rate_limited"
    """The host said 429 or 503 too often, or asks for a wait beyond the limit."""
    REFUSED = "closed_refused"
    """The host said 403 too often."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is to be treated."""

    slots: int = 2
    """Requests under way at once."""
    interval: float = 0.2
    """Seconds between the starts of two requests."""
    refusals: int = 3
    """Refusals in a row after which no more is asked."""
    longest_wait: float = 30.0
    """Seconds a host may ask us to wait; beyond, the gate closes."""

    def with_config(self, config: SourceConfig) -> Manners:
        """The user's own figures before ours."""
        interval = 1 / config.rate if config.rate else self.interval
        return replace(self, slots=config.slots or self.slots, interval=interval)


class Gate:
    """The gate of one host."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.closure: Closure | None = None
        self._slots = asyncio.Semaphore(manners.slots)
        self._turnstile = asyncio.Lock()
        self._next = 0.0
        self._quiet = 0.0
        self._refused = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Closure | None]:
        """Waits for a turn; gives None when it has come, or why it never will."""
        if self.closure:
            yield self.closure
            return
        async with self._slots:
            async with self._turnstile:  # first come, first served: a turn is claimed before sleeping
                while self.closure is None and (left := max(self._next, self._quiet) - time.monotonic()) > 0:
                    await asyncio.sleep(left)
                self._next = time.monotonic() + self.manners.interval
            yield self.closure

    def report(self, status: int, retry_after: float | None = None) -> bool:
        """Takes note of an HTTP answer (`retry_after` in seconds); True when the host wants to be asked again later."""
        if status not in (403, 429, 503):
            self._refused = 0
            return False
        self._refused += 1
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
    _gates: dict[str, Gate] = field(default_factory=dict)

    def of(self, host: str) -> Gate:
        """The gate of a host."""
        if host not in self._gates:
            self._gates[host] = Gate(self.manners.get(host, Manners()))
        return self._gates[host]
