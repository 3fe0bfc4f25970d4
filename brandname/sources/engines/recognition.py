"""What all recognisers of result pages share: why there is no answer, rows of any shape made results.

A page counts as answered only in the form the service documents and about the very query; all else says why not. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from brandname.language.folding import letters
from brandname.model import Evidence, Outcome
from brandname.net.gates import Closure
from brandname.sources.engines.queries import SearchQuery
from brandname.sources.results import LONGEST, TOP, Panel, ResultPage, SearchResult, Silence

_SILENCES: Mapping[str, Silence] = {
    "401": Silence.KEY, "402": Silence.QUOTA, "403": Silence.BLOCKED, "429": Silence.QUOTA, "503": Silence.QUOTA,
    "no_key": Silence.KEY, Closure.RATE_LIMITED: Silence.QUOTA, Closure.OVER_BUDGET: Silence.QUOTA,
    Closure.REFUSED: Silence.BLOCKED,
}


def unanswered(query: SearchQuery, silence: Silence) -> ResultPage:
    """A page that is no answer."""
    return ResultPage(query.engine, query.market, query.language, query.text, False, silence=silence)


def page(
    query: SearchQuery, results: Sequence[SearchResult], *, corrected: object = "", panel: Panel | None = None,
    unheard: Sequence[str] = (),
) -> ResultPage:
    """A page that is one; another spelling counts when it is another."""
    other = clipped(corrected)
    if letters(other) == letters(query.text):
        other = ""
    return ResultPage(
        query.engine, query.market, query.language, query.text, True, tuple(results[:TOP]), other, panel,
        tuple(unheard))


def opened(evidence: Evidence) -> Any:  # noqa: ANN401 - what a stranger's JSON holds
    """The parsed body of a 200; else the Silence that says why there is none."""
    if evidence.status != "200":
        known = _SILENCES.get(evidence.status)
        return known or (Silence.ENGINE if evidence.status.isdecimal() else Silence.NO_REPLY)
    try:
        return json.loads(evidence.body)
    except (ValueError, RecursionError):
        return Silence.BLOCKED if evidence.body.lstrip()[:1] == b"<" else Silence.SCHEMA


def shows_others(raw: Mapping[str, Any], parts: Sequence[str]) -> bool:
    """Whether one of these parts of a page holds anything: advertisements, maps, news, pictures.

    A page with such parts and without one unpaid result is no page of nobody: what is on it is not read here.
    """
    return any(isinstance(raw.get(part), (list, dict)) and raw[part] for part in parts)


def rows(raw: object, *, title: str = "title", url: str = "link", snippet: str = "snippet") -> Sequence[SearchResult]:
    """Results of a list of objects, numbered from 1, with the fields called so.

    Raises ValueError when it is no such list, or half of it or more has no title or address: then the form changed.
    """
    if not isinstance(raw, list):
        raise ValueError("no list of results")  # noqa: TRY004 - what a stranger's JSON holds
    found: list[SearchResult] = []
    for row in raw:
        if isinstance(row, dict) and isinstance(row.get(title), str) and is_address(row.get(url)):
            found.append(SearchResult(len(found) + 1, clipped(row[title]), str(row[url]), clipped(row.get(snippet))))
    if raw and 2 * len(found) <= len(raw):
        raise ValueError("results in another form")
    return found


def is_address(value: object) -> bool:
    """Whether it is an address on the web that can be shown."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or not value.isprintable():
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def clipped(value: object) -> str:
    """A text of a page, blanks run together, not longer than anyone needs; empty for what is none."""
    return " ".join(value[:LONGEST].split()) if isinstance(value, str) else ""


def mapping(value: object) -> Mapping[str, Any]:
    """An object of a stranger's JSON, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def same(said: object, query: SearchQuery) -> bool:
    """Whether a service answers about the query it was asked."""
    return isinstance(said, str) and said.split() == query.text.split()


def panel_of(title: object, type_: object = "", url: object = "") -> Panel | None:
    """A knowledge panel; None without a title."""
    return Panel(clipped(title), clipped(type_), str(url) if is_address(url) else "") if clipped(title) else None


def titled_share(found: ResultPage) -> float:
    """Part of the results, 0–1, whose title or host shows the words searched for; 0 of an empty page."""
    wanted = letters(found.query)
    shown = [wanted in letters(r.title) or wanted in letters(urlsplit(r.url).hostname or "") for r in found.results]
    return sum(shown) / len(shown) if wanted and shown else 0.0


def outcome_of(found: ResultPage) -> Outcome:
    """Found: a result of an answered page shows the words searched for. No grade: that is the check's."""
    if not found.answered:
        return {Silence.QUOTA: Outcome.REFUSED, Silence.BLOCKED: Outcome.REFUSED, Silence.KEY: Outcome.REFUSED}.get(
            found.silence or Silence.SCHEMA, Outcome.FAILED)
    wanted = letters(found.query)
    if not wanted:
        return Outcome.UNCLEAR
    shown = (letters(text) for r in found.results for text in (r.title, r.snippet, unquote(r.url)))
    return Outcome.FOUND if any(wanted in text for text in shown) else Outcome.NOT_FOUND
