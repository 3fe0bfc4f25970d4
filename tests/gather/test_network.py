"""A run's network questions from the first request to the last, against a server of our own."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandname.checks.base import Case, Desk
from brandname.errors import CheckCrashed
from brandname.gather import gather
from brandname.gather.network import _groups
from brandname.model import Crash, Evidence, Gap, Question, SubjectKind
from brandname.sources.rdap import Rdap
from brandname.sources.whois import Whois
from brandname.store import Store
from tests.builders import question
from tests.gather.test_desk import Registry, honest
from tests.net.server import Answer, Server, http, serving

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Looker:
    """A check that looks its subject up; breaks on one name."""

    async def gather(self, asked: Question, desk: Desk) -> Sequence[Evidence]:
        """One request a question."""
        if asked.candidate == "Break":
            raise ZeroDivisionError("by design")
        return [await desk.ask("registry", asked.subject.text)]


@dataclass
class Stop:
    """What a signal sets."""

    asked: bool = False


@pytest.fixture(autouse=True)
def _own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the machine's proxy nor its owner's configuration has a part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("BRANDNAME_CONFIG_DIR", str(tmp_path))


def domain(name: str) -> Question:
    """Whether `<name>.test` is taken."""
    return question(name, "look", "test", text=f"{name.lower()}.test", kind=SubjectKind.DOMAIN)


def run(folder: Path, answers: Callable[[str], bytes | list[Answer]], names: Sequence[str], stop: Stop | None = None,
        **options: object) -> tuple[list[Case], Server]:
    """The cases of a run over some names, in their order, and the server they were looked up at."""
    ready, end, server = threading.Event(), threading.Event(), Server()

    async def serve() -> None:
        async with serving(answers) as own:
            server.port, server.asked = own.port, own.asked
            ready.set()
            while not end.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(5)
        (folder / "config.toml").write_text(
            f'[sources.registry]\nbase_url = "{server.url("")}"\nrate = 1000\nslots = 4\n', encoding="utf-8"
        )
        asked = [domain(name) for name in names]
        with Store.open(folder, write=True) as store:
            cases, _ = gather({"look": Looker()}, asked, store, NOW, stop or Stop(),  # type: ignore[dict-item]
                              sources={"registry": Registry()}, **options)  # type: ignore[arg-type]
        return [cases[q.id] for q in asked], server
    finally:
        end.set()
        thread.join()


def test_answers_come_with_evidence_that_can_be_cited(tmp_path: Path) -> None:
    """Each name gets what its registry said, as evidence in the store."""
    cases, _ = run(tmp_path, honest, ["Velora", "Zovanta"])
    assert [case.gap for case in cases] == [None, None]
    assert [case.evidence[0].body for case in cases] == [b"taken", b"none"]
    with Store.open(tmp_path, write=False) as store:
        assert len(store.evidence(e.id for case in cases for e in case.evidence)) == 2
        assert {e.name for e in store.ledger()} == {"", "Velora", "Zovanta"}


def test_what_was_answered_today_stays_answered_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run without --online after one with it keeps the fresh answers, opens no socket, and leaves the rest open."""
    run(tmp_path, honest, ["Velora"])

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    asked = [domain(name) for name in ("Velora", "Zovanta")]
    for moment, gap in ((NOW + timedelta(minutes=1), None), (NOW + timedelta(days=400), Gap.OFFLINE)):
        with Store.open(tmp_path, write=True) as store:
            assert store.has_gathered()
            cases, controls = gather({"look": Looker()}, asked, store, moment, Stop(),  # type: ignore[dict-item]
                                     sources={"registry": Registry()}, online=False)
        assert [cases[q.id].gap for q in asked] == [gap, Gap.OFFLINE]
        assert [len(cases[q.id].evidence) for q in asked] == [0 if gap else 1, 0]
        assert controls == ()


@pytest.mark.parametrize(("answer", "gap"), [
    (http(500), Gap.UNCLEAR), (http(429), Gap.RATE_LIMITED), ([None], Gap.REFUSED), (http(403), Gap.REFUSED),
    (http(200, b"<html>are you human?"), Gap.UNCLEAR), (http(404, b""), Gap.UNCLEAR),
])
def test_no_answer_has_its_gap(tmp_path: Path, answer: bytes | list[Answer], gap: Gap) -> None:
    """Whatever is not an answer leaves the question open, for a reason of its own."""
    def sulky(path: str) -> bytes | list[Answer]:
        return answer if "velora" in path else honest(path)

    cases, _ = run(tmp_path, sulky, ["Zovanta", "Velora"])
    assert [case.gap for case in cases] == [None, gap]


def test_a_gate_that_closes_leaves_questions_open(tmp_path: Path) -> None:
    """When a host has had enough, the remaining names are not sent there and read so, with nothing to cite."""
    def fed_up(path: str) -> bytes:
        return http(429) if path.startswith("/n") else honest(path)

    cases, server = run(tmp_path, fed_up, [f"N{i}" for i in range(40)])
    assert {case.gap for case in cases} == {Gap.RATE_LIMITED}
    assert len(server.asked) < 15
    assert sum(bool(case.evidence) for case in cases) == len(server.asked) - 2


def test_a_broken_check_costs_its_own_question(tmp_path: Path) -> None:
    """A check that breaks while asking leaves its question open and named; the others are answered."""
    crashes: list[Crash] = []
    cases, _ = run(tmp_path, honest, ["Break", "Velora"], crashed=crashes.append)
    assert [case.gap for case in cases] == [Gap.CRASHED, None]
    assert crashes == [Crash("look", "ZeroDivisionError: by design")]
    with pytest.raises(CheckCrashed, match="by design"):
        run(tmp_path, honest, ["Break", "Velora"], strict=True)


def test_a_source_that_does_not_load_is_a_crash_of_its_question(tmp_path: Path) -> None:
    """A broken plugin costs the questions that need it and is named; it does not end the run."""
    class Broken(dict[str, Registry]):
        def __getitem__(self, id_: str) -> Registry:
            raise ModuleNotFoundError("No module named 'plugin'")

    crashes: list[Crash] = []
    with Store.open(tmp_path, write=True) as store:
        cases, _ = gather({"look": Looker()}, [domain("Velora")], store, NOW, Stop(),  # type: ignore[dict-item]
                          sources=Broken(registry=Registry()), crashed=crashes.append)
    assert [case.gap for case in cases.values()] == [Gap.CRASHED]
    assert crashes == [Crash("look", "ModuleNotFoundError: No module named 'plugin'")]


def test_stopping_keeps_what_was_looked_up(tmp_path: Path) -> None:
    """Ctrl-C keeps the answers so far, marks the rest as interrupted and ends soon."""
    stop = Stop()

    def slow(path: str) -> bytes | list[Answer]:
        if "n20" in path:
            stop.asked = True
        return honest(path) if "n2" not in path else [5.0, http(200)]

    begun = time.monotonic()
    cases, _ = run(tmp_path, slow, [f"N{i}" for i in range(40)], stop)
    assert time.monotonic() - begun < 4
    gaps = [case.gap for case in cases]
    assert gaps[:2] == [None, None] and gaps[-1] is Gap.INTERRUPTED and set(gaps) == {None, Gap.INTERRUPTED}


def test_questions_for_one_host_wait_together() -> None:
    """Two endings that one registry keeps are one group; an ending without a server we know is one of its own."""
    class Check:
        sources = ("missing", "rdap", "whois")

    known = {"rdap": Rdap(), "whois": Whois()}
    endings = ("app", "dev", "shop", "jp", "co.jp", "es", "nosuchzone")
    asked = [question("Velora", "look", tld, text=f"velora.{tld}", kind=SubjectKind.DOMAIN) for tld in endings]
    groups = _groups(asked, {"look": Check()}, known)  # type: ignore[dict-item]
    assert [[q.subject.scope for q in group] for group in groups] == [
        ["app", "dev"], ["shop"], ["jp", "co.jp"], ["es"], ["nosuchzone"],
    ]


def test_no_network_at_all_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a network every question reads unreachable and the run ends well."""
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    (tmp_path / "config.toml").write_text('[sources.registry]\nbase_url = "http://registry.test"\n', encoding="utf-8")
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with Store.open(tmp_path, write=True) as store:
        cases, controls = gather({"look": Looker()}, [domain("Velora")], store, NOW, Stop(),  # type: ignore[dict-item]
                                 sources={"registry": Registry()})
    assert [case.gap for case in cases.values()] == [Gap.UNREACHABLE_FROM_HERE]
    assert not controls[0].passed
