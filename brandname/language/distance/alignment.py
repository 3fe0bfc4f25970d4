"""ALINE (Kondrak 2000): how well the sounds of two names can be laid beside each other, for many names at once.

Unlike an edit distance it looks for the best stretch, lets one sound stand for two, makes little of vowels, and is
divided by both lengths. Its constants and features are in `data/distance/aline.toml`. Knows no spelling.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from brandname import data
from brandname.language.distance.hearing import alphabet
from brandname.language.distance.kernels import Codes, Floats, Lengths

Scores: TypeAlias = npt.NDArray[np.int16]
_NEVER = -5000
"""Score of a sound beside nothing; two of them still fit 16 bits."""


def aline(query: Codes, others: Codes, _: Lengths) -> Floats:
    """2 s(x, y) / (s(x, x) + s(y, y)), s the score of the best local alignment; 0–1, 1 = the same sounds.

    A kernel of `kernels`: the codes are of `hearing.alphabet`.
    """
    pairs, vowel = _tables()
    raw = _raw()["scores"]
    skip, swap, expand = np.int16(raw["skip"]), np.int16(raw["swap"]), np.int16(raw["expand"])
    width, count = others.shape
    heavy = np.take(vowel, others)
    wider = np.maximum(heavy[1:], heavy[:-1])
    above = before = np.zeros((width + 1, count), dtype=np.int16)
    last = np.zeros((width, count), dtype=np.int16)
    best = np.zeros(count, dtype=np.int16)
    for i, sound in enumerate(query):
        gain = np.take(pairs[sound], others)
        apart = swap - vowel[sound] - heavy - gain
        row = np.maximum(above + skip, np.int16(0))
        np.maximum(row[1:], above[:-1] + gain, out=row[1:])
        np.maximum(row[2:], above[:-2] + (expand - vowel[sound] - wider - apart[1:] - apart[:-1]), out=row[2:])
        if i:
            one = max(vowel[sound], vowel[query[i - 1]])
            np.maximum(row[1:], before[:-1] + (expand - one - heavy - apart - last), out=row[1:])
        for j in range(1, width + 1):
            np.maximum(row[j], row[j - 1] + skip, out=row[j])
        np.maximum(best, row.max(axis=0), out=best)
        before, above, last = above, row, apart
    own = int((swap - 2 * vowel[query]).sum())
    theirs = np.where(others > 0, swap - 2 * heavy, 0).sum(axis=0)
    found: Floats = np.clip(2 * best.astype(np.float32) / np.maximum(1, own + theirs), 0, 1).astype(np.float32)
    return found


@cache
def _tables() -> tuple[Scores, Scores]:
    """What a sound beside a sound scores, and what a vowel costs, by code."""
    raw, symbols, features = _raw(), alphabet(), _features()
    vowel = np.array([0, *(raw["scores"]["vowel"] * (symbol in raw["vowels"]) for symbol in symbols)], dtype=np.int16)
    pairs = np.full((len(vowel), len(vowel)), _NEVER, dtype=np.int16)
    for i, x in enumerate(symbols, 1):
        for j, y in enumerate(symbols, 1):
            weights = raw["vowel_weights"] if x in raw["vowels"] and y in raw["vowels"] else raw["weights"]
            apart = sum(w * abs(features[x].get(f, 0) - features[y].get(f, 0)) for f, w in weights.items())
            pairs[i, j] = raw["scores"]["swap"] - round(apart) - vowel[i] - vowel[j]
    return pairs, vowel


def _features() -> Mapping[str, Mapping[str, float]]:
    raw, found = _raw(), dict[str, dict[str, float]]()
    for kind, sounds in raw["consonants"].items():
        manner, place = kind.split()
        for k, sound in enumerate(sounds.split()):
            found[sound[-1]] = {"manner": raw["manners"][manner], "place": raw["places"][place], "voice": float(k > 0),
                                "nasal": float(sound[0] == "+"), "retroflex": float(sound[0] == "*"),
                                "lateral": float(sound[0] == "=")}
    for sound, (high, back, rounded) in raw["vowels"].items():
        found[sound] = {"syllabic": 1, "voice": 1, "manner": 0.4 * high if high != 0.5 else 0.2,
                        "place": raw["places"]["palatal" if back else "velar"], "high": high, "back": back,
                        "round": rounded}
    return found


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(data.read_text("distance/aline.toml"))
