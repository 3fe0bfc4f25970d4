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
from brandname.language.scripts import network_search
from brandname.language.scripts.arrays import open_numpy
from brandname.language.scripts.joint import IMPOSSIBLE, Answer
from brandname.language.scripts.network_search import Memory, Outlet
from brandname.language.scripts.network_weights import Weights, prepare
from brandname.language.scripts.spelling import units

FILE = "translit/network.xz"
PAD, END = 0, 1
LONGEST = 64
"""Letters, and sounds, the network is given at most."""
SPARE = 6
"""Units an answer may have beyond one and a half a letter."""


ROWS = 20
"""Openings searched at once, at most: products of more rows take a slower way through the numerical library."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The loaded weights. Arrays are numpy's, written Any because numpy comes with e2k and may be missing."""

    numpy: Any
    letters: Mapping[str, int]
    sounds: Mapping[str, int]
    units: tuple[str, ...]
    """What the decoder writes: the empty one, the end, a start for each language, then pieces of local spellings."""
    outlets: Mapping[str, Outlet]
    """Language → the end and the pieces of its own script."""
    weights: Weights

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes it can spell for."""
        return tuple(sorted(self.outlets))

    def decode(
        self, words: Sequence[tuple[str, str]], languages: Sequence[str], n: int, *, beam: int
    ) -> list[dict[str, tuple[Answer, ...]]]:
        """For each (letters, codes of sounds), by language, up to `n` spellings with log probabilities, best first."""
        return [self._decode(letters, sounds, languages, n, beam) for letters, sounds in words]

    def score(self, letters: str, sounds: str, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Log probability of each spelling; IMPOSSIBLE for one with a piece the network never writes."""
        outlet = self.outlets[language]
        places = {self.units[number]: place for place, number in enumerate(outlet.units.tolist()) if place}
        cut = [units(text, language) for text in texts]
        known = [row for row, pieces in enumerate(cut) if pieces and all(piece in places for piece in pieces)]
        memory = self._read(letters, sounds) if known else None
        out = [IMPOSSIBLE] * len(texts)
        if memory is not None:
            asked = [[*(places[piece] for piece in cut[row]), 0] for row in known]
            totals = network_search.score(self.numpy, self.weights, memory, outlet, asked)
            for row, total in zip(known, totals, strict=True):
                out[row] = max(IMPOSSIBLE, total)
        return tuple(out)

    def _decode(
        self, letters: str, sounds: str, languages: Sequence[str], n: int, beam: int
    ) -> dict[str, tuple[Answer, ...]]:
        memory = self._read(letters, sounds)
        if memory is None:
            return {}
        longest, together = len(letters) * 3 // 2 + SPARE, max(1, ROWS // beam)
        found: dict[str, tuple[Answer, ...]] = {}
        for at in range(0, len(languages), together):
            asked = languages[at:at + together]
            listed = network_search.search(
                self.numpy, self.weights, memory, [self.outlets[language] for language in asked],
                beam=beam, n=n, longest=longest,
            )
            found.update(zip(asked, map(self._written, listed), strict=True))
        return found

    def _written(self, answers: Sequence[tuple[float, Sequence[int]]]) -> tuple[Answer, ...]:
        """Answers as text, each once."""
        found: dict[str, float] = {}
        for logp, numbers in answers:
            text = unicodedata.normalize("NFC", "".join(self.units[number] for number in numbers))
            if text and logp > IMPOSSIBLE:
                found[text] = max(logp, found.get(text, IMPOSSIBLE))
        return tuple(Answer(text, logp) for text, logp in found.items())

    def _read(self, letters: str, sounds: str) -> Memory | None:
        """What the decoder sees of a word; None without letters."""
        source = [
            *((self.letters[c], k) for k, c in enumerate(letters[:LONGEST]) if c in self.letters),
            *((self.sounds[c], k) for k, c in enumerate(sounds[:LONGEST]) if c in self.sounds),
        ]
        return network_search.read(self.numpy, self.weights, source) if letters and source else None


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
    ready = prepare(np, header["shape"], weights)
    outlets = {code: _outlet(np, ready, listed, code, *edges) for code, edges in header["scripts"].items()}
    return Network(
        np, {c: k for k, c in enumerate(header["letters"], 1)},
        {c: k for k, c in enumerate(header["sounds"], 1 + len(header["letters"]))}, listed, outlets, ready,
    )


def _outlet(np: Any, weights: Weights, units: Sequence[str], code: str, low: str, high: str) -> Outlet:  # noqa: ANN401
    numbers = [END, *(k for k, unit in enumerate(units) if k != END and _within(unit, low, high))]
    table, more = weights.out
    return Outlet(units.index(f"<{code}>"), np.array(numbers), np.ascontiguousarray(table[:, numbers]), more[numbers])


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
