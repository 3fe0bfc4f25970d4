"""Names with letters of other scripts, by their characters as written: which share how many, in what order.

Beside the Latin forms: 沁野 finds 沁野茶 though nobody reads either. Each character has a list of the names that hold
it; of those that share enough, the characters in common are counted in order. Case, accents of Latin letters, signs and
spaces are left out (`exact.fold_exact`), and traditional characters count as their simplified ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brandname.language.words import simplify
from brandname.registers.exact import fold_exact
from brandname.registers.index.forms import Name, is_foreign

_ROUNDING = 1e-9
_BLOCK = 100_000
"""Names compared at a time."""


@dataclass(frozen=True, slots=True)
class Written:
    """The names and their characters; a part of an index."""

    body: NDArray[np.uint32]
    """Code points of the folded names one after another."""
    starts: NDArray[np.uint64]
    """[names + 1]: where each begins."""
    names: NDArray[np.uint32]
    """Name ids."""
    marks: NDArray[np.uint32]
    """Mark ids."""
    chars: NDArray[np.uint32]
    """Every character that some name holds, ascending."""
    bounds: NDArray[np.uint64]
    """[chars + 1]: where the list of each begins among `holders`."""
    holders: NDArray[np.uint32]
    """Places of the names that hold a character, ascending in each list, once however often they hold it."""

    def near(self, text: str, least: float) -> Iterator[tuple[int, int, float]]:
        """(mark id, name id, share) of names that share at least so much with a text, above nought.

        The share is twice the characters in common, in order, by the characters of both, 0–1.
        """
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cdist

        query = fold_written(text)
        places = self._likely(query, least)
        for first in range(0, len(places), _BLOCK):
            some = places[first:first + _BLOCK]
            shares = cdist([query], self._texts(some), scorer=Indel.normalized_similarity, dtype=np.float64)[0]
            for place in np.flatnonzero((shares >= least - _ROUNDING) & (shares > 0)).tolist():
                yield int(self.marks[some[place]]), int(self.names[some[place]]), float(shares[place])

    def _likely(self, query: str, least: float) -> NDArray[np.int64]:
        """Names that hold enough of the characters, whatever their order: no other can share so much."""
        common = np.zeros(len(self.names), np.int32)
        for char, times in Counter(query).items():
            place = int(np.searchsorted(self.chars, ord(char)))
            if place < len(self.chars) and self.chars[place] == ord(char):
                common[self.holders[int(self.bounds[place]):int(self.bounds[place + 1])]] += times
        some = np.flatnonzero(common)
        sizes = (self.starts[some + 1] - self.starts[some]).astype(np.int64)
        return some[2 * np.minimum(common[some], sizes) >= (least - _ROUNDING) * (sizes + len(query))]

    def _texts(self, places: NDArray[np.int64]) -> list[str]:
        return ["".join(map(chr, self.body[int(self.starts[place]):int(self.starts[place + 1])].tolist()))
                for place in places.tolist()]


class Gathering:
    """Takes the names of other scripts out of pages as they pass by."""

    def __init__(self) -> None:
        self._bodies = [np.zeros(0, np.uint32)]
        self._sizes = [np.zeros(0, np.int64)]
        self._ids = [np.zeros((0, 2), np.uint32)]

    def watch(self, pages: Iterable[Sequence[Name]]) -> Iterator[Sequence[Name]]:
        """The pages as they come."""
        for page in pages:
            rows = [row for row in page if is_foreign(row[2])]
            if rows:
                texts = [fold_written(text) for _, _, text in rows]
                self._bodies.append(np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4"))
                self._sizes.append(np.fromiter(map(len, texts), np.int64, len(texts)))
                self._ids.append(np.array([row[:2] for row in rows], np.uint32))
            yield page

    def finish(self) -> Written:
        """What was gathered, ready to be searched."""
        body, sizes = np.concatenate(self._bodies).astype(np.uint32), np.concatenate(self._sizes)
        owners = np.repeat(np.arange(len(sizes)), sizes).astype(np.uint64)
        pairs = np.unique(body.astype(np.uint64) << np.uint64(32) | owners)
        held, holders = (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        chars, firsts = np.unique(held, return_index=True)
        ids = np.concatenate(self._ids)
        return Written(
            body, np.concatenate(([0], np.cumsum(sizes))).astype(np.uint64), ids[:, 0].copy(), ids[:, 1].copy(),
            chars, np.append(firsts, len(held)).astype(np.uint64), holders,
        )


def fold_written(text: str) -> str:
    """A name as its characters are compared."""
    return simplify(fold_exact(text))
