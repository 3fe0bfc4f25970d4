"""How a word is said, as codes of English sounds: as stated, by its language of origin, or as English would.

Sounds English lacks become the nearest it has (`data/translit/sounds.toml`). One word at a time, in Latin letters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data
from brandname.language.english import codes_of, spell_codes
from brandname.language.g2p import open_engine
from brandname.language.scripts.spelling import plain_letters
from brandname.language.scripts.stated import UNREAD
from brandname.language.scripts.words import parts_of

_STRESS = {"ˈ": "1", "ˌ": "2"}
_TIES = str.maketrans("", "", "͜͡")


@dataclass(frozen=True, slots=True)
class Saying:
    """How one word is said."""

    codes: str
    """Sounds as `english.CODES` writes them."""
    foreign: bool = False
    """Said otherwise than English spelling suggests, because somebody stated it or its language."""


@lru_cache(maxsize=8192)
def saying(word: str, origin: str = "", ipa: str = "") -> Saying:
    """How a word is said: as stated, else by the rules of its language of origin (BCP 47), else as English would."""
    if ipa and (codes := codes_of_ipa(ipa)):
        return Saying(codes, foreign=True)
    if origin.split("-")[0].lower() not in UNREAD:
        engine = open_engine(origin)
        read = engine.read(unicodedata.normalize("NFC", word.lower())) if engine else ""
        if codes := codes_of_ipa(read):
            return Saying(codes, foreign=True)
    return Saying("".join(codes_of(part) for part in parts_of(word) or (plain_letters(word),)))


def codes_of_ipa(ipa: str) -> str:
    """Codes of the English sounds nearest to IPA, vowels with their stress; "" when nothing in it is a sound."""
    pattern, sounds, vowels = _table()
    phones: list[str] = []
    level = "0" if "ˈ" in ipa else "1"  # unmarked, the first vowel is taken to be the stressed one
    for match in pattern.finditer(unicodedata.normalize("NFC", ipa.translate(_TIES))):
        if match[0] in _STRESS:
            level = _STRESS[match[0]]
            continue
        first, *rest = sounds[match[0]]
        phones += [first + level if match[0] in vowels else first, *rest]
        level = "0" if match[0] in vowels else level
    return spell_codes(phones)


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]], frozenset[str]]:
    """What finds a sound, ARPABET of each, and which are vowels."""
    raw = tomllib.loads(unicodedata.normalize("NFC", data.read_text("translit/sounds.toml")))
    listed = {
        ipa: tuple(phones.split()) for kind in raw.values() for phones, ipas in kind.items() for ipa in ipas.split()
    }
    vowels = frozenset(ipa for ipas in raw["vowels"].values() for ipa in ipas.split())
    longest_first = sorted([*listed, *_STRESS], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), listed, vowels
