"""ALINE (Kondrak 2000) over all candidates at once, on the sounds of `language.distance`; a baseline, not shipped.

Constants as published: skip −10, substitution 35, expansion 45, vowels 10; similarity 2 s(x, y) / (s(x, x) + s(y, y)),
s the best local alignment. Sounds have the published features at the coarseness of the alphabet.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from brandname.language.distance.hearing import alphabet
from brandname.language.distance.kernels import Codes, Floats, Lengths

SKIP, SWAP, EXPAND, VOWEL = -10.0, 35.0, 45.0, 10.0
NEVER = -1000.0
PLACES = {"bilabial": 1.0, "labiodental": 0.95, "dental": 0.9, "alveolar": 0.85, "palato-alveolar": 0.75,
          "palatal": 0.7, "velar": 0.6, "glottal": 0.1}
MANNERS = {"stop": 1.0, "affricate": 0.9, "fricative": 0.8, "approximant": 0.6}
CONSONANTS = {
    "stop bilabial": "p b +m", "stop alveolar": "t d +n", "stop velar": "k g +N", "stop palatal": "- - +J",
    "fricative labiodental": "f v", "fricative dental": "T -", "fricative alveolar": "s z",
    "fricative palato-alveolar": "S Z", "fricative velar": "x -", "fricative glottal": "h -",
    "affricate alveolar": "c -", "affricate palato-alveolar": "C G", "approximant alveolar": "- l *r",
    "approximant palatal": "- j", "approximant velar": "- w",
}
"""Manner and place → voiceless, voiced, and nasal (+) or retroflex (*) sounds."""
VOWELS = {"i": (1, 1, 0), "e": (0.5, 1, 0), "a": (0, 0.5, 0), "o": (0.5, 0, 1), "u": (1, 0, 1), "y": (1, 1, 1),
          "2": (0.5, 1, 1), "@": (0.5, 0.5, 0)}
"""Height, frontness, rounding."""
WEIGHTS = {"syllabic": 5, "manner": 50, "place": 40, "voice": 10, "nasal": 10, "retroflex": 10, "lateral": 10}
VOWEL_WEIGHTS = {"nasal": 10, "high": 5, "back": 5, "round": 5}


def aline(query: Codes, others: Codes, _: Lengths) -> Floats:
    """Similarity of a row of sounds and many, 0–1; the form of a kernel of `language.distance.kernels`."""
    apart, vowel = _tables()
    width, count = others.shape
    known = np.where(others > 0, np.float32(0), np.float32(NEVER))
    above = np.zeros((width + 1, count), dtype=np.float32)
    before = above
    best = np.zeros(count, dtype=np.float32)
    for i, sound in enumerate(query):
        near = apart[sound][others]
        row = np.maximum(0, above + np.float32(SKIP))
        np.maximum(row[1:], above[:-1] + SWAP - near - vowel[sound] - vowel[others] + known, out=row[1:])
        if width > 1:
            two = EXPAND - near[1:] - near[:-1] - vowel[sound] - np.maximum(vowel[others[1:]], vowel[others[:-1]])
            np.maximum(row[2:], above[:-2] + two + known[1:], out=row[2:])
        if i:
            pair = EXPAND - near - apart[query[i - 1]][others] - vowel[others] - max(vowel[sound], vowel[query[i - 1]])
            np.maximum(row[1:], before[:-1] + pair + known, out=row[1:])
        for j in range(1, width + 1):
            np.maximum(row[j], row[j - 1] + np.float32(SKIP), out=row[j])
        np.maximum(best, row.max(axis=0), out=best)
        before, above = above, row
    own = float((SWAP - 2 * vowel[query]).sum())
    theirs = np.where(others > 0, SWAP - 2 * vowel[others], 0).sum(axis=0)
    found: Floats = np.clip(2 * best / (own + theirs), 0, 1).astype(np.float32)
    return found


@cache
def _tables() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Distance of any two sounds, and what a vowel costs, by code."""
    symbols, features = alphabet(), _features()
    apart = np.zeros((len(symbols) + 1, len(symbols) + 1), dtype=np.float32)
    vowel = np.zeros(len(symbols) + 1, dtype=np.float32)
    for i, x in enumerate(symbols, 1):
        vowel[i] = VOWEL if x in VOWELS else 0
        for j, y in enumerate(symbols, 1):
            weights = VOWEL_WEIGHTS if x in VOWELS and y in VOWELS else WEIGHTS
            apart[i, j] = sum(w * abs(features[x].get(f, 0) - features[y].get(f, 0)) for f, w in weights.items())
    return apart, vowel


def _features() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for kind, sounds in CONSONANTS.items():
        manner, place = kind.split()
        for k, sound in enumerate(sounds.split()):
            found[sound[-1]] = {"manner": MANNERS[manner], "place": PLACES[place], "voice": float(k > 0),
                                "nasal": float(sound[0] == "+"), "retroflex": float(sound[0] == "*"),
                                "lateral": float(sound == "l")}
    found["L"] = {**found["l"], "place": PLACES["palatal"]}
    for sound, (high, back, round_) in VOWELS.items():
        manner = 0.4 * high if high != 0.5 else 0.2
        found[sound] = {"syllabic": 1, "voice": 1, "manner": manner, "place": PLACES["palatal" if back else "velar"],
                        "high": high, "back": back, "round": round_}
    return found
