"""The recurrences, against published values and against what they must keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from brandname.language.distance import kernels, scorer, tables
from brandname.language.distance.hearing import alphabet

WORDS = st.text("abcdehnrsuxz", min_size=1, max_size=12)


def coded(*words: str) -> tuple[kernels.Codes, kernels.Lengths]:
    """Words as columns of codes."""
    return tables.columns(words, tables.LETTERS)


def one(word: str) -> kernels.Codes:
    """One word as codes."""
    return coded(word)[0][:, 0]


@pytest.mark.parametrize(("first", "second", "bisim", "trisim", "editex"), [
    ("zantac", "xanax", .417, .333, 5), ("zantac", "contac", .583, .500, 2), ("xanax", "contac", .250, .167, 7),
])
def test_published_values_of_three_drug_names(
    first: str, second: str, bisim: float, trisim: float, editex: int,
) -> None:
    """BI-SIM, TRI-SIM and Editex give the values of Kondrak and Dorr's table for Zantac, Xanax and Contac."""
    others, lengths = coded(second)
    equal = tables.equal_shares(tables.BASE)
    assert kernels.ngram_similarity(one(first), others, lengths, 2, equal)[0] == pytest.approx(bisim, abs=5e-4)
    assert kernels.ngram_similarity(one(first), others, lengths, 3, equal)[0] == pytest.approx(trisim, abs=5e-4)
    longer = max(len(first), len(second))
    assert scorer.editex(one(first), others, lengths)[0] == pytest.approx(1 - editex / (2 * longer))


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
@settings(deadline=None)
def test_edit_distance_with_equal_costs_is_levenshtein(words: list[str], query: str) -> None:
    """The array recurrence counts the same edits as the reference implementation."""
    others, lengths = coded(*words)
    costs = (1 - np.eye(tables.BASE)).astype(np.uint8)
    found = kernels.edit_distance(one(query), others, lengths, costs, np.ones(len(query), dtype=np.uint8), 1)
    assert found.tolist() == [Levenshtein.distance(query, word) for word in words]


@given(st.lists(WORDS, min_size=2, max_size=8), WORDS)
@settings(deadline=None)
def test_a_measure_does_not_depend_on_the_batch(words: list[str], query: str) -> None:
    """However a register is cut, a name gets the same number, between 0 and 1."""
    others, lengths = coded(*words)
    shares = tables.letter_shares()
    for kernel in (lambda q, o, n: kernels.ngram_similarity(q, o, n, 3, shares), scorer.editex, kernels.prefix):
        whole = kernels.in_blocks(kernel, one(query), others, lengths)
        assert ((whole >= 0) & (whole <= 1)).all()
        alone = [kernel(one(query), *coded(word))[0] for word in words]
        assert whole.tolist() == alone


def test_blocks_give_what_one_call_gives() -> None:
    """More names than one block holds come out as if each were alone."""
    words = [f"{chr(97 + k % 26)}an{k}" for k in range(kernels.BLOCK + 7)]
    others, lengths = coded(*words)
    found = kernels.in_blocks(kernels.prefix, one("ban1"), others, lengths)
    assert found.tolist() == kernels.prefix(one("ban1"), others, lengths).tolist()


@given(WORDS, WORDS)
@settings(deadline=None)
def test_both_directions_measure_the_same(first: str, second: str) -> None:
    """It does not matter which of two names was there first."""
    shares = tables.letter_shares()
    there = kernels.ngram_similarity(one(first), *coded(second), 3, shares)
    back = kernels.ngram_similarity(one(second), *coded(first), 3, shares)
    assert there.tolist() == back.tolist()
    assert scorer.editex(one(first), *coded(second)).tolist() == scorer.editex(one(second), *coded(first)).tolist()


def test_the_longest_names_fit_the_numbers() -> None:
    """A mark of 2,000 letters is compared by its beginning and breaks nothing."""
    long = "zq" * 1000
    others, lengths = coded(long, "z" * 2000)
    assert lengths.tolist() == [kernels.LONGEST] * 2
    query = one(long)
    assert kernels.ngram_similarity(query, others, lengths, 3, tables.letter_shares())[0] == 1
    assert kernels.edit_similarity(query, others, lengths, (tables.editex_costs()[0] * 2).astype(np.uint8), 4)[0] == 1
    assert 0 < scorer.editex(query, others, lengths)[1] < 1


def test_the_bag_of_ngrams_is_the_cosine_of_counts() -> None:
    """Two names that share all their n-grams have 1, and those that share none 0."""
    bags = kernels.Bags(*tables.grams(["banana", "quiz", ""]), 3, tables.GRAMS)
    counts = np.bincount(tables.grams(["banana"])[0], minlength=tables.GRAMS).astype(np.float32)
    assert kernels.cosine(counts, bags).tolist() == pytest.approx([1, 0, 0], abs=1e-6)


def test_sounds_of_a_kind_cost_less_than_others() -> None:
    """One vowel for another costs less than a vowel for a consonant, in whole parts of a missing sound."""
    place = {sound: k for k, sound in enumerate(alphabet(), 1)}
    costs = tables.sound_costs()
    assert costs[place["b"], place["b"]] == 0
    assert 0 < costs[place["e"], place["i"]] < costs[place["b"], place["i"]] == kernels.UNIT
