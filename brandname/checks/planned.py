"""The checks this version asks but cannot answer by itself: planned, listed, never silently absent.

Each asks exactly what its built form will ask, so that a report shows how much is open, and takes an answer that
somebody looked up by hand (`answers` in reviews.yaml). Without one every question reads `unanswered(not_built)`.
Judges nothing else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from brandname.checks.base import AsksNobody, Case, Cover, Kind, NoOptions, Resources, unanswered
from brandname.model import (
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Market,
    Question,
    Study,
    Subject,
    SubjectKind,
)


class PlannedCheck(AsksNobody, ABC):
    """What the planned checks share; a subclass names its subjects."""

    id: ClassVar[str]
    version: ClassVar[int] = 0
    kind: ClassVar[Kind] = Kind.PLANNED
    options: ClassVar[type[NoOptions]] = NoOptions

    def __init__(self, options: NoOptions) -> None:
        self.settings = options

    @abstractmethod
    def subjects(self, study: Study, text: str, market: Market) -> Iterable[Subject]:
        """What is asked about one text in one market."""

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """One question a subject; decisive where the market says so."""
        decisive = (market.code,) if self.id in market.decisive else ()
        for text in candidate.names_in(market.code):
            for subject in self.subjects(study, text, market):
                yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """`not_built`; the runner puts a look-up by hand in its place."""
        del resources
        return [unanswered(case.question, Gap.NOT_BUILT) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """None: nothing is judged by data."""
        del resources, languages
        return ()

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """One empty row a language."""
        return [Cover(self.id, tag, "", 0) for tag in languages]


class SearchCheck(PlannedCheck):
    """Who searchers land on: one question for each main language of the market."""

    id: ClassVar[str] = "search"
    found_risk: ClassVar[float] = 0.5

    def subjects(self, study: Study, text: str, market: Market) -> Iterable[Subject]:
        """The text as searched in each main language there."""
        del study
        return [
            Subject(text, SubjectKind.MARKET, f"{market.code}/{lang.tag}")
            for lang in market.languages if lang.role == "main"
        ]
