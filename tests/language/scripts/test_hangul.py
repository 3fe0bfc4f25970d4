"""English sounds in Korean letters by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.english import CODES, aligned
from brandname.language.scripts.hangul import hangul


def spelled(word: str) -> list[tuple[str, str]]:
    """A word with the sounds of each letter."""
    return list(zip(word, aligned(word), strict=True))


@pytest.mark.parametrize(("word", "text"), [
    ("shop", "샵"), ("bright", "브라이트"), ("quick", "퀵"), ("wear", "웨어"), ("stone", "스톤"),
    ("cool", "쿨"), ("cats", "캐츠"), ("bridge", "브리지"), ("young", "영"), ("spring", "스프링"), ("church", "처치"),
])
def test_english_words_are_written_as_the_orthography_says(word: str, text: str) -> None:
    """A listener in Seoul would write an English word so, or nearly: the rule's form is among the first."""
    assert text in [answer.text for answer in hangul(spelled(word), 4)]


@given(st.lists(st.sampled_from(sorted(CODES)), max_size=12).map("".join), st.integers(1, 10))
def test_any_row_of_sounds_is_written_in_syllables(codes: str, n: int) -> None:
    """Whatever the sounds, there are whole syllables, each answer once, the likeliest first."""
    found = hangul([("", codes)], n)
    assert len({answer.text for answer in found}) == len(found) <= n
    assert bool(found) == bool(codes) or all(CODES[code][0] in "ɹ" for code in codes)
    assert all("가" <= char <= "힣" for answer in found for char in answer.text)
    assert [answer.logp for answer in found] == sorted((answer.logp for answer in found), reverse=True)
