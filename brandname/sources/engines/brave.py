"""Brave Search API: an index of its own, by key (`BRANDNAME_BRAVE_KEY`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, brave_country, brave_language
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
from brandname.sources.results import TOP, Panel, ResultPage, Silence

HOST = "api.search.brave.com"
PARTS = ("news", "videos", "discussions", "faq", "locations")
"""Parts of a page that show somebody beside the results; not asked for, but some answers hold them."""


class Brave(Engine):
    """Asks `web/search`."""

    id: ClassVar[str] = "brave"
    terms: ClassVar[str] = "https://api-dashboard.search.brave.com/terms-of-service"
    engines: ClassVar[tuple[str, ...]] = ("brave",)
    paid: ClassVar[bool] = True

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """One a second, as the smallest plan allows; a larger plan is said in `[sources.brave] rate`."""
        return MappingProxyType({HOST: Manners(slots=2, interval=1.0)})

    def address(self, query: SearchQuery) -> str:
        """The engine's own page for people."""
        if not brave_country(query.market) or not brave_language(query.language):
            return ""
        return "https://search.brave.com/search?" + urlencode({"q": query.text})

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET with the key in a header."""
        asked = urlencode({
            "q": query.text, "country": brave_country(query.market), "search_lang": brave_language(query.language),
            "count": TOP, "safesearch": "off", "text_decorations": "false", "result_filter": "web,query,infobox",
        })
        return await line.call(f"https://{HOST}/res/v1/web/search?{asked}", headers={"x-subscription-token": key})

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered when it is a search about the query; the part `web` is left out where there are no results."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        asked = mapping(raw["query"])
        if raw["type"] != "search" or not same(asked.get("original"), query):
            return unanswered(query, Silence.SCHEMA)
        web = raw.get("web")
        ranked = mapping(raw.get("mixed")).get("main") or []
        if web is None and any(mapping(entry).get("type") == "web" for entry in ranked):
            return unanswered(query, Silence.SCHEMA)
        if not mapping(web).get("results") and shows_others(
                {part: mapping(raw.get(part)).get("results") for part in PARTS}, PARTS):
            return unanswered(query, Silence.ENGINE)
        found = rows(mapping(web)["results"], url="url", snippet="description") if web is not None else ()
        return page(query, found, corrected=asked.get("altered"), panel=_panel(raw))


def _panel(raw: Mapping[str, object]) -> Panel | None:
    boxes = mapping(raw.get("infobox")).get("results")
    box = mapping(boxes[0]) if isinstance(boxes, list) and boxes else {}
    return panel_of(box.get("title") or box.get("label"), box.get("description") or box.get("category"),
                    box.get("website_url") or box.get("url"))
