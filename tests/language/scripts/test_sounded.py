"""English words as the tables that read sounds see them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.english import CODES
from brandname.language.scripts.sounded import composed, linked, sounded, spelled
from brandname.language.scripts.spelling import units


def test_an_r_links_two_vowels() -> None:
    """The r of `gallery` is heard, that of `corner` is not."""
    assert any(letter == "r" and CODES[code][0] == "ɹ" for letter, code in linked(spelled("gallery")))
    assert not [code for _, code in linked(spelled("water")) if CODES[code][0] == "ɹ"]


def test_words_run_together_sound_as_they_do_apart() -> None:
    """`papercoat` is said as paper and coat."""
    assert sounded("papercoat") == sounded("paper") + sounded("coat") != ""


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6))
def test_the_silent_letter_comes_back(text: str) -> None:
    """A Korean text without its silent letters is put together again as it was."""
    bare = "".join(unit.removeprefix("\u110b") for unit in units(text, "ko"))
    whole = "".join(units(text, "ko"))
    if whole == unicodedata.normalize("NFD", text):
        assert composed(bare) == text


@pytest.mark.parametrize("word", ["", "1", "ß", "zzzz", "o'nara"])
def test_odd_words_have_sounds_or_none(word: str) -> None:
    """Nothing that is no English word is refused with an error."""
    assert isinstance(sounded(word), str)
