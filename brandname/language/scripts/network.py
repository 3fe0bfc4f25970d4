"""A small transformer that reads a name's letters together with its sounds, and spells it in several scripts at once.

One encoder and one decoder for all its languages (Vaswani et al. 2017, pre-norm), run with numpy from the shipped file;
trained by `tools/train_network.py` on names only. Knows no word list and trains nothing. Needs numpy; `load` returns
None without it, and the tables answer alone.
"""

from __future__ import annotations

import json
import lzma
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from brandname import data
from brandname.language.scripts.arrays import open_numpy
from brandname.language.scripts.joint import IMPOSSIBLE, Answer
from brandname.language.scripts.spelling import units

FILE = "translit/network.xz"
PAD, END = 0, 1
LONGEST = 64
"""Letters, and sounds, the network is given at most."""
SPARE = 6
"""Units an answer may have beyond one and a half a letter."""


HOPELESS = 7.0
"""Nats behind the best answer after which openings are not followed further."""


@dataclass(frozen=True, slots=True)
class Network:
    """The loaded weights. Arrays are numpy's, written Any because numpy comes with e2k and may be missing."""

    numpy: Any
    shape: Mapping[str, int]
    """`width`, `heads`, `encoder` and `decoder` (layers)."""
    letters: Mapping[str, int]
    sounds: Mapping[str, int]
    units: tuple[str, ...]
    """What the decoder writes: the empty one, the end, a start for each language, then pieces of local spellings."""
    numbers: Mapping[str, int]
    allowed: Mapping[str, Any]
    """Language → penalty of each unit: none for the end and its own script's, a very large one for the others."""
    weights: Mapping[str, Any]

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes it can spell for."""
        return tuple(sorted(self.allowed))

    def decode(
        self, words: Sequence[tuple[str, str]], languages: Sequence[str], n: int, *, beam: int
    ) -> list[dict[str, tuple[Answer, ...]]]:
        """For each (letters, codes of sounds), by language, up to `n` spellings with log probabilities, best first.

        All words and languages are searched together: a hundred words take little longer than ten.
        """
        asked = [(word, language) for word in range(len(words)) for language in languages]
        if not asked or not all(letters for letters, _ in words):
            return [{} for _ in words]
        memory, mask = self._read(words)
        longest = max(len(letters) for letters, _ in words) * 3 // 2 + SPARE
        found = self._search(memory, mask, asked, beam, n, longest)
        out: list[dict[str, tuple[Answer, ...]]] = [{} for _ in words]
        for (word, language), answers in zip(asked, found, strict=True):
            out[word][language] = answers
        return out

    def score(self, letters: str, sounds: str, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Log probability of each spelling; IMPOSSIBLE for one with a piece the network never writes."""
        np = self.numpy
        cut = [units(text, language) for text in texts]
        known = [row for row, pieces in enumerate(cut) if pieces and all(piece in self.numbers for piece in pieces)]
        if not known or not letters:
            return (IMPOSSIBLE,) * len(texts)
        longest = max(len(cut[row]) for row in known)
        given = np.zeros((len(known), longest + 1), dtype=np.int64)
        wanted = np.zeros_like(given)
        given[:, 0] = self.numbers[f"<{language}>"]
        for k, row in enumerate(known):
            numbers = [self.numbers[piece] for piece in cut[row]]
            given[k, 1:len(numbers) + 1] = wanted[k, :len(numbers)] = numbers
            wanted[k, len(numbers)] = END
        memory, mask = self._read([(letters, sounds)])
        logs = self._write_all(memory, mask, given, self.allowed[language])
        totals = (np.take_along_axis(logs, wanted[..., None], -1)[..., 0] * (wanted != PAD)).sum(-1)
        out = [IMPOSSIBLE] * len(texts)
        for row, total in zip(known, totals.tolist(), strict=True):
            out[row] = max(IMPOSSIBLE, total)
        return tuple(out)

    def _read(self, words: Sequence[tuple[str, str]]) -> tuple[list[tuple[Any, Any]], Any]:
        """Keys and values of the words for each layer of the decoder, and the penalty of the padding."""
        np, weights = self.numpy, self.weights
        rows = [
            [*((self.letters[c], k) for k, c in enumerate(letters[:LONGEST]) if c in self.letters),
             *((self.sounds[c], k) for k, c in enumerate(sounds[:LONGEST]) if c in self.sounds)]
            for letters, sounds in words
        ]
        size = max(map(len, rows))
        grid = np.array([row + [(PAD, 0)] * (size - len(row)) for row in rows])
        mask = np.where(grid[:, :, 0] == PAD, np.float32(-1e9), np.float32(0))[:, None, None, :]
        x = weights["source"][grid[:, :, 0]] + weights["places"][grid[:, :, 1]]
        for k in range(self.shape["encoder"]):
            q, key, value = self._three(f"encoder.{k}.self", self._norm(f"encoder.{k}.n1", x))
            x = x + self._mixed(f"encoder.{k}.self", q, key, value, mask)
            x = x + self._forward(f"encoder.{k}", self._norm(f"encoder.{k}.n2", x))
        x = self._norm("encoder.norm", x)
        memory = []
        for k in range(self.shape["decoder"]):
            both = self._heads(self._linear(f"decoder.{k}.source.kv", x), 2)
            memory.append((both[0], both[1]))
        return memory, mask

    def _search(
        self, memory: list[tuple[Any, Any]], mask: Any, asked: Sequence[tuple[int, str]],  # noqa: ANN401 - numpy
        beam: int, n: int, longest: int,
    ) -> list[tuple[Answer, ...]]:
        """Beam search of every question at once, each with `beam` openings of its own."""
        np = self.numpy
        which = np.array([word for word, _ in asked])
        memory, mask = [(key[which], value[which]) for key, value in memory], mask[which]
        penalty = np.stack([self.allowed[language] for _, language in asked])[:, None, :]
        size, kinds = len(asked), len(self.units)
        given = np.repeat(np.array([self.numbers[f"<{language}>"] for _, language in asked])[:, None], beam, 1)
        totals = np.full((size, beam), -1e9, dtype=np.float32)
        totals[:, 0] = 0
        past: list[tuple[Any, Any] | None] = [None] * self.shape["decoder"]
        ended: list[Any] = []
        trail: list[tuple[Any, Any]] = []
        for step in range(longest):
            logs = self._step(memory, mask, past, given, step) + penalty
            whole = totals[:, :, None] + logs - self._total(logs)
            ended.append(whole[:, :, END].copy())
            whole[:, :, END] = -2e9
            flat = whole.reshape(size, beam * kinds)
            best = np.argpartition(-flat, beam, axis=1)[:, :beam]
            totals = np.take_along_axis(flat, best, 1)
            parents, given = best // kinds, best % kinds
            trail.append((parents, given))
            past = [_taken(np, pair, parents) for pair in past]
            if self._settled(ended, totals, n):
                break
        return [self._traced(ended, trail, row, n) for row in range(size)]

    def _settled(self, ended: Sequence[Any], totals: Any, n: int) -> bool:  # noqa: ANN401 - numpy
        """Whether for every question the `n` best ends are better than any opening, or all openings hopeless."""
        np = self.numpy
        ends = np.concatenate(ended, axis=1)
        best = totals.max(axis=1)
        done = ends.max(axis=1) - HOPELESS > best
        if ends.shape[1] >= n:
            done |= -np.partition(-ends, n - 1, axis=1)[:, n - 1] > best
        return bool(done.all())

    def _traced(self, ended: Sequence[Any], trail: Sequence[tuple[Any, Any]], row: int, n: int) -> tuple[Answer, ...]:
        """The best ends of one question, followed back to their beginning."""
        ends = [(float(value), step, k) for step, row_ends in enumerate(ended)
                for k, value in enumerate(row_ends[row].tolist()) if value > IMPOSSIBLE]
        found: dict[str, float] = {}
        for value, step, k in sorted(ends, reverse=True)[:n]:
            pieces: list[str] = []
            while step > 0:
                step -= 1
                pieces.append(self.units[int(trail[step][1][row, k])])
                k = int(trail[step][0][row, k])
            text = unicodedata.normalize("NFC", "".join(reversed(pieces)))
            if text:
                found[text] = max(value, found.get(text, IMPOSSIBLE))
        return tuple(Answer(text, logp) for text, logp in found.items())

    def _step(
        self, memory: Sequence[tuple[Any, Any]], mask: Any, past: list[tuple[Any, Any] | None],  # noqa: ANN401 - numpy
        given: Any, step: int,  # noqa: ANN401 - numpy
    ) -> Any:  # noqa: ANN401 - numpy
        """Scores of the next unit, unnormalised; `past` is added to."""
        np, weights = self.numpy, self.weights
        x = weights["target"][given] + weights["places"][step]
        for k in range(self.shape["decoder"]):
            q, key, value = self._three(f"decoder.{k}.self", self._norm(f"decoder.{k}.n1", x)[:, :, None, :])
            before = past[k]
            if before is not None:
                key, value = np.concatenate([before[0], key], -2), np.concatenate([before[1], value], -2)
            past[k] = key, value
            x = x + self._mixed(f"decoder.{k}.self", q, key, value, 0)[:, :, 0, :]
            asked = self._heads(self._linear(f"decoder.{k}.source.q", self._norm(f"decoder.{k}.n2", x)), 1)[0]
            x = x + self._mixed(f"decoder.{k}.source", asked, *memory[k], mask)
            x = x + self._forward(f"decoder.{k}", self._norm(f"decoder.{k}.n3", x))
        return self._linear("out", self._norm("decoder.norm", x))

    def _write_all(self, memory: Sequence[tuple[Any, Any]], mask: Any, given: Any, penalty: Any) -> Any:  # noqa: ANN401
        """Log probabilities of every unit after every opening of the given spellings of one word."""
        np, weights = self.numpy, self.weights
        length = given.shape[1]
        later = np.triu(np.full((length, length), -1e9, dtype=np.float32), 1)
        x = weights["target"][given] + weights["places"][:length]
        for k in range(self.shape["decoder"]):
            q, key, value = self._three(f"decoder.{k}.self", self._norm(f"decoder.{k}.n1", x))
            x = x + self._mixed(f"decoder.{k}.self", q, key, value, later)
            asked = self._heads(self._linear(f"decoder.{k}.source.q", self._norm(f"decoder.{k}.n2", x)), 1)[0]
            x = x + self._mixed(f"decoder.{k}.source", asked, *memory[k], mask)
            x = x + self._forward(f"decoder.{k}", self._norm(f"decoder.{k}.n3", x))
        logs = self._linear("out", self._norm("decoder.norm", x)) + penalty
        return logs - self._total(logs)

    def _total(self, logs: Any) -> Any:  # noqa: ANN401 - numpy
        np = self.numpy
        highest = logs.max(-1, keepdims=True)
        return highest + np.log(np.exp(logs - highest).sum(-1, keepdims=True))

    def _linear(self, name: str, x: Any) -> Any:  # noqa: ANN401 - numpy
        return x @ self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

    def _norm(self, name: str, x: Any) -> Any:  # noqa: ANN401 - numpy
        np = self.numpy
        width = np.float32(x.shape[-1])  # `mean` asks much before it adds
        x = x - np.add.reduce(x, -1, keepdims=True) / width
        scale = np.sqrt(np.add.reduce(np.square(x), -1, keepdims=True) / width + np.float32(1e-5))
        return x / scale * self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

    def _forward(self, name: str, x: Any) -> Any:  # noqa: ANN401 - numpy
        return self._linear(f"{name}.f2", self.numpy.maximum(self._linear(f"{name}.f1", x), 0))

    def _three(self, name: str, x: Any) -> Any:  # noqa: ANN401 - numpy
        return self._heads(self._linear(f"{name}.qkv", x), 3)

    def _heads(self, x: Any, parts: int) -> Any:  # noqa: ANN401 - numpy
        """(…, places, parts × width) as (parts, …, heads, places, width of a head)."""
        heads = self.shape["heads"]
        cut = x.reshape(*x.shape[:-1], parts, heads, -1)
        last = cut.ndim - 1
        return cut.transpose(last - 2, *range(last - 3), last - 1, last - 3, last)

    def _mixed(self, name: str, q: Any, key: Any, value: Any, mask: Any) -> Any:  # noqa: ANN401 - numpy
        """Attention: each place's mixture of values, and its projection."""
        np = self.numpy
        weights = q @ key.swapaxes(-1, -2) * np.float32(1 / math.sqrt(q.shape[-1])) + mask
        weights = np.exp(weights - weights.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        mixed = (weights @ value).swapaxes(-3, -2)
        return self._linear(f"{name}.o", mixed.reshape(*mixed.shape[:-2], -1))


def _taken(np: Any, pair: tuple[Any, Any] | None, parents: Any) -> tuple[Any, Any] | None:  # noqa: ANN401 - numpy
    if pair is None:
        return None
    rows = np.arange(len(parents))[:, None]
    return pair[0][rows, parents], pair[1][rows, parents]


def pack(header: Mapping[str, Any], weights: Mapping[str, Any]) -> bytes:
    """A header (`letters`, `sounds`, `units`, `shape`, `scripts`) and float arrays as the file `unpack` reads.

    Tables of two dimensions are stored in eight bits with a scale a column, the others in sixteen-bit floats.
    """
    import numpy as np

    body, listed = [], []
    for name, array in sorted(weights.items()):
        plain = np.asarray(array, dtype=np.float32)
        listed.append([name, list(plain.shape)])
        if plain.ndim == 2:
            scale = (np.abs(plain).max(0) / 127 + 1e-12).astype("<f4")
            body += [scale.tobytes(), np.rint(plain / scale).astype(np.int8).tobytes()]
        else:
            body.append(plain.astype("<f2").tobytes())
    head = json.dumps({**header, "arrays": listed}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return lzma.compress(head + b"".join(body), preset=9)


def unpack(raw: bytes) -> Network:
    """The network of a packed file."""
    np = open_numpy()
    head, _, body = lzma.decompress(raw).partition(b"\n")
    header = json.loads(head)
    weights: dict[str, Any] = {}
    at = 0
    for name, shape in header["arrays"]:
        size = math.prod(shape)
        if len(shape) == 2:
            scale = np.frombuffer(body, "<f4", shape[1], at)
            at += 4 * shape[1]
            weights[name] = np.frombuffer(body, np.int8, size, at).reshape(shape).astype(np.float32) * scale
            at += size
        else:
            weights[name] = np.frombuffer(body, "<f2", size, at).astype(np.float32).reshape(shape)
            at += 2 * size
    width = header["shape"]["width"]
    weights["places"] = places(np, width)
    listed = tuple(map(str, header["units"]))
    allowed = {
        code: np.array(
            [0.0 if k == END or _within(unit, *edges) else -1e9 for k, unit in enumerate(listed)], np.float32)
        for code, edges in header["scripts"].items()
    }
    return Network(
        np, header["shape"], {c: k for k, c in enumerate(header["letters"], 1)},
        {c: k for k, c in enumerate(header["sounds"], 1 + len(header["letters"]))}, listed,
        {unit: k for k, unit in enumerate(listed)}, allowed, weights,
    )


def _within(unit: str, low: str, high: str) -> bool:
    return bool(unit) and not unit.startswith("<") and any(low <= c <= high for c in unit)


def places(np: Any, width: int) -> Any:  # noqa: ANN401 - numpy
    """Waves that tell places apart, for the first few hundred."""
    angles = np.arange(4 * LONGEST)[:, None] / 10000 ** (np.arange(0, width, 2) / width)
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)


@cache
def load() -> Network | None:
    """The shipped network, or None without numpy."""
    try:
        open_numpy()
    except ImportError:
        return None
    return unpack(data.read_bytes(FILE))
