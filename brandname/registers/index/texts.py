"""Very many short ASCII texts in one array of bytes, in memory or mapped from a file. Knows nothing of marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

END = b"\n"
"""Follows every text; no text holds it."""
_UINT32_LIMIT = 2**32


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one after another; each is decoded only when it is asked for."""

    body: NDArray[np.uint8]
    """The bytes of all texts, `END` after each."""
    starts: NDArray[np.uint32] | NDArray[np.uint64]
    """Where each begins in `body`, and the length of `body` at the end: one more than there are texts."""

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1

    def block(self, first: int, last: int) -> list[str]:
        """The texts from number `first` up to, not including, `last`."""
        if first >= last:
            return []
        part: bytes = self.body[int(self.starts[first]) : int(self.starts[last]) - 1].tobytes()
        return part.decode("ascii").split("\n")

    def take(self, numbers: NDArray[np.integer]) -> list[str]:
        """The texts of these numbers, in their order."""
        if not len(numbers):
            return []
        first = self.starts[numbers].astype(np.int64)
        lengths = self.starts[numbers + 1].astype(np.int64) - first
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
        part: bytes = self.body[places].tobytes()
        return part[:-1].decode("ascii").split("\n")


def pack(texts: Sequence[str]) -> Texts:
    """Packs texts; ValueError for one that is not ASCII or holds a line break."""
    body = np.frombuffer("".join([text + "\n" for text in texts]).encode("ascii"), np.uint8)
    ends = np.flatnonzero(body == END[0]) + 1
    if len(ends) != len(texts):
        raise ValueError("a text holds a line break")
    return Texts(body, as_starts(np.concatenate(([0], ends))))


def as_starts(places: NDArray[np.int64]) -> NDArray[np.uint32] | NDArray[np.uint64]:
    """Ascending places in a body, in the smaller type that can hold them."""
    return places.astype(np.uint32) if places[-1] < _UINT32_LIMIT else places.astype(np.uint64)
