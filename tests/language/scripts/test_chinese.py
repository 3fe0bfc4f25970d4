"""Foreign names by sound in Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language import pinyin, sounds
from brandname.language.characters import is_hanzi
from brandname.language.scripts import coverage
from brandname.language.scripts.cantonese import unlikeness
from brandname.language.scripts.characters_by_sound import open_chooser, syllable_of
from brandname.language.scripts.chinese import ALIKE, HEAD, spell
from brandname.language.scripts.english_codes import codes_of_ipa, codes_of_origin
from brandname.language.scripts.hanzi_renderings import confidence, hanzi_renderings
from brandname.language.scripts.rule_confidence import UNMEASURED
from brandname.language.scripts.syllables import Ear, syllable_rows


def test_a_coined_name_gets_ranked_spellings() -> None:
    """I get ten different spellings, likeliest first, each with its syllables."""
    found = spell("Zovanta", 10)
    assert len({one.text for one in found}) == 10
    for one in found:
        assert len(one.text) == len(one.syllables)
        assert all(map(is_hanzi, one.text))
        assert one.logp <= 0


def test_the_first_ten_differ_in_sound() -> None:
    """Ten spellings of one sound would tell me nothing: at most two of the first ten share their syllables."""
    for name in ("Melirano", "Kestrova", "Tarkomel"):
        rows = [one.syllables for one in spell(name, HEAD)]
        assert max(map(rows.count, rows)) <= ALIKE


def test_shares_add_up_to_at_most_one() -> None:
    """Beliefs about one name are shares of one whole."""
    from math import exp

    assert sum(exp(one.logp) for one in spell("Solindra", 50)) <= 1.0001


def test_a_long_name_is_clipped_too() -> None:
    """Among the spellings of a long name some leave a weak syllable out, and some keep the first word only."""
    lengths = {len(row) for row, _ in syllable_rows("Brandelsterk", 60, Ear(deep=True))}
    assert min(lengths) < max(lengths)
    first = {row for row, _ in syllable_rows("Velora", 5, Ear())}
    both = {row for row, _ in syllable_rows("Velora Tindrake", 60, Ear())}
    assert first & both


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("name", ["Bergmannstrandelholmvikensen", "Limporadanivestokabelurimantosk"])
def test_a_very_long_name_is_written_to_its_end(name: str, quick: bool) -> None:
    """A name of thirty letters does not lose two thirds of them in silence."""
    for one in spell(name, 5, quick=quick):
        assert coverage.share(name, one.text, "zh") >= coverage.ENOUGH, one


def test_traditional_text_has_its_own_characters_and_habits() -> None:
    """Taiwan reads traditional characters, and does not merely convert the mainland's spelling."""
    from brandname.language.forms import simplified_forms

    simplified = [one.text for one in spell("Stelvano", 30)]
    traditional = [one.text for one in spell("Stelvano", 30, traditional=True)]
    assert [simplified_forms(text)[0] for text in traditional] != simplified
    assert any(text not in simplified for text in traditional)


def test_hong_kong_goes_by_cantonese_sounds() -> None:
    """The same name is ranked otherwise where characters are read in Cantonese."""
    taiwan = [one.text for one in spell("Kestrova", 10, traditional=True, lang="zh-TW")]
    hong_kong = [one.text for one in spell("Kestrova", 10, traditional=True, lang="zh-HK")]
    assert taiwan != hong_kong
    assert unlikeness("香港", "hœŋkɔŋ") < unlikeness("香港", "tabele")
    assert unlikeness("香港", "") == unlikeness("", "tabele") == 0.5


def test_a_stated_sound_outvotes_the_spelling() -> None:
    """A name I say otherwise than it is written is written as I say it."""
    spelled = [one.syllables for one in spell("Cheva", 3)]
    stated = [one.syllables for one in spell("Cheva", 3, ipa="ˈkeva")]
    assert spelled != stated
    assert stated[0][0] in {"kai", "ke"}
    assert codes_of_ipa("t͡ʃeˈva") and not codes_of_ipa("")
    assert codes_of_origin("Wagen", "de")[0] == codes_of_ipa("v")
    assert codes_of_origin("Wagen", "en") == codes_of_origin("Wagen", "xx") == ""


def test_quick_depth_answers_too() -> None:
    """A long list gets an answer from one model."""
    assert spell("Melirano", 3, quick=True)
    assert all(0 < r.confidence < 1 and r.draft for r in hanzi_renderings("Melirano", "Hans", 3, quick=True))


@pytest.mark.parametrize(("name", "kept"), [("3M Velora", "3"), ("Velora 24", "24"), ("Velora & Krendo", "和")])
def test_digits_and_signs_stay(name: str, kept: str) -> None:
    """Digits are kept, and & becomes the Chinese word."""
    assert kept in spell(name, 5)[0].text


@pytest.mark.parametrize("name", ["", "24", "—", "Велора", "BMKG"])
def test_what_is_no_word_has_no_spelling(name: str) -> None:
    """Digits alone, other scripts and letters to be spelled out get no characters, and nothing empty."""
    assert spell(name, 5) == ()


def test_a_name_in_characters_stays() -> None:
    """Characters are not written anew; a mixture is refused."""
    assert [r.text for r in hanzi_renderings("星禾", "Hans", 5)] == ["星禾"]
    assert hanzi_renderings("星禾 Velora", "Hans", 5) == ()


def test_confidence_rises_with_belief() -> None:
    """What the models believe more is right more often on held-out names."""
    measured = [confidence(k / 50) for k in range(51)]
    assert measured == sorted(measured) and measured[0] >= 0 and measured[-1] <= 0.8


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40))
def test_any_letters_get_an_answer_or_none(name: str) -> None:
    """No row of letters breaks it; what comes back is never empty."""
    assert all(one.text for one in spell(name.capitalize(), 3, quick=True))


def test_characters_follow_their_syllables() -> None:
    """A syllable is written with characters that are read so."""
    for text, _ in open_chooser(False).choose(("wei", "lou", "la"), 20):
        assert tuple(map(syllable_of, text)) == ("wei", "lou", "la")
    assert syllable_of("乐") == "le" and syllable_of("佛") == "fo" and syllable_of("a") == "a"


@pytest.mark.parametrize("script", ["Hans", "Hant"])
@pytest.mark.parametrize(("name", "syllables"), [("Xinghe", ("xing", "he")), ("Lü'an", ("lü", "an"))])
def test_a_name_stated_to_be_chinese_keeps_its_syllables(script: str, name: str, syllables: tuple[str, ...]) -> None:
    """I state `lang: zh`, so nobody writes my name by what an Englishman would make of its letters."""
    found = hanzi_renderings(name, script, 5, origin="zh")
    assert len(found) == 5
    for one in found:
        assert one.method == "syllables"
        assert one.confidence <= UNMEASURED
        read = [pinyin.plain(sounds.pinyin(char)[0][0]) for char in one.text]
        assert all(wanted in {syllable, syllable_of(char).replace("v", "ü")}
                   for wanted, syllable, char in zip(syllables, read, one.text, strict=True))


def test_a_name_that_looks_like_pinyin_has_both_ways() -> None:
    """Nobody says where Qinye comes from: its syllables go first, other spellings follow."""
    methods = [one.method for one in hanzi_renderings("Zhongguo", "Hans", 40)]
    assert methods == sorted(methods, key=lambda method: method != "syllables")
    assert {one.method for one in hanzi_renderings("Zhongguo", "Hans", 5, origin="it")} == {"tables+kana"}
    assert {one.method for one in hanzi_renderings("Velora", "Hans", 5, origin="zh")} == {"tables+kana"}


@pytest.mark.parametrize(("name", "script", "wrong"), [
    ("Gripzi", "Hant", "裏"), ("Lumière", "Hans", "蔑灭"), ("Mierella", "Hant", "蔑滅"), ("Bingtu", "Hans", "病毒"),
    ("Fanderia", "Hant", "範於"),
])
def test_no_name_is_written_with_what_it_must_not_say(name: str, script: str, wrong: str) -> None:
    """Sound alone excuses no character for death or contempt, nor "inside" where Taiwan writes 里."""
    texts = [one.text for one in spell(name, 3, traditional=script == "Hant")]
    assert texts and not set(wrong) & set("".join(texts))


def test_initials_joined_by_a_sign_stay_as_they_are() -> None:
    """H&M is H&M in Chinese text."""
    assert [one.text for one in hanzi_renderings("H&M", "Hans", 3)] == ["H&M"]
