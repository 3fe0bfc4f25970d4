"""SerpApi: pages of Google, Baidu, Naver and Yandex by key (`BRANDNAME_SERPAPI_KEY`).

The key goes into the address, as the service wants it; no evidence, ledger or report holds it. Baidu gives addresses
of its own that lead to the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, google_language, yandex_language, yandex_region
from brandname.sources.engines.recognition import (
    mapping,
    opened,
    page,
    panel_of,
    rows,
    same,
    shows_others,
    unanswered,
)
from brandname.sources.engines.serper import google_page
from brandname.sources.results import TOP, ResultPage, Silence

HOST = "serpapi.com"
QUERY: Mapping[str, str] = MappingProxyType({"google": "q", "baidu": "q", "naver": "query", "yandex": "text"})
"""Engine → the parameter that holds the query."""
PARTS = ("ads", "local_results", "top_stories", "news_results", "inline_videos", "inline_images", "shopping_results",
         "immersive_products", "answer_box")
"""Parts of a page that show somebody beside the unpaid results."""
_EMPTY = ("hasn't returned any results", "Fully empty")
"""How an empty page of a working engine is told: in `error`, or as the state of the results."""


class SerpApi(Engine):
    """Asks `search.json` with the engine's own parameters."""

    id: ClassVar[str] = "serpapi"
    terms: ClassVar[str] = "https://serpapi.com/legal"
    engines: ClassVar[tuple[str, ...]] = tuple(QUERY)
    paid: ClassVar[bool] = True

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """Two a second: an answer takes seconds, and plans limit the hour."""
        return MappingProxyType({HOST: Manners(slots=4, interval=0.5)})

    def address(self, query: SearchQuery) -> str:
        """The engine's own page for people."""
        text, region = query.text, yandex_region(query.market)
        if query.engine == "baidu" and query.market in ("cn", "hk", "mo", "sg", "tw"):
            return "https://www.baidu.com/s?" + urlencode({"wd": text})
        if query.engine == "naver" and query.market == "kr":
            return "https://search.naver.com/search.naver?" + urlencode({"where": "web", "query": text})
        if query.engine == "yandex" and region and yandex_language(query.language):
            return f"https://{region[0]}/search/?" + urlencode({"text": text, "lr": region[1]})
        return google_page(query) if query.engine == "google" else ""

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET with the key in the address."""
        asked = {"engine": query.engine, QUERY[query.engine]: query.text, **_local(query), "api_key": key}
        return await line.call(f"https://{HOST}/search.json?{urlencode(asked)}")

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered with a list of results, or where the service says that a working engine had none."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        asked, said = mapping(raw["search_parameters"]), mapping(raw.get("search_information"))
        ours = asked.get("engine") == query.engine and same(asked.get(QUERY[query.engine]), query)
        if not ours:
            return unanswered(query, Silence.SCHEMA)
        if mapping(raw["search_metadata"])["status"] != "Success":
            return unanswered(query, Silence.ENGINE)
        graph = mapping(raw.get("knowledge_graph"))
        if "organic_results" not in raw and not _is_empty(raw):
            return unanswered(query, Silence.ENGINE if raw.get("error") else Silence.SCHEMA)
        if not raw.get("organic_results") and shows_others(raw, PARTS):
            return unanswered(query, Silence.ENGINE)
        return page(
            query, rows(raw.get("organic_results") or []),
            corrected=said.get("showing_results_for") or said.get("spelling_fix"),
            panel=panel_of(graph.get("title"), graph.get("type"),
                           graph.get("website") or mapping(graph.get("source")).get("link")))


def _is_empty(raw: Mapping[str, Any]) -> bool:
    said = (raw.get("error"), mapping(raw.get("search_information")).get("organic_results_state"))
    return any(mark in text for text in said if isinstance(text, str) for mark in _EMPTY)


def _local(query: SearchQuery) -> Mapping[str, str | int]:
    """Country and language in an engine's own words; Baidu and Naver know but their own."""
    if query.engine == "google":
        return {"gl": query.market, "hl": google_language(query.language)}
    if query.engine == "yandex":
        domain, region = yandex_region(query.market) or ("", 0)
        return {"yandex_domain": domain, "lr": region, "lang": yandex_language(query.language)}
    return {"rn": TOP} if query.engine == "baidu" else {"where": "web"}
