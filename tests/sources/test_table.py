"""Which sources there are."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from brandname.model import Evidence, Outcome
from brandname.sources import table
from brandname.sources.base import Controls
from brandname.sources.handles import handle_sources
from brandname.sources.registries import registries
from brandname.testing import assert_source_contract
from tests.gather.test_desk import Registry

OURS = "tests.gather.test_desk:Registry"


def test_a_strangers_source_is_found_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source from an installed package is there under its name, and loaded only when asked."""
    places = {"registry": OURS, "broken": "no.such:Thing"}
    found = [EntryPoint(name, value, "brandname.sources") for name, value in places.items()]
    monkeypatch.setattr(table, "entry_points", lambda group: found)
    monkeypatch.setattr(table, "BUILT_IN", {})
    monkeypatch.setattr(table, "handle_sources", dict)
    sources = table.Sources()
    assert list(sources) == ["broken", "registry"] and len(sources) == 2
    assert sources["registry"] is sources["registry"] and sources["registry"].id == "registry"
    with pytest.raises(ModuleNotFoundError):
        sources["broken"]
    with pytest.raises(KeyError):
        sources["nobody"]


def test_our_own_sources_go_before_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package can put itself in the place of a source of ours."""
    monkeypatch.setattr(table, "entry_points", lambda group: [EntryPoint("registry", "no.such:Thing", group)])
    monkeypatch.setattr(table, "BUILT_IN", {"registry": OURS})
    assert table.Sources()["registry"].version == 1


def test_every_source_of_ours_loads_and_says_whom_it_asks() -> None:
    """A dry run can name the hosts of each source before anything is sent."""
    sources = table.Sources()
    assert {"dns", "rdap", "whois"} <= set(table.BUILT_IN)
    for id_ in table.BUILT_IN:
        assert sources[id_].id == id_ and sources[id_].hosts and sources[id_].terms.startswith("https://")


@pytest.mark.parametrize("id_", sorted(table.BUILT_IN))
def test_our_own_sources_keep_the_contract(id_: str) -> None:
    """What a plugin author must keep, ours keep too."""
    requests = [registries()[zone].known or f"velora.{zone}" for zone in registries()]
    assert_source_contract(table.Sources()[id_], [*requests, "velora.nosuchzone", "velora.com.br"])


@pytest.mark.parametrize("id_", sorted(handle_sources()))
def test_the_source_of_each_platform_keeps_the_contract(id_: str) -> None:
    """A platform answers by its marks or not at all, whichever it is."""
    sources = table.Sources()
    assert id_ in sources and sources[id_].id == id_ and sources[id_].hosts
    assert_source_contract(sources[id_], ["velora", "ve_lora", "x" * 15, "维洛拉", "../login", ""])


class Gullible(Registry):
    """Takes any page for an answer."""

    def recognise(self, evidence: Evidence) -> Outcome:
        """Found, whatever it is."""
        return Outcome.FOUND if evidence.body else Outcome.UNCLEAR


class Fixed(Registry):
    """Always tests with the same name."""

    def controls(self, letters: str, place: str) -> Controls:
        """A name that will be registered some day."""
        return Controls("known.test", "surelynobodyhasthis.test")


@pytest.mark.parametrize(("source", "says"), [(Gullible(), "for an answer"), (Fixed(), "must be random")])
def test_a_source_that_breaks_the_contract_is_told_how(source: Registry, says: str) -> None:
    """A plugin author reads what is wrong before a user does."""
    with pytest.raises(AssertionError, match=says):
        assert_source_contract(source, ["velora.test"])
    assert_source_contract(Registry(), ["velora.test"])
