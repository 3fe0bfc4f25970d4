"""Which letter of a word stands for which sounds: many-to-one alignment by repeated best guesses (hard EM).

Every letter answers for zero to three segments, in order. Starts from where in the word letters and sounds stand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

Outputs = tuple[tuple[str, ...], ...]
EMPTY_COST, EXTRA_COST, UNSEEN = 2.6, 1.2, 9.0
LEARNED_ON = 1500
SILENT_EARLY = 0.003


class Aligner:
    """Learns from pairs of letters and segments, then aligns any pair."""

    def __init__(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], rounds: int = 3, learned_on: int = LEARNED_ON,
    ) -> None:
        step = max(1, len(pairs) // learned_on)
        sample = pairs[::step]
        self._single = _by_position(sample)
        self._whole: dict[str, dict[tuple[str, ...], float]] = {}
        self._kept: dict[tuple[str, tuple[str, ...]], float] = {}
        for _ in range(rounds):
            counts: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
            for letters, sounds in sample:
                for letter, out in zip(letters, self.align(letters, sounds) or (), strict=False):
                    counts[letter][out] += 1
            self._whole = {letter: _costs(found) for letter, found in counts.items()}
            self._kept = {}

    def align(self, letters: Sequence[str], sounds: Sequence[str]) -> Outputs:
        """The segments each letter answers for; () when there are more than three times as many sounds as letters."""
        n, m = len(letters), len(sounds)
        kept = self._kept
        parts = [[tuple(sounds[j:j + size]) for size in range(min(3, m - j) + 1)] for j in range(m + 1)]
        best: list[list[float]] = [[math.inf] * (m + 1) for _ in range(n + 1)]
        back = [[0] * (m + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(n):
            letter, here, after = letters[i], best[i], best[i + 1]
            for j in range(max(0, m - 3 * (n - i)), min(m, 3 * i) + 1):
                if here[j] == math.inf:
                    continue
                for size, out in enumerate(parts[j]):
                    known = kept.get((letter, out))
                    cost = here[j] + (self._cost(letter, out) if known is None else known)
                    if not size:
                        cost += SILENT_EARLY * (n - i)  # of two equal letters always the second is the silent one
                    if cost < after[j + size]:
                        after[j + size], back[i + 1][j + size] = cost, size
        if best[n][m] == math.inf:
            return ()
        found: list[tuple[str, ...]] = []
        j = m
        for i in range(n, 0, -1):
            size = back[i][j]
            found.append(tuple(sounds[j - size:j]))
            j -= size
        return tuple(reversed(found))

    def _cost(self, letter: str, out: tuple[str, ...]) -> float:
        cost = self._whole.get(letter, {}).get(out)
        if cost is None:
            single = self._single.get(letter, {})
            guess = sum(single.get(sound, UNSEEN) for sound in out) if out else EMPTY_COST
            cost = guess + EXTRA_COST * max(0, len(out) - 1) + (2.0 if self._whole else 0.0)
        self._kept[letter, out] = cost
        return cost


def _by_position(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> dict[str, dict[str, float]]:
    """Letter → segment → cost, from standing at about the same place in the word."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    every: Counter[str] = Counter()
    for letters, sounds in pairs:
        if not sounds:
            continue
        ratio = len(sounds) / len(letters)
        for i, letter in enumerate(letters):
            centre = (i + 0.5) * ratio
            for j in range(max(0, int(centre - 1.5)), min(len(sounds), int(centre + 1.5) + 1)):
                counts[letter][sounds[j]] += 1
        every.update(sounds)
    total = sum(every.values())
    costs: dict[str, dict[str, float]] = {}
    for letter, found in counts.items():
        size = sum(found.values())
        # Pointwise: a sound standing here more often than anywhere is worth more than a common sound.
        costs[letter] = {s: max(0.1, 2.0 - math.log(n / size / (every[s] / total))) for s, n in found.items() if n > 1}
    return costs


def _costs(found: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    total = sum(found.values()) + 5
    return {out: -math.log(n / total) for out, n in found.items() if n > 1}
