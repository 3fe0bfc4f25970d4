"""Encyclopaedias: articles of a Wikipedia by their titles, things of Wikidata by their labels. No key, no account.

They tell whether something of the name is known well enough for an article: encyclopaedic uniqueness. That is not what
a web search shows, and is never given out as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote, urlencode

from brandname.model import Evidence
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import Line
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, wiki_of, wikis
from brandname.sources.engines.recognition import clipped, is_address, mapping, opened, page, same, unanswered
from brandname.sources.results import TOP, ResultPage, SearchResult, Silence

KNOWN = "Wikipedia"
"""Every Wikipedia has an article about itself, and a redirect from this spelling."""
_MANNERS = Manners(slots=2, interval=0.2, pool="wikimedia")
"""One after another, as the operator asks of programs; all its hosts are counted together."""


class Wikipedia(Engine):
    """Asks `opensearch` of the Wikipedia in a language: titles that begin with the words, as it ranks them."""

    id: ClassVar[str] = "wikipedia"
    terms: ClassVar[str] = "https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use"
    engines: ClassVar[tuple[str, ...]] = ("wikipedia",)
    known: ClassVar[str] = KNOWN

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """One host a language."""
        return {f"{code}.wikipedia.org": _MANNERS for code in wikis()}

    def host_of(self, scope: str) -> str:
        """The Wikipedia of a place's language."""
        code = wiki_of(scope.rpartition("/")[2]) if scope.count("/") > 1 else ""
        return f"{code}.wikipedia.org" if code else ""

    def address(self, query: SearchQuery) -> str:
        """Its own search for people."""
        code = wiki_of(query.language)
        return f"https://{code}.wikipedia.org/w/index.php?" + urlencode({"search": query.text}) if code else ""

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET."""
        del key
        asked = urlencode({"action": "opensearch", "search": query.text, "limit": TOP, "namespace": 0,
                           "profile": "strict", "redirects": "return", "format": "json", "formatversion": 2})
        return await line.call(f"https://{wiki_of(query.language)}.wikipedia.org/w/api.php?{asked}")

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered by the query and lists of titles, descriptions and addresses; errors come as an object."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        if isinstance(raw, dict) and "error" in raw:
            return unanswered(query, Silence.ENGINE)
        said, titles, about, links = raw
        if not same(said, query) or not (isinstance(titles, list) and isinstance(links, list)):
            return unanswered(query, Silence.SCHEMA)
        if len(titles) != len(links) or not all(map(is_address, links)) or not all(map(clipped, titles)):
            return unanswered(query, Silence.SCHEMA)
        texts = about if isinstance(about, list) and len(about) == len(titles) else [""] * len(titles)
        rows = zip(titles, links, texts, strict=True)
        return page(query, [SearchResult(at, clipped(t), u, clipped(s)) for at, (t, u, s) in enumerate(rows, 1)])


class Wikidata(Engine):
    """Asks `wbsearchentities`: things whose label or other name in a language begins with the words."""

    id: ClassVar[str] = "wikidata"
    terms: ClassVar[str] = "https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use"
    engines: ClassVar[tuple[str, ...]] = ("wikidata",)
    known: ClassVar[str] = KNOWN

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """One host."""
        return {"www.wikidata.org": _MANNERS}

    def address(self, query: SearchQuery) -> str:
        """Its own search for people."""
        known = wiki_of(query.language)
        return "https://www.wikidata.org/w/index.php?" + urlencode({"search": query.text}) if known else ""

    async def ask(self, query: SearchQuery, line: Line, key: str) -> Reply:
        """A GET."""
        del key
        language = wikidata_language(query.language)
        asked = urlencode({"action": "wbsearchentities", "search": query.text, "language": language,
                           "uselang": language, "type": "item", "limit": TOP, "format": "json", "formatversion": 2})
        return await line.call(f"https://www.wikidata.org/w/api.php?{asked}")

    def page(self, query: SearchQuery, evidence: Evidence) -> ResultPage:
        """Answered by a search marked a success, about the query."""
        raw = opened(evidence)
        if isinstance(raw, Silence):
            return unanswered(query, raw)
        if isinstance(raw, dict) and "error" in raw:
            return unanswered(query, Silence.ENGINE)
        found = raw["search"]
        if raw["success"] != 1 or not same(mapping(raw["searchinfo"]).get("search"), query):
            return unanswered(query, Silence.SCHEMA)
        if not isinstance(found, list):
            return unanswered(query, Silence.SCHEMA)
        return page(query, [_thing(at, mapping(row)) for at, row in enumerate(found, 1)])


def wikidata_language(tag: str) -> str:
    """The language as Wikidata has it: `zh-hans`, `pt-br`, else the language alone."""
    lowered = tag.lower()
    kept = lowered.startswith(("zh-han", "pt-br"))
    return "-".join(lowered.split("-")[:2]) if kept else lowered.split("-")[0]


def _thing(position: int, row: Mapping[str, object]) -> SearchResult:
    """A thing by the name that matched; raises KeyError for another form."""
    label = clipped(row.get("label")) or clipped(mapping(row["match"])["text"])
    matched = clipped(mapping(row.get("match")).get("text"))
    title = label if not matched or matched == label else f"{label} ({matched})"
    return SearchResult(position, title, f"https://www.wikidata.org/wiki/{quote(str(row['id']))}",
                        clipped(row.get("description")))
