"""The shipped tables of a joint n-gram model: a trie in flat arrays, so that a language loads in milliseconds.

Holds and packs numbers; what they are for is `joint.py`'s business.
"""

from __future__ import annotations

import json
import lzma
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

STEP = 0.1
"""One stored cost unit, in nats."""
START, END = 0, 1
"""Unit numbers of the two edges of a word."""


@dataclass(frozen=True, slots=True)
class Tables:
    """An n-gram trie in flat arrays: node k of level n has the children `first[n][k]` to `first[n][k + 1]`."""

    order: int
    backwards: bool
    """Trained on words from their last letter to their first."""
    units: tuple[tuple[str, str], ...]
    """Chunk of source letters and what stands for it; the first two are the edges."""
    first: tuple[Sequence[int], ...]
    ids: tuple[Sequence[int], ...]
    costs: tuple[bytes, ...]
    backs: tuple[bytes, ...]
    """Cost of leaving a node's context for a shorter one, for every level but the last."""


def pack(tables: Tables) -> bytes:
    """Tables as the file `unpack` reads: a line of JSON, then the arrays in little-endian order, all compressed."""
    header = {
        "order": tables.order, "backwards": tables.backwards, "units": [list(unit) for unit in tables.units],
        "sizes": [len(ids) for ids in tables.ids],
    }
    body = [json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"]
    for level in range(1, tables.order + 1):
        starts = tables.first[level]
        body.append(_bytes([starts[k + 1] - starts[k] for k in range(len(starts) - 1)]))
        body.append(_bytes(tables.ids[level]))
        body.append(tables.costs[level])
        if level < tables.order:
            body.append(tables.backs[level])
    return lzma.compress(b"".join(body), preset=9)


def unpack(raw: bytes) -> Tables:
    """The tables of a shipped file."""
    head, _, body = lzma.decompress(raw).partition(b"\n")
    header = json.loads(head)
    order, sizes = int(header["order"]), header["sizes"]
    first: list[Sequence[int]] = [()]
    ids: list[Sequence[int]] = [()]
    costs, backs = [b""], [b""]
    at, parents = 0, 1
    for level in range(1, order + 1):
        size = sizes[level]
        first.append(array("I", accumulate(_numbers(body[at:at + 2 * parents]), initial=0)))
        at += 2 * parents
        ids.append(_numbers(body[at:at + 2 * size]))
        at += 2 * size
        costs.append(body[at:at + size])
        at += size
        if level < order:
            backs.append(body[at:at + size])
            at += size
        parents = size
    units = tuple((str(chunk), str(piece)) for chunk, piece in header["units"])
    return Tables(order, bool(header["backwards"]), units, tuple(first), tuple(ids), tuple(costs), tuple(backs))


def _bytes(numbers: Sequence[int]) -> bytes:
    packed = array("H", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _numbers(raw: bytes) -> array[int]:
    numbers = array("H")
    numbers.frombytes(raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
