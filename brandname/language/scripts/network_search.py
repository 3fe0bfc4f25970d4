"""What the network makes of one word: its letters and sounds read once, then spellings followed unit by unit.

Works on numbers of letters, sounds and units; what they stand for is for `network`. Reads no file and keeps nothing
between words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from brandname.language.scripts.network_weights import Layer, Weights, evened

HOPELESS = 7.0
"""Nats behind the best answer after which openings are not followed further."""
LARGEST = 60.0
"""Attention above this counts as this, so that no exponential overflows whatever the letters are."""
NEVER = -1e9
"""Penalty of what is not there or not to be written."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlet:
    """What the decoder may write in one language: the end, then units of its script."""

    start: int
    """Number of the unit that begins a spelling in the language."""
    units: Any
    """Numbers of units, the end first."""
    table: Any
    """Evened output to scores of these units."""
    more: Any


Answer = tuple[float, tuple[int, ...]]
"""Log probability and the units of a spelling."""
Memory = tuple[tuple[Any, Any, Any, Any], ...]
"""For each layer of the decoder: input to scores of the word's places by head, what is added; values, what is added."""


@dataclass(slots=True)
class _Track:
    """What happened to the openings of one question, step by step."""

    ends: list[list[float]] = field(default_factory=list)
    parents: list[list[int]] = field(default_factory=list)
    units: list[list[int]] = field(default_factory=list)

    def answers(self, n: int) -> list[Answer]:
        """The best ends, followed back to their beginning."""
        ends = [(value, step, k) for step, row in enumerate(self.ends) for k, value in enumerate(row) if value > NEVER]
        found = []
        for value, step, k in sorted(ends, reverse=True)[:n]:
            units = []
            for before in range(step - 1, -1, -1):
                units.append(self.units[before][k])
                k = self.parents[before][k]
            found.append((value, tuple(reversed(units))))
        return found


def read(np: Any, weights: Weights, source: Sequence[tuple[int, int]]) -> Memory:  # noqa: ANN401 - numpy
    """A word, as numbers of letters and sounds each with its place, as the decoder sees it."""
    heads, size = weights.heads, len(source)
    listed, at = np.array(source).T
    x = weights.source[listed] + weights.places[at]
    for layer in weights.encoder:
        three = evened(np, x) @ layer.three
        width = three.shape[-1] // 3
        three[:, :width] += layer.more
        query, key, value = three.reshape(size, 3, heads, -1).transpose(1, 2, 0, 3)
        scores = np.exp(np.minimum(query @ key.swapaxes(-1, -2), LARGEST))
        scores /= np.add.reduce(scores, -1, keepdims=True)
        x = layer.mix(x, (scores @ value).swapaxes(0, 1).reshape(size, width))
        x = layer.forward(x)
    layers = len(weights.decoder)
    keys, values = (evened(np, x) @ weights.memory).reshape(size, 2, layers * heads, -1).transpose(1, 2, 0, 3)
    asked = weights.asked @ keys.swapaxes(-1, -2)
    asked = asked.reshape(layers, heads, -1, size).swapaxes(1, 2).reshape(layers, -1, heads * size)
    given = (values @ weights.given).reshape(layers, heads * size, -1)
    return tuple((asked[k, :-1], asked[k, -1], given[k], weights.given_more[k]) for k in range(layers))


class Decoder:
    """Spellings of one word, each question with several openings, one unit further at each step."""

    def __init__(self, np: Any, weights: Weights, memory: Memory, questions: int, room: int) -> None:  # noqa: ANN401
        """`room`: openings that will be followed from one step to the next, all steps together."""
        self._numpy, self._weights, self._memory = np, weights, memory
        heads, width = weights.heads, weights.target.shape[-1]
        shape = questions, heads, room, width // heads
        self._keys = [np.empty(shape, np.float32) for _ in weights.decoder]
        self._values = [np.empty(shape, np.float32) for _ in weights.decoder]
        self._seen: Any = None  # what each opening does not come from: questions, 1, openings, all openings so far
        self._done = self._place = 0

    def step(self, units: Any, parents: Any) -> Any:  # noqa: ANN401 - numpy
        """Evened output after the last units of all openings, both as (questions, openings).

        `parents`: which opening of the step before each one continues; None at the first.
        """
        np, weights = self._numpy, self._weights
        self._look_back(parents, *units.shape)
        x = weights.target[units.reshape(-1)]
        x += weights.places[self._place]
        for layer, keys, values, word in zip(weights.decoder, self._keys, self._values, self._memory, strict=True):
            x = self._within(layer, x, keys, values)
            x = self._across(x, *word)
            x = layer.forward(x)
        self._done += units.shape[1]
        self._place += 1
        return evened(np, x).reshape(*units.shape, -1)

    def keep(self, questions: Any) -> None:  # noqa: ANN401 - numpy
        """Goes on with some of the questions only."""
        self._seen = self._seen[questions]
        self._keys = [keys[questions] for keys in self._keys]
        self._values = [values[questions] for values in self._values]

    def _look_back(self, parents: Any, questions: int, openings: int) -> None:  # noqa: ANN401 - numpy
        np, done = self._numpy, self._done
        seen = np.full((questions, 1, openings, done + openings), NEVER, np.float32)
        if parents is not None:
            seen[:, 0, :, :done] = self._seen[np.arange(questions)[:, None], 0, parents]
        own = np.arange(openings)
        seen[:, 0, own, done + own] = 0
        self._seen = seen

    def _within(self, layer: Layer, x: Any, keys: Any, values: Any) -> Any:  # noqa: ANN401 - numpy
        """Attention of each opening to what it has written."""
        np, done, (questions, _, openings, size) = self._numpy, self._done, self._seen.shape
        width = x.shape[-1]
        three = evened(np, x) @ layer.three
        three[:, :width] += layer.more
        query, key, value = three.reshape(questions, openings, 3, keys.shape[1], -1).transpose(2, 0, 3, 1, 4)
        keys[:, :, done:size], values[:, :, done:size] = key, value
        scores = query @ keys[:, :, :size].swapaxes(-1, -2)
        scores += self._seen
        np.minimum(scores, LARGEST, out=scores)
        np.exp(scores, out=scores)
        mixture = scores @ values[:, :, :size]
        mixture /= np.add.reduce(scores, -1, keepdims=True)
        return layer.mix(x, mixture.swapaxes(1, 2).reshape(-1, width))

    def _across(self, x: Any, asked: Any, more: Any, given: Any, given_more: Any) -> Any:  # noqa: ANN401 - numpy
        """Attention of each opening to the word."""
        np = self._numpy
        scores = evened(np, x) @ asked
        scores += more
        np.minimum(scores, LARGEST, out=scores)
        np.exp(scores, out=scores)
        by_head = scores.reshape(len(x), self._weights.heads, -1)
        by_head /= np.add.reduce(by_head, -1, keepdims=True)
        x = x + scores @ given
        x += given_more
        return x


def search(
    np: Any, weights: Weights, memory: Memory, outlets: Sequence[Outlet], *,  # noqa: ANN401 - numpy
    beam: int, n: int, longest: int,
) -> list[list[Answer]]:
    """Up to `n` spellings of a word in each language, best first, of at most `longest` units with the end."""
    decoder = Decoder(np, weights, memory, len(outlets), beam * longest)
    tracks = [_Track() for _ in outlets]
    asked, (listed, table, more) = list(tracks), _beside(np, outlets)
    units, parents = np.array([[outlet.start] for outlet in outlets]), None
    totals, best = np.zeros((len(asked), 1), np.float32), [[-math.inf] * n for _ in asked]
    rows = np.arange(len(asked))[:, None]
    for _ in range(longest):
        whole = _logs(np, decoder.step(units, parents) @ table + more) + totals[:, :, None]
        ends = whole[:, :, 0].tolist()
        whole[:, :, 0] = 2 * NEVER
        flat = whole.reshape(len(asked), -1)
        size = min(beam, flat.shape[1] - 1)
        chosen = flat.argpartition(-size, axis=1)[:, -size:]
        totals, (parents, cells) = flat[rows, chosen], np.divmod(chosen, listed.shape[1])
        units = listed[rows, cells]
        going = []
        highest = totals.max(1).tolist()
        for k, (track, *step) in enumerate(zip(asked, ends, parents.tolist(), units.tolist(), strict=True)):
            track.ends.append(step[0])
            track.parents.append(step[1])
            track.units.append(step[2])
            ended = best[k] = sorted((*best[k], *step[0]))[-n:]
            if ended[-1] - HOPELESS <= highest[k] and ended[0] <= highest[k]:
                going.append(k)
        if not going:
            break
        if len(going) < len(asked):
            asked, best = [asked[k] for k in going], [best[k] for k in going]
            rows = rows[:len(going)]
            listed, table, more, units, parents, totals = (
                array[going] for array in (listed, table, more, units, parents, totals))
            decoder.keep(going)
    return [track.answers(n) for track in tracks]


def score(
    np: Any, weights: Weights, memory: Memory, outlet: Outlet, texts: Sequence[Sequence[int]],  # noqa: ANN401 - numpy
) -> list[float]:
    """Log probability of given spellings, each as places in the outlet's units with the end (0) last."""
    longest, rows = max(map(len, texts)), len(texts)
    grid = np.array([[*text, *(0 for _ in range(longest - len(text)))] for text in texts])
    counts = np.arange(longest) < np.array([[len(text)] for text in texts])
    decoder = Decoder(np, weights, memory, 1, rows * longest)
    units, parents, totals = np.full((1, rows), outlet.start), None, np.zeros(rows)
    for k in range(longest):
        logs = _logs(np, decoder.step(units, parents) @ outlet.table + outlet.more)[0]
        totals += np.where(counts[:, k], logs[np.arange(rows), grid[:, k]], 0.0)
        units, parents = outlet.units[grid[:, k]][None], np.arange(rows)[None]
    scores: list[float] = totals.tolist()
    return scores


def _beside(np: Any, outlets: Sequence[Outlet]) -> tuple[Any, Any, Any]:  # noqa: ANN401 - numpy
    """Units, tables and what is added of several outlets, filled up to the largest."""
    most = max(len(outlet.units) for outlet in outlets)
    units = np.zeros((len(outlets), most), np.int64)
    table = np.zeros((len(outlets), outlets[0].table.shape[0], most), np.float32)
    more = np.full((len(outlets), 1, most), NEVER, np.float32)
    for k, outlet in enumerate(outlets):
        size = len(outlet.units)
        units[k, :size], table[k, :, :size], more[k, 0, :size] = outlet.units, outlet.table, outlet.more
    return units, table, more


def _logs(np: Any, scores: Any) -> Any:  # noqa: ANN401 - numpy
    """Log probabilities of scores along the last axis; `scores` is written over."""
    scores -= np.maximum.reduce(scores, -1, keepdims=True)
    scores -= np.log(np.add.reduce(np.exp(scores), -1, keepdims=True))
    return scores
