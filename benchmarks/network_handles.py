"""How fast handles are looked up when no pace is kept: 300 probes at 200 ms over 30 hosts, two connections a host.

    python -m benchmarks.network handles [--names 10] [--latency 0.2] [--slots 2] [--repeat 5]

The thirty probes of the manifest, each at a server of its own on loopback, in one process of their own, through
everything a run goes through: desk, controls, gates, evidence and ledger on disk. The rate limit is off, which no run
of a user has: it is said in the result. `cold` asks both controls of every platform besides, `warm` is the next run
within the hour, which has them; `bare` sends the same requests over bare sockets and reads nothing, which shows what
the machine can do at that moment. The goal is 1.6 seconds. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks.undecidable import exchanges
from brandname.checks.base import Desk
from brandname.gather import gather
from brandname.model import Evidence, Outcome, Question, Subject, SubjectKind
from brandname.sources.base import Source
from brandname.sources.handles import Handles, source_id
from brandname.sources.platforms import Platform, platforms
from brandname.store import Store

GOAL = 1.6
"""Seconds."""
NO_LIMIT = 1000.0
"""Requests a second: the most the configuration takes."""
TAKEN = "taken"
"""How handles begin that the servers know."""


class Asking:
    """The least check that looks handles up."""

    def __init__(self) -> None:
        self.sources = tuple(source_id(platform.id) for platform in asked())

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """One request a question."""
        return [await desk.ask(source_id(question.subject.scope), question.subject.text)]


class Never:
    """Nobody stops the run."""

    asked = False


def asked() -> list[Platform]:
    """The platforms with a probe, as if none needed a key."""
    return [replace(p, probe=replace(p.probe, needs="")) for p in platforms().values() if p.probe]


async def serve(latency: float) -> None:
    """A server for each platform that answers as the constructed exchanges do; prints the ports in order."""
    cases = {(case["platform"], case["outcome"]): case for case in exchanges()}
    servers = [await asyncio.start_server(_server(platform, cases, latency), "127.0.0.1", 0) for platform in asked()]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.Event().wait()


def _server(platform: Platform, cases: Mapping[tuple[str, str], dict[str, Any]], latency: float) -> Any:  # noqa: ANN401
    found = cases[platform.id, "found"]
    other = cases.get((platform.id, "not_found")) or cases[platform.id, "unclear"]
    known = platform.probe.known if platform.probe else ""
    before, _, after = (platform.probe.url if platform.probe else "").partition("{h}")
    start = before.partition("://")[2].partition("/")[2]

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path = unquote((await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode())[1:]
                name = path.removeprefix(start).removesuffix(after)
                await asyncio.sleep(latency)
                writer.write(_answer(found if name == known or name.startswith(TAKEN) else other, name))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return handle


def _answer(case: Mapping[str, Any], name: str) -> bytes:
    body = case["body"].replace("velora", name).replace("Velora", name).encode()
    kind = case["headers"]["Content-Type"]
    head = f"HTTP/1.1 {case['status']} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def serving(latency: float) -> Iterator[list[int]]:
    """Ports of the servers, in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.network", "serve-handles", "--latency", str(latency)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def configure(folder: Path, ports: Sequence[int], slots: int) -> None:
    """The user's configuration that points every platform at loopback."""
    lines = []
    for platform, port in zip(asked(), ports, strict=True):
        name = f"sources.{source_id(platform.id)}"
        lines += [f"[{name}]", f"rate = {NO_LIMIT}", f"slots = {slots}", f"[{name}.hosts]",
                  f'"*" = "http://127.0.0.1:{port}"']
    (folder / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.environ |= {"BRANDNAME_CONFIG_DIR": str(folder), "BRANDNAME_CACHE_DIR": str(folder / "cache")}


def measure(
    folder: Path, names: Sequence[str], sources: Mapping[str, Source]
) -> tuple[float, float, Counter[str], int]:
    """(seconds, seconds of the processor, outcomes, requests sent) of one run."""
    questions = [
        Question("handle", name, Subject(name, SubjectKind.PLATFORM, platform.id), ("us",))
        for platform in asked() for name in names
    ]
    with Store.open(folder, write=True) as store:
        before, begun, cpu = len(store.ledger()), time.perf_counter(), time.process_time()
        checks: Any = {"handle": Asking()}
        cases, _ = gather(checks, questions, store, datetime.now(UTC), Never(), sources=sources)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        sent = len(store.ledger()) - before
    outcomes = Counter(
        str(sources[evidence.source].recognise(evidence)) for case in cases.values() for evidence in case.evidence)
    return seconds, cpu, outcomes, sent


async def send_bare(ports: Sequence[int], names: Sequence[str], slots: int) -> float:
    """Seconds for the same requests over bare sockets, as many connections a host, answers thrown away."""
    async def connection(port: int, url: str, mine: Sequence[str]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for name in mine:
            path = url.partition("://")[2].partition("/")[2].replace("{h}", name)
            writer.write(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.partition(b"Content-Length: ")[2].split(b"\r")[0]))
        writer.close()

    begun = time.perf_counter()
    urls = [platform.probe.url for platform in asked() if platform.probe]
    places = list(zip(ports, urls, strict=True))
    await asyncio.gather(*(connection(*place, names[slot::slots]) for place in places for slot in range(slots)))
    return time.perf_counter() - begun


def handles(options: argparse.Namespace) -> int:
    """Measures `--repeat` pairs of runs, cold and warm; the goal is held by the warm ones' median."""
    sources: dict[str, Any] = {source_id(platform.id): Handles(platform) for platform in asked()}
    times: dict[str, list[float]] = {"cold": [], "warm": [], "bare": []}
    work: dict[str, list[float]] = {"cold": [], "warm": []}
    found, sent = Counter[str](), dict[str, int]()
    with serving(options.latency) as ports:
        for turn in range(options.repeat):
            with tempfile.TemporaryDirectory() as temporary:
                configure(Path(temporary), ports, options.slots)
                for kind in work:
                    names = [f"{TAKEN if i % 2 else 'q'}{kind[0]}{turn}x{i}" for i in range(options.names)]
                    seconds, cpu, outcomes, sent[kind] = measure(Path(temporary), names, sources)
                    times[kind].append(round(seconds, 2))
                    work[kind].append(round(cpu, 2))
                    found += outcomes
            times["bare"].append(round(asyncio.run(send_bare(ports, names, options.slots)), 2))
    probes = options.names * len(asked())
    floor = options.names * options.latency / options.slots
    print(json.dumps({
        "probes": probes, "hosts": len(asked()), "latency": options.latency, "slots": options.slots,
        "rate_limit": "off",
        "requests": sent, "seconds": times, "median": {kind: statistics.median(t) for kind, t in times.items()},
        "best": {kind: min(t) for kind, t in times.items()}, "cpu_seconds": work, "floor": floor, "goal": GOAL,
        "outcomes": found, "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }))
    complete = found[Outcome.FOUND] == 2 * options.repeat * len(asked()) * (options.names // 2)
    return 0 if complete and statistics.median(times["warm"]) <= GOAL else 1
