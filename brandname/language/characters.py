"""Single Chinese characters: readings, forms, strokes and meaning from the Unicode Han Database.

Looks characters up in the shipped table (Unihan cut down to some 11,500) and makes nothing up: a character that is not
there is not known here, a reading that Unihan lacks is missing. Names as wholes are `hanzi`'s business.
"""

from __future__ import annotations

import lzma
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data
from brandname.language.derived import SortedLines

DATASET = "hanzi/characters"
"""Id in the dataset index."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of the table. Every reading list has the likeliest first; empty = not known."""

    char: str
    level: int
    """1–3 in the mainland's standard list (3,500 / 3,000 / 1,605 characters), 0 outside it."""
    strokes: int | None
    mandarin: tuple[str, ...]
    """Pinyin with tone marks."""
    cantonese: tuple[str, ...]
    """Jyutping with tone figures."""
    japanese: tuple[str, ...]
    """Sino-Japanese readings as `rōmaji/カタカナ`, long vowels doubled as in kana (`kou/コウ`)."""
    korean: tuple[str, ...]
    """Hangul, without the sound change at the start of words."""
    simplified: tuple[str, ...]
    """Simplified forms; holds the character itself where it can stay as it is."""
    traditional: tuple[str, ...]
    """Traditional forms, the commoner first; holds the character itself where it can stay as it is."""
    gloss: str
    """Unihan's English gloss; empty = none."""


def is_hanzi(char: str) -> bool:
    """Whether a character is a Chinese one (々, 〆 and 〇 are signs, not in this sense)."""
    return unicodedata.name(char, "").startswith("CJK ") and unicodedata.category(char) == "Lo"


@lru_cache(maxsize=16384)
def character(char: str) -> Character | None:
    """A character's entry; None when the table has none: rare, or no Chinese character."""
    found = _table().find(char)
    return _entry(char, found[0]) if found else None


def _entry(char: str, line: str) -> Character:
    level, strokes, *lists, gloss = line.split("\t")
    mandarin, cantonese, japanese, korean, simplified, traditional = (tuple(x.split()) for x in lists)
    return Character(char, int(level), int(strokes) if strokes else None, mandarin, cantonese, japanese, korean,
                     simplified, traditional, gloss)


@cache
def common_characters(level: int = 2) -> tuple[Character, ...]:
    """The characters of the standard list up to a level, by code point."""
    rows = (line.partition("\t") for line in _body().decode("utf-8").splitlines())
    wanted = {str(number) for number in range(1, level + 1)}
    return tuple(_entry(char, rest) for char, _, rest in rows if rest[:1] in wanted)


@cache
def _body() -> bytes:
    _, _, body = lzma.decompress(data.read_bytes("hanzi/characters.tsv.xz")).partition(b"\n")
    return body


@cache
def _table() -> SortedLines:
    return SortedLines(_body())
