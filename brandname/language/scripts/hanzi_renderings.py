"""Spellings by sound in Chinese characters as renderings: with a reading and a measured confidence."""

from __future__ import annotations

import math
import tomllib
from functools import cache

from brandname import data
from brandname.language.characters import is_hanzi
from brandname.language.pinyin_names import pinyin_name
from brandname.language.scripts.chinese import spell, wants_traditional
from brandname.language.scripts.latin import read_back
from brandname.language.scripts.rendering import Rendering, behind
from brandname.language.scripts.rule_confidence import UNMEASURED
from brandname.language.scripts.spelling import Kind, pieces, spelled_share

CALIBRATION = "chinese/calibration.toml"


def hanzi_renderings(name: str, script: str, n: int, *, lang: str = "", origin: str = "", ipa: str = "",
                     quick: bool = False) -> tuple[Rendering, ...]:
    """Up to `n` spellings of a name in Hans or Hant characters, likeliest first; see `chinese.spell`.

    A name in characters stays as it is, capitals said letter by letter too; a name in pinyin keeps its syllables, alone
    if `origin` says so, first of all if it looks so; () for a name without a Latin word.
    """
    if any(map(is_hanzi, name)):
        whole = all(is_hanzi(char) for char in name if char.isalpha())
        return (Rendering(name, script, "zh", read_back(name, "zh"), "as_written", 1.0, 1.0, draft=False),) if whole \
            else ()
    if spelled_out(name):
        return (Rendering(name, script, "zh", read_back(name, "zh"), "letters", confidence(1.0), 1.0),)
    taken, likely = _by_pinyin(name, script, n, lang, "" if ipa and not origin else origin, ipa)
    if likely == 1.0:
        return taken
    found = spell(name, n, traditional=wants_traditional(script, lang), lang=lang, origin=origin, ipa=ipa, quick=quick)
    shares = [math.exp(one.logp) for one in found]
    usual = tuple(
        Rendering(one.text, script, "zh", read_back(one.text, "zh"), _method(one.text, quick),
                  confidence(share, quick=quick), round(share, 4))
        for one, share in zip(found, shares, strict=True)
    )
    return behind(taken, usual, likely)[:n] if taken else usual


def _by_pinyin(name: str, script: str, n: int, lang: str, origin: str, ipa: str) -> tuple[tuple[Rendering, ...], float]:
    """Characters for the syllables of a name in pinyin, and how likely it is pinyin (1 = stated); ((), 0) of others.

    Which characters are meant, the pinyin does not say: only the syllables are sure.
    """
    named = None if ipa and not origin else pinyin_name(name, origin)
    if named is None:
        return (), 0.0
    found = spell(name, n, traditional=wants_traditional(script, lang), origin="zh")
    return tuple(
        Rendering(one.text, script, "zh", read_back(one.text, "zh"), "syllables",
                  round(named.likely * UNMEASURED * math.exp(one.logp - found[0].logp), 3),
                  round(named.likely * math.exp(one.logp), 4))
        for one in found
    ), named.likely


def spelled_out(name: str) -> bool:
    """Whether a name is capitals said one by one, alone or with digits or &: those stay Latin in Chinese text."""
    parts = pieces(name)
    return any(p.kind is Kind.ACRONYM for p in parts) and all(
        p.kind in {Kind.DIGITS, Kind.AND} or (p.kind is Kind.ACRONYM and spelled_share(p.text, shouted=False) == 1)
        for p in parts)


def confidence(posterior: float, *, quick: bool = False) -> float:
    """0–1: share of held-out personal names for which a spelling with this posterior was the one in use."""
    low, rate = 0.0, 0.0
    for high, hit in _hits("quick" if quick else "hits"):
        if posterior <= high:
            return round(rate + (hit - rate) * (posterior - low) / (high - low), 3)
        low, rate = high, hit
    return round(rate, 3)


def _method(text: str, quick: bool) -> str:
    if not any(map(is_hanzi, text)):
        return "letters"
    return "tables" if quick else "tables+kana"


@cache
def _hits(depth: str) -> tuple[tuple[float, float], ...]:
    found = tomllib.loads(data.read_text(CALIBRATION))[depth]
    return tuple((float(edge), float(hit)) for edge, hit in found)
