"""What the sources of result pages share: queries as requests, proof at each market and language, freshness.

A subclass says how a query is asked and how its service's answer is read. Grades nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from brandname.model import Evidence, Outcome
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import NO_KEY, NO_SERVER, Controls, Line
from brandname.sources.engines.queries import SearchQuery, read_request
from brandname.sources.engines.recognition import outcome_of, titled_share, unanswered
from brandname.sources.results import ResultPage, Silence

FRESH = timedelta(days=7)
"""How long a page is used again: pages change slowly, and some are paid for."""
HOLDS = 0.5
"""Part of the results that a well-known brand has of its own page, at least."""
KNOWN = "IKEA"
"""A brand every web search finds, spelled the same everywhere: the control that must be found."""


class Engine(ABC):
    """A service that shows result pages. Requests are those of `SearchQuery`: `google/mx/es-MX/velora`."""

    id: ClassVar[str]
    version: ClassVar[int] = 1
    terms: ClassVar[str]
    engines: ClassVar[tuple[str, ...]]
    """Whose results it can give."""
    paid: ClassVar[bool] = False
    """Each query costs the user money."""
    self_hosted: ClassVar[bool] = False
    """Runs where the user says (`[sources.<id>] base_url`), and nowhere else."""
    known: ClassVar[str] = KNOWN

    @property
    @abstractmethod
    def hosts(self) -> Mapping[str, Manners]:
        """Every host it may ask."""

    @abstractmethod
    def address(self, query: SearchQuery) -> str:
        """A page on which a person can see the like; empty for a query the engine has no words for. Pure."""

    @abstractmethod
    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """Asks; `key` is empty for a service without one."""

    @abstractmethod
    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """What the evidence of a query shows. Pure.

        Another form may raise ValueError, TypeError, LookupError or AttributeError.
        """

    def can_ask(self, query: SearchQuery) -> bool:
        """Whether the engine knows the query's market and language; what it does not know is not asked. Pure."""
        return query.engine in self.engines and bool(self.address(query))

    def place(self, request: str) -> str:
        """Engine, market and language: `google/mx/es-MX`; each proves itself."""
        query = read_request(request)
        return query.place if query and self.can_ask(query) else ""

    def host_of(self, scope: str) -> str:
        """The service's own host, where it has one."""
        del scope
        return next(iter(self.hosts)) if len(self.hosts) == 1 else ""

    def freshness(self, outcome: Outcome) -> timedelta:
        """A week for a page, whatever it shows."""
        return FRESH if outcome in (Outcome.FOUND, Outcome.NOT_FOUND) else timedelta()

    def controls(self, letters: str, place: str) -> Controls | None:
        """A well-known brand that must show up, and random letters that must not."""
        if read_request(f"{place}/{self.known}") is None:
            return None
        return Controls(f"{place}/{self.known}", f"{place}/{letters}")

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks, where there is a key if one is needed and the engine knows the market and language."""
        query = read_request(request)
        if query is None or not self.can_ask(query):
            return line.nothing(NO_SERVER)
        if self.paid and not line.key:
            return line.nothing(NO_KEY)
        reply = await self.ask(query, line, line.key or "")
        return line.evidence(reply, address=self.address(query))

    def read(self, evidence: Evidence) -> ResultPage | None:
        """The page of a piece of evidence; None when its request is no query of this source's. Pure."""
        query = read_request(evidence.request)
        if query is None or not self.can_ask(query):
            return None
        try:
            return self.page(query, evidence)
        except (ValueError, TypeError, LookupError, AttributeError):
            return unanswered(query, Silence.SCHEMA)

    def recognise(self, evidence: Evidence) -> Outcome:
        """Found: a result shows the words searched for; not found: the engine worked and none does.

        Of the well-known brand a stray mention is not enough: it must hold the page, or the engine does not work.
        """
        found = self.read(evidence)
        if found is None:
            return Outcome.UNCLEAR
        known = found.answered and found.query == self.known
        return Outcome.NOT_FOUND if known and titled_share(found) < HOLDS else outcome_of(found)
