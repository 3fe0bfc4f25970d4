"""Digits read for letters, letters of other scripts with the same shapes, and initials."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandname.language.lookalikes import MOST, in_script, initials, unmasked


def test_digits_among_letters_are_read_as_letters() -> None:
    """A five for an s and a one for an i hide a word from a machine only."""
    assert "grisp" in unmasked("gri5p")
    assert {"gilo", "gllo"} <= set(unmasked("g1lo"))


def test_numbers_of_their_own_stay_numbers() -> None:
    """A model number after a space is no letter."""
    assert unmasked("Velora 300") == ()
    assert unmasked("Velora") == ()


@given(st.text(alphabet="a1!40", min_size=3, max_size=12))
def test_there_are_never_many_readings(text: str) -> None:
    """A name full of ones does not explode."""
    assert len(unmasked(text)) <= MOST


def test_latin_capitals_are_read_as_cyrillic() -> None:
    """Readers of Cyrillic see their own letters in MAPKA."""
    assert in_script("MAPKA", "Cyrl") == "марка"
    assert in_script("Velora", "Cyrl") == ""


def test_cyrillic_letters_are_read_as_latin() -> None:
    """Letters that look Latin are read as Latin where people read Latin."""
    assert in_script("расе", "Latn") == "pace"
    assert in_script("жаба", "Latn") == ""


def test_a_name_in_the_script_itself_has_no_other_reading() -> None:
    """Nothing is translated into what it is already."""
    assert in_script("Velora", "Latn") == ""


def test_initials_need_three_words() -> None:
    """Two initials are everybody's."""
    assert initials("Grand Velora Line") == "GVL"
    assert initials("Grand Velora") == ""
