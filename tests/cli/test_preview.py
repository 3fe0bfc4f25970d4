"""The plan before a run: who outside would see which name."""

from __future__ import annotations

import io
from typing import ClassVar

import pytest

from brandname import plugins
from brandname.checks.base import AsksNobody, Kind, NoOptions
from brandname.checks.domain import DomainCheck, DomainOptions
from brandname.checks.handle import HandleCheck, HandleOptions
from brandname.checks.search import SearchCheck, SearchOptions
from brandname.cli.console import Screen
from brandname.cli.preview import print_plan
from brandname.cli.session import Session
from brandname.model import Candidate, LanguageShare, Market, Question, Study, Subject, SubjectKind
from brandname.reports.catalogue import open_catalogue
from brandname.sources.table import Sources
from tests.builders import market, study


class Registry:
    """A source at one host."""

    hosts: ClassVar[dict[str, object]] = {"registry.example": None}


class Silent(AsksNobody):
    """A check that asks nobody."""

    id: ClassVar[str] = "search"
    kind: ClassVar[Kind] = Kind.LOCAL

    def __init__(self, options: NoOptions) -> None:
        del options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> list[Question]:
        """One question a market."""
        del study
        return [Question(self.id, candidate.name, Subject(candidate.name, SubjectKind.MARKET, market.code),
                         (market.code,))]


class AskedSearch(Silent):
    """A check that looks names up, and does not say whom it asks about which."""

    kind: ClassVar[Kind] = Kind.NETWORK
    sources: ClassVar[tuple[str, ...]] = ("registry",)


def printed(check: type[Silent], *, online: bool) -> str:
    """The plan of one check over two names in one market."""
    out = io.StringIO()
    session = Session(open_catalogue("en"), Screen(out, io.StringIO()))
    asked = study(markets=(market(platforms=("instagram",), languages=(LanguageShare("es-MX", 0.9),)),))
    assert print_plan(session, asked, plugins.Loaded((check(NoOptions()),), ("meaning",)), online=online) == 0
    return out.getvalue()


def test_i_see_which_host_would_see_which_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a secret name leaves, I read where it would go."""
    monkeypatch.setattr(Sources, "__getitem__", lambda _, id_: {"registry": Registry()}[id_])
    monkeypatch.setattr(Sources, "__iter__", lambda _: iter(["registry"]))
    monkeypatch.setattr(Sources, "__contains__", lambda _, id_: id_ == "registry")
    plan = printed(AskedSearch, online=True)
    line = next(line for line in plan.splitlines() if "registry.example" in line)
    assert "Limpora and Velora" in line
    assert "2 questions go to outside sources" in plan
    assert "With --online 2 questions would go" in printed(AskedSearch, online=False)
    assert "Left out: meaning." in plan


def test_a_check_that_does_not_say_whom_it_asks_is_named() -> None:
    """Not knowing the host is said, never taken for "nobody"."""
    plan = printed(AskedSearch, online=True)
    assert "not declared by the check" in plan
    assert "Velora" in plan


def test_without_network_checks_nobody_sees_anything() -> None:
    """The plan says so in one sentence."""
    plan = printed(Silent, online=True)
    assert "Nothing leaves this computer" in plan
    assert "Velora" not in plan


def test_a_domain_is_shown_to_its_own_registry_only() -> None:
    """velora.mx goes to Mexico's registry, velora.com to Verisign, and what nobody takes to nobody."""
    out = io.StringIO()
    session = Session(open_catalogue("en"), Screen(out, io.StringIO()))
    asked = study(("Velora", "Café"), (market(tlds=("mx", "com"), languages=(LanguageShare("es-MX", 0.9),)),))
    print_plan(session, asked, plugins.Loaded((DomainCheck(DomainOptions()),), ()), online=True)
    lines = {line.split("  ")[0].strip(): line for line in out.getvalue().splitlines() if "domains" in line}
    assert "velora.com" in lines["RDAP rdap.verisign.com"] and "velora.mx" not in lines["RDAP rdap.verisign.com"]
    assert "velora.mx" in lines["WHOIS whois.mx"] and "café.mx" not in out.getvalue()


def test_a_handle_is_shown_to_its_own_platform_only() -> None:
    """@velora goes to X and GitHub, and to nobody where a person has to look."""
    out = io.StringIO()
    session = Session(open_catalogue("en"), Screen(out, io.StringIO()))
    asked = study(("Velora",), (market(platforms=("x", "github", "wechat"), languages=(LanguageShare("es-MX", 0.9),)),))
    print_plan(session, asked, plugins.Loaded((HandleCheck(HandleOptions()),), ()), online=True)
    lines = [line.split()[0] for line in out.getvalue().splitlines() if "@velora" in line]
    assert lines == ["api.github.com", "api.x.com"]


def test_a_search_shows_who_would_see_it_and_what_it_would_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one key, that service and the encyclopaedias see the name, no other; the paid queries are counted."""
    for service in ("SERPAPI", "DATAFORSEO", "BRAVE"):
        monkeypatch.delenv(f"BRANDNAME_{service}_KEY", raising=False)
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    out = io.StringIO()
    session = Session(open_catalogue("en"), Screen(out, io.StringIO()))
    asked = study(("Velora",), (market(languages=(LanguageShare("es-MX", 0.9),), engines=("google",)),))
    print_plan(session, asked, plugins.Loaded((SearchCheck(SearchOptions()),), ()), online=True)
    lines = [line.split()[0] for line in out.getvalue().splitlines() if "Velora" in line]
    assert lines == ["es.wikipedia.org", "google.serper.dev", "www.wikidata.org"]
    assert "Paid queries to serper: 5 at most (3 of the plan, 2 for controls)." in " ".join(out.getvalue().split())
    assert "secret" not in out.getvalue()
