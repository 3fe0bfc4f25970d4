"""Chinese characters as neighbours read them: the usual reading, and the one that goes with the Mandarin one."""

from __future__ import annotations

import pytest

from brandname.language.hanzi import describe
from brandname.language.sinoxenic import sino_reading


def abroad(name: str, language: str) -> str:
    """The Latin reading of a name's first Mandarin reading."""
    found = describe(name)
    assert found is not None
    return next(reading.latin for reading in found.abroad if reading.language == language)


@pytest.mark.parametrize(("name", "japanese", "korean"), [
    ("花儿", "kaji", "hwaa"), ("叶子", "yōshi", "yeopja"), ("云台", "undai", "undae"), ("佛心", "busshin", "bulsim"),
    ("行健", "kōken", "haenggeon"), ("霸", "ha", "pae"),
])
def test_simplified_characters_are_read_as_what_they_stand_for(name: str, japanese: str, korean: str) -> None:
    """叶 is a leaf (葉), not the rare character that looks like it; lists by alphabet do not decide."""
    assert (abroad(name, "ja"), abroad(name, "ko")) == (japanese, korean)


@pytest.mark.parametrize(("name", "cantonese", "korean"), [
    ("乐章", "ngok6 zoeng1", "akjang"), ("长乐", "coeng4 lok6", "jangrak"), ("银行", "ngan4 hong4", "eunhaeng"),
])
def test_the_meaning_decides_abroad_too(name: str, cantonese: str, korean: str) -> None:
    """Music and joy are one character, and two readings in every language."""
    assert (abroad(name, "yue"), abroad(name, "ko")) == (cantonese, korean)


@pytest.mark.parametrize(("name", "japanese"), [
    ("一品", "ippin"), ("立花", "rikka"), ("干杯", "kanpai"), ("乐行", "rakkō"), ("云长", "unchō"),
    ("大佛", "daibutsu"),
])
def test_japanese_joins_its_readings(name: str, japanese: str) -> None:
    """Two readings that meet change as every reader changes them."""
    assert abroad(name, "ja") == japanese


@pytest.mark.parametrize("name", ["港", "死", "屋", "鲜", "头", "重", "鸡"])
def test_common_characters_have_a_vietnamese_reading(name: str) -> None:
    """Characters on every shop sign are known."""
    assert sino_reading(name, "vi").text
