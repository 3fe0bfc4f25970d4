"""Joint n-gram transliteration: the likeliest spellings of a word in another script, from shipped tables.

A joint source-channel model (Li, Zhang & Su, ACL 2004): a word is a chain of units, each a chunk of source letters with
what stands for it in the other script; an n-gram model with modified Kneser-Ney smoothing (Chen & Goodman 1999) gives
the chain's cost. Decodes and scores; trains nothing (`tools/train_translit.py`) and knows no language by name.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from brandname.language.scripts.continuations import IMPOSSIBLE, Context, Continuations, Units
from brandname.language.scripts.tables import END, START, STEP, Tables

__all__ = ["IMPOSSIBLE", "Answer", "JointModel"]

BEAM = 40
MARGIN = 6.0
"""Nats behind the best at the same letter after which a state is dropped."""
CHOICES = 60
"""Units tried for one chunk, at most."""
RARE = 7.0
"""Nats behind the chunk's commonest unit after which a unit is not tried: mostly errors in the pairs."""
POPS = 40
"""Paths looked at for each answer wanted, at most."""

OPEN = -1.0
"""Stands for the price of ending a word where that is not looked up yet: most ends are too dear already."""
_Chunk = tuple[str, int]
"""Letters that can come next, and where they end."""
_Kept = dict[Units, list[tuple[Units, float, Context]]]
"""Last units of a state but the first → the states followed that end so, the cost of reaching them, their contexts."""


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
    """Chunk → the units tried for it, the commonest first."""
    _longest: int = field(init=False)
    _continuations: Continuations = field(init=False)

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
        self._longest = max(map(len, arcs), default=0)
        self._continuations = Continuations(self.tables, self._arcs)

    def decode(self, word: str, n: int, *, beam: int = BEAM, margin: float = MARGIN) -> tuple[Answer, ...]:
        """Up to `n` spellings, likeliest first; none when the tables know no way through the word."""
        if not word:
            return ()
        self._continuations.limit_memory()
        chunks = [self._chunks(word, i) for i in range(len(word))]
        crowds = [sum(len(self._arcs[chunk]) for chunk, _ in listed) for listed in chunks]
        kept, ends = self._forward(chunks, crowds, beam, margin)
        return self._backward(crowds, kept, ends, n)

    def score(self, word: str, text: str) -> float:
        """Log probability of the word with this spelling, over all alignments; IMPOSSIBLE when there is none."""
        size, rest = len(word), len(text)
        at: list[dict[tuple[Units, int], float]] = [{} for _ in range(size + 1)]
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
    ) -> tuple[list[_Kept], dict[Units, float]]:
        """The states followed from each letter on, and the cheapest cost of all at the end."""
        size = len(chunks)
        best: list[dict[Units, float]] = [{} for _ in range(size + 1)]
        limits = [math.inf] * (size + 1)
        kept: list[_Kept] = [{} for _ in range(size)]
        best[0][(START,) * (self.tables.order - 1)] = limits[0] = 0.0
        ahead = self._continuations
        for i in range(size):
            crowd = crowds[i]
            for context, cost in heapq.nsmallest(beam, best[i].items(), key=_second):
                if cost > limits[i]:
                    break
                tail, here = context[1:], ahead.open(context)
                kept[i].setdefault(tail, []).append((context, cost, here))
                lists = here.after(crowd)
                for chunk, j in chunks[i]:
                    states, limit = best[j], limits[j]
                    steps = iter(lists.get(chunk) or ahead.steps(here, chunk, crowd))
                    for unit, step in zip(steps, steps, strict=True):
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

    def _backward(
        self, crowds: Sequence[int], kept: Sequence[_Kept], ends: Mapping[Units, float], n: int
    ) -> tuple[Answer, ...]:
        """Paths from the end in order of their whole cost (A*: the forward costs are the exact heuristic)."""
        ticket = count()
        heap: list[tuple[float, int, int, Units, float, str]] = []
        for state, cost in ends.items():
            heap.append((cost, next(ticket), len(kept), state, OPEN, ""))
        heapq.heapify(heap)
        units, backwards, ahead = self.tables.units, self.tables.backwards, self._continuations
        found: dict[str, float] = {}
        looked_at = 0
        while heap and looked_at < POPS * n:
            total, number, i, state, spent, text = heapq.heappop(heap)
            if spent == OPEN:
                last = ahead.end(ahead.open(state))
                heapq.heappush(heap, (total + last, number, i, state, last, text))
                continue
            looked_at += 1
            if i == 0:
                found[text] = _add(found[text], -total) if text in found else -total
                if len(found) >= n:
                    break
                continue
            last = state[-1]
            chunk, piece = units[last]
            before, written = i - len(chunk), text + piece if backwards else piece + text
            for context, cost, here in kept[before].get(state[:-1], ()):
                steps = here.after(crowds[before])[chunk]
                listed = steps[::2]
                if last in listed:
                    step = steps[2 * listed.index(last) + 1]
                    heapq.heappush(heap, (cost + step + spent, next(ticket), before, context, step + spent, written))
        return tuple(Answer(text, logp) for text, logp in sorted(found.items(), key=lambda pair: -pair[1]))

    def _cost(self, context: Units, unit: int) -> float:
        return self._continuations.open(context).cost(unit, self.tables.units[unit][0] if unit != END else "")


def _add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


def _second(pair: tuple[Units, float]) -> float:
    return pair[1]
