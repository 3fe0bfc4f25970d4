"""A page of search results in one form, whichever engine it comes from, and its JSON.

A page is answered or not: zero results are an answer only where the engine showed that it worked. How many results an
engine claims to know is nowhere here: such counts are estimates that move between two clicks. Asks nobody, grades
nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FORMAT = "brandname.result_page"
VERSION = 1
TOP = 10
"""Results kept of a page: people rarely look further."""
LONGEST = 2_000
"""Characters kept of any text of a page: strangers write them."""


class Silence(StrEnum):
    """Why a page is no answer."""

    BLOCKED = "blocked"
    """A challenge, a log-in wall, a page for people where an answer for programs belongs."""
    QUOTA = "quota"
    """Too many requests, or none left that are paid for."""
    KEY = "key"
    """The service wants a key, or another one."""
    ENGINE = "engine"
    """The service answers, but the engine behind it did not."""
    SCHEMA = "schema"
    """Not in the form the service documents, or about another query."""
    NO_REPLY = "no_reply"
    """Nothing came back, or too much."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One unpaid result."""

    position: int
    """From 1, among the unpaid results."""
    title: str
    url: str
    """As the engine gives it; some (Baidu) give an address of their own that leads there."""
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What an engine shows beside the results about one thing it takes the query for."""

    title: str
    type: str = ""
    """In the engine's own words and language: "Company", "película de 2014"."""
    url: str = ""
    """The thing's own site, or an article about it."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What one engine shows for one query in one market and language. Without an answer it holds nothing."""

    engine: str
    """Whose results they are: `google`, `baidu`, `wikipedia`, not the service that fetched them."""
    market: str
    """ISO 3166-1 alpha-2, lower case: the market it was asked for, also of engines that know no countries."""
    language: str
    """BCP 47."""
    query: str
    answered: bool
    results: tuple[SearchResult, ...] = ()
    """At most ten, by position."""
    corrected: str = ""
    """The other spelling whose results the engine shows or offers ("did you mean"); empty for none."""
    panel: Panel | None = None
    unheard: tuple[str, ...] = ()
    """Engines behind a metasearch that gave no answer this time; the page lacks their results."""
    silence: Silence | None = None
    """Why there is no answer; None exactly when there is one."""

    def __post_init__(self) -> None:
        if self.answered != (self.silence is None):
            raise ValueError("a page is answered, or says why not")
        if not self.answered and (self.results or self.corrected or self.panel):
            raise ValueError("a page without an answer holds nothing")


def to_json(page: ResultPage) -> dict[str, Any]:
    """The page in the published form, for `json.dumps`."""
    panel = page.panel
    return {
        "format": FORMAT, "version": VERSION, "engine": page.engine, "market": page.market, "language": page.language,
        "query": page.query, "answered": page.answered, "silence": None if page.silence is None else str(page.silence),
        "corrected": page.corrected or None,
        "panel": None if panel is None else {"title": panel.title, "type": panel.type, "url": panel.url},
        "unheard": list(page.unheard),
        "results": [
            {"position": r.position, "title": r.title, "url": r.url, "snippet": r.snippet} for r in page.results
        ],
    }


def to_text(page: ResultPage) -> str:
    """The published form as one line of JSON."""
    return json.dumps(to_json(page), ensure_ascii=False)


def from_json(raw: object) -> ResultPage:
    """A page from the published form, already parsed; a field that is missing has its default.

    Raises ValueError for another format, a newer version and fields of another type.
    """
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT}")
    if raw.get("version") != VERSION:
        raise ValueError(f"version {raw.get('version')!r} of {FORMAT}; this program reads {VERSION}")
    answered, silence, unheard = raw.get("answered"), raw.get("silence"), raw.get("unheard") or []
    if not isinstance(answered, bool) or not isinstance(unheard, list):
        raise ValueError("answered is true or false, unheard a list")  # noqa: TRY004 - what the file holds
    return ResultPage(
        _text(raw, "engine"), _text(raw, "market"), _text(raw, "language"), _text(raw, "query"), answered,
        _results(raw.get("results")), _text(raw, "corrected"), _panel(raw.get("panel")),
        tuple(str(name) for name in unheard), None if silence is None else Silence(silence),
    )


def from_text(text: str) -> ResultPage:
    """A page from one line of JSON. Raises ValueError."""
    return from_json(json.loads(text))


def _results(rows: object) -> tuple[SearchResult, ...]:
    if rows is None:
        return ()
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("results is a list of objects")
    found = []
    for row in rows:
        position = row.get("position")
        if isinstance(position, bool) or not isinstance(position, int) or position < 1:
            raise ValueError(f"position is {position!r}, not a whole number from 1")
        found.append(SearchResult(position, _text(row, "title"), _text(row, "url"), _text(row, "snippet")))
    return tuple(found)


def _panel(raw: object) -> Panel | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise ValueError("panel is an object")  # noqa: TRY004 - what the file holds
    return Panel(_text(raw, "title"), _text(raw, "type"), _text(raw, "url"))


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}, not a text")
    return value or ""
