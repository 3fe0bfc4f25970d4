"""What a source is: a service outside that is asked one thing at a time and recognised, never judged.

`fetch` turns a canonical request into evidence, whatever happened; `recognise` is pure and says what the evidence
shows. Both answers need a positive mark: anything unexpected is `unclear`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from brandname.model import Evidence, Gap, Outcome
from brandname.net.gates import Closure, Manners
from brandname.net.http import Failure, Reply

OFFLINE = "offline"
"""Status of evidence that is not there because the run is offline."""
CONTROL_FAILED = "control_failed"
"""Status of evidence that was not gathered because the source got a control wrong."""
NOT_SENT = frozenset({OFFLINE, CONTROL_FAILED, *Closure})
"""Statuses of what was never asked: such evidence is not kept and cannot be cited."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Two requests whose answers are known; one wrong answer and nothing else of the source is believed."""

    taken: str
    """A request that must come out `found`."""
    free: str
    """A request that must come out `not_found`, made from this run's random letters."""


class Line(Protocol):
    """What a source asks with: knows the errand, keeps the manners, writes the ledger."""

    @property
    def base_url(self) -> str | None:
        """The user's own address of this service, if any."""
        ...

    async def get(self, url: str, *, accept: str = "*/*") -> Reply:
        """An HTTP answer, or why there is none."""
        ...

    def evidence(self, reply: Reply, *, address: str = "", body: bytes | None = None) -> Evidence:
        """Evidence of this errand from a reply; `body` when it is not to be kept as received (masked, shortened)."""
        ...


class Source(Protocol):
    """One outside service."""

    id: ClassVar[str]
    version: ClassVar[int]
    """Rises whenever `recognise` could read the same evidence differently."""
    hosts: ClassVar[Mapping[str, Manners]]
    """Every host it may ask, and how that host is to be treated."""
    terms: ClassVar[str]
    """Where the service's terms of use stand."""

    def freshness(self, outcome: Outcome) -> timedelta:
        """How long evidence of this outcome is used again; zero for what is no answer."""
        ...

    def controls(self, letters: str) -> Controls:
        """The two controls; `letters` are 15 random ones, new for each run."""
        ...

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks; every failure of the world is evidence too."""
        ...

    def recognise(self, evidence: Evidence) -> Outcome:
        """What the evidence shows. Pure; reads request, status and body."""
        ...


def gap_of(evidence: Evidence) -> Gap:
    """Why evidence that shows neither `found` nor `not_found` is no answer, by its status."""
    return _GAPS.get(evidence.status, Gap.UNCLEAR)


_GAPS: Mapping[str, Gap] = {
    OFFLINE: Gap.OFFLINE,
    CONTROL_FAILED: Gap.CONTROL_FAILED,
    Closure.RATE_LIMITED: Gap.RATE_LIMITED,
    Closure.REFUSED: Gap.REFUSED,
    Failure.TIMEOUT: Gap.TIMEOUT,
    Failure.REFUSED: Gap.REFUSED,
    Failure.DNS: Gap.UNREACHABLE_FROM_HERE,
    Failure.TLS: Gap.UNREACHABLE_FROM_HERE,
    "401": Gap.REFUSED,
    "403": Gap.REFUSED,
    "429": Gap.RATE_LIMITED,
    "451": Gap.UNREACHABLE_FROM_HERE,
    "503": Gap.RATE_LIMITED,
}
