"""Answers of search services, constructed by us in the forms their documentation shows. None was received from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = tuple[str, str, str]
"""Title, address, snippet."""
ROWS: Sequence[Row] = tuple(
    (f"Velora {n}: vinos de altura", f"https://bodega{n}.test/velora", f"Los vinos de Velora, {n}.")
    for n in range(1, 11))


def searxng(query: str, rows: Sequence[Row], corrected: str = "", panel: str = "", **more: object) -> dict[str, Any]:
    """docs.searxng.org: Search API; searx 1.1 gives the same form."""
    return {
        "query": query, "number_of_results": 0, "answers": [], "suggestions": [], "unresponsive_engines": [],
        "corrections": [corrected] if corrected else [],
        "infoboxes": [{"infobox": panel, "id": "https://velora.test/", "content": "", "urls": []}] if panel else [],
        "results": [{"title": t, "url": u, "content": s, "engine": "bing", "engines": ["bing"], "score": 1.0}
                    for t, u, s in rows], **more,
    }


def brave(query: str, rows: Sequence[Row], corrected: str = "", panel: str = "", **more: object) -> dict[str, Any]:
    """api-dashboard.search.brave.com: Web Search, response objects."""
    answer: dict[str, Any] = {
        "type": "search", "query": {"original": query, "altered": corrected or query, "more_results_available": True},
        "mixed": {"type": "mixed", "main": [{"type": "web", "index": n, "all": False} for n in range(len(rows))]},
    }
    if rows:
        answer["web"] = {"type": "search", "results": [
            {"title": t, "url": u, "description": s, "language": "es", "type": "search_result"} for t, u, s in rows]}
    if panel:
        answer["infobox"] = {"type": "graph", "results": [
            {"title": panel, "description": "Empresa", "website_url": "https://velora.test/"}]}
    return {**answer, **more}


def serper(query: str, rows: Sequence[Row], corrected: str = "", panel: str = "", **more: object) -> dict[str, Any]:
    """serper.dev: playground."""
    graph = {"title": panel, "type": "Empresa", "website": "https://velora.test/"}
    return {
        "searchParameters": {"q": query, "gl": "mx", "hl": "es", "type": "search", "num": 10, "engine": "google"},
        **({"searchInformation": {"didYouMean": corrected}} if corrected else {}),
        **({"knowledgeGraph": graph} if panel else {}),
        "organic": [{"title": t, "link": u, "snippet": s, "position": n} for n, (t, u, s) in enumerate(rows, 1)],
        "credits": 1, **more,
    }


def serpapi(
    query: str, rows: Sequence[Row], corrected: str = "", panel: str = "", engine: str = "google", asked: str = "q",
    **more: object,
) -> dict[str, Any]:
    """serpapi.com: search API of each engine, search errors."""
    state = "Results for exact spelling" if rows else "Fully empty"
    graph = {"title": panel, "type": "Empresa", "website": "https://velora.test/"}
    answer: dict[str, Any] = {
        "search_metadata": {"id": "1", "status": "Success", "json_endpoint": "https://serpapi.com/searches/1.json"},
        "search_parameters": {"engine": engine, asked: query},
        "search_information": {"organic_results_state": state, **({"spelling_fix": corrected} if corrected else {})},
        **({"knowledge_graph": graph} if panel else {}),
    }
    if rows:
        answer["organic_results"] = [{"position": n, "title": t, "link": u, "snippet": s}
                                     for n, (t, u, s) in enumerate(rows, 1)]
    else:
        answer["error"] = "Google hasn't returned any results for this query."
    return {**answer, **more}


def dataforseo(query: str, rows: Sequence[Row], corrected: str = "", panel: str = "", **more: object) -> dict[str, Any]:
    """docs.dataforseo.com: live Google organic SERP, regular; error codes."""
    del panel  # not in the regular part
    items = [{"type": "paid", "title": "Vinos", "url": "https://ads.test/", "description": ""}] + [
        {"type": "organic", "rank_group": n, "title": t, "url": u, "description": s}
        for n, (t, u, s) in enumerate(rows, 1)]
    spell = {"keyword": corrected, "type": "did_you_mean"} if corrected else None
    result = [{"keyword": query, "type": "organic", "spell": spell, "items": items}] if rows else None
    code, message = (20000, "Ok.") if rows else (40102, "No Search Results.")
    task = {"id": "1", "status_code": code, "status_message": message,
            "data": {"keyword": query, "location_code": 2484}, "result": result}
    return {"version": "0.1", "status_code": 20000, "status_message": "Ok.", "tasks_count": 1, "tasks": [task], **more}


def wikipedia(query: str, rows: Sequence[Row]) -> list[Any]:
    """mediawiki.org: API:Opensearch."""
    return [query, [t for t, _, _ in rows], [s for _, _, s in rows], [u for _, u, _ in rows]]


def wikidata(query: str, rows: Sequence[Row]) -> dict[str, Any]:
    """wikidata.org: API, wbsearchentities; the id is the end of the address."""
    return {"searchinfo": {"search": query}, "success": 1, "search": [
        {"id": u.rpartition("/")[2], "label": t, "description": s, "concepturi": u,
         "match": {"type": "label", "language": "es", "text": t}} for t, u, s in rows]}
