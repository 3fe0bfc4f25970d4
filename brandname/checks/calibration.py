"""How often a check finds what is known to be there: the measured rates of `data/calibration.toml`.

Stands beside every "nothing found". Written by the benchmarks; reads and says, never guesses: a language without a
measure of its own gets the figure over all languages, and is told so.
"""

from __future__ import annotations

import tomllib
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
    """Base language measured; empty = all languages together."""
    date: str
    """ISO date of the measurement."""

    @property
    def share(self) -> float:
        """Found per case, 0–1; 0 without cases."""
        return self.found / self.n if self.n else 0.0


LEAST_CASES = 5
"""Cases a language needs for a figure of its own."""


def hit_rate(check: str, language: str) -> HitRate:
    """The rate of a check in a base language (`es`), or over all; KeyError for a check never measured."""
    measured = _read()[check]
    own = measured.get("language", {}).get(language)
    if own is not None and own["n"] >= LEAST_CASES:
        return HitRate(own["found"], own["n"], language, measured["date"])
    return HitRate(measured["all"]["found"], measured["all"]["n"], "", measured["date"])


def hit_rate_of_kind(check: str, kind: str) -> HitRate:
    """The rate of a check on one kind of case (`transliteration`) over all languages; 0 of 0 when never measured."""
    measured = _read()[check]
    own = measured.get("kind", {}).get(kind, {"found": 0, "n": 0})
    return HitRate(own["found"], own["n"], "", measured["date"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(data.read_text("calibration.toml"))
