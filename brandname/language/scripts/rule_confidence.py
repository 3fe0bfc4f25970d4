"""How sure the spellings made by rules are: what was measured for a language, and what a spelling's rank is worth.

Reads `data/scripts/measured.toml`. A figure is missing where nobody has measured; none is taken from a neighbour.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from brandname import data

UNMEASURED = 0.1
"""Highest confidence of what was never measured: below every measured first choice."""
COMPARED = 10
"""Spellings of a name that share its weight."""


@cache
def measured(language: str) -> float | None:
    """Share of first renderings that were right on cases with a known form; None where nobody has measured."""
    row = _table().get(language.split("-")[0].lower())
    return float(row["exact"]) if row else None


def confidences(costs: Sequence[float], language: str) -> tuple[float, ...]:
    """The confidence of each of a name's spellings, cheapest first; costs in nats. A sum stays below 1.

    A spelling's share of the weight of the first COMPARED says how often one like it was right, 0 behind these; where
    nobody has measured a language, UNMEASURED is shared in proportion.
    """
    weights = [math.exp(costs[0] - cost) for cost in costs[:COMPARED]]
    shares = [weight / sum(weights) for weight in weights]
    rates = map(_hit_rate, shares) if measured(language) is not None else (UNMEASURED * share for share in shares)
    return (*(round(rate, 3) for rate in rates), *(0.0 for _ in costs[COMPARED:]))


def _hit_rate(share: float) -> float:
    """The measured hit rate at a share, in proportion between two measured points."""
    for (low, rate), (high, hit) in pairwise([(0.0, 0.0), *_table()["shares"]["hits"]]):
        if share <= high:
            return float(rate + (hit - rate) * (share - low) / (high - low))
    return float(_table()["shares"]["hits"][-1][1])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("scripts/measured.toml"))
