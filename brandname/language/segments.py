"""IPA text as a row of segments: where one sound ends, which are vowels, and how far two are apart.

A segment is a base letter with its marks (length, aspiration, tie bar). Stress marks and syllable dots stand by
themselves. Features are coarse on purpose: they weigh the disagreement of two engines, they do not describe a language.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache

from brandname import data

STRESS = "ˈˌ"
PRIMARY = "ˈ"
TIES = "͜͡"
TRAILING = frozenset("ːˑʰʲʷˠˤˀʼʱ˞̯‿̚˥˦˧˨˩↗↘ꜛꜜ⁰¹²³⁴⁵ⁿˡ͈")
"""Marks that belong to the sound before them, beside every combining mark."""
VOWELS = frozenset("aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏ")
_CEDILLA = unicodedata.normalize("NFD", "ç")
DELETE, STRESS_WEIGHT = 0.8, 0.15


@cache
def segments(ipa: str) -> tuple[str, ...]:
    """The segments of an IPA text in order, without stress marks, dots and spaces."""
    return tuple(part for part in pieces(ipa) if part not in STRESS)


def pieces(ipa: str) -> list[str]:
    """Segments and stress marks in order; spaces, dots and brackets are left out."""
    found: list[str] = []
    joined = False
    for char in unicodedata.normalize("NFD", ipa.replace("g", "ɡ")):
        if char in STRESS:
            found.append(char)
        elif char in TIES and found:
            found[-1] += char
            joined = True
        elif found and found[-1] not in STRESS and (char in TRAILING or unicodedata.category(char) == "Mn" or joined):
            found[-1] += char
            joined = False
        elif unicodedata.category(char)[0] in "LM" or char in "ǃǀǂǁ":
            found.append(char)
    return [unicodedata.normalize("NFC", piece) for piece in found]


def unknown_signs(ipa: str) -> tuple[str, ...]:
    """The signs of a text that are no IPA, each once, in order; blanks and dots are."""
    known = set("".join(_table()["features"])) | TRAILING | set(STRESS + TIES + "g .")
    spread = unicodedata.normalize("NFD", ipa)
    return tuple(dict.fromkeys(c for c in spread if c not in known and unicodedata.category(c) != "Mn"))


@cache
def is_vowel(segment: str) -> bool:
    """Whether a segment is a vowel, or a consonant marked as syllabic."""
    return unicodedata.normalize("NFD", segment)[:1] in VOWELS or "\u0329" in unicodedata.normalize("NFD", segment)


@cache
def base(segment: str) -> str:
    """A segment without its marks; an affricate keeps both letters."""
    letters = unicodedata.normalize("NFD", segment).replace(_CEDILLA, "ç")  # a letter of its own, not c with a mark
    return "".join(c for c in letters if c not in TRAILING and c not in TIES and unicodedata.category(c) != "Mn")


@cache
def distance(one: str, other: str) -> float:
    """0 (same) to 1 (nothing in common) between two segments; 1 where a sound is not in our table."""
    if one == other:
        return 0.0
    a, b = base(one), base(other)
    if a == b:
        return 0.1
    left, right = _features(a), _features(b)
    if not left or not right or left[0] != right[0]:
        return 1.0 if {left[:1], right[:1]} != {("v",), ("c",)} or {a, b} not in _glides() else 0.3
    shared = sum(_near(x, y) for x, y in zip(left[1:], right[1:], strict=True))
    return min(1.0, 0.1 + 0.9 * (1 - shared / (len(left) - 1)))


def disagreement(one: str, other: str) -> float:
    """Mean distance of two IPA texts along their best alignment, 0–1; stress is left out of account."""
    a, b = segments(one), segments(other)
    if not a or not b:
        return 1.0
    return min(1.0, _edit(a, b) / max(len(a), len(b)))


def error_counts(reference: Sequence[str], answer: Sequence[str]) -> int:
    """Edits from one row of symbols to another (Levenshtein), for phoneme error rates."""
    row = list(range(len(answer) + 1))
    for i, r in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, a in enumerate(answer, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (r != a))
    return row[-1]


def _edit(a: Sequence[str], b: Sequence[str]) -> float:
    row = [j * DELETE for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        diagonal = row[0]
        left = row[0] = i * DELETE
        for j, y in enumerate(b, 1):
            above = row[j]
            best = diagonal + (0.0 if x == y else distance(x, y))
            # Comparing by hand: min() takes most of the time of a long list.
            if above + DELETE < best:
                best = above + DELETE
            if left + DELETE < best:
                best = left + DELETE
            diagonal = above
            left = row[j] = best
    return row[-1]


def _near(x: str, y: str) -> float:
    """How much two values of one feature share: 1, or a part of it for neighbours on a scale."""
    if x == y:
        return 1.0
    if x.isdigit() and y.isdigit():
        return max(0.0, 1 - abs(int(x) - int(y)) / 3)
    return 0.0


@cache
def _features(letters: str) -> tuple[str, ...]:
    table: dict[str, str] = _table()["features"]
    own = table.get(letters) or table.get(letters[:1], "")
    return tuple(own.split())


@cache
def _glides() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in _table()["glides"])


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(data.read_text("sounds/features.toml"))
