"""The pages that answer a question of the search check, each with its measures and grade, and what they are seen with.

Weighs nothing. An engine's silence gives no page here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from brandname.checks.base import Case, Resources
from brandname.checks.search_measures import Asked, Grade, PageMeasures, grade, measure_page
from brandname.checks.search_queries import WEB, Asking, asking_of, goods_in, services, split_scope, texts_of
from brandname.checks.search_words import how_ordinary
from brandname.checks.similarity_lists import read_brands
from brandname.language.folding import letters
from brandname.language.ordinary import open_ordinary
from brandname.model import Evidence, Param, Question
from brandname.sources.engines.queries import read_request
from brandname.sources.results import ResultPage

MATTERS: Mapping[str, float] = MappingProxyType({"main": 1.0, "some": 0.9, "little": 0.6})
"""How much search matters to the brief → share of every risk that counts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page that answers."""

    evidence: Evidence
    page: ResultPage
    asking: Asking
    measures: PageMeasures
    grade: Grade

    @property
    def on(self) -> str:
        """The day it was shown."""
        return self.evidence.when[:10]


class Views:
    """What the pages of a study's names are seen with."""

    def __init__(
        self, resources: Resources, goods: Sequence[str], own: Sequence[str], wanted: Sequence[str],
        queries: Sequence[str] = tuple(Asking),
    ) -> None:
        self.study = resources.study
        self.wanted, self._queries = tuple(wanted), tuple(queries)
        self._resources = resources
        self._goods, self._own = tuple(goods), tuple(own)

    def asked(self, question: Question, text: str) -> Asked:
        """What a text was asked for."""
        market, language = split_scope(question.subject.scope)
        brief = self.study.brief.goods
        words = (goods_in(tag, brief, self._goods).words for tag in (language, "en"))
        return Asked(text, language, market, tuple(dict.fromkeys(filter(None, words))), self._own,
                     self.ordinary(text, language))

    def typed(self, question: Question) -> tuple[str, ...]:
        """What is typed besides the name itself."""
        return texts_of(question, self.study, self._goods).of(self._queries)

    def ordinary(self, text: str, language: str) -> float | None:
        """Zipf value of a name as a word of a language; None when no list tells."""
        return self._resources.get(how_ordinary, text, language)

    def common(self, text: str, language: str) -> float | None:
        """The same by the short list, which tells of words from Zipf 3 on and is at hand at once."""
        known = self._resources.get(open_ordinary, language.split("-")[0])
        return known.zipf(text) if known else None

    def is_brand(self, text: str) -> bool:
        """Whether a packaged brand has this very name."""
        return letters(text) in self._resources.get(_brands)

    @property
    def matters(self) -> float:
        """How much search matters to the brief."""
        return MATTERS.get(self.study.brief.search_matters, MATTERS["some"])


@cache
def _brands() -> frozenset[str]:
    return frozenset(letters(name) for entry in read_brands() for name in (entry.name, *entry.others))


def shown_in(case: Case, views: Views) -> Iterator[Shown]:
    """Each engine's pages about this very question, by engine and kind of query."""
    market, language = split_scope(case.question.subject.scope)
    for evidence in case.evidence:
        query = read_request(evidence.request)
        if evidence.source not in WEB or query is None or (query.market, query.language) != (market, language):
            continue
        page = services()[evidence.source].read(evidence)
        if page is None:
            continue
        asking = asking_of(case.question, evidence.request)
        text = query.text if asking is Asking.HEARD else case.question.subject.text
        measures = measure_page(page, views.asked(case.question, text))
        graded = grade(measures)
        if graded is not None:
            yield Shown(evidence, page, asking, measures, graded)


def place_of(question: Question) -> dict[str, Param]:
    """Market and language of a question, as messages name them."""
    market, language = split_scope(question.subject.scope)
    return {"market": market, "language": language}
