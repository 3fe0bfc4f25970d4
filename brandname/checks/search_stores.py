"""Search inside stores: which stores of the brief serve a market, and where a person searches their goods for a name.

Stores tell programs nothing that their terms allow to be asked, so nobody is asked: a person looks, by a link that
holds the name. Whether an account or seller of the name exists there is the question of the check of handles.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote

from brandname.checks.search_queries import engines_of, request, services, split_scope, ways
from brandname.data import DatasetDamaged, read_text
from brandname.model import Brief, Question, Study
from brandname.sources.engines.queries import read_request
from brandname.sources.platforms import Kind, platforms

TABLE = "search/stores.toml"
ELSEWHERE = "*"
SHOPS = frozenset({Kind.STORE, Kind.APP})
"""Where goods or apps are searched for by name."""


def stores_of(brief: Brief, market: str) -> tuple[str, ...]:
    """The brief's marketplaces and app shops that serve a market, by id, each once."""
    wanted = (channel.casefold().replace(" ", "_") for channel in (*brief.channels_now, *brief.channels_next))
    return tuple(dict.fromkeys(id_ for id_ in wanted if _is_shop(id_) and platforms()[id_].serves(market)))


def is_store(scope: str) -> bool:
    """Whether a question's scope is a store (`mx/amazon`), not a language (`mx/es-MX`)."""
    return _is_shop(split_scope(scope)[1])


def search_page(store: str, market: str, name: str) -> str:
    """The store's search for a name there; the page to begin with where its search has no address."""
    rows = _table().get(store, {})
    link = rows.get(market) or rows.get(ELSEWHERE) or ""
    if not link:
        own = platforms()[store].manual.link
        link = own.replace("{h}", "{q}")
    return link.replace("{cc}", market).replace("{q}", quote(name, safe=""))


def link_of(question: Question, study: Study) -> str:
    """Where a person looks a question up: the store's search, or the page of the first engine of the market."""
    market, place = split_scope(question.subject.scope)
    if is_store(question.subject.scope):
        return search_page(place, market, question.subject.text)
    for choices in ways(engines_of(question, study), ()):
        for service, engine in choices:
            query = read_request(request(engine, market, place, question.subject.text))
            if query is not None and services()[service].can_ask(query):
                page = services()[service].address(query)
                if page.startswith("https://"):
                    return page
    return ""


def _is_shop(id_: str) -> bool:
    known = platforms().get(id_)
    return known is not None and known.kind in SHOPS


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    raw = tomllib.loads(read_text(TABLE))
    if not all(isinstance(link, str) and "{q}" in link for rows in raw.values() for link in rows.values()):
        raise DatasetDamaged(f"data/{TABLE}: an address without {{q}}")
    return raw
