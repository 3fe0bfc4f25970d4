"""Korean spellings in use beside those by the rules."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.scripts.looks import Looks
from brandname.language.scripts.usage import with_usage

ENGLISH, ITALIAN = Looks("", english=1.0), Looks("", romance=0.9)


@pytest.mark.parametrize(("word", "rule", "used", "looks"), [
    ("shop", "숍", "샵", ENGLISH), ("brush", "브러시", "브러쉬", ENGLISH), ("badge", "배지", "뱃지", ENGLISH),
    ("rainbow", "레인보", "레인보우", ENGLISH), ("pizzetta", "피체타", "피체따", ITALIAN),
    ("moretto", "모레토", "모레또", ITALIAN), ("pencils", "펜슬스", "펜슬", ENGLISH),
])
def test_the_spelling_in_use_stands_beside_the_one_by_the_rules(word: str, rule: str, used: str, looks: Looks) -> None:
    """Whoever writes 샵 where the rules say 숍 finds both."""
    assert {rule, used} <= set(with_usage(word, {rule: -1.0}, looks))


def test_english_names_get_no_tense_consonants() -> None:
    """A doubled letter of English is no Italian one."""
    assert set(with_usage("butter", {"버터": -0.1}, ENGLISH)) == {"버터"}


@given(
    st.text("abcehiknoprstwz", min_size=1, max_size=9),
    st.dictionaries(
        st.text("가나다라마바사시지숍턴코토포", min_size=1, max_size=4), st.floats(-9, 0), min_size=1, max_size=9),
    st.floats(0, 1), st.floats(0, 1),
)
def test_habits_take_nothing_away(word: str, votes: dict[str, float], english: float, romance: float) -> None:
    """Every spelling voted for stays, with its vote at least, and what is added is written in syllables."""
    found = with_usage(word, votes, Looks(word, english, romance))
    assert all(found[text] >= vote for text, vote in votes.items())
    assert all(map(math.isfinite, found.values()))
    assert all("가" <= char <= "힣" for text in found for char in text)
