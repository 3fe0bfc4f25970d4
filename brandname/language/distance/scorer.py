"""The one score of two names, 0–1: one setting for every kind of name, chosen by the names' structure alone.

Single words are compared by look and sound, in the order of their letters and sounds, heavier at the beginning, with
a fifth for what they share anywhere; names of several words by that, by their bags of 2-3-grams and by their words
in thirds. Starting alike and one standing inside the other raise it a little. Equal parts, since the documented pairs
are too few to learn weights from that hold elsewhere (`benchmarks/RESULTS.md`). The score ranks; it is no probability
that an office would refuse a mark: decided cases are not separable by strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brandname.language.distance import tables
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

ANYWHERE = 0.2
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

    texts: tuple[str, ...]
    """Each word once."""
    letters: Codes
    lengths: Lengths
    weights: Floats
    """What each word tells."""
    ids: npt.NDArray[np.int64]
    """Every word of every name, in order, as a place in `texts`."""
    owners: npt.NDArray[np.int64]
    """Whose word each is: a place in `Batch.folded`, ascending."""


def batch(folded: Sequence[str], sounds: Mapping[str, Sequence[str]]) -> Batch:
    """Names to be compared with: the columns of `names.fold_name` and, by voice, `names.sound_strings`; voices or none.

    Raises UnicodeEncodeError for names that were not folded.
    """
    joined = [name.replace(" ", "") for name in folded]
    letters, lengths = tables.columns(joined, tables.LETTERS)
    order = np.argsort(lengths, kind="stable")
    heard = {voice: tables.columns(column, alphabet()) for voice, column in sounds.items()}
    sorted_sounds = {voice: (codes[:, order], sizes[order]) for voice, (codes, sizes) in heard.items()}
    bags = Bags(*tables.grams(folded), len(folded), tables.GRAMS)
    return Batch(tuple(folded), order, letters[:, order], lengths[order], sorted_sounds, bags, _words(folded))


def score(query: Compared, others: Batch) -> Floats:
    """How alike the query and each name are, float32 of the batch's length; NaN where one has nothing to compare.

    1 only for equal folded names. Voices are those both sides have; without any the look counts alone.
    """
    if not query.folded or not others.folded:
        return np.full(len(others.folded), np.nan, dtype=np.float32)
    found = combine(query, others, measures(query, others))
    found[np.fromiter((not name for name in others.folded), dtype=bool, count=len(found))] = np.nan
    return found


def measures(query: Compared, others: Batch) -> dict[str, Floats]:
    """Each measure of the score, 0–1, by name, in the order the names came in; `words` where a name has several."""
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
    found["start"] = start.astype(np.float32)
    back = np.empty_like(others.order)
    back[others.order] = np.arange(len(back))
    found = {name: values[back] for name, values in found.items()}
    counts = np.bincount(tables.grams([query.folded])[0], minlength=tables.GRAMS).astype(np.float32)
    found["grams"] = cosine(counts, others.bags)
    found["inside"] = _inside(query, others.folded)
    found["words"] = word_cover(query.words, others)
    return found


def combine(query: Compared, others: Batch, found: Mapping[str, Floats]) -> Floats:
    """The score from its measures; the look counts twice, since sound counts in two measures over all voices."""
    parts = [found["look"], found["look"], found["letters"]]
    for kind in ("order:", "sounds:"):
        voices = [values for name, values in found.items() if name.startswith(kind)]
        if voices:
            parts.append(_mean(voices))
    whole = _mean(parts)
    single = (1 - ANYWHERE) * whole + ANYWHERE * found["grams"]
    several = _mean([whole, found["grams"], found["words"]])
    many = np.fromiter((" " in name for name in others.folded), dtype=bool, count=len(others.folded))
    base = np.where(many | (len(query.words) > 1), several, single)
    base = (base + START * found["start"]) / (1 + START)
    total = np.where(found["inside"] > 0, base + INSIDE * (1 - base), base)
    same = np.fromiter((name == query.folded for name in others.folded), dtype=bool, count=len(others.folded))
    below_one = np.nextafter(np.float32(1), np.float32(0))
    return np.where(same, np.float32(1), np.clip(total, 0, below_one)).astype(np.float32)


def editex(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    """Editex (Zobel and Dart 1996) as a similarity: 1 − cost / (2 × longer length)."""
    swap, drop = tables.editex_costs()
    before = np.concatenate([np.zeros((1, others.shape[1]), dtype=np.uint8), others[:-1]])
    missing = drop[np.concatenate([[0], query[:-1]]), query]
    cost = edit_distance(query, others, lengths, swap, missing, drop[before, others])
    return as_similarity(cost, len(query), lengths, 2)


def word_cover(words: Sequence[str], others: Batch) -> Floats:
    """How much of each name's words, by weight, is found in the other's: the mean of both directions, 0–1.

    A word is found as far as its most similar one is alike in its letters.
    """
    theirs = others.words
    alike = np.stack([_word_likeness(word, theirs)[theirs.ids] for word in words])
    weights = np.array([tables.weight(word) for word in words], dtype=np.float32)
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


def _words(folded: Sequence[str]) -> Words:
    split = [name.split() for name in folded]
    texts = tuple(sorted(dict.fromkeys(word for words in split for word in words), key=len))
    places = {word: place for place, word in enumerate(texts)}
    letters, lengths = tables.columns(texts, tables.LETTERS)
    ids = np.fromiter((places[word] for words in split for word in words), dtype=np.int64)
    owners = np.repeat(np.arange(len(split)), np.fromiter(map(len, split), dtype=np.int64, count=len(split)))
    weights = np.fromiter(map(tables.weight, texts), dtype=np.float32, count=len(texts))
    return Words(texts, letters, lengths, weights, ids, owners)


def _inside(query: Compared, names: Sequence[str]) -> Floats:
    """Share of the longer name that the shorter one makes up where it stands inside it, else 0."""
    joined, words = query.folded.replace(" ", ""), frozenset(query.words)
    found = np.zeros(len(names), dtype=np.float32)
    for place, name in enumerate(names):
        other = name.replace(" ", "")
        short, long = (joined, other) if len(joined) <= len(other) else (other, joined)
        if short and (short in long if len(short) >= INSIDE_LETTERS else _whole(words, name)):
            found[place] = len(short) / len(long)
    return found


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
