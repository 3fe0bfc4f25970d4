"""Names in pinyin: recognised by what is stated or by their looks, and cut into syllables as pinyin's spelling says.

How likely a name that nobody explains is pinyin comes from how often its syllables stand in Chinese names and in other
names that could be cut the same way (`data/hanzi/pinyin_marks.toml`, made by `tools/build_pinyin_marks.py`). Writes no
script and knows no names.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data
from brandname.language import pinyin as spelling

DATASET = "hanzi/pinyin_marks"
"""Id in the dataset index."""
TAGS = frozenset({"zh", "cmn"})
"""Languages of origin that are written in pinyin."""
MARKED = 0.98
"""How likely a name with tone marks of pinyin is pinyin."""
SHARED = frozenset("\u0301\u0300")
"""Tone marks that French, Spanish and Italian write too: on some syllables only, they say nothing."""
ENOUGH = 0.8
"""Likelihood from which a name is taken for pinyin by its looks."""
LONGEST = 24
"""Letters of the longest word taken for pinyin."""
_VOWEL_FIRST = frozenset("aeo")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BORDER = re.compile(r"(?<=[a-zü])(?=[A-ZÜ])|['’-]")
_UMLAUT = re.compile("(?<=[nl])ue")
_TYPED = re.compile("(?<=[nl])v(?![aiou])")
"""ü as keyboards have it: Lvyuan."""
_PARTED = re.compile("[a-z]['’][aeo]", re.IGNORECASE)
PARTED = 5.0
"""Log odds of a syllable parted by an apostrophe where pinyin wants one, as in Xi'an."""

Words = tuple[tuple[str, ...], ...]
"""Toneless syllables of each word."""


@dataclass(frozen=True, slots=True)
class PinyinName:
    """A name taken for pinyin."""

    words: Words
    likely: float
    """How likely it is pinyin, 0–1; 1 = stated."""


def pinyin_name(name: str, origin: str = "") -> PinyinName | None:
    """A name's syllables if it is pinyin; None when it cannot be, or does not look like it.

    `origin`: BCP 47 language the name comes from, if somebody stated it: in one of TAGS any name that can be cut counts
    as pinyin, in another none does, and without it the looks decide.
    """
    return _found(unicodedata.normalize("NFC", name).strip(), origin.split("-")[0].lower())


def cut_word(word: str) -> tuple[str, ...]:
    """A word's toneless syllables; () when it is not all pinyin.

    A later syllable begins with a, e or o only after an apostrophe, a hyphen or an inner capital (Xi'an, XiAn): so
    pinyin is spelled, and only where nothing else is possible is it read otherwise.
    """
    found: list[str] = []
    for part in _BORDER.split(word):
        letters = _UMLAUT.sub("üe", spelling.plain(part))
        every = spelling.cuts(_TYPED.sub("ü", letters) if len(letters) > 2 else letters)
        if not every:
            return ()
        way: tuple[str, ...] = min(every, key=_awkwardness)
        found += way
    return tuple(found)


def _awkwardness(way: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return sum(syllable[0] in _VOWEL_FIRST for syllable in way[1:]), len(way), way


@lru_cache(maxsize=4096)
def _found(name: str, origin: str) -> PinyinName | None:
    if origin and origin not in TAGS:
        return None
    written: list[str] = _WORD.findall(name)
    if not written or "".join(written) != re.sub(r"[\s]", "", name) or max(map(len, written)) > LONGEST:
        return None
    words = tuple(cut_word(_one_case(word)) for word in written)
    if not all(words):
        return None
    if origin:
        return PinyinName(words, 1.0)
    if _toned(name, sum(map(len, words))):
        return PinyinName(words, MARKED)
    likely = likelihood(words, [spelling.plain(word) for word in written], parted=bool(_PARTED.search(name)))
    return PinyinName(words, likely) if likely >= ENOUGH else None


def likelihood(words: Words, letters: Sequence[str] = (), *, parted: bool = False) -> float:
    """How likely words that can be cut into these syllables are pinyin, 0–1.

    `letters`: the words as written, to know everyday words of English. `parted`: an apostrophe stands as in Xi'an.
    """
    marks = _marks()
    syllables = [syllable for word in words for syllable in word]
    odds = marks["prior"]["odds"] + marks["length"].get(str(len(syllables)), marks["length"]["more"])
    odds += sum(marks["syllable"].get(syllable, 0.0) for syllable in syllables)
    if any(_is_english(word) for word in letters):
        odds += marks["prior"]["known"]
    odds += PARTED * parted
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


def _is_english(word: str) -> bool:
    from brandname.language.english import is_known

    return is_known(word)


def _one_case(word: str) -> str:
    """Capitals say nothing in a word written in capitals only."""
    return word.lower() if word.isupper() else word


def _toned(name: str, syllables: int) -> bool:
    """Whether a name has tone marks: one of its own kind, or on every one of several syllables."""
    marks = [char for char in unicodedata.normalize("NFD", name) if spelling.tone(f"a{char}")]
    return bool(marks) and (not SHARED.issuperset(marks) or len(marks) == syllables > 1)


@cache
def _marks() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(data.read_text("hanzi/pinyin_marks.toml"))
