"""Measures others use, each over one pool of names, to compare the score with. None of them is shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from brandname.language.distance import kernels, scorer, tables
from brandname.language.distance.hearing import alphabet
from brandname.language.distance.kernels import Codes, Floats, Kernel, Lengths
from brandname.language.distance.names import sound_strings

Measure = Callable[["Pool", str], Floats]
SOUND = "en"
"""Voice of the measures that hear one language alone."""


class Pool:
    """The names of a pool as each measure wants them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self.letters = tables.columns([name.replace(" ", "") for name in names], tables.LETTERS)
        self.said = sound_strings(names, SOUND)
        self.sounds = tables.columns(self.said, alphabet())
        self.bags = kernels.Bags(*tables.grams(names), len(names), tables.GRAMS)


def _by_letters(kernel: Kernel) -> Measure:
    def measure(pool: Pool, query: str) -> Floats:
        codes = tables.columns([query.replace(" ", "")], tables.LETTERS)[0][:, 0]
        return _in_order(kernel, codes, *pool.letters)

    return measure


def _by_sounds(kernel: Kernel) -> Measure:
    def measure(pool: Pool, query: str) -> Floats:
        codes = tables.columns(sound_strings([query], SOUND), alphabet())[0][:, 0]
        return _in_order(kernel, codes, *pool.sounds)

    return measure


def _in_order(kernel: Kernel, query: Codes, others: Codes, lengths: Lengths) -> Floats:
    order = np.argsort(lengths, kind="stable")
    found = np.empty(len(lengths), dtype=np.float32)
    found[order] = kernels.in_blocks(kernel, query, others[:, order], lengths[order])
    return found


def _by_rapidfuzz(scorer_: Callable[..., float], most: float = 1.0) -> Measure:
    def measure(pool: Pool, query: str) -> Floats:
        found: Floats = process.cdist([query], pool.names, scorer=scorer_, dtype=np.float32)[0] / np.float32(most)
        return found

    return measure


def _cosine(pool: Pool, query: str) -> Floats:
    counts = np.bincount(tables.grams([query])[0], minlength=tables.GRAMS).astype(np.float32)
    return kernels.cosine(counts, pool.bags)


def _said(pool: Pool, query: str) -> Floats:
    said = sound_strings([query], SOUND)
    found: Floats = process.cdist(said, pool.said, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0]
    return found


def _mean(*parts: Measure) -> Measure:
    def measure(pool: Pool, query: str) -> Floats:
        found: Floats = np.mean([part(pool, query) for part in parts], axis=0, dtype=np.float32)
        return found

    return measure


def _ngrams(size: int, query: Codes, others: Codes, lengths: Lengths) -> Floats:
    return kernels.ngram_similarity(query, others, lengths, size, tables.equal_shares(tables.BASE))


def _features(query: Codes, others: Codes, lengths: Lengths) -> Floats:
    return kernels.edit_similarity(query, others, lengths, tables.sound_costs())


def _baselines() -> Mapping[str, Measure]:
    from brandname.language.distance.alignment import aline

    bisim, trisim = _by_letters(partial(_ngrams, 2)), _by_letters(partial(_ngrams, 3))
    prefix, editex = _by_letters(kernels.prefix), _by_letters(scorer.editex)
    levenshtein = _by_rapidfuzz(Levenshtein.normalized_similarity)
    winkler, ratio = _by_rapidfuzz(JaroWinkler.similarity), _by_rapidfuzz(fuzz.ratio, 100.0)
    features, heard = _by_sounds(_features), _by_sounds(aline)
    return {
        "PREFIX": prefix, "Levenshtein": levenshtein, "OSA": _by_rapidfuzz(OSA.normalized_similarity),
        "Jaro-Winkler": winkler, "ratio": ratio, "token_set_ratio": _by_rapidfuzz(fuzz.token_set_ratio, 100.0),
        "BI-SIM": bisim, "TRI-SIM": trisim, "Editex": editex, "2-3-gram cosine": _cosine,
        "sounds en + Levenshtein": _said, "sounds en, feature edit": features, "sounds en, ALINE": heard,
        "POCA-like": _mean(_mean(levenshtein, bisim), heard),
        "Kondrak-Dorr mean": _mean(bisim, trisim, prefix, heard),
        "mean(TRI-SIM, JW, Editex)": _mean(trisim, winkler, editex),
        "mean(TRI-SIM, JW, Editex, feature edit)": _mean(trisim, winkler, editex, features),
        "mean(cosine, ratio, sounds en)": _mean(_cosine, ratio, _said),
        "mean(cosine, token_set_ratio)": _mean(_cosine, _by_rapidfuzz(fuzz.token_set_ratio, 100.0)),
    }


BASELINES: Mapping[str, Measure] = _baselines()
"""Label → measure, as the literature and the trade put them together."""
