"""A name's spellings in katakana as if it came from each language it may come from, by how likely each is.

The shares are those of `language/origin.py`, or one language that was stated; the spellings of each are those of
`kana_spelling` put together with what the trained models say of the word. All words of a name are read in one language
at a time: either `Saint Laurent` is French or it is not. But Japanese words stand beside English ones in names, so each
word is asked by itself whether it is one. What comes from none of the languages with rules stays as the models spell
it. Takes pieces and the models' spellings, and knows neither scripts nor models itself.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data
from brandname.language.english import is_known
from brandname.language.origin import origins, share_of
from brandname.language.scripts.kana_spelling import FILE, covered, is_listed, kana_of
from brandname.language.scripts.spelling import Kind, Piece, plain_letters
from brandname.language.scripts.votes import Votes, normalised, pooled, products, ranked, share

SILENT = frozenset({"", "und", "zh", "cmn"})
"""Stated languages that say nothing about a name in plain letters; what is pinyin has been written before."""

JAPANESE = "ja"

Options = Sequence[Sequence[tuple[str, float]]]
"""For each piece of a name its spellings with log posteriors, likeliest first."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How guesses count; fitted, see `benchmarks/RESULTS.md`."""

    foreign: float
    """What shares of languages with rules are multiplied by."""
    known: float
    """The same once more for a name all of whose words the dictionary of English knows."""
    japanese: float
    """The same for Japanese in Latin letters, which nobody reads otherwise in Japan."""
    least: float
    """Shares below it are passed over."""
    clear: float
    """The same at the quick depth."""
    stated: float
    """Share of a language that was stated."""
    by_rule: float
    """Vote of the spelling by rule within its language."""
    by_models: float
    """Vote of the trained models there."""
    floor: float
    """Nats below its best at which one of them rates what it did not list."""
    listed: int
    """Spellings by rule that are looked at."""


def by_origin(
    name: str, parts: Sequence[Piece], options: Options, n: int, *, origin: str = "", quick: bool = False
) -> list[tuple[tuple[str, ...], float]]:
    """The likeliest spellings of all pieces, with log posteriors, over the languages the name may come from.

    `options`: what the models say of each piece; `origin`: the language it comes from, if somebody stated it; `quick`:
    only what it rather clearly comes from is looked at.
    """
    stated = origin.split("-")[0].lower()
    least = _settings().clear if quick else _settings().least
    if stated in SILENT:
        options = [_maybe_japanese(part, ours, least) for part, ours in zip(parts, options, strict=True)]
    usual = products(options, n)
    words = tuple(part.text for part in parts if part.kind is Kind.WORD)
    weights = {tag: weight for tag, weight in _weights(name, words, stated).items() if weight >= least}
    if not weights:
        return usual
    found: dict[tuple[str, ...], float] = {}
    rest = 1.0 - sum(weights.values())
    if rest > 0:
        found.update((texts, rest * math.exp(logp)) for texts, logp in usual)
    for language, weight in weights.items():
        inside = [_read_in(part, ours, language) for part, ours in zip(parts, options, strict=True)]
        for texts, logp in products(inside, n):
            found[texts] = found.get(texts, 0.0) + weight * math.exp(logp)
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:n]
    return [(texts, math.log(chance)) for texts, chance in best]


def reads(origin: str) -> bool:
    """Whether there are rules for a stated language of origin (BCP 47)."""
    return origin.split("-")[0].lower() in covered()


@lru_cache(maxsize=4096)
def _weights(name: str, words: tuple[str, ...], origin: str) -> Mapping[str, float]:
    """What the reading in each language with rules counts; the rest up to one is for the models alone."""
    own = _settings()
    if origin not in SILENT:
        return {origin: own.stated} if origin in covered() else {}
    guessed = dict(origins(name)) if words else {}
    dampened = own.foreign * (own.known if all(is_known(plain_letters(word)) for word in words) else 1.0)
    ours = {tag: dampened * guessed[tag] for tag in covered() if tag in guessed and tag != JAPANESE}
    others = sum(part for tag, part in guessed.items() if tag not in ours)
    whole = sum(ours.values()) + max(others, own.least)
    return {tag: part / whole for tag, part in ours.items()}


def _maybe_japanese(part: Piece, ours: Sequence[tuple[str, float]], least: float) -> Sequence[tuple[str, float]]:
    """A piece's spellings, those as a Japanese word among them by how likely it is one."""
    share_ja = share_of(part.text, JAPANESE) if part.kind is Kind.WORD else 0.0
    weight = share_ja * _settings().japanese
    weight /= 1.0 - share_ja + weight
    if weight < least:
        return ours
    found = {text: (1.0 - weight) * math.exp(logp) for text, logp in ours}
    for text, logp in _read_in(part, ours, JAPANESE):
        found[text] = found.get(text, 0.0) + weight * math.exp(logp)
    return ranked({text: math.log(chance) for text, chance in found.items() if chance > 0}, max(len(ours), len(found)))


def _read_in(part: Piece, ours: Sequence[tuple[str, float]], language: str) -> Sequence[tuple[str, float]]:
    """A piece's spellings in one language: by rule and by the models; little words as the rules have them."""
    if part.kind is not Kind.WORD:
        return ours
    own = _settings()
    ruled = share(kana_of(part.text, language, own.listed))
    if not ruled:
        return ours
    if is_listed(part.text, language):
        return ranked(ruled, len(ruled))
    models: Votes = normalised(dict(ours))
    return ranked(pooled([(own.by_rule, ruled), (own.by_models, models)], own.floor), max(len(ours), own.listed))


@cache
def _settings() -> Settings:
    raw = tomllib.loads(data.read_text(FILE))["guess"]
    return Settings(**raw)
