"""Search: whom people find when they search for a name, in each market and main language, and in the brief's stores.

Asks the engines of the market through services that this machine is set up for, and encyclopaedias; what their pages
show is judged by `search_judge`. How many results an engine claims to know is neither shown nor weighed. Without a
service the question stays open, and says what is known without asking. Pages differ by person, place and day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandname.checks.base import Case, Cover, Desk, Kind, Resources
from brandname.checks.search_judge import judge_page_question, judge_store
from brandname.checks.search_queries import (
    TITLES,
    WEB,
    Asking,
    Texts,
    engines_of,
    request,
    services,
    split_scope,
    texts_of,
    title_requests,
    ways,
)
from brandname.checks.search_stores import is_store, stores_of
from brandname.checks.search_views import Views
from brandname.model import (
    Candidate,
    DatasetRef,
    Evidence,
    Finding,
    Market,
    Question,
    Study,
    Subject,
    SubjectKind,
)
from brandname.sources.base import NO_KEY, NO_SERVER, OFFLINE
from brandname.sources.engines.queries import (
    brave_language,
    google_language,
    read_request,
    wiki_of,
    yandex_language,
)

MOST_PAGES = 5
ENGINES = "search_engines"
"""Dataset of what engines call languages."""
TITLES_TOO = "titles"
"""The kind of query that goes to encyclopaedias."""
KINDS = (*Asking, TITLES_TOO)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a study may set. Raises ValueError for what cannot be asked."""

    engines: tuple[str, ...] = ()
    """Services in order of preference (`serper`), or one engine of a service (`searxng/baidu`); empty for all.

    Of those named, the next takes the place of one that gives no answer, within the queries agreed to."""
    queries: tuple[str, ...] = KINDS
    """Besides the name itself, which is always asked."""
    pages: int = 2
    """Engines asked in a market and language, at most."""
    goods: tuple[str, ...] = ()
    """The words of the goods in a language: `de=Sprudeltee`; else the first of the brief's own."""
    own: tuple[str, ...] = ()
    """Hosts that are the team's own: `velora.com`."""

    def __post_init__(self) -> None:
        for one in self.engines:
            service, _, engine = one.partition("/")
            if service not in WEB or (engine and engine not in services()[service].engines):
                raise ValueError(f"engines: {one}; known: {', '.join(WEB)}")
        for kind in self.queries:
            if kind not in KINDS:
                raise ValueError(f"queries: {kind}; known: {', '.join(KINDS)}")
        if not 1 <= self.pages <= MOST_PAGES:
            raise ValueError(f"pages: {self.pages}; 1 … {MOST_PAGES}")
        for entry in self.goods:
            tag, _, words = entry.partition("=")
            if not tag.strip() or not words.strip():
                raise ValueError(f"goods: {entry}; as de=Sprudeltee")


class SearchCheck:
    """Whom searchers land on: one question for each text in each main language, and in each store of the brief."""

    id: ClassVar[str] = "search"
    version: ClassVar[int] = 2
    kind: ClassVar[Kind] = Kind.NETWORK
    options: ClassVar[type[SearchOptions]] = SearchOptions
    sources: ClassVar[tuple[str, ...]] = (*WEB, *TITLES)
    deciding: ClassVar[tuple[str, ...]] = WEB
    """An encyclopaedia that does not know a name says nothing about search pages."""
    found_risk: ClassVar[float] = 0.5

    def __init__(self, options: SearchOptions, study: Study | None = None) -> None:
        self.settings = options
        self._study = study

    def for_study(self, study: Study) -> SearchCheck:
        """The check as it looks up the questions of one study: engines are the market's, goods the brief's."""
        return SearchCheck(self.settings, study)

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """One question a text and main language, decisive where the market says so; then the brief's stores here."""
        decisive = (market.code,) if self.id in market.decisive else ()
        for text in candidate.names_in(market.code):
            for share in market.languages:
                if share.role == "main":
                    subject = Subject(text, SubjectKind.MARKET, f"{market.code}/{share.tag}")
                    yield Question(self.id, candidate.name, subject, (market.code,), decisive)
            for store in stores_of(study.brief, market.code):
                subject = Subject(text, SubjectKind.MARKET, f"{market.code}/{store}")
                yield Question(self.id, candidate.name, subject, (market.code,))

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """The pages of the market's engines that can be asked, and of encyclopaedias; a store is for people to search.

        Raises ValueError unless `for_study` came before.
        """
        if self._study is None:
            raise ValueError("a search needs its study: for_study")
        if is_store(question.subject.scope):
            return ()
        texts = texts_of(question, self._study, self.settings.goods)
        asked = [self._ask_web(question, texts, engines_of(question, self._study), desk)]
        if TITLES_TOO in self.settings.queries:
            asked.append(_ask_titles(question, desk))
        return [evidence for found in await asyncio.gather(*asked) for evidence in found]

    async def _ask_web(
        self, question: Question, texts: Texts, engines: Sequence[str], desk: Desk
    ) -> list[Evidence]:
        """Each engine by the first service that can be asked here; why there is none, where there is none at all.

        Where that one gives no answer, the next takes its place only if the study names its services; what nobody
        agreed to pay is not sent by the desk.
        """
        found: list[Evidence] = []
        lacking: list[Evidence] = []
        pages = 0
        for choices in ways(engines, self.settings.engines):
            asked = False
            for service, engine in choices if pages < self.settings.pages else ():
                got = await self._ask_engine(question, texts, service, engine, desk)
                if not got or got[0].status in (NO_KEY, NO_SERVER):
                    lacking += got
                    continue
                found += got
                asked = True
                if not self.settings.engines or _is_answer(service, got[0]):
                    break
            pages += asked
        return found or sorted(lacking, key=lambda e: e.status != NO_KEY)[:1]

    async def _ask_engine(
        self, question: Question, texts: Texts, service: str, engine: str, desk: Desk
    ) -> list[Evidence]:
        """The page of the name; where it is one, the others too."""
        market, language = split_scope(question.subject.scope)
        source, first = services()[service], request(engine, market, language, texts.name)
        query = read_request(first)
        if query is None or not source.can_ask(query):
            return []
        found = [await desk.ask(service, first)]
        if _is_answer(service, found[0]):
            more = (request(engine, market, language, text) for text in texts.of(self.settings.queries))
            found += await asyncio.gather(*(desk.ask(service, one) for one in more))
        return found

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, from its evidence and packaged words and brands."""
        views = Views(resources, self.settings.goods, self.settings.own, self.settings.engines, self.settings.queries)
        return [judge_store(case, views) if is_store(case.question.subject.scope)
                else judge_page_question(case, views) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """None: findings cite what engines showed."""
        del resources, languages
        return ()

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """How many engines and encyclopaedias have each language."""
        for tag in languages:
            known = (google_language(tag), brave_language(tag), yandex_language(tag), wiki_of(tag))
            size = sum(map(bool, known))
            yield Cover(self.id, tag, ENGINES if size else "", size)


def _is_answer(service: str, evidence: Evidence) -> bool:
    """Whether a service showed a page, or would be asked for one."""
    page = services()[service].read(evidence)
    return evidence.status == OFFLINE or (page is not None and page.answered)


async def _ask_titles(question: Question, desk: Desk) -> list[Evidence]:
    """Encyclopaedias of the language, for the name alone."""
    return list(await asyncio.gather(*(desk.ask(source, one) for source, one in title_requests(question))))


