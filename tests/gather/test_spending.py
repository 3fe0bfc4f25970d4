"""Paid queries are counted before they are sent, limited while they are, and believed only with proof."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.config import Config, SourceConfig
from brandname.gather.desk import Desk, manners_of
from brandname.gather.spending import Spending, allot, barred, limited, spending, unset
from brandname.model import Evidence, Gap, Outcome
from brandname.net.gates import Closure, Gates
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import NO_KEY, NO_SERVER, gap_of
from brandname.sources.encyclopedia import Wikipedia
from brandname.sources.engines.searxng import Searxng
from brandname.sources.engines.serper import Serper
from brandname.store import Store
from tests.net.server import Server, http, serving
from tests.sources.engines import answers

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SOURCES = {"serper": Serper(), "wikipedia": Wikipedia()}
QUERIES = [f"google/{place}/{name}" for place in ("mx/es-MX", "de/de") for name in ("velora", "zovanta")]


def kept(request: str, body: bytes, when: datetime) -> Callable[[str, str], Evidence | None]:
    """A store with one answer."""
    answer = Evidence("serper", 1, request, "this machine", when.isoformat(), "200", body)
    return lambda source, asked: answer if (source, asked) == ("serper", request) else None


def test_the_plan_counts_what_would_be_paid_for() -> None:
    """Each query once, two controls a market and language; encyclopaedias and what nobody can answer cost nothing."""
    asked = [("serper", request) for request in [*QUERIES, *QUERIES, "google/mx/tlh/velora", "velora"]]
    asked += [("wikipedia", "wikipedia/mx/es-MX/velora")]
    assert spending(asked, SOURCES, lambda *_: None, NOW) == (Spending("serper", 4, 4),)
    assert spending(asked, SOURCES, lambda *_: None, NOW)[0].total == 8
    assert spending([], SOURCES, lambda *_: None, NOW) == ()


def test_a_kept_answer_is_not_paid_for_again_and_a_failure_is() -> None:
    """An answer of this week serves; an old one and an empty account do not."""
    page = json.dumps(answers.serper("velora", answers.ROWS)).encode()
    asked = [("serper", QUERIES[0])]
    assert spending(asked, SOURCES, kept(QUERIES[0], page, NOW - timedelta(days=6)), NOW) == ()
    assert spending(asked, SOURCES, kept(QUERIES[0], page, NOW - timedelta(days=8)), NOW) == (Spending("serper", 1, 2),)
    assert spending(asked, SOURCES, kept(QUERIES[0], b"{}", NOW), NOW) == (Spending("serper", 1, 2),)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 10)), max_size=5), st.integers(0, 200))
def test_no_more_is_allotted_than_allowed_nor_than_planned(planned: list[tuple[int, int]], most: int) -> None:
    """Whatever the plan: the sum is the smaller of plan and leave, and no service gets more than its plan."""
    plan = [Spending(f"s{at}", *numbers) for at, numbers in enumerate(planned)]
    given_out = allot(plan, most)
    assert sum(given_out.values()) == min(most, sum(spent.total for spent in plan))
    assert all(0 <= given_out[spent.source] <= spent.total for spent in plan)


def test_what_costs_money_is_barred_until_somebody_allows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no address, no leave: each bars for its reason; encyclopaedias are never barred."""
    monkeypatch.delenv("BRANDNAME_SERPER_KEY", raising=False)
    assert (barred(Serper(), Config()), barred(Searxng(), Config())) == (NO_KEY, NO_SERVER)
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    assert unset(Serper(), Config()) == "" and barred(Serper(), Config()) == Closure.OVER_BUDGET
    assert barred(Serper(), limited(Config(), {"serper": 0})) == Closure.OVER_BUDGET
    assert barred(Serper(), limited(Config(), {"serper": 1})) == barred(Wikipedia(), Config()) == ""
    assert barred(Searxng(), Config({"searxng": SourceConfig("http://127.0.0.1:8888")})) == ""


def test_a_desk_without_leave_sends_no_paid_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody said a number: every paid question is over the limit, and the service hears nothing."""
    found, server = run(tmp_path, google, monkeypatch, 0)
    assert not server.asked and {gap_of(e) for e in found} == {Gap.OVER_BUDGET}


def run(
    folder: Path, answer: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch, most: int
) -> tuple[list[Evidence], Server]:
    """The four queries at a desk that may send `most` requests."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    async def go() -> tuple[list[Evidence], Server]:
        found: Server
        async with serving(lambda _: answer(found.bodies[-1])) as found:
            own = SourceConfig(hosts={"google.serper.dev": f"http://{found.host}"}, rate=1000.0, slots=1)
            config = limited(Config({"serper": own}), {"serper": most})
            assert config.source("serper").hosts == own.hosts
            with Store.open(folder, write=True) as store:
                gates = Gates(manners_of(SOURCES.values(), config))
                async with (
                    open_transports(Switch(online=True), gates, store) as transports,
                    Desk(SOURCES, store, transports, now=lambda: NOW, config=config,
                         dice=random.Random(7)) as desk,  # noqa: S311
                ):
                    return [await desk.ask("serper", request) for request in QUERIES], found
    return asyncio.run(go())


def google(body: bytes) -> bytes:
    """A page for every query but random letters."""
    query = json.loads(body)["q"]
    rows = [(f"{query} {t}", u, s) for t, u, s in answers.ROWS] if len(query) < 10 else []
    return http(200, json.dumps(answers.serper(query, rows)).encode())


def test_no_more_is_sent_than_the_user_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit the rest says so; what was paid for is kept."""
    found, server = run(tmp_path, google, monkeypatch, 3)
    assert len(server.asked) == 3
    assert [Serper().recognise(e) for e in found[:1]] == [Outcome.FOUND]
    assert {gap_of(e, Serper().recognise(e)) for e in found[1:]} == {Gap.OVER_BUDGET}
    again, more = run(tmp_path, google, monkeypatch, 100)
    assert [Serper().recognise(e) for e in again] == [Outcome.FOUND] * 4
    assert len(more.asked) == 3 + 4, "one query was kept; another address proves itself anew"


@pytest.mark.parametrize("shown", ["nothing", "everything"])
def test_an_engine_that_fails_its_controls_is_not_believed(
    shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that finds nothing of a famous brand, and one that shows any letters: no name gets an answer from either."""
    def answer(body: bytes) -> bytes:
        query = json.loads(body)["q"]
        rows = [(query, "https://x.test/", "")] if shown == "everything" else []
        return http(200, json.dumps(answers.serper(query, rows)).encode())

    found, server = run(tmp_path, answer, monkeypatch, 100)
    assert {gap_of(e, Serper().recognise(e)) for e in found} == {Gap.CONTROL_FAILED}
    assert "velora" not in repr(server.bodies)
