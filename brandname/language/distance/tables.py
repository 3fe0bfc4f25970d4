"""The symbols names are compared in, as small integers, and how alike any two are: letters, sounds, weak words.

Reads `data/distance/`. Letters are grouped as in Editex (Zobel and Dart 1996); sounds differ by the coarse features of
`segments`, steepened three times and capped, since a plain mean of features calls everything alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from brandname import data
from brandname.language.distance.hearing import alphabet, typical
from brandname.language.distance.kernels import LONGEST, UNIT, Codes, Lengths
from brandname.language.segments import distance

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
BASE = len(LETTERS) + 1
"""Letters and the blank: what n-grams are numbered in."""
GRAMS = 1 + BASE ** 2 + BASE ** 3
STEEP = 3
"""How much steeper than their share of features two sounds part."""
FULL_WEIGHT = 6
"""Letters of a word that counts fully; shorter ones count by their share of it."""


@cache
def codes_of(symbols: str) -> Codes:
    """Code point → place in the symbols, from 1; 0 for any other."""
    table = np.zeros(128, dtype=np.uint8)
    table[np.frombuffer(symbols.encode("ascii"), dtype=np.uint8)] = np.arange(1, len(symbols) + 1)
    return table


def columns(
    texts: Sequence[str], symbols: str, order: npt.NDArray[np.int64] | None = None
) -> tuple[Codes, Lengths]:
    """Texts in an order, by default their own, as columns of codes, cut at LONGEST, and their lengths.

    Raises UnicodeEncodeError for a text that is not ASCII.
    """
    lengths = lengths_of(texts)
    sizes = np.minimum(lengths, LONGEST)
    flat = codes_of(symbols)[_bytes_of("".join(texts))]
    if len(flat) > sizes.sum():
        flat = flat[np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths) < LONGEST]
    width = max(1, int(sizes.max(initial=0)))
    rows = np.zeros((len(texts), width), dtype=np.uint8)
    rows[np.arange(width) < sizes[:, None]] = flat
    if order is not None:
        rows, sizes = rows[order], sizes[order]
    return np.ascontiguousarray(rows.T), sizes


def lengths_of(texts: Sequence[str]) -> Lengths:
    """Characters of each text."""
    return np.fromiter(map(len, texts), dtype=np.int32, count=len(texts))


def _bytes_of(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


@cache
def editex_costs() -> tuple[Codes, Codes]:
    """Costs of Editex by code (0 = before the first letter): of a letter for another, of a letter missing after one."""
    raw = _letters()
    size = BASE
    swap, drop = np.full((size, size), 2, dtype=np.uint8), np.full((size, size), 2, dtype=np.uint8)
    for i, x in enumerate(LETTERS, 1):
        for j, y in enumerate(LETTERS, 1):
            swap[i, j] = 0 if x == y else 1 if any(x in group and y in group for group in raw["groups"]) else 2
            drop[i, j] = 1 if x in raw["silent"] and x != y else swap[i, j]
    return swap, drop


@cache
def letter_shares() -> Codes:
    """How alike two letters are: 2 the same, 1 of one group of Editex, 0 unlike."""
    shares = (2 - editex_costs()[0]).astype(np.uint8)
    shares[0] = shares[:, 0] = 0
    return shares


@cache
def equal_shares(size: int) -> Codes:
    """1 for a symbol and itself, for the published measures."""
    shares = np.eye(size, dtype=np.uint8)
    shares[0, 0] = 0
    return shares


@cache
def sound_costs() -> Codes:
    """Cost of one sound for another by code, in units of 1 / UNIT of a missing sound."""
    symbols, ipa = alphabet(), typical()
    costs = np.full((len(symbols) + 1, len(symbols) + 1), UNIT, dtype=np.uint8)
    for i, x in enumerate(symbols, 1):
        for j, y in enumerate(symbols, 1):
            costs[i, j] = round(UNIT * min(1.0, STEEP * distance(ipa[x], ipa[y])))
    return costs


@cache
def sound_shares() -> Codes:
    """How alike two sounds are: 2 the same or nearly, 1 rather, 0 unlike."""
    shares = np.rint(2 * (1 - sound_costs() / UNIT)).astype(np.uint8)
    shares[0] = shares[:, 0] = 0
    return shares


def grams(texts: Sequence[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Numbers of the 2- and 3-grams of each word of folded texts, blanks around it, and whose text each is of.

    A gram is its owner's by the letter in it: one blank between two texts serves both.
    """
    flat = codes_of(LETTERS)[_bytes_of(" ".join(["", *texts, ""]))].astype(np.int32)
    owners = np.repeat(np.arange(len(texts)), lengths_of(texts) + 1)
    letters = np.flatnonzero(flat)
    before, after = flat[letters - 1], flat[letters + 1]
    here, whose = flat[letters], owners[letters - 1]
    first = before == 0
    openings = 1 + here[first]
    pairs = 1 + here * BASE + after
    triples = 1 + BASE ** 2 + (before * BASE + here) * BASE + after
    return np.concatenate([openings, pairs, triples]), np.concatenate([whose[first], whose, whose])


def weights(words: Sequence[str]) -> npt.NDArray[np.float32]:
    """How much each word of a name tells, 0–1: forms of companies and function words little, short words by length."""
    given: Mapping[str, float] = _words()["weights"]
    kinds = _kinds()
    kept = np.array([given[kinds[word]] if word in kinds else 1.0 for word in words], dtype=np.float64)
    return (kept * np.minimum(1, lengths_of(words) / FULL_WEIGHT)).astype(np.float32)


def kind_of(word: str) -> str:
    """`form`, `function` or `trade` for a word that tells little, else ""."""
    return _kinds().get(word, "")


@cache
def looks() -> tuple[tuple[str, str], ...]:
    """Letters that look like others: as written, as compared; longer ones first."""
    return tuple(sorted(_letters()["looks"].items(), key=lambda pair: -len(pair[0])))


@cache
def spellings() -> tuple[tuple[str, str], ...]:
    """Pairs of spellings of one sound."""
    return tuple(tuple(pair.split()) for pair in _letters()["spellings"]["same"])


@cache
def _kinds() -> Mapping[str, str]:
    raw = _words()
    return {word: kind for kind in ("trade", "function", "form") for row in raw[kind].values() for word in row.split()}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(data.read_text("distance/words.toml"))


@cache
def _letters() -> dict[str, Any]:
    return tomllib.loads(data.read_text("distance/letters.toml"))
