"""One run of the checks over a study, as the store keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brandname.model.findings import DatasetRef


@dataclass(frozen=True, slots=True)
class ControlResult:
    """How a source did on its two controls at one place in a run."""

    source: str
    passed: bool
    detail: str = ""
    place: str = ""
    """Where, for a service of many places (a top-level domain, a platform)."""
    gap: str = ""
    """Why its questions there have no answer, where it did not pass; `control_failed` for a wrong answer."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A check that broke its contract; named at the head of the report."""

    check: str
    summary: str
    """Exception type and message, one line."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the checks over a study."""

    number: int
    """1, 2, …"""
    label: str
    started: str
    """UTC, ISO 8601; the only clock a report knows."""
    finished: str = ""
    """Empty while running or after a kill."""
    interrupted: bool = False
    online: bool = False
    tool: str = ""
    """Version of brandname."""
    checks: Mapping[str, int] = field(default_factory=dict)
    """Check id → version, of the checks selected."""
    not_selected: tuple[str, ...] = ()
    """Checks left out by `--checks` or the study."""
    datasets: tuple[DatasetRef, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Input file → digest."""
    policy: Mapping[str, float] = field(default_factory=dict)
    """Check id → weight, as the ranking used them."""
    markets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    shelves: Mapping[str, str] = field(default_factory=dict)
    """Candidate → shelf when the run ended, for "since the last run"."""
    controls: tuple[ControlResult, ...] = ()
    crashes: tuple[Crash, ...] = ()
