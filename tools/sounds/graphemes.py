"""Which letters of an English word stand for which sounds: chunks of letters and sounds, learned by EM.

A chunk is one to four letters with one sound, or one letter with none to three. A prior keeps vowels to vowel letters
and consonants to consonant letters (y, w, u and o can be both), so that no sound is counted under its neighbour's
letter. What a chunk stands for is written on its first letter; its other letters are silent. After Jiampojamarn,
Kondrak and Sherif, "Applying Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion" (2007).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brandname.language.english import CODES

ROUNDS, LEARNED_ON = 5, 16_000
LONGEST, SOUNDS = 4, 3
"""Letters in a chunk; sounds one letter can stand for (the x of "xtra")."""
UNSEEN = 1e-9
SILENT = 0.02
"""Weight of a letter without a sound of its own, before counts are known."""
LONGER = 0.1
"""Weight of each further letter of a chunk."""
NEGLIGIBLE = 1e-4
"""Expected counts below are left out of a round."""

_LEVELS = {code: level for code, (_, level) in CODES.items()}
_NAMES = {code: ipa for code, (ipa, _) in CODES.items()}
_VOWEL_LETTERS = frozenset("aeiouy")
_SYLLABIC = frozenset(["l", "le", "m", "n"])
"""Letters that stand for a weak vowel and a consonant: little, rhythm."""

_Arc = tuple[int, int, int, int, float]
"""Letters and sounds done, letters and sounds of the chunk, its weight."""


@dataclass(frozen=True, slots=True)
class Division:
    """A word divided: the sounds each letter stands for, and how likely that is."""

    outputs: tuple[str, ...]
    cost: float
    """Nats a letter."""


class Divider:
    """Learns chunks from words and their sounds (`english.CODES`), then divides any word."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._known: dict[tuple[str, str], float] = {}
        self._weights: dict[tuple[str, str], float] = {}
        for _ in range(ROUNDS):
            counts: dict[tuple[str, str], float] = defaultdict(float)
            for word, codes in pairs[::max(1, len(pairs) // LEARNED_ON)]:
                for chunk, share in self._expected(word, codes):
                    counts[chunk] += share
            total = sum(counts.values())
            self._known = {chunk: count / total for chunk, count in counts.items()}
            self._weights = {}

    def divide(self, word: str, codes: str) -> Division | None:
        """The likeliest division; None when there are more sounds than the letters can stand for."""
        best = [[(0.0, 0, 0)] * (len(codes) + 1) for _ in range(len(word) + 1)]
        best[0][0] = (1.0, 0, 0)
        for i, j, letters, sounds, weight in self._arcs(word, codes):
            reached = best[i][j][0] * weight
            if reached > best[i + letters][j + sounds][0]:
                best[i + letters][j + sounds] = reached, letters, sounds
        if not best[-1][-1][0]:
            return None
        outputs = [""] * len(word)
        i, j = len(word), len(codes)
        while i:
            _, letters, sounds = best[i][j]
            i, j = i - letters, j - sounds
            outputs[i] = codes[j:j + sounds]
        return Division(tuple(outputs), -math.log(best[-1][-1][0]) / len(word))

    def _expected(self, word: str, codes: str) -> Iterator[tuple[tuple[str, str], float]]:
        """Chunks of all divisions of a word with the share of divisions that have them (forward and backward)."""
        arcs = list(self._arcs(word, codes))
        ahead = [[0.0] * (len(codes) + 1) for _ in range(len(word) + 1)]
        behind = [[0.0] * (len(codes) + 1) for _ in range(len(word) + 1)]
        ahead[0][0] = behind[-1][-1] = 1.0
        for i, j, letters, sounds, weight in arcs:
            ahead[i + letters][j + sounds] += ahead[i][j] * weight
        whole = ahead[-1][-1]
        if not whole:
            return
        for i, j, letters, sounds, weight in reversed(arcs):
            after = behind[i + letters][j + sounds] * weight
            behind[i][j] += after
            share = ahead[i][j] * after / whole
            if share > NEGLIGIBLE:
                yield (word[i:i + letters], codes[j:j + sounds]), share

    def _arcs(self, word: str, codes: str) -> Iterator[_Arc]:
        """Every chunk at every place that a division can reach, those at the start first."""
        n, m = len(word), len(codes)
        for i in range(n):
            for j in range(max(0, m - SOUNDS * (n - i)), min(m, SOUNDS * i) + 1):
                for letters in range(1, min(LONGEST, n - i) + 1):
                    chunk = word[i:i + letters]
                    for sounds in range(min(SOUNDS, m - j) + 1):
                        if letters == 1 or sounds == 1 or (sounds == 2 and chunk in _SYLLABIC):
                            yield i, j, letters, sounds, self._weight(chunk, codes[j:j + sounds])

    def _weight(self, letters: str, codes: str) -> float:
        weight = self._weights.get((letters, codes))
        if weight is None:
            weight = prior(letters, codes) * (self._known.get((letters, codes), UNSEEN) if self._known else 1.0)
            self._weights[letters, codes] = weight
        return weight


def prior(letters: str, codes: str) -> float:
    """How far letters may stand for sounds, by what English spelling is like: 1 at most, but for syllabic l, m, n."""
    if not codes:
        return SILENT
    vowels, glide = [bool(_LEVELS[code]) for code in codes], _NAMES[codes[0]] in ("j", "w")
    weight = _first(letters[0], codes, single=len(codes) == 1) * LONGER ** (len(letters) - 1)
    if len(codes) == 1 or (letters == "x" and not any(vowels)):
        return weight
    if glide and letters in "uewoy" and vowels[1] and len(codes) == 2:
        return weight * 0.3
    if letters in _SYLLABIC and vowels == [True, False]:
        return weight * 30
    return weight * (0.01 if letters in ("s", "m") else 0.003) * 0.01 ** (len(codes) - 2)


def _first(letter: str, codes: str, *, single: bool) -> float:
    """Weight of a chunk that begins with a letter and stands for these sounds."""
    ipa = _NAMES[codes[0]]
    if _LEVELS[codes[0]]:
        if letter in _VOWEL_LETTERS:
            return 1.0
        if (letter == "w" and single) or (letter == "r" and ipa in ("ɝ", "ɚ")):
            return 0.02
        return {"l": 0.01, "m": 0.01, "n": 0.01, "r": 0.002}.get(letter, 1e-4)
    if letter in _VOWEL_LETTERS and not (ipa in ("j", "w") and letter != "a"):
        return 1e-3
    return 1.0
