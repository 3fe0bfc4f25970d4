"""Mandarin names in other scripts, from their pinyin: by each country's own standard, its habit, or the sounds.

Reads `data/hanzi/onward.toml`; languages without a table there are written from the sounds by `rules`. Takes syllables:
which name is pinyin, and where it is cut, is for `pinyin_names`. Knows no names: a company may write its own otherwise.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.pinyin import split
from brandname.language.pinyin_names import pinyin_name
from brandname.language.scripts.rule_confidence import UNMEASURED
from brandname.language.scripts.rules import (
    IPA_COST,
    SCRIPTS,
    RuleRendering,
    rule_renderings,
    sound_renderings,
)

DATASET = "hanzi/onward"
"""Id in the dataset index."""
PRESCRIBED = 0.5
"""Confidence where a published standard prescribes the spelling: how many brands follow it, nobody has measured."""
BEAM = 24
_CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FIRST, _FINALS = 0xAC00, 28
"""Arithmetic of hangul syllables (Unicode standard, section 3.12)."""

_Choices = tuple[tuple[str, float], ...]
"""Texts with their costs, cheapest first."""


class Basis(StrEnum):
    """What a spelling goes by."""

    STANDARD = "standard"
    """Published rules of the country for Chinese names."""
    HABIT = "habit"
    """What the press mostly writes; no rules bind it."""
    SOUND = "sound"
    """The sounds, by the rules of the script for names in general."""


@dataclass(frozen=True, slots=True)
class Onward:
    """One spelling of a Chinese name in another script."""

    text: str
    script: str
    """ISO 15924."""
    language: str
    """Base language."""
    basis: Basis
    cost: float
    """Nats above the first choice everywhere."""
    confidence: float
    """0–1: PRESCRIBED for what a standard prescribes, at most UNMEASURED else; less for second choices."""


def languages() -> tuple[str, ...]:
    """Base languages that are written here."""
    return tuple(dict.fromkeys((*(code for code in _tables() if code != "sound"), *SCRIPTS)))


def script_of(language: str) -> str:
    """ISO 15924 script of a base language; "" for one that is not written here."""
    table = _tables().get(language)
    return str(table["script"]) if table else SCRIPTS.get(language, "")


def basis_of(language: str) -> Basis:
    """What the spellings in a language go by."""
    table = _tables().get(language)
    return Basis(table["kind"]) if table else Basis.SOUND


def onward(words: Sequence[Sequence[str]], language: str, n: int = 5) -> tuple[Onward, ...]:
    """Up to `n` spellings of words in toneless syllables of pinyin, the usual first; () for a language not written.

    A syllable that Mandarin has not is a mistake of the caller: LookupError.
    """
    base = language.split("-")[0].lower()
    if not words or base not in languages():
        return ()
    if base in _tables():
        table = _tables()[base]
        found = _phrase([_word(tuple(word), base) for word in words], table["script"])
    else:
        found = tuple((r.text, r.cost) for r in sound_renderings(" ".join(map(_sounds, words)), base, n))
    basis = basis_of(base)
    sure = PRESCRIBED if basis is Basis.STANDARD else UNMEASURED
    return tuple(Onward(text, script_of(base), base, basis, round(cost, 3), round(sure * 2.0 ** -cost, 3))
                 for text, cost in found[:n])


def onward_of_name(
    name: str, language: str, n: int = 5, *, origin: str = "", ipa: str = ""
) -> tuple[tuple[Onward, ...], float]:
    """The spellings of a name that is pinyin, and how likely it is (1 = stated); ((), 0) when it is not taken for it.

    `origin`: stated BCP 47 language, `ipa`: stated pronunciation; one that goes without Chinese origin decides against.
    """
    if ipa and not origin:
        return (), 0.0
    found = pinyin_name(name, origin)
    if found is None:
        return (), 0.0
    spellings = onward(found.words, language, n)
    return tuple(replace(s, confidence=round(s.confidence * found.likely, 3)) for s in spellings), found.likely


def rules_or_onward(
    name: str, language: str, n: int = 10, *, ipas: Sequence[str] = (), ipa_cost: float = IPA_COST, origin: str = "",
    stated: bool = False,
) -> tuple[RuleRendering, ...]:
    """As `rules.rule_renderings`, but a name in pinyin goes by its syllables: alone if stated, else before the others.

    `stated`: the transcriptions are the owner's, who then says how the name is read. Languages of `languages()` too.
    """
    base = language.split("-")[0].lower()
    own, likely = onward_of_name(name, base, n, origin=origin, ipa=ipas[0] if stated and ipas else "")
    writes = likely < 1 and base in SCRIPTS
    usual = rule_renderings(name, base, n, ipas=ipas, ipa_cost=ipa_cost, origin=origin) if writes else ()
    if not own:
        return usual
    # As much dearer as the name is less likely to be no pinyin.
    later = math.log(likely / (1 - likely)) if usual else 0.0
    found = [RuleRendering(o.text, o.script, base, " ".join(map("".join, _words(name, origin))), "pinyin", o.cost,
                           o.confidence) for o in own]
    known = {rendering.text for rendering in found}
    found += [replace(r, cost=round(r.cost + later, 3), confidence=round(r.confidence * (1 - likely), 3))
              for r in usual if r.text not in known]
    return tuple(found[:n])


def _words(name: str, origin: str) -> Sequence[Sequence[str]]:
    found = pinyin_name(name, origin)
    return found.words if found else ()


def _sounds(word: Sequence[str]) -> str:
    """Broad IPA of a word as readers abroad hear it."""
    return "".join(_syllable(syllable, "sound")[0][0] for syllable in word)


@lru_cache(maxsize=4096)
def _word(word: tuple[str, ...], language: str) -> _Choices:
    """The spellings of one word."""
    paths: _Choices = (("", 0.0),)
    for syllable in word:
        options = _syllable(syllable, language)
        paths = _best((_joined(text, more, language), cost + extra) for text, cost in paths for more, extra in options)
    table = _tables()[language]
    return tuple((_finished(text, table), cost) for text, cost in paths)


@lru_cache(maxsize=8192)
def _syllable(syllable: str, language: str) -> _Choices:
    table = _tables()[language]
    if syllable in table.get("whole", {}):
        return _choices(table["whole"][syllable])
    initial, final = split(syllable)
    try:
        firsts, rests = table["initials"][initial], table["finals"][final]
    except KeyError as problem:
        raise LookupError(f"{syllable!r} is no syllable of {DATASET}") from problem
    if "columns" in table:
        row = dict(zip(table["columns"], firsts.split(), strict=True))
        return _best((row[text[0]] + text[2:], cost) for text, cost in _choices(rests))
    if "plain" in table:
        return _best((_hangul(firsts, text, table["plain"].split()), cost) for text, cost in _choices(rests))
    return _best((one + two, a + b) for one, a in _choices(firsts) for two, b in _choices(rests))


def _choices(text: str) -> _Choices:
    """`г | ґ@0.7` → ((г, 0), (ґ, .7))."""
    found = []
    for part in text.split(" | "):
        body, _, cost = part.partition("@")
        found.append((body, float(cost or 0)))
    return tuple(found)


def _best(paths: Any) -> _Choices:  # noqa: ANN401 - any iterable of texts and costs
    kept: dict[str, float] = {}
    for text, cost in sorted(paths, key=lambda path: path[1]):
        kept.setdefault(text, cost)
    return tuple(kept.items())[:BEAM]


def _hangul(initial: str, final: str, plain: Sequence[str]) -> str:
    """A final (양) with an initial before it in place of the silent one (ㅅ → 샹); its glide lost after some."""
    vowel, coda = divmod((ord(final[0]) - _FIRST) % (len(_VOWELS) * _FINALS), _FINALS)
    lossy, glides, bare = plain
    if initial in lossy and _VOWELS[vowel] in glides:
        vowel = _VOWELS.index(bare[glides.index(_VOWELS[vowel])])
    return chr(_FIRST + (_CONSONANTS.index(initial) * len(_VOWELS) + vowel) * _FINALS + coda) + final[1:]


def _joined(text: str, more: str, language: str) -> str:
    """Two syllables, with the sign that keeps them apart where the script wants one."""
    hard = _tables()[language].get("hard", "").split()
    apart = hard[1] if hard and text.endswith(hard[0]) and more[:1] in hard[2] else ""
    return text + apart + more


def _finished(text: str, table: Mapping[str, Any]) -> str:
    """A word with its capital, and the letters a last vowel is written with."""
    last, instead, but = table.get("end", "  ").split(" ")
    if last and text.endswith(last) and text[-2:-1] not in {"", but}:
        text = text[:-len(last)] + instead
    if table["script"] == "Hebr":
        from brandname.language.scripts.settings import language

        text = language("he").ended(text)
    return unicodedata.normalize("NFC", text[:1].upper() + text[1:])


def _phrase(words: Sequence[_Choices], script: str) -> _Choices:
    joiner = "・" if script == "Kana" else " "
    paths: _Choices = words[0]
    for options in words[1:]:
        paths = _best((text + joiner + more, cost + extra) for text, cost in paths for more, extra in options)
    return paths


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(data.read_text("hanzi/onward.toml"))
