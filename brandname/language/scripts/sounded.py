"""English words as the tables that read sounds see them: a character a sound, vowels with the letter that spells them.

The loanword orthographies of Korean write a sound by what it is and, where English blurs it, by its letter. Shared by
whoever trains such tables and whoever asks them; knows no spellings of the other language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from brandname.language.english import CODES, aligned
from brandname.language.scripts.spelling import plain_letters
from brandname.language.scripts.words import common_parts

VOWELS, SECOND = 0xE000, 0xF000
"""Where the characters of vowels with their letters begin, and those of what may take two letters to write."""
_LEVELS = 64
_RHOTIC = frozenset("ɝɚ")
_R = next(code for code, (ipa, _) in CODES.items() if ipa == "ɹ")
VOICED, SYLLABIC = "aeiouyw", "l"
SILENT = "\u110b"
"""The letter that stands at the start of a Korean syllable that begins with its vowel."""
_BARE = re.compile("(?<![\u1100-\u1112])[\u1161-\u1175]")
_LONG = frozenset(["ʃ", "ʒ", "tʃ", "dʒ", "aʊ", "oʊ"])
"""Sounds that can become two letters: they are two characters, as a character stands for one letter at most."""


def sounded(word: str) -> str:
    """The sounds of a word as English would say it; "" when its letters cannot be divided among them."""
    return characters(spelled(word))


def spelled(word: str) -> list[tuple[str, str]]:
    """(letter, codes of its sounds) of a word, common words it runs together read apart; [] without a reading."""
    plain = plain_letters(word)
    return [pair for part in common_parts(plain) or (plain,) for pair in zip(part, aligned(part), strict=False)]


def linked(letters: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(letter, code) a sound, with the r heard after the vowel of `her` before another one, as in `gallery`."""
    found: list[tuple[str, str]] = []
    for letter, codes in letters:
        for code in codes:
            if found and CODES[found[-1][1]][0] in _RHOTIC and CODES[code][1]:
                found.append(("r", _R))
            found.append((letter, code))
    return found


def voiced_letter(letter: str) -> str:
    """The letter a vowel counts as spelled with: `l` stands for all consonants, as in the last syllable of `candle`."""
    return letter if letter in VOICED else SYLLABIC


def characters(letters: Iterable[tuple[str, str]]) -> str:
    """Characters of (letter, codes of its sounds); side stress counts as stress."""
    found: list[str] = []
    for letter, code in linked(letters):
        ipa, level = CODES[code]
        if level:
            strong = ord(code) - (level == "2")
            found.append(chr(VOWELS + (ord(voiced_letter(letter)) - ord("a")) * _LEVELS + strong - 0x30))
        else:
            found.append(code)
        if ipa in _LONG:
            found.append(chr(SECOND + ord(code)))
    return "".join(found)


def composed(units: str) -> str:
    """Korean letters as text (NFC); a vowel that no consonant begins gets the silent letter."""
    return unicodedata.normalize("NFC", _BARE.sub(lambda match: SILENT + match[0], units))
