"""The network's weights made ready for one word at a time: what can be multiplied beforehand is.

Three identities, exact but for rounding. What a layer passes on counts only after its mean is taken off, so whatever
adds to it is stored without its mean, and the norm is one length. The norm's scale and shift go into the product after
it. A query times the keys of a word is the layer's input times one table made of that word. Reads no file and searches
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TINY = 1e-5
"""What the norm was trained to add to the variance."""

Pair = tuple[Any, Any]
"""A table, and what is added to its product."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What encoder and decoder have in common. Arrays are numpy's, of single precision."""

    numpy: Any
    three: Any
    """Evened input to queries (already over the root of a head's width), keys and values, side by side."""
    more: Any
    """Added to the queries. Keys need nothing, as attention only compares them; what values need is in `mixed`."""
    mixed: Pair
    """The attention's mixture of values to what is passed on."""
    first: Pair
    second: Pair

    def mix(self, x: Any, mixture: Any) -> Any:  # noqa: ANN401 - numpy
        """Input with the mixture of values put to it."""
        x = x + mixture @ self.mixed[0]
        x += self.mixed[1]
        return x

    def forward(self, x: Any) -> Any:  # noqa: ANN401 - numpy
        """Input with what the two dense tables make of it."""
        inner = evened(self.numpy, x) @ self.first[0]
        inner += self.first[1]
        self.numpy.maximum(inner, 0, out=inner)
        x = x + inner @ self.second[0]
        x += self.second[1]
        return x


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The whole network."""

    heads: int
    source: Any
    target: Any
    places: Any
    encoder: tuple[Layer, ...]
    decoder: tuple[Layer, ...]
    memory: Any
    """The encoder's evened output to keys, then values, of every layer of the decoder and head."""
    asked: Any
    """(layer × head, width + 1, width of a head): evened input to queries, and below what is added."""
    given: Any
    """(layer × head, width of a head, width): values to what is passed on."""
    given_more: Any
    """(layer, width): what is added to that."""
    out: Pair


def evened(np: Any, x: Any) -> Any:  # noqa: ANN401 - numpy
    """Rows made of one length: all that is left of the norm."""
    length = np.einsum("ij,ij->i", x, x)
    length += TINY
    np.sqrt(length, out=length)
    return x / length[:, None]


def prepare(np: Any, shape: Mapping[str, int], raw: Mapping[str, Any]) -> Weights:  # noqa: ANN401 - numpy
    """The weights as trained, by name, made ready; `shape` has the width, heads and layers."""
    tables = _Tables(np, shape["width"], shape["heads"], {name: np.float64(array) for name, array in raw.items()})
    names = [f"decoder.{k}" for k in range(shape["decoder"])]
    asked = [tables.after(f"{name}.n2", f"{name}.source.q") for name in names]
    memory = [tables.after("encoder.norm", f"{name}.source.kv") for name in names]
    width, scale = shape["width"], 1 / math.sqrt(shape["width"] // shape["heads"])
    given = [tables.into(f"{name}.source.o", more[width:]) for name, (_, more) in zip(names, memory, strict=True)]
    source, target, places = (tables.single(tables.centred(raw[name])) for name in ("source", "target", "places"))
    return Weights(
        shape["heads"], source, target, places,
        tuple(tables.layer(f"encoder.{k}", f"encoder.{k}.n2") for k in range(shape["encoder"])),
        tuple(tables.layer(name, f"{name}.n3") for name in names),
        tables.single(np.concatenate([table[:, k:k + width] for k in (0, width) for table, _ in memory], 1)),
        tables.single(tables.by_head([np.vstack([table, more]) * scale for table, more in asked], 1)),
        tables.single(tables.by_head([table for table, _ in given], 0)),
        tables.single(np.stack([more for _, more in given])),
        tables.pair(tables.after("decoder.norm", "out")),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """The weights by name, in double precision."""

    numpy: Any
    width: int
    heads: int
    raw: Mapping[str, Any]

    def layer(self, name: str, last: str) -> Layer:
        """The parts of one layer; `last`: the norm before its two dense tables."""
        three, more = self.after(f"{name}.n1", f"{name}.self.qkv")
        scale = self.numpy.ones(3 * self.width)
        scale[:self.width] = 1 / math.sqrt(self.width // self.heads)
        return Layer(
            self.numpy, self.single(three * scale), self.single((more * scale)[:self.width]),
            self.pair(self.into(f"{name}.self.o", more[2 * self.width:])), self.pair(self.after(last, f"{name}.f1")),
            self.pair(self.into(f"{name}.f2")),
        )

    def after(self, norm: str, name: str) -> Pair:
        """A product with the norm before it."""
        table = self.raw[f"{name}.w"]
        return (math.sqrt(self.width) * self.raw[f"{norm}.w"][:, None] * table,
                self.raw[f"{norm}.b"] @ table + self.raw[f"{name}.b"])

    def into(self, name: str, before: Any = None) -> Pair:  # noqa: ANN401 - numpy
        """A product whose result is passed on; `before`: what is added to each of its inputs."""
        table, more = self.raw[f"{name}.w"], self.raw[f"{name}.b"]
        return self.centred(table), self.centred(more if before is None else more + before @ table)

    def centred(self, rows: Any) -> Any:  # noqa: ANN401 - numpy
        """What is passed on, without its mean and over the root of the width."""
        return (rows - rows.mean(-1, keepdims=True)) / math.sqrt(self.width)

    def by_head(self, tables: Sequence[Any], axis: int) -> Any:  # noqa: ANN401 - numpy
        """Tables cut into heads along an axis."""
        return self.numpy.concatenate([self.numpy.split(table, self.heads, axis) for table in tables])

    def single(self, table: Any) -> Any:  # noqa: ANN401 - numpy
        """In single precision, rows one after the other: products read other layouts several times as slowly."""
        return self.numpy.ascontiguousarray(table, self.numpy.float32)

    def pair(self, pair: Pair) -> Pair:
        """Both parts in single precision."""
        return self.single(pair[0]), self.single(pair[1])
