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
from brandname.language.scripts.spelling import plain_letters

LONGEST = 40
"""Kana in an answer, at most; words of more than so many letters are not given to the model."""
BEAM = 10
_SCOTTISH = re.compile("^mc(?=[^aeiou])")


@dataclass(frozen=True, slots=True)
class Reader:
    """The decoder of a loaded `e2k.C2K` or `e2k.P2K`."""

    model: Any
    numpy: Any
    inputs: Mapping[str, int]
    """Characters it reads (letters, or codes of sounds) → its numbers for them."""

    def decode(self, word: str, n: int, *, beam: int = BEAM) -> tuple[Answer, ...]:
        """Up to `n` katakana spellings of a word in the reader's inputs, likeliest first, with log probabilities."""
        memory = self._read(word)
        if memory is None:
            return ()
        np, net = self.numpy, self.model.s2s
        h1, h2 = self._rest(1)
        open_: list[tuple[tuple[int, ...], float]] = [((net.sos_idx,), 0.0)]
        done: list[tuple[tuple[int, ...], float]] = []
        for _ in range(LONGEST):
            logs, h1, h2 = self._step(memory, np.array([path[-1] for path, _ in open_]), h1, h2)
            totals = (logs + np.array([logp for _, logp in open_], dtype=logs.dtype)[:, None]).ravel()
            kept: list[tuple[tuple[int, ...], float]] = []
            parents: list[int] = []
            for index in np.argsort(-totals)[:2 * beam].tolist():
                row, unit = divmod(index, logs.shape[1])
                if unit == net.eos_idx:
                    done.append((open_[row][0][1:], float(totals[index])))
                elif len(kept) < beam:
                    kept.append(((*open_[row][0], unit), float(totals[index])))
                    parents.append(row)
            open_, h1, h2 = kept, h1[parents], h2[parents]
            done.sort(key=lambda pair: -pair[1])
            if len(done) >= n and done[n - 1][1] > open_[0][1]:
                break
        table = self.model.out_table
        return tuple(Answer("".join(table[unit] for unit in path), logp) for path, logp in done[:n] if path)

    def score(self, word: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Log probability of each spelling given the word."""
        memory = self._read(word)
        if memory is None or not texts:
            return (IMPOSSIBLE,) * len(texts)
        np, net = self.numpy, self.model.s2s
        number = {kana: k for k, kana in enumerate(self.model.out_table)}
        paths = [[number.get(kana, -1) for kana in text] + [net.eos_idx] for text in texts]
        longest = max(map(len, paths))
        grid = np.array([path + [net.eos_idx] * (longest - len(path)) for path in paths])
        lengths = np.array([len(path) for path in paths])
        h1, h2 = self._rest(len(paths))
        total, rows, before = np.zeros(len(paths)), np.arange(len(paths)), np.full(len(paths), net.sos_idx)
        for k in range(longest):
            logs, h1, h2 = self._step(memory, before, h1, h2)
            total += np.where(k < lengths, logs[rows, grid[:, k]], 0.0)
            before = np.maximum(grid[:, k], 0)
        return tuple(
            IMPOSSIBLE if -1 in path else max(IMPOSSIBLE, float(value))
            for path, value in zip(paths, total, strict=True)
        )

    def _read(self, word: str) -> Any:  # noqa: ANN401 - numpy arrays
        np, net = self.numpy, self.model.s2s
        known = [self.inputs[c] for c in word if c in self.inputs]
        if not known or len(known) > LONGEST:
            return None
        letters = np.array([net.sos_idx, *known, net.eos_idx])
        embedded = net.e_emb.forward(letters)
        ahead, _ = net.encoder.forward(embedded)
        behind, _ = net.encoder_reverse.forward(embedded)
        return net.attn.memory(np.tanh(net.encoder_fc.forward(np.concatenate([ahead, behind], axis=-1))))

    def _rest(self, rows: int) -> tuple[Any, Any]:
        np, net = self.numpy, self.model.s2s
        width1, width2 = (cell.hh.weight.shape[-1] for cell in (net.pre_decoder.cell, net.post_decoder.cell))
        return np.zeros((rows, width1), dtype=np.float32), np.zeros((rows, width2), dtype=np.float32)

    def _step(self, memory: Any, units: Any, h1: Any, h2: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
        """Log probabilities of the next kana for several openings at once, and the new states."""
        np, net = self.numpy, self.model.s2s
        attention = net.attn
        h1 = self._gate(net.pre_decoder.cell, net.k_emb.weight[units], h1)
        query = attention.q_proj.forward(h1).reshape(len(units), attention.num_heads, -1).transpose(1, 0, 2)
        weights = np.exp(np.matmul(query, memory[0]) / attention.scale)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = np.matmul(weights, memory[1]).transpose(1, 0, 2).reshape(len(units), -1)
        both = np.concatenate([h1, attention.o_proj.forward(seen)], axis=-1)
        h2 = self._gate(net.post_decoder.cell, both, h2)
        out = net.fc.forward(h2)
        out -= out.max(axis=-1, keepdims=True)
        return out - np.log(np.exp(out).sum(axis=-1, keepdims=True)), h1, h2

    def _gate(self, cell: Any, x: Any, h: Any) -> Any:  # noqa: ANN401
        """One step of a gated recurrent unit for several rows (Cho et al. 2014)."""
        np = self.numpy
        new, old = cell.ih.forward(x), cell.hh.forward(h)
        width = new.shape[-1] // 3
        reset, update = (1 / (1 + np.exp(-(new[:, k:k + width] + old[:, k:k + width]))) for k in (0, width))
        fresh = np.tanh(new[:, 2 * width:] + reset * old[:, 2 * width:])
        return (1 - update) * fresh + update * h


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
        reader = Reader(model, np, dict(model.in_table))
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
        reader = Reader(model, np, inputs)
        return reader if reader.decode(spell_codes(["AA1"]), 1) else None
    except (ImportError, AttributeError, TypeError, ValueError, KeyError):
        return None
