"""What we make of what search services answer, over a real connection to a server on this machine."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.model import Evidence, Gap, Outcome
from brandname.sources.base import gap_of
from brandname.sources.encyclopedia import Wikidata, Wikipedia
from brandname.sources.engines.base import Engine
from brandname.sources.engines.brave import Brave
from brandname.sources.engines.dataforseo import DataForSeo
from brandname.sources.engines.searxng import Searxng
from brandname.sources.engines.serpapi import SerpApi
from brandname.sources.engines.serper import Serper
from brandname.sources.results import Panel, ResultPage, SearchResult, Silence
from brandname.testing import assert_source_contract
from tests.net.server import Answer, Server, http, serving
from tests.net.test_http import Book
from tests.sources.asking import fetch
from tests.sources.engines import answers

KEY = "secret-of-the-user:other-half"
JSON = {"Content_Type": "application/json"}


@dataclass(frozen=True)
class Service:
    """A source, a query, and how its service writes answers."""

    source: Engine
    engine: str
    write: Callable[..., Any]
    asked: str = "q"

    @property
    def id(self) -> str:
        """For the names of tests."""
        return f"{self.source.id}-{self.engine}"

    def request(self, text: str = "velora", place: str = "mx/es-MX") -> str:
        """A canonical request."""
        return f"{self.engine}/{place}/{text}"

    def good(self, text: str, rows: Sequence[answers.Row], **more: Any) -> bytes:
        """An answer as documented."""
        if isinstance(self.source, SerpApi):
            more |= {"engine": self.engine, "asked": self.asked}
        return json.dumps(self.write(text, rows, **more)).encode()

    def evidence(self, body: bytes, status: str = "200", text: str = "velora") -> Evidence:
        """Of an answer."""
        return Evidence(self.source.id, 1, self.request(text), "test", "2026-11-22T08:00:00Z", status, body)


GOOGLE = Service(SerpApi(), "google", answers.serpapi)
ENGINES = [
    Service(Searxng(), "searxng", answers.searxng), Service(Brave(), "brave", answers.brave),
    Service(Serper(), "google", answers.serper), GOOGLE, Service(DataForSeo(), "google", answers.dataforseo),
    Service(DataForSeo(), "bing", answers.dataforseo),
]
CYCLOPEDIAS = [Service(Wikipedia(), "wikipedia", answers.wikipedia), Service(Wikidata(), "wikidata", answers.wikidata)]
ALL = ENGINES + CYCLOPEDIAS
every = pytest.mark.parametrize("service", ALL, ids=lambda s: s.id)
engines = pytest.mark.parametrize("service", ENGINES, ids=lambda s: s.id)
paid = pytest.mark.parametrize("service", [s for s in ENGINES if s.source.paid], ids=lambda s: s.id)


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in ALL:
        monkeypatch.setenv(f"BRANDNAME_{service.source.id.upper()}_KEY", KEY)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def ask(
    service: Service, answer: list[Answer] | bytes | Callable[[str], bytes], request: str | None = None,
    book: Book | None = None,
) -> tuple[Evidence, Server]:
    """The evidence of one request to a server that gives one answer, or one for each path."""
    async def go() -> tuple[Evidence, Server]:
        async with serving(answer if callable(answer) else lambda _: answer) as server:
            own = f"http://{server.host}"
            evidence = await fetch(service.source, request or service.request(), {"*": own}, book=book, base_url=own)
            return evidence, server
    return asyncio.run(go())


def read(service: Service, evidence: Evidence) -> ResultPage:
    """The page of an evidence."""
    found = service.source.read(evidence)
    assert found is not None
    return found


@every
def test_a_page_of_results_is_read_as_it_was_shown(service: Service) -> None:
    """Titles, addresses and snippets of the top ten, in order, whichever service fetched them."""
    evidence, _ = ask(service, http(200, service.good("velora", answers.ROWS), **JSON))
    found = read(service, evidence)
    assert service.source.recognise(evidence) is Outcome.FOUND and evidence.status == "200"
    assert (found.engine, found.market, found.language, found.query) == (service.engine, "mx", "es-MX", "velora")
    assert [r.position for r in found.results] == list(range(1, 11)) and found.answered
    assert [(r.title, r.snippet) for r in found.results] == [(t, s) for t, _, s in answers.ROWS]
    if not isinstance(service.source, Wikidata):
        assert [r.url for r in found.results] == [u for _, u, _ in answers.ROWS]
    assert evidence.address and KEY not in evidence.address


@engines
def test_another_spelling_and_the_panel_beside_the_results_are_kept(service: Service) -> None:
    """What the engine takes the name for is seen; its own spelling again is no correction."""
    found = read(service, service.evidence(service.good("velora", answers.ROWS, corrected="velero", panel="Velora SA")))
    assert found.corrected == "velero"
    if not isinstance(service.source, DataForSeo):
        assert found.panel is not None and found.panel.title == "Velora SA"
        assert found.panel.url == "https://velora.test/"
    same = read(service, service.evidence(service.good("velora", answers.ROWS, corrected="VELORA")))
    assert (same.corrected, same.panel) == ("", None)


@every
def test_an_empty_page_of_an_engine_that_works_is_an_answer(service: Service) -> None:
    """Nothing under this name, said by the service in the form it documents."""
    def answer(path: str) -> bytes:
        known = service.good("IKEA", answers.ROWS) if "IKEA" in path else service.good("velora", ())
        return http(200, known, **JSON)

    evidence, _ = ask(service, answer)
    found = read(service, evidence)
    assert found.answered and found.results == ()
    assert service.source.recognise(evidence) is Outcome.NOT_FOUND


@pytest.mark.parametrize("after", [
    answers.searxng("IKEA", ()), answers.searxng("velora", answers.ROWS), {}, [], None])
def test_an_empty_page_of_an_instance_that_finds_nothing_else_is_no_answer(after: object) -> None:
    """An instance whose engines are blocked without a word finds not even a brand that everybody knows."""
    service = ENGINES[0]

    def answer(path: str) -> bytes:
        return http(200, json.dumps(after).encode() if "IKEA" in path else service.good("velora", ()), **JSON)

    evidence, server = ask(service, answer)
    assert read(service, evidence).silence is Silence.ENGINE and len(server.asked) == 2
    bare = service.evidence(service.good("velora", ()))
    assert read(service, bare).silence is Silence.ENGINE


@every
def test_results_that_show_other_words_are_not_found(service: Service) -> None:
    """Pages an engine fills with something else are told from pages that hold the name."""
    other = [("Telas y hilos", "https://telas.test/", "Para coser."), *[("Hilo", "https://hilo.test/", "")] * 3]
    evidence = service.evidence(service.good("velora", other))
    assert service.source.recognise(evidence) is Outcome.NOT_FOUND and read(service, evidence).results


WORLD: dict[str, tuple[list[Answer] | bytes, Silence, Gap]] = {
    "402": (http(402, b'{"error":"Payment required"}'), Silence.QUOTA, Gap.OVER_BUDGET),
    "429": (http(429, b"{}"), Silence.QUOTA, Gap.RATE_LIMITED),
    "429-html": (http(429, b"<html>slow down</html>"), Silence.QUOTA, Gap.RATE_LIMITED),
    "503": (http(503, b""), Silence.QUOTA, Gap.RATE_LIMITED),
    "401": (http(401, b'{"error":"Invalid API key"}'), Silence.KEY, Gap.REFUSED),
    "403": (http(403, b'{"message":"Unauthorized."}'), Silence.BLOCKED, Gap.REFUSED),
    "500": (http(500, b'{"results":[]}'), Silence.ENGINE, Gap.UNCLEAR),
    "html": (http(200, b"<!doctype html><title>Log in</title>"), Silence.BLOCKED, Gap.RATE_LIMITED),
    "captcha": (http(200, b"  <html><h1>Are you a robot?</h1>"), Silence.BLOCKED, Gap.RATE_LIMITED),
    "cut": (http(200, b'{"query": "velora", "results": ['), Silence.SCHEMA, Gap.UNCLEAR),
    "empty": (http(200, b""), Silence.SCHEMA, Gap.UNCLEAR),
    "null": (http(200, b"null"), Silence.SCHEMA, Gap.UNCLEAR),
    "object": (http(200, b"{}"), Silence.SCHEMA, Gap.UNCLEAR),
    "list": (http(200, b"[]"), Silence.SCHEMA, Gap.UNCLEAR),
    "deep": (http(200, b"[" * 60_000), Silence.SCHEMA, Gap.UNCLEAR),
    "5 MB": (http(200, b'{"results": "' + b"x" * 5_000_000 + b'"}'), Silence.NO_REPLY, Gap.UNCLEAR),
    "dropped": ([None], Silence.NO_REPLY, Gap.REFUSED),
    "moved": (http(302, b"", Location="/elsewhere"), Silence.NO_REPLY, Gap.UNCLEAR),
}


@every
@pytest.mark.parametrize("name", list(WORLD))
def test_what_is_no_page_of_results_is_no_answer(service: Service, name: str) -> None:
    """A block, a quota, a login page, half an answer: each says why, none reads like an empty page."""
    answer, silence, gap = WORLD[name]
    evidence, server = ask(service, answer)
    found, outcome = read(service, evidence), service.source.recognise(evidence)
    assert (found.answered, found.silence, found.results) == (False, silence, ())
    assert outcome not in (Outcome.FOUND, Outcome.NOT_FOUND) and not service.source.freshness(outcome)
    assert gap_of(evidence, outcome) is gap
    assert len(server.asked) == 1


@every
def test_the_answer_to_another_query_is_none_to_ours(service: Service) -> None:
    """A service that mixes up or rewrites queries tells nothing about this name."""
    found = read(service, service.evidence(service.good("something else", answers.ROWS)))
    assert (found.answered, found.silence) == (False, Silence.SCHEMA)


@every
def test_a_form_that_changed_is_never_taken_for_fewer_results(service: Service) -> None:
    """Whichever field a service renames, the page is whole or no answer: never a shorter or an empty one."""
    whole = read(service, service.evidence(service.good("velora", answers.ROWS)))
    bodies = list(_renamed(json.loads(service.good("velora", answers.ROWS))))
    assert len(bodies) >= 4
    for body in bodies:
        found = read(service, service.evidence(json.dumps(body).encode()))
        assert not found.answered or len(found.results) == len(whole.results), body


def _renamed(node: Any) -> Any:
    """The same JSON with one field under another name, for each field; in lists in all members alike."""
    if isinstance(node, dict):
        for name, value in node.items():
            rest = {k: v for k, v in node.items() if k != name}
            yield {**rest, f"{name}_v2": value}
            yield from ({**rest, name: inner} for inner in _renamed(value))
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        names = {name for row in node for name in row}
        for name in names:
            yield [{k + "_v2" if k == name else k: v for k, v in row.items()} for row in node]
        if len(node) == 1:
            yield from ([inner] for inner in _renamed(node[0]))
    elif isinstance(node, list) and node:
        yield from ([*node[:at], *node[at + 1:]] for at in range(len(node)))


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["query", "results", "organic", "tasks", "status_code", "search", "web", "type", "success"]),
        inner), max_leaves=12)


@given(raw=JSONS)
def test_no_answer_of_a_stranger_breaks_a_recogniser(raw: object) -> None:
    """Whatever JSON comes, it is read as a page or as none; nothing crashes, and nonsense is none."""
    for service in ALL:
        found = read(service, service.evidence(json.dumps(raw).encode()))
        assert not found.results and not found.answered


@paid
def test_the_key_goes_to_the_service_and_nowhere_else(service: Service) -> None:
    """Evidence, ledger and link never hold the key, even where a service repeats it."""
    book = Book()
    repeats = service.good("velora", answers.ROWS, note=f"called with {KEY}, other-half")
    evidence, server = ask(service, http(200, repeats, **JSON), book=book)
    _, path, headers = server.asked[0]
    told = path + json.dumps(headers)
    assert "secret-of-the-user" in told or base64.b64encode(KEY.encode()).decode() in told
    for part in ("secret-of-the-user", "other-half"):
        assert part.encode() not in evidence.body and part not in repr(book.entries) + repr(replace(evidence, body=b""))
    assert read(service, evidence).answered


@paid
def test_without_a_key_nobody_is_asked(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question says that a key is missing, and nothing leaves the machine."""
    monkeypatch.delenv(f"BRANDNAME_{service.source.id.upper()}_KEY")
    evidence, server = ask(service, http(200, b"{}"))
    assert evidence.status == "no_key" and gap_of(evidence) is Gap.NEEDS_KEY and not server.asked


@every
@pytest.mark.parametrize("request_", [
    "velora", "mx/es-MX/velora", "{engine}//es-MX/velora", "{engine}/mx/es-MX/", "{engine}/mx/es-MX/!images velora",
    "{engine}/mx/es-MX/velora -vinos", '{engine}/mx/es-MX/"velora"', "{engine}/mx/es-MX/:en velora",
    "{engine}/mx/es-MX/vel\nora", "altavista/mx/es-MX/velora", "{engine}/mx/es-MX/" + "v" * 300,
])
def test_what_is_no_query_is_not_asked(service: Service, request_: str) -> None:
    """A word that an engine takes for a command, or a request from a stranger's file, reaches nobody."""
    evidence, server = ask(service, http(200, b"{}"), request_.format(engine=service.engine))
    assert evidence.status == "no_server" and not server.asked
    assert service.source.recognise(evidence) is Outcome.UNCLEAR


@every
def test_every_source_of_pages_keeps_the_contract(service: Service) -> None:
    """What the desk relies on, also for languages and markets the engine does not know."""
    requests = [service.request(text, place) for text in ("velora", "索万塔", "velora detergente")
                for place in ("mx/es-MX", "cn/zh-Hans", "kr/ko", "xx/tlh", "ru/ru", "tw/zh-Hant")]
    assert_source_contract(service.source, [*requests, "velora.com", ""])


SENT = [
    (ENGINES[0], "tw/zh-Hant", {"language": "zh-TW", "format": "json", "q": "索万塔"}),
    (replace(ENGINES[0], engine="bing"), "mx/es-MX", {"language": "es-MX", "engines": "bing"}),
    (ENGINES[1], "jp/ja", {"country": "JP", "search_lang": "jp"}),
    (ENGINES[1], "gb/en-GB", {"country": "GB", "search_lang": "en-gb"}),
    (GOOGLE, "no/nb", {"gl": "no", "hl": "no", "engine": "google"}),
    (GOOGLE, "il/he", {"gl": "il", "hl": "iw"}),
    (replace(GOOGLE, engine="baidu"), "cn/zh-Hans", {"engine": "baidu", "rn": "10"}),
    (replace(GOOGLE, engine="naver", asked="query"), "kr/ko", {"engine": "naver", "query": "索万塔", "where": "web"}),
    (replace(GOOGLE, engine="yandex", asked="text"), "ru/ru",
     {"engine": "yandex", "text": "索万塔", "yandex_domain": "yandex.ru", "lr": "225", "lang": "ru"}),
    (CYCLOPEDIAS[0], "no/nb", {"action": "opensearch", "profile": "strict"}),
    (CYCLOPEDIAS[1], "br/pt-BR", {"language": "pt-br", "uselang": "pt-br"}),
]


@pytest.mark.parametrize(("service", "place", "wanted"), SENT, ids=lambda v: v.id if isinstance(v, Service) else None)
def test_an_engine_is_asked_for_the_market_and_its_language(
    service: Service, place: str, wanted: dict[str, str]
) -> None:
    """Results of another country are no answer for this one."""
    evidence, server = ask(service, http(200, service.good("索万塔", answers.ROWS)), service.request("索万塔", place))
    sent = {name: values[0] for name, values in parse_qs(urlsplit(server.paths[0]).query).items()}
    assert sent == sent | wanted
    assert read(service, evidence).answered


@pytest.mark.parametrize(("service", "place", "wanted"), [
    (ENGINES[2], "cn/zh-Hans", {"q": "索万塔", "gl": "cn", "hl": "zh-cn", "num": 10}),
    (ENGINES[4], "de/de", [{"keyword": "索万塔", "location_code": 2276, "language_code": "de", "depth": 10}]),
    (ENGINES[5], "tw/zh-Hant", [{"keyword": "索万塔", "location_code": 2158, "language_code": "zh-TW", "depth": 10}]),
], ids=["serper", "dataforseo-google", "dataforseo-bing"])
def test_services_that_want_a_post_get_market_and_language_in_it(service: Service, place: str, wanted: object) -> None:
    """The same, in the body of the request."""
    _, server = ask(service, http(200, service.good("索万塔", answers.ROWS)), service.request("索万塔", place))
    assert json.loads(server.bodies[0]) == wanted
    assert server.asked[0][2]["content-type"] == "application/json"


@pytest.mark.parametrize(("service", "place"), [
    (ENGINES[1], "ke/en"), (ENGINES[1], "mx/tlh"), (GOOGLE, "mx/tlh"), (replace(GOOGLE, engine="naver"), "mx/es-MX"),
    (replace(GOOGLE, engine="yandex"), "mx/es-MX"), (replace(GOOGLE, engine="baidu"), "mx/es-MX"),
    (ENGINES[4], "xx/de"), (CYCLOPEDIAS[0], "mx/tlh"),
], ids=lambda v: v.id if isinstance(v, Service) else v)
def test_an_engine_that_does_not_know_a_market_or_language_is_not_asked(service: Service, place: str) -> None:
    """Nobody is asked for a page that would be another market's."""
    evidence, server = ask(service, http(200, b"{}"), service.request("velora", place))
    assert evidence.status == "no_server" and not server.asked and gap_of(evidence) is Gap.MANUAL_ONLY


def test_an_instance_whose_engines_were_silent_gives_no_answer() -> None:
    """An empty page of a metasearch is one only when nobody behind it was blocked."""
    service = ENGINES[0]
    silent = [["google", "CAPTCHA"], ["bing", "timeout"]]
    none = read(service, service.evidence(service.good("velora", (), unresponsive_engines=silent)))
    assert (none.answered, none.silence) == (False, Silence.ENGINE)
    some = read(service, service.evidence(service.good("velora", answers.ROWS, unresponsive_engines=silent)))
    assert some.answered and some.unheard == ("bing", "google")


@pytest.mark.parametrize(("service", "body", "silence"), [
    (ENGINES[2], (400, {"message": "Not enough credits", "statusCode": 400}), Silence.QUOTA),
    (ENGINES[2], (400, {"message": "Missing query", "statusCode": 400}), Silence.ENGINE),
    (GOOGLE, (200, answers.serpapi("velora", (), search_metadata={"status": "Error"}, error="Late")), Silence.ENGINE),
    (GOOGLE, (200, answers.serpapi("velora", (), error="We got blocked", search_information={})), Silence.ENGINE),
    (ENGINES[4], (200, {"status_code": 40200, "tasks": []}), Silence.QUOTA),
    (ENGINES[4], (200, {"status_code": 20000, "tasks": [{"status_code": 40101}]}), Silence.ENGINE),
    (ENGINES[4], (200, {"status_code": 20000, "tasks": [{"status_code": 40210}]}), Silence.QUOTA),
    (CYCLOPEDIAS[0], (200, {"error": {"code": "maxlag"}}), Silence.ENGINE),
    (CYCLOPEDIAS[1], (200, {"error": {"code": "unknown_language"}}), Silence.ENGINE),
])
def test_what_a_service_says_went_wrong_is_no_answer(
    service: Service, body: tuple[int, object], silence: Silence
) -> None:
    """Each service has its own words for an engine that failed or an account that is empty."""
    evidence = service.evidence(json.dumps(body[1]).encode(), str(body[0]))
    assert read(service, evidence).silence is silence
    assert service.source.recognise(evidence) not in (Outcome.FOUND, Outcome.NOT_FOUND)


def test_a_thing_of_wikidata_is_shown_with_the_name_that_matched() -> None:
    """Somebody who searched an old name sees why the thing is there."""
    raw = answers.wikidata("velora", [("Grupo Norte", "http://www.wikidata.org/entity/Q7", "empresa de vinos")])
    raw["search"][0]["match"]["text"] = "Velora"
    found = read(CYCLOPEDIAS[1], CYCLOPEDIAS[1].evidence(json.dumps(raw).encode()))
    assert found.results == (
        SearchResult(1, "Grupo Norte (Velora)", "https://www.wikidata.org/wiki/Q7", "empresa de vinos"),)


def test_advertisements_are_no_results() -> None:
    """What somebody paid for says nothing about who owns the page."""
    service = ENGINES[4]
    found = read(service, service.evidence(service.good("velora", answers.ROWS[:2])))
    assert [r.position for r in found.results] == [1, 2] and "ads.test" not in repr(found.results)


@pytest.mark.parametrize(("service", "part"), [
    (1, {"videos": {"results": [{"title": "Velora"}]}}), (2, {"ads": [{"title": "Velora"}]}),
    (2, {"places": [{"title": "Velora"}]}), (3, {"local_results": {"places": [{"title": "Velora"}]}}),
    (3, {"top_stories": [{"title": "Velora"}]})])
def test_a_page_of_nothing_but_maps_videos_and_advertisements_is_not_nobody(service: int, part: Any) -> None:
    """No unpaid result beside a map with the name on it: what the page shows was not read, so it answers nothing."""
    own = ENGINES[service]
    assert read(own, own.evidence(own.good("velora", [], **part))).silence is Silence.ENGINE
    empty = {name: type(held)() for name, held in part.items()}
    assert read(own, own.evidence(own.good("velora", [], **empty))).answered


def test_addresses_that_are_no_web_pages_never_get_into_a_report() -> None:
    """A stranger's page cannot bring a script in as a link."""
    service = ENGINES[2]
    rows = [*answers.ROWS[:3], ("Velora", "javascript:alert(1)", "")]
    found = read(service, service.evidence(service.good("velora", rows, knowledgeGraph={
        "title": "Velora", "website": "javascript:alert(1)"})))
    assert len(found.results) == 3 and found.panel == Panel("Velora")
