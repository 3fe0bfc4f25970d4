"""DataForSEO: pages of Google and Bing at once ("live"), by key (`BRANDNAME_DATAFORSEO_KEY`, as `login:password`).

Of the whole page only the regular part is asked for: unpaid results, without the knowledge panel. Its Baidu and Naver
are answered later, by another way that is not built.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, google_language, location_code
from brandname.sources.engines.recognition import mapping, opened, page, rows, same, unanswered
from brandname.sources.engines.serper import google_page
from brandname.sources.results import TOP, ResultPage, Silence

HOST = "api.dataforseo.com"
DONE, EMPTY = 20000, 40102
"""Status codes of a task that was answered, and of one whose engine had no results."""
_CODES: Mapping[int, Silence] = MappingProxyType({
    40100: Silence.KEY, 40104: Silence.KEY, 40200: Silence.QUOTA, 40202: Silence.QUOTA, 40203: Silence.QUOTA,
    40204: Silence.KEY, 40207: Silence.BLOCKED, 40209: Silence.QUOTA, 40210: Silence.QUOTA,
})


class DataForSeo(Engine):
    """Asks `serp/<engine>/organic/live/regular`."""

    id: ClassVar[str] = "dataforseo"
    terms: ClassVar[str] = "https://dataforseo.com/terms-of-service"
    engines: ClassVar[tuple[str, ...]] = ("google", "bing")
    paid: ClassVar[bool] = True

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """Five a second, of the 2,000 a minute it allows."""
        return MappingProxyType({HOST: Manners(slots=4, interval=0.2)})

    def address(self, query: SearchQuery) -> str:
        """The engine's own page for people."""
        if not location_code(query.market) or not google_page(query):
            return ""
        if query.engine == "bing":
            return "https://www.bing.com/search?" + urlencode({"q": query.text, "cc": query.market})
        return google_page(query)

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A POST of one task, the key in a header."""
        task = {"keyword": query.text, "location_code": location_code(query.market),
                "language_code": _language(query.language), "depth": TOP}
        word = base64.b64encode(key.encode()).decode("ascii")
        return await line.call(
            f"https://{HOST}/v3/serp/{query.engine}/organic/live/regular", content=json.dumps([task]).encode(),
            headers={"authorization": f"Basic {word}"})

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered by a task that is done, or that says that its engine had no results."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        if raw["status_code"] != DONE:
            return unanswered(query, _CODES.get(raw["status_code"], Silence.ENGINE))
        tasks = raw["tasks"]
        task = mapping(tasks[0]) if len(tasks) == 1 else {}
        code = task["status_code"]
        if code not in (DONE, EMPTY):
            return unanswered(query, _CODES.get(code, Silence.ENGINE))
        if not same(mapping(task["data"]).get("keyword"), query):
            return unanswered(query, Silence.SCHEMA)
        return page(query, ()) if code == EMPTY else _results(query, mapping(task["result"][0]))


def _results(query: SearchQuery, result: Mapping[str, Any]) -> ResultPage:
    items = result["items"]
    if not isinstance(items, list) or not all(isinstance(item, dict) and "type" in item for item in items):
        return unanswered(query, Silence.SCHEMA)
    unpaid = [item for item in items if item["type"] == "organic"]
    if items and not unpaid:  # nothing but advertisements: no page one lands on
        return unanswered(query, Silence.ENGINE)
    found = rows(unpaid, url="url", snippet="description")
    return page(query, found, corrected=mapping(result.get("spell")).get("keyword"))


def _language(tag: str) -> str:
    """Google's language with its region in capitals, as this service has it: `zh-CN`."""
    language, _, region = google_language(tag).partition("-")
    return f"{language}-{region.upper()}" if region else language
