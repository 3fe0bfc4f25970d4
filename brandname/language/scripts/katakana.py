"""Katakana from the neural models of the package `e2k` (public domain), with several answers instead of their one.

`e2k` reads English-like spelling, and English sounds, better than any table, but only offers its first choice or random
ones; this adapter searches its decoders with a beam and scores given spellings. Needs `e2k` and numpy; `load` and
`load_sounds` return None without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from brandname.language.english import spell_codes
from brandname.language.scripts.arrays import open_numpy
from brandname.language.scripts.joint import IMPOSSIBLE, Answer
from brandname.language.scripts.katakana_steps import Memory, Steps, prepare
from brandname.language.scripts.spelling import plain_letters

LONGEST = 40
"""Kana in an answer, at most; words of more than so many letters are not given to the model."""
BEAM = 10
_SCOTTISH = re.compile("^mc(?=[^aeiou])")


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """The decoder of a loaded `e2k.C2K` or `e2k.P2K`."""

    numpy: Any
    steps: Steps
    kana: Sequence[str]
    """By its numbers."""
    inputs: Mapping[str, int]
    """Characters it reads (letters, or codes of sounds) → its numbers for them."""

    def decode(self, word: str, n: int, *, beam: int = BEAM) -> tuple[Answer, ...]:
        """Up to `n` katakana spellings of a word in the reader's inputs, likeliest first, with log probabilities."""
        memory = self._read(word)
        if memory is None:
            return ()
        np, steps = self.numpy, self.steps
        state = steps.rest(1)
        open_: list[tuple[tuple[int, ...], float]] = [((steps.start,), 0.0)]
        done: list[tuple[tuple[int, ...], float]] = []
        for _ in range(LONGEST):
            logs, state = steps.step(memory, np.array([path[-1] for path, _ in open_]), state)
            totals = logs + np.array([logp for _, logp in open_], dtype=logs.dtype)[:, None]
            kept: list[tuple[tuple[int, ...], float]] = []
            parents: list[int] = []
            for index, total in _largest(np, totals.ravel(), 2 * beam):
                row, unit = divmod(index, len(self.kana))
                if unit == steps.end:
                    done.append((open_[row][0][1:], total))
                elif len(kept) < beam:
                    kept.append(((*open_[row][0], unit), total))
                    parents.append(row)
            open_, state = kept, state.chosen(parents)
            done.sort(key=lambda pair: -pair[1])
            if len(done) >= n and done[n - 1][1] > open_[0][1]:
                break
        return tuple(Answer("".join(self.kana[unit] for unit in path), logp) for path, logp in done[:n] if path)

    def score(self, word: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Log probability of each spelling given the word."""
        memory = self._read(word)
        if memory is None or not texts:
            return (IMPOSSIBLE,) * len(texts)
        np, steps = self.numpy, self.steps
        number = {kana: k for k, kana in enumerate(self.kana)}
        paths = [[number.get(kana, -1) for kana in text] + [steps.end] for text in texts]
        longest = max(map(len, paths))
        grid = np.array([path + [steps.end] * (longest - len(path)) for path in paths])
        lengths = np.array([len(path) for path in paths])
        state, total, rows = steps.rest(len(paths)), np.zeros(len(paths)), np.arange(len(paths))
        before = np.full(len(paths), steps.start)
        for k in range(longest):
            logs, state = steps.step(memory, before, state)
            total += np.where(k < lengths, logs[rows, grid[:, k]], 0.0)
            before = np.maximum(grid[:, k], 0)
        return tuple(
            IMPOSSIBLE if -1 in path else max(IMPOSSIBLE, float(value))
            for path, value in zip(paths, total, strict=True)
        )

    def _read(self, word: str) -> Memory | None:
        known = [self.inputs[c] for c in word if c in self.inputs]
        if not known or len(known) > LONGEST:
            return None
        return self.steps.read([self.steps.start, *known, self.steps.end])


def _largest(np: Any, values: Any, count: int) -> list[tuple[int, float]]:  # noqa: ANN401 - numpy
    """Places and values of the largest, the largest first."""
    chosen = values.argpartition(-count)[-count:] if count < len(values) else np.arange(len(values))
    found: list[tuple[int, float]] = list(zip(chosen.tolist(), values[chosen].tolist(), strict=True))
    return sorted(found, key=lambda pair: -pair[1])


def respelled(word: str) -> str:
    """A word in the letters the model knows, `Mc` written out as it is said: the model passes over its vowel."""
    return _SCOTTISH.sub("mac", plain_letters(word))


@cache
def load() -> Reader | None:
    """The reader of letters, or None when `e2k` is not installed or has another inside than this adapter knows."""
    try:
        np = open_numpy()
        from e2k import C2K

        model = C2K(max_len=LONGEST, model="turbo")
        reader = Reader(np, prepare(np, model.s2s), model.out_table, dict(model.in_table))
        return reader if reader.decode("a", 1) else None
    except (ImportError, AttributeError, TypeError, ValueError, KeyError):
        return None


@cache
def load_sounds() -> Reader | None:
    """The reader of sounds (codes as `english.CODES` has them), or None as `load`."""
    try:
        np = open_numpy()
        from e2k import P2K

        model = P2K(max_len=LONGEST, model="turbo")
        inputs = {spell_codes([name]): number for name, number in model.in_table.items() if name[:1].isalpha()}
        reader = Reader(np, prepare(np, model.s2s), model.out_table, inputs)
        return reader if reader.decode(spell_codes(["AA1"]), 1) else None
    except (ImportError, AttributeError, TypeError, ValueError, KeyError):
        return None
