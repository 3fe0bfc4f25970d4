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

OPEN = -1.0
"""Stands for the price of ending a word where that is not looked up yet: most ends are too dear already."""
REMEMBERED = 50_000
"""Continuations of the longest contexts kept between words; then all are forgotten at once."""

_Context = tuple[int, ...]
_Steps = tuple[tuple[int, float], ...]
"""Units that can come next, and what each costs."""
_Chunk = tuple[str, int]
"""Letters that can come next, and where they end."""
_Kept = dict[_Context, list[tuple[_Context, float]]]
"""Last units of a state but the first → the states followed that end so, and the cost of reaching them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One spelling and the natural logarithm of its joint probability with the source word."""

    text: str
    logp: float


@dataclass(frozen=True, slots=True)
class _Node:
    """What follows a context; the end of the word is under an empty chunk."""

    size: int
    numbered: Mapping[str, _Steps]
    """By chunk, in the order of their numbers."""
    usual: Mapping[str, _Steps]
    """By chunk, the commonest first."""


_Levels = tuple[tuple[_Node, float], ...]
"""For a context and each shorter one: what follows, and the cost of having left the longer ones."""


@dataclass(slots=True)
class JointModel:
    """One direction of one language pair."""

    tables: Tables
    _arcs: dict[str, tuple[int, ...]] = field(init=False)
    _places: dict[int, int] = field(init=False, default_factory=dict)
    """Unit → its place among the units of its chunk."""
    _longest: int = field(init=False)
    _levels: dict[_Context, _Levels] = field(init=False, default_factory=dict)
    _nodes: dict[_Context, int | None] = field(init=False, default_factory=dict)
    _steps: dict[tuple[_Context, str, int], _Steps] = field(init=False, default_factory=dict)

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
            self._places.update((number, place) for place, number in enumerate(self._arcs[chunk]))
        self._longest = max(map(len, arcs), default=0)

    def decode(self, word: str, n: int, *, beam: int = BEAM, margin: float = MARGIN) -> tuple[Answer, ...]:
        """Up to `n` spellings, likeliest first; none when the tables know no way through the word."""
        if not word:
            return ()
        if len(self._steps) > REMEMBERED:
            self._steps.clear()
            self._levels = {c: levels for c, levels in self._levels.items() if len(c) < self.tables.order - 1}
        chunks = [self._chunks(word, i) for i in range(len(word))]
        crowds = [sum(len(self._arcs[chunk]) for chunk, _ in listed) for listed in chunks]
        kept, ends = self._forward(chunks, crowds, beam, margin)
        return self._backward(crowds, kept, ends, n)

    def score(self, word: str, text: str) -> float:
        """Log probability of the word with this spelling, over all alignments; IMPOSSIBLE when there is none."""
        size, rest = len(word), len(text)
        at: list[dict[tuple[_Context, int], float]] = [{} for _ in range(size + 1)]
        at[0][(START,) * (self.tables.order - 1), 0] = 0.0
        for i in range(size):
            if not at[i]:
                continue
            arcs = [(unit, j, self.tables.units[unit][1]) for chunk, j in self._chunks(word, i)
                    for unit in self._arcs[chunk]]
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

    def _chunks(self, word: str, i: int) -> list[_Chunk]:
        """Chunks that can stand after `i` letters, and where they end."""
        size, found = len(word), []
        for j in range(i + 1, min(i + self._longest, size) + 1):
            chunk = word[size - j:size - i] if self.tables.backwards else word[i:j]
            if chunk in self._arcs:
                found.append((chunk, j))
        return found

    def _forward(
        self, chunks: Sequence[Sequence[_Chunk]], crowds: Sequence[int], beam: int, margin: float
    ) -> tuple[list[_Kept], dict[_Context, float]]:
        """The states followed from each letter on, and the cheapest cost of all at the end."""
        size = len(chunks)
        best: list[dict[_Context, float]] = [{} for _ in range(size + 1)]
        limits = [math.inf] * (size + 1)
        kept: list[_Kept] = [{} for _ in range(size)]
        best[0][(START,) * (self.tables.order - 1)] = limits[0] = 0.0
        for i in range(size):
            crowd = crowds[i]
            for context, cost in heapq.nsmallest(beam, best[i].items(), key=_second):
                if cost > limits[i]:
                    break
                tail = context[1:]
                kept[i].setdefault(tail, []).append((context, cost))
                for chunk, j in chunks[i]:
                    states, limit = best[j], limits[j]
                    for unit, step in self._steps.get((context, chunk, crowd)) or self._follow(context, chunk, crowd):
                        total = cost + step
                        if total > limit:
                            continue
                        state = (*tail, unit)
                        known = states.get(state)
                        if known is None or total < known:
                            states[state] = total
                            if j < size and total + margin < limit:
                                limit = limits[j] = total + margin
        return kept, best[-1]

    def _follow(self, context: _Context, chunk: str, crowd: int) -> _Steps:
        """Units of a chunk that can come next: all seen after part of the context, and the usual ones anyway.

        `crowd`: units of all chunks that can come next; where fewer were seen, these go in the order of their numbers.
        """
        levels = self._levels.get(context) or self._walk(context)
        steps: dict[int, float] = {}
        for node, back in reversed(levels[:-1]):
            for unit, step in (node.numbered if node.size < crowd else node.usual).get(chunk, ()):
                steps[unit] = step + back
        node, back = levels[-1]
        for unit, step in node.usual[chunk][:USUAL]:
            if unit not in steps:
                steps[unit] = step + back
        found = self._steps[context, chunk, crowd] = tuple(steps.items())
        return found

    def _backward(
        self, crowds: Sequence[int], kept: Sequence[_Kept], ends: Mapping[_Context, float], n: int
    ) -> tuple[Answer, ...]:
        """Paths from the end in order of their whole cost (A*: the forward costs are the exact heuristic)."""
        ticket = count()
        heap: list[tuple[float, int, int, _Context, float, str]] = []
        for state, cost in ends.items():
            heap.append((cost, next(ticket), len(kept), state, OPEN, ""))
        heapq.heapify(heap)
        units, backwards = self.tables.units, self.tables.backwards
        found: dict[str, float] = {}
        looked_at = 0
        while heap and looked_at < POPS * n:
            total, number, i, state, spent, text = heapq.heappop(heap)
            if spent == OPEN:
                last = self._cost(state, END)
                heapq.heappush(heap, (total + last, number, i, state, last, text))
                continue
            looked_at += 1
            if i == 0:
                found[text] = _add(found[text], -total) if text in found else -total
                if len(found) >= n:
                    break
                continue
            chunk, piece = units[state[-1]]
            before, written = i - len(chunk), text + piece if backwards else piece + text
            for context, cost in kept[before].get(state[:-1], ()):
                for unit, step in self._steps[context, chunk, crowds[before]]:
                    if unit == state[-1]:
                        whole = cost + step + spent
                        heapq.heappush(heap, (whole, next(ticket), before, context, step + spent, written))
        return tuple(Answer(text, logp) for text, logp in sorted(found.items(), key=lambda pair: -pair[1]))

    def _cost(self, context: _Context, unit: int) -> float:
        chunk = self.tables.units[unit][0] if unit != END else ""
        for node, back in self._levels.get(context) or self._walk(context):
            for child, step in node.usual.get(chunk, ()):
                if child == unit:
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
            levels = (own, *((seen, back + spent) for seen, back in shorter))
        self._levels[context] = levels
        return levels

    def _node(self, context: _Context) -> int | None:
        if not context:
            return 0
        if context in self._nodes:
            return self._nodes[context]
        parent, level, found = self._node(context[:-1]), len(context), None
        if parent is not None:
            low, high = self.tables.first[level][parent], self.tables.first[level][parent + 1]
            ids = self.tables.ids[level]
            node = bisect_left(ids, context[-1], low, high)
            found = node if node < high and ids[node] == context[-1] else None
        if level < self.tables.order - 1:  # the longest contexts are nobody's parents
            self._nodes[context] = found
        return found

    def _children(self, level: int, node: int) -> _Node:
        if level == self.tables.order:
            return _Node(0, {}, {})
        low, high = self.tables.first[level + 1][node], self.tables.first[level + 1][node + 1]
        costs, places, units = self.tables.costs[level + 1], self._places, self.tables.units
        listed: dict[str, list[tuple[int, float]]] = {}
        for at, unit in enumerate(self.tables.ids[level + 1][low:high], low):
            if unit in places:
                listed.setdefault(units[unit][0], []).append((unit, costs[at] * STEP))
            elif unit == END:
                listed[""] = [(unit, costs[at] * STEP)]
        numbered = {chunk: tuple(steps) for chunk, steps in listed.items()}
        usual = dict(numbered)
        for chunk, steps in listed.items():
            if len(steps) > 1:
                usual[chunk] = tuple(sorted(steps, key=lambda step: places[step[0]]))
        return _Node(high - low, numbered, usual)


def _add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


def _second(pair: tuple[_Context, float]) -> float:
    return pair[1]
