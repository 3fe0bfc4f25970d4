"""A real metasearch on this machine: Debian's searx, whose engines are answers of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest

from brandname.model import Evidence, Outcome
from brandname.sources.engines.searxng import Searxng
from brandname.sources.results import ResultPage, Silence
from tests.net.server import Answer, http, serving
from tests.sources.asking import fetch
from tests.sources.engines.answers import ROWS
from tests.sources.engines.real import SEARX, searx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SEARX is None, reason="searx is not installed here (apt-get install searx)"),
]
SOURCE = Searxng()
NOBODYS = "qzxvwkjhbrtplmn"


def engine(path: str) -> list[Answer] | bytes:
    """An engine behind searx: `/good` knows Velora, IKEA and 缇莎, `/blocked` nobody."""
    if path.startswith("/blocked"):
        return http(403, b"<html>captcha</html>")
    query = unquote(path.rpartition("=")[2]).casefold()
    known = [{"title": t, "url": u, "content": s} for t, u, s in ROWS] if query == "velora" else []
    known += [{"title": f"{query} 一", "url": "https://one.test/", "content": ""}] if query in ("ikea", "缇莎") else []
    return http(200, json.dumps({"results": known}).encode(), Content_Type="application/json")


def pages(
    folder: Path, requests: Sequence[str], *, blocked: bool = False, good: bool = True
) -> list[tuple[Evidence, ResultPage]]:
    """What a fresh instance shows for each request."""
    async def go() -> list[tuple[Evidence, ResultPage]]:
        async with serving(engine) as behind:
            paths = {"bing": "/good?q={query}"} if good else {}
            paths |= {"google": "/blocked?q={query}"} if blocked else {}
            engines = {name: behind.url(path) for name, path in paths.items()}
            found = []
            with searx(folder, engines) as address:
                for request in requests:
                    evidence = await fetch(SOURCE, request, {}, base_url=address, limit=20.0)
                    page = SOURCE.read(evidence)
                    assert page is not None
                    found.append((evidence, page))
            return found
    return asyncio.run(go())


def test_a_real_instance_is_read_in_every_answer_it_gives(tmp_path: Path) -> None:
    """Ten results, results in Chinese, one of its engines by name, and an empty page: each is what it is."""
    ten, chinese, named, none = pages(tmp_path, [
        "searxng/mx/es-MX/velora", "searxng/cn/zh-Hans/缇莎", "bing/mx/es-MX/velora", f"searxng/mx/es-MX/{NOBODYS}"])
    assert [(r.title, r.url, r.snippet) for r in ten[1].results] == list(ROWS)
    assert SOURCE.recognise(ten[0]) is Outcome.FOUND and ten[1].unheard == ()
    assert [r.title for r in chinese[1].results] == ["缇莎 一"] and SOURCE.recognise(chinese[0]) is Outcome.FOUND
    assert named[1].engine == "bing" and len(named[1].results) == 10
    assert none[1].answered and not none[1].results and SOURCE.recognise(none[0]) is Outcome.NOT_FOUND


def test_a_real_instance_whose_engine_is_blocked_gives_no_answer(tmp_path: Path) -> None:
    """An empty page behind which an engine was blocked never reads like a name nobody uses."""
    full, = pages(tmp_path, ["searxng/mx/es-MX/velora"], blocked=True)
    assert full[1].unheard == ("google",) and len(full[1].results) == 10
    ((told, page),) = pages(tmp_path, [f"searxng/mx/es-MX/{NOBODYS}"], blocked=True)
    assert page.silence is Silence.ENGINE and SOURCE.recognise(told) is Outcome.FAILED


def test_a_real_instance_that_hides_its_blocked_engine_gives_no_answer(tmp_path: Path) -> None:
    """The second page after a block comes empty without a word of it; it is still no answer."""
    asked = [f"searxng/mx/es-MX/{NOBODYS}", f"searxng/mx/es-MX/{NOBODYS}s"]
    first, second = pages(tmp_path, asked, blocked=True, good=False)
    assert b'"unresponsive_engines": [["google"' in first[0].body
    assert json.loads(second[0].body)["asked"]["unresponsive_engines"] == []
    assert [page.silence for _, page in (first, second)] == [Silence.ENGINE, Silence.ENGINE]
