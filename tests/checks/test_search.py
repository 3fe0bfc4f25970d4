"""The search check: what pages say, and that no silence ever says something."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.base import Case, Desk, Resources
from brandname.checks.search import SearchCheck, SearchOptions
from brandname.checks.search_queries import ANYWHERE, Asking, asking_of, goods_in, heard_as, ways
from brandname.checks.search_stores import search_page, stores_of
from brandname.model import (
    WITHOUT_HITS,
    Answer,
    Brief,
    Candidate,
    Evidence,
    Finding,
    Form,
    Gap,
    Outcome,
    Question,
    Status,
    Study,
    Subject,
    SubjectKind,
)
from brandname.sources.base import NO_KEY, NO_SERVER, OFFLINE
from tests import builders
from tests.sources.engines import answers

WHEN = "2026-11-22T08:00:00+00:00"
PLACE = "mx/es-MX"
OWNED = [("Velora | Agua con gas", "https://velora.com.mx/", "Velora, agua con gas de manantial."),
         ("Agua con gas Velora sin azúcar", "https://velora.com.mx/sabores", "Sabores de Velora."),
         ("Velora agua con gas (@velora)", "https://www.instagram.com/velora/", "Velora, agua con gas."),
         ("Velora agua con gas 12 latas", "https://www.amazon.com.mx/velora/dp/1", "Agua con gas Velora."),
         ("Velora: la empresa del agua con gas", "https://es.wikipedia.org/wiki/Velora", "Empresa mexicana de agua.")]
NOBODY = [("Valores de la semana", "https://bolsa.test/", "Bolsa."), ("Velero en venta", "https://barcos.test/", "")]


def study(*names: str, **brief: Any) -> Study:
    """Names in Mexico, where people use Google and Bing."""
    market = builders.market("mx", engines=("google", "bing"), decisive=("search",))
    told = Brief(**{"goods": "agua con gas, en latas", "search_matters": "main", **brief})
    return replace(builders.study(names or ("Velora",), (market,)), brief=told)


def asked(text: str = "Velora", scope: str = PLACE) -> Question:
    """The question about a name in a market and language."""
    return Question("search", text, Subject(text, SubjectKind.MARKET, scope), (scope[:2],), (scope[:2],))


def evidence(source: str, request: str, body: object, status: str = "200") -> Evidence:
    """What a service answered."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Evidence(source, 1, request, "this machine", WHEN, status, raw, "https://www.google.com/search?q=velora")


def google(text: str, rows: Sequence[answers.Row], **more: Any) -> Evidence:
    """A page of Google by Serper."""
    return evidence("serper", f"google/{PLACE}/{text}", answers.serper(text, rows, **more))


def bing(text: str, rows: Sequence[answers.Row]) -> Evidence:
    """A page of Bing by DataForSEO."""
    return evidence("dataforseo", f"bing/{PLACE}/{text}", answers.dataforseo(text, rows))


def judged(
    *found: Evidence, gap: Gap | None = None, question: Question | None = None, of: Study | None = None,
    **options: Any,
) -> Finding:
    """The finding of one question."""
    own = of or study()
    case = Case(question or asked(), found, gap)
    return SearchCheck(SearchOptions(**options)).judge([case], Resources(own))[0]


class Clerk(Desk):
    """A desk that answers by source, and remembers what it was asked."""

    def __init__(self, able: Mapping[str, object]) -> None:
        self.able = able
        self.asked: list[tuple[str, str]] = []

    async def ask(self, source: str, request: str) -> Evidence:
        """The answer set for a source; without one it has no key or no address."""
        given = self.able.get(source)
        if given is None:
            return evidence(source, request, b"", NO_SERVER if source == "searxng" else NO_KEY)
        self.asked.append((source, request))
        text = request.split("/", 3)[3]
        if isinstance(given, str):
            return evidence(source, request, b"", given)
        return evidence(source, request, given(text))  # type: ignore[operator]


def gathered(clerk: Clerk, of: Study, question: Question | None = None, **options: Any) -> Sequence[Evidence]:
    """What the check gathers at a desk."""
    check = SearchCheck(SearchOptions(**options)).for_study(of)
    return asyncio.run(check.gather(question or asked(), clerk))


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_main_language_and_every_store_of_the_brief_is_a_question() -> None:
    """I see one question a language, and one for each shop I sell through that serves the market."""
    own = study(channels_now=("amazon", "own shop", "tmall"), channels_next=("App Store",))
    candidate = Candidate("Velora", forms=(Form("mx", "Belora", "phonetic", "adopted"),))
    found = list(SearchCheck(SearchOptions()).questions(own, candidate, own.markets[0]))
    assert [(q.subject.text, q.subject.scope) for q in found] == [
        (text, scope) for text in ("Velora", "Belora") for scope in ("mx/es-MX", "mx/amazon", "mx/app_store")]
    assert [bool(q.decisive) for q in found] == [True, False, False] * 2


def test_the_engines_people_use_there_are_asked_by_what_this_machine_can_ask() -> None:
    """Three queries to the first service that shows Google, Bing by another; encyclopaedias once a language."""
    clerk = Clerk({"serpapi": lambda t: answers.serpapi(t, OWNED), "dataforseo": lambda t: answers.dataforseo(t, OWNED),
                   "wikipedia": lambda t: answers.wikipedia(t, []), "wikidata": lambda t: answers.wikidata(t, [])})
    found = gathered(clerk, study())
    texts = ["Velora", "Velora agua con gas", "belora"]
    assert [a for a in clerk.asked if a[0] in ("serpapi", "dataforseo")] == [
        *(("serpapi", f"google/{PLACE}/{text}") for text in texts),
        *(("dataforseo", f"bing/{PLACE}/{text}") for text in texts)]
    assert ("wikipedia", f"wikipedia/{ANYWHERE}/es/Velora") in clerk.asked
    assert {e.status for e in found} == {"200"}


def test_i_decide_which_services_and_queries_are_used() -> None:
    """One engine, one query: nothing else is asked."""
    clerk = Clerk({"serper": lambda t: answers.serper(t, OWNED), "searxng": lambda t: answers.searxng(t, OWNED),
                   "wikipedia": lambda t: answers.wikipedia(t, [])})
    gathered(clerk, study(), engines=("searxng",), queries=("name",))
    assert clerk.asked == [("searxng", f"searxng/{PLACE}/Velora")]


def test_a_page_that_failed_is_not_followed_by_more_queries() -> None:
    """When the account is empty, no further query is spent on the same name there."""
    clerk = Clerk({"serper": "402"})
    assert [e.status for e in gathered(clerk, study(), queries=("name", "goods", "heard"))] == ["402"]
    assert len(clerk.asked) == 1


def test_a_service_i_named_takes_the_place_of_one_that_is_spent() -> None:
    """Two services of my choice for Google: the second is asked when the first has nothing left, and only then."""
    services = {"serper": "402", "dataforseo": lambda t: answers.dataforseo(t, OWNED)}
    clerk = Clerk(services)
    found = gathered(clerk, study(), engines=("serper", "dataforseo"), queries=("name",), pages=1)
    assert clerk.asked == [("serper", f"google/{PLACE}/Velora"), ("dataforseo", f"google/{PLACE}/Velora")]
    assert [e.status for e in found] == ["402", "200"]
    assert judged(*found).status is Status.ANSWERED
    unnamed = Clerk(services)
    gathered(unnamed, study(), queries=("name",), pages=1)
    assert [source for source, _ in unnamed.asked] == ["serper"]
    good = Clerk({**services, "serper": lambda t: answers.serper(t, OWNED)})
    gathered(good, study(), engines=("serper", "dataforseo"), queries=("name",), pages=1)
    assert [source for source, _ in good.asked] == ["serper"]


def test_in_a_plan_every_query_is_counted() -> None:
    """Offline, the desk is asked for everything that a run would ask."""
    assert len(gathered(Clerk({"serper": OFFLINE}), study(), queries=("name", "goods", "heard"))) == 3


def test_a_name_in_another_script_is_searched_as_people_write_it() -> None:
    """In Russia those who heard Velora type it in Cyrillic; an adopted form is a name of its own already."""
    assert heard_as("Velora", "ru", "", "") == "Велора"
    assert heard_as("缇莎", "ru", "", "") == ""
    own = study()
    russia = builders.market("ru", "ru", engines=("google",))
    form = Candidate("Velora", forms=(Form("ru", "Велора", "phonetic", "adopted"),))
    own = replace(own, markets=(russia,), candidates=(form,))
    clerk = Clerk({"serper": lambda t: answers.serper(t, OWNED)})
    gathered(clerk, own, asked(scope="ru/ru"), queries=("name", "heard"))
    assert [text for _, text in clerk.asked] == ["google/ru/ru/Velora"]


@pytest.mark.parametrize(("language", "words", "stated"), [
    ("de-AT", "Sprudeltee", True), ("es-MX", "té con gas", True), ("fr", "sparkling tea drinks", False)])
def test_goods_are_asked_in_the_language_where_it_is_given(language: str, words: str, stated: bool) -> None:
    """My words for a language are used; elsewhere the first words of the brief, and I can see that they are."""
    found = goods_in(language, "sparkling tea drinks, ready to drink", ("de=Sprudeltee", "es = té con gas"))
    assert (found.words, found.stated) == (words, stated)


def test_signs_that_engines_take_for_commands_are_not_typed() -> None:
    """Quotes, exclamation marks and minus signs of a brief never become a search operator."""
    assert goods_in("en", '-"!tea" <with> +bubbles and a lot more', ()).words == "tea with bubbles and"


@pytest.mark.parametrize(("text", "asking"), [
    ("Velora", Asking.NAME), ("Velora agua con gas", Asking.GOODS), ("belora", Asking.HEARD)])
def test_a_stored_answer_says_what_it_was_for(text: str, asking: Asking) -> None:
    """Old evidence is read again without knowing today's brief."""
    assert asking_of(asked(), f"google/{PLACE}/{text}") is asking


def test_of_two_services_for_one_engine_the_first_is_used() -> None:
    """Nobody pays twice for the same page."""
    assert ways(("google", "baidu"), ()) == (
        (("serper", "google"), ("serpapi", "google"), ("dataforseo", "google")), (("serpapi", "baidu"),),
        (("searxng", "searxng"),), (("brave", "brave"),))
    assert ways(("google",), ("searxng/baidu", "brave")) == ((("searxng", "baidu"),), (("brave", "brave"),))


@pytest.mark.parametrize("options", [
    {"engines": ("gogle",)}, {"engines": ("serper/baidu",)}, {"queries": ("nme",)}, {"pages": 0}, {"goods": ("tee",)}])
def test_a_setting_that_cannot_be_asked_is_refused(options: dict[str, Any]) -> None:
    """A typo in the study is told, not passed over."""
    with pytest.raises(ValueError, match=next(iter(options))):
        SearchOptions(**options)


# ── what pages say ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_somebody_else_holds_is_serious_where_search_matters() -> None:
    """The owner is named with a link I can open; dismissing it is one line in reviews.yaml."""
    found = judged(google("Velora", OWNED))
    first = found.hits[0]
    assert (found.status, found.measures["grade"]) == (Status.ANSWERED, "owned")
    assert found.risk is not None and found.risk >= 0.55
    assert first.id == "search/velora.com.mx" and "velora.com.mx" in str(first.message.params["link"])
    little = judged(google("Velora", OWNED), of=study(search_matters="little"))
    assert little.risk is not None and little.risk < found.risk


def test_a_page_on_which_nobody_uses_the_name_is_answered_with_its_date() -> None:
    """No competing use found: said with the engine and the day, and never as more than that."""
    found = judged(google("Velora", NOBODY))
    assert (found.status, found.risk, found.measures["grade"]) == (Status.ANSWERED, 0.0, "none")
    assert found.confidence is not None and found.confidence < 0.7
    assert found.measures["asked"] == ("2026-11-22",)
    assert not found.hits


def test_a_page_is_not_called_free_of_others_when_something_on_it_speaks_against_the_name() -> None:
    """One namesake among ten, a near name in my goods, another word offered: told in other words than silence is."""
    one = [*((f"Noticia {n}", f"https://diario{n}.test/", "") for n in range(9)),
           ("Velora Pérez", "https://gente.test/v", "")]
    for found in (judged(google("Velora", one)), judged(google("Velora", NOBODY, corrected="velero"))):
        assert found.measures["grade"] == "none" and found.risk
        assert found.message.key == "search.graded.few"
    assert judged(google("Velora", NOBODY)).message.key == "search.graded.none"


def test_names_in_snippets_only_are_told() -> None:
    """Half of the page speaks of Velora without a title that has it: I am not told that nobody was found."""
    rows = [(f"Novedades {n}", f"https://diario{n}.test/", "Velora presenta su nuevo modelo") for n in range(3)]
    found = judged(google("Velora", [*rows, *NOBODY, *NOBODY]))
    assert found.message.key == "search.graded.few" and found.risk
    assert [hit.id for hit in found.hits] == [f"search/diario{n}.test" for n in range(3)]


def test_a_panel_of_somebody_is_a_hit_i_can_dismiss() -> None:
    """A firm the engine shows beside a page without a use of the name: named with its host."""
    found = judged(google("Velora", NOBODY, panel="Velora"))
    assert found.measures["grade"] == "owned" and found.risk
    assert [(hit.id, hit.message.key) for hit in found.hits] == [("search/velora.test", "search.hit.panel")]


def test_an_empty_page_of_a_working_engine_is_an_answer() -> None:
    """Nothing at all on the page is no competing use, where the engine says that it worked."""
    assert judged(google("Velora", [])).risk == 0.0


def test_our_own_pages_do_not_count_against_us() -> None:
    """What is on our own host is not somebody else's."""
    rows = [row for row in OWNED if "velora.com.mx" in row[1]]
    assert judged(google("Velora", rows)).risk
    assert judged(google("Velora", rows), own=("velora.com.mx",)).risk == 0.0


def test_two_engines_that_disagree_are_both_told() -> None:
    """The worse decides, and the confidence falls."""
    one, both = judged(google("Velora", OWNED)), judged(google("Velora", OWNED), bing("Velora", NOBODY))
    assert both.risk == one.risk
    assert both.confidence is not None and one.confidence is not None and both.confidence < one.confidence
    assert both.measures["engines"] == ("google", "bing") and both.measures["grades"] == ("owned", "none")
    again = judged(bing("Velora", NOBODY), google("Velora", OWNED))
    assert (again.risk, again.confidence) == (both.risk, both.confidence)


def test_a_misspelling_that_leads_to_others_is_told_and_one_that_leads_back_is_not() -> None:
    """What people type who only heard the name."""
    others = [(t.replace("Velora", "Belora"), u.replace("velora", "belora"), s.replace("Velora", "Belora"))
              for t, u, s in OWNED]
    away = judged(google("Velora", NOBODY), google("belora", others))
    back = judged(google("Velora", NOBODY), google("belora", OWNED))
    assert [hit.id for hit in away.hits] == ["search/heard/belora"] and away.risk
    assert not back.hits and back.risk == 0.0


def test_another_word_that_the_engine_offers_is_a_caution() -> None:
    """Did you mean: people may never reach the name."""
    found = judged(google("Velora", NOBODY, corrected="velero"))
    assert [hit.id for hit in found.hits] == ["search/corrected/velero"]
    assert found.risk is not None and 0.25 <= found.risk < 0.5


# ── silence ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("status", "body", "gap"), [
    ("402", b"", Gap.OVER_BUDGET), ("429", b"", Gap.RATE_LIMITED), ("200", b"<html>captcha</html>", Gap.UNCLEAR),
    ("200", b'{"results": []}', Gap.UNCLEAR), ("timeout", b"", Gap.TIMEOUT)])
def test_silence_of_an_engine_is_no_answer(status: str, body: bytes, gap: Gap) -> None:
    """Empty account, limit, wall, changed form, time-out: open, each with its reason."""
    found = judged(evidence("serper", f"google/{PLACE}/Velora", body, status), gap=gap)
    assert (found.status, found.gap, found.risk) == (Status.UNANSWERED, gap, None)


SILENCES = st.lists(st.builds(
    evidence, st.sampled_from(["serper", "serpapi", "dataforseo", "searxng", "brave", "wikipedia"]),
    st.sampled_from([f"{engine}/{PLACE}/Velora" for engine in ("google", "bing", "searxng", "brave", "wikipedia")]),
    st.one_of(st.binary(max_size=40), st.sampled_from([
        b"{}", b"[]", b"null", b'{"organic": []}', b'{"type": "search"}', b'{"results": [], "query": "Velora"}',
        b"<html>Are you a robot?</html>", b'{"tasks": []}'])),
    st.sampled_from(["200", "301", "402", "403", "404", "429", "500", "timeout", "", "captcha"])), max_size=4)


@settings(deadline=None, max_examples=60)
@given(SILENCES)
def test_whatever_a_wall_says_it_is_no_answer_and_makes_no_other_better(silences: list[Evidence]) -> None:
    """Any heap of refusals and broken pages: open by itself, and beside a page of somebody else it changes no risk."""
    assert judged(*silences, gap=Gap.UNCLEAR).status is Status.UNANSWERED
    assert judged(google("Velora", OWNED), *silences).risk == judged(google("Velora", OWNED)).risk


def test_an_engine_that_is_silent_beside_one_that_answers_is_named() -> None:
    """I see that only one of two answered."""
    found = judged(google("Velora", NOBODY), evidence("dataforseo", f"bing/{PLACE}/Velora", b"", "429"))
    assert found.status is Status.ANSWERED and found.measures["silent"] == ("bing",)
    assert "search.page.silent" in str(found.message.params["facts"])


@pytest.mark.parametrize("silence", [(), (evidence("serper", f"google/{PLACE}/Velora agua con gas", b"", "429"),)])
def test_a_query_that_got_no_answer_is_named_and_lowers_what_nobody_found_is_worth(
    silence: tuple[Evidence, ...]
) -> None:
    """The name's page came, the page with my goods was refused or never asked for: told, and nobody found is less sure.

    A risk stays whole.
    """
    heard = heard_as("Velora", "es-MX", "", "")
    typed = [google(text, NOBODY) for text in ("Velora agua con gas", heard) if text]
    whole, part = judged(google("Velora", NOBODY), *typed), judged(google("Velora", NOBODY), *typed[1:], *silence)
    assert whole.confidence is not None and part.confidence is not None and part.confidence < whole.confidence
    assert "search.page.missing" in str(part.message.params["facts"])
    assert "search.page.missing" not in str(whole.message.params["facts"])
    owned, beside = judged(google("Velora", OWNED), *typed), judged(google("Velora", OWNED), *typed[1:], *silence)
    assert (beside.risk, beside.confidence) == (owned.risk, owned.confidence)


def test_without_any_service_the_question_wants_a_key_and_says_what_is_known() -> None:
    """No key: open; that the name is an ordinary word is told all the same."""
    question = asked("Agua")
    found = judged(gap=Gap.NEEDS_KEY, question=question, of=study("Agua"))
    assert (found.status, found.gap) == (Status.UNANSWERED, Gap.NEEDS_KEY)
    assert found.message.key == "search.open" and "search.known.word" in str(found.message.params["facts"])
    plain = judged(gap=Gap.OFFLINE, question=asked("Zovanta"), of=study("Zovanta"))
    assert plain.gap is Gap.OFFLINE and plain.message.key == "gap.offline.finding"


def test_an_encyclopaedia_that_has_the_name_is_a_risk_and_one_that_has_not_is_nothing() -> None:
    """An article is found in the part we have; its absence is told and answers nothing."""
    request = f"wikipedia/{ANYWHERE}/es/Velora"
    rows = [("Velora (banda)", "https://es.wikipedia.org/wiki/Velora_(banda)", "Banda de rock")]
    known = judged(evidence("wikipedia", request, answers.wikipedia("Velora", rows)), gap=Gap.NEEDS_KEY)
    assert known.status is Status.ANSWERED and known.risk and known.measures[WITHOUT_HITS] == "needs_key"
    none = judged(evidence("wikipedia", request, answers.wikipedia("Velora", [])), gap=Gap.NEEDS_KEY)
    assert (none.status, none.gap) == (Status.UNANSWERED, Gap.NEEDS_KEY)
    other = [("Veloramento", "https://es.wikipedia.org/wiki/V", "")]
    assert judged(evidence("wikipedia", request, answers.wikipedia("Velora", other)), gap=Gap.NEEDS_KEY).gap


def test_a_language_no_engine_has_and_a_name_none_would_search_say_so() -> None:
    """Klingon on Google is not covered; a name that reads as a command is for a person."""
    assert judged(gap=Gap.UNCLEAR, question=asked(scope="mx/tlh"), engines=("serper",)).gap is Gap.LANGUAGE_NOT_COVERED
    assert judged(gap=Gap.MANUAL_ONLY, question=asked("!bang")).gap is Gap.MANUAL_ONLY
    assert judged(gap=Gap.MANUAL_ONLY, engines=("searxng",)).gap is Gap.NEEDS_KEY


def test_evidence_about_another_market_answers_nothing() -> None:
    """A page of Spain says nothing about Mexico."""
    page = evidence("serper", "google/es/es-ES/Velora", answers.serper("Velora", NOBODY))
    assert judged(page).status is Status.UNANSWERED


# ── stores ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_store_is_for_a_person_with_a_link_that_holds_the_name() -> None:
    """Offline or not, the row says where to look, with the name in the address."""
    found = judged(gap=Gap.OFFLINE, question=asked("Café Zó", "mx/amazon"))
    assert found.gap is Gap.MANUAL_ONLY and found.next_step is not None
    assert found.next_step.params["link"] == "https://www.amazon.com.mx/s?k=Caf%C3%A9%20Z%C3%B3"
    assert search_page("app_store", "de", "缇莎") == "https://apps.apple.com/de/search?term=%E7%BC%87%E8%8E%8E"
    assert stores_of(Brief(channels_now=("tmall", "amazon")), "cn") == ("tmall",)


def test_an_answer_by_hand_reaches_a_store_and_a_language() -> None:
    """What I looked up counts, also answers from before there was a check."""
    store = Answer("search", "Velora", "mx/amazon", Outcome.FOUND, "Ana", "2026-11-22")
    page = Answer("search", "Velora", "mx/es-MX", Outcome.NOT_FOUND, "Ana", "2026-11-22")
    assert store.is_to(asked(scope="mx/amazon")) and not store.is_to(asked())
    assert page.is_to(asked())


def test_every_store_of_the_table_is_in_the_manifest() -> None:
    """No link without a store."""
    import tomllib

    from brandname import data
    from brandname.sources.platforms import platforms

    table = tomllib.loads(data.read_text("search/stores.toml"))
    assert set(table) <= set(platforms())
    for id_, rows in table.items():
        served = {code for code in platforms()[id_].markets if code != "*"}
        assert "*" in rows or served <= set(rows), f"{id_}: no link for {served - set(rows)}"

