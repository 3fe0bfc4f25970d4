"""Serper.dev: Google's page by key (`BRANDNAME_SERPER_KEY`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, google_language
from brandname.sources.engines.recognition import mapping, opened, page, panel_of, rows, same, shows_others, unanswered
from brandname.sources.results import TOP, ResultPage, Silence

HOST = "google.serper.dev"
PARTS = ("ads", "places", "topStories", "videos", "images", "shopping", "answerBox")
"""Parts of a page that show somebody beside the unpaid results."""


class Serper(Engine):
    """Asks `search`."""

    id: ClassVar[str] = "serper"
    terms: ClassVar[str] = "https://serper.dev/terms"
    engines: ClassVar[tuple[str, ...]] = ("google",)
    paid: ClassVar[bool] = True

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """Five a second at most, far below what its plans allow."""
        return MappingProxyType({HOST: Manners(slots=4, interval=0.2)})

    def address(self, query: SearchQuery) -> str:
        """Google's own page for people."""
        return google_page(query)

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A POST with the key in a header."""
        asked = {"q": query.text, "gl": query.market, "hl": google_language(query.language), "num": TOP}
        return await line.call(
            f"https://{HOST}/search", content=json.dumps(asked).encode(), headers={"x-api-key": key})

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered when it repeats the query and has a list of results, be it empty."""
        if evidence.status == "400" and b"credits" in evidence.body:
            return unanswered(query, Silence.QUOTA)
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        if not same(mapping(raw["searchParameters"]).get("q"), query):
            return unanswered(query, Silence.SCHEMA)
        if not raw["organic"] and shows_others(raw, PARTS):
            return unanswered(query, Silence.ENGINE)
        said, graph = mapping(raw.get("searchInformation")), mapping(raw.get("knowledgeGraph"))
        return page(
            query, rows(raw["organic"]), corrected=said.get("showingResultsFor") or said.get("didYouMean"),
            panel=panel_of(graph.get("title"), graph.get("type"), graph.get("website") or graph.get("descriptionLink")))


def google_page(query: SearchQuery) -> str:
    """Google's page for people; empty for a language Google has no word for."""
    language = google_language(query.language)
    if not language or len(query.market) != 2:
        return ""
    return "https://www.google.com/search?" + urlencode({"q": query.text, "gl": query.market, "hl": language})
