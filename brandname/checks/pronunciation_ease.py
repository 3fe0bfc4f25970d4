"""How easy a name is to say and spell in a language, 0–100, by parts; and every risk of the pronunciation check.

All constants that can move a finding of this check stand here. Ease is a measure beside the risk, never the risk
itself: what a name takes from its own language costs ease, but does not tell against it. Computes no reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CEILING = 0.6
"""The largest risk of the check: a warning."""
FLOOR = 0.05
"""Risk of a name nothing is said against."""
UNHEARD = 0.4
"""Confidence of an answer without any reading; with one, the reading's own goes before."""

LETTER_RISKS: Mapping[str, float] = {"known": 0.1, "loan": 0.2, "folded": 0.3, "none": 0.45}
"""A letter known from loanwords only, read as another one, typed as another one, read nobody knows how."""
NO_VOWEL, DIGITS, RARE, SEVERAL = 0.5, 0.3, 0.4, 0.2
SPELLED_OUT = 0.1
HARD, HARDEST, UNUSUAL, BORROWED, ODD_PLACE = 0.55, CEILING, 0.25, 0.4, 0.3
"""Letter order: under `hard_below`, a quarter of it, UNUSUAL_BELOW; odd by a loan letter; odd in one place."""
UNUSUAL_BELOW = 5.0
"""Percentile under which a name is unusual; under the option `hard_below` it is hard."""
ODD_PLACE_BELOW = 1.0
"""Percentile of the oddest place alone that is worth a word although the name as a whole is usual."""
LENGTHS = ((25, 0.5, 25), (18, 0.35, 15), (13, 0.2, 8))
"""Letters (sounds, for syllable scripts) → risk and points of length; characters of Chinese count four times."""
REPAIRS = ((5, 0.4), (3, 0.3), (1, 0.1))
"""Sounds that speakers put in or leave out in a name they read in foreign letters → risk: a caution at most."""
WAYS = ((0.45, 0.2), (0.25, 0.1))
"""Distance between two ways of reading the name (0–1) → risk: a note."""
FAR = 0.3
"""Distance from the owner's own reading, 0–1, from which it is told; the risk is that of a note."""
FAR_RISK = 0.1
LIKELY = 0.3
"""Confidence from which a way of reading counts as one that people use."""

_LETTER_POINTS: Mapping[str, int] = {"known": 3, "loan": 6, "folded": 10, "none": 15}
_FOREIGN_SCRIPT = 10
_SEQUENCE_POINTS = ((0.5, 45), (2.0, 35), (5.0, 20), (10.0, 10), (20.0, 5))
_REPAIR, _SOUND, _WAY = 8, 6, 40
_MOST = {"letters": 30, "sequence": 45, "sounds": 24, "length": 25, "ways": 20}


@dataclass(frozen=True, slots=True)
class Ease:
    """Points a name loses, by part; each 0 or more."""

    letters: int = 0
    """Letters the language lacks; another script than its own."""
    sequence: int = 0
    """Unusual order of letters, or sounds put in and left out."""
    sounds: int = 0
    """Sounds the language lacks."""
    length: int = 0
    ways: int = 0
    """Disagreement between the ways the name is read."""

    @property
    def score(self) -> int:
        """100 (nothing in the way) down to 0."""
        return max(0, 100 - self.letters - self.sequence - self.sounds - self.length - self.ways)

    def measures(self) -> dict[str, int]:
        """`ease` and its parts, each as points lost."""
        return {"ease": self.score, "ease_letters": self.letters, "ease_sequence": self.sequence,
                "ease_sounds": self.sounds, "ease_length": self.length, "ease_ways": self.ways}


def ease(
    *, letters: Sequence[str] = (), foreign_script: bool = False, percentile: float | None = None,
    vowelless: bool = False, repairs: int = 0, sounds: int = 0, length: int = 0, ways: float = 0.0,
) -> Ease:
    """The ease of a name.

    `letters` are keys of LETTER_RISKS, `percentile` 0–100 (None = not measured), `repairs` and `sounds` counts,
    `length` as in LENGTHS, `ways` the distance between its readings, 0–1.
    """
    points = {
        "letters": sum(_LETTER_POINTS[way] for way in letters) + _FOREIGN_SCRIPT * foreign_script,
        "sequence": _MOST["sequence"] if vowelless else _REPAIR * repairs + _unusual(percentile),
        "sounds": _SOUND * sounds,
        "length": next((points for least, _, points in LENGTHS if length >= least), 0),
        "ways": round(_WAY * ways),
    }
    return Ease(**{part: min(_MOST[part], lost) for part, lost in points.items()})


def step(table: Sequence[tuple[float, float]], value: float) -> float:
    """The risk of the first row whose least value is reached; 0 below all."""
    return next((risk for least, risk in table if value >= least), 0.0)


def _unusual(percentile: float | None) -> int:
    if percentile is None:
        return 0
    return next((points for below, points in _SEQUENCE_POINTS if percentile < below), 0)
