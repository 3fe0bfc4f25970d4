"""Names in pinyin told from others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.pinyin import syllables
from brandname.language.pinyin_names import ENOUGH, cut_word, likelihood, pinyin_name
from tools import build_pinyin_marks

EVERY = sorted(syllables())


@pytest.mark.parametrize(("word", "cut"), [
    ("Xinghe", "xing he"), ("Fangan", "fan gan"), ("Fang'an", "fang an"), ("Xian", "xian"), ("Xi'an", "xi an"),
    ("XiAn", "xi an"), ("Xi-an", "xi an"), ("Lüye", "lü ye"), ("Nuelan", "nüe lan"), ("Xīnghé", "xing he"),
    ("Tianrui", "tian rui"), ("Velora", ""), ("Hisenda", ""), ("", ""),
])
def test_words_are_cut_as_pinyin_is_spelled(word: str, cut: str) -> None:
    """An apostrophe parts syllables; without one a syllable in a vowel does not begin inside."""
    assert " ".join(cut_word(word)) == cut


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=4))
def test_apostrophes_bring_every_syllable_back(word: list[str]) -> None:
    """Written with its apostrophes, any name is cut where it was put together."""
    assert cut_word("'".join(word)) == tuple(word)


@pytest.mark.parametrize("name", ["Xinghe", "Qinye", "Shuguang", "Rongmei", "Zhuoyue", "Xiaolu"])
def test_names_that_look_chinese_are_taken_for_pinyin(name: str) -> None:
    """Nobody has to tell the program that Xinghe is Chinese; it says how sure it is."""
    found = pinyin_name(name)
    assert found is not None and ENOUGH <= found.likely < 1.0


@pytest.mark.parametrize("name", [
    "Luna", "Mina", "Dali", "Change", "Mango", "Panda", "Sushi", "Velora", "Kanasai", "Song", "Lima 7", "Bo & Li", "",
    "星禾", "Вэнь",
])
def test_names_that_could_be_cut_are_not_all_chinese(name: str) -> None:
    """A coined, English, Italian or Japanese name is left alone."""
    assert pinyin_name(name) is None


def test_what_is_stated_decides() -> None:
    """`lang: zh` makes any cuttable name pinyin, another language none, tone marks speak for themselves."""
    stated = pinyin_name("Luna", "zh-Hans")
    assert stated is not None and (stated.words, stated.likely) == ((("lu", "na"),), 1.0)
    assert pinyin_name("Xinghe", "it") is None and pinyin_name("Velora", "zh") is None
    marked = pinyin_name("Lúnà")
    assert marked is not None and marked.likely > ENOUGH


def test_an_accent_of_french_is_no_tone() -> None:
    """`Échelé` could be cut into syllables, but its accents are those of French, and one syllable has none."""
    assert pinyin_name("Échelé") is None and pinyin_name("Léna") is None
    assert pinyin_name("Lěna") is not None


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=4))
def test_an_english_word_is_less_likely_pinyin(word: list[str]) -> None:
    """Being a word of English never speaks for pinyin."""
    assert likelihood((tuple(word),), ["change"]) <= likelihood((tuple(word),))


def test_the_table_is_the_built_one() -> None:
    """Building it again from the packaged tables gives the same."""
    assert build_pinyin_marks.TARGET.read_text(encoding="utf-8") == build_pinyin_marks.table()


@pytest.mark.parametrize("name", ["Lumière", "Café", "Zoé", "Hermès"])
def test_a_lone_accent_makes_no_chinese(name: str) -> None:
    """Nobody writes one tone of three."""
    assert pinyin_name(name) is None


@pytest.mark.parametrize(("name", "words"), [
    ("Xi'an", (("xi", "an"),)), ("Chang’e", (("chang", "e"),)), ("Lvyuan", (("lü", "yuan"),)),
    ("Nvwa", (("nü", "wa"),)),
])
def test_pinyin_as_it_is_typed(name: str, words: tuple[tuple[str, ...], ...]) -> None:
    """The apostrophe of Xi'an and v for ü are pinyin's own."""
    found = pinyin_name(name, "zh")
    assert found is not None and found.words == words
    looks = pinyin_name(name)
    assert name == "Nvwa" or (looks is not None and looks.words == words)


def test_v_is_no_vowel_elsewhere() -> None:
    """LV, Silva and Nelva hold no ü."""
    assert all(pinyin_name(name, "zh") is None for name in ("LV", "Silva", "Nelva"))
