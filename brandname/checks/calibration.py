"""How often a check finds what is known to be there: the measured rates of `data/calibration.toml`.

Stands beside every "nothing found". Written by the benchmarks; reads and says, never guesses: a language without a
measure of its own gets that of the others, and is told so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from brandname import data


@dataclass(frozen=True, slots=True)
class HitRate:
    """Documented cases a check found, for the right reason."""

    found: int
    n: int
    language: str
    """Base language measured; empty = several languages together."""
    date: str
    """ISO date of the measurement."""

    @property
    def share(self) -> float:
        """Found per case, 0–1, and never surer than the rule of succession allows for so few cases; 0 without cases."""
        return min(self.found / self.n, (self.found + 1) / (self.n + 2)) if self.n else 0.0


LEAST_CASES = 5
"""Cases a language needs for a figure of its own."""


@cache
def hit_rate(check: str, language: str) -> HitRate:
    """The rate of a check in a base language (`es`), else over the other ones; KeyError for a check never measured.

    English has a rate of its own and no part in that of the others: it has a quarter of the cases.
    """
    return _rate(_read()[check], "language", language, "general")


@cache
def foreign_rate(check: str, language: str) -> HitRate:
    """The rate for names in Latin letters among readers of a language with another script, or of all such ones."""
    return _rate(_read()[check], "script", language, "foreign")


def _rate(measured: Mapping[str, Any], part: str, language: str, otherwise: str) -> HitRate:
    own = measured.get(part, {}).get(language)
    if own is not None and own["n"] >= LEAST_CASES:
        return HitRate(own["found"], own["n"], language, measured["date"])
    general = measured.get(otherwise, {"found": 0, "n": 0})
    return HitRate(general["found"], general["n"], "", measured["date"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(data.read_text("calibration.toml"))
