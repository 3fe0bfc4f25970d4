"""Findings + reviews + policy → shelves and ranges. Pure.

Types first; `rank()` at the end. Says nothing in words: reports do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brandname.model import Finding, Hit, Shelf


@dataclass(frozen=True, slots=True)
class Range:
    """Risk between two ends, 0–1."""

    best: float
    """Optimistic: severity × confidence, unanswered as 0."""
    worst: float
    """Pessimistic: severity, unanswered as 1."""

    def overlaps(self, other: Range) -> bool:
        """Whether this evidence cannot put one before the other."""
        return self.best <= other.worst and other.best <= self.worst


@dataclass(frozen=True, slots=True)
class Cell:
    """One check of one name in one market."""

    check: str
    range: Range
    answered: int
    unanswered: int
    not_applicable: int
    worst: str = ""
    """Id of the finding that sets the pessimistic end; empty without one."""
    in_range: bool = True
    """False when no candidate has an answer here, so that the cell leaves the ranges of all."""


@dataclass(frozen=True, slots=True)
class MarketStanding:
    """One name in one market."""

    market: str
    range: Range
    cells: tuple[Cell, ...]
    open_decisive: int
    """Decisive questions without an answer that count (the caveat applied)."""
    blocked: bool
    warned: bool
    """Some finding at or above the warning level."""
    merit: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One name."""

    candidate: str
    shelf: Shelf
    range: Range
    coverage: float
    """Answered share of what was planned, 0–1, by market weight × check weight."""
    markets: tuple[MarketStanding, ...]
    """In the study's order."""
    worst_market: str
    blockers: tuple[str, ...]
    """Finding ids."""
    open_decisive: tuple[str, ...]
    """Finding ids."""
    merit: float
    fit: float | None
    """Mean of the interviews' brief-fit scores, 1–5."""
    fit_n: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding after decisions and signoffs."""

    finding: Finding
    """With effective risk, confidence and blocker."""
    dismissed: tuple[Hit, ...] = ()
    confirmed: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The whole order."""

    standings: tuple[Standing, ...]
    """Ranked first (best first), then undecided, then blocked; see `Shelf`."""
    ties: tuple[tuple[str, ...], ...]
    """Runs of neighbouring ranked names that this evidence cannot separate; each at least two names."""
    checks_counted: tuple[str, ...]
    """Checks with at least one answer."""
    checks_planned: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    """(check, scope) pairs without an answer for any candidate: outside the ranges."""
    findings: Mapping[str, Reviewed] = field(default_factory=dict)
    """Finding id → after review."""
    stale_reviews: tuple[str, ...] = ()
    """`where` of decisions, answers or signoffs that match nothing or have run out."""
