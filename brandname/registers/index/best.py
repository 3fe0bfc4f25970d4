"""The highest values of a long row that comes in pieces, with their places; ties go to the lower place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MANY = 8
"""How many times what is kept one piece may give before it is cut: choosing costs time, holding memory."""


class Best:
    """Keeps the `keep` highest values above nought, of equals those of the lowest places; pieces may come in any order.

    What cannot count any more is told at once (`least`): edit distances have many equals.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._places: list[NDArray[np.int64]] = []
        self._values: list[NDArray[np.float32]] = []
        self._held = 0
        self._bar = (np.float32(0), -1)
        """The lowest value kept, once there are enough, and the highest place with it; replaced in one step, since
        other threads read it."""

    def least(self, first: int) -> np.float32:
        """What a value must lie above to count from here on at a place from `first` up; it only rises."""
        floor, last = self._bar
        return floor if first > last or not floor else np.nextafter(floor, np.float32(0))

    def offer(self, places: NDArray[np.int64], values: NDArray[np.float32]) -> None:
        """Takes values and their places, ascending, none offered before."""
        high = values > self.least(int(places[0]) if len(places) else 0)
        self._places.append(places[high])
        self._values.append(values[high])
        self._held += len(self._values[-1])
        if self._held >= self._keep and len(self._values[-1]):
            self._cut()  # at once, so that the bar rises with the first piece

    def take(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The places of the highest values, ascending, and the values."""
        self._cut()
        order = np.argsort(self._places[0])
        return self._places[0][order], self._values[0][order]

    def _cut(self) -> None:
        places = np.concatenate([np.zeros(0, np.int64), *self._places])
        values = np.concatenate([np.zeros(0, np.float32), *self._values])
        places, values = highest(places, values, self._keep)
        if len(values) >= self._keep:
            floor = values.min()
            self._bar = floor, int(places[values == floor].max())
        self._places, self._values, self._held = [places], [values], len(values)


def highest(
    places: NDArray[np.int64], values: NDArray[np.float32], keep: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The `keep` highest values and their places, in no order that means anything."""
    if len(values) <= keep:
        return places, values
    floor = np.partition(values, -keep)[-keep]
    over, level = np.flatnonzero(values > floor), np.flatnonzero(values == floor)
    lowest = level[np.argsort(places[level], kind="stable")[: keep - len(over)]]
    kept = np.concatenate((over, lowest))
    return places[kept], values[kept]
