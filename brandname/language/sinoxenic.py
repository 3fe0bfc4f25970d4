"""Chinese characters as Cantonese, Hokkien, Japanese, Korean and Vietnamese readers say them.

Character by character: from Unihan, put in order by `data/hanzi/abroad.toml`, which also has the reading that goes with
a Mandarin one; Vietnamese from a table of ours; Hokkien from the optional package taibun, when it is installed. The
sound of a name in characters, not what a company would choose to be called there. A language that lacks a reading for
one character has no reading of the name, and says for which.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from brandname import data
from brandname.language.characters import Character, character
from brandname.language.pinyin import CANTONESE_SYSTEMS, romanise

LANGUAGES = ("yue", "nan", "ja", "ko", "vi")
HOKKIEN = "taibun"
_SYLLABLE, _FIRST_SYLLABLE, _FINALS, _VOWELS = 11172, 0xAC00, 28, 21
"""Arithmetic of hangul syllables (Unicode standard, section 3.12)."""
_LEADS = "g kk n d tt r m b pp s ss . j jj ch k t p h"
_NUCLEI = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_CODAS = ". k k k n n n t l k m p l l p l m p p t t ng t t k t p t"
"""Revised Romanisation of Korean (2000), syllable by syllable, without the changes between syllables."""
_RIEUL, _NIEUN, _SILENT = 5, 2, 11
_HARD = str.maketrans({soft: chr(ord(soft) + 2) for soft in "ハヒフヘホ"})
_Y_VOWELS = frozenset({2, 3, 6, 7, 12, 17, 20})
"""Vowels before which initial ㄴ and ㄹ fall silent at the start of a word."""


@dataclass(frozen=True, slots=True)
class SinoReading:
    """A name in Chinese characters, read in another language."""

    language: str
    """One of LANGUAGES."""
    text: str
    """The likeliest reading as the language is written for it: jyutping, Tâi-lô, katakana, hangul, Vietnamese letters;
    syllables apart by spaces (katakana and hangul joined). Empty only when `unknown` or `missing` says why."""
    latin: str
    """The same in plain Latin letters: jyutping, Tâi-lô, Hepburn rōmaji, Revised Romanisation, Vietnamese."""
    choices: tuple[tuple[str, ...], ...]
    """Every reading of each character, likeliest first; () = not known."""
    via: tuple[str, ...]
    """The form of each character the readings belong to (發 for 发); "" where there are none."""
    unknown: tuple[str, ...]
    """Characters without a reading in this language."""
    other: tuple[tuple[str, str], ...] = ()
    """Other romanisations: (system, text); Cantonese only."""
    missing: str = ""
    """Name of the package that would read it and is not installed."""


def sino_readings(text: str, pinyin: Sequence[str] = ()) -> tuple[SinoReading, ...]:
    """The readings of a text of Chinese characters, one for each of LANGUAGES; `pinyin` as for `sino_reading`."""
    return tuple(sino_reading(text, language, pinyin) for language in LANGUAGES)


def sino_reading(text: str, language: str, pinyin: Sequence[str] = ()) -> SinoReading:
    """The reading of Chinese characters in one of LANGUAGES; raises KeyError for another.

    pinyin: how each character is meant to be read in Mandarin, tones marked; it decides where a character has several
    readings that go with several meanings (乐 yuè music, lè joy).
    """
    if language == "nan" and not hokkien_version():
        return SinoReading(language, "", "", tuple(() for _ in text), tuple("" for _ in text), tuple(text), (), HOKKIEN)
    meant = pinyin if len(pinyin) == len(text) else [""] * len(text)
    pairs = [_choices(char, language, syllable) for char, syllable in zip(text, meant, strict=True)]
    choices, via = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    unknown = tuple(dict.fromkeys(c for c, found in zip(text, choices, strict=True) if not found))
    if unknown or not text:
        return SinoReading(language, "", "", choices, via, unknown)
    first = tuple(found[0] for found in choices)
    written, latin = _whole(first, language)
    other = tuple((system, " ".join(romanise(s, system) for s in first))
                  for system in CANTONESE_SYSTEMS) if language == "yue" else ()
    return SinoReading(language, written, latin, choices, via, (), other)


def initial_law(hangul: str) -> str:
    """Sino-Korean at the start of a word as South Korea writes it: 로 → 노, 리 → 이, 녀 → 여."""
    code = ord(hangul[0]) - _FIRST_SYLLABLE if hangul else -1
    if not 0 <= code < _SYLLABLE:
        return hangul
    lead, rest = divmod(code, _VOWELS * _FINALS)
    if lead in {_RIEUL, _NIEUN} and rest // _FINALS in _Y_VOWELS:
        lead = _SILENT
    elif lead == _RIEUL:
        lead = _NIEUN
    return chr(_FIRST_SYLLABLE + lead * _VOWELS * _FINALS + rest) + hangul[1:]


def romanise_hangul(text: str) -> str:
    """Revised Romanisation syllable by syllable; other characters stay."""
    leads, nuclei, codas = _LEADS.split(), _NUCLEI.split(), _CODAS.split()
    out = []
    for char in text:
        code = ord(char) - _FIRST_SYLLABLE
        if 0 <= code < _SYLLABLE:
            lead, rest = divmod(code, _VOWELS * _FINALS)
            vowel, coda = divmod(rest, _FINALS)
            out.append((leads[lead] + nuclei[vowel] + codas[coda]).replace(".", ""))
        else:
            out.append(char)
    return "".join(out)


@cache
def hokkien_version() -> str:
    """Version of the installed taibun; "" when it is not installed."""
    try:
        return version(HOKKIEN)
    except PackageNotFoundError:
        return ""


def _whole(first: tuple[str, ...], language: str) -> tuple[str, str]:
    if language == "ja":
        latin, kana = zip(*map(tuple, _joined([reading.split("/") for reading in first])), strict=True)
        return "".join(kana), _hepburn("".join(latin))
    if language == "ko":
        hangul = initial_law("".join(first))
        return hangul, romanise_hangul(hangul)
    text = " ".join(first)
    return text, text


def _joined(readings: list[list[str]]) -> list[list[str]]:
    """Sino-Japanese readings, with what happens where two of a pair meet: ichi + hin → ippin, gaku + kou → gakkou.

    Source: Vance, The Sounds of Japanese (2008), 6.3; names of more characters are said in pairs from the start.
    """
    for one, two in zip(readings[::2], readings[1::2], strict=False):
        start = two[0][0]
        if (one[1][-1] in "ツチ" and start in "kst") or (one[1][-1] in "クキ" and len(one[1]) > 1 and start == "k"):
            one[:] = re.sub("[a-z][^a-z]*[aiueo]$|tsu$|chi$", "", one[0]) + start, one[1][:-1] + "ッ"
        elif ((one[1][-1] in "ツチ" and len(one[1]) > 1) or one[1][-1] == "ン") and start in "hf":
            if one[1][-1] != "ン":
                one[:] = re.sub("tsu$|chi$", "", one[0]) + "p", one[1][:-1] + "ッ"
            two[:] = "p" + two[0][1:], two[1].translate(_HARD)
    return readings


def _hepburn(doubled: str) -> str:
    """Long vowels with macrons: `koubutsu` → `kōbutsu` (ei stays, as in Hepburn)."""
    return doubled.replace("ou", "ō").replace("uu", "ū").replace("oo", "ō")


def _choices(char: str, language: str, pinyin: str) -> tuple[tuple[str, ...], str]:
    """The readings of a character and the form they belong to: in Japan and Korea the traditional one, else its own."""
    if language == "nan":
        found = _hokkien(char)
        return ((found,), char) if found else ((), "")
    entry = character(char)
    if entry is None:
        return (), ""
    own = _of(entry, language, pinyin)
    # 叶 for leaf is written 葉 there; 叶 itself is another, rare character.
    other = bool(entry.traditional) and entry.traditional[0] != char and language in {"ja", "ko"}
    if own and not other:
        return own, char
    forms = [form for form in map(character, entry.traditional) if form is not None and _of(form, language, pinyin)]
    readings = tuple(dict.fromkeys(reading for form in forms for reading in _of(form, language, pinyin)))
    return (readings, forms[0].char) if forms else (own, char if own else "")


def _of(entry: Character, language: str, pinyin: str) -> tuple[str, ...]:
    """The readings of one form, that of the Mandarin one first, then the usual one."""
    known = {"yue": entry.cantonese, "ja": entry.japanese, "ko": entry.korean,
             "vi": _vietnamese().get(entry.char, ())}[language]
    tables = _abroad()
    rows = (tables["by_mandarin"].get(f"{form} {pinyin}") for form in (entry.char, *entry.traditional))
    meant = next((row[language] for row in rows if row), "")
    usual = (reading for reading, chars in tables["usual"].get(language, {}).items() if entry.char in chars)
    return tuple(dict.fromkeys((*([meant] if meant else []), *usual, *known)))


@cache
def _abroad() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/abroad.toml"))


@cache
def _vietnamese() -> dict[str, tuple[str, ...]]:
    """Character → its Hán-Việt readings, the usual one first."""
    found: dict[str, tuple[str, ...]] = {}
    for reading, chars in tomllib.loads(data.read_text("hanzi/hanviet.toml"))["readings"].items():
        for char in chars:
            found[char] = (*found.get(char, ()), reading)
    return found


@lru_cache(maxsize=4096)
def _hokkien(char: str) -> str:
    """Tâi-lô of one character; "" when taibun gives the character back."""
    found = unicodedata.normalize("NFC", str(_converter().get(char)).strip().lower())
    return found if found and found[0].isalpha() and unicodedata.name(found[0]).startswith("LATIN") else ""


@cache
def _converter() -> Any:  # noqa: ANN401 - an optional package without types
    return import_module(HOKKIEN).Converter(system="Tailo", sandhi="none")
