"""Where a question was asked, in the reader's words: a language, market, platform, ending, office, store or list.

Codes stay beside a name where somebody has to write them down: offices. What has no name here keeps its code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandname.reports.catalogue import Catalogue

KINDS = frozenset({"language", "market", "domain", "platform", "office", "script", "list"})
"""Kinds of subjects (`model.SubjectKind`) whose scopes have names."""


def name_place(say: Catalogue, place: str) -> str:
    """A scope with its kind, as messages carry it (`platform:tiktok_shop`); a text without a kind stays as it is."""
    kind, colon, scope = place.partition(":")
    return name_scope(say, kind, scope) if colon and kind in KINDS else place


def name_scope(say: Catalogue, kind: str, scope: str) -> str:
    """A scope of a kind (`de/amazon` of `market`: Amazon in Germany)."""
    if kind == "language":
        return say.language_name(scope)
    if kind == "script":
        return say.script_name(scope)
    if kind == "domain":
        return f".{scope}" if scope else scope
    if kind == "platform":
        return _platform(say, scope)
    if kind == "office":
        return _office(say, scope)
    if kind == "list":
        return _list(say, scope)
    return _in_market(say, scope) if kind == "market" else scope


def name_source(say: Catalogue, id_: str) -> str:
    """A source of evidence (`handles_bluesky`: Bluesky); the id of one without a name here."""
    platform = id_.removeprefix("handles_")
    if platform != id_:
        return _platform(say, platform)
    key = f"report.source.{id_}"
    return say(key) if say.has(key) else id_


def _platform(say: Catalogue, id_: str) -> str:
    key = f"facts.platform.{id_}"
    return say(key) if say.has(key) else id_


def _office(say: Catalogue, code: str) -> str:
    key = f"report.office.{code}"
    name = say(key) if say.has(key) else say.market_name(code.lower())
    return code if name.casefold() == code.casefold() else say("report.scope.office", name=name, code=code)


def _list(say: Catalogue, id_: str) -> str:
    kind, _, market = id_.partition("-")
    key = f"report.scope.{kind}_in" if market else f"report.scope.{kind}"
    if kind not in ("brands", "competitors", "shortlist") or not say.has(key):
        return id_
    return say(key, market=market) if market else say(key)


def _in_market(say: Catalogue, scope: str) -> str:
    """A market, a store in one (`de/amazon`), or a language searched there (`de/de-DE`: Germany, in German)."""
    market, slash, rest = scope.partition("/")
    if not slash:
        return say.market_name(market)
    if say.has(f"facts.platform.{rest}"):
        return say("report.scope.store", place=_platform(say, rest), market=market)
    base, _, region = rest.rpartition("-")
    own = base if region.casefold() == market.casefold() else rest
    return say("report.scope.search", language=own, market=market)
