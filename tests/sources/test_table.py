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
