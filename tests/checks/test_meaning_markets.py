"""A meaning in each market: it counts as far as its language reaches there, whatever other markets are asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.base import Case, Resources
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.checks.meaning_search import Search
from brandname.model import Candidate, Finding, Form, LanguageShare, Market
from brandname.plan import plan
from tests import builders
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

CHECK = MeaningCheck(MeaningOptions())
HOME = Market("pl", "Poland", (LanguageShare("pl", 0.97), LanguageShare("en", 0.33)), decisive=("meaning",))
ABROAD = Market("gb", "United Kingdom", (LanguageShare("en", 0.98), LanguageShare("pl", 0.01, "minority")))
NEXT_DOOR = Market("de", "Germany", (LanguageShare("de-DE", 0.95), LanguageShare("pl", 0.004, "minority")))
SOUTH = Market("es", "Spain", (LanguageShare("es", 0.99), LanguageShare("en", 0.28)))
EVERYWHERE = (HOME, ABROAD, NEXT_DOOR, SOUTH)
NAMES = (
    Candidate("Kurwa"), Candidate("Dupa"), Candidate("Puta"), Candidate("Moron"), Candidate("Velora"),
    Candidate("沁野", forms=(Form("es", "Sinye", status="adopted"),)), Candidate("沁野", latin=("Qinye",)),
    Candidate("Luz", forms=(Form("pl", "Łuna", status="adopted"),)),
)


def answers(candidate: Candidate, *markets: Market) -> list[Finding]:
    """Every finding of the check about one name."""
    study = builders.study(candidates=(candidate,), markets=markets)
    return list(CHECK.judge([Case(question) for question in plan(study, [CHECK])], Resources(study)))


def told(candidate: Candidate, market: Market, *others: Market) -> dict[tuple[str, str], tuple[object, ...]]:
    """What is said in a market of each text and language, asked together with other markets."""
    return {
        (f.question.subject.text, f.question.subject.scope):
            (f.status, f.gap, f.risk, f.confidence, f.merit, f.message, f.hits, f.measures.get("reach"))
        for f in answers(candidate, market, *others) if market.code in f.question.markets
    }


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(EVERYWHERE), st.sets(st.sampled_from((0, 1, 2, 3))))
def test_a_market_more_changes_nothing_in_another(candidate: Candidate, market: Market, more: set[int]) -> None:
    """Adding Poland to a study makes no Polish word surer in Germany."""
    others = [EVERYWHERE[k] for k in sorted(more) if EVERYWHERE[k] is not market]
    assert told(candidate, market, *others) == told(candidate, market)


def test_a_word_counts_as_far_as_its_language_reaches() -> None:
    """A Polish swear word is surest in Poland; each of the others has the part of its own Poles."""
    here = {market: finding for finding in answers(Candidate("Kurwa"), *EVERYWHERE) for market in
            finding.question.markets if finding.question.subject.scope == "pl"}
    assert here["pl"].risk == here["gb"].risk == here["de"].risk
    assert (here["pl"].confidence or 0) > (here["gb"].confidence or 0) > 0
    assert here["gb"].confidence == here["de"].confidence
    assert [here[code].measures["reach"] for code in ("pl", "gb", "de")] == [1.0, 0.4, 0.4]
    assert here["pl"].blocker
    assert not here["gb"].blocker


def test_markets_of_one_reach_share_a_question() -> None:
    """Who reads Polish at home is asked once, who reads it abroad once, and the name is searched once for both."""
    study = builders.study(("Kurwa",), EVERYWHERE)
    asked = [q for q in plan(study, [CHECK]) if q.subject.scope == "pl"]
    assert [(q.markets, q.decisive) for q in asked] == [(("pl",), ("pl",)), (("de", "gb"), ())]
    assert len({q.id for q in asked}) == 2
    assert asked[0].audience == ""


def test_the_name_is_searched_once_for_all_who_read_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another audience costs no second hearing."""
    searched: list[tuple[str, str]] = []
    find = Search._find
    monkeypatch.setattr(Search, "_find", lambda self, text, tag, candidate: (
        searched.append((text, tag)), find(self, text, tag, candidate))[1])
    answers(Candidate("Kurwa"), *EVERYWHERE)
    assert sorted(searched) == sorted(set(searched))
