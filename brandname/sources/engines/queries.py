"""What is asked of an engine: a text in one market and language, and what each engine calls those.

A market or language an engine has no word for is not asked for: results of another country are no answer. Asks nobody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from brandname.data import read_text

TABLE = "search/engines.toml"
LONGEST = 200
"""Characters of a query."""
_OPERATORS = tuple("!:?-<+")
"""What a word begins with that engines take for a command: an exclusion, another engine, another language."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One query; `request` is its canonical form."""

    engine: str
    """Whose results are wanted: `google`, `baidu`, `searxng` (what an instance is set to), `wikipedia`."""
    market: str
    """ISO 3166-1 alpha-2, lower case."""
    language: str
    """BCP 47."""
    text: str
    """As a person types it, blanks run together."""

    @property
    def request(self) -> str:
        """`google/mx/es-MX/velora detergente`."""
        return f"{self.place}/{self.text}"

    @property
    def place(self) -> str:
        """`google/mx/es-MX`: where an engine proves itself."""
        return f"{self.engine}/{self.market}/{self.language}"


def read_request(request: str) -> SearchQuery | None:
    """The query of a canonical request; None when it is none, or one that an engine would take for a command."""
    parts = request.split("/", 3)
    if len(parts) < 4 or not all(parts) or len(parts[3]) > LONGEST or not parts[3].isprintable():
        return None
    words = parts[3].split()
    if not words or '"' in parts[3] or any(word.startswith(_OPERATORS) for word in words):
        return None
    return SearchQuery(parts[0], parts[1], parts[2], " ".join(words))


def location_code(market: str) -> int:
    """The country in Google's list of geographical targets, which is 2000 and its ISO number; 0 when unknown."""
    number = dict(_table()["numeric"]["rows"]).get(market, 0)
    return 2000 + number if number else 0


def google_language(tag: str) -> str:
    """Google's `hl`; empty when it has no such language."""
    return _spelled("google", tag)


def brave_country(market: str) -> str:
    """Brave's `country`; empty when it has none."""
    return market.upper() if market in _table()["brave"]["countries"] else ""


def brave_language(tag: str) -> str:
    """Brave's `search_lang`; empty when it has none."""
    return _spelled("brave", tag)


def yandex_region(market: str) -> tuple[str, int] | None:
    """Yandex's domain and region for a market."""
    return next(((domain, lr) for code, domain, lr in _table()["yandex"]["rows"] if code == market), None)


def yandex_language(tag: str) -> str:
    """Yandex's `lang`; empty when it has none."""
    return _spelled("yandex", tag)


def wiki_of(tag: str) -> str:
    """The code of the Wikipedia in a language; empty when there is none."""
    return _spelled("wikipedia", tag)


def wikis() -> tuple[str, ...]:
    """Every Wikipedia that may be asked."""
    table = _table()["wikipedia"]
    return tuple(sorted({*table["languages"], *table["spelled"].values()}))


def locale_of(query: SearchQuery) -> str:
    """Language and country as SearXNG has them: `es-MX`, `zh-TW`; it takes the nearest an engine behind it knows."""
    return f"{query.language.split('-')[0]}-{query.market.upper()}"


@cache
def _table() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(read_text(TABLE)))


def _spelled(engine: str, tag: str) -> str:
    """What an engine calls a language: by its tag, without its region, by the language alone."""
    table = _table()[engine]
    exceptions = table.get("spelled", {})
    parts = tag.split("-")
    forms = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    for form in forms:
        if form in exceptions:
            return str(exceptions[form])
    return parts[0] if parts[0] in table["languages"] else ""
