"""How fast many queries go to one search engine; `python -m benchmarks.network search` runs it.

The search check itself over names × markets, up to three queries each (the name, with the goods, as people would type
it who heard it), at a SearXNG on loopback, in a process of its own, through everything a run goes through. The bound is
the longer of n / rate and n × latency / slots, where n counts what was sent, controls of each market and language too.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from brandname.checks.search import SearchCheck, SearchOptions
from brandname.gather import gather
from brandname.model import Brief, Candidate, LanguageShare, Market, Study
from brandname.plan import plan
from brandname.sources.engines.searxng import Searxng
from brandname.store import Store

PLACES = ("us/en", "gb/en-GB", "de/de", "fr/fr", "es/es", "mx/es-MX", "br/pt-BR", "jp/ja", "kr/ko", "cn/zh-Hans",
          "ru/ru", "sa/ar")
SYLLABLES = ("ve", "lo", "ra", "ti", "sa", "li", "mo", "na", "ku", "bri", "fe", "do", "za", "pel")
KINDS = ("name", "goods", "heard")
RANDOM = re.compile("[a-z]{15}")
"""Letters of a control, which nobody knows."""


def names_of(count: int) -> tuple[str, ...]:
    """Coined names of three syllables, the same in every call."""
    dice = random.Random(8)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(dice.choices(SYLLABLES, k=3)).title()] = None
    return tuple(found)


def study_of(names: int, markets: int) -> Study:
    """Names in markets of one language each."""
    listed = tuple(Market(place[:2], place[:2].upper(), (LanguageShare(place[3:], 1.0),), engines=("google",))
                   for place in PLACES[:markets])
    return Study("benchmark", Brief(goods="detergent"), tuple(map(Candidate, names_of(names))), listed)


class Never:
    """Nobody stops the run."""

    asked = False


async def serve(latency: float) -> None:
    """An instance that knows everything but the random letters of the controls; prints its port."""
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                query = parse_qs(urlsplit(head.split(b" ", 2)[1].decode()).query)["q"][0]
                await asyncio.sleep(latency)
                writer.write(_answer(query))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(json.dumps([server.sockets[0].getsockname()[1]]), flush=True)
    await asyncio.Event().wait()


def _answer(query: str) -> bytes:
    word = "something else" if RANDOM.fullmatch(query) else query
    rows = [{"title": f"{word} {n}", "url": f"https://site{n}.test/", "content": "x" * 200} for n in range(10)]
    body = json.dumps({"query": query, "results": rows, "unresponsive_engines": []}).encode()
    return f"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def search(
    names: int, markets: int, latency: float, rate: float, slots: int, serving: AbstractContextManager[list[int]],
    goal: float,
) -> int:
    """Measures names × markets × three queries; prints one JSON line."""
    with tempfile.TemporaryDirectory() as temporary, serving as (port,):
        folder = Path(temporary)
        (folder / "config.toml").write_text(
            f'[sources.searxng]\nbase_url = "http://127.0.0.1:{port}"\nrate = {rate}\nslots = {slots}\n',
            encoding="utf-8")
        os.environ |= {"BRANDNAME_CONFIG_DIR": str(folder), "BRANDNAME_CACHE_DIR": str(folder / "cache")}
        study = study_of(names, markets)
        check = SearchCheck(SearchOptions(queries=KINDS)).for_study(study)
        questions = plan(study, [check])
        with Store.open(folder, write=True) as store:
            begun, cpu = time.perf_counter(), time.process_time()
            cases, controls = gather({"search": check}, questions, store, datetime.now(UTC), Never())
            seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
            sent = len(store.ledger())
        found = Counter(str(Searxng().recognise(e)) for case in cases.values() for e in case.evidence)
    bound = max(sent / rate, sent * latency / slots)
    print(json.dumps({
        "names": names, "markets": markets, "queries": sum(found.values()), "latency": latency, "rate": rate,
        "slots": slots, "requests": sent, "controls_passed": sum(c.passed for c in controls), "outcomes": found,
        "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "bound": round(bound, 2),
        "times_bound": round(seconds / bound, 3), "goal": goal,
    }))
    whole = found["found"] >= 2 * len(questions) and set(found) == {"found"}
    return 0 if whole and seconds <= goal * bound else 1
