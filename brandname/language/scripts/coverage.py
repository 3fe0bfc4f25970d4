"""Whether a local spelling still holds the consonants of the name: models now and then leave a part out in silence.

Compares outlines (runs of consonants by place of articulation, vowels and glides left out) of the Latin letters and of
the spelling read back. Knows nothing of vowels and judges no quality.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from brandname.language.scripts.spelling import kana_letters

ENOUGH = 0.75
"""Share of the outline that must be found; English writes some letters nobody says."""
NON_RHOTIC = ("ja", "ko")
_CODA_R = re.compile("r(?![aeiouyr])")
_SILENT = re.compile(r"gh(?=[^aeiouy]|$)|(?<=[aeiou])h|^h|h$|(?<=^)[kgm](?=n)|(?<=^)p(?=[ns])|(?<=m)b$|(?<=[aeou])[wy]")
_OUTLINE: tuple[tuple[str, str], ...] = (
    ("sch|sh|ch|tch|zh|cz", "S"), ("ts|tz|ds|dz|j|z|s|ç", "S"), ("ph|b|f|p|v|w", "P"), ("th|t|d", "T"),
    ("ck|q|k|g|kh", "K"), ("m|n|ng", "N"), ("l|r", "R"),
)
_CLASSES: Mapping[str, str] = {sound: kind for sounds, kind in _OUTLINE for sound in sounds.split("|")}
_PART = re.compile("|".join(sorted([*_CLASSES, "x", "c"], key=len, reverse=True)))
_EITHER: Mapping[str, str] = {"S": "STK", "K": "KS", "P": "P", "T": "TS", "N": "N", "R": "R"}
"""What may stand for a class: c and g are soft in some languages, t becomes ts in kana."""


def outline(latin: str, *, r_dropped: bool = False) -> str:
    """Classes of the consonants of Latin letters, doubled ones once: `Mitsubishi` → NSPS.

    `r_dropped`: leave out an r that no vowel follows, as languages do that write the English reading.
    """
    if r_dropped:
        latin = _CODA_R.sub("", latin.lower())
    found: list[str] = []
    for match in _PART.finditer(_SILENT.sub("", latin.lower())):
        sound = match[0]
        kinds = "KS" if sound == "x" else "K" if sound == "c" else _CLASSES[sound]
        for kind in kinds:
            if not (found and found[-1] == kind and match.start() and latin[match.start() - 1:match.start()] == sound):
                found.append(kind)
    return "".join(found)


def share(word: str, text: str, code: str) -> float:
    """Share of the word's consonants, in order, that the spelling has; 1.0 when it has none."""
    wanted = _wanted(word, code in NON_RHOTIC)
    return _common(wanted, outline(_latin(text, code))) / len(wanted) if wanted else 1.0


def lost(word: str, text: str, code: str) -> float:
    """How many consonants beyond the tolerated are missing; 0.0 when enough of the word is there."""
    wanted = _wanted(word, False)
    return max(0.0, ENOUGH - share(word, text, code)) * len(wanted)


@lru_cache(maxsize=256)
def _wanted(word: str, r_dropped: bool) -> str:
    """The outline of a word, which dozens of spellings are held against."""
    return outline(word, r_dropped=r_dropped)


def _latin(text: str, code: str) -> str:
    if code == "ja":
        return kana_letters(text).replace("N", "n").replace("q", "").lower()
    from anyascii import anyascii

    return str(anyascii(text)).lower()


@lru_cache(maxsize=4096)
def _common(wanted: str, have: str) -> int:
    """Length of the longest common subsequence, classes that may stand for each other counted as the same."""
    row = [0] * (len(have) + 1)
    for kind in wanted:
        before = row
        row = [0]
        for k, other in enumerate(have):
            row.append(before[k] + 1 if other in _EITHER[kind] else max(before[k + 1], row[k]))
    return row[-1]
