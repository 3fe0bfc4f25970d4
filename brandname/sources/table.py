"""Which sources there are: ours in a table, strangers' through the entry point group `brandname.sources`.

A source is loaded when it is first asked. Platforms' are in a table of their own, the manifest of `platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points

from brandname.sources.base import Source
from brandname.sources.handles import handle_sources

BUILT_IN: Mapping[str, str] = {
    "brave": "brandname.sources.engines.brave:Brave",
    "dataforseo": "brandname.sources.engines.dataforseo:DataForSeo",
    "dns": "brandname.sources.dns:Dns",
    "rdap": "brandname.sources.rdap:Rdap",
    "searxng": "brandname.sources.engines.searxng:Searxng",
    "serpapi": "brandname.sources.engines.serpapi:SerpApi",
    "serper": "brandname.sources.engines.serper:Serper",
    "whois": "brandname.sources.whois:Whois",
    "wikidata": "brandname.sources.encyclopedia:Wikidata",
    "wikipedia": "brandname.sources.encyclopedia:Wikipedia",
}
"""Source id → `module:Class`. `manual` look-ups come with the study, nobody is asked."""


class Sources(Mapping[str, Source]):
    """Every source by id, each made once."""

    def __init__(self) -> None:
        self._places = {entry.name: entry.value for entry in entry_points(group="brandname.sources")} | dict(BUILT_IN)
        self._platforms = handle_sources()
        self._made: dict[str, Source] = {}

    def __getitem__(self, id_: str) -> Source:
        if id_ not in self._made and id_ in self._platforms:
            self._made[id_] = self._platforms[id_]()
        elif id_ not in self._made:
            module, _, name = self._places[id_].partition(":")
            self._made[id_] = getattr(import_module(module), name)()
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._places, *self._platforms}))

    def __len__(self) -> int:
        return len({*self._places, *self._platforms})
