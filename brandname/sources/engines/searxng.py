"""SearXNG, a metasearch a team hosts itself: its JSON, at the address in `[sources.searxng] base_url`.

The JSON form must be switched on in the instance's settings (`search: formats: [html, json]`), else it says 403. Its
older sibling searx has the same form. An instance lists the engines that gave no answer; where no other did either,
the page is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import NO_SERVER, Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, locale_of, read_request
from brandname.sources.engines.recognition import clipped, mapping, opened, page, panel_of, rows, same, unanswered
from brandname.sources.results import ResultPage, Silence

OWN = "searxng"
"""The engine of a request that leaves the choice to the instance."""


class Searxng(Engine):
    """Asks the instance's own engines, or one of them by its name there (`bing`)."""

    id: ClassVar[str] = "searxng"
    terms: ClassVar[str] = "https://docs.searxng.org/dev/search_api.html"
    engines: ClassVar[tuple[str, ...]] = (
        OWN, "baidu", "bing", "brave", "duckduckgo", "google", "mojeek", "naver", "qwant", "seznam", "sogou", "yahoo",
        "yandex")

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """An instance on this machine; a team's own is treated alike."""
        return MappingProxyType({"localhost:8888": Manners(slots=4, interval=0.5)})

    def address(self, query: SearchQuery) -> str:
        """None without the instance's address; `fetch` gives it."""
        return f"?{_parameters(query)}"

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the user's instance; without one there is nobody to ask."""
        query = read_request(request)
        if not line.base_url or query is None or not self.can_ask(query):
            return line.nothing(NO_SERVER)
        reply = await self.ask(query, line, "")
        return line.evidence(reply, address=f"{line.base_url.rstrip('/')}/search{self.address(query)}")

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET of the instance."""
        del key
        return await line.call(f"{(line.base_url or '').rstrip('/')}/search?{_parameters(query)}&format=json")

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered with results; without any, only where every engine behind it answered."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        silent = raw["unresponsive_engines"]
        if not same(raw["query"], query) or not isinstance(silent, list):
            return unanswered(query, Silence.SCHEMA)
        found = rows(raw["results"], url="url", snippet="content")
        if silent and not found:
            return unanswered(query, Silence.ENGINE)
        unheard = [clipped(entry[0] if isinstance(entry, list) and entry else entry) for entry in silent]
        boxes, other = raw.get("infoboxes") or [{}], raw.get("corrections") or [""]
        box = mapping(boxes[0])
        link = next((mapping(u).get("url") for u in box.get("urls") or []), box.get("id"))
        first = mapping(other[0]).get("title", other[0])  # searx gives a text, some versions an object
        return page(
            query, found, corrected=first, panel=panel_of(box.get("infobox"), "", link), unheard=sorted(unheard))


def _parameters(query: SearchQuery) -> str:
    chosen = {} if query.engine == OWN else {"engines": query.engine}
    return urlencode({"q": query.text, "language": locale_of(query), "safesearch": 0, **chosen})
