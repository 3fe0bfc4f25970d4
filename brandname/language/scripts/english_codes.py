"""Sounds of any language as the one-character codes of English sounds, which the trained readers know.

What English lacks becomes its nearest English sound, so that stated sounds and other languages' rules can vote.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from brandname.language.english import CODES
from brandname.language.g2p import open_engine
from brandname.language.scripts.stated import UNREAD
from brandname.language.segments import distance, is_vowel, pieces

_DIPHTHONGS = frozenset({"aʊ", "aɪ", "eɪ", "oʊ", "ɔɪ"})
_STRESS = {"ˈ": "1", "ˌ": "2"}
_LIKE = {"e": "ɛ", "o": "oʊ", "a": "ɑ", "y": "u", "ø": "ɝ", "œ": "ɝ", "ɒ": "ɑ", "ɐ": "ʌ", "r": "ɹ", "ʁ": "ɹ", "ɾ": "ɹ",
         "x": "h", "χ": "h", "ç": "h", "β": "v", "ɣ": "ɡ", "ɲ": "n", "ʎ": "l", "ɬ": "l", "g": "ɡ", "ts": "s",
         "dz": "z", "tɕ": "tʃ", "dʑ": "dʒ", "ʈʂ": "tʃ", "ʂ": "ʃ", "ɕ": "ʃ", "ʐ": "ʒ", "ʑ": "ʒ", "q": "k", "ɥ": "w"}
"""Sounds English lacks, by what its speakers say instead; others by features."""


def codes_of_ipa(ipa: str) -> str:
    """Codes of an IPA transcription of one word; "" when it holds no sound."""
    found: list[str] = []
    level = ""
    for sound in _joined(ipa):
        if sound in _STRESS:
            level = _STRESS[sound]
            continue
        code = _code(sound, level or "0")
        if code:
            found.append(code)
            level = "" if is_vowel(sound[0]) else level
    return "".join(found)


@lru_cache(maxsize=2048)
def codes_of_origin(word: str, origin: str) -> str:
    """Codes of a word by the spelling rules of its language; "" for English, no language, or one without rules."""
    if origin.split("-")[0].lower() in UNREAD:
        return ""
    engine = open_engine(origin)
    plain = unicodedata.normalize("NFC", word.lower())
    return codes_of_ipa(engine.read(plain)) if engine is not None and engine.covers(plain) else ""


def _joined(ipa: str) -> list[str]:
    """Sounds and stress marks, without length and ties; diphthongs and affricates of English as one."""
    parts = ["".join(c for c in part if c not in "ː\u0361\u035c\u0329\u032f ") for part in pieces(ipa)]
    found: list[str] = []
    for part in filter(None, parts):
        if found and found[-1] + part in _DIPHTHONGS:
            found[-1] += part
        else:
            found.append(part)
    return found


@lru_cache(maxsize=4096)
def _code(sound: str, level: str) -> str:
    plain = unicodedata.normalize("NFD", sound)
    nasal = "\u0303" in plain and is_vowel(plain[0])
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "ʰʷʲˠˤʼ")
    plain = _LIKE.get(plain, plain)
    table = _codes()
    known = table.get((plain, level)) or table.get((plain, ""))
    if not known:
        kind = [(ipa, its) for ipa, its in table if bool(its) == is_vowel(plain[:1]) and its in {"", level}]
        nearest = min(kind, key=lambda key: (distance(plain, key[0]), key[0]), default=None)
        known = table[nearest] if nearest and distance(plain, nearest[0]) < 1 else ""
    return known + (table["n", ""] if nasal and known else "")


@cache
def _codes() -> dict[tuple[str, str], str]:
    """IPA and level of stress → code; an unstressed vowel of a stressed quality has a code of its own."""
    found: dict[tuple[str, str], str] = {}
    for code, key in CODES.items():
        found.setdefault(key, code)
    return found
