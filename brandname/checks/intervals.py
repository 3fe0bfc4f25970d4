"""Intervals for what few people said: shares and means with n as small as one. Knows nothing of names."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

Z95 = 1.96
"""Normal quantile of a two-sided 95 % interval."""
T95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)
"""Student's t quantiles of a two-sided 95 % interval for 1 to 30 degrees of freedom (any table of the distribution)."""
LEAST_DEVIATION = 0.5
"""Answers on a whole-number scale are never surer than this, however much a few people agree."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """95 % interval of a share k of n (Wilson 1927, score interval); (0, 1) when nobody was asked.

    Raises ValueError unless 0 ≤ k ≤ n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    p, z2 = k / n, Z95 * Z95
    middle = p + z2 / (2 * n)
    spread = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, min(p, (middle - spread) / scale)), min(1.0, max(p, (middle + spread) / scale))


def mean_interval(values: Sequence[float], low: float, high: float) -> tuple[float, float, float]:
    """Mean and 95 % t interval of answers on a scale from `low` to `high`, cut to the scale.

    The deviation is taken as at least `LEAST_DEVIATION`; one answer tells nothing about the spread, so its interval
    is the whole scale. Raises ValueError without values.
    """
    if not values:
        raise ValueError("no values")
    n = len(values)
    mean = fsum(values) / n
    if n == 1:
        return mean, low, high
    deviation = max(LEAST_DEVIATION, sqrt(fsum((v - mean) ** 2 for v in values) / (n - 1)))
    degrees = n - 1
    t = T95[degrees - 1] if degrees <= len(T95) else Z95 + 2.4 / degrees
    spread = t * deviation / sqrt(n)
    return mean, max(low, mean - spread), min(high, mean + spread)
