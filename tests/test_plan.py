"""What is asked, once."""

from __future__ import annotations

from brandname.checks.base import NoOptions
from brandname.checks.domain import DomainCheck, DomainOptions
from brandname.checks.handle import HandleCheck, HandleOptions
from brandname.checks.trademark import TrademarkCheck
from brandname.model import Candidate, Form
from brandname.plan import languages, plan
from tests.builders import market, study


def test_a_question_of_two_markets_is_asked_once() -> None:
    """.com counts for Mexico and Spain, and is looked up once."""
    both = (market("mx", tlds=("com", "mx")), market("es", "es-ES", tlds=("com", "es")))
    questions = plan(study(("Velora",), both), [DomainCheck(DomainOptions())])
    asked = {q.subject.text: q.markets for q in questions}
    assert asked == {"velora.com": ("es", "mx"), "velora.mx": ("mx",), "velora.es": ("es",)}


def test_decisive_only_where_the_market_says_so() -> None:
    """A register can stop the name in Mexico and not in Spain."""
    both = (market("mx", offices=("WO",), decisive=("trademark",)), market("es", "es-ES", offices=("WO",)))
    question = plan(study(("Velora",), both), [TrademarkCheck(NoOptions())])[0]
    assert question.markets == ("es", "mx")
    assert question.decisive == ("mx",)


def test_an_adopted_form_gets_every_check_and_a_draft_does_not() -> None:
    """薇珞, once adopted, is a name of its own in China."""
    forms = (Form("cn", "薇珞", status="adopted"), Form("cn", "维洛", status="draft"))
    s = study((), (market("cn", "zh-Hans", platforms=("weibo",)),), candidates=(Candidate("Velora", forms=forms),))
    assert {q.subject.text for q in plan(s, [HandleCheck(HandleOptions())])} == {"@velora", "@薇珞"}


def test_the_order_of_the_files_does_not_change_the_plan() -> None:
    """Sorting candidates.yaml differently asks the same questions in the same order."""
    markets = (market("mx", tlds=("com",)), market("es", "es-ES", tlds=("com",)))
    a = plan(study(("B", "A"), markets), [DomainCheck(DomainOptions())])
    b = plan(study(("A", "B"), markets[::-1]), [DomainCheck(DomainOptions())])
    assert a == b


def test_languages_of_a_study_are_listed_once() -> None:
    """Coverage asks about each language once."""
    assert languages(study(markets=(market("mx"), market("us", "en-US", "es-MX")))) == ("en-US", "es-MX")
