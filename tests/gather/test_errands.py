"""What is open is written down; somebody else asks; the answers count here."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandname.checks.base import Desk
from brandname.gather.errands import ask_errands, open_errands
from brandname.gather.parcels import Errand, read_answers, write_answers
from brandname.model import Evidence, Outcome, Question
from brandname.store import Store
from tests.gather.test_desk import NOW, Registry, at_desk, honest, outcomes
from tests.gather.test_network import Stop, domain
from tests.net.server import Server, http, serving


class Stepwise:
    """A check that asks a second thing when the first brings no answer."""

    sources = ("registry",)

    async def gather(self, asked: Question, desk: Desk) -> Sequence[Evidence]:
        """Two requests at most."""
        first = await desk.ask("registry", asked.subject.text)
        if Registry().recognise(first) is Outcome.FOUND:
            return [first]
        return [first, await desk.ask("registry", "second." + asked.subject.text)]


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the machine's proxy nor its owner's folders have a part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BRANDNAME_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path / "cache"))


@contextmanager
def elsewhere(folder: Path, answers=honest) -> Iterator[Server]:
    """A server, and a configuration that leads to it."""
    import asyncio

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
            f'[sources.registry]\nbase_url = "{server.url("")}"\nrate = 1000\n', encoding="utf-8")
        yield server
    finally:
        end.set()
        thread.join()


def test_what_is_open_is_what_a_run_would_ask(tmp_path: Path) -> None:
    """Every step that cannot be ruled out is written down, once; what the store answers is not; nobody is asked."""
    with Store.open(tmp_path, write=True) as store:
        store.add_evidence(Evidence("registry", 1, "zovanta.test", "this machine", NOW.isoformat(timespec="seconds"),
                                    "200", b"taken"))
        questions = [domain(name) for name in ("Velora", "Velora", "Zovanta")]
        found = open_errands({"look": Stepwise()}, questions, store, NOW,  # type: ignore[dict-item]
                             sources={"registry": Registry()})
        assert found == (Errand("registry", "second.velora.test"), Errand("registry", "velora.test"))
        assert store.info().ledger == 0


def test_a_colleagues_answers_count_here(tmp_path: Path) -> None:
    """The colleague asks with controls and ledger as in any run; the answers count here for a week, offline and on."""
    there, here, parcel = tmp_path / "there", tmp_path / "here", tmp_path / "a.zip"
    errands = [Errand("registry", name) for name in ("velora.test", "zovanta.test", "odd.test")]
    with elsewhere(tmp_path, lambda p: http(500) if "odd" in p else honest(p)) as server:
        with Store.open(there, write=True) as store:
            asked = ask_errands(errands, store, NOW, Stop(), sources={"registry": Registry()})
            assert len(store.ledger()) == 5
        assert len(server.asked) == 5
    assert (len(asked.evidence), asked.unanswered, [c.passed for c in asked.controls]) == (2, 1, [True])
    write_answers(parcel, asked.evidence, "Berlin", tool="1", made="now")
    answers = read_answers(parcel, {"registry": Registry()}, NOW + timedelta(minutes=1))
    with Store.open(here, write=True) as store:
        for evidence in answers.evidence:
            store.add_evidence(evidence)
        # We had tried ourselves, later than Berlin, and got nowhere: that hides nothing.
        failure = replace(answers.evidence[0], vantage="this machine", status="dns", body=b"",
                          when=(NOW + timedelta(hours=1)).isoformat(timespec="seconds"))
        store.add_evidence(failure)
    late, both = NOW + timedelta(days=6), outcomes("velora.test", "zovanta.test")
    found, server = at_desk(here, honest, both, online=False, now=late)
    assert found == [Outcome.FOUND, Outcome.NOT_FOUND] and server.asked == []
    found, server = at_desk(here, lambda _: [None], both, now=late)  # we still get nowhere ourselves
    assert found == [Outcome.FOUND, Outcome.NOT_FOUND] and server.asked != []
    found, server = at_desk(here, lambda p: honest(p) if "known" in p else http(404, b"none"), both, now=late)
    assert found == [Outcome.NOT_FOUND, Outcome.NOT_FOUND]  # our own answer, newer, goes before
    found, _ = at_desk(here, honest, both, online=False, now=NOW + timedelta(days=8))
    assert found == [Outcome.UNCLEAR, Outcome.UNCLEAR]


def test_a_source_that_fails_its_test_there_answers_nothing(tmp_path: Path) -> None:
    """A network that answers everything alike gives no answers to carry."""
    with elsewhere(tmp_path, lambda _: http(404, b"none")), Store.open(tmp_path, write=True) as store:
        asked = ask_errands([Errand("registry", "velora.test")], store, NOW, Stop(),
                            sources={"registry": Registry()})
    assert asked.evidence == () and asked.unanswered == 1 and not asked.controls[0].passed


def test_stopping_keeps_what_was_answered(tmp_path: Path) -> None:
    """When the colleague stops, the answers so far are there and the next call goes on."""
    stop = Stop()

    def answers(path: str) -> bytes | list[bytes | float | None]:
        if "n3" in path:
            stop.asked = True
            return [5.0]
        return honest(path)

    errands = [Errand("registry", f"n{i}.test") for i in range(6)]
    with elsewhere(tmp_path, answers), Store.open(tmp_path, write=True) as store:
        asked = ask_errands(errands, store, NOW, stop, sources={"registry": Registry()})
    assert 0 < len(asked.evidence) < 6 and asked.unanswered == 6 - len(asked.evidence)
