"""Which sources there are."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from brandname.sources import table

OURS = "tests.gather.test_desk:Registry"


def test_a_strangers_source_is_found_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source from an installed package is there under its name, and loaded only when asked."""
    places = {"registry": OURS, "broken": "no.such:Thing"}
    found = [EntryPoint(name, value, "brandname.sources") for name, value in places.items()]
    monkeypatch.setattr(table, "entry_points", lambda group: found)
    monkeypatch.setattr(table, "BUILT_IN", {})
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
