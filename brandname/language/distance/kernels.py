"""Measures between one name and many, in NumPy: every step of a recurrence is taken for all candidates at once.

Candidates stand in columns: `others[j, k]` is symbol j of candidate k as a small integer, 0 for nothing, and
`lengths[k]` its length. Costs are whole numbers, so that a column of thousands fits the processor's nearest memory and
no rounding depends on the order of work. Knows neither letters nor sounds nor what the numbers mean.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]
Lengths: TypeAlias = npt.NDArray[np.int32]
Kernel: TypeAlias = Callable[[Codes, Codes, Lengths], Floats]

BLOCK = 2048
"""Candidates computed together."""
_INT32_LIMIT = 2**31
LONGEST = 40
"""Symbols of a name that the recurrences look at; the bags of n-grams and words look at all."""
UNIT = 5
"""Largest cost of one symbol: costs of LONGEST symbols, and one more, fit a byte."""


def in_blocks(kernel: Kernel, query: Codes, others: Codes, lengths: Lengths) -> Floats:
    """A kernel over a few candidates at a time, each block as wide as its longest; best with `others` sorted by length.

    Gives the same numbers as one call, in less time.
    """
    found = np.zeros(len(lengths), dtype=np.float32)
    for start in range(0, len(lengths), BLOCK):
        sizes = lengths[start:start + BLOCK]
        block = np.ascontiguousarray(others[:max(1, int(sizes.max())), start:start + BLOCK])
        found[start:start + BLOCK] = kernel(query, block, sizes)
    return found


def ngram_similarity(query: Codes, others: Codes, lengths: Lengths, size: int, shares: Codes) -> Floats:
    """BI-SIM (size 2) and TRI-SIM (3) of Kondrak and Dorr (2004): order-keeping, and heavier at the beginning.

    The longest common subsequence over n-grams, where two n-grams count by how alike their symbols are place by place,
    divided by the longer length. The first symbol stands `size - 1` more times in front, marked. `shares[x, y]` says
    how alike two symbols are, out of `shares.max()`; with 0 and 1 alone it is the published measure. 0–1; 1 = equal.
    Size × highest share × LONGEST must fit a byte.
    """
    width, count = others.shape
    most = int(shares.max())
    marked = np.zeros((width + size - 1, count), dtype=np.uint8)
    marked[:size - 1] = shares[query[0]][others[0]]
    alike = [marked] * (size - 1)
    best = np.zeros((width + 1, count), dtype=np.uint8)
    for symbol in query:
        row = np.zeros_like(marked)
        np.take(shares[symbol], others, out=row[size - 1:], mode="clip")
        alike = [*alike[1 - size:], row]
        gained = best[:-1].copy()
        for place, earlier in enumerate(alike):
            gained += earlier[place:place + width]
        np.maximum(best[1:], gained, out=best[1:])
        for above, here in pairwise(best[1:]):
            np.maximum(above, here, out=here)
    longest = np.maximum(lengths, len(query)) * (size * most)
    found: Floats = (best[lengths, np.arange(count)] / longest).astype(np.float32)
    return found


def edit_distance(
    query: Codes, others: Codes, lengths: Lengths, costs: Codes, drop: Codes, dropped: Codes | int,
) -> Codes:
    """Least cost of turning the query into each candidate.

    `costs[x, y]` for one symbol in place of another, `drop[i]` for leaving out symbol i of the query, `dropped[j, k]`
    for symbol j of candidate k that the query lacks (one number for all). No cost is above UNIT.
    """
    width, count = others.shape
    extra: Any = dropped if isinstance(dropped, np.ndarray) else np.full((width, 1), dropped, dtype=np.uint8)
    row = np.zeros((width + 1, count), dtype=np.uint8)
    for j in range(width):
        np.add(row[j], extra[j], out=row[j + 1])
    for symbol, left in zip(query, drop, strict=True):
        swapped = np.take(costs[symbol], others)
        swapped += row[:-1]
        row += left
        np.minimum(row[1:], swapped, out=row[1:])
        for j in range(width):
            np.minimum(row[j + 1], row[j] + extra[j], out=row[j + 1])
    return row[lengths, np.arange(count)]


def edit_similarity(query: Codes, others: Codes, lengths: Lengths, costs: Codes, unit: int = UNIT) -> Floats:
    """1 − cost / longer length, 0–1, where every missing symbol costs `unit`, which counts as 1."""
    drop = np.full(len(query), unit, dtype=np.uint8)
    cost = edit_distance(query, others, lengths, costs, drop, unit)
    return as_similarity(cost, len(query), lengths, unit)


def as_similarity(cost: Codes, length: int, lengths: Lengths, unit: int) -> Floats:
    """1 − cost / (unit × longer length), at least 0."""
    found: Floats = np.maximum(0, 1 - cost / (unit * np.maximum(lengths, length))).astype(np.float32)
    return found


def prefix(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    """Share of the longer name that both begin with, 0–1 (Kondrak and Dorr's PREFIX)."""
    size = min(len(query), others.shape[0])
    equal = others[:size] == query[:size, None]
    common = np.logical_and.accumulate(equal, axis=0).sum(axis=0)
    found: Floats = (common / np.maximum(lengths, len(query))).astype(np.float32)
    return found


def cosine(counts: Floats, others: Bags) -> Floats:
    """Cosine of a bag of features, as counts by number, and many others; 0 where one holds nothing."""
    shared = others.sums(counts[others.features])
    norm = others.norms * np.float32(np.sqrt((counts ** 2).sum()))
    found: Floats = np.divide(shared, norm, out=np.zeros_like(others.norms), where=norm > 0)
    return np.minimum(found, 1)


class Bags:
    """Bags of features: every feature of every bag in one row, `owners` saying whose each is."""

    def __init__(self, features: npt.NDArray[np.int32], owners: npt.NDArray[np.int64], count: int, size: int) -> None:
        self.features, self.owners, self.count = features, owners, count
        numbers = owners * size + features
        small = numbers.astype(np.int32) if count * size < _INT32_LIMIT else numbers  # sorted in half the time
        kinds, times = np.unique(small, return_counts=True)
        squares = np.bincount(kinds // size, weights=times.astype(np.float64) ** 2, minlength=count)
        self.norms: Floats = np.sqrt(squares).astype(np.float32)

    def sums(self, values: Floats) -> Floats:
        """Sum of a value per feature over each bag."""
        found: Floats = np.bincount(self.owners, weights=values, minlength=self.count).astype(np.float32)
        return found
