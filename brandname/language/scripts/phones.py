"""Segments of a name, from its letters or its IPA: what the rules for scripts without trained models start from.

The reading of letters is one for all languages (an Italian-like default with other habits behind it); one language's
rules are the business of `language.g2p` and `readings`. Writes no script.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.scripts.telling import rows

VOWELS = frozenset("aeiouyøəʌæɔɨ")
"""Segments that carry a syllable; with or without ː."""
BEAM = 24
"""Readings of a word kept on the way."""
_STEP = 0.02
"""Cost of each row used: longer rows go before shorter ones of the same cost."""
_MARKS = frozenset("ˈˌ.‿ |͜͡ʰʷʲˠˤ˞ʼ-")
_TONES = frozenset("˥˦˧˨˩¹²³⁴⁵⁶")
_KEY = re.compile(r"(\^?)(?:<([^>]*)>)?([^\^<>()$]+)(?:\(([^)]*)\))?(\$?)")

Reading = tuple[tuple[str, ...], float]
"""Segments, and the cost in nats of reading the letters so."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the table of letters."""

    letters: str
    start: bool
    end: bool
    before: str
    """Letters one of which must follow; empty = any."""
    after: str
    """Letters one of which must go before; empty = any."""
    readings: tuple[Reading, ...]

    @property
    def strength(self) -> int:
        """The more particular row wins among those of one length."""
        return self.start + self.end + bool(self.before) + bool(self.after)

    def fits(self, word: str, at: int) -> bool:
        """Whether the row reads the letters at a place of a word."""
        end = at + len(self.letters)
        following, preceding = word[end:end + 1], word[at - 1:at] if at else ""
        return ((not self.start or at == 0) and (not self.end or end == len(word))
                and (not self.before or (following != "" and following in self.before))
                and (not self.after or (preceding != "" and preceding in self.after)))


def is_vowel(segment: str) -> bool:
    """Whether a segment carries a syllable."""
    return segment.rstrip("ː") in VOWELS


def parse_choices(text: str) -> tuple[Reading, ...]:
    """`s | tS@1.2` → ((("s",), 0.0), (("tS",), 1.2)); `_` stands for nothing."""
    found = []
    for part in text.split(" | "):
        body, _, cost = part.partition("@")
        found.append((tuple(s for s in body.split() if s != "_"), float(cost or 0)))
    return tuple(found)


@lru_cache(maxsize=4096)
def segments_of_letters(word: str, n: int, style: str = "rows") -> tuple[Reading, ...]:
    """Up to `n` readings of a word in Latin letters, the cheapest first; () when a letter has no row.

    style: `rows`, the default reading, `slavic`, that of romanised Ukrainian, Russian and Bulgarian, or a language of
    `telling`.
    """
    word = unicodedata.normalize("NFC", word.lower())
    if style != "slavic":
        word = "".join(c if c in _rows(style) else _bare(c) for c in word)
    ends: list[dict[tuple[str, ...], float]] = [{} for _ in f"{word}."]
    ends[0][()] = 0.0
    for at in range(len(word)):
        best = sorted(ends[at].items(), key=lambda item: item[1])[:BEAM]
        for length, readings in _readings_at(word, at, style):
            into = ends[at + length]
            for segments, cost in best:
                for more, extra in readings:
                    whole, total = (*segments, *more), cost + extra + _STEP
                    if total < into.get(whole, 1e9):
                        into[whole] = total
    found = sorted(((s, c) for s, c in ends[-1].items() if s), key=lambda item: (item[1], item[0]))
    return tuple(found[:n]) if word else ()


@lru_cache(maxsize=4096)
def segments_of_ipa(ipa: str) -> tuple[str, ...] | None:
    """The segments of an IPA transcription of one word; None when it holds a symbol without a row."""
    table: Mapping[str, str] = _table()["ipa"]
    found: list[str] = []
    symbols = [c for c in unicodedata.normalize("NFD", ipa) if c not in _MARKS and c not in _TONES]
    at = 0
    while at < len(symbols):
        char = symbols[at]
        pair = "".join(symbols[at:at + 2])
        if char == "\u0303" and found and is_vowel(found[-1]):
            found.append("n")  # a nasal vowel is written as a vowel and n wherever there is no letter for it
        elif char == "ː":
            if found:
                found[-1] = found[-1].rstrip("ː") + "ː"
        elif unicodedata.combining(char) or unicodedata.category(char) in {"Lm", "Sk"}:
            pass
        elif pair in table and len(pair) == 2:
            found.extend(s for s in table[pair].split() if s != "_")
            at += 1
        elif char in table:
            found.extend(s for s in table[char].split() if s != "_")
        elif char.isascii() and char.isalpha() and char in "aeiouybdfghjklmnprstvwxz":
            found.append(char)
        else:
            return None
        at += 1
    return tuple(found) or None


def _readings_at(word: str, at: int, style: str) -> list[tuple[int, tuple[Reading, ...]]]:
    """The rows that apply at a place: of each length only the most particular ones."""
    table = _rows(style)
    best: dict[int, tuple[int, tuple[Reading, ...]]] = {}
    for row in table.get(word[at], ()):
        if word.startswith(row.letters, at) and row.fits(word, at):
            length = len(row.letters)
            if length not in best or row.strength > best[length][0]:
                best[length] = (row.strength, row.readings)
    doubled = word[at:at + 1] == word[at + 1:at + 2] and word[at] not in "aeiouy"
    if doubled and max(best, default=0) < 2:
        single = [r for r in _readings_at(word, at + 1, style) if r[0] == 1]
        longer = tuple(((*s[:-1], f"{s[-1]}ː"), c) for _, readings in single for s, c in readings if len(s) == 1)
        if longer:
            return [(2, longer)]
    # A longer row of the table is there because the letters are not read one by one.
    longest = max(best, default=0)
    return [(length, readings) for length, (_, readings) in best.items() if length == longest]


@cache
def _rows(style: str) -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for key, text in _texts(style).items():
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"scripts/spelling.toml: {key!r}")
        start, after, letters, before, end = match.groups()
        row = _Row(letters, bool(start), bool(end), before or "", after or "", parse_choices(text))
        found.setdefault(letters[0], []).append(row)
    return {letter: tuple(rows) for letter, rows in found.items()}


def _texts(style: str) -> Mapping[str, str]:
    """The rows of a style as they are written; those of a language leave the plain values of letters to the default."""
    table: Mapping[str, Mapping[str, str]] = _table()
    if style in table:
        return table[style]
    plain = {key: text for key, text in table["rows"].items() if len(key) == 1}
    return {**plain, **rows()["shared"], **rows()["languages"][style]}


def _bare(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("scripts/spelling.toml"))
