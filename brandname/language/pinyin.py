"""Pinyin as a spelling: tones off, cut into syllables, written in other systems, read by those who don't know it.

Works on syllables; which reading a character has is `hanzi`'s question. Also writes jyutping in two other ways.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.characters import common_characters

TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
"""Combining marks of the four tones; 0 is the neutral one."""
INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
SYLLABIC = frozenset({"zhi", "chi", "shi", "ri", "zi", "ci", "si"})
"""Syllables whose i is no [i]."""
LONGEST_SYLLABLE = 6
MOST_CUTS = 128
"""Ways to cut a text that are followed; a name of four syllables has fewer, a long one could have millions."""
MANDARIN_SYSTEMS = ("wade_giles", "tongyong", "yale", "gwoyeu", "bopomofo")
CANTONESE_SYSTEMS = ("cantonese_yale", "hong_kong")
READERS = ("en", "es", "de", "fr")
"""Languages whose readers' habits are in the table."""


@dataclass(frozen=True, slots=True)
class Misreading:
    """A letter group of pinyin that readers of a language say otherwise."""

    reader: str
    """BCP 47 language of the reader."""
    syllable: str
    """Toneless pinyin it stands in."""
    letters: str
    """The initial or final, as written in pinyin; `i` of zhi, chi, shi, ri, zi, ci, si as `i`."""
    said: str
    """IPA in Mandarin."""
    heard: str
    """IPA by the reader's own spelling rules; `–` = left out."""


@lru_cache(maxsize=8192)
def plain(syllable: str) -> str:
    """A syllable in lower case without its tone: `lǜ` → `lü`."""
    marks = (c for c in unicodedata.normalize("NFD", syllable.lower()) if c not in TONES)
    return unicodedata.normalize("NFC", "".join(marks))


def tone(syllable: str) -> int:
    """1–4; 0 without a mark."""
    return next((TONES[c] for c in unicodedata.normalize("NFD", syllable) if c in TONES), 0)


def join(syllables: tuple[str, ...]) -> str:
    """Syllables as one word in pinyin's own spelling: an apostrophe before a later syllable in a, e, o (`xī'ān`)."""
    return "".join(
        f"'{syllable}" if i and plain(syllable)[:1] in {"a", "e", "o"} else syllable
        for i, syllable in enumerate(syllables)
    )


def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Every way to cut toneless letters into syllables of Mandarin, fewest syllables first; () when there is none.

    `xian` → (xian), (xi, an). Apostrophes are what the question is about: they are dropped first. At most MOST_CUTS,
    those with the fewest syllables.
    """
    text = plain(letters).replace("'", "").replace("’", "")
    known = syllables()
    ways: list[list[tuple[str, ...]]] = [[] for _ in f"{text}."]
    ways[0].append(())
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            piece = text[start:end]
            if piece in known:
                ways[end].extend((*way, piece) for way in ways[start])
        ways[end] = sorted(ways[end], key=lambda way: (len(way), way))[:MOST_CUTS]
    return tuple(ways[-1]) if text else ()


@cache
def syllables() -> frozenset[str]:
    """The toneless syllables of the common characters; interjections without a vowel (m, ng) left out."""
    every = {plain(reading) for entry in common_characters() for reading in entry.mandarin}
    return frozenset(s for s in every if set(s) & set("aeiouü"))


@lru_cache(maxsize=8192)
def split(syllable: str) -> tuple[str, str]:
    """Initial and final of a toneless syllable, ü written as ü: `xue` → (`x`, `üe`); no initial → ""."""
    bare = plain(syllable)
    initial = next((i for i in INITIALS if bare.startswith(i)), "")
    final = bare[len(initial):]
    if initial in {"j", "q", "x", "y"} and final.startswith("u"):
        final = "ü" + final[1:]
    return initial, final


@lru_cache(maxsize=8192)
def romanise(syllable: str, system: str) -> str:
    """A pinyin syllable (tone marked) or a jyutping one (tone figure) in another system; "" when it cannot write it.

    Systems: MANDARIN_SYSTEMS and CANTONESE_SYSTEMS. Only Gwoyeu and bopomofo write the tone. Raises KeyError otherwise.
    """
    if system in {"wade_giles", "gwoyeu", "bopomofo"}:
        return _by_pypinyin(syllable, system)
    table = _table()[system]
    cantonese = system in CANTONESE_SYSTEMS
    bare = syllable.rstrip("0123456789") if cantonese else plain(syllable)
    if bare in table.get("whole", {}):
        return str(table["whole"][bare])
    initial, final = _split_jyutping(bare) if cantonese else split(bare)
    if not cantonese and initial in {"", "y", "w"}:
        return bare
    return str(table["initials"].get(initial, initial)) + str(table["finals"].get(final, final))


@lru_cache(maxsize=8192)
def misreadings(syllable: str, reader: str) -> tuple[Misreading, ...]:
    """What a reader of one of READERS makes of a syllable; () where the spelling leads to about the right sound.

    Raises KeyError for a reader without a table.
    """
    table = _table()
    habits, said = table["readers"][reader], table["said"]
    bare = plain(syllable)
    initial, final = split(bare)
    found = []
    if initial in habits["initials"] and initial in said["initials"]:
        heard = habits["initials"][initial]
        if initial == "c" and reader in {"en", "es", "fr"} and final[:1] in {"e", "i"}:
            heard = "s"  # in these languages c is soft before e and i
        found.append(Misreading(reader, bare, initial, said["initials"][initial], heard))
    key = "syllabic" if bare in SYLLABIC else final
    if key in habits["finals"] and (initial != "y" or key.startswith("ü")):
        letters = "i" if key == "syllabic" else bare[len(initial):]
        found.append(Misreading(reader, bare, letters, said["finals"][key], habits["finals"][key]))
    return tuple(found)


def in_letters(heard: str) -> str:
    """What a reader says for a letter group, in letters as English readers take them: ʒ → zh, iː → ee."""
    table: Mapping[str, str] = _table()["letters"]
    signs = unicodedata.normalize("NFD", heard)
    longest, out, at = max(map(len, table)), "", 0
    while at < len(signs):
        size = next((n for n in range(longest, 0, -1) if signs[at:at + n] in table), 1)
        out += table.get(signs[at:at + size], signs[at:at + size])
        at += size
    return unicodedata.normalize("NFC", out)


def _by_pypinyin(syllable: str, system: str) -> str:
    from pypinyin import Style
    from pypinyin.style import convert

    style = {"wade_giles": Style.WADEGILES, "gwoyeu": Style.GWOYEU, "bopomofo": Style.BOPOMOFO}[system]
    return str(convert(syllable, style, strict=True, default="")).replace("v", "ü")


def _split_jyutping(bare: str) -> tuple[str, str]:
    initial = next((i for i in ("gw", "kw", "ng", *"bpmfdtnlgkhwzcsj") if bare.startswith(i)), "")
    return (initial, bare[len(initial):]) if bare != initial else ("", bare)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/romanisation.toml"))
