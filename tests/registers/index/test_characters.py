"""Names in other scripts are found by their characters, all of them, whoever can read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from brandname.registers.index import build_letters, open_index
from brandname.registers.index.characters import Gathering, fold_written
from brandname.registers.index.forms import is_foreign
from tests.registers.index.lists import Listed

MARKS = st.lists(st.sampled_from("沁野茶龙龍井网薇ナイキのйкиa 3"), min_size=1, max_size=6).map("".join)


def near(texts: list[str], query: str, least: float) -> dict[int, float]:
    """Mark id → share, of a list in memory; mark 1 is the first."""
    gathering = Gathering()
    for _ in gathering.watch([[(place, place, text) for place, text in enumerate(texts, 1)]]):
        pass
    return {mark: share for mark, _, share in gathering.finish().near(query, least)}


@settings(deadline=None, max_examples=60)
@given(st.lists(MARKS, max_size=15), MARKS, st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]))
def test_what_is_found_is_what_a_comparison_with_every_name_finds(texts: list[str], query: str, least: float) -> None:
    """No name that shares enough characters is passed over, and none is made up."""
    shares = {place: Indel.normalized_similarity(fold_written(query), fold_written(text))
              for place, text in enumerate(texts, 1) if is_foreign(text)}
    wanted = {place: share for place, share in shares.items() if share and share >= least - 1e-9}
    assert near(texts, query, least) == pytest.approx(wanted)


def test_traditional_characters_meet_their_simplified_ones() -> None:
    """A mark in Taiwan's writing is found for a name in the mainland's."""
    assert near(["龍井", "Velora", "茶龍"], "龙井", 0.9) == {1: 1.0}


def test_files_find_what_memory_finds(tmp_path: Path) -> None:
    """A register is searched by characters as a list in memory is; one without such names is no error."""
    texts = ["沁野茶", "Velora", "野沁", "ナイキ", "沁"]
    register = Listed(texts, tmp_path)
    build_letters(register)
    index = open_index(register)
    assert index is not None
    assert {mark: share for mark, _, share in index.written.near("沁野", 0.4)} == near(texts, "沁野", 0.4)
    plain = Listed(["Velora"], tmp_path / "plain")
    build_letters(plain)
    opened = open_index(plain)
    assert opened is not None
    assert list(opened.written.near("沁野", 0.5)) == []
