"""Where network checks ask: one request for equal questions, proof by controls, nothing believed that is no answer."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from brandname.config import Config, SourceConfig
from brandname.gather.desk import Desk, manners_of, serve
from brandname.model import Evidence, Gap, Outcome
from brandname.net.gates import Gates, Manners
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import NO_SERVER, Controls, Line, gap_of
from brandname.store import Store
from tests.net.server import Answer, Server, http, serving

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@dataclass
class Registry:
    """A source that reads 200 with "taken" and 404 with "none" as answers, and nothing else."""

    id: ClassVar[str] = "registry"
    version: ClassVar[int] = 1
    hosts: ClassVar[Mapping[str, Manners]] = {"registry.test": Manners(slots=4, interval=0.5)}
    terms: ClassVar[str] = "https://registry.test/terms"

    def place(self, request: str) -> str:
        """One registry for all."""
        return ""

    def host_of(self, scope: str) -> str:
        """One host for all."""
        return "registry.test"

    def freshness(self, outcome: Outcome) -> timedelta:
        """A day for answers."""
        return timedelta(days=1) if outcome in (Outcome.FOUND, Outcome.NOT_FOUND) else timedelta()

    def controls(self, letters: str, place: str) -> Controls | None:
        """One name that is surely there, one that surely is not."""
        return Controls("known.test", f"{letters}.test")

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the user's address."""
        reply = await line.get(f"{line.base_url}/{request}")
        return line.evidence(reply, address=f"https://registry.test/{request}")

    def recognise(self, evidence: Evidence) -> Outcome:
        """Positive both ways."""
        if (evidence.status, evidence.body) == ("200", b"taken"):
            return Outcome.FOUND
        return Outcome.NOT_FOUND if (evidence.status, evidence.body) == ("404", b"none") else Outcome.UNCLEAR


def honest(path: str) -> bytes:
    """A registry that knows two names."""
    return http(200, b"taken") if path in ("/known.test", "/velora.test") else http(404, b"none")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def at_desk(folder: Path, answers: Callable[[str], bytes | list[Answer]], work, *, online: bool = True,
            now: datetime = NOW, source: Registry | None = None) -> tuple[object, Server]:
    """What `work(desk)` gives in one run against a server, and the server."""
    async def run() -> tuple[object, Server]:
        async with serving(answers) as server:
            gates = Gates({server.host: Manners(slots=8, interval=0.0)})
            with Store.open(folder, write=True) as store:
                config = Config({"registry": SourceConfig(server.url(""))})
                async with open_transports(Switch(online), gates, store) as transports:
                    desk = Desk({"registry": source or Registry()}, store, transports if online else None,
                                now=lambda: now, config=config, dice=random.Random(7))  # noqa: S311
                    async with desk:
                        return await work(desk), server

    return asyncio.run(run())


def outcomes(*requests: str):
    """Asks for some names, all at once."""
    async def work(desk: Desk) -> list[Outcome]:
        found = await asyncio.gather(*(desk.seat(r.title()).ask("registry", r) for r in requests))
        return [Registry().recognise(e) for e in found]

    return work


def test_equal_questions_are_asked_once(tmp_path: Path) -> None:
    """Fifty markets that want to know about one name cost one request, after two controls."""
    found, server = at_desk(tmp_path, honest, outcomes(*["velora.test"] * 50, "zovanta.test"))
    assert found == [Outcome.FOUND] * 50 + [Outcome.NOT_FOUND]
    assert sorted(server.paths[2:]) == ["/velora.test", "/zovanta.test"]
    assert server.paths[0] == "/known.test" and len(server.paths[1]) == len("/.test") + 15


def test_the_ledger_names_who_saw_what(tmp_path: Path) -> None:
    """The ledger has every request that left, with the name it showed; controls show none."""
    _, server = at_desk(tmp_path, honest, outcomes("velora.test"))
    with Store.open(tmp_path, write=False) as store:
        entries = store.ledger()
    assert {e.host for e in entries} == {server.host}
    assert [(e.name, e.request) for e in entries][::2] == [("", "known.test"), ("Velora.Test", "velora.test")]


def test_fresh_evidence_is_used_again_also_offline(tmp_path: Path) -> None:
    """What was looked up today is not asked again, not even online; tomorrow it is; offline old news is no answer."""
    at_desk(tmp_path, honest, outcomes("velora.test"))
    for online in (True, False):
        found, server = at_desk(tmp_path, honest, outcomes("velora.test"), online=online, now=NOW + timedelta(hours=9))
        assert found == [Outcome.FOUND] and server.asked == []
    late = NOW + timedelta(days=2)
    found, server = at_desk(tmp_path, honest, outcomes("velora.test"), online=False, now=late)
    assert found == [Outcome.UNCLEAR] and server.asked == []
    found, server = at_desk(tmp_path, honest, outcomes("velora.test"), now=late)
    assert found == [Outcome.FOUND] and len(server.asked) == 3


def test_offline_reads_offline(tmp_path: Path) -> None:
    """Without --online a question reads offline, nothing is sent, and nothing is stored as if it had been asked."""
    async def work(desk: Desk) -> Gap:
        return gap_of(await desk.ask("registry", "velora.test"))

    gap, server = at_desk(tmp_path, honest, work, online=False)
    assert gap is Gap.OFFLINE and server.asked == []
    with Store.open(tmp_path, write=False) as store:
        assert store.info().evidence == store.info().ledger == 0


@pytest.mark.parametrize(("answers", "gap"), [
    (lambda _: http(200, b"taken"), Gap.CONTROL_FAILED),
    (lambda _: http(404, b"none"), Gap.CONTROL_FAILED),
    (lambda _: http(404), Gap.CONTROL_FAILED),
    (lambda _: http(200, b"<html>please prove you are human"), Gap.CONTROL_FAILED),
    (lambda _: http(500), Gap.CONTROL_FAILED),
    (lambda _: http(429), Gap.RATE_LIMITED),
    (lambda _: http(403), Gap.REFUSED),
    (lambda _: [None], Gap.REFUSED),
])
def test_a_source_that_fails_its_controls_is_not_believed(tmp_path: Path, answers, gap: Gap) -> None:
    """A source that calls everything taken, or everything missing, or says nothing, answers no question of the run."""
    async def work(desk: Desk) -> tuple[list[Evidence], bool]:
        found = await asyncio.gather(*(desk.ask("registry", f"n{i}.test") for i in range(9)))
        return found, desk.controls()[0].passed

    (found, passed), server = at_desk(tmp_path, answers, work)
    assert not passed
    assert {gap_of(e) for e in found} == {gap}
    assert {Registry().recognise(e) for e in found} == {Outcome.UNCLEAR}
    assert len(server.asked) <= 2
    assert all(not e.status.isdecimal() and not e.body for e in found)


def test_one_dropped_line_does_not_cost_every_name(tmp_path: Path) -> None:
    """When a test question is lost on the way it is asked once more; a second loss counts."""
    def moody(losses: int) -> Callable[[str], bytes | list[Answer]]:
        left = [losses]

        def answers(path: str) -> bytes | list[Answer]:
            left[0] -= 1
            return [None] if left[0] >= 0 else honest(path)

        return answers

    found, server = at_desk(tmp_path / "one", moody(1), outcomes("velora.test"))
    assert found == [Outcome.FOUND] and server.paths.count("/known.test") == 2
    found, server = at_desk(tmp_path / "two", moody(2), outcomes("velora.test"))
    assert found == [Outcome.UNCLEAR] and len(server.asked) == 2


class Registries(Registry):
    """Registries of several top-level domains behind one source."""

    def place(self, request: str) -> str:
        """The top-level domain."""
        return request.rpartition(".")[2]

    def controls(self, letters: str, place: str) -> Controls | None:
        """A pair for each; nobody to ask for `.none`."""
        return None if place == "none" else Controls(f"known.{place}", f"{letters}.{place}", lasts=timedelta(hours=1))

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks nobody about `.none`."""
        return line.nothing(NO_SERVER) if request.endswith(".none") else await super().fetch(request, line)


def lying_at_b(path: str) -> bytes:
    """A registry that calls everything below `.b` taken."""
    return http(200, b"taken") if path.startswith("/known.") or path.endswith(".b") else http(404, b"none")


def test_a_wrong_control_condemns_one_place_only(tmp_path: Path) -> None:
    """When the registry of .b gets its test wrong, .a still answers; the report can say which of the two it was."""
    async def work(desk: Desk) -> tuple[list[Gap | Outcome], list[tuple[str, bool, str]]]:
        found = [await desk.ask("registry", f"velora.{tld}") for tld in ("a", "b", "none")]
        read = [Registry().recognise(e) for e in found]
        given = [gap_of(e) if o is Outcome.UNCLEAR else o for e, o in zip(found, read, strict=True)]
        return given, [(c.place, c.passed, c.gap) for c in desk.controls()]

    (found, controls), server = at_desk(tmp_path, lying_at_b, work, source=Registries())
    assert found == [Outcome.NOT_FOUND, Gap.CONTROL_FAILED, Gap.MANUAL_ONLY]
    assert controls == [("a", True, ""), ("b", False, "control_failed")]
    assert "/velora.b" not in server.paths and "/velora.a" in server.paths
    with Store.open(tmp_path, write=False) as store:
        assert store.latest_evidence("registry", "velora.none") is None


def test_passed_controls_are_believed_for_a_while(tmp_path: Path) -> None:
    """Within the hour no control is asked again; later it is, and so it is at another address or when it failed."""
    async def run() -> list[int]:
        async with serving(lying_at_b) as server, serving(lying_at_b) as mirror:
            counts = []
            for number, (tld, minutes, there) in enumerate(
                [("a", 0, server), ("a", 59, server), ("a", 59, mirror), ("a", 61, server), ("b", 62, server),
                 ("b", 63, server)]
            ):
                before = len(there.asked)
                moment = NOW + timedelta(minutes=minutes)
                with Store.open(tmp_path, write=True) as store:
                    async with (
                        open_transports(Switch(online=True), Gates({there.host: Manners(interval=0.0)}), store) as out,
                        Desk({"registry": Registries()}, store, out, now=lambda now=moment: now,
                             config=Config({"registry": SourceConfig(there.url(""))})) as desk,
                    ):
                        await desk.ask("registry", f"n{number}.{tld}")
                counts.append(len(there.asked) - before)
            return counts

    assert asyncio.run(run()) == [3, 1, 3, 3, 2, 2]


def test_a_failure_is_not_asked_again_in_the_same_run(tmp_path: Path) -> None:
    """A name that got no answer is not pestered for by the next check, and the next run asks again."""
    def sulky(path: str) -> bytes:
        return honest(path) if "velora" not in path else http(500, b"oops")

    async def twice(desk: Desk) -> list[str]:
        return [(await desk.ask("registry", "velora.test")).status for _ in range(2)]

    found, server = at_desk(tmp_path, sulky, twice)
    assert found == ["500", "500"] and server.paths.count("/velora.test") == 1
    found, server = at_desk(tmp_path, honest, twice, now=NOW + timedelta(minutes=1))
    assert found == ["200", "200"] and server.paths.count("/velora.test") == 1


def test_giving_up_one_question_leaves_the_others(tmp_path: Path) -> None:
    """When one of two waiting questions is given up, the other still gets its answer."""
    async def work(desk: Desk) -> Outcome:
        first = asyncio.create_task(desk.ask("registry", "velora.test"))
        second = asyncio.create_task(desk.ask("registry", "velora.test"))
        await asyncio.sleep(0.05)
        first.cancel()
        return Registry().recognise(await second)

    found, _ = at_desk(tmp_path, lambda path: [0.1, honest(path)], work)
    assert found is Outcome.FOUND


def test_a_bug_in_a_source_is_a_bug(tmp_path: Path) -> None:
    """A source that breaks is not read as an answer; the error comes out."""
    class Broken(Registry):
        async def fetch(self, request: str, line: Line) -> Evidence:
            raise ZeroDivisionError

    async def run() -> None:
        with Store.open(tmp_path, write=True) as store:
            async with (
                open_transports(Switch(online=True), Gates({}), store) as transports,
                Desk({"registry": Broken()}, store, transports, now=lambda: NOW) as desk,
            ):
                await desk.ask("registry", "velora.test")

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())


def test_the_users_address_and_rate_reach_the_gate() -> None:
    """My own mirror is treated with my figures, and a host that two sources share with the stricter ones."""
    config = Config({"registry": SourceConfig("http://mirror.test:8080/x", rate=4, slots=9)})
    assert manners_of([Registry()], config) == {
        "registry.test": Manners(slots=9, interval=0.25), "mirror.test:8080": Manners(slots=9, interval=0.25),
    }

    class Strict(Registry):
        id = "strict"
        hosts: ClassVar[Mapping[str, Manners]] = {"registry.test": Manners(slots=1, interval=0.1)}

    assert manners_of([Registry(), Strict()], Config())["registry.test"] == Manners(slots=1, interval=0.5)


def test_work_is_taken_up_as_its_turn_comes() -> None:
    """A hundred thousand questions are never more tasks than the windows, and each group goes at its own pace."""
    most, done, taken = 0, [0, 0], [0, 0]

    def items(group: int, count: int):
        for _ in range(count):
            taken[group] += 1
            yield group

    async def work(group: int) -> None:
        nonlocal most
        most = max(most, len(asyncio.all_tasks()), taken[group] - done[group])
        await asyncio.sleep(0.01 if group else 0)
        done[group] += 1

    asyncio.run(serve([items(0, 5_000), items(1, 40)], work, window=10))
    assert done == [5_000, 40] and most <= 21
