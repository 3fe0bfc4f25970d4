"""What a ranking consists of: ranges, cells, standings, reviewed findings, the policy. Weighs nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from brandname.model import BAND_FLOORS, Band, Brief, Finding, Hit, Shelf, Signoff

CHECK_WEIGHTS: Mapping[str, float] = MappingProxyType({
    "meaning": 3.0,
    "trademark": 3.0,
    "domain": 2.0,
    "similarity": 2.0,
    "interviews": 2.0,
    "handle": 1.0,
    "search": 1.0,
    "pronunciation": 1.0,
    "transliteration": 1.0,
})
"""How much a check counts in a market; a check not listed (a plugin) counts 1."""

SEARCH_FACTOR: Mapping[str, float] = MappingProxyType({"main": 2.0, "some": 1.0, "little": 0.5})
"""The brief's `search_matters` → factor on the weight of the search check."""


WARNING_SURE: Mapping[str, float] = MappingProxyType({"meaning": 0.3})
"""How sure a hit of a check must be to warn; every short name sounds faintly like some bad word somewhere."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How findings are weighed. Raises ValueError for a negative weight."""

    weights: Mapping[str, float] = field(default_factory=lambda: dict(CHECK_WEIGHTS))
    """Check id → weight ≥ 0; a check not listed counts 1."""
    warning: float = dict(BAND_FLOORS)[Band.WARNING]
    """Risk from which a finding is a warning …"""
    sure: Mapping[str, float] = field(default_factory=lambda: dict(WARNING_SURE))
    """… and, by check, how sure it must be, 0–1; 0 for a check not listed. What is less sure is told all the same and
    counts in the range; the check's figures were measured at this level."""

    def __post_init__(self) -> None:
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("weights are not negative")

    @classmethod
    def for_brief(cls, brief: Brief) -> Policy:
        """The default weights, with search as decisive as the brief says."""
        factor = SEARCH_FACTOR.get(brief.search_matters, 1.0)
        return cls({**CHECK_WEIGHTS, "search": CHECK_WEIGHTS["search"] * factor})

    def warns(self, check: str, risk: float | None, confidence: float | None) -> bool:
        """Whether a finding or hit of a check is at warning level."""
        return (risk or 0.0) >= self.warning and (confidence or 0.0) >= self.sure.get(check, 0.0)

    def warned_by(self, finding: Finding) -> bool:
        """Whether a finding as a whole, or any of its hits, is at warning level: the worst need not be the surest."""
        check = finding.question.check
        return self.warns(check, finding.risk, finding.confidence) or any(
            self.warns(check, hit.risk, hit.confidence) for hit in finding.hits)

    def weight(self, check: str) -> float:
        """The weight of a check; 1 for one it does not list."""
        return self.weights.get(check, 1.0)


@dataclass(frozen=True, slots=True)
class Range:
    """Risk between two ends, 0–1."""

    best: float
    """Optimistic: severity × confidence, unanswered as 0."""
    worst: float
    """Pessimistic: severity, unanswered as 1."""

    def times(self, factor: float) -> Range:
        """Both ends, scaled."""
        return Range(self.best * factor, self.worst * factor)

    @property
    def middle(self) -> float:
        """Half way between the ends: what ranked names are ordered by first."""
        return (self.best + self.worst) / 2

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
    """Some finding stops the name here (in a watched market this does not move it to *blocked*)."""
    warned: bool
    """Some finding at or above the warning level."""
    merit: float
    """Best of its findings."""
    open_main: int = 0
    """Questions about main languages without an answer, in checks that judge some language."""


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
    """Code of the market with the highest range (a stopped one first); empty when nothing was asked."""
    blockers: tuple[str, ...]
    """Ids of findings that stop it in a market that is not only watched."""
    open_decisive: tuple[str, ...]
    """Finding ids."""
    merit: float
    """Mean of its markets, weighted; beside the risk, never against it."""
    fit: float | None
    """Mean of the interviews' brief-fit scores, 1–5."""
    fit_n: int
    """Scores behind it."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding after decisions and signoffs."""

    finding: Finding
    """With effective risk, confidence and blocker."""
    dismissed: tuple[Hit, ...] = ()
    confirmed: tuple[Hit, ...] = ()
    signoffs: tuple[Signoff, ...] = ()
    """Native speakers' verdicts that bear on it; a `problem` on a question without an answer leaves it unanswered."""
    range: Range = Range(0.0, 1.0)
    """Its own two ends: risk × confidence, and the largest severity of its hits; unanswered 0 and 1."""
    blocks: tuple[str, ...] = ()
    """Markets where it stops the name, sorted."""


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
    weights: Mapping[str, float] = field(default_factory=dict)
    """Check → weight as used, of the planned checks."""
    stale_reviews: tuple[str, ...] = ()
    """`where` of decisions, answers or signoffs that match nothing or have run out."""
