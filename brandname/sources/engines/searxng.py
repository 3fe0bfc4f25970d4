"""SearXNG, a metasearch a team hosts itself: its JSON, at the address in `[sources.searxng] base_url`.

The JSON form must be switched on in the instance's settings (`search: formats: [html, json]`), else it says 403; its
older sibling searx has the same form. An instance lists the engines that gave no answer, but not all of them: searx
1.1 passes over a blocked engine in silence for a while, and either leaves out those set not to show errors. So an empty
page is believed only when the same instance finds a well-known brand right after it, and the evidence holds both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import NO_SERVER, Line
from brandname.sources.engines.base import KNOWN, Engine
from brandname.sources.engines.queries import SearchQuery, locale_of, read_request
from brandname.sources.engines.recognition import clipped, mapping, opened, page, panel_of, rows, same, unanswered
from brandname.sources.results import ResultPage, Silence

OWN = "searxng"
"""The engine of a request that leaves the choice to the instance."""


class Searxng(Engine):
    """Asks the instance's own engines, or one of them by its name there (`bing`)."""

    id: ClassVar[str] = "searxng"
    terms: ClassVar[str] = "https://docs.searxng.org/dev/search_api.html"
    self_hosted: ClassVar[bool] = True
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
        address, body = f"{line.base_url.rstrip('/')}/search{self.address(query)}", None
        if _is_empty(reply):
            proof = await self.ask(replace(query, text=KNOWN), line, "")
            body = json.dumps({"asked": json.loads(reply.body), "afterwards": _shown(proof)}).encode()
        return line.evidence(reply, address=address, body=body)

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET of the instance."""
        del key
        return await line.call(f"{(line.base_url or '').rstrip('/')}/search?{_parameters(query)}&format=json")

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered with results; without any, only where the instance proved right after that it finds things."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        proof = mapping(raw["afterwards"]) if "afterwards" in raw else {}
        raw = raw["asked"] if proof else raw
        silent = raw["unresponsive_engines"]
        if not same(raw["query"], query) or not isinstance(silent, list):
            return unanswered(query, Silence.SCHEMA)
        found = rows(raw["results"], url="url", snippet="content")
        if not found and (silent or proof.get("query") != KNOWN or not proof.get("results")):
            return unanswered(query, Silence.ENGINE)
        unheard = [clipped(entry[0] if isinstance(entry, list) and entry else entry) for entry in silent]
        boxes, other = raw.get("infoboxes") or [{}], raw.get("corrections") or [""]
        box = mapping(boxes[0])
        link = next((mapping(u).get("url") for u in box.get("urls") or []), box.get("id"))
        first = mapping(other[0]).get("title", other[0])  # searx gives a text, some versions an object
        return page(
            query, found, corrected=first, panel=panel_of(box.get("infobox"), "", link), unheard=sorted(unheard))


def _is_empty(reply: Reply) -> bool:
    """Whether it is a page in the form documented, without results and without a word of blocked engines."""
    raw = _object(reply)
    return raw.get("results") == [] and raw.get("unresponsive_engines") == []


def _shown(reply: Reply) -> Mapping[str, object]:
    """How many results a page has, and from which engines: what is kept of the page after."""
    raw = _object(reply)
    results = raw.get("results")
    found = [mapping(row) for row in results] if isinstance(results, list) else []
    engines = sorted({clipped(row.get("engine")) for row in found})
    return {"query": raw.get("query"), "results": len(found), "engines": engines}


def _object(reply: Reply) -> Mapping[str, Any]:
    try:
        return mapping(json.loads(reply.body)) if reply.status == 200 and not reply.failure else {}
    except (ValueError, RecursionError):
        return {}


def _parameters(query: SearchQuery) -> str:
    chosen = {} if query.engine == OWN else {"engines": query.engine}
    return urlencode({"q": query.text, "language": locale_of(query), "safesearch": 0, **chosen})
