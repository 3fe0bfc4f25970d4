"""The one score of two names, 0–1: one setting for every kind of name, chosen by the names' structure alone.

Single words are compared by look and sound, in the order of their letters and sounds, heavier at the beginning, a
third by how well their sounds can be aligned, with a part for what they share anywhere; names of several words by look
and sound, by their bags of 2-3-grams and by their words in thirds. Starting alike and one standing inside the other
raise it a little. Equal parts, since the documented pairs are too few to learn weights from that hold elsewhere; the
few numbers below held in folds of the documented pairs (`benchmarks/RESULTS.md`). The score ranks; it is no probability
that an office would refuse a mark: decided cases are not separable by strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brandname.language.distance import tables
from brandname.language.distance.alignment import aline
from brandname.language.distance.hearing import alphabet
from brandname.language.distance.kernels import (
    Bags,
    Codes,
    Floats,
    Kernel,
    Lengths,
    as_similarity,
    cosine,
    edit_distance,
    edit_similarity,
    in_blocks,
    ngram_similarity,
)
from brandname.language.distance.names import Compared

ALIGNED = 2
"""How often the alignment of sounds counts beside the other parts, for single words."""
ALIGNED_IN = "es"
"""The voice whose sounds are aligned: of a coined word it keeps more of the spelling than English does."""
ANYWHERE = 0.15
"""Part of the bag of n-grams in the score of two single words."""
START = 0.05
"""What a common first letter or sound adds to the parts."""
INSIDE = 0.2
"""Part of the way to 1 that one name standing inside the other goes."""
INSIDE_LETTERS = 3
"""Letters of the shortest name that is looked for inside another; whole words may be shorter."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Many prepared names as arrays, in order of length; `score` gives its answers in the order they came in."""

    folded: tuple[str, ...]
    """In the order they came in."""
    joined: tuple[str, ...]
    """The same with their words run together."""
    several: npt.NDArray[np.bool_]
    """Which have several words."""
    order: npt.NDArray[np.int64]
    """Place in the arrays → place in `folded`."""
    letters: Codes
    """Codes of the letters, words run together: [letter, name]."""
    lengths: Lengths
    sounds: Mapping[str, tuple[Codes, Lengths]]
    """Voice → codes of the sounds and their number."""
    bags: Bags
    """2-3-grams, in the order the names came in."""
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of the names that have several."""

    letters: Codes
    """Codes of the letters of each word once: [letter, word], in order of length."""
    lengths: Lengths
    weights: Floats
    """What each word tells."""
    ids: npt.NDArray[np.int64]
    """Every word of every name, in order, as a place in `letters`."""
    owners: npt.NDArray[np.int64]
    """Whose word each is: a place in `Batch.folded`, ascending."""


def batch(folded: Sequence[str], sounds: Mapping[str, Sequence[str]]) -> Batch:
    """Names to be compared with: the columns of `names.fold_name` and, by voice, `names.sound_strings`; voices or none.

    Raises UnicodeEncodeError for names that were not folded.
    """
    joined = tuple([name.replace(" ", "") for name in folded])
    sizes, spelled = tables.lengths_of(joined), tables.lengths_of(folded)
    order = np.argsort(sizes, kind="stable")
    letters, lengths = tables.columns(joined, tables.LETTERS, order)
    heard = {voice: tables.columns(column, alphabet(), order) for voice, column in sounds.items()}
    bags = Bags(*tables.grams(folded), len(folded), tables.GRAMS)
    words = _words(folded, spelled > 0)
    return Batch(tuple(folded), joined, spelled > sizes, order, letters, lengths, heard, bags, words)


def score(query: Compared, others: Batch) -> Floats:
    """How alike the query and each name are, float32 of the batch's length; NaN where one has nothing to compare.

    1 only for equal folded names. Voices are those both sides have; without any the look counts alone.
    """
    if not query.folded or not others.folded:
        return np.full(len(others.folded), np.nan, dtype=np.float32)
    found = combine(query, others, measures(query, others))
    found[others.order[others.lengths == 0]] = np.nan
    return found


def measures(query: Compared, others: Batch) -> dict[str, Floats]:
    """Each measure of the score, 0–1, by name, in the order the names came in.

    `words` counts where a name has several; `aligned` is there for a query of one word only.
    """
    joined = query.folded.replace(" ", "")
    codes = tables.columns([joined], tables.LETTERS)[0][:, 0]
    found = {"look": in_blocks(_tri_letters, codes, others.letters, others.lengths),
             "letters": in_blocks(editex, codes, others.letters, others.lengths)}
    heard = [(voice, said) for voice, said in query.sounds.items() if said and voice in others.sounds]
    start = others.letters[0] == codes[0]
    for voice, said in heard:
        sounds = tables.columns([said], alphabet())[0][:, 0]
        columns, sizes = others.sounds[voice]
        start = start | (columns[0] == sounds[0])
        found[f"order:{voice}"] = in_blocks(_tri_sounds, sounds, columns, sizes)
        found[f"sounds:{voice}"] = in_blocks(_edit_sounds, sounds, columns, sizes)
        if voice == ALIGNED_IN and len(query.words) == 1:
            found["aligned"] = _aligned(sounds, columns, sizes, others)
    found["start"] = start.astype(np.float32)
    back = np.empty_like(others.order)
    back[others.order] = np.arange(len(back))
    found = {name: values[back] for name, values in found.items()}
    counts = np.bincount(tables.grams([query.folded])[0], minlength=tables.GRAMS).astype(np.float32)
    found["grams"] = cosine(counts, others.bags)
    found["inside"] = _inside(query, others)
    found["words"] = word_cover(query.words, others)
    return found


def _aligned(query: Codes, columns: Codes, sizes: Lengths, others: Batch) -> Floats:
    """The alignment with each single word, 0 for other names."""
    found = np.zeros(len(sizes), dtype=np.float32)
    alone = np.flatnonzero(~others.several[others.order])
    found[alone] = in_blocks(aline, query, columns[:, alone], sizes[alone])
    return found


def combine(query: Compared, others: Batch, found: Mapping[str, Floats]) -> Floats:
    """The score from its measures, each part of the whole counting as much but the alignment."""
    parts = [found["look"], found["letters"]]
    for kind in ("order:", "sounds:"):
        voices = [values for name, values in found.items() if name.startswith(kind)]
        if voices:
            parts.append(_mean(voices))
    whole = _mean(parts)
    word = _mean([*parts, *[found["aligned"]] * ALIGNED]) if "aligned" in found else whole
    single = (1 - ANYWHERE) * word + ANYWHERE * found["grams"]
    several = _mean([whole, found["grams"], found["words"]])
    base = np.where(others.several | (len(query.words) > 1), several, single)
    base = (base + START * found["start"]) / (1 + START)
    total = np.where(found["inside"] > 0, base + INSIDE * (1 - base), base)
    same = [place for place, name in enumerate(others.folded) if name == query.folded]
    below_one = np.nextafter(np.float32(1), np.float32(0))
    scores: Floats = np.clip(total, 0, below_one).astype(np.float32)
    scores[same] = 1
    return scores


def editex(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    """Editex (Zobel and Dart 1996) as a similarity: 1 − cost / (2 × longer length)."""
    swap, drop = tables.editex_costs()
    missing = drop[np.concatenate([[0], query[:-1]]), query]
    pairs = others.astype(np.intp)
    pairs[1:] += pairs[:-1] * tables.BASE
    cost = edit_distance(query, others, lengths, swap, missing, np.take(drop, pairs))
    return as_similarity(cost, len(query), lengths, 2)


def word_cover(words: Sequence[str], others: Batch) -> Floats:
    """How much of each name's words, by weight, is found in the other's: the mean of both directions, 0–1.

    A word is found as far as its most similar one is alike in its letters.
    """
    theirs = others.words
    alike = np.stack([_word_likeness(word, theirs)[theirs.ids] for word in words])
    weights = tables.weights(words)
    owners, starts = np.unique(theirs.owners, return_index=True)
    ours = np.zeros(len(others.folded), dtype=np.float32)
    ours[owners] = weights @ np.maximum.reduceat(alike, starts, axis=1) / weights.sum()
    count = len(others.folded)
    known = theirs.weights[theirs.ids]
    total = np.bincount(theirs.owners, weights=known, minlength=count)
    covered = np.bincount(theirs.owners, weights=known * alike.max(axis=0), minlength=count)
    return ((ours + np.divide(covered, total, out=np.zeros_like(total), where=total > 0)) / 2).astype(np.float32)


def _word_likeness(word: str, theirs: Words) -> Floats:
    codes = tables.columns([word], tables.LETTERS)[0][:, 0]
    kernels: tuple[Kernel, ...] = (_tri_letters, editex)
    return _mean([in_blocks(kernel, codes, theirs.letters, theirs.lengths) for kernel in kernels])


def _words(folded: Sequence[str], named: npt.NDArray[np.bool_]) -> Words:
    words = " ".join(folded).split()
    found = list(dict.fromkeys(words))
    order = np.argsort(tables.lengths_of(found), kind="stable")
    letters, lengths = tables.columns(found, tables.LETTERS, order)
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    places = dict(zip(found, ranks.tolist(), strict=True))
    ids = np.fromiter(map(places.__getitem__, words), dtype=np.int64, count=len(words))
    blanks = np.fromiter([name.count(" ") for name in folded], dtype=np.int64, count=len(folded))
    owners = np.repeat(np.arange(len(folded)), blanks + named)
    return Words(letters, lengths, tables.weights(found)[order], ids, owners)


def _inside(query: Compared, others: Batch) -> Floats:
    """Share of the longer name that the shorter one makes up where it stands inside it, else 0."""
    joined = query.folded.replace(" ", "")
    sizes = tables.lengths_of(others.joined)
    shorter, longer = np.minimum(sizes, len(joined)), np.maximum(sizes, len(joined))
    held = np.array([joined in other or other in joined for other in others.joined])
    words = frozenset(query.words)
    for place in np.flatnonzero(shorter < INSIDE_LETTERS).tolist():
        held[place] = sizes[place] > 0 and _whole(words, others.folded[place])
    return np.where(held, shorter / np.maximum(longer, 1), 0).astype(np.float32)


def _whole(words: frozenset[str], name: str) -> bool:
    others = frozenset(name.split())
    return words <= others or others <= words


def _mean(parts: Sequence[Floats]) -> Floats:
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total / np.float32(len(parts))


def _tri_letters(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    return ngram_similarity(query, others, lengths, 3, tables.letter_shares())


def _tri_sounds(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    return ngram_similarity(query, others, lengths, 3, tables.sound_shares())


def _edit_sounds(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    return edit_similarity(query, others, lengths, tables.sound_costs())
