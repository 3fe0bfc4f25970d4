"""What the search check asks: which services for which engines, and which words in each market and language.

Three queries an engine: the name, the name with the goods, and how people would write it who only heard it (or who
write in another script). Encyclopaedias are asked for the name alone, once a language. Asks nobody, judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from brandname.language.folding import letters
from brandname.model import Candidate, Question, Study
from brandname.sources.engines.base import Engine
from brandname.sources.engines.queries import SearchQuery, read_request, wiki_of

WEB = ("searxng", "serper", "serpapi", "dataforseo", "brave")
"""Services that show pages of web engines; of two that show the same engine the first that can be asked does it."""
TITLES = ("wikipedia", "wikidata")
"""Encyclopaedias. They know no countries, and are asked once a language."""
ANYWHERE = "zz"
"""Stands for the market of what knows no markets (ISO 3166-1 keeps it for users)."""
GENERAL = ("searxng", "brave")
"""Engines that are no market's own and serve any: what an instance is set to, and an index of its own."""
LIKELY_HEARD, LIKELY_LOCAL = 0.1, 0.2
"""Least chance at which a misspelling, and a spelling in another script, is worth a query."""
GOODS_WORDS = 4
"""Words of the brief's goods that are put behind a name: people type few."""


class Asking(StrEnum):
    """What a query is for."""

    NAME = "name"
    GOODS = "goods"
    """The name with the words of the goods."""
    HEARD = "heard"
    """What people write who have only heard the name, or who write in another script."""


@dataclass(frozen=True, slots=True)
class Goods:
    """The words of the goods in one language."""

    words: str
    """As people type them; empty when nothing is known of the goods."""
    stated: bool
    """Given for this very language; else the brief's own words, in whatever language it is written."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is typed for one name in one language."""

    name: str
    goods: str
    """The name with the words of the goods; empty for none."""
    heard: str
    """Empty for none."""

    def of(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """The texts of some kinds of query, without the name itself."""
        return tuple(text for kind, text in ((Asking.GOODS, self.goods), (Asking.HEARD, self.heard))
                     if text and kind in kinds)


@cache
def services() -> Mapping[str, Engine]:
    """Every service by id, in the order of preference."""
    from brandname.sources.encyclopedia import Wikidata, Wikipedia
    from brandname.sources.engines.brave import Brave
    from brandname.sources.engines.dataforseo import DataForSeo
    from brandname.sources.engines.searxng import Searxng
    from brandname.sources.engines.serpapi import SerpApi
    from brandname.sources.engines.serper import Serper

    made: tuple[Engine, ...] = (Searxng(), Serper(), SerpApi(), DataForSeo(), Brave(), Wikipedia(), Wikidata())
    return {service.id: service for service in made}


def split_scope(scope: str) -> tuple[str, str]:
    """Market code and what comes after it: a language tag, or a store."""
    market, _, rest = scope.partition("/")
    return market, rest


def engines_of(question: Question, study: Study) -> tuple[str, ...]:
    """The engines people use in a question's market; none where nobody knows."""
    code, _ = split_scope(question.subject.scope)
    return next((market.engines for market in study.markets if market.code == code), ())


def ways(engines: Sequence[str], wanted: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each engine the (service, engine) pairs that show its pages, best first; the market's own engines first.

    `wanted` are services, or `service/engine` (`searxng/baidu`) which stands for itself in every market; empty for all.
    """
    named = [one.partition("/")[::2] for one in wanted]
    allowed = [service for service, engine in named if not engine] or ([] if named else list(WEB))
    own = [tuple((id_, engine) for id_ in allowed if id_ not in GENERAL and engine in services()[id_].engines)
           for engine in engines]
    general = [((id_, id_),) for id_ in GENERAL if id_ in allowed]
    return tuple(dict.fromkeys((*(((s, e),) for s, e in named if e), *filter(None, own), *general)))


def request(engine: str, market: str, language: str, text: str) -> str:
    """The canonical request of a query."""
    return SearchQuery(engine, market, language, " ".join(text.split())).request


def title_requests(question: Question) -> tuple[tuple[str, str], ...]:
    """(source, request) of each encyclopaedia that has the language; equal for all markets that share it."""
    _, language = split_scope(question.subject.scope)
    code = wiki_of(language)
    return tuple((id_, request(id_, ANYWHERE, code, question.subject.text)) for id_ in TITLES) if code else ()


def asking_of(question: Question, asked: str) -> Asking:
    """What a query was for, by its words."""
    query = read_request(asked)
    text, name = query.text if query else "", " ".join(question.subject.text.split())
    if text == name:
        return Asking.NAME
    return Asking.GOODS if text.startswith(f"{name} ") else Asking.HEARD


def texts_of(question: Question, study: Study, goods: Sequence[str]) -> Texts:
    """The words of each query about one name in one language."""
    _, language = split_scope(question.subject.scope)
    name = question.subject.text
    words = goods_in(language, study.brief.goods, goods).words
    own = next((c for c in study.candidates if c.name == question.candidate), Candidate(question.candidate))
    mine = name in (own.name, *own.latin)
    heard = heard_as(name, language, own.say if mine else "", own.lang if mine else "")
    taken = {letters(text) for code in question.markets for text in own.names_in(code)}
    return Texts(name, f"{name} {words}" if words else "", "" if letters(heard) in taken else heard)


def goods_in(language: str, brief: str, stated: Sequence[str]) -> Goods:
    """The words of the goods: those stated for the language, else the first of the brief's own.

    `stated` are texts like `de=Sprudeltee`; a language alone serves all its regions.
    """
    own: dict[str, str] = {}
    for entry in stated:
        tag, _, said = entry.partition("=")
        own[tag.strip()] = said
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        if words := _typed(own.get("-".join(parts[:length]), "")):
            return Goods(words, stated=True)
    return Goods(_typed(re.split(r"[,;:()/|\n。，；：（）、]", brief.strip())[0]), stated=False)


def _typed(text: str) -> str:
    """Some words as people type them, without what engines take for a command."""
    words = [word for raw in text.split() if (word := raw.strip("\"'“”„«»!?:<>+-.")) and letters(word)]
    return " ".join(words[:GOODS_WORDS])


@lru_cache(maxsize=4096)
def heard_as(name: str, language: str, stated: str, origin: str) -> str:
    """What is likely to be typed instead of the name: as heard, or in the script of the language; empty for nothing.

    `stated` is how the team says it, `origin` the language it comes from.
    """
    from brandname.language.alphabets import orthography, scripts_in

    ortho = orthography(language)
    if ortho is None or not scripts_in(name):
        return ""
    if scripts_in(name) == ("Latn",) and not ortho.reads("Latn"):
        found = _in_script(name, language, stated, origin)
    else:
        found = _misheard(name, language, stated, origin)
    return "" if letters(found) == letters(name) else found


def _misheard(name: str, language: str, stated: str, origin: str) -> str:
    from brandname.checks.pronunciation_listening import phone
    from brandname.language.readings import is_covered, readings

    if not is_covered(language):
        return ""
    found = phone(name, language, readings(name, language, say=stated, origin=origin, rendered=("", 0.0)))
    likeliest = found.others[0] if found and found.others else None
    return likeliest.spelling if likeliest and likeliest.probability >= LIKELY_HEARD else ""


def _in_script(name: str, language: str, stated: str, origin: str) -> str:
    from brandname.checks.transliteration_judge import ways as written
    from brandname.language.scripts.book import open_renderings
    from brandname.language.scripts.onward import rules_or_onward
    from brandname.language.scripts.stated import stated_ipa

    way, ipa = written(language), stated_ipa(stated)
    if way is None:
        return ""
    if way.trained:
        drafts = open_renderings(way.script, quick=True).renderings(
            name, lang=language if way.language == "zh" else "", origin=origin, ipa=ipa)
        return drafts[0].text if drafts and drafts[0].confidence >= LIKELY_LOCAL else ""
    spelled = rules_or_onward(name, way.language, 1, ipas=(ipa,) if ipa else (), origin=origin, stated=bool(ipa))
    return spelled[0].text if spelled and spelled[0].confidence >= LIKELY_LOCAL else ""
