"""How fast many look-ups go within the manners of many hosts.

    python -m benchmarks.network domains [--names 24] [--zones 30] [--hosts 20] [--latency 0.2] [--rate 10] [--slots 4]

Names × top-level domains at RDAP servers on loopback, in a process of their own, through everything a run goes
through: plan's questions, desk, controls, ledger and evidence on disk. The bound is the longest of any host's
n / rate and n × latency / slots, where n counts its controls too; the goal is 1.3 × that. Prints one JSON line.

    python -m benchmarks.network handles

Handles on thirty platforms, as fast as they go: see `network_handles`.

    python -m benchmarks.network search [--names 24] [--markets 12] [--latency 0.2] [--rate 20] [--slots 8]

Queries at one search engine: see `network_search`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from brandname.checks.base import Desk
from brandname.gather import gather
from brandname.model import Evidence, Outcome, Question, Subject, SubjectKind
from brandname.sources.rdap import Rdap
from brandname.sources.registries import registries
from brandname.store import Store

GOAL = 1.3


class Asking:
    """The least check that looks domains up."""

    sources = ("rdap",)

    async def gather(self, question: Question, desk: Desk) -> Sequence[Evidence]:
        """One request a question."""
        return [await desk.ask("rdap", question.subject.text)]


class Never:
    """Nobody stops the run."""

    asked = False


async def serve(count: int, latency: float) -> None:
    """RDAP servers that know the tables' controls and answer 404 to all else; prints their ports."""
    known = {row.known for row in registries().values()}

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                name = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
                await asyncio.sleep(latency)
                writer.write(_answer(name, known))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    servers = [await asyncio.start_server(handle, "127.0.0.1", 0) for _ in range(count)]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.Event().wait()


def _answer(name: str, known: set[str]) -> bytes:
    found = name in known
    body = json.dumps({"objectClassName": "domain", "ldhName": name} if found else
                      {"rdapConformance": ["rdap_level_0"], "errorCode": 404}).encode()
    return (f"HTTP/1.1 {200 if found else 404} X\r\nContent-Type: application/rdap+json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


@contextmanager
def serving(count: int, latency: float, what: str = "serve") -> Iterator[list[int]]:
    """Ports of servers in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.network", what, "--hosts", str(count), "--latency", str(latency)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def spread(zones: int, ports: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """`host:port` → zones; zones of one real host stay together, the rest is dealt out evenly."""
    rows = [row for row in registries().values() if row.rdap][:zones]
    assert len(rows) == zones, f"the table has {len(rows)} zones with RDAP"
    real = list(dict.fromkeys(urlsplit(row.rdap).hostname or "" for row in rows))
    sizes = Counter(urlsplit(row.rdap).hostname or "" for row in rows)
    load = dict.fromkeys(ports, 0)
    home: dict[str, int] = {}
    for host in sorted(real, key=lambda h: -sizes[h]):
        home[host] = min(load, key=load.__getitem__)
        load[home[host]] += sizes[host]
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        here = f"127.0.0.1:{home[urlsplit(row.rdap).hostname or '']}"
        found[here] = (*found.get(here, ()), row.zone)
    return found


def configure(folder: Path, homes: dict[str, tuple[str, ...]], rate: float, slots: int) -> None:
    """The user's configuration that points every registry at loopback."""
    by_zone = {zone: home for home, zones in homes.items() for zone in zones}
    lines = ["[sources.rdap]", f"rate = {rate}", f"slots = {slots}", "[sources.rdap.hosts]",
             '"data.iana.org" = "http://127.0.0.1:9"']
    hosts = {urlsplit(registries()[zone].rdap).hostname: home for zone, home in by_zone.items()}
    lines += [f'"{host}" = "http://{home}"' for host, home in hosts.items()]
    (folder / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.environ |= {"BRANDNAME_CONFIG_DIR": str(folder), "BRANDNAME_CACHE_DIR": str(folder / "cache")}


def domains(options: argparse.Namespace) -> int:
    """Measures names × zones."""
    with tempfile.TemporaryDirectory() as temporary, serving(options.hosts, options.latency) as ports:
        folder = Path(temporary)
        homes = spread(options.zones, ports)
        configure(folder, homes, options.rate, options.slots)
        questions = [
            Question("domain", f"Name{i}", Subject(f"qname{i}.{zone}", SubjectKind.DOMAIN, zone), ("us",))
            for i in range(options.names) for zones in homes.values() for zone in zones
        ]
        with Store.open(folder, write=True) as store:
            begun, cpu = time.perf_counter(), time.process_time()
            cases, controls = gather({"domain": Asking()}, questions, store, datetime.now(UTC), Never(),  # type: ignore[dict-item]
                                     sources={"rdap": Rdap()})
            seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
            sent = Counter(entry.host for entry in store.ledger() if entry.host in homes)
        outcomes = Counter(str(Rdap().recognise(e)) for case in cases.values() for e in case.evidence)
    bound = max(max(n / options.rate, n * options.latency / options.slots) for n in sent.values())
    print(json.dumps({
        "names": options.names, "zones": options.zones, "hosts": len(homes), "latency": options.latency,
        "rate": options.rate, "slots": options.slots, "requests": sum(sent.values()),
        "most_at_a_host": max(sent.values()), "controls_passed": sum(c.passed for c in controls),
        "outcomes": outcomes, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "bound": round(bound, 2),
        "times_bound": round(seconds / bound, 3), "goal": GOAL,
    }))
    answered = outcomes[Outcome.FOUND] + outcomes[Outcome.NOT_FOUND] + outcomes[Outcome.UNCLEAR]
    return 0 if answered == len(questions) and seconds <= GOAL * bound else 1


def _handles(options: argparse.Namespace) -> int:
    """The measurement of handles, or its servers."""
    from benchmarks import network_handles

    if options.what == "serve-handles":
        asyncio.run(network_handles.serve(options.latency))
        return 0
    options.names, options.slots = options.names or 10, options.slots or 2
    return network_handles.handles(options)


def _search(options: argparse.Namespace) -> int:
    """Queries at one search engine."""
    from benchmarks import network_search

    if options.what == "serve-search":
        asyncio.run(network_search.serve(options.latency))
        return 0
    return network_search.search(
        options.names or 24, options.markets, options.latency, options.rate or 20.0, options.slots or 8,
        serving(1, options.latency, "serve-search"), GOAL)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["domains", "handles", "search", "serve", "serve-handles", "serve-search"])
    parser.add_argument("--names", type=int)
    parser.add_argument("--markets", type=int, default=12)
    parser.add_argument("--zones", type=int, default=30)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--slots", type=int)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    if options.what in ("handles", "serve-handles"):
        return _handles(options)
    if options.what in ("search", "serve-search"):
        return _search(options)
    options.names, options.slots, options.rate = options.names or 24, options.slots or 4, options.rate or 10.0
    if options.what == "serve":
        asyncio.run(serve(options.hosts, options.latency))
        return 0
    return domains(options)


if __name__ == "__main__":
    sys.exit(main())
