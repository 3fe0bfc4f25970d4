"""Names in Korean letters as their own language reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.scripts.abroad import LANGUAGES, abroad, shares_abroad, sounds_of
from brandname.language.scripts.hangul import written


@pytest.mark.parametrize(("word", "tag", "text"), [
    ("pergamo", "it", "페르가모"), ("campagna", "it", "캄파냐"), ("piazza", "it", "피아차"), ("chalet", "fr", "샬레"),
    ("garçon", "fr", "가르송"), ("montagne", "fr", "몽타뉴"), ("wein", "de", "바인"), ("señora", "es", "세뇨라"),
])
def test_words_are_written_as_their_language_says_them(word: str, tag: str, text: str) -> None:
    """Italian r is written, French nasals are, German w is a v."""
    assert text in [answer.text for answer in written(sounds_of(word, tag), 4)]


def test_a_silent_e_of_french_may_be_written() -> None:
    """Korea writes the end of a French name in -ine or -ame with one syllable more."""
    assert {"마르틴", "마르틴느"} <= set(abroad("martine", "la petite martine et le petit bourgeois"))


@settings(max_examples=50)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10))
def test_shares_add_up_and_spellings_are_syllables(name: str) -> None:
    """Any name is read in some language, and written in whole syllables."""
    shares = shares_abroad(name)
    assert {tag for tag, _ in shares} <= set(LANGUAGES) and 0.8 <= sum(part for _, part in shares) <= 1.001
    assert all("가" <= char <= "힣" for text in abroad(name, name) for char in text)
