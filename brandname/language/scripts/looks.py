"""How English a name looks, and how French or Italian: what decides whose reading of it counts in Korean.

Puts together two things measured elsewhere: everyday words (`words`) and the guess from letters (`language/origin`).
Judges the whole name, not word by word: a name is read in one language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brandname.language.origin import share_of
from brandname.language.scripts.words import english_share

ROMANCE = ("fr", "it")
"""Languages whose p, t and k Korea hears as tense."""
EVERYDAY = 0.5
"""Weight of everyday words against the guess from letters."""
LOWEST, HIGHEST = 0.13, 0.87
"""Where a name counts as not English at all, and as English all through."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a name looks like; shares 0–1."""

    name: str
    english: float = 0.0
    romance: float = 0.0
    french: float = 0.0


def looks_of(name: str, words: Iterable[str]) -> Looks:
    """The looks of a name written in Latin letters, and of the words it is cut into."""
    english = EVERYDAY * english_share(words) + (1 - EVERYDAY) * share_of(name, "en")
    french, italian = (share_of(name, tag) for tag in ROMANCE)
    return Looks(name, min(1.0, max(0.0, (english - LOWEST) / (HIGHEST - LOWEST))), french + italian, french)
