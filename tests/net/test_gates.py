"""Manners towards one host."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from brandname.config import SourceConfig
from brandname.net.gates import Closure, Gate, Gates, Manners


def test_starts_keep_their_distance() -> None:
    """Twenty requests at once leave one after another, at most as often as the host likes."""
    async def run() -> list[float]:
        gate, starts = Gate(Manners(slots=20, interval=0.02)), []

        async def one() -> None:
            async with gate.turn() as closure:
                assert closure is None
                starts.append(time.monotonic())

        await asyncio.gather(*(one() for _ in range(20)))
        return starts

    starts = asyncio.run(run())
    assert all(b - a >= 0.02 for a, b in zip(starts, starts[2:], strict=False))  # a busy machine may note one late
    assert starts[-1] - starts[0] >= 18 * 0.02


def test_no_more_at_once_than_slots() -> None:
    """A host is never asked more things at once than it takes."""
    async def run() -> int:
        gate, inside, most = Gate(Manners(slots=3, interval=0.0)), 0, 0

        async def one() -> None:
            nonlocal inside, most
            async with gate.turn():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.01)
                inside -= 1

        await asyncio.gather(*(one() for _ in range(12)))
        return most

    assert asyncio.run(run()) == 3


def test_those_already_waiting_hear_that_the_host_wants_quiet() -> None:
    """When a host asks for quiet, requests that were about to leave wait too, and leave one by one."""
    async def run() -> list[float]:
        gate, begun, starts = Gate(Manners(slots=4, interval=0.05)), time.monotonic(), []

        async def one() -> None:
            async with gate.turn():
                starts.append(time.monotonic() - begun)

        waiting = [asyncio.create_task(one()) for _ in range(4)]
        await asyncio.sleep(0.02)
        assert gate.report(429, 0.5)
        await asyncio.gather(*waiting)
        return starts

    first, *later = asyncio.run(run())
    assert first < 0.5 and all(start >= 0.5 for start in later)
    assert later[2] - later[0] >= 0.05


def test_a_closed_gate_tells_everybody_waiting() -> None:
    """A hundred waiting requests end as soon as the gate closes, without being sent."""
    async def run() -> list[Closure | None]:
        gate = Gate(Manners(slots=1, interval=0.0, refusals=1))

        async def one() -> Closure | None:
            async with gate.turn() as closure:
                if closure is None:
                    await asyncio.sleep(0.01)
                    gate.report(403)
                return closure

        return await asyncio.gather(*(one() for _ in range(100)))

    assert asyncio.run(run()) == [None, *[Closure.REFUSED] * 99]


def test_the_user_may_slow_a_source_down() -> None:
    """My own rate and slots go before the source's."""
    assert Manners().with_config(SourceConfig(rate=0.5, slots=1)) == Manners(slots=1, interval=2.0)
    assert Manners().with_config(SourceConfig()) == Manners()


def test_each_host_has_its_own_gate() -> None:
    """Two hosts never share a gate; one host has one."""
    gates = Gates({"a.test": Manners(slots=7)})
    assert gates.of("a.test") is gates.of("a.test") is not gates.of("b.test")
    assert gates.of("a.test").manners.slots == 7 and gates.of("b.test").manners == Manners()


def test_hosts_of_one_operator_share_a_gate() -> None:
    """RDAP and WHOIS servers that one operator counts together are treated as one host."""
    gates = Gates({"rdap.test": Manners(slots=1, pool="nic"), "whois.test": Manners(slots=1, pool="nic")})
    assert gates.of("rdap.test") is gates.of("whois.test") is not gates.of("other.test")


def test_a_published_limit_can_only_be_made_stricter() -> None:
    """My own rate may be slower than the registry's rule, never faster."""
    manners = Manners(slots=1, interval=10.0, published=True)
    assert manners.with_config(SourceConfig(rate=5, slots=9)) == manners
    assert manners.with_config(SourceConfig(rate=0.05)).interval == 20.0


def test_what_is_spent_is_not_asked_again(tmp_path: Path) -> None:
    """When the requests of the hour are used up, the rest is not sent and reads so, in the next run too."""
    async def run() -> list[Closure | None]:
        gate, closures = Gates({"whois.test": Manners(interval=0.0, per_hour=2)}, tmp_path).of("whois.test"), []
        for _ in range(4):
            async with gate.turn() as closure:
                closures.append(closure)
        return closures

    assert asyncio.run(run()) == [None, None, Closure.OVER_BUDGET, Closure.OVER_BUDGET]
    assert asyncio.run(run()) == [Closure.OVER_BUDGET] * 4


def test_a_host_that_says_nothing_is_given_up() -> None:
    """Three requests in a row without any answer close the gate; an answer in between opens the count again."""
    gate = Gate(Manners(refusals=3))
    for status in (0, 0, 404, 0, 0):
        gate.report(status)
    assert gate.closure is None
    gate.report(0)
    assert gate.closure is Closure.SILENT


def test_a_host_that_finds_us_too_fast_is_asked_more_slowly() -> None:
    """After 429 the pace halves."""
    async def run() -> float:
        gate, starts = Gate(Manners(slots=1, interval=0.05)), []
        gate.report(429)
        for _ in range(4):
            async with gate.turn():
                starts.append(time.monotonic())
        return starts[-1] - starts[0]

    assert asyncio.run(run()) >= 3 * 0.1


def test_no_more_is_asked_in_a_run_than_the_user_will_pay_for() -> None:
    """The limit of one run counts every request of a source that leaves, and is never lifted by another source's."""
    manners = Manners(slots=8, interval=0.0).with_config(SourceConfig(per_run=3), "serper")
    assert manners.with_config(SourceConfig(per_run=5), "serper").per_run == {"serper": 3}
    assert manners.stricter(Manners()).per_run == Manners().stricter(manners).per_run == {"serper": 3}
    assert asyncio.run(turns(Gate(manners), ["serper"] * 5)) == [None] * 3 + [Closure.OVER_BUDGET] * 2


def test_what_is_free_on_the_same_host_is_not_counted_against_what_is_paid() -> None:
    """My own metasearch behind the same address goes on when the paid queries are used up, and uses none of them up."""
    manners = Manners(slots=8, interval=0.0).with_config(SourceConfig(per_run=1), "serper")
    gate = Gate(manners.stricter(Manners(slots=8, interval=0.0)))
    assert asyncio.run(turns(gate, ["searxng", "serper", "searxng", "serper", "searxng"])) == [
        None, None, None, Closure.OVER_BUDGET, None]
    assert gate.closure is None


async def turns(gate: Gate, sources: list[str]) -> list[Closure | None]:
    """What each source in turn is told."""
    found = []
    for source in sources:
        async with gate.turn(source) as closure:
            found.append(closure)
    return found


def test_a_service_whose_account_is_empty_is_left_alone_soon() -> None:
    """402 is a refusal like 429: after some in a row nothing more is sent."""
    gate = Gate(Manners(refusals=2))
    assert not gate.report(402) and gate.closure is None
    assert not gate.report(402) and gate.closure is Closure.RATE_LIMITED
