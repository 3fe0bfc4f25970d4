"""The lists of letter groups count what a person counting by hand counts."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.registers.index import grams
from brandname.registers.index.build import make_grams
from brandname.registers.index.texts import pack

words = st.text("abn3", min_size=1, max_size=6)
folded = st.lists(words, min_size=1, max_size=3).map(" ".join)


def by_hand(name: str) -> Counter[str]:
    """Pairs and triples of letters of each word, a space at both of its ends."""
    found: Counter[str] = Counter()
    for word in name.split():
        padded = f" {word} "
        found.update(a + b for a, b in pairwise(padded))
        found.update(padded[i:i + 3] for i in range(len(padded) - 2))
    return found


@given(folded, st.lists(folded, min_size=1, max_size=12), st.integers(1, 5))
def test_shared_letter_groups_are_counted_rightly(query: str, names: list[str], block: int) -> None:
    """Names with many letter groups in common come up, however the index is cut into blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "BLOCK", block)
        made = make_grams(pack(names))
        codes = grams.codes_of_name(query)
        for number, name in enumerate(names):
            size = min(block, len(names) - number // block * block)
            wanted = sum(times * by_hand(name)[group] for group, times in by_hand(query).items())
            assert made.counts(number // block, codes, size)[number % block] == wanted
            length = math.sqrt(sum(times**2 for times in by_hand(name).values()))
            assert made.norms[number] == pytest.approx(1 / length)
    assert grams.norm_of(codes) == pytest.approx(1 / math.sqrt(sum(times**2 for times in by_hand(query).values())))


def test_a_name_of_nothing_has_no_letter_groups() -> None:
    """An empty name is like no name, and is no error."""
    assert len(grams.codes_of_name("")) == 0
    assert grams.norm_of(np.zeros(0, np.uint16)) == 0
