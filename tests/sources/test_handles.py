"""Handles: what platforms' answers show. Exchanges are constructed, and say so; the server is real."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import misplaced
from benchmarks.handle_answers import outcome_of
from benchmarks.undecidable import KINDS, exchanges, undecidable
from brandname.config import Config, SourceConfig
from brandname.config import key_variable as config_variable
from brandname.gather.desk import Desk, manners_of
from brandname.model import Evidence, Gap, Outcome
from brandname.net.gates import Gates
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import NO_KEY, NO_SERVER, Source, gap_of
from brandname.sources.handle_marks import note, recognise
from brandname.sources.handles import Handles, handle_sources, is_handle, key_variable, probed, source_id
from brandname.sources.platforms import Class, platforms
from tests.gather.test_desk import NOW
from tests.net.server import Answer, http, serving
from tests.net.test_http import Book
from tests.sources.asking import fetch


class Shelf:
    """Keeps evidence for the length of a test; satisfies what the desk needs of a store."""

    def __init__(self) -> None:
        self.kept: list[Evidence] = []

    def add_evidence(self, evidence: Evidence) -> None:
        """Keeps it."""
        self.kept.append(evidence)

    def latest_evidence(self, source: str, request: str, *, vantage: str = "") -> Evidence | None:
        """The newest of a request."""
        found = [e for e in self.kept if (e.source, e.request) == (source, request) and e.vantage.startswith(vantage)]
        return found[-1] if found else None


ANSWERS = (Outcome.FOUND, Outcome.NOT_FOUND)
EXCHANGES = exchanges()
PROBED = [platform for platform in platforms().values() if platform.probe]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy has no part in these tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def source(id_: str) -> Source:
    """A platform's source."""
    return handle_sources()[source_id(id_)]()


def wire(case: dict[str, Any]) -> bytes:
    """A constructed exchange as bytes on the wire."""
    headers = {name.replace("-", "_"): value for name, value in case["headers"].items()}
    return http(case["status"], case["body"].encode(), **headers)


def look_up(id_: str, answer: bytes | list[Answer], handle: str = "velora", *, limit: float = 5.0) -> Evidence:
    """The evidence that a server's answer makes."""
    async def run() -> Evidence:
        async with serving(lambda _: answer) as server:
            return await fetch(source(id_), handle, {"*": f"http://{server.host}"}, limit=limit)

    return asyncio.run(run())


@pytest.mark.parametrize("case", EXCHANGES, ids=lambda case: case["id"])
def test_a_platforms_answer_is_read_as_what_it_is(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken with proof, no account with proof, or nothing: on every platform that is asked."""
    assert case["constructed"] is True
    if variable := key_variable(platforms()[case["platform"]]):
        monkeypatch.setenv(variable, "myclient:mysecrettoken")
    evidence = look_up(case["platform"], wire(case))
    outcome = source(case["platform"]).recognise(evidence)
    assert outcome == case["outcome"] or (case["outcome"] == "unclear" and outcome not in ANSWERS)
    assert evidence.status == str(case["status"]) and evidence.address.startswith("https://")


def test_every_outcome_of_every_platform_has_an_exchange() -> None:
    """No platform is believed of which nobody ever wrote down how it answers."""
    for platform in PROBED:
        outcomes = {case["outcome"] for case in EXCHANGES if case["platform"] == platform.id}
        assert outcomes >= {"found", *(["not_found"] if platform.missing else ["unclear"])}, platform.id
        assert platform.missing or "not_found" not in outcomes, platform.id


UNDECIDABLE = tuple(undecidable())


@pytest.mark.parametrize("kind", [*KINDS, *misplaced.KINDS])
def test_what_stands_in_between_is_never_an_answer(kind: str) -> None:
    """Walls, blocks, limits, redirects, half answers: none of them is read as taken, or as not taken."""
    made = [case for case in UNDECIDABLE if case["kind"] == kind]
    assert made
    assert [case["id"] for case in made if outcome_of(case) in ANSWERS] == []


def test_there_are_more_kinds_of_no_answer_than_anybody_asked_for() -> None:
    """At least thirty ways in which an answer is none."""
    assert len(KINDS) >= 30


@given(
    st.sampled_from(PROBED), st.integers(100, 999), st.text(max_size=300), st.sampled_from(["text/html", ""]),
)
def test_no_text_anybody_writes_is_an_answer(platform: Any, status: int, text: str, kind: str) -> None:
    """Proof is what the platform says, not that somebody said something."""
    kept = note(platform, "velora", status, {"content-type": kind}, text.encode("utf-8", "replace"), landed=True)
    evidence = Evidence(source_id(platform.id), 1, "velora", "test", "2026-01-01T00:00:00Z", str(status), kept)
    assert recognise(platform, evidence) not in ANSWERS


@pytest.mark.parametrize(("answer", "gap"), [
    (http(403), Gap.REFUSED),
    (http(401), Gap.REFUSED),
    (http(429), Gap.RATE_LIMITED),
    (http(999), Gap.RATE_LIMITED),
    (http(451), Gap.UNREACHABLE_FROM_HERE),
    (http(302, Location="https://consent.example/velora"), Gap.UNCLEAR),
    (http(200, b"x" * 3_000_000, Content_Type="text/html"), Gap.UNCLEAR),
    ([None], Gap.REFUSED),
    ([http(200, b"half")[:40], 9.0], Gap.TIMEOUT),
])
def test_why_there_is_no_answer_is_told(answer: bytes | list[Answer], gap: Gap) -> None:
    """A refusal, a limit, silence: each has its own name, and none of them is an answer."""
    evidence = look_up("youtube", answer, limit=0.6 if isinstance(answer, list) else 5.0)
    outcome = source("youtube").recognise(evidence)
    assert outcome not in ANSWERS and gap_of(evidence, outcome) is gap


def test_a_log_in_page_behind_a_redirect_is_no_answer() -> None:
    """Sent on to another page of the same site, I did not get the page of the handle, whatever it says."""
    good = next(case for case in EXCHANGES if case["id"] == "youtube-found")

    async def run() -> tuple[Evidence, list[str]]:
        away = http(302, Location="/login?next=/@velora")
        async with serving(lambda path: wire(good) if "login" in path else away) as server:
            return await fetch(source("youtube"), "velora", {"*": f"http://{server.host}"}), server.paths

    evidence, paths = asyncio.run(run())
    assert paths == ["/@velora", "/login?next=/@velora"]
    assert evidence.status == "200" and source("youtube").recognise(evidence) is Outcome.UNCLEAR
    assert "elsewhere" in json.loads(evidence.body)["signs"]


@pytest.mark.parametrize("id_", [p.id for p in PROBED if not p.probe.needs])  # type: ignore[union-attr]
def test_the_page_of_another_handle_is_no_answer_about_mine(id_: str) -> None:
    """Sent on to somebody else's page, I learn nothing about my handle, even where that page names mine."""
    good = next(case for case in EXCHANGES if case["id"] == f"{id_}-found")

    async def run() -> tuple[Evidence, list[str]]:
        def answer(path: str) -> bytes:
            return http(301, Location=path.replace("velora", "limpora")) if "velora" in path else wire(good)

        async with serving(answer) as server:
            return await fetch(source(id_), "velora", {"*": f"http://{server.host}"}), server.paths

    evidence, paths = asyncio.run(run())
    assert len(paths) == 2 and evidence.status == "200"
    assert source(id_).recognise(evidence) is Outcome.UNCLEAR and "elsewhere" in json.loads(evidence.body)["signs"]


def test_evidence_of_an_older_reading_shows_nothing() -> None:
    """Pages kept before marks had their places are asked about again, not believed."""
    old = {"seen": ["<title>404 Not Found</title>", "gstatic.com/youtube"], "signs": [], "type": "text/html"}
    kept = Evidence(source_id("youtube"), 1, "velora", "v", "2026-01-01T00:00:00Z", "404", json.dumps(old).encode())
    assert source("youtube").recognise(kept) is Outcome.UNCLEAR


def test_a_page_of_a_megabyte_is_read_and_not_kept() -> None:
    """Pages of profiles are large; what is kept of them is whether the marks were there, and nothing about people."""
    good = next(case for case in EXCHANGES if case["id"] == "youtube-found")
    large = {**good, "body": f"<!-- {'x' * 1_000_000} -->" + good["body"].replace("Velora - ", "Ana Example - ")}
    evidence = look_up("youtube", wire(large))
    assert source("youtube").recognise(evidence) is Outcome.FOUND
    assert len(evidence.body) < 2_000 and b"Ana" not in evidence.body


def test_an_answer_in_another_charset_is_read() -> None:
    """VK writes in its own charset now and then; that changes nothing."""
    good = next(case for case in EXCHANGES if case["id"] == "vk-found")
    body = good["body"].replace("Velora |", "Велора |").encode("cp1251")
    evidence = look_up("vk", http(200, body, Content_Type="text/html; charset=windows-1251"))
    assert source("vk").recognise(evidence) is Outcome.FOUND
    odd = look_up("vk", http(200, good["body"].encode(), Content_Type="text/html; charset=klingon"))
    assert source("vk").recognise(odd) is Outcome.FOUND


@pytest.mark.parametrize("request_", [
    "", "..", "../login", "velora/followers", "velora?x=1", "a b", "a\nb", "%2e%2e", "x" * 101, "ve#lora", "a&b",
])
def test_only_a_handle_reaches_a_platform(request_: str) -> None:
    """A question that comes in a file from somebody cannot turn into another request."""
    async def run() -> tuple[Evidence, list[str]]:
        async with serving(lambda _: http(200)) as server:
            return await fetch(source("github"), request_, {"*": f"http://{server.host}"}), server.paths

    evidence, paths = asyncio.run(run())
    assert (evidence.status, paths, is_handle(request_)) == (NO_SERVER, [], False)


def test_a_handle_in_characters_is_sent_as_it_should_be() -> None:
    """薇珞 is asked as 薇珞, and the platform's answer about 薇珞 is believed."""
    async def run() -> tuple[Evidence, list[str]]:
        body = json.dumps({"ok": 1, "data": {"user": {"id": 2803301701, "screen_name": "薇珞"}}}).encode()
        answer = http(200, body, Content_Type="application/json")
        async with serving(lambda _: answer) as server:
            return await fetch(source("weibo"), "薇珞", {"*": f"http://{server.host}"}), server.paths

    evidence, paths = asyncio.run(run())
    assert paths == ["/ajax/profile/info?screen_name=%E8%96%87%E7%8F%9E"]
    assert source("weibo").recognise(evidence) is Outcome.FOUND


def test_my_own_address_of_a_service_is_asked_in_place_of_it() -> None:
    """A team's own mirror of a Mastodon server answers as the server would."""
    answer = http(404, b'{"error":"Record not found"}', Content_Type="application/json")

    async def run() -> tuple[Evidence, list[str]]:
        async with serving(lambda _: answer) as server:
            evidence = await fetch(source("mastodon"), "velora", {}, base_url=f"http://{server.host}/mirror/")
            return evidence, server.paths

    evidence, paths = asyncio.run(run())
    assert paths == ["/mirror/api/v1/accounts/lookup?acct=velora"]
    assert source("mastodon").recognise(evidence) is Outcome.NOT_FOUND


@pytest.mark.parametrize("key", ["", "halfakey", "a:", ":b", "id:tok en", "id:x\r\ny"])
def test_a_platform_that_needs_a_key_is_not_asked_without_one(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, or one of another form: nobody is asked, nothing is believed, and I am told that a key is missing."""
    variable = key_variable(platforms()["twitch"])
    assert variable == config_variable(source_id("twitch")) and not key_variable(platforms()["github"])
    monkeypatch.setenv(variable, key)

    async def run() -> tuple[Evidence, list[str]]:
        async with serving(lambda _: exchange("twitch-found")) as server:
            return await fetch(source("twitch"), "velora", {"*": f"http://{server.host}"}), server.paths

    evidence, paths = asyncio.run(run())
    assert (evidence.status, paths, gap_of(evidence)) == (NO_KEY, [], Gap.NEEDS_KEY)


@pytest.mark.parametrize(("name", "outcome"), [
    ("twitch-found", Outcome.FOUND), ("twitch-not_found", Outcome.NOT_FOUND), ("twitch-unclear", Outcome.REFUSED),
])
def test_with_my_key_twitch_answers(name: str, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes into the headers and nowhere else: not into the address, nor into what is kept."""
    monkeypatch.setenv(key_variable(platforms()["twitch"]), "myclient:mysecrettoken")

    async def run() -> tuple[Evidence, list[tuple[float, str, dict[str, str]]]]:
        async with serving(lambda _: exchange(name)) as server:
            return await fetch(source("twitch"), "velora", {"*": f"http://{server.host}"}), server.asked

    evidence, asked = asyncio.run(run())
    (_, path, headers), = asked
    assert path == "/helix/users?login=velora" and source("twitch").recognise(evidence) is outcome
    assert (headers["authorization"], headers["client-id"]) == ("Bearer mysecrettoken", "myclient")
    assert b"mysecrettoken" not in evidence.body and "mysecrettoken" not in evidence.address


def test_a_key_is_proved_by_the_controls_like_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a key Twitch's own account must be found and a random name not, or nothing is believed; without, no one."""
    answers = {"twitch": known_at("twitch"), "velora": exchange("twitch-found")}
    assert through_the_desk("twitch", answers, exchange("twitch-not_found"))[1:3] == (NO_KEY, [])
    monkeypatch.setenv(key_variable(platforms()["twitch"]), "myclient:mysecrettoken")
    outcome, _, paths, controls = through_the_desk("twitch", answers, exchange("twitch-not_found"))
    assert outcome is Outcome.FOUND and len(paths) == 3 and controls[0].passed
    outcome, status, _, _ = through_the_desk("twitch", answers, exchange("twitch-found"))
    assert outcome not in ANSWERS and status != "200"


def test_walled_platforms_are_asked_on_request_only() -> None:
    """Instagram and the like see my names only when I say so; WeChat and LinkedIn never do."""
    usual = {platform.id for platform in platforms().values() if probed(platform, try_walled=False)}
    more = {platform.id for platform in platforms().values() if probed(platform, try_walled=True)}
    assert {"github", "youtube", "bilibili"} <= usual and not {"instagram", "reddit"} & usual
    assert more - usual == {p.id for p in platforms().values() if p.class_ is Class.C}
    assert not {"wechat", "linkedin", "discord", "facebook"} & more


def test_a_taken_handle_is_believed_longer_than_a_missing_one() -> None:
    """An account stays; that there is none may end any minute; what is no answer is asked again at once."""
    github = source("github")
    assert github.freshness(Outcome.FOUND) == timedelta(days=1)
    assert github.freshness(Outcome.NOT_FOUND) == timedelta(hours=1)
    assert not github.freshness(Outcome.UNCLEAR)
    with pytest.raises(ValueError, match="wechat"):
        Handles(platforms()["wechat"])
    with pytest.raises(ValueError, match="wechat"):
        note(platforms()["wechat"], "velora", 200, {}, b"", landed=True)


def through_the_desk(id_: str, answers: dict[str, bytes], other: bytes, *, asked: str = "velora") -> tuple[
    Outcome, str, list[str], Any
]:
    """(outcome, status, paths asked, results of the controls) of one look-up with its controls."""
    async def run() -> tuple[Outcome, str, list[str], Any]:
        asking = source(id_)
        async with serving(lambda path: next((a for part, a in answers.items() if part in path), other)) as server:
            own = SourceConfig(hosts={"*": f"http://{server.host}"}, rate=1000.0)
            config = Config({asking.id: own})
            gates = Gates(manners_of([asking], config))
            async with (
                open_transports(Switch(online=True), gates, Book()) as transports,
                Desk({asking.id: asking}, Shelf(), transports, now=lambda: NOW, config=config) as desk,
            ):
                evidence = await desk.ask(asking.id, asked)
                return asking.recognise(evidence), evidence.status, server.paths, desk.controls()

    return asyncio.run(run())


def exchange(id_: str) -> bytes:
    """A constructed exchange on the wire."""
    return wire(next(case for case in EXCHANGES if case["id"] == id_))


def known_at(id_: str) -> bytes:
    """The good answer about the platform's known account."""
    good = next(case for case in EXCHANGES if case["id"] == f"{id_}-found")
    known = platforms()[id_].probe.known  # type: ignore[union-attr]
    return wire({**good, "body": good["body"].replace("velora", known).replace("Velora", known)})


@pytest.mark.parametrize("id_", ["github", "mastodon", "youtube", "substack", "behance"])
def test_a_platform_that_answers_its_controls_is_believed(id_: str) -> None:
    """A known account is found, a random name is not, and only then is mine asked about."""
    known = platforms()[id_].probe.known  # type: ignore[union-attr]
    outcome, _, paths, controls = through_the_desk(
        id_, {known: known_at(id_), "velora": exchange(f"{id_}-found")}, exchange(f"{id_}-not_found"))
    assert outcome is Outcome.FOUND and len(paths) == 3
    assert [(c.source, c.place, c.passed) for c in controls] == [(source_id(id_), id_, True)]


@pytest.mark.parametrize(("id_", "other"), [("github", "github-found"), ("substack", "substack-unclear")])
def test_a_platform_that_gets_a_control_wrong_is_not_asked_about_my_name(id_: str, other: str) -> None:
    """When a random name is "taken", or its answer has another form than we know, nothing else is believed."""
    known = platforms()[id_].probe.known  # type: ignore[union-attr]
    outcome, status, paths, controls = through_the_desk(id_, {known: known_at(id_)}, exchange(other))
    assert outcome not in ANSWERS and status == "control_failed"
    assert not any("velora" in path for path in paths) and [c.passed for c in controls] == [False]


def test_where_nothing_proves_absence_a_random_name_only_must_not_be_found() -> None:
    """TikTok cannot say no; that it finds no random name is enough to believe it when it finds mine."""
    outcome, _, _, controls = through_the_desk(
        "tiktok", {"@tiktok": known_at("tiktok"), "@velora": exchange("tiktok-found")}, exchange("tiktok-unclear"))
    assert outcome is Outcome.FOUND and controls[0].passed
