"""Local spellings read back in Latin letters, for people who cannot read the script.

Hepburn for katakana, toneless pinyin for Chinese characters, a letter-for-letter romanisation for the rest; Arabic and
Hebrew show only what is written, so most short vowels are missing.
"""

from __future__ import annotations

import re
import unicodedata

from brandname.language.scripts.spelling import kana_letters

_NAMES = {"佛": "fo", "乐": "le", "樂": "le"}
"""Characters read otherwise in names than in words."""
_MATRES = {"ا": "ā", "و": "ū", "ي": "ī"}
_CARRIERS = {"ا": "a", "أ": "a", "إ": "i", "آ": "ā"}
_OPENINGS = frozenset({"أو", "إي", "او", "اي"})
"""A carrier before a long vowel adds nothing to it."""
_ARABIC = {"ة": "a", "ى": "ā", "ع": "ʿ", "ء": "ʾ", "أ": "a", "إ": "i", "آ": "ā", "ئ": "ʾ", "ؤ": "ʾ", "و": "w", "ي": "y"}
_LONG = str.maketrans("aiueo", "āīūēō")


def read_back(text: str, code: str) -> str:
    """A local spelling in Latin letters; never empty for a text with letters."""
    if code == "ja":
        return " ".join(_hepburn(word) or word for word in re.split("[・ ]", text))
    if code == "zh":
        return _pinyin(text)
    if code == "ar":
        return " ".join(map(_arabic, text.split())) or text
    from anyascii import anyascii

    latin = str(anyascii(text)).strip()
    return (latin.lower() if code == "ko" else latin) or text  # its capitals part Korean syllables


def _hepburn(kana: str) -> str:
    out = kana_letters(kana)
    for old, new in (("ti", "chi"), ("tu", "tsu"), ("si", "shi"), ("zi", "ji"), ("hu", "fu"), ("di", "ji")):
        out = re.sub(f"{old}(?![AIUEO])" if old != "hu" else "hu", new, out)
    out = re.sub("(sh|ch|j)iy(?=[AUO])", r"\1", out)
    out = re.sub("i(?=y[AUO])", "", out)
    out = re.sub("(sh|ch|j)i(?=E)", r"\1", out)
    out = re.sub("(?<=[a-z])[aiueo](?=[AIUEO])", "", out)
    out = re.sub("^u(?=[IEO])", "w", out)
    out = out.replace("N", "n").lower()
    out = re.sub("q(?=ch)", "t", out)
    out = re.sub("q([bcdfghjklmnprstvwyz])", r"\1\1", out).replace("q", "")
    return re.sub("([aiueo])-", lambda match: match[1].translate(_LONG), out).replace("-", "")


def _arabic(word: str) -> str:
    """Letters for letters; a long vowel where ا, و or ي stands for one: after a consonant, and not before a vowel."""
    from anyascii import anyascii

    out = ""
    for i, char in enumerate(word):
        before, after = word[i - 1:i], word[i + 1:i + 2]
        if char in _CARRIERS and not i:
            if after == "ا" or (char + after) in _OPENINGS:
                continue
            out += _CARRIERS[char]
        elif char in _MATRES and (char == "ا" or (_consonant(before, i) and after not in ("ا", "ة", "ى"))):
            out += _MATRES[char]
        else:
            out += _ARABIC.get(char) or str(anyascii(char))
    return out


def _consonant(before: str, i: int) -> bool:
    """Whether the letter before place `i` is a consonant, as و and ي are at the beginning of a word."""
    return bool(before) and (before not in "اوي" or (i == 1 and before != "ا"))


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin

    syllables: list[str] = []
    for run in re.findall("[\u3400-\u9fff]+|[^\u3400-\u9fff]+", text):
        if not "\u3400" <= run[0] <= "\u9fff":
            syllables.append(run.strip())
            continue
        read = [str(syllable) for syllable in lazy_pinyin(run)]
        if len(read) == len(run):
            read = [_NAMES.get(char, syllable) for char, syllable in zip(run, read, strict=True)]
        syllables.extend(read)
    return unicodedata.normalize("NFC", " ".join(filter(None, syllables)))
