"""How ordinary a word a name is in a market's language."""

from __future__ import annotations

import pytest

from brandname.checks.search_words import how_ordinary


@pytest.mark.parametrize(("word", "language"), [
    ("thimble", "en-GB"), ("Galet", "fr-FR"), ("скворечник", "ru"), ("露珠", "zh-CN"), ("しずく", "ja"),
    ("السنبلة", "ar-MA"),
])
def test_words_of_a_language_have_a_frequency(word: str, language: str) -> None:
    """A word that speakers know is known to be one, in any case and with its article."""
    value = how_ordinary(word, language)
    assert value is not None
    assert value > 1.5


def test_a_coined_name_is_in_no_large_list() -> None:
    """Zero says that a large list lacks the word."""
    assert how_ordinary("Quenvarilo", "en") == 0.0


def test_no_list_is_no_answer() -> None:
    """Where no list reaches down to rare words, nothing is said of a word that is not in it."""
    assert how_ordinary("กขค", "th") is None
    assert how_ordinary("quenvarilo", "tr") is None


def test_a_phrase_is_rarer_than_its_rarest_word() -> None:
    """Two common words side by side are not a common word."""
    rarest = min(how_ordinary(word, "en") or 0.0 for word in ("morning", "thimble"))
    phrase = how_ordinary("Morning Thimble", "en")
    assert phrase is not None
    assert phrase < rarest
