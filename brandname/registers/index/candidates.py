"""Which few thousand of very many forms are worth an exact comparison with each query.

Sieves with different blind spots, since none alone keeps the names people confuse: shared pairs and triples of letters,
edit distance of the letters, and edit distance of the sounds in two voices. All queries go through each block of forms
together, so that a block is read and decoded once. What is returned hangs on one query and the forms alone, neither on
the other queries nor on how blocks are shared among threads. Judges nothing: see `search`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from brandname.language.distance.names import Compared
from brandname.registers.index.best import MANY, Best, highest
from brandname.registers.index.grams import BLOCK, Grams, codes_of_name, norm_of
from brandname.registers.index.sharing import by_threads
from brandname.registers.index.texts import Texts

KEEP = 500
"""Forms each sieve keeps for a query; `benchmarks/registers.py` shows what is lost with fewer."""
VOICES = ("en", "es")
"""Voices by which forms are sifted: a third adds next to nothing to these two and the letters. All are compared."""

_UINT8_LIMIT = 256
_ROUNDING = 1e-6

Kept: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Places of forms, ascending, and their values in one sieve."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What is searched: distinct folded names in order, their lists of letter groups, their sounds."""

    letters: Texts
    grams: Grams
    sounds: Mapping[str, Texts]
    """Voice → the sounds of each form; a voice that was not computed is not there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of forms, or those of it that are allowed."""

    block: int
    first: int
    last: int
    some: NDArray[np.int64] | None
    """Numbers within the block of those that are allowed; None: all."""

    @property
    def places(self) -> NDArray[np.int64]:
        """The numbers of its forms."""
        return np.arange(self.first, self.last) if self.some is None else self.some + self.first

    def decode(self, texts: Texts) -> list[str]:
        """The texts of its forms."""
        return texts.block(self.first, self.last) if self.some is None else texts.take(self.places)

    def lengths(self, texts: Texts) -> NDArray[np.int64]:
        """The lengths of the texts of its forms."""
        starts = texts.starts[self.first:self.last + 1].astype(np.int64)
        every = starts[1:] - starts[:-1] - 1
        return every if self.some is None else every[self.some]


Sieve: TypeAlias = Callable[[Piece, NDArray[np.float32]], list[Kept]]
"""Gives for each query what lies above a value of its own in a block."""


def find_candidates(
    forms: Forms, queries: Sequence[Compared], allowed: NDArray[np.bool_] | None = None, *, keep: int = KEEP
) -> list[NDArray[np.int64]]:
    """The numbers of the forms to compare with each query, ascending; only those `allowed`, if given."""
    if len(forms.letters) <= keep:
        every = np.arange(len(forms.letters)) if allowed is None else np.flatnonzero(allowed)
        return [every for _ in queries]
    sieves = [_by_grams(forms.grams, queries), _by_edits(forms.letters, [query.folded for query in queries])]
    sieves += [_by_edits(forms.sounds[voice], [query.sounds.get(voice, "") for query in queries])
               for voice in VOICES if voice in forms.sounds]
    best = [[Best(keep) for _ in queries] for _ in sieves]

    def sift(block: int) -> list[list[Kept]]:
        piece = _piece(block, len(forms.letters), allowed)
        bars = [np.array([one.least(piece.first) for one in row], np.float32) for row in best]
        return [[highest(*kept, keep) if len(kept[0]) > MANY * keep else kept for kept in sieve(piece, bar)]
                for sieve, bar in zip(sieves, bars, strict=True)]  # cut only where it would fill the memory

    first, *others = _scattered(-(-len(forms.letters) // BLOCK))
    for sifted in chain([sift(first)], by_threads(sift, others)):
        for row, kept in zip(best, sifted, strict=True):
            for one, (places, values) in zip(row, kept, strict=True):
                one.offer(places, values)
    return [np.unique(np.concatenate([row[i].take()[0] for row in best])) for i in range(len(queries))]


def _scattered(blocks: int) -> list[int]:
    """Numbers of blocks, the middle one first and the next few far apart.

    Forms are in order of length, and a query that has met its own length needs little of most others.
    """
    far_apart = sorted(range(blocks), key=lambda block: f"{block:032b}"[::-1])
    return [blocks // 2, *(block for block in far_apart if block != blocks // 2)]


def _piece(block: int, size: int, allowed: NDArray[np.bool_] | None) -> Piece:
    first, last = block * BLOCK, min((block + 1) * BLOCK, size)
    return Piece(block, first, last, None if allowed is None else np.flatnonzero(allowed[first:last]))


def _by_grams(grams: Grams, queries: Sequence[Compared]) -> Sieve:
    """Cosine of the counts of letter groups."""
    asked = [(codes, np.float32(norm_of(codes))) for codes in (codes_of_name(query.folded) for query in queries)]

    def sift(piece: Piece, floors: NDArray[np.float32]) -> list[Kept]:
        norms = grams.norms[piece.first : piece.last]
        highest = float(norms.max(initial=0))
        kept: list[Kept] = []
        for (codes, norm), floor in zip(asked, floors, strict=True):
            shared = grams.counts(piece.block, codes, piece.last - piece.first)
            if piece.some is not None:
                shared = shared[piece.some]
            # No form of this block with fewer shared groups can reach the floor, whatever its length.
            least = max(1, int(0.999 * floor / (highest * norm))) if highest * norm > 0 else 1
            near = np.flatnonzero(shared >= least)
            inside = near if piece.some is None else piece.some[near]
            kept.append(_from(piece.first + inside, shared[near].astype(np.float32) * (norms[inside] * norm), floor))
        return kept

    return sift


def _by_edits(texts: Texts, queries: Sequence[str]) -> Sieve:
    """Levenshtein similarity: 1 − edits / longer length."""
    sizes = np.array([len(query) for query in queries])

    def sift(piece: Piece, floors: NDArray[np.float32]) -> list[Kept]:
        kept: list[Kept] = [(np.zeros(0, np.int64), np.zeros(0, np.float32)) for _ in queries]
        places, lengths = piece.places, piece.lengths(texts)
        asked = _within_reach(sizes, lengths, floors)
        if not len(asked):
            return kept
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cdist

        most = max(int(sizes[asked].max()), int(lengths.max()))
        edits = cdist([queries[number] for number in asked], piece.decode(texts), scorer=Levenshtein.distance,
                      dtype=np.uint8 if most < _UINT8_LIMIT else np.uint16)
        for number, row in zip(asked.tolist(), edits, strict=True):
            size, floor = int(sizes[number]), floors[number]
            near = np.flatnonzero(row <= min(most, int((1 - floor) * max(size, int(lengths.max())) + 1)))
            alike = (1 - row[near] / np.maximum(lengths[near], size)).astype(np.float32)
            high = alike > floor
            kept[number] = places[near[high]], alike[high]
        return kept

    return sift


def _within_reach(
    sizes: NDArray[np.int64], lengths: NDArray[np.int64], floors: NDArray[np.float32]
) -> NDArray[np.intp]:
    """The queries to whose floor some text of these lengths can rise: an edit for each letter more is the least."""
    if not len(lengths):
        return np.zeros(0, np.intp)
    low, high = int(lengths.min()), int(lengths.max())
    reach = np.where(sizes < low, sizes / max(low, 1), np.where(sizes > high, high / np.maximum(sizes, 1), 1.0))
    return np.flatnonzero((sizes > 0) & (reach > floors - _ROUNDING))


def _from(places: NDArray[np.int64], values: NDArray[np.float32], floor: np.float32) -> Kept:
    high = np.flatnonzero(values > floor)
    return places[high], values[high]
