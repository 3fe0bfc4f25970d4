"""A name in Latin letters taken apart for transliteration: words, letter names, digits, and the 26 letters underneath.

Knows the Latin side only; what a word becomes is for the models.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from brandname.language.english import codes_of, is_known

_SPECIAL = str.maketrans({
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t",
    "ə": "a", "ŋ": "ng",
})
_PIECES = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[&+]")
_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2}|[A-Z]{2,4}$)")
_VOWEL = re.compile("[aeiouy]")
_KANA_SIGNS: Mapping[str, str] = {"ー": "-", "ッ": "q", "ン": "N"}
_SAYABLE = re.compile("[^aeiou]?[aeiou]{1,2}(?:[^aeiou][aeiou]?)?")
LONGEST_ACRONYM = 5
"""More capitals than this are a word written large."""
SPELLED = 3
"""Up to so many capitals are spelled out even with a vowel among them."""


class Kind(Enum):
    """What a piece of a name is."""

    WORD = "word"
    ACRONYM = "acronym"
    """Capitals that may be said letter by letter."""
    DIGITS = "digits"
    AND = "and"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a name that is rendered by itself."""

    text: str
    kind: Kind
    glued: bool = False
    """No space before it in the name, as in `3Com`."""


def pieces(name: str) -> tuple[Piece, ...]:
    """The parts of a name in order: `JustSystems` is two words, `3M` digits and letters; signs are dropped.

    Words in another script than Latin are words too: whether they can be written is for whoever writes.
    """
    found: list[Piece] = []
    end = -1
    for match in _PIECES.finditer(unicodedata.normalize("NFC", name)):
        raw, glued = match[0], match.start() == end
        if raw.isdigit():
            found.append(Piece(raw, Kind.DIGITS, glued))
        elif raw in "&+":
            found.append(Piece(raw, Kind.AND, glued))
        elif _acronym(raw):
            found.append(Piece(raw, Kind.ACRONYM, glued))
        else:
            found.extend(
                Piece(word, Kind.ACRONYM if _acronym(word) else Kind.WORD, glued or k > 0)
                for k, word in enumerate(_CAMEL.split(raw))
            )
        end = match.end()
    return tuple(found)


def spaced(parts: Sequence[Piece]) -> tuple[bool, ...]:
    """Before which parts of a name its words stay apart when it is written out; the first has none before it.

    Figures stay glued to what they are glued to (`3Com`); `&` becomes a word of its own, and so do words run together.
    """
    return tuple(k > 0 and not (part.glued and Kind.DIGITS in {part.kind, parts[k - 1].kind})
                 for k, part in enumerate(parts))


def _acronym(raw: str) -> bool:
    letters = plain_letters(raw)
    if not raw.isupper() or not letters:
        return False
    return len(letters) <= (SPELLED if _VOWEL.search(letters) else LONGEST_ACRONYM)


def spelled_share(word: str, *, shouted: bool) -> float:
    """How likely short capitals are said letter by letter, 0–1: `BMW` surely, `AMC` rather, `TOP` and `SKY` hardly.

    `shouted`: the whole name is in capitals and has longer words, so that capitals say nothing.
    """
    letters = plain_letters(word)
    if len(letters) == 1 or not _VOWEL.search(letters):
        return 1.0
    word_like = _SAYABLE.fullmatch(letters) or (is_known(letters) and len(codes_of(letters)) <= len(letters))
    return 0.15 if shouted or word_like else 0.6


@lru_cache(maxsize=4096)
def plain_letters(word: str) -> str:
    """A word in a–z without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL)) if "a" <= c <= "z")


def source_letters(word: str) -> str:
    """A word as the models read it: a–z without accents, x written ks; empty when it has no Latin letter."""
    return plain_letters(word).replace("x", "ks")


def kana_letters(kana: str) -> str:
    """Katakana as one Latin string without ambiguity, the source side of the models that go through katakana.

    Small vowels are capitals, ッ is q, ン is N, ー is a hyphen; characters that are not katakana are dropped.
    """
    return "".join(map(_kana_letter, kana))


@lru_cache(maxsize=512)
def _kana_letter(char: str) -> str:
    if char in _KANA_SIGNS:
        return _KANA_SIGNS[char]
    named = unicodedata.name(char, "").split()
    if named[:2] != ["KATAKANA", "LETTER"]:
        return ""
    sound = named[-1].lower()
    return sound[:-1] + sound[-1].upper() if named[2] == "SMALL" else sound


_JAMO_ONSET = "[\u1100-\u1112]"
_JAMO_VOWEL = "[\u1161-\u1175]"
_SILENT = "\u110b"
_HANGUL = re.compile(
    f"\u11af\u1105|{_SILENT}{_JAMO_VOWEL}{_SILENT}\u1175|{_SILENT}{_JAMO_VOWEL}|{_JAMO_ONSET}\u1173|{_JAMO_ONSET}"
    f"|{_JAMO_VOWEL}{_SILENT}\u1175|{_JAMO_VOWEL}|[\u11a8-\u11c2]"
)
_KANA = re.compile("ッ?[ァ-ヺ][ァィゥェォャュョヮー]*|.")
_CYRILLIC = re.compile("дж|кс|.")


def units(text: str, lang: str) -> tuple[str, ...]:
    """A local spelling cut into the pieces one chunk of Latin letters stands for.

    Hangul: letters, with the silent ieung and the helping eu kept with their neighbour, ll as one, and a glide as one
    with its vowel; katakana: a kana with its small kana and marks; other scripts: a character.
    """
    if lang == "ko":
        return tuple(_HANGUL.findall(unicodedata.normalize("NFD", text)))
    if lang == "ja":
        return tuple(_KANA.findall(text))
    if lang == "ru":
        return tuple(_CYRILLIC.findall(text))
    return tuple(text)
