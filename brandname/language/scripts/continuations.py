"""What can come next in a chain of joint units and what it costs: the n-gram tables of `joint`, by context.

Costs are those of modified Kneser-Ney smoothing: a unit seen after a context has its own, any other falls back to the
shorter context at a price. Remembers what was looked up, as chains of different words share most of their contexts.
Searches nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from brandname.language.scripts.tables import END, STEP, Tables

IMPOSSIBLE = -60.0
"""Log probability of what the tables cannot produce."""
USUAL = 6
"""Units of a chunk tried even where nothing like it was seen."""
PRICES = tuple(stored * STEP for stored in range(256))
"""Nats of a stored cost."""
REMEMBERED = 50_000
"""Price lists kept between words; then all are forgotten at once."""

Units = tuple[int, ...]
"""The last units of a chain, as many as the order of the tables less one, or fewer."""
Flat = tuple[Any, ...]
"""Unit, cost, unit, cost …: one tuple a list and none a pair: there are very many, and the collector visits each."""


@dataclass(eq=False, slots=True)
class Context:
    """One context, or all that end in it where the tables know nothing longer."""

    shorter: Context | None
    """Without its first unit; None for the empty one."""
    children: Mapping[str, Flat]
    """Seen right after it, by chunk: unit, cost, unit, cost … by number; the end of the word under an empty one."""
    backs: tuple[float, ...]
    """Price of falling back to the context of so many units."""
    sizes: tuple[int, ...]
    """How many units were seen after each part of it but the empty one, ascending."""
    size: int
    end: float | None = None
    """What the end of the word costs, once asked."""
    _lists: dict[str, Flat] = field(init=False, default_factory=dict)
    """By chunk, where every one of `sizes` is smaller than the crowd."""
    _others: dict[int, dict[str, Flat]] = field(init=False, default_factory=dict)
    """By how many are."""
    _seen: dict[tuple[str, int], Flat] = field(init=False, default_factory=dict)

    def after(self, crowd: int) -> dict[str, Flat]:
        """The price lists remembered for a crowd; see `Continuations.steps`."""
        fewer = bisect_left(self.sizes, crowd)
        return self._lists if fewer == len(self.sizes) else self._others.setdefault(fewer, {})

    def forget(self) -> None:
        """Forgets all price lists."""
        self._lists.clear()
        self._others.clear()
        self._seen.clear()

    def seen(self, chunk: str, crowd: int, places: Mapping[int, int]) -> Flat:
        """Units of a chunk seen after any part of the context but the empty one, each at its longest.

        Unit, cost there, how many units that part has, and the next.
        """
        if self.shorter is None:
            return ()
        own = self.children.get(chunk)
        if own is None:
            return self.shorter.seen(chunk, crowd, places)
        key = chunk, bisect_left(self.sizes, crowd)
        found = self._seen.get(key)
        if found is None:
            level = len(self.backs) - 1
            before = iter(self.shorter.seen(chunk, crowd, places))
            costs = {unit: (unit, step, part) for unit, step, part in zip(before, before, before, strict=True)}
            for unit, step in self._ordered(own, crowd, places):
                costs[unit] = unit, step, level
            found = self._seen[key] = tuple(chain.from_iterable(costs.values()))
        return found

    def _ordered(self, own: Flat, crowd: int, places: Mapping[int, int]) -> Iterable[tuple[int, float]]:
        """Which comes first decides between equals: numbers where few were seen, else the commonest first."""
        pairs = zip(own[::2], own[1::2], strict=True)
        return pairs if self.size < crowd else sorted(pairs, key=lambda pair: places[pair[0]])

    def cost(self, unit: int, chunk: str) -> float:
        """Nats of one unit after the context."""
        part: Context | None = self
        while part is not None:
            own = part.children.get(chunk, ())
            for child, step in zip(own[::2], own[1::2], strict=True):
                if child == unit:
                    return float(step + self.backs[len(part.backs) - 1])
            part = part.shorter
        return -IMPOSSIBLE


class Continuations:
    """The contexts of one model's tables."""

    def __init__(self, tables: Tables, arcs: Mapping[str, Sequence[int]]) -> None:
        """`arcs`: the units tried for each chunk, the commonest first."""
        self._tables = tables
        self._places = {number: place for numbers in arcs.values() for place, number in enumerate(numbers)}
        self._chunks: list[str | None] = [
            chunk if number in self._places else None for number, (chunk, _) in enumerate(tables.units)]
        self._chunks[END] = ""
        self._nodes: dict[Units, int | None] = {}
        self._contexts: dict[Units, Context] = {}
        self._usual: dict[str, tuple[tuple[int, float], ...]] = {}
        self._made = 0

    def open(self, units: Units) -> Context:
        """What is known of a context."""
        found = self._contexts.get(units)
        if found is None:
            found = self._contexts[units] = self._opened(units)
        return found

    def steps(self, context: Context, chunk: str, crowd: int) -> Flat:
        """Units of a chunk that can come next: all seen after part of the context, and the usual ones anyway.

        `crowd`: units of all chunks that can come next; where fewer were seen, these go in the order of their numbers.
        Each unit is followed by its cost.
        """
        backs, empty = context.backs, context.backs[0]
        seen = context.seen(chunk, crowd, self._places)
        found: list[Any] = []
        parts = iter(seen)
        for unit, step, part in zip(parts, parts, parts, strict=True):
            found += unit, step + backs[part]
        taken = set(seen[::3])
        for unit, step in self._usual.get(chunk) or self._usual_ones(chunk):
            if unit not in taken:
                found += unit, step + empty
        made = context.after(crowd)[chunk] = tuple(found)
        self._made += 1
        return made

    def end(self, context: Context) -> float:
        """Nats of ending the word after a context."""
        if context.end is None:
            context.end = context.cost(END, "")
        return context.end

    def limit_memory(self) -> None:
        """Forgets the price lists, and the longest contexts, when there are too many; not while a search goes on."""
        if self._made > REMEMBERED:
            self._made = 0
            self._contexts = {u: context for u, context in self._contexts.items() if len(u) < self._tables.order - 1}
            for context in self._contexts.values():
                context.forget()

    def _usual_ones(self, chunk: str) -> tuple[tuple[int, float], ...]:
        own = self.open(()).children[chunk]
        listed = sorted(zip(own[::2], own[1::2], strict=True), key=lambda pair: self._places[pair[0]])
        found = self._usual[chunk] = tuple(listed[:USUAL])
        return found

    def _opened(self, units: Units) -> Context:
        if not units:
            return Context(None, self._children(0, 0), (0.0,), (), 0)
        shorter = self.open(units[1:])
        # What was seen was seen without its first unit too.
        node = self._node(units) if len(shorter.backs) == len(units) else None
        if node is None:
            return shorter
        level, tables = len(units), self._tables
        spent = PRICES[tables.backs[level][node]]
        backs = [back + spent for back in shorter.backs]
        backs += [0.0] * (level + 1 - len(backs))
        size = tables.first[level + 1][node + 1] - tables.first[level + 1][node]
        return Context(shorter, self._children(level, node), tuple(backs), tuple(sorted((*shorter.sizes, size))), size)

    def _node(self, units: Units) -> int | None:
        """Number of a context's node at its level of the tables."""
        if not units:
            return 0
        if units in self._nodes:
            return self._nodes[units]
        parent, level, found = self._node(units[:-1]), len(units), None
        if parent is not None:
            low, high = self._tables.first[level][parent], self._tables.first[level][parent + 1]
            ids = self._tables.ids[level]
            node = bisect_left(ids, units[-1], low, high)
            found = node if node < high and ids[node] == units[-1] else None
        if level < self._tables.order - 1:  # the longest contexts are nobody's parents
            self._nodes[units] = found
        return found

    def _children(self, level: int, node: int) -> dict[str, Flat]:
        tables, chunks = self._tables, self._chunks
        low, high = tables.first[level + 1][node], tables.first[level + 1][node + 1]
        listed: dict[str, Flat] = {}
        for unit, stored in zip(tables.ids[level + 1][low:high], tables.costs[level + 1][low:high], strict=True):
            chunk = chunks[unit]
            if chunk is not None:
                listed[chunk] = (*listed[chunk], unit, PRICES[stored]) if chunk in listed else (unit, PRICES[stored])
        return listed
