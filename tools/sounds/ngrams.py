"""N-gram models over strings of units, one character each: interpolated modified Kneser-Ney, and pruning.

Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling" (1998); Seymore and Rosenfeld,
"Scalable Backoff Language Models" (1996). Knows nothing of letters or sounds.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNKNOWN = 1e-6
"""Chance of a unit never seen."""
LEAST = 1e-4
"""Least share a context leaves to shorter ones."""


@dataclass(frozen=True, slots=True)
class Model:
    """Chances of n-grams given all but their last unit, and weights of contexts for falling back to shorter ones."""

    chances: dict[str, float]
    weights: dict[str, float]

    def chance(self, gram: str) -> float:
        """The chance of the last unit after the others."""
        weight = 1.0
        while gram not in self.chances:
            if len(gram) == 1:
                return weight * UNKNOWN
            weight *= self.weights.get(gram[:-1], 1.0)
            gram = gram[1:]
        return weight * self.chances[gram]


def count(rows: Iterable[str], order: int) -> list[Counter[str]]:
    """How often each n-gram stands in rows whose first unit marks the start; by length, the start alone not counted."""
    counts: list[Counter[str]] = [Counter() for _ in range(order + 1)]
    for row in rows:
        for end in range(2, len(row) + 1):
            for size in range(1, min(order, end) + 1):
                counts[size][row[end - size:end]] += 1
    return counts


def estimate(counts: Sequence[Counter[str]], start: str) -> Model:
    """All n-grams: the longest by their counts, shorter ones by how many different units stand before them."""
    model = Model({}, {})
    for size in range(1, len(counts)):
        kinds = counts[size] if size == len(counts) - 1 else _kinds(counts[size], counts[size + 1], start)
        taken = _discounts(kinds)
        for context, grams in _by_context(kinds).items():
            total = sum(kinds[gram] for gram in grams)
            left = sum(taken[min(3, kinds[gram])] for gram in grams) / total
            for gram in grams:
                lower = model.chance(gram[1:]) if context else 1 / len(grams)
                model.chances[gram] = (kinds[gram] - taken[min(3, kinds[gram])]) / total + left * lower
            if context:
                model.weights[context] = _weight(model, grams)
    return model


def prune(model: Model, counts: Sequence[Counter[str]], spared: float) -> Model:
    """The model without n-grams of three units and more whose cases shorter ones tell for this price (nats, all cases).

    What is kept is kept without its first unit too, so that a search may go from short contexts to long ones.
    """
    kept = dict(model.chances)
    needed: set[str] = set()
    for gram in sorted(model.chances, key=len, reverse=True):
        lower = model.weights[gram[:-1]] * model.chance(gram[1:]) if len(gram) > 2 else 0.0
        if lower and gram not in needed and _gain(counts[len(gram)][gram], model.chances[gram], lower) < spared:
            del kept[gram]
        else:
            needed.add(gram[1:])
    smaller = Model(kept, {})
    for context, grams in sorted(_by_context(kept).items(), key=lambda item: len(item[0])):
        if context:
            smaller.weights[context] = _weight(smaller, grams)
    return smaller


def _kinds(counts: Counter[str], longer: Counter[str], start: str) -> Counter[str]:
    """In how many different places an n-gram stands; nothing stands before the start, so there all count."""
    kinds = Counter(gram[1:] for gram in longer)
    kinds.update({gram: n for gram, n in counts.items() if gram[0] == start})
    return kinds


def _discounts(kinds: Counter[str]) -> tuple[float, float, float, float]:
    """What is taken from n-grams counted once, twice, and more often."""
    sizes = Counter(min(5, n) for n in kinds.values())
    one, two, three, four = (sizes[n] or 1 for n in (1, 2, 3, 4))
    y = one / (one + 2 * two)
    return 0.0, max(0.1, 1 - 2 * y * two / one), max(0.1, 2 - 3 * y * three / two), max(0.1, 3 - 4 * y * four / three)


def _by_context(grams: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for gram in grams:
        found[gram[:-1]].append(gram)
    return found


def _gain(times: int, chance: float, lower: float) -> float:
    """What telling an n-gram by a shorter one costs or saves in all its cases, in nats."""
    return abs(times * math.log(chance / lower))


def _weight(model: Model, grams: Sequence[str]) -> float:
    """What a context leaves to shorter ones against what those give to units it has not."""
    left = 1 - sum(model.chances[gram] for gram in grams)
    below = 1 - sum(model.chance(gram[1:]) for gram in grams)
    return max(left, LEAST) / max(below, LEAST)
