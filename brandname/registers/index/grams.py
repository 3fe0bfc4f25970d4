"""Which names hold which two and three letters in a row: an inverted index in arrays.

A name is taken as its words with a space at both ends; pairs and triples of neighbouring letters never reach over
two words. Names lie in blocks, and each block has lists of its own with two bytes an entry: a list is read from one
place, and a block's counters stay in the processor's cache. A letter group that a name holds twice is listed twice, so
that counting entries gives the dot product of the counts (the cosine of the literature after division by both
lengths). Finds likely neighbours; how alike they are, `language.distance` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brandname.registers.index.texts import END, Texts

BLOCK = 65_536
"""Names in a block: all that two bytes can number."""
_SIGNS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_SIZE = len(_SIGNS) + 1
"""Letters and digits of a folded name, and 0 for what parts words and names."""
CODES = _SIZE**2 + _SIZE**3
"""Number of codes: pairs first, then triples."""


@dataclass(frozen=True, slots=True)
class Grams:
    """The lists of all blocks."""

    entries: NDArray[np.uint16]
    """Numbers within their block, ascending in each list; block after block, code after code."""
    bounds: NDArray[np.uint32]
    """[blocks, CODES + 1]: where each list begins and ends among its block's entries."""
    bases: NDArray[np.uint64]
    """[blocks + 1]: where each block's entries begin."""
    norms: NDArray[np.float32]
    """[names]: 1 / Euclidean length of each name's counts."""

    def counts(self, block: int, codes: NDArray[np.integer], size: int) -> NDArray[np.intp]:
        """Dot products of one name's codes (repeats repeated) with each of the `size` names of a block."""
        base, bounds = int(self.bases[block]), self.bounds[block]
        lists = [self.entries[base + int(bounds[code]) : base + int(bounds[code + 1])] for code in codes]
        return np.bincount(np.concatenate(lists), minlength=size) if lists else np.zeros(size, np.intp)


def codes_of(body: NDArray[np.uint8]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """The codes in texts that lie one after another, and the number of the text each stands in.

    `body` holds whole texts with their ends, as `Texts.body` does; codes come in no order that means anything.
    """
    owners = np.concatenate(([0], np.cumsum(body == END[0])[:-1]))
    signs = _signs()[np.concatenate((np.frombuffer(END, np.uint8), body))].astype(np.int32)
    pairs = signs[:-1] * _SIZE + signs[1:]
    triples = _SIZE**2 + (signs[:-2] * _SIZE + signs[1:-1]) * _SIZE + signs[2:]
    twos, threes = pairs > 0, signs[1:-1] > 0
    return (
        np.concatenate((pairs[twos], triples[threes])).astype(np.uint16),
        np.concatenate((owners[twos], owners[:-1][threes])),
    )


def codes_of_name(folded: str) -> NDArray[np.uint16]:
    """The codes of one folded name, ascending, repeats repeated."""
    return np.sort(codes_of(np.frombuffer(folded.encode("ascii") + END, np.uint8))[0])


def norm_of(codes: NDArray[np.uint16]) -> float:
    """1 / Euclidean length of the counts; 0 without any."""
    times = np.unique(codes, return_counts=True)[1]
    return float(1 / np.sqrt((times**2).sum())) if len(times) else 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """The lists of one block, as they are written."""

    entries: NDArray[np.uint16]
    bounds: NDArray[np.uint32]
    norms: NDArray[np.float32]


def blocks(names: Texts) -> Iterator[Block]:
    """The lists of every block of names, one block in memory at a time."""
    for first in range(0, len(names), BLOCK):
        last = min(first + BLOCK, len(names))
        codes, owners = codes_of(names.body[int(names.starts[first]) : int(names.starts[last])])
        order = np.argsort(owners * CODES + codes, kind="stable")
        codes, owners = codes[order], owners[order]
        new = np.flatnonzero(np.diff(codes.astype(np.int64), prepend=-1) | np.diff(owners, prepend=-1))
        times = np.diff(new, append=len(codes)).astype(np.float64)
        lengths = np.bincount(owners[new], times**2, last - first)
        norms = np.where(lengths > 0, 1 / np.sqrt(np.maximum(lengths, 1)), 0).astype(np.float32)
        entries = owners[np.argsort(codes, kind="stable")].astype(np.uint16)
        bounds = np.concatenate(([0], np.cumsum(np.bincount(codes, minlength=CODES)))).astype(np.uint32)
        yield Block(entries, bounds, norms)


def _signs() -> NDArray[np.uint8]:
    """Byte → sign: 1–36 for letters and digits, 0 for everything else."""
    table = np.zeros(256, np.uint8)
    table[np.frombuffer(_SIGNS, np.uint8)] = np.arange(1, _SIZE)
    return table
