"""What a run would pay for, counted before the first paid query is sent; sends nothing, opens nothing.

A run may not send more than its user allows: `limited` puts that number into the user's configuration, from where it
reaches the gate of each paid service (`SourceConfig.per_run`), which counts what really leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from brandname.config import Config
from brandname.model import Evidence
from brandname.sources.base import Source

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
        if getattr(source, "paid", False) and source.place(request) and not _is_fresh(source, kept(id_, request), now):
            due.setdefault(id_, set()).add(request)
    return tuple(
        Spending(id_, len(requests), CONTROLS * len({sources[id_].place(request) for request in requests}))
        for id_, requests in sorted(due.items())
    )


def limited(config: Config, planned: Iterable[Spending], most: int) -> Config:
    """The configuration with which each paid source sends `most` requests in a run, and no more; `most` ≥ 1."""
    own = {spent.source: replace(config.source(spent.source), per_run=most) for spent in planned}
    return replace(config, sources={**config.sources, **own})


def _is_fresh(source: Source, known: Evidence | None, now: datetime) -> bool:
    if known is None:
        return False
    when = datetime.fromisoformat(known.when)
    return now - (when if when.tzinfo else when.replace(tzinfo=UTC)) < source.freshness(source.recognise(known))
