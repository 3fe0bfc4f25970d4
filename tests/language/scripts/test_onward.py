"""Chinese names in other scripts, from their pinyin."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.pinyin import syllables
from brandname.language.pinyin_names import cut_word
from brandname.language.scripts.onward import (
    PRESCRIBED,
    Basis,
    basis_of,
    languages,
    onward,
    onward_of_name,
    rules_or_onward,
    script_of,
)
from brandname.language.scripts.rendering import renderings
from brandname.language.scripts.rule_confidence import UNMEASURED

EVERY = sorted(syllables())
SCRIPTS = {
    "Cyrl": "CYRILLIC", "Hang": "HANGUL", "Kana": "KATAKANA", "Arab": "ARABIC", "Hebr": "HEBREW", "Grek": "GREEK",
    "Thai": "THAI", "Deva": "DEVANAGARI", "Geor": "GEORGIAN", "Armn": "ARMENIAN", "Beng": "BENGALI", "Taml": "TAMIL",
}


def first(name: str, language: str) -> str:
    """The first spelling of a name in pinyin."""
    return onward([cut_word(word) for word in name.split()], language)[0].text


@pytest.mark.parametrize("language", languages())
def test_every_syllable_of_mandarin_is_written(language: str) -> None:
    """Whatever my Chinese name is, no syllable is left out or left in Latin letters."""
    assert len(EVERY) > 400
    for syllable in EVERY:
        for spelling in onward([(syllable,)], language, 3):
            letters = [c for c in spelling.text if c.isalpha()]
            assert letters, syllable
            assert all(unicodedata.name(c).startswith(SCRIPTS[script_of(language)]) for c in letters), spelling


@pytest.mark.parametrize(("language", "expected"), [
    ("ru", "Синхэ"), ("uk", "Сінхе"), ("be", "Сінхэ"), ("bg", "Синхъ"), ("sr", "Сингхе"), ("ko", "싱허"),
    ("ja", "シンホー"),
])
def test_a_name_follows_each_languages_own_rules(language: str, expected: str) -> None:
    """Xinghe is written as the press there writes Chinese, not as English letters are read."""
    assert first("Xinghe", language) == expected


@pytest.mark.parametrize(("pinyin", "russian", "korean"), [
    ("jia", "Цзя", "자"), ("qiong", "Цюн", "충"), ("xue", "Сюэ", "쉐"), ("zhang", "Чжан", "장"), ("zan", "Цзань", "짠"),
    ("lüe", "Люэ", "뤠"), ("nü", "Нюй", "뉘"), ("hui", "Хуэй", "후이"), ("wen", "Вэнь", "원"), ("weng", "Вэн", "웡"),
    ("yong", "Юн", "융"), ("ri", "Жи", "르"), ("si", "Сы", "쓰"), ("dian", "Дянь", "뎬"), ("jun", "Цзюнь", "쥔"),
    ("er", "Эр", "얼"), ("bo", "Бо", "보"), ("shuo", "Шо", "숴"), ("yuan", "Юань", "위안"), ("xiu", "Сю", "슈"),
])
def test_the_published_tables_are_kept(pinyin: str, russian: str, korean: str) -> None:
    """Syllable by syllable it is the Palladius system and table 5 of the Korean loanword orthography."""
    assert (first(pinyin, "ru"), first(pinyin, "ko")) == (russian, korean)


def test_two_syllables_that_would_run_together_are_kept_apart() -> None:
    """Chang'an gets its hard sign in Russian; without a vowel behind it there is none."""
    assert first("Chang'an", "ru") == "Чанъань"
    assert first("Changnan", "ru") == "Чаннань"


def test_words_stay_words() -> None:
    """Lu Ning is two words in every script, with a dot between them in Japanese."""
    assert (first("Lu Ning", "ru"), first("Lu Ning", "ja")) == ("Лу Нин", "ルー・ニン")


def test_hebrew_ends_in_final_letters_only_at_the_end() -> None:
    """No final letter stands inside a word, none is missing at its end."""
    assert first("Lanan", "he").endswith("ן") and "ן" not in first("Lanan", "he")[:-1]


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=3), st.sampled_from(languages()))
def test_spellings_are_ranked_once_each_and_modest(word: list[str], language: str) -> None:
    """Only a published standard gives more confidence than an unmeasured rule; no spelling comes twice."""
    found = onward([word], language)
    most = PRESCRIBED if basis_of(language) is Basis.STANDARD else UNMEASURED
    assert len({o.text for o in found}) == len(found) > 0
    assert [o.cost for o in found] == sorted(o.cost for o in found)
    assert all(0 < o.confidence <= most or o.cost > 3 for o in found)


def test_what_is_stated_decides_alone() -> None:
    """Told that Luna is Chinese, it is written as Chinese; told nothing, as ever."""
    assert [r.method for r in renderings("Luna", "Cyrl", 5, origin="zh")] == ["pinyin"]
    assert "pinyin" not in {r.method for r in renderings("Luna", "Cyrl", 5)}
    assert onward_of_name("Luna", "ru", origin="it") == ((), 0.0)


def test_looks_leave_the_other_spellings_in() -> None:
    """Xinghe looks Chinese: that spelling leads, as sure as the looks are, and the others stay behind it."""
    found = renderings("Xinghe", "Cyrl", 5)
    assert found[0].text == "Синхэ" and found[0].confidence < PRESCRIBED
    assert len(found) > 1 and "pinyin" not in {r.method for r in found[1:]}
    assert sum(r.posterior for r in found) <= 1.0
    ruled = rules_or_onward("Xinghe", "uk")
    assert (ruled[0].text, ruled[0].method) == ("Сінхе", "pinyin") and ruled[1].cost > ruled[0].cost


def test_the_owners_pronunciation_outvotes_the_looks() -> None:
    """Whoever says how the name is said is not told it is Chinese."""
    assert "pinyin" not in {r.method for r in renderings("Xinghe", "Cyrl", 5, ipa="ˈzɪŋɡi")}
    assert "pinyin" not in {r.method for r in rules_or_onward("Xinghe", "uk", ipas=("ˈzɪŋɡi",), stated=True)}


def test_an_unknown_language_gets_nothing() -> None:
    """No neighbour's alphabet for Khmer."""
    assert onward([("xing", "he")], "km") == ()


def test_a_syllable_that_is_none_is_refused() -> None:
    """A mistake of the caller does not come out as a spelling."""
    with pytest.raises(LookupError):
        onward([("xk",)], "ru")
