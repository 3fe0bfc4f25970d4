"""Everyday English words told from names."""

from __future__ import annotations

import pytest

from brandname.language.english_words import is_word


@pytest.mark.parametrize("word", ["firefly", "thrive", "blue", "boots", "computer", "nice"])
def test_words_are_words(word: str) -> None:
    """What a definition writes with a small letter, and its plural."""
    assert is_word(word)


@pytest.mark.parametrize("word", ["london", "marco", "hans", "prada", "velora", "", "de"])
def test_names_are_none(word: str) -> None:
    """Places, first names, brands and coined names stay outside."""
    assert not is_word(word)
