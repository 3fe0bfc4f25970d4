"""The words a name runs together, and how English it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.scripts.looks import looks_of
from brandname.language.scripts.words import common_parts, english_share


@pytest.mark.parametrize(("word", "parts"), [
    ("lampgarden", ("lamp", "garden")), ("bringmetea", ("bring", "me", "tea")), ("greenhiker", ("green", "hiker")),
    ("melirano", ()), ("garden", ()), ("aplon", ()),
])
def test_common_words_are_found_in_a_name(word: str, parts: tuple[str, ...]) -> None:
    """Two words or three, function words among them; a coined name is not cut."""
    assert common_parts(word) == parts


@given(st.text("abcdefghilmnoprstu", max_size=16))
def test_parts_make_up_the_word(word: str) -> None:
    """Nothing of a name is lost between its words."""
    parts = common_parts(word)
    assert not parts or ("".join(parts) == word and len(parts) > 1)


def test_the_whole_name_is_judged() -> None:
    """A name of English words is English all through, a coined one is not, and half of each is between."""
    assert english_share(["paper", "moon"]) == 1.0 and english_share(["melirano"]) == 0.0
    assert 0 < english_share(["paper", "melirano"]) < 1
    assert looks_of("paper moon", ["paper", "moon"]).english > 0.8 > 0.3 > looks_of("melirano", ["melirano"]).english
