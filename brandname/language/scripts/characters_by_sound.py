"""Chinese characters for toneless syllables, as foreign names use them: the likeliest choices for a row of syllables.

Counts come from personal names (`tools/train_chinese.py`), mixed with the characters of the lexicon of names
(`naming`). Traditional text has habits of its own, mostly Taiwan's. Knows syllables, not the name they came from.
"""

from __future__ import annotations

import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from brandname import data
from brandname.language import sounds
from brandname.language.pinyin import plain
from brandname.language.scripts.naming import lexicon

HABITS = "chinese/habits.tsv.xz"
FOREIGN_HABIT = 0.3
"""What a pair counts that is written in the other set of characters."""
NAMING = 0.3
"""Share of the naming lexicon in the choice; the rest is habit. Both set on development names."""
TONE, SOUND, GOODS = 0.6, 1.5, 0.5
"""Nats for each step of good meaning, for use in foreign names, for suiting any kind of goods."""
LEAST = 1e-4
CHOICES = 24
"""Characters tried for one syllable."""
_NAMES = {"佛": "fo", "乐": "le", "樂": "le"}
"""Characters read otherwise in names than in words."""


@lru_cache(maxsize=8192)
def syllable_of(char: str) -> str:
    """The toneless syllable a character has in foreign names; the character itself when none is known."""
    found = sounds.pinyin(char)
    return _NAMES.get(char) or (plain(found[0][0]).replace("ü", "v") if found else char)


@dataclass(slots=True)
class Chooser:
    """Choices in simplified characters, by the habits of one set of characters."""

    traditional: bool
    """Habits of text in traditional characters."""
    _counts: Mapping[tuple[str, str, str], Mapping[str, float]] = field(init=False)
    _whole: Mapping[str, Mapping[str, float]] = field(init=False)
    _named: Mapping[str, Mapping[str, float]] = field(init=False)
    _known: dict[tuple[str, str, str], tuple[tuple[str, float], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._counts = _counted(self.traditional)
        whole: dict[str, Counter[str]] = defaultdict(Counter)
        for (kind, syllable, _), found in self._counts.items():
            if kind == "place":
                whole[syllable].update(found)
        self._whole = whole
        self._named = _named()

    def choose(self, syllables: Sequence[str], n: int) -> list[tuple[str, float]]:
        """Up to `n` texts with their log probability, likeliest first; what is no syllable stays as it is."""
        found: list[tuple[str, float]] = [("", 0.0)]
        for i, syllable in enumerate(syllables):
            place = "0" if i == 0 else "2" if i == len(syllables) - 1 else "1"
            longer = [(text + char, before + logp) for text, before in found
                      for char, logp in self._options(syllable, text[-1:] or "^", place)[:n]]
            found = sorted(longer, key=lambda pair: -pair[1])[:n]
        return found

    def logp(self, text: str) -> float:
        """Log probability of characters given their syllables; the least one for each unheard of."""
        total = 0.0
        for i, char in enumerate(text):
            place = "0" if i == 0 else "2" if i == len(text) - 1 else "1"
            options = dict(self._options(syllable_of(char), text[i - 1] if i else "^", place))
            total += options.get(char, math.log(LEAST))
        return total

    def _options(self, syllable: str, before: str, place: str) -> tuple[tuple[str, float], ...]:
        key = (syllable, before, place)
        if key not in self._known:
            chances = self._chances(*key).items()
            ranked = sorted(((c, math.log(p)) for c, p in chances if p > LEAST), key=lambda pair: (-pair[1], pair[0]))
            self._known[key] = tuple(ranked[:CHOICES]) or ((syllable, 0.0),)
        return self._known[key]

    def _chances(self, syllable: str, before: str, place: str) -> Mapping[str, float]:
        """Witten-Bell: after the character before, else at the place, else anywhere; then the lexicon's share."""
        whole, named = self._whole.get(syllable, {}), self._named.get(syllable, {})
        size = sum(whole.values()) + 0.1 * (len(whole) + 10)
        chances = {char: (whole.get(char, 0.0) + 0.1) / size for char in {*whole, *named}}
        for key in (("place", syllable, place), ("after", syllable, before)):
            found = self._counts.get(key)
            if found:
                kinds, size = len(found), sum(found.values()) + len(found)
                chances = {char: (found.get(char, 0.0) + kinds * chance) / size for char, chance in chances.items()}
        return {char: (1 - NAMING) * chance + NAMING * named.get(char, 0.0) for char, chance in chances.items()}


@cache
def open_chooser(traditional: bool) -> Chooser:
    """The chooser of one set of characters."""
    return Chooser(traditional)


def habits() -> bytes:
    """The counts as shipped."""
    return data.read_bytes(HABITS)


def _counted(traditional: bool) -> dict[tuple[str, str, str], dict[str, float]]:
    weights = (1.0, FOREIGN_HABIT) if traditional else (FOREIGN_HABIT, 1.0)
    found: dict[tuple[str, str, str], dict[str, float]] = {}
    for line in lzma.decompress(habits()).decode("utf-8").splitlines():
        kind, syllable, context, char, own, other = line.split("\t")
        times = int(own) * weights[0] + int(other) * weights[1]
        found.setdefault((kind, syllable, context), {})[char] = times
    return found


def _named() -> dict[str, dict[str, float]]:
    """Syllable → share of each character of the lexicon, the better its meaning and the more usual the larger."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in lexicon().values():
        weight = TONE * entry.tone + SOUND * ("sound" in entry.manner) + GOODS * bool(entry.goods)
        weights[syllable_of(entry.char)][entry.char] = math.exp(weight)
    return {syllable: {c: w / sum(found.values()) for c, w in found.items()} for syllable, found in weights.items()}
