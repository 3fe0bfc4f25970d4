"""Chinese characters as Cantonese and Hokkien speakers say them: romanisation and IPA, a whole text at a time.

Readings come from `sinoxenic` (Unihan; for Hokkien the optional package taibun); sounds from a table. Tones as said
alone: what changes between syllables is left out. Mandarin is `hanzi`'s business, Latin names are `adaptation`'s.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from brandname import data
from brandname.language.characters import is_hanzi
from brandname.language.sinoxenic import sino_reading

DATASET = "hanzi/sinitic"
"""Id in the dataset index."""
LANGUAGES = ("yue", "nan")
MOST = 6
"""Whole readings given at most."""
LONGEST = 32
"""Characters read at most: longer texts are no names."""
_MARKS = {"\u0301": "2", "\u0300": "3", "\u0302": "5", "\u0304": "7", "\u030d": "8", "\u030b": "9", "\u030c": "6"}
_STOPS = ("p", "t", "k", "h")


def native(text: str, tag: str) -> tuple[tuple[str, str], ...]:
    """Readings of a text of Chinese characters: (romanisation, IPA), likeliest first, at most MOST.

    Romanised in Jyutping (yue) or Tâi-lô (nan), syllables apart by spaces. () where the text is not all Chinese
    characters, one of them has no reading, or the package that reads Hokkien is not installed. Raises KeyError for a
    tag of another language.
    """
    base = tag.split("-")[0].lower()
    if base not in LANGUAGES:
        raise KeyError(tag)
    if not text or len(text) > LONGEST or not all(map(is_hanzi, text)):
        return ()
    choices = sino_reading(text, base).choices
    if not all(choices):
        return ()
    ranked = sorted(islice(product(*(tuple(enumerate(options)) for options in choices)), MOST * MOST),
                    key=lambda way: sum(rank for rank, _ in way))
    sound = jyutping_ipa if base == "yue" else tailo_ipa
    readings = (" ".join(syllable for _, syllable in way) for way in ranked)
    return tuple(islice(((r, ipa) for r in dict.fromkeys(readings) if (ipa := sound(r))), MOST))


def jyutping_ipa(reading: str) -> str:
    """IPA of Jyutping with tone figures, syllables apart by spaces; "" when one is no syllable."""
    return _ipa(reading, "yue")


def tailo_ipa(reading: str) -> str:
    """IPA of Tâi-lô with tone marks, syllables apart by spaces or hyphens; "" when one is no syllable."""
    return _ipa(reading.replace("-", " "), "nan")


def _ipa(reading: str, language: str) -> str:
    found = [_syllable(syllable, language) for syllable in reading.split()]
    return " ".join(found) if all(found) else ""


@lru_cache(maxsize=8192)
def _syllable(syllable: str, language: str) -> str:
    letters, tone = _figure(syllable) if language == "yue" else _mark(syllable)
    table = _table()[language]
    initials: Mapping[str, str] = table["initials"]
    for size in (3, 2, 1, 0):
        initial, rest = letters[:size], letters[size:]
        if (size and initial not in initials) or len(initial) < size:
            continue
        final = _final(rest, table)
        if final and tone in table["tones"]:
            return str(initials.get(initial, "") + final + table["tones"][tone])
    return ""


def _final(letters: str, table: Mapping[str, Mapping[str, str]]) -> str:
    """IPA of a final, its nasal vowel (nn in Tâi-lô) marked; "" when it is none."""
    plain = letters.replace("nn", "")
    if plain in table["finals"]:
        return table["finals"][plain]
    for size in range(min(3, len(plain)), 0, -1):
        nucleus, coda = table["nuclei"].get(plain[:size]), plain[size:]
        if nucleus and (not coda or coda in table["codas"]):
            nasal = "\u0303" if plain != letters else ""
            sound = nucleus[0] + nasal + nucleus[1:] + table["codas"].get(coda, "")
            return unicodedata.normalize("NFC", sound)
    return ""


def _figure(syllable: str) -> tuple[str, str]:
    return syllable[:-1].lower(), syllable[-1:]


def _mark(syllable: str) -> tuple[str, str]:
    """Letters and tone figure of a Tâi-lô syllable; without a mark the end decides between tones 1 and 4."""
    spread = unicodedata.normalize("NFD", syllable.lower())
    letters = "".join(c for c in spread if c not in _MARKS)
    marked = next((_MARKS[c] for c in spread if c in _MARKS), "")
    return letters, marked or ("4" if letters.endswith(_STOPS) else "1")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/sinitic.toml"))
