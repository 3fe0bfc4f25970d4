"""How much a near name weighs: by likeness, kind of business and place. Facts are weighed, no right is judged."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from brandname.checks.nearness import packed
from brandname.checks.similarity_lists import Neighbour
from brandname.language.distance.likeness import Band
from brandname.model import Hit, Message, Param, Question, Study, say
from brandname.model.text import pack

BY_LIKENESS = ((0.45, 0.1), (0.55, 0.25), (0.75, 0.5), (0.85, 0.62), (1.0, 0.75))
"""Likeness → risk of a brand with the same goods in the same market, in straight lines between."""
SAME = 0.8
"""Risk of the very same name."""
LISTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"brands": (1.0, SAME), "competitors": (1.15, 0.9), "shortlist": (0.5, 0.3)})
"""List → factor on the risk, and most it can be: a competitor has the same goods and market for certain; two names of
one shortlist only get in each other's way, a caution at most."""
GOODS = MappingProxyType({"same": 1.0, "unknown": 0.8, "other": 0.6})
"""Share of the risk that is left by kind of business; unknown weighs more than another one."""
PLACE = MappingProxyType({"here": 1.0, "unknown": 0.8, "elsewhere": 0.4})
"""The same by place."""
SURE: Mapping[Band, float] = MappingProxyType({Band.SAME: 0.9, Band.CLOSE: 0.75, Band.ALIKE: 0.55})
"""Confidence that people would take one name for the other, by likeness alone."""
SHOWN_COUNTRIES = 6
"""Countries named in a hit."""


def hit(found: Neighbour, list_: str, question: Question, study: Study) -> Hit:
    """What one entry of a list is told as."""
    near, entry = found.near, found.entry
    measures: dict[str, Param] = {"name": entry.name, "score": near.score, "band": near.band.value, **near.measures}
    factor, most = LISTS[list_]
    risk = most if near.band is Band.SAME else min(most, factor * by_likeness(near.score))
    params: dict[str, Param] = {
        "name": entry.name if found.written == entry.name else f"{entry.name} ({found.written})",
        "score": near.score, "band": near.band.value, "reasons": packed(near.reasons),
    }
    if list_ == "brands":
        goods, place = goods_of(found, study), place_of(found, question)
        risk *= GOODS[goods] * PLACE[place]
        measures |= {"goods": goods, "place": place, "kinds": entry.kinds, "countries": entry.countries}
        params |= {"goods": pack(_goods(found, goods)), "place": pack(_place(found))}
    return Hit(f"similarity/{list_}/{entry.key}", say(f"similarity.hit.{list_}", **params), round(risk, 4),
               SURE[near.band], measures=measures)


def by_likeness(score: float) -> float:
    """Risk of a name that is not the same, by its likeness."""
    for (low, floor), (high, top) in pairwise(BY_LIKENESS):
        if score <= high:
            return max(0.0, floor + (score - low) / (high - low) * (top - floor))
    return BY_LIKENESS[-1][1]


def goods_of(found: Neighbour, study: Study) -> str:
    """Whether a brand's business has a class of the brief's goods; `unknown` when either cannot be told."""
    wanted = {*study.brief.nice, *study.brief.nice_later}
    if not wanted or not found.entry.classes:
        return "unknown"
    return "same" if wanted & found.entry.classes else "other"


def place_of(found: Neighbour, question: Question) -> str:
    """Whether a brand is known in a market of the question."""
    entry = found.entry
    if "001" in entry.countries or set(question.markets) & set(entry.countries):
        return "here"
    return "unknown" if entry.everywhere else "elsewhere"


def _goods(found: Neighbour, goods: str) -> Message:
    kinds = tuple(kind.partition("/")[2].replace("_", " ") for kind in found.entry.kinds if kind != "advertising/totem")
    return say(f"similarity.goods.{goods}", kinds=kinds) if kinds else say("similarity.goods.untold")


def _place(found: Neighbour) -> Message:
    countries = tuple(code for code in found.entry.countries if code.isalpha())
    if "001" in found.entry.countries:
        return say("similarity.place.world")
    if not countries:
        return say("similarity.place.untold")
    key = "many" if len(countries) > SHOWN_COUNTRIES else "some"
    return say(f"similarity.place.{key}", countries=countries[:SHOWN_COUNTRIES], n=len(countries))
