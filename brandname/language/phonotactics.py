"""How a language's words are put together, letter by letter, and where a name stands among them.

A trigram model with Witten-Bell smoothing (Witten & Bell 1991, IEEE Trans. Information Theory 37) is trained on nine
tenths of a language's word list; the tenth kept out says how usual a name is: percentile 10 means that one in ten real
words is put together more oddly. A coined name that sounds fine scores 5–20. Judges spelling only: knows no sounds, and
no language without a word list.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from brandname.language.alphabets import Orthography, respell, script_of

START, END = "^", "$"
UNIT = 100
"""Costs are whole hundredths of a bit."""
CEILING = 24 * UNIT
"""No single step costs more: a letter never seen is not infinitely odd."""
QUANTILES = 200
KEPT_OUT = 10
"""One word in so many is kept out of training."""
ENOUGH = 1000
"""Fewer training words make no model."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The oddest place in a word."""

    letters: str
    where: str
    """`onset`, `inside` or `end`."""
    bits: float
    """Surprise of its last letter after the two before it."""
    percentile: float
    """Share (0–100) of real words whose own oddest place is at least as odd."""


@dataclass(frozen=True, slots=True)
class Score:
    """Where a word stands among the words kept out."""

    percentile: float
    """0–100: share of real words put together at least as oddly; 0 = odder than all of them."""
    bits: float
    """Mean surprise a letter."""
    worst: Stretch


@dataclass(frozen=True, slots=True)
class Phonotactics:
    """The model of one language; all costs in hundredths of a bit."""

    trigrams: Mapping[str, int]
    bigrams: Mapping[str, int]
    letters: Mapping[str, int]
    after_two: Mapping[str, int]
    """Cost of leaving a two-letter context for a shorter one."""
    after_one: Mapping[str, int]
    unknown: int
    means: Sequence[int]
    """Ascending quantiles of the words kept out: mean cost a letter."""
    worsts: Sequence[int]
    """The same of their single oddest step."""
    size: int
    """Training words."""

    def score(self, word: str) -> Score:
        """Where `word` (already a `sequence`) stands. Raises ValueError for an empty one."""
        if not word:
            raise ValueError("no letters to score")
        total, worst, at = self._walk(word)
        mean = total / (len(word) + 1)
        return Score(
            percentile=_percentile(self.means, mean),
            bits=round(mean / UNIT, 2),
            worst=_stretch(word, at, worst, _percentile(self.worsts, worst)),
        )

    def surprise(self, word: str) -> float:
        """Bits of the whole of a word (already a `sequence`), its end included."""
        return self._walk(word)[0] / UNIT

    def _walk(self, word: str) -> tuple[int, int, int]:
        """Sum of costs, the largest one, and the index in the padded word where its trigram begins."""
        padded = START + START + word + END
        total, worst, at = 0, -1, 0
        trigrams = self.trigrams
        for i in range(len(word) + 1):
            step = padded[i:i + 3]
            cost = trigrams.get(step)
            if cost is None:
                cost = self._shorter(step)
            total += cost
            if cost > worst:
                worst, at = cost, i
        return total, worst, at

    def _shorter(self, step: str) -> int:
        cost = self.bigrams.get(step[1:])
        if cost is None:
            cost = self.after_one.get(step[1], 0) + self.letters.get(step[2], self.unknown)
        return min(CEILING, cost + self.after_two.get(step[:2], 0))

    def table(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "trigrams": dict(self.trigrams), "bigrams": dict(self.bigrams), "letters": dict(self.letters),
            "after_two": dict(self.after_two), "after_one": dict(self.after_one), "unknown": self.unknown,
            "means": list(self.means), "worsts": list(self.worsts), "size": self.size,
        }

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Phonotactics:
        """From `table()`; raises TypeError when it is something else."""
        return cls(**table)


def sequence(word: str, ortho: Orthography) -> str:
    """A word in the letters the model counts: respelled, without tone marks, hangul in jamo, katakana as hiragana."""
    known = ortho.letters.issuperset(word)
    spelled = ortho.plain(word if known else respell(word, ortho))
    if "Hang" in ortho.scripts:
        return unicodedata.normalize("NFD", spelled)
    if "Kana" in ortho.scripts:
        return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in spelled)
    return spelled


def fit(words: Iterable[str], ortho: Orthography) -> Phonotactics | None:
    """The model of a word list; None when too few of its words are in the language's own letters.

    Which words are kept out depends on each word alone, not on the list's order.
    """
    usable = sorted({sequence(w, ortho) for w in words if _usable(w, ortho)})
    train = [w for w in usable if zlib.crc32(w.encode()) % KEPT_OUT]
    held = [w for w in usable if not zlib.crc32(w.encode()) % KEPT_OUT]
    if ortho.syllables:
        train, held = _joined(train), _joined(held)
    if len(train) < ENOUGH or not held:
        return None
    model = _trained(train)
    walks = [(len(w) + 1, *model._walk(w)) for w in held if len(w) > 2]
    return Phonotactics.of({
        **model.table(),
        "means": _quantiles([round(total / n) for n, total, _, _ in walks]),
        "worsts": _quantiles([worst for _, _, worst, _ in walks]),
    })


def _usable(word: str, ortho: Orthography) -> bool:
    """A word of at least two letters, all the language's own or kept as they are in loans."""
    if len(word) < 2:
        return False
    if ortho.letters:
        return ortho.letters.issuperset(word) or all(
            c in ortho.letters or ortho.loan.get(c) == c for c in ortho.plain(word)
        )
    return all(script_of(c) in ortho.scripts for c in word)


def _joined(syllables: Sequence[str]) -> list[str]:
    """Neighbours in a fixed shuffle put together by two: words of a language that writes its syllables apart."""
    shuffled = sorted(syllables, key=lambda s: (zlib.crc32(s.encode()[::-1]), s))
    return [*shuffled, *(a + b for a, b in pairwise(shuffled))]


def _trained(words: Sequence[str]) -> Phonotactics:
    text = "".join(f"{START}{START}{word}{END}" for word in words)
    threes = Counter([text[i:i + 3] for i in range(len(text) - 2)])
    for across in [three for three in threes if END in three[:2]]:
        del threes[across]
    twos: Counter[str] = Counter()
    ones: Counter[str] = Counter()
    for three, n in threes.items():
        twos[three[1:]] += n
        ones[three[2]] += n
    base = 1 / (len(ones) + 1)
    floor, p1 = _level(ones, lambda _: base)
    back1, p2 = _level(twos, lambda two: p1[two[-1]])
    back2, p3 = _level(threes, lambda three: p2[three[1:]])
    return Phonotactics(
        trigrams=_costs(p3), bigrams=_costs(p2), letters=_costs(p1), after_two=_costs(back2), after_one=_costs(back1),
        unknown=min(CEILING, _cost(floor[""] * base)), means=(), worsts=(), size=len(words),
    )


def _level(counts: Mapping[str, int], lower: Any) -> tuple[dict[str, float], dict[str, float]]:  # noqa: ANN401
    """Witten-Bell at one order: context → weight left to the lower order; n-gram → probability."""
    seen: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for gram, n in counts.items():
        seen[gram[:-1]] += n
        kinds[gram[:-1]] += 1
    back = {context: kinds[context] / (seen[context] + kinds[context]) for context in seen}
    return back, {
        gram: n / (seen[gram[:-1]] + kinds[gram[:-1]]) + back[gram[:-1]] * lower(gram) for gram, n in counts.items()
    }


def _costs(probabilities: Mapping[str, float]) -> dict[str, int]:
    return {gram: _cost(p) for gram, p in probabilities.items()}


def _cost(p: float) -> int:
    return round(-UNIT * math.log2(p))


def _quantiles(values: Sequence[int]) -> list[int]:
    ordered = sorted(values)
    return [ordered[round(i * (len(ordered) - 1) / QUANTILES)] for i in range(QUANTILES + 1)]


def _percentile(quantiles: Sequence[int], cost: float) -> float:
    """Share of the words kept out that cost at least as much, 0–100, between two quantiles in proportion."""
    if cost > quantiles[-1]:
        return 0.0
    i = bisect_left(quantiles, cost)
    if i == 0:
        return 100.0
    low, high = quantiles[i - 1], quantiles[i]
    return round(100 * (1 - (i - 1 + (cost - low) / (high - low)) / QUANTILES), 1)


def _stretch(word: str, at: int, cost: int, percentile: float) -> Stretch:
    begin, end = max(0, at - 2), min(len(word), at + 1)
    where = "end" if at == len(word) else "onset" if at < 2 else "inside"
    while begin > 0 and _leans(word[begin]):
        begin -= 1
    while end < len(word) and _leans(word[end]):
        end += 1
    letters = unicodedata.normalize("NFC", word[begin:end])
    return Stretch(letters, where, round(cost / UNIT, 1), percentile)


def _leans(char: str) -> bool:
    """Whether a character is only part of the written syllable before it: vowel signs, hangul medials and finals."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
