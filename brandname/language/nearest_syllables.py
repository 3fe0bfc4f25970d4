"""Which Chinese syllables come nearest to the sounds of a reading: Mandarin by pinyin, Cantonese by jyutping.

Cuts a row of segments into syllables that cost least together. Knows no words; what is heard in the syllables is
`near_homophones`'s question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from brandname.language import sinitic
from brandname.language.characters import common_characters
from brandname.language.pinyin import plain
from brandname.language.segments import DELETE, distance, is_vowel, segments
from brandname.language.sounds import mandarin_syllable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

LONGEST = 6
"""Segments of the longest syllable of a reading."""
PER_SYLLABLE = 0.35
"""What each syllable of a row costs, in the unit of `segments.distance`: few good syllables beat many."""
GLIDES = frozenset({"j", "w", "ɥ"})
"""Sounds that belong to the vowel behind them."""
_TONES = str.maketrans("", "", "˥˦˧˨˩")


@lru_cache(maxsize=4096)
def nearest_row(ipa: str, language: str) -> tuple[tuple[str, ...], float]:
    """The syllables of a language that come nearest to IPA, and what they cost together; ((), 0) for no sound."""
    sounds = segments(ipa.translate(_TONES))
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(sounds) + 1):
        ways = []
        for start in range(max(0, end - LONGEST + 1), end):
            if best[start][0] == math.inf or not _is_syllable(sounds[start:end]):
                continue
            syllable, cost = _nearest_syllable(sounds[start:end], language)
            ways.append((best[start][0] + cost + PER_SYLLABLE, (*best[start][1], syllable)))
        best.append(min(ways, default=(math.inf, ())))
    cost, row = best[-1]
    return (row, cost - PER_SYLLABLE * len(row)) if row else ((), 0.0)


@lru_cache(maxsize=32768)
def _nearest_syllable(sounds: tuple[str, ...], language: str) -> tuple[str, float]:
    """The nearest syllable and its cost: that of its beginning up to the vowel, and that of the rest."""
    cut = _onset(sounds)
    table = _table(language)
    costs = _onset_costs(sounds[:cut], language)[table.onset] + _rime_costs(sounds[cut:], language)[table.rime]
    best = int(costs.argmin())  # the first of equals, and they are sorted
    return table.syllables[best], float(costs[best])


@lru_cache(maxsize=4096)
def _onset_costs(sounds: tuple[str, ...], language: str) -> Floats:
    return _costs(sounds, _table(language).onsets)


@lru_cache(maxsize=4096)
def _rime_costs(sounds: tuple[str, ...], language: str) -> Floats:
    return _costs(sounds, _table(language).rimes)


def _costs(sounds: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> Floats:
    import numpy as np

    return np.array([_edit(sounds, other) for other in others])


def _onset(sounds: Sequence[str]) -> int:
    """Where the vowel, or a glide before it, begins; a syllable without one is all onset."""
    return next((k for k, sound in enumerate(sounds) if is_vowel(sound) or sound in GLIDES), len(sounds))


def _is_syllable(sounds: Sequence[str]) -> bool:
    """Whether sounds can be one syllable: one run of vowels, one sound at most behind it."""
    kinds = "".join("v" if is_vowel(sound) else "c" for sound in sounds)
    return "v" in kinds and len(kinds.rstrip("c")) >= len(kinds) - 1 and "c" not in kinds.strip("c")


def _edit(a: Sequence[str], b: Sequence[str]) -> float:
    row = [j * DELETE for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i * DELETE
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(before + distance(x, y), row[j] + DELETE, row[j - 1] + DELETE)
    return row[-1]


@dataclass(frozen=True, slots=True)
class _Table:
    """The syllables of a language, each with the places of its beginning and its rest among all of them."""

    syllables: tuple[str, ...]
    onsets: tuple[tuple[str, ...], ...]
    rimes: tuple[tuple[str, ...], ...]
    onset: Places
    rime: Places


@cache
def _table(language: str) -> _Table:
    import numpy as np

    parts = _inventory(language)
    onsets, rimes = sorted({one for one, _, _ in parts}), sorted({rest for _, rest, _ in parts})
    return _Table(
        tuple(syllable for _, _, syllable in parts), tuple(onsets), tuple(rimes),
        np.array([onsets.index(one) for one, _, _ in parts]), np.array([rimes.index(rest) for _, rest, _ in parts]),
    )


@cache
def _inventory(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]:
    """The segments of every syllable of a language, up to its vowel and from it, and the syllable."""
    if language == "zh":
        every = {plain(reading): reading for char in common_characters() for reading in char.mandarin}
        said = {syllable: mandarin_syllable(reading) for syllable, reading in every.items()}
    else:
        every = {toneless(reading): reading for char in common_characters() for reading in char.cantonese}
        said = {syllable: sinitic.jyutping_ipa(reading) for syllable, reading in every.items()}
    pairs = ((segments(ipa.translate(_TONES)), syllable) for syllable, ipa in sorted(said.items()))
    return tuple((sounds[:_onset(sounds)], sounds[_onset(sounds):], syllable) for sounds, syllable in pairs if sounds)


def toneless(syllable: str) -> str:
    """A syllable of pinyin or jyutping without its tone."""
    return plain(syllable).rstrip("0123456789")
