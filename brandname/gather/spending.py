"""What a run would pay for, counted before the first paid query is sent; sends nothing, opens nothing.

A run may not send more than its user allows: `limited` puts that number into the user's configuration, from where it
reaches the gate of each paid service (`SourceConfig.per_run`), which counts what really leaves. Without such a number
the desk asks no paid service at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from brandname.config import Config, key
from brandname.model import Evidence
from brandname.net.gates import Closure
from brandname.sources.base import NO_KEY, NO_SERVER, Source

CONTROLS = 2
"""Queries with which a place proves itself, where no proof is kept any more."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What one paid source would be asked."""

    source: str
    queries: int
    """Distinct queries that no kept answer serves."""
    controls: int
    """Queries of its controls, if no place has a proof that is still fresh: at most so many."""

    @property
    def total(self) -> int:
        """Paid queries at most, but for those sent again because a service asked for patience."""
        return self.queries + self.controls


def spending(
    asked: Iterable[tuple[str, str]], sources: Mapping[str, Source],
    kept: Callable[[str, str], Evidence | None], now: datetime,
) -> tuple[Spending, ...]:
    """Per paid source, by id, what (source, request) pairs would cost; `kept` is the store's `latest_evidence`.

    `now` is aware. Requests without a place are never sent (no market, no language, no query) and cost nothing.
    """
    due: dict[str, set[str]] = {}
    for id_, request in set(asked):
        source = sources[id_]
        if is_paid(source) and source.place(request) and not _is_fresh(source, kept(id_, request), now):
            due.setdefault(id_, set()).add(request)
    return tuple(
        Spending(id_, len(requests), CONTROLS * len({sources[id_].place(request) for request in requests}))
        for id_, requests in sorted(due.items())
    )


def allot(planned: Sequence[Spending], most: int) -> Mapping[str, int]:
    """How many queries each paid source may send when all together may send `most` (≥ 0): whole sources first.

    An answer from one engine about every name is worth more than half of two.
    """
    allowed: dict[str, int] = {}
    for spent in planned:
        allowed[spent.source] = min(spent.total, most - sum(allowed.values()))
    return allowed


def limited(config: Config, allowed: Mapping[str, int]) -> Config:
    """The configuration with which each source of `allowed` sends so many requests in a run, and no more."""
    own = {id_: replace(config.source(id_), per_run=most) for id_, most in allowed.items()}
    return replace(config, sources={**config.sources, **own})


def is_paid(source: Source) -> bool:
    """Whether each of its queries costs the user money."""
    return bool(getattr(source, "paid", False))


def unset(source: Source, config: Config) -> str:
    """Why this machine cannot ask a source: no key or no address of it here; empty where it can."""
    if (is_paid(source) or getattr(source, "keyed", False)) and not key(source.id):
        return NO_KEY
    if getattr(source, "self_hosted", False) and not config.source(source.id).base_url:
        return NO_SERVER
    return ""


def barred(source: Source, config: Config) -> str:
    """Why a run must not ask a source: it is not set up, or costs money and nobody allowed any; empty where it may."""
    if why := unset(source, config):
        return why
    return Closure.OVER_BUDGET if is_paid(source) and not config.source(source.id).per_run else ""


def _is_fresh(source: Source, known: Evidence | None, now: datetime) -> bool:
    if known is None:
        return False
    when = datetime.fromisoformat(known.when)
    return now - (when if when.tzinfo else when.replace(tzinfo=UTC)) < source.freshness(source.recognise(known))
