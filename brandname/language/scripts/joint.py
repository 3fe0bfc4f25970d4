"""Joint n-gram transliteration: the likeliest spellings of a word in another script, from shipped tables.

A joint source-channel model (Li, Zhang & Su, ACL 2004): a word is a chain of units, each a chunk of source letters with
what stands for it in the other script; an n-gram model with modified Kneser-Ney smoothing (Chen & Goodman 1999) gives
the chain's cost. Decodes and scores; trains nothing (`tools/train_translit.py`) and knows no language by name.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from brandname.language.scripts.tables import END, START, STEP, Tables

IMPOSSIBLE = -60.0
"""Log probability of what the tables cannot produce."""
BEAM = 40
MARGIN = 6.0
"""Nats behind the best at the same letter after which a state is dropped."""
CHOICES = 60
"""Units tried for one chunk, at most."""
USUAL = 6
"""Units of a chunk tried even where nothing like it was seen."""
RARE = 7.0
"""Nats behind the chunk's commonest unit after which a unit is not tried: mostly errors in the pairs."""
POPS = 40
"""Paths looked at for each answer wanted, at most."""

_Context = tuple[int, ...]
_Levels = tuple[tuple[Mapping[int, float], float], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One spelling and the natural logarithm of its joint probability with the source word."""

    text: str
    logp: float


@dataclass(slots=True)
class JointModel:
    """One direction of one language pair."""

    tables: Tables
    _arcs: dict[str, tuple[int, ...]] = field(init=False)
    _usual: set[int] = field(init=False, default_factory=set)
    _longest: int = field(init=False)
    _levels: dict[_Context, _Levels] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        cost = dict(zip(self.tables.ids[1], self.tables.costs[1], strict=True))
        arcs: dict[str, list[int]] = {}
        for number, (chunk, _) in enumerate(self.tables.units):
            if number > END:
                arcs.setdefault(chunk, []).append(number)
        self._arcs = {}
        for chunk, numbers in arcs.items():
            numbers.sort(key=cost.__getitem__)
            limit = cost[numbers[0]] + RARE / STEP
            self._arcs[chunk] = tuple(number for number in numbers[:CHOICES] if cost[number] <= limit)
            self._usual.update(self._arcs[chunk][:USUAL])
        self._longest = max(map(len, arcs), default=0)

    def decode(self, word: str, n: int, *, beam: int = BEAM, margin: float = MARGIN) -> tuple[Answer, ...]:
        """Up to `n` spellings, likeliest first; none when the tables know no way through the word."""
        if not word:
            return ()
        into, best = self._forward(word, beam, margin)
        return self._backward(word, into, best, n)

    def score(self, word: str, text: str) -> float:
        """Log probability of the word with this spelling, over all alignments; IMPOSSIBLE when there is none."""
        size, rest = len(word), len(text)
        at: list[dict[tuple[_Context, int], float]] = [{} for _ in range(size + 1)]
        at[0][(START,) * (self.tables.order - 1), 0] = 0.0
        for i in range(size):
            if not at[i]:
                continue
            arcs = self._steps(word, i)
            for (context, done), before in at[i].items():
                for unit, j, piece in arcs:
                    if self._fits(text, piece, done, rest):
                        key = ((*context[1:], unit), done + len(piece))
                        value = before - self._cost(context, unit)
                        at[j][key] = _add(at[j][key], value) if key in at[j] else value
        total = IMPOSSIBLE
        for (context, done), value in at[size].items():
            if done == rest:
                total = _add(total, value - self._cost(context, END))
        return total

    def _fits(self, text: str, piece: str, done: int, size: int) -> bool:
        if self.tables.backwards:
            return text.endswith(piece, 0, size - done)
        return text.startswith(piece, done)

    def _steps(self, word: str, i: int) -> list[tuple[int, int, str]]:
        """Units that can stand after `i` letters, where they end, and what they write."""
        found: list[tuple[int, int, str]] = []
        units, size = self.tables.units, len(word)
        for length in range(1, min(self._longest, size - i) + 1):
            chunk = word[size - i - length:size - i] if self.tables.backwards else word[i:i + length]
            found.extend((unit, i + length, units[unit][1]) for unit in self._arcs.get(chunk, ()))
        return found

    def _forward(self, word: str, beam: int, margin: float) -> tuple[list[_Incoming], list[dict[_Context, float]]]:
        """Cheapest cost of reaching every kept state, and all the ways into it."""
        best: list[dict[_Context, float]] = [{} for _ in range(len(word) + 1)]
        into: list[_Incoming] = [{} for _ in range(len(word) + 1)]
        best[0][(START,) * (self.tables.order - 1)] = 0.0
        for i in range(len(word)):
            if not best[i]:
                continue
            arcs = {unit: (j, piece) for unit, j, piece in self._steps(word, i)}
            usual = [unit for unit in arcs if unit in self._usual]
            kept = heapq.nsmallest(beam, best[i].items(), key=_second)
            limit = kept[0][1] + margin
            for context, cost in kept:
                if cost > limit:
                    break
                steps = self._follow(context, arcs, usual)
                tail = context[1:]
                for unit, step in steps.items():
                    j, piece = arcs[unit]
                    total = cost + step
                    state = (*tail, unit)
                    ways = into[j].get(state)
                    if ways is None:
                        into[j][state] = [(i, context, step, piece)]
                        best[j][state] = total
                    else:
                        ways.append((i, context, step, piece))
                        if total < best[j][state]:
                            best[j][state] = total
        return into, best

    def _follow(
        self, context: _Context, arcs: Mapping[int, tuple[int, str]], usual: Sequence[int]
    ) -> dict[int, float]:
        """Cost of the units that can come next: all seen after part of the context, and the usual ones anyway."""
        levels = self._levels.get(context) or self._walk(context)
        steps: dict[int, float] = {}
        for children, back in reversed(levels[:-1]):
            if len(children) < len(arcs):
                for unit, step in children.items():
                    if unit in arcs:
                        steps[unit] = step + back
            else:
                for unit in arcs:
                    if unit in children:
                        steps[unit] = children[unit] + back
        children, back = levels[-1]
        for unit in usual:
            if unit not in steps:
                steps[unit] = children[unit] + back
        return steps

    def _backward(
        self, word: str, into: list[_Incoming], best: list[dict[_Context, float]], n: int
    ) -> tuple[Answer, ...]:
        """Paths from the end in order of their whole cost (A*: the forward costs are the exact heuristic)."""
        ticket = count()
        heap: list[tuple[float, int, int, _Context, float, str]] = []
        for state, cost in best[-1].items():
            last = self._cost(state, END)
            heap.append((cost + last, next(ticket), len(word), state, last, ""))
        heapq.heapify(heap)
        found: dict[str, float] = {}
        for _ in range(POPS * n):
            if not heap:
                break
            total, _number, i, state, spent, text = heapq.heappop(heap)
            if i == 0:
                found[text] = _add(found[text], -total) if text in found else -total
                if len(found) >= n:
                    break
                continue
            for before, context, cost, piece in into[i][state]:
                whole = best[before][context] + cost + spent
                written = text + piece if self.tables.backwards else piece + text
                heapq.heappush(heap, (whole, next(ticket), before, context, cost + spent, written))
        return tuple(Answer(text, logp) for text, logp in sorted(found.items(), key=lambda pair: -pair[1]))

    def _cost(self, context: _Context, unit: int) -> float:
        for children, back in self._levels.get(context) or self._walk(context):
            step = children.get(unit)
            if step is not None:
                return step + back
        return -IMPOSSIBLE

    def _walk(self, context: _Context) -> _Levels:
        """What follows a context and each shorter one, with the cost of having left the longer ones."""
        shorter: _Levels = ()
        if context:
            shorter = self._levels.get(context[1:]) or self._walk(context[1:])
        node = self._node(context)
        if node is None:
            levels = shorter
        else:
            spent = self.tables.backs[len(context)][node] * STEP if context else 0.0
            own = (self._children(len(context), node), 0.0)
            levels = (own, *((children, back + spent) for children, back in shorter))
        self._levels[context] = levels
        return levels

    def _node(self, context: _Context) -> int | None:
        node = 0
        for level, unit in enumerate(context, start=1):
            low, high = self.tables.first[level][node], self.tables.first[level][node + 1]
            ids = self.tables.ids[level]
            node = bisect_left(ids, unit, low, high)
            if node == high or ids[node] != unit:
                return None
        return node

    def _children(self, level: int, node: int) -> Mapping[int, float]:
        if level == self.tables.order:
            return {}
        low, high = self.tables.first[level + 1][node], self.tables.first[level + 1][node + 1]
        costs = self.tables.costs[level + 1]
        return {unit: costs[low + k] * STEP for k, unit in enumerate(self.tables.ids[level + 1][low:high])}


_Incoming = dict[_Context, list[tuple[int, _Context, float, str]]]


def _add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


def _second(pair: tuple[_Context, float]) -> float:
    return pair[1]
