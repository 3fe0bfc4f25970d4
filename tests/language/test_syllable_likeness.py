"""How alike two Chinese syllables sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.syllable_likeness import FAR, by_initial, jyutping_parts, nearest, unlike

CANTONESE = ("nei", "lei", "gwo", "go", "ng", "aa", "syu", "si", "fan", "fat", "zoek")
MANDARIN = ("zi", "zhi", "si", "shi", "nan", "lan", "bin", "bing", "lü", "er")


@given(st.sampled_from(CANTONESE), st.sampled_from(CANTONESE))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    """A is as near to B as B to A, and nothing is nearer than itself."""
    assert unlike(one, other, "yue") == unlike(other, one, "yue")
    assert unlike(one, one, "yue") == 0.0
    assert 0.0 <= unlike(one, other, "yue") <= 1.0


@given(st.sampled_from(MANDARIN), st.sampled_from(MANDARIN))
def test_mandarin_keeps_the_same_laws(one: str, other: str) -> None:
    """The same laws for pinyin."""
    assert unlike(one, other, "zh") == unlike(other, one, "zh")
    assert (unlike(one, other, "zh") == 0.0) == (one == other)


@given(st.sampled_from((*CANTONESE, *MANDARIN)), st.sampled_from(("zh", "yue")), st.floats(0, 1))
def test_the_nearest_are_those_that_comparing_all_would_give(syllable: str, language: str, most: float) -> None:
    """What initials rule out is out anyway."""
    every = (*CANTONESE, *MANDARIN, "xxq")
    found = nearest(syllable, by_initial(every, language), language, most)
    assert found == {o: away for o in every if (away := unlike(syllable, o, language)) <= most}


def test_mergers_in_progress_are_hardly_heard() -> None:
    """Most young speakers in Hong Kong say lei for nei and go for gwo."""
    assert unlike("nei", "lei", "yue") < 0.05
    assert unlike("gwo", "go", "yue") < 0.1
    assert unlike("fan", "syu", "yue") > 0.5


@pytest.mark.parametrize(("syllable", "parts"), [
    ("gwong", ("gw", "o", "ng")), ("aa", ("-", "aa", "-")), ("ng", ("-", "ng", "-")), ("jyut", ("j", "yu", "t")),
])
def test_jyutping_comes_apart(syllable: str, parts: tuple[str, str, str]) -> None:
    """Initial, vowel and end of a syllable."""
    assert jyutping_parts(syllable) == parts


def test_what_is_no_syllable_is_like_none() -> None:
    """Letters that spell no syllable are far from every syllable."""
    assert jyutping_parts("xx") is None
    assert unlike("xx", "si", "yue") == FAR
