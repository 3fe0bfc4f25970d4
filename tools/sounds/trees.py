"""Decision trees over the neighbours of a letter: the shortest context that settles what it stands for.

A node asks one neighbour and goes on by its value; a branch stands only where it pays for itself (minimum description
length: the bits it saves against the bits it takes to write down). A leaf is what the letter stands for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

BRANCH_BITS = 2.0
"""Cost of one branch: the neighbour asked, its value and the new leaf."""


def grow(
    rows: Sequence[tuple[Sequence[str], str]], features: Sequence[int], branch_bits: float = BRANCH_BITS,
) -> Any:  # noqa: ANN401 - trees are JSON
    """A tree for (context, label) rows: a label, or [feature, {value: tree}, label for all other values]."""
    merged = Counter((tuple(context), label) for context, label in rows)
    return _grow([(context, label, n) for (context, label), n in merged.items()], tuple(features), branch_bits)


def _grow(
    rows: list[tuple[tuple[str, ...], str, int]], features: tuple[int, ...], branch_bits: float,
) -> Any:  # noqa: ANN401 - trees are JSON
    labels: Counter[str] = Counter()
    for _, label, n in rows:
        labels[label] += n
    common = max(labels, key=lambda label: (labels[label], label))
    if len(labels) == 1 or not features:
        return common
    whole = _bits(labels)
    best, choice = 0.0, -1
    for feature in features:
        by_value: dict[str, Counter[str]] = defaultdict(Counter)
        for context, label, n in rows:
            by_value[context[feature]][label] += n
        told = [c for c in by_value.values() if len(c) > 1 or next(iter(c)) != common]
        saved = whole - sum(map(_bits, by_value.values())) - branch_bits * len(told)
        if len(by_value) > 1 and saved > best:
            best, choice = saved, feature
    if choice < 0:
        return common
    parts: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for row in rows:
        parts[row[0][choice]].append(row)
    rest = tuple(f for f in features if f != choice)
    branches = {value: _grow(part, rest, branch_bits) for value, part in sorted(parts.items())}
    branches = {value: branch for value, branch in branches.items() if branch != common}
    return [choice, branches, common] if branches else common


def _bits(labels: Counter[str]) -> float:
    total = sum(labels.values())
    if len(labels) == 1:
        return 0.0
    return -sum(n * math.log2(n / total) for n in labels.values())
